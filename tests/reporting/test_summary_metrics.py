"""Figures of a period beside those of the periods before and the goals."""

from __future__ import annotations

import dataclasses
import re

from tests.reporting.factories import Month

from vbcds.model.document import Source
from vbcds.model.records import Agency, MetricRecord, TargetRecord
from vbcds.reporting.summary import build_summary


def _goal_of(
    text: str, indicator: str, goal: str, *, unit: str = "%", about: str | None = None, value: float = 80.0, comparator: str = ">="
) -> float | None:
    """The goal that a summary puts beside the last figure of a statement."""
    reports = Month()
    document = reports.report("Sở Y tế", ("results", text))
    start = reports.texts[document].index(text)
    source = Source(start=start, end=start + len(text))
    reports.metrics.append(
        MetricRecord(
            document=document, agency=Agency(raw="Sở Y tế", name="Sở Y tế"), period="2023-05", indicator=indicator, value=value, unit=unit,
            numerator=None, denominator=None, consistent=None, as_of=None, raw=text, source=source,
        )
    )  # fmt: skip
    target = TargetRecord(
        document="f" * 16, indicator=goal, value=90.0, value_max=None, unit=unit, comparator=comparator, due=None, scope=None, pillar=None,
        raw="", source=Source(start=0, end=1),
    )  # fmt: skip
    records = reports.records()
    items = tuple(dataclasses.replace(item, about=about) for item in records.report_items)
    records = dataclasses.replace(records, targets=(target,), report_items=items)
    return build_summary(records, texts=reports.texts, period="2023-05").metrics[0].goal


def test_a_goal_is_known_in_other_words() -> None:
    record = "người dân có hồ sơ sức khỏe điện tử"
    assert _goal_of("Tạo lập hồ sơ sức khỏe điện tử, đạt 80% dân số.", "tạo lập hồ sơ, đạt dân số", record) == 90
    assert _goal_of("Tạo lập hồ sơ bệnh án, đạt 80% số ca.", "tạo lập hồ sơ bệnh án", record) is None
    fee = "Cơ sở khám chữa bệnh thanh toán viện phí không dùng tiền mặt"
    assert _goal_of("72/90 cơ sở, đạt 80%", "cơ sở", fee, about="4: Thanh toán viện phí không dùng tiền mặt") == 90
    assert _goal_of("72/90 cơ sở, đạt 80%", "cơ sở", fee, about="3: Khám chữa bệnh bằng căn cước") is None
    # an index by its short name; the figure of the year before; another level
    assert _goal_of("Chỉ số DTI xếp hạng 22/34.", "chỉ số DTI", "chỉ số chuyển đổi số (DTI) của tỉnh", unit="hạng", value=22) == 90
    assert (
        _goal_of("Chỉ số PCI xếp hạng 22/34.", "chỉ số PCI", "chỉ số chuyển đổi số (DTI) của tỉnh", unit="hạng", value=22) is None
    )
    assert _goal_of("Tạo lập hồ sơ sức khỏe điện tử cho người dân, cùng kỳ 80", "hồ sơ sức khỏe", record) is None
    assert _goal_of("Toàn tỉnh có 80% hồ sơ nộp trực tuyến.", "hồ sơ nộp trực tuyến", "hồ sơ nộp trực tuyến ở cấp xã") is None


def test_what_is_to_shrink_is_told_by_the_figures_own_words() -> None:
    left = "thôn, bản còn vùng lõm sóng di động"
    covered = "Đã phát sóng di động thêm tại vùng lõm, nâng tổng số lên 61/94 thôn, bản, đạt 80%"
    assert _goal_of(covered, "phát sóng tại thôn, bản", left, comparator="<=") is None
    assert _goal_of(covered, "thôn, bản còn vùng lõm sóng di động", left, comparator="<=") == 90


def _last_month(before: str, now: str, *, unit: str = "%", goal: str | None = None) -> float | None:
    """What a summary puts beside the one figure of a statement as that of the month before; the number stands first in each."""
    reports = Month("2023-04")
    for period, text in (("2023-04", before), ("2023-05", now)):
        reports.period = period
        document = reports.report("Sở Y tế", ("results", text))
        start = reports.texts[document].index(text)
        number = re.search(r"\d[\d.,]*\d", text)
        assert number is not None
        words, value = text.replace(number[0], "").strip("%."), float(number[0].replace(".", "").replace(",", "."))
        reports.metrics.append(
            MetricRecord(
                document=document, agency=Agency(raw="Sở Y tế", name="Sở Y tế"), period=period, indicator=words, value=value, unit=unit,
                numerator=None, denominator=None, consistent=None, as_of=None, raw=text, source=Source(start=start, end=start + len(text)),
            )
        )  # fmt: skip
    records = reports.records()
    if goal is not None:
        target = TargetRecord(
            document="f" * 16, indicator=goal, value=90.0, value_max=None, unit=unit, comparator=">=", due=None, scope=None, pillar=None,
            raw="", source=Source(start=0, end=1),
        )  # fmt: skip
        records = dataclasses.replace(records, targets=(target,))
    return build_summary(records, texts=reports.texts, period="2023-05").metrics[0].previous


def test_a_figure_of_last_month_is_known_in_other_words() -> None:
    cards = "Đến nay đã kích hoạt 83.940 tài khoản định danh mức 2."
    assert _last_month("Số tài khoản định danh mức 2 của người dân là 81.310 tài khoản.", cards, unit="tài khoản") == 81310
    assert _last_month("Hệ thống thư điện tử công vụ có 81.310 tài khoản.", cards, unit="tài khoản") is None
    assert (
        _last_month("Tạo lập hồ sơ sức khỏe điện tử, đạt 78,3% dân số.", "Người dân có hồ sơ sức khỏe điện tử đạt 81,5%.") == 78.3
    )
    assert _last_month("Tạo lập hồ sơ bệnh án điện tử, đạt 78,3% số ca.", "Người dân có hồ sơ sức khỏe điện tử đạt 81,5%.") is None


def test_a_figure_of_last_month_is_known_by_the_goal_it_serves() -> None:
    said = "Tạo lập hồ sơ sức khỏe điện tử, đạt 18,3% dân số.", "Người dân có hồ sơ sức khỏe điện tử đạt 81,5%."
    assert _last_month(*said) is None  # too far apart for the words alone
    assert _last_month(*said, goal="người dân có hồ sơ sức khỏe điện tử") == 18.3
