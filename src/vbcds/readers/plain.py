"""Plain text: any encoding, hard-wrapped or one paragraph a line, tables drawn with signs or flattened by a web copy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from vbcds.model.builder import Draft, ParagraphDraft, Reading, TableDraft
from vbcds.readers.limits import DEFAULT_LIMITS, Limits
from vbcds.readers.plain_encoding import decode_text
from vbcds.readers.plain_lines import Wrapping, measure_wrapping, reflow
from vbcds.readers.plain_tables import TABLE_STARTS, bar_layout, bar_table, column_block, rows_on_lines, tab_table
from vbcds.readers.webtable import is_flattened, read_flattened
from vbcds.text.normalise import line_ends

_RULE = re.compile(r"[-_=*~–—─━═+ \u00a0]{3,}\Z")
_PAGE_NUMBER = re.compile(r"(?:[-–—]\s*)?(?:trang\s*:?\s*)?(\d{1,4})(?:\s*(?:/|trên)\s*\d{1,4})?(?:\s*[-–—])?\Z", re.IGNORECASE)
_PAGE_WORD = re.compile(r"trang\s*:?\s*\d{1,4}(?:\s*(?:/|trên)\s*\d{1,4})?\Z", re.IGNORECASE)
_LONE_BAR = re.compile(r"(?<=\S)\s+\|\Z")
_BARRED = re.compile(r"[|│┃║]")
_PAGE_LINES = 15
#: The running head of the official gazette, with the page's number on its line or on one beside it.
_GAZETTE = re.compile(r"(?:\d{1,4}\s+)?CÔNG BÁO\s?/\s?Số\s[\d\s+]{1,30}/\s?Ngày\s[\d-]{8,10}(?:\s+\d{1,4})?\Z", re.IGNORECASE)


def read_plain(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read the bytes of a plain text file.

    Paragraphs are put together where the file's lines were wrapped; rules of dashes, page numbers and running heads are left out.
    Raises `ReadError("too-large")` above `limits.max_bytes`; text above `limits.max_text` is cut off with a warning.

    >>> reading = read_plain(
    ...     "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch\\nchuyển đổi số của tỉnh.\\nĐiều 2. Hiệu lực".encode()
    ... )
    >>> [draft.text for draft in reading.drafts]
    ['Điều 1. Ban hành kèm theo Quyết định này Kế hoạch chuyển đổi số của tỉnh.', 'Điều 2. Hiệu lực']
    """
    limits.check_bytes(len(data))
    decoded = decode_text(data)
    reading = Reading(media_type="text/plain", drafts=[], metadata={"encoding": decoded.encoding})
    if decoded.doubt is not None:
        reading.warnings.append(decoded.doubt)
    text = line_ends(decoded.text)
    if len(text) > limits.max_text:
        text = text[: limits.max_text]
        reading.warnings.append(f"Văn bản quá dài; chỉ đọc {limits.max_text} ký tự đầu.")
    if "\f" in text:
        reading.pages = text.rstrip("\f\n ").count("\f") + 1
    lines = rows_on_lines(_without_furniture(text))
    trimmed = [_LONE_BAR.sub("", line.strip(" \u00a0\t\ufeff")) for line in lines]
    if is_flattened(trimmed):
        wrapping = measure_wrapping(["" if line == "|" else line for line in trimmed])
        found = read_flattened(trimmed, wrapping)
        reading.warnings += found.warnings
        for piece in found.pieces:
            reading.drafts += [piece] if isinstance(piece, TableDraft) else _paragraphs(piece, wrapping)
    else:
        reading.drafts += _body(lines, trimmed)
    _cut_cells(reading, limits)
    return reading


def _paragraphs(lines: Sequence[str], wrapping: Wrapping) -> list[Draft]:
    return [ParagraphDraft(text=text) for text in reflow(lines, wrapping)]


