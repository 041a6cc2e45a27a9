"""Targets from tables: one value for one scope and one date from each figure of a target column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vbcds.assembly.context import PartContext
from vbcds.lexicons.goals import find_pillar, fold, load_goal_words
from vbcds.model.document import Cell
from vbcds.model.records import Comparator, TargetRecord
from vbcds.recognisers.quantities import find_quantities, parse_number
from vbcds.structure.values import Column, TableReading

_YEAR = re.compile(r"\b(20[2-9]\d)\b")
_PIECE_END = re.compile(r"\n|;(?!\d)")
_SIGN = re.compile(r"^\s*(>=|<=|≥|≤|>|<)\s*")
_SIGNS: dict[str, Comparator] = {">=": ">=", "<=": "<=", "≥": ">=", "≤": "<=", ">": ">", "<": "<"}
#: "Năm 2025 (%)", "Tỷ trọng kinh tế số (ĐVT: %)": the unit that a heading or a name of a row tells.
_BRACKET = re.compile(r"\((?:(?:đvt|đơn vị(?: tính)?)\s*:\s*)?([^()\d]{1,20})\)", re.IGNORECASE)
_GLUE = " \t:,.-–+()và"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its comparator, read from a cell or a clause; `start` and `end` are offsets in that text."""

    start: int
    end: int
    value: float
    value_max: float | None
    comparator: Comparator
    unit: str | None


def build_table_targets(context: PartContext) -> Iterator[TargetRecord]:
    """The targets of all target and comparison tables of a part."""
    for reading in context.part.tables:
        if reading.role in ("targets", "comparison"):
            yield from _targets(context, reading)


def _targets(context: PartContext, reading: TableReading) -> Iterator[TargetRecord]:
    table = context.document.tables[reading.table]
    grid = table.grid()
    values = [column for column in reading.columns if column.role == "target"]
    if not values and reading.role == "targets":
        values = [column for column in reading.columns if column.role in ("result", "product")][:1]
    names = [column.index for column in reading.columns if column.role in ("indicator", "content")]
    unit_column, scope_column, pillar_column = (reading.column(role) for role in ("unit", "scope", "pillar"))
    if not values or not names:
        return
    groups = {row: text for row, _, text in reading.groups}
    table_year = _table_year(context, reading)
    group_year: int | None = None
    pillar: str | None = find_pillar(reading.caption or "")
    for row in range(reading.first_row, len(grid)):
        if row in groups:
            group_year = _year(groups[row]) or group_year
            pillar = find_pillar(groups[row]) or (pillar if _year(groups[row]) else None)
            continue
        if row in reading.skipped:
            continue
        name = next((cell for index in names if (cell := grid[row][index]) is not None and cell.end > cell.start), None)
        if name is None:
            continue
        indicator = " ".join(context.document.slice(name).split())
        told = _cell_text(context, grid[row], unit_column)
        scope = _cell_text(context, grid[row], scope_column)
        row_pillar = find_pillar(_cell_text(context, grid[row], pillar_column) or "") or pillar
        for column in values:
            cell = grid[row][column.index]
            if cell is None or cell.end == cell.start or cell is name:
                continue
            year = column.year or group_year or table_year
            unit = told or unit_in_brackets(column.heading) or unit_in_brackets(indicator)
            for raw, figure, place in read_figures(context.document.slice(cell), unit):
                yield TargetRecord(
                    document=context.id,
                    indicator=indicator,
                    comparator=figure.comparator,
                    value=figure.value,
                    value_max=figure.value_max,
                    unit=figure.unit,
                    scope=place or scope,
                    due=date(year, 12, 31) if year else None,
                    pillar=row_pillar,
                    raw=raw,
                    source=context.cell_source(reading.table, cell, row),
                )


