from __future__ import annotations

import io
import os
import unicodedata
import zipfile
from pathlib import Path

import pytest

from vbcds.errors import ReadError
from vbcds.readers import sniff
from vbcds.readers.limits import Limits
from vbcds.readers.registry import READERS, load_file, read_bytes


def package(*names: str, mimetype: str | None = None) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if mimetype is not None:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def ole(*streams: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + b"".join(name.encode("utf-16-le") + b"\0" * 64 for name in streams)


TYPES = "[Content_Types].xml"
TEXT = "Số: 12/KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2023\n"
CASES: dict[str, tuple[bytes, str, str]] = {
    "pdf": (b"%PDF-1.4\n1 0 obj\n", "a.docx", sniff.PDF),
    "pdf after junk": (b"junk\r\n\r\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\n", "a", sniff.PDF),
    "text that speaks of PDF": ("Tệp bắt đầu bằng %PDF-1.4".encode(), "a.txt", sniff.TEXT),
    "docx": (package(TYPES, "word/document.xml"), "a.pdf", sniff.DOCX),
    "xlsx": (package(TYPES, "xl/workbook.xml"), "a.zip", sniff.XLSX),
    "xlsb": (package(TYPES, "xl/workbook.bin"), "", sniff.XLSB),
    "pptx": (package(TYPES, "ppt/presentation.xml"), "", sniff.PPTX),
    "odt": (package("content.xml", mimetype=sniff.ODT), "", sniff.ODT),
    "ods": (package("content.xml", mimetype=sniff.ODS), "", sniff.ODS),
    "zip": (package("word/bao-cao.txt"), "a.docx", sniff.ZIP),
    "empty zip": (b"PK\x05\x06" + b"\0" * 18, "", sniff.ZIP),
    "docx cut off": (package(TYPES, "word/document.xml")[:-40], "", sniff.DOCX),
    "doc": (ole("Root Entry", "WordDocument", "1Table"), "a.pdf", sniff.DOC),
    "xls": (ole("Root Entry", "Workbook"), "", sniff.XLS),
    "ppt": (ole("PowerPoint Document"), "", sniff.PPT),
    "xlsx with a password": (ole("EncryptionInfo", "EncryptedPackage"), "a.xlsx", sniff.OLE_ENCRYPTED),
    "other OLE": (ole("Contents"), "", sniff.OLE),
    "rtf": (b"{\\rtf1\\ansi ...", "a.doc", sniff.RTF),
    "html": (b"\xef\xbb\xbf\n<!-- x --><!DOCTYPE html><p>", "a.txt", sniff.HTML),
    "html in utf-16": ("<html><body><p>Số</p></body></html>".encode("utf-16"), "", sniff.HTML),
    "html fragment": (b"<table><tr><td>1</td></tr></table>", "a.doc", sniff.HTML),
    "xhtml": (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "", sniff.HTML),
    "xml": (b'<?xml version="1.0"?><data><x>1</x></data>', "", sniff.XML),
    "word 2003 xml": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "", sniff.WORD_XML),
    "text with a tag in it": ("Dùng thẻ <br> để xuống dòng, thẻ <p> cho đoạn.".encode(), "", sniff.TEXT),
    "text that compares": ("x < 5 và y > 3".encode(), "", sniff.TEXT),
    "mhtml": (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "a.mht", sniff.MHTML),
    "markdown by its name": ("Số: 1\n\nĐoạn".encode(), "a.md", sniff.MARKDOWN),
    "markdown by its table": ("| TT | Nội dung |\n|---|---|\n| 1 | a |\n".encode(), "a.txt", sniff.MARKDOWN),
    "markdown by its headings": ("# Kế hoạch\n\n**Mục tiêu**\n\n## I. Chung\n\n[a](https://a.vn)\n".encode(), "", sniff.MARKDOWN),
    "flattened table": ("TT\n|\nNội dung\n|\n1\n|\nLập\n|\n".encode(), "a.txt", sniff.TEXT),
    "ruled text": ("ỦY BAN\n-------\nSố: 1/QĐ\n---------------\n".encode(), "a.txt", sniff.TEXT),
    "json": (b'{"document": "x"}', "", sniff.JSON),
    "utf-8": (TEXT.encode(), "a.pdf", sniff.TEXT),
    "utf-16 without a mark": (TEXT.encode("utf-16-le"), "", sniff.TEXT),
    "utf-16 big": (b"\xfe\xff" + TEXT.encode("utf-16-be"), "", sniff.TEXT),
    "utf-32": (TEXT.encode("utf-32"), "", sniff.TEXT),
    "tcvn3": ("Uû ban nh©n d©n tØnh".encode("latin-1"), "", sniff.TEXT),
    "viscii capitals in the control range": (b"\x02\x05 N\xed dung c\xfca v\xe5n b\xe4n n\xe0y l\xe0 d\xe0i", "", sniff.TEXT),
    "png": (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "a.pdf", "image/png"),
    "jpeg": (b"\xff\xd8\xff\xe0" + b"\0" * 20, "", "image/jpeg"),
    "bmp": (b"BM\x36\0\0\0" + b"\0" * 20, "", "image/bmp"),
    "text that begins with BM": (b"BM 01 - Bieu mau bao cao", "", sniff.TEXT),
    "rar": (b"Rar!\x1a\x07\x00" + b"\0" * 20, "", "application/vnd.rar"),
    "binary": (bytes(range(256)) * 4, "a.txt", sniff.BINARY),
    "nothing": (b"", "a.pdf", sniff.EMPTY),
    "spaces": (b" \r\n\t ", "a.txt", sniff.EMPTY),
}


