"""From a path to bytes, and from bytes to the reader of their format. Readers are imported when the first file needs them."""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from vbcds.errors import ReadError
from vbcds.model.builder import Reading
from vbcds.model.recognition import AUTO, OcrOptions
from vbcds.readers import sniff
from vbcds.readers.limits import DEFAULT_LIMITS, Limits


class Reader(Protocol):
    """A function that reads one format."""

    def __call__(self, data: bytes, *, limits: Limits) -> Reading: ...  # noqa: D102


#: Media type to module and function.
READERS: dict[str, tuple[str, str]] = {
    sniff.PDF: ("vbcds.readers.pdf", "read_pdf"),
    sniff.DOCX: ("vbcds.readers.docx", "read_docx"),
    sniff.XLSX: ("vbcds.readers.xlsx", "read_xlsx"),
    sniff.HTML: ("vbcds.readers.html", "read_html"),
    sniff.MARKDOWN: ("vbcds.readers.markdown", "read_markdown"),
    sniff.TEXT: ("vbcds.readers.plain", "read_plain"),
}

#: Images of pages.
IMAGES = frozenset({"image/png", "image/jpeg", "image/tiff", "image/bmp", "image/webp"})

_ADVICE: dict[str, tuple[str, str]] = {
    sniff.PPTX: ("tệp trình chiếu PowerPoint", "Xuất tệp sang PDF rồi chạy lại."),
    sniff.PPT: ("tệp trình chiếu PowerPoint", "Xuất tệp sang PDF rồi chạy lại."),
    sniff.MSG: ("thư Outlook", "Lưu riêng tệp đính kèm rồi chạy lại."),
    sniff.OLE: ("tệp nhị phân của một chương trình văn phòng cũ", "Mở tệp và lưu thành .docx hoặc .pdf."),
    sniff.ZIP: ("tệp nén", "Giải nén rồi chạy lại với thư mục đã giải nén."),
    sniff.XML: ("tệp dữ liệu XML", "Xuất văn bản sang .docx, .pdf hoặc .html."),
    sniff.JSON: ("tệp dữ liệu JSON", "Xuất văn bản sang .docx, .pdf hoặc .html."),
    "application/vnd.sqlite3": ("tệp cơ sở dữ liệu", "Chỉ đưa vào các tệp văn bản."),
    "image/vnd.djvu": ("ảnh quét DjVu", "Chuyển tệp sang PDF rồi chạy lại."),
    "application/postscript": ("tệp PostScript", "Chuyển tệp sang PDF rồi chạy lại."),
    "application/vnd.oasis.opendocument.presentation": ("tệp trình chiếu", "Xuất tệp sang PDF rồi chạy lại."),
    "application/epub+zip": ("sách điện tử EPUB", "Xuất tệp sang PDF hoặc .docx rồi chạy lại."),
}
_ARCHIVES = ("rar", "7z", "gzip", "xz", "bzip2", "tar")


def read_bytes(data: bytes, *, name: str = "", limits: Limits = DEFAULT_LIMITS, ocr: OcrOptions = AUTO) -> Reading:
    """Read the bytes of one file; the format is told from the bytes, `name` only helps between kinds of plain text.

    `ocr` says how scans are read.

    Raises `ReadError` with kind "empty", "too-large", "encrypted", "corrupt" or "unsupported" (with advice).

    >>> reading = read_bytes("Số: 12/KH-UBND".encode(), name="ke-hoach.txt")
    >>> reading.media_type, reading.drafts[0].text
    ('text/plain', 'Số: 12/KH-UBND')
    """
    limits.check_bytes(len(data))
    media_type = sniff.sniff(data, name)
    if media_type == sniff.EMPTY:
        raise ReadError("empty", "Tệp rỗng, không có nội dung.", "Kiểm tra lại nguồn của tệp.")
    if media_type == sniff.OLE_ENCRYPTED:
        raise ReadError("encrypted", "Tệp Office được bảo vệ bằng mật khẩu.", "Mở tệp, bỏ mật khẩu, lưu lại rồi chạy lại.")
    reader = _reader(media_type)
    if media_type == sniff.PDF or media_type in IMAGES:
        reader = _scan_reader(media_type, ocr)
    if reader is None:
        what, advice = _unsupported(media_type)
        raise ReadError("unsupported", f"Chưa đọc được {what}.", advice)
    try:
        return reader(data, limits=limits)
    except RecursionError as error:
        raise ReadError(
            "corrupt", "Cấu trúc của tệp lồng nhau quá sâu.", "Mở và lưu lại tệp bằng chương trình đã tạo ra nó."
        ) from error


