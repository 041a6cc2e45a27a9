"""The machinery is tested with an analysis that does what the file tells it (stubs/stub_analysis.py)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vbcds.execution.documents import Job
from vbcds.execution.run import RunSummary, extract

STUBS = Path(__file__).parent / "stubs"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder to read."""
    place = tmp_path / "vào"
    place.mkdir()
    return place


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path) -> Callable[..., RunSummary]:
    """`extract` of the folder into `tmp_path / "ra"`, by the stub."""
    monkeypatch.syspath_prepend(str(STUBS))
    monkeypatch.setenv("STUB_LOG", str(tmp_path / "log"))

    def call(*paths: Any, **options: Any) -> RunSummary:
        defaults = {"jobs": 1, "timeout": 20.0, "memory": 1024, "analyse": "stub_analysis:analyse", "formats": ("jsonl", "sqlite")}
        return extract(list(paths) or folder, tmp_path / "ra", **(defaults | options))

    return call


@pytest.fixture
def readings(tmp_path: Path) -> Callable[[], list[str]]:
    """The names of the COUNT files that were read since the last call."""

    def take() -> list[str]:
        log = tmp_path / "log"
        names = log.read_text(encoding="utf-8").split() if log.exists() else []
        log.unlink(missing_ok=True)
        return sorted(names)

    return take


@pytest.fixture
def settled(folder: Path) -> Callable[[], None]:
    """Give all files a time of change long ago: a file changed a moment before it is read is hashed by the next run."""

    def age() -> None:
        for path in folder.rglob("*"):
            os.utime(path, ns=(10**18, 10**18))

    return age


@pytest.fixture
def make_job(tmp_path: Path) -> Callable[..., Any]:
    """A job for a small file."""

    def make(**values: Any) -> Any:
        (tmp_path / "a.txt").write_text("DOC")
        return Job(**({"location": str(tmp_path / "a.txt"), "name": "a.txt", "fingerprint": "f"} | values))

    return make
