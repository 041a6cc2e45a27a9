"""Figures of periodic reports against each other: cumulative ones that fall, and one figure with two values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from vbcds.checks.agency_figures import find_differences, find_handovers, find_misquotes
from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_attributed import find_attributed
from vbcds.checks.figure_chains import find_broken_chains, find_slipped_totals, find_wrong_growth
from vbcds.checks.figure_falls import find_falls
from vbcds.checks.figure_points import find_wrong_points
from vbcds.checks.figure_reports import find_between_reports
from vbcds.checks.figure_stale import find_shares_apart, find_stale
from vbcds.checks.figure_values import (
    amount,
    indicator_name,
    indicator_words,
    is_compared,
    is_count,
    is_cumulative,
    is_period_only,
    is_reporting,
    who,
)
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.view import PartView, number_text, period_text, short
from vbcds.lexicons.wordings import levels, telling_words
from vbcds.model.records import Evidence, MetricRecord
from vbcds.text.fold import key


def _series(view: DossierView) -> dict[tuple[str, frozenset[str], str, tuple[str, ...]], list[MetricRecord]]:
    """Figures of one agency, one indicator and one unit."""
    found: dict[tuple[str, frozenset[str], str, tuple[str, ...]], list[MetricRecord]] = defaultdict(list)
    for metric in view.records.metrics:
        record = view.documents.get(metric.document)
        if record is None or metric.agency is None or metric.period is None or not is_reporting(record):
            continue
        counted = is_count(metric)
        words = indicator_words(metric)
        if len(words) >= 2 and not is_compared(metric):
            unit = "" if counted else metric.unit or ""
            found[who(metric), words, unit, levels(metric.indicator)].append(metric)
    return found


def _evidence(metric: MetricRecord) -> Evidence:
    return Evidence(document=metric.document, text=metric.raw, source=metric.source)


def _contradicting(view: DossierView) -> Iterator[Problem]:
    groups: dict[tuple[frozenset[str], str, tuple[str, ...], str], list[MetricRecord]] = defaultdict(list)
    for (agency, words, unit, grades), metrics in _series(view).items():
        for metric in metrics:
            groups[words, unit, grades, f"{agency} {metric.period}"].append(metric)
    for group in groups.values():
        first = group[0]
        for other in group[1:]:
            if other.document == first.document:
                continue  # `find_told_twice` sees more of it
            if is_period_only(first.raw) and not is_period_only(other.raw) and is_cumulative(other):
                continue
            if is_cumulative(first) and is_period_only(other.raw):
                continue
            if amount(first) == amount(other) or first.as_of != other.as_of or len(telling_words(first.indicator)) < 3:
                continue
            if key(first.indicator) != key(other.indicator):
                continue
            yield Problem(
                message=(
                    f"“{short(indicator_name(first), 80)}” {period_text(first.period)} của cùng cơ quan có hai số: "
                    f"{number_text(amount(first))} và {number_text(amount(other))}."
                ),
                evidence=(_evidence(other), _evidence(first)),
            )
            break
    yield from find_broken_chains(view)
    yield from find_slipped_totals(view)
    yield from find_wrong_growth(view)
    yield from find_wrong_points(view)
    yield from find_differences(view)
    between = list(find_between_reports(view))
    yield from between
    told = {_places(problem) for problem in between}
    for problem in (*find_attributed(view), *find_stale(view), *find_shares_apart(view)):
        if _places(problem) not in told:
            told.add(_places(problem))
            yield problem
    yield from find_misquotes(view)
    yield from find_handovers(view)


def _places(problem: Problem) -> frozenset[tuple[str, int]]:
    return frozenset((item.document, item.source.start) for item in problem.evidence)


def _in_one_report(view: PartView) -> Iterator[Problem]:
    if not is_reporting(view.record):
        return
    from vbcds.checks.figure_lefts import find_other_rests
    from vbcds.checks.figure_ranks import find_unequal_ranks
    from vbcds.checks.figure_twice import find_told_twice
    from vbcds.checks.unit_totals import find_unlike_totals

    yield from find_told_twice(view)
    yield from find_unequal_ranks(view)
    yield from find_other_rests(view)
    yield from find_unlike_totals(view)


def _report(month: str, line: str) -> str:
    return f"@report {month}\nI. KẾT QUẢ THỰC HIỆN\n1. {line}\n2. Duy trì cổng thông tin điện tử của Sở."


_HEALTH = "@report 2026-05\nI. KẾT QUẢ THỰC HIỆN\n1. {line}"
_QUARTER = (
    "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG\nSỞ Y TẾ\nSố: 260/BC-SYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nVĩnh Giang, ngày 20 tháng 6 năm 2026\nBÁO CÁO\nKết quả chuyển đổi số Quý II năm 2026\n"
    "I. KẾT QUẢ THỰC HIỆN\n1. {line}"
)
_SCIENCE = (
    "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 90/BC-SKHCN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nVĩnh Giang, ngày 20 tháng 5 năm 2026\nBÁO CÁO\nKết quả chuyển đổi số tháng 5 năm 2026\n"
    "I. KẾT QUẢ THỰC HIỆN\n1. {line}"
)


def _pair(one: str, other: str) -> str:
    return f"{_HEALTH.format(line=one)}\n=====\n{_SCIENCE.format(line=other)}"


_ALL = "Đến ngày {day}/5/2026, toàn tỉnh đã tạo lập {n} hồ sơ sức khỏe điện tử."
_TEAMS = "Trên địa bàn tỉnh có {n} tổ công nghệ số cộng đồng."

_HANDED = "Đã chuyển 1.352 phiếu tài sản số sang Sở Khoa học và Công nghệ."
_TAKEN = "Đã nhận {n} phiếu tài sản số từ {office}."

_MONTHLY = "Trong tháng tiếp nhận {n} hồ sơ."
_LINE = "Đến nay đã tạo lập {n} hồ sơ sức khỏe điện tử cho người dân."

_TOTAL = "Lũy kế đã cấp {n} sổ sức khỏe điện tử cho học sinh."
_OF_PERIOD = "Trong quý đã cấp {n} sổ sức khỏe điện tử cho học sinh."

_CARDS = "Lũy kế đã cấp {n} thẻ điện tử cho học sinh."
_CARDS_ADDED = "Trong tháng đã cấp 120 thẻ điện tử cho học sinh; lũy kế đã cấp {n} thẻ điện tử cho học sinh."
_RATE = "Tỷ lệ hồ sơ thủ tục hành chính nộp trực tuyến đạt {n}%."
_REASON = " Số hồ sơ ít hơn kỳ trước do rà soát, làm sạch dữ liệu."

add(
    Check(
        code="figure-decreased",
        family="reports",
        severity="error",
        explanation="Số liệu lũy kế của một cơ quan giảm so với kỳ báo cáo trước.",
        source="Nghị định 09/2019/NĐ-CP, Điều 6 (số liệu báo cáo phải chính xác, thống nhất)",
        fails=(
            f"{_report('2026-04', _LINE.format(n='612.480'))}\n=====\n{_report('2026-05', _LINE.format(n='608.115'))}",
            f"{_report('2026-05', _TOTAL.format(n='91.370'))}\n=====\n{_QUARTER.format(line=_TOTAL.format(n='91.037'))}",
        ),
        passes=(
            f"{_report('2026-04', _LINE.format(n='612.480'))}\n=====\n{_report('2026-05', _LINE.format(n='640.115'))}",
            f"{_report('2026-04', _LINE.format(n='612.480'))}\n=====\n{_report('2026-05', _LINE.format(n='608.115') + _REASON)}",
            f"{_report('2026-04', _MONTHLY.format(n='612'))}\n=====\n{_report('2026-05', _MONTHLY.format(n='608'))}",
            f"{_report('2026-05', _TOTAL.format(n='91.370'))}\n=====\n{_QUARTER.format(line=_TOTAL.format(n='95.012'))}",
            f"{_report('2026-05', _TOTAL.format(n='91.370'))}\n=====\n{_QUARTER.format(line=_OF_PERIOD.format(n='9.104'))}",
        ),
        on_dossier=find_falls,
    )
)
add(
    Check(
        code="figure-contradiction",
        family="reports",
        severity="error",
        explanation="Một số liệu cùng kỳ có hai giá trị trong báo cáo của một cơ quan, hoặc (số liệu toàn địa bàn) của hai cơ quan.",
        source="Nghị định 09/2019/NĐ-CP, Điều 6 (số liệu báo cáo phải chính xác, thống nhất)",
        fails=(
            f"{_report('2026-05', _LINE.format(n='612.480'))}\n=====\n{_report('2026-05', _LINE.format(n='608.115'))}",
            _pair(_ALL.format(day=15, n="612.480"), _ALL.format(day=15, n="598.200")),
            _pair(
                "Trong tháng có 318 hồ sơ nộp trực tuyến.",
                "Toàn tỉnh có 76.123 hồ sơ nộp trực tuyến; lĩnh vực y tế của Sở Y tế là 341 hồ sơ nộp trực tuyến.",
            ),
            _report(
                "2026-05", "Lũy kế đưa 281 sản phẩm OCOP lên sàn thương mại điện tử.\nTính đến nay 218 sản phẩm OCOP đã lên sàn."
            ),
            _pair(_TEAMS.format(n="1.871"), _TEAMS.format(n="1.817")),
            _pair(_HANDED, _TAKEN.format(n="1.325", office="Sở Y tế")),
            f"{_report('2026-04', _CARDS.format(n='1.200'))}\n=====\n{_report('2026-05', _CARDS_ADDED.format(n='1.420'))}",
            _report(
                "2026-05",
                _RATE.format(n="92,5") + " Các đơn vị đã chủ động hướng dẫn người dân." * 4 + f"\n{_RATE.format(n='95,2')}",
            ),
        ),
        passes=(
            f"{_report('2026-05', _LINE.format(n='612.480'))}\n=====\n{_report('2026-05', _LINE.format(n='612.480'))} Đạt.",
            _pair(_ALL.format(day=15, n="612.480"), _ALL.format(day=15, n="612.480")),
            _pair(_ALL.format(day=15, n="612.480"), _ALL.format(day=20, n="619.200")),
            _pair(_ALL.format(day=15, n="612.480"), _ALL.format(day=15, n="gần 612.500")),
            _pair(
                "Trong tháng có 318 hồ sơ nộp trực tuyến.", "Trên địa bàn xã, lĩnh vực y tế của Sở Y tế là 341 hồ sơ nộp trực tiếp."
            ),
            _report("2026-05", "Lũy kế đưa 281 sản phẩm OCOP lên sàn thương mại điện tử.\nĐã cấp 218 chứng thư số cho các xã."),
            _pair(_HANDED, _TAKEN.format(n="1.352", office="Sở Y tế")),
            _pair(_HANDED, _TAKEN.format(n="1.325", office="Sở Tài chính")),
            f"{_report('2026-04', _CARDS.format(n='1.200'))}\n=====\n{_report('2026-05', _CARDS_ADDED.format(n='1.320'))}",
            _report("2026-05", "Tỷ trọng hồ sơ trực tuyến của các khối lần lượt là 25,0%; 42,7%; 32,3%."),
            _pair("Sở có 45 tổ công nghệ số cộng đồng.", "Sở có 12 tổ công nghệ số cộng đồng."),
            _pair(
                "Toàn tỉnh có 45 thủ tục hành chính được cung cấp trực tuyến toàn trình.",
                "Toàn tỉnh có 12 thủ tục hành chính lĩnh vực y tế được cung cấp trực tuyến toàn trình.",
            ),
        ),
        on_part=_in_one_report,
        on_dossier=_contradicting,
    )
)
