"""Names of persons, as they stand alone on a line below a role."""

from __future__ import annotations

import re

from vbcds.lexicons.headings import load_headings
from vbcds.lexicons.roles import load_roles
from vbcds.recognisers.agencies import parse_agency
from vbcds.structure.lines import fold, is_upper, squeeze

_NAME_WORD = re.compile(r"^[^\W\d_][\w'’\-]*\.?$")


def person_name(text: str) -> str | None:
    """The name that a line consists of, without rank and degree; None where it is no name.

    >>> person_name("Thượng tướng Lê Huy Vịnh"), person_name("Đoàn Văn Sinh"), person_name("Sở Y tế")
    ('Lê Huy Vịnh', 'Đoàn Văn Sinh', None)
    """
    text = squeeze(text).strip(" ./,;:-–*_()[]")
    if not 4 <= len(text) <= 60:
        return None
    rank = load_roles().titles.match(fold(text))
    if rank:
        text = text[rank.end() :].strip()
    words = text.split()
    if not 2 <= len(words) <= 6 or any(_NAME_WORD.match(word) is None or not word[0].isupper() for word in words):
        return None
    folded = fold(text)
    if load_roles().pattern.match(folded):
        return None
    if load_headings().agency_pattern.match(folded) and not (_known_surname(folded) and parse_agency(text).id is None):
        return None  # "Đoàn" begins the name of a body as well as that of a person
    if is_upper(text):
        if not _known_surname(folded):
            return None
        return " ".join(word.capitalize() for word in words)
    return text if all(len(word) == 1 or not word.isupper() or len(words) > 2 for word in words) else None


def is_certain_name(text: str) -> bool:
    """A name with a known surname and its words in normal case: certain enough to be told from the words before it.

    >>> is_certain_name("Võ Thanh Tòng"), is_certain_name("Ban ngành Võ")
    (True, False)
    """
    return not is_upper(text) and person_name(text) is not None and _known_surname(fold(text))


def _known_surname(folded: str) -> bool:
    return folded.split(" ", 1)[0] in load_roles().surnames
