"""A small writer of PDF bytes for tests: Vietnamese text without any font file, rules, images, form fields, encryption.

The fonts are composite ones whose codes are the characters' own code points; a ToUnicode map says so, and every character is half an em
wide (a space a quarter). Coordinates are in points from the top left.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field

FONTS = {
    "regular": "TimesNewRomanPSMT",
    "bold": "TimesNewRomanPS-BoldMT",
    "italic": "TimesNewRomanPS-ItalicMT",
    "vn": ".VnTime",
    "vnh": ".VnTimeH",
}
WIDTH, SPACE = 0.5, 0.25


def width_of(text: str, size: float = 12) -> float:
    """Width of a text in points."""
    return sum(SPACE if char == " " else WIDTH for char in text) * size


def _codes(text: str) -> bytes:
    return b"<" + b"".join(b"%04X" % ord(char) for char in text) + b">"


@dataclass
class PageWriter:
    """One page."""

    width: float
    height: float
    rotate: int = 0
    content: list[bytes] = field(default_factory=list)
    #: Form fields: rectangle (left, top, right, bottom) and the lines of their appearance.
    fields: list[tuple[tuple[float, float, float, float], list[str]]] = field(default_factory=list)
    has_image: bool = False

    def text(
        self, x: float, y: float, text: str, size: float = 12, font: str = "regular", *, gap: float | None = None
    ) -> PageWriter:
        """Text whose baseline is `y` below the top; with `gap`, words without space characters, so many points apart."""
        if gap is None:
            self._show(b"1 0 0 1 %.3f %.3f Tm" % (x, self.height - y), text, size, font)
        else:
            for word in text.split(" "):
                self.text(x, y, word, size, font)
                x += width_of(word, size) + gap
        return self

    def sideways(self, x: float, y: float, text: str, size: float = 12) -> PageWriter:
        """Text that runs upwards from (x, y)."""
        self._show(b"0 1 -1 0 %.3f %.3f Tm" % (x, self.height - y), text, size, "regular")
        return self

    def aslant(self, x: float, y: float, text: str, size: float = 40) -> PageWriter:
        """A watermark at 45 degrees."""
        self._show(b"0.707 0.707 -0.707 0.707 %.3f %.3f Tm" % (x, self.height - y), text, size, "regular")
        return self

    def _show(self, matrix: bytes, text: str, size: float, font: str) -> None:
        self.content.append(b"BT /%s %.2f Tf %s %s Tj ET" % (font.encode(), size, matrix, _codes(text)))

    def centered(self, middle: float, y: float, text: str, size: float = 12, font: str = "regular") -> PageWriter:
        """Text around a middle."""
        return self.text(middle - width_of(text, size) / 2, y, text, size, font)

    def raw(self, operators: str) -> PageWriter:
        """Operators as they are, y upwards."""
        self.content.append(operators.encode())
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.5, dash: str = "") -> PageWriter:
        """A stroked line."""
        h = self.height
        self.content.append(
            b"q %.2f w %s d %.2f %.2f m %.2f %.2f l S Q" % (width, (dash or "[] 0").encode(), x0, h - y0, x1, h - y1)
        )
        return self

    def bar(self, x0: float, y0: float, x1: float, y1: float) -> PageWriter:
        """A filled rectangle: what Word draws for a border."""
        self.content.append(b"%.2f %.2f %.2f %.2f re f" % (x0, self.height - y1, x1 - x0, y1 - y0))
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float) -> PageWriter:
        """A stroked rectangle."""
        self.content.append(b"%.2f %.2f %.2f %.2f re S" % (x0, self.height - y1, x1 - x0, y1 - y0))
        return self

    def grid(self, xs: list[float], ys: list[float]) -> PageWriter:
        """All rules of a grid."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        return self

    def image(self, x0: float = 0, y0: float = 0, x1: float | None = None, y1: float | None = None) -> PageWriter:
        """A grey image, over the whole page by default."""
        self.has_image = True
        right, bottom = x1 or self.width, y1 or self.height
        self.content.append(b"q %.2f 0 0 %.2f %.2f %.2f cm /im Do Q" % (right - x0, bottom - y0, x0, self.height - bottom))
        return self

    def form_field(self, left: float, top: float, right: float, bottom: float, *lines: str) -> PageWriter:
        """A signature field whose appearance shows lines of text."""
        self.fields.append(((left, top, right, bottom), list(lines)))
        return self

    def column(
        self, x: float, y: float, lines: list[str], size: float = 12, font: str = "regular", pitch: float = 1.3
    ) -> PageWriter:
        """Lines under each other from one left edge."""
        for line in lines:
            self.text(x, y, line, size, font)
            y += pitch * size
        return self


