"""Ruling lines of a page: strokes, thin rectangles, dashes and dots, as horizontal and vertical rules in reading space."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from vbcds.readers.pdf.binding import Pdfium
from vbcds.readers.pdf.glyphs import Frame

#: What is thinner is a line, in points.
THIN = 2.5
#: Rules nearer to each other than this are one (double lines, borders that each cell draws for itself).
NEAR = 3.0
_DOT = 2.0
_DASH = 12.0
_DASH_GAP = 6.0
_MOST_SEGMENTS = 60_000
_MOST_OBJECTS = 200_000
_DEPTH = 12
_PATH, _IMAGE, _FORM = 2, 3, 5
_LINE_TO, _BEZIER_TO, _MOVE_TO = 0, 1, 2
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Rule:
    """A horizontal rule at y = `at` from x = `start` to `end`, or a vertical one at x = `at` from y = `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page beside its text."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    #: Part of the page that images cover, from 0 to 1.
    image: float = 0.0
    #: Number of paths.
    paths: int = 0
    #: There was more than the reader looks at.
    cut: bool = False


def read_drawing(library: Pdfium, page: int, frame: Frame) -> Drawing:
    """The rules and the images of a page."""
    reader = _DrawingReader(library, frame)
    if library.count_objects(page) > _MOST_OBJECTS:
        return Drawing(cut=True)
    reader.objects(library.page_objects(page), _IDENTITY, 0)
    drawing = Drawing(image=min(1.0, reader.image), paths=reader.paths, cut=reader.cut)
    drawing.horizontal = merge_rules(reader.horizontal, reader.dots_across)
    drawing.vertical = merge_rules(reader.vertical, reader.dots_down)
    return drawing


class _DrawingReader:
    def __init__(self, library: Pdfium, frame: Frame) -> None:
        self.library = library
        self.frame = frame
        self.horizontal: list[Rule] = []
        self.vertical: list[Rule] = []
        self.dots_across: list[Rule] = []
        self.dots_down: list[Rule] = []
        self.image = 0.0
        self.cut = False
        self.segments = self.seen = self.paths = 0

    def objects(self, handles: list[int], matrix: Matrix, depth: int) -> None:
        self.seen += len(handles)
        library = self.library
        for handle, kind in zip(handles, library.object_types(handles), strict=True):
            if kind == _PATH:
                self.paths += 1
                self.path(handle, matrix)
            elif kind == _IMAGE:
                x0, y0, x1, y1 = self.bounds(handle, matrix)
                frame = self.frame
                width = max(0.0, min(x1, frame.width) - max(x0, 0.0))
                height = max(0.0, min(y1, frame.height) - max(y0, 0.0))
                area = frame.width * frame.height
                self.image += width * height / area if area > 0 else 0.0
            elif kind == _FORM:
                if depth >= _DEPTH or self.seen > _MOST_OBJECTS:
                    self.cut = True
                    continue
                inner = library.form_objects(handle, _MOST_OBJECTS)
                if inner:
                    library.object_matrix(handle, library.small)
                    a, b, c, d, e, f = library.floats(6)
                    self.objects(inner, _multiply((a, b, c, d, e, f), matrix), depth + 1)

    def bounds(self, handle: int, matrix: Matrix) -> tuple[float, float, float, float]:
        library, small = self.library, self.library.small
        library.object_bounds(handle, small, small + 4, small + 8, small + 12)
        x0, y0, x1, y1 = library.floats(4)
        if matrix is not _IDENTITY:
            (x0, y0), (x1, y1) = _apply(matrix, x0, y0), _apply(matrix, x1, y1)
        return self.frame.box(x0, y0, x1, y1)

    def path(self, handle: int, matrix: Matrix) -> None:
        library, small = self.library, self.library.small
        library.draw_mode(handle, small, small + 4)
        fill, stroke = library.ints(2)
        if not fill and not stroke:
            return
        x0, y0, x1, y1 = self.bounds(handle, matrix)
        width, height = x1 - x0, y1 - y0
        if width <= THIN or height <= THIN:
            if not self.white(handle, bool(stroke)):
                self.thin(x0, y0, x1, y1)
            return
        count = library.count_segments(handle)
        if self.segments + count > _MOST_SEGMENTS:
            self.cut = True
            return
        self.segments += count
        if not stroke and count <= 5:
            return  # a filled area
        if self.white(handle, bool(stroke)):
            return
        self.outline(handle, count, matrix, bool(stroke))

    def white(self, handle: int, stroke: bool) -> bool:
        """Painted in white or with nothing."""
        library, small = self.library, self.library.small
        get = library.stroke_color if stroke else library.fill_color
        if not get(handle, small, small + 4, small + 8, small + 12):
            return False
        red, green, blue, alpha = library.ints(4)
        return alpha == 0 or min(red, green, blue) > 250

    def thin(self, x0: float, y0: float, x1: float, y1: float) -> None:
        width, height = x1 - x0, y1 - y0
        if width <= _DOT and height <= _DOT:
            self.dots_across.append(Rule((y0 + y1) / 2, x0, x1))
            self.dots_down.append(Rule((x0 + x1) / 2, y0, y1))
        elif height <= width:
            self.horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        else:
            self.vertical.append(Rule((x0 + x1) / 2, y0, y1))

    def outline(self, handle: int, count: int, matrix: Matrix, stroke: bool) -> None:
        """The straight sides of a path; of a path that is only filled, those of its thin parts."""
        library, small = self.library, self.library.small
        library.object_matrix(handle, small)
        a, b, c, d, e, f = library.floats(6)
        whole = (a, b, c, d, e, f) if matrix is _IDENTITY else _multiply((a, b, c, d, e, f), matrix)
        point = self.frame.point
        points: list[tuple[float, float]] = []
        curved = False
        for index in range(count):
            segment = library.segment(handle, index)
            if not segment:
                return
            kind = library.segment_type(segment)
            if kind == _MOVE_TO:
                self.part(points, curved, stroke)
                points, curved = [], False
            elif kind == _BEZIER_TO:
                curved = True
            library.segment_point(segment, small, small + 4)
            x, y = library.floats(2)
            points.append(point(*_apply(whole, x, y)))
            if library.segment_closes(segment) and points:
                points.append(points[0])
        self.part(points, curved, stroke)

    def part(self, points: list[tuple[float, float]], curved: bool, stroke: bool) -> None:
        if len(points) < 2 or curved:
            return
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if x1 - x0 <= THIN or y1 - y0 <= THIN:
            self.thin(x0, y0, x1, y1)
        elif stroke:
            for (ax, ay), (bx, by) in pairwise(points):
                if abs(ax - bx) < 0.5 or abs(ay - by) < 0.5:
                    self.thin(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _multiply(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def merge_rules(rules: list[Rule], dots: list[Rule]) -> list[Rule]:
    """Rules on one line that touch or overlap are one; dashes and dots in a row make a rule.

    >>> merge_rules([Rule(10, 0, 50), Rule(10.5, 49, 90), Rule(40, 0, 30)], [])
    [Rule(at=10.25, start=0, end=90), Rule(at=40.0, start=0, end=30)]
    >>> merge_rules([], [Rule(5, x, x + 1) for x in range(0, 60, 3)])
    [Rule(at=5.0, start=0, end=58)]
    """
    merged: list[Rule] = []
    for line in _lines(rules + dots if len(dots) < 20_000 else rules):
        line.sort(key=lambda rule: rule.start)
        at = sum(rule.at for rule in line) / len(line)
        start, end, pieces, longest = line[0].start, line[0].end, 1, line[0].end - line[0].start
        for rule in line[1:]:
            length = rule.end - rule.start
            gap = _DASH_GAP if longest <= _DASH and length <= _DASH else NEAR
            if rule.start <= end + gap:
                end = max(end, rule.end)
                pieces += 1
                longest = max(longest, length)
                continue
            _keep(merged, at, start, end, pieces, longest)
            start, end, pieces, longest = rule.start, rule.end, 1, length
        _keep(merged, at, start, end, pieces, longest)
    return merged


def _keep(merged: list[Rule], at: float, start: float, end: float, pieces: int, longest: float) -> None:
    if longest > _DOT or (pieces > 5 and end - start > 8):
        merged.append(Rule(at, start, end))


def _lines(rules: list[Rule]) -> list[list[Rule]]:
    """Rules grouped by their place across."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lines and rule.at - lines[-1][0].at <= 1.5:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return lines
