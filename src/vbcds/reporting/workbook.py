"""The workbook for people, `ket-qua.xlsx`: which sheets it has, and what stands in their columns. How it looks is `render.xlsx`."""

from __future__ import annotations

import datetime
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from vbcds import __version__
from vbcds.reporting.render.xlsx import Cell, Column, Link, Note, Sheet, render_sheets
from vbcds.store.dossier import ID_LENGTH, Dossier, open_dossier
from vbcds.store.rows import KINDS, columns

Record = Mapping[str, Any]

_RELATIONS = {
    "legal_basis": "Căn cứ", "amends": "Sửa đổi, bổ sung", "replaces": "Thay thế", "repeals": "Bãi bỏ",
    "promulgates": "Ban hành kèm theo", "implements": "Thực hiện", "proposed_by": "Theo đề nghị", "mentions": "Nhắc đến",
}  # fmt: skip
_DEADLINES = {
    "fixed": "Có ngày", "period": "Giai đoạn", "recurring": "Định kỳ", "ongoing": "Thường xuyên", "conditional": "Theo điều kiện",
    "relative": "Tính từ một mốc", "none": "Không ghi",
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
class _Place:
    """Where the records of a document come from: the name that people know it by, and its file."""

    name: str
    path: str
    link: str | None


class _Dossier:
    """A dossier with what the sheets ask for again and again."""

    def __init__(self, dossier: Dossier, folder: Path) -> None:
        self.dossier = dossier
        locations = dossier.locations()
        self.places: dict[str, _Place] = {}
        for record in self.records("documents"):
            location = locations.get(str(record["id"])[:ID_LENGTH])
            number, kind, path = record["number"], record["kind"], str(record["path"])
            name = " ".join(filter(None, (kind, number))) if number else kind and f"{kind} ({Path(path).name})"
            self.places[str(record["id"])] = _Place(_capital(name) or path, path, link_to(location, folder) if location else None)

    def records(self, kind: str) -> Iterator[dict[str, Any]]:
        names = [(column.name, column.shape) for column in columns(KINDS[kind])]
        for row in self.dossier.rows(kind):
            yield {
                name: json.loads(str(value)) if shape == "json" and value is not None else _day(value) if shape == "date" else value
                for (name, shape), value in zip(names, row, strict=True)
            }

    def place(self, record: Record) -> _Place:
        return self.places.get(str(record["document"])) or _Place(str(record["document"]), "", None)

    def file(self, record: Record) -> Cell:
        place = self.place(record)
        return Link(place.path, place.link) if place.link else place.path


@dataclass(frozen=True, slots=True)
class _Field:
    """A column of a sheet and how its cells are made."""

    heading: str
    width: float
    cell: Callable[[_Dossier, Record], Cell]
    align: str = "left"
    printed: bool = True


def link_to(location: Path, folder: Path) -> str | None:
    """The file at `location` as a path relative to `folder`, or None where its name is no Unicode.

    >>> link_to(Path("/a/vào/x.docx"), Path("/a/ra")).replace("\\\\", "/")
    '../vào/x.docx'
    """
    try:
        str(location).encode("utf-8")
        return os.path.relpath(location, folder)
    except UnicodeEncodeError:
        return None
    except ValueError:  # on another drive: there is no relative path
        return str(location)


def _field(name: str) -> Callable[[_Dossier, Record], Cell]:
    def cell(_: _Dossier, record: Record) -> Cell:
        value: Cell = record[name]
        return value

    return cell


def _mapped(name: str, words: Mapping[Any, str]) -> Callable[[_Dossier, Record], Cell]:
    return lambda _, record: words.get(record[name], record[name])


def _agency(name: str) -> Callable[[_Dossier, Record], Cell]:
    return lambda _, record: record[name]["name"] if record[name] else None


def _agencies(name: str) -> Callable[[_Dossier, Record], Cell]:
    return lambda _, record: "\n".join(agency["name"] for agency in record[name])


def _document(dossier: _Dossier, record: Record) -> Cell:
    return dossier.place(record).name


def _page(_: _Dossier, record: Record) -> Cell:
    page: Cell = record["source"]["page"]
    return page


def _spot(_: _Dossier, record: Record) -> Cell:
    return spot(record["source"])


def spot(source: Record) -> str:
    """The place of a source in words.

    >>> spot({"start": 1200, "table": 0, "row": 3}), spot({"start": 1200, "table": None, "row": None})
    ('Bảng 1, hàng 4', 'ký tự 1.200')
    """
    if source["table"] is None:
        return f"ký tự {source['start']:,}".replace(",", ".")
    row = f", hàng {source['row'] + 1}" if source["row"] is not None else ""
    return f"Bảng {source['table'] + 1}{row}"


def _when(name: str) -> Callable[[_Dossier, Record], Cell]:
    return lambda _, record: _day(record["deadline"][name])


def _reckoning(_: _Dossier, record: Record) -> Cell:
    deadline = record["deadline"]
    words = "Trước ngày này" if deadline["exclusive"] else _DEADLINES.get(deadline["kind"], deadline["kind"])
    return f"{words}: {deadline['anchor']}" if deadline["anchor"] else words


def _signers(_: _Dossier, record: Record) -> Cell:
    return "\n".join(
        " ".join(filter(None, (signer["authority"], signer["role"], "–" if signer["role"] else None, signer["name"])))
        for signer in record["signers"]
    )


def _own_file(dossier: _Dossier, record: Record) -> Cell:
    place = dossier.places[str(record["id"])]
    return Link(place.path, place.link) if place.link else place.path


def _cited_file(dossier: _Dossier, record: Record) -> Cell:
    place = dossier.places.get(str(record["cited_document"]))
    if place is None:
        return None
    return Link(place.path, place.link) if place.link else place.path


def _task(dossier: _Dossier, record: Record) -> Cell:
    if not record["task"]:
        return None
    place = dossier.places.get(record["task"]["document"])
    return " – ".join(filter(None, (record["task"]["code"], place.name if place else None))) or None


def _evidence(dossier: _Dossier, record: Record) -> Cell:
    return "\n".join(f"“{evidence['text']}” ({dossier.place(evidence).name})" for evidence in record["evidence"])


def _finding_page(_: _Dossier, record: Record) -> Cell:
    page: Cell = record["evidence"][0]["source"]["page"] if record["evidence"] else None
    return page


_FILE = _Field("Tệp", 24, _Dossier.file, printed=False)
_DOCUMENT = _Field("Văn bản", 17, _document)
_PAGE = _Field("Trang", 6, _page, "center")
_SPOT = _Field("Chỗ trong văn bản", 14, _spot, printed=False)

_FIELDS: dict[str, tuple[_Field, ...]] = {
    "documents": (
        _Field("Tệp", 26, _own_file),
        _Field("Loại văn bản", 10, lambda _, record: _capital(record["kind"])),
        _Field("Số, ký hiệu", 15, _field("number")),
        _Field("Ngày ban hành", 10.5, _field("date"), "center"),
        _Field("Cơ quan ban hành", 20, _agency("issuer")),
        _Field("Trích yếu", 38, _field("title")),
        _Field("Người ký", 20, _signers),
        _Field("Kỳ báo cáo", 9, _field("period"), "center"),
        _Field("Số trang", 7, _field("pages"), "center"),
        _Field("Nơi nhận", 22, lambda _, record: "\n".join(record["recipients"])),
        _Field("Lưu ý khi đọc", 24, lambda _, record: "\n".join(record["warnings"])),
    ),
    "tasks": (
        _DOCUMENT,
        _Field("Mã", 6, _field("code"), "center"),
        _Field("Nhóm", 16, _field("group")),
        _Field("Nội dung nhiệm vụ", 44, _field("content")),
        _Field("Cơ quan chủ trì", 20, _agencies("lead")),
        _Field("Cơ quan phối hợp", 20, _agencies("support")),
        _Field("Thời hạn ghi trong văn bản", 15, lambda _, record: record["deadline"]["raw"]),
        _Field("Bắt đầu", 10.5, _when("start"), "center"),
        _Field("Ngày sau cùng", 10.5, _when("due"), "center"),
        _Field("Cách tính hạn", 13, _reckoning),
        _Field("Sản phẩm", 18, _field("product")),
        _PAGE, _SPOT, _FILE,
    ),
    "targets": (
        _DOCUMENT,
        _Field("Chỉ tiêu", 48, _field("indicator")),
        _Field("So sánh", 8, _mapped("comparator", _COMPARATORS), "center"),
        _Field("Giá trị", 10, _field("value"), "right"),
        _Field("Đến giá trị", 8, _field("value_max"), "right"),
        _Field("Đơn vị", 10, _field("unit"), "center"),
        _Field("Phạm vi", 14, _field("scope")),
        _Field("Đến ngày", 10.5, _field("due"), "center"),
        _Field("Trụ cột", 14, _field("pillar")),
        _Field("Nguyên văn", 40, _field("raw")),
        _PAGE, _SPOT, _FILE,
    ),
    "citations": (
        _DOCUMENT,
        _Field("Quan hệ", 12, _mapped("relation", _RELATIONS)),
        _Field("Loại văn bản được dẫn", 11, lambda _, record: _capital(record["kind"])),
        _Field("Số, ký hiệu", 15, _field("number")),
        _Field("Ngày", 10.5, _field("date"), "center"),
        _Field("Cơ quan ban hành", 20, _agency("issuer")),
        _Field("Tên, trích yếu", 34, _field("title")),
        _Field("Điểm, khoản, điều", 13, _field("pinpoint")),
        _Field("Nguyên văn", 40, _field("raw")),
        _Field("Tệp được dẫn (nếu có)", 20, _cited_file),
        _PAGE, _SPOT, _FILE,
    ),
    "report_items": (
        _DOCUMENT,
        _Field("Cơ quan báo cáo", 20, _agency("agency")),
        _Field("Kỳ", 9, _field("period"), "center"),
        _Field("Phần", 13, _mapped("section", _SECTIONS)),
        _Field("Nội dung", 64, _field("text")),
        _Field("Nhiệm vụ liên quan", 18, _task),
        _Field("Việc được nhắc đến", 20, _field("about")),
        _Field("Tình trạng", 12, _mapped("status", _STATUSES)),
        _Field("Kiến nghị với", 18, _agency("addressee")),
        _PAGE, _SPOT, _FILE,
    ),
    "metrics": (
        _DOCUMENT,
        _Field("Cơ quan báo cáo", 20, _agency("agency")),
        _Field("Kỳ", 9, _field("period"), "center"),
        _Field("Nội dung số liệu", 40, _field("indicator")),
        _Field("Giá trị", 14, _field("value"), "right"),
        _Field("Đơn vị", 10, _field("unit"), "center"),
        _Field("Tử số", 10, _field("numerator"), "right"),
        _Field("Mẫu số", 10, _field("denominator"), "right"),
        _Field("Tỷ lệ khớp số đếm", 10, _mapped("consistent", _CONSISTENT), "center"),
        _Field("Tính đến ngày", 10.5, _field("as_of"), "center"),
        _Field("Lũy kế", 8, lambda _, record: "Lũy kế" if record["cumulative"] else None, "center"),
        _Field("Nguyên văn", 40, _field("raw")),
        _PAGE, _SPOT, _FILE,
    ),
    "findings": (
        _DOCUMENT,
        _Field("Mức độ", 11, _mapped("severity", _SEVERITIES), "center"),
        _Field("Điều cần xem lại", 54, _field("message")),
        _Field("Căn cứ", 54, _evidence),
        _Field("Mã", 20, _field("code")),
        _Field("Trang", 6, _finding_page, "center"),
        _FILE,
    ),
    "errors": (
        _Field("Tệp", 50, _field("path")),
        _Field("Lý do", 22, _mapped("error", _ERRORS)),
        _Field("Chi tiết và cách xử lý", 80, _field("detail")),
    ),
}  # fmt: skip


def write_workbook(dossier: Path, path: Path) -> None:
    """Write the workbook of the dossier at `dossier` to `path`. Links are relative to the dossier's folder."""
    with open_dossier(dossier) as opened:
        held = _Dossier(opened, dossier.parent.resolve())
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
        kinds = Counter(_capital(record["kind"]) or "Chưa rõ" for record in held.records("documents"))
        note = Note(
            title="KẾT QUẢ ĐỌC VĂN BẢN",
            subtitle=f"Lập lúc {datetime.datetime.now():%H:%M ngày %d/%m/%Y} bằng vbcds {__version__}",
            counts=tuple((TITLES[kind], counts[kind]) for kind in TITLES),
            breakdown=("Loại văn bản", kinds.most_common(20)),
            lines=_NOTES,
        )
        render_sheets(path, note, sheets)


def _rows(held: _Dossier, kind: str, fields: tuple[_Field, ...]) -> Iterator[tuple[Cell, ...]]:
    for number, record in enumerate(held.records(kind), 1):
        yield (number, *(field.cell(held, record) for field in fields))


def _day(value: Any) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def _capital(text: str | None) -> str | None:
    return text[:1].upper() + text[1:] if text else None
