"""Names of issuers in citations: where the name of a body ends in running text. The canonical name is that of `recognisers.agencies`.

    body   = [office ["," office]] name [term]
    name   = a known name [place] | local [level] [place] | head word {word}      up to a word of prose
    place  = level Capitalised {Capitalised}

Names of known bodies come from lexicons/data/issuers.toml, words from lexicons/data/citation_words.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from vbcds.lexicons.citation_words import any_of, load_words
from vbcds.lexicons.issuers import load_issuers
from vbcds.lexicons.wordtree import WordTree
from vbcds.model.records import Agency
from vbcds.recognisers.symbols import Symbol
from vbcds.text.fold import lower_same_length, modern_tones

_CAPITAL = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_OF = re.compile(r"\s{0,3},?\s{0,3}(?:của|do|CỦA|Của)\s{1,3}")
_GAP = re.compile(r"[ \t]{1,3}")
_PLACE = re.compile(
    rf"\s{{1,3}}(?:Thủ đô\s)?[{_CAPITAL}][^\W\d_]*(?:(?:\s{{1,2}}|\s?-\s?)[{_CAPITAL}][^\W\d_]*){{0,4}}"
    r"|\s{1,3}[0-9]{1,2}(?![\w/.,-])"
)
_WORD = re.compile(r"\s{0,3}([^\s,;:.()\[\]\"“”]+)")
_TERM = re.compile(r",?\s{0,2}(?:\(\s?)?(?:khóa|khoá|nhiệm kỳ)\s{1,2}[0-9IVXL]{1,6}(?:\s?\))?", re.IGNORECASE)
_MORE_BODIES = re.compile(r"\s{0,2}(?:,|-|và)\s{1,2}", re.IGNORECASE)
_COMMA = re.compile(r",\s{1,2}(?=[^\W\d_])")
_FIELDS = re.compile(rf" - (?=[{_CAPITAL}][^\W\d_]*[a-zà-ỹ])")
_BEFORE_TITLE = re.compile(r"\s{0,2}(?:$|[,;.)\n]|về|phê duyệt|quy định|hướng dẫn|ban hành)")
_PARTY_COMMITTEE = re.compile(r"đảng (?:ủy|uỷ|bộ)$", re.IGNORECASE)
_CLOSING = frozenset(',;:.()[]"“”')


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in the text; `end` takes in a term of office ("khóa XIII"), which the agency's name leaves out."""

    start: int
    end: int
    agency: Agency
    #: Start of the body without the office before it.
    body_start: int


@dataclass(frozen=True, slots=True)
class _Grammar:
    office: re.Pattern[str]
    local: re.Pattern[str]
    level: re.Pattern[str]
    head: re.Pattern[str]
    placed: re.Pattern[str]
    committee: re.Pattern[str]
    stop: frozenset[str]
    stop_pairs: frozenset[str]
    comma_after: frozenset[str]
    small_heads: frozenset[str]
    tree: WordTree


@cache
def _grammar() -> _Grammar:
    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    offices = any_of("issuers", "offices")
    return _Grammar(
        office=pattern(rf"(?:đồng chí\s{{1,2}})?(?:{offices})(?:\s?(?:,|kiêm)\s{{1,2}}(?:{offices}))?\s{{1,3}}(?=\S)"),
        local=pattern(rf"(?:(?:{any_of('issuers', 'local_before')})\s{{1,3}})?(?:{any_of('issuers', 'local')})(?!\w)"),
        level=pattern(rf"(?:\s{{1,3}}|(?<=\.))(?:{any_of('issuers', 'levels')})(?!\w)"),
        head=pattern(rf"(?:{any_of('issuers', 'heads')})(?!\w)"),
        placed=pattern(rf"(?:{any_of('issuers', 'placed')})(?!\w)"),
        committee=pattern(any_of("issuers", "committees")),
        stop=frozenset(load_words("issuers", "stop")),
        stop_pairs=frozenset(load_words("issuers", "stop_pairs")),
        comma_after=frozenset(load_words("issuers", "comma_after")),
        small_heads=frozenset(load_words("issuers", "small_heads")),
        tree=WordTree(_known_names()),
    )


