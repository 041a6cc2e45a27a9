from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbcds.recognisers.agencies_assignment import parse_assignment

UBND = "Ủy ban nhân dân"


@pytest.mark.parametrize(
    ("cell", "lead", "support"),
    [
        ("Sở Y tế", ["Sở Y tế"], []),
        ("Sở Y tế; Sở Nội vụ", ["Sở Y tế", "Sở Nội vụ"], []),
        ("Chủ trì: Thanh tra Sở Phối hợp: Sở Nội vụ", ["Thanh tra Sở"], ["Sở Nội vụ"]),
        ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ và Công an tỉnh", ["Sở Y tế"], ["Sở Nội vụ", "Công an tỉnh"]),
        ("Sở Y tế phối hợp Sở Nội vụ", ["Sở Y tế"], ["Sở Nội vụ"]),
        ("Sở Y tế chủ trì; các sở, ngành phối hợp", ["Sở Y tế"], ["các sở, ngành"]),
        ("Sở Y tế chủ trì, các sở, ngành phối hợp thực hiện.", ["Sở Y tế"], ["các sở, ngành"]),
        ("- Chủ trì: Sở Y tế\n- Phối hợp: Sở Nội vụ; UBND cấp xã", ["Sở Y tế"], ["Sở Nội vụ", f"{UBND} cấp xã"]),
        ("Cơ quan chủ trì: Sở Y tế; cơ quan phối hợp: các sở, ngành", ["Sở Y tế"], ["các sở, ngành"]),
        ("Chủ trì: Sở Y tế. Phối hợp: Sở Nội vụ", ["Sở Y tế"], ["Sở Nội vụ"]),
        ("Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)", ["Sở Y tế"], ["Sở Nội vụ"]),
        ("Sở Y tế (CT); Sở Nội vụ, Công an tỉnh (PH)", ["Sở Y tế"], ["Sở Nội vụ", "Công an tỉnh"]),
        ("Phối hợp với Sở Nội vụ", [], ["Sở Nội vụ"]),
        ("Sở Y tế chủ trì, phối hợp với Sở Y tế các tỉnh", ["Sở Y tế"], ["Sở Y tế các tỉnh"]),
        ("", [], []),
    ],
)
def test_lead_and_support(cell: str, lead: list[str], support: list[str]) -> None:
    found = parse_assignment(cell)
    assert ([a.name for a in found.lead], [a.name for a in found.support]) == (lead, support)


@given(st.text(alphabet="Sở Ytếchủrìpốợvớ:;,()-\n", max_size=60))
def test_any_text_goes_through(text: str) -> None:
    found = parse_assignment(text)
    assert not {a.name for a in found.lead} & {a.name for a in found.support}
