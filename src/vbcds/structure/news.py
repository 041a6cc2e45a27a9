"""A newspaper article or a page without a letterhead: its headline and the day that it was posted, if it prints them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbcds.model.document import Document
from vbcds.structure.header import Reading
from vbcds.structure.letterhead import parse_day
from vbcds.structure.lines import Line
from vbcds.structure.values import Header

_DATE_LINE = re.compile(
    r"^(?:(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cập nhật(?: lúc)?|đăng (?:lúc|ngày)|ngày đăng|ngày)\W{0,4}){0,3}"
    r"(?:\d{1,2}[:h]\d{2}\W{0,4})?"
    r"(?:ngày\s*)?(\d{1,2})\s*(?:[/.\-]|tháng)\s*(\d{1,2})\s*(?:[/.\-]|năm)\s*(\d{4})(?!\d)"
)
_UNIT = re.compile(r"^(?:điều|chương|phần)\s+\w+|^[ivx]{1,4}\.\s")
_REACH = 8


def read_article(document: Document, lines: Sequence[Line], first: int, last: int) -> Reading | None:
    """The reading of running prose that is no official document; None where it is not that either.

    The date is taken only from a line that gives nothing else of weight ("Thứ ba - 15/08/2023 07:40"); the headline is the line
    above it, or the file's first heading. Nothing is guessed from the prose.
    """
    prose = sum(len(line.text) > 150 and line.cell is None for line in lines[first:last])
    units = sum(_UNIT.match(line.folded) is not None for line in lines[first:last])
    if prose < 2 or units > 2:
        return None
    issued, title, body = None, None, first
    for index in range(first, min(first + _REACH, last)):
        line = lines[index]
        if len(line.text) < 80 and (match := _DATE_LINE.match(line.folded)):
            issued, _ = parse_day((match[1], match[2], match[3]))
            above = lines[index - 1] if index > first else None
            if above is not None and _is_headline(above):
                title = above
            elif index + 1 < last and _is_headline(lines[index + 1]):
                title = lines[index + 1]
            body = index + 1
            break
        if title is None and line.style.heading is not None and _is_headline(line):
            title, body = line, index + 1
    header = Header(
        genre="news",
        date=issued,
        year=issued.year if issued else None,
        title=title.text if title else None,
        start=lines[first].start,
        end=title.end if title else lines[first].start,
        title_source=document.locate(title.start, title.end) if title else None,
    )
    return Reading(header=header, body=body)


def _is_headline(line: Line) -> bool:
    return 10 <= len(line.text) <= 250 and line.text[-1] not in ".:;,"
