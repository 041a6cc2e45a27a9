"""The weights of the evidence for links can be fitted and measured again, and name what the package knows."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from tests.assembly.test_task_links import DOCUMENTS, TASKS, item

from vbcds.assembly.task_links import weigh_links
from vbcds.lexicons.link_evidence import load_link_weights

SCRIPT = Path(__file__).parents[2] / "pipelines" / "task_links" / "fit.py"


@pytest.fixture(scope="module")
def fitting() -> ModuleType:
    spec = importlib.util.spec_from_file_location("task_links_fit", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclass looks there for its annotations
    spec.loader.exec_module(module)
    return module


def test_every_piece_of_evidence_has_a_weight() -> None:
    told = item("Mạng truyền số liệu chuyên dùng đã kéo đến 70/102 xã", "Sở KH&CN")
    statements = [
        told,
        item("Đã số hóa 2 quyển sổ hộ tịch", "UBND xã Hương Sơn"),
        item("Số hóa sổ hộ tịch còn chậm", "Sở Tư pháp", "difficulties"),
        item("Đang thi công", "Công an tỉnh", about="4: Lắp camera giám sát tại 25 nút giao thông"),
    ]
    found = weigh_links(statements, TASKS, DOCUMENTS)
    assert [link.place for link in found] == [0, 1, 2, 3]
    assert {name for link in found for name in link.evidence} <= load_link_weights().weights.keys()


def test_the_fit_finds_what_tells_right_from_wrong(fitting: ModuleType) -> None:
    names = ["any", "covered", "routine"]
    evidence = np.array([[1.0, covered, routine] for covered in (0.1, 0.9) for routine in (0.0, 1.0)] * 10)
    right = evidence[:, 1] > 0.5
    judged = fitting.Judged(name="x", evidence=evidence, right=right.astype(float), coded=right, wanted=20)
    weights = fitting.fit([judged], names)
    assert weights[1] > 3 and weights[2] == pytest.approx(0, abs=0.05)
    assert "| 1.000 / 0.000 |" in fitting.figures(judged, weights)


def test_the_corpus_is_measured(fitting: ModuleType, corpora: Path, tmp_path: Path) -> None:
    import vbcds

    vbcds.extract([corpora / "files"], tmp_path)
    judged = fitting.read(tmp_path, corpora / "gold", list(load_link_weights().weights))
    assert judged.wanted >= 50
    assert judged.right.sum() >= 0.95 * judged.wanted
