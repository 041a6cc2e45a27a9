"""Citations inside the title of another one: a chain, not a star.

A citation inside another's title is that document's, not the citing one's: "Kế hoạch A thực hiện Nghị quyết B" in a decision gives
decision -> A and A -> B. Sources of the forms: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6 (viện dẫn); Nghị định 78/2025/NĐ-CP.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from vbcds.assembly.keys import key_parts
from vbcds.model.records import CitationRecord, Relation
from vbcds.text.fold import lower_same_length, modern_tones

#: How far a title may carry a nested citation, in characters.
_REACH = 320
_CUE = (
    r"(?:tổ chức )?(?:triển khai,? thực hiện|thực hiện|triển khai thi hành|triển khai|thi hành"
    r"|hướng dẫn thi hành|hướng dẫn thực hiện|hướng dẫn"
    r"|quy định chi tiết(?: và hướng dẫn thi hành| và biện pháp thi hành|,? hướng dẫn thi hành| thi hành)?|cụ thể hóa"
    r"|sửa đổi, bổ sung|sửa đổi|bổ sung|điều chỉnh|đính chính|thay thế|bãi bỏ|ban hành kèm theo|kèm theo)"
)
_ACT = re.compile(rf"(?<!\w){_CUE}(?!\w)")
_TITLE = re.compile(rf"[\s\"“(,]{{0,4}}(?:về|v/v|ban hành|phê duyệt|công bố|quy định|thành lập|kiện toàn|chỉ đạo|{_CUE})\b")
_DIRECT = re.compile(rf"[\s\"“]{{0,4}}\(?\s?{_CUE}\b")
_COORDINATE = re.compile(rf"^\s{{0,3}}[,;.:]|(?:^|\s)(?:và|đồng thời|cũng như|;)\s+{_CUE}\s*(?:các\s+|số\s+)?$")
_HEAD = re.compile(r"(?:kế hoạch|chương trình|đề án|công tác|quyết định|văn bản|hội nghị)\b[^,;.]{0,60}$")
_JOINT = re.compile(r"[\s,]*(?:và|,|cùng với)?\s*(?:các\s+)?$")
_PASSIVE = re.compile(
    r"^[\s,(\[]{0,4}(?:(?:hết|không còn)\s+hiệu\s+lực[^;.]{0,60}?,?\s+do\s+)?"
    r"(?:đã\s+)?(?:được|bị)\s+(sửa đổi,? bổ sung|sửa đổi|bổ sung|đính chính|thay thế|bãi bỏ)"
    r"[^;.]{0,90}?\b(?:bởi|bằng|theo|tại)\s+"
    r"(?:các\s+|điều\s+\d+\s+|khoản\s+\d+\s+(?:điều\s+\d+\s+)?|của\s+)*$"
)
_LAWS = frozenset(["luật", "bộ luật", "pháp lệnh", "hiến pháp"])
#: Types that can change a law.
_MAKING = _LAWS | {"nghị quyết"}
_PASSIVE_RELATION: dict[str, Relation] = {"thay thế": "replaces", "bãi bỏ": "repeals"}


@dataclass(frozen=True, slots=True)
class Nesting:
    """How a mention stands to another one of the same document: `citing` acts on `cited` (indices of the mentions)."""

    citing: int
    cited: int
    relation: Relation


def find_nesting(text: str, citations: Sequence[CitationRecord]) -> dict[int, Nesting]:
    """Which mentions stand inside the title of another, by the index of the mention that the citing document does not cite itself.

    `citations` are those of one document in reading order, their sources count the characters of `text`.

    >>> from vbcds.recognisers.citations import find_citations
    >>> text = "theo Quyết định số 12/QĐ-UBND về ban hành Kế hoạch thực hiện Nghị quyết số 36-NQ/TW và Kế hoạch số 5/KH-UBND"
    >>> def nested(text: str) -> list[tuple[int, int, str]]:
    ...     spans = [_Span(c.start, c.end, "implements", c.kind) for c in find_citations(text)]
    ...     return [(n.citing, n.cited, n.relation) for n in _nest(text, spans).values()]
    >>> nested(text)
    [(0, 1, 'implements'), (0, 2, 'implements')]
    >>> nested("thực hiện Nghị định số 30/2020/NĐ-CP về công tác văn thư và Nghị định số 61/2018/NĐ-CP")
    []
    """
    return _nest(text, [_Span(c.source.start, c.source.end, c.relation, c.kind, _day(c)) for c in citations])


@dataclass(frozen=True, slots=True)
class _Span:
    """A mention, as far as nesting asks for it."""

    start: int
    end: int
    relation: Relation
    kind: str
    #: The day of the cited document ("2020-06-03"), where it is known.
    day: str | None = None


def _day(citation: CitationRecord) -> str | None:
    when = key_parts(citation.cited)[2]
    return when if len(when) == 10 else None


def _nest(text: str, spans: Sequence[_Span]) -> dict[int, Nesting]:
    found: dict[int, Nesting] = {}
    for index in range(1, len(spans)):
        last, span = spans[index - 1], spans[index]
        if not 0 <= span.start - last.end <= _REACH:
            continue
        between = modern_tones(lower_same_length(text[last.end : span.start]))
        if "\n" in between or ";" in between or re.search(r"\.\s", between):
            continue
        before = found.get(index - 1)
        passive = _PASSIVE.match(between)
        if passive:
            changed = index - 1
            if before is not None and before.cited == changed and last.kind in _LAWS and span.kind not in _MAKING:
                changed = before.citing  # "Nghị định A hướng dẫn Luật B được sửa đổi bởi Nghị định C": C changes the decree
            found[index] = Nesting(index, changed, _PASSIVE_RELATION.get(passive[1], "amends"))
            continue
        if before is not None and before.cited == index - 1 and before.relation == span.relation and _JOINT.fullmatch(between):
            citing = spans[before.citing]
            if (before.relation == "implements" or span.kind == last.kind) and not _younger(span, citing):
                found[index] = Nesting(before.citing, index, span.relation)
            continue
        if span.relation in ("mentions", "legal_basis", "proposed_by"):
            continue
        if not (_DIRECT.match(between) or _TITLE.match(between)) or between.lstrip()[:1] in (",", ".", ":"):
            continue
        if not _ACT.search(between) or _younger(span, last):
            continue  # "thực hiện Nghị định A về văn thư và Nghị định B": B goes on the list, it does not stand in A's title
        coordinate = _COORDINATE.search(between)
        if coordinate and not _HEAD.search(between[: coordinate.start()]):
            continue
        found[index] = Nesting(index - 1, index, span.relation)
    return found


def _younger(cited: _Span, citing: _Span) -> bool:
    """Whether a document would cite one that is younger than itself."""
    return cited.day is not None and citing.day is not None and cited.day > citing.day
