"""Figures of periodic reports against each other: cumulative ones that fall, and one figure with two values."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

from vbcds.checks.agency_figures import find_differences
from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_values import amount, indicator_name, indicator_words, is_count, is_period_only
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.view import number_text, short
from vbcds.lexicons.wordings import levels, telling_words
from vbcds.model.records import Evidence, MetricRecord
from vbcds.text.fold import key

#: Words that say that a figure is a total up to the day.
_CUMULATIVE = re.compile(
    r"l[ũu][ỹy]\s+kế|luỹ\s+kế|đến\s+nay|tính\s+đến|cộng\s+dồn|từ\s+đầu\s+năm|đã\s+(?:tạo\s+lập|cấp|thành\s+lập|số\s+hóa|số\s+hoá|kết\s+nối|"
    r"triển\s+khai|hoàn\s+thành|cập\s+nhật|thu\s+nhận|kích\s+hoạt|xây\s+dựng|đào\s+tạo|cung\s+cấp|ban\s+hành)",
    re.IGNORECASE,
)
_SHRINKING = re.compile(
    r"giảm|tồn|quá\s+hạn|trễ\s+hạn|chưa|còn\s+(?:lại|\d)|vướng|lỗi|sự\s+cố|nghèo|tấn\s+công|mã\s+độc|lỗ\s+hổng", re.IGNORECASE
)
#: A fall that the statement gives a reason for.
_EXPLAINED = re.compile(
    r"(?:do|sau\s+khi|sau)\s+(?:\w+\s+){0,2}?(?:rà\s+soát|làm\s+sạch|đối\s+soát|sáp\s+nhập|sắp\s+xếp)|thu\s+hồi|loại\s+(?:bỏ|trừ)|"
    r"trùng\s+lặp|điều\s+chỉnh\s+lại",
    re.IGNORECASE,
)


def _series(view: DossierView) -> dict[tuple[str, frozenset[str], str, tuple[str, ...]], list[MetricRecord]]:
    """Figures of one agency, one indicator and one unit."""
    found: dict[tuple[str, frozenset[str], str, tuple[str, ...]], list[MetricRecord]] = defaultdict(list)
    for metric in view.records.metrics:
        record = view.documents.get(metric.document)
        if record is None or metric.agency is None or metric.period is None or record.genre != "report":
            continue
        counted = is_count(metric)
        words = indicator_words(metric)
        if len(words) >= 2:
            unit = "" if counted else metric.unit or ""
            found[metric.agency.id or key(metric.agency.name), words, unit, levels(metric.indicator)].append(metric)
    return found


def _same_length(one: str, other: str) -> bool:
    """Two months, two quarters, two weeks."""
    return re.sub(r"\d", "0", one) == re.sub(r"\d", "0", other)


def _fallen(view: DossierView) -> Iterator[Problem]:
    for metrics in _series(view).values():
        ordered = sorted((m for m in metrics if m.period), key=lambda m: m.period or "")
        for before, after in itertools.pairwise(ordered):
            if (
                before.period == after.period
                or not before.period
                or not after.period
                or not _same_length(before.period, after.period)
            ):
                continue
            one, two = amount(before), amount(after)
            if two >= one or one < 2 or _is_share(before) or _is_share(after):
                continue
            texts = f"{before.raw} {after.raw}"
            if (
                _SHRINKING.search(texts)
                or is_period_only(texts)
                or not (_CUMULATIVE.search(before.raw) and _CUMULATIVE.search(after.raw))
            ):
                continue
            if before.period[:4] != after.period[:4] and "đầu năm" in texts:
                continue
            if _EXPLAINED.search(_statement(view, after)):
                continue
            yield Problem(
                message=(
                    f"Số lũy kế “{short(indicator_name(after), 80)}” giảm: kỳ {before.period} là {number_text(one)}, kỳ "
                    f"{after.period} là "
                    f"{number_text(two)}."
                ),
                evidence=(_evidence(after), _evidence(before)),
            )


def _statement(view: DossierView, metric: MetricRecord) -> str:
    """The whole statement of the report that a figure stands in."""
    place = metric.source
    return next(
        (
            item.text
            for item in view.items.get(metric.document, ())
            if item.source.start <= place.start and place.end <= item.source.end
        ),
        metric.raw,
    )


def _is_share(metric: MetricRecord) -> bool:
    return (metric.unit == "%" and metric.numerator is None) or metric.unit in ("hạng", "nhóm", "bậc", "điểm")


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
            if other.document == first.document and other.source.start == first.source.start:
                continue
            if is_period_only(first.raw) and not is_period_only(other.raw) and _CUMULATIVE.search(other.raw):
                continue
            if _CUMULATIVE.search(first.raw) and is_period_only(other.raw):
                continue
            if amount(first) == amount(other) or first.as_of != other.as_of or len(telling_words(first.indicator)) < 3:
                continue
            if key(first.indicator) != key(other.indicator):
                continue
            same = first.document == other.document
            where = "trong cùng báo cáo" if same else "của cùng cơ quan"
            yield Problem(
                message=(
                    f"“{short(indicator_name(first), 80)}” kỳ {first.period} {where} có hai số: "
                    f"{number_text(amount(first))} và {number_text(amount(other))}."
                ),
                evidence=(_evidence(other), _evidence(first)),
                severity="warning" if same else None,
            )
            break
    yield from find_differences(view)


def _report(month: str, line: str) -> str:
    return f"@report {month}\nI. KẾT QUẢ THỰC HIỆN\n1. {line}\n2. Duy trì cổng thông tin điện tử của Sở."


_HEALTH = "@report 2026-05\nI. KẾT QUẢ THỰC HIỆN\n1. {line}"
_SCIENCE = (
    "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 90/BC-SKHCN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nVĩnh Giang, ngày 20 tháng 5 năm 2026\nBÁO CÁO\nKết quả chuyển đổi số tháng 5 năm 2026\n"
    "I. KẾT QUẢ THỰC HIỆN\n1. {line}"
)


def _pair(one: str, other: str) -> str:
    return f"{_HEALTH.format(line=one)}\n=====\n{_SCIENCE.format(line=other)}"


_ALL = "Đến ngày {day}/5/2026, toàn tỉnh đã tạo lập {n} hồ sơ sức khỏe điện tử."
_TEAMS = "Trên địa bàn tỉnh có {n} tổ công nghệ số cộng đồng."

_MONTHLY = "Trong tháng tiếp nhận {n} hồ sơ."
_LINE = "Đến nay đã tạo lập {n} hồ sơ sức khỏe điện tử cho người dân."

_REASON = " Số hồ sơ ít hơn kỳ trước do rà soát, làm sạch dữ liệu."

add(
    Check(
        code="figure-decreased",
        family="reports",
        severity="error",
        explanation="Số liệu lũy kế của một cơ quan giảm so với kỳ báo cáo trước.",
        source="Nghị định 09/2019/NĐ-CP, Điều 6 (số liệu báo cáo phải chính xác, thống nhất)",
        fails=(f"{_report('2026-04', _LINE.format(n='612.480'))}\n=====\n{_report('2026-05', _LINE.format(n='608.115'))}",),
        passes=(
            f"{_report('2026-04', _LINE.format(n='612.480'))}\n=====\n{_report('2026-05', _LINE.format(n='640.115'))}",
            f"{_report('2026-04', _LINE.format(n='612.480'))}\n=====\n{_report('2026-05', _LINE.format(n='608.115') + _REASON)}",
            f"{_report('2026-04', _MONTHLY.format(n='612'))}\n=====\n{_report('2026-05', _MONTHLY.format(n='608'))}",
        ),
        on_dossier=_fallen,
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
            _pair(_TEAMS.format(n="1.871"), _TEAMS.format(n="1.817")),
        ),
        passes=(
            f"{_report('2026-05', _LINE.format(n='612.480'))}\n=====\n{_report('2026-05', _LINE.format(n='612.480'))} Đạt.",
            _pair(_ALL.format(day=15, n="612.480"), _ALL.format(day=15, n="612.480")),
            _pair(_ALL.format(day=15, n="612.480"), _ALL.format(day=20, n="619.200")),
            _pair(_ALL.format(day=15, n="612.480"), _ALL.format(day=15, n="gần 612.500")),
            _pair("Sở có 45 tổ công nghệ số cộng đồng.", "Sở có 12 tổ công nghệ số cộng đồng."),
            _pair(
                "Toàn tỉnh có 45 thủ tục hành chính được cung cấp trực tuyến toàn trình.",
                "Toàn tỉnh có 12 thủ tục hành chính lĩnh vực y tế được cung cấp trực tuyến toàn trình.",
            ),
        ),
        on_dossier=_contradicting,
    )
)
