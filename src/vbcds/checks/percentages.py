"""A percentage against the counts that it is made of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vbcds.checks.percentages_values import agrees, decimals_of
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.table_shares import find_table_shares
from vbcds.checks.view import PartView, Passage, number_text
from vbcds.model.mentions import Quantity
from vbcds.model.records import MetricRecord

_CUE = r"(?:đạt\s+(?:tỷ|tỉ)\s+lệ|chiếm\s+(?:tỷ|tỉ)\s+lệ|(?:tỷ|tỉ)\s+lệ(?:\s+đạt)?|đạt|chiếm|tương\s+đương|tương\s+ứng|bằng|=)"
#: Between a count and the percentage that it makes: the rest of the counted thing, then the cue.
_FORWARD = re.compile(
    rf"[^,;.()%\d]{{0,80}}[,(:–-]?\s*\(?\s*(?:và\s+)?{_CUE}\s*(?:(?:với|là|khoảng|gần|trên|hơn|xấp xỉ)\s*)?:?\s*", re.I
)
_BRACKET = re.compile(r"[^,;.()%\d]{0,60}\(\s*", re.I)
#: Between a percentage and the counts in brackets behind it.
_BACK = re.compile(r"[^,;.()%\d]{0,80}\(\s*(?:tức|tương\s+đương|tương\s+ứng|với|là|đạt|gồm|bằng|có)?\s*:?\s*(?:là\s+)?", re.I)
#: A percentage of something else: of a plan, of another year.
_OTHER_BASE = re.compile(
    r"\s*(?:\(\s*)?(?:so\s+với|kế\s+hoạch|kh\b|chỉ\s+tiêu|dự\s+toán|mục\s+tiêu|cùng\s+kỳ|vượt|của\s+(?:kế|cả|năm)|vốn|tổng\s+(?:vốn|mức|chi))",
    re.I,
)
_WHOLE = re.compile(r"(?:tổng\s+số|tổng\s+cộng|trong\s+tổng|trên\s+tổng|tổng)\s*(?:số\s+)?[^,;.()%\d]{0,40}$", re.I)
_PART_OF = re.compile(r"\btrong\s+đó\b|\btrên\s+tổng\b|/\s*tổng", re.I)
#: Between two counts of one thing, and between the second and its rate.
_BESIDE = re.compile(r",\s*[^,;.:()%\d]{2,40}", re.I)
_RATE = re.compile(r"[^,;.()%\d]{0,40},?\s*(?:đạt|chiếm)\s+(?:tỷ|tỉ)\s+lệ\s*(?:là\s+)?:?\s*", re.I)
#: How far, in points, a rate may be from that of two counts and still be meant to be theirs.
_NEAR = 10
_SENTENCE = re.compile(r"[.;!?](?=\s)|\n")


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage with its counts; offsets are those of the paragraph."""

    start: int
    end: int
    part: float
    whole: float
    percent: Quantity
    digits: str


def find_shares(text: str, quantities: Sequence[Quantity]) -> Iterator[Share]:
    """The percentages of a paragraph whose counts stand beside them."""
    percents = [q for q in quantities if q.kind == "percentage" and q.value_max is None]
    for percent in percents:
        if _OTHER_BASE.match(text, percent.end):
            continue
        index = quantities.index(percent)
        before = quantities[index - 1] if index else None
        after = quantities[index + 1] if index + 1 < len(quantities) else None
        digits = text[percent.number_start : percent.number_end]
        if before is not None and before.kind == "ratio" and before.denominator and _joined(text, before, percent):
            yield Share(before.start, percent.end, before.value, before.denominator, percent, digits)
        elif after is not None and after.kind == "ratio" and after.denominator and _BACK.fullmatch(text, percent.end, after.start):
            yield Share(percent.start, after.end, after.value, after.denominator, percent, digits)
        elif before is not None and before.kind == "count" and before.value_max is None and _joined(text, before, percent):
            whole = _whole(text, quantities[: index - 1], before)
            if whole is not None:
                yield Share(whole.start, percent.end, before.value, whole.value, percent, digits)


