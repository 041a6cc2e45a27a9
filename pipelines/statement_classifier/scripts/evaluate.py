"""Measures what tells the section of the held-out statements: evaluate.py HELDOUT FIGURES.

"rules" take what `classify` says (a statement on which they are silent counts as wrong), "classifier" asks the trained one alone, "both"
is what the reading of reports does: rules first, the classifier where they are silent or unsure.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from build_corpus import SECTIONS, read_statements

from vbcds.assembly.report_sections import classify, judge
from vbcds.assembly.statement_model import load_statement_model


def measure(statements: list[tuple[str, str]], guess: Callable[[str], str | None]) -> dict[str, float]:
    """The share of right sections, and F1 of each section."""
    found = [(section, guess(text)) for section, text in statements]
    figures = {"accuracy": sum(section == got for section, got in found) / len(found)}
    for name in SECTIONS:
        right = sum(section == got == name for section, got in found)
        wanted, given = sum(section == name for section, _ in found), sum(got == name for _, got in found)
        figures[f"f1_{name}"] = 2 * right / (wanted + given) if right else 0.0
    figures["f1"] = sum(figures[f"f1_{name}"] for name in SECTIONS) / len(SECTIONS)
    return {name: round(value, 3) for name, value in figures.items()}


def main() -> None:
    statements = read_statements(Path(sys.argv[1]))
    model = load_statement_model()

    def rules(text: str) -> str | None:
        judged = classify(text)
        return judged.section if judged is not None else None

    def learnt(text: str) -> str:
        found = model.probabilities(text)
        return max(found, key=lambda section: found[section])

    silent = [(section, text) for section, text in statements if rules(text) is None]
    figures = {
        "statements": len(statements),
        "rules": measure(statements, rules),
        "classifier": measure(statements, learnt),
        "both": measure(statements, lambda text: judge(text).section),
        "silent": {"statements": len(silent), "classifier": measure(silent, learnt)},
    }
    Path(sys.argv[2]).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
