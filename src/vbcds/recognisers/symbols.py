"""Numbers and symbols of documents (số, ký hiệu): 749/QĐ-TTg, 61/2018/NĐ-CP, 52-NQ/TW, 148/2025/QH15, 135/UBND-VX.

    number   = serial [sep year] sep symbol
    serial   = digits ["." digits] [letter]                       749, 36a, 66.12
    symbol   = type joint issuer {joint issuer | joint unit}      QĐ-TTg, TTLT-BTTTT-BNV, NQ/TW
             | issuer [joint unit]                                UBND-VX, QH15, TTg
    sep, joint = "/" | "-"                                        state: "/" first; party: "-" first

Sources: Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3 (administrative); Luật 64/2025/QH15, Điều 7 (normative, National Assembly);
Hướng dẫn 36-HD/VPTW of 3/4/2018 (party).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from vbcds.lexicons.doctypes import DocumentType, parse_type, type_of_abbreviation
from vbcds.lexicons.issuers import IssuerAbbreviation, find_issuer
from vbcds.text.fold import same_length

Form = Literal["state", "party", "assembly", "letter", "bare"]

_PARTS = re.compile(
    r"(?P<serial>[0-9]+(?:\.[0-9]+)?[a-zđA-E]?(?![A-ZĐa-zđ]))"
    r"(?:[/_-](?P<year>[0-9]{4,5}|[0-9]{2}))?(?:(?P<sep>[/_-])(?P<symbol>.+))?$"
)
_JOINT = re.compile(r"[-/_]|(?<=[A-ZĐ])\.(?=[A-ZĐ])")
_TERM = re.compile(r"(QH|UBTVQH|UB[A-ZĐ]+)([0-9]{1,2})$")
_SPACE = re.compile(r"\s+")
_MISSING = re.compile(r"([0-9a-zđ])\s+([A-ZĐ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """A number taken apart. What the number does not say is None or empty."""

    #: The whole number with mended spacing.
    number: str
    serial: str
    year: int | None = None
    #: The type that the symbol names, and its abbreviation as printed.
    type: DocumentType | None = None
    type_abbreviation: str | None = None
    #: Abbreviations of the issuing bodies as printed; several in joint documents.
    issuers: tuple[str, ...] = ()
    #: Drafting unit or field ("VX" in 135/UBND-VX, "TCTL" in 2152/QĐ-BNN-TCTL).
    units: tuple[str, ...] = ()
    #: As written: mistakes such as 22/NQ-TU are "state".
    form: Form = "bare"
    #: Term of the National Assembly (QH15: 15).
    term: int | None = None

    @property
    def is_normative(self) -> bool:
        """A normative document (văn bản quy phạm pháp luật): its number bears its year, or its type is always normative.

        >>> parse_symbol("42/2014/QĐ-TTg").is_normative, parse_symbol("749/QĐ-TTg").is_normative
        (True, False)
        """
        return self.year is not None or (
            self.type is not None and self.type.layer == "normative" and self.type.name != "văn bản hợp nhất"
        )

    @property
    def issuer_entries(self) -> tuple[IssuerAbbreviation, ...]:
        """The known ones among the issuers."""
        return tuple(entry for abbreviation in self.issuers if (entry := find_issuer(abbreviation)))


def mend_number(raw: str) -> str:
    """A number without inner spaces, with plain hyphens; a missing separator is put in by the form. Otherwise as printed.

    >>> mend_number("52- NQ/TW"), mend_number("5969/QĐ-\\nUBND"), mend_number("45 CT/TW")
    ('52-NQ/TW', '5969/QĐ-UBND', '45-CT/TW')
    """
    raw = same_length(raw).strip()
    if match := _MISSING.search(raw):
        before, after = raw[: match.start(2)].rstrip(), raw[match.start(2) :]
        party = "/" in after and "-" not in after.partition("/")[0]
        raw = f"{before}{'-' if party else '/'}{after}" if before[-1:] not in "/-_" and after[:2] != "QH" else raw
    return _SPACE.sub("", raw)


@lru_cache(maxsize=8192)
def parse_symbol(number: str) -> Symbol:
    """The parts of a number; a string that is none gives a `Symbol` with nothing but its `serial`.

    >>> s = parse_symbol("01/2015/TTLT-BTTTT-BNV")
    >>> s.serial, s.year, s.type.name, s.issuers, s.form
    ('01', 2015, 'thông tư liên tịch', ('BTTTT', 'BNV'), 'state')
    >>> s = parse_symbol("135/UBND-VX")
    >>> s.type.name, s.issuers, s.units, s.form
    ('công văn', ('UBND',), ('VX',), 'letter')
    >>> s = parse_symbol("148/2025/QH15")
    >>> s.type, s.issuers, s.term, s.form
    (None, ('QH15',), 15, 'assembly')
    >>> parse_symbol("52-NQ/TW").form, parse_symbol("?").serial
    ('party', '?')
    """
    mended = mend_number(number)
    match = _PARTS.match(mended)
    if not match:
        return Symbol(number=mended, serial=mended)
    year = int(match["year"]) if match["year"] and len(match["year"]) == 4 else None
    serial = match["serial"]
    if not match["symbol"]:
        return Symbol(number=mended, serial=serial, year=year)
    tokens = [token for token in _JOINT.split(match["symbol"]) if token]
    kind = type_of_abbreviation(tokens[0]) if tokens else None
    term = int(found[2]) if tokens and (found := _TERM.match(tokens[-1])) else None
    if kind and (len(tokens) > 1 or not find_issuer(tokens[0])):
        issuers, units = _bodies(tokens[1:])
        if kind.name == "thông tư" and "LB" in issuers:
            kind = type_of_abbreviation("TTLT")
        party = match["sep"] == "-" and "/" in match["symbol"]
        return Symbol(
            number=mended,
            serial=serial,
            year=year,
            type=kind,
            type_abbreviation=tokens[0],
            issuers=issuers,
            units=units,
            form="party" if party else "assembly" if term and issuers[0].startswith(("QH", "UBTVQH")) else "state",
            term=term,
        )
    issuers, units = _bodies(tokens)
    if term and tokens[0].startswith(("QH", "UBTVQH")):
        return Symbol(number=mended, serial=serial, year=year, issuers=issuers, units=units, form="assembly", term=term)
    letter = term is not None or (tokens and _is_letter(tokens))
    return Symbol(
        number=mended,
        serial=serial,
        year=year,
        type=parse_type("công văn") if letter else None,
        issuers=issuers,
        units=units,
        form="letter" if letter else "state",
        term=term,
    )


def _bodies(tokens: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Issuers and drafting units: the first is an issuer, those after it as long as they are known ministries."""
    count = 1
    while (
        count < len(tokens)
        and (entry := find_issuer(tokens[count]))
        and entry.family in ("ministries", "state", "organisations", "departments")
    ):
        count += 1
    return tuple(tokens[:count]), tuple(tokens[count:])


def _is_letter(tokens: list[str]) -> bool:
    """An agency and a field or drafting unit, without a type: công văn (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3)."""
    if not all(token.replace("&", "").isalpha() for token in tokens):
        return False
    entry = find_issuer(tokens[0])
    if len(tokens) == 1:
        return entry is not None and entry.family in ("ministries", "departments", "local", "agencies")
    return entry is not None or len(tokens[0]) >= 3


def issuer_of(symbol: Symbol) -> str | None:
    """The one body that the symbol can mean; None where it does not tell (UBND: the committee or its chairman; TW) or is joint.

    >>> issuer_of(parse_symbol("749/QĐ-TTg")), issuer_of(parse_symbol("52-NQ/TW"))
    ('Thủ tướng Chính phủ', None)
    """
    if len(symbol.issuers) != 1:
        return None
    entry = find_issuer(symbol.issuers[0])
    return entry.names[0] if entry and len(entry.names) == 1 else None
