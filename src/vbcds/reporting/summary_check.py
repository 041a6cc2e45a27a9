"""Does a summary say only what its sources say? Every figure of a sentence must stand in one of the passages that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from vbcds.lexicons.report_words import fold

if TYPE_CHECKING:
    from vbcds.reporting.summary_values import Passage, Summary, SummarySentence

#: A figure: digits with what holds them together (1.254; 82,35; 24/7; 15/5/2026). What is glued to letters (4G, mức 4) counts as well.
_FIGURE = re.compile(r"\d+(?:[.,/:]\d+)*")
_WORD = re.compile(r"[^\W\d_][\w&]*(?:[-.][^\W\d_]\w*)*")
_STOP = re.compile(r"[.!?:](?:\s|$)")
_NEGATION = re.compile(r"\b(?:không|chưa|chẳng|thiếu|ngoại trừ|trừ)\b")


def figures(text: str) -> list[str]:
    """The figures of a text, as they are written.

    >>> figures("Đạt 83,3% (10/12 ấp) đến ngày 15/5/2026.")
    ['83,3', '10/12', '15/5/2026']
    """
    return _FIGURE.findall(text)


def negations(text: str) -> list[str]:
    """The negating words of a text, folded, in order."""
    return _NEGATION.findall(fold(text))


def proper_names(text: str, *, shortest: int = 1) -> set[str]:
    """The runs of at least `shortest` words with capitals inside sentences, folded; what only begins a sentence is no name.

    >>> sorted(proper_names("Ấp Suối Cạn, xã Hương Sơn chưa có sóng. Đã đề nghị UBND tỉnh."))
    ['hương sơn', 'suối cạn', 'ubnd']
    """
    found: set[str] = set()
    run: list[str] = []
    last = 0
    for match in _WORD.finditer(text):
        between = text[last : match.start()]
        begins = last == 0 or _STOP.search(between) is not None
        capital = match[0][0].isupper() and (not begins or (match[0].isupper() and len(match[0]) > 1))
        if run and (not capital or between.strip()):
            if len(run) >= shortest:
                found.add(fold(" ".join(run)))
            run = []
        if capital:
            run.append(match[0])
        last = match.end()
    if len(run) >= shortest and run:
        found.add(fold(" ".join(run)))
    return found


def unsupported_figures(sentence: SummarySentence, texts: Mapping[str, str]) -> list[str] | None:
    """The figures of a sentence that stand in none of its sources; None where it has no source, or one that is not there."""
    passages = [_passage(source, texts) for source in sentence.sources]
    if not passages or any(passage is None or not passage.strip() for passage in passages):
        return None
    known = {figure for passage in passages if passage for figure in figures(passage)}
    return [figure for figure in figures(sentence.text) if figure not in known]


def unsupported(summary: Summary, texts: Mapping[str, str]) -> tuple[SummarySentence, ...]:
    """The sentences of a summary that no source supports: without a source, with one outside of its text, or with a figure in none.

    `texts` gives each document's canonical text by id. A summary as `build_summary` gives it has none.
    """
    return tuple(failing(summary.sentences(), texts))


def failing(sentences: Iterable[SummarySentence], texts: Mapping[str, str]) -> list[SummarySentence]:
    """Those of the sentences that `unsupported` would name."""
    return [sentence for sentence in sentences if unsupported_figures(sentence, texts) != []]


def _passage(source: Passage, texts: Mapping[str, str]) -> str | None:
    text = texts.get(source.document)
    if text is None or not 0 <= source.start < source.end <= len(text):
        return None
    return text[source.start : source.end]
