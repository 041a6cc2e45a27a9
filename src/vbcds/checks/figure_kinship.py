"""Which figures of two reports of an agency measure one thing, by all that is said of them: noun, words, whole, task, size.

Officials word one indicator otherwise from month to month ("đã chuyển 9.415/16.820 hộ khoán sang kê khai điện tử", "lũy kế 11.870/16.820
hộ khoán đã chuyển sang kê khai"). No single likeness of words tells it; the evidence is weighed together, and two figures are one where
each is the other's best.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, product

from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_series import Figure, read_series
from vbcds.lexicons.running_totals import running_totals
from vbcds.lexicons.task_subjects import find_audiences
from vbcds.lexicons.wordings import doing_words, levels
from vbcds.model.records import MetricRecord

#: Weights of the evidence, as logits: fitted to the figures of six dossiers of two months each (4,000 pairs, 211 of one thing), rounded.
_WEIGHTS: Mapping[str, float] = {
    "contained": 1.9, "alike": 1.2, "told": 0.7, "noun like": 0.5, "noun general": -1.4, "noun other": -1.8,
    "only of its noun": 1.0, "only of its kind": 1.9, "same whole": 1.6, "rare whole": 0.8,
    "whole near": 1.2, "whole other": -0.4, "whole once": -1.6,
    "same task": 1.0, "other task": -0.7, "near": 0.3, "nearish": 1.1, "far": -2.5, "same subject": 0.5, "other subject": -1.9,
    "part once": -0.5, "other role": -0.8,
}  # fmt: skip
_BIAS = -3.6
#: The least share of the words of one (but for the noun) that the other's sentence must have: where both are of one task, subject
#: or large whole, and where nothing says so.
_TOLD, _TOLD_ALONE = 0.25, 0.65
#: How much better than the next a pair must be.
_MARGIN = 0.7
#: Reports with more pairs of figures are searched by what few figures share.
_ALL_PAIRS, _FEW_FIGURES = 20_000, 20
#: From here on two reports have a whole in common by no chance, where each tells one figure of it.
_RARE_WHOLE = 300
_WORD = re.compile(r"[^\W\d_]+")
#: Ranks and marks, which are of an index with a short name.
_RANKED = ("hạng", "nhóm", "bậc", "điểm")
_SHORT = re.compile(r"(?<![\w/-])(?!UBND|HĐND|TTHC)[A-Z]{3,6}(?![\w/-])")
#: A commune or a district by its name.
_COMMUNE = re.compile(r"(?<!\w)(?:xã|phường|huyện|thị xã|thị trấn|đặc khu|quận) [^\W\d_a-zà-ỹđ]\w*(?: [^\W\d_a-zà-ỹđ]\w*)?")


def match_figures(before: Sequence[Figure], after: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """The figures of two reports that measure one thing: those of which each is by far the likest to the other."""
    evidence = _Evidence(before, after)
    scores: dict[tuple[int, int], float] = {}
    for i, j in _candidates(before, after):
        if _have_words_in_common(before[i], after[j]) and _may_be_one(before[i], after[j]):
            scores[i, j] = evidence.weigh(before[i], after[j])
    rows: dict[int, list[tuple[float, float]]] = defaultdict(list)
    columns: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for (i, j), score in scores.items():
        rows[i].append((score, after[j].value))
        columns[j].append((score, before[i].value))
    found = []
    for (i, j), score in scores.items():
        # a figure that a report prints twice is no rival of itself
        rivals = [other for other, value in rows[i] if value != after[j].value]
        rivals += [other for other, value in columns[j] if value != before[i].value]
        if score > 0 and score >= max(rivals, default=-math.inf) + _MARGIN:
            found.append((before[i], after[j]))
    return found


def _candidates(before: Sequence[Figure], after: Sequence[Figure]) -> Iterable[tuple[int, int]]:
    """The pairs to weigh: all; of long reports those that share a whole or a syllable that few figures have."""
    if len(before) * len(after) <= _ALL_PAIRS:
        return product(range(len(before)), range(len(after)))
    index: dict[str, list[int]] = defaultdict(list)
    for j, other in enumerate(after):
        for sign in (*other.context, str(other.whole)):
            index[sign].append(j)
    few = {sign: places for sign, places in index.items() if len(places) <= _FEW_FIGURES}
    return sorted({(i, j) for i, one in enumerate(before) for sign in (*one.context, str(one.whole)) for j in few.get(sign, ())})


def find_predecessors(view: DossierView) -> dict[MetricRecord, MetricRecord]:
    """The figure of the agency's report before (of a period of the same length) that measures the same, for each that has one."""
    found: dict[MetricRecord, MetricRecord] = {}
    for periods in read_series(view).values():
        for before, after in successive(periods):
            found.update((two.told.metric, one.told.metric) for one, two in match_figures(periods[before], periods[after]))
    return found


def same_length(one: str, other: str) -> bool:
    """Whether two periods are of one kind.

    >>> same_length("2026-04", "2026-05"), same_length("2026-05", "2026-Q2")
    (True, False)
    """
    return _kind(one) == _kind(other)


