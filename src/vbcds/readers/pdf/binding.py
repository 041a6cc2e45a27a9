"""The few functions of PDFium that the reader calls, bound for bulk use.

A page has thousands of characters, and a call through ctypes with checked pointers costs ten times the work behind it. Here
every function takes plain integers: handles, and addresses in one buffer that PDFium fills for the whole page. `map` drives the
calls without a line of Python in between.
"""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import repeat
from struct import unpack_from
from threading import Lock
from typing import Any

from vbcds.errors import ReadError

_INT, _UINT, _POINTER, _FLOAT, _DOUBLE, _LONG = (
    ctypes.c_int,
    ctypes.c_uint,
    ctypes.c_void_p,
    ctypes.c_float,
    ctypes.c_double,
    ctypes.c_ulong,
)

#: name here -> (name in PDFium, result, arguments)
_SIGNATURES: dict[str, tuple[str, Any, tuple[Any, ...]]] = {
    "load_document": ("FPDF_LoadMemDocument64", _POINTER, (_POINTER, ctypes.c_size_t, ctypes.c_char_p)),
    "close_document": ("FPDF_CloseDocument", None, (_POINTER,)),
    "last_error": ("FPDF_GetLastError", _LONG, ()),
    "page_count": ("FPDF_GetPageCount", _INT, (_POINTER,)),
    "load_page": ("FPDF_LoadPage", _POINTER, (_POINTER, _INT)),
    "close_page": ("FPDF_ClosePage", None, (_POINTER,)),
    "page_box": ("FPDF_GetPageBoundingBox", _INT, (_POINTER, _POINTER)),
    "page_rotation": ("FPDFPage_GetRotation", _INT, (_POINTER,)),
    "load_text": ("FPDFText_LoadPage", _POINTER, (_POINTER,)),
    "close_text": ("FPDFText_ClosePage", None, (_POINTER,)),
    "count_chars": ("FPDFText_CountChars", _INT, (_POINTER,)),
    "page_text": ("FPDFText_GetText", _INT, (_POINTER, _INT, _INT, _POINTER)),
    "unicode": ("FPDFText_GetUnicode", _UINT, (_POINTER, _INT)),
    "loose_box": ("FPDFText_GetLooseCharBox", _INT, (_POINTER, _INT, _POINTER)),
    "origin": ("FPDFText_GetCharOrigin", _INT, (_POINTER, _INT, _POINTER, _POINTER)),
    "matrix": ("FPDFText_GetMatrix", _INT, (_POINTER, _INT, _POINTER)),
    "font_size": ("FPDFText_GetFontSize", _DOUBLE, (_POINTER, _INT)),
    "text_object": ("FPDFText_GetTextObject", _POINTER, (_POINTER, _INT)),
    "font_of": ("FPDFTextObj_GetFont", _POINTER, (_POINTER,)),
    "render_mode": ("FPDFTextObj_GetTextRenderMode", _INT, (_POINTER,)),
    "font_name": ("FPDFFont_GetBaseFontName", ctypes.c_size_t, (_POINTER, _POINTER, ctypes.c_size_t)),
    "font_flags": ("FPDFFont_GetFlags", _INT, (_POINTER,)),
    "font_slant": ("FPDFFont_GetItalicAngle", _INT, (_POINTER, _POINTER)),
    "count_objects": ("FPDFPage_CountObjects", _INT, (_POINTER,)),
    "page_object": ("FPDFPage_GetObject", _POINTER, (_POINTER, _INT)),
    "form_count": ("FPDFFormObj_CountObjects", _INT, (_POINTER,)),
    "form_object": ("FPDFFormObj_GetObject", _POINTER, (_POINTER, _LONG)),
    "object_type": ("FPDFPageObj_GetType", _INT, (_POINTER,)),
    "object_bounds": ("FPDFPageObj_GetBounds", _INT, (_POINTER, _POINTER, _POINTER, _POINTER, _POINTER)),
    "object_matrix": ("FPDFPageObj_GetMatrix", _INT, (_POINTER, _POINTER)),
    "stroke_width": ("FPDFPageObj_GetStrokeWidth", _INT, (_POINTER, _POINTER)),
    "fill_color": ("FPDFPageObj_GetFillColor", _INT, (_POINTER, _POINTER, _POINTER, _POINTER, _POINTER)),
    "stroke_color": ("FPDFPageObj_GetStrokeColor", _INT, (_POINTER, _POINTER, _POINTER, _POINTER, _POINTER)),
    "draw_mode": ("FPDFPath_GetDrawMode", _INT, (_POINTER, _POINTER, _POINTER)),
    "count_segments": ("FPDFPath_CountSegments", _INT, (_POINTER,)),
    "segment": ("FPDFPath_GetPathSegment", _POINTER, (_POINTER, _INT)),
    "segment_type": ("FPDFPathSegment_GetType", _INT, (_POINTER,)),
    "segment_point": ("FPDFPathSegment_GetPoint", _INT, (_POINTER, _POINTER, _POINTER)),
    "segment_closes": ("FPDFPathSegment_GetClose", _INT, (_POINTER,)),
    "count_annotations": ("FPDFPage_GetAnnotCount", _INT, (_POINTER,)),
    "annotation": ("FPDFPage_GetAnnot", _POINTER, (_POINTER, _INT)),
    "close_annotation": ("FPDFPage_CloseAnnot", None, (_POINTER,)),
    "annotation_kind": ("FPDFAnnot_GetSubtype", _INT, (_POINTER,)),
    "annotation_box": ("FPDFAnnot_GetRect", _INT, (_POINTER, _POINTER)),
    "annotation_flags": ("FPDFAnnot_GetFlags", _INT, (_POINTER,)),
    "flatten": ("FPDFPage_Flatten", _INT, (_POINTER, _INT)),
}

