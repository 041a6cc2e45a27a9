"""Codes, laws, ordinances and the Constitution cited by name: "Luật Đầu tư công", "Bộ luật Hình sự", "Luật Giá số 16/2023/QH15".

    law    = kind name ["(sửa đổi)"] [["số"] number] [date] [year]
    name   = "sửa đổi, bổ sung một số điều của" law {("," | "và") law}      one mention, whatever laws stand in it
           | a name of lexicons/data/laws.csv (the longest)
           | words up to the number or the date
           | a capitalised word and what follows, up to a word of prose

Source for the form: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6 (laws are cited by name and date).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from vbcds.lexicons.citation_words import any_of, load_words
from vbcds.lexicons.laws import law_of_number, match_law_name
from vbcds.recognisers.citations_dates import match_date
from vbcds.recognisers.symbols import mend_number
from vbcds.text.fold import lower_same_length

#: The kind words without their first letters, which may be large or small.
_KINDS = {
    "uật": "luật",
    "UẬT": "luật",
    "háp lệnh": "pháp lệnh",
    "HÁP LỆNH": "pháp lệnh",
    "iến pháp": "hiến pháp",
    "IẾN PHÁP": "hiến pháp",
}
_ANCHORS = {word: re.compile(rf"{word}(?!\w)") for word in _KINDS}
_NAME_NUMBER = r"[0-9]{1,3}[a-z]?\s?/\s?(?:19|20)[0-9]{2}\s?/\s?(?:(?:PL|NQ|L)\s?-\s?)?(?:QH|UBTVQH)\s?[0-9]{0,2}(?![0-9A-Za-z])"
_NUMBER = re.compile(
    rf"\s{{0,3}},?\s{{0,2}}(?:\(\s?)?(?:(?:Luật|luật|Bộ luật|Pháp lệnh)\s{{1,2}})?"
    rf"(?:số|SỐ|Số)?\s{{0,2}}:?\s{{0,2}}(?P<number>{_NAME_NUMBER})(?:\s?\))?"
)
_OLD_NUMBER = re.compile(r"\s{1,3}số\s{1,2}(?P<number>[0-9]{1,3}[a-zA-Z]?-?[A-Z/-]{0,10}(?![\w/]))")
_SUFFIX = re.compile(r"\s{1,2}\((?:sửa đổi|hợp nhất|mới|sửa đổi, bổ sung|bổ sung)[^()\n]{0,30}\)", re.IGNORECASE)
_AMENDING = re.compile(
    r"(?:sửa\s{1,2}đổi,?(?:\s{1,2}(?:và\s{1,2})?bổ\s{1,2}sung)?|bổ\s{1,2}sung|sửa\s{1,2}đổi)\s{1,2}"
    r"(?:(?:một\s{1,2}số\s{1,2}(?:điều|quy\s{1,2}định|khoản)|các\s{1,2}điều|(?:khoản\s{1,2}[\w, ]{1,20})?điều\s{1,2}[0-9][\w, ]{0,40}?)"
    r"(?:,?\s{1,2}khoản)?(?:\s{1,2}và\s{1,2}(?:các\s{1,2})?phụ\s{1,2}lục[^;.,()\n]{0,90}?)?(?:\s{1,2}(?:của|trong|tại))?\s{1,2})?"
    r"(?=(?:các\s{1,2})?(?:bộ\s{1,2})?luật|pháp\s{1,2}lệnh|[0-9]{1,2}\s{1,2}luật)",
    re.IGNORECASE,
)
_INNER = re.compile(r"(?:các\s{1,2})?(?:bộ\s{1,2})?(?:luật|pháp\s{1,2}lệnh)\s{1,3}", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?:[0-9]{1,2}\s{1,2}luật|các\s{1,2}luật)\s{1,2}(?:có\s{1,2})?(?:liên quan|về)[^;.,()\n]{0,60}?"
    r"(?=\s{1,2}(?:số|ngày|năm)\s|[;.,()\n]|$)",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\s{0,2},\s{1,3}|\s{1,3}(?:và|VÀ)\s{1,3}")
_TO_NUMBER = re.compile(
    rf"[^;.:()\n“”\"]{{2,220}}?(?=,?\s{{1,2}}(?:số\s{{0,2}}:?\s{{0,2}}{_NAME_NUMBER}|ngày\s{{1,2}}[0-9]|năm\s{{1,2}}(?:19|20)[0-9]{{2}}))"
)
_NAME_WORD = re.compile(r"[ \n]?([^\W_]+(?:[/&][^\W_]+)*)")
_CONSTITUTION = re.compile(
    r"\s{1,2}nước\s{1,2}cộng\s{1,2}(?:hòa|hoà)\s{1,2}xã\s{1,2}hội\s{1,2}chủ\s{1,2}nghĩa\s{1,2}việt\s{1,2}nam|\s{1,2}nước\s{1,2}chxhcn\s{1,2}việt\s{1,2}nam|\s{1,2}nước\s{1,2}chxhcnvn",
    re.IGNORECASE,
)
_SO = re.compile(r",?\s{1,2}số")
#: Words of prose that names have too.
_IN_NAMES = frozenset(("về", "trong", "đối", "với", "do"))
_GAP = re.compile(r"\s{1,3}")
_OWN_HEADING = re.compile(r"(?:^|\n)(?:SỬA ĐỔI|BỔ SUNG)[^\n]{0,40}ĐIỀU CỦA\s$")
_TYPE_WORD = re.compile(
    r"(?:nghị định|nghị quyết|quyết định số|thông tư|chỉ thị|(?<!pháp )luật|pháp lệnh|kế hoạch)(?!\w)", re.IGNORECASE
)


@cache
def _not_before() -> re.Pattern[str]:
    """Words before "luật" that make it another thing ("pháp luật", "Trường Đại học Luật")."""
    return re.compile(rf"(?:{any_of('laws', 'not_before')})\s{{1,2}}$")


@cache
def _itself() -> re.Pattern[str]:
    """What follows "luật" where no name does ("Luật này")."""
    return re.compile(rf"(?:{any_of('laws', 'itself')})(?!\w)|[(),.;:]|số[ :]", re.IGNORECASE)


@cache
def _prose() -> frozenset[str]:
    return frozenset(load_words("laws", "prose"))


@cache
def _comma_next() -> re.Pattern[str]:
    return re.compile(rf"\s{{1,2}}(?:{any_of('laws', 'comma_next')})(?!\w)", re.IGNORECASE)


@cache
def _prose_pairs() -> frozenset[str]:
    return frozenset(load_words("laws", "prose_pairs"))


@cache
def _before(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of('laws', name)})\s{{1,2}}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawHit:
    """A law cited by name, from its kind word to its number or date."""

    start: int
    end: int
    kind: str
    #: Offsets of the name without the kind word.
    name_start: int
    name_end: int
    number: str | None = None
    number_start: int | None = None
    number_end: int | None = None
    date: date | None = None
    year: int | None = None


def names_law(text: str) -> bool:
    """Whether a kind word of laws stands in a text: without one there is nothing to find."""
    return any(word in text for word in _KINDS)


def find_laws(text: str) -> list[LawHit]:
    """Laws cited by name, in order; `text` as `fold.same_length` makes it. "Luật số 148/2025/QH15" is a number, not a name."""
    hits: list[LawHit] = []
    end = 0
    anchors = [anchor for word, pattern in _ANCHORS.items() if word in text for anchor in pattern.finditer(text)]
    for anchor in sorted(anchors, key=re.Match.start):
        if anchor.start() < end:
            continue
        hit = _hit(text, anchor)
        if hit:
            hits.append(hit)
            end = hit.end
    return hits


def _hit(text: str, anchor: re.Match[str]) -> LawHit | None:
    start = anchor.start() - 1
    if start < 0:
        return None
    initial = text[start]
    kind = _KINDS[anchor[0]]
    expected = {"luật": "Ll", "pháp lệnh": "Pp", "hiến pháp": "Hh"}[kind]
    if initial not in expected or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
        return None
    upper = anchor[0].isupper()
    small = initial.islower()
    before = lower_same_length(text[max(0, start - 22) : start])
    if kind == "luật" and before.endswith(("bộ ", "bộ\n")) and (len(before) < 4 or not before[-4].isalnum()):
        capital = text[start - 3] == "B"
        if not capital and small and not match_law_name(text, anchor.end()):
            return None
        kind, start = "bộ luật", start - 3
        before = before[:-3]
        small = False
    if kind == "hiến pháp":
        return _constitution(text, start, anchor.end(), before, small)
    if _not_before().search(before) and not before.endswith("dự thảo "):
        return None
    after = anchor.end()
    if upper and text[after : after + 1] == "\n" and (start == 0 or text[start - 1] == "\n"):
        return None  # the heading of a law
    if upper and _OWN_HEADING.search(text, max(0, start - 60), start):
        return None  # the second half of "LUẬT / SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA / LUẬT ..."
    gap = _GAP.match(text, after)
    if not gap:
        return None
    return _named(text, start, gap.end(), kind, small=small, before=before)


def _named(text: str, start: int, name: str | int, kind: str, *, small: bool, before: str) -> LawHit | None:
    name_start = int(name)
    if _itself().match(text, name_start):
        return None
    if amending := _AMENDING.match(text, name_start):
        return _amendment(text, start, name_start, amending.end(), kind, before)
    known = match_law_name(text, name_start)
    if small and (known is None or text[name_start].islower()):
        return None
    if known is not None:
        hit = _with_suffix(text, start, name_start, known, kind)
        if hit.end > known:
            return hit
        wider = _wider_name(text, name_start, known)
        return _with_suffix(text, start, name_start, wider, kind) if wider else hit
    end = _unknown_name(text, name_start)
    return _with_suffix(text, start, name_start, end, kind) if end else None


def _wider_name(text: str, start: int, known: int) -> int | None:
    """A longer name than the known one, where a number follows it: "Luật Giáo dục quốc phòng toàn dân số 1/2030/QH17"."""
    word = _NAME_WORD.match(text, known)
    if not word or not word[1].islower() or word[1] == "và" or word[1] in _prose():
        return None
    match = _TO_NUMBER.match(text, start)
    if not match or match.end() <= known or not _SO.match(text, match.end()):
        return None
    rest = text[known : match.end()]
    words = rest.split()
    if len(words) > 14 or _TYPE_WORD.search(rest):
        return None
    if any(lower_same_length(word) in _prose() and word not in _IN_NAMES for word in words):
        return None
    return match.end()


def _unknown_name(text: str, start: int) -> int | None:
    """The end of a name that is not in the register."""
    if not text[start : start + 1].isupper():
        return None
    if (match := _TO_NUMBER.match(text, start)) and not _TYPE_WORD.search(match[0]):
        words = [lower_same_length(word) for word in match[0].split()]
        if (
            len(words) <= 30
            and not ({"được", "đã", "này", "thì", "phải"} & set(words))
            and "quy định" not in lower_same_length(match[0])
        ):
            return match.end()
    end = start
    for count in range(16):
        word = _NAME_WORD.match(text, end)
        if not word or ("\n" in word[0] and word[1][0].isupper() and count):
            break
        low = lower_same_length(word[1])
        following = _NAME_WORD.match(text, word.end())
        if low == "số" and following and following[1][0].isdigit():
            break
        if count and (low in _prose() or (following and f"{low} {lower_same_length(following[1])}" in _prose_pairs())):
            break
        if low in ("và", "của") and (
            following is None or _TYPE_WORD.match(text, following.start(1)) or (following[1][0].isupper() and low == "của")
        ):
            break
        end = word.end()
        if count < 3 and text[end : end + 1] == "," and _comma_next().match(text, end + 1):
            end += 1
        elif text[end : end + 1] not in (" ", "\n"):
            break
    while end > start and text[end - 1] in " ,\n":
        end -= 1
    words = lower_same_length(text[start:end]).split()
    while words and words[-1] in ("và", "của"):
        end = start + text[start:end].rstrip().rfind(text[start:end].split()[-1])
        end = start + len(text[start:end].rstrip())
        words.pop()
    return end if end > start else None


def _amendment(text: str, start: int, name_start: int, position: int, kind: str, before: str) -> LawHit | None:
    """A law that amends others: their names are part of its name, a date after them is its own."""
    if counted := _COUNTED.match(text, position):
        return _with_suffix(text, start, name_start, counted.end(), kind)
    end: int | None = None
    inner_start = inner_name = position
    count = 0
    while count < 40 and (inner := _INNER.match(text, position)):
        known = match_law_name(text, inner.end()) or _unknown_name(text, inner.end())
        if known is None or _AMENDING.match(text, inner.end()):
            break
        inner_start, inner_name, end = position, inner.end(), known
        if suffix := _SUFFIX.match(text, end):
            end = suffix.end()
        count += 1
        joint = _JOINT.match(text, end)
        if not joint:
            break
        position = joint.end()
    if end is None:
        if number := _NUMBER.match(text, position - 1):  # "... một số điều của Luật số 12/2012/QH13"
            return LawHit(start=start, end=number.end(), kind=kind, name_start=name_start, name_end=number.end())
        return None
    number = _NUMBER.match(text, end)
    if number and count == 1 and _is_inner(mend_number(number["number"]), before):
        inner_kind = "bộ luật" if lower_same_length(text[inner_start : inner_start + 2]) == "bộ" else kind
        return _with_suffix(text, inner_start, inner_name, end, inner_kind)
    return _with_suffix(text, start, name_start, end, kind)


def _is_inner(number: str, before: str) -> bool:
    """Whether the number after "Luật sửa đổi ... của Luật X" is that of X: the register has no amending laws."""
    return law_of_number(number) is not None or _before("own_before").search(before) is not None


def _with_suffix(text: str, start: int, name_start: int, name_end: int, kind: str) -> LawHit:
    """What follows a name: "(sửa đổi)", number, date, year."""
    end = name_end
    if suffix := _SUFFIX.match(text, end):
        end = suffix.end()
    number = number_start = number_end = None
    if found := _NUMBER.match(text, end):
        number, number_start, number_end = mend_number(found["number"]), found.start("number"), found.end("number")
        end = found.end()
        if found[0].endswith(")") and "(" not in found[0]:
            end -= 1
    elif (found := _OLD_NUMBER.match(text, end)) and not found["number"].isdigit():
        number, number_start, number_end = found["number"], found.start("number"), found.end("number")
        end = found.end()
    when = match_date(text, end, bare_year=number is None)
    if when and when.date is None and when.year and number:
        when = None
    return LawHit(
        start=start,
        end=when.end if when else end,
        kind=kind,
        name_start=name_start,
        name_end=name_end,
        number=number,
        number_start=number_start,
        number_end=number_end,
        date=when.date if when else None,
        year=when.year if when and not when.date else None,
    )


def _constitution(text: str, start: int, end: int, before: str, small: bool) -> LawHit | None:
    """ "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam", "Hiến pháp năm 2013", "căn cứ Hiến pháp"."""
    if small or text[start - 1 : start].isalnum():
        return None
    full = _CONSTITUTION.match(text, end)
    name_end = full.end() if full else end
    when = match_date(text, name_end, bare_year=True)
    if not full and not when and not _before("basis_before").search(before):
        return None
    name_start = end + 1 if full else start
    return LawHit(
        start=start,
        end=when.end if when else name_end,
        kind="hiến pháp",
        name_start=min(name_start, name_end),
        name_end=name_end,
        date=when.date if when else None,
        year=when.year if when and not when.date else None,
    )
