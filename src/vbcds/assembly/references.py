"""What stands between mentions: citations inside the title of another one, and words that point back ("Quyết định nêu trên").

A citation inside another's title is that document's, not the citing one's: "Kế hoạch A thực hiện Nghị quyết B" in a decision gives
decision -> A and A -> B. Sources of the forms: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6 (viện dẫn); Nghị định 78/2025/NĐ-CP.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vbcds.lexicons.doctypes import load_document_types
from vbcds.model.records import CitationRecord, Relation
from vbcds.text.alternatives import any_of
from vbcds.text.fold import key, lower_same_length, modern_tones, slug

#: How far a title may carry a nested citation, in characters.
_REACH = 320
_CUE = (
    r"(?:tổ chức )?(?:triển khai,? thực hiện|thực hiện|triển khai thi hành|triển khai|thi hành"
    r"|hướng dẫn thi hành|hướng dẫn thực hiện|hướng dẫn"
    r"|quy định chi tiết(?: và hướng dẫn thi hành| và biện pháp thi hành|,? hướng dẫn thi hành| thi hành)?|cụ thể hóa"
    r"|sửa đổi, bổ sung|sửa đổi|bổ sung|điều chỉnh|đính chính|thay thế|bãi bỏ|ban hành kèm theo|kèm theo)"
)
_TITLE = re.compile(rf"[\s\"“(,]{{0,4}}(?:về|v/v|ban hành|phê duyệt|công bố|quy định|thành lập|kiện toàn|chỉ đạo|{_CUE})\b")
_DIRECT = re.compile(rf"[\s\"“]{{0,4}}\(?\s?{_CUE}\b")
_COORDINATE = re.compile(rf"^\s{{0,3}}[,;.:]|(?:^|\s)(?:và|đồng thời|cũng như|;)\s+{_CUE}\s*(?:các\s+|số\s+)?$")
_HEAD = re.compile(r"(?:kế hoạch|chương trình|đề án|công tác|quyết định|văn bản|hội nghị)\b[^,;.]{0,60}$")
_JOINT = re.compile(r"[\s,]*(?:và|,|cùng với)?\s*(?:các\s+)?$")
_PASSIVE = re.compile(
    r"^[\s,(\[]{0,4}(?:đã\s+)?(?:được|bị)\s+(sửa đổi,? bổ sung|sửa đổi|bổ sung|đính chính|thay thế|bãi bỏ)"
    r"[^;.]{0,90}?\b(?:bởi|bằng|theo|tại)\s+"
    r"(?:các\s+|điều\s+\d+\s+|khoản\s+\d+\s+(?:điều\s+\d+\s+)?|của\s+)*$"
)
_PASSIVE_RELATION: dict[str, Relation] = {"thay thế": "replaces", "bãi bỏ": "repeals"}
_ITEM = re.compile(r"\s*(?:[-+•*–]|\d{1,3}[.)]|[a-zđ]\))\s*")
_FOLLOWING = re.compile(r"\b(?:các|những)\s+văn bản(?:\s+\w+){0,6}?\s+(?:sau đây|sau|dưới đây)\b[^.\n]{0,60}:\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Nesting:
    """How a mention stands to another one of the same document: `citing` acts on `cited` (indices of the mentions)."""

    citing: int
    cited: int
    relation: Relation


@dataclass(frozen=True, slots=True)
class BackReference:
    """Words that mean documents named elsewhere; `text[start:end] == raw`; no keys where it is not certain which."""

    start: int
    end: int
    raw: str
    cited: tuple[str, ...]


def find_nesting(text: str, citations: Sequence[CitationRecord]) -> dict[int, Nesting]:
    """Which mentions stand inside the title of another, by the index of the mention that the citing document does not cite itself.

    `citations` are those of one document in reading order, their sources count the characters of `text`.

    >>> from vbcds.recognisers.citations import find_citations
    >>> text = "theo Quyết định số 12/QĐ-UBND về ban hành Kế hoạch thực hiện Nghị quyết số 36-NQ/TW và Kế hoạch số 5/KH-UBND"
    >>> [
    ...     (n.citing, n.cited, n.relation)
    ...     for n in _nest(text, [(c.start, c.end, "implements") for c in find_citations(text)]).values()
    ... ]
    [(0, 1, 'implements'), (0, 2, 'implements')]
    """
    return _nest(text, [(c.source.start, c.source.end, c.relation) for c in citations])


def _nest(text: str, spans: Sequence[tuple[int, int, Relation]]) -> dict[int, Nesting]:
    found: dict[int, Nesting] = {}
    for index in range(1, len(spans)):
        _, end, _ = spans[index - 1]
        start, _, relation = spans[index]
        if not 0 <= start - end <= _REACH:
            continue
        between = modern_tones(lower_same_length(text[end:start]))
        if "\n" in between or ";" in between or re.search(r"\.\s", between):
            continue
        passive = _PASSIVE.match(between)
        if passive:
            found[index] = Nesting(index, index - 1, _PASSIVE_RELATION.get(passive[1], "amends"))
            continue
        before = found.get(index - 1)
        if before is not None and before.cited == index - 1 and before.relation == relation and _JOINT.fullmatch(between):
            found[index] = Nesting(before.citing, index, relation)
            continue
        if relation in ("mentions", "legal_basis", "proposed_by"):
            continue
        if not (_DIRECT.match(between) or _TITLE.match(between)) or between.lstrip()[:1] in (",", ".", ":"):
            continue
        coordinate = _COORDINATE.search(between)
        if coordinate and not _HEAD.search(between[: coordinate.start()]):
            continue
        found[index] = Nesting(index - 1, index, relation)
    return found


@cache
def _pointing() -> re.Pattern[str]:
    types = {form for kind in load_document_types().types for form in kind.forms} | {"văn bản"}
    return re.compile(
        rf"\b(?P<many>(?:các|những|hai|ba|\d{{1,2}})\s+)?(?P<type>{any_of(types)})\s+(?:số\s+)?"
        r"(?P<where>này|nêu trên|nói trên|kể trên|trên đây|trên|đó)(?!\w)"
    )


def find_back_references(
    text: str,
    citations: Sequence[CitationRecord],
    *,
    own_kind: str | None,
    own_key: str | None,
    start: int = 0,
    end: int | None = None,
) -> tuple[BackReference, ...]:
    """The words of a document that point at itself ("Quyết định này"), at what it named before ("Nghị quyết nêu trên") or will name
    ("các văn bản sau đây:").

    `citations` are the document's, in order; `start` and `end` bound the document in the file's text. Words that can mean several
    documents get no keys.
    """
    end = len(text) if end is None else end
    folded = modern_tones(lower_same_length(text[start:end]))
    starts = [c.source.start for c in citations]
    found: list[BackReference] = []
    for match in _pointing().finditer(folded):
        low, high = start + match.start(), start + match.end()
        if any(c.source.start <= low < c.source.end for c in _around(citations, starts, low)):
            continue
        found.append(BackReference(low, high, text[low:high], _meant(text, citations, match, low, own_kind, own_key)))
    for match in _FOLLOWING.finditer(folded):
        low, high = start + match.start(), start + match.end()
        keys = _listed(text, citations, high, end)
        if keys:
            found.append(BackReference(low, high, text[low:high].rstrip(), keys))
    return tuple(sorted(found, key=lambda reference: reference.start))


def _around(citations: Sequence[CitationRecord], starts: Sequence[int], at: int) -> Sequence[CitationRecord]:
    from bisect import bisect_right

    index = bisect_right(starts, at)
    return citations[max(0, index - 1) : index]


def _meant(
    text: str, citations: Sequence[CitationRecord], match: re.Match[str], at: int, own_kind: str | None, own_key: str | None
) -> tuple[str, ...]:
    kind, where = match["type"], match["where"]
    if where == "này" and not match["many"] and own_kind is not None and key(kind) == key(own_kind):
        return (own_key,) if own_key else ()
    floor = text.rfind("\n", 0, at)
    floor = max(text.rfind("\n", 0, max(floor, 0)), at - 1200) if where != "này" else max(floor, at - 600)
    before = [
        c
        for c in citations
        if floor <= c.source.start
        and c.source.end <= at
        and (kind == "văn bản" or slug(c.kind) == slug(kind) or _attached(c, kind))
    ]
    keys = tuple(dict.fromkeys(c.cited for c in before))
    if match["many"]:
        return keys if len(keys) > 1 else ()
    return keys if len(keys) == 1 else ()


def _attached(citation: CitationRecord, kind: str) -> bool:
    """ "Đề án nêu trên" after "Quyết định ... phê duyệt Đề án ...": the decision speaks for what it approves."""
    return (
        citation.title is not None
        and f" {kind}" in f" {key(citation.title)}"
        and kind in ("đề án", "chương trình", "kế hoạch", "chiến lược")
    )


def _listed(text: str, citations: Sequence[CitationRecord], at: int, end: int) -> tuple[str, ...]:
    """The keys cited in the items of the list that begins at `at`."""
    keys: dict[str, None] = {}
    position = at
    while position < end:
        line_end = text.find("\n", position, end)
        line_end = end if line_end < 0 else line_end
        line = text[position:line_end]
        if line.strip():
            if not _ITEM.match(line):
                break
            cited = [c.cited for c in citations if position <= c.source.start < line_end]
            if not cited:
                break
            keys[cited[0]] = None
        position = line_end + 1
    return tuple(keys)
