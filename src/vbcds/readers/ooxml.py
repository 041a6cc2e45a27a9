"""The zip package of an office file (ISO/IEC 29500-2): members within the limits, XML without entities, relations by type."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from vbcds.errors import ReadError
from vbcds.readers.limits import Limits

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MIB = 1024 * 1024
_STRICT = b"http://purl.oclc.org/ooxml/"
# Namespaces of the strict variant (ISO/IEC 29500-1) and of the transitional one (-4) that every reader knows.
_TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
)  # fmt: skip
_ENTITIES = b"<!ENTITY"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Package:
    """An opened package. Every member is read at most once and within the limits; `warnings` collects what had to be mended."""

    def __init__(self, data: bytes, *, limits: Limits, what: str) -> None:
        self.limits = limits
        self.warnings: list[str] = []
        self._zip = _open(data, limits=limits, what=what)
        self._members = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}
        self._left = limits.max_unpacked
        self._relations: dict[str, list[tuple[str, str, str]]] = {}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._members

    def read(self, name: str) -> bytes | None:
        """The bytes of a member, or None where there is none. Raises `ReadError` ("too-large", "corrupt", "encrypted")."""
        info = self._members.get(name.lower())
        if info is None:
            return None
        self._check(info)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, lzma.LZMAError) as error:
            raise ReadError(
                "corrupt", f"Phần “{name}” trong tệp bị hỏng.", "Mở tệp bằng Word hoặc Excel, lưu lại rồi chạy lại."
            ) from error
        except (NotImplementedError, RuntimeError) as error:  # a compression method or an encryption that zipfile does not know
            raise ReadError(
                "unsupported", f"Phần “{name}” nén hoặc mã hóa theo cách không đọc được.", "Lưu lại tệp bằng Word hoặc Excel."
            ) from error
        if len(data) > self._left:
            raise _too_large()
        self._left -= len(data)
        return data

    def _check(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & 1:
            raise ReadError("encrypted", "Tệp có mật khẩu.", "Mở tệp, bỏ mật khẩu, lưu lại rồi chạy lại.")
        if info.file_size > self._left:
            raise _too_large()
        if info.file_size > _MIB and info.file_size > self.limits.max_ratio * max(info.compress_size, 1):
            raise ReadError(
                "too-large",
                "Tệp nén với tỷ lệ bất thường, có dấu hiệu của bom nén.",
                "Kiểm tra nguồn gốc của tệp; nếu tin cậy, mở và lưu lại bằng Word hoặc Excel.",
            )

    def xml(self, name: str) -> Element | None:
        """The root of an XML member, or None where there is none or nothing in it can be read.

        A strict package comes out with the transitional namespaces. Malformed XML is read up to where it can be, with a warning;
        entities are never expanded and nothing is fetched.
        """
        data = self.read(name)
        return None if data is None else self.parse(name, data)

    def parse(self, name: str, data: bytes) -> Element | None:
        """The root of XML bytes that were read from the member `name`."""
        root, mended = parse_xml(data)
        if mended:
            self.note_mended(name)
        return root

    def note_mended(self, name: str) -> None:
        """Warn that the XML of a member had to be mended."""
        self.warnings.append(f"Phần “{name}” của tệp có lỗi XML; đã đọc những gì còn đọc được.")

    def relations(self, part: str = "") -> list[tuple[str, str, str]]:
        """(id, last word of the type, target part) of the internal relations of a part (of the package where it is empty)."""
        found = self._relations.get(part)
        if found is None:
            found = self._relations[part] = list(self._read_relations(part))
        return found

    def _read_relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", name + ".rels"))
        if root is None:
            return
        for relation in root.iter(_RELATION):
            if relation.get("TargetMode") == "External":
                continue
            target = unquote(urlsplit(relation.get("Target") or "").path)
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            yield relation.get("Id") or "", (relation.get("Type") or "").rsplit("/", 1)[-1], path

    def main_part(self, default: str) -> str | None:
        """The part that the package is about, or None where there is none."""
        for _, kind, target in self.relations():
            if kind == "officeDocument" and target in self:
                return target
        return default if default in self else None

    def core_properties(self) -> dict[str, str]:
        """Title and author as the author's program kept them (never trusted as the document's own)."""
        target = next((target for _, kind, target in self.relations() if kind == "core-properties"), "docProps/core.xml")
        root = self.xml(target)
        if root is None:
            return {}
        found: dict[str, str] = {}
        for element in root:
            if not isinstance(element.tag, str):
                continue
            key = {"title": "title", "creator": "author"}.get(element.tag.rsplit("}", 1)[-1])
            value = (element.text or "").strip()
            if key and value:
                found[key] = value[:500]
        return found


def transitional_names(data: bytes) -> bytes:
    """XML bytes with the namespaces of the strict variant replaced by the transitional ones."""
    if _STRICT in data[:16384]:
        for strict, transitional in _TRANSITIONAL:
            data = data.replace(strict, transitional)
    return data


def parse_xml(data: bytes) -> tuple[Element | None, bool]:
    """The root of XML bytes and whether it had to be mended; (None, True) where nothing can be read.

    >>> root, mended = parse_xml(b"<a><b>Qu\\xc3\\xbd I</b></a>")
    >>> root[0].text, mended
    ('Quý I', False)
    """
    from lxml import etree

    data = transitional_names(data)
    suspicious = _ENTITIES in data[:65536]
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True}
    try:
        return etree.fromstring(data, etree.XMLParser(remove_pis=True, **options)), suspicious  # type: ignore[arg-type]
    except (etree.XMLSyntaxError, ValueError):
        pass
    try:
        root = etree.fromstring(data, etree.XMLParser(remove_pis=True, recover=True, **options))  # type: ignore[arg-type]
    except (etree.XMLSyntaxError, ValueError):
        return None, True
    return root, True


def _open(data: bytes, *, limits: Limits, what: str) -> zipfile.ZipFile:
    if not data:
        raise ReadError("empty", "Tệp rỗng (0 byte).", "Tải hoặc sao chép lại tệp.")
    limits.check_bytes(len(data))
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise ReadError("encrypted", f"Tệp {what} có mật khẩu.", "Mở tệp, bỏ mật khẩu, lưu lại rồi chạy lại.")
        raise ReadError(
            "unsupported", f"Tệp không phải {what} mà là tệp Office đời cũ.", "Lưu tệp theo định dạng mới rồi chạy lại."
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError, struct.error) as error:
        raise ReadError(
            "corrupt", f"Tệp {what} bị hỏng hoặc bị cắt cụt.", "Tải lại tệp, hoặc mở bằng Word hay Excel rồi lưu lại."
        ) from error
    if len(members) > limits.max_members or sum(info.file_size for info in members) > limits.max_unpacked:
        raise _too_large()
    return archive


def _too_large() -> ReadError:
    return ReadError(
        "too-large",
        "Nội dung nén trong tệp vượt giới hạn dung lượng khi giải nén.",
        "Kiểm tra nguồn gốc của tệp, hoặc tách tệp nhỏ hơn.",
    )
