"""The body of a Word document (or a header, a note, a text box) walked in reading order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vbcds.model.builder import Draft, ParagraphDraft
from vbcds.model.document import BlockRole, Style
from vbcds.readers.docx.elements import ALTERNATE, alternative, blocks, is_prompt, math_text, textboxes
from vbcds.readers.docx.names import P_PR, R_PR, RUN, TBL, TC, VAL, WRAPPERS, M, P, R, W
from vbcds.readers.docx.numbering import Numbering
from vbcds.readers.docx.paragraphs import NO_PROPERTIES, Properties, Text, flush_legacy, properties_of
from vbcds.readers.docx.styles import ParagraphLook, RunLook, Styles, run_look
from vbcds.readers.docx.tables import frame_content, read_table
from vbcds.readers.fonts import legacy_encoding, repair_run
from vbcds.readers.limits import Limits
from vbcds.readers.symbols import plain_private, raised, symbol_font, symbol_text

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_T, _BR, _FLD_CHAR, _INSTR, _SYM = W + "t", W + "br", W + "fldChar", W + "instrText", W + "sym"
_RENDERED_BREAK = W + "lastRenderedPageBreak"
_NOTE_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_FIXED = {W + "tab": " ", W + "ptab": " ", W + "cr": "\n", W + "noBreakHyphen": "-", W + "softHyphen": "\xad"}
_DRAWN = frozenset((W + "drawing", W + "pict", W + "object"))
_MATH = frozenset((M + "oMath", M + "oMathPara"))
_R_STYLE = W + "rStyle"
#: Fields whose result repeats other text of the document: tables of contents and indexes.
_NAVIGATION_FIELDS = ("TOC", "INDEX", "TOA")


@dataclass(slots=True)
class Note:
    """A reference to a foot- or endnote, in the order of the text."""

    kind: str
    id: str
    mark: str
    page: int | None


@dataclass(slots=True)
class _Field:
    code: bool = True
    navigation: bool = False
    instruction: str = ""


class Story:
    """Walks the stories of one document; counters of lists, notes, pages and fields go on from one call to the next."""

    def __init__(
        self, styles: Styles, numbering: Numbering, limits: Limits, *, paged: bool = False, trust_fields: bool = True
    ) -> None:
        self.styles = styles
        self.numbering = numbering
        self.limits = limits
        self.page: int | None = 1 if paged else None
        self.notes: list[Note] = []
        self.chunks: list[tuple[int, str]] = []  # (place in the drafts, relation id) of embedded files
        self.warnings: set[str] = set()
        self.open_fields: list[_Field] = []
        self.in_note = False
        self._trust_fields = trust_fields
        self._in_cell = False
        self._turning = False  # a hard page break has come, and the next text stands on a new page
        self._looks: dict[tuple[Any, ...], Style] = {}
        self._text_left = limits.max_text
        self._cells_left = limits.max_cells

    # Blocks

    def drafts(self, container: Element, role: BlockRole = "body") -> list[Draft]:
        """Paragraphs and tables of a container (body, cell, text box, header, note), in order."""
        drafts: list[Draft] = []
        carried: Text | None = None
        outer, self._in_cell = self._in_cell, container.tag == TC
        for element in blocks(container):
            if self._text_left < 0:
                self.warnings.add("Văn bản quá dài: chỉ đọc đến giới hạn số ký tự.")
                break
            tag = element.tag
            if tag == P:
                carried = self._paragraph(element, drafts, role, carried)
            elif tag == TBL:
                table = read_table(element, self)
                if table is None:
                    continue
                inside = frame_content(table)
                if inside is None:
                    drafts.append(table.draft)
                else:
                    drafts.extend(inside)
            elif tag == W + "altChunk":
                self.chunks.append((len(drafts), element.get(R + "id") or ""))
        if carried is not None:
            self._finish(carried, NO_PROPERTIES, self.styles.paragraph(None), drafts, role)
        self._in_cell = outer
        return drafts

    def take_cell(self) -> bool:
        """Count one more cell; False where there were too many."""
        self._cells_left -= 1
        if self._cells_left < 0:
            self.warnings.add("Bảng quá lớn: chỉ đọc đến giới hạn số ô.")
            return False
        return True

    def _paragraph(self, element: Element, drafts: list[Draft], role: BlockRole, carried: Text | None) -> Text | None:
        """Append the paragraph's draft; or give its text back where its mark is deleted, so that it goes on with the next one."""
        text = carried or Text()
        properties = element.find(P_PR)
        own = NO_PROPERTIES if properties is None else properties_of(properties)
        look = self.styles.paragraph(own.style)
        self._inline(element, text, look.run)
        if own.deleted:
            return text
        self._finish(text, own, look, drafts, role)
        if own.turns_page and self.page is not None:
            self._turning = True
        return None

    def _finish(self, text: Text, own: Properties, look: ParagraphLook, drafts: list[Draft], role: BlockRole) -> None:
        if text.legacy:
            flush_legacy(text)
        words = "".join(text.pieces)
        shown = bool(words) and not words.isspace()
        indent = look.indent
        if own.list is not None or look.numbering is not None or own.style in self.numbering.of_style:
            list_, level = self._list_of(own, look)
            if list_ and (shown or not own.hidden):
                words = self._number(list_, level) + words
                definition = self.numbering.level(list_, level)
                if definition is not None and definition.indent is not None:
                    indent = definition.indent
        if text.before:
            drafts.extend(text.before)
        if words and not words.isspace() and (shown or self._in_cell):  # a lone number is text in a table's cell only
            self._text_left -= len(words)
            size = text.size
            style = self._style(
                2 * text.bold > size and text.bold >= 0.9 * size - 3 if size else None,
                2 * text.italic > size and text.italic >= 0.9 * size - 3 if size else None,
                own.align or look.align,
                max(text.sizes, key=text.sizes.__getitem__) if text.sizes else look.run.size,
                own.heading if own.outlined else look.heading,
                indent if own.indent is None else own.indent,
            )
            page = text.page if size else self.page
            drafts.append(ParagraphDraft(text=plain_private(words), page=page, role=role, style=style))
        if text.after:
            drafts.extend(text.after)

    def _style(self, *values: Any) -> Style:
        style = self._looks.get(values)
        if style is None:
            bold, italic, alignment, size, heading, indent = values
            style = self._looks[values] = Style(
                bold=bold, italic=italic, align=alignment, size=size, heading=heading, indent=indent
            )
        return style

    def _list_of(self, own: Properties, look: ParagraphLook) -> tuple[int | None, int]:
        """The list and the level (from 0) of a paragraph: its own, that of its style, or the one that names its style."""
        list_, level = look.numbering, look.level
        named = self.numbering.of_style.get(own.style or "")
        if named is not None:
            list_ = named[0] if list_ is None else list_
            level = named[1] if level is None else level
        return list_ if own.list is None else own.list, (own.level if own.level is not None else level) or 0

    def _number(self, list_: int, level: int) -> str:
        shown = self.numbering.advance(list_, level)
        definition = self.numbering.level(list_, level)
        font = None if definition is None else definition.font
        return repair_run(shown, font) if font and shown and legacy_encoding(font) else shown

    # Text

    def _inline(self, container: Element, text: Text, base: RunLook) -> None:
        for element in container:
            tag = element.tag
            if tag == RUN:
                self._run(element, text, base)
            elif tag in WRAPPERS:
                if not is_prompt(element):
                    self._inline(element, text, base)
            elif tag == ALTERNATE:
                chosen = alternative(element)
                if chosen is not None:
                    self._inline(chosen, text, base)
            elif tag in _MATH:
                self._write(math_text(element), text, base)

    def _run(self, run: Element, text: Text, base: RunLook) -> None:
        look = base
        for element in run:
            tag = element.tag
            if tag == _T:
                if element.text and not look.hidden:
                    self._write(element.text, text, look)
            elif tag == R_PR:
                direct = run_look(element)
                style = element.find(_R_STYLE)
                if style is not None:
                    named = self.styles.character(style.get(VAL))
                    direct = direct.over(_toggled(named, base))
                look = direct.over(base)
            elif tag in _FIXED:
                if not look.hidden:
                    self._write(_FIXED[tag], text, look)
            elif tag == _BR:
                if element.get(W + "type") == "page":
                    self._turning = True
                self._write("\n", text, look)
            elif tag == _RENDERED_BREAK:
                if self.page is not None:
                    self.page += 1
                    self._turning = False
            elif tag == _FLD_CHAR:
                self._field(element.get(W + "fldCharType"))
            elif tag == _INSTR:
                if self.open_fields and len(self.open_fields[-1].instruction) < 64:
                    self.open_fields[-1].instruction += element.text or ""
            elif tag == _SYM:
                encoding = symbol_font(element.get(W + "font"))
                code = element.get(W + "char") or ""
                if encoding is not None and not look.hidden and _is_hex(code):
                    self._write(encoding.get(int(code, 16) & 0xFF, ""), text, look)
            elif tag in _NOTE_REFERENCES:
                self._reference(element, _NOTE_REFERENCES[tag], text, look)
            elif tag in _DRAWN:
                self._drawing(element, text)
            elif tag == ALTERNATE:
                chosen = alternative(element)
                if chosen is not None:
                    self._drawing(chosen, text)
            elif tag in WRAPPERS:
                self._inline(element, text, look)

    def _write(self, words: str, text: Text, look: RunLook) -> None:
        if self.open_fields and any(entry.code or entry.navigation for entry in self.open_fields):
            return
        if look.caps:
            words = words.upper()
        font = look.font
        if font is not None:
            encoding = symbol_font(font)
            if encoding is not None:
                words = symbol_text(words, encoding)
            elif legacy_encoding(font):
                if text.legacy_font != font:
                    flush_legacy(text)
                    text.legacy_font = font
                text.legacy.append(words)
                self._weigh(words, text, look)
                return
        if text.legacy:
            flush_legacy(text)
        if look.raised:
            words = raised(words)
        text.pieces.append(words)
        self._weigh(words, text, look)

    def _weigh(self, words: str, text: Text, look: RunLook) -> None:
        size = len(words)
        if words.isspace():
            return
        if self._turning:
            self._turning = False
            if self.page is not None:
                self.page += 1
        if not text.size:
            text.page = self.page
        text.size += size
        if look.bold:
            text.bold += size
        if look.italic:
            text.italic += size
        if look.size is not None:
            text.sizes[look.size] = text.sizes.get(look.size, 0) + size

    def _field(self, kind: str | None) -> None:
        if not self._trust_fields:
            return
        fields = self.open_fields
        if kind == "begin":
            fields.append(_Field())
        elif kind == "separate" and fields:
            fields[-1].code = False
            fields[-1].navigation = fields[-1].instruction.split()[:1] in [[name] for name in _NAVIGATION_FIELDS]
        elif kind == "end" and fields:
            fields.pop()

    def _reference(self, element: Element, kind: str, text: Text, look: RunLook) -> None:
        if self.in_note or look.hidden:
            return
        custom = element.get(W + "customMarkFollows") in ("1", "true", "on")
        mark = "" if custom else raised(str(1 + sum(1 for note in self.notes if note.mark)))
        self.notes.append(Note(kind, element.get(W + "id") or "", mark, self.page))
        if mark:
            self._write(mark, text, RunLook(bold=look.bold, italic=look.italic))

    def _drawing(self, element: Element, text: Text) -> None:
        for box in textboxes(element):
            fields, self.open_fields = self.open_fields, []
            found = self.drafts(box, "textbox")
            self.open_fields = fields
            (text.after if text.size else text.before).extend(found)


def _toggled(named: RunLook, base: RunLook) -> RunLook:
    """Bold and italic of a character style turn those of the paragraph style around (ISO/IEC 29500-1, 17.7.3)."""
    return RunLook(
        bool(named.bold) != bool(base.bold) if named.bold is not None else None,
        bool(named.italic) != bool(base.italic) if named.italic is not None else None,
        named.hidden,
        named.caps,
        named.raised,
        named.size,
        named.font,
    )


def _is_hex(code: str) -> bool:
    return 0 < len(code) <= 6 and all(char in "0123456789abcdefABCDEF" for char in code)