class PdfWriter:
    """A document. `bytes(writer)` is the file."""

    def __init__(self, *, user_password: str | None = None) -> None:
        self.pages: list[PageWriter] = []
        self.user_password = user_password

    def page(self, width: float = 595, height: float = 842, rotate: int = 0) -> PageWriter:
        """A new page at the end."""
        self.pages.append(PageWriter(width, height, rotate))
        return self.pages[-1]

    def __bytes__(self) -> bytes:
        objects: list[bytes | tuple[bytes, bytes]] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]

        def add(body: bytes | tuple[bytes, bytes]) -> int:
            objects.append(body)
            return len(objects)

        to_unicode = add(_stream(_to_unicode()))
        fonts = []
        for key, name in FONTS.items():
            descriptor = add(
                b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle %d/Ascent 900/Descent -200"
                b"/CapHeight 700/StemV 80>>" % (_name(name), -12 if key == "italic" else 0)
            )
            descendant = add(
                b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                b"/FontDescriptor %d 0 R/DW 500/W[32[250]]>>" % (_name(name), descriptor)
            )
            font = add(
                b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
                % (_name(name), descendant, to_unicode)
            )
            fonts.append(b"/%s %d 0 R" % (key.encode(), font))
        resources = b"/Font<<%s>>" % b"".join(fonts)
        if any(page.has_image for page in self.pages):
            image = add(_stream(b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"))
            resources += b"/XObject<</im %d 0 R>>" % image
        kids = []
        for page in self.pages:
            content = add(_stream(b"\n".join(page.content)))
            annotations = []
            for (left, top, right, bottom), lines in page.fields:
                width, height = right - left, bottom - top
                shown = b"\n".join(
                    b"BT /regular 10 Tf 1 0 0 1 2 %.2f Tm %s Tj ET" % (height - 10 - 12 * i, _codes(text))
                    for i, text in enumerate(lines)
                )
                appearance = add(
                    _stream(shown, b"/Type/XObject/Subtype/Form/BBox[0 0 %.2f %.2f]/Resources<<%s>>" % (width, height, resources))
                )
                annotations.append(
                    add(
                        b"<</Type/Annot/Subtype/Widget/FT/Sig/F 132/T(s)/Rect[%.2f %.2f %.2f %.2f]/AP<</N %d 0 R>>>>"
                        % (left, page.height - bottom, right, page.height - top, appearance)
                    )
                )
            kids.append(
                add(
                    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Rotate %d/Resources<<%s>>/Contents %d 0 R/Annots[%s]>>"
                    % (page.width, page.height, page.rotate, resources, content, b" ".join(b"%d 0 R" % a for a in annotations))
                )
            )
        objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
        return _file(objects, self.user_password)


def _name(text: str) -> bytes:
    return text.encode()


def _stream(data: bytes, entries: bytes = b"") -> tuple[bytes, bytes]:
    return entries + b"/Filter/FlateDecode", zlib.compress(data)


def _to_unicode() -> bytes:
    ranges = [b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in (*range(0x06), 0x1E, *range(0x20, 0x26), 0xF0)]
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n%d beginbfrange\n%s\nendbfrange\nendcmap end end"
        % (len(ranges), b"\n".join(ranges))
    )


def _file(objects: list[bytes | tuple[bytes, bytes]], user_password: str | None) -> bytes:
    key, encrypt = (b"", b"")
    if user_password is not None:
        key, encrypt = _security(user_password.encode())
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        if isinstance(body, tuple):
            entries, data = body
            if key:
                data = _rc4(hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10], data)
            body = b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, encrypt, start)
    return bytes(out)


_PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_FILE_ID = b"0123456789abcdef"


def _security(user: bytes) -> tuple[bytes, bytes]:
    """Key and trailer entries of the standard security handler, revision 2 (40 bit RC4)."""
    padded = (user + _PAD)[:32]
    owner = _rc4(hashlib.md5((b"owner" + _PAD)[:32]).digest()[:5], padded)
    permissions = -4 & 0xFFFFFFFF
    key = hashlib.md5(padded + owner + permissions.to_bytes(4, "little") + _FILE_ID).digest()[:5]
    check = _rc4(key, _PAD)
    entries = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<%s><%s>]" % (
        owner.hex().encode(),
        check.hex().encode(),
        _FILE_ID.hex().encode(),
        _FILE_ID.hex().encode(),
    )
    return key, entries


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
