"""The nodes of the citation graph: one a document, whoever cites it.

A node's id is the canonical key. Where two provinces have a number and a date in common, the id of the province's registry entry follows
after "|" (`quyet-dinh:12/QĐ-UBND@2022-01-05|tinh-long-an`); a file without number (a newspaper article) is `tep:<document id>`.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache

from vbcds.assembly.identity import Identity, is_national
from vbcds.assembly.keys import key_parts
from vbcds.assembly.resolution import kind_name
from vbcds.graph.labels import LEVELS
from vbcds.lexicons.known import KnownDocument, find_known
from vbcds.recognisers.symbols import issuer_of, parse_symbol
from vbcds.text.fold import key

#: What stands before the id of a file that has no number.
FILE_PREFIX = "tep:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A document of the graph."""

    #: Node id (see the module).
    id: str
    #: Canonical key of the public contract, or `tep:<document id>`.
    key: str
    kind: str
    number: str | None
    date: datetime.date | None
    #: The year, where only that is known.
    year: int | None = None
    issuer: str | None = None
    title: str | None = None
    level: str = "unknown"
    field: str | None = None
    #: Registry id of the province of a local body.
    place: str | None = None
    #: Ids of the dossier's files that are this document.
    files: tuple[str, ...] = ()
    path: str | None = None
    genre: str | None = None
    #: First day in force, where known.
    effective: datetime.date | None = None
    #: The lexicon of known documents has it.
    known: bool = False

    @property
    def label(self) -> str:
        """Type and number as people write them.

        >>> Node(id="x", key="x", kind="quyết định", number="749/QĐ-TTg", date=None).label
        'Quyết định 749/QĐ-TTg'
        """
        name = self.kind[:1].upper() + self.kind[1:]
        if self.number:
            return f"{name} {self.number}"
        return f"{name} {self.title}" if self.title and name else (self.title or name or self.id)

    @property
    def open(self) -> bool:
        """Whether it is not certain which document this is: no date, or a law without number."""
        return self.key.endswith("@?") or (not self.files and self.number is None)


@lru_cache(maxsize=65536)
def split_key(cited: str) -> tuple[str, str | None, datetime.date | None, int | None]:
    """Type name, number (None for a law by name), date and year of a canonical key.

    >>> split_key("quyet-dinh:749/QĐ-TTg@2020-06-03")
    ('quyết định', '749/QĐ-TTg', datetime.date(2020, 6, 3), 2020)
    >>> split_key("luat:giao-dich-dien-tu@2005")
    ('luật', None, None, 2005)
    """
    kind, number, when = key_parts(cited)
    name = kind_name(Identity(kind, number))
    day = datetime.date.fromisoformat(when) if len(when) == 10 else None
    year = day.year if day else int(when) if when.isdigit() else None
    return name, number if number[:1].isdigit() else None, day, year


@lru_cache(maxsize=65536)
def known_of(kind: str, number: str | None, day: datetime.date | None) -> KnownDocument | None:
    """What the lexicon of known documents has of a document whose date is certain."""
    if number is None or day is None:
        return None
    return next((known for known in find_known(kind, number) if known.date == day), None)


@lru_cache(maxsize=65536)
def issuer_name(number: str | None, kind: str) -> str | None:
    """The one body that a number's symbol can mean."""
    if number is None:
        return "Quốc hội" if kind in ("luật", "bộ luật") else None
    return issuer_of(parse_symbol(number))


@lru_cache(maxsize=65536)
def level_of(number: str | None, kind: str, issuer: str | None) -> str:
    """The level of the issuing body.

    >>> level_of("52-NQ/TW", "nghị quyết", None), level_of("12/QĐ-UBND", "quyết định", "Ủy ban nhân dân tỉnh Tây Ninh")
    ('party', 'province')
    >>> level_of("148/2025/QH15", "luật", None), level_of("4888/QĐ-BYT", "quyết định", None), level_of("1/KH-BCĐ", "kế hoạch", None)
    ('assembly', 'ministry', 'unknown')
    """
    if kind in ("luật", "bộ luật", "pháp lệnh", "hiến pháp"):
        return "assembly"
    name = f" {key(issuer)} " if issuer else ""
    symbol = parse_symbol(number) if number else None
    head = symbol.issuers[0].upper().rstrip("0123456789") if symbol and symbol.issuers else ""
    if head in ("QH", "UBTVQH", "VPQH") or "quốc hội" in name:
        return "assembly"
    if head in ("CP", "TTG", "CTN", "HĐBT") or name.strip() in ("chính phủ", "thủ tướng chính phủ", "chủ tịch nước"):
        return "government"
    if head.endswith("TW") or any(words in name for words in ("bộ chính trị", "ban bí thư", "trung ương đảng")):
        return "party"
    if " xã " in name or " phường " in name or "thị trấn" in name or "đặc khu" in name:
        return "commune" if "thị xã" not in name else "district"
    if " huyện " in name or " quận " in name or "thị xã" in name or head in ("HU", "QU", "THU"):
        return "district"
    if " tỉnh " in name or "tỉnh ủy" in name or "thành ủy" in name or " sở " in f" {name}" or head in ("TU",):
        return "province"
    if number and is_national(number):
        return "ministry"
    if symbol and any(entry.family in ("ministries", "state") for entry in symbol.issuer_entries):
        return "ministry"
    if " bộ " in name or name.startswith(" bộ"):
        return "ministry"
    if "thành phố" in name or head in ("UBND", "HĐND", "VPUBND") or (len(head) > 2 and head.startswith("S")):
        return "province"
    return "unknown"


assert set(LEVELS) >= {"party", "assembly", "government", "ministry", "province", "district", "commune", "unknown"}
