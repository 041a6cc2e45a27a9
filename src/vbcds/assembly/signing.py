"""What a digital signature's stamp says: who signed, of which agency, when. It never speaks for the document that it stands on.

Decree 30/2020/NĐ-CP, Appendix I, section II.8: the signature's picture bears the agency's name and the time of signing. Portals stamp
theirs on what they publish, so that the stamp's agency is often not the document's.
"""

from __future__ import annotations

import datetime
import re
from contextlib import suppress

from vbcds.model.document import Signature
from vbcds.model.records import DigitalSignature

_LABELS = {
    "signer": r"người\s*ký|(?:được\s*)?ký\s*(?:số\s*|điện\s*tử\s*)?bởi|(?:digitally\s*)?signed\s*by|cn\s*=",
    "agency": r"cơ\s*quan|đơn\s*vị|tổ\s*chức|organization|ou?\s*=",
    "time": r"(?:thời\s*gian|ngày|giờ)\s*ký|signing\s*(?:time|date)|(?:thời\s*gian|ngày|date)(?=\s*:)",
}
_ANY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _LABELS.items())
_LABEL = re.compile(
    rf"(?:^|(?<=[\s,;]))(?:{_ANY}|(?P<other>e-?mail|chức\s*vụ|lý\s*do|reason|location|địa\s*điểm))\s*[:=]?\s*", re.IGNORECASE
)
_DAY = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b|\b(\d{4})[./-](\d{1,2})[./-](\d{1,2})\b")
_HOUR = re.compile(r"\b(\d{1,2})[:h](\d{2})(?::(\d{2}))?")
_ZONE = re.compile(r"([+-])(\d{2}):?['’]?(\d{2})\b")


def parse_signature(signature: Signature) -> DigitalSignature:
    """The signer, the agency and the time that a stamp names; what it does not name, or not clearly, is None.

    >>> stamp = Signature(
    ...     text="Người ký: CỔNG THÔNG TIN ĐIỆN TỬ\\nCơ quan: VĂN PHÒNG\\nThời gian ký: 24.04.2026 16:36:42 +07:00", page=1
    ... )
    >>> found = parse_signature(stamp)
    >>> found.signer, found.agency, found.time.isoformat()
    ('CỔNG THÔNG TIN ĐIỆN TỬ', 'VĂN PHÒNG', '2026-04-24T16:36:42+07:00')
    """
    text = " ".join(signature.text.split())
    labels = list(_LABEL.finditer(text))
    values: dict[str, str] = {}
    for index, label in enumerate(labels):
        end = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        value = text[label.end() : end].strip(" ,;")
        if label.lastgroup and value:
            values.setdefault(label.lastgroup, value)
    return DigitalSignature(
        text=signature.text,
        signer=values.get("signer"),
        agency=values.get("agency"),
        time=_time(values.get("time", "")),
        page=signature.page,
        bbox=signature.bbox,
    )


def _time(text: str) -> datetime.datetime | None:
    day = _DAY.search(text)
    if day is None:
        return None
    year, month, date = (day[3], day[2], day[1]) if day[3] else (day[4], day[5], day[6])
    hour = _HOUR.search(text)
    zone = _ZONE.search(text, hour.end() if hour else day.end())
    offset = None
    if zone is not None:
        minutes = int(zone[2]) * 60 + int(zone[3])
        offset = (
            datetime.timezone(datetime.timedelta(minutes=-minutes if zone[1] == "-" else minutes)) if minutes < 24 * 60 else None
        )
    with suppress(ValueError):  # no such day or hour: nothing is guessed
        clock = (int(hour[1]), int(hour[2]), int(hour[3] or 0)) if hour else (0, 0, 0)
        return datetime.datetime(int(year), int(month), int(date), *clock, tzinfo=offset)
    return None
