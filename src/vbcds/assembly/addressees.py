"""To whom a proposal is made: the agency behind the verb of asking, or the one that the heading above names."""

from __future__ import annotations

import re
from dataclasses import replace

from vbcds.lexicons.report_words import fold
from vbcds.model.mentions import AgencyMention
from vbcds.model.records import Agency
from vbcds.recognisers.agencies import find_agencies
from vbcds.recognisers.agencies_cells import parse_agency

_VERB = re.compile(
    r"(?<!\w)(?:(?:kính|trân trọng|xin|rất|tiếp tục)\s)*(?:đề nghị|kiến nghị|đề xuất|mong|trình|xin ý kiến|báo cáo|xin)(?!\w)"
)
#: Words that may stand between the verb and the agency.
_BETWEEN = re.compile(
    r"(?:(?:,|:|với|lên|tới|đến|và|kiến nghị|đề nghị|đề xuất|lãnh đạo|đồng chí|đ/c|quý|cấp có thẩm quyền là|chủ tịch"
    r"|giám đốc|bộ trưởng|thường trực"
    r"|kính|xin|cho|các|sự|sớm|tham mưu|trưởng ban|xem xét trình|ý kiến|được|muốn"
    r"|(?:nhận được )?sự (?:quan tâm|hỗ trợ|chỉ đạo|phối hợp|hướng dẫn|giúp đỡ|tạo điều kiện|,|và|\s)+ (?:của|từ))(?:\s+|$))*"
)
_TO = re.compile(r"(?:đối với|với|gửi|kiến nghị|đề nghị|đề xuất|trình|xin ý kiến|kính gửi)\s*:?\s*")
#: Words behind an agency that make it no one who is asked to act: it acts already, owns something, or is named among others.
_NO_ACT = re.compile(r"(?:đã|đang|chưa|không|là|và|của|còn|được|bị|với|về|tại|trong|theo|ở|này|khác|nên gặp|\d|[,.;:()])|$")
_NOT_ASKED = re.compile(r"(?:của|do|bởi|theo|tại|từ)\s*$")

#: Enterprises with a branch in every province, by id.
_ENTERPRISES = frozenset(("vnpt", "viettel", "mobifone", "cong-ty-dien-luc", "dien-luc", "buu-dien", "cong-ty-cap-nuoc"))
#: Two or three capitalised syllables behind a name.
#: "UBND 13 xã, phường chưa liên thông": some of the communes, which are no body of their own.
_SOME = re.compile(
    r"(?P<kind>UBND|Ủy ban nhân dân|Uỷ ban nhân dân) \d+ (?P<places>(?:xã|phường|thị trấn|huyện|đặc khu).*)", re.IGNORECASE
)
_PLACE = re.compile(r"(?: [A-ZĐÁÀẢÃẠĂÂÉÈÊÍÌÓÒÔƠÚÙƯÝỲ][^\W\d_]*){2,3}(?!\w)")


def find_addressee(text: str) -> Agency | None:
    """The agency that a proposal asks, or None where it names none.

    The first agency right behind the verb; a person's office stands for the agency, but a chairman is one himself. What
    the agency is asked to do may name others.

    >>> find_addressee("Kính đề nghị Bộ Nội vụ sớm hướng dẫn vị trí việc làm ở cấp xã").name
    'Bộ Nội vụ'
    >>> find_addressee("Đề nghị UBND tỉnh chỉ đạo Sở Tài chính bố trí kinh phí").name
    'Ủy ban nhân dân tỉnh'
    >>> find_addressee("Đề nghị sớm bố trí kinh phí cho Sở Y tế") is None
    True
    """
    folded = fold(text)
    mentions = find_agencies(text)
    if not mentions:
        return None
    for verb in _VERB.finditer(folded):
        following = next((m for m in mentions if m.start >= verb.end()), None)
        if following is not None and _BETWEEN.fullmatch(folded[verb.end() : following.start].strip()):
            return _placed(following, text)
    first = mentions[0]
    if first.start == 0 or fold(text[: first.start]).strip(" -+•:") in ("đối với", "với"):
        # "Sở Tài chính: bố trí kinh phí", "Đối với Sở Tài chính, đề nghị ..."
        place = _PLACE.match(text, first.end) if first.agency.id in _ENTERPRISES else None
        behind = text[place.end() if place is not None else first.end :].lstrip()
        if behind.startswith((":", ",")) or fold(text).lstrip(" -+").startswith(("đối với", "với")):
            return _placed(first, text)
        # "Sở Tài chính cấp kinh phí thay máy tính": below a heading of proposals the one who is to act
        if behind[:1].islower() and _NO_ACT.match(fold(behind)) is None:
            return _placed(first, text)
    return None


def _placed(mention: AgencyMention, text: str) -> Agency:
    """An enterprise with the place behind its name, though it is in no list of places: "VNPT Phú Hải"; the chairman of a committee."""
    if fold(mention.raw).startswith("chủ tịch "):
        chairman = parse_agency(mention.raw)
        return chairman if chairman.id is not None else mention.agency
    some = _SOME.match(mention.raw)
    if some is not None:
        return replace(parse_agency(f"{some['kind']} các {some['places']}"), raw=mention.raw)
    place = _PLACE.match(text, mention.end) if (mention.agency.id or "") in _ENTERPRISES else None
    return parse_agency(text[mention.start : place.end()]) if place is not None else mention.agency


def heading_addressee(heading: str) -> Agency | None:
    """The agency that a heading of proposals speaks to, or None.

    >>> heading_addressee("Đối với Bộ Khoa học và Công nghệ:").name, heading_addressee("Đề xuất, kiến nghị") is None
    ('Bộ Khoa học và Công nghệ', True)
    """
    mentions = find_agencies(heading)
    if not mentions:
        return None
    first = mentions[0]
    before = fold(heading[: first.start]).strip(" ,:;-.")
    behind = heading[first.end :].strip(" .:;-")
    if len(mentions) > 1 and len(behind.split()) > 12:
        return None
    if _NOT_ASKED.search(before + " "):
        return None
    if not before or _TO.search(before + " ") or before.endswith(("kiến nghị", "đề xuất", "đề nghị")):
        return first.agency if len(behind.split()) <= 4 or behind.startswith(("và", ",")) else None
    return None


def cell_addressee(text: str) -> Agency | None:
    """The agency in a cell "Cơ quan giải quyết", or None where the cell is empty or names none that is known."""
    if not text.strip():
        return None
    agency = parse_agency(text)
    return agency if agency.id is not None else None