def find_inferred(text: str, quantities: Sequence[Quantity]) -> Iterator[Share]:
    """Percentages called a rate of two counts of one thing that stand before them ("đấu giá 12 cuộc, thành công 9 cuộc, đạt tỷ lệ 75%").

    Nothing says that the first is the whole: only a rate near that of the two is theirs.
    """
    for index, percent in enumerate(quantities[2:], 2):
        whole, part = quantities[index - 2 : index]
        if (
            percent.kind != "percentage"
            or percent.comparator != "="
            or {whole.kind, part.kind} != {"count"}
            or whole.unit != part.unit
        ):
            continue
        if not _RATE.fullmatch(text, part.end, percent.start) or not _BESIDE.fullmatch(text, whole.end, part.start):
            continue
        if _OTHER_BASE.match(text, percent.end) or {whole.comparator, part.comparator} != {"="} or not 0 < part.value < whole.value:
            continue
        if abs(100 * part.value / whole.value - percent.value) <= _NEAR:
            yield Share(whole.start, percent.end, part.value, whole.value, percent, text[percent.number_start : percent.number_end])


def _joined(text: str, count: Quantity, percent: Quantity) -> bool:
    between = (count.end, percent.start)
    return bool(
        _FORWARD.fullmatch(text, *between) or (text[percent.end : percent.end + 1] == ")" and _BRACKET.fullmatch(text, *between))
    )


def _whole(text: str, earlier: Sequence[Quantity], part: Quantity) -> Quantity | None:
    """The total that a part is of: the last one called so in the same sentence, of the same unit."""
    for quantity in reversed(earlier):
        gap = text[quantity.end : part.start]
        if _SENTENCE.search(gap):
            return None
        if quantity.kind == "count" and quantity.unit == part.unit and quantity.value_max is None and quantity.comparator == "=":
            called = _WHOLE.search(text[max(0, quantity.start - 60) : quantity.start])
            if called and _PART_OF.search(gap) and quantity.value >= part.value > 0:
                return quantity
    return None


def _complements(text: str, quantities: Sequence[Quantity]) -> Iterator[list[tuple[Quantity, Quantity]]]:
    """Runs of counts with their percentages that fill a hundred."""
    run: list[tuple[Quantity, Quantity]] = []
    for count, percent in itertools.pairwise(quantities):
        if count.kind != "count" or percent.kind != "percentage" or not _joined(text, count, percent):
            continue
        if run and (run[-1][0].unit != count.unit or "\n" in text[run[-1][1].end : count.start]):
            run = []
        run.append((count, percent))
        total = sum(p.value for _, p in run)
        if len(run) > 1 and abs(total - 100) < 0.011 * len(run):
            yield run
            run = []


def _check(view: PartView) -> Iterator[Problem]:
    seen: list[tuple[int, int]] = []
    for passage, quantities in view.figures:
        if not any(q.kind == "percentage" for q in quantities):
            continue
        for share in find_shares(passage.text, quantities):
            seen.append((passage.start + share.start, passage.start + share.end))
            if share.whole <= 0 or share.part > share.whole:
                continue
            decimals = decimals_of(share.digits)
            if not agrees(share.part, share.whole, share.percent.value, decimals=decimals, comparator=share.percent.comparator):
                yield _problem(view, passage, share)
        for share in find_inferred(passage.text, quantities):
            first, last = passage.start + share.start, passage.start + share.end
            agreeing = agrees(share.part, share.whole, share.percent.value, decimals=decimals_of(share.digits))
            if not agreeing and not any(start < last and first < end for start, end in seen):
                seen.append((first, last))
                yield replace(_problem(view, passage, share), severity="warning")
        for run in _complements(passage.text, quantities):
            seen.append((passage.start + run[0][0].start, passage.start + run[-1][1].end))
            yield from _of_run(view, passage, run)
    for metric in view.metrics:
        if metric.consistent is not False or metric.numerator is None or not metric.denominator or metric.unit != "%":
            continue
        place = metric.source
        if metric.numerator > metric.denominator or any(start < place.end and place.start < end for start, end in seen):
            continue
        if _has_other_base(view, metric):
            continue
        exact = 100 * metric.numerator / metric.denominator
        yield Problem(
            message=(
                f"“{metric.raw}” ghi {number_text(metric.value)}%, nhưng {number_text(metric.numerator)}/"
                f"{number_text(metric.denominator)} là {number_text(exact)}%."
            ),
            evidence=(view.of(place),),
        )

    yield from find_table_shares(view)


def _has_other_base(view: PartView, metric: MetricRecord) -> bool:
    """Whether the percentage is that of the count and of another one before it: a part of a part told as a share of the whole."""
    place = metric.source
    for passage, quantities in view.figures:
        if passage.start <= place.start and place.end <= passage.end and metric.numerator is not None:
            bases = [
                q.value
                for q in quantities
                if q.kind == "count" and passage.start + q.start < place.end and q.value > metric.numerator
            ]
            decimals = decimals_of(number_text(metric.value))
            return any(agrees(metric.numerator, base, metric.value, decimals=decimals) for base in bases)
    return False


