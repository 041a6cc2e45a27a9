"""What is known of the words of a page: marks of common phrases, headings in capitals, how a title begins, and the letterhead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
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
#: Strokes of a Roman quarter, with what follows; and "TT" of "TTr", "TTg" read as digits, in one word and after a break at the hyphen.
_QUARTER = re.compile(r"(H|[1lI|!H][1lI|!HV]{1,3})([/.,;:)–-].*)?")
_SYMBOL = re.compile(r"(?<=\d/)[1lI|T]{2}(?=r\b)|(?<=[A-ZĐ]-)[1lI|T]{2}(?=g\b)")
_BROKEN_SYMBOL = re.compile(rf"{_SYMBOL.pattern}|^[1lI|T]{{2}}(?=g\b)")
#: The former Ministry and Departments of Information and Communications in a symbol: "BTTTT", "STTTT".
_MINISTRY = re.compile(r"(?<=[-/][BS])[1lI|T]{4}(?![^\W_])")
#: A word mended so is no surer than this.
_MENDED = 0.75


def mend_page(words: Sequence[PlacedWord], height: float) -> list[PlacedWord]:
    """The words of a page with their marks mended, headings as they are spelt, and what is not printed in the letterhead left blank."""
    texts = mend_marks([word.text for word in words], load_phrases())
    lines: dict[int, list[PlacedWord]] = {}
    for word, before, text in zip(words, ["", *texts], texts, strict=False):
        lines.setdefault(word.line, []).append(_as_letters(word.as_text(text), before))
    mended: list[list[PlacedWord]] = []
    for line in lines.values():
        line[0] = line[0].as_text(_DUST.sub("", line[0].text))
        after_kind = bool(mended) and len(mended[-1]) == 1 and mended[-1][0].text in _kinds()
        line = _heading(line)
        mended.append(mend_subject(line) if after_kind else line)
    return [word for line in mend_letterhead(mended, height) for word in line]


def _as_letters(word: PlacedWord, before: str) -> PlacedWord:
    """Strokes that can be no digits where they stand: the number of a quarter, and what abbreviates a kind of document or an issuer.

    A quarter is I to IV (or one digit): "Quý 11/2025" is "Quý II/2025". Symbols have letters after the slash and the hyphen (Decree
    30/2020/NĐ-CP, Appendix VI): "288/11r-UBND" is "288/TTr-UBND". Such a word stays doubtful.
    """
    text = word.text
    if before.lower() == "quý" and (match := _QUARTER.fullmatch(text)):
        number = match[1].replace("H", "II")
        if number.endswith("V") and len(number) == 2:
            text = "IV" + (match[2] or "")
        elif "V" not in number:
            text = ("II" if len(number) == 2 else "III") + (match[2] or "")
    else:
        text = _MINISTRY.sub("TTTT", text)
        text = (_BROKEN_SYMBOL if before.endswith("-") else _SYMBOL).sub("TT", text)
    return word if text == word.text else replace(word.as_text(text), confidence=min(word.confidence, _MENDED))


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
