"""Short names that a document gives to another one when it cites it: "(sau đây gọi tắt là Chương trình)".

Source of the form: usage of administrative documents; Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6 (a document is cited in full the first
time, shortly thereafter).
"""

from __future__ import annotations

import re

_ALIAS = re.compile(
    r"\s{0,2}[,;]?\s{0,2}\(?\s{0,2}(?:sau\s{1,2}đây\s{1,2})?(?:được\s{1,2})?(?:gọi|viết)\s{1,2}(?:tắt|chung)\s{1,2}là:?\s{1,2}[\"“']?"
    r"(?P<alias>[^\W\d_][^\"“”'();.\n]{1,80}?)[\"”']?\s{0,2}(?:[);.\n]|$)",
    re.IGNORECASE,
)
#: How far behind a citation its short name may stand: after its title.
_REACH = 400


def match_alias(text: str, end: int) -> re.Match[str] | None:
    """The short name that stands behind a citation ending at `end`, or in brackets behind its title; group "alias".

    >>> text = "Quyết định số 749/QĐ-TTg phê duyệt Chương trình A (sau đây gọi tắt là Chương trình);"
    >>> match_alias(text, 24)["alias"]
    'Chương trình'
    >>> match_alias("Quyết định số 749/QĐ-TTg; Tổ công tác (sau đây gọi tắt là Tổ)", 24) is None
    True
    """
    match = _ALIAS.match(text, end)
    if match is not None:
        return match
    bracket = text.find("(", end, end + _REACH)
    if bracket < 0 or any(mark in text[end:bracket] for mark in ";\n"):
        return None
    return _ALIAS.match(text, bracket)