def successive(periods: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each period with the next of its length: months with months, quarters with quarters.

    >>> list(successive(["2026-12", "2026-Q4", "2027-01", "2026-Q3"]))
    [('2026-12', '2027-01'), ('2026-Q3', '2026-Q4')]
    """
    for _, alike in groupby(sorted(periods, key=lambda period: (_kind(period), period)), key=_kind):
        yield from pairwise(alike)


def _kind(period: str) -> str:
    return re.sub(r"\d", "0", period)


def _have_words_in_common(one: Figure, other: Figure) -> bool:
    """Whether two figures may be told of one thing at all: others are by far the most, and cost least to leave here."""
    if one.noun == other.noun:
        return True
    nouns = {*one.noun.split(), *other.noun.split()}
    return not nouns >= (one.words & other.context) or not nouns >= (other.words & one.context)


def _may_be_one(one: Figure, other: Figure) -> bool:
    """Whether nothing that is said of two figures tells them apart for certain."""
    a, b = one.wording, other.wording
    if one.mention.kind != other.mention.kind and one.whole is None and other.whole is None:
        return False
    if _elsewhere(one, other) or _elsewhere(other, one):
        return False
    if (
        _differ(one.places, other.places)
        or _differ(a.scopes, b.scopes)
        or _differ(find_audiences(one.clause), find_audiences(other.clause))
    ):
        return False
    if _differ(frozenset(levels(one.clause)), frozenset(levels(other.clause))):
        return False
    if one.mention.kind in _RANKED and _differ(_shorts(one.said), _shorts(other.said)):
        return False
    if a.names and b.names and not a.names & other.context and not b.names & one.context:
        return False
    return one.opposites == other.opposites


def _shorts(text: str) -> frozenset[str]:
    """The short names of indices ("DTI", "PCI")."""
    return frozenset(_SHORT.findall(text))


def _elsewhere(one: Figure, other: Figure) -> bool:
    """Whether a figure is of a commune or district by its name that the other's report does not name, and that is not the agency's own."""
    agency = other.told.metric.agency
    around = f"{other.said} {agency.name if agency is not None else ''}".lower()
    return any(match[0].lower() not in around for match in _COMMUNE.finditer(one.clause))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


class _Evidence:
    """What the figures of two reports tell of each other: rare syllables tell more, and a noun that is counted once in each."""

    def __init__(self, before: Sequence[Figure], after: Sequence[Figure]) -> None:
        figures = (*before, *after)
        counts = Counter(word for figure in figures for word in figure.context)
        self._rarity = {word: math.log(1 + len(figures) / count) for word, count in counts.items()}
        nouns = [Counter(figure.noun for figure in side) for side in (before, after)]
        wholes = [Counter(whole for whole, _ in {(figure.whole, figure.value) for figure in side}) for side in (before, after)]
        self._wholes = {
            whole for whole, count in wholes[0].items() if (whole or 0) >= _RARE_WHOLE and count == wholes[1][whole] == 1
        }
        self._once = {noun for noun, count in nouns[0].items() if noun and count == nouns[1][noun] == 1}
        # what a report has parts of, told by its noun alone: "toàn tỉnh có 1.348 thôn" beside "1.321/1.348 thôn có sóng"
        self._bare = {
            id(figure)
            for side, found in zip((before, after), wholes, strict=True)
            for figure in side
            if figure.value in found and not figure.words - set(_WORD.findall(figure.noun)) - doing_words()
        }

    def weigh(self, one: Figure, other: Figure) -> float:
        """How much more likely than not (a logit) two figures are of one thing."""
        if (id(one) in self._bare) != (id(other) in self._bare) and (one.words ^ other.words) - doing_words():
            return -math.inf
        features = self._features(one, other)
        akin = features["same task"] or features["same subject"] or features["rare whole"]
        if features["told"] < (_TOLD if akin else _TOLD_ALONE) and not features.get("only of its kind"):
            return -math.inf
        return _BIAS + sum(_WEIGHTS[name] * value for name, value in features.items())

    def _sum(self, words: frozenset[str]) -> float:
        rarity = self._rarity.get
        return sum([rarity(word, 1.0) for word in words])

    def _share(self, part: frozenset[str], whole: frozenset[str]) -> float:
        return self._sum(part) / total if (total := self._sum(whole)) else 0.0

    def _features(self, one: Figure, other: Figure) -> dict[str, float]:
        nouns = frozenset(f"{one.noun} {other.noun}".split())
        a, b = one.words - nouns, other.words - nouns
        small = a if self._sum(a) < self._sum(b) else b
        tasks = one.task is not None and other.task is not None
        size = min(one.value, other.value) / max(one.value, other.value, 1e-9)
        return {
            "contained": self._share(a & b, small),
            "alike": self._share(a & b, a | b),
            "told": max(self._share(a & other.context, a), self._share(b & one.context, b)),
            **self._of_nouns(one.noun, other.noun),
            **_of_wholes(one.whole, other.whole),
            "rare whole": one.whole == other.whole and one.whole in self._wholes,
            "same task": tasks and one.task == other.task,
            "other task": tasks and one.task != other.task,
            "near": size >= 0.9 and one.value >= 100,
            "nearish": size >= 0.6,
            "far": size < 0.3,
            "same subject": bool(one.subjects & other.subjects),
            "other subject": _differ(one.subjects, other.subjects),
            "part once": one.wording.part != other.wording.part,
            "other role": one.wording.role != other.wording.role,
        }

    def _of_nouns(self, one: str, other: str) -> dict[str, float]:
        if not one or not other:
            return {}
        if one == other:
            return {"only of its noun" if running_totals().is_general(one) else "only of its kind": float(one in self._once)}
        if one in other or other in one or (_is_person(one) and _is_person(other)):
            return {"noun like": 1.0}
        return {"noun general" if running_totals().is_general(one) or running_totals().is_general(other) else "noun other": 1.0}


def _is_person(noun: str) -> bool:
    return running_totals().persons.fullmatch(noun) is not None


def _of_wholes(one: float | None, other: float | None) -> dict[str, float]:
    if one is None and other is None:
        return {}
    if one is None or other is None:
        return {"whole once": 1.0}
    if one == other:
        return {"same whole": 1.0}
    return {"whole near" if 0.9 * one <= other <= 1.1 * one else "whole other": 1.0}
