"""A total in a line with its parts in the points below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vbcds.checks.addends import Addition, addition_problem, makes_another, must_add_up
from vbcds.checks.differences import find_changes
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Term, read_paragraph
from vbcds.checks.view import PartView, Passage
from vbcds.model.mentions import Quantity

#: The marks of points, the outer ones first.
_POINT = re.compile(r"\s*(?P<mark>[-–—•*+]|\(?\d{1,2}[.)]|\(?[a-zđ]\))\s*(?=\S)")
_DIGIT = re.compile(r"\d")
_PROMISED = re.compile(r"(?<!\w)(?:gồm|cụ thể|chia ra)(?!\w)[^.;]{0,40}:\s*$")
_SOME = re.compile(r"(?<!\w)trong đó(?!\w)[^.;]{0,40}:\s*$")
#: A point that is a total of those behind it.
_TOTAL = re.compile(r"(?<!\w)(?:tổng (?:số|cộng)?|(?:được )?giao|tiếp nhận)(?!\w)")
#: "- Tổng số nhiệm vụ: 36 nhiệm vụ": a name and its number.
_LABELLED = re.compile(r"[^\d:]{0,90}(?:\d{1,2}[.)][^\d:]{0,90})?:\s*(?:là\s)?\d")
_POINTS = 12
_ADDED = ("count", "number", "money")


def find_point_sums(view: PartView) -> Iterator[Problem]:
    """ "Tiếp nhận 1.500 hồ sơ, trong đó:" above "- Trực tuyến: 1.380 hồ sơ;" and "- Trực tiếp: 110 hồ sơ"."""
    passages = view.passages
    for index, lead in enumerate(passages):
        if view.is_normative or _DIGIT.search(lead.text) is None:
            continue
        opens = _opens(lead)
        mark = None if opens else _mark(lead)
        if not opens and (mark is None or not _TOTAL.search(lead.text.lower()) or not _LABELLED.match(lead.text)):
            continue
        points = _points(passages[index + 1 : index + 1 + _POINTS], mark)
        if len(points) < 2 or (not opens and not all(_LABELLED.match(point.text) for point in points[:2])):
            continue
        addition = _read(view, lead, points)
        if addition is None or addition.is_right() or makes_another(addition):
            continue
        if must_add_up(addition):
            yield addition_problem(view, addition)


def _opens(passage: Passage) -> bool:
    """Whether a line ends with a colon ("trong đó:")."""
    return passage.text.rstrip().endswith(":")


def _mark(passage: Passage) -> str | None:
    match = _POINT.match(passage.text)
    return re.sub(r"\w+", "1", match["mark"]) if match is not None else None


def _points(passages: Sequence[Passage], mark: str | None) -> list[Passage]:
    """The points below a line: of one mark, one behind the other."""
    found: list[Passage] = []
    for passage in passages:
        own = _mark(passage)
        if own is None or (mark is not None and own != mark):
            break
        mark = own
        if _DIGIT.search(passage.text, _end_of_mark(passage)) is None:
            break
        found.append(passage)
    return found


def _end_of_mark(passage: Passage) -> int:
    match = _POINT.match(passage.text)
    return match.end() if match is not None else 0


def _read(view: PartView, lead: Passage, points: Sequence[Passage]) -> Addition | None:
    """The addition of a line and its points: the last count of the line, and the first of each point."""
    whole = Passage(lead.start, points[-1].end, view.text[lead.start : points[-1].end], block=lead.block)
    if len(whole.text) > 3000:
        return None
    quantities = [_moved(item, passage.start - lead.start) for passage in (lead, *points) for item in view.quantities(passage)]
    paragraph = read_paragraph(whole, quantities)
    if paragraph is None:
        return None
    changes = find_changes(paragraph)
    own = [term for term in paragraph.terms if term.end <= lead.end - lead.start and term not in changes and term.kind in _ADDED]
    if not own:
        return None
    total = own[-1] if _opens(lead) else own[0]
    if not total.exact or total.value < 2:
        return None
    parts: list[Term] = []
    for point in points:
        first = next((term for term in paragraph.terms if _is_inside(term, point, lead)), None)
        if (
            first is None
            or first.kind not in _ADDED
            or not first.exact
            or first in changes
            or (first.kind == "money") != (total.kind == "money")
        ):
            break
        parts.append(first)
    if len(parts) < 2:
        return None
    if _opens(lead) and len(parts) < len(points):
        return None
    text = lead.text.lower()
    opening = "all" if _PROMISED.search(text) else "some" if _SOME.search(text) else "colon" if _opens(lead) else "comma"
    return Addition(paragraph, total, tuple(parts), opening, parts[-1].end)  # type: ignore[arg-type]


def _moved(quantity: Quantity, shift: int) -> Quantity:
    return quantity.moved(quantity.start + shift, quantity.end + shift, quantity.raw)


def _is_inside(term: Term, point: Passage, lead: Passage) -> bool:
    begin = point.start + _end_of_mark(point) - lead.start
    return begin <= term.start and term.end <= point.end - lead.start
