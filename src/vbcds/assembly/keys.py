"""Canonical keys of documents: `<kind slug>:<number>@<date or year or ?>`, the identity under which mentions meet."""

from __future__ import annotations

import re
from datetime import date

from vbcds.text.fold import slug

_YEAR_IN_NUMBER = re.compile(r"/((?:19|20)\d\d)/")


def year_in_number(number: str) -> int | None:
    """The year that a normative number bears (Luật Ban hành văn bản quy phạm pháp luật, Điều 7).

    >>> year_in_number("61/2018/NĐ-CP"), year_in_number("749/QĐ-TTg")
    (2018, None)
    """
    match = _YEAR_IN_NUMBER.search(number)
    return int(match[1]) if match else None


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
    """
    kind_slug = slug(kind) or "van-ban"
    if number:
        identity = number
        year = year or year_in_number(number)
    else:
        identity = slug(name or "").removeprefix(f"{kind_slug}-") or "?"
    return f"{kind_slug}:{identity}@{on.isoformat() if on else year or '?'}"


def key_parts(key: str) -> tuple[str, str, str]:
    """The kind, the number and the date of a canonical key.

    >>> key_parts("quyet-dinh:749/QĐ-TTg@2020-06-03")
    ('quyet-dinh', '749/QĐ-TTg', '2020-06-03')
    """
    kind, _, rest = key.partition(":")
    number, _, when = rest.rpartition("@")
    return kind, number, when
