"""What the parts of a deadline expression share: the document's context and the patterns made of the lexicon's words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from vbcds.lexicons.deadlines import alternation, load_deadline_words


@dataclass(frozen=True, slots=True)
class Context:
    """What the document knows: the year that it plans for, and its date."""

    year: int | None = None
    issued: date | None = None

    @property
    def default_year(self) -> int | None:
        """The year of dates that name none."""
        if self.year is not None:
            return self.year
        return self.issued.year if self.issued is not None else None


_WORD_START, _WORD_END = r"(?<!\w)", r"(?!\w)"


@dataclass(frozen=True, slots=True)
class Patterns:
    """Compiled once, on first use."""

    empty: re.Pattern[str]
    ongoing: re.Pattern[str]
    immediate: re.Pattern[str]
    condition: re.Pattern[str]
    condition_inside: re.Pattern[str]
    completion: re.Pattern[str]
    upkeep: re.Pattern[str]
    open_end: re.Pattern[str]
    horizon: re.Pattern[str]
    signing: re.Pattern[str]
    occasion: re.Pattern[str]
    verb: re.Pattern[str]
    labels: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """The patterns of the lexicon."""
    words = load_deadline_words()
    duty = alternation(words.prose["duty"])
    documents = alternation(words.documents)
    own = (
        rf"(?:(?:ngày|khi)\s{documents}(?:\snày)?\s(?:được\s|có\s)?(?:ký|ban hành|phát hành)(?:\sban hành)?"
        rf"|ngày\s(?:ký\s)?ban hành\s{documents})"
    )
    return Patterns(
        empty=re.compile(rf"[\W_]*(?:{alternation(words.empty.words)}[\W_]*)?"),
        ongoing=re.compile(_WORD_START + alternation(words.ongoing.words) + _WORD_END),
        immediate=re.compile(rf"(?:{duty}\s)?" + alternation(words.immediate.words)),
        condition=re.compile(
            rf"(?:(?:{duty}|được)\s)?(?P<head>{alternation(words.condition.words)})\s"
            # not "theo quý", "sau năm 2025", "sau 30 ngày"
            r"(?!định\sk[ỳì](?!\w)|giai\sđoạn\s\d|(?:từng)?\s?(?:quý|tháng|năm|tuần|ngày)(?:\s?\d|\s?(?:i{1,3}|iv)(?!\w)|\s(?:nay|này)|$|[,;.)])|\d)"
        ),
        condition_inside=re.compile(
            r"[\s,(]" + alternation(("theo", "sau khi", "ngay sau khi", "khi", "căn cứ", "tùy", "tại", "để")) + r"\s"
        ),
        completion=re.compile(_WORD_START + alternation(words.completion.words) + _WORD_END),
        upkeep=re.compile(_WORD_START + alternation(words.upkeep.words) + _WORD_END),
        open_end=re.compile(
            rf"\s?[,;(]?\s?(?:(?:và|cho|đến|trong|cả|tiếp tục|các|những|hết)\s)*{alternation(words.open_end.words)}" + _WORD_END
        ),
        horizon=re.compile(_WORD_START + alternation(words.horizon.words) + _WORD_END),
        signing=re.compile(
            rf"(?:{alternation(words.signing.words)}|{own})(?:\s(?:kế hoạch|quyết định|văn bản|chương trình)?\s?này)?[\s.)]*"
        ),
        occasion=re.compile(_WORD_START + alternation(words.occasion.words) + _WORD_END),
        verb=re.compile(rf"(?:{duty}\s)+"),
        labels=re.compile(rf"\s?{alternation(words.prose['labels'])}\s?:\s?"),
    )