def read_figures(text: str, unit: str | None) -> Iterator[tuple[str, Figure, str | None]]:
    """The figures of a cell: (words of the piece, figure, scope). One cell may hold a value for each of several scopes.

    `unit` is what the unit column says, or None. Cells in words ("phổ cập", "Không có") yield nothing.

    >>> [(f.value, f.comparator, f.unit, scope) for _, f, scope in read_figures("Tỉnh: 90%\\nCấp xã: trên 60%", None)]
    [(90.0, '=', '%', 'cấp tỉnh'), (60.0, '>', '%', 'cấp xã')]
    """
    pieces = [piece.strip() for piece in _PIECE_END.split(text)]
    for piece in pieces:
        figure = _figure(piece, unit)
        if figure is not None:
            yield piece, figure, _scope(piece, figure, several=len(pieces) > 1)


def unit_in_brackets(text: str) -> str | None:
    """The unit that a heading tells in brackets; None where they say another thing.

    >>> unit_in_brackets("Năm 2025 (%)"), unit_in_brackets("Kinh phí (ĐVT: triệu đồng)"), unit_in_brackets("Hồ sơ (trừ hồ sơ mật)")
    ('%', 'triệu đồng', None)
    """
    for match in _BRACKET.finditer(text):
        told = f"1 {match[1].strip()}" if match[1].strip() != "%" else "1%"
        found = find_quantities(told)
        if len(found) == 1 and found[0].kind in ("percentage", "money") and found[0].end == len(told):
            return match[1].strip()
    return None


def _figure(piece: str, unit: str | None) -> Figure | None:
    sign = _SIGN.match(piece)
    bare = parse_number(piece[sign.end() :] if sign else piece)
    if bare is not None and unit is not None and _plain_unit(unit):
        return Figure(0, len(piece), bare, None, _SIGNS[sign[1]] if sign else "=", _plain_unit(unit))
    found = [q for q in find_quantities(piece) if q.kind in ("percentage", "count", "money", "rank", "measure", "number")]
    if not found:
        if bare is not None and unit is None:
            return Figure(0, len(piece), bare, None, _SIGNS[sign[1]] if sign else "=", None)
        return None
    first = found[0]
    named = _plain_unit(unit) if unit else None
    return Figure(first.start, first.end, first.value, first.value_max, first.comparator, named or first.unit)  # type: ignore[arg-type]


def _plain_unit(unit: str) -> str | None:
    words = " ".join(unit.split()).strip(" ().")
    if not words:
        return None
    if fold(words) in load_goal_words().rank_units:
        return "hạng"
    return (
        words
        if (words.isupper() and len(words) > 3) or not words[:1].isupper() or words[1:2].isupper()
        else words[0].lower() + words[1:]
    )


def _scope(piece: str, figure: Figure, *, several: bool) -> str | None:
    scopes = load_goal_words().scopes
    before = piece[: figure.start].strip(_GLUE)
    after = piece[figure.end :].strip(" \t:,.-–+")
    if before:
        words = fold(before)
        return scopes.get(words) or scopes.get(words.removeprefix("đối với ").removeprefix("tại ")) or (before if several else None)
    if figure.unit and figure.unit != "%" and not several and fold(after).startswith(fold(figure.unit)):
        return None
    words = fold(after).strip("() ")
    if not after or len(after.split()) > 6 or words.startswith(("trở lên", "và ", "tăng", "so với", "trong ")):
        return None
    return after.strip("() ")


def _cell_text(context: PartContext, cells: list[Cell | None], column: Column | None) -> str | None:
    cell = cells[column.index] if column is not None else None
    return context.document.slice(cell) if cell is not None and cell.end > cell.start else None


def _year(text: str) -> int | None:
    """The year of a heading; the last one where it gives a span ("giai đoạn 2021-2025")."""
    years = _YEAR.findall(text)
    return int(years[-1]) if years else None


def _table_year(context: PartContext, reading: TableReading) -> int | None:
    """The year that the caption gives, if it gives one only; else the plan's one year."""
    years = set(_YEAR.findall(reading.caption or ""))
    return int(years.pop()) if len(years) == 1 else context.plan_year