def _body(lines: Sequence[str], trimmed: Sequence[str]) -> list[Draft]:
    """Prose and the tables that stand in it as such."""
    wrapping = measure_wrapping(_close_up([line for line in trimmed if not _BARRED.search(line) and "\t" not in line]))
    drafts: list[Draft] = []
    prose: list[str] = []

    def flush() -> None:
        drafts.extend(_paragraphs(_close_up(prose) if wrapping.wrapped else prose, wrapping))
        prose.clear()

    index = no_bars = no_tabs = 0
    while index < len(trimmed):
        line = trimmed[index]
        found: TableDraft | None = None
        end = index
        if index >= no_bars and (_BARRED.search(line) or line.startswith(TABLE_STARTS)):
            found, end = bar_layout(trimmed, index) or bar_table(trimmed, index)
            no_bars = end
        if found is None and index >= no_tabs and "\t" in line:
            found, end = tab_table(lines, index)
            no_tabs = end
        if found is None and (block := column_block(lines, index)) is not None:
            found, end = block
        if found is None:
            prose.append("" if _RULE.match(line) else line)
            index += 1
            continue
        flush()
        drafts.append(found)
        index = end
    flush()
    return drafts


def _close_up(lines: Sequence[str]) -> list[str]:
    """Lines without the empty ones where every line is followed by one (double spacing)."""
    filled = [index for index, line in enumerate(lines) if line]
    if len(filled) < 6:
        return list(lines)
    spaced = sum(1 for one, other in pairwise(filled) if other == one + 2)
    if spaced < 0.9 * (len(filled) - 1):
        return list(lines)
    closed = [lines[index] for index in filled]
    return closed if measure_wrapping(closed).wrapped else list(lines)


def _without_furniture(text: str) -> list[str]:
    """The lines without page numbers, running heads and feeds; a paragraph that a page break parts goes on without a gap."""
    pages = [page.split("\n") for page in text.split("\f")]
    if "CÔNG BÁO" in text:
        pages = [_without_gazette(page) for page in pages]
    if len(pages) == 1:
        return _without_numbers(pages[0])
    for page in pages:
        while page and not page[0].strip():
            page.pop(0)
        while page and not page[-1].strip():
            page.pop()
    edges = Counter(" ".join(page[side].split()) for page in pages if len(page) > 3 for side in (0, -1))
    running = {line for line, count in edges.items() if count >= 3 and 2 * count >= len(pages)}
    lines: list[str] = []
    for number, page in enumerate(pages):
        for side in (0, -1):
            while page and _is_furniture(page[side], running, first=number == 0 and side == 0):
                page.pop(side)
                while page and not page[side].strip():
                    page.pop(side)
        lines += page
    return lines


def _without_gazette(lines: list[str]) -> list[str]:
    """Without the running heads of the official gazette and the numbers beside them; the sentence that they cut goes on."""
    heads = [index for index, line in enumerate(lines) if "CÔNG BÁO" in line and _GAZETTE.match(" ".join(line.split()))]
    dropped: set[int] = set()
    for head in heads:
        around = {head}
        for step in (-1, 1):
            index, numbers = head + step, 0
            while 0 <= index < len(lines) and (
                not lines[index].strip() or (not numbers and _PAGE_NUMBER.match(lines[index].strip()))
            ):
                numbers += bool(lines[index].strip())
                around.add(index)
                index += step
        dropped |= around
    return [line for index, line in enumerate(lines) if index not in dropped]


def _is_furniture(line: str, running: set[str], *, first: bool) -> bool:
    line = " ".join(line.split())
    return _PAGE_NUMBER.match(line) is not None or (line in running and not first)


def _without_numbers(lines: list[str]) -> list[str]:
    """Without the lines that count pages: numbers alone on a line, each one above the last, a page apart."""
    if len(lines) < 2 * _PAGE_LINES or is_flattened([line.strip() for line in lines]):
        return lines  # a number between bars is a cell
    numbered = [(index, int(match[1])) for index, line in enumerate(lines) if (match := _PAGE_NUMBER.match(line.strip()))]
    counting: set[int] = {index for index, _ in numbered if _PAGE_WORD.match(lines[index].strip())}
    chain: list[tuple[int, int]] = []
    for index, value in numbered:
        follows = chain and value == chain[-1][1] + 1 and index - chain[-1][0] >= _PAGE_LINES
        if follows or (not chain and value <= 2):
            chain.append((index, value))
    if len(chain) >= 3:
        counting |= {index for index, _ in chain}
    return [line for index, line in enumerate(lines) if index not in counting] if counting else lines


def _cut_cells(reading: Reading, limits: Limits) -> None:
    left = limits.max_cells
    for index, draft in enumerate(reading.drafts):
        if isinstance(draft, TableDraft):
            left -= len(draft.cells)
            if left < 0:
                del reading.drafts[index:]
                reading.warnings.append(f"Quá nhiều ô bảng; chỉ đọc {limits.max_cells} ô đầu.")
                return
