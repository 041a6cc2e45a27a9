"""Findings for people: on the terminal, as a page of HTML and as a sheet."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence

from vbcds.checks.registry import FAMILIES, SEVERITIES, Check, find_check
from vbcds.model.document import Source
from vbcds.model.records import DocumentRecord, Evidence, FindingRecord

SEVERITY_NAMES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Lưu ý"}
_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[36m"}
_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"
#: Passages quoted with a finding, and the length of each.
_QUOTED, _LENGTH = 3, 180

HEADINGS = ("Văn bản", "Mức", "Nhóm", "Mã", "Nội dung", "Trích 1", "Chỗ 1", "Trích 2", "Chỗ 2", "Căn cứ")
WIDTHS = (30, 10, 18, 24, 60, 50, 22, 50, 22, 40)


def place_text(source: Source) -> str:
    """Where a passage stands: page and place in a table; empty where the format tells neither.

    >>> place_text(Source(start=0, end=1, page=3, table=0, row=4, column=2))
    'trang 3, bảng 1, dòng 5, cột 3'
    """
    pieces = []
    if source.page is not None:
        pieces.append(f"trang {source.page}")
    if source.table is not None:
        pieces.append(f"bảng {source.table + 1}")
        if source.row is not None:
            pieces.append(f"dòng {source.row + 1}")
        if source.column is not None:
            pieces.append(f"cột {source.column + 1}")
    return ", ".join(pieces)


def _family(finding: FindingRecord) -> str:
    check = find_check(finding.code)
    return FAMILIES[check.family] if check is not None else "Khác"


def _clean(text: str) -> str:
    """A quotation in one line without control characters, which a document may hold and a terminal would obey."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return line if len(line) <= _LENGTH else line[:_LENGTH].rsplit(" ", 1)[0] + " …"


def _by_document(findings: Iterable[FindingRecord]) -> dict[str, dict[str, list[FindingRecord]]]:
    groups: dict[str, dict[str, list[FindingRecord]]] = {}
    order = [*FAMILIES.values(), "Khác"]
    for finding in findings:
        groups.setdefault(finding.document, {}).setdefault(_family(finding), []).append(finding)
    return {id: dict(sorted(families.items(), key=lambda item: order.index(item[0]))) for id, families in groups.items()}


def count_text(findings: Sequence[FindingRecord]) -> str:
    """How many findings of each severity there are."""
    counts = {severity: sum(item.severity == severity for item in findings) for severity in SEVERITIES}
    return (
        ", ".join(f"{count} {SEVERITY_NAMES[severity].lower()}" for severity, count in counts.items() if count)
        or "không có gì cần xem lại"
    )


def _title(document: DocumentRecord | None, id: str) -> str:
    if document is None:
        return id
    name = " ".join(piece for piece in ((document.kind or "").capitalize(), document.number or "") if piece)
    return f"{document.path}{f' ({name})' if name else ''}"


def render_findings(findings: Sequence[FindingRecord], documents: Mapping[str, DocumentRecord], *, colours: bool = False) -> str:
    """The findings for a terminal, by document and family, with their quotations and places."""

    def paint(code: str, text: str) -> str:
        return f"{code}{text}{_OFF}" if colours else text

    lines: list[str] = []
    for id, families in _by_document(findings).items():
        lines += [paint(_BOLD, _clean(_title(documents.get(id), id))), ""]
        for family, items in families.items():
            lines.append(f"  {family}")
            for item in items:
                name = paint(_COLOURS[item.severity], SEVERITY_NAMES[item.severity])
                lines.append(f"    {name} {_clean(item.message)} {paint(_DIM, f'[{item.code}]')}")
                lines += [f"        {line}" for line in _quotes(item, documents)]
            lines.append("")
    lines.append(f"{count_text(findings).capitalize()}.")
    return "\n".join(lines)


def _quotes(finding: FindingRecord, documents: Mapping[str, DocumentRecord]) -> Iterator[str]:
    for evidence in _different(finding.evidence):
        place = place_text(evidence.source)
        other = documents.get(evidence.document)
        if evidence.document != finding.document and other is not None:
            place = ", ".join(piece for piece in (_clean(_title(other, evidence.document)), place) if piece)
        yield f"“{_clean(evidence.text)}”{f' ({place})' if place else ''}"


def _different(evidence: Sequence[Evidence]) -> list[Evidence]:
    seen: dict[tuple[str, str], Evidence] = {}
    for item in evidence:
        seen.setdefault((item.document, _clean(item.text)), item)
    return list(seen.values())[:_QUOTED]


def finding_rows(findings: Iterable[FindingRecord], documents: Mapping[str, DocumentRecord]) -> Iterator[tuple[str, ...]]:
    """One row a finding, under `HEADINGS`."""
    for item in findings:
        check = find_check(item.code)
        quotes = _different(item.evidence)[:2]
        cells = [cell for quote in quotes for cell in (" ".join(quote.text.split()), place_text(quote.source))]
        yield (
            _title(documents.get(item.document), item.document),
            SEVERITY_NAMES[item.severity],
            _family(item),
            item.code,
            item.message,
            *cells,
            *("",) * (4 - len(cells)),
            check.source if check is not None else "",
        )


def render_html(findings: Sequence[FindingRecord], documents: Mapping[str, DocumentRecord]) -> str:
    """A page of HTML that stands alone: no script, nothing loaded from anywhere."""
    parts = [
        '<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>Kết quả kiểm tra văn bản</title>\n<style>',
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}",
        "article{border-left:4px solid #888;padding:.2rem 0 .2rem 1rem;margin:1rem 0}",
        ".error{border-color:#b3261e}.warning{border-color:#b26a00}.info{border-color:#3a6ea5}",
        "blockquote{margin:.3rem 0 .3rem 1rem;color:#333}small{color:#666}code{font-size:.85em}",
        "</style></head><body>\n<h1>Kết quả kiểm tra văn bản</h1>",
        f"<p>{html.escape(count_text(findings).capitalize())}.</p>",
    ]
    for id, families in _by_document(findings).items():
        parts.append(f"<h2>{html.escape(_title(documents.get(id), id))}</h2>")
        for family, items in families.items():
            parts.append(f"<h3>{html.escape(family)}</h3>")
            for item in items:
                parts.append(
                    f'<article class="{item.severity}"><p><strong>{SEVERITY_NAMES[item.severity]}</strong> {html.escape(item.message)} '
                    f"<code>{html.escape(item.code)}</code></p>"
                )
                for quote in _different(item.evidence):
                    place = place_text(quote.source)
                    other = documents.get(quote.document) if quote.document != item.document else None
                    where = ", ".join(piece for piece in (_title(other, quote.document) if other else "", place) if piece)
                    parts.append(
                        f"<blockquote>“{html.escape(' '.join(quote.text.split()))}” <small>{html.escape(where)}</small></blockquote>"
                    )
                parts.append("</article>")
    parts.append("</body></html>\n")
    return "\n".join(parts)


def render_check(check: Check) -> str:
    """What a check looks for, with its source and examples, for the terminal."""
    lines = [
        f"{check.code} ({SEVERITY_NAMES[check.severity].lower()}; {FAMILIES[check.family]})",
        "",
        check.explanation,
        f"Căn cứ: {check.source}.",
    ]
    for name, examples in (("Ví dụ bị nêu", check.fails), ("Ví dụ không bị nêu", check.passes)):
        if examples:
            lines += ["", f"{name}:"]
            for example in examples[:2]:
                shown = [line for line in example.split("\n") if not line.startswith("@")]
                lines += [f"  {line}" for line in shown]
                lines.append("")
            lines.pop()
    return "\n".join(lines)
