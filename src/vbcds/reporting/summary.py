"""The consolidated report of a period: who reported, what was done, what stands in the way, what is asked, what comes next.

It is extractive: every sentence is a statement of a report, without the formulae around it, and names the passages it stands on.
Difficulties and proposals are all told, each once; results and plans are chosen where the length is set.
"""

from __future__ import annotations

import datetime
from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vbcds.errors import VbcdsError
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.summary_words import load_summary_words
from vbcds.model.records import DocumentRecord, FindingRecord, Records, ReportItemRecord, TaskRecord, TaskRef
from vbcds.reporting.ranking import sentence_centrality
from vbcds.reporting.report_duties import ReportDuty
from vbcds.reporting.report_length import heading_lines, room_lines, section_lines, sentence_lines
from vbcds.reporting.summary_check import failing
from vbcds.reporting.summary_metrics import build_metrics
from vbcds.reporting.summary_periods import parse_summary_period
from vbcds.reporting.summary_statements import Statement, build_joined_sentence, build_statement, group_statements, join_matters
from vbcds.reporting.summary_tasks import TaskPicture, build_task_picture
from vbcds.reporting.summary_values import LeftOut, SourceDocument, Summary, SummarySentence
from vbcds.reporting.themes import find_result_pillar, find_theme, load_themes

if TYPE_CHECKING:
    from vbcds.store.dossier import Dossier

#: Share of a set length that tells results; the rest is for next period's work.
_RESULTS = 0.65
#: Share of a set length, and lines, that results and plans have even where difficulties and proposals, which are all told, fill it.
_LEAST, _LEAST_LINES = 0.2, 12.0
#: Results and plans where no length is set: this many an agency at most.
_EACH = 6


def build_summary(
    source: Records | Dossier,
    *,
    period: str,
    texts: Mapping[str, str] | None = None,
    as_of: datetime.date | None = None,
    pages: int | None = None,
    per_section: int | None = None,
    duties: Sequence[ReportDuty] | None = None,
) -> Summary:
    """The consolidated report of `period` ("2023-05", "2023-Q2", "2023-H1", "2023") from a dossier, or from records with their texts.

    `as_of` is the day on which tasks are judged (else the last day of the period, or of the reports on it where they are later).
    `duties` say who owes reports (else the plans of the dossier).
    `pages` or `per_section` bound results and plans (`per_section` also difficulties and proposals); what does not fit is listed in
    `left_out`, and no agency falls silent. Raises `VbcdsError` where the period cannot be read.

    Source of the contents: Nghị định 09/2019/NĐ-CP (reporting regime), Nghị định 30/2020/NĐ-CP (form).
    """
    if (per_section is not None and per_section < 1) or (pages is not None and pages < 1):
        raise VbcdsError("Số trang và số ý mỗi phần phải từ 1 trở lên.")
    span = parse_summary_period(period)
    if isinstance(source, Records):
        records, texts = source, dict(texts or {})
    else:
        records, texts = source.records(), dict(source.texts())
    return _Builder(records, texts, span.key, as_of, pages, per_section, duties).summary()


