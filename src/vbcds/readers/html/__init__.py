"""Web pages (saved from a portal, exported by Word) to a Reading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vbcds.errors import ReadError
from vbcds.model.builder import Draft, Reading
from vbcds.readers.fonts import repair_drafts
from vbcds.readers.html.content import find_document, tells_document
from vbcds.readers.html.css import sheet_of
from vbcds.readers.html.encoding import decode_page
from vbcds.readers.html.items import Item
from vbcds.readers.html.walk import Walk
from vbcds.readers.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MEDIA_TYPE = "text/html"

_INLINE_TAGS = re.compile(
    r"</?(?:span|font|b|i|u|em|strong|small|big|div|section|article|center|tt|s)(?:\s[^<>]*)?>", re.IGNORECASE
)
_NESTED_TAGS = re.compile(
    r"</?(?:table|tbody|thead|tfoot|tr|td|th|ul|ol|li|dl|dd|dt|blockquote|form|a)(?:\s[^<>]*)?>", re.IGNORECASE
)
_DAMAGED = "Một số ký tự của trang không giải mã được."
_NO_DOCUMENT = "Không thấy văn bản nào trong trang (có thể văn bản ở tệp đính kèm)."
_DEEP = "Trang lồng thẻ quá sâu: đã bỏ bớt các thẻ trình bày."
_SCARCE = 200


def read_html(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Read a web page: the document that stands in it, without the page's menus, related lists and other furniture.

    The document is found by its content (letterhead, legal basis, articles, running text); a page that is all document, such as
    Word's export, is read whole. Hidden elements are left out. Metadata: "title", "source" (the page's own address).

    Raises `ReadError`: "empty", "corrupt", "too-large", "no-text".

    >>> page = (
    ...     "<body><div><a href='/'>Trang chủ</a></div><div><p>Điều 1. Ban hành Kế hoạch.</p><p>Điều 2. Hiệu lực.</p></div></body>"
    ... )
    >>> [draft.text for draft in read_html(page.encode()).drafts]
    ['Điều 1. Ban hành Kế hoạch.', 'Điều 2. Hiệu lực.']
    """
    limits.check_bytes(len(data))
    if not data.strip(b"\0 \t\r\n"):
        raise ReadError("empty", "Trang rỗng.", "Tải hoặc lưu lại trang.")
    text, _, damaged = decode_page(data)
    warnings = [_DAMAGED] if damaged else []
    root, deep = parse_page(text)
    if root is None:
        raise ReadError("corrupt", "Không tìm thấy nội dung nào trong tệp HTML.", "Lưu lại trang từ trình duyệt rồi chạy lại.")
    if deep:
        warnings.append(_DEEP)
    body = root.find("body")
    walk, items = _walk(root, root if body is None else body, limits)
    if not items:
        raise ReadError("no-text", "Trang không có chữ nào.", "Nếu văn bản là ảnh hoặc tệp đính kèm, hãy tải tệp đó về.")
    page_drafts = [item.draft for item in items]
    repair_drafts(page_drafts)  # before the search: what tells a document from its page is in Vietnamese
    found = find_document(items, root if body is None else body)
    if (len(found) < len(items) or len(items) > 20) and not tells_document(found):
        warnings.append(_NO_DOCUMENT)
    return Reading(
        media_type=MEDIA_TYPE,
        drafts=[item.draft for item in found],
        warnings=[*warnings, *sorted(walk.warnings)],
        metadata=_metadata(root),
    )


def read_fragment(text: str, *, limits: Limits = DEFAULT_LIMITS) -> list[Draft]:
    """The drafts of a piece of HTML (a table in a Markdown text): all that is in it."""
    root, _ = parse_page(text)
    return [] if root is None else [item.draft for item in Walk(sheet_of(root), limits).items(root)]


def parse_page(text: str) -> tuple[Element | None, bool]:
    """The tree of a page, and whether it was so deep that elements of mere looks had to go. (None, ...) where there is none."""
    from lxml import etree

    text = text.replace("\0", "")
    root = None
    for level, nested in enumerate((None, _INLINE_TAGS, _NESTED_TAGS)):
        if nested is not None:
            text = nested.sub(" ", text)
        parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
        try:
            root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
        except (etree.XMLSyntaxError, etree.ParserError, ValueError):
            root = None
        if root is None or not _cut_short(parser):
            return root, level > 0
    return root, True


def _cut_short(parser: object) -> bool:
    errors = getattr(parser, "error_log", ())
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" or "xcessive depth" in entry.message for entry in list(errors)[-3:])


def _walk(root: Element, body: Element, limits: Limits) -> tuple[Walk, list[Item]]:
    sheet = sheet_of(root)
    walk = Walk(sheet, limits)
    items = walk.items(body)
    if walk.hidden and sum(item.size for item in items) < _SCARCE:  # a page that a script would have uncovered
        uncovered = Walk(sheet, limits, hide=False)
        more = uncovered.items(body)
        if sum(item.size for item in more) > 2 * sum(item.size for item in items):
            return uncovered, more
    return walk, items


def _metadata(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    title = root.find(".//title")
    if title is not None and title.text and title.text.strip():
        found["title"] = " ".join(title.text.split())[:500]
    for element in root.iter("link", "meta", "base"):
        address = None
        if element.tag == "link" and element.get("rel") == "canonical":
            address = element.get("href")
        elif element.tag == "meta" and element.get("property") == "og:url":
            address = element.get("content")
        if address:
            found["source"] = address[:1000]
            break
    return found
