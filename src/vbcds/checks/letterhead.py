"""The parts and the forms that Nghị định 30/2020/NĐ-CP asks of an administrative document; normative documents have
rules of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView, short
from vbcds.text.fold import key

_NATION = "cộng hòa xã hội chủ nghĩa việt nam"
_NATION_LINE = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA VIỆT NAM", re.IGNORECASE)
_MOTTO = "độc lập tự do hạnh phúc"
_MOTTO_LINE = re.compile(r"độc\s+lập\W{1,5}tự\s+do\W{1,5}hạnh\s+phúc[.!;,]?", re.IGNORECASE)
_MOTTO_RIGHT = re.compile(r"Độc\s+lập\s+[-–—]\s+Tự\s+do\s+[-–—]\s+[Hh]ạnh\s+phúc")
_OFFICE = re.compile(r"(?m)^\W*(?:TM|KT|TL|TUQ|Q)\.|^\W*(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|PHÓ )")
#: "Vĩnh Giang, ngày 05/3/2026" in the letterhead.
_SLASHED_DATE = re.compile(r"(?m)^[^\n,]{2,50}, ngày\s+(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{4})[ \t]*$")
#: The day of the letterhead with no name of a place before it.
_NO_PLACE = re.compile(r"(?m)(?:^|\t)[ \t,]*(?P<date>ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})[ \t]*$", re.IGNORECASE)
_DATED = re.compile(r"ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+\d{4}", re.IGNORECASE)
_BASIS = re.compile(r"^(?:căn\s+cứ|theo\s+đề\s+nghị|xét\s+đề\s+nghị)\b", re.IGNORECASE)
_ORDER = re.compile(r"\s*QUYẾT\s+(?:ĐỊNH|NGHỊ)\s*:")
#: A last sentence that may have lost its full stop, too.
_CLOSING = re.compile(r"trên\s+đây\s+là|.{0,200}\b(?:trân\s+trọng|chịu\s+trách\s+nhiệm\s+thi\s+hành)\b", re.IGNORECASE)
_END = re.compile(r"\./\.\s*$|\.\s*/\s*\.\s*$")


def head_of(view: PartView) -> tuple[int, int]:
    """Where the letterhead begins and ends."""
    header = view.context.part.header
    return header.start, max(header.end, header.start + 1)


def _missing_parts(view: PartView) -> Iterator[Problem]:
    if not view.is_administrative or view.context.document.ocr:
        return
    header, part = view.context.part.header, view.context.part
    start, _ = head_of(view)
    words = key(view.text[start : start + 1200])
    missing = []
    if _NATION not in words:
        missing.append("Quốc hiệu")
    if _MOTTO not in words:
        missing.append("Tiêu ngữ")
    if header.number is None and header.symbol is None:
        missing.append("số, ký hiệu")
    if header.date is None and header.year is None:
        missing.append("địa danh và thời gian ban hành")
    elif header.place is None and (dated := _NO_PLACE.search(view.text, start, max(header.end, start + 1))) is not None:
        yield Problem(message="Thể thức còn thiếu: địa danh.", evidence=(view.at(dated.start("date"), dated.end("date")),))
    if not part.signers and "nơi nhận" not in view.text[part.start : part.end].lower():
        missing.append("chữ ký và nơi nhận")
    if not missing:
        yield from _missing_parent(view)
        yield from _missing_end(view)
        return
    if len(missing) > 3:
        return  # an excerpt or a copy that never had a letterhead
    places = [view.at(start, start + len(view.text[start:].split(chr(10))[0]))]
    nation = _NATION_LINE.search(view.text, start, start + 1200)
    if missing == ["Tiêu ngữ"] and nation is not None:
        places.insert(0, view.at(nation.start(), nation.end()))
    yield Problem(
        message=f"Thể thức còn thiếu: {', '.join(missing)}.",
        evidence=tuple(places),
        severity="info" if view.context.document.media_type.startswith("text/") else None,  # copies lose parts of the letterhead
    )


def _missing_parent(view: PartView) -> Iterator[Problem]:
    """The name of a department without that of its province's committee above it (Phụ lục I, mục II.2)."""
    header = view.context.part.header
    start, end = head_of(view)
    if header.issuer is None or header.parent is not None or not key(header.issuer.name).startswith("sở "):
        return
    head = key(view.text[start:end])
    if any(words in head for words in ("ủy ban nhân dân", "ubnd", "ủy ban")):
        return
    at = view.text.lower().find(header.issuer.name.lower(), start, end)
    if at >= 0:
        yield Problem(
            message=f"Thể thức còn thiếu: tên cơ quan chủ quản trên “{header.issuer.name}”.",
            evidence=(view.at(at, at + len(header.issuer.name)),),
        )


