"""A percentage against the counts that it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.averages import find_wrong_averages, find_wrong_densities
from vbcds.checks.cumulations import find_wrong_cumulations
from vbcds.checks.differences import find_changes, find_wrong_differences
from vbcds.checks.differences_apart import find_differences_apart, find_differences_behind
from vbcds.checks.equivalents import find_wrong_equivalents
from vbcds.checks.percentages_reading import Share, find_complements, find_shares
from vbcds.checks.percentages_values import agrees, decimals_of
from vbcds.checks.rates import find_wrong_rates
from vbcds.checks.rates_apart import find_rates_apart
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.table_changes import find_table_changes
from vbcds.checks.table_shares import find_table_shares
from vbcds.checks.terms import Sentence, sentences_of
from vbcds.checks.view import PartView, Passage, number_text
from vbcds.model.mentions import Quantity
from vbcds.model.records import MetricRecord

#: "46.004 triệu đồng (56,0% phần vốn đầu tư)": of a part that no figure stands for.
_OF_A_PART = re.compile(r"%\s(?:phần|(?:kế hoạch|dự toán)\s(?=vốn|kinh phí|chi|sự nghiệp))[^\d,.;()]{2,40}(?:[),;.]|$)")


def _check(view: PartView) -> Iterator[Problem]:
    seen: list[tuple[int, int]] = []
    for passage, quantities in view.figures:
        if not any(q.kind == "percentage" for q in quantities):
            continue
        for share in find_shares(passage.text, quantities):
            if share.whole <= 0 or share.part > share.whole:
                continue
            seen.append((passage.start + share.start, passage.start + share.end))
            decimals = decimals_of(share.digits)
            if not agrees(share.part, share.whole, share.percent.value, decimals=decimals, comparator=share.percent.comparator):
                yield _problem(view, passage, share)
        for run in find_complements(passage.text, quantities):
            seen.append((passage.start + run[0][0].start, passage.start + run[-1][1].end))
            yield from _of_run(view, passage, run)
    for sentence in sentences_of(view):
        yield from _of_sentence(view, sentence, seen)
    yield from find_differences_apart(view)
    for problem in (*find_table_shares(view), *find_table_changes(view)):
        place = problem.evidence[0].source
        seen.append((place.start, place.end))
        yield problem
    for problem in find_rates_apart(view):
        place = problem.evidence[0].source
        if not any(start < place.end and place.start < end for start, end in seen):
            seen.append((place.start, place.end))
            yield problem
    for metric in view.metrics:
        if metric.consistent is not False or metric.numerator is None or not metric.denominator or metric.unit != "%":
            continue
        place = metric.source
        if metric.numerator > metric.denominator or any(start < place.end and place.start < end for start, end in seen):
            continue
        if _has_other_base(view, metric) or _OF_A_PART.search(metric.raw):
            continue
        exact = 100 * metric.numerator / metric.denominator
        yield Problem(
            message=(
                f"“{metric.raw}” ghi {number_text(metric.value)}%, nhưng {number_text(metric.numerator)}/"
                f"{number_text(metric.denominator)} là {number_text(exact)}%."
            ),
            evidence=(view.of(place),),
        )


def _of_sentence(view: PartView, sentence: Sentence, seen: list[tuple[int, int]]) -> Iterator[Problem]:
    offset = sentence.passage.start
    changes = find_changes(sentence)
    seen += [(offset + term.start, offset + term.end) for term in changes if term.kind == "percentage"]
    for rate, problem in find_wrong_rates(view, sentence, changes):
        place = offset + rate.percent.start, offset + rate.percent.end
        if not any(start < place[1] and place[0] < end for start, end in seen):
            seen.append(place)
            yield problem
    yield from find_wrong_differences(view, sentence)
    yield from find_differences_behind(view, sentence)
    yield from find_wrong_averages(view, sentence)
    yield from find_wrong_cumulations(view, sentence)
    yield from find_wrong_densities(view, sentence)
    yield from find_wrong_equivalents(view, sentence)


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
            if any(agrees(metric.numerator, base, metric.value, decimals=decimals) for base in bases):
                return True
            values = [q.value for q in quantities if q.kind in ("count", "money", "number", "measure")]
            return any(one != two and two and agrees(one, two, metric.value, decimals=decimals) for one in values for two in values)
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
            "@report 2026-05\nTiếp nhận 540 hồ sơ; trong đó giải quyết đúng hạn 512 hồ sơ (96,8%).",
            "@report 2026-05\nĐã giải ngân 42,3/56,4 tỷ đồng, đạt 57% dự toán được giao.",
            "@report 2026-05\nDự toán 120 tỷ đồng, đã phân bổ 108 tỷ đồng, đạt 80%.",
            "@report 2026-05\nSở nhận 640 hồ sơ. Nộp trực tuyến 608 hồ sơ. Tỷ lệ hồ sơ trực tuyến đạt 98%.",
            "@report 2026-05\nCó 152/152 trạm dùng phần mềm, trong đó 114 trạm có bệnh án điện tử (chiếm 57%).",
            "@report 2026-05\nDoanh nghiệp số tăng từ 40 (năm 2024) lên 52 (năm 2025), tương ứng tăng 25%.",
            "@report 2026-05\nCó 45 đơn vị; 36 đơn vị đạt mức khá, tương đương 85%.",
            "@report 2026-05\nTrực tuyến 512 hồ sơ (96,8%), trực tiếp 28 hồ sơ (5,2%).",
            "@report 2026-05\nHồ sơ trực tuyến đạt 500 hồ sơ, tăng 35% so với tháng trước (400 hồ sơ).",
            "@report 2026-05\n| Năm | Chi | Tổng chi |\n| 2024 | 12 | 800 |\n| 2025 | 18 | 900 |\n"
            "| Tổng cộng | 30 | 1.700 |\n| Tỷ lệ (%): 1,82 | < | < |",
            "@report 2026-05\n| Chỉ tiêu | Tháng 4 | Tháng 5 | Tăng/giảm |\n| Hồ sơ | 400 | 460 | 60 |\n| Phí | 200 | 250 | 50 |\n"
            "| Thẻ | 1.000 | 1.100 | 120 |",
            "@report 2026-05\n| Nội dung | Triệu đồng |\n| Chi chuyển đổi số | 118.560 |\n| Tổng chi | 11.856.000 |\n"
            "| Tỷ lệ (%): 0,94 | < |",
            "@report 2026-05\nHợp đồng trị giá 3.720 triệu đồng (tương đương 37,2 tỷ đồng).",
            "@report 2026-05\nTỷ lệ hồ sơ trực tuyến đạt 66,4%, vượt chỉ tiêu được giao (70%).",
            "@report 2026-05\n| Đơn vị | Tổng số | Trực tuyến | Tỷ lệ (%) |\n| A | 200 | 150 | 75 |\n"
            "| B | 80 | 40 | 50 |\n| C | 64 | 37 | 75,8 |",
        ),
        passes=(
            "@report 2026-05\nĐã giải ngân 42,3/56,4 tỷ đồng, đạt 75% dự toán được giao; 37/64 tỷ đồng, đạt 73% kế hoạch năm.",
            "@report 2026-05\nDự toán 120 tỷ đồng, đã phân bổ 108 tỷ đồng, đạt 90%; đã chi 54 tỷ đồng, đạt 60% kế hoạch quý.",
            "@report 2026-05\nSở nhận 640 hồ sơ. Nộp trực tuyến 608 hồ sơ. Tỷ lệ giải quyết đúng hạn đạt 98%.",
            "@report 2026-05\nCó 152/152 trạm dùng phần mềm, trong đó 114 trạm có bệnh án điện tử (chiếm 75%).",
            "@report 2026-05\nDoanh nghiệp số tăng từ 40 (năm 2024) lên 52 (năm 2025), tương ứng tăng 30%.",
            "@report 2026-05\nCó 45 đơn vị; 36 đơn vị đạt mức khá, tương đương 80%; 20 đơn vị nộp báo cáo, tương ứng 44,4%.",
            "@report 2026-05\n| Năm | Chi | Tổng chi |\n| 2024 | 12 | 800 |\n| 2025 | 18 | 900 |\n"
            "| Tổng cộng | 30 | 1.700 |\n| Tỷ lệ (%): 1,76 | < | < |",
            "@report 2026-05\nĐã số hóa 37/64 hồ sơ, đạt 57,81%; đã xử lý 1/8 hồ sơ, đạt 12%; 1/8 phiếu, đạt 13%.",
            "@report 2026-05\nKiểm tra 120 hồ sơ thì 45 hồ sơ phải bổ sung, trong đó 30 hồ sơ thiếu giấy tờ (25% số kiểm tra).",
            "@report 2026-05\nGiải ngân 37/64 tỷ đồng, đạt 75,8% kế hoạch quý.",
            "@report 2026-05\nĐấu giá 12 cuộc, thành công 9 cuộc, đạt tỷ lệ 75%; mở 10 gói, trượt 2 gói, đạt tỷ lệ 95%.",
            "@report 2026-05\nTrong 540 hồ sơ có 512 hồ sơ trực tuyến (94,8%) và 28 hồ sơ trực tiếp (5,2%).",
            "@report 2026-05\nSố hồ sơ tăng từ 400 lên 500 hồ sơ, tăng 25%; thu 66 tỷ đồng, tăng 10% so với cùng kỳ (60 tỷ đồng).",
            "@report 2026-05\nCó 17/20 xã hoàn thành; tỷ lệ hộ nghèo còn 3%.",
            "@report 2026-05\n| Chỉ tiêu | Tháng 4 | Tháng 5 | Tăng/giảm |\n| Hồ sơ | 400 | 460 | 60 |\n| Phí | 200 | 250 | 25% |\n"
            "| Thẻ | 1.000 | 1.100 | 10% |",
            "@report 2026-05\n| Nội dung | Triệu đồng |\n| Chi chuyển đổi số | 118.560 |\n| Tổng chi | 11.856.000 |\n"
            "| Tỷ lệ (%): 1,00 | < |",
            "@report 2026-05\nHợp đồng trị giá 3.720 triệu đồng (tương đương 3,72 tỷ đồng).",
            "@report 2026-05\nTỷ lệ hồ sơ trực tuyến đạt 76,4%, vượt chỉ tiêu được giao (70%).",
            "@report 2026-05\nTrực 24/7; 40/63 tỉnh, thành phố, đạt trên 60%.",
        ),
        on_part=_check,
    )
)
