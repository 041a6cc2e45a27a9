"""What each table is: its head rows, the roles of its columns, its group rows, and so its own role."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from vbcds.lexicons.columns import column_role, heading_year, load_columns
from vbcds.model.document import Cell, Document, Table
from vbcds.structure.cells import CellKind, cell_kind
from vbcds.structure.groups import find_groups
from vbcds.structure.heads import Head, filled, find_head, skip_numbering, skip_repeated
from vbcds.structure.lines import fold, squeeze
from vbcds.structure.values import Column, ColumnRole, TableReading, TableRole
from vbcds.text.fold import key

_ASSIGNING = ("lead", "support", "deadline", "product")
_VALUES = ("target", "baseline", "result", "budget", "status")
#: A column of persons: who leads where no column names an agency, else it only says who in that agency.
_PERSON = re.compile(r"(?:họ (?:và )?tên|người|cán bộ|chuyên viên|công chức|lãnh đạo)\b(?!.*(?:cơ quan|đơn vị))")
#: Words of work done or going on, and shares of it, which no day due has.
_PROGRESS = re.compile(r"(?<!\w)(?:đã|đang|chưa|đạt|mới)(?!\w)|\d\s?%")
_BARE_YEAR = re.compile(r"^(?:năm\s+)?(?:19|20)\d\d$")


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
    head = find_head(text, table, grid)
    if head is None:
        if previous is not None and previous.columns and len(previous.columns) == table.columns:
            columns: tuple[Column, ...] = previous.columns
            role: TableRole | None = previous.role
        else:
            columns = tuple(
                Column(index=index, role=role_, heading="") for index, role_ in enumerate(_infer_roles(text, table, grid, 0))
            )
            role = None
        head = Head(first=0, first_row=0, headings=[""] * table.columns)
        skip_numbering(text, grid, head)
    else:
        columns = _columns(text, table, grid, head)
        if report:
            columns = _with_progress(text, grid, head, columns)
        role = None
    caption = head.caption or caption
    if role is None:
        role = _table_role(columns, caption, report=report)
        columns = _in_context(columns, role, report=report, year=year)
    skip_repeated(text, table, grid, head)
    groups = find_groups(text, table, grid, columns, head, role)
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


def _columns(text: str, table: Table, grid: Sequence[Sequence[Cell | None]], head: Head) -> tuple[Column, ...]:
    inferred: list[ColumnRole] | None = None
    columns = []
    for index, heading in enumerate(head.headings):
        role = _role_of(heading)
        if role is None and (not heading or index == 0):
            inferred = inferred or _infer_roles(text, table, grid, head.first_row)
            if heading:  # "Mã NV": a word of its own over what are codes
                role = "number" if inferred[0] == "number" else None
            else:
                role = inferred[index] if inferred[index] in ("number", "content") or index == 0 else "other"
        columns.append(Column(index=index, role=role or "other", heading=heading, year=heading_year(heading)))
    if not any(column.role in ("content", "indicator", "document") for column in columns):
        columns = _with_content(text, table, grid, head, columns)
    return tuple(columns)


def _with_progress(text: str, grid: Sequence[Sequence[Cell | None]], head: Head, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """ "Tiến độ" over cells that tell how far the work is ("Đã có 16/19 bệnh viện lắp đặt") names no day due."""

    def tells(index: int) -> bool:
        cells = [cell for row in grid[head.first_row :] if (cell := row[index]) is not None]
        words = [fold(text[cell.start : cell.end]) for cell in filled(cells)]
        return 2 * sum(_PROGRESS.search(word) is not None for word in words) > len(words)

    return tuple(
        replace(column, role="status")
        if column.role == "deadline" and key(column.heading).startswith("tiến độ") and tells(column.index)
        else column
        for column in columns
    )


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
    if lower == "target" and upper == "deadline":  # a column for each year, with a cross where it falls due
        return "other"
    if lower == "unit" and upper in ("lead", "support"):
        return upper
    if upper in ("budget", "target") and lower in ("result", "content"):
        return upper if upper == "budget" else "result" if lower == "result" else upper
    return lower


def _with_content(
    text: str, table: Table, grid: Sequence[Sequence[Cell | None]], head: Head, columns: list[Column]
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
            elif to == "lead" and roles["lead"] > 1 and _PERSON.match(words):
                to = "other"
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
