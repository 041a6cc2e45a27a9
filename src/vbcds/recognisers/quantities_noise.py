"""What in a text only looks like a quantity: dates, numbers of documents, versions, times, telephone numbers, labels of lists."""

from __future__ import annotations

import re

from vbcds.recognisers.dates_scan import scan

#: The character that stands for what is no quantity.
MASKED = "\x1f"
# Stretches whose digits are no quantities. Upper case matters: these read the text as printed.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{1,300}|[\w.+-]{1,64}@[\w.-]{1,255}")
# At the first digit of a word:
_NOISE = re.compile(
    # the number and symbol of a document: 749/QĐ-TTg, 12/2020/NĐ-CP, 45-CTr/TU, 148/2025/QH15
    r"\d{1,4}[a-zđ]?(?:\s?/(?:19|20)\d\d)?\s?[/-]\s?(?=[^\W\d_]*[A-ZĐ][^\W\d_]*[A-ZĐ])[^\W\d_]+"
    r"(?:\s?[-/&]\s?(?=[A-ZĐ])[^\W\d_]+)*\d*"
    r"|\d+/(?:19|20)\d\d/\w[\w-]*"
    # times of day, round the clock, generations of networks
    r"|\d{1,2}\s?(?:h|g|giờ)\s?[0-5]\d(?!\d)(?:\s?phút)?|\d{1,2}:[0-5]\d(?::[0-5]\d)?(?!\w)"
    r"|24/(?:7|24)(?!\w)|\d[Gg](?!\w)(?:/\d[Gg](?!\w))*"
    # telephone numbers, versions and addresses of machines, names of files
    r"|(?:0\d{2,3}|84\d{2}|1[89]00)[ .-]?\d{3,4}(?:[ .-]?\d{2,4}){0,2}(?![\d,])|0\d{6,10}(?!\w)"
    r"|\d+(?:\.\d+){2,}(?![\d,])(?<!\.\d{3})|\d+_\w+"
)
_DIGITS = re.compile(r"\d+")
#: "xong 62/62 xã", "xếp hạng 34/63, năm 2024": two numbers that no day and month have, and the year of the next clause.
_NO_DAY = re.compile(r"(?:(?:3[2-9]|[4-9]\d)\s?/\s?\d{1,2}|\d{1,2}\s?/\s?(?:1[3-9]|[2-9]\d))(?:,\s(?P<year>năm\s?\d{4}))?")
# At the beginning of a line:
_LIST_LABEL = re.compile(
    r"[ \t]*(?:[-+*•–][ \t]*)?(?:\(?\d{1,2}(?:\.\d{1,2}){0,4}[.)](?=\s)|\d{1,2}(?:\.\d{1,2}){1,4}(?=\s+[^\W\d_]))"
)
_BRACKETED_LABEL = re.compile(r"\(\d{1,2}\)")
_LINE_END = re.compile(r"\n")


def mask(text: str, folded: str) -> str:
    """The folded text with dates, citations and other noise blanked; as long as it was."""
    spans = []
    for span in scan(folded, cell=False):
        no_day = _NO_DAY.fullmatch(folded, span.start, span.end)
        if no_day is None:
            spans.append((span.start, span.end))
        elif no_day["year"]:
            spans.append(no_day.span("year"))
    if "@" in text or "://" in text or "www." in text:
        spans += [match.span() for match in _ADDRESS.finditer(text)]
    at = 0
    for digits in _DIGITS.finditer(text):
        start = digits.start()
        if start < at or (start and (text[start - 1].isalnum() or text[start - 1] in "_.,")):
            continue
        noise = _NOISE.match(text, start)
        if noise is not None:
            at = noise.end()
            spans.append(noise.span())
    line_starts = (0, *(match.end() for match in _LINE_END.finditer(text)))
    spans += [label.span() for start in line_starts if (label := _LIST_LABEL.match(text, start))]
    spans += [label.span() for label in _BRACKETED_LABEL.finditer(text)]
    if "\n" in folded:  # a capital letter on the next line begins something else: no unit
        folded = _LINE_END.sub(lambda match: "\x1e" if text[match.end() : match.end() + 1].isupper() else "\n", folded)
    if not spans:
        return folded
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end <= at:
            continue
        start = max(start, at)
        pieces.append(folded[at:start])
        pieces.append(MASKED * (end - start))
        at = end
    pieces.append(folded[at:])
    return "".join(pieces)
