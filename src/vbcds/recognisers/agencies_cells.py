"""The content of a lead or support cell (or of such a clause) split into agencies.

Known names are matched first, longest first; then the rest is split at ; , line ends, bullets and "và", "cùng", "phối hợp với". A comma
or "và" inside a name never splits. What is no known name stays whole, in the document's words.

    cell   = { separator | decoration } item { separator { decoration } item }
    item   = [ title ] ( name [ fields ] | group | words ) [ remark ]
    fields = ( "," | "và" ) field ...                 "Sở Tài chính, Nội vụ"
    remark = "(" ... ")" | "chủ trì" | "theo chức năng ..." | ...
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache

from vbcds.lexicons.agencies import fold, load_words
from vbcds.model.records import Agency
from vbcds.recognisers.agencies_groups import (
    GroupMatch,
    OfficeMatch,
    expand,
    fields_at,
    group_at,
    group_id,
    group_name,
    more_fields,
    office_at,
    office_name,
)
from vbcds.recognisers.agencies_names import NameMatch, View, name_at
from vbcds.recognisers.agencies_places import UPPER, group_tail, group_words, proper_end
from vbcds.text.fold import modern_tones
from vbcds.text.normalise import canonical

#: Longer cells are cut off: a list of agencies is never so long, and the work stays bounded.
LIMIT = 20_000

_FOOTNOTE = re.compile(r"(?<=\w)[¹²³⁰⁴-⁹]+|(?<=\w) ?(?:\(\d{1,2}\)|\[\d{1,2}\])|\*+")
_SKIP = re.compile(r"[\s;,.:•●▪◦*+–—-]+|\d{1,2}[.)](?=\s)|[a-zđ]\)(?=\s)|/|&")
_HARD = re.compile(r"\s*[;\n•●▪]")
_SOFT = re.compile(
    r"\s*,\s*|\s+(?:và|cùng với|cùng|phối hợp với|phối hợp cùng|phối hợp chặt chẽ với|phối hợp|với|hoặc)(?!\w)|\s*/\s*|"
    r"\s+[&+–-]\s+|\.\s+(?=\S)|\s*:",
    re.IGNORECASE,
)
_STOP = re.compile(f"(?:{_HARD.pattern})|(?:{_SOFT.pattern})|\\s*[(\\[]", re.IGNORECASE)
_COMMA = re.compile(r" ?, ?(?:và )?| và ")
_FIRST_LEVEL = re.compile(r" (huyện|thị xã|thành phố|quận|xã|phường|thị trấn|tỉnh) ")
_NAMED_LEVEL = re.compile(r"(?:huyện|thị xã|thành phố|tp\.?|tx\.?|quận|xã|phường|thị trấn|tỉnh) ?(?=\S)")
_EMBASSY = re.compile(r"(?:các )?đại sứ quán(?: các nước)?(?: ?: ?| )(?=\S)")
_SOME_PLACES = re.compile(r"một số (?:tỉnh|thành phố|địa phương|huyện)(?!\w)")
_FIRST_WORDS = re.compile(r"\w+(?: \w+)?")
_INNER_GROUP = re.compile(r"(?<=\w) (?=(?:các|cấp) )")
_DITTO = re.compile(r"[\s\"'“”,-]*(?:nt|n\.t|như trên|như tr)?[\s\"'“”.,-]*", re.IGNORECASE)
_SPACE = re.compile(r"[\s,–-]*")
_MANY = re.compile(r"(?:Các|Một số|Những|Tất cả)\s")
_SHOUTED_HEAD = re.compile(r"^(?:Bộ|Sở|Cục|Vụ|Chi cục|Tổng cục|Ủy ban|Ban|Phòng|Hội|Viện|Trường|Đài|Hội đồng) \w")
_NAMED = re.compile(rf"[{UPPER}]")


@cache
def _decoration() -> re.Pattern[str]:
    words = load_words("cells")["before"]
    choice = "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?:{choice})(?!\w) ?:? ?")


@cache
def _remark() -> re.Pattern[str]:
    words = load_words("cells")["after"]
    choice = "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)")


@cache
def _strong_remark() -> re.Pattern[str]:
    words = load_words("cells")["after_any"]
    choice = "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{choice})(?!\w)")


@cache
def _starts() -> re.Pattern[str]:
    """Words that begin an agency or a group that the registry does not know."""
    words = load_words("cells")["heads"]
    choice = "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))
    other = "|".join(re.escape(fold(word)) for word in load_words("cells")["no_heads"])
    return re.compile(rf"(?!(?:{other})(?!\w))(?:{choice})(?!\w)")


@cache
def _determined() -> re.Pattern[str]:
    words = load_words("collectives")["determiners"]
    return re.compile("(?:" + "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True)) + r") ")


@lru_cache(maxsize=16384)
def parse_agencies(text: str) -> tuple[Agency, ...]:
    """The agencies that a cell or clause names, in its order, each name once. Total: any text gives a (perhaps empty) tuple.

    A ditto mark ("nt", "Như trên") names nobody: its row is the caller's business.

    >>> [agency.name for agency in parse_agencies("Sở TT&TT và các doanh nghiệp viễn thông")]
    ['Sở Thông tin và Truyền thông', 'các doanh nghiệp viễn thông']
    >>> [agency.name for agency in parse_agencies("Sở, ngành tỉnh và UBND cấp huyện")]
    ['sở, ngành tỉnh', 'Ủy ban nhân dân cấp huyện']
    """
    cleaned = _FOOTNOTE.sub("", canonical(text[:LIMIT]))
    if _DITTO.fullmatch(cleaned) or not any(char.isalpha() for char in cleaned):
        return ()
    found: dict[str, Agency] = {}
    for agency in _Cell(cleaned).agencies():
        found.setdefault(agency.name, agency)
    return tuple(found.values())


@lru_cache(maxsize=16384)
def parse_agency(text: str) -> Agency:
    """One agency as written: `raw` is the text itself, `name` canonical, `id` None where the registry does not know it.

    A title that only heads an agency is dropped ("Giám đốc Sở Y tế" is "Sở Y tế"); the chairman of a People's Committee, who acts
    under his own name, stays. Spelling by Nghị định 30/2020/NĐ-CP, Phụ lục II.

    >>> parse_agency("UBND TP. Tây Ninh")
    Agency(raw='UBND TP. Tây Ninh', name='Ủy ban nhân dân thành phố Tây Ninh', id='ubnd-thanh-pho@thanh-pho-tay-ninh')
    >>> parse_agency("Tổ biên tập Đề án"), parse_agency("Bộ Khoa học, Công nghệ").name
    (Agency(raw='Tổ biên tập Đề án', name='Tổ biên tập Đề án', id=None), 'Bộ Khoa học và Công nghệ')
    """
    cleaned = " ".join(_FOOTNOTE.sub("", canonical(text[:LIMIT])).split())
    cell = _Cell(cleaned)
    start = cell.skip(0)
    items, end = cell.item(start) if start < len(cleaned) else ([], start)
    if len(items) == 1 and cell.remark(end) >= len(cleaned.rstrip(" .,;:")):
        return replace(items[0], raw=text)
    name = _unknown_name(cleaned.strip(" .,;:-–"))
    return Agency(raw=text, name=name or text, id=group_id(name))


class _Cell:
    """A cell on its way from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.view = View(text)
        self.low = self.view.low

    def agencies(self) -> list[Agency]:
        found: list[Agency] = []
        pos = self.skip(0)
        while pos < len(self.text):
            items, end = self.item(pos)
            found += items
            pos = self.skip(self.remark(max(end, pos + 1)))
        return found

    def skip(self, pos: int) -> int:
        """Past separators, connecting words and decorations ("Đề nghị", "Chủ trì:")."""
        while pos < len(self.text):
            match = _SKIP.match(self.text, pos) or _decoration().match(self.low, pos)
            if match is None or match.end() == pos:
                if self.text[pos] in "([":
                    pos = self._bracket(pos)
                    continue
                return pos
            pos = match.end()
        return pos

    def item(self, pos: int) -> tuple[list[Agency], int]:
        """The agencies of one item and its end."""
        office = office_at(self.view, pos) if name_at(self.view, pos) is None else None
        begin = office.agency if office else pos
        listed = fields_at(self.view, begin)
        if listed:
            return [self._agency(match, match.start) for match in listed], listed[-1].end
        name = name_at(self.view, begin)
        if name is not None:
            return self._known(pos, office, name)
        group = group_at(self.view, begin)
        if group is not None:
            end = self._extent(group.end, grouped=True)
            group = replace(group, end=end, name=self._group_name(group, end))
            title, id = (
                office_name(office, group.name, group_id(group.name), many=True) if office else (group.name, group_id(group.name))
            )
            return [Agency(raw=self.text[pos:end], name=title, id=id or group_id(title))], end
        embassies = self._embassies(pos)
        if embassies:
            return embassies
        end = self._extent(pos, grouped=bool(_determined().match(self.low, pos)))
        raw = self.text[pos:end].strip(" .,;:-–")
        name_ = _unknown_name(raw)
        return ([Agency(raw=raw, name=name_, id=group_id(name_))] if any(c.isalpha() for c in raw) else []), max(end, pos + 1)

    def _known(self, pos: int, office: OfficeMatch | None, name: NameMatch) -> tuple[list[Agency], int]:
        end = name.end
        if name.collective:
            end = self._extent(end, grouped=True)
            words = group_words(expand(self.text[name.end : end]))
            if words:
                name = replace(
                    name, end=end, name=f"{name.name}{words}" if words.startswith(",") else f"{name.name} {words.strip()}"
                )
        else:
            rest = self._rest(end)
            if rest > end:  # the name goes on in words that the registry does not know
                raw = self.text[pos:rest].strip()
                return [Agency(raw=raw, name=f"{name.name}{modern_tones(expand(self.text[end:rest]))}".strip(), id=None)], rest
        if office is not None:
            title, id = office_name(office, name.name, name.id, many=False)
            name = replace(name, name=title, id=id or "")
        found = [self._agency(name, pos)]
        for more in (more_fields(self.view, name), self._more_places(name)):
            if more:
                return found + [self._agency(match, match.start) for match in more], more[-1].end
        return found, end

    def _agency(self, match: NameMatch, start: int) -> Agency:
        id = (group_id(match.name) or match.id) if match.collective else match.id
        return Agency(raw=self.text[start : match.end].strip(), name=match.name, id=id or None)

    def _more_places(self, first: NameMatch) -> list[NameMatch]:
        """Places that go on after a body of a place: "UBND huyện Châu Thành, Tân Châu và thị xã Hòa Thành"."""
        found: list[NameMatch] = []
        if "@" not in first.id or not first.entry.tail.startswith("cấp"):
            return found
        level = _FIRST_LEVEL.match(first.name.removeprefix(first.entry.name))
        end = first.end
        while level and (comma := _COMMA.match(self.low, end)):
            here = comma.end()
            named = _NAMED_LEVEL.match(self.low, here)
            if name_at(self.view, here) or (
                named is None and (_starts().match(self.low, here) or not _NAMED.match(self.text, here))
            ):
                break
            words = self.text[here:] if named else f"{level[1]} {self.text[here:]}"
            view = View(f"UBND {words[:200]}")
            match = name_at(view, 0)
            if match is None or "@" not in match.id or match.collective:
                break
            end = here + match.end - 5 - (0 if named else len(level[1]) + 1)
            name = match.name.replace("Ủy ban nhân dân", first.entry.name, 1)
            found.append(replace(first, start=here, end=end, name=name, id=match.id.replace("ubnd", first.entry.id, 1)))
        return found

    def _embassies(self, pos: int) -> tuple[list[Agency], int] | None:
        """ "Đại sứ quán các nước: Trung Quốc, Ấn Độ" names an embassy for each country."""
        match = _EMBASSY.match(self.low, pos)
        if match is None or not _NAMED.match(self.text, match.end()) or (":" not in match[0] and "các" not in match[0]):
            return None
        found: list[Agency] = []
        end = here = match.end()
        while _NAMED.match(self.text, here) and not self.view.hits.get(here):
            stop = proper_end(self.text, self.low, here, self.view.hits)
            if self.low.startswith((" liên bang", " nhân dân", " dân chủ"), stop):
                stop = proper_end(self.text, self.low, self.text.find(" ", stop + 1 + 5), self.view.hits) or stop
            cut = _STOP.search(self.text, here)
            stop = cut.start() if cut else len(self.text.rstrip(" ."))
            name = self.text[here:stop].strip()
            found.append(Agency(raw=name, name=f"Đại sứ quán {modern_tones(name)}", id=None))
            end = stop
            comma = _COMMA.match(self.low, stop)
            if comma is None:
                break
            here = comma.end()
        return (found, end) if found else None

    def _begins(self, pos: int, *, grouped: bool = False) -> bool:
        """Whether an agency, a group or a title begins here; outside a group, also an unknown abbreviation ("FPT, CMC")."""
        if self.view.hits.get(pos) and name_at(self.view, pos):
            return True
        if _determined().match(self.low, pos) or _starts().match(self.low, pos):
            return True
        if group_at(self.view, pos) or office_at(self.view, pos):
            return True
        word = _FIRST_WORDS.match(self.text, pos)
        if grouped or word is None or not word[0][:2].isupper() or not word[0][:2].isalpha() or len(word[0]) < 2:
            return False
        return fold(word[0].split()[0]) not in _topics()

    def _extent(self, pos: int, *, grouped: bool) -> int:
        """Where an item ends that the registry does not close: at a separator after which something else begins.

        In a group only what is recognised begins anew ("các cơ quan thông tấn, báo chí"); in other words a comma mostly separates.
        """
        start, text = pos, self.text
        if grouped and self._strong_at(pos):
            return pos
        while pos < len(text):
            stop = _STOP.search(text, pos)
            if stop is None:
                return self._before_remark(start, len(text))
            here = stop.start()
            group = self._group_inside(pos, here)
            if group > here:
                pos = group
                continue
            if stop[0].strip()[:1] in ("(", "["):
                if start < here or grouped:
                    closing = self._bracket(stop.end() - 1)
                    if text[closing:].strip(" .;,") == "" or _STOP.match(text, closing):
                        return self._before_remark(start, here)
                pos = stop.end()
                continue
            if _HARD.match(stop[0]) or (stop[0].lstrip()[:1] == "."):
                return self._before_remark(start, here)
            after = self.skip_spaces(stop.end())
            if after >= len(text):
                return self._before_remark(start, here)
            if self._begins(after, grouped=grouped) and not (grouped and self._goes_on(after)):
                return self._before_remark(start, here)
            if stop[0].strip() in ("-", "–", "+", "&"):
                pos = stop.end()
                continue
            if not grouped and stop[0].strip() == "," and not self._field_goes_on(after):
                return self._before_remark(start, here)
            if not grouped and stop[0].strip().lower().startswith(("phối hợp", "cùng")):
                return self._before_remark(start, here)
            pos = stop.end()
        return self._before_remark(start, len(text))

    def _group_inside(self, start: int, end: int) -> int:
        """The end of a group that begins between the words of an item and goes on over its separator: "Chính quyền các xã, phường"."""
        match = _INNER_GROUP.search(self.low, start, end)
        if match is None:
            return start
        tail = group_tail(self.text, self.low, match.end(), self.view.hits)
        group = group_at(self.view, match.end())
        return max(tail.end if tail else start, group.end if group else start)

    def _goes_on(self, pos: int) -> bool:
        """ "các thành phố trực thuộc Trung ương và một số tỉnh đủ điều kiện": places under another determiner are the same group."""
        return bool(_SOME_PLACES.match(self.low, pos))

    def _field_goes_on(self, pos: int) -> bool:
        """After the comma of an unknown name: a capital word that begins no agency goes on with its field, and so does a topic (CĐS)."""
        word = _FIRST_WORDS.match(self.text, pos)
        if word and fold(word[0].split()[0]) in _topics():
            return True
        return bool(word and word[0][:1].isupper() and fold(word[0]) in _field_words())

    def _rest(self, pos: int) -> int:
        """The end of words that go on after a known name; `pos` where they are a remark or nothing."""
        if pos >= len(self.text) or self.text[pos] != " ":
            return pos
        if self.low.startswith(" và ", pos) and self._field_goes_on(pos + 4) and not self._begins(pos + 4):
            return self._extent(pos + 4, grouped=True)
        if self._remark_at(pos) or _STOP.match(self.text, pos):
            return pos
        end = self._extent(pos, grouped=True)
        words = self.text[pos:end].split()
        return end if 0 < len(words) <= 8 else pos

    def _before_remark(self, start: int, end: int) -> int:
        match = _strong_remark().search(self.low, start + 1, end)
        if match:
            end = match.start()
        return start + len(self.text[start:end].rstrip(" .,;:–-(["))

    def skip_spaces(self, pos: int) -> int:
        """Past white space, dashes of bullets, and decorations."""
        while pos < len(self.text) and self.text[pos] in " \n-–+•.":
            pos += 1
        match = _decoration().match(self.low, pos)
        return match.end() if match else pos

    def _bracket(self, pos: int) -> int:
        """The end of a bracket that opens at `pos`; one that never closes ends where the line does."""
        closing = {"(": ")", "[": "]"}.get(self.text[pos : pos + 1], ")")
        end = self.text.find(closing, pos)
        if end < 0:
            end = self.text.find("\n", pos)
        return len(self.text) if end < 0 else end + 1

    def remark(self, pos: int) -> int:
        """Past a bracket or a remark that says how the agency takes part, up to the next separator."""
        while pos < len(self.text):
            here = pos
            while here < len(self.text) and self.text[here] == " ":
                here += 1
            if self.text[here : here + 1] in ("(", "["):
                pos = self._bracket(here)
                continue
            end = self._remark_at(pos)
            if not end:
                return pos
            pos = self._remark_end(end)
        return pos

    def _remark_at(self, pos: int) -> int:
        """The end of the first words of a remark at `pos` (after spaces, a comma or a dash), or 0."""
        space = _SPACE.match(self.low, pos)
        match = _remark().match(self.low, space.end() if space else pos)
        if match is None or (match[0] == "phối hợp" and self._begins(self.skip_spaces(match.end()), grouped=True)):
            return 0
        return match.end()

    def _strong_at(self, pos: int) -> bool:
        space = _SPACE.match(self.low, pos)
        return _strong_remark().match(self.low, space.end() if space else pos) is not None

    def _remark_end(self, pos: int) -> int:
        while pos < len(self.text):
            stop = _STOP.search(self.text, pos)
            if stop is None:
                return len(self.text)
            if stop[0].strip()[:1] in ("(", "["):
                pos = self._bracket(stop.end() - 1)
                continue
            if _HARD.match(stop[0]) or self._begins(self.skip_spaces(stop.end()), grouped=True):
                return stop.start()
            pos = stop.end()
        return len(self.text)

    def _group_name(self, group: GroupMatch, end: int) -> str:
        if end <= group.end:
            return group.name
        return group_name(self.text[group.start : group.nouns_end], self.text[group.nouns_end : end])


@cache
def _topics() -> frozenset[str]:
    """Abbreviations of subjects, which are no agencies ("Ban Chỉ đạo KHCN, ĐMST và CĐS")."""
    return frozenset(fold(word) for word in load_words("cells")["topics"])


@cache
def _field_words() -> frozenset[str]:
    """First words of fields of work, as names of bodies join them with commas."""
    return frozenset(fold(word) for word in load_words("cells")["fields"])


def _unknown_name(raw: str) -> str:
    """A name that the registry does not have: abbreviations of bodies in full, tones on the main vowel, no shouting."""
    text = " ".join(raw.split())
    if len(text) > 12 and text.upper() == text and " " in text:
        text = _SHOUTED_HEAD.sub(lambda m: m[0][:-1] + m[0][-1].upper(), text[0] + text[1:].lower())
    else:
        text = expand(text)
    if _MANY.match(text):
        text = text[0].lower() + text[1:]
    return modern_tones(text)
