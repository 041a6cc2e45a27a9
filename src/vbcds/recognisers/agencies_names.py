"""Names of agencies at a place in a text: a name of the registry (or a head word and its field), then level and place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vbcds.lexicons.agencies import AgencyEntry, FieldNode, Pattern, fold, load_agencies, load_words
from vbcds.recognisers.agencies_places import province_words
from vbcds.recognisers.agencies_tails import PlaceTail, place_tail
from vbcds.text.fold import key, modern_tones, slug

_SEPARATOR = re.compile(r"(?: ?[,&/.+-])* ?(?:và (?=\w))?")
_COMMA = re.compile(r" ?, ?(?:và )?| và ")
_SYMBOL_BEFORE = re.compile(r"\d[^\s]*$")
_COMMITTEES = "tỉnh ủy|thành ủy|huyện ủy|thị ủy|quận ủy|đảng ủy"
_COMMITTEE = re.compile(
    rf"[ .]*(?:các (?=\w+ ủy))?({_COMMITTEES}|đảng bộ|tu|thu|hu|qu|đu)(?!\w)(?:(?<=ủy)(?:, | và )(?:{_COMMITTEES})(?!\w)){{0,4}}"
)
_COMMITTEE_NAMES = {
    "tu": "Tỉnh ủy", "thu": "Thành ủy", "hu": "Huyện ủy", "qu": "Quận ủy", "đu": "Đảng ủy", "tỉnh ủy": "Tỉnh ủy", "thành ủy": "Thành ủy",
    "huyện ủy": "Huyện ủy", "thị ủy": "Thị ủy", "quận ủy": "Quận ủy", "đảng ủy": "Đảng ủy", "đảng bộ": "Đảng bộ",
}  # fmt: skip
#: The id of the committee that an agency can have.
_PARTY_COMMITTEE = "dang-uy"
#: The level of a body whose name says it, for a name that stands alone after it ("Huyện ủy Châu Thành").
_BARE = {"huyen": "huyen", "thi": "thi-xa", "quan": "quan", "thanh": "thanh-pho"}
_TIER_NOUN = re.compile(r"(?:cấp )?(?:tỉnh|thành phố|thị xã|huyện|quận|xã|phường|thị trấn|đặc khu)(?!\w)")
_TIER_REST = re.compile(r"các|và|hoặc|tất cả|toàn thể|trực thuộc [Tt]rung ương|trực thuộc tỉnh|trên địa bàn|(?:có )?liên quan")
_TIERS = (
    ("cap-huyen", {"huyện", "quận", "thị xã", "thành phố"}),
    ("cap-xa", {"xã", "phường", "thị trấn", "đặc khu"}),
    ("cap-tinh", {"tỉnh", "thành phố"}),
)
#: How many bodies may share one committee.
_SHARED = 6
#: Levels that a body with one level only repeats ("Sở Y tế tỉnh").
_OWN_LEVELS = {"tinh", "thanh-pho"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatch:
    """A name found at a place: its end, canonical name and id."""

    start: int
    end: int
    name: str
    id: str
    entry: AgencyEntry
    collective: bool = False
    #: The place or level is there, so that the name stands for an agency even in small letters.
    placed: bool = False
    #: The head word, where the name is a head and a field: others may follow it ("Sở Tài chính, Nội vụ").
    head: Pattern | None = None
    #: Printed in capitals as an abbreviation.
    short: bool = False


class View:
    """A text with its folded form and all candidates, found in one pass."""

    __slots__ = ("gates", "hits", "low", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = fold(text)
        #: Where a name may begin, with the candidates, longest first.
        self.hits: dict[int, list[Pattern]] = {}
        #: Where a group, a title or the head of an unknown body may begin.
        self.gates: set[int] = set()
        self._search()

    def _search(self) -> None:
        lexicon = load_agencies()
        patterns = lexicon.patterns
        low, text, size, hits, gates = self.low, self.text, len(self.low), self.hits, self.gates
        for last, index in lexicon.automaton.iter(low):
            end = last + 1
            if end < size and (low[end].isalnum() or low[end] == "_"):
                continue
            pattern = patterns[index]
            start = end - pattern.length
            if start and (low[start - 1].isalnum() or low[start - 1] == "_"):
                continue
            if pattern.gate:
                gates.add(start)
                if pattern.entry is None and pattern.fields is None:
                    continue
            if pattern.capitals and not self._is_short(text, start, end):
                continue
            known = hits.get(start)
            if known is None:
                hits[start] = [pattern]
            else:
                known.insert(0, pattern)  # matches of one start come in the order of their ends

    @staticmethod
    def _is_short(text: str, start: int, end: int) -> bool:
        """Whether a span is an abbreviation in capitals, and not a part of a document's symbol ("254/TTr-STTTT", "12/UBND-VX")."""
        word = text[start:end].split(" ", 1)[0]
        if sum(char.isupper() for char in word) < 2:
            return False
        if start and text[start - 1] in "-/–":
            if text[start - 1] != "/" and start > 1 and text[start - 2].isalnum():
                return False
            if _SYMBOL_BEFORE.search(text, max(0, start - 30), start - 1):
                return False
        return not (text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper() and start and text[start - 1] in "/-")


