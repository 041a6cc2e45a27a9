"""Abbreviations of issuing bodies in symbols, from data/issuers.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vbcds.text.fold import same_length


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerAbbreviation:
    """An abbreviation with the bodies that it may stand for, and the family of bodies ("ministries", "party", "local" ...)."""

    abbreviation: str
    names: tuple[str, ...]
    family: str


@cache
def load_issuers() -> dict[str, IssuerAbbreviation]:
    """All abbreviations, by the abbreviation as symbols print it."""
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/issuers.toml").read_text(encoding="utf-8"))
    return {
        abbreviation: IssuerAbbreviation(
            abbreviation=abbreviation, names=(names,) if isinstance(names, str) else tuple(names), family=family
        )
        for family, table in data.items()
        for abbreviation, names in table.items()
    }


@cache
def _by_fold() -> dict[str, IssuerAbbreviation]:
    table: dict[str, IssuerAbbreviation] = {}
    for entry in load_issuers().values():
        table.setdefault(fold_abbreviation(entry.abbreviation), entry)
    return table


def fold_abbreviation(abbreviation: str) -> str:
    """An abbreviation for comparison: upper case, look-alike letters and "&" folded.

    >>> fold_abbreviation("BNN&PTNT"), fold_abbreviation("TTg")
    ('BNNPTNT', 'TTG')
    """
    return same_length(abbreviation).upper().replace("&", "").replace(".", "")


def find_issuer(abbreviation: str) -> IssuerAbbreviation | None:
    """The entry of an abbreviation; a number at its end (the term in "UBTVQH13", "QĐ-NHNN7") is not counted.

    >>> find_issuer("BTTTT").names, find_issuer("UBTVQH15").names
    (('Bộ Thông tin và Truyền thông',), ('Ủy ban Thường vụ Quốc hội',))
    >>> find_issuer("TCKT") is None
    True
    """
    folded = fold_abbreviation(abbreviation)
    return _by_fold().get(folded) or _by_fold().get(folded.rstrip("0123456789"))
