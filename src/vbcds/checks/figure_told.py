"""The figures of a dossier's reports with the words around them, ready to be compared."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_mentions import Wording, read_wording
from vbcds.checks.figure_pairs import Mention
from vbcds.checks.figure_values import amount, is_count, is_reporting, is_rough
from vbcds.checks.terms import split_unit
from vbcds.model.records import DocumentRecord, Evidence, MetricRecord, ReportItemRecord
from vbcds.recognisers.quantities import parse_number

_NUMBER = re.compile(r"(?<![\d/])\d+(?:[.,]\d+)*")
#: "9.415/16.820": the whole behind a count.
_WHOLE = re.compile(r"\s?/\s?\d+(?:[.,]\d+)*")
_STOP = re.compile(r"(?<=[.;!?])\s+(?=[^\W\d_])|\n")


@dataclass(frozen=True, eq=False)
class ToldFigure:
    """A figure of a report: its record, and the statement that it stands in."""

    metric: MetricRecord
    record: DocumentRecord
    item: ReportItemRecord | None
    printed: str

    @cached_property
    def place(self) -> tuple[str, int]:
        """The text that the figure is read in, and where its number begins."""
        raw, item = self.metric.raw, self.item
        if item is None or raw not in item.text:
            return raw, max(0, raw.find(self.printed))
        at = self.metric.source.start - item.source.start
        at = at if item.text.startswith(raw, max(at, 0)) and at >= 0 else item.text.index(raw)
        return item.text, at + max(0, raw.find(self.printed))

    @cached_property
    def sentence(self) -> tuple[int, int]:
        """The bounds of the figure's sentence in the text."""
        text, at = self.place
        ends = [match for match in _STOP.finditer(text) if not _is_bracketed(text, match.start())]
        low = max((match.end() for match in ends if match.end() <= at), default=0)
        return low, min((match.start() for match in ends if match.start() >= at), default=len(text))

    @property
    def said(self) -> str:
        """The sentence."""
        low, high = self.sentence
        return self.place[0][low:high]

    def within(self, start: int, end: int) -> Evidence:
        """A passage of the text that the figure is read in; the whole statement where its text is not that of its place."""
        text, item = self.place[0], self.item
        if item is None or item.source.end - item.source.start != len(text):
            return Evidence(document=self.metric.document, text=text, source=self.metric.source)
        source = replace(item.source, start=item.source.start + start, end=item.source.start + end)
        return Evidence(document=self.metric.document, text=text[start:end], source=source)

    def wording(self) -> Wording:
        """What is said of it in its sentence; in a table, by its row and column."""
        text, at = self.place
        low, high = self.sentence
        spans = [(match.start(), match.end()) for match in find_numbers(text, low, high)]
        whole = _WHOLE.match(text, at + len(self.printed), high)
        end = whole.end() if whole is not None else at + len(self.printed)
        agency = self.metric.agency.name if self.metric.agency is not None else ""
        if self.metric.source.table is not None and self.item is None:
            text, at, end, low, high = (
                self.metric.indicator + " ",
                len(self.metric.indicator),
                len(self.metric.indicator),
                0,
                len(self.metric.indicator) + 1,
            )
            spans = []
        return read_wording(
            text,
            at,
            end,
            [span for span in spans if span[0] >= end or span[1] <= at],
            period=self.metric.period,
            bounds=(low, high),
            about=agency,
            noun_end=end + len(self.metric.unit or "") + 1,
        )


def _is_bracketed(text: str, at: int) -> bool:
    """Whether a place of the text is between the brackets of one line: "(tháng 7: 4,1 triệu; tháng 8: 4,0 triệu)"."""
    opened, closed = text.rfind("(", 0, at), text.find(")", at)
    return opened > max(text.rfind(")", 0, at), text.rfind("\n", 0, at)) and closed >= 0 and "\n" not in text[at:closed]


def told_of(mention: Mention) -> ToldFigure:
    """The figure of a report that a mention is, for mentions of `read_mentions`."""
    assert isinstance(mention.told, ToldFigure)
    return mention.told


def find_numbers(text: str, low: int, high: int) -> Iterator[re.Match[str]]:
    """Numbers of several digits that count something; days and labels are left to the wording."""
    for quantity in _NUMBER.finditer(text, low, high):
        if len(quantity[0]) > 1 and text[quantity.end() : quantity.end() + 1] not in ("/", "-") and quantity.end() + 1 < high:
            before = text[max(0, quantity.start() - 7) : quantity.start()].lower()
            if not before.endswith(("tháng ", "năm ", "quý ", "ngày ", "số ", "/")):
                yield quantity


def read_mentions(view: DossierView, *, rough: bool = False) -> Iterator[Mention]:
    """The figures of the dossier's reports as they are compared with each other; those printed as estimates only where `rough`."""
    if "mentions" not in view.memo:
        view.memo["mentions"] = tuple(_read_mentions(view))
    found: tuple[tuple[Mention, bool], ...] = view.memo["mentions"]
    return (mention for mention, is_estimate in found if rough or not is_estimate)


def _read_mentions(view: DossierView) -> Iterator[tuple[Mention, bool]]:
    """The figures, and whether they are estimates."""
    items = {id: sorted(found, key=lambda item: item.source.start) for id, found in view.items.items()}
    starts = {id: [item.source.start for item in found] for id, found in items.items()}
    for metric in view.records.metrics:
        record = view.documents.get(metric.document)
        if record is None or metric.agency is None or not is_reporting(record):
            continue
        value = amount(metric)
        printed = next((m[0] for m in _NUMBER.finditer(metric.raw) if parse_number(m[0]) == value), None)
        if printed is None:
            continue
        counted = is_count(metric)
        factor, noun = split_unit(metric.unit)
        kind = "count" if counted else "money" if (metric.unit or "").endswith("đồng") else metric.unit or "number"
        place = metric.source
        at = bisect_right(starts.get(metric.document, ()), place.start) - 1
        item = items[metric.document][at] if at >= 0 and place.end <= items[metric.document][at].source.end else None
        mention = Mention(
            told=ToldFigure(metric, record, item, printed),
            kind=kind,
            value=value * factor if metric.unit != "%" else value,
            digits=printed,
            noun=noun if counted and metric.unit != "%" else "",
            whole=metric.denominator,
            place=hash((metric.document, place.start)),
        )
        yield mention, is_rough(metric, fine=True)
