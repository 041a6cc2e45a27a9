"""The graph as a still picture (SVG) for paper, reports and notebooks: black on white, readable without colours."""

from __future__ import annotations

import html
from collections.abc import Collection
from datetime import date

from vbcds.graph.labels import LEVELS
from vbcds.graph.layout import HEIGHT, WIDTH, build_layout
from vbcds.graph.queries import CitationGraph
from vbcds.graph.validity import status_of

#: Dashes and widths of lines by relation, so that a black and white print tells them apart.
_LINES = {
    "legal_basis": ("#2f6fb3", ""),
    "amends": ("#b7791f", "8 3"),
    "replaces": ("#b3261e", "10 3 2 3"),
    "repeals": ("#8c1d18", "10 3 2 3 2 3"),
    "promulgates": ("#6b4fa0", "3 3"),
    "implements": ("#1a7f4b", "6 2"),
    "proposed_by": ("#7a6a56", "2 4"),
    "mentions": ("#98a4b0", "1 3"),
}
_FILL = {"in_force": "#e7f5ec", "partly": "#fdf3dc", "replaced": "#fbe6e4", "repealed": "#fbe6e4", "unknown": "#ffffff"}
_LEFT, _BOX_WIDTH, _BOX_HEIGHT = 24, WIDTH - 24, HEIGHT - 22


class Svg(str):
    """SVG that notebooks show as a picture."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)


def render_svg(graph: CitationGraph, *, on: date | None = None, marked: Collection[str] = ()) -> Svg:
    """The picture of a graph, meant for at most some hundred documents; `on` colours what is no longer in force on that day, `marked` are
    ids of documents drawn with a heavy frame."""
    layout = build_layout(graph)
    if not layout.points:
        return Svg('<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"></svg>')
    low = min(x for x, _ in layout.points) - WIDTH / 2
    width = max(x for x, _ in layout.points) + WIDTH / 2 - low + 2 * _LEFT
    centres = [(x - low + _LEFT, y) for x, y in layout.points]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {layout.height:.0f}" width="{min(width, 1100):.0f}" role="img" '
        "font-family=\"'Segoe UI','Noto Sans',sans-serif\"><title>Lược đồ dẫn chiếu</title>"
    ]
    for number, band in enumerate(layout.bands):
        shade = "#f4f6f8" if number % 2 else "#ffffff"
        parts.append(f'<rect x="0" y="{band.top:.0f}" width="{width:.0f}" height="{band.bottom - band.top:.0f}" fill="{shade}"/>')
        parts.append(
            f'<text x="10" y="{band.top + 20:.0f}" font-size="13" font-weight="600" fill="#5b6875">{html.escape(LEVELS[band.level])}</text>'
        )
    for edge in range(len(graph.edge_source)):
        parts.append(_line(graph, edge, centres))
    for index, node in enumerate(graph.nodes):
        x, y = centres[index]
        state = status_of(node, graph.acts.get(index, []), on).state if on else "unknown"
        heavy = node.id in marked
        frame = "#c62828" if node.open else "#1c2733"
        dash = ' stroke-dasharray="5 4"' if node.open else ""
        parts.append(
            f"<g><title>{html.escape(node.label)}{html.escape(': ' + node.title) if node.title and node.number else ''}</title>"
            f'<rect x="{x - _BOX_WIDTH / 2:.0f}" y="{y - _BOX_HEIGHT / 2:.0f}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="6" '
            f'fill="{_FILL[state]}" stroke="{frame}" stroke-width="{2.6 if heavy else 1}"{dash}/>'
            f'<text x="{x:.0f}" y="{y - 3:.0f}" text-anchor="middle" font-size="13" font-weight="600" fill="{frame}">'
            f"{html.escape(_short(node.number or node.label, 20))}</text>"
            f'<text x="{x:.0f}" y="{y + 13:.0f}" text-anchor="middle" font-size="10.5" fill="#5b6875">'
            f"{html.escape(_short(_second(node.date, node.title), 26))}</text></g>"
        )
    return Svg("".join([*parts, "</svg>"]))


def _second(day: date | None, title: str | None) -> str:
    return " · ".join(part for part in (f"{day.day:02}/{day.month:02}/{day.year}" if day else "", title or "") if part)


def _short(text: str, size: int) -> str:
    return text if len(text) <= size else text[: size - 1].rstrip() + "…"


def _line(graph: CitationGraph, edge: int, centres: list[tuple[float, float]]) -> str:
    found = graph.edge(edge)
    (x1, y1), (x2, y2) = centres[int(graph.edge_source[edge])], centres[int(graph.edge_target[edge])]
    colour, dash = _LINES[found.relation]
    if y1 == y2:
        a, b, bend = y1 - _BOX_HEIGHT / 2, y2 - _BOX_HEIGHT / 2, -26.0
        tip = f"{x2:.0f},{b:.0f} {x2 - 4:.0f},{b - 8:.0f} {x2 + 4:.0f},{b - 8:.0f}"
        path = f"M{x1:.0f} {a:.0f}C{x1:.0f} {a + bend:.0f} {x2:.0f} {b + bend:.0f} {x2:.0f} {b:.0f}"
    else:
        sign = 1 if y2 > y1 else -1
        a, b = y1 + sign * _BOX_HEIGHT / 2, y2 - sign * _BOX_HEIGHT / 2
        tip = f"{x2:.0f},{b:.0f} {x2 - 4:.0f},{b - sign * 8:.0f} {x2 + 4:.0f},{b - sign * 8:.0f}"
        path = f"M{x1:.0f} {a:.0f}C{x1:.0f} {(a + b) / 2:.0f} {x2:.0f} {(a + b) / 2:.0f} {x2:.0f} {b:.0f}"
    style = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6"{style}><title>{html.escape(found.label.active)}</title></path>'
        f'<polygon points="{tip}" fill="{colour}"/>'
    )
