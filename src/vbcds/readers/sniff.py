"""What a file is, told from its bytes. The name's ending only decides between kinds of plain text, which look alike."""

from __future__ import annotations

import io
import re
import zipfile

EMPTY = "inode/x-empty"
BINARY = "application/octet-stream"
TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
XML = "application/xml"
JSON = "application/json"
MHTML = "multipart/related"
PDF = "application/pdf"
RTF = "application/rtf"
ZIP = "application/zip"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
XLSB = "application/vnd.ms-excel.sheet.binary.macroEnabled.12"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
MSG = "application/vnd.ms-outlook"
WORD_XML = "application/vnd.ms-word.xml"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OLE = "application/x-ole-storage"
OLE_ENCRYPTED = "application/x-ole-encrypted"

_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypmif1", "image/heic"),
    (4, b"ftypavif", "image/avif"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x00\x00\x00\x0cjP  ", "image/jp2"),
    (0, b"AT&TFORM", "image/vnd.djvu"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"\xfd7zXZ\x00", "application/x-xz"),
    (0, b"BZh", "application/x-bzip2"),
    (257, b"ustar", "application/x-tar"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"%!PS", "application/postscript"),
    (0, b"SQLite format 3\x00", "application/vnd.sqlite3"),
)
_OLE_STREAMS = (("EncryptedPackage", OLE_ENCRYPTED), ("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS),
                ("PowerPoint Document", PPT), ("__properties_version1.0", MSG))  # fmt: skip
_PACKAGE_PARTS = (("word/", DOCX), ("xl/workbook.bin", XLSB), ("xl/", XLSX), ("ppt/", PPTX))
_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_HEAD = 65_536
_LEAD = re.compile(r"(?:\s|<!--(?:[^-]|-(?!->))*-->)+")
_TAG = re.compile(
    r"<(?:html|head|body|table|div|p|span|br|meta|title|h[1-6]|ul|ol|li|td|tr|a|b|strong|font|script|style)[\s>/]", re.I
)
_XML_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s>/]")
_MAIL = re.compile(r"(?:from|mime-version|content-type|return-path|received|subject|date|to|x-[\w-]+):", re.I)
_MARKS = (
    (re.compile(r"^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t:|-]*$", re.M), 3),
    (re.compile(r"^#{1,6} \S", re.M), 1),
    (re.compile(r"^(?:```|~~~)", re.M), 1),
    (re.compile(r"\*\*\S"), 1),
    (re.compile(r"\]\((?:https?:|#|\.{0,2}/)"), 1),
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
         (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))  # fmt: skip


def sniff(data: bytes, name: str = "") -> str:
    """The media type of a file's bytes; `name` (only its ending) helps to tell Markdown from plain text.

    Total: unknown binary data is `application/octet-stream`, no data `inode/x-empty`.

    >>> sniff(b"%PDF-1.7 ...", "cong-van.docx"), sniff("Số: 12/KH-UBND".encode(), "a.pdf"), sniff(b"")
    ('application/pdf', 'text/plain', 'inode/x-empty')
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf") and len(data) < _HEAD:
        return EMPTY
    head = data[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_type(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole_type(data)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return RTF
    at = head[:2048].find(b"%PDF-")
    if at == 0 or (at > 0 and head.lstrip()[:1] != b"<" and b" obj" in head):
        return PDF
    for offset, magic, kind in _MAGIC:
        if head[offset : offset + len(magic)] == magic and (len(magic) > 2 or b"\x00" in head[:30]):
            return kind
    text = text_head(head)
    return BINARY if text is None else _text_type(text, name)


def byte_order(data: bytes) -> tuple[str, int] | None:
    """The Unicode encoding that a byte order mark, or the zero bytes of text without one, tell, and the length of the mark."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return encoding, len(mark)
    sample = data[:4096]
    if len(sample) >= 8 and sample.count(0) >= len(sample) // 5:
        quads = len(sample) // 4
        if all(sample[i::4].count(0) >= 0.9 * quads for i in (2, 3)) and sample[0::4].count(0) < quads // 2:
            return "utf-32-le", 0
        if all(sample[i::4].count(0) >= 0.9 * quads for i in (0, 1)) and sample[3::4].count(0) < quads // 2:
            return "utf-32-be", 0
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if odd > 4 * even:
            return "utf-16-le", 0
        if even > 4 * odd:
            return "utf-16-be", 0
    return None


