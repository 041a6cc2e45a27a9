"""A month of the project's own corpus, extracted once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from vbcds.reporting.dossier import Dossier, open_dossier


@pytest.fixture(scope="session")
def month(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dossier]:
    """The dossier of two months' reports, the plan and the decision that they answer."""
    from vbcds.execution.run import extract

    out = tmp_path_factory.mktemp("month")
    files = corpora / "files"
    paths = [files / "bao-cao", files / "van-ban/ke-hoach-87-2026.docx", files / "van-ban/quyet-dinh-412-2024.docx"]
    extract([str(path) for path in paths], str(out), formats=("jsonl",), jobs=1)
    with open_dossier(out) as dossier:
        yield dossier
