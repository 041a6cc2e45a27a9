from __future__ import annotations

import pytest

from vbcds.lexicons.news_words import is_aside, load_news_words, without_dateline

WORDS = load_news_words()


@pytest.mark.parametrize(("before", "after"), WORDS.dateline_examples)
def test_datelines(before: str, after: str) -> None:
    assert without_dateline(before) == after


@pytest.mark.parametrize("text", WORDS.aside_examples)
def test_captions_are_no_story(text: str) -> None:
    assert is_aside(text)


@pytest.mark.parametrize(
    "text", [*WORDS.story_examples, *(after for _, after in WORDS.dateline_examples), "", "Theo VOV, hồ đã xả lũ."]
)
def test_the_story_is_no_caption(text: str) -> None:
    assert not is_aside(text)


def test_long_openings_take_no_long_time() -> None:
    assert not is_aside("(" * 50_000)
    assert without_dateline("(a" * 50_000) == "(a" * 50_000
