"""Groups of agencies ("các sở, ban, ngành tỉnh"), titles of those who head them, and lists under one head word ("các Sở: A, B")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from vbcds.lexicons.agencies import fold, load_words
from vbcds.recognisers.agencies_names import NameMatch, View, collective_ids, field_at, name_at
from vbcds.recognisers.agencies_places import UPPER, group_words, proper_end, provinces_in
from vbcds.recognisers.agencies_tails import place_tail
from vbcds.text.alternatives import any_of
from vbcds.text.fold import key, slug

_AND = re.compile(r"(?: ?, ?(?:và )?| và | hoặc | ?/ ?| - | & )")
_COLON = re.compile(r" ?:? ?")
#: How many nouns one group may list, and how many places.
_MOST = 40
_WORDS = re.compile(r"\w+")
_NAMES = re.compile(
    r"(?<=thuộc )chính phủ|(?<=cơ quan )đảng|(?<=tổ chức )đảng|(?<=cấp ủy )đảng|(?<=thuộc )(?:tỉnh|thành|huyện) ủy|"
    r"ủy ban nhân dân|hội đồng nhân dân|ủy ban (?=mặt trận)|mặt trận(?= tổ quốc)|tổ quốc|trung ương"
)
_LIST = re.compile(r" ?[,;] ?(?:và )?| và | & ")
_PLACES = re.compile(r", | và ")
_SHORT_TITLES = {"ct", "pct", "gđ", "pgđ", "tgđ", "cvp", "pcvp"}
_PLACED = re.compile(r"(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|trên địa bàn|thuộc|của|tại)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMatch:
    """A group at a place: its end, its words in full, and where its list of nouns ends."""

    start: int
    end: int
    name: str
    id: str | None
    nouns_end: int
    determined: bool
    #: How many nouns there are, and what they are of ("state", "business", "school", "person", "embassy").
    nouns: int = 1
    families: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeMatch:
    """A title at a place. `agency` is the offset where the agency's name begins."""

    start: int
    agency: int
    title: str
    keep: bool


def _choice(words: Iterable[str]) -> str:
    return any_of(map(fold, words))


@cache
def _determiner() -> re.Pattern[str]:
    return re.compile(_choice(load_words("collectives")["determiners"]) + " ")


@cache
def _families() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for family, words in load_words("collectives")["family"].items():
        for noun in words["nouns"]:
            table.setdefault(fold(noun), set()).add(family)
    return {noun: frozenset(families) for noun, families in table.items()}


@cache
def _noun() -> re.Pattern[str]:
    other = _choice(load_words("cells")["no_heads"])
    return re.compile(f"(?!{other}(?!\\w)){_choice(_families())}(?!\\w)")


@cache
def _qualifier() -> re.Pattern[str]:
    return re.compile(" " + _choice(load_words("collectives")["qualifiers"]["words"]) + r"(?!\w)")


@cache
def _joins() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    words = load_words("collectives")
    school = words["family"]["school"]["continues"]
    return (
        frozenset(fold(word) for word in words["joins"]["after"]),
        frozenset(fold(word) for word in words["joins"]["nouns"]),
        frozenset(fold(word) for word in school),
    )


def _joined(last: str, noun: str, families: frozenset[str]) -> frozenset[str]:
    """The families that a list may still be of when `noun` follows `last`; empty where it begins something else."""
    after, joining, school = _joins()
    common = families & _families()[noun]
    if common == {"school"} and noun not in school:
        common = frozenset()
    if common:
        return common
    if last in after and noun in joining:
        return _families()[noun] | families
    return frozenset()


def group_at(view: View, pos: int) -> GroupMatch | None:
    """The group that begins at `pos`: determiner, nouns, and the words that say which are meant; None where there is none.

    Without a determiner a group has two nouns or more, or words such as "liên quan" after it.
    """
    low, text = view.low, view.text
    determiner = _determiner().match(low, pos)
    here = determiner.end() if determiner else pos
    first = _noun().match(low, here)
    named = name_at(view, here) if first else None
    if first is None or (named and (not determiner or named.end > first.end())):
        return None
    families, last, end, count = _families()[first[0]], first[0], first.end(), 1
    if (
        not determiner
        and proper_end(text, low, end + 1, view.hits) > end + 1
        and low[end : end + 1] == " "
        and not text[pos:end].isupper()
    ):
        return None
    while count < _MOST:
        comma = _AND.match(low, end)
        noun = _noun().match(low, comma.end()) if comma else None
        if comma is None or noun is None:
            break
        common = _joined(last, noun[0], families)
        if not common or _other_name(view, noun):
            break
        families, last, end, count = common, noun[0], noun.end(), count + 1
    nouns_end = end
    end = _qualified(view, end)
    if not determiner and count < 2 and end == nouns_end:
        return None
    name = group_name(text[pos:nouns_end], text[nouns_end:end])
    return GroupMatch(
        start=pos,
        end=end,
        name=name,
        id=group_id(name),
        nouns_end=nouns_end,
        determined=determiner is not None,
        nouns=count,
        families=families,
    )