def name_may_begin(text: str, before: int) -> bool:
    """Whether an agency, a group or a title may begin in the first `before` characters of a text: far less work than to find them.

    >>> name_may_begin("- Xây dựng kho dữ liệu của Sở Tài chính", 10), name_may_begin("Sở Tài chính xây dựng kho dữ liệu", 10)
    (False, True)
    """
    view = View(text[: before + _longest_pattern()])
    return any(start < before for start in (*view.gates, *view.hits))


@cache
def _longest_pattern() -> int:
    return max(pattern.length for pattern in load_agencies().patterns) + 2


@cache
def collective_ids() -> dict[str, str]:
    """The fixed ids of well-known groups, by key of each wording."""
    return {key(form): id for id, forms in load_words("collectives")["ids"].items() for form in forms}


def name_at(view: View, pos: int) -> NameMatch | None:
    """The longest agency name that begins at `pos`, with its level and place, or None."""
    for pattern in view.hits.get(pos, ()):
        match = _field_name(view, pos, pattern) if pattern.fields else _entry_name(view, pos, pattern)
        if match is not None:
            return match
    return None


def field_at(view: View, pos: int, head: Pattern) -> NameMatch | None:
    """The agency whose field begins at `pos` and whose head word was said before: "Sở Tài chính, [Nội vụ]"."""
    found = _field(head.fields, view, pos) if head.fields else None
    return None if found is None else _finish(view, pos, found[0], found[1], head)


def _field_name(view: View, pos: int, pattern: Pattern) -> NameMatch | None:
    begin = pos + pattern.length
    if view.low[begin : begin + 1] not in (" ", "."):
        return None
    found = _field(pattern.fields, view, begin + 1) if pattern.fields else None
    return None if found is None else _finish(view, pos, found[0], found[1], pattern)


def _field(node: FieldNode | None, view: View, pos: int) -> tuple[int, AgencyEntry] | None:
    """The end and the entry of the longest field at `pos`: parts in words or initials, with any separators between them."""
    if node is None:
        return None
    best: tuple[int, AgencyEntry] | None = None
    todo = [(node, pos, True)]
    low, text, size = view.low, view.text, len(view.low)
    while todo:
        node, here, glued = todo.pop()
        if (
            node.entry is not None
            and here > pos
            and (here == size or not low[here].isalnum())
            and (
                best is None or here > best[0] or (here == best[0] and best[1].valid_to is not None and node.entry.valid_to is None)
            )
        ):
            best = (here, node.entry)
        if here == pos:
            begin, joined = here, True
        else:
            separator = _SEPARATOR.match(low, here)
            begin = separator.end() if separator else here
            joined = begin > here
        for words, short, following in node.steps:
            if not low.startswith(words, begin) or not (joined or (short and glued)):
                continue
            end = begin + len(words)
            if short and not text[begin:end].isupper() and text[begin:end] != "NgV":
                continue
            if not short and end < size and low[end].isalnum():
                continue
            todo.append((following, end, short))
    return best


def _entry_name(view: View, pos: int, pattern: Pattern) -> NameMatch | None:
    entry = pattern.entry
    if entry is None:
        return None
    end = pos + pattern.length
    if entry.unless and any(view.low.startswith(word, end + 1) and view.low[end] == " " for word in entry.unless):
        return None
    return _finish(view, pos, end, entry, None, pattern)


def _finish(
    view: View, pos: int, end: int, entry: AgencyEntry, head: Pattern | None, pattern: Pattern | None = None
) -> NameMatch | None:
    """Level and place after the name."""
    short = bool(pattern and pattern.capitals)
    if entry.tail == "":
        return NameMatch(start=pos, end=end, name=entry.name, id=entry.id, entry=entry, head=head, short=short)
    if entry.tail == "đảng":
        return _party(view, pos, end, entry, pattern)
    bare = _BARE.get(entry.id.split("-", 1)[0], "") if entry.tail in ("nơi", "nơi!") else ""
    tail = place_tail(view.text, view.low, end, view.hits, bare=bare)
    if tail is None:
        if entry.id == _PARTY_COMMITTEE and (owner := _owner(view, end)) is not None:
            name, id = f"{entry.name} {owner.name}", f"{entry.id}-{owner.id}"
            return NameMatch(start=pos, end=owner.end, name=name, id=id, entry=entry, placed=True)
        if entry.tail.endswith("!"):
            return None
        return NameMatch(start=pos, end=end, name=entry.name, id=entry.id, entry=entry, head=head, short=short)
    name = f"{entry.name} {tail.words}"
    return NameMatch(
        start=pos,
        end=tail.end,
        name=name,
        id=_id(entry, name, tail),
        entry=entry,
        collective=tail.collective,
        placed=True,
        head=head,
        short=short,
    )


