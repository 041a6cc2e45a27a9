"""Agencies that a task or a proposal names although they were merged, renamed or dissolved before the document's date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache, partial

from vbcds.checks.agencies_dissolved import DISTRICTS_END, GRACE, find_dissolved, told_of_before
from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.view import PartView, Passage, day_text
from vbcds.lexicons.agencies import entry_at
from vbcds.model.document import Source
from vbcds.model.periods import period_days
from vbcds.model.records import Agency, Evidence
from vbcds.recognisers.agencies import find_agencies
from vbcds.recognisers.agencies_resolution import resolve_agency
from vbcds.text.fold import key, lower_same_length

#: Words by which a text shows that it knows the name to be an old one.
_FORMER = re.compile(
    r"\(\s*(?:cũ|trước\s+đây|nay\s+là)|\b(?:trước\s+(?:đây|khi\s+(?:sáp\s+nhập|hợp\s+nhất|sắp\s+xếp))|nay\s+là|cũ)\b", re.IGNORECASE
)
#: Offices of districts that the registry does not have by name; districts ended with June 2025 (Luật 72/2025/QH15, Điều 54).
_OF_DISTRICT = re.compile(
    r"(?:phòng|ban|ủy ban|uỷ ban|ubnd|hội đồng|hđnd|thường trực)\b.*\b(?:huyện|quận|thị xã)\b(?!\s+(?:đoàn|đội))", re.IGNORECASE
)
#: Who sits in a committee, and who is to carry a decision out.
_OFFICE_OF = re.compile(
    r"\blà\s+(?:Ủy viên|Uỷ viên|Phó Trưởng|Trưởng|thành viên|Tổ)|chịu\s+trách\s+nhiệm\s+thi\s+hành", re.IGNORECASE
)
#: In what a report plans: before an agency that is given work, and behind one; no name is longer than so many characters.
_GIVEN = re.compile(r"\b(?:[Gg]iao|[Yy]êu\s+cầu|[Pp]hân\s+công|[Cc]hỉ\s+đạo|[Đđ]ề\s+nghị|[Pp]hối\s+hợp|với)\s+(?=[A-ZĐỦU])")
_TAKES = re.compile(
    r"\s*,?\s(?:(?:tiếp\s+tục|có\s+trách\s+nhiệm|khẩn\s+trương|là\s+(?:cơ\s+quan|đơn\s+vị))\s+)?(?:chủ\s+trì|tham\s+mưu)\b"
)
#: With whom, and to whom: a plan's own words for it.
_WITH_OR_TO = re.compile(r"\b(?:[Pp]hối\s+hợp(?:\s+(?:với|cùng))?|[Bb]áo\s+cáo(?:\s+về)?|[Gg]ửi(?:\s+về)?)\s+(?=[A-ZĐỦ])")
#: Who does something, or is asked to, in an account.
_BY = re.compile(r"\b(?:do|[Pp]hối\s+hợp(?:\s+(?:với|cùng))?|[Đđ]ề\s+nghị|[Tt]rình|[Gg]ửi)\s+(?=Sở\s)")
_MONTH = 31
_PAST = re.compile(r"\b(?:đã|từng|được)\s+$", re.IGNORECASE)
#: A line of a plan that begins with the agency that is to do it.
_DOES = re.compile(r"\s*(?:[-+•*–]\s*|\d+(?:\.\d+)*[.)]?\s+|[a-zđ]\)\s*)?(?=[A-ZĐỦU])")
#: Behind it: work, and no account of what was done.
_WORK = re.compile(r"\s?:|\s(?!(?:đã|được|từng|là|ban\s+hành)\b)(?=[a-zđà-ỹ])")
_NAME = 80


def _check(view: PartView) -> Iterator[Problem]:
    """Who is named in tasks and proposals, then offices of districts wherever they are dealt with; an office is told of once."""
    told: list[str] = []
    for problem in (*_assigned(view), *find_dissolved(view)):
        name = problem.evidence[0].text
        if not any(name in other or other in name for other in told):
            told.append(name)
            yield problem


def _assigned(view: PartView) -> Iterator[Problem]:
    issued = view.record.date
    if issued is None or view.record.genre == "news":
        return
    province = _province(view)
    seen: set[str] = set()
    resolved: dict[str, tuple[date, tuple[str, ...]] | None] = {}
    for agency, place in _named(view):
        name = agency.id or key(agency.name)
        if name in seen:
            continue
        if name not in resolved:
            resolved[name] = _end(agency, issued, province)
        end = resolved[name]
        if end is None or end[0] + GRACE >= issued:
            continue
        evidence = place()
        if _FORMER.search(_around(view, evidence)):
            continue
        seen.add(name)
        now = " hoặc ".join(end[1])
        yield Problem(
            message=(
                f"{agency.name} không còn từ ngày {day_text(end[0] + timedelta(days=1))}, trước ngày của văn bản "
                f"{day_text(issued)}{f'; nay là {now}' if now else ''}."
            ),
            evidence=(evidence,),
        )


@lru_cache(maxsize=4096)  # reports of one month name the same agencies
def _end(agency: Agency, issued: date, province: str | None) -> tuple[date, tuple[str, ...]] | None:
    """The last day of an agency, with the names of those that follow it; None where it has none, or is not known."""
    if agency.id is None:
        return (DISTRICTS_END, ()) if _OF_DISTRICT.match(agency.name) else None
    known = resolve_agency(agency.name, on=issued, province=province)
    if known is None or known.valid_to is None:
        return None
    return known.valid_to, tuple(name for id in known.successors if (name := _name(id)))


def _named(view: PartView) -> Iterator[tuple[Agency, Callable[[], Evidence]]]:
    """The agencies that tasks and proposals name, each with the way to its place: looked for only where it is wanted."""
    for task in view.tasks:
        for agency in (*task.lead, *task.support):
            yield agency, partial(_place, view, agency.raw, task.source)
    orders = view.record.genre not in ("report", "news", None)
    if view.record.genre == "report":
        yield from _dealt_with(view)
    for passage in view.passages:
        if orders:
            if head := _DOES.match(passage.text):
                yield from _doer(view, passage, head.end())
            yield from _with_or_to(view, passage)
        low = lower_same_length(passage.text)
        if ("là" in low or "chịu" in low) and _OFFICE_OF.search(passage.text):
            for mention in find_agencies(passage.text):
                if mention.office is not None and not mention.collective:
                    place = partial(view.within, passage, mention.start, mention.end)
                    yield mention.agency, place
    for item in view.report_items:
        if item.section == "plans" and item.source.table is None:
            yield from _given(view, item.source)
        if item.addressee is not None:
            yield item.addressee, partial(_place, view, item.addressee.raw, item.source)


def _doer(view: PartView, passage: Passage, start: int) -> Iterator[tuple[Agency, Callable[[], Evidence]]]:
    """The agency with which a line begins that says what it does ("1. Sở Tài chính bố trí vốn ...")."""
    text = passage.text
    for mention in find_agencies(text[start : start + _NAME]):
        if mention.start == 0 and _WORK.match(text, start + mention.end):
            yield mention.agency, partial(view.within, passage, start, start + mention.end)


def _with_or_to(view: PartView, passage: Passage) -> Iterator[tuple[Agency, Callable[[], Evidence]]]:
    """The agencies that a plan has others work with or report to ("Công an tỉnh phối hợp với Sở Tài chính ...")."""
    for match in _WITH_OR_TO.finditer(passage.text):
        if _PAST.search(passage.text, max(0, match.start() - 12), match.start()):
            continue  # "đã phối hợp với ..."
        for mention in find_agencies(passage.text[match.end() : match.end() + _NAME]):
            if mention.start == 0 and not mention.collective:
                yield mention.agency, partial(view.within, passage, match.end(), match.end() + mention.end)


def _dealt_with(view: PartView) -> Iterator[tuple[Agency, Callable[[], Evidence]]]:
    """The departments that do something in what a report tells of its month ("do Sở Kế hoạch và Đầu tư thẩm định")."""
    days = period_days(view.record.period) if view.record.period else None
    if days is None or (days[1] - days[0]).days > _MONTH:
        return  # of a longer time some is of the time before
    for passage in view.passages:
        for match in _BY.finditer(passage.text):
            sentence = passage.text[passage.text.rfind(". ", 0, match.start()) + 1 : (passage.text + ". ").find(". ", match.end())]
            mention = next(iter(find_agencies(passage.text[match.end() : match.end() + _NAME])), None)
            if mention is not None and mention.start == 0 and not told_of_before(sentence):
                yield mention.agency, partial(view.within, passage, match.end(), match.end() + mention.end)


def _given(view: PartView, source: Source) -> Iterator[tuple[Agency, Callable[[], Evidence]]]:
    """The agencies to which a sentence of a report's plans gives work ("Giao Sở Tài chính ...", "Sở Y tế chủ trì ...")."""
    text = view.text[source.start : source.end]
    windows = [(match.end(), min(match.end() + _NAME, len(text)), True) for match in _GIVEN.finditer(text)]
    windows += [(max(match.start() - _NAME, 0), match.start(), False) for match in _TAKES.finditer(text)]
    for start, end, first in windows:
        for mention in find_agencies(text[start:end]):
            if not mention.collective and (mention.start == 0 if first else mention.end == end - start):
                at = source.start + start
                yield mention.agency, partial(view.at, at + mention.start, at + mention.end)