def _other_name(view: View, noun: re.Match[str]) -> bool:
    """Whether a noun of a list begins a name of its own: "các sở, ngành, [UBND cấp huyện]", "các huyện, [thành phố Tây Ninh]"."""
    found = name_at(view, noun.start())
    if found is not None and (found.end > noun.end() or found.short):
        return True
    if noun[0] in ("huyện", "thị xã", "thành phố", "tỉnh", "quận", "xã", "phường", "thị trấn"):
        after = noun.end() + 1
        if view.text[noun.end() : after] == " " and view.text[noun.start()].islower():
            return proper_end(view.text, view.low, after, view.hits) > after
    return False


def _qualified(view: View, end: int) -> int:
    """The end of the qualifying words after the nouns, with the place that they name."""
    low, text = view.low, view.text
    while True:
        words = _qualifier().match(low, end)
        if words:
            end = words.end()
            if _PLACED.search(words[0]) and low[end : end + 1] == " ":
                named = place_tail(text, low, end, view.hits)
                if named and named.place:
                    end = named.end
                elif words[0].endswith(("tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường")):
                    end = max(proper_end(text, low, end + 1, view.hits), end) if text[end + 1 : end + 2].isupper() else end
            continue
        tail = place_tail(text, low, end, view.hits) if low[end : end + 1] == " " else None
        if tail and tail.place and not tail.collective:
            end = tail.end
            while (comma := _PLACES.match(low, end)) and comma.end() not in view.hits:
                following = place_tail(text, low, comma.end() - 1, view.hits)
                if not following or not following.place:
                    break
                end = following.end
            continue
        return end


_SHOUTED = re.compile(r"[^\W\d_]+")
_VOWEL = re.compile("[AEIOUYĂÂÊÔƠƯÀ-Ỹ]")
_SHOUTED_PLACE = re.compile(r"(?:(?<=huyện )|(?<=quận )|(?<=xã )|(?<=phường )|(?<=thị trấn ))(?!hội)[^\W\d_]+(?: [^\W\d_]+){0,3}$")
_SHOUTED_HEAD = re.compile(r"^(?:Bộ|Sở|Cục|Vụ|Chi cục|Tổng cục|Ủy ban|Ban|Phòng|Hội|Viện|Trường|Đài|Hội đồng) \w")


def quiet(text: str) -> str:
    """A name printed in capitals as it stands in a sentence: places and abbreviations keep theirs.

    >>> quiet("TRƯỜNG THPT HUYỆN CHÂU THÀNH"), quiet("TRUNG TÂM BIỂN TỈNH CÀ MAU")
    ('Trường THPT huyện Châu Thành', 'Trung tâm biển tỉnh Cà Mau')
    """
    words = _SHOUTED.sub(lambda m: m[0].lower() if _VOWEL.search(m[0]) else m[0], text)
    words = _SHOUTED_HEAD.sub(lambda m: m[0][:-1] + m[0][-1].upper(), words[0].upper() + words[1:])
    for place in (*provinces_in(words), *_SHOUTED_PLACE.finditer(words)):
        words = words[: place.start()] + _SHOUTED.sub(lambda m: m[0][0].upper() + m[0][1:], place[0]) + words[place.end() :]
    return words


@lru_cache(maxsize=4096)
def group_name(nouns: str, rest: str) -> str:
    """The canonical name of a group: the document's words, its nouns in small letters, abbreviations in full.

    >>> group_name("Các Sở, Ban, ngành", " của TP")
    'các sở, ban, ngành của thành phố'
    """
    if rest and nouns.upper() == nouns and rest.upper() == rest:
        rest = quiet(rest)
    return group_words(lower_nouns(expand(" ".join(nouns.split()))) + expand(rest)).strip(" ,;")


def lower_nouns(text: str) -> str:
    """Small letters for everything but expanded names and abbreviations.

    >>> lower_nouns("Các Sở, Ban, Ngành, cơ quan thuộc Chính phủ")
    'các sở, ban, ngành, cơ quan thuộc Chính phủ'
    """
    shouted = text.upper() == text
    small = _WORDS.sub(lambda m: m[0] if len(m[0]) > 2 and m[0].isupper() and not shouted else m[0].lower(), text)
    return _NAMES.sub(lambda m: m[0][0].upper() + m[0][1:], small)


