"""Fits the weights of the evidence for links between statements and tasks, and measures them on dossiers left out.

    fit.py DOSSIER GOLD [DOSSIER GOLD ...] [--mended DOSSIER GOLD ...]

DOSSIER is what `vbcds extract` wrote, GOLD a folder of JSON files, one a report: `file`, and `report_items` with `section`, `text` and
`task` (`{"code": ...}`, null where it speaks of none; without the key it is left out; with `directive_task` a task told in prose is meant).
Dossiers that the proposing rules were mended on come behind `--mended`: rules make few mistakes there, and each proposal counts half.
For each dossier the figures are those of the weights fitted on the others; then come the weights of all, rounded, and the figures of
those that ship.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz
from scipy.optimize import minimize

import vbcds
from vbcds.assembly.task_links import weigh_links
from vbcds.lexicons.link_evidence import load_link_weights
from vbcds.model.records import ReportItemRecord, TaskRecord

THRESHOLDS = (0.0, 0.6, 0.7, 0.75, 0.8, 0.9)
#: What too few dossiers have to be learnt.
HELD = {"helps": -8.0, "no_part": -1.5, "others": -0.5, "names_lead": 1.5, "reporting": -6.0}
#: Evidence that can only speak for a link, or only against it.
FOR = {
    "numbered",
    "covered",
    "told",
    "ahead",
    "heading",
    "product",
    "spoken_of",
    "alone",
    "leads",
    "leads_as_local",
    "rest",
    "beside",
    "signed",
}
AGAINST = {
    "other_signs",
    "other_subject",
    "other_people",
    "elsewhere",
    "second",
    "routine",
    "housekeeping",
    "means",
    "everyones",
    "helps",
    "helps_in_group",
    "reporting",
}
#: How strongly large weights are held back.
PENALTY = 0.3
#: What a proposal counts in a dossier that the rules were mended on.
OF_MENDED = 0.5
#: So alike are a statement and its gold.
ALIKE = 80


@dataclass(frozen=True)
class Judged:
    """The proposals of a dossier whose statements have a gold task."""

    name: str
    #: A row for each proposal, a column for each weight.
    evidence: np.ndarray
    right: np.ndarray
    #: Whether the proposal is for a statement on a task with a code: the share of these that are linked is measured.
    coded: np.ndarray
    #: How many statements have a task with a code.
    wanted: int
    #: What each proposal counts.
    share: float = 1.0


def read(dossier: Path, gold: Path, names: Sequence[str], share: float = 1.0) -> Judged:
    with vbcds.open_dossier(dossier) as opened:
        documents, tasks, citations = opened.documents(), opened.tasks(), opened.citations()
        items = [replace(item, task=None) for item in opened.report_items()]
    paths = {document.id: unicodedata.normalize("NFC", document.path) for document in documents}
    said: dict[str, list[dict[str, Any]]] = {}
    for file in sorted(gold.glob("*.json")):
        about = json.loads(file.read_text(encoding="utf-8"))
        said[unicodedata.normalize("NFC", about["file"])] = about.get("report_items", [])
    meant = {place: found for place, item in enumerate(items) if (found := _gold_of(item, paths[item.document], said)) is not None}
    links = [link for link in weigh_links(items, tasks, documents, citations) if link.place in meant]
    return Judged(
        name=gold.parent.name,
        evidence=np.array([[link.evidence.get(name, 0.0) for name in names] for link in links]).reshape(len(links), len(names)),
        right=np.array([_is_right(link.task, meant[link.place]) for link in links], dtype=float),
        coded=np.array([bool(meant[link.place]["task"]) for link in links]),
        wanted=sum(bool(found["task"]) for found in meant.values()),
        share=share,
    )


def _gold_of(item: ReportItemRecord, path: str, said: dict[str, list[dict[str, Any]]]) -> dict[str, Any] | None:
    """What is said of a statement, where a task is."""
    if item.section not in ("results", "plans", "difficulties"):
        return None
    known = [gold for file, golds in said.items() if path.endswith(file) for gold in golds if gold["section"] == item.section]
    best = max(known, key=lambda gold: fuzz.ratio(gold["text"], item.text), default=None)
    return best if best is not None and "task" in best and fuzz.ratio(best["text"], item.text) >= ALIKE else None


def _is_right(task: TaskRecord, gold: dict[str, Any]) -> bool:
    if gold["task"]:
        return task.code == gold["task"]["code"]
    return "directive_task" in gold and task.code is None


def fit(judged: Sequence[Judged], names: Sequence[str]) -> np.ndarray:
    """The weights by which the proposals of some dossiers are likeliest: a logistic regression."""
    evidence, right = np.vstack([one.evidence for one in judged]), np.concatenate([one.right for one in judged])
    shares = np.concatenate([np.full(len(one.right), one.share) for one in judged])
    free = np.array([name != "any" for name in names])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        chance = 1 / (1 + np.exp(-evidence @ weights))
        unlikely = -np.sum(shares * np.log(np.where(right > 0, chance, 1 - chance) + 1e-12))
        held = weights * free
        return unlikely + PENALTY / 2 * held @ held, evidence.T @ (shares * (chance - right)) + PENALTY * held

    bounds = [
        (HELD[name], HELD[name]) if name in HELD else (0, None) if name in FOR else (None, 0) if name in AGAINST else (None, None)
        for name in names
    ]
    start = np.array([HELD.get(name, 0.0) for name in names])
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x


def figures(one: Judged, weights: np.ndarray) -> str:
    """Linked right of those that have a task, and the share of wrong links, at each threshold."""
    chance = 1 / (1 + np.exp(-one.evidence @ weights))
    cells = []
    for threshold in THRESHOLDS:
        made = chance >= threshold
        right, wrong = int(np.sum(made & (one.right > 0) & one.coded)), int(np.sum(made & (one.right == 0)))
        cells.append(f"{right / max(1, one.wanted):.3f} / {wrong / max(1, right + wrong):.3f}")
    return f"| {one.name} | " + " | ".join(cells) + " |"


def main() -> None:
    names = list(load_link_weights().weights)
    parser = argparse.ArgumentParser(description="Fits and measures the weights of the evidence for links.")
    parser.add_argument("unseen", nargs="*", type=Path, metavar="DOSSIER GOLD")
    parser.add_argument("--mended", nargs="*", type=Path, default=[], metavar="DOSSIER GOLD")
    arguments = parser.parse_args()
    judged = [
        read(dossier, gold, names, share)
        for paths, share in ((arguments.unseen, 1.0), (arguments.mended, OF_MENDED))
        for dossier, gold in zip(paths[::2], paths[1::2], strict=True)
    ]
    head = (
        "| dossier | "
        + " | ".join(f"from {threshold}" for threshold in THRESHOLDS)
        + " |\n"
        + "| --- " * (len(THRESHOLDS) + 1)
        + "|"
    )
    print("linked right, share of wrong links\n")
    if len(judged) > 1:
        print("Each dossier with the weights of the others\n", head, sep="\n")
        for one in judged:
            print(figures(one, fit([other for other in judged if other is not one], names)))
        print("\nWeights of all\n")
        for name, weight in zip(names, fit(judged, names), strict=True):
            print(f"{name} = {weight:.1f}")
    print("\nThe weights that ship\n", head, sep="\n")
    shipped = np.array([load_link_weights().weights[name] for name in names])
    for one in judged:
        print(figures(one, shipped))


if __name__ == "__main__":
    main()