def _place(view: PartView, raw: str, source: Source) -> Evidence:
    at = view.text.find(raw, source.start, source.end)
    if at < 0 and source.table is not None and source.row is not None:
        row = view.row(view.context.document.tables[source.table], source.row)
        at = view.text.find(raw, row.source.start, row.source.end)
    return view.at(at, at + len(raw)) if at >= 0 else view.of(source)


def _around(view: PartView, evidence: Evidence) -> str:
    return view.text[max(0, evidence.source.start - 20) : evidence.source.end + 40]


def _province(view: PartView) -> str | None:
    issuer = view.record.issuer
    if issuer is None or issuer.id is None:
        return None
    place = issuer.id.partition("@")[2]
    return place.rpartition(".")[2] or None


def _name(id: str) -> str:
    base = id.partition("@")[0]
    entry = entry_at(base, None)
    return entry.name if entry is not None else ""


add(
    Check(
        code="obsolete-agency",
        family="tasks",
        severity="warning",
        explanation="Giao việc, kiến nghị hoặc phối hợp với cơ quan đã sáp nhập, đổi tên hoặc giải thể trước ngày của văn bản.",
        source="Nghị quyết 176/2025/QH15; Nghị định 45/2025/NĐ-CP; Nghị quyết 202/2025/QH15; Luật 72/2025/QH15",
        fails=(
            "@report 2026-05\nI. KẾT QUẢ\n1. Thủ tục đầu tư do Sở Kế hoạch và Đầu tư thẩm định còn kéo dài.",
            "@report 2026-05\nI. KẾT QUẢ\n1. Sở đang phối hợp với Phòng Văn hóa và Thông tin các huyện kiểm đếm thiết bị đã cấp.",
            "@report 2026-05\nI. KẾT QUẢ\n1. Hằng tuần, kết quả được gửi Công an huyện tổng hợp.",
            "@report 2026-05\nII. ĐỀ NGHỊ\n1. Đề nghị Phòng Kinh tế hạ tầng huyện hỗ trợ máy tính.",
            "@report 2026-05\nI. KẾT QUẢ\n1. Đã kết nối 12 hệ thống.\nII. NHIỆM VỤ TRỌNG TÂM THÁNG 6\n"
            "1. Giao Sở Kế hoạch và Đầu tư bố trí vốn cho các dự án chuyển tiếp.",
            "@plan\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Thông tin và Truyền thông\n"
            "Chủ trì, phối hợp với các sở, ngành xây dựng kho dữ liệu dùng chung của "
            "tỉnh trước ngày 30/9/2026.",
            "@plan\nII. NHIỆM VỤ\n1. Sở Giao thông vận tải gắn mã số cho các tuyến đường.",
            "@plan\nII. NHIỆM VỤ\n- UBND các huyện, thị xã: rà soát vùng lõm sóng.",
            "@plan\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n"
            "| 1 | Xây dựng kho dữ liệu dùng chung | Sở Kế hoạch và Đầu tư | Tháng 9/2026 |\n"
            "| 2 | Số hóa hồ sơ sức khỏe | Sở Y tế | Tháng 9/2026 |",
        ),
        passes=(
            "@report 2026-05\nI. KẾT QUẢ\n1. Hồ sơ do Sở Kế hoạch và Đầu tư bàn giao đã được Sở Tài chính thẩm định.",
            "@report 2026-05\nI. KẾT QUẢ\n1. Sở đã phối hợp với UBND các xã kiểm đếm thiết bị do Phòng Văn hóa và Thông tin các huyện bàn "
            "giao. Năm 2024 đã phối hợp với Công an huyện Sông Lam mở 12 lớp.",
            "@report 2025-05\nI. KẾT QUẢ\n1. Hằng tuần, kết quả được gửi Công an huyện tổng hợp.",
            "@plan\nI. TÌNH HÌNH\n1. Sở Giao thông vận tải đã gắn mã số cho 12 tuyến đường.\n2. UBND các huyện (trước đây) rà soát vùng "
            "lõm sóng.\nII. NHIỆM VỤ\n1. UBND các xã, phường rà soát vùng lõm sóng.",
            "@report 2025-05\nII. ĐỀ NGHỊ\n1. Đề nghị Phòng Kinh tế hạ tầng huyện hỗ trợ máy tính.",
            "@report 2026-05\nI. KẾT QUẢ\n1. Đã kết nối 12 hệ thống.\nII. NHIỆM VỤ TRỌNG TÂM THÁNG 6\n"
            "1. Bàn giao hồ sơ lưu trữ của Sở Kế hoạch và Đầu tư trước khi hợp nhất.\n"
            "2. Giao Sở Tài chính (trước đây là Sở Kế hoạch và Đầu tư) bố trí vốn.",
            "@decision\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n"
            "| 1 | Xây dựng kho dữ liệu dùng chung | Sở Kế hoạch và Đầu tư | Tháng 9/2024 |\n"
            "| 2 | Số hóa hồ sơ sức khỏe | Sở Y tế | Tháng 9/2024 |",
        ),
        on_part=_check,
    )
)
