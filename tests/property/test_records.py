"""Any text that looks like a document gives records whose sources lie in it, the same in both Unicode forms."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from vbcds.model.builder import ParagraphDraft, Reading, build_document
from vbcds.pipeline import analyse_document

KINDS = ("KẾ HOẠCH", "CHỈ THỊ", "THÔNG BÁO", "NGHỊ QUYẾT", "BÁO CÁO", "QUYẾT ĐỊNH")
WORDS = st.sampled_from(
    """Giao|Yêu cầu|Đề nghị|Sở Nội vụ|UBND các huyện, thành phố|Công an tỉnh|chủ trì|phối hợp với|có trách nhiệm|rà soát|báo cáo
    trước ngày 30/6/2026|trong quý III|chỉ thị:|kết luận như sau:|một số nội dung sau:|1.|a)|-|I.|Điều 2.|MỤC TIÊU|TỔ CHỨC THỰC HIỆN
    đạt|trên|tối thiểu|80%|12% GRDP|3.950 tỷ đồng|cấp xã|trong đó|năm 2026:|xếp hạng dưới 30/63|; |, |. |:|./.|“|”|Về hạ tầng:
    Căn cứ|Quyết định số 12/QĐ-UBND|ngày 05/4/2024|và|hết hiệu lực|bãi bỏ|Nơi nhận:""".replace("\n", "|").split("|")
)
PARAGRAPHS = st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=80))


def analyse(kind: str, paragraphs: list[str], form: str):
    head = (
        "ỦY BAN NHÂN DÂN",
        "TỈNH VĨNH GIANG",
        "Số: 87/UBND",
        "Vĩnh Giang, ngày 05 tháng 3 năm 2026",
        kind,
        "Chuyển đổi số năm 2026",
    )
    drafts = [ParagraphDraft(text=unicodedata.normalize(form, text)) for text in (*head, *paragraphs)]
    return analyse_document(build_document(Reading(media_type="text/plain", drafts=drafts), id="0" * 16, path="a", sha256="0" * 64))


@settings(max_examples=60)
@given(st.sampled_from(KINDS), st.lists(PARAGRAPHS, max_size=12))
def test_records_stand_in_the_text_in_both_forms(kind: str, paragraphs: list[str]) -> None:
    found = analyse(kind, paragraphs, "NFC")
    for record in (*found.tasks, *found.targets, *found.citations):
        assert 0 <= record.source.start < record.source.end <= len(found.text)
    for task in found.tasks:
        assert found.text[task.source.start : task.source.end] == task.content
    for citation in found.citations:
        assert found.text[citation.source.start : citation.source.end] == citation.raw
    other = analyse(kind, paragraphs, "NFD")
    assert replace(found.records, findings=()) == replace(other.records, findings=())
