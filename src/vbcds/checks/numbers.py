"""The number and symbol of a document: how they are written, and whether they are of its type and its agency."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.assembly.keys import canonical_number
from vbcds.checks.letterhead import head_of
from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView
from vbcds.model.records import Evidence
from vbcds.recognisers.symbols import Symbol, parse_symbol
from vbcds.text.fold import key

#: "37/QĐ/SNV", "212/BC.UBND"
_NO_DASH = re.compile(r"\d{1,5}/[A-ZĐ][A-Za-zĐđ]*[/._,][A-ZĐ][\w-]*")
_NUMBER = re.compile(r"^\s*Số\s*(?P<colon>:?)\s*(?P<number>\d[^\n\t,;]{0,40}?)[ \xa0]*(?:\t|$)", re.MULTILINE)
#: "87/KHUBND"
_GLUED = re.compile(r"(?P<serial>\d{1,5})/(?P<kind>BC|KH|QĐ|TB|TTr|CT|NQ|CTr|HD|GM)(?P<issuer>UBND|HĐND|TTg|S[A-ZĐ]{1,6})")
#: "214/BC"
_NO_ISSUER = re.compile(r"\d{1,5}/(?:BC|KH|QĐ|TB|TTr|CT|NQ|CTr|HD)")
#: Types whose numbers bear a year where they are normative.
_YEARLY = frozenset(
    {"quyết định", "nghị quyết", "nghị định", "thông tư", "thông tư liên tịch", "chỉ thị", "luật", "pháp lệnh", "lệnh"}
)


_PEOPLE, _COUNCIL = "ủy ban nhân dân", "hội đồng nhân dân"


def _number_form(view: PartView) -> Iterator[Problem]:
    start, end = head_of(view)
    match = _NUMBER.search(view.text, start, min(len(view.text), end))
    if match is None:
        return
    printed, place = match["number"], view.at(match.start("number"), match.end("number"))
    symbol = parse_symbol(printed)
    if symbol.year is not None and symbol.type is not None and symbol.form == "state":
        if symbol.type.name not in _YEARLY and symbol.type.layer != "normative":
            yield Problem(
                message=f"Số, ký hiệu “{printed}”: văn bản hành chính không ghi năm ban hành trong số.", evidence=(place,)
            )
        return
    if not view.is_administrative:
        return
    yield from _of_other_kind(view, symbol, printed, place)
    if _NO_DASH.fullmatch(printed):
        yield Problem(
            message=f"Số, ký hiệu “{printed}”: giữa chữ viết tắt tên loại và tên cơ quan là dấu gạch nối (-).",
            evidence=(place,),
        )
        return
    glued = _GLUED.fullmatch(printed)
    if glued is not None:
        yield Problem(
            message=f"Số, ký hiệu “{printed}” thiếu dấu gạch nối: {glued['serial']}/{glued['kind']}-{glued['issuer']}.",
            evidence=(place,),
        )
        return
    if not symbol.issuers:
        if _NO_ISSUER.fullmatch(printed):
            yield Problem(message=f"Số, ký hiệu “{printed}” thiếu chữ viết tắt tên cơ quan ban hành.", evidence=(place,))
        return
    if not match["colon"]:
        yield Problem(
            message=f"Sau từ “Số” phải có dấu hai chấm: “Số: {printed}”.",
            evidence=(view.at(match.start(), match.end("number")),),
            severity="info",
        )
    reasons = []
    if symbol.form == "party":
        yield Problem(
            message=f"Số, ký hiệu “{printed}” ghi theo thể thức văn bản của Đảng; văn bản hành chính ghi số, dấu gạch chéo, ký hiệu.",
            evidence=(place,),
        )
        return
    if re.search(r"\s", printed):
        reasons.append("không có khoảng trống giữa các phần")
    if symbol.serial.isdigit() and len(symbol.serial) == 1:
        reasons.append("số nhỏ hơn 10 phải ghi thêm số 0 phía trước")
    if not reasons and canonical_number(printed) != printed and canonical_number(printed).upper() == printed.upper():
        reasons.append("chữ viết tắt không đúng chữ hoa, chữ thường")
    if reasons:
        yield Problem(
            message=f"Số, ký hiệu “{printed}” chưa đúng thể thức: {'; '.join(reasons)} ({canonical_number(printed)}).",
            evidence=(place,),
        )


def _of_other_kind(view: PartView, symbol: Symbol, printed: str, place: Evidence) -> Iterator[Problem]:
    """A symbol of another type than the document's title, or of another agency than its letterhead."""
    header = view.context.part.header
    if symbol.type is not None and header.kind is not None and symbol.type_abbreviation:
        one, other = key(symbol.type.name), key(header.kind)
        if one != other and not one.startswith(other) and not other.startswith(one) and other != "công văn":
            yield Problem(
                message=f"Ký hiệu “{printed}” là của {symbol.type.name}, tên loại của văn bản là {header.kind}.", evidence=(place,)
            )
    entries = symbol.issuer_entries
    if header.issuer is None or len(entries) != 1 or len(symbol.issuers) != 1 or header.co_issuers:
        return
    names, other = [key(name) for name in entries[0].names], key(header.issuer.name)
    councils = {_PEOPLE, _COUNCIL}
    if names[0] in councils and other.startswith(tuple(councils)) and not other.startswith(names[0]):
        yield Problem(message=f"Ký hiệu “{printed}” không phải của {header.issuer.name}.", evidence=(place,))
    departments = other.startswith("sở ") and all(name.startswith("sở ") or name == _PEOPLE for name in names)
    if departments and not any(name in other or other in name for name in names):
        yield Problem(
            message=f"Ký hiệu “{printed}” là của {entries[0].names[0]}, cơ quan ban hành là {header.issuer.name}.",
            evidence=(place,),
        )


add(
    Check(
        code="number-form",
        family="form",
        severity="warning",
        explanation="Số, ký hiệu không đúng cách ghi: có khoảng trống, số nhỏ hơn 10 không thêm số 0, sai chữ viết tắt.",
        source=f"{ND30}, Phụ lục I, mục II.3",
        fails=(
            "ỦY BAN NHÂN DÂN\nTỈNH VĨNH GIANG\nSố: 7/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            "Vĩnh Giang, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026",
            "ỦY BAN NHÂN DÂN\nTỈNH VĨNH GIANG\nSố: 87/KH.UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
            "Vĩnh Giang, ngày 05 tháng 3 năm 2026\nKẾ HOẠCH\nChuyển đổi số năm 2026",
        ),
        passes=("@plan\nI. MỤC TIÊU", "@decision\nĐiều 1. Ban hành Chương trình."),
        on_part=_number_form,
    )
)