class _Builder:
    def __init__(
        self,
        records: Records,
        texts: Mapping[str, str],
        period: str,
        as_of: datetime.date | None,
        pages: int | None,
        per_section: int | None,
        duties: Sequence[ReportDuty] | None,
    ) -> None:
        self.records = records
        self.texts = texts
        self.period = period
        self.pages = pages
        self.per_section = per_section
        self.reports = reports_of(records, period)
        self.ids = {document.id for document, _ in self.reports}
        self.names = {document.id: name for document, name in self.reports}
        self.tasks: dict[tuple[str, str | None], TaskRecord] = {(task.document, task.code): task for task in records.tasks}
        assigning = {task.document for task in records.tasks}
        plans = [d for d in records.documents if d.id in assigning and d.issuer is not None and d.genre != "report"]
        self.plan = max(plans, key=lambda d: (d.date or datetime.date.min, d.place is not None), default=None)
        self.left_out: list[LeftOut] = []
        self.notes: list[str] = []
        self.metrics = build_metrics(records, period=period, names=self.names)
        self.picture: TaskPicture = build_task_picture(records, period=period, reports=self.reports, as_of=as_of, duties=duties)

    def summary(self) -> Summary:
        groups = {
            section: [[group] for group in group_statements(self.statements(section))]
            for section in ("results", "proposals", "plans")
        }
        groups["difficulties"] = join_matters(group_statements(self.statements("difficulties")))
        told = {
            "difficulties": self.sentences(
                groups["difficulties"], "difficulties", self.theme_of, [t.name for t in load_themes("theme")]
            ),
            "proposals": self.sentences(groups["proposals"], "proposals", self.theme_of, None),
        }
        pillars = [theme.name for theme in load_themes("pillar")]
        told["results"] = self.sentences(groups["results"], "results", self.pillar_of, pillars)
        told["plans"] = self.sentences(groups["plans"], "plans", self.pillar_of, pillars)
        told = self.bounded(told)
        self.silent(told)
        summary = Summary(
            period=self.period,
            agencies_reported=tuple(dict.fromkeys(name for _, name in self.reports)),
            agencies_missing=self.picture.missing,
            agencies_late=self.picture.late,
            highlights=tuple(told["results"]),
            difficulties=tuple(told["difficulties"]),
            proposals=tuple(told["proposals"]),
            plans=tuple(told["plans"]),
            tasks=self.picture.counts,
            overdue=self.picture.overdue,
            metrics=self.metrics,
            findings=self.findings(),
            as_of=self.picture.as_of,
            ledger=self.picture.lines,
            documents=tuple(
                SourceDocument(id=document.id, path=document.path, agency=name, number=document.number, date=document.date)
                for document, name in self.reports
            ),
            left_out=tuple(self.left_out),
            notes=(*self.picture.notes, *self.notes),
            authority=self.plan.issuer.name if self.plan and self.plan.issuer else None,
            place=self.plan.place if self.plan else None,
            pages=self.pages,
            subject=_subject([document.title or "" for document, _ in self.reports]),
        )
        bad = failing(summary.sentences(), self.texts)
        return summary if not bad else replace(summary, notes=(*summary.notes, f"{len(bad)} câu không có căn cứ."))

    def statements(self, section: str) -> list[Statement]:
        tasks = {
            TaskRef(document=task.document, code=task.code, start=task.source.start): task.content
            for task in self.records.tasks
            if task.code is not None
        }
        return [
            build_statement(item, self.names.get(item.document), tasks.get(item.task) if item.task is not None else None)
            for item in self.records.report_items
            if item.document in self.ids and item.section == section and item.text.strip()
        ]

    def sentences(
        self,
        groups: Sequence[Sequence[Sequence[Statement]]],
        section: str,
        theme: Callable[[ReportItemRecord], str | None],
        order: Sequence[str] | None,
    ) -> list[SummarySentence]:
        """The sentences of a section in the order of their themes; what no source supports is left out and listed."""
        ranks = {name: number for number, name in enumerate(order or ())}
        sentences: list[SummarySentence] = []
        for group in groups:
            sentence = build_joined_sentence(group, theme=theme(group[0][0].item))
            if failing([sentence], self.texts):
                self.leave(section, sentence, "unsupported")
            else:
                sentences.append(sentence)
        if order is None:  # by addressee, from the top down, in the order in which most ask
            level = load_summary_words().level
            asked: dict[str, int] = defaultdict(int)
            for sentence in sentences:
                asked[sentence.addressee or ""] += max(1, len(sentence.agencies))

            def rank(one: SummarySentence) -> tuple[bool, int, int, str, int]:
                name = one.addressee or ""
                return one.addressee is None, level(name), -asked[name], name, -len(one.agencies)

            return sorted(sentences, key=rank)
        return sorted(sentences, key=lambda s: (ranks.get(s.theme or "", len(ranks)), -len(s.agencies)))

    def bounded(self, told: Mapping[str, list[SummarySentence]]) -> dict[str, list[SummarySentence]]:
        """The sections within the length that is set."""
        result = dict(told)
        agencies = max(1, len(self.names))
        limits: dict[str, tuple[int | None, float | None]]
        if self.per_section is not None:
            limits = dict.fromkeys(told, (self.per_section, None))
        elif self.pages is not None:
            whole = room_lines(
                self.pages,
                agencies=self.names.values(),
                tasks=len(self.picture.lines),
                overdue=len(self.picture.overdue),
                metrics=self.metrics,
            )
            room = whole - section_lines(told["difficulties"], "theme") - section_lines(told["proposals"], "addressee")
            room -= sum(heading_lines(told[section], "theme") for section in ("results", "plans"))
            room = max(whole * _LEAST, room, _LEAST_LINES)
            limits = {"results": (None, room * _RESULTS), "plans": (None, room * (1 - _RESULTS))}
        else:
            limits = {"results": (_EACH * agencies, None), "plans": (_EACH * agencies, None)}
        heard = {
            name for section in ("difficulties", "proposals") if section not in limits for s in told[section] for name in s.agencies
        }
        for section, (count, length) in limits.items():
            kept = _choose(told[section], count, length, heard)
            heard |= {name for sentence in kept for name in sentence.agencies}
            chosen = set(map(id, kept))
            for sentence in told[section]:
                if id(sentence) not in chosen:
                    self.leave(section, sentence, "length")
            result[section] = kept
        return result

    def leave(self, section: str, sentence: SummarySentence, reason: str) -> None:
        self.left_out.append(
            LeftOut(section=section, text=sentence.text, reason=reason, agencies=sentence.agencies, sources=sentence.sources)
        )

    def silent(self, told: Mapping[str, Sequence[SummarySentence]]) -> None:
        """Say which agency's report gave nothing to tell; an agency that only the length silenced is put back."""
        heard = {name for sentences in told.values() for sentence in sentences for name in sentence.agencies}
        for name in dict.fromkeys(name for _, name in self.reports):
            if name not in heard:
                self.notes.append(f"Báo cáo của {name} không có nội dung nào đọc được để tổng hợp.")

    def theme_of(self, item: ReportItemRecord) -> str | None:
        return find_theme(item.text)

    def pillar_of(self, item: ReportItemRecord) -> str | None:
        task = self.tasks.get((item.task.document, item.task.code)) if item.task else None
        above = (task.group or "", task.content) if task else ()
        return find_result_pillar(item.text, *above)

    def findings(self) -> tuple[FindingRecord, ...]:
        """What the checks found in what the period's reports say (their form is not the committee's matter), and what the ledger found
        against the period before."""
        found = [
            finding
            for finding in self.records.findings
            if finding.severity != "info"
            and (finding.document in self.ids or any(evidence.document in self.ids for evidence in finding.evidence))
        ]
        known = {(finding.code, finding.document, evidence.source.start) for finding in found for evidence in finding.evidence}
        found += [
            finding
            for finding in self.picture.findings
            if (finding.code, finding.document, finding.evidence[0].source.start) not in known
        ]
        ranks = {"error": 0, "warning": 1, "info": 2}
        return tuple(sorted(found, key=lambda finding: ranks[finding.severity]))