_CAPITALS = re.compile(f"[{UPPER}]{{2}}")
_EXPANSIONS = tuple(
    (re.compile(rf"(?<![\w/-]){short}(?![\w-])"), words)
    for short, words in (
        ("UBND", "Ủy ban nhân dân"),
        ("HĐND", "Hội đồng nhân dân"),
        ("(?:TW|TƯ)", "Trung ương"),
        ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
        ("MTTQ", "Mặt trận Tổ quốc"),
        ("BQL", "Ban Quản lý"),
        (r"TP\.?(?= |,|$)", "thành phố"),
        (r"TX\.?(?= |,|$)", "thị xã"),
        ("DNNVV", "doanh nghiệp nhỏ và vừa"),
        ("DN", "doanh nghiệp"),
        ("HTX", "hợp tác xã"),
        ("BCĐ", "Ban Chỉ đạo"),
        ("CĐS", "chuyển đổi số"),
        ("CQ", "cơ quan"),
        ("ĐV", "đơn vị"),
        ("PTNT", "Phát triển nông thôn"),
        (r"(?<=Trường )ĐH", "Đại học"),
        (r"(?<=Trường )CĐ", "Cao đẳng"),
    )
)


def expand(text: str) -> str:
    """Abbreviations of bodies and places in full words; those of subjects (CSDL, CNTT) stay.

    >>> expand("UBND các huyện, DN viễn thông"), expand("chủ quản CSDLQG")
    ('Ủy ban nhân dân các huyện, doanh nghiệp viễn thông', 'chủ quản CSDLQG')
    """
    if not _CAPITALS.search(text):
        return text
    for pattern, words in _EXPANSIONS:
        text = pattern.sub(words, text)
    return text


def group_id(name: str) -> str | None:
    """The fixed id of a well-known group, or None."""
    return collective_ids().get(key(name))


@cache
def _offices() -> tuple[re.Pattern[str], dict[str, tuple[str, bool, str]]]:
    table: dict[str, tuple[str, bool, str]] = {}
    for office in load_words("offices")["office"]:
        for form in office["forms"]:
            table[fold(form)] = (office["title"], office.get("keep", False), fold(office.get("inside", "")))
    titles = _choice(table)
    return re.compile(rf"(?:các )?({titles})(?:(?:, | và |, và )(?:các )?({titles})){{0,3}}(?: của)?(?= |$)"), table


def office_at(view: View, pos: int) -> OfficeMatch | None:
    """The title that begins at `pos`, or None: "Giám đốc [Sở Y tế]", "Chánh [Văn phòng UBND tỉnh]"."""
    pattern, table = _offices()
    match = pattern.match(view.low, pos)
    if match is None:
        return None
    last = match[2] or match[1]
    title, keep, inside = table[last]
    printed = view.text[pos : match.end()]
    if last.rstrip(".") in _SHORT_TITLES and not view.text[match.start(1) : match.start(1) + 2].isupper():
        return None
    if inside:
        begin = match.end() - len(inside) if view.low[pos : match.end()].endswith(inside) else match.end() + 1
        return OfficeMatch(start=pos, agency=begin, title=title, keep=keep)
    if match[2]:
        title = printed.removesuffix(" của")
    elif view.low.startswith("các ", pos):
        title = f"các {title}"
    return OfficeMatch(start=pos, agency=match.end() + 1, title=title, keep=keep)


def fields_at(view: View, pos: int) -> list[NameMatch]:
    """Agencies listed under one head word: "các Sở: Tài chính, Kế hoạch và Đầu tư" gives two; empty where it is no such list."""
    determiner = _determiner().match(view.low, pos)
    if determiner is None:
        return []
    here = determiner.end()
    for pattern in view.hits.get(here, ()):
        if pattern.fields is None:
            continue
        colon = _COLON.match(view.low, here + pattern.length)
        begin = colon.end() if colon else here + pattern.length
        first = field_at(view, begin, pattern) if view.text[begin : begin + 1].isupper() else None
        if first is not None:
            return [first, *more_fields(view, first)]
    return []


def more_fields(view: View, first: NameMatch) -> list[NameMatch]:
    """The fields that go on after a name under the same head word: "Sở Tài chính, [Nội vụ] và [Công Thương]"."""
    found: list[NameMatch] = []
    last = first
    while last.head is not None:
        comma = _LIST.match(view.low, last.end)
        if comma is None or (comma.end() in view.hits and name_at(view, comma.end())):
            break
        following = field_at(view, comma.end(), last.head) if view.text[comma.end() : comma.end() + 1].isupper() else None
        if following is None:
            break
        found.append(following)
        last = following
    return found


def office_name(office: OfficeMatch, name: str, id: str | None, *, many: bool) -> tuple[str, str | None]:
    """Name and id of what a title and an agency (or a group of `many`) mean together."""
    if not (office.keep or many):
        return name, id
    return f"{office.title} {name}", None if id is None else f"{slug(office.title)}-{id}"
