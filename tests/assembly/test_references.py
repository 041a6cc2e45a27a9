"""Words that point back: what they certainly mean, and where they stay open."""

from __future__ import annotations

import pytest

from vbcds.assembly.references import build_references, find_back_references
from vbcds.assembly.resolution import resolve_citations
from vbcds.model.document import Source
from vbcds.model.records import CitationRecord
from vbcds.recognisers.citations import find_citations

PLAN = "Thực hiện Kế hoạch số 18/KH-UBND ngày 15/01/2025 và Nghị quyết số 57-NQ/TW ngày 22/12/2024.\n"
PLAN_KEY, PARTY_KEY = "ke-hoach:18/KH-UBND@2025-01-15", "nghi-quyet:57-NQ/TW@2024-12-22"


def records(text: str) -> list[CitationRecord]:
    found = find_citations(text)
    return [
        CitationRecord(
            document="d", raw=c.raw, kind=c.kind, number=c.number, date=c.date, issuer=c.issuer, title=c.title, pinpoint=c.pinpoint,
            relation="mentions", cited=cited, cited_document=None, source=Source(start=c.start, end=c.end),
        )
        for c, cited in zip(found, resolve_citations(found, text=text), strict=True)
    ]  # fmt: skip


def pointing(text: str, own_kind: str = "quyết định") -> dict[str, tuple[str, ...]]:
    references = find_back_references(text, records(text), own_kind=own_kind, own_key="own")
    assert all(text[reference.start : reference.end].startswith(reference.raw) for reference in references)
    return {reference.raw: reference.cited or reference.candidates for reference in references}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Nghị quyết nêu trên có vai trò mở đường.", {"Nghị quyết nêu trên": (PARTY_KEY,)}),
        ("theo Kế hoạch nói trên, các sở báo cáo", {"Kế hoạch nói trên": (PLAN_KEY,)}),
        ("Các văn bản nêu trên được phổ biến rộng rãi.", {"Các văn bản nêu trên": (PLAN_KEY, PARTY_KEY)}),
        ("Kế hoạch và Nghị quyết nêu trên", {"Kế hoạch và Nghị quyết nêu trên": (PLAN_KEY, PARTY_KEY)}),
        ("nội dung của Nghị quyết trên.", {"Nghị quyết trên": (PARTY_KEY,)}),
        # "trên" that goes on speaks of a place, not of a document
        ("xử lý văn bản trên môi trường mạng", {}),
        ("triển khai Kế hoạch trên địa bàn tỉnh", {}),
        # the document itself, and the plan that it promulgates
        ("Điều 2 Quyết định này và Kế hoạch này", {"Quyết định này": ("own",), "Kế hoạch này": ("own",)}),
        # of another type than anything named
        ("Chỉ thị nêu trên", {"Chỉ thị nêu trên": ()}),
    ],
)
def test_what_words_mean(words: str, meant: dict[str, tuple[str, ...]]) -> None:
    assert pointing(PLAN + words) == meant


def test_where_several_fit_the_words_stay_open() -> None:
    text = "Kế hoạch số 18/KH-UBND ngày 15/01/2025 và Kế hoạch số 44/KH-UBND ngày 28/02/2025; báo cáo theo Kế hoạch nêu trên."
    references = find_back_references(text, records(text), own_kind="báo cáo", own_key="own")
    assert [(r.cited, r.candidates) for r in references] == [((), ("ke-hoach:44/KH-UBND@2025-02-28", PLAN_KEY))]
    made, unsure = build_references(text, records(text), own_kind="báo cáo", own_key="own")
    assert made == [] and [(r.cited, candidates[0]) for r, candidates in unsure] == [
        ("ke-hoach:?@?", "ke-hoach:44/KH-UBND@2025-02-28")
    ]


def test_words_of_the_amended_text_are_not_those_of_the_amending_one() -> None:
    text = "Sửa đổi Điều 6 Nghị định số 85/2016/NĐ-CP như sau: “3. Hồ sơ theo Nghị định này và Nghị định nêu trên.”"
    assert set(pointing(text, "nghị định").values()) == {()}


def test_a_short_name_means_what_it_was_given_to() -> None:
    text = (
        "Quyết định số 468/QĐ-TTg ngày 27/3/2021 phê duyệt Đề án đổi mới (sau đây gọi tắt là Đề án);\n"
        "Các sở triển khai nhiệm vụ của Đề án được giao, không trùng với Đề án Phát triển đô thị và Đề án số 5/ĐA-UBND."
    )
    references = find_back_references(text, records(text), own_kind="kế hoạch", own_key="own")
    assert [(r.raw, r.cited) for r in references] == [("Đề án", ("quyet-dinh:468/QĐ-TTg@2021-03-27",))]
    nested = (
        "Văn bản số 55/UBND-VX ngày 30/10/2025 về việc triển khai Quyết định số 1132/QĐ-TTg ngày 09/10/2024 phê duyệt Chiến lược "
        "hạ tầng số (sau đây gọi là Chiến lược).\nMục tiêu bám sát Chiến lược."
    )
    assert pointing(nested, "tờ trình") == {"Chiến lược": ("quyet-dinh:1132/QĐ-TTg@2024-10-09",)}
    body = "Quyết định số 468/QĐ-TTg ngày 27/3/2021 thành lập Ban Chỉ đạo (sau đây gọi tắt là Ban Chỉ đạo);\nBan Chỉ đạo họp."
    assert pointing(body) == {}


def test_a_list_below_is_announced() -> None:
    text = (
        "Giao Sở Nội vụ tổ chức thực hiện các văn bản sau đây:\n"
        "- Quyết định số 468/QĐ-TTg ngày 27/3/2021;\n- Nghị quyết số 57-NQ/TW ngày 22/12/2024.\nNơi nhận:\n"
    )
    made, _ = build_references(text, records(text), own_kind="quyết định", own_key="own")
    assert [(r.raw, r.relation, r.cited) for r in made] == [
        ("các văn bản sau đây:", "implements", "quyet-dinh:468/QĐ-TTg@2021-03-27"),
        ("các văn bản sau đây:", "implements", PARTY_KEY),
    ]


def test_relation_and_place_are_read_from_the_clause() -> None:
    text = PLAN + "Bãi bỏ khoản 2 Điều 5 của Kế hoạch nêu trên; thực hiện nghiêm Nghị quyết nêu trên."
    made, _ = build_references(text, records(text), own_kind="quyết định", own_key="own")
    assert [(r.relation, r.pinpoint, r.cited) for r in made] == [
        ("repeals", "khoản 2 Điều 5", PLAN_KEY),
        ("implements", None, PARTY_KEY),
    ]


def test_many_words_that_point_back_take_linear_time() -> None:
    import time

    text = "Kế hoạch số 18/KH-UBND ngày 15/01/2025; Kế hoạch nêu trên, " * 4000
    found = records(text)
    began = time.process_time()
    build_references(text, found, own_kind="báo cáo", own_key="own")
    assert time.process_time() - began < 80  # 3 seconds; a quadratic search takes minutes
