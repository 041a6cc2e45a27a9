"""Tasks from task tables: a row is a task, a merged cell speaks for every row that it spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from vbcds.assembly.context import PartContext
from vbcds.assembly.report_tables import read_columns
from vbcds.lexicons.columns import names_group
from vbcds.model.document import Cell
from vbcds.model.records import NO_DEADLINE, Agency, Deadline, TaskRecord
from vbcds.recognisers.agencies import parse_agencies
from vbcds.recognisers.agencies_assignment import Assignment, parse_assignment
from vbcds.recognisers.deadlines import parse_deadline
from vbcds.structure.values import ColumnRole, TableReading
from vbcds.text.fold import key

#: "nt" (như trên), a quotation mark: the same as in the row above.
_DITTO = re.compile(r"\s*(?:-?\s*nt\s*-?|n\.t|như trên|[\"”“″]|-[\"”]-)\s*\.?\s*$", re.IGNORECASE)
_MONTH = re.compile(r"(?:[Tt]ừ\s+)?(?:[Tt]háng\s+|[Tt]h?)?(\d{1,2})(?:\s*[/.\-]\s*|\s+năm\s+)((?:19|20)\d\d)")
#: Of two columns of dates ("Trình", "Hoàn thành") the one of the end is the deadline.
_FINISHING = re.compile(r"\b(?:hoàn thành|kết thúc|ban hành|xong)$")
#: Roles whose cells make a row a task: with nothing in any of them, a row with a content is a heading.
_ASSIGNING: tuple[ColumnRole, ...] = ("lead", "support", "deadline", "product")


def build_table_tasks(context: PartContext) -> tuple[TaskRecord, ...]:
    """The tasks of all task tables of a part, in reading order.

    `content`, `code` and `product` are the words of their cells; lead and support are split into agencies; a year that a deadline
    leaves out is the plan's, else that of the document's date. A report's table of what was done assigns nothing.
    """
    told = context.part.is_report
    tables = (table for table in context.part.tables if table.role == "tasks" and not (told and _tells_results(table)))
    return tuple(task for table in tables for task in _tasks(context, table))


def _tells_results(reading: TableReading) -> bool:
    """Whether a table has a column of results or of states."""
    columns = read_columns(reading, ())
    return columns is not None and any(sections == ("results",) for _, sections in columns.sections)


def _tasks(context: PartContext, reading: TableReading) -> Iterator[TaskRecord]:
    grid = context.document.tables[reading.table].grid()
    columns = {role: [c.index for c in reading.columns if c.role == role] for role in (*_ASSIGNING, "number", "content", "start")}
    columns["deadline"].sort(key=lambda index: _FINISHING.search(key(reading.columns[index].heading or "")) is None)
    groups = {row: text for row, _, text in reading.groups}
    grouping = [c.index for c in reading.columns if c.index not in columns["content"][-1:] and names_group(c.heading or "")]
    columns["content"] = [index for index in columns["content"] if index not in grouping]
    group: str | None = None
    above = Assignment()
    for row in range(reading.first_row, len(grid)):
        if row in groups:
            group = groups[row] or group
            continue
        if row in reading.skipped:
            continue
        content = _content(context, grid[row], columns["content"], row)
        if content is None:
            continue
        above = _assignment(context, grid[row], columns["lead"], columns["support"], above)
        yield TaskRecord(
            document=context.id,
            code=_words(context, grid[row], columns["number"]),
            group=group or _words(context, grid[row], grouping),
            content=context.document.slice(content),
            lead=above.lead,
            support=above.support,
            deadline=_deadline(context, grid[row], columns["deadline"], columns["start"]),
            product=_words(context, grid[row], columns["product"]),
            source=context.cell_source(reading.table, content, row),
        )


def _content(context: PartContext, cells: list[Cell | None], columns: list[int], row: int) -> Cell | None:
    """The finest content cell of a row: the last one with words that begins in this row, else the last one that spans it."""
    candidates = [cell for column in columns if (cell := cells[column]) is not None and cell.end > cell.start]
    own = [cell for cell in candidates if cell.row == row]
    return (own or candidates)[-1] if candidates else None


def _words(context: PartContext, cells: list[Cell | None], columns: list[int]) -> str | None:
    for column in columns:
        cell = cells[column]
        if cell is not None and cell.end > cell.start:
            return context.document.slice(cell)
    return None


def _assignment(
    context: PartContext, cells: list[Cell | None], leads: list[int], supports: list[int], above: Assignment
) -> Assignment:
    """Who leads and who helps: from a column each, or from one column that names both. A ditto mark repeats the row above."""
    lead: dict[str, Agency] = {}
    support: dict[str, Agency] = {}
    for column in leads:
        text = _words(context, cells, [column])
        if text and _DITTO.match(text):
            lead |= {agency.name: agency for agency in above.lead}
        elif text and supports:
            lead |= {agency.name: agency for agency in parse_agencies(text)}
        elif text:
            both = parse_assignment(text)
            lead |= {agency.name: agency for agency in both.lead}
            support |= {agency.name: agency for agency in both.support}
    for column in supports:
        text = _words(context, cells, [column])
        if text and _DITTO.match(text):
            support |= {agency.name: agency for agency in above.support}
        elif text:
            support |= {agency.name: agency for agency in parse_agencies(text)}
    return Assignment(lead=tuple(lead.values()), support=tuple(support.values()))


def _month_begin(text: str) -> date | None:
    """The first day of a month that stands alone ("01/2023", "Tháng 3 năm 2023"): work begins with it."""
    match = _MONTH.fullmatch(text.strip())
    return date(int(match[2]), int(match[1]), 1) if match and 1 <= int(match[1]) <= 12 else None


def _deadline(context: PartContext, cells: list[Cell | None], columns: list[int], starts: list[int]) -> Deadline:
    text = _words(context, cells, columns)
    deadline = parse_deadline(text, year=context.plan_year, issued=context.issued) if text else NO_DEADLINE
    begin = _words(context, cells, starts)
    if begin and deadline.due is not None and (deadline.start is None or deadline.kind == "fixed"):
        opening = parse_deadline(begin, year=context.plan_year, issued=context.issued)
        first = opening.start or _month_begin(begin) or opening.due
        if first is not None and first <= deadline.due and (deadline.start is None or first < deadline.start):
            return replace(deadline, kind="period", start=first)
    return deadline
