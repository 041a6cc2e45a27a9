"""The period that a periodic report is on, from its title.

    period = "tháng" M ["năm" Y] | "quý" Q ["năm" Y] | N "tháng" ("đầu" | "cuối") "năm" [Y] | "tuần" [thứ] W [Y] | "năm" Y
           | "từ" day "đến" day

A title that also tells of plans ("... tháng 5 và phương hướng nhiệm vụ tháng 6 năm 2023") is on the first period. A span of days is
the month, the week or the quarter whose end it holds: reporting periods run from the 15th to the 14th (Decree 09/2019/NĐ-CP, Article 12).
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from vbcds.recognisers.dates_scan import fold, scan
from vbcds.recognisers.dates_spans import Span, joined, with_years
from vbcds.text.normalise import canonical

# What follows is planned, not reported.
_PLANS = re.compile(
    r"(?:phương hướng|nhiệm vụ (?:trọng tâm|chủ yếu|tháng|quý|năm|\d)|kế hoạch (?:công tác|tháng|quý|năm)|dự kiến|chương trình công tác)"
)
# Dates that belong to a citation or to the day of issue.
_NOT_REPORTED = re.compile(
    r"(?:ngày|thực hiện (?:nghị quyết|kế hoạch|chương trình|đề án|chỉ thị|quyết định)[^,;.]{0,80}|kế hoạch|giai đoạn|so với|cùng kỳ|đến)\s$"
)
_MAX = 1000


def parse_period(text: str, *, issued: date | None = None) -> str | None:
    """The period of a periodic report from its title (or from the sentence that names it), None where it names none.

    Forms of the contract: `2023-05`, `2023-W22`, `2023-Q2`, `2023-H1`, `2023`, and `2023-01/2023-09` for nine months (any other span
    of months likewise). A year that the title leaves out is that of `issued`, or the year before where the period would begin after
    it. Never raises.

    >>> parse_period("Báo cáo kết quả công tác chuyển đổi số tháng 5 và phương hướng nhiệm vụ tháng 6 năm 2023")
    '2023-05'
    >>> parse_period("Báo cáo sơ kết 6 tháng đầu năm 2023"), parse_period("Báo cáo quý II", issued=date(2023, 6, 20))
    ('2023-H1', '2023-Q2')
    """
    folded = fold(canonical(text)[:_MAX].replace("\n", " "))
    spans = scan(folded, cell=False) + _bare_halves(folded)
    if not spans:
        return None
    spans = sorted(spans, key=lambda span: span.start)
    years = [span.year for span in spans if span.year is not None]
    dated = with_years(spans, folded, cell=False)
    plans = _PLANS.search(folded)
    planned = plans.start() if plans is not None and plans.start() > dated[0].start else len(folded)
    reported = [(index, span) for index, span in enumerate(dated) if span.start < planned and not _is_frame(folded, span, dated)]
    for index, span in reported:
        if span.unit == "day":
            following = dated[index + 1] if index + 1 < len(dated) else None
            if following is not None and following.unit == "day" and joined(folded, span, following) == "range":
                found = _of_days(span, following, issued)
                if found is not None:
                    return found
            continue
        if span.unit == "year" and any(other.unit not in ("year", "day") for _, other in reported):
            continue
        if span.unit == "year" and (span.last_year is not None or _NOT_REPORTED.search(folded[: span.start])):
            continue
        found = _form(span, span.year or (years[0] if years else None), issued)
        if found is not None:
            return found
    return _year_of_plan(folded, [span for _, span in reported], dated)


def _year_of_plan(folded: str, reported: list[Span], dated: list[Span]) -> str | None:
    """ "Kết quả thực hiện Kế hoạch chuyển đổi số năm 2023 và nhiệm vụ năm 2024": the year of the plan where the next one's work follows."""
    own = [span for span in reported if span.unit == "year" and span.last_year is None and _RESULTS.search(folded[: span.start])]
    behind = [span.year for span in dated if span.unit == "year" and own and span.start > own[-1].end]
    return str(own[0].year) if len(own) == 1 and own[0].year is not None and behind == [own[0].year + 1] else None