def _id(entry: AgencyEntry, name: str, tail: PlaceTail) -> str:
    if tail.collective:
        known = collective_ids().get(key(name))
        return known or f"{entry.id}-{tier(tail.words) or slug(tail.words)}"
    base = entry.id
    if tail.level and (entry.tail.startswith(("cấp", "nhánh")) or tail.level not in _OWN_LEVELS):
        base = f"{base}-{tail.level}"
    return f"{base}@{tail.place}" if tail.place else base


def tier(words: str) -> str:
    """The slug of the level that a group of places is of ("các huyện, thị xã" are the district level); "" where names are listed.

    >>> (
    ...     tier("các huyện, thị xã, thành phố"),
    ...     tier("xã, phường"),
    ...     tier("các tỉnh, thành phố trực thuộc Trung ương"),
    ...     tier("các huyện Tân Biên"),
    ... )
    ('cap-huyen', 'cap-xa', 'cap-tinh', '')
    """
    nouns = _TIER_NOUN.findall(words)
    if not nouns or _TIER_REST.sub("", _TIER_NOUN.sub("", words)).strip(" ,") != "":
        return ""
    found = {noun.removeprefix("cấp ") for noun in nouns}
    for level, members in _TIERS:
        if found <= members:
            return level
    return ""


def _party(view: View, pos: int, end: int, entry: AgencyEntry, pattern: Pattern | None, depth: int = 0) -> NameMatch | None:
    """A body of a committee of the Party: "Ban Tổ chức Tỉnh ủy Tây Ninh", "BTGDVTU"."""
    if pattern is not None and pattern.committee:
        committee, after = pattern.committee, end
    else:
        match = _COMMITTEE.match(view.low, end)
        if match is None:
            return _shared_committee(view, pos, end, entry, depth) if depth < _SHARED else None
        if len(match[1]) < 4 and not view.text[match.start(1) : match.end(1)][-1:].isupper():
            return None
        committee, after = _COMMITTEE_NAMES[match[1]], match.end()
        if match[0].lstrip(" .").startswith("các "):
            words = modern_tones(" ".join(view.text[match.start() : match.end()].split())).lower()
            return NameMatch(
                start=pos,
                end=after,
                name=f"{entry.name} {words}",
                id=f"{entry.id.removeprefix('dang-')}-{slug(words)}",
                entry=entry,
                placed=True,
                collective=True,
            )
    first = slug(committee)
    name = f"{entry.name} {committee}"
    id = f"{entry.id.removeprefix('dang-')}-{first}"
    tail = place_tail(view.text, view.low, after, view.hits, bare=_BARE.get(first.split("-", 1)[0], ""))
    if tail is not None:
        name, after = f"{name} {tail.words}", tail.end
        if tail.place:
            id = f"{id}@{tail.place}"
    elif first == _PARTY_COMMITTEE and (owner := _owner(view, after)) is not None:
        name, id, after = f"{name} {owner.name}", f"{id}-{owner.id}", owner.end
    return NameMatch(start=pos, end=after, name=name, id=id, entry=entry, placed=True, collective=bool(tail and tail.collective))


def _owner(view: View, end: int) -> NameMatch | None:
    """The agency whose committee of the Party was named: "Đảng ủy [Bộ Công Thương]"."""
    if view.text[end : end + 1] != " " or not view.text[end + 1 : end + 2].isupper():
        return None
    owner = name_at(view, end + 1)
    if owner is None or owner.collective or owner.entry.tail == "đảng" or owner.entry.id.startswith(_PARTY_COMMITTEE):
        return None
    return owner


def _shared_committee(view: View, pos: int, end: int, entry: AgencyEntry, depth: int) -> NameMatch | None:
    """A body whose committee is said once, after the last of several: "Ban Tuyên giáo, Ban Tổ chức Tỉnh ủy"."""
    comma = _COMMA.match(view.low, end)
    for pattern in view.hits.get(comma.end(), ()) if comma else ():
        if comma is not None and pattern.entry is not None and pattern.entry.tail == "đảng" and pattern.entry is not entry:
            following = _party(view, comma.end(), comma.end() + pattern.length, pattern.entry, pattern, depth + 1)
            if following is not None:
                name = entry.name + following.name.removeprefix(pattern.entry.name)
                id = entry.id.removeprefix("dang-") + following.id.removeprefix(pattern.entry.id.removeprefix("dang-"))
                return NameMatch(start=pos, end=end, name=name, id=id, entry=entry, placed=True)
    return None


def with_province(id: str, province: str) -> str:
    """An id with the province that a caller knows, where the id has no place yet.

    >>> with_province("so-y-te", "Tây Ninh"), with_province("ubnd-tinh@tinh-long-an", "Tây Ninh")
    ('so-y-te@tinh-tay-ninh', 'ubnd-tinh@tinh-long-an')
    """
    return id if "@" in id else f"{id}@{province_words(province)[2]}"
