"""Numbers without symbol after a type word ("Nghị định 42", "Đề án 06"), and numbers of no known form after "số"."""

from __future__ import annotations

import re
from functools import cache

from vbcds.lexicons.citation_words import any_of
from vbcds.lexicons.doctypes import DocumentType
from vbcds.recognisers.citations_numbers import WINDOW, NumberHit, TypeBefore, not_a_document, type_before
from vbcds.recognisers.symbols import parse_symbol
from vbcds.text.fold import lower_same_length

#: A short number stands after the last letters of a type word and a space.
_SHORT = re.compile(
    r"[0-9](?<=(?:nh|NH|ết|ẾT|hị|HỊ|tư|TƯ|Tư|án|ÁN|ện|ỆN|ận|ẬN|số|SỐ|ch|CH|áo|ÁO|ăn|ĂN|ật|ẬT|NĐ|NQ|QĐ)[ \n][0-9])"
    r"[0-9]{0,4}(?:[a-zđ](?!\w))?(?P<year>/(?:19|20)[0-9]{2})?"
    r"(?![0-9A-Za-zÀ-ỹ%]|[.,/:-][0-9]|\s?[/–-]\s?[A-ZĐ0-9]|[/-][a-zđ]{2})"
)
_ODD = re.compile(r"số:?\s{1,2}(?P<number>[0-9]{1,6}(?:[/_-][\w&]{1,20}){2,8})")
_DATED_AFTER = re.compile(r"\s{0,2},?\s{0,2}(?:ngày\s+\d|của\s+[A-ZĐỦƯ])", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
_LIST = re.compile(r"\s{0,1}(?:,|và)\s{1,2}(?P<digits>[0-9]{2,3}[a-z]?)(?![\w/.%-])")
#: Types whose names are never verbs, so that a number after them is theirs.
_NOUNS = frozenset({"nghị quyết", "nghị định", "thông tư", "chỉ thị", "đề án", "công điện"})
_NICKNAMES = frozenset({"đề án", "chương trình"})
_NEVER = frozenset({"luật", "bộ luật", "văn bản", "pháp lệnh", "hiến pháp"})


@cache
def _unit_after() -> re.Pattern[str]:
    """A noun that is counted."""
    return re.compile(rf"\s+(?:năm(?!\s+(?:19|20)\d\d)|ngày(?!\s+\d)|{any_of('numbers', 'units')})(?!\w)", re.IGNORECASE)


@cache
def _prose_after() -> re.Pattern[str]:
    """What may follow a number without symbol: an end, a capital, a word of running prose; a footnote mark may cling to it."""
    return re.compile(
        r"[¹²³⁰-⁹*]{0,2}(?:\s{0,2}(?:$|[.,;:)\]\"'»!?|(/\n-])|\s{1,2}(?:[A-ZĐÀ-Ỵ]|"
        rf"(?:ngày\s+\d|năm\s+(?:19|20)\d\d|{any_of('numbers', 'prose')})(?!\w)))"
    )


def find_shorts(text: str, taken: frozenset[int] = frozenset()) -> list[NumberHit]:
    """Numbers without symbol and odd numbers, in order; `text` as `fold.same_length` makes it; `taken`: starts of numbers found already."""
    hits: list[NumberHit] = []
    for match in _SHORT.finditer(text):
        hit = None if match.start() in taken else _short(text, match)
        if hit:
            hits.append(hit)
            hits += _list_after(text, hit)
    hits += [hit for match in _ODD.finditer(text) if (hit := _odd(text, match, taken))]
    return sorted(hits, key=lambda hit: hit.number_start)


def _short(text: str, match: re.Match[str]) -> NumberHit | None:
    start, end = match.span()
    before = type_before(text, start)
    if before.named is None or before.body is not None or ("\n" in before.words and not before.so):
        return None  # without "số", a line end divides two cells of a table
    digits = match[0]
    if before.short:
        if (
            before.words.strip() not in ("NQ", "NĐ", "QĐ")
            or len(digits) < 2
            or _YEAR.match(digits)
            or not _prose_after().match(text, end)
        ):
            return None
    elif (
        (not before.so and any(char in before.words for char in ":(,"))
        or not _fits(before, before.named, match, text)
        or not_a_document().search(lower_same_length(text[max(0, start - WINDOW) : start]))
    ):
        return None
    return NumberHit(start=before.start, number_start=start, end=end, symbol=parse_symbol(digits), named=before.named)


def _fits(before: TypeBefore, named: DocumentType, match: re.Match[str], text: str) -> bool:
    """Whether a type is cited so: by its number alone, not by a quantity after a verb."""
    digits, end = match[0], match.end()
    capital = not text[before.start].islower()
    if match["year"]:
        month = int(re.match(r"[0-9]*", digits)[0]) <= 12  # type: ignore[index]  # digits begin with a digit
        plain_series = named.name in ("nghị định", "thông tư", "luật")
        return named.short and named.name not in _NICKNAMES and (before.so or not month or plain_series)
    if named.name in _NEVER or _unit_after().match(text, end):
        return False
    prose = _prose_after().match(text, end) is not None
    if before.so:
        if named.short and named.name not in _NICKNAMES:
            return capital or prose
        return len(digits) >= 2 and _DATED_AFTER.match(text, end) is not None
    if not named.short or len(digits) < 2 or _YEAR.match(digits):
        return False
    if named.name == "chương trình":
        return capital and prose and len(digits) >= 3
    if named.name in _NOUNS and capital:
        return True
    return prose and (capital or named.name in _NOUNS - _NICKNAMES or digits[0] == "0")


def _list_after(text: str, first: NumberHit) -> list[NumberHit]:
    """ "các Nghị quyết 18, 19 và 27": the numbers after the first of a plural."""
    if lower_same_length(text[max(0, first.start - 4) : first.start]).strip() != "các":
        return []
    hits: list[NumberHit] = []
    end = first.end
    while len(hits) < 20 and (match := _LIST.match(text, end)) and not _unit_after().match(text, match.end()):
        start = match.start("digits")
        hits.append(
            NumberHit(start=start, number_start=start, end=match.end(), symbol=parse_symbol(match["digits"]), named=first.named)
        )
        end = match.end()
    return hits


def _odd(text: str, match: re.Match[str], taken: frozenset[int]) -> NumberHit | None:
    """A number of no known form: "văn bản số 01/KH1N-01/17h00/DBQG-DBKH"."""
    start, end = match.span("number")
    symbol = parse_symbol(match["number"])
    if start in taken or not (symbol.type or any(char.isupper() for char in match["number"])):
        return None
    before = type_before(text, start)
    if before.named is None or not before.so or before.short:
        return None
    return NumberHit(start=before.start, number_start=start, end=end, symbol=symbol, named=before.named)


def merged(hits: list[NumberHit], others: list[NumberHit]) -> list[NumberHit]:
    """Both lists in order, the longer number where two begin at one place."""
    kept: list[NumberHit] = []
    for hit in sorted([*hits, *others], key=lambda hit: (hit.number_start, -hit.end)):
        if not kept or hit.number_start >= kept[-1].end:
            kept.append(hit)
    return kept