@pytest.mark.parametrize("name", CASES)
def test_sniff(name: str) -> None:
    data, file_name, media_type = CASES[name]
    assert sniff.sniff(data, file_name) == media_type


def test_real_files_are_what_they_are_whatever_they_are_called(shared: Path) -> None:
    by_ending = {
        ".pdf": sniff.PDF,
        ".docx": sniff.DOCX,
        ".doc": sniff.DOC,
        ".rtf": sniff.RTF,
        ".html": sniff.HTML,
        ".txt": sniff.TEXT,
    }
    for path in (shared / "real").rglob("*"):
        if path.suffix in by_ending:
            assert sniff.sniff(path.read_bytes()) == by_ending[path.suffix], path.name


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b"   ", "empty"),
        (CASES["png"][0], "corrupt"),
        (CASES["zip"][0], "unsupported"),
        (CASES["pptx"][0], "unsupported"),
        (CASES["ppt"][0], "unsupported"),
        (CASES["rar"][0], "unsupported"),
        (CASES["json"][0], "unsupported"),
        (CASES["binary"][0], "unsupported"),
        (CASES["xlsx with a password"][0], "encrypted"),
        (CASES["mhtml"][0], "unsupported"),
    ],
)
def test_unreadable_bytes_are_named(data: bytes, kind: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name="van-ban")
    assert caught.value.kind == kind
    assert caught.value.advice


def test_readers_exist() -> None:
    from importlib import import_module

    for module, function in READERS.values():
        assert callable(getattr(import_module(module), function))


def test_saved_page_in_one_file() -> None:
    page = "<html><body><p>Số: 12/KH-UBND</p><p>Kế hoạch chuyển đổi số năm 2023 của tỉnh</p></body></html>"
    data = (
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        b"Content-Type: text/html; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    import base64

    data += base64.encodebytes(page.encode("utf-16")) + b"\r\n--x--\r\n"
    reading = read_bytes(data, name="a.mht")
    assert "Kế hoạch chuyển đổi số" in "\n".join(getattr(draft, "text", "") for draft in reading.drafts)


class TestLoadFile:
    def test_reads(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"abc")
        assert load_file(path) == b"abc"

    def test_either_unicode_form_of_the_name(self, tmp_path: Path) -> None:
        name = "Kế hoạch số 5.txt"
        (tmp_path / unicodedata.normalize("NFD", name)).write_bytes(b"x")
        assert load_file(tmp_path / unicodedata.normalize("NFC", name)) == b"x"
        assert load_file(tmp_path / unicodedata.normalize("NFD", name)) == b"x"

    @pytest.mark.parametrize("name", ["khong-co.pdf", "a\0b", "x" * 400])
    def test_missing(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(ReadError) as caught:
            load_file(tmp_path / name)
        assert caught.value.kind == "not-found"

    def test_folder_and_pipe(self, tmp_path: Path) -> None:
        if hasattr(os, "mkfifo"):
            os.mkfifo(tmp_path / "pipe")
        for path in tmp_path, tmp_path / "pipe", Path(os.devnull):
            if path.exists():
                with pytest.raises(ReadError) as caught:
                    load_file(path)
                assert caught.value.kind == "unsupported"

    def test_empty(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").touch()
        with pytest.raises(ReadError) as caught:
            load_file(tmp_path / "a.pdf")
        assert caught.value.kind == "empty"

    def test_sparse_giant_is_not_opened(self, tmp_path: Path) -> None:
        path = tmp_path / "a.pdf"
        with path.open("wb") as stream:
            stream.truncate(2 * 1024**3)
        with pytest.raises(ReadError) as caught:
            load_file(path)
        assert caught.value.kind == "too-large" and "MB" in str(caught.value)

    def test_limit(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"abcdef")
        with pytest.raises(ReadError) as caught:
            load_file(path, Limits(max_bytes=5))
        assert caught.value.kind == "too-large"

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
    def test_permission(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"abc")
        path.chmod(0)
        with pytest.raises(ReadError) as caught:
            load_file(path)
        assert caught.value.kind == "permission"

    def test_permission_of_any_user(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"abc")

        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "open", refuse)
        with pytest.raises(ReadError) as caught:
            load_file(path)
        assert caught.value.kind == "permission"
