"""Quantities in running text: numbers with what they count, how they are compared, and ranks.

    quantity   = [comparator] number [unit] [("-" | "đến") number [unit]] ["trở lên" | "trở xuống"]
    ratio      = number "/" number [unit] | number unit "/" number unit | number [unit] "trên" ["tổng số"] number [unit]
    rank       = ("hạng" | "xếp thứ" | "vị trí" | "top" ...) number ["/" number]
    comparator = "trên" | "tối thiểu" | "không quá" | "dưới" | "khoảng" | "≥" ...         (data/units.toml)

What only looks like a quantity is passed over: dates, citations, versions ("2.0"), names with a number ("Điều 3", "mức độ 3, 4",
"Đề án 06", "4G/5G"), list numbers, telephone numbers, times of day, ages.
"""

from __future__ import annotations

import re
from functools import lru_cache

from vbcds.model.mentions import Quantity
from vbcds.recognisers.dates_scan import fold
from vbcds.recognisers.quantities_noise import mask
from vbcds.recognisers.quantities_numbers import NUMBER, decimal_commas, number_words, parse_number, value_of
from vbcds.recognisers.quantities_reading import QuantityReader
from vbcds.text.offsets import on_composed

__all__ = ["find_quantities", "parse_number"]

_GATE = re.compile(r"\d")
_NUMBER = re.compile(rf"(?<![\w])(?<!\d[.,:/-])(?<!\w[._/]){NUMBER}(?![\d])")


def find_quantities(text: str, *, words: bool = False) -> list[Quantity]:
    """Quantities of a text, in order, without overlaps.

    `start`/`end` count characters of `text`, from the comparator (or the words of a rank) to the unit (or "trở lên");
    `number_start`/`number_end` are the digits. `unit` is None for a bare number. With `words` also small numbers written out ("hai
    mươi xã") are found. Durations are of kind `measure`. Never raises.

    >>> quantity = find_quantities("Tối thiểu có 02 huyện, thị xã, thành phố đạt chuẩn")[0]
    >>> quantity.comparator, quantity.value, quantity.unit
    ('>=', 2.0, 'huyện, thị xã, thành phố')
    >>> [(q.raw, q.value, q.denominator, q.unit) for q in find_quantities("xếp hạng 40/63 tỉnh, thành phố")]
    [('xếp hạng 40/63 tỉnh, thành phố', 40.0, 63.0, 'hạng')]
    >>> [q.value for q in find_quantities("76.835 triệu đồng, tương đương 76,835 tỷ đồng")]
    [76835.0, 76.835]
    """
    if not words and _GATE.search(text) is None:
        return []
    return on_composed(lambda composed: list(_find(composed, words)), text)


@lru_cache(maxsize=1024)  # what was read for the records is read again by the checks
def _find(text: str, words: bool) -> tuple[Quantity, ...]:
    folded = fold(text)
    masked = mask(text, folded)
    reader = QuantityReader(text, masked)
    found: list[Quantity] = []
    position = 0
    decimal = decimal_commas(masked)
    numbers: list[tuple[int, int, float | None]] = [
        (m.start(), m.end(), value_of(m[0]) if m.start() not in decimal else float(m[0].replace(",", ".")))
        for m in _NUMBER.finditer(masked)
    ]
    if words:
        numbers = sorted(numbers + [(a, b, v) for a, b, v in number_words(masked)], key=lambda n: n[:2])
    for start, end, value in numbers:
        if start < position or value is None:
            continue
        quantity = reader.read(start, end, value, floor=found[-1].end if found else 0)
        if quantity is not None:
            found.append(quantity)
            position = quantity.end
    return tuple(found)
