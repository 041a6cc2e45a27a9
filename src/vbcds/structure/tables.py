"""What each table is: its head rows, the roles of its columns, its group rows, and so its own role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from vbcds.lexicons.columns import column_role, heading_year, load_columns
from vbcds.model.document import Cell, Document, Table
from vbcds.structure.cells import CellKind, cell_kind, is_group_code, is_numbering
from vbcds.structure.labels import find_label
from vbcds.structure.lines import fold, is_upper, squeeze
from vbcds.structure.values import Column, ColumnRole, TableReading, TableRole
from vbcds.text.fold import key

#: Captions and head rows stand in the first rows of a table.
_HEAD_REACH = 6
_HEADING_LENGTH = 120
_ASSIGNING = ("lead", "support", "deadline", "product")
_VALUES = ("target", "baseline", "result", "budget", "status")
_BARE_YEAR = re.compile(r"^(?:năm\s+)?(?:19|20)\d\d$")
_TOTAL = re.compile(r"^(?:tổng(?: cộng| số)?|cộng)\W*(?:\(|$|[:.])")


@dataclass(slots=True)
class _Head:
    """The head of a table: its rows, and the text over each column."""

    first: int
    first_row: int
    headings: list[str] = field(default_factory=list)
    skipped: set[int] = field(default_factory=set)
    caption: str | None = None


def read_table(
    document: Document,
    table: Table,
    *,
    caption: str | None,
    division: int,
    report: bool,
    previous: TableReading | None,
    year: int | None = None,
) -> TableReading:
    """The reading of one data table.

    `caption` is the heading above it, `report` whether the document reports (there "Kết quả" is a result, in a plan a product),
    `year` the document's year (columns of earlier years are baselines), `previous` the reading of the table before it in the same
    division, whose columns a table without a head goes on with.
    """
    grid = table.grid()
    text = document.text
    head = _find_head(text, table, grid)
    if head is None:
        if previous is not None and previous.columns and len(previous.columns) == table.columns:
            columns: tuple[Column, ...] = previous.columns
            role: TableRole | None = previous.role
        else:
            columns = tuple(
                Column(index=index, role=role_, heading="") for index, role_ in enumerate(_infer_roles(text, table, grid, 0))
            )
            role = None
        head = _Head(first=0, first_row=0, headings=[""] * table.columns)
        _skip_numbering(text, grid, head)
    else:
        columns = _columns(text, table, grid, head, report=report)
        role = None
    caption = head.caption or caption
    if role is None:
        role = _table_role(columns, caption, report=report)
        columns = _in_context(columns, role, report=report, year=year)
    _skip_repeated(text, table, grid, head)
    groups = _groups(text, table, grid, columns, head, role)
    return TableReading(
        table=table.index,
        role=role,
        columns=columns,
        first_row=head.first_row,
        skipped=frozenset(head.skipped),
        groups=tuple(groups),
        caption=caption,
        division=division,
    )


def _starting(grid: Sequence[Sequence[Cell | None]], row: int) -> list[Cell]:
    """The cells of a row that begin in it, each once."""
    cells: list[Cell] = []
    for cell in grid[row]:
        if cell is not None and cell.row == row and (not cells or cells[-1] is not cell):
            cells.append(cell)
    return cells


def _filled(cells: Iterable[Cell]) -> list[Cell]:
    return [cell for cell in cells if cell.end > cell.start]


def _find_head(text: str, table: Table, grid: Sequence[Sequence[Cell | None]]) -> _Head | None:
    """The head rows, by what they say: the first row in which at least two cells are known headings."""
    caption: list[str] = []
    for row in range(min(_HEAD_REACH, table.rows)):
        cells = _filled(_starting(grid, row))
        if not cells:
            continue
        words = [text[cell.start : cell.end] for cell in cells]
        if len(cells) == 1 and (cells[0].column_span > 1 or table.columns > 1) and row < 4:
            if find_label(squeeze(words[0]), fold(squeeze(words[0]))) is not None:
                return None
            caption.append(squeeze(words[0]))
            continue
        known = [word for word in words if len(word) < _HEADING_LENGTH and column_role(squeeze(word)) is not None]
        distinct = {column_role(squeeze(word)) for word in known}
        short = all(len(word) < 2 * _HEADING_LENGTH for word in words)
        bold = all(cell.bold is True for cell in cells)
        numbers = sum(cell_kind(word) in (CellKind.NUMBER, CellKind.CODE) for word in words)
        if short and (
            (
                len(known) >= 2
                and len(distinct) >= 2
                and (2 * len(known) >= len(words) or len(distinct) >= 3)
                and numbers <= len(words) // 2
            )
            or (bold and len(cells) >= 2 and numbers == 0)
            or (len(known) >= 1 and column_role(squeeze(words[0])) == "number" and numbers == 0)
        ):
            return _head_from(text, table, grid, row, caption)
        return None
    return None


def _head_from(text: str, table: Table, grid: Sequence[Sequence[Cell | None]], row: int, caption: list[str]) -> _Head:
    cells = _starting(grid, row)
    depth = 1
    plain = [cell for cell in cells if cell.end > cell.start]
    deepest = max((cell.row_span for cell in plain), default=1)
    if deepest > 1 and any(cell.row_span == 1 for cell in plain) and deepest <= 4:
        depth = deepest
    elif any(cell.column_span > 1 for cell in plain) and row + 1 < table.rows and _is_subhead(text, grid, row, row + 1):
        depth = 2
    elif all(cell.row_span == deepest for cell in plain) and deepest <= 3:
        depth = deepest
    if depth == 1 and row + 1 < table.rows and _is_second_row(text, table, grid, row + 1):
        depth = 2
    first_row = min(row + depth, table.rows)
    head = _Head(first=row, first_row=first_row, caption=" ".join(caption) or None)
    for index in range(table.columns):
        pieces: list[str] = []
        for at in range(row, first_row):
            cell = grid[at][index]
            if cell is not None and cell.end > cell.start:
                piece = squeeze(text[cell.start : cell.end])
                if not pieces or pieces[-1] != piece:
                    pieces.append(piece)
        head.headings.append(" / ".join(pieces))
    _skip_numbering(text, grid, head)
    return head


def _is_subhead(text: str, grid: Sequence[Sequence[Cell | None]], row: int, below: int) -> bool:
    """The row below has headings under a heading that spans columns: short words, years, known roles, and no number of its own."""
    wide = {
        index
        for cell in _starting(grid, row)
        if cell.column_span > 1
        for index in range(cell.column, cell.column + cell.column_span)
    }
    cells = _filled(_starting(grid, below))
    if not cells or any(len(text[c.start : c.end]) > _HEADING_LENGTH for c in cells):
        return False
    outside = [cell for cell in cells if cell.column not in wide]
    words = [squeeze(text[cell.start : cell.end]) for cell in cells if cell.column in wide]
    if not words:
        return False
    first = squeeze(text[cells[0].start : cells[0].end])
    if outside and (is_group_code(first) or cell_kind(first) in (CellKind.CODE, CellKind.NUMBER)):
        return False
    good = sum(column_role(word) is not None or heading_year(word) is not None or _is_heading_word(word) for word in words)
    return (2 * good >= len(words) and not outside) or good == len(words)


def _is_heading_word(word: str) -> bool:
    return len(word) < 40 and not any(char.isdigit() for char in word)


def _is_second_row(text: str, table: Table, grid: Sequence[Sequence[Cell | None]], row: int) -> bool:
    """A second head row where the file has lost the spans: several years or headings, nothing in the number column."""
    cells = _filled(_starting(grid, row))
    if len(cells) < 2 or cells[0].column == 0:
        return False
    words = [squeeze(text[cell.start : cell.end]) for cell in cells]
    years = sum(column_role(word) == "target" and heading_year(word) is not None for word in words)
    return years >= 2 and years == len(words)


def _skip_numbering(text: str, grid: Sequence[Sequence[Cell | None]], head: _Head) -> None:
    """Rows "(1) (2) (3)", "A B 1 2" right below the head."""
    row = head.first_row
    while row < len(grid) and row < head.first_row + 2:
        words = [squeeze(text[cell.start : cell.end]) for cell in _filled(_starting(grid, row))]
        if len(words) < 2 or not is_numbering(words):
            break
        head.skipped.add(row)
        row += 1


def _skip_repeated(text: str, table: Table, grid: Sequence[Sequence[Cell | None]], head: _Head) -> None:
    """Head rows and numbering rows that come again on a later page, and rows without a word."""
    known = {
        tuple(key(text[cell.start : cell.end]) for cell in _filled(_starting(grid, row)))
        for row in [*range(head.first, head.first_row), *head.skipped]
    }
    known.discard(())
    sizes = {len(words) for words in known}
    for row in range(head.first_row, table.rows):
        cells = _filled(_starting(grid, row))
        if not cells:
            if all(cell is None or cell.end == cell.start for cell in grid[row]):
                head.skipped.add(row)
            continue
        like = len(cells) in sizes and len(cells) > 1 and sum(c.end - c.start for c in cells) < 1200
        if like and tuple(key(text[cell.start : cell.end]) for cell in cells) in known:
            head.skipped.add(row)


def _columns(text: str, table: Table, grid: Sequence[Sequence[Cell | None]], head: _Head, *, report: bool) -> tuple[Column, ...]:
    inferred: list[ColumnRole] | None = None
    columns = []
    for index, heading in enumerate(head.headings):
        role = _role_of(heading)
        if role is None and not heading:
            inferred = inferred or _infer_roles(text, table, grid, head.first_row)
            role = inferred[index] if inferred[index] in ("number", "content") or index == 0 else "other"
        columns.append(Column(index=index, role=role or "other", heading=heading, year=heading_year(heading)))
    if not any(column.role in ("content", "indicator", "document") for column in columns):
        columns = _with_content(text, table, grid, head, columns)
    return tuple(columns)


def _named_role(heading: str) -> ColumnRole | None:
    role = column_role(heading)
    return role if role is None else cast(ColumnRole, role)


def _role_of(heading: str) -> ColumnRole | None:
    """The role of a heading of one or two levels: the lower level where it says one, within what the upper one says."""
    levels = heading.split(" / ")
    upper = _named_role(levels[0])
    if len(levels) == 1:
        return upper
    lower = _named_role(levels[-1])
    if lower is None:
        return upper
    if lower == "target" and upper in ("budget", "baseline", "result", "target"):
        return upper
    if lower == "unit" and upper in ("lead", "support"):
        return upper
    if upper in ("budget", "target") and lower in ("result", "content"):
        return upper if upper == "budget" else "result" if lower == "result" else upper
    return lower


def _with_content(
    text: str, table: Table, grid: Sequence[Sequence[Cell | None]], head: _Head, columns: list[Column]
) -> list[Column]:  # fmt: skip
    """A table whose heading for the content is not known: the unknown column with the longest words."""
    unknown = [column for column in columns if column.role == "other"]
    if not unknown or not any(column.role in (*_ASSIGNING, *_VALUES, "number") for column in columns):
        return columns
    lengths = Counter(
        {
            column.index: sum(cell.end - cell.start for row in grid[head.first_row :] if (cell := row[column.index]) is not None)
            for column in unknown
        }
    )
    index, length = lengths.most_common(1)[0]
    if length < 12 * max(1, table.rows - head.first_row):
        return columns
    return [replace(column, role="content") if column.index == index else column for column in columns]


_KIND_ROLE: dict[CellKind, ColumnRole] = {
    CellKind.CODE: "number",
    CellKind.DEADLINE: "deadline",
    CellKind.AGENCY: "lead",
    CellKind.NUMBER: "result",
}


def _infer_roles(text: str, table: Table, grid: Sequence[Sequence[Cell | None]], first: int) -> list[ColumnRole]:
    """Roles by what the cells hold, for a table without a head: codes, agencies, deadlines; the longest words are the content."""
    roles: list[ColumnRole] = []
    lengths: list[float] = []
    for index in range(table.columns):
        cells = [
            cell
            for row in range(first, min(table.rows, first + 60))
            if (cell := grid[row][index]) is not None
            and cell.row == row
            and cell.column == index
            and cell.column_span < table.columns
        ]
        words = [squeeze(text[cell.start : cell.end]) for cell in cells if cell.end > cell.start]
        kinds = Counter(cell_kind(word) for word in words)
        kind, count = kinds.most_common(1)[0] if kinds else (CellKind.TEXT, 0)
        role: ColumnRole = "other"
        if words and kind is not CellKind.TEXT and count >= 0.6 * len(words):
            role = _KIND_ROLE[kind]
            if role == "number" and index > 0:
                role = "result"
            if role == "lead" and "lead" in roles:
                role = "support"
        roles.append(role)
        lengths.append(sum(map(len, words)) / max(1, len(words)) if role == "other" else 0.0)
    if lengths and max(lengths) > 15:
        roles[lengths.index(max(lengths))] = "content"
    elif "lead" not in roles:  # a table of figures: its years are no deadlines
        roles = ["other" if role == "deadline" else role for role in roles]
    return roles


def _table_role(columns: Sequence[Column], caption: str | None, *, report: bool) -> TableRole:
    roles = Counter(column.role for column in columns)
    heading = key(caption or "")
    captions = load_columns().captions
    targets = [column for column in columns if column.role == "target"]
    cited = sum(any(char.isdigit() for char in c.heading) and "/" in c.heading.replace(" / ", " ") for c in targets)
    if roles["indicator"] and not roles["content"]:
        if cited >= 2 or captions["comparison"].search(heading):
            return "comparison"
        if report and (roles["result"] or roles["baseline"]) and targets:
            return "comparison"
        if targets or roles["unit"] or roles["result"] or roles["product"]:
            return "targets" if not report or targets else "other"
    if roles["content"] or (roles["product"] and roles["lead"]):
        reported = report and roles["result"] and not roles["deadline"]
        priced = roles["budget"] >= 3 and not roles["deadline"]
        if roles["lead"] and not reported and not priced:
            return "tasks"
        if roles["deadline"] and (roles["product"] or roles["support"] or captions["tasks"].search(heading) or roles["number"]):
            return "tasks"
        if cited >= 2:
            return "comparison"
        if targets and (roles["unit"] or captions["targets"].search(heading) or len(targets) >= 2):
            return "comparison" if report and (roles["result"] or roles["baseline"]) else "targets"
    if roles["budget"] and (roles["budget"] >= 2 or captions["budget"].search(heading)):
        return "budget"
    if roles["document"] and (roles["document"] >= 2 or captions["documents"].search(heading)):
        return "documents"
    if roles["budget"] and roles["content"]:
        return "budget"
    return "other"


def _in_context(columns: Sequence[Column], role: TableRole, *, report: bool, year: int | None) -> tuple[Column, ...]:
    """Headings that mean one thing in one table and another in another: "Kết quả", "Đơn vị", "Tiến độ", "Mục tiêu"."""
    roles = Counter(column.role for column in columns)
    settled = []
    for column in columns:
        words = key(column.heading)
        to = column.role
        if role == "tasks":
            if to == "result" and not report and not roles["product"] and words.startswith("kết quả"):
                to = "product"
            elif to == "unit" and words == "đơn vị" and not roles["lead"]:
                to = "lead"
            elif to == "indicator" and not roles["content"]:
                to = "content"
            elif (to == "deadline" and report and roles["deadline"] > 1 and words.startswith("tiến độ")) or (
                to == "deadline" and report and words.startswith("tiến độ thực hiện")
            ):
                to = "status"
        elif role in ("targets", "comparison"):
            if to == "result" and not report and column.year is not None and not roles["target"]:
                to = "target"
            elif to == "content" and not roles["indicator"]:
                to = "indicator"
            elif to == "other" and column.year is not None:
                to = "target"
            if to == "target" and column.year is not None and year is not None and column.year < year and _BARE_YEAR.match(words):
                to = "baseline"
        settled.append(column if to == column.role else replace(column, role=to))
    return tuple(settled)


def _groups(
    text: str, table: Table, grid: Sequence[Sequence[Cell | None]], columns: Sequence[Column], head: _Head, role: TableRole
) -> list[tuple[int, str | None, str]]:  # fmt: skip
    """Rows that head the rows below them: a spanning cell, a Roman numeral, bold words, with nobody and nothing assigned."""
    groups: list[tuple[int, str | None, str]] = []
    number = next((c.index for c in columns if c.role == "number"), None)
    contents = [c.index for c in columns if c.role in ("content", "indicator", "document")]
    meaning = [c.index for c in columns if c.role in (*_ASSIGNING, *_VALUES)]
    needed = [c.index for c in columns if c.role in ("lead", "target")] or meaning
    codes = _codes(text, grid, number, head.first_row)
    for row in range(head.first_row, table.rows):
        if row in head.skipped:
            continue
        cells = _filled(_starting(grid, row))
        if not cells:
            continue
        found = _group(text, table, grid, row, cells, number, contents, meaning, needed, codes)
        if found is not None:
            if role in ("tasks", "budget", "targets", "comparison") and _TOTAL.match(fold(found[1])):
                head.skipped.add(row)
            else:
                groups.append((row, *found))
    return groups


def _codes(text: str, grid: Sequence[Sequence[Cell | None]], number: int | None, first: int) -> list[str]:
    """The code of each row, "" where it has none of its own."""
    if number is None:
        return [""] * len(grid)
    codes = []
    for row, cells in enumerate(grid):
        cell = cells[number]
        own = cell is not None and cell.row == row and row >= first and cell.column_span == 1
        codes.append(squeeze(text[cell.start : cell.end]) if own and cell is not None else "")
    return codes


def _group(
    text: str,
    table: Table,
    grid: Sequence[Sequence[Cell | None]],
    row: int,
    cells: list[Cell],
    number: int | None,
    contents: Sequence[int],
    meaning: Sequence[int],
    needed: Sequence[int],
    codes: Sequence[str],
) -> tuple[str | None, str] | None:
    whole = table.columns - (1 if number is not None and codes[row] else 0)
    wide = [cell for cell in cells if cell.column_span >= max(2, whole)]
    if wide and len(cells) <= 2:
        words = squeeze(text[wide[0].start : wide[0].end])
        return (codes[row] or _code_of(words), words)
    code = codes[row]
    covered = {index for index in needed if (cell := grid[row][index]) is not None and cell.end > cell.start}
    own = {index for index in meaning if (cell := grid[row][index]) is not None and cell.row == row and cell.end > cell.start}
    content = next((cell for index in contents if (cell := grid[row][index]) is not None and cell.end > cell.start), None)
    if content is None or content.row != row:
        return None
    words = squeeze(text[content.start : content.end])
    if is_group_code(code) and not covered and _has_plain_codes(codes):
        return code, words
    if own or covered:
        return None
    if is_group_code(code):
        return code, words
    first = cells[0]
    bold = content.bold is True and not _all_bold(grid, contents)
    if len(cells) > 2 or (len(cells) == 2 and not code):
        return None
    if not meaning:
        return (code or None, words) if bold and not code else None
    if bold or (is_upper(words) and len(words) > 4):
        return code or _code_of(words), words
    following = codes[row + 1] if row + 1 < len(codes) else ""
    if code and following and _is_child(code, following):
        return code, words
    if not code and first is content and words[0].isupper() and len(words) < 300 and _code_of(words) is not None:
        return _code_of(words), words
    return None


def _has_plain_codes(codes: Sequence[str]) -> bool:
    return any(code and code[0].isdigit() for code in codes)


def _all_bold(grid: Sequence[Sequence[Cell | None]], contents: Sequence[int]) -> bool:
    cells = [cell for row in grid for index in contents[:1] if (cell := row[index]) is not None]
    return bool(cells) and all(cell.bold is True for cell in cells[-20:])


def _is_child(code: str, following: str) -> bool:
    """ "1" before "1.1" or "a)"; "I" before "1"."""
    code, following = code.strip(" .)"), following.strip(" .)(")
    if following.startswith(code + "."):
        return True
    return code.isdigit() and following in ("a", "-", "+")


def _code_of(words: str) -> str | None:
    label = find_label(words, fold(words))
    return label.text if label is not None and label.kind not in ("dash", "plus") else None
