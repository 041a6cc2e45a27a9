"""A name of a place that is spelt otherwise once than everywhere else in a document: "huyện Lam Chà" beside "huyện Lam Trà"."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from vbcds.checks.registry import Problem
from vbcds.checks.view import PartView
from vbcds.text.fold import ascii_key, key

_NAMED = re.compile(
    r"(?<!\w)(?:[Tt]hành phố|[Tt]hị xã|[Tt]hị trấn|[Hh]uyện|[Qq]uận|[Xx]ã|[Pp]hường|[Đđ]ặc khu|[Tt]ỉnh)\s"
    r"(?P<name>[^\W\d_]{2,8}(?: [^\W\d_]{2,8}){1,2})(?!\w)"
)
#: So often must the right spelling stand, and so seldom the wrong one.
_OFTEN, _SELDOM = 2, 1
#: Beginnings of syllables that speakers of one dialect or another do not tell apart.
_ALIKE = (("tr", "ch"), ("s", "x"), ("gi", "d"), ("r", "d"))


def find_misspelt_places(view: PartView) -> Iterator[Problem]:
    """The lone spelling of a name that sounds or looks like one that stands several times."""
    if view.context.document.ocr:
        return
    start, end = view.context.part.start, view.context.part.end
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for match in _NAMED.finditer(view.text, start, end):
        words = list(takewhile(str.istitle, match["name"].split(" ")))
        if len(words) > 1:
            name = " ".join(words)
            places[key(name)].append((match.start("name"), match.start("name") + len(name)))
    often = {name: found for name, found in places.items() if len(found) >= _OFTEN}
    by_sound: dict[str, list[str]] = defaultdict(list)
    for name in often:
        for form in {_sound(name), ascii_key(name)}:
            by_sound[form].append(name)
    for name, found in places.items():
        if len(found) > _SELDOM:
            continue
        meant = {other for form in (_sound(name), ascii_key(name)) for other in by_sound.get(form, ()) if other != name}
        if len(meant) == 1:
            wrong, right = found[0], often[meant.pop()]
            yield Problem(
                message=(
                    f"“{view.text[slice(*wrong)]}” có thể là lỗi gõ: nơi khác trong văn bản ghi “{view.text[slice(*right[0])]}” "
                    f"({len(right)} chỗ)."
                ),
                evidence=(view.at(*wrong), view.at(*right[0])),
            )


def _sound(name: str) -> str:
    """A name as it is spoken where some sounds fall together.

    >>> _sound("lam chà") == _sound("lam trà"), _sound("tân lập") == _sound("tân lộc")
    (True, False)
    """
    syllables = []
    for syllable in name.split():
        for one, other in _ALIKE:
            if syllable.startswith(one):
                syllable = other + syllable[len(one) :]
                break
        decomposed = unicodedata.normalize("NFD", syllable).replace("\u0309", "\u0303")  # hỏi and ngã
        syllables.append(unicodedata.normalize("NFC", decomposed).replace("y", "i"))
    return " ".join(syllables)
