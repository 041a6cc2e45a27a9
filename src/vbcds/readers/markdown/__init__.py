"""Markdown (CommonMark with pipe tables and notes, as converters and people write it) to a Reading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbcds.errors import ReadError
from vbcds.model.builder import Draft, ParagraphDraft, Reading
from vbcds.model.document import BlockRole, Style
from vbcds.readers.fonts import repair_drafts
from vbcds.readers.html import read_fragment
from vbcds.readers.html.encoding import decode_page
from vbcds.readers.limits import DEFAULT_LIMITS, Limits
from vbcds.readers.lines import split_lines, unit_begins
from vbcds.readers.markdown.inline import plain_text
from vbcds.readers.markdown.tables import is_delimiter, is_row, read_table
from vbcds.readers.symbols import raised

MEDIA_TYPE = "text/markdown"

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BULLET = re.compile(r"([ \t]*)([-*+])[ \t]+(?=\S)")
_NUMBERED = re.compile(r"([ \t]*)(\d{1,9})([.)])[ \t]+(?=\S)")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_NOTE_TEXT = re.compile(r" {0,3}\[\^([\w-]{1,40})\]:[ \t]*(.*)$")
_REFERENCE = re.compile(r" {0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S+")
_QUOTE = re.compile(r"(?: {0,3}>[ \t]?)+")
_TABLE_TAG = re.compile(r"[ \t]*<table\b", re.IGNORECASE)
_META = re.compile(r"(title|author|source|url)[ \t]*:[ \t]*(.+)$", re.IGNORECASE)
#: Lines longer than this were not wrapped: each is a paragraph.
_WIDEST_WRAP = 150


def read_markdown(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a Markdown text: headings, paragraphs, lists with their markers, pipe and HTML tables, notes at the end.

    Raises `ReadError`: "empty", "too-large".

    >>> reading = read_markdown("# QUYẾT ĐỊNH\\n\\n**Điều 1.** Phê duyệt\\nKế hoạch.\\n".encode())
    >>> [draft.text for draft in reading.drafts]
    ['QUYẾT ĐỊNH', 'Điều 1. Phê duyệt Kế hoạch.']
    """
    limits.check_bytes(len(data))
    text, _, damaged = decode_page(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    warnings = ["Một số ký tự của tệp không giải mã được."] if damaged else []
    if not text.strip("\ufeff\0 \t\n"):
        raise ReadError("empty", "Tệp rỗng.", "Tải hoặc sao chép lại tệp.")
    if len(text) > limits.max_text:
        text = text[: limits.max_text]
        warnings.append("Văn bản quá dài: chỉ đọc đến giới hạn số ký tự.")
    lines, metadata = _front_matter(_without_comments(text).split("\n"))
    blocks = _Blocks(limits)
    blocks.read(lines)
    drafts = blocks.finish()
    repair_drafts(drafts)
    return Reading(media_type=MEDIA_TYPE, drafts=drafts, warnings=warnings, metadata=metadata)


def _without_comments(text: str) -> str:
    if "<!--" not in text:
        return text
    pieces: list[str] = []
    done = 0
    while (start := text.find("<!--", done)) >= 0:
        pieces.append(text[done:start])
        end = text.find("-->", start + 4)
        if end < 0:
            done = start
            break
        done = end + 3
    return "".join([*pieces, text[done:]])


def _front_matter(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    if not lines or lines[0].strip("\ufeff ") != "---":
        return lines, {}
    end = next((index for index in range(1, min(len(lines), 200)) if lines[index].strip() in ("---", "...")), None)
    if end is None or not all(":" in line or not line.strip() or line[0] in " \t-#" for line in lines[1:end]):
        return lines, {}
    found: dict[str, str] = {}
    for line in lines[1:end]:
        match = _META.match(line)
        if match:
            name = match[1].lower()
            found["source" if name == "url" else name] = match[2].strip().strip("\"'")[:500]
    return lines[end + 1 :], found


class _Blocks:
    """Collects the blocks of a text, line by line."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.drafts: list[Draft] = []
        self.notes: dict[str, int] = {}
        self._note_texts: dict[str, list[str]] = {}
        self._lines: list[str] = []
        self._marker = ""
        self._numbered: dict[int, tuple[str, int]] = {}  # indent -> number of the last item, as written and as shown
        self._note: str | None = None

    def read(self, lines: Sequence[str]) -> None:
        """Read all lines."""
        index = 0
        while index < len(lines):
            index = self._line(lines, index)
        self._flush()

    def finish(self) -> list[Draft]:
        """The drafts, with the notes at the end in the order of their marks."""
        for name in sorted(self._note_texts, key=lambda name: self.notes.get(name, len(self.notes) + 1)):
            text, _, _ = plain_text(" ".join(self._note_texts[name]))
            mark = raised(str(self.notes[name])) + " " if name in self.notes else ""
            if text:
                self.drafts.append(ParagraphDraft(text=mark + text, role="footnote"))
        return self.drafts

    def _line(self, lines: Sequence[str], index: int) -> int:
        """Read one line (or a block that begins with it) and give the index of the next."""
        line = lines[index]
        if line.startswith((">", " >", "  >", "   >")):
            line = _QUOTE.sub("", line, count=1)
        if not line.strip():
            self._flush()
            return index + 1
        fence = _FENCE.match(line)
        if fence:
            return self._fenced(lines, index, fence[1])
        heading = _HEADING.match(line)
        if heading:
            self._flush()
            self._numbered.clear()
            self._add((heading[2] or "").rstrip().rstrip("#").rstrip(), heading=len(heading[1]))
            return index + 1
        if self._lines and not self._marker and len(self._lines) == 1:
            underline = _UNDERLINE.match(line)
            if underline and (underline[1][0] == "=" or not self._lines[0].isupper()):
                text = self._lines.pop()
                self._add(text, heading=1 if underline[1][0] == "=" else 2)
                return index + 1
        if _RULE.match(line):
            self._flush()
            self._numbered.clear()
            return index + 1
        if (
            "|" in line
            and index + 1 < len(lines)
            and (is_delimiter(lines[index + 1]) or (is_row(line) and is_row(lines[index + 1])))
        ):
            return self._table(lines, index)
        if _TABLE_TAG.match(line):
            return self._html_table(lines, index)
        note = _NOTE_TEXT.match(line)
        if note:
            self._flush()
            self._note = note[1]
            self._note_texts[note[1]] = [note[2]]
            return index + 1
        if self._note is not None and line[0] in " \t":
            self._note_texts[self._note].append(line.strip())
            return index + 1
        self._note = None
        if not self._lines and _REFERENCE.match(line):
            return index + 1
        self._text(line)
        return index + 1

    def _text(self, line: str) -> None:
        bullet = _BULLET.match(line)
        numbered = None if bullet else _NUMBERED.match(line)
        if bullet:
            self._flush()
            self._marker = "+ " if bullet[2] == "+" else "- "
            line = _TASK.sub("", line[bullet.end() :], count=1)
        elif numbered:
            self._flush()
            self._marker = self._number(len(numbered[1].expandtabs(4)), numbered[2]) + numbered[3] + " "
            line = line[numbered.end() :]
        elif not self._lines and line[0] not in " \t":
            self._numbered.clear()
        self._lines.append(line)

    def _number(self, indent: int, written: str) -> str:
        """The number of a list item as shown: writers may repeat one number and leave the counting to the format."""
        for deeper in [place for place in self._numbered if place > indent]:
            del self._numbered[deeper]
        before = self._numbered.get(indent)
        shown = before[1] + 1 if before is not None and before[0] == written else int(written)
        self._numbered[indent] = (written, shown)
        return written if shown == int(written) else str(shown)

    def _fenced(self, lines: Sequence[str], index: int, fence: str) -> int:
        self._flush()
        end = index + 1
        while end < len(lines) and not lines[end].strip().startswith(fence):
            end += 1
        for line in lines[index + 1 : end]:
            if line.strip():
                self.drafts.append(ParagraphDraft(text=line.strip()))
        return end + 1

    def _table(self, lines: Sequence[str], index: int) -> int:
        self._flush()
        self._numbered.clear()
        end = index
        while end < len(lines) and "|" in lines[end] and lines[end].strip():
            end += 1
        table = read_table(lines[index:end], self.notes)
        if table is not None:
            self.drafts.append(table)
        return end

    def _html_table(self, lines: Sequence[str], index: int) -> int:
        self._flush()
        depth, end = 0, index
        while end < len(lines):
            low = lines[end].lower()
            depth += low.count("<table") - low.count("</table")
            end += 1
            if depth <= 0:
                break
        self.drafts.extend(read_fragment("\n".join(lines[index:end]), limits=self.limits))
        return end

    def _flush(self) -> None:
        """End the paragraph or the list item that is being collected."""
        if not self._lines:
            self._marker = ""
            return
        lines, self._lines = self._lines, []
        marker, self._marker = self._marker, ""
        for text in _paragraphs(lines):
            self._add(marker + text)
            marker = ""

    def _add(self, source: str, *, heading: int | None = None, role: BlockRole = "body") -> None:
        text, bold, italic = plain_text(source, self.notes)
        for line in split_lines(text) if text else ():
            self.drafts.append(
                ParagraphDraft(text=line, role=role, style=Style(heading=heading, bold=bold or None, italic=italic or None))
            )


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Lines put together to paragraphs.

    A line that was wrapped goes on: the next word would not have fitted into the width of the block. A line begins a paragraph of its
    own where it begins a unit (a number, a dash, "Điều", "Căn cứ") or where the one before ended early. Lines in capitals or wholly
    emphasised (letterheads, titles) stay lines.
    """
    stripped = [line.strip() for line in lines]
    width = max(map(len, stripped), default=0)
    paragraphs: list[str] = []
    for index, line in enumerate(stripped):
        hard = lines[index].endswith("  ") or line.endswith("\\")
        line = line.removesuffix("\\").rstrip()
        if index == 0 or not paragraphs[-1]:
            paragraphs.append(line)
        elif paragraphs[-1].endswith("\n"):
            paragraphs[-1] += line
        else:
            before = stripped[index - 1]
            if unit_begins(line.lstrip("*_")) or width > _WIDEST_WRAP:
                paragraphs.append(line)
            elif _stands_alone(before) or _stands_alone(line):
                paragraphs[-1] += "\n" + line
            elif len(before) + 1 + len(line.split(" ", 1)[0]) <= width:
                paragraphs.append(line)
            else:
                paragraphs[-1] += " " + line
        if hard and index + 1 < len(stripped):
            paragraphs[-1] += "\n"
    return paragraphs


def _stands_alone(line: str) -> bool:
    return line.isupper() or (len(line) > 4 and line[:2] in ("**", "__") and line.endswith(line[:2]) and line.count(line[:2]) == 2)
