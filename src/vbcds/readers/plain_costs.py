"""What it costs that a cell stands in a column, and that a row's label comes after the labels before it."""

from __future__ import annotations

from vbcds.readers.plain_cells import Kind, Label

_COUNTS_ON = -0.6  # the first column counts on: nothing tells rows more surely

# What it costs that a cell of a kind stands in a column of a role. Kinds and roles that are not named cost `OTHER`.
OTHER = 1.0
COSTS: dict[str, dict[Kind, float]] = {
    "number": {
        "label": 0.0,
        "empty": 1.0,
        "number": 2.5,
        "nothing": 1.5,
        "short": 4.0,
        "long": 5.0,
        "agency": 5.0,
        "deadline": 4.0,
    },
    "content": {
        "long": 0.0,
        "short": 0.2,
        "empty": 2.0,
        "label": 3.0,
        "number": 2.5,
        "nothing": 2.5,
        "agency": 1.3,
        "deadline": 1.2,
    },
    "deadline": {
        "deadline": 0.0,
        "empty": 0.4,
        "short": 1.2,
        "long": 1.6,
        "agency": 3.0,
        "number": 3.0,
        "label": 2.5,
        "nothing": 0.8,
    },
    "lead": {"agency": 0.0, "empty": 0.6, "short": 0.8, "long": 1.6, "deadline": 3.0, "number": 3.0, "label": 3.0, "nothing": 1.0},
    "support": {
        "agency": 0.0,
        "empty": 0.3,
        "short": 0.8,
        "long": 1.4,
        "deadline": 3.0,
        "number": 3.0,
        "label": 3.0,
        "nothing": 0.6,
    },
    "product": {
        "short": 0.1,
        "long": 0.3,
        "empty": 0.5,
        "agency": 1.5,
        "deadline": 2.0,
        "number": 1.2,
        "label": 2.5,
        "nothing": 0.6,
    },
    "unit": {"short": 0.1, "nothing": 0.5, "empty": 0.5, "long": 2.5, "agency": 2.0, "deadline": 1.5, "number": 2.0, "label": 1.5},
    "value": {"number": 0.0, "nothing": 0.1, "empty": 0.2, "label": 0.2, "short": 1.2, "long": 2.0, "agency": 2.5, "deadline": 1.2},
    "note": {"empty": 0.0, "short": 0.5, "long": 0.8, "nothing": 0.3, "agency": 1.0, "deadline": 1.0, "number": 1.0, "label": 1.5},
    "document": {
        "short": 0.2,
        "long": 0.2,
        "number": 0.8,
        "deadline": 0.4,
        "empty": 1.0,
        "agency": 0.9,
        "label": 2.0,
        "nothing": 1.0,
    },
}
COSTS |= {"indicator": COSTS["content"], "start": COSTS["deadline"], "status": COSTS["product"], "pillar": COSTS["product"],
           "scope": COSTS["product"]}  # fmt: skip
COSTS |= dict.fromkeys(("target", "baseline", "budget"), COSTS["value"])
COSTS["result"] = {**COSTS["value"], "short": 0.2, "long": 0.4}


LABEL_RANK = {"roman": 0, "letter": 0, "year": 1, "number": 1, "dotted": 2}


def counting_cost(label: Label, last: dict[str, tuple[int, ...]]) -> float:
    """What it costs that a label comes after the ones before: nothing where it counts on."""
    before = last.get(label.form)
    if before is None and (label.form == "year") != ("year" in last) and any(form in LABEL_RANK for form in last):
        return 2.5  # years and numbers do not count together
    if label.form == "dotted":
        parent = label.value[:-1]
        if before is not None and len(before) == len(label.value) and before[:-1] == parent and label.value[-1] == before[-1] + 1:
            return _COUNTS_ON
        if label.value[-1] == 1:
            return 0.0
        return 0.6 if before is None or label.value > before else 1.8
    if before is None:
        return 0.0 if label.value[0] == 1 or label.form == "year" else 0.8
    if label.value[0] == before[0] + 1:
        return _COUNTS_ON
    if label.value[0] == 1 and any(LABEL_RANK.get(form, 9) < LABEL_RANK[label.form] for form in last):
        return 0.0 if last.get("fresh") else 0.9
    return 0.6 if label.value > before else 1.8


def counted(label: Label, last: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """The last label of each form, after one more."""
    new = {**last, label.form: label.value}
    if LABEL_RANK[label.form] == 0:
        new["fresh"] = (1,)
    else:
        new.pop("fresh", None)
    return new