def text_head(head: bytes) -> str | None:
    """The beginning of a file as text (ASCII structure is enough), or None where it is no text."""
    order = byte_order(head)
    if order is not None:
        text = head[order[1] :].decode(order[0], "replace")
        return None if text.count("\ufffd") > len(text) // 20 + 1 else text
    if head.count(0) > len(head) // 1000:
        return None
    if len(_CONTROLS.findall(head)) > max(2, len(head) // 20):
        return None
    return head.decode("utf-8", "replace") if _mostly_utf8(head) else head.decode("latin-1")


def _mostly_utf8(head: bytes) -> bool:
    try:
        head[:-4].decode("utf-8") if len(head) > 4 else head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 8
    return True


def _text_type(text: str, name: str) -> str:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    lead = _LEAD.match(text)
    start = text[lead.end() if lead else 0 :].lstrip("\ufeff \t\r\n")
    low = start[:1024].lower()
    if low.startswith(("<?xml", "<?mso")):
        return _xml_type(start)
    if low.startswith(("<!doctype html", "<html", "<head", "<body")):
        return HTML
    if low.startswith("<"):
        tags = _TAG.findall(start[:16384])
        if tags:
            return HTML
        if _XML_ROOT.match(start) and ("xmlns" in low or "</" in start):
            return _xml_type(start)
    if _MAIL.match(low) and "content-type:" in start[:8192].lower():
        return MHTML
    if len(_TAG.findall(start[:16384])) >= 6 and re.search(r"</(?:p|div|td|table|span|body)>", start[:16384], re.I):
        return HTML
    if ending in ("md", "markdown", "mkd"):
        return MARKDOWN
    if (start[:1] == "{" and re.match(r'\{\s*(?:"[^"\n]{0,200}"\s*:|\})', start)) or re.match(r'\[\s*(?:\{\s*"|\[|")', start):
        return JSON
    if sum(weight * min(2, len(mark.findall(text))) for mark, weight in _MARKS) >= 3:
        return MARKDOWN
    return TEXT


def _xml_type(start: str) -> str:
    top = start[:16384]
    if 'progid="Word.Document"' in top or "<w:wordDocument" in top or "<pkg:package" in top:
        return WORD_XML
    if "<office:document" in top:
        return ODS if "opendocument.spreadsheet" in top else ODT
    root = re.search(r"<(?![?!])(?:[\w.-]+:)?([A-Za-z][\w.-]*)", top)
    if root is not None and root[1].lower() == "html":
        return HTML
    return XML


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [info.filename.replace("\\", "/").lstrip("/") for info in archive.infolist()[:20_000]]
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                stated = archive.read("mimetype").decode("ascii", "replace").strip()
                if stated:
                    return stated.removesuffix("-template")
    except Exception:  # a damaged directory: the local headers still name the parts
        names = [match.decode("latin-1") for match in re.findall(rb"PK\x03\x04.{26}([\w\[\]./ -]{3,80})", data[:_HEAD], re.S)]
    if any(part.lower() == "[content_types].xml" for part in names):
        low = [part.lower() for part in names]
        for beginning, kind in _PACKAGE_PARTS:
            if any(part.startswith(beginning) for part in low):
                return kind
    return ZIP


def _ole_type(data: bytes) -> str:
    found = []
    for stream, kind in _OLE_STREAMS:
        at = data.find(stream.encode("utf-16-le") + b"\x00\x00")
        if at >= 0:
            found.append((at, kind))
            if kind == OLE_ENCRYPTED:
                return kind
    return min(found)[1] if found else OLE
