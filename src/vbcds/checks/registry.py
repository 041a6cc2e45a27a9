"""The registry of checks: what each looks for, how much it weighs, where the rule stands, and texts that fail and pass.

A check is a function over one document (`PartView`) or over a dossier (`DossierView`) that yields `Problem` values; the registry makes
findings of them. Every problem quotes the document, both sides where there are two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from vbcds.model.records import Evidence, Severity

if TYPE_CHECKING:
    from vbcds.checks.dossier_view import DossierView
    from vbcds.checks.view import PartView

Family = Literal["arithmetic", "targets", "tasks", "citations", "form", "reports"]
#: The names of the families, for people.
FAMILIES: dict[Family, str] = {
    "arithmetic": "Số học",
    "targets": "Chỉ tiêu",
    "tasks": "Nhiệm vụ",
    "citations": "Dẫn chiếu",
    "form": "Thể thức và chính tả",
    "reports": "Báo cáo",
}
#: From the gravest down.
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

ND30 = "Nghị định 30/2020/NĐ-CP"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What a check found: one Vietnamese sentence, and the passages that it stands on, the place to mend first."""

    message: str
    evidence: tuple[Evidence, ...]
    #: Where it weighs otherwise than the check's own severity says.
    severity: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A kind of problem.

    `fails` and `passes` are small documents (see `vbcds.checks.examples`) in which the check must find something, and nothing.
    """

    code: str
    family: Family
    severity: Severity
    explanation: str
    source: str
    fails: tuple[str, ...] = ()
    passes: tuple[str, ...] = ()
    on_part: Callable[[PartView], Iterator[Problem]] | None = None
    on_dossier: Callable[[DossierView], Iterator[Problem]] | None = None


_CHECKS: dict[str, Check] = {}
#: The modules that look at dossiers: all that the process which puts a dossier together has to load.
_ON_DOSSIERS = (
    "basis_targets",
    "basis_drift",
    "dropped_targets",
    "told_goals",
    "tasks",
    "citation_numbers",
    "citation_dates",
    "basis",
    "figures",
    "statements",
)
_MODULES = (
    *_ON_DOSSIERS,
    "percentages",
    "shares",
    "sums",
    "counts",
    "targets",
    "impossible_dates",
    "agencies",
    "citations",
    "citation_future",
    "resolution",
    "annexes",
    "letterhead",
    "numbers",
    "wording",
    "letters",
    "stale_agencies",
    "stale_periods",
)


def add(check: Check) -> Check:
    """Put a check into the registry. Raises `ValueError` where its code is taken."""
    if check.code in _CHECKS:
        raise ValueError(f"two checks with the code {check.code!r}")
    _CHECKS[check.code] = check
    return check


@cache
def load_checks() -> dict[str, Check]:
    """All checks by code, in the order of the families.

    >>> load_checks()["percentage-mismatch"].family
    'arithmetic'
    """
    for name in _MODULES:
        import_module(f"vbcds.checks.{name}")
    order = list(FAMILIES)
    return dict(sorted(_CHECKS.items(), key=lambda item: order.index(item[1].family)))


@cache
def load_dossier_checks() -> tuple[Check, ...]:
    """The checks that look at dossiers, without what only the others need: loading it takes the time of reading several reports.

    >>> "figure-decreased" in {check.code for check in load_dossier_checks()}
    True
    """
    for name in _ON_DOSSIERS:
        import_module(f"vbcds.checks.{name}")
    return tuple(check for check in _CHECKS.values() if check.on_dossier is not None)


def find_check(code: str) -> Check | None:
    """The check with a code, or None."""
    return load_checks().get(code)
