"""The workbook for people, `ket-qua.xlsx`: which sheets it has, and what stands in their columns. How it looks is `render.xlsx`."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from vbcds import __version__
from vbcds.model.collector import collector_at_rest
from vbcds.reporting.render.xlsx import Cell, Column, Note, Sheet, render_sheets
from vbcds.reporting.workbook_cells import (
    HeldDossier,
    Record,
    agencies_cell,
    agency_cell,
    capital,
    cited_file_cell,
    document_cell,
    evidence_cell,
    field_cell,
    finding_page_cell,
    mapped_cell,
    own_file_cell,
    page_cell,
    reckoning_cell,
    signers_cell,
    spot_cell,
    task_cell,
    when_cell,
)
from vbcds.store.dossier import open_dossier

_RELATIONS = {
    "legal_basis": "Căn cứ", "amends": "Sửa đổi, bổ sung", "replaces": "Thay thế", "repeals": "Bãi bỏ",
    "promulgates": "Ban hành kèm theo", "implements": "Thực hiện", "proposed_by": "Theo đề nghị", "mentions": "Nhắc đến",
}  # fmt: skip
_COMPARATORS = {"=": "=", ">=": "≥", ">": ">", "<=": "≤", "<": "<", "~": "khoảng"}
_SECTIONS = {
    "results": "Kết quả", "difficulties": "Khó khăn, vướng mắc", "proposals": "Đề xuất, kiến nghị", "plans": "Phương hướng",
    "other": "Khác",
}  # fmt: skip
_STATUSES = {"done": "Đã hoàn thành", "in_progress": "Đang thực hiện", "not_started": "Chưa thực hiện", "delayed": "Chậm"}
_SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Thông tin"}
_ERRORS = {
    "encrypted": "Có mật khẩu", "corrupt": "Tệp hỏng", "unsupported": "Không hỗ trợ", "too-large": "Quá lớn", "empty": "Tệp rỗng",
    "timeout": "Quá thời gian", "memory": "Quá bộ nhớ", "no-text": "Không có chữ (bản chụp)", "not-found": "Không có tệp",
    "permission": "Không có quyền đọc", "internal": "Lỗi chương trình",
}  # fmt: skip
#: Sheets that ask for somebody's attention.
_COLOURS = {"findings": "#FFC000", "errors": "#C00000"}
_NUMBER = Column("STT", 5, "center")
_CONSISTENT = {True: "Khớp", False: "Không khớp"}

#: Sheets by the kind of their records.
TITLES = {
    "documents": "Văn bản",
    "tasks": "Nhiệm vụ",
    "targets": "Chỉ tiêu",
    "citations": "Dẫn chiếu",
    "report_items": "Nội dung báo cáo",
    "metrics": "Số liệu",
    "findings": "Điểm cần xem lại",
    "errors": "Không đọc được",
}
_NOTES = (
    "Mỗi trang là một loại nội dung; dùng nút lọc ở hàng tiêu đề để chọn theo cơ quan, thời hạn, văn bản.",
    "Bấm vào tên tệp để mở văn bản gốc. Liên kết tính theo vị trí của bảng tính này: chuyển đi thì chuyển cả thư mục văn bản.",
    "Cột “Trang”, “Chỗ trong văn bản” và “Nguyên văn” cho biết nội dung được lấy từ đâu, để đối chiếu.",
    "Ô trống là văn bản không ghi, hoặc không đủ căn cứ để xác định; chương trình không tự đoán.",
    "“Ngày sau cùng” của thời hạn “trước ngày ...” là ngày hết hạn: đến ngày đó là muộn (cột “Cách tính hạn” ghi rõ).",
    "Trang “Không đọc được” nêu lý do và cách xử lý từng tệp.",
)


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of a sheet and how its cells are made."""

    heading: str
    width: float
    cell: Callable[[HeldDossier, Record], Cell]
    align: str = "left"
    printed: bool = True


_FILE = _Field("Tệp", 24, HeldDossier.file, printed=False)
_DOCUMENT = _Field("Văn bản", 17, document_cell)
_PAGE = _Field("Trang", 6, page_cell, "center")
_SPOT = _Field("Chỗ trong văn bản", 14, spot_cell, printed=False)

