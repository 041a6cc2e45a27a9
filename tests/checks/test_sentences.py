"""Relations of numbers as reports tell them, each with a right and a wrong number, and sentences that only look wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vbcds.checks.examples import build_examples
from vbcds.pipeline import analyse_document

_CODES = {"percentage-mismatch", "sum-mismatch", "share-over-hundred", "table-count-mismatch"}
_CHOICE = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")


def lines(name: str) -> list[str]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def messages(sentence: str) -> list[str]:
    (document,) = build_examples(f"@report 2026-10\nI. KẾT QUẢ THỰC HIỆN\n1. {sentence}")
    return [finding.message for finding in analyse_document(document).findings if finding.code in _CODES]


def with_one_wrong(line: str) -> Iterator[str]:
    """The sentence once for each of its choices, with that one wrong."""
    for chosen in range(len(_CHOICE.findall(line))):
        pieces = _CHOICE.split(line)
        options = [pieces[3 * n + (2 if n == chosen else 1)] for n in range(len(pieces) // 3)]
        yield "".join(f"{piece}{option}" for piece, option in zip(pieces[::3], [*options, ""], strict=True))


@pytest.mark.parametrize("line", lines("sentences_wrong.txt"))
def test_wrong_number_is_found_and_right_one_is_not(line: str) -> None:
    assert not messages(_CHOICE.sub(r"\1", line))
    for wrong in with_one_wrong(line):
        assert messages(wrong), wrong


@pytest.mark.parametrize("line", lines("sentences_right.txt"))
def test_sentence_that_only_looks_wrong(line: str) -> None:
    assert not messages(line)
