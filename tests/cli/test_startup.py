"""The command line starts quickly and loads nothing that it does not need."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = (
    "spacy",
    "networkx",
    "pdfplumber",
    "underthesea",
    "pydantic",
    "openpyxl",
    "lxml",
    "docx",
    "pypdfium2",
    "pandas",
    "numpy",
    "xlsxwriter",
)


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import json, sys\n{code}\nsys.stderr.write(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stderr))


@pytest.mark.parametrize(
    "code",
    [
        "import vbcds",
        "from vbcds.cli import run; run(['--help'])",
        "from vbcds.cli import run; run(['extract', '--help'])",
        "from vbcds.cli import run; run(['show', '--help'])",
        "from vbcds.cli import run; run(['--version'])",
        "import vbcds; vbcds.open_dossier; vbcds.extract",
    ],
)
def test_nothing_heavy_is_loaded(code: str) -> None:
    assert not modules_after(code) & set(HEAVY)


def test_import_loads_next_to_nothing() -> None:
    assert {name for name in modules_after("import vbcds") if name.startswith("vbcds")} == {"vbcds"}


@pytest.mark.skipif(sys.platform == "win32", reason="processor time of children is not told there")
@pytest.mark.parametrize("arguments", [["-c", "import vbcds"], ["-m", "vbcds", "--help"]], ids=["import", "help"])
def test_processor_time_of_the_start(arguments: list[str]) -> None:
    import resource

    def spent() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    times = []
    for _ in range(3):
        before = spent()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        times.append(spent() - before)
    assert min(times) < 0.25
