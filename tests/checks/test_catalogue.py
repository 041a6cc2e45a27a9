"""docs/checks.md says what the registry says."""

from __future__ import annotations

from pathlib import Path

from vbcds.reporting.render.catalogue import render_catalogue


def test_documentation_is_current() -> None:
    path = Path(__file__).parents[2] / "docs" / "checks.md"
    assert path.read_text(encoding="utf-8") == render_catalogue()
