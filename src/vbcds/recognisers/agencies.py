"""Agencies in text: one name, a cell of names, and mentions in running text.

Names are those of the registry (lexicons/data/agencies.csv), bodies of a place by their form ("UBND xã Tân Lập"), bodies of a field
("Sở", "Bộ", "Phòng" and a field in words or initials), groups ("các sở, ban, ngành tỉnh") and, in running text, bodies that the
registry does not know, by their capitals. Ids: see `vbcds.lexicons.agencies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from vbcds.lexicons.agencies import fold, load_words
from vbcds.model.mentions import AgencyMention
from vbcds.model.records import Agency
from vbcds.recognisers.agencies_cells import parse_agencies, parse_agency
from vbcds.recognisers.agencies_groups import OfficeMatch, expand, fields_at, group_at, more_fields, office_at
from vbcds.recognisers.agencies_names import NameMatch, View, name_at
from vbcds.recognisers.agencies_resolution import ResolvedAgency, resolve_agency, successors_of
from vbcds.recognisers.agencies_tails import place_tail
from vbcds.text.alternatives import any_of
from vbcds.text.fold import modern_tones
from vbcds.text.offsets import on_composed

__all__ = ["ResolvedAgency", "find_agencies", "parse_agencies", "parse_agency", "resolve_agency", "successors_of"]

#: Words before a name that make it a part of a law's title ("Luật Công an nhân dân").
_IN_TITLE = ("luật ", "luật tổ chức ", "pháp lệnh ", "pháp lệnh tổ chức ")
_NEXT = re.compile(r"( ?, ?| và | - | )([^\W_][\w'’]*)")
#: Families of nouns that make a group of agencies, in running text.
_BODIES = frozenset({"state", "business", "school", "embassy"})
#: Words of a name that the registry does not know.
_LONGEST = 14
#: Texts whose mentions are kept at hand: those who read a paragraph ask for them one after the other.
_AT_HAND = 64


def find_agencies(text: str) -> list[AgencyMention]:
    """All mentions of agencies and of groups of agencies, in order, not overlapping; total on any text.

    `start`/`end` are offsets in `text`, and `text[start:end] == raw`. A title before the name belongs to the mention: it is in
    `office`, and `agency` is the body. Where one head word has several fields ("Sở Tài chính, Nội vụ"), each field is a mention.

    >>> [(m.raw, m.agency.name, m.office) for m in find_agencies("giao Giám đốc Sở TT&TT phối hợp với UBND huyện Châu Thành.")]
    [('Giám đốc Sở TT&TT', 'Sở Thông tin và Truyền thông', 'Giám đốc'), ('UBND huyện Châu Thành', 'Ủy ban nhân dân huyện Châu Thành', None)]
    """
    return on_composed(_find, text)


@lru_cache(maxsize=_AT_HAND)
def _find(text: str) -> tuple[AgencyMention, ...]:
    view = View(text)
    found: list[AgencyMention] = []
    done = 0
    for start in sorted(view.gates | view.hits.keys()):
        if start < done:
            continue
        for mention in _mentions(view, start):
            found.append(mention)
            done = mention.end
    return tuple(found)


def _mentions(view: View, start: int) -> Iterator[AgencyMention]:
    """The mentions that begin at `start`: one, or several under one head word."""
    gated = start in view.gates
    name = name_at(view, start)
    office = office_at(view, start) if gated and name is None else None
    begin = office.agency if office else start
    if gated:
        listed = fields_at(view, begin)
        if listed:
            yield from (_mention(view, match.start, match, office) for match in listed)
            return
    if office:
        name = name_at(view, begin)
    if name is not None and (office or _stands(view, name)):
        yield _mention(view, start, name, office)
        yield from (_mention(view, match.start, match, office) for match in more_fields(view, name))
        return
    if not gated:
        return
    group = group_at(view, begin) if _group_begins().match(view.low, begin) else None
    if group is not None and group.families & _BODIES:
        raw = view.text[start : group.end]
        agency = Agency(raw=view.text[begin : group.end], name=group.name, id=group.id)
        yield AgencyMention(
            start=start, end=group.end, raw=raw, agency=agency, collective=True, office=office.title if office else None
        )
        return
    end, words = _open_name(view, begin)
    if end > begin:
        raw = view.text[start:end]
        agency = Agency(raw=view.text[begin:end], name=words, id=None)
        yield AgencyMention(start=start, end=end, raw=raw, agency=agency, office=office.title if office else None)


def _mention(view: View, start: int, match: NameMatch, office: OfficeMatch | None) -> AgencyMention:
    agency = Agency(raw=view.text[match.start : match.end], name=match.name, id=match.id)
    return AgencyMention(
        start=start,
        end=match.end,
        raw=view.text[start : match.end],
        agency=agency,
        collective=match.collective,
        office=office.title if office else None,
    )


def _stands(view: View, name: NameMatch) -> bool:
    """Whether a name in running text means the agency: by its capital, its abbreviation or its place, and not inside a law's title."""
    start = name.start
    if view.low.endswith(_IN_TITLE, max(0, start - 20), start):
        return False
    if view.text[start].isupper() or name.short:
        return True
    if name.head is not None:
        return name.head.head in ("Sở", "Bộ") or name.placed
    return name.placed and not name.entry.tail.endswith("!")


@cache
def _stops() -> frozenset[str]:
    return frozenset(fold(word) for word in load_words("cells")["open_stops"])


@cache
def _open_heads() -> re.Pattern[str]:
    return re.compile(any_of(map(fold, load_words("cells")["open_heads"])) + r"(?!\w)")


@cache
def _group_begins() -> re.Pattern[str]:
    """A determiner, or the first two nouns of a group that has none."""
    words = load_words("collectives")
    return re.compile(any_of(map(fold, (*words["determiners"], *words["pairs"]))) + r"(?!\w)")


def _open_name(view: View, start: int) -> tuple[int, str]:
    """The extent and the name of a body that the registry does not know; (start, "") where there is none.

    A head with one capital and a capital word (headings in capitals say nothing), then words up to a stop word, a mark, or the level
    and place that close the name.
    """
    text, low = view.text, view.low
    head = (
        _open_heads().match(low, start) if text[start : start + 1].isupper() and not text[start + 1 : start + 2].isupper() else None
    )
    if head is None or text[head.end() : head.end() + 1] != " " or not text[head.end() + 1 : head.end() + 2].isupper():
        return start, ""
    end = head.end()
    for _ in range(_LONGEST):
        tail = place_tail(text, low, end, view.hits) if end > head.end() else None
        if tail is not None and (tail.place or tail.level):
            return tail.end, f"{_words(text[start:end])} {tail.words}"
        following = _NEXT.match(text, end)
        if following is None or (end > head.end() and following.start(2) in view.hits and name_at(view, following.start(2))):
            break
        joint, word = following[1].strip(), following[2]
        if joint and not word[0].isupper():
            break
        if not word[0].isupper() and fold(word) in _stops():
            break
        if joint and _open_heads().match(low, following.start(2)):
            break
        end = following.end()
    return (end, _words(text[start:end])) if end > head.end() else (start, "")


def _words(text: str) -> str:
    return modern_tones(expand(" ".join(text.split())))