def _known_names() -> set[str]:
    """Names of the register in their written forms ("Bộ TT&TT"), bodies of places left out."""
    names = set(load_words("issuers", "more_names"))
    for entry in load_issuers().values():
        if entry.family in ("local", "joint"):
            continue
        for name in entry.names:
            names |= {name, name.replace(" và ", " & "), name.replace("Phát triển nông thôn", "PTNT")}
        head = {"ministries": "Bộ ", "departments": "Sở "}.get(entry.family)
        if head and entry.names[0].startswith(head):
            names.add(head + entry.abbreviation[1:])
    return names


@lru_cache(maxsize=4096)
def name_of(raw: str) -> Agency:
    """The agency that words name: canonical name, id where the registry knows it; an office before the body stays in the name.

    >>> name_of("Chủ tịch UBND tỉnh").name, name_of("Thủ tướng Chính phủ").name
    ('Chủ tịch Ủy ban nhân dân tỉnh', 'Thủ tướng Chính phủ')
    """
    from vbcds.recognisers.agencies import parse_agency

    words = " ".join(raw.split())
    office = _office_end(words, 0)
    if office:
        title = words[:office].strip()
        title = title.capitalize() if title.isupper() else title[0].upper() + title[1:]
        return Agency(raw=raw, name=f"{title} {parse_agency(words[office:]).name}")
    body = parse_agency(words)
    return Agency(raw=raw, name=body.name, id=body.id)


def _office_end(text: str, start: int) -> int | None:
    """Where an office before a body ends; "Chủ tịch nước" is a body."""
    office = _grammar().office.match(text, start)
    if not office or lower_same_length(text[start : start + 13]) == "chủ tịch nước":
        return None
    return office.end()


def body_at(text: str, start: int) -> Body | None:
    """The body whose name begins at `start`, or None.

    >>> body_at("của Chủ tịch UBND Thành phố, bảo đảm", 4).end
    27
    """
    body_start = _office_end(text, start) or start
    end = _end_of_body(text, body_start)
    if end is None:
        return None
    term = _TERM.match(text, end)
    return Body(start, term.end() if term else end, name_of(text[start:end]), body_start)


def _end_of_body(text: str, start: int) -> int | None:
    grammar = _grammar()
    known, local = grammar.tree.match(text, start), grammar.local.match(text, start)
    if local and not (known and known > local.end()):
        end = _with_place(text, local.end(), alone=True)
        return (_owner_end(text, end) or end) if _PARTY_COMMITTEE.search(local[0]) and end == local.end() else end
    if known and not grammar.committee.match(text, start):
        if not grammar.placed.match(text, start):
            return known
        return _with_place(text, known, alone=lower_same_length(text[known - 2 : known]) in ("ủy", "uỷ"))
    head = grammar.head.match(text, start)
    if not head or (text[start].islower() and head[0] not in grammar.small_heads):
        return None
    return _run(text, start, head.end())


def _owner_end(text: str, end: int) -> int | None:
    """Where the agency ends whose committee of the Party was named: "Đảng ủy [Bộ Công Thương]"."""
    gap = _GAP.match(text, end)
    return _end_of_body(text, gap.end()) if gap and text[gap.end() : gap.end() + 1].isupper() else None


def _with_place(text: str, end: int, *, alone: bool) -> int:
    """The end with level and place; `alone`: a place may follow without its level ("Tỉnh ủy Tây Ninh")."""
    grammar = _grammar()
    level = grammar.level.match(text, end)
    if level:
        end = level.end()
        if level[0].isupper() and len(level[0]) > 4:
            return _upper_place(text, end)
    place = _PLACE.match(text, end) if level or alone else None
    if place and (level or "\n" not in place[0][:2]):
        words = place[0].split()
        following = _WORD.match(text, place.end())
        pair = f"{words[-1]} {following[1]}" if following else words[-1]
        if lower_same_length(pair) in grammar.stop_pairs or words[-1] in ("Về", "V/v"):
            words.pop()
        if words and not grammar.head.fullmatch(words[0]) and lower_same_length(words[0]) not in grammar.stop:
            end += place[0].rindex(words[-1]) + len(words[-1])
    return end


def _upper_place(text: str, end: int) -> int:
    """In a heading all in capitals a place ends before the next word of prose."""
    stop = _grammar().stop
    for _ in range(4):
        word = _WORD.match(text, end)
        if not word or "\n" in word[0] or lower_same_length(word[1]) in stop or not word[1].isupper():
            break
        end = word.end()
    return end


