"""What stands after an agency's name: its level ("tỉnh", "cấp huyện"), its place ("tỉnh Tây Ninh", "Hà Nội"), or a group of places."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from vbcds.lexicons.places import find_province
from vbcds.recognisers.agencies_places import UPPER, group_words, proper_end, province_pattern, province_words, title
from vbcds.text.fold import slug

#: Levels as written, with the word that a canonical name has.
LEVELS = {
    "tỉnh": "tỉnh",
    "thành phố": "thành phố",
    "tp": "thành phố",
    "t.p": "thành phố",
    "thị xã": "thị xã",
    "tx": "thị xã",
    "t.x": "thị xã",
    "huyện": "huyện",
    "h": "huyện",
    "quận": "quận",
    "q": "quận",
    "phường": "phường",
    "p": "phường",
    "xã": "xã",
    "x": "xã",
    "thị trấn": "thị trấn",
    "tt": "thị trấn",
    "đặc khu": "đặc khu",
    "thủ đô": "thủ đô",
}
_RANK = {
    "tỉnh": 3,
    "thành phố": 2,
    "thị xã": 2,
    "huyện": 2,
    "quận": 2,
    "phường": 1,
    "xã": 1,
    "thị trấn": 1,
    "đặc khu": 1,
    "thủ đô": 3,
}
#: Levels that are abbreviated to a letter or two: a level only before a name.
_SHORT = {"h", "q", "p", "x", "tt"}

_LEVEL = re.compile(
    r"(tỉnh|thành phố|thị xã|huyện|quận|phường|xã|thị trấn|đặc khu|thủ đô|"
    r"(?P<short>t\.?p|t\.?x|[hqpx](?=\.)|tt(?=\.)))(?!\w)(?(short)\.?) ?"
)
_LINK = re.compile(r" ?(?:- ?)?(?:((?:- )?chi nhánh|cn) )?(?:của )?")
_WORDS = rf"[{UPPER}]\w*(?: [{UPPER}]\w*){{0,3}}"
_REGION = re.compile(rf"([Kk]hu vực|[Cc]ơ sở|[Ss]ố|[Vv]ùng) ((?:\d{{1,2}}|[IVXL]{{1,6}})(?!\w)|{_WORDS}(?: ?[-–] ?{_WORDS})?)")

#: How many names of places one list may have.
_MOST = 60
_COLON = re.compile(r" ?:? ?")
_COMMA = re.compile(r" ?, ?(?:và )?| và ")
_WIDER = re.compile(r", ?|,? thuộc | ")

_NOUN = (
    r"(?:tỉnh|thành phố|t\.?p\.?|thành(?! (?:viên|lập|phần|ủy|công|tích|tựu|quả))|thị xã|t\.?x\.?|thị trấn|thị|"
    r"huyện|quận|phường|xã|đặc khu|địa phương|thôn|xóm|ấp|bản|làng|khu phố|tổ dân phố|khu dân cư|tt\.?)"
)
_GROUP = re.compile(
    rf"(?:(tất cả các|tòan thể các|các|những|một số|mỗi|từng|\d{{1,3}}|hai|ba) )?"
    rf"{_NOUN}(?!\w)(?:(?:, ?| và | hoặc | ?/ ?|, và | - ){_NOUN}(?!\w))*"
)
_GROUP_NOUNS = re.compile(rf"(?<!\w){_NOUN}(?!\w)")
_TIER = re.compile(
    r"(?:các cấp|(?:hai|ba|[23]|02|03) cấp|"
    r"cấp (?:tỉnh|thành phố|huyện|xã|cơ sở|trên|dưới)(?:(?:, ?| và | hoặc | ?/ ?)(?:cấp )?(?:tỉnh|huyện|xã|thành phố))*)(?!\w)"
)
_TAIL_WORDS = re.compile(
    r" (?:trực thuộc (?:trung ương|tw|tỉnh)|(?:có )?liên quan|"
    r"(?:trên địa bàn|thuộc|trong|của)(?: tòan)? (?:tỉnh|thành phố|huyện|quận|thị xã)|"
    r"trong cả nước|trên cả nước|trên địa bàn|khác|nêu trên|nói trên|còn lại|biên giới|được giao)(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTail:
    """Level and place after a name."""

    end: int
    #: Canonical words to append to the agency's name: "tỉnh Tây Ninh", "thành phố", "các huyện, thị xã, thành phố".
    words: str
    #: Slug of the level, or "".
    level: str
    #: Slug of the place, or "".
    place: str = ""
    #: A group of places ("các huyện", "cấp huyện").
    collective: bool = False


#: "UBND các xã: Căn cứ ...", "các phường: Tổ chức ...": one capital word that goes on in small letters begins a sentence.
_GOES_ON = re.compile(r" (?!và )[^\W\d_A-ZĐÀ-Ỹ]")


def _names_after(text: str, low: str, pos: int, starts: Container[int]) -> int:
    """The end of a list of names after a group noun: ": Hoàn Kiếm, Cửa Nam và xã Bát Tràng"."""
    match = _COLON.match(text, pos)
    end, here = pos, match.end() if match else pos
    for _ in range(_MOST):
        level = _LEVEL.match(low, here)
        begin = level.end() if level else here
        if begin in starts or here in starts:
            return end
        stop = proper_end(text, low, begin, starts)
        if stop == begin or (match and " " not in text[begin:stop] and _GOES_ON.match(text, stop)):
            return end
        end = stop
        comma = _COMMA.match(low, end)
        if comma is None:
            return end
        here = comma.end()
    return end


def group_tail(text: str, low: str, pos: int, starts: Container[int] = ()) -> PlaceTail | None:
    """A group of places at `pos`: "các huyện, thị xã, thành phố", "cấp huyện", "các phường: Hoàn Kiếm, Cửa Nam"."""
    tier = _TIER.match(low, pos)
    if tier:
        return PlaceTail(end=tier.end(), words=group_words(text[pos : tier.end()]), level=slug(tier[0]), collective=True)
    group = _GROUP.match(low, pos)
    if group is None:
        return None
    nouns = len(_GROUP_NOUNS.findall(group[0]))
    if group[1] is None and nouns < 2:
        return None
    end = group.end()
    following = _names_after(text, low, end, starts)
    if group[1] is None and following > end:
        return None
    end = following
    if (words := _TAIL_WORDS.match(low, end)) and following == group.end():
        end = words.end()
        space = end + 1
        if low[end : end + 1] == " " and text[space : space + 1].isupper() and (name := province_pattern().match(low, space)):
            end = name.end()
    return PlaceTail(end=end, words=group_words(text[pos:end]), level=slug(text[pos : group.end()]), collective=True)


def place_tail(text: str, low: str, pos: int, starts: Container[int] = (), *, bare: str = "") -> PlaceTail | None:
    """Level and place after a name that ends at `pos`, or None. `bare`: a level whose name may stand alone ("Huyện ủy Châu Thành")."""
    link = _LINK.match(low, pos)
    here = link.end() if link else pos
    if here == pos and pos < len(text) and text[pos] not in ".,;:(":
        return None
    branch = "chi nhánh " if link and link[1] else ""
    region = _REGION.match(text[here : here + 60]) if low.startswith(("khu vực", "cơ sở", "số", "vùng"), here) else None
    if region:
        return _region(text, low, here, region, branch, starts)
    group = group_tail(text, low, here, starts)
    if group:
        return PlaceTail(end=group.end, words=branch + group.words, level=group.level, collective=True)
    if low.startswith("khu vực", here) and not low[here + 7 : here + 8].isalnum():
        return PlaceTail(end=here + 7, words=f"{branch}khu vực", level="khu-vuc")
    level = _LEVEL.match(low, here)
    if level:
        return _levelled(text, low, here, level, branch, starts)
    if here < len(text) and text[here].isupper():
        province = province_pattern().match(low, here)
        if province:
            kind, name, id = province_words(text[here : province.end()])
            written = f"{kind} {name}" if low.startswith("tp", here) else name
            return PlaceTail(end=province.end(), words=branch + written, level=slug(kind), place=id)
        if bare:
            end = proper_end(text, low, here, starts)
            if end > here:
                name = title(text[here:end])
                return PlaceTail(end=end, words=name, level="", place=f"{bare}-{slug(name)}")
    return None


def _region(text: str, low: str, here: int, region: re.Match[str], branch: str, starts: Container[int]) -> PlaceTail:
    end = here + region.end()
    words = f"{region[1].lower()} {title(region[2])}"
    wider = place_tail(text, low, end, starts) if low.startswith(" ", end) else None
    if wider and not wider.collective:
        return PlaceTail(end=wider.end, words=f"{branch}{words} {wider.words}", level=slug(words), place=wider.place)
    return PlaceTail(end=end, words=branch + words, level=slug(region[1]), place=slug(words))


def _levelled(text: str, low: str, here: int, level: re.Match[str], branch: str, starts: Container[int]) -> PlaceTail | None:
    printed = level[1]
    word = LEVELS[printed]
    name_at = level.end()
    glued = name_at == here + len(level[0].rstrip()) and not level[0].endswith((" ", "."))
    if word in ("tỉnh", "thành phố", "thủ đô") and not glued and name_at < len(text) and (text[name_at].isupper()):
        province = province_pattern().match(low, name_at)
        if province:
            kind, name, id = province_words(("tỉnh " if word == "tỉnh" else "thành phố ") + text[name_at : province.end()])
            if kind:
                name = province_words(text[name_at : province.end()])[1]
                if word != "tỉnh":
                    word = kind if kind == "Thành phố" else "thành phố"
                return PlaceTail(end=province.end(), words=f"{branch}{word} {name}", level=slug(word), place=id)
            city = title(text[name_at : province.end()])  # a city inside a province of the same name: "thành phố Tây Ninh"
            return PlaceTail(
                end=province.end(), words=f"{branch}{word} {city}", level=slug(word), place=f"{slug(word)}-{slug(city)}"
            )
    if not glued and (name_at == 0 or text[name_at - 1] != "\n"):
        end = proper_end(text, low, name_at, starts)
        if end > name_at and _is_name(word, text[name_at:end]):
            name = title(text[name_at:end])
            place = f"{slug(word)}-{slug(name)}"
            words = f"{branch}{word} {name}"
            return _nested(text, low, end, word, words, place, starts)
    if printed in _SHORT:
        return None
    end = here + len(printed)
    if printed in ("tp", "tx") and low.startswith(".", end) and not low.startswith(". ", end) and end + 1 == len(low):
        end += 1
    return PlaceTail(end=end, words=branch + word, level=slug(word))


def _is_name(word: str, name: str) -> bool:
    """One capital word after "tỉnh" is mostly a verb ("UBND tỉnh Giao ..."); the cities of one syllable are two."""
    return _RANK[word] < 2 or word in ("huyện", "quận") or " " in name or name in ("Vinh", "Huế")


def _nested(text: str, low: str, end: int, word: str, words: str, place: str, starts: Container[int]) -> PlaceTail:
    """A wider place after a comma: "xã Tân Lập, huyện Tân Biên". Places of the same level are a list, not a nesting."""
    comma = _WIDER.match(low, end)
    wider = _LEVEL.match(low, comma.end()) if comma else None
    if comma and wider and comma.end() not in starts:
        rank = _RANK[LEVELS[wider[1]]]
        if rank == 2 and low[wider.end() : wider.end() + 1].isalpha() and (city := province_pattern().match(low, wider.end())):
            rank = 3 if find_province("thành phố " + text[wider.end() : city.end()]) else rank
        if rank > _RANK[word] and (rank == 3 or comma[0] != " "):
            outer = _levelled(text, low, comma.end(), wider, "", starts)
            if outer and outer.place:
                return PlaceTail(end=outer.end, words=f"{words}, {outer.words}", level=slug(word), place=f"{place}.{outer.place}")
    return PlaceTail(end=end, words=words, level=slug(word), place=place)
