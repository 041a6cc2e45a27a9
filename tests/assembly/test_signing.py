"""Stamps of digital signatures: who, of what agency, when."""

from __future__ import annotations

import datetime

import pytest

from vbcds.assembly.signing import parse_signature
from vbcds.model.document import Signature

HANOI = datetime.timezone(datetime.timedelta(hours=7))


@pytest.mark.parametrize(
    ("text", "signer", "agency", "time"),
    [
        (
            "Người ký: VĂN THƯ VĨNH GIANG\nEmail: vt@y.example\nCơ quan: SỞ Y TẾ, TỈNH A\nThời gian ký: 03.02.2026 08:05:09 +07:00",
            "VĂN THƯ VĨNH GIANG", "SỞ Y TẾ, TỈNH A", datetime.datetime(2026, 2, 3, 8, 5, 9, tzinfo=HANOI),
        ),
        ("Ký bởi: Trần Thị Lan\nNgày ký: 12/5/2026", "Trần Thị Lan", None, datetime.datetime(2026, 5, 12)),
        ("Digitally signed by Lê Văn Bình\nDate: 2026.05.12 16:01:02 +07'00'", "Lê Văn Bình", None,
            datetime.datetime(2026, 5, 12, 16, 1, 2, tzinfo=HANOI)),
        ("Thời gian ký: 31.02.2026 08:00:00", None, None, None),
        ("Thời gian ký: 12.05.2026 99:99", None, None, None),
        ("CÔNG VĂN ĐẾN\nGiờ … Ngày …", None, None, None),
    ],
)  # fmt: skip
def test_what_a_stamp_names(text: str, signer: str | None, agency: str | None, time: datetime.datetime | None) -> None:
    found = parse_signature(Signature(text=text, page=1))
    assert (found.signer, found.agency, found.time) == (signer, agency, time)
    assert found.text == text
