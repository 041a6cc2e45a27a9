"""Headings of a monthly report that name another month than theirs: the plans those of the month that is over, the results those of
the month before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.view import PartView, Passage, short

_MONTH = re.compile(r"(?<!\w)tháng\s(?:0?(?P<m>\d{1,2}))(?:\s?(?:/|năm|-)\s?(?P<y>\d{4}))?(?![\d/])", re.I)
_SEVERAL = re.compile(r"\d\s?(?:tháng|quý)|(?<!\w)(?:và|quý|năm\s\d|đến|từ|lũy kế|6 tháng)(?!\w)", re.I)
_LABEL = r"^\s*(?:(?:phần\s)?(?:[IVX]{1,5}|[A-H]|\d{1,2})\s?[.:/)-]\s*)?"
_PLANS = re.compile(
    _LABEL + r"(?:một số\s)?(?:các\s)?(?:nhiệm vụ|phương hướng|kế hoạch|chương trình|công tác|trọng tâm)"
    r"(?:[\s,]+(?:và\s)?(?:nhiệm vụ|giải pháp|trọng tâm|công tác|chủ yếu|chuyển đổi số|tiếp theo|thực hiện|của))*\s(?:trong\s)?tháng\s",
    re.I,
)
_RESULTS = re.compile(_LABEL + r"(?:kết quả|tình hình)(?!\w)[^.;:]{0,60}(?<!\w)tháng\s", re.I)
#: Headings are short.
_LONGEST = 110


def _check(view: PartView) -> Iterator[Problem]:
    period = view.record.period
    if view.record.genre != "report" or period is None or not re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", period):
        return
    year, month = int(period[:4]), int(period[5:])
    start = view.context.part.header.end
    heads = [passage for passage in view.passages if passage.start >= start and len(passage.text) <= _LONGEST]
    results = [(passage, told) for passage in heads if _RESULTS.match(passage.text) and (told := _told(passage))]
    for passage in heads:
        told = _told(passage) if _PLANS.match(passage.text) else None
        if told is not None and told[0] == month and told[1] in (None, year):
            yield Problem(
                message=f"Đề mục “{short(passage.text, 80)}” nêu tháng {month} là tháng báo cáo; việc sắp làm là của tháng sau.",
                evidence=(view.at(passage.start, passage.end),),
            )
    before = 12 if month == 1 else month - 1
    if results and all(told[0] == before for _, told in results):
        passage = results[0][0]
        yield Problem(
            message=f"Đề mục “{short(passage.text, 80)}” nêu tháng {before}, trong khi kỳ báo cáo là tháng {month}.",
            evidence=(view.at(passage.start, passage.end),),
        )


def _told(passage: Passage) -> tuple[int, int | None] | None:
    """The one month that a heading names, and its year where it is told; None where it names none, several, or a longer time."""
    text = passage.text.rstrip()
    found = list(_MONTH.finditer(text))
    if len(found) != 1 or text.endswith((".", ";")) or _SEVERAL.search(text[: found[0].start()] + " " + text[found[0].end() :]):
        return None
    return int(found[0]["m"]), int(found[0]["y"]) if found[0]["y"] else None


_REPORT = (
    "@report 2026-05\nI. KẾT QUẢ THỰC HIỆN THÁNG {}\n1. Sở mở 02 lớp tập huấn.\nII. NHIỆM VỤ TRỌNG TÂM THÁNG {}\n1. Mở 03 lớp."
)

add(
    Check(
        code="period-mismatch",
        family="reports",
        severity="warning",
        explanation="Đề mục của báo cáo nêu một tháng khác: phần việc sắp làm nêu tháng báo cáo, phần kết quả nêu tháng trước.",
        source="Mẫu báo cáo định kỳ: kết quả của kỳ, nhiệm vụ của kỳ sau (Nghị định 09/2019/NĐ-CP, Điều 12)",
        fails=(_REPORT.format("5 NĂM 2026", "5 NĂM 2026"), _REPORT.format("4 NĂM 2026", "6 NĂM 2026")),
        passes=(
            _REPORT.format("5 NĂM 2026", "6 NĂM 2026"),
            _REPORT.format("5 VÀ 5 THÁNG ĐẦU NĂM", "6/2026"),
            "@report 2026-05\nI. KẾT QUẢ\n1. Kết quả thực hiện nhiệm vụ tháng 5: Sở mở 02 lớp.\nII. NHIỆM VỤ THÁNG TỚI\n1. Mở 03 lớp.",
        ),
        on_part=_check,
    )
)
