"""Excel workbooks (.xlsx, .xlsm, .xltx; transitional and strict) to a Reading."""

from __future__ import annotations

from vbcds.errors import ReadError
from vbcds.model.builder import Draft, ParagraphDraft, Reading, TableDraft
from vbcds.model.document import Style
from vbcds.readers.fonts import repair_drafts
from vbcds.readers.limits import DEFAULT_LIMITS, Limits
from vbcds.readers.ooxml import Package, transitional_names
from vbcds.readers.xlsx.cells import S, load_looks, load_sheet, load_strings
from vbcds.readers.xlsx.layout import sheet_drafts

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def read_xlsx(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a workbook: each sheet is a heading with its name and the blocks of its used cells as tables and paragraphs.

    Cells show what Excel shows with Vietnamese settings (dates as dd/mm/yyyy, "98,3%", "1.073.403"), formulas their saved results.
    Hidden sheets, rows and columns are read too, with a warning.

    Raises `ReadError`: "encrypted", "corrupt", "unsupported", "too-large", "empty", "no-text".
    """
    package = Package(data, limits=limits, what="Excel")
    part = package.main_part("xl/workbook.xml")
    workbook = None if part is None else package.xml(part)
    if part is None or workbook is None or workbook.tag != S + "workbook":
        raise ReadError("unsupported", "Gói tệp không chứa bảng tính Excel đọc được.", "Lưu lại tệp dạng .xlsx rồi chạy lại.")
    targets = {identifier: (kind, target) for identifier, kind, target in package.relations(part)}
    by_kind = dict(targets.values())
    looks = load_looks(package.xml(by_kind["styles"]) if "styles" in by_kind else None)
    strings = load_strings(package.xml(by_kind["sharedStrings"]) if "sharedStrings" in by_kind else None)
    properties = workbook.find(S + "workbookPr")
    date_1904 = properties is not None and properties.get("date1904") in ("1", "true")

    drafts: list[Draft] = []
    warnings: list[str] = []
    cells_left, text_left, count = limits.max_cells, limits.max_text, 0
    for entry in workbook.iterfind(f"{S}sheets/{S}sheet"):
        kind, target = targets.get(entry.get(_ID) or "", ("", ""))
        if kind != "worksheet":
            continue
        name = " ".join((entry.get("name") or "").split())
        count += 1
        if count > limits.max_pages or cells_left <= 0 or text_left <= 0:
            warnings.append("Bảng tính quá lớn: chỉ đọc đến giới hạn.")
            break
        source = package.read(target)
        if source is None:
            warnings.append(f"Không tìm thấy dữ liệu của trang “{name}”.")
            continue
        sheet = load_sheet(transitional_names(source), strings, looks, limits, date_1904=date_1904)
        found = sheet_drafts(sheet)
        cells_left -= sum(len(row) for row in sheet.rows.values())
        if not found:
            continue
        text_left -= sum(_size(draft) for draft in found)
        drafts.append(ParagraphDraft(text=name, style=Style(heading=1)))
        drafts.extend(found)
        if entry.get("state") in ("hidden", "veryHidden"):
            warnings.append(f"Trang “{name}” bị ẩn trong tệp; vẫn được đọc.")
        if sheet.hidden:
            warnings.append(f"Trang “{name}” có hàng hoặc cột bị ẩn; vẫn được đọc.")
        if sheet.missing_results:
            warnings.append(f"Trang “{name}” có ô công thức chưa lưu kết quả; các ô đó để trống.")
        if sheet.cut:
            warnings.append(f"Trang “{name}” quá lớn hoặc bị lỗi; chỉ đọc một phần.")
    if count == 0:
        raise ReadError("unsupported", "Tệp Excel không có trang tính nào.", "Kiểm tra lại tệp.")
    if not drafts:
        raise ReadError(
            "no-text", "Các trang tính không có dữ liệu nào.", "Kiểm tra lại tệp; nếu dữ liệu là ảnh, hãy nhận dạng chữ trước."
        )
    repair_drafts(drafts)
    return Reading(
        media_type=MEDIA_TYPE, drafts=drafts, warnings=[*package.warnings, *warnings], metadata=package.core_properties()
    )


def _size(draft: Draft) -> int:
    return sum(len(cell.text) for cell in draft.cells) if isinstance(draft, TableDraft) else len(draft.text)
