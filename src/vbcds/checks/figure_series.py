"""The figures of an agency's reports, period by period, with what tells which thing each measures."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_mentions import Wording
from vbcds.checks.figure_pairs import Mention
from vbcds.checks.figure_told import ToldFigure, read_mentions
from vbcds.checks.figure_values import indicator_words, is_compared, who
from vbcds.lexicons.figure_wordings import figure_wordings
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.running_totals import running_totals
from vbcds.lexicons.task_subjects import find_subjects
from vbcds.lexicons.wordings import doing_words, telling_words, words_of_time
from vbcds.recognisers.quantities_units import read_unit

#: Syllables beside the noun that are too few to tell what is counted.
_FEW = 3
_DIGITS = re.compile(r"[\d.,/]+")
#: What bears a name.
_NAMED = re.compile(
    r"(?<!\w)(?:xã|phường|huyện|thị xã|thành phố|tỉnh|thị trấn|bản|thôn|chợ|bệnh viện|trường|khu công nghiệp) (?=(\w+(?: \w+){0,2}))",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure of a report with what tells which thing it measures."""

    mention: Mention
    told: ToldFigure

    @property
    def value(self) -> float:
        """The count, or the amount."""
        return self.mention.value

    @property
    def whole(self) -> float | None:
        """What it is a part of."""
        return self.told.metric.denominator

    @cached_property
    def wording(self) -> Wording:
        """Its words in its sentence."""
        return self.mention.wording

    @cached_property
    def noun(self) -> str:
        """What is counted; of a share with its counts the noun behind them."""
        if self.mention.noun:
            return self.mention.noun.lower()
        text, at = self.told.place
        printed = _DIGITS.match(text, at)
        unit = read_unit(fold(text), printed.end() if printed is not None else at)
        return unit.name.lower() if unit is not None and unit.kind == "count" else ""

    @cached_property
    def words(self) -> frozenset[str]:
        """The telling syllables of its clause and of the indicator's name; of the topic before a colon, where these tell little."""
        own = (self.wording.words | indicator_words(self.told.metric)) - words_of_time() - figure_wordings().light
        return own | self.wording.topic if len(own - set(self.noun.split()) - doing_words()) < _FEW else own

    @cached_property
    def about(self) -> str:
        """The heading or the task that it stands under."""
        return (self.told.item.about or "") if self.told.item is not None else ""

    @cached_property
    def context(self) -> frozenset[str]:
        """The telling syllables of its sentence and of what is over it."""
        heading = telling_words(self.about) - figure_wordings().headings
        return (self.words | self.wording.context | heading) - words_of_time() - figure_wordings().light

    @cached_property
    def subjects(self) -> frozenset[str]:
        """What the sentence and the heading are about."""
        return find_subjects(self.said)

    @cached_property
    def said(self) -> str:
        """The sentence, with the heading over it."""
        return f"{self.about} {self.told.said}"

    @cached_property
    def clause(self) -> str:
        """Its own words as they are printed; in a table those of its row and column."""
        if self.told.item is None:
            return self.told.metric.indicator
        low, high = self.wording.span
        return self.told.place[0][low:high]

    @cached_property
    def places(self) -> frozenset[str]:
        """Places and things that its clause calls by name."""
        named = (list(takewhile(str.istitle, match[1].split())) for match in _NAMED.finditer(self.clause))
        return frozenset(" ".join(words).lower() for words in named if words)

    @cached_property
    def opposites(self) -> frozenset[str]:
        """What makes its clause the opposite, or the other half, of one without it ("chưa", "trực tiếp")."""
        return frozenset(running_totals().opposite.findall(fold(self.clause)))

    @property
    def task(self) -> tuple[str, str | None, int | None] | None:
        """The task that its statement speaks of."""
        task = self.told.item.task if self.told.item is not None else None
        return (task.document, task.code, task.start) if task is not None else None


def read_series(view: DossierView) -> dict[str, dict[str, list[Figure]]]:
    """The figures of all periodic reports by agency and period, but for changes and figures of another time ("so với ...").

    An amount that is a part of a share as well ("86,4 tỷ đồng, đạt 61%") is one figure.
    """
    found: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    seen: set[tuple[str, int]] = set()
    for mention in sorted(read_mentions(view, rough=True), key=lambda mention: mention.kind != "money"):
        assert isinstance(mention.told, ToldFigure)
        metric = mention.told.metric
        place = metric.document, metric.source.start + max(0, metric.raw.find(mention.digits))
        if metric.period is not None and place not in seen and not is_compared(metric):
            seen.add(place)
            found[who(metric)][metric.period].append(Figure(mention, mention.told))
    return found
