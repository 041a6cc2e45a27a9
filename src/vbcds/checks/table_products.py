"""Columns that are the product of two others in the other rows of their table: area, yield and output; price, number and amount."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

from vbcds.checks.figure_tables import Figure, FigureTable, is_order
from vbcds.checks.percentages_values import decimals_of
from vbcds.checks.registry import Problem
from vbcds.checks.view import number_text, short

#: Columns of figures that are tried against one another.
_MOST = 7
#: Columns up to which two right rows are no chance.
_FEW = 4
#: Figures so small are products by chance.
_SMALL = 10


def find_table_products(t: FigureTable) -> Iterator[Problem]:
    """Rows in which a column is not the product of two others, times a power of ten, as it is in twice as many other rows."""
    columns = [c for c in range(t.table.columns) if not is_order(t.heads[c]) and not t.is_share(c)]
    figures = {row: {c: f for c in columns if (f := t.figure(row, c)) is not None and f.value > 0} for row in t.body}
    columns = [c for c in columns if sum(c in row for row in figures.values()) >= max(3, 0.8 * len(figures))]
    if not 3 <= len(columns) <= _MOST:
        return
    least = 2 if len(columns) <= _FEW else 3
    for three in combinations(columns, 3):
        for product in reversed(three):
            one, two = (c for c in three if c != product)
            full = [row for row, read in figures.items() if {one, two, product} <= read.keys()]
            powers = {row: _power(figures[row][one], figures[row][two], figures[row][product]) for row in full}
            known = [power for power in powers.values() if power is not None]
            power = max(set(known), key=known.count) if known else None
            right = [row for row in full if power is not None and powers[row] == power]
            wrong = [row for row in full if row not in right]
            if power is None or len(right) < least or len(right) < 2 * len(wrong) or not wrong:
                continue
            if any(figures[row][c].value < _SMALL for row in right for c in (one, product)):
                continue
            for row in wrong:
                a, b, c = (figures[row][column] for column in (one, two, product))
                made = a.value * b.value * 10.0**power
                if abs(made - c.value) <= 0.3 * made:
                    yield Problem(
                        message=(
                            f"Dòng “{short(t.name(row), 50)}”: {a.digits} × {b.digits} là {number_text(round(made, 2))}, "
                            f"khác “{short(t.heads[product], 40)}” là {c.digits}; các dòng khác đều khớp."
                        ),
                        evidence=(t.view.cell(t.table, c.cell), t.view.row(t.table, row)),
                    )
            return


def _power(one: Figure, two: Figure, product: Figure) -> int | None:
    """The power of ten by which a figure is the product of two others, as far as they are rounded; None where it is by none."""
    power = round(math.log10(product.value / (one.value * two.value)))
    made = one.value * two.value * 10.0**power
    away = sum(0.5 * 10.0 ** -decimals_of(f.digits) / f.value if "," in f.digits else 0.0 for f in (one, two))
    step = 10.0 ** -decimals_of(product.digits) if "," in product.digits else 1.0
    return power if abs(made - product.value) <= step + away * made and away < 0.02 else None