def _run(text: str, start: int, end: int) -> int | None:
    """A name of no known form: words up to one that begins prose. "Ban Chỉ đạo ... về <field>" keeps its field."""
    grammar = _grammar()
    upper = text[start:end].isupper() and end - start > 3
    committee = grammar.committee.match(text, start) is not None
    last: int | None = None
    for count in range(18):
        word = _WORD.match(text, end)
        if word and count and (joint := _FIELDS.match(text, end)) and not grammar.head.match(text, joint.end()):
            end = joint.end() - 1  # "Ban Văn hóa - Xã hội"
            continue
        if not word or word[1] in ("-", "–", "|") or ("\n" in word[0] and word[1][0] in "-–+•|"):
            break
        low = modern_tones(lower_same_length(word[1]))
        following = _WORD.match(text, word.end())
        after = modern_tones(lower_same_length(following[1])) if following else ""
        small = word[1][0].islower()
        if not (low == "về" and committee and small and not _opens_title(following)):
            if low in grammar.stop and (small or upper):
                break
            if (small or (upper and count)) and f"{low} {after}" in grammar.stop_pairs:
                break
            if low == "và" and (not following or (following[1][0].isupper() and grammar.head.match(text, following.start(1)))):
                break
            if low == "và" and following and _pair_at(text, following.start(1)) in grammar.stop_pairs:
                break
        end = word.end()
        if low not in ("và", "về"):
            last = end
        comma = _COMMA.match(text, end)
        if comma and low in grammar.comma_after and text[comma.end()].islower():
            end = comma.end() - 1
        elif text[end : end + 1] in _CLOSING or (text[end : end + 1] == "\n" and not text[end + 1 : end + 2].islower()):
            break
    return last


def _opens_title(following: re.Match[str] | None) -> bool:
    """ "... của Ban Chỉ đạo về việc ...", "... về Quy chế hoạt động": the document's title, and no field of the committee."""
    return following is not None and following[1] in ("việc", "Quy", "Kế", "Chương", "Đề", "Phương")


def _pair_at(text: str, start: int) -> str:
    """The two words that begin at `start`, folded."""
    return modern_tones(lower_same_length(" ".join(text[start : start + 40].split()[:2])))


def body_after(text: str, start: int, symbol: Symbol | None, *, dated: bool) -> Body | None:
    """The issuer after a number or a date: "của Thủ tướng Chính phủ", "do Bộ Y tế (ban hành)"; after a date "của" may be missing."""
    if match := _OF.match(text, start):
        body = body_at(text, match.end())
        return _joint(text, body, symbol) if body else None
    if dated and (gap := _GAP.match(text, start)) and text[gap.end() : gap.end() + 1].isupper():
        grammar = _grammar()
        if grammar.tree.match(text, gap.end()) or grammar.local.match(text, gap.end()):
            body = body_at(text, gap.end())
            return body if body and _BEFORE_TITLE.match(text, body.end) else None
    return None


def _joint(text: str, body: Body, symbol: Symbol | None) -> Body:
    """Several bodies of a joint document: as many as the symbol names."""
    wanted = len(symbol.issuers) if symbol else 1
    if symbol and symbol.type and symbol.type.name.endswith("liên tịch"):
        wanted = 8  # some symbols leave bodies out
    names = [body.agency.name]
    end = body.end
    while len(names) < min(wanted, 8) and (gap := _MORE_BODIES.match(text, end)) and (other := body_at(text, gap.end())):
        names.append(other.agency.name)
        end = other.end
    if len(names) == 1:
        return body
    return Body(body.start, end, Agency(raw=text[body.start : end], name=joint_name(names)), body.body_start)


def joint_name(names: list[str]) -> str:
    """The name of several bodies together.

    >>> joint_name(["Bộ Y tế", "Bộ Nội vụ"])
    'Bộ Y tế và Bộ Nội vụ'
    """
    return f"{', '.join(names[:-1])} và {names[-1]}" if len(names) > 1 else names[0]


def more_bodies(text: str, end: int) -> int | None:
    """Where the next body of a list begins after one that ends at `end`, or None."""
    gap = _MORE_BODIES.match(text, end)
    return gap.end() if gap else None
