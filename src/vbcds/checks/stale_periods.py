"""Headings and closing sentences that a report has from an earlier one: they name another month or year than its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.view import PartView, Passage, day_text, short

_MONTH = re.compile(r"(?<!\w)tháng\s(?:0?(?P<m>\d{1,2}))(?:\s?(?:/|năm|-)\s?(?P<y>\d{4}))?(?![\d/])", re.I)
_SEVERAL = re.compile(r"\d\s?(?:tháng|quý)|(?<!\w)(?:và|quý|năm\s\d|đến|từ|lũy kế|6 tháng)(?!\w)", re.I)
_LABEL = r"^\s*(?:(?:phần\s)?(?:[IVX]{1,5}|[A-H]|\d{1,2})\s?[.:/)-]\s*)?"
_PLANS = re.compile(
    _LABEL + r"(?:một số\s)?(?:các\s)?(?:nhiệm vụ|phương hướng|kế hoạch|chương trình|công tác|trọng tâm)"
    r"(?:[\s,]+(?:và\s)?(?:nhiệm vụ|giải pháp|trọng tâm|công tác|chủ yếu|chuyển đổi số|tiếp theo|thực hiện|của))*\s(?:trong\s)?tháng\s",
    re.I,
)
_RESULTS = re.compile(_LABEL + r"(?:kết quả|tình hình)(?!\w)[^.;:]{0,60}(?<!\w)tháng\s", re.I)
_MONTHLY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")
_CLOSING = re.compile(r"\s*(?:trên\s+đây\s+là|nơi\s+trên\s+là)(?!\w)", re.I)
_YEAR = re.compile(r"(?<!\w)năm\s(?P<y>20\d\d)(?![\d/])", re.I)
_COUNTED = re.compile(r"\d\s$")
_IN_MONTH = re.compile(
    r"\s*(?:[-+•*–]\s*|\d+(?:\.\d+)*[.)]\s+|[a-zđ]\)\s*)?(?:[^.:;\d]{3,60}:\s)?[Tt]rong\s+tháng\s+(?P<m>\d{1,2})(?![\d/])"
)
_TO_NOW = re.compile(r"(?:đến|tới|hiện)\s+nay|so với|sang tháng|tháng\s+(?:này|sau|trước)", re.I)
#: Up to when the figures of a report are: "số liệu tính đến ngày 15/8/2026", "các số lũy kế chốt đến hết ngày 20/9/2026".
_CUT_OFF = re.compile(
    r"(?:số\sliệu|số\slũy\skế)[^.;\d]{0,60}?(?:tính|chốt|cập\snhật|lấy)[^.;\d]{0,20}?(?:đến|tới)[^.;\d]{0,12}?ngày\s(?P<d>\d{1,2})"
    r"(?:/|\stháng\s)(?P<m>\d{1,2})(?:/|\snăm\s)(?P<y>\d{4})",
    re.I,
)
_FIRST_PART = re.compile(r"\s*(?:(?:phần\s)?I|A|1)[.:)]\s", re.I)
#: A day of the month before, and no year's end or other mark further back.
_LAST_MONTH = 31
#: Headings are short.
_LONGEST = 110


def _check(view: PartView) -> Iterator[Problem]:
    period = view.record.period
    if view.record.genre != "report" or period is None:
        return
    yield from _closing(view, period)
    if _MONTHLY.fullmatch(period) is not None:
        yield from _of_another_year(view, period)
        yield from _headings(view, period)
        yield from _sentences(view, period)
        yield from _closed_before(view, period)


def _closed_before(view: PartView, period: str) -> Iterator[Problem]:
    """ "Số liệu tính đến ngày 15/8/2026" before the first part of the report of September: left from the report of August."""
    first = date(int(period[:4]), int(period[5:]), 1)
    start = view.context.part.header.end
    opening = takewhile(lambda passage: _FIRST_PART.match(passage.text) is None, (p for p in view.passages if p.start >= start))
    for passage in opening:
        for match in _CUT_OFF.finditer(passage.text):
            try:
                closed = date(int(match["y"]), int(match["m"]), int(match["d"]))
            except ValueError:
                continue
            if closed < first and (first - closed).days <= _LAST_MONTH:
                yield Problem(
                    message=f"Số liệu được chốt đến ngày {day_text(closed)}, trước kỳ báo cáo tháng {first.month}/{first.year}.",
                    evidence=(view.within(passage, match.start(), match.end()),),
                )


def _of_another_year(view: PartView, period: str) -> Iterator[Problem]:
    """A title of the same month of last year ("tháng 01 năm 2025" on 20/01/2026), or of a month that is still far off."""
    issued, header = view.record.date, view.context.part.header
    if issued is None:
        return
    late = (issued.year - int(period[:4])) * 12 + issued.month - int(period[5:])
    place = next(
        (
            match
            for match in _MONTH.finditer(view.text, header.start, header.end)
            if match["y"] == period[:4] and int(match["m"]) == int(period[5:]) and not view.text[match.start() - 2].isdigit()
        ),
        None,
    )
    if place is not None and (11 <= late <= 13 or late < -1):
        yield Problem(
            message=f"Kỳ báo cáo “{short(place[0])}” không hợp với ngày của báo cáo {day_text(issued)}; có thể ghi sai năm.",
            evidence=(view.at(place.start(), place.end()),),
        )


def _sentences(view: PartView, period: str) -> Iterator[Problem]:
    """ "Trong tháng 4, Sở đã ..." in the report of May: told as what was done in the month before."""
    month = int(period[5:])
    before = (month - 2) % 12 + 1
    starts = [(passage, match) for passage in view.passages if (match := _IN_MONTH.match(passage.text)) is not None]
    kept = any(int(match["m"]) in (month, month % 12 + 1) for _, match in starts)
    for passage, match in starts:
        rest = passage.text[match.end() :]
        if not kept and re.search(rf"(?<!\d)0?{month}\s+tháng\s+đầu\s+năm", rest) is None:
            continue  # the report keeps to other words, or counts from the middle of one month to that of the next
        rest = rest if kept else re.split(r"[.;]\s", rest)[0]
        told = {int(other["m"]) for other in _MONTH.finditer(rest)}
        if int(match["m"]) == before and month not in told and not _TO_NOW.search(rest):
            yield Problem(
                message=f"“{short(passage.text, 80)}” kể việc trong tháng {before}, trong khi kỳ báo cáo là tháng {month}.",
                evidence=(view.at(passage.start, passage.end),),
            )


def _closing(view: PartView, period: str) -> Iterator[Problem]:
    """ "Trên đây là báo cáo kết quả năm 2022" at the end of the report of 2023."""
    closing = next((passage for passage in reversed(view.passages) if _CLOSING.match(passage.text)), None)
    if closing is None:
        return
    years = {int(match["y"]) for match in _YEAR.finditer(closing.text)}
    months = {int(match["m"]) for match in _MONTH.finditer(closing.text) if _COUNTED.search(closing.text[: match.start()]) is None}
    year = int(period[:4])
    stale = years and max(years) < year
    if _MONTHLY.fullmatch(period) is not None and not stale:
        month = int(period[5:])
        stale = bool(months) and not months & {month, month % 12 + 1} and (month - 2) % 12 + 1 in months
    if stale:
        yield Problem(
            message=f"Câu kết “{short(closing.text, 80)}” nêu một kỳ đã qua, không phải kỳ của báo cáo.",
            evidence=(view.at(closing.start, closing.end),),
        )


def _headings(view: PartView, period: str) -> Iterator[Problem]:
    year, month = int(period[:4]), int(period[5:])
    start = view.context.part.header.end
    heads = [passage for passage in view.passages if passage.start >= start and len(passage.text) <= _LONGEST]
    results = [(passage, told) for passage in heads if _RESULTS.match(passage.text) and (told := _told(passage))]
    for passage in heads:
        told = _told(passage) if _PLANS.match(passage.text) else None
        if told is not None and told[0] != month % 12 + 1 and told[1] in (None, year):
            why = f"{month} là tháng báo cáo" if told[0] == month else f"{told[0]}, không phải tháng sau kỳ báo cáo"
            yield Problem(
                message=f"Đề mục “{short(passage.text, 80)}” nêu tháng {why}; việc sắp làm là của tháng {month % 12 + 1}.",
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

_LAST_YEAR = (
    "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG\nSỞ Y TẾ\nSố: 12/BC-SYT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Vĩnh Giang, ngày 21 tháng 01 năm 2026\nBÁO CÁO\nKết quả chuyển đổi số tháng 01 năm 2025\nI. KẾT QUẢ\n1. Mở 02 lớp."
)

add(
    Check(
        code="period-mismatch",
        family="reports",
        severity="warning",
        explanation=(
            "Đề mục, câu kết hoặc câu kể kết quả nêu kỳ khác kỳ của báo cáo: phần việc sắp làm không nêu tháng sau, phần kết quả hoặc câu "
            "kết nêu kỳ đã qua; số liệu chốt trước kỳ; tháng của tên báo cáo không hợp với ngày ban hành."
        ),
        source="Mẫu báo cáo định kỳ: kết quả của kỳ, nhiệm vụ của kỳ sau (Nghị định 09/2019/NĐ-CP, Điều 12)",
        fails=(
            "@report 2026-05\nSở báo cáo kết quả tháng 5 (số liệu tính đến ngày 15 tháng 4 năm 2026) như sau:\nI. KẾT QUẢ\n1. Mở 02 lớp.",
            _REPORT.format("5 NĂM 2026", "5 NĂM 2026"),
            _REPORT.format("4 NĂM 2026", "6 NĂM 2026"),
            _REPORT.format("5 NĂM 2026", "8 NĂM 2026"),
            _REPORT.format("5", "6") + "\n- Trong tháng 5, mở 02 lớp.\n- Trong tháng 4, Sở cấp 12 chữ ký số.",
            _LAST_YEAR,
            _REPORT.format("5", "6") + "\nTrên đây là báo cáo kết quả thực hiện tháng 4/2026.",
            _REPORT.format("5", "6") + "\nTrên đây là báo cáo kết quả thực hiện tháng 5 năm 2025.",
        ),
        passes=(
            "@report 2026-05\nSở báo cáo kết quả tháng 5 (số liệu từ ngày 16/4 đến ngày 15/5/2026) như sau:\nI. KẾT QUẢ\n1. Theo số liệu "
            "tính đến ngày 15/4/2026 của Bộ, tỉnh xếp thứ 12.",
            _REPORT.format("5 NĂM 2026", "6 NĂM 2026") + "\nTrên đây là báo cáo tháng 5, nhiệm vụ tháng 6 năm 2026.",
            _REPORT.format("5", "6") + "\nTrên đây là báo cáo theo Kế hoạch số 12/KH-UBND ngày 15/01/2025.",
            _REPORT.format("5", "6") + "\n- Trong tháng 5, mở 02 lớp.\n- Trong tháng 4, Sở nhận 12 hồ sơ; đến nay đã cấp.",
            _LAST_YEAR.replace("năm 2025", "năm 2026"),
            _REPORT.format("5 VÀ 5 THÁNG ĐẦU NĂM", "6/2026"),
            "@report 2026-05\nI. KẾT QUẢ\n1. Kết quả thực hiện nhiệm vụ tháng 5: Sở mở 02 lớp.\nII. NHIỆM VỤ THÁNG TỚI\n1. Mở 03 lớp.",
        ),
        on_part=_check,
    )
)
