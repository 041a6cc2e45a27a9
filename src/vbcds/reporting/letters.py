"""Reminder letters (công văn đôn đốc): one for each lead agency that has something overdue, late or unreported."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vbcds.assembly.responsibility import present_name
from vbcds.reporting.ledger_values import Ledger, LedgerEntry, state_name
from vbcds.reporting.report_tables import day_text
from vbcds.reporting.report_values import TableBlock, TableColumn
from vbcds.text.fold import slug

#: States that a letter reminds of, in the order of its tables.
_REMINDED = ("overdue", "delayed", "not_started", "unreported")
#: Days before a due day from which a task in progress is named as well.
_SOON = 15
#: Who assigns tasks, or stands above, is not reminded by its own office.
_ABOVE = re.compile(
    r"^(?:Thường trực|Các Ban của|Ban Thường vụ|Hội đồng nhân dân|Tỉnh ủy|Thành ủy|Chính phủ|Thủ tướng|Quốc hội|Bộ|Ban Bí thư)\b"
    r"|^Ủy ban nhân dân (?:tỉnh|thành phố trực thuộc)\b|^Chủ tịch Ủy ban nhân dân tỉnh\b",
    re.IGNORECASE,
)
_COLLECTIVE = re.compile(r"^(?:các|cac-|những)\b|cấp (?:xã|huyện)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter: to whom, about what, its paragraphs and its table."""

    agency: str
    subject: str
    opening: str
    table: TableBlock
    closing: tuple[str, ...]
    entries: tuple[LedgerEntry, ...]

    @property
    def file_name(self) -> str:
        """An ASCII file name."""
        return f"don-doc-{slug(self.agency)[:80] or 'co-quan'}.docx"


def build_letters(ledger: Ledger, *, soon: int = _SOON) -> tuple[Letter, ...]:
    """The letters that a ledger asks for, by the agencies' names. Tasks of work done, or not due yet, are not named, except where the
    day is at most `soon` days off."""
    waiting: dict[str, list[LedgerEntry]] = defaultdict(list)
    former: dict[str, dict[str, None]] = defaultdict(dict)
    for entry in ledger.entries:
        if entry.state in _REMINDED or (entry.state == "in_progress" and _is_soon(entry, ledger.as_of, soon)):
            named: dict[str, None] = {}
            for agency in entry.task.lead:
                name = present_name(agency, ledger.as_of)
                if _ABOVE.search(name):
                    continue
                named[name] = None
                if name != agency.name:
                    former[name][agency.name] = None
            for name in named:
                waiting[name].append(entry)
    return tuple(_letter(name, waiting[name], ledger.as_of, tuple(former[name])) for name in sorted(waiting))


def _is_soon(entry: LedgerEntry, as_of: date, soon: int) -> bool:
    return entry.due is not None and 0 <= (entry.due - as_of).days <= soon


def _letter(name: str, entries: Sequence[LedgerEntry], as_of: date, former: Sequence[str] = ()) -> Letter:
    order = {state: number for number, state in enumerate(_REMINDED)}
    ranked = sorted(entries, key=lambda entry: (order.get(entry.state, len(order)), -(entry.days_late or 0)))
    overdue = sum(entry.state == "overdue" for entry in ranked)
    rows = tuple(
        (
            str(number),
            f"{f'[{entry.task.code}] ' if entry.task.code else ''}{' '.join(entry.task.content.split())}",
            " ".join((entry.task.deadline.raw or "").split()),
            f"{state_name(entry.state)}{f' {entry.days_late} ngày' if entry.days_late is not None else ''}",
        )
        for number, entry in enumerate(ranked, 1)
    )
    columns = (
        TableColumn("TT", 0.07, "center"), TableColumn("Nhiệm vụ", 0.53), TableColumn("Thời hạn", 0.2, "center"),
        TableColumn("Tình trạng", 0.2, "center"),
    )  # fmt: skip
    heir = f" (gồm nhiệm vụ trước đây giao {'; '.join(former)})" if former else ""
    late = f", trong đó có {overdue} nhiệm vụ đã quá hạn" if overdue else ""
    return Letter(
        agency=name,
        subject="đôn đốc thực hiện và báo cáo kết quả nhiệm vụ được giao",
        opening=(
            f"Qua theo dõi việc thực hiện các nhiệm vụ được giao, tính đến ngày {day_text(as_of)}, "
            f"{_lower(name)}{heir} có {len(ranked)} nhiệm vụ cần tập trung thực hiện hoặc chưa có báo cáo kết quả{late}, cụ thể:"
        ),
        table=TableBlock("reminder", columns, rows),
        closing=(
            f"Đề nghị {_lower(name)} tập trung chỉ đạo thực hiện các nhiệm vụ nêu trên; báo cáo kết quả, nguyên nhân chậm (nếu có) và "
            "thời hạn hoàn thành gửi về ………………… trước ngày        tháng        năm        để tổng hợp, báo cáo cấp có thẩm quyền.",
            "Trân trọng./.",
        ),
        entries=tuple(ranked),
    )


def render_letters(
    letters: Sequence[Letter], folder: Path, *, agency: str | None = None, parent: str | None = None, place: str | None = None
) -> list[Path]:
    """Write the letters into `folder`, laid out as official letters (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.5); gives the files.

    Letterhead, number and day stand there to fill in where they are not given.
    """
    from vbcds.reporting.render import official_page as page
    from vbcds.reporting.render.docx_blocks import blocks

    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    taken: set[str] = set()
    for letter in letters:
        document = page.new_document()
        page.head(
            document, parent=parent, agency=agency or "TÊN CƠ QUAN BAN HÀNH", symbol="……-……", place=place, subject=letter.subject
        )
        page.addressee(document, letter.agency)
        page.body_text(document, letter.opening)
        blocks(document, (letter.table,))
        for text in letter.closing:
            page.body_text(document, text)
        page.signature(document, ("Như trên;", "…………………;", "Lưu: VT, ……"), ("QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ",))
        page.properties(document, f"V/v {letter.subject}", agency or "")
        name = letter.file_name
        count = 1
        while name in taken:
            count += 1
            name = f"{letter.file_name.removesuffix('.docx')}-{count}.docx"
        taken.add(name)
        page.save(document, folder / name)
        written.append(folder / name)
    return written


def _lower(name: str) -> str:
    """A collective inside a sentence begins with a small letter; a name keeps its capital."""
    return name[0].lower() + name[1:] if _COLLECTIVE.search(name) and name[0].isupper() and name.startswith("Các") else name
