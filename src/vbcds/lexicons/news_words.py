"""What stands in news beside the story (data/news_words.toml): datelines, captions, invitations to read on."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from vbcds.lexicons.report_words import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsWords:
    """Compiled data/news_words.toml; all patterns are for `fold`ed text."""

    dateline: re.Pattern[str]
    aside: re.Pattern[str]
    #: A caption ends in who made the picture.
    credit: re.Pattern[str]
    #: (a sentence, the sentence without its dateline).
    dateline_examples: tuple[tuple[str, str], ...]
    aside_examples: tuple[str, ...]
    story_examples: tuple[str, ...]


@cache
def load_news_words() -> NewsWords:
    """The words, read once."""
    data = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/news_words.toml").read_text("utf-8"))
    outlets, captions, invitations = (_any(data[name]) for name in ("outlets", "captions", "invitations"))
    return NewsWords(
        dateline=re.compile(rf"\s*(?:\((?=[^\W\d_])[^()\d]{{2,30}}\)|(?:{outlets}))\s*[-–—]\s*(?=\S)"),
        aside=re.compile(rf"\W*(?:(?:{captions})\s*(?::|[.]?\s*$)|(?:{invitations})(?!\w)|>>)"),
        credit=re.compile(r"[(.]\s*(?:ảnh|nguồn|đồ họa|clip|video)\s*:[^:.!?]{1,40}[).]?\s*$"),
        dateline_examples=tuple((before, after) for before, after in data["dateline_examples"]),
        aside_examples=tuple(data["aside_examples"]),
        story_examples=tuple(data["story_examples"]),
    )


def _any(words: list[str]) -> str:
    return "|".join(re.escape(fold(word)).replace(r"\ ", r"\s+") for word in sorted(words, key=lambda word: (-len(word), word)))


def without_dateline(text: str) -> str:
    """A sentence without the name of the paper that it opens with.

    >>> without_dateline("(Dân trí) - Chiều 5/6, mưa lớn làm ngập nhiều tuyến đường.")
    'Chiều 5/6, mưa lớn làm ngập nhiều tuyến đường.'
    """
    match = load_news_words().dateline.match(fold(text))
    return text[match.end() :] if match and not text[match.end()].islower() else text


def is_aside(text: str) -> bool:
    """Whether a sentence of a news text is a caption, a credit or an invitation to read on.

    >>> is_aside("Ảnh: Minh Anh"), is_aside("Ảnh hưởng của bão làm 3 xã mất điện.")
    (True, False)
    """
    words, folded = load_news_words(), fold(text)
    return words.aside.match(folded) is not None or words.credit.search(folded) is not None
