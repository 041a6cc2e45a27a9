from __future__ import annotations

import json
from pathlib import Path

import pytest


def test_the_month_notebook_runs(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = corpora.parent / "notebooks" / "month.ipynb"
    cells = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    names: dict[str, object] = {"__name__": "notebook"}
    for number, cell in enumerate(cells):
        exec(compile("".join(cell["source"]), f"{path.name}[{number}]", "exec"), names)
    printed = capsys.readouterr().out
    assert "Chưa gửi: Sở Công Thương" in printed
    assert "Kinh phí, đầu tư" in printed
