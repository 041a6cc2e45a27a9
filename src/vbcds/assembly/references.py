"""Words that mean documents named elsewhere in the same text: "Nghị quyết nêu trên", "các văn bản nói trên", "các văn bản sau đây:", a
short name given before ("sau đây gọi tắt là Chương trình").

What can mean one document only is resolved; where several fit, the words keep their candidates. "Quyết định này" is the document itself.
Sources of the forms: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6 (viện dẫn); Nghị định 78/2025/NĐ-CP.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from vbcds.assembly.aliases import ATTACHED, find_aliases, type_of
from vbcds.assembly.relations import Clause, read_relations
from vbcds.lexicons.doctypes import load_document_types
from vbcds.model.document import Source
from vbcds.model.mentions import Citation
from vbcds.model.records import CitationRecord, Relation
from vbcds.recognisers.pinpoints import find_in
from vbcds.recognisers.symbols import parse_symbol
from vbcds.text.alternatives import any_of
from vbcds.text.fold import key, lower_same_length, modern_tones, slug

_PROMULGATING = frozenset(["quyết định", "nghị quyết", "nghị định", "thông tư", "chỉ thị", "luật"])
#: How far back the words may point: in characters inside two paragraphs, in citations where only one of the type was named before.
_REACH, _CITATIONS = 1200, 400
#: What is looked at of a paragraph before and after a place, in characters, and how many short names of a document.
_PARAGRAPH, _NAMES = 1500, 60
#: How many of the citations around a place tell its relation.
_AROUND = 4
_ITEM = re.compile(r"\s*(?:[-+•*–]|\d{1,3}[.)]|[a-zđ]\))\s*")
_FOLLOWING = re.compile(
    r"\b(?:các|những)\s+(?P<type>văn bản)(?:\s+\w+){0,6}?\s+(?:sau đây|sau|dưới đây)\b[^.\n]{0,60}:[ \t]*$", re.MULTILINE
)
_OPEN_QUOTE, _CLOSED_QUOTE = "“", "”"
_PLACE_GAP = re.compile(r"\s{1,2}(?:(?:của|tại|thuộc)\s{1,2})?(?:các\s{1,2})?$")
#: After a short name that goes on: then it is the name of something else ("Chương trình Sức khỏe", "Kế hoạch số", "Đề án 06").
_LONGER = re.compile(r"\s{1,2}(?:[0-9“\"]|số\s|năm\s|này\b|hành động\b|công tác\b|tổng thể\b|nêu trên\b|nói trên\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class BackReference:
    """Words that mean documents named elsewhere; `text[start:end] == raw`."""

    start: int
    end: int
    raw: str
    kind: str
    #: Keys of the documents meant; empty where it is not certain which.
    cited: tuple[str, ...]
    #: Keys of the documents of which one may be meant, the nearest first, where it is not certain which.
    candidates: tuple[str, ...] = ()


@cache
def _pointing() -> re.Pattern[str]:
    names = any_of({form for kind in load_document_types().types for form in kind.forms} | {"văn bản"})
    return re.compile(
        r"\b(?P<many>(?:các|những|hai|ba|bốn|(?<!điều )(?<!khoản )(?<!điểm )(?<!mục )\d{1,2})\s+)?"
        rf"(?:(?P<also>{names})\s+và\s+)?(?P<type>{names})\s+(?:số\s+)?"
        r"(?P<where>này|nêu trên|nói trên|kể trên|trên đây|đã nêu|trên(?=\s*(?:[,.;:)]|$))|đó(?=\s*(?:[,.;:)]|$)))(?!\w)",
        re.MULTILINE,
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
    """The words of a document that point at itself, at what it named before, or at what it lists below, in order.

    `citations` are the document's, in reading order; `start` and `end` bound the document in the file's text.
    """
    end = len(text) if end is None else end
    folded = modern_tones(lower_same_length(text[start:end]))
    reader = _Reader(text, citations, own_kind, own_key)
    found: list[BackReference] = []
    for match in _pointing().finditer(folded):
        low, high = start + match.start(), start + match.end()
        if reader.inside(low):
            continue
        cited, candidates = reader.meant(match["type"], match["where"], bool(match["many"]), low)
        if match["also"] and cited:  # "Luật và Nghị định nêu trên"
            also, _ = reader.meant(match["also"], match["where"], False, low)
            cited, candidates = ((*also, *cited), ()) if also else ((), cited)
        found.append(BackReference(start=low, end=high, raw=text[low:high], kind=match["type"], cited=cited, candidates=candidates))
    for match in _FOLLOWING.finditer(folded):
        low, high = start + match.start(), start + match.end()
        if keys := reader.listed(high, end):
            found.append(BackReference(start=low, end=high, raw=text[low:high].rstrip(), kind="văn bản", cited=keys))
    found += reader.short_names(end)
    kept: list[BackReference] = []
    for reference in sorted(found, key=lambda reference: (reference.start, -reference.end)):
        if not kept or reference.start >= kept[-1].end:
            kept.append(reference)
    return tuple(kept)


class _Reader:
    """A document's text with its citations."""

    def __init__(self, text: str, citations: Sequence[CitationRecord], own_kind: str | None, own_key: str | None) -> None:
        self._text = text
        self._citations = citations
        self._starts = [citation.source.start for citation in citations]
        self._own_kind = key(own_kind) if own_kind else None
        self._own = (own_key,) if own_key else ()

    def inside(self, at: int) -> bool:
        """Whether a place stands inside a citation."""
        index = bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._citations[index].source.end

    def _between(self, low: int, high: int) -> Sequence[CitationRecord]:
        """The citations that lie between two places."""
        chosen = self._citations[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        return [citation for citation in chosen if citation.source.end <= high]

    def _paragraph(self, at: int) -> int:
        return _paragraph(self._text, at)

    def meant(self, kind: str, where: str, many: bool, at: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys that are certainly meant, else the candidates."""
        paragraph = self._paragraph(at)
        if self._text.rfind(_OPEN_QUOTE, paragraph, at) > self._text.rfind(_CLOSED_QUOTE, paragraph, at):
            return (), ()  # the words of the text that is amended
        if where == "này":
            own = key(kind) == self._own_kind or kind == "văn bản"
            if own or (kind in ATTACHED and self._own_kind in _PROMULGATING):
                return () if many else self._own, ()
        floor = max(paragraph, at - _REACH)
        if where not in ("này", "đó"):
            floor = max(self._paragraph(max(paragraph - 1, 0)), at - _REACH)
        before = [citation for citation in self._between(floor, at) if _is(citation, kind)]
        if not before and where not in ("này", "đó") and kind != "văn bản":
            last = bisect_left(self._starts, at)
            before = [citation for citation in self._citations[max(0, last - _CITATIONS) : last] if _is(citation, kind)]
        keys = tuple(dict.fromkeys(citation.cited for citation in reversed(before) if not citation.cited.endswith("@?")))
        certain = len(keys) == len({citation.cited for citation in before})
        if many:
            return (keys[::-1], ()) if len(keys) > 1 and certain else ((), keys)
        return (keys, ()) if len(keys) == 1 and certain else ((), keys)

    def listed(self, at: int, end: int) -> tuple[str, ...]:
        """The keys cited in the items of the list that begins at `at`."""
        keys: dict[str, None] = {}
        position = at
        while position < end:
            line_end = self._text.find("\n", position, end)
            line_end = end if line_end < 0 else line_end
            line = self._text[position:line_end]
            if line.strip():
                cited = self._between(position, line_end) if _ITEM.match(line) else ()
                if not cited:
                    break
                keys[cited[0].cited] = None
            position = line_end + 1
        return tuple(keys)

    def _goes_on(self, at: int) -> bool:
        """Whether a name that ends at `at` is the beginning of a longer one: a capital, a number or such words follow."""
        return self._text[at : at + 2].strip()[:1].isupper() or _LONGER.match(self._text, at) is not None

    def short_names(self, end: int) -> Iterator[BackReference]:
        """Where a short name stands that the document gave to another one."""
        names: dict[str, set[str]] = {}
        given: dict[str, int] = {}
        spans = [(citation.kind, citation.source.start, citation.source.end) for citation in self._citations]
        for alias in find_aliases(self._text, spans):
            if type_of(alias.words) and (alias.words in names or len(names) < _NAMES):
                names.setdefault(alias.words, set()).add(self._citations[alias.citation].cited)
                given.setdefault(alias.words, alias.end)
        for name, cited in names.items():
            kind = type_of(name) or name
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", self._text[: max(end, 0)]):
                low, high = match.span()
                if low < given[name] or self.inside(low) or self._goes_on(high):
                    continue
                keys = tuple(sorted(cited))
                certain = len(keys) == 1
                yield BackReference(
                    start=low, end=high, raw=match[0], kind=kind, cited=keys if certain else (), candidates=() if certain else keys
                )


def _is(citation: CitationRecord, kind: str) -> bool:
    """Whether a cited document may be called by a type: its own, or that of what it promulgates."""
    if kind == "văn bản" or key(citation.kind) == key(kind):
        return True
    named = parse_symbol(citation.number).type if citation.number else None
    if named is not None and named.name == key(kind):
        return True
    return kind in ATTACHED and citation.title is not None and f" {kind}" in f" {key(citation.title)}"


def build_references(
    text: str,
    citations: Sequence[CitationRecord],
    *,
    own_kind: str | None,
    own_key: str | None,
    start: int = 0,
    end: int | None = None,
) -> tuple[list[CitationRecord], list[tuple[CitationRecord, tuple[str, ...]]]]:
    """Back references as citation records, with the relation that their clause tells; and those that are not certain, with candidates.

    The document itself is left out. Arguments as in `find_back_references`.
    """
    found = find_back_references(text, citations, own_kind=own_kind, own_key=own_key, start=start, end=end)
    found = tuple(reference for reference in found if reference.cited != ((own_key,) if own_key else ()))
    made: list[CitationRecord] = []
    unsure: list[tuple[CitationRecord, tuple[str, ...]]] = []
    starts = [citation.source.start for citation in citations]
    by_key = {citation.cited: citation for citation in reversed(citations)}
    for reference in found:
        if not reference.cited and not reference.candidates:
            continue
        record = replace(
            by_key[(reference.cited or reference.candidates)[0]], raw=reference.raw, kind=reference.kind, number=None, date=None,
            issuer=None, title=None, pinpoint=_place_before(text, reference.start),
            source=Source(start=reference.start, end=reference.end),
        )  # fmt: skip
        low = _paragraph(text, reference.start)
        high = text.find("\n", reference.end, reference.end + _PARAGRAPH)
        high = min(len(text), reference.end + _PARAGRAPH) if high < 0 else high
        place = bisect_left(starts, reference.start)
        around = citations[max(bisect_left(starts, low), place - _AROUND) : min(bisect_left(starts, high), place + _AROUND)]
        record = replace(record, relation=_relation(text, low, high, record, around))
        if not reference.cited:
            unsure.append((replace(record, cited=f"{slug(reference.kind)}:?@?", cited_document=None), reference.candidates))
        made += [replace(record, cited=cited, cited_document=by_key[cited].cited_document) for cited in reference.cited]
    return made, unsure


def _paragraph(text: str, at: int) -> int:
    """Where the paragraph of a place begins, or what is looked at of it."""
    floor = max(0, at - _PARAGRAPH)
    return max(text.rfind("\n", floor, at) + 1, floor)


def _place_before(text: str, at: int) -> str | None:
    floor = max(_paragraph(text, at), at - 170)
    places = find_in(text[floor:at])
    if places and _PLACE_GAP.match(text[floor + places[-1].end : at]):
        return " ".join(places[-1].raw.split())
    return None


def _relation(text: str, low: int, high: int, record: CitationRecord, around: Sequence[CitationRecord]) -> Relation:
    """The relation of a back reference, read among the citations of its paragraph."""
    ordered = sorted([record, *around], key=lambda citation: citation.source.start)
    mentions = [
        Citation(
            start=citation.source.start, end=citation.source.end, raw=citation.raw, kind=citation.kind, number=citation.number,
            pinpoint=citation.pinpoint,
        )
        for citation in ordered
    ]  # fmt: skip
    relations = read_relations(Clause.of(text[low:high], low), mentions)
    return next(relation for relation, citation in zip(relations, ordered, strict=True) if citation is record)
