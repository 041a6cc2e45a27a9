"""Broken and hostile files, through the real readers: each is an entry with advice or is read rightly, and the rest is complete."""

from __future__ import annotations

import io
import json
import os
import shutil
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vbcds.errors import ERROR_KINDS
from vbcds.execution.run import RunSummary, extract

LETTER = """ỦY BAN NHÂN DÂN
TỈNH VĨNH GIANG

Số: 15/KH-UBND

Vĩnh Giang, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Chuyển đổi số năm 2026

Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;
"""


def pdf(body: bytes, trailer: bytes = b"") -> bytes:
    return b"%PDF-1.4\n" + body + b"\ntrailer<</Root 1 0 R" + trailer + b">>\n%%EOF\n"


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        package.writestr("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")
        with package.open("word/document.xml", "w", force_zip64=True) as member:
            for _ in range(700):
                member.write(bytes(1 << 20))
    return data.getvalue()


CATALOG = b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
LOOP = pdf(
    CATALOG
    + b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 9>>endobj\n3 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 9/Parent 2 0 R>>endobj"
)
LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"61" * 32 + b">/U<" + b"62" * 32 + b">>>/ID[<61><61>]"
ENCRYPTED = pdf(
    CATALOG + b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj",
    LOCK,
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory, corpora: Path) -> RunSummary:
    folder = tmp_path_factory.mktemp("vào")
    plans = corpora / "files" / "van-ban"
    good = {
        "ke-hoach.docx": "ke-hoach-87-2026.docx",
        "ke-hoach.pdf": "ke-hoach-87-2026.pdf",
        "thật là docx.pdf": "nghi-quyet-27-2025.docx",
    }
    for name, source in good.items():
        shutil.copy(plans / source, folder / name)
    decision = (plans / "quyet-dinh-412-2024.pdf").read_bytes()
    (folder / "cắt.pdf").write_bytes(decision[: len(decision) // 2])
    package = (plans / "quyet-dinh-412-2024.docx").read_bytes()
    (folder / "cắt.docx").write_bytes(package[: len(package) // 2])
    (folder / "khóa.pdf").write_bytes(ENCRYPTED)
    (folder / "rỗng.docx").touch()
    (folder / "bom.docx").write_bytes(bomb())
    (folder / "vòng.pdf").write_bytes(LOOP)
    (folder / "rác.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(5000))
    (folder / "ảnh.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    with (folder / "thưa.pdf").open("wb") as sparse:
        sparse.truncate(2 << 30)
    nested = folder / unicodedata.normalize("NFD", "thư mục tiếng Việt")
    nested.mkdir()
    (nested / unicodedata.normalize("NFD", "kế hoạch.txt")).write_text(LETTER, encoding="utf-8")
    (folder / "đứt.docx").symlink_to("không có")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "ống.txt")
    return extract(folder, tmp_path_factory.mktemp("ra"), jobs=2, timeout=60.0, formats=("jsonl",))


def lines(ran: RunSummary, kind: str) -> dict[str, dict[str, Any]]:
    return {
        record["path"]: record for record in map(json.loads, (ran.out / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines())
    }


@pytest.mark.parametrize(
    ("path", "kinds"),
    [
        ("khóa.pdf", {"encrypted"}),
        ("rỗng.docx", {"empty"}),
        ("bom.docx", {"too-large"}),
        ("vòng.pdf", {"corrupt", "no-text", "empty"}),
        ("rác.pdf", {"corrupt"}),
        ("ảnh.png", {"unsupported", "corrupt", "no-text"}),
        ("thưa.pdf", {"too-large"}),
        ("cắt.docx", {"corrupt"}),
        ("đứt.docx", {"not-found"}),
    ],
)
def test_bad_file_is_an_entry_with_advice(ran: RunSummary, path: str, kinds: set[str]) -> None:
    error = lines(ran, "errors")[path]
    assert error["error"] in kinds
    assert error["detail"].count(".") >= 2, "what is the matter, and what to do"
    assert "Traceback" not in error["detail"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_an_entry(ran: RunSummary) -> None:
    assert lines(ran, "errors")["ống.txt"]["error"] == "unsupported"


def test_a_truncated_pdf_is_an_entry_or_says_so(ran: RunSummary) -> None:
    errors, documents = lines(ran, "errors"), lines(ran, "documents")
    assert ("cắt.pdf" in errors) != ("cắt.pdf" in documents)
    if "cắt.pdf" in documents:
        assert documents["cắt.pdf"]["warnings"]


def test_the_rest_is_complete(ran: RunSummary) -> None:
    documents = lines(ran, "documents")
    assert documents["ke-hoach.docx"]["number"] == documents["ke-hoach.pdf"]["number"] == "87/KH-UBND"
    assert documents["thật là docx.pdf"]["number"] == "27/NQ-HĐND"
    nested = documents["thư mục tiếng Việt/kế hoạch.txt"]
    assert nested["number"] == "15/KH-UBND"
    assert (ran.out / "text" / f"{nested['id']}.txt").exists()


def test_every_error_is_of_the_contract_and_none_is_ours(ran: RunSummary) -> None:
    kinds = {error["error"] for error in lines(ran, "errors").values()}
    assert kinds <= set(ERROR_KINDS)
    assert "internal" not in kinds


def test_no_permission_is_an_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "geteuid") or os.geteuid() == 0:
        pytest.skip("the superuser may read everything")
    (tmp_path / "vào").mkdir()
    for name in ("mở.txt", "kín.txt"):
        (tmp_path / "vào" / name).write_text(LETTER, encoding="utf-8")
    (tmp_path / "vào" / "kín.txt").chmod(0)
    summary = extract(tmp_path / "vào", tmp_path / "ra", jobs=1, formats=("jsonl",))
    assert [(error.path, error.error) for error in summary.errors] == [("kín.txt", "permission")]
    assert summary.counts["documents"] == 1


def test_no_permission_is_told_apart_from_other_errors(make_job: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from vbcds.execution import documents

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(documents, "resolve", lambda _: refuse)
    outcome = documents.read_file(make_job())
    assert outcome.failure is not None
    assert outcome.failure.error == "permission"
