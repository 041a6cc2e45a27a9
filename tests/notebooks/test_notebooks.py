"""The notebooks run from the first cell to the last, and say what their words promise."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"


def execute(name: str) -> dict[str, Any]:
    """Run the code cells in one namespace, as a kernel does."""
    notebook = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    space: dict[str, Any] = {"__name__": "__main__", "NOTEBOOK_FOLDER": str(FOLDER)}
    for number, cell in enumerate(notebook["cells"]):
        assert cell["cell_type"] in ("markdown", "code")
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []  # outputs are made by running, not kept
            exec(compile(ast.parse("".join(cell["source"])), f"{name}[{number}]", "exec"), space)
    return space


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.ipynb")))
def test_words_stand_between_the_cells(name: str) -> None:
    kinds = [cell["cell_type"] for cell in json.loads((FOLDER / name).read_text(encoding="utf-8"))["cells"]]
    assert kinds[0] == "markdown" and kinds.count("markdown") >= 4


def test_the_citation_graph(capsys: pytest.CaptureFixture[str]) -> None:
    space = execute("citation_graph.ipynb")
    said = capsys.readouterr().out
    assert "Kế hoạch 15/KH-UBND — Căn cứ ban hành → Kế hoạch 166-KH/TU" in said
    assert "Kế hoạch 166-KH/TU — Thực hiện → Nghị quyết 52-NQ/TW" in said
    assert "Quyết định số 458/QĐ-TTg ?" in said
    assert {node.number for node in space["graph"].nodes} >= {"749/QĐ-TTg", "06/QĐ-TTg", "47/2020/NĐ-CP"}
    assert not any(node.number == "749/QĐ-CP" for node in space["graph"].nodes)
    assert space["picture"].startswith("<svg") and "Cấp tỉnh" in space["picture"]


def test_what_rests_on_a_repealed_document(capsys: pytest.CaptureFixture[str]) -> None:
    space = execute("dead_basis.ipynb")
    assert [item.document.number for item in space["resting"]] == ["15/KH-UBND", "07/2021/QĐ-UBND", "40/KH-UBND", "09/KH-UBND"]
    assert "in_force -> replaced từ 2022-11-14" in capsys.readouterr().out
