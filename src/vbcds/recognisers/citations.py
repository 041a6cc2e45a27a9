"""Citations: mentions of other documents, by number or by name.

    citation = [type [modifier] ["số"]] number [","] ["ngày" date] ["của" issuer] ["ngày" date]
             | law
    list     = citation {("," | "và") ["số"] number ...}          each number a mention with the kind of the list

`raw` runs from the type word to the end of number, date or issuer; the title after it and the place in the document before it ("khoản 2
Điều 5 của") are fields. Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3, II.6, V.7; Hướng dẫn 36-HD/VPTW.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

from vbcds.model.mentions import Citation
from vbcds.model.records import Agency
from vbcds.recognisers.citations_dates import DatePart, match_date
from vbcds.recognisers.citations_issuers import Body, body_after, body_at
from vbcds.recognisers.citations_laws import LawHit, find_laws, names_law
from vbcds.recognisers.citations_numbers import NumberHit, find_numbers
from vbcds.recognisers.citations_shorts import find_shorts, merged
from vbcds.recognisers.citations_subjects import body_before
from vbcds.recognisers.citations_titles import find_title
from vbcds.recognisers.pinpoints import Pinpoint, find_in
from vbcds.recognisers.symbols import Symbol
from vbcds.text.fold import same_length
from vbcds.text.offsets import on_composed

_DIGIT = re.compile("[0-9]")
#: "NQ 8"; the cells of numbers and codes are shorter.
_SHORTEST = 4
#: Texts up to this length are kept at hand with what was found in them.
_CELL = 100
_LIST_GAP = re.compile(r"\s{0,3}(?:,|;|-|&)?\s{0,3}(?:và|hoặc|hay|VÀ)?\s{0,3}(?:số|SỐ)?\s{0,3}$")
_LIST_GAP_TYPED = re.compile(r"\s{0,3}(?:,|;)?\s{0,3}(?:và|hoặc)?\s{0,3}$")
_BOUNDARY = re.compile(r"[;\n(]|\.(?=\s)|:(?=\s)(?!\s{1,2}(?:tại|theo)\s)")
_PINPOINT_GAP = re.compile(
    r"\s{0,3},?\s{0,3}(?:(?:của|tại|thuộc|trong|ở|theo)\s{1,2})?(?:các\s{1,2})?"
    r"(?:(?:được\s{1,2})?(?:ban\s{1,2}hành\s{1,2})?kèm\s{1,2}theo\s{1,2})?(?:dự thảo\s{1,2})?$",
    re.IGNORECASE,
)
#: A footnote mark may stand between a number and its date.
_FOOTNOTE = re.compile(r"\s?(?:\[[0-9]{1,3}\]|[¹²³⁰-⁹]{1,3})(?=[\s,;.)]|$)")
#: "kết quả Đề án 06 của Công an tỉnh": a programme known by its number is the government's, whoever carries it out.
_NICKNAMES = ("đề án", "chương trình")
_CENTRAL = re.compile(r"Chính phủ|Thủ tướng|Bộ Chính trị|Ban Bí thư|Trung ương|Quốc hội")
_ATTACHED_GAP = re.compile(
    r"\s{1,2}(?:của\s{1,2})?(?:Quy chế|Quy định|Đề án|Chương trình|Kế hoạch|Điều lệ|Danh mục|Phương án|Bản)[^,;.:()\n]{0,60}?\s{1,2}"
    r"(?:được\s{1,2})?ban\s{1,2}hành\s{1,2}kèm\s{1,2}theo\s{1,2}$"
)
#: How far from a citation its issuer or a place in it may begin.
_REACH = 170
_PINPOINT_AFTER = re.compile(r"\s{0,2}(?:,\s{1,2}|\(\s?)(?=[đĐkKmMcCpPt])")
_AFTER_PINPOINT = re.compile(r"\s{0,2}(?:[).;]|,|$|\n|về\s)")


@dataclass(slots=True)
class _Found:
    """A citation in the making."""

    start: int
    end: int
    kind: str
    symbol: Symbol | None
    number: str | None
    number_start: int | None
    number_end: int | None
    date: date | None = None
    year: int | None = None
    issuer: Agency | None = None
    title: str | None = None
    pinpoint: str | None = None
    #: Without type word of its own: the kind may come from the list.
    bare: bool = False
    #: Offsets of a law's name.
    name: tuple[int, int] | None = None


def find_citations(text: str) -> list[Citation]:
    """All mentions of other documents in a text, in order, without overlap; total on any input.

    Offsets count the characters of `text` (`text[start:end] == raw`), whatever its Unicode form. `number` has its spacing mended and
    mistakes kept as written; an impossible or missing date is None; the issuer is one that the text names.

    >>> found = find_citations(
    ...     "Căn cứ khoản 2 Điều 5 Quyết định số 749/QĐ-TTg , ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình A;"
    ... )
    >>> c = found[0]
    >>> c.raw
    'Quyết định số 749/QĐ-TTg , ngày 03/6/2020 của Thủ tướng Chính phủ'
    >>> c.kind, c.number, c.date.isoformat(), c.issuer.name, c.title, c.pinpoint
    ('quyết định', '749/QĐ-TTg', '2020-06-03', 'Thủ tướng Chính phủ', 'phê duyệt Chương trình A', 'khoản 2 Điều 5')
    >>> [(c.kind, c.number) for c in find_citations("các Nghị định số 12/2020/NĐ-CP, 13/2021/NĐ-CP và Luật Đấu thầu")]
    [('nghị định', '12/2020/NĐ-CP'), ('nghị định', '13/2021/NĐ-CP'), ('luật', None)]
    """
    return list(_in_cell(text)) if len(text) <= _CELL else on_composed(_find, text)


@lru_cache(maxsize=1024)
def _in_cell(text: str) -> tuple[Citation, ...]:
    """The mentions of a short text: the cells of a table say the same over and over."""
    return tuple(on_composed(_find, text))


def _find(text: str) -> list[Citation]:
    if len(text) < _SHORTEST or (_DIGIT.search(text) is None and not names_law(text)):
        return []
    folded = same_length(text)
    laws = find_laws(folded)
    numbers = find_numbers(folded)
    if shorts := find_shorts(folded, frozenset(hit.number_start for hit in numbers)):
        numbers = merged(numbers, shorts)
    if not laws and not numbers:
        return []
    found = _gather(folded, laws, numbers)
    _list_kinds(folded, found)
    starts = [item.start for item in found]
    for index, item in enumerate(found):
        _subject(folded, found, index)
        if item.name:
            item.title = " ".join(text[slice(*item.name)].split())
        else:
            item.title = find_title(text, item.end, starts[index + 1 : index + 9])
    _shared_issuers(folded, found)
    _pinpoints(text, found)
    if folded is not text and folded != text:
        _as_printed(text, folded, found)
    return [
        Citation(
            start=item.start,
            end=item.end,
            raw=text[item.start : item.end],
            kind=item.kind,
            number=item.number,
            date=item.date,
            year=item.year,
            issuer=item.issuer,
            title=item.title or None,
            pinpoint=item.pinpoint,
            number_start=item.number_start,
            number_end=item.number_end,
        )
        for item in found
    ]


def _gather(text: str, laws: list[LawHit], numbers: list[NumberHit]) -> list[_Found]:
    """Laws and numbers in their order, with what follows each; a number inside a law belongs to the law."""
    found: list[_Found] = []
    merged: list[LawHit | NumberHit] = sorted([*laws, *numbers], key=lambda hit: (hit.start, -hit.end))
    starts = [hit.start for hit in merged]
    end = 0
    for index, hit in enumerate(merged):
        if hit.start < end:
            if isinstance(hit, NumberHit) and hit.number_start >= end:
                hit = replace(hit, start=hit.number_start)
            else:
                continue
        after = bisect_left(starts, hit.end, index + 1)
        ceiling = starts[after] if after < len(starts) else len(text)
        item = _law(text, hit, ceiling) if isinstance(hit, LawHit) else _number(text, hit, ceiling)
        found.append(item)
        end = item.end
    return found


def _law(text: str, hit: LawHit, ceiling: int) -> _Found:
    item = _Found(hit.start, hit.end, hit.kind, None, hit.number, hit.number_start, hit.number_end, hit.date, hit.year)
    item.name = (hit.name_start, hit.name_end)
    body = body_after(text, hit.end, None, dated=False) if hit.number else None
    if body and body.end <= ceiling and "Quốc hội" in body.agency.name:
        item.issuer, item.end = body.agency, body.end
        if item.date is None and (when := match_date(text, item.end)) and when.date:
            item.date, item.end = when.date, when.end
    return item


def _number(text: str, hit: NumberHit, ceiling: int) -> _Found:
    item = _Found(hit.start, hit.end, hit.kind, hit.symbol, hit.symbol.number, hit.number_start, hit.end, bare=hit.named is None)
    mark = _FOOTNOTE.match(text, hit.end)
    after = mark.end() if mark else hit.end
    when = _date(text, after, ceiling)
    if when:
        item.end = after = when.end
    body: Body | None = body_after(text, after, hit.symbol, dated=when is not None)
    if body and (
        body.end > ceiling or (hit.symbol.form == "bare" and hit.kind in _NICKNAMES and not _CENTRAL.match(body.agency.name))
    ):
        body = None
    if body:
        item.issuer, item.end = body.agency, body.end
        if not when and (when := _date(text, item.end, ceiling)):
            item.end = when.end
    elif hit.body is not None and (within := body_at(text, hit.body)):
        item.issuer = within.agency
    if when:
        item.date = when.date
        if when.date is None and hit.symbol.year is None:
            item.year = when.year
    return item


def _date(text: str, start: int, ceiling: int) -> DatePart | None:
    when = match_date(text, start)
    return when if when and when.end <= ceiling else None


def _list_kinds(text: str, found: list[_Found]) -> None:
    """A bare number after a comma or "và" has the kind of the one before it, where its symbol does not say otherwise."""
    for before, item in pairwise(found):
        if item.bare and item.symbol and before.symbol and _LIST_GAP.match(text[before.end : item.start]):
            own = item.symbol.type
            if own is None or (before.symbol.type is own) or own.name == "công văn":
                item.kind = before.kind


def _subject(text: str, found: list[_Found], index: int) -> None:
    """Issuer and date that stand before the citation."""
    item = found[index]
    if item.symbol is None or item.issuer is not None:
        return
    floor = found[index - 1].end if index else 0
    window = max(floor, item.start - _REACH)
    for match in _BOUNDARY.finditer(text, window, item.start):
        window = match.end()
    agency, when = body_before(text, window, item.start, item.symbol)
    if agency:
        item.issuer = agency
        if item.date is None and item.year is None and when:
            item.date = when.date


def _as_printed(text: str, folded: str, found: list[_Found]) -> None:
    """The words of an issuer as the text has them, where look-alikes were folded."""
    for item in found:
        if item.issuer and (at := folded.find(item.issuer.raw, max(0, item.start - _REACH), item.end + _REACH)) >= 0:
            item.issuer = replace(item.issuer, raw=text[at : at + len(item.issuer.raw)])


def _shared_issuers(text: str, found: list[_Found]) -> None:
    """ "157/2007/QĐ-TTg và 05/2022/QĐ-TTg của Thủ tướng Chính phủ": one issuer for a list of one series."""
    for before, item in reversed(list(pairwise(found))):
        if before.issuer is not None or item.issuer is None or not before.symbol or not item.symbol or before.title:
            continue
        gap = text[before.end : item.start]
        if not (_LIST_GAP.match(gap) if item.bare else _LIST_GAP_TYPED.match(gap)):
            continue
        same = before.symbol.issuers == item.symbol.issuers and before.symbol.type is item.symbol.type and before.symbol.issuers
        if same and item.end > (item.number_end or item.end):
            before.issuer = item.issuer


def _pinpoints(text: str, found: list[_Found]) -> None:
    """Places in documents go to the citation after them, else to the one right before."""
    for before, item, following in zip([None, *found], found, [*found[1:], None], strict=False):
        floor = max(before.end if before else 0, item.start - _REACH)
        places = find_in(text[floor : item.start])
        if places:
            gap = text[floor + places[-1].end : item.start]
            if _PINPOINT_GAP.match(gap) or _ATTACHED_GAP.match(gap):
                item.pinpoint = _words(places[-1])
        if item.pinpoint is None and (opening := _PINPOINT_AFTER.match(text, item.end)):
            ceiling = min(following.start if following else len(text), opening.end() + _REACH)
            places = find_in(text[opening.end() : ceiling])
            if places and places[0].start == 0:
                end = opening.end() + places[0].end
                to_next = following is not None and _PINPOINT_GAP.match(text[end : following.start])
                if not to_next and _AFTER_PINPOINT.match(text, end):
                    item.pinpoint = _words(places[0])


def _words(place: Pinpoint) -> str:
    return " ".join(place.raw.split())
