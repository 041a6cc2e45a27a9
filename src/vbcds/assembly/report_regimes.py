"""Who owes the reports of a regime that a sentence lays down: "Mỗi tháng một kỳ, các đơn vị gồm: A, B, C có báo cáo gửi D ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain

from vbcds.assembly.assignees import JOINTS
from vbcds.model.mentions import AgencyMention
from vbcds.model.records import Agency
from vbcds.recognisers.agencies import find_agencies, parse_agencies
from vbcds.recognisers.agencies_places import UPPER
from vbcds.recognisers.regime_days import find_period_days, find_regime_days

#: What may stand before those who report: who asks, when, what the regime is called, an announcement of a list.
_BEFORE = re.compile(
    r"(?:[\s\-+–•*,;:()]+"
    r"|(?:chế độ |thời hạn |hạn )?(?:thông tin,? )?(?:gửi )?báo cáo(?: (?:tháng|quý|định kỳ|kết quả|tiến độ))*\s?:"
    r"|(?:(?:yêu cầu|đề nghị|giao|phân công|thủ trưởng|để|định kỳ|trước|chậm nhất|muộn nhất|vào|là|trong)"
    r"|(?:là )?(?:thời )?hạn (?:cuối|chót|chậm nhất)(?: cùng)?|\d{1,2} ?(?:giờ|h)(?: ?\d{2})?|ngày \d{1,2}|(?:một|hai|\d) kỳ"
    r"|(?:của )?(?:hằng|hàng|mỗi) (?:tuần|tháng|quý|năm)|(?:của )?tháng(?: sau| kế tiếp| tiếp theo| liền kề| báo cáo| cuối quý)?"
    r"|(?:các|những) (?:cơ quan|đơn vị))(?!\w))*"
)
#: "các cơ quan, đơn vị gồm", "các đơn vị sau:": whose members follow.
_ANNOUNCED = re.compile(r",?\s*(?:(?:bao )?gồm(?: có)?|sau(?: đây)?|dưới đây)?(?: (?:bao )?gồm)?\s*:?\s*")
#: "Các đơn vị phải báo cáo: A, B, C."
_LABELLED = re.compile(
    r"(?:(?:đối tượng|đơn vị|cơ quan)(?:, đơn vị)?)(?: (?:phải|thực hiện|có trách nhiệm|gửi|được giao))* báo cáo(?: gồm)?\s?:\s*"
)
_REPORT = re.compile(
    r"\s*(?:(?:phải|cần|có trách nhiệm|chủ động|thực hiện|định kỳ|nghiêm túc|tổng hợp kết quả|trước|chậm nhất|muộn nhất|vào"
    r"|ngày \d{1,2}|(?:được (?:giao|phân công) )?(?:nhiệm vụ )?chủ trì|(?:được giao )?nhiệm vụ|liên quan|nêu trên"
    r"|(?:của )?(?:hằng|hàng|mỗi) (?:tháng|quý)|(?:một|hai|\d) kỳ|,)\s*)*(?:gửi(?!\w)"
    r"|(?:có |nộp |lập |chế độ )?(?:văn bản )?(?:báo cáo|về)(?!\w))"
)
#: How far a list goes on: the longest stretch between two of its names.
_GAP = 24
_PLACE = re.compile(rf"(?: [{UPPER}][^\W\d_]*){{1,4}}(?!\w)")


def find_reporters(body: str, folded: str) -> tuple[Agency, ...] | None:
    """The agencies that a sentence obliges to report again and again; None where it lays down no such regime.

    >>> words = "Mỗi tháng một kỳ, các đơn vị gồm: Sở Y tế, Công an tỉnh có báo cáo gửi Sở Nội vụ; hạn cuối là ngày 18 của tháng."
    >>> [agency.name for agency in find_reporters(words, words.lower())]
    ['Sở Y tế', 'Công an tỉnh']
    >>> find_reporters("Sở Nội vụ đã báo cáo Bộ trước ngày 20 hằng tháng.", "sở nội vụ đã báo cáo bộ trước ngày 20 hằng tháng.")
    """
    if "báo cáo" not in folded or next(chain(find_regime_days(folded), find_period_days(folded)), None) is None:
        return None
    mentions = find_agencies(body)
    label = _LABELLED.search(folded)
    if label is not None and (named := [mention for mention in mentions if mention.start >= label.end()]):
        return parse_agencies(body[label.end() : _list_end(body, named)]) if named[0].start == label.end() else None
    opening = _BEFORE.match(folded)
    if not mentions or opening is None or opening.end() < mentions[0].start:
        return None
    if len(mentions) > 1 and mentions[0].collective:
        gap = _ANNOUNCED.match(folded, mentions[0].end)
        if gap is not None and gap.end() == mentions[1].start and gap[0].strip(" ,"):
            mentions = mentions[1:]
    end = _list_end(body, mentions)
    return parse_agencies(body[mentions[0].start : end]) or None if _REPORT.match(folded, end) else None


def _list_end(body: str, mentions: Sequence[AgencyMention]) -> int:
    """Where the list of names that the first of some mentions begins ends; a name may have a place behind it that no list knows."""
    end = mentions[0].end
    for one in mentions[1:]:
        between = _PLACE.sub("", body[end : one.start])
        if len(between) > _GAP or JOINTS.fullmatch(between.lower()) is None:
            break
        end = one.end
    place = _PLACE.match(body, end)
    return place.end() if place else end
