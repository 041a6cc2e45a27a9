"""The registry of agencies: names, abbreviations, the time in which each existed, and what it became.

Ids are slugs and stay: "so-y-te", "bo-cong-an", "ubnd-tinh" (body and level), "ubnd-cap-huyen" (a collective). Where the text names
the place, "@" and the place follow: "so-y-te@tinh-tay-ninh", "ubnd-huyen@huyen-chau-thanh", "ubnd-xa@xa-tan-lap.huyen-tan-bien".
An agency that was founded anew under its old name (Bộ Khoa học và Công nghệ, 1 March 2025) has one id and a row for each time.
"""

from __future__ import annotations

import csv
import itertools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from vbcds.errors import LexiconError
from vbcds.text.fold import lower_same_length, same_length

if TYPE_CHECKING:
    import ahocorasick

#: What may follow a name: nothing; a place ("nơi": the body has one level, like a Sở); a level or a place ("cấp"; "cấp!" where the
#: name means nothing without it); a branch of a central body ("nhánh"); a committee of the Party ("đảng").
Tail = Literal["", "nơi", "nơi!", "cấp", "cấp!", "nhánh", "đảng"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyEntry:
    """An agency (or a kind of agency that every place has) during one of its times."""

    id: str
    #: Canonical full name, without its place.
    name: str
    tail: Tail
    #: Abbreviations and other wordings.
    forms: tuple[str, ...]
    #: Words that, right after the name, make it something else ("Chính phủ số").
    unless: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    #: Ids of the agencies that took over its work, the main one first.
    successors: tuple[str, ...]
    source: str
    #: Texts that must parse to this entry.
    examples: tuple[str, ...]

    def valid_on(self, day: date) -> bool:
        """Whether the agency existed in this form on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(slots=True)
class FieldNode:
    """A node of the tree of fields of work: Văn hóa > Thể thao > Du lịch. Each step is the words or their initials."""

    #: (folded words or initials, whether these are initials, node)
    steps: list[tuple[str, bool, FieldNode]] = field(default_factory=list)
    entry: AgencyEntry | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What the automaton found: a name (`entry`), or a head word whose field follows (`fields`)."""

    length: int
    entry: AgencyEntry | None = None
    fields: FieldNode | None = None
    #: The head word as it is written in a canonical name.
    head: str = ""
    #: An abbreviation: only capitals in the text are meant.
    capitals: bool = False
    #: A committee that the abbreviation already contains ("BTGDVTU").
    committee: str = ""
    #: A group, a title or the head of an unknown body may begin with this word.
    gate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyLexicon:
    """All entries, and what finds them in folded text."""

    entries: tuple[AgencyEntry, ...]
    #: Times of an id, oldest first.
    by_id: dict[str, tuple[AgencyEntry, ...]]
    #: Values are indices into `patterns`.
    automaton: ahocorasick.Automaton
    patterns: tuple[Pattern, ...]


# The key only has to be the same for the lexicon and the text, so the tone moves in every syllable, "hoàn" and "quý" too.
_TONES = tuple(
    (first + accented, toned + second)
    for first, second, marks, tones in (("o", "a", "àáảãạ", "òóỏõọ"), ("o", "e", "èéẻẽẹ", "òóỏõọ"), ("u", "y", "ỳýỷỹỵ", "ùúủũụ"))
    for accented, toned in zip(marks, tones, strict=True)
)
_ALIKE = tuple((char, same_length(char)) for char in "ð\u0256‐‑‒–—−“”„‘’\u00a0\t")


def fold(text: str) -> str:
    """A key of a whole text with the offsets of the text: lower case, tones moved to the first vowel, look-alikes and line ends folded.

    Faster than `vbcds.text.fold` on long texts, and coarser: "toàn" is "tòan", "quý" is "qúy". Never shown, only searched; what is
    searched for is folded, too.

    >>> fold("Uỷ ban\\nnhân dân – Sở")
    'ủy ban nhân dân - sở'
    """
    low = text.lower()
    if len(low) != len(text):
        low = lower_same_length(text)
    if not low.isascii():
        for char, plain in _ALIKE:
            if char in low:
                low = low.replace(char, plain)
        for old, new in _TONES:
            if old in low:
                low = low.replace(old, new)
    return low.replace("\n", " ")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _items(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


@cache
def load_entries() -> tuple[AgencyEntry, ...]:
    """The rows of agencies.csv."""
    path = files("vbcds.lexicons") / "data" / "agencies.csv"
    with path.open(encoding="utf-8") as stream:
        try:
            return tuple(
                AgencyEntry(
                    id=row["id"],
                    name=row["name"],
                    tail=row["tail"],  # type: ignore[arg-type]  # checked by the tests
                    forms=_items(row["forms"]),
                    unless=tuple(fold(word) for word in _items(row["unless"])),
                    valid_from=_day(row["valid_from"]),
                    valid_to=_day(row["valid_to"]),
                    successors=_items(row["successors"]),
                    source=row["source"],
                    examples=_items(row["examples"]),
                )
                for row in csv.DictReader(stream)
            )
        except (KeyError, ValueError) as error:
            raise LexiconError(f"agencies.csv: {error}") from error


@cache
def load_words(name: str) -> dict[str, Any]:
    """A word list in TOML ("collectives", "offices"), as it stands in the file."""
    path = files("vbcds.lexicons") / "data" / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{name}.toml: {error}") from error


#: Bodies that are named by their field of work, with the letter that stands for the head in document symbols ("STTTT").
_HEADS = {"Bộ": "B", "Sở": "S", "Phòng": ""}
_PARTS = re.compile(r", | và | - ")
#: Full words that every form may also have abbreviated.
_SHORT = (
    ("Ủy ban nhân dân", ("UBND",)),
    ("Hội đồng nhân dân", ("HĐND",)),
    ("Mặt trận Tổ quốc", ("MTTQ",)),
    ("Trung ương", ("TW", "TƯ")),
    ("Trung tâm ", ("TT ", "TT. ")),
    ("Chuyển đổi số", ("CĐS",)),
    ("công nghệ thông tin", ("CNTT",)),
    ("Công nghệ thông tin", ("CNTT",)),
)
_COMMITTEES = (("TU", "Tỉnh ủy"), ("HU", "Huyện ủy"), ("ThU", "Thành ủy"), ("QU", "Quận ủy"))


#: Initials that are written otherwise, because they would be another field's.
_INITIALS = {"Ngoại vụ": "NgV", "Ngoại giao": "NG"}


def initials(words: str) -> str:
    """The initials of the syllables, as abbreviations have them.

    >>> initials("Phát triển nông thôn"), initials("Đầu tư")
    ('PTNT', 'ĐT')
    """
    return _INITIALS.get(words) or "".join(word[0] for word in words.split()).upper()


def is_abbreviation(form: str) -> bool:
    """Whether a form begins with an abbreviation: two capitals in its first word.

    >>> is_abbreviation("VPUBND"), is_abbreviation("ThU"), is_abbreviation("Hội LHPN"), is_abbreviation("Báo")
    (True, True, False, False)
    """
    return sum(char.isupper() for char in form.split(" ", 1)[0]) > 1


def spellings(form: str) -> Iterator[str]:
    """Spellings of a form: with abbreviated parts, with other dashes and ampersands."""
    forms = {form}
    for words, shorts in _SHORT:
        for short in shorts:
            forms |= {item.replace(words, short) for item in forms if words in item}
    for item in tuple(forms):
        if " - " in item:
            forms |= {item.replace(" - ", other) for other in ("-", " ", ", ", " và ")}
        if "&" in item:
            forms |= {item.replace("&", other) for other in (" & ", " và ")}
    return iter(sorted(" ".join(item.split()) for item in forms))


def _grow(root: FieldNode, name: str, entry: AgencyEntry) -> list[str]:
    """Hang a field into the tree; gives the initials of its parts."""
    parts = _PARTS.split(name)
    node = root
    for part in parts:
        steps = ((fold(part), False), (fold(initials(part)), True))
        following = next((child for words, _, child in node.steps if words == steps[0][0]), None)
        if following is None:
            following = FieldNode()
            node.steps += [(words, short, following) for words, short in steps]
        node = following
    if node.entry is None or entry.valid_to is None:
        node.entry = entry
    return [initials(part) for part in parts]


def _gates() -> set[str]:
    """Words that a group, a title or a body unknown to the registry begins with."""
    groups, offices = load_words("collectives"), load_words("offices")
    words = {*groups["determiners"], *groups["pairs"], *load_words("cells")["open_heads"]}
    words.update(form for office in offices["office"] for form in office["forms"])
    return {fold(word) for word in words}


@cache
def load_agencies() -> AgencyLexicon:
    """The registry, ready for searching; built once, on the first call (some milliseconds).

    >>> load_agencies().by_id["so-thong-tin-va-truyen-thong"][0].successors
    ('so-khoa-hoc-va-cong-nghe',)
    """
    import ahocorasick

    entries = load_entries()
    by_id: dict[str, list[AgencyEntry]] = {}
    for entry in entries:
        by_id.setdefault(entry.id, []).append(entry)
    found: dict[str, Pattern] = {}

    def add(form: str, entry: AgencyEntry, committee: str = "") -> None:
        folded, capitals = fold(form), is_abbreviation(form)
        known = found.get(folded)
        if known is None or (known.capitals and not capitals and known.entry is entry):
            found[folded] = Pattern(length=len(folded), entry=entry, capitals=capitals, committee=committee)

    trees = {head: FieldNode() for head in _HEADS}
    symbols: list[tuple[str, AgencyEntry]] = []
    for times in by_id.values():
        entry = max(times, key=lambda row: row.valid_to is None)
        head, _, name = entry.name.partition(" ")
        if head in _HEADS and name and entry.tail in ("", "nơi", "cấp") and "Chỉ huy" not in name and "Tư lệnh" not in name:
            short = _grow(trees[head], name, entry)
            if _HEADS[head] and len("".join(short)) > 2:
                for join in itertools.product(("", "&", "-", ","), repeat=len(short) - 1):
                    symbols.append((_HEADS[head] + "".join(a + b for a, b in zip(short, (*join, ""), strict=True)), entry))
            forms: tuple[str, ...] = entry.forms
        else:
            forms = (entry.name, *entry.forms)
        for form in forms:
            for variant in spellings(form):
                add(variant, entry)
            if entry.tail == "đảng" and is_abbreviation(form) and " " not in form:
                for ending, committee in _COMMITTEES:
                    add(form + ending, entry, committee)
    for symbol, entry in symbols:
        add(symbol, entry)
    for head, tree in trees.items():
        folded = fold(head)
        found[folded] = Pattern(length=len(folded), fields=tree, head=head)
    for word in _gates():
        known = found.get(word)
        found[word] = replace(known, gate=True) if known else Pattern(length=len(word), gate=True)
    automaton = ahocorasick.Automaton()
    patterns = tuple(found.values())
    for index, folded in enumerate(found):
        automaton.add_word(folded, index)
    automaton.make_automaton()
    return AgencyLexicon(
        entries=entries, by_id={id: tuple(times) for id, times in by_id.items()}, automaton=automaton, patterns=patterns
    )


def entry_at(id: str, on: date | None) -> AgencyEntry | None:
    """The time of an agency that contains a day; the latest time where no day is given; None where there is none."""
    times = load_agencies().by_id.get(id, ())
    if on is None:
        return max(times, key=lambda row: (row.valid_to is None, row.valid_to or date.max), default=None)
    return next((row for row in times if row.valid_on(on)), None)


@cache
def predecessors(id: str) -> tuple[tuple[str, date], ...]:
    """The ids that became this one, each with its last day."""
    return tuple((row.id, row.valid_to) for row in load_entries() if id in row.successors and row.valid_to is not None)