_FIELDS: dict[str, tuple[_Field, ...]] = {
    "documents": (
        _Field("Tệp", 32, own_file_cell),
        _Field("Loại văn bản", 10, lambda _, record: capital(record["kind"])),
        _Field("Số, ký hiệu", 15, field_cell("number")),
        _Field("Ngày ban hành", 10.5, field_cell("date"), "center"),
        _Field("Cơ quan ban hành", 20, agency_cell("issuer")),
        _Field("Trích yếu", 38, field_cell("title")),
        _Field("Người ký", 20, signers_cell),
        _Field("Kỳ báo cáo", 9, field_cell("period"), "center"),
        _Field("Số trang", 7, field_cell("pages"), "center"),
        _Field("Nơi nhận", 22, lambda _, record: "\n".join(record["recipients"])),
        _Field("Lưu ý khi đọc", 24, lambda _, record: "\n".join(record["warnings"])),
    ),
    "tasks": (
        _DOCUMENT,
        _Field("Mã", 6, field_cell("code"), "center"),
        _Field("Nhóm", 16, field_cell("group")),
        _Field("Nội dung nhiệm vụ", 44, field_cell("content")),
        _Field("Cơ quan chủ trì", 20, agencies_cell("lead")),
        _Field("Cơ quan phối hợp", 20, agencies_cell("support")),
        _Field("Thời hạn ghi trong văn bản", 15, lambda _, record: record["deadline"]["raw"]),
        _Field("Bắt đầu", 10.5, when_cell("start"), "center"),
        _Field("Ngày sau cùng", 10.5, when_cell("due"), "center"),
        _Field("Cách tính hạn", 13, reckoning_cell),
        _Field("Sản phẩm", 18, field_cell("product")),
        _PAGE, _SPOT, _FILE,
    ),
    "targets": (
        _DOCUMENT,
        _Field("Chỉ tiêu", 48, field_cell("indicator")),
        _Field("So sánh", 8, mapped_cell("comparator", _COMPARATORS), "center"),
        _Field("Giá trị", 10, field_cell("value"), "right"),
        _Field("Đến giá trị", 8, field_cell("value_max"), "right"),
        _Field("Đơn vị", 10, field_cell("unit"), "center"),
        _Field("Phạm vi", 14, field_cell("scope")),
        _Field("Đến ngày", 10.5, field_cell("due"), "center"),
        _Field("Trụ cột", 14, field_cell("pillar")),
        _Field("Nguyên văn", 40, field_cell("raw")),
        _PAGE, _SPOT, _FILE,
    ),
    "citations": (
        _DOCUMENT,
        _Field("Quan hệ", 12, mapped_cell("relation", _RELATIONS)),
        _Field("Loại văn bản được dẫn", 11, lambda _, record: capital(record["kind"])),
        _Field("Số, ký hiệu", 15, field_cell("number")),
        _Field("Ngày", 10.5, field_cell("date"), "center"),
        _Field("Cơ quan ban hành", 20, agency_cell("issuer")),
        _Field("Tên, trích yếu", 34, field_cell("title")),
        _Field("Điểm, khoản, điều", 13, field_cell("pinpoint")),
        _Field("Nguyên văn", 40, field_cell("raw")),
        _Field("Tệp được dẫn (nếu có)", 20, cited_file_cell),
        _PAGE, _SPOT, _FILE,
    ),
    "report_items": (
        _DOCUMENT,
        _Field("Cơ quan báo cáo", 20, agency_cell("agency")),
        _Field("Kỳ", 9, field_cell("period"), "center"),
        _Field("Phần", 13, mapped_cell("section", _SECTIONS)),
        _Field("Nội dung", 64, field_cell("text")),
        _Field("Nhiệm vụ liên quan", 18, task_cell),
        _Field("Việc được nhắc đến", 20, field_cell("about")),
        _Field("Tình trạng", 12, mapped_cell("status", _STATUSES)),
        _Field("Kiến nghị với", 18, agency_cell("addressee")),
        _PAGE, _SPOT, _FILE,
    ),
    "metrics": (
        _DOCUMENT,
        _Field("Cơ quan báo cáo", 20, agency_cell("agency")),
        _Field("Kỳ", 9, field_cell("period"), "center"),
        _Field("Nội dung số liệu", 40, field_cell("indicator")),
        _Field("Giá trị", 14, field_cell("value"), "right"),
        _Field("Đơn vị", 10, field_cell("unit"), "center"),
        _Field("Tử số", 10, field_cell("numerator"), "right"),
        _Field("Mẫu số", 10, field_cell("denominator"), "right"),
        _Field("Tỷ lệ khớp số đếm", 10, mapped_cell("consistent", _CONSISTENT), "center"),
        _Field("Tính đến ngày", 10.5, field_cell("as_of"), "center"),
        _Field("Lũy kế", 8, lambda _, record: "Lũy kế" if record["cumulative"] else None, "center"),
        _Field("Nguyên văn", 40, field_cell("raw")),
        _PAGE, _SPOT, _FILE,
    ),
    "findings": (
        _DOCUMENT,
        _Field("Mức độ", 11, mapped_cell("severity", _SEVERITIES), "center"),
        _Field("Điều cần xem lại", 54, field_cell("message")),
        _Field("Căn cứ", 54, evidence_cell),
        _Field("Mã", 20, field_cell("code")),
        _Field("Trang", 6, finding_page_cell, "center"),
        _FILE,
    ),
    "errors": (
        _Field("Tệp", 50, field_cell("path")),
        _Field("Lý do", 22, mapped_cell("error", _ERRORS)),
        _Field("Chi tiết và cách xử lý", 80, field_cell("detail")),
    ),
}  # fmt: skip


@collector_at_rest()
def write_workbook(dossier: Path, path: Path) -> None:
    """Write the workbook of the dossier at `dossier` to `path`. Links are relative to the dossier's folder."""
    with open_dossier(dossier) as opened:
        held = HeldDossier(opened, dossier.parent.resolve())
        counts = opened.counts()
        sheets = [
            Sheet(
                title=TITLES[kind],
                columns=(_NUMBER, *(Column(field.heading, field.width, field.align, field.printed) for field in fields)),
                rows=partial(_rows, held, kind, fields),
                pointer=f"{kind}.jsonl",
                colour=_COLOURS.get(kind) if counts[kind] else None,
            )
            for kind, fields in _FIELDS.items()
        ]
        kinds = Counter(capital(record["kind"]) or "Chưa rõ" for record in held.records("documents"))
        note = Note(
            title="KẾT QUẢ ĐỌC VĂN BẢN",
            subtitle=f"Lập lúc {datetime.datetime.now():%H:%M ngày %d/%m/%Y} bằng vbcds {__version__}",
            counts=tuple((TITLES[kind], counts[kind]) for kind in TITLES),
            breakdown=("Loại văn bản", kinds.most_common(20)),
            lines=_NOTES,
        )
        render_sheets(path, note, sheets)


def _rows(held: HeldDossier, kind: str, fields: tuple[_Field, ...]) -> Iterator[tuple[Cell, ...]]:
    cells = [field.cell for field in fields]
    for number, record in enumerate(held.records(kind), 1):
        yield number, *[cell(held, record) for cell in cells]