_RESULTS = re.compile(r"(?:kết quả|tình hình|tổng kết|đánh giá)[^,;.]{0,40}(?:kế hoạch|chương trình|nhiệm vụ)[^,;.]{0,80}$")
_HALF = re.compile(r"(?<!\w)(?P<n>0?[69]|sáu|chín)\s?tháng(?!\s(?:đầu|cuối|còn|\d|tuổi)|\s?/|\w)(?:,?\s(?:năm\s)?(?P<y>20\d\d))?")


def _bare_halves(folded: str) -> list[Span]:
    """ "Báo cáo 6 tháng", "sơ kết 9 tháng": the first months of the year."""
    found = []
    for match in _HALF.finditer(folded):
        count = 9 if match["n"] in ("9", "09", "chín") else 6
        year = int(match["y"]) if match["y"] else None
        if year is None or not folded[match.end("n") :].lstrip().startswith(("tháng năm", "tháng/")):
            found.append(Span(match.start(), match.end(), "half" if count == 6 else "months", year, 1, count))
    return [span for span in found if span.year is None]


def _is_frame(folded: str, span: Span, spans: list[Span]) -> bool:
    """A year range ("giai đoạn 2021-2025") or a year that belongs to a programme's name."""
    if span.unit != "year":
        return False
    neighbours = [
        other for other in spans if other is not span and other.unit == "year" and _joined_either_way(folded, span, other)
    ]
    return bool(neighbours)


def _joined_either_way(folded: str, one: Span, other: Span) -> bool:
    """Whether two spans form one range, in either order."""
    left, right = sorted((one, other), key=lambda span: span.start)
    return joined(folded, left, right) == "range"


def _form(span: Span, year: int | None, issued: date | None) -> str | None:
    inferred = year is None
    if year is None and issued is not None:
        year = issued.year
    if year is None:
        return None
    days = replace(span, year=year, edge=None).days()
    if days is None:
        return None
    if inferred and issued is not None and days[0] > issued + timedelta(days=31):
        year -= 1
        days = replace(span, year=year, edge=None).days()
        if days is None:
            return None
    if span.unit == "week":
        return f"{year}-W{span.first:02d}"
    return _of_months(year, span.first, span.last)


def _of_months(year: int, first: int, last: int) -> str:
    if first == last:
        return f"{year}-{first:02d}"
    if (first, last) == (1, 12):
        return str(year)
    if last - first == 2 and first % 3 == 1:
        return f"{year}-Q{last // 3}"
    if last - first == 5 and first % 6 == 1:
        return f"{year}-H{last // 6}"
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _of_days(first: Span, last: Span, issued: date | None) -> str | None:
    year = last.year if last.year is not None else (issued.year if issued is not None else None)
    end = last.days(year)
    if end is None or year is None:
        return None
    begin = first.days(first.year if first.year is not None else year)
    if begin is not None and begin[0] > end[0] and first.year is None:
        begin = first.days(year - 1)
    if begin is None or begin[0] > end[0]:
        return None
    length = (end[0] - begin[0]).days + 1
    if length <= 8:
        iso = end[0].isocalendar()
        return f"{iso.year}-W{iso.week:02d}"
    month = end[0].month
    if length <= 35:
        return f"{end[0].year}-{month:02d}"
    if 80 <= length <= 100:
        return f"{end[0].year}-Q{(month + 2) // 3}"
    if 170 <= length <= 190:
        return f"{end[0].year}-H{1 if month <= 6 else 2}"
    if 360 <= length <= 370:
        return str(end[0].year)
    return f"{begin[0].year}-{begin[0].month:02d}/{end[0].year}-{month:02d}"
