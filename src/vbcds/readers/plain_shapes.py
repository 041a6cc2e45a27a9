"""Guesses of the shape of a table that has lost its row marks: how many cells its head takes and how many columns there are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from vbcds.lexicons.columns import column_role
from vbcds.readers.plain_cells import Label, Look

MOST_COLUMNS = 16
YEARED = re.compile(r"(?:19|20)\d\d")


def guess_shapes(texts: Sequence[str], looks: Sequence[Look]) -> list[tuple[int, int, int, bool]]:
    """Guesses of (cells of the head, columns, cells of a numbering row below it, first column numbered), the likely ones first."""
    shapes: list[tuple[int, int, int, bool]] = []
    counted = _numbering_row(looks)
    if counted is not None:
        first, columns = counted
        numbered = _has_label(looks, first + columns)
        shapes += [(first, columns, columns, numbered), (first, columns, columns, not numbered)]
    firsts = sorted(_first_labels(looks), key=lambda start: (-min(20, _links(looks, start)), start))
    for start in firsts:
        gaps = _gaps(looks, start)
        sizes = [gap for gap, _ in gaps.most_common(3)]
        if start in range(2, MOST_COLUMNS + 1):
            sizes.append(start)
        lead = _lead_gap(looks, start)
        if lead is not None:
            sizes.insert(0, lead)
        if not gaps and start + 2 <= len(looks) <= start + MOST_COLUMNS:
            sizes.append(len(looks) - start)  # one row only
        shapes += [(start, size, 0, True) for size in dict.fromkeys(sizes) if 2 <= size <= MOST_COLUMNS and start <= 3 * size]
    run = _heading_run(texts, looks)
    named = _named_run(texts, run)
    if named >= 3:
        shapes.append((named, named, 0, False))
    shapes += [(size, size, 0, False) for size in sorted({run, run - 1, run + 1}, key=lambda size: abs(size - run)) if size >= 2]
    return list(dict.fromkeys(shapes))


def _has_label(looks: Sequence[Look], index: int) -> bool:
    return index < len(looks) and looks[index].label is not None


def _first_labels(looks: Sequence[Look]) -> list[int]:
    """Places of labels that can begin the numbering of rows: 1, I, A, 1.1, a year; the beginning of the stream first."""
    found = []
    for index, cell in enumerate(looks[: 3 * MOST_COLUMNS]):
        label = cell.label
        if label is None:
            continue
        if (index == 0 or label.value[-1] == 1 or label.form == "year") and (index > 0 or label.value[0] < 1900):
            found.append(index)
    return found[:6]


def _succeeds(before: Label, after: Label) -> bool:
    if before.form == after.form and len(before.value) == len(after.value):
        return before.value[:-1] == after.value[:-1] and after.value[-1] == before.value[-1] + 1
    if before.form in ("roman", "letter"):
        return (after.form == "number" and after.value == (1,)) or (after.form == "dotted" and after.value[-1] == 1)
    if before.form == "number" and after.form == "dotted":
        return after.value == (*before.value, 1)
    if before.form == "dotted" and after.form == "number":
        return after.value[0] == before.value[0] + 1
    return before.form == "dotted" and after.form == "dotted" and after.value == (before.value[0] + 1, 1)


def _gaps(looks: Sequence[Look], start: int) -> Counter[int]:
    """How far apart counting labels stand, from the first one on."""
    gaps: Counter[int] = Counter()
    at = start
    while at < min(len(looks), start + 400):
        label = looks[at].label
        assert label is not None
        following = next(
            (
                index
                for index in range(at + 1, min(len(looks), at + MOST_COLUMNS + 1))
                if (other := looks[index].label) is not None and _succeeds(label, other)
            ),
            None,
        )
        if following is None:
            following = next(  # a group's label between
                (
                    index
                    for index in range(at + 2, min(len(looks), at + MOST_COLUMNS + 1))
                    if (other := looks[index].label) is not None and other.form in ("roman", "letter", "number", "dotted")
                ),
                None,
            )
            if following is None:
                break
        gaps[following - at] += 1
        at = following
    return gaps


def counting_links(looks: Sequence[Look]) -> int:
    """How many labels of the stream count on from one another: a first column that numbers the rows leaves such a chain."""
    return max((sum(_gaps(looks, start).values()) for start in _first_labels(looks)), default=0)


def _links(looks: Sequence[Look], start: int) -> int:
    """How far the labels count on from one place without a break."""
    links, at = 0, start
    while (gap := _lead_gap(looks, at)) is not None and links < 200:
        at += gap
        links += 1
    return links


def _lead_gap(looks: Sequence[Look], start: int) -> int | None:
    """The distance from the first label to the one that counts on from it: the first row is mostly whole."""
    label = looks[start].label
    if label is None:
        return None
    for index in range(start + 2, min(len(looks), start + MOST_COLUMNS + 1)):
        other = looks[index].label
        if other is not None and _succeeds(label, other):
            return index - start
    return None


def _numbering_row(looks: Sequence[Look]) -> tuple[int, int] | None:
    """The row "(1) (2) (3)" (or "A B 1 2") below a head: where it begins and how long it is."""
    for start in range(2, min(len(looks), 2 * MOST_COLUMNS)):
        length = 0
        letters = 0
        while start + length < len(looks) and length < MOST_COLUMNS:
            label = looks[start + length].label
            if label is None or len(label.value) != 1:
                break
            if label.form == "letter" and label.value[0] == length + 1 and letters == length:
                letters += 1
            elif label.form != "number" or label.value[0] != length + 1 - letters:
                break
            length += 1
        if length >= 3 and length > letters:
            return start, length
    return None


def _heading_run(texts: Sequence[str], looks: Sequence[Look]) -> int:
    run = 0
    for text, cell in zip(texts[:MOST_COLUMNS], looks, strict=False):
        if not _heading_like(text, cell):
            break
        run += 1
    known = max((index + 1 for index in range(run) if column_role(texts[index]) is not None), default=0)
    return known or run


def _named_run(texts: Sequence[str], run: int) -> int:
    """How many cells from the first on are known headings, without one between that is none."""
    return next((index for index, text in enumerate(texts[:run]) if column_role(text) is None), run)


def _heading_like(text: str, cell: Look) -> bool:
    if not text or len(text) > 90 or text[-1] in ".;":
        return False
    return not cell.kinds & {"label", "number", "nothing"} or YEARED.search(text) is not None
