"""The years that a document plans for, and the period that it reports on, from its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from vbcds.recognisers.periods import parse_period
from vbcds.structure.lines import fold
from vbcds.structure.values import Header

_CITED = re.compile(
    r"ngày\s*[\d …./\-]{0,14}(?:tháng\s*[\d ….]{0,6}(?:năm\s*\d{4})?)?"
    r"|(?:số\s*)?\d+[a-z]?\s*[/\-][\w/.\-]*[^\W\d][\w/.\-]*|\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}"
)
_SPAN = re.compile(r"(?:giai đoạn|các năm|nhiệm kỳ|thời kỳ|năm)?\s*(20\d\d)\s*(?:-|đến(?:\s+năm)?|tới)\s*(?:năm\s*)?(20\d\d)")
_VISION = re.compile(r"(?:định hướng|tầm nhìn|hướng tới|hướng đến)(?:\s+(?:phát triển|đến|tới|giai đoạn|các))*[^,;.]{0,30}$")
_UNTIL = re.compile(r"(?:đến|tới|hết)\s+(?:hết\s+)?năm\s+(20\d\d)")
_REPORTING = re.compile(
    r"(?:(?:v/v|về việc|về) )?(?:gửi |nộp |trình )?báo cáo (?:.{0,80}?(?:kết quả|tình hình|tiến độ|kỳ)|.{0,60}?(?:tháng|quý|tuần|năm) )"
    r"|(?:(?:v/v|về việc|về) )?(?:cập nhật |tổng hợp )?(?:kết quả|tình hình|tiến độ|số liệu) .{0,120}?(?:tháng|quý|tuần|kỳ) [\divx]"
)
_MANY = re.compile(r"(?<!\w)các (?!ông|bà|đồng chí)")
_YEAR = re.compile(r"(?<!\d)(?:năm\s+)?(20\d\d)(?!\d)")


def plan_years(title: str | None, issued_year: int | None) -> tuple[int, int] | None:
    """The first and the last year that a title plans for; None where it names none.

    Years of documents that the title cites, and those of a vision beyond the plan ("định hướng đến năm 2030"), do not count.

    >>> plan_years("Chuyển đổi số tỉnh Tây Ninh năm 2023", 2023), plan_years("Chương trình giai đoạn 2021 - 2025", 2021)
    ((2023, 2023), (2021, 2025))
    >>> plan_years("CHƯƠNG TRÌNH ... ĐẾN NĂM 2025 VÀ ĐỊNH HƯỚNG ĐẾN NĂM 2030", 2021)
    (2021, 2025)
    >>> plan_years("Thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024", 2025) is None
    True
    """
    if not title:
        return None
    folded = _CITED.sub(" ", fold(title))
    span = _SPAN.search(folded)
    if span and int(span[1]) <= int(span[2]) and not _VISION.search(folded[: span.start()]):
        return int(span[1]), int(span[2])
    until = next((m for m in _UNTIL.finditer(folded) if not _VISION.search(folded[: m.start()])), None)
    if until:
        last = int(until[1])
        return (min(issued_year, last) if issued_year else last), last
    years = [int(m[1]) for m in _YEAR.finditer(folded) if not _VISION.search(folded[: m.start()])]
    return (min(years), max(years)) if years else None


def is_report(header: Header, addressees: str = "") -> bool:
    """Whether a document reports on work done: a report, or a letter whose subject says so ("V/v báo cáo kết quả ...").

    A letter to many ("Kính gửi: Các sở, ban, ngành") under such a subject asks for their reports. `addressees` is its "Kính gửi".

    >>> letter = Header(genre="letter", title="báo cáo kết quả chuyển đổi số tháng 5/2024")
    >>> is_report(letter, "Kính gửi: Sở Thông tin và Truyền thông."), is_report(letter, "Kính gửi: Các sở, ban, ngành tỉnh.")
    (True, False)
    >>> is_report(Header(genre="letter", title="V/v tiến độ các phần việc được giao tháng 8/2023"), "Kính gửi: Sở Nội vụ.")
    True
    >>> is_report(Header(genre="letter", title="V/v đôn đốc tiến độ quý III/2023"), "Kính gửi: Sở Nội vụ.")
    False
    """
    if header.genre == "report":
        return True
    reports = header.genre in ("letter", "other") and _REPORTING.match(fold(header.title or "")) is not None
    return reports and _MANY.search(fold(addressees)) is None


def report_period(title: str | None, issued: date | None, year: int | None, below: Sequence[str]) -> str | None:
    """The period of a report in the contract's form: from its title, else from the words below it.

    `year` is the document's where its day is blank; `below` are the remark under the title ("(Từ ngày ... đến ngày ...)") and the
    first sentence, of which only what follows "báo cáo" counts: before it stand the documents that ask for the report.

    >>> report_period(
    ...     "Kết quả chuyển đổi số", None, 2023, ["Thực hiện Công văn ngày 02/3/2022, Sở báo cáo kết quả tháng 5 như sau:"]
    ... )
    '2023-05'
    """
    day = issued or (date(year, 12, 31) if year else None)
    for words in (title, *(text[_report_at(text) :] for text in below)):
        if words and (period := parse_period(words, issued=day)) is not None:
            return period
    return None


def _report_at(text: str) -> int:
    return 0 if text.startswith("(") else max(fold(text).rfind("báo cáo"), 0) or len(text)
