"""The sentence that opens or closes a report names another agency than the one that reports: it was left from another's report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.registry import Check, Problem, add
from vbcds.checks.view import PartView, Passage, short
from vbcds.model.mentions import AgencyMention
from vbcds.recognisers.agencies import find_agencies
from vbcds.text.fold import key

#: "Sở Y tế báo cáo kết quả như sau:", from behind the name.
_OPENS = re.compile(r"\s+(?:xin\s+|trân\s+trọng\s+|kính\s+)*báo\s+cáo\b[^.;]{0,200}\bnhư\s+sau\b", re.IGNORECASE)
_CLOSES = re.compile(r"\s*(?:trên\s+đây|nơi\s+trên)\s+là\s+(?:toàn\s+bộ\s+)?báo\s+cáo\b", re.IGNORECASE)
_OF = re.compile(r"\bcủa\s+$")
_ENDS = re.compile(r"\s*(?:$|[.,;/(]|(?:xin|kính|trân\s+trọng|đề\s+nghị|gửi|báo\s+cáo)\b)", re.IGNORECASE)
#: Bodies of one kind, of which a report is by one.
_KINDS = re.compile(r"sở (?=\w)|ủy ban nhân dân (?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn|đặc khu) (?=\w)")
#: Opening sentences stand in the first so many paragraphs.
_FIRST = 12


def _check(view: PartView) -> Iterator[Problem]:
    issuer = view.record.issuer
    if view.record.genre != "report" or issuer is None or view.context.part.header.co_issuers:
        return
    own = key(issuer.name)
    kind = _KINDS.match(own)
    if kind is None:
        return
    start = view.context.part.header.end
    passages = [passage for passage in view.passages if passage.start >= start]
    closing = next((passage for passage in reversed(passages) if _CLOSES.match(passage.text)), None)
    for passage in (*passages[:_FIRST], *([closing] if closing is not None else ())):
        for mention in _named(passage, passage is closing):
            other = key(mention.agency.name)
            its = _KINDS.match(other)
            if its is not None and its[0] == kind[0] and not own.startswith(other) and not other.startswith(own):
                yield Problem(
                    message=(f"“{short(passage.text, 80)}” nêu {mention.agency.name}, trong khi cơ quan báo cáo là {issuer.name}."),
                    evidence=(view.within(passage, mention.start, mention.end),),
                )


def _named(passage: Passage, closes: bool) -> Iterator[AgencyMention]:
    """The agencies that report by a sentence's own words."""
    text = passage.text
    if "áo cáo" not in text:
        return
    for mention in find_agencies(text):
        if not mention.collective and (
            (closes and _OF.search(text, 0, mention.start) and _ENDS.match(text, mention.end)) or _OPENS.match(text, mention.end)
        ):
            yield mention


_REPORT = "@report 2026-05\nThực hiện nhiệm vụ được giao, {} báo cáo kết quả tháng 5 như sau:\nI. KẾT QUẢ\n1. Mở 02 lớp.\n{}"

add(
    Check(
        code="reporting-agency-mismatch",
        family="reports",
        severity="warning",
        explanation="Câu mở đầu hoặc câu kết nêu một cơ quan khác cơ quan báo cáo.",
        source="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.2 (tên cơ quan ban hành văn bản)",
        fails=(
            _REPORT.format("Sở Tư pháp", ""),
            _REPORT.format(
                "Sở Y tế", "Trên đây là báo cáo kết quả chuyển đổi số tháng 5 của Sở Nội vụ, kính gửi Ủy ban nhân dân tỉnh./."
            ),
        ),
        passes=(
            _REPORT.format("Sở Y tế", "Trên đây là báo cáo tháng 5 của Sở Y tế, kính gửi Sở Nội vụ tổng hợp./."),
            _REPORT.format(
                "Ban Chỉ đạo chuyển đổi số", "1. Báo cáo của Sở Nội vụ còn chậm; theo báo cáo của Sở Tư pháp, có 12 hồ sơ."
            ),
        ),
        on_part=_check,
    )
)
