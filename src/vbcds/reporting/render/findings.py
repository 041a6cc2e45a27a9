"""Findings for people: on the terminal, as a page of HTML and as a sheet."""

from __future__ import annotations

import html
import textwrap
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


def render_findings(
    findings: Sequence[FindingRecord], documents: Mapping[str, DocumentRecord], *, colours: bool = False, width: int | None = None
) -> str:
    """The findings for a terminal, by document and family, with their quotations and places; lines of at most `width` columns, where
    it is given."""

    def paint(code: str, text: str) -> str:
        return f"{code}{text}{_OFF}" if colours else text

    lines: list[str] = []
    for id, families in _by_document(findings).items():
        lines += [paint(_BOLD, _clean(_title(documents.get(id), id))), ""]
        for family, items in families.items():
            lines.append(f"  {family}")
            for item in items:
                name, code = SEVERITY_NAMES[item.severity], f"[{item.code}]"
                message = _wrapped(f"{name} {_clean(item.message)} {code}", 4, 6, width)
                message[0] = message[0].replace(name, paint(_COLOURS[item.severity], name), 1)
                message[-1] = message[-1].removesuffix(code) + paint(_DIM, code)
                lines += message
                lines += [line for quote in _quotes(item, documents) for line in _wrapped(quote, 8, 9, width)]
            lines.append("")
    lines.append(f"{count_text(findings).capitalize()}.")
    return "\n".join(lines)


def _wrapped(text: str, first: int, following: int, width: int | None) -> list[str]:
    """A line with its indents, divided where it is longer than the terminal."""
    if width is None:
        return [" " * first + text]
    return textwrap.wrap(
        text,
        max(width, 40),
        initial_indent=" " * first,
        subsequent_indent=" " * following,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _quotes(finding: FindingRecord, documents: Mapping[str, DocumentRecord]) -> Iterator[str]:
    for evidence in _different(finding.evidence):
        place = _clean(_where(finding, evidence, documents))
        yield f"“{_clean(evidence.text)}”{f' ({place})' if place else ''}"


def _where(finding: FindingRecord, evidence: Evidence, documents: Mapping[str, DocumentRecord]) -> str:
    """The place of a passage, with its document where that is another one than the finding's."""
    other = documents.get(evidence.document) if evidence.document != finding.document else None
    pieces = (_title(other, evidence.document) if other is not None else "", place_text(evidence.source))
    return ", ".join(piece for piece in pieces if piece)


def _different(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The passages to quote: none twice, and none that another one holds."""
    seen: dict[tuple[str, str], Evidence] = {}
    for item in evidence:
        seen.setdefault((item.document, _clean(item.text)), item)
    kept = [item for item in seen.values() if not any(_holds(other, item) for other in seen.values() if other is not item)]
    return kept[:_QUOTED]


def _holds(whole: Evidence, piece: Evidence) -> bool:
    inside = whole.document == piece.document and whole.source.start <= piece.source.start and piece.source.end <= whole.source.end
    return inside and " ".join(piece.text.split()) in " ".join(whole.text.split())


def finding_rows(findings: Iterable[FindingRecord], documents: Mapping[str, DocumentRecord]) -> Iterator[tuple[str, ...]]:
    """One row a finding, under `HEADINGS`."""
    for item in findings:
        check = find_check(item.code)
        quotes = _different(item.evidence)[:2]
        cells = [cell for quote in quotes for cell in (" ".join(quote.text.split()), _where(item, quote, documents))]
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
                    where = html.escape(_where(item, quote, documents))
                    parts.append(f"<blockquote>“{html.escape(' '.join(quote.text.split()))}” <small>{where}</small></blockquote>")
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
