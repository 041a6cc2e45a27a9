"""Links and marks in a text: around each citation, in plain text or in the source of an HTML page, whose tags stay as they are."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vbcds.model.mentions import Citation
from vbcds.model.records import CitationRecord

#: What stands around a citation, a URL for a link, or None for nothing.
Mark = str | tuple[str, str] | None
C = TypeVar("C", Citation, CitationRecord)

_TOKEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<raw>script|style|textarea|title|svg|math|template|noscript)\b.*?(?:</(?P=raw)\s*>|\Z)|</?[A-Za-z][^<>]*>?|<[!?][^>]*>?",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|tt|u|var|wbr)\b", re.IGNORECASE
)
_ANCHOR = re.compile(r"<(/?)a\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_UNSAFE = re.compile(r"^\s*(?:javascript|data|vbscript)\s*:", re.IGNORECASE)


def annotate(text: str, citations: Iterable[C], link: Callable[[C], Mark], *, markup: bool | None = None) -> str:
    """The text with a link or marks around each citation.

    `link` gives for a citation a URL, a pair of what stands before and after it, or None. In plain text a URL becomes a Markdown link, and
    the citations' offsets count `text`. With `markup` (found out where it is None) `text` is the source of an HTML page: the citations are
    those of its visible text, found again by their words in their order; every tag stays where it is, and a link inside a link is not
    made. Overlapping citations after the first are left alone. Raises `ValueError` where plain text does not hold the citations.

    >>> from vbcds.recognisers.citations import find_citations
    >>> text = "Căn cứ Quyết định số 749/QĐ-TTg;"
    >>> annotate(text, find_citations(text), lambda citation: f"/vb/{citation.number}")
    'Căn cứ [Quyết định số 749/QĐ-TTg](/vb/749/QĐ-TTg);'
    >>> page = "<p>Căn cứ Quyết định số <b>749/QĐ-TTg</b>;</p>"
    >>> annotate(page, find_citations(text), lambda citation: "/vb/749")
    '<p>Căn cứ <a href="/vb/749">Quyết định số </a><b><a href="/vb/749">749/QĐ-TTg</a></b>;</p>'
    """
    ordered = sorted(citations, key=_start)
    if markup is None:
        markup = re.search(r"<(?:!doctype|html|body|div|p|table|span|br|a)\b[^<>]*>", text, re.IGNORECASE) is not None
    return _annotate_html(text, ordered, link) if markup else _annotate_plain(text, ordered, link)


def _start(citation: Citation | CitationRecord) -> int:
    return citation.start if isinstance(citation, Citation) else citation.source.start


def _annotate_plain(text: str, citations: Sequence[C], link: Callable[[C], Mark]) -> str:
    pieces: list[str] = []
    at = 0
    for citation in citations:
        start = _start(citation)
        end = start + len(citation.raw)
        if start < at:
            continue
        if text[start:end] != citation.raw:
            raise ValueError(f"the text does not hold {citation.raw!r} at {start}")
        mark = link(citation)
        if mark is None:
            continue
        before, after = ("[", f"]({mark})") if isinstance(mark, str) else mark
        pieces += [text[at:start], before, citation.raw, after]
        at = end
    return "".join([*pieces, text[at:]])


@dataclass(slots=True)
class _Visible:
    """The visible text of a page, spaces folded, and for each of its characters the piece of source that it comes from."""

    text: str
    starts: list[int]
    ends: list[int]
    #: Source offsets between which a link stands already.
    anchors: list[tuple[int, int]]


def _visible(source: str) -> _Visible:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    anchors: list[tuple[int, int]] = []
    opened: int | None = None

    def space(at: int, end: int) -> None:
        if chars and chars[-1] != " ":
            chars.append(" ")
            starts.append(at)
            ends.append(end)

    def words(low: int, high: int) -> None:
        at = low
        for match in re.finditer(r"\s+|&[^\s&;<]{1,32};?", source[low:high]):
            begin, finish = low + match.start(), low + match.end()
            for place in range(at, begin):
                chars.append(source[place])
                starts.append(place)
                ends.append(place + 1)
            if match[0][0] == "&":
                entity = _ENTITY.match(match[0])
                finish = begin + (entity.end() if entity else 1)
                decoded = html.unescape(source[begin:finish])
                if decoded.isspace():
                    space(begin, finish)
                else:
                    for char in decoded:
                        chars.append(char)
                        starts.append(begin)
                        ends.append(finish)
                if not entity or finish < low + match.end():
                    for place in range(finish, low + match.end()):
                        chars.append(source[place])
                        starts.append(place)
                        ends.append(place + 1)
                    finish = low + match.end()
            else:
                space(begin, finish)
            at = finish
        for place in range(at, high):
            chars.append(source[place])
            starts.append(place)
            ends.append(place + 1)

    at = 0
    for tag in _TOKEN.finditer(source):
        words(at, tag.start())
        at = tag.end()
        anchor = _ANCHOR.match(tag[0])
        if anchor and not anchor[1]:
            opened = tag.end()
        elif anchor and opened is not None:
            anchors.append((opened, tag.start()))
            opened = None
        if not _INLINE.match(tag[0]) and not tag[0].startswith("<!--"):
            space(tag.start(), tag.start())
    words(at, len(source))
    return _Visible("".join(chars), starts, ends, anchors)


def _annotate_html(source: str, citations: Sequence[C], link: Callable[[C], Mark]) -> str:
    visible = _visible(source)
    inside = [low for low, _ in visible.anchors]
    cuts: list[tuple[int, int, str, str]] = []
    at = 0
    for citation in citations:
        words = _SPACE.sub(" ", citation.raw).strip()
        found = visible.text.find(words, at)
        if found < 0 or not words:
            continue
        at = found + len(words)
        mark = link(citation)
        if mark is None:
            continue
        if isinstance(mark, str) and _UNSAFE.match(mark):
            continue
        before, after = (f'<a href="{html.escape(mark)}">', "</a>") if isinstance(mark, str) else mark
        pieces = _pieces(source, visible, found, at)
        if isinstance(mark, str) and any(_in_anchor(visible, inside, low) for low, _ in pieces):
            continue
        cuts += [(low, high, before, after) for low, high in pieces]
    out: list[str] = []
    end = 0
    for low, high, before, after in cuts:
        if low < end:
            continue
        out += [source[end:low], before, source[low:high], after]
        end = high
    return "".join([*out, source[end:]])


def _in_anchor(visible: _Visible, starts: list[int], at: int) -> bool:
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < visible.anchors[index][1]


def _pieces(source: str, visible: _Visible, low: int, high: int) -> list[tuple[int, int]]:
    """The stretches of source that make up visible characters, none of them across a tag; blank ones left out."""
    pieces: list[tuple[int, int]] = []
    for index in range(low, high):
        start, end = visible.starts[index], visible.ends[index]
        if start == end:
            continue
        if pieces and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], end)
        elif not pieces or start >= pieces[-1][1]:
            pieces.append((start, end))
    return [(start, end) for start, end in pieces if source[start:end].strip()]
