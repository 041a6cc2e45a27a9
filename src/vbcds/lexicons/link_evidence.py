"""What speaks for a link between a statement and a task, and how much it weighs (data/link_evidence.toml)."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkWeights:
    """data/link_evidence.toml."""

    #: A link less certain than this is not made.
    threshold: float
    #: Evidence -> its weight: what it adds to the logarithm of the odds, times its value.
    weights: Mapping[str, float]

    def certainty(self, evidence: Mapping[str, float]) -> float:
        """How sure a link is by its evidence, from 0 to 1; evidence without a weight does not count.

        >>> weights = LinkWeights(threshold=0.5, weights={"any": -1.0, "leads": 3.0})
        >>> round(weights.certainty({"any": 1, "leads": 1}), 2), round(weights.certainty({"any": 1}), 2)
        (0.88, 0.27)
        """
        total = sum(self.weights.get(name, 0.0) * value for name, value in evidence.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_link_weights() -> LinkWeights:
    """The weights, read once."""
    data = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/link_evidence.toml").read_text("utf-8"))
    return LinkWeights(threshold=data["threshold"], weights=data["weights"])