#: Functions that may take long: other threads of Python run meanwhile. To let them costs more than the work of all the others.
_LONG_WORK = frozenset({"load_document", "close_document", "load_page", "close_page", "load_text", "close_text", "flatten"})
#: Functions called for thousands of characters: bound a second time without types of arguments, whose checks cost as much as the work.
#: A pointer must then come from `_pointer` or `byref`; a plain integer is a C int. What those return that fill a struct is not read.
_OF_TEXT: dict[str, Any] = {"loose_box": None, "matrix": None, "text_object": _POINTER, "font_size": _DOUBLE}

_FLOATS, _INTS = ([f"{count}{kind}" for count in range(9)] for kind in "fI")
#: PDFium keeps global state: one thread at a time.
_LOCK = Lock()


class Pdfium:
    """The bound functions, as attributes named by `_SIGNATURES`, and a scratch buffer for their results."""

    def __init__(self) -> None:
        import pypdfium2  # initialises the library
        import pypdfium2.raw as raw

        self.version = str(pypdfium2.PYPDFIUM_INFO)
        self._functions: dict[str, Callable[..., Any]] = {}
        self._of_text: dict[str, Callable[..., Any]] = {}
        for name, (symbol, result, arguments) in _SIGNATURES.items():
            address = ctypes.cast(getattr(raw, symbol), ctypes.c_void_p).value
            if address is None:
                raise ReadError("internal", f"Thư viện PDFium không có hàm {symbol}.", "Cài lại gói pypdfium2.")
            bind = ctypes.CFUNCTYPE if name in _LONG_WORK else ctypes.PYFUNCTYPE
            self._functions[name] = bind(result, *arguments)(address)
            if name in _OF_TEXT:
                self._of_text[name] = ctypes.PYFUNCTYPE(_OF_TEXT[name])(address)
        self._buffer = ctypes.create_string_buffer(1 << 16)
        #: The places of structs of so many floats in the buffer.
        self._places: dict[int, list[Any]] = {}
        #: Address of a scratch place of 64 doubles for single results.
        self._small = (ctypes.c_double * 64)()
        self.small = ctypes.addressof(self._small)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        try:
            function = self._functions[name]
        except KeyError:
            raise AttributeError(name) from None
        setattr(self, name, function)
        return function

    def floats(self, count: int) -> tuple[float, ...]:
        """The first `count` floats of the scratch place."""
        return unpack_from(_FLOATS[count], self._small)

    def ints(self, count: int) -> tuple[int, ...]:
        """The first `count` unsigned ints of the scratch place."""
        return unpack_from(_INTS[count], self._small)

    def edges(self, text_page: int, indexes: Sequence[int], *, sideways: bool = False) -> tuple[list[float], list[float]]:
        """Left and right edge of the loose box (advance width, font height) of some characters; bottom and top for `sideways`."""
        values = self._filled(4, "loose_box", text_page, indexes)
        return (values[3::4].tolist(), values[1::4].tolist()) if sideways else (values[0::4].tolist(), values[2::4].tolist())

    def _filled(self, fields: int, function: str, text_page: int, indexes: Sequence[int]) -> array[float]:
        """What a function writes into its structs of `fields` floats for many characters."""
        step = 4 * fields
        size = step * len(indexes)
        self._make_room(size)
        places = self._places.setdefault(fields, [])
        if len(places) < len(indexes):
            places += map(ctypes.byref, repeat(self._buffer), range(step * len(places), len(self._buffer) - step + 1, step))
        deque(map(self._of_text[function], repeat(_pointer(text_page)), indexes, places), maxlen=0)
        values = array("f")
        values.frombytes(memoryview(self._buffer)[:size])
        return values

    def _make_room(self, size: int) -> None:
        if len(self._buffer) < size:
            self._buffer = ctypes.create_string_buffer(2 * size)
            self._places.clear()

    def matrices(self, text_page: int, indexes: Sequence[int]) -> list[tuple[float, ...]]:
        """a, b, c, d, e, f of the matrix of each of some characters; (e, f) is where its text object stands on its baseline."""
        values = self._filled(6, "matrix", text_page, indexes).tolist()
        return list(zip(*[iter(values)] * 6, strict=True))

    def text(self, text_page: int, count: int) -> str:
        """One character of text for each of the page's characters."""
        size = 2 * count + 2
        self._make_room(size)
        written = self.page_text(text_page, 0, count, ctypes.addressof(self._buffer))
        if written == count + 1:  # with the final zero: characters and units of UTF-16 correspond
            text = bytes(memoryview(self._buffer)[: 2 * count]).decode("utf-16-le", "surrogatepass")
            if len(text) == count and "\0" not in text:
                return text
        return "".join(map(_character, map(self.unicode, repeat(text_page, count), range(count))))

    def text_objects(self, text_page: int, indexes: Sequence[int]) -> list[int | None]:
        """The handle of the text object of each of some characters; None for one that PDFium made up."""
        return list(map(self._of_text["text_object"], repeat(_pointer(text_page)), indexes))

    def page_objects(self, page: int) -> list[int]:
        """The handles of the objects of a page."""
        count = self.count_objects(page)
        return list(map(self.page_object, repeat(page, count), range(count)))

    def form_objects(self, form: int, most: int) -> list[int]:
        """The handles of the objects of a form, at most `most`."""
        count = min(self.form_count(form), most)
        return list(map(self.form_object, repeat(form, count), range(count)))

    def object_types(self, handles: Sequence[int]) -> list[int]:
        """1 text, 2 path, 3 image, 4 shading, 5 form."""
        return list(map(self.object_type, handles))

    def font_sizes(self, text_page: int, indexes: Sequence[int]) -> list[float]:
        """The nominal font size of each of some characters."""
        return list(map(self._of_text["font_size"], repeat(_pointer(text_page)), indexes))

    def fonts_of(self, handles: Sequence[int]) -> list[int | None]:
        """The font handle of each text object."""
        return list(map(self.font_of, handles))

    def render_modes(self, handles: Sequence[int]) -> list[int]:
        """The text render mode of each text object."""
        return list(map(self.render_mode, handles))


