"""The tables of a report: which columns hold results, difficulties, proposals and plans, which name the task; the statements of a cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vbcds.assembly.report_headings import heading_sections
from vbcds.lexicons.report_words import fold
from vbcds.model.document import Cell
from vbcds.model.records import Section
from vbcds.structure.labels import find_label
from vbcds.structure.values import Column, TableReading


@dataclass(frozen=True, slots=True)
class ReportColumns:
    """Columns by what they are to a reader of the report."""

    #: (column, the sections its heading names), from left to right.
    sections: tuple[tuple[int, tuple[Section, ...]], ...]
    number: int | None
    #: The column that names the task or the matter.
    content: int | None
    #: Columns with an agency that a proposal is made to.
    addressees: tuple[int, ...]
    #: Columns with no more than the state ("Hoàn thành", "Đang thực hiện").
    statuses: tuple[int, ...]
    #: Columns of remarks, where a hardship may stand.
    notes: tuple[int, ...] = ()


#: "1.012.655/1.300.400 hồ sơ": a count and no label.
#: A line that ends within a number.
_CUT = re.compile(r"[./]\d{3}\.$|\d[.,/]$")
_COUNT = re.compile(r"\d+[.,]\d{3}|\d+\s?[/%]")

_TO = (
    "nơi gửi",
    "nơi nhận kiến nghị",
    "cơ quan giải quyết",
    "đơn vị giải quyết",
    "cơ quan xử lý",
    "đơn vị xử lý",
    "cơ quan tiếp nhận",
    "thẩm quyền",
    "cấp giải quyết",
    "cơ quan có thẩm quyền",
    "gửi",
    "đối tượng kiến nghị",
    "kiến nghị với",
    "kiến nghị đến",
    "kiến nghị tới",
    "đề xuất với",
    "đề nghị với",
    "cơ quan, đơn vị xử lý",
    "cơ quan được kiến nghị",
    "cơ quan được đề nghị",
    "cơ quan nhận",
)
#: Words that tell what a column holds wherever they stand in its heading; the first that fits.
_COLUMN_WORDS: dict[Section, re.Pattern[str]] = {
    "difficulties": re.compile(r"(?<!\w)(?:khó khăn|vướng|tồn tại|hạn chế|nguyên nhân|trở ngại)(?!\w)"),
    "proposals": re.compile(r"(?<!\w)(?:kiến nghị|đề xuất|đề nghị|mong muốn)(?!\w)"),
    "plans": re.compile(
        r"(?:việc|nội dung|kế hoạch|nhiệm vụ)(?: sẽ)?(?: làm)? (?:tháng|quý|kỳ|tuần) (?:\d|tới|sau|[ivx]+)|(?<!\w)(?:sắp tới"
        r"|tiếp theo)$|^hướng (?:xử lý|giải quyết|khắc phục)"
    ),
    "results": re.compile(
        r"^(?:đã )?(?:thực hiện|làm được|diễn biến)$|(?<!\w)(?:kết quả|diễn biến|tình hình thực hiện)(?!\w)(?! (?:đầu ra|dự kiến|phải))"
    ),
}
_NOTE = ("ghi chú",)
#: Beside results a month, quarter or week alone names the work to come: "Kết quả | Chỗ khó | Tháng 9".
_TIME_ALONE = re.compile(r"(?:trong |sang )?(?:tháng|quý|kỳ|tuần) (?:\d{1,2}|[ivx]+|tới|sau|tiếp theo)(?:[ /]+(?:năm )?\d{4})?")
#: How far the work is, in a table with days due; with a year it is what a target starts from.
_HOW_FAR = re.compile(r"(?:hiện trạng|thực trạng|hiện tại|hiện nay|đến nay|tới đâu|đến đâu|làm đến đâu|tới nay)(?!\w)[^\d]*")
_STATE = ("trạng thái", "tình trạng", "mức độ hoàn thành", "đánh giá", "mức độ", "tiến độ")
_FIGURES = (
    "tỷ lệ",
    "số lượng",
    "lũy kế",
    "đvt",
    "đơn vị tính",
    "kế hoạch",
    "chỉ tiêu",
    "thực hiện tháng",
    "so với",
    "cùng kỳ",
    "số liệu",
    "tổng số",
)


def read_columns(reading: TableReading, above: tuple[Section, ...]) -> ReportColumns | None:
    """What the columns of a report's table hold, or None where none holds statements.

    `above` are the sections of the heading that the table stands under: in a table of difficulties without a column of that name, the
    column of the content holds them.
    """
    found: list[tuple[int, tuple[Section, ...]]] = []
    addressees: list[int] = []
    statuses: list[int] = []
    notes: list[int] = []
    number = content = None
    for column in reading.columns:
        heading = fold(" ".join(column.heading.split()))
        last = heading.rsplit(" / ", 1)[-1].strip()
        if column.role == "number":
            number = column.index if number is None else number
            continue
        if last.startswith(_NOTE) or (column.role == "note" and not _column_sections(last)):
            notes.append(column.index)
            continue
        if last.startswith(_TO):
            addressees.append(column.index)
            continue
        sections = _column_sections(last) or (_column_sections(heading) if " / " in heading else ())
        if column.role in ("content", "indicator") and content is None and not _names_statement(last, sections):
            content = column.index
            continue
        if column.role == "deadline" and last.startswith(_STATE) and any("results" in named for _, named in found):
            statuses.append(column.index)  # "Tiến độ" beside "Kết quả" tells the state
            continue
        if column.role in (
            "lead",
            "support",
            "deadline",
            "start",
            "unit",
            "target",
            "baseline",
            "budget",
            "document",
            "scope",
        ) and not _names_statement(last, sections):
            continue
        if last.startswith(_FIGURES) and not _names_statement(last, sections):
            continue
        if last.startswith(_STATE) and not _COLUMN_WORDS["difficulties"].search(last):  # and not "Đánh giá, khó khăn"
            statuses.append(column.index)
            continue
        if sections:
            found.append((column.index, sections))
    if content is None:
        taken = {index for index, _ in found} | set(addressees) | set(statuses)
        content = next((c.index for c in reading.columns if c.role == "content" and c.index not in taken), None)
    if not any("results" in sections for _, sections in found):
        found.extend((c.index, ("results",)) for c in _how_far(reading))
        found.sort()
    times = [c.index for c in reading.columns if _TIME_ALONE.fullmatch(fold(" ".join(c.heading.split())))]
    if len(times) == 1 and any("results" in sections and index != times[0] for index, sections in found):
        found = [pair for pair in found if pair[0] != times[0]] + [(times[0], ("plans",))]
    main: tuple[Section, ...] = tuple(s for s in above if s in ("difficulties", "proposals", "plans", "results"))
    named = {section for _, sections in found for section in sections}
    if (
        content is not None
        and main
        and main[0] in ("difficulties", "proposals", "plans")
        # "Nhiệm vụ theo Kế hoạch số 24": what became of each task and what stood in its way is no table of work to come
        and not (main[0] == "plans" and "results" in named and named & {"difficulties", "proposals"})
        and not any(main[0] in sections for _, sections in found)
    ):
        found.insert(0, (content, main))
        content = None
    if not any("results" in sections for _, sections in found):  # "Thời hạn | Tiến độ thực hiện | Khó khăn": how far each task is
        told = [c.index for c in reading.columns if c.index in statuses and "results" in _column_sections(fold(c.heading))]
        found.extend((index, ("results",)) for index in told[:1])
        statuses = [index for index in statuses if index not in told[:1]]
        found.sort()
    if not found and statuses and reading.role in ("tasks", "other"):
        found = [(statuses[0], ("results",))]
        statuses = []
    if not found:
        return None
    return ReportColumns(tuple(found), number, content, tuple(addressees), tuple(statuses), tuple(notes))


def _how_far(reading: TableReading) -> tuple[Column, ...]:
    """The one column that tells how far each task is, where the table has tasks and their days or leads."""
    roles = {column.role for column in reading.columns}
    found = tuple(column for column in reading.columns if _HOW_FAR.fullmatch(fold(" ".join(column.heading.split()))))
    return found if len(found) == 1 and roles & {"deadline", "lead"} and not roles & {"target", "unit"} else ()


def _column_sections(heading: str) -> tuple[Section, ...]:
    if heading.startswith(
        ("ghi chú", "nội dung nhiệm vụ", "nhiệm vụ được giao", "tên nhiệm vụ", "nhiệm vụ")
    ) and not heading.startswith(("nhiệm vụ trọng tâm", "nhiệm vụ tháng")):
        return ()
    sections = heading_sections(heading)
    if not sections:
        sections = tuple(section for section, words in _COLUMN_WORDS.items() if words.search(heading))[:1]
    return tuple(s for s in sections if s != "other")


def _names_statement(heading: str, sections: tuple[Section, ...]) -> bool:
    """Whether a heading surely speaks of statements, whatever role its words have elsewhere."""
    if not sections:
        return False
    return "difficulties" in sections or "proposals" in sections or heading.startswith(
        ("kết quả", "tình hình", "kế hoạch tháng", "kế hoạch quý", "nhiệm vụ tháng", "nhiệm vụ quý", "nhiệm vụ trọng tâm",
            "phương hướng", "kế hoạch thời gian",
            "dự kiến", "nội dung đã", "tiến độ thực hiện", "tiến độ, kết quả", "giải pháp", "công việc đã", "công việc tháng",
            "đã thực hiện", "việc đã", "nhiệm vụ tiếp", "kế hoạch tiếp", "hướng")
    )  # fmt: skip


def section_rows(text: str, grid: list[list[Cell | None]]) -> Iterator[tuple[Cell, tuple[Section, ...]]]:
    """The cells behind the names of sections, where the rows of a table are the sections: "Khó khăn, vướng mắc | Thiếu máy quét".

    None unless every row but the first, which may head the columns, names a section in the same column, and there are two different ones.
    """
    for column in range(min(2, max(map(len, grid), default=0))):
        named: list[tuple[int, tuple[Section, ...]]] = []
        for row, cells in enumerate(grid):
            cell = cells[column] if column < len(cells) else None
            words = " ".join(text[cell.start : cell.end].split()) if cell is not None else ""
            label = find_label(words, fold(words))
            bare = words[label.length :] if label is not None else words
            sections = heading_sections(bare) if len(bare) < 80 else ()
            if sections and sections != ("other",):
                named.append((row, sections))
            elif row:
                break
        else:
            if len({sections for _, sections in named}) > 1:
                for row, sections in named:
                    for cell in {id(one): one for one in grid[row][column + 1 :] if one is not None}.values():
                        yield cell, sections
                return


def row_topic(text: str, cells: list[Cell | None], number: int | None, content: int | None) -> str | None:
    """What the row says of the task: "code: words", or the words alone; None where its cell is empty."""
    code = text[c.start : c.end].strip() if number is not None and (c := cells[number]) is not None else ""
    words = " ".join(text[c.start : c.end].split()) if content is not None and (c := cells[content]) is not None else ""
    return f"{code}: {words}" if code and words else words or None


def cell_statements(text: str, cell: Cell) -> Iterator[tuple[int, int]]:
    """The bullets of a cell, without their marks; one piece where it has none."""
    lines: list[tuple[int, int]] = []
    at = cell.start
    bulleted = 0
    while at < cell.end:
        stop = text.find("\n", at, cell.end)
        stop = cell.end if stop < 0 else stop
        raw = text[at:stop]
        bare = raw.strip()
        if bare:
            begin = at + raw.index(bare[0])
            label = find_label(bare, fold(bare))
            if label is not None and not (label.kind == "arabic" and (label.length < 2 or _COUNT.match(bare))):
                bulleted += 1
                lines.append((begin + label.length, begin + len(bare)))
            elif lines and (bulleted or bare[0].islower() or _COUNT.match(bare) or _CUT.search(text, lines[-1][0], lines[-1][1])):
                lines[-1] = (lines[-1][0], begin + len(bare))
            else:
                lines.append((begin, begin + len(bare)))
        at = stop + 1
    yield from lines
