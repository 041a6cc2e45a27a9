"""Figures of periodic reports against each other: cumulative ones that fall, and one figure with two values."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator

from vbcds.checks.dossier_view import DossierView
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
_WHOLE = re.compile(r"\s+trên\s+(?:tổng\s+)?số\s.*$", re.IGNORECASE | re.DOTALL)
_PERIOD_ONLY = re.compile(
    r"trong\s+(?:tháng|tuần|quý|kỳ)|tháng\s+(?:này|\d)|trong\s+kỳ|phát\s+sinh|tuần\s+qua|mới\b", re.IGNORECASE
)
_SHRINKING = re.compile(
    r"giảm|tồn|quá\s+hạn|trễ\s+hạn|chưa|còn\s+(?:lại|\d)|vướng|lỗi|sự\s+cố|nghèo|tấn\s+công|mã\s+độc|lỗ\s+hổng", re.IGNORECASE
)


def _series(view: DossierView) -> dict[tuple[str, frozenset[str], str, tuple[str, ...]], list[MetricRecord]]:
    """Figures of one agency, one indicator and one unit."""
    found: dict[tuple[str, frozenset[str], str, tuple[str, ...]], list[MetricRecord]] = defaultdict(list)
    for metric in view.records.metrics:
        record = view.documents.get(metric.document)
        if record is None or metric.agency is None or metric.period is None or record.genre != "report":
            continue
        counted = _is_count(metric)
        words = telling_words(_WHOLE.sub("", metric.indicator) if counted else metric.indicator)
        if len(words) >= 2:
            unit = "" if counted else metric.unit or ""
            found[metric.agency.id or key(metric.agency.name), words, unit, levels(metric.indicator)].append(metric)
    return found


def _is_count(metric: MetricRecord) -> bool:
    """Whether the figure counts things: it is no percentage without its count, no rank and no amount of money."""
    if metric.unit == "%":
        return metric.numerator is not None
    return metric.unit not in ("hạng", "nhóm", "bậc", "điểm") and "đồng" not in (metric.unit or "")


def _amount(metric: MetricRecord) -> float:
    """The count where there is one, else the value."""
    return metric.value if metric.numerator is None or metric.unit != "%" else metric.numerator


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
            one, two = _amount(before), _amount(after)
            if two >= one or one < 2 or _is_share(before) or _is_share(after):
                continue
            texts = f"{_sentence(view, before)} {_sentence(view, after)}"
            if (
                _SHRINKING.search(texts)
                or _PERIOD_ONLY.search(texts)
                or not (_CUMULATIVE.search(before.raw) and _CUMULATIVE.search(after.raw))
            ):
                continue
            if before.period[:4] != after.period[:4] and "đầu năm" in texts:
                continue
            yield Problem(
                message=(
                    f"Số lũy kế “{short(after.indicator, 80)}” giảm: kỳ {before.period} là {number_text(one)}, kỳ "
                    f"{after.period} là "
                    f"{number_text(two)}."
                ),
                evidence=(_evidence(after), _evidence(before)),
            )


def _is_share(metric: MetricRecord) -> bool:
    return (metric.unit == "%" and metric.numerator is None) or metric.unit in ("hạng", "nhóm", "bậc", "điểm")


def _sentence(view: DossierView, metric: MetricRecord) -> str:
    return metric.raw


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
            if (
                _PERIOD_ONLY.search(first.raw) is not None
                and _PERIOD_ONLY.search(other.raw) is None
                and _CUMULATIVE.search(other.raw)
            ):
                continue
            if _CUMULATIVE.search(first.raw) and _PERIOD_ONLY.search(other.raw):
                continue
            if _amount(first) == _amount(other) or first.as_of != other.as_of or len(telling_words(first.indicator)) < 3:
                continue
            if key(first.indicator) != key(other.indicator):
                continue
            same = first.document == other.document
            where = "trong cùng báo cáo" if same else "của cùng cơ quan"
            yield Problem(
                message=(
                    f"“{short(first.indicator, 80)}” kỳ {first.period} {where} có hai số: "
                    f"{number_text(_amount(first))} và {number_text(_amount(other))}."
                ),
                evidence=(_evidence(other), _evidence(first)),
                severity="warning" if same else None,
            )
            break


def _report(month: str, line: str) -> str:
    return f"@report {month}\nI. KẾT QUẢ THỰC HIỆN\n1. {line}\n2. Duy trì cổng thông tin điện tử của Sở."


_MONTHLY = "Trong tháng tiếp nhận {n} hồ sơ."
_LINE = "Đến nay đã tạo lập {n} hồ sơ sức khỏe điện tử cho người dân."

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
        explanation="Một số liệu của cùng cơ quan, cùng kỳ có hai giá trị trong các báo cáo.",
        source="Nghị định 09/2019/NĐ-CP, Điều 6 (số liệu báo cáo phải chính xác, thống nhất)",
        fails=(f"{_report('2026-05', _LINE.format(n='612.480'))}\n=====\n{_report('2026-05', _LINE.format(n='608.115'))}",),
        passes=(f"{_report('2026-05', _LINE.format(n='612.480'))}\n=====\n{_report('2026-05', _LINE.format(n='612.480'))} Đạt.",),
        on_dossier=_contradicting,
    )
)
