"""Real documents, where they are beside the checkout: heads, signatures, divisions checked by eye against the pages."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from vbcds.model.builder import build_document
from vbcds.readers.registry import read_bytes
from vbcds.structure.reading import read_structure
from vbcds.structure.values import Part

# file, kind, number, date, place, issuer, beginning of the title, signer, annexes
PAGES = [
    ("doc_000020", "nghị quyết", "66.12/2026/NQ-CP", date(2026, 1, 26), "Hà Nội", "Chính phủ",
     "TỔ CHỨC VÀ HOẠT ĐỘNG", "Phạm Thị Thanh Trà", 0),
    ("doc_000027", "nghị định", "27/2026/NĐ-CP", date(2026, 1, 19), "Hà Nội", "Chính phủ",
     "Quy định về Cơ sở dữ liệu", "Phạm Thị Thanh Trà", 0),
    ("doc_000032", "nghị quyết", "105/2025/UBTVQH15", date(2025, 9, 26), None, "Ủy ban Thường vụ Quốc hội",
     "CHƯƠNG TRÌNH LẬP PHÁP NĂM 2026",
     "Trần Thanh Mẫn", 1),
    ("doc_000069", "thông tư", "20/2025/TT-BQP", date(2025, 4, 11), "Hà Nội", "Bộ Quốc phòng", "Quy định về lưu trữ", "Lê Huy Vịnh", 0),
    ("doc_000080", "thông tư", "02/2026/TT-BCT", date(2026, 1, 17), "Hà Nội", "Bộ Công Thương",
     "Quy định một số biện pháp", "Trương Thanh Hoài", 4),
    ("doc_000129", "luật", "139/2025/QH15", date(2025, 12, 10), None, "Quốc hội",
     "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT KINH DOANH BẢO HIỂM",
     "Trần Thanh Mẫn", 0),
    ("doc_000165", "luật", "117/2025/QH15", date(2025, 12, 10), None, "Quốc hội", "BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Trần Thanh Mẫn", 0),
    ("doc_000212", "quyết định", "28/2025/QĐ-TTg", date(2025, 8, 24), "Hà Nội", "Thủ tướng Chính phủ",
     "Ban hành tiêu chí xác định tuyến",
     "Lê Thành Long", 0),
    ("doc_000362", "thông tư", "65/2025/TT-BXD", date(2025, 12, 30), "Hà Nội", "Bộ Xây dựng",
     "Bãi bỏ một số văn bản quy phạm pháp luật thuộc",
     "Nguyễn Văn Sinh", 0),
    ("doc_000628", "quyết định", "32/2025/QĐ-TTg", date(2025, 9, 8), "Hà Nội", "Thủ tướng Chính phủ",
     "Về Mạng bưu chính", "Nguyễn Chí Dũng", 0),
]  # fmt: skip


def read(path: Path) -> Part:
    document = build_document(read_bytes(path.read_bytes(), name=path.name), id="0" * 16, path=path.name, sha256="0" * 64)
    parts = read_structure(document).parts
    assert len(parts) == 1
    return parts[0]


@pytest.mark.parametrize(("name", "kind", "number", "day", "place", "issuer", "title", "signer", "annexes"), PAGES)
def test_pages_of_the_legal_database(shared, name, kind, number, day, place, issuer, title, signer, annexes):
    part = read(shared / "real" / "vbpl" / f"{name}.html")
    header = part.header
    assert (header.kind, header.number, header.date, header.place) == (kind, number, day, place)
    assert header.issuer and header.issuer.name == issuer
    assert header.title and header.title.startswith(title)
    assert [s.name for s in part.signers] == [signer]
    assert [d.kind for d in part.divisions] == ["body"] + ["annex"] * annexes
    assert part.warnings == ()


FILES = [
    ("real/seeds", "002_a7b85e63ae0a5977.txt", "002_a7b85e63ae0a5977.json"),
    ("real/seeds", "003_4addf89487486619.txt", "003_4addf89487486619.json"),
    ("real/seeds", "000_c6cba5071839c94f.txt", "000_c6cba5071839c94f.json"),
    ("real/nq03", "nq-03-2025.docx", "nq-03-2025.docx.json"),
    ("real/nq03", "nq-03-2025.pdf", "nq-03-2025.pdf.json"),
    ("real/nom_vn", "hanoi_kh_173_festival.pdf", "hanoi_kh_173_festival.pdf.json"),
    ("real/nom_vn", "hanoi_qd_2280_water.pdf", "hanoi_qd_2280_water.pdf.json"),
]


@pytest.mark.parametrize(("folder", "name", "gold"), FILES, ids=[name for _, name, _ in FILES])
def test_heads_of_the_annotated_documents(shared, folder, name, gold):
    part = read(shared / folder / name)
    header = part.header
    expected = json.loads((shared / "eval" / "gold" / gold).read_text("utf-8"))["document"]
    got = {
        "genre": header.genre,
        "kind": header.kind,
        "number": header.number,
        "date": header.date.isoformat() if header.date else None,
        "place": header.place,
        "issuer": {"name": header.issuer.name} if header.issuer else None,
        "title": header.title,
        "signers": [{"name": s.name, "role": s.role, "authority": s.authority} for s in part.signers],
    }
    assert {key: value for key, value in got.items() if key in expected} == {key: expected[key] for key in expected if key in got}


def test_annexes_and_tables_of_the_web_copy(shared):
    part = read(shared / "real" / "seeds" / "002_a7b85e63ae0a5977.txt")
    assert [d.kind for d in part.divisions][:2] == ["body", "attachment"]
    assert [d.label for d in part.divisions][-3:] == ["PHỤ LỤC"] * 3
    assert [t.role for t in part.tables if t.role != "layout"][:2] == ["tasks", "comparison"]
    assert [code for _, code, _ in part.tables[2].groups] == ["I", "II", "III", "IV"]
    assert part.plan_years == (2021, 2025)


def test_programme_and_annexes_of_a_resolution(shared):
    for name in ("nq-03-2025.docx", "nq-03-2025.pdf"):
        part = read(shared / "real" / "nq03" / name)
        assert [(d.kind, d.label) for d in part.divisions] == [
            ("body", None),
            ("attachment", "CHƯƠNG TRÌNH HÀNH ĐỘNG"),
            ("annex", "PHỤ LỤC I"),
            ("annex", "PHỤ LỤC II"),
        ]
        assert [t.role for t in part.tables if t.role != "layout"] == ["targets", "tasks"]
        assert len(part.recipients) == 15
