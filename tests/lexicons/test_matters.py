from __future__ import annotations

import pytest

from vbcds.lexicons.matters import Matter, find_matter, load_matters
from vbcds.reporting.themes import load_themes


@pytest.mark.parametrize(("matter", "text"), [(m, text) for m in load_matters() for text in m.examples])
def test_examples(matter: Matter, text: str) -> None:
    assert find_matter(text) is matter


@pytest.mark.parametrize("text", [text for m in load_matters() for text in m.counter])
def test_counter_examples(text: str) -> None:
    assert find_matter(text) is None


def test_every_matter_belongs_to_a_theme() -> None:
    assert {m.theme for m in load_matters()} <= {theme.name for theme in load_themes("theme")}


def test_trouble_in_another_sentence_is_another_trouble() -> None:
    assert find_matter("Đã nâng cấp phần mềm một cửa. Mạng hay bị nghẽn.") is None
    assert find_matter("máy tính " * 300 + "đã cũ " * 300) is None  # what is too long is read to its 2,000th character
