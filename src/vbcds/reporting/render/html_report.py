"""The consolidated report as one web page that stands alone: charts drawn inline, filters, every sentence opens its source.

Nothing is fetched: style and script stand in the page, and its content security policy allows that one script (by its hash) and nothing
else. All text of documents is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from string import Template

from vbcds.reporting.ledger_values import STATES
from vbcds.reporting.render.pages import load_template, policy
from vbcds.reporting.report_tables import chief_metrics, goal_text, metric_name, metric_value, number_text
from vbcds.reporting.report_values import Annex, Block, Heading, Report, TableBlock, Text
from vbcds.reporting.summary_values import STATE_NAMES, Passage, Summary, SummaryMetric, SummarySentence

#: Characters of the document shown around a passage.
_AROUND = 160
#: Charts of figures, at most.
_CHARTS = 24


def render_html_report(report: Report, summary: Summary, texts: Mapping[str, str]) -> str:
    """The page; `texts` gives the canonical text of each document, of which the passages are shown with what stands around them."""
    return _Page(report, summary, texts).page()


class _Page:
    def __init__(self, report: Report, summary: Summary, texts: Mapping[str, str]) -> None:
        self.report = report
        self.summary = summary
        self.texts = texts
        self.paths = {document.id: f"{document.agency} – {document.number or document.path}" for document in summary.documents}

    def page(self) -> str:
        summary = self.summary
        script = load_template("report.js")
        names = sorted(
            {*summary.agencies_reported, *summary.agencies_missing, *(name for line in summary.ledger for name in line.lead)}
        )
        present = [state for state in STATES if summary.tasks.get(state)]
        subtitle = f"Số liệu tính đến ngày {summary.as_of:%d/%m/%Y}" if summary.as_of else ""
        return Template(load_template("report.html")).substitute(
            policy=escape(policy(script)),
            title=escape(self.report.title),
            agency=escape(self.report.agency),
            subtitle=subtitle,
            css=load_template("report.css"),
            script=script,
            agencies="".join(f'<option value="{escape(name)}">{escape(name)}</option>' for name in names),
            states="".join(f'<option value="{state}">{STATE_NAMES[state]}</option>' for state in present),
            cards="".join(self.cards()),
            body="\n".join([*self.body(), *map(self.annex, self.report.annexes)]),
        )

    def cards(self) -> Iterator[str]:
        summary = self.summary
        total = sum(summary.tasks.values())
        yield _card(len(summary.agencies_reported), "cơ quan đã báo cáo")
        yield _card(len(summary.agencies_late), "cơ quan gửi chậm", bad=True)
        yield _card(len(summary.agencies_missing), "cơ quan chưa báo cáo", bad=True)
        if total:
            yield _card(total, "nhiệm vụ theo dõi")
            yield _card(summary.tasks.get("done", 0), "nhiệm vụ hoàn thành")
            yield _card(len(summary.overdue), "nhiệm vụ quá hạn", bad=True)
        yield _card(len(summary.difficulties), "khó khăn, vướng mắc")
        yield _card(len(summary.proposals), "đề xuất, kiến nghị")

    def body(self) -> Iterator[str]:
        """A section for each heading of the first level, with a group for each heading below it."""
        parts: list[list[Block]] = [[]]
        for block in self.report.blocks:
            if isinstance(block, Heading) and block.level == 1:
                parts.append([])
            parts[-1].append(block)
        for part in parts:
            if part:
                yield f"<section>{self.blocks(part)}</section>"

    def annex(self, annex: Annex) -> str:
        return f"<section><h2>{escape(annex.label)}. {escape(annex.title)}</h2>{self.blocks(annex.blocks)}</section>"

    def blocks(self, blocks: Sequence[Block]) -> str:
        parts: list[str] = []
        open_groups = 0
        for block in blocks:
            if isinstance(block, Heading):
                if block.level > 1:
                    parts.append("</div>" * open_groups + "<div data-group>" if block.level == 2 else "<div data-group>")
                    if block.level == 2:
                        open_groups = 1
                    elif open_groups > 1:
                        parts[-1] = "</div><div data-group>"
                    else:
                        open_groups += 1
                parts.append(f"<h{block.level + 1}>{escape(block.label)} {escape(block.text)}</h{block.level + 1}>")
            elif isinstance(block, Text):
                parts.append(
                    self.sentence(block.sentence)
                    if block.sentence
                    else f"<p>{'– ' if block.bullet else ''}{escape(block.text)}</p>"
                )
            elif isinstance(block, TableBlock):  # charts are drawn one by one, see `charts`
                parts.append(self.table(block))
        return "".join(parts) + "</div>" * open_groups

    def sentence(self, sentence: SummarySentence) -> str:
        told = "; ".join(f"{escape(part.text)}{_said_by(part.agencies)}" for part in sentence.parts)
        told = (
            f"<b>{escape(sentence.matter or '')}:</b> {told}." if told else f"{escape(sentence.text)}{_said_by(sentence.agencies)}"
        )
        sources = "".join(map(self.source, sentence.sources))
        who = escape("|".join(sentence.agencies))
        return f'<details class="said" data-agencies="{who}"><summary>{told}</summary>{sources}</details>'

    def source(self, passage: Passage) -> str:
        text = self.texts.get(passage.document, "")
        before = text[max(0, passage.start - _AROUND) : passage.start]
        after = text[passage.end : passage.end + _AROUND]
        name = escape(self.paths.get(passage.document, passage.document))
        return (
            f"<blockquote><cite>{name} (ký tự {passage.start}–{passage.end})</cite>{'…' if passage.start > _AROUND else ''}{escape(before)}"
            f"<mark>{escape(text[passage.start : passage.end])}</mark>{escape(after)}"
            f"{'…' if passage.end + _AROUND < len(text) else ''}</blockquote>"
        )

    def table(self, block: TableBlock) -> str:
        head = "".join(f"<th scope=col>{escape(column.heading)}</th>" for column in block.columns)
        rows: list[str] = []
        for number, row in enumerate(block.rows):
            cells = "".join(
                f'<td class="{column.align}">{escape(text)}</td>' for column, text in zip(block.columns, row, strict=True)
            )
            mark = ' class="total"' if block.total and number == len(block.rows) - 1 else ""
            if block.kind == "ledger":
                line = self.summary.ledger[number]
                name = STATE_NAMES.get(line.state, line.state)
                badge = f'<span class="state" style="background:var(--{line.state})">{escape(name)}</span>'
                cells = cells.replace(f'<td class="center">{escape(name)}</td>', f'<td class="center">{badge}</td>', 1)
                mark = f' data-agencies="{escape("|".join(line.lead))}" data-state="{escape(line.state)}"'
            elif block.kind == "overdue":
                mark = f' data-agencies="{escape("|".join(self.summary.overdue[number].lead))}" data-state="overdue"'
            elif block.kind == "metrics":
                mark = f' data-agencies="{escape(row[2])}"'
            rows.append(f"<tr{mark}>{cells}</tr>")
        drawn = self.states_chart() if block.kind == "states" else ""
        if block.kind == "metrics":
            drawn = self.charts()
        return f'{drawn}<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'

    def states_chart(self) -> str:
        """One bar of the shares of the states."""
        total = sum(self.summary.tasks.values())
        pieces, labels, at = [], [], 0.0
        for state in STATES:
            count = self.summary.tasks.get(state, 0)
            if not count:
                continue
            width = 700 * count / total
            pieces.append(
                f'<rect x="{at:.1f}" y="4" width="{width:.1f}" height="26" fill="var(--{state})">'
                f"<title>{STATE_NAMES[state]}: {count}</title></rect>"
            )
            if width > 24:
                labels.append(f'<text x="{at + width / 2:.1f}" y="22" text-anchor="middle" style="fill:#fff">{count}</text>')
            at += width
        legend = " ".join(
            f'<span class="state" style="background:var(--{state})">{STATE_NAMES[state]}: {self.summary.tasks[state]}</span>'
            for state in STATES
            if self.summary.tasks.get(state)
        )
        label = "Số nhiệm vụ theo tình trạng"
        drawn = "".join(pieces + labels)
        return f'<svg viewBox="0 0 700 34" role="img" aria-label="{label}" width="100%">{drawn}</svg><p>{legend}</p>'

    def charts(self) -> str:
        """A small chart for each figure that has a past or a goal."""
        drawn = [metric for metric in chief_metrics(self.summary.metrics) if len(metric.series) > 1 or metric.goal is not None][
            :_CHARTS
        ]
        return "" if not drawn else f'<ul class="cards">{"".join(map(_chart, drawn))}</ul>'


def _said_by(agencies: Sequence[str]) -> str:
    return f' <span class="by">({escape("; ".join(agencies))})</span>' if agencies else ""


def _card(count: int, text: str, *, bad: bool = False) -> str:
    return f"<li{' class=bad' if bad and count else ''}><b>{number_text(count)}</b>{escape(text)}</li>"


def _chart(metric: SummaryMetric) -> str:
    """Columns of the figure over the periods, behind them a dashed line for its goal."""
    series = metric.series[-6:]
    top = max([value for _, value in series] + ([metric.goal] if metric.goal is not None else []) + [0.0]) or 1.0
    width, columns = 150, []
    if metric.goal is not None:
        y = 66 - 50 * metric.goal / top
        columns.append(f'<line x1="0" x2="{width}" y1="{y:.1f}" y2="{y:.1f}" stroke="var(--overdue)" stroke-dasharray="4 3"/>')
    step = width / len(series)
    for number, (period, value) in enumerate(series):
        height = max(1.0, 50 * value / top) if value > 0 else 1.0
        colour = "var(--in_progress)" if number == len(series) - 1 else "#a9bcd8"
        columns.append(
            f'<rect x="{number * step + step * 0.2:.1f}" y="{66 - height:.1f}" width="{step * 0.6:.1f}" '
            f'height="{height:.1f}" fill="{colour}"/>'
            f'<text x="{(number + 0.5) * step:.1f}" y="{62 - height:.1f}" text-anchor="middle">{number_text(value)}</text>'
            f'<text x="{(number + 0.5) * step:.1f}" y="80" text-anchor="middle">{escape(period[-2:])}</text>'
        )
    goal = f" · mục tiêu {escape(goal_text(metric))}" if metric.goal is not None else ""
    name = escape(metric_name(metric))
    return (
        f'<li data-agencies="{escape(metric.agency or "")}"><svg viewBox="0 0 {width} 84" role="img" aria-label="{name}: '
        f'{escape(metric_value(metric.value, metric.unit))}" width="100%">{"".join(columns)}</svg>{name}'
        f'<br><span class="by">{escape(metric.agency or "")}{goal}</span></li>'
    )
