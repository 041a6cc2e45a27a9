"""Which document a mention means, as far as its own words say: type, number, symbol, the time in which the number is unique.

A state number is unique for its issuer, type and year (Nghị định 30/2020/NĐ-CP, Điều 15); a party number for the committee's term
(Hướng dẫn 36-HD/VPTW); the symbol of a local body does not name its province.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from vbcds.assembly.keys import canonical_number, is_party
from vbcds.lexicons.places import find_province
from vbcds.recognisers.symbols import Symbol, parse_symbol
from vbcds.text.fold import key, slug

#: Types that are promulgated with another document: "Đề án số 77/QĐ-UBND" means the decision.
_PROMULGATED = frozenset(
    [
        "đề án",
        "chương trình",
        "kế hoạch",
        "quy chế",
        "quy định",
        "phương án",
        "dự án",
        "danh mục",
        "điều lệ",
        "chiến lược",
        "bộ tiêu chí",
        "quy trình",
    ]
)
_PROMULGATING = frozenset({"quyết định", "nghị quyết", "nghị định", "thông tư", "chỉ thị"})
#: Symbols of bodies that there is only one of in the state: a number of theirs and its date name one document wherever it is cited.
_NATIONAL = ("TTG", "CP", "QH", "UBTVQH", "TW", "CTN", "VPCP", "HĐTP", "TANDTC", "VKSNDTC", "NHNN", "KTNN")
_LOCAL = ("UBND", "HĐND", "TU", "HU", "QU", "THU", "ĐU", "STTTT", "BCĐ", "BQL", "UB", "CT")
#: First days of the terms of the Central Committee (congresses X to XIV), and of those of the provinces.
_CENTRAL_TERMS = (date(2006, 4, 26), date(2011, 1, 20), date(2016, 1, 29), date(2021, 2, 2), date(2026, 1, 24))
_LOCAL_TERMS = (date(2005, 12, 1), date(2010, 11, 1), date(2015, 11, 1), date(2020, 11, 1), date(2025, 10, 1))
#: Symbols that no body has, by what is meant: the Government issues no QĐ, the Prime Minister no NĐ.
_MEANT = {"QĐ-CP": "QĐ-TTg", "CT-CP": "CT-TTg", "NĐ-TTg": "NĐ-CP", "NQ-TTg": "NQ-CP", "CĐ-CP": "CĐ-TTg"}
#: A district or a commune with its name.
_BELOW_PROVINCE = re.compile(r"(?i:\b(?:huyện|quận|thị xã|xã|phường|thị trấn|đặc khu))\s+(?=[A-ZĐÀ-Ỹ0-9]).+$")


@dataclass(frozen=True, slots=True)
class Identity:
    """Type and canonical number of a document; two documents share it where they are of different years, terms or provinces."""

    kind: str
    number: str

    @property
    def symbol(self) -> Symbol:
        """The number taken apart."""
        return parse_symbol(self.number)

    @property
    def short(self) -> bool:
        """A number without symbol ("Nghị định 30")."""
        return not self.symbol.issuers

    @property
    def fold(self) -> tuple[str, str]:
        """What two spellings of one identity share."""
        return self.kind, self.number.upper()


@lru_cache(maxsize=262144)
def identify(kind: str, number: str) -> Identity:
    """The identity that a type word and a number state.

    >>> identify("đề án", "77/QĐ-UBND"), identify("quyết định", "749/QĐ-TTG")
    (Identity(kind='quyet-dinh', number='77/QĐ-UBND'), Identity(kind='quyet-dinh', number='749/QĐ-TTg'))
    """
    canonical = canonical_number(number)
    named = parse_symbol(canonical).type
    if named is not None and named.name in _PROMULGATING and kind in _PROMULGATED:
        kind = named.name
    return Identity(_kind_slug(kind), canonical)


@cache
def _kind_slug(kind: str) -> str:
    return slug(kind) or "van-ban"


@lru_cache(maxsize=65536)
def meant(identity: Identity) -> Identity | None:
    """The identity that a mistaken symbol must mean, or None where the symbol can be right.

    >>> meant(identify("quyết định", "749/QĐ-CP")).number, meant(identify("quyết định", "749/QĐ-TTg"))
    ('749/QĐ-TTg', None)
    """
    for wrong, right in _MEANT.items():
        if identity.number.endswith("/" + wrong):
            return Identity(identity.kind, identity.number.removesuffix(wrong) + right)
    return None


@lru_cache(maxsize=262144)
def is_national(number: str) -> bool:
    """Whether the symbol alone tells the issuer, whoever cites it.

    >>> is_national("749/QĐ-TTg"), is_national("12/QĐ-UBND"), is_national("4888/QĐ-BYT")
    (True, False, True)
    """
    symbol = parse_symbol(number)
    if not symbol.issuers:
        return False
    head = symbol.issuers[0].upper().rstrip("0123456789")
    if head.endswith("TW") or head in _NATIONAL:
        return True
    if head in _LOCAL or head.startswith(("UBND", "HĐND", "S")):
        return False
    return all(entry.family in ("state", "ministries") for entry in symbol.issuer_entries) and bool(symbol.issuer_entries)


def period(number: str, day: date) -> int:
    """The stretch of time in which the number is unique: the year, or (negative) the term of a party committee.

    >>> period("749/QĐ-TTg", date(2020, 6, 3))
    2020
    >>> period("36-NQ/TW", date(2014, 7, 1)) == period("36-NQ/TW", date(2018, 10, 22))
    False
    """
    symbol = parse_symbol(number)
    if not is_party(symbol):
        return symbol.year or day.year
    terms = _CENTRAL_TERMS if is_national(number) else _LOCAL_TERMS
    return -bisect_right(terms, day)


@lru_cache(maxsize=16384)
def place_of(issuer: str | None) -> str | None:
    """The province that an issuer's name names, as its registry id; None where it names none ("Ủy ban nhân dân tỉnh").

    >>> place_of("Ủy ban nhân dân tỉnh Tây Ninh"), place_of("Ủy ban nhân dân tỉnh")
    ('tinh-tay-ninh', None)
    """
    if not issuer:
        return None
    below = _BELOW_PROVINCE.search(issuer)
    if below is not None:
        return slug(below[0])
    words = issuer.split()
    for start in range(len(words)):
        if key(words[start]) not in ("tỉnh", "thành", "phố", "tp"):
            province = find_province(" ".join(words[start:]))
            if province is not None:
                return province.id
    return None
