"""The consolidated report as Markdown: headings, lists, pipe tables; every sentence with a note that names its sources."""

from __future__ import annotations

import re

from vbcds.reporting.report_values import Block, Heading, Report, TableBlock, Text
from vbcds.reporting.summary_values import Passage, Summary, SummarySentence

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def render_markdown(report: Report, summary: Summary) -> str:
    """The report as Markdown text; `[^n]` leads to the passage (document id, offsets) that a sentence stands on.

    >>> from vbcds.reporting.summary_report import build_report
    >>> summary = Summary(period="2023-05", agencies_reported=("Sở Y tế",))
    >>> render_markdown(build_report(summary), summary).splitlines()[0]
    '# BÁO CÁO'
    """
    notes: list[str] = []
    paths = {document.id: document.path for document in summary.documents}
    lines = ["# BÁO CÁO", "", f"**{escape(report.title)}**", ""]
    lines += _blocks(report.blocks, notes, paths)
    for annex in report.annexes:
        lines += [f"## {escape(annex.label)}: {escape(annex.title)}", "", *_blocks(annex.blocks, notes, paths)]
    if notes:
        lines += ["", *notes]
    return "\n".join(lines).rstrip() + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _blocks(blocks: tuple[Block, ...], notes: list[str], paths: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            lines += [f"{'#' * (block.level + 1)} {block.label} {escape(block.text)}", ""]
        elif isinstance(block, Text):
            mark = _note(block.sentence, notes, paths) if block.sentence else ""
            lines += [f"- {escape(block.text)}{mark}" if block.bullet else escape(block.text) + mark, ""]
        elif isinstance(block, TableBlock):  # a chart's figures stand in the table above it
            lines += _table(block)
    return lines


def _note(sentence: SummarySentence, notes: list[str], paths: dict[str, str]) -> str:
    notes.append(f"[^{len(notes) + 1}]: {'; '.join(_place(source, paths) for source in sentence.sources)}")
    return f"[^{len(notes)}]"


def _place(source: Passage, paths: dict[str, str]) -> str:
    return f"{escape(paths.get(source.document, source.document))} ({source.document}, {source.start}–{source.end})"


def _table(block: TableBlock) -> list[str]:
    rules = {"left": ":---", "center": ":---:", "right": "---:"}
    rows = [[column.heading for column in block.columns], *block.rows]
    lines = [f"| {' | '.join(escape(cell) for cell in row)} |" for row in rows]
    return [lines[0], f"| {' | '.join(rules[column.align] for column in block.columns)} |", *lines[1:], ""]