def _scan_reader(media_type: str, ocr: OcrOptions) -> Reader:
    """The reader of a format that may hold scans, with the options for them."""
    module, function = READERS[sniff.PDF] if media_type == sniff.PDF else ("vbcds.readers.images", "read_image")
    read = cast(Callable[..., Reading], getattr(import_module(module), function))
    return lambda data, *, limits: read(data, limits=limits, ocr=ocr)


def _reader(media_type: str) -> Reader | None:
    if media_type in READERS:
        module, function = READERS[media_type]
        return cast(Reader, getattr(import_module(module), function))
    if media_type == sniff.MHTML:
        return _read_mhtml
    office = import_module("vbcds.readers.office")
    if media_type in office.OFFICE_TYPES:
        read_office = cast(Callable[..., Reading], office.read_office)
        return lambda data, *, limits: read_office(data, media_type, limits=limits)
    return None


def _unsupported(media_type: str) -> tuple[str, str]:
    if media_type in _ADVICE:
        return _ADVICE[media_type]
    if media_type.startswith("image/"):
        return "tệp ảnh", "Nhận dạng chữ (OCR) hoặc chuyển ảnh thành PDF có lớp chữ rồi chạy lại."
    if media_type.startswith(("audio/", "video/")):
        return "tệp âm thanh hoặc phim", "Chỉ đưa vào các tệp văn bản."
    if any(media_type.endswith(archive) or f"-{archive}" in media_type for archive in _ARCHIVES):
        return "tệp nén", "Giải nén rồi chạy lại với thư mục đã giải nén."
    return f"tệp loại {media_type}", "Chuyển tệp sang PDF, .docx, .html hoặc .txt rồi chạy lại."


def _read_mhtml(data: bytes, *, limits: Limits) -> Reading:
    """A web page saved as one file (.mht): its first HTML part."""
    from email import message_from_bytes

    from vbcds.readers.html import read_html

    for part in message_from_bytes(data).walk():
        if part.get_content_type() not in ("text/html", "text/plain"):
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not payload.strip():
            continue
        if part.get_content_type() == "text/plain":
            return cast(Reader, import_module("vbcds.readers.plain").read_plain)(payload, limits=limits)
        charset = part.get_content_charset()
        if charset is not None:
            with suppress(LookupError, UnicodeError):
                payload = b"\xef\xbb\xbf" + payload.decode(charset).encode()  # the mark overrides what the page says of itself
        return read_html(payload, limits=limits)
    raise ReadError("unsupported", "Tệp .mht không chứa trang HTML nào.", "Lưu lại trang ở dạng .html rồi chạy lại.")


def load_file(path: str | os.PathLike[str], limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of a regular file, looked at before it is opened, so that a device, a pipe or a huge sparse file is never read.

    A name that does not exist as given is also tried in the other Unicode forms (NFC, NFD). Raises `ReadError` with kind "not-found",
    "permission", "unsupported" (no regular file), "too-large", "empty" or "corrupt" (the disk gives an error).
    """
    wanted = Path(path)
    found, status = _status(wanted)
    if not stat.S_ISREG(status.st_mode):
        what = "một thư mục" if stat.S_ISDIR(status.st_mode) else "một thiết bị, ống dẫn hoặc ổ cắm"
        raise ReadError("unsupported", f"Đường dẫn là {what}, không phải tệp thường.", "Chỉ đưa vào các tệp văn bản.")
    limits.check_bytes(status.st_size)
    try:
        with found.open("rb") as stream:
            data = stream.read(limits.max_bytes + 1)
    except OSError as error:
        raise _trouble(error) from error
    limits.check_bytes(len(data))
    if not data:
        raise ReadError("empty", "Tệp rỗng (0 byte).", "Kiểm tra lại nguồn của tệp.")
    return data


def _status(path: Path) -> tuple[Path, os.stat_result]:
    text = str(path)
    forms = dict.fromkeys((text, unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)))
    first: OSError | None = None
    for form in forms:
        try:
            return Path(form), Path(form).stat()
        except OSError as error:
            first = first or error
        except ValueError:  # a zero byte in the name
            raise ReadError("not-found", "Tên tệp không hợp lệ.", None) from None
    assert first is not None
    raise _trouble(first) from first


def _trouble(error: OSError) -> ReadError:
    if isinstance(error, PermissionError):
        return ReadError("permission", "Không có quyền đọc tệp.", "Cấp quyền đọc cho người dùng đang chạy chương trình.")
    if isinstance(error, (FileNotFoundError, NotADirectoryError)) or error.errno in (errno.ELOOP, errno.ENAMETOOLONG):
        return ReadError("not-found", "Không tìm thấy tệp.", "Kiểm tra lại đường dẫn.")
    return ReadError(
        "corrupt", f"Hệ thống báo lỗi khi đọc tệp: {error.strerror or error}.", "Kiểm tra lại ổ đĩa hoặc sao chép lại tệp."
    )
