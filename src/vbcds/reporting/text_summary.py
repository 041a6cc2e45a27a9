"""A short text in place of several on one matter: their most telling sentences, in the order in which they can be read."""

from __future__ import annotations

from collections.abc import Sequence

from vbcds.errors import VbcdsError
from vbcds.lexicons.news_words import is_aside
from vbcds.reporting.ranking import rank_sentences, syllables

#: A line of more syllables that ends in a picture's credit tells more than what the picture shows.
_CAPTION = 45


def summarise_texts(texts: Sequence[str], *, length: int = 200) -> str:
    """A summary of about `length` syllables of several texts on one matter: whole sentences of theirs, the early ones first.

    The last sentence is taken where the summary ends nearer to `length` with it than without it. The same texts give the same summary.
    Raises `VbcdsError` where `length` is below 1. To measure it: `pipelines/summarisation/evaluate.py`; `rank_sentences` gives the choice
    with places and merits.

    >>> summarise_texts(
    ...     [
    ...         "Bão số 3 đổ bộ vào Quảng Ninh chiều 7/9. Gió giật cấp 14, sóng cao 6 m.\\nẢnh: Minh Anh",
    ...         "(Dân trí) - Chiều 7/9, bão số 3 đổ bộ vào Quảng Ninh. Tỉnh đã sơ tán 1.200 hộ dân.",
    ...     ],
    ...     length=24,
    ... )
    'Bão số 3 đổ bộ vào Quảng Ninh chiều 7/9. Gió giật cấp 14, sóng cao 6 m. Tỉnh đã sơ tán 1.200 hộ dân.'
    """
    if length < 1:
        raise VbcdsError("Độ dài của bản tóm tắt phải từ 1 âm tiết trở lên.")
    chosen = rank_sentences([split_sentences(text) for text in texts], length=length)
    sizes = [len(syllables(sentence.text)) for sentence in chosen]
    over = sum(sizes) - length
    if len(chosen) > 1 and over > sizes[-1] - over:
        chosen = chosen[:-1]
    return " ".join(sentence.text for sentence in sorted(chosen, key=lambda s: (s.sentence, s.document)))


def split_sentences(text: str) -> list[str]:
    """The sentences of a running text, by underthesea; a line's end ends one, and a picture's caption with its credit is one.

    Words joined by underscores, as segmented corpora have them, are parted.

    >>> split_sentences("Hồ đã xả lũ. Ba xã bị ngập.\\nĐập tràn sáng 5/6. Ảnh: Minh Anh")
    ['Hồ đã xả lũ.', 'Ba xã bị ngập.', 'Đập tràn sáng 5/6. Ảnh: Minh Anh']
    """
    from underthesea import sent_tokenize

    found: list[str] = []
    for line in text.replace("_", " ").splitlines():
        plain = " ".join(line.split())
        if is_aside(plain) and len(syllables(plain)) <= _CAPTION:
            found.append(plain)
        elif plain:
            found += (sentence.strip() for sentence in sent_tokenize(plain) if sentence.strip())
    return found