def _problem(view: PartView, passage: Passage, share: Share) -> Problem:
    exact = 100 * share.part / share.whole
    counts = f"{number_text(share.part)}/{number_text(share.whole)}"
    precise = f"{exact:.{max(2, decimals_of(share.digits))}f}".replace(".", ",")
    return Problem(
        message=f"Tỷ lệ ghi {share.digits}%, nhưng {counts} là {precise}%.",
        evidence=(
            view.within(passage, share.start, share.end),
            view.within(passage, share.percent.start, share.percent.end),
        ),
    )


def _of_run(view: PartView, passage: Passage, run: list[tuple[Quantity, Quantity]]) -> Iterator[Problem]:
    total = sum(count.value for count, _ in run)
    sum_text = " + ".join(number_text(count.value) for count, _ in run)
    for count, percent in run:
        digits = passage.text[percent.number_start : percent.number_end]
        decimals = decimals_of(digits)
        if agrees(count.value, total, percent.value, decimals=decimals, comparator=percent.comparator):
            continue
        exact = f"{100 * count.value / total:.{max(2, decimals)}f}".replace(".", ",")
        yield Problem(
            message=(
                f"Tỷ lệ ghi {digits}%, nhưng {number_text(count.value)} trên tổng {sum_text} = {number_text(total)} là "
                f"{exact}% "
                "(các tỷ lệ trong câu cộng đủ 100%)."
            ),
            evidence=(
                view.within(passage, count.start, percent.end),
                view.within(passage, run[0][0].start, run[-1][1].end),
            ),
        )


add(
    Check(
        code="percentage-mismatch",
        family="arithmetic",
        severity="error",
        explanation="Tỷ lệ phần trăm không đúng với các số đếm đứng cạnh nó, tính đến chữ số thập phân đã in.",
        source="Số học; số chữ số thập phân theo cách in trong văn bản",
        fails=(
            "@report 2026-05\nĐã số hóa 37/64 hồ sơ, đạt 75,8%.",
            "@report 2026-05\nTrong tổng số 845.300 người dân, trong đó 612.480 người dân có hồ sơ điện tử, đạt 78,2%.",
            "@report 2026-05\nDịch vụ công một phần là 703 dịch vụ, đạt 38,57%; toàn trình là 1.120 dịch vụ, đạt 61,43%.",
            "@report 2026-05\nTỷ lệ đạt 86% (17/20 xã).",
            "@report 2026-05\nĐấu giá trực tuyến 12 cuộc, thành công 9 cuộc, đạt tỷ lệ 70%.",
            "@report 2026-05\n| Năm | Chi | Tổng chi |\n| 2024 | 12 | 800 |\n| 2025 | 18 | 900 |\n"
            "| Tổng cộng | 30 | 1.700 |\n| Tỷ lệ (%): 1,82 | < | < |",
            "@report 2026-05\n| Đơn vị | Tổng số | Trực tuyến | Tỷ lệ (%) |\n| A | 200 | 150 | 75 |\n"
            "| B | 80 | 40 | 50 |\n| C | 64 | 37 | 75,8 |",
        ),
        passes=(
            "@report 2026-05\n| Năm | Chi | Tổng chi |\n| 2024 | 12 | 800 |\n| 2025 | 18 | 900 |\n"
            "| Tổng cộng | 30 | 1.700 |\n| Tỷ lệ (%): 1,76 | < | < |",
            "@report 2026-05\nĐã số hóa 37/64 hồ sơ, đạt 57,81%; đã xử lý 1/8 hồ sơ, đạt 12%; 1/8 phiếu, đạt 13%.",
            "@report 2026-05\nKiểm tra 120 hồ sơ thì 45 hồ sơ phải bổ sung, trong đó 30 hồ sơ thiếu giấy tờ (25% số kiểm tra).",
            "@report 2026-05\nGiải ngân 37/64 tỷ đồng, đạt 75,8% kế hoạch quý.",
            "@report 2026-05\nĐấu giá 12 cuộc, thành công 9 cuộc, đạt tỷ lệ 75%; mở 10 gói, trượt 2 gói, đạt tỷ lệ 95%.",
            "@report 2026-05\nCó 17/20 xã hoàn thành; tỷ lệ hộ nghèo còn 3%.",
            "@report 2026-05\nTrực 24/7; 40/63 tỉnh, thành phố, đạt trên 60%.",
        ),
        on_part=_check,
    )
)
