"""What is known of the words of a page: marks of common phrases, headings in capitals, how a title begins, and the letterhead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vbcds.lexicons.doctypes import load_document_types
from vbcds.lexicons.phrases import load_phrases
from vbcds.readers.ocr.cache import PlacedWord, joined
from vbcds.readers.ocr.letterhead import mend_letterhead
from vbcds.readers.ocr.subjects import mend_subject
from vbcds.text.fold import ascii_key
from vbcds.text.repair import mend_marks

#: What specks become before the first word of a line.
_DUST = re.compile(r"^[.,‹›`*~^°¬]{1,3}(?=[A-ZĐ][^\W\d_]{2})")


def mend_page(words: Sequence[PlacedWord], height: float) -> list[PlacedWord]:
    """The words of a page with their marks mended, headings as they are spelt, and what is not printed in the letterhead left blank."""
    texts = mend_marks([word.text for word in words], load_phrases())
    lines: dict[int, list[PlacedWord]] = {}
    for word, text in zip(words, texts, strict=True):
        lines.setdefault(word.line, []).append(word.as_text(text))
    mended: list[list[PlacedWord]] = []
    for line in lines.values():
        line[0] = line[0].as_text(_DUST.sub("", line[0].text))
        after_kind = bool(mended) and len(mended[-1]) == 1 and mended[-1][0].text in _kinds()
        line = _heading(line)
        mended.append(mend_subject(line) if after_kind else line)
    return [word for line in mend_letterhead(mended, height) for word in line]


def _heading(line: list[PlacedWord]) -> list[PlacedWord]:
    """A line that is the name of a kind of document in capitals, with little beside it, is that name."""
    text = " ".join(word.text for word in line)
    if len(text) > 34 or sum(char.isupper() for char in text) < 0.6 * sum(char.isalpha() for char in text):
        return line
    key = re.sub(r"\W", "", ascii_key(text))  # a seal over the gap joins the words
    for folded, name in _type_names():
        place = key.find(folded)
        if place < 0 or len(key) - len(folded) > 5:
            continue
        colon = ":" if text.rstrip().endswith(":") else ""
        count = name.count(" ") + 1
        upper = [word for word in line if sum(char.isupper() for char in word.text) > 1][-count:] or line
        return [joined(upper, name + colon)]
    return line


@cache
def _type_names() -> tuple[tuple[str, str], ...]:
    names = {kind.name.upper() for kind in load_document_types().types}
    return tuple(
        sorted(((ascii_key(name).replace(" ", ""), name) for name in names if len(name) > 5), key=lambda pair: -len(pair[0]))
    )


@cache
def _kinds() -> frozenset[str]:
    return frozenset(name for _, name in _type_names())
