"""Names of places as printed: where a proper name ends, what a province is called, groups of places in full words."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from vbcds.lexicons.agencies import fold
from vbcds.lexicons.places import find_province, province_names
from vbcds.text.alternatives import any_of
from vbcds.text.fold import ascii_key, modern_tones, slug

UPPER = "A-ZĐÐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"

_PROPER = re.compile(
    rf"(?:[{UPPER}][\w'’]*|\d{{1,2}}(?!\w))(?: (?:[{UPPER}][\w'’]*|\d{{1,2}}(?![\w/.,])|(?:và|à) (?=[{UPPER}]\w*'))){{0,4}}"
    rf"(?: ?[-–] ?[{UPPER}][\w'’]*(?: [{UPPER}][\w'’]*){{0,3}})?"
)
_ROMAN = re.compile(r"[IVX]+")

_WORD = re.compile(r"[^\W_][\w'’]*")
# in folded text, tones stand on the first vowel of every syllable: "qúy", "tòan"
#: Upper-case words that end a name in a heading.
_ENDS_HEADING = {
    "năm",
    "về",
    "và",
    "của",
    "giai",
    "đến",
    "trên",
    "qúy",
    "tháng",
    "theo",
    "trong",
    "với",
    "tại",
    "cho",
    "ban",
    "căn",
}
#: A capital word that with the (small) word after it begins something else: "UBND huyện Châu Thành Quyết định".
_BEGINS = {
    "quyết định", "kế hoạch", "báo cáo", "ban hành", "căn cứ", "chủ tịch", "phó chủ", "thông báo", "nghị quyết", "chỉ thị", "tờ trình",
    "công văn", "chương trình", "tổ chức", "chịu trách", "có trách", "hướng dẫn", "chỉ đạo", "giao cho", "các sở", "thực hiện", "thời gian",
    "đề nghị", "yêu cầu", "giám đốc", "triển khai", "đối với", "tiếp tục", "trên cơ", "theo dõi", "chủ trì", "phối hợp", "tham mưu",
}  # fmt: skip


@cache
def province_pattern() -> re.Pattern[str]:
    """The names of all provinces, for folded text."""
    return re.compile(any_of(map(fold, province_names()), spelt={" - ": " ?- ?"}) + r"(?!\w)")


def provinces_in(text: str) -> list[re.Match[str]]:
    """The names of provinces in a text, whatever their case."""
    return [match for match in province_pattern().finditer(fold(text)) if not text[match.start() - 1 : match.start()].isalnum()]


def title(name: str) -> str:
    """A proper name as it is written in running text: capitals at the beginnings of words, tones on the main vowel."""
    name = " ".join(name.split())
    if name.upper() == name and len(name) > 3:
        name = _WORD.sub(lambda m: m[0] if _ROMAN.fullmatch(m[0]) else m[0][0] + m[0][1:].lower(), name)
    return modern_tones(re.sub(r"\s*[-–—]\s*", " - ", name)) if " " in name else modern_tones(name)


def province_words(printed: str) -> tuple[str, str, str]:
    """(type, name, id) of a province as printed; the printed spelling stays where only its marks differ ("Đăk Lăk").

    >>> province_words("Daklak"), province_words("TP.HCM")
    (('tỉnh', 'Đắk Lắk', 'tinh-dak-lak'), ('Thành phố', 'Hồ Chí Minh', 'thanh-pho-ho-chi-minh'))
    """
    province = find_province(printed)
    if province is None:
        return "", title(printed), slug(printed)
    bare = title(printed)
    name = bare if ascii_key(bare) == ascii_key(province.name) and "-" not in bare else province.name
    kind = "Thành phố" if province.name == "Hồ Chí Minh" else province.kind
    return kind, name, province.id


def proper_end(text: str, low: str, pos: int, starts: Container[int] = ()) -> int:
    """Where the proper name that begins at `pos` ends; `pos` itself where none begins. `starts`: offsets where other names begin."""
    match = _PROPER.match(text, pos)
    if match is None:
        return pos
    end = pos
    for word in _WORD.finditer(text, pos, match.end()):
        if word.start() > pos:
            if word.start() in starts:
                break
            if word[0].isupper() and low[word.start() : word.end()] in _ENDS_HEADING:
                break
            following = _WORD.match(low, word.end() + 1)
            if following and low[word.start() : following.end()] in _BEGINS and text[following.start()].islower():
                break
        end = word.end()
    note = _NOTE_MARK.search(text, pos, end)
    return note.start() if note else end  # the mark of a footnote ends the name


_NOTE_MARK = re.compile("[¹²³⁰⁴-⁹]")
_FULL = tuple(
    (re.compile(rf"(?<!\w){short}(?!\w)"), words)
    for short, words in (
        (r"(?:TP|Tp|tp)\.?", "thành phố"),
        (r"(?:TX|Tx|tx)\.?", "thị xã"),
        (r"TT\.?", "thị trấn"),
        ("(?:TW|TƯ)", "Trung ương"),
    )
)
_SMALL = re.compile(
    r"(?<!\w)(?:Các|Cấp|Tỉnh(?! ủy)|Thành phố|Thành Phố|Huyện|Thị xã|Xã|Phường|Quận|Thị trấn|Đặc khu|Một số|"
    r"CÁC|CẤP|TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|XÃ|PHƯỜNG|QUẬN|THỊ TRẤN)(?!\w)"
)


def group_words(text: str) -> str:
    """A group of places in full words, in lower case where it is not a name.

    >>> group_words("các huyện, TX, TP")
    'các huyện, thị xã, thành phố'
    """
    for pattern, words in _FULL:
        text = pattern.sub(words, text)
    text = _SMALL.sub(lambda m: m[0].lower(), text)
    text = re.sub(r" ?/ ?", ", ", text)
    text = re.sub(r" ?, ?", ", ", " ".join(text.split()))
    return modern_tones(text)
