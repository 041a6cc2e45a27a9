"""docs/checks.md says what the registry says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from vbcds.reporting.render.catalogue import render_catalogue


def test_documentation_is_current() -> None:
    path = Path(__file__).parents[2] / "docs" / "checks.md"
    assert path.read_text(encoding="utf-8") == render_catalogue()


def test_the_checks_over_dossiers_are_all_loaded_without_the_others() -> None:
    code = (
        "import sys; from vbcds.checks.registry import load_checks, load_dossier_checks; few = {check.code for check in "
        "load_dossier_checks()}; assert 'vbcds.checks.letters' not in sys.modules; "
        "assert few == {check.code for check in load_checks().values() if check.on_dossier is not None}"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
