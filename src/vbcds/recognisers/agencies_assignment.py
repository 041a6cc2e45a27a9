"""Who leads and who helps, where one cell or clause says both: "Sở Y tế chủ trì, phối hợp với Công an tỉnh"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from vbcds.lexicons.agencies import fold
from vbcds.model.records import Agency
from vbcds.recognisers.agencies_cells import LIMIT, parse_agencies
from vbcds.text.normalise import canonical

_LEADS = r"(?:chủ trì|làm đầu mối|đầu mối|chủ trì thực hiện|chịu trách nhiệm chính|ct)"
_HELPS = r"(?:phối hợp|phối hợp thực hiện|cùng phối hợp|tham gia|hỗ trợ|ph)"
_WHO = r"(?:cơ quan/đơn vị|cơ quan, đơn vị|cơ quan|đơn vị|cq|đv)"
#: "Chủ trì:", "Cơ quan phối hợp:" at the beginning of a line or clause.
_LABEL = re.compile(
    rf"(?:(?<=[\n;,.+•* -])|^)\s*(?:[-+•*]\s*)?(?:{_WHO} )?(?:(?P<lead>{_LEADS})|(?P<help>{_HELPS}))(?: thực hiện)?\s*:"
)
#: "(chủ trì)", "(cơ quan phối hợp)" after the agencies.
_BRACKET = re.compile(rf"\((?:là )?(?:{_WHO} )?(?:(?P<lead>{_LEADS})|(?P<help>{_HELPS}))\)")
_HELP_END = re.compile(r"(?<!\w)(?:cùng )?phối hợp(?: thực hiện)?[ .;]*$")
_HELP_VERB = re.compile(r"(?<!\w)(?:phối hợp|với sự tham gia của|với sự phối hợp của)(?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """The agencies that lead a task and those that help."""

    lead: tuple[Agency, ...] = ()
    support: tuple[Agency, ...] = ()


@lru_cache(maxsize=8192)
def parse_assignment(text: str) -> Assignment:
    """Lead and support of a cell that may name both. Without a word that tells them apart all agencies lead. Total.

    >>> both = parse_assignment("Sở Y tế chủ trì, phối hợp với Công an tỉnh, UBND cấp xã")
    >>> [a.name for a in both.lead], [a.name for a in both.support]
    (['Sở Y tế'], ['Công an tỉnh', 'Ủy ban nhân dân cấp xã'])
    """
    cleaned = canonical(text[:LIMIT])
    lead: dict[str, Agency] = {}
    support: dict[str, Agency] = {}
    for helps, part in _parts(cleaned):
        for agency in parse_agencies(part):
            (support if helps else lead).setdefault(agency.name, agency)
    return Assignment(lead=tuple(lead.values()), support=tuple(agency for name, agency in support.items() if name not in lead))


def _parts(text: str) -> Iterator[tuple[bool, str]]:
    """Pieces of a cell, each with whether its agencies help."""
    low = fold_lines(text)
    labels = list(_LABEL.finditer(low))
    if labels:
        yield False, text[: labels[0].start()]
        for label, following in zip(labels, [*(item.start() for item in labels[1:]), len(text)], strict=True):
            yield label["help"] is not None, text[label.end() : following]
        return
    brackets = list(_BRACKET.finditer(low))
    if any(bracket["help"] for bracket in brackets):
        start = 0
        for bracket in brackets:
            yield bracket["help"] is not None, text[start : bracket.start()]
            start = bracket.end()
        yield False, text[start:]
        return
    ending = _HELP_END.search(low)
    leading = low.rfind("chủ trì", 0, ending.start()) if ending else -1
    if ending and leading >= 0:  # "A chủ trì, B phối hợp"
        yield False, text[:leading]
        yield True, text[leading + len("chủ trì") : ending.start()]
        return
    verb = _HELP_VERB.search(low)
    if verb and text[: verb.start()].strip(" ,;.\n-"):
        yield False, text[: verb.start()].rstrip(" ,;")
        yield True, text[verb.end() :]
        return
    yield verb is not None, text


def fold_lines(text: str) -> str:
    """`fold` that keeps line ends.

    >>> fold_lines("Chủ trì:\\nSở Y tế")
    'chủ trì:\\nsở y tế'
    """
    return "\n".join(fold(line) for line in text.split("\n"))