def _missing_end(view: PartView) -> Iterator[Problem]:
    """Recipients without a signature, or a signature without recipients: one of them was forgotten."""
    part = view.context.part
    text = view.text[part.start : part.end]
    recipients = any(words in text for words in ("ơi nhận", "ơi gửi", "NƠI NHẬN", "NƠI GỬI"))
    if part.signers and recipients:
        return
    if not part.signers and _OFFICE.search(text) is not None:
        return  # signed by an office whose holder was not read
    what = "chữ ký" if not part.signers else "nơi nhận"
    last = next((passage for passage in reversed(view.passages)), None)
    if last is not None and recipients != bool(part.signers):
        yield Problem(
            message=f"Thể thức còn thiếu: {what}.", evidence=(view.at(max(last.start, last.end - 80), last.end),), severity="info"
        )


def _motto(view: PartView) -> Iterator[Problem]:
    """The motto in capitals or without its dashes."""
    if not view.is_administrative or view.context.document.ocr:
        return
    start, _ = head_of(view)
    match = _MOTTO_LINE.search(view.text, start, start + 1200)
    if match is None or _MOTTO_RIGHT.fullmatch(match[0]):
        return
    yield Problem(
        message=f"Tiêu ngữ “{short(match[0])}” phải ghi “Độc lập - Tự do - Hạnh phúc”.",
        evidence=(view.at(match.start(), match.end()),),
    )


def _padding(view: PartView) -> Iterator[Problem]:
    if not view.is_administrative:
        return
    start, end = head_of(view)
    match = _DATED.search(view.text, start, end)
    slashed = _SLASHED_DATE.search(view.text, start, end) if match is None else None
    if slashed is not None:
        yield Problem(
            message=f"Ngày ban hành “{slashed['date']}” phải ghi đầy đủ “ngày ... tháng ... năm ...”.",
            evidence=(view.at(slashed.start("date"), slashed.end("date")),),
        )
    if match is None:
        return
    day, month = match["day"], match["month"]
    reasons = []
    if len(day) == 1:
        reasons.append(f"ngày {int(day)} phải ghi {int(day):02d}")
    if month in ("1", "2"):
        reasons.append(f"tháng {month} phải ghi 0{month}")
    elif len(month) == 2 and month[0] == "0" and int(month) > 2:
        reasons.append(f"tháng {month} chỉ ghi {int(month)}")
    if reasons:
        yield Problem(
            message=f"Ngày ban hành “{short(match[0])}”: {', '.join(reasons)}.", evidence=(view.at(match.start(), match.end()),)
        )


def _basis_marks(view: PartView) -> Iterator[Problem]:
    if not view.is_administrative:
        return
    lines, behind = [], ""
    for passage in view.passages:
        if _BASIS.match(passage.text):
            lines.append(passage)
        elif lines:
            behind = passage.text
            break
    if lines and _ORDER.match(behind) and (text := lines[-1].text.rstrip()).endswith((";", ",")):
        yield Problem(
            message=f"Căn cứ cuối cùng “{short(text, 70)}” phải kết thúc bằng dấu chấm.",
            evidence=(view.at(lines[-1].start, lines[-1].start + len(text)),),
        )
    for passage in lines[:-1]:
        text = passage.text.rstrip()
        if text.endswith(";"):
            continue
        yield Problem(
            message=f"Căn cứ “{short(text, 70)}” phải kết thúc bằng dấu “;”.",
            evidence=(view.at(passage.start, passage.start + len(text)),),
        )


def _end_mark(view: PartView) -> Iterator[Problem]:
    part = view.context.part
    if not view.is_administrative or not part.signers or not part.divisions or view.context.document.ocr:
        return
    body = next((division for division in part.divisions if division.kind == "body"), None)
    if body is None:
        return
    last = None
    for passage in view.passages:
        if passage.start < body.start or passage.end > body.end:
            continue
        if re.match(r"nơi\s+nhận|tm\.|kt\.|tl\.|tuq\.", passage.text, re.IGNORECASE):
            break
        if passage.block is None or passage.block.role != "footnote":
            last = passage
    if (
        last is None
        or len(last.text) < 30
        or _END.search(last.text)
        or not (last.text.rstrip().endswith((".", "/")) or _CLOSING.match(last.text))
    ):
        return
    tail = max(last.start, last.end - 60)
    yield Problem(message="Lời văn kết thúc mà không có dấu “./.”.", evidence=(view.at(tail, last.end),))


_OF_DEPARTMENT = (
    "SỞ TÀI CHÍNH\nSố: 87/BC-STC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Vĩnh Giang, ngày 05 tháng 3 năm 2026\nBÁO CÁO\nKết quả chuyển đổi số tháng 02 năm 2026\nI. KẾT QUẢ\n1. Mở 02 lớp.\n"
    "Nơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\nNguyễn Văn An"
)

