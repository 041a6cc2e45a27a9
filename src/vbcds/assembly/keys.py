"""Canonical keys of documents: `<kind slug>:<number>@<date or year or ?>`, the identity under which mentions meet."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from vbcds.lexicons.issuers import find_issuer
from vbcds.recognisers.symbols import Symbol, mend_number, parse_symbol
from vbcds.text.fold import slug

_YEAR_IN_NUMBER = re.compile(r"/((?:19|20)\d\d)/")


def year_in_number(number: str) -> int | None:
    """The year that a normative number bears (Luật Ban hành văn bản quy phạm pháp luật, Điều 7).

    >>> year_in_number("61/2018/NĐ-CP"), year_in_number("749/QĐ-TTg")
    (2018, None)
    """
    match = _YEAR_IN_NUMBER.search(number)
    return int(match[1]) if match else None


@cache
def _kind_slug(kind: str) -> str:
    return slug(kind) or "van-ban"


def canonical_key(
    kind: str, number: str | None, *, name: str | None = None, on: date | None = None, year: int | None = None
) -> str:
    """The canonical key of a document.

    `number` as printed (its letter case and mistakes kept); `name` the title of a law that is cited by name only; `on` its date;
    `year` where only the year is known. The year in a normative number serves where there is no date.

    >>> canonical_key("quyết định", "749/QĐ-TTg", on=date(2020, 6, 3))
    'quyet-dinh:749/QĐ-TTg@2020-06-03'
    >>> canonical_key("nghị định", "61/2018/NĐ-CP"), canonical_key("chỉ thị", "14/CT-TTg")
    ('nghi-dinh:61/2018/NĐ-CP@2018', 'chi-thi:14/CT-TTg@?')
    >>> canonical_key("luật", None, name="Luật Giao dịch điện tử", year=2005)
    'luat:giao-dich-dien-tu@2005'
    >>> canonical_key("hiến pháp", None, name="nước Cộng hòa xã hội chủ nghĩa Việt Nam", year=1992)
    'hien-phap:hien-phap@1992'
    """
    kind_slug = _kind_slug(kind)
    if number:
        identity = number
        year = year or year_in_number(number)
    elif kind == "hiến pháp":
        identity = kind_slug  # there is one at a time, whatever of its name is printed
    else:
        identity = slug(name or "").removeprefix(f"{kind_slug}-") or "?"
    return f"{kind_slug}:{identity}@{on.isoformat() if on else year or '?'}"


@lru_cache(maxsize=65536)
def canonical_number(number: str) -> str:
    """A number as its issuer would print it (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3; Hướng dẫn 36-HD/VPTW).

    Serials below ten are padded, the letter case of known abbreviations is theirs, the joints are those of the state's or the party's
    form. The words stay: `749/QĐ-CP` is not made another document.

    >>> canonical_number("6/2020/TT-BNV"), canonical_number("749/QĐ-TTG"), canonical_number("02/QĐ/BCĐ")
    ('06/2020/TT-BNV', '749/QĐ-TTg', '02/QĐ-BCĐ')
    >>> (
    ...     canonical_number("22/NQ-TU"),
    ...     canonical_number("52- NQ/TW"),
    ...     canonical_number("148/2025/QH15"),
    ...     canonical_number("2644/QĐ.UBND"),
    ... )
    ('22-NQ/TU', '52-NQ/TW', '148/2025/QH15', '2644/QĐ-UBND')
    """
    symbol = parse_symbol(mend_number(number))
    if not symbol.issuers:
        return symbol.number
    digits = symbol.serial.rstrip("abcdđeghiklABCDE")
    serial = digits.zfill(2) + symbol.serial[len(digits) :] if digits.isdigit() else symbol.serial
    bodies = "-".join([*map(_abbreviation, symbol.issuers), *symbol.units])
    year = str(symbol.year) if symbol.year else None
    if symbol.type is None or symbol.type_abbreviation is None:
        return "/".join(part for part in (serial, year, bodies) if part)
    printed = symbol.type_abbreviation
    mark = next((a for a in symbol.type.abbreviations if a.upper() == printed.upper()), printed)
    if year is None and (symbol.form == "party" or is_party(symbol)):
        return f"{serial}-{mark}/{bodies}"
    return "/".join(part for part in (serial, year, f"{mark}-{bodies}") if part)


@lru_cache(maxsize=4096)
def _abbreviation(part: str) -> str:
    """An abbreviation in its own letter case; a term at its end ("UBTVQH13") stays."""
    body = part.rstrip("0123456789")
    entry = find_issuer(body)
    if part in ("TƯ", "Tư"):
        return "TW"
    return entry.abbreviation + part[len(body) :] if entry is not None and entry.abbreviation.upper() == body.upper() else part


def is_party(symbol: Symbol) -> bool:
    """Whether the issuing body is one of the Party's, whose numbers have the hyphen first and run through a term of five years.

    >>> is_party(parse_symbol("22/NQ-TU")), is_party(parse_symbol("17/NQ-CP"))
    (True, False)
    """
    entry = find_issuer(symbol.issuers[0]) if symbol.issuers else None
    return entry is not None and entry.family == "party"


def key_parts(key: str) -> tuple[str, str, str]:
    """The kind, the number and the date of a canonical key.

    >>> key_parts("quyet-dinh:749/QĐ-TTg@2020-06-03")
    ('quyet-dinh', '749/QĐ-TTg', '2020-06-03')
    """
    kind, _, rest = key.partition(":")
    number, _, when = rest.rpartition("@")
    return kind, number, when