def reports_of(records: Records, period: str) -> list[tuple[DocumentRecord, str]]:
    """The reports on a period, each with the name of the agency that reports, in the order of their dates.

    Of two copies of a report (one agency, one number, one period) the first is kept.
    """
    who = {item.document: item.agency.name for item in records.report_items if item.agency is not None}
    found: dict[tuple[str, str | None, datetime.date | None], tuple[DocumentRecord, str]] = {}
    for document in records.documents:
        if document.period != period or document.genre not in ("report", "letter", "other"):
            continue
        if document.genre != "report" and document.id not in who:
            continue
        name = who.get(document.id) or (document.issuer.name if document.issuer else document.path)
        key = (name, document.number or document.id, document.date)
        found.setdefault(key, (document, name))
    return sorted(found.values(), key=lambda pair: (pair[0].date or datetime.date.max, pair[0].path))


def _subject(titles: Sequence[str]) -> str | None:
    said = [title for title in titles if "chuyển đổi số" in fold(title)]
    return "chuyển đổi số" if titles and 2 * len(said) >= len(titles) else None


def _choose(sentences: list[SummarySentence], count: int | None, length: float | None, heard: set[str]) -> list[SummarySentence]:
    """The sentences of a section within a number or a length, in their order: first one of each agency not heard elsewhere, then by
    how much they have in common with the others, their figures, and the agencies that say them."""
    if (count is None or len(sentences) <= count) and (length is None or sum(map(sentence_lines, sentences)) <= length):
        return sentences
    central = sentence_centrality([sentence.text for sentence in sentences])
    merit = {
        id(sentence): 0.6 * score + 0.3 * any(char.isdigit() for char in sentence.text) + 0.2 * (len(sentence.agencies) - 1)
        for sentence, score in zip(sentences, central, strict=True)
    }
    ranked = sorted(sentences, key=lambda sentence: -merit[id(sentence)])
    kept: set[int] = set()
    used, taken = 0.0, 0

    def take(sentence: SummarySentence) -> None:
        nonlocal used, taken
        kept.add(id(sentence))
        used += sentence_lines(sentence)
        taken += 1

    speaking = set(heard)
    for sentence in ranked:  # who was not heard yet comes first, whatever the length
        if any(name not in speaking for name in sentence.agencies):
            take(sentence)
            speaking |= set(sentence.agencies)
    themes: dict[str | None, int] = defaultdict(int)
    for sentence in ranked:
        if id(sentence) in kept:
            themes[sentence.theme] += 1
    rest: dict[str | None, deque[SummarySentence]] = defaultdict(deque)
    for sentence in ranked:
        if id(sentence) not in kept:
            rest[sentence.theme].append(sentence)
    while rest:  # then the most telling one, of the themes that were told least
        theme = max(rest, key=lambda name: merit[id(rest[name][0])] / (1 + 0.3 * themes[name]))
        sentence = rest[theme].popleft()
        if not rest[theme]:
            del rest[theme]
        if (count is not None and taken >= count) or (length is not None and used + sentence_lines(sentence) > length):
            if count is not None:
                break
            continue
        take(sentence)
        themes[sentence.theme] += 1
    return [sentence for sentence in sentences if id(sentence) in kept]