add(
    Check(
        code="letterhead-incomplete",
        family="form",
        severity="warning",
        explanation="Văn bản hành chính thiếu thành phần thể thức bắt buộc.",
        source=f"{ND30}, Điều 8",
        fails=(
            "ỦY BAN NHÂN DÂN\nTỈNH VĨNH GIANG\nSố: 87/KH-UBND\nVĩnh Giang, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\n"
            "Chuyển đổi số tỉnh Vĩnh Giang năm 2026\nI. MỤC TIÊU\nNâng cao chất lượng phục vụ.\nNơi nhận:\n- Lưu: VT.\n"
            "CHỦ TỊCH\nNguyễn Văn An",
            "ỦY BAN NHÂN DÂN\nTỈNH VĨNH GIANG\nSố: 87/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            "ngày 15 tháng 3 năm 2026\nKẾ HOẠCH\nChuyển đổi số tỉnh Vĩnh Giang năm 2026\nI. MỤC TIÊU\nNâng cao chất lượng phục vụ.\n"
            "Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn An",
            _OF_DEPARTMENT,
        ),
        passes=(
            f"ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG\n{_OF_DEPARTMENT}",
            "@plan\nI. MỤC TIÊU\nNâng cao chất lượng phục vụ.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nNguyễn Văn An",
            "@circular\nĐiều 1. Phạm vi điều chỉnh\nThông tư này quy định về hồ sơ sức khỏe điện tử.",
        ),
        on_part=_missing_parts,
    )
)
add(
    Check(
        code="date-padding",
        family="form",
        severity="info",
        explanation="Ngày nhỏ hơn 10, tháng 1 và tháng 2 ghi thêm số 0; các tháng khác không thêm.",
        source=f"{ND30}, Phụ lục I, mục II.4",
        fails=(
            "ỦY BAN NHÂN DÂN\nTỈNH VĨNH GIANG\nSố: 87/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "Độc lập - Tự do - Hạnh phúc\n"
            "Vĩnh Giang, ngày 5 tháng 03 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026",
        ),
        passes=("@plan\nI. MỤC TIÊU",),
        on_part=_padding,
    )
)
add(
    Check(
        code="basis-punctuation",
        family="form",
        severity="info",
        explanation="Mỗi căn cứ một dòng, cuối dòng là dấu chấm phẩy; dòng cuối cùng là dấu chấm.",
        source=f"{ND30}, Phụ lục I, mục II.6",
        fails=(
            "@decision\nỦY BAN NHÂN DÂN TỈNH VĨNH GIANG\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015\n"
            "Căn cứ Nghị quyết số 17/NQ-CP ngày 07/3/2019 của Chính phủ;\nTheo đề nghị của Giám đốc Sở Nội vụ.\n"
            "QUYẾT ĐỊNH:\nĐiều 1. Ban hành.",
            "@decision\nỦY BAN NHÂN DÂN TỈNH VĨNH GIANG\nCăn cứ Nghị quyết số 17/NQ-CP ngày 07/3/2019 của Chính phủ;\n"
            "Theo đề nghị của Giám đốc Sở Nội vụ;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành.",
        ),
        passes=(
            "@decision\nỦY BAN NHÂN DÂN TỈNH VĨNH GIANG\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n"
            "Căn cứ Nghị quyết số 17/NQ-CP ngày 07/3/2019 của Chính phủ;\nTheo đề nghị của Giám đốc Sở Nội vụ.\n"
            "QUYẾT ĐỊNH:\nĐiều 1. Ban hành.",
        ),
        on_part=_basis_marks,
    )
)
add(
    Check(
        code="end-mark-missing",
        family="form",
        severity="info",
        explanation="Lời văn không kết thúc bằng dấu “./.”.",
        source=f"{ND30}, Phụ lục I (mẫu văn bản)",
        fails=(
            "@plan\nI. TỔ CHỨC THỰC HIỆN\nCác sở, ngành báo cáo kết quả về Sở Khoa học và Công nghệ trước ngày 20 hằng tháng.\n"
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An",
        ),
        passes=(
            "@plan\nI. TỔ CHỨC THỰC HIỆN\n"
            "Các sở, ngành báo cáo kết quả về Sở Khoa học và Công nghệ trước ngày 20 hằng tháng./.\n"
            "Nơi nhận:\n- Như trên;\n- Lưu: VT.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An",
        ),
        on_part=_end_mark,
    )
)
add(
    Check(
        code="motto-form",
        family="form",
        severity="info",
        explanation="Tiêu ngữ ghi sai cách: viết hoa sai, thiếu gạch nối hoặc thừa dấu.",
        source=f"{ND30}, Phụ lục I, mục II.1",
        fails=(
            "ỦY BAN NHÂN DÂN\nTỈNH VĨNH GIANG\nSố: 87/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "Độc Lập - Tự Do - Hạnh Phúc\nVĩnh Giang, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026",
        ),
        passes=("@plan\nI. MỤC TIÊU",),
        on_part=_motto,
    )
)