def _pointer(handle: int) -> Any:
    """A handle as an argument that is passed on as it is, without being looked at."""
    return ctypes.byref(ctypes.c_char.from_address(handle))


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\u200b"


@cache
def pdfium() -> Pdfium:
    """The library, loaded at first use."""
    return Pdfium()


_FORMAT_ERRORS = {2: "không mở được", 3: "sai cấu trúc hoặc bị cắt cụt", 6: "hỏng trang hoặc nội dung"}


@contextmanager
def opened(data: bytes) -> Iterator[tuple[Pdfium, int]]:
    """The library and the handle of the document; one thread at a time is inside.

    Raises `ReadError`: "empty", "encrypted" (a password is needed), "corrupt".
    """
    if not data:
        raise ReadError("empty", "Tệp PDF rỗng (0 byte).", "Lấy lại tệp từ nơi phát hành.")
    if b"%PDF" not in data[:1024] and b"%PDF" not in data[:65536]:
        raise ReadError("corrupt", "Tệp không phải PDF: thiếu phần đầu %PDF.", "Kiểm tra lại định dạng hoặc tải lại tệp.")
    with _LOCK:
        library = pdfium()
        keep = ctypes.create_string_buffer(data, len(data)) if not isinstance(data, bytes) else data
        address = ctypes.cast(ctypes.c_char_p(keep), ctypes.c_void_p).value
        document = library.load_document(address, len(data), None)
        if not document:
            raise _open_error(int(library.last_error()))
        try:
            yield library, document
        finally:
            library.close_document(document)


def _open_error(code: int) -> ReadError:
    if code == 4:
        return ReadError(
            "encrypted",
            "Tệp PDF được đặt mật khẩu mở.",
            "Mở tệp bằng mật khẩu rồi lưu lại bản không có mật khẩu (in ra PDF), sau đó chạy lại.",
        )
    if code == 5:
        return ReadError(
            "encrypted",
            "Tệp PDF được mã hóa bằng phương thức không hỗ trợ.",
            "Xin bản PDF không mã hóa từ nơi phát hành.",
        )
    why = _FORMAT_ERRORS.get(code, "không đọc được")
    return ReadError("corrupt", f"Tệp PDF {why}.", "Tải lại tệp từ nguồn, hoặc mở bằng trình đọc PDF và lưu lại.")
