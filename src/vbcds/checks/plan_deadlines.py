"""Work that a report plans for a day which has passed when the report is issued: "Trình kế hoạch quý II trước ngày 05/3/2026" in a
report of 18/3/2026."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView, day_text, short

_PLANNED = ("plans", "proposals")
#: A whole day is written; months and quarters may be those of the next year.
_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
#: What is said of the past inside a plan.
_PAST = re.compile(
    r"(?<!\w)(?:quá hạn|chậm|đã|chưa hoàn thành|tồn đọng|còn lại của|theo (?:kế hoạch|quyết định|yêu cầu)|trước đây|tính đến)(?!\w)",
    re.I,
)


def find_past_plans(view: PartView) -> Iterator[Problem]:
    """Statements of a report's plans and proposals whose day to be done by lies before the report's own."""
    issued = view.record.date
    if issued is None or view.record.genre != "report":
        return
    for item in view.report_items:
        if item.section not in _PLANNED or _DAY.search(item.text) is None:
            continue
        from vbcds.recognisers.deadlines_prose import find_deadlines

        words = view.text[item.source.start : item.source.end]
        for mention in find_deadlines(words, year=issued.year, issued=issued):
            due = mention.deadline.due
            if due is None or due >= issued or mention.deadline.kind != "fixed" or _DAY.search(mention.deadline.raw or "") is None:
                continue
            if _PAST.search(words):
                continue
            place = item.source.start + mention.start, item.source.start + mention.end
            yield Problem(
                message=f"Thời hạn “{short(mention.deadline.raw or '', 50)}” của việc sắp làm trước ngày của báo cáo {day_text(issued)}.",
                evidence=(view.at(*place), view.of(item.source)),
                severity="warning",
            )
