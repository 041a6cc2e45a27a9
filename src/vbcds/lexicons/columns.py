"""Headings of table columns: which role a column plays, in the many wordings that offices use."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from vbcds.errors import LexiconError
from vbcds.text.alternatives import whole_word
from vbcds.text.fold import key

if TYPE_CHECKING:
    from collections.abc import Mapping

_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKETS = re.compile(r"\([^()]*\)")
_DATES = re.compile(r"ngày\s+[\d/.\- ]{3,12}|\d{1,2}[/.]\d{1,2}[/.]\d{4}|\d{1,2}[/.]\d{4}")
_EDGE = re.compile(r"[_\W]+")
_CITED = re.compile(r"^(?:nghị quyết|quyết định|kế hoạch|chương trình|chỉ thị|nq|qđ|kh|ctr)\s+(?:số\s+)?\d+\s*[/\-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnWords:
    """The phrases of data/columns.toml."""

    #: Folded phrase -> role.
    phrases: Mapping[str, str]
    #: Folded whole heading -> role.
    whole: Mapping[str, str]
    pattern: re.Pattern[str]
    #: Table role -> pattern over a folded caption.
    captions: Mapping[str, re.Pattern[str]]
    #: A heading that begins with a body; what the body does, by role.
    bodies: re.Pattern[str]
    acts: Mapping[str, re.Pattern[str]]
    #: Folded headings of columns that name groups.
    grouping: frozenset[str]
    #: role -> (headings that have it, headings that do not).
    examples: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]


def _key(text: str) -> str:
    return " ".join(key(text).replace("/", " ").split())


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile(whole_word(map(_key, words)))


@cache
def load_columns() -> ColumnWords:
    """The column words, read once; `LexiconError` where one phrase has two roles."""
    data: dict[str, Any] = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/columns.toml").read_text("utf-8"))
    phrases: dict[str, str] = {}
    whole: dict[str, str] = {}
    for entry in data["role"]:
        for words, table in ((entry["phrases"], phrases), (entry.get("whole", []), whole)):
            for phrase in words:
                if table.setdefault(_key(phrase), entry["name"]) != entry["name"]:
                    raise LexiconError(f"columns.toml: {phrase!r} has two roles")
    return ColumnWords(
        phrases=phrases,
        whole=whole,
        pattern=re.compile(whole_word(phrases)),
        captions={role: _any(words) for role, words in data["captions"].items()},
        bodies=re.compile("^" + _any(data["bodies"]["heads"]).pattern),
        acts={role: _any(data["bodies"][role]) for role in ("lead", "support")},
        grouping=frozenset(map(_key, data["grouping"]["heads"])),
        examples={
            entry["name"]: (
                (*entry["examples"], *data["bodies"]["examples"].get(entry["name"], ())),
                tuple(entry["counter"]),
            )
            for entry in data["role"]
        },
    )


@lru_cache(maxsize=4096)
def column_role(heading: str) -> str | None:
    """The role that a heading names, or None where no word is known. A bare year or "Năm 2025" is a target.

    >>> (
    ...     column_role("Cơ quan, đơn vị\\nchủ trì"),
    ...     column_role("Thời hạn hoàn thành"),
    ...     column_role("ĐVT"),
    ...     column_role("Đến năm 2030"),
    ... )
    ('lead', 'deadline', 'unit', 'target')
    >>> column_role("Họ và tên") is None
    True
    """
    words = load_columns()
    folded = _key(heading)
    if not folded:
        return None
    if (role := words.whole.get(folded)) is not None:
        return role
    if _CITED.match(heading.lower().lstrip()):
        return "target"
    plain = _key(_BRACKETS.sub(" ", heading)) or folded
    if (role := words.whole.get(plain)) is not None:
        return role
    if words.bodies.match(plain):
        if words.acts["lead"].search(plain) and not plain.startswith(("đơn vị tính", "đơn vị đo")):
            return "support" if words.acts["support"].search(plain) and "chủ trì" not in plain else "lead"
        if words.acts["support"].search(plain):
            return "support"
    best = _best_phrase(plain, words)
    years = _YEARS.findall(folded)
    if best is not None:
        return "target" if best == "indicator" and years else best
    rest = _EDGE.sub(" ", _YEARS.sub(" ", folded)).strip()
    if years and rest in ("", "năm", "đến năm", "giai đoạn", "đến", "tới năm", "vào năm", "trong năm", "đến hết năm", "kỳ"):
        return "target"
    return None


def names_group(heading: str) -> bool:
    """Whether the cells under a heading name groups of tasks rather than tasks.

    >>> names_group("Nhóm nhiệm vụ"), names_group("Nhiệm vụ")
    (True, False)
    """
    return _key(heading) in load_columns().grouping


#: Roles whose word decides where the heading begins with it ("Sản phẩm, kết quả thực hiện").
_STRONG = frozenset(("product", "deadline", "budget", "note", "lead", "support", "start"))


def _best_phrase(plain: str, words: ColumnWords) -> str | None:
    """The role of the longest phrase; that of the first one where it is a word that decides."""
    best: tuple[int, int] | None = None
    role: str | None = None
    at = 0
    while (match := words.pattern.search(plain, at)) is not None:
        found = words.phrases[match[0]]
        if match.start() == 0 and found in _STRONG:
            return found
        if best is None or (len(match[0]), -match.start()) > best:
            best, role = (len(match[0]), -match.start()), found
        at = plain.find(" ", match.start()) + 1
        if at == 0:
            break
    return role


def heading_year(heading: str) -> int | None:
    """The year that a heading gives: the last one of a span, none of a citation's date.

    >>> heading_year("Đến năm 2025"), heading_year("Giai đoạn 2021 - 2025"), heading_year("Quyết định ngày 03/6/2020")
    (2025, 2025, None)
    """
    years = _YEARS.findall(_DATES.sub(" ", heading))
    return int(years[-1]) if years else None
