"""The words of hardships: what their examples are, and what they are not."""

from __future__ import annotations

import pytest

from vbcds.assembly.report_sections import moved
from vbcds.lexicons.hardships import load_hardship_words

CASES = [(text, expected) for hard, fine in load_hardship_words().examples.values() for text, expected in
         (*((one, "difficulties") for one in hard), *((one, "results") for one in fine))]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_statement_among_results_is_a_hardship_or_none(text, expected):
    assert moved(text, "results") == expected
