"""Tables of the flattened web copy: one cell a line (or a few), and a line that holds only "|" after each cell.

Row marks are lost, cells that an upper one covers are simply missing, and two tables can follow each other without a gap.
`read_flattened` finds the tables, `build_table` cuts one stream of cells into rows (see `plain_shapes`, `plain_rows` and `plain_heads`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vbcds.lexicons.columns import column_role
from vbcds.model.builder import CellDraft, TableDraft
from vbcds.readers.plain_cells import look
from vbcds.readers.plain_heads import Head, read_head
from vbcds.readers.plain_lines import Wrapping, join_cell
from vbcds.readers.plain_rows import Aligner, Alignment, Budget, Placed, Row
from vbcds.readers.plain_shapes import counting_links, guess_shapes

_BAR = "|"
_MOST_CELLS = 6_000
_TRIED = 12
_HOPELESS = 1.6  # cost a cell above which a shape is no reading
_CERTAIN = 0.06  # cost a cell below which no other shape is tried
_NATIONAL = re.compile(r"(?:CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI|ĐẢNG\s+CỘNG\s+SẢN|Cộng\s+h(?:òa|oà)\s+xã\s+hội)")
_RECIPIENTS = re.compile(r"(?:Nơi nhận|NƠI NHẬN)\s*:?\s*\Z")
_SIGNING = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|THỦ TƯỚNG|BỘ TRƯỞNG|TRƯỞNG BAN|CHÁNH VĂN PHÒNG)\b")
_TITLE = re.compile(
    r"(?:PHỤ LỤC|DANH MỤC|BIỂU|BẢNG|MẪU|PHẦN|CHƯƠNG|KẾ HOẠCH|BÁO CÁO|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|NGHỊ QUYẾT|QUY CHẾ|QUY ĐỊNH|ĐỀ ÁN"
    r"|TỔNG HỢP|Phụ lục|Biểu|Bảng)\b"
)
_FORMAL = re.compile(r"(?:Điều\s+\d+[.:]|Căn cứ\s|Chương\s+[IVX]+\b|Nơi nhận:|Theo đề nghị của)")
_LETTER = re.compile(r"[^\W\d_]")
_DOUBTFUL = 0.85  # cost a cell above which the rows are a guess

#: A piece of a file in reading order: lines of prose, or a table.
Piece = list[str] | TableDraft


@dataclass(slots=True)
class Flattened:
    """What `read_flattened` found: pieces in reading order, and doubts."""

    pieces: list[Piece]
    warnings: list[str]


def is_flattened(lines: Sequence[str]) -> bool:
    """Whether lines that hold only "|" part cells in this file."""
    return sum(1 for line in lines if line == _BAR) >= 3


def read_flattened(lines: Sequence[str], wrapping: Wrapping) -> Flattened:
    """Part the prose of a flattened web copy from its tables, and rebuild these.

    `lines` are trimmed. Text is never lost: what stands before the first cell of a table or after the last one is prose; a stream of
    cells without a likely reading comes out in rows of the most likely width, with a warning.

    >>> text = "TT,|,Nội dung,|,Thời hạn,|,1,|,Xây dựng kho dữ liệu,|,Năm 2022,|,2,|,Mở cổng dịch vụ,|,Năm 2023,|,Hết".split(",")
    >>> found = read_flattened(text, Wrapping(False))
    >>> [[cell.text for cell in piece.cells] if isinstance(piece, TableDraft) else piece for piece in found.pieces]
    [['TT', 'Nội dung', 'Thời hạn', '1', 'Xây dựng kho dữ liệu', 'Năm 2022', '2', 'Mở cổng dịch vụ', 'Năm 2023'], ['Hết']]
    """
    chunks = _chunks(lines)
    starts = _table_starts(chunks)
    found = Flattened([], [])
    budget = Budget()
    for number, (first, split) in enumerate(starts):
        end = starts[number + 1][0] if number + 1 < len(starts) else len(chunks) - 1
        if split:
            found.pieces.append(chunks[first][:split])
        cells = [chunks[first][split:], *chunks[first + 1 : end]]
        _add_table(cells, wrapping, found, budget)
    if not starts:
        found.pieces.append([line for line in lines if line != _BAR])
    elif chunks[-1]:
        found.pieces.append(chunks[-1])
    found.pieces = [piece for piece in found.pieces if isinstance(piece, TableDraft) or any(piece)]
    return found


_DATE_LINE = re.compile(r"^[^,.;:]{2,40},\s*ngày[\s\d./…]{0,20}tháng[\s\d./…]{0,20}năm[\s\d./…]{0,12}$", re.IGNORECASE)


def _chunks(lines: Sequence[str]) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in lines:
        if line == _BAR:
            chunks.append([])
        else:
            chunks[-1].append(line)
    return [_trimmed(chunk) for chunk in chunks]


def _trimmed(chunk: list[str]) -> list[str]:
    while chunk and not chunk[-1]:
        chunk.pop()
    while chunk and not chunk[0]:
        chunk.pop(0)
    return chunk


def _table_starts(chunks: Sequence[list[str]]) -> list[tuple[int, int]]:
    """Where tables begin: (chunk, number of its lines that are prose before the first cell)."""
    starts: list[tuple[int, int]] = []
    for index in range(len(chunks) - 1):
        chunk = chunks[index]
        if (
            index == 0
            or _NATIONAL.search("\n".join(chunks[index + 1])) is not None
            or (index > 1 and len(chunk) > 1 and _ends_letterhead(chunks[index - 1]))
        ):
            starts.append((index, _first_cell(chunk, chunks[index + 1])))
        elif (split := _boundary(chunk, chunks[index + 1])) is not None:
            starts.append((index, split))
    return starts


def _ends_letterhead(chunk: Sequence[str]) -> bool:
    """Whether a cell is the place and date of a letterhead: what comes after it in the stream is no cell of the same table."""
    return 0 < len(chunk) <= 2 and _DATE_LINE.search(chunk[-1]) is not None


def _boundary(chunk: list[str], following: Sequence[str]) -> int | None:
    """How many lines of a chunk are prose between two tables; None where the chunk is a cell like the others."""
    if not chunk:
        return None
    recipients = next((i for i in range(len(chunk) - 1, -1, -1) if _RECIPIENTS.match(chunk[i])), None)
    if recipients is not None:
        return recipients
    head = _head_start(chunk)
    if head is not None and column_role(" ".join(following)) is not None:
        return head
    if len(chunk) < 2:
        return None
    formal = sum(1 for line in chunk if _FORMAL.match(line))
    titled = _TITLE.match(chunk[0]) is not None and _capitals(chunk[0]) and column_role(chunk[-1]) is not None
    if titled or formal >= 2 or (len(chunk) > 25 and sum(map(len, chunk)) > 1500):
        return _first_cell(chunk, following)
    return None


def _head_start(chunk: Sequence[str]) -> int | None:
    """Where the heading of a numbering column ("TT", "STT", "Số TT") stands at the end of a chunk."""
    for size in (1, 2):
        if len(chunk) >= size and column_role(" ".join(chunk[-size:])) == "number":
            return len(chunk) - size
    return None


def _first_cell(chunk: Sequence[str], following: Sequence[str]) -> int:
    """Where the first cell of a table begins in the chunk that also holds the prose before it."""
    for index in range(len(chunk) - 1, -1, -1):
        if _RECIPIENTS.match(chunk[index]):
            return index
    head = _head_start(chunk)
    if head is not None:
        return head
    if _NATIONAL.search("\n".join(following)):
        index = len(chunk)
        while index > 0 and chunk[index - 1] and (_capitals(chunk[index - 1]) or _LETTER.search(chunk[index - 1]) is None):
            index -= 1
        if index == len(chunk) and index:
            index -= 1
        return index
    if not chunk or chunk[-1].endswith((".", ";")) or len(chunk[-1]) > 120:
        return len(chunk)
    index = len(chunk) - 1
    while index > 0 and chunk[index][:1].islower() and chunk[index - 1]:
        index -= 1
    return index


def _capitals(line: str) -> bool:
    return line.upper() == line and _LETTER.search(line) is not None


# --------------------------------------------------------------------------------------------------------------------
# One table
# --------------------------------------------------------------------------------------------------------------------


def _add_table(chunks: Sequence[Sequence[str]], wrapping: Wrapping, found: Flattened, budget: Budget) -> None:
    texts = [join_cell(chunk, wrapping) for chunk in chunks]
    letterhead = len(texts) <= 8 and any(_NATIONAL.search(text) for text in texts)
    signing = len(texts) <= 6 and (_RECIPIENTS.match(texts[0].split("\n", 1)[0]) or any(_SIGNING.match(text) for text in texts))
    if letterhead or signing:
        lines = ["\n".join(filter(None, chunk)) for chunk in chunks] if letterhead else texts
        found.pieces += _layout(chunks, lines if signing else texts)
        return
    if len(texts) == 1:
        found.pieces.append(list(chunks[0]))
        return
    table, doubt = build_table(texts, budget=budget)
    if doubt is not None:
        found.warnings.append(doubt)
    before = found.pieces[-1] if found.pieces else None
    joined = _continued(before, table) if isinstance(before, TableDraft) else None
    if joined is not None:
        found.pieces[-1] = joined
    else:
        found.pieces.append(table)


def _layout(chunks: Sequence[Sequence[str]], texts: Sequence[str]) -> list[Piece]:
    """Letterheads and signature blocks: pairs of cells side by side, in a table that only lays out; one cell alone is prose."""
    filled = len(texts)
    while filled > 1 and not texts[filled - 1]:
        filled -= 1
    if filled == 1:
        return [list(chunks[0])]
    cells = [CellDraft(text=texts[index], row=index // 2, column=index % 2) for index in range(filled)]
    if filled % 2:
        cells.append(CellDraft(text="", row=filled // 2, column=1))
    return [TableDraft(cells=cells, ruled=False)]


def _continued(before: TableDraft, table: TableDraft) -> TableDraft | None:
    """Two tables with the same head, one right after the other, as one."""
    head = [cell for cell in table.cells if cell.row == 0]
    upper = [cell for cell in before.cells if cell.row == 0]
    if before.ruled is False or len(head) < 2:
        return None
    if [(cell.column, cell.column_span, cell.text) for cell in head] != [
        (cell.column, cell.column_span, cell.text) for cell in upper
    ]:
        return None
    height = max(cell.row_span for cell in head)
    last = max(cell.row + cell.row_span for cell in before.cells)
    moved = [replace(cell, row=cell.row + last - height) for cell in table.cells if cell.row >= height]
    return replace(before, cells=[*before.cells, *moved])


def build_table(texts: Sequence[str], *, budget: Budget | None = None) -> tuple[TableDraft, str | None]:
    """The table that a stream of cells was, and a warning in Vietnamese where the evidence does not settle it.

    >>> cells = "TT,Nội dung,Đơn vị chủ trì,1,Lập kế hoạch,Sở Nội vụ,2,Tổ chức tập huấn,3,Mở lớp bồi dưỡng,Sở Y tế".split(",")
    >>> table, doubt = build_table(cells)
    >>> [(c.row, c.column, c.row_span) for c in table.cells if c.text == "Sở Nội vụ"]
    [(1, 2, 2)]
    """
    if len(texts) > _MOST_CELLS:
        width = _plain_width(texts)
        return _sequential(texts, width), _doubt(texts)
    looks = [look(text) for text in texts]
    budget = budget or Budget()
    links = counting_links(looks)
    best: tuple[float, Head, Alignment, bool] | None = None
    for size, columns, counted, numbered in guess_shapes(texts, looks)[:_TRIED]:
        body = looks[size + counted :]
        if not body:
            continue
        limit = _HOPELESS * len(texts) if best is None else 1.5 * best[0] * len(texts) + 8.0
        roles: list[str | None] = [column_role(text) if size == columns else None for text in texts[:columns]]
        roles += [None] * (columns - len(roles))
        aligner = Aligner(body, columns, roles, numbered=numbered, budget=budget)
        aligned = aligner.align(limit=limit)
        if aligned is None:
            continue
        head = read_head(texts, looks, size, columns, counted, aligned.rows)
        if size != columns and size:
            other = Aligner(body, columns, _roles(head, texts), numbered=numbered, budget=budget)
            again = other.align(limit=limit)
            if again is not None:
                aligner, aligned = other, again
                head = read_head(texts, looks, size, columns, counted, aligned.rows)
        cost = (aligned.cost + head.cost + (0.0 if numbered else 0.4 * links)) / len(texts)
        if best is None or cost < best[0] - 1e-9:
            best = cost, head, aligned, aligner.even(aligned.rows)
        if best[0] < _CERTAIN and best[1].sure:
            break
    if best is None:
        return _sequential(texts, _plain_width(texts)), _doubt(texts)
    cost, head, aligned, even = best
    return _assemble(texts, head, aligned.rows), _doubt(texts) if cost > _DOUBTFUL or even else None


def _doubt(texts: Sequence[str]) -> str:
    sample = " | ".join(text.replace("\n", " ") for text in texts[:4])
    return f"Bảng bắt đầu bằng “{sample[:80]}”: nguồn không còn dấu ngăn hàng, hàng và cột được dựng lại không chắc chắn."


def _roles(head: Head, texts: Sequence[str]) -> list[str | None]:
    headings: list[list[str]] = [[] for _ in range(head.columns)]
    for cell in sorted(head.cells, key=lambda cell: cell.row):
        for column in range(cell.column, min(cell.column + cell.column_span, head.columns)):
            if texts[cell.index]:
                headings[column].append(texts[cell.index])
    return [next((role for text in reversed(parts) if (role := column_role(text)) is not None), None) for parts in headings]


def _plain_width(texts: Sequence[str]) -> int:
    run = 0
    for text in texts[:16]:
        if column_role(text) is None:
            break
        run += 1
    return run if run >= 2 else 2


def _sequential(texts: Sequence[str], width: int) -> TableDraft:
    return TableDraft(cells=[CellDraft(text=text, row=index // width, column=index % width) for index, text in enumerate(texts)])


def _assemble(texts: Sequence[str], head: Head, rows: Sequence[Row]) -> TableDraft:
    cells = [
        CellDraft(text=texts[cell.index], row=cell.row, column=cell.column, row_span=cell.row_span, column_span=cell.column_span)
        for cell in head.cells
    ]
    above: list[CellDraft | None] = [None] * head.columns
    for offset, row in enumerate(rows):
        number = head.rows + offset
        for column in sorted(row.covered):
            upper = above[column]
            if upper is None:
                cells.append(CellDraft(text="", row=number, column=column))
            else:
                upper.row_span = number - upper.row + 1
        for placed in row.cells:
            draft = _body_cell(texts[head.size + placed.index], number, placed)
            cells.append(draft)
            for column in range(placed.column, placed.column + placed.width):
                above[column] = draft if placed.width == 1 else None
    return TableDraft(cells=cells)


def _body_cell(text: str, row: int, placed: Placed) -> CellDraft:
    return CellDraft(text=text, row=row, column=placed.column, column_span=placed.width)
