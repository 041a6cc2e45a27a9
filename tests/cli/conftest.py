"""The command line, called as a user calls it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from vbcds.cli import run
from vbcds.execution import run as runs

STUBS = Path(__file__).parents[1] / "execution" / "stubs"


class Called(NamedTuple):
    """What a call left: exit code and both streams."""

    code: int
    out: str
    err: str


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Called]:
    """`call("extract", path, "-o", out)`."""
    monkeypatch.delenv("VBCDS_LANG", raising=False)

    def calling(*arguments: object) -> Called:
        code = run([str(argument) for argument in arguments])
        streams = capsys.readouterr()
        return Called(code, streams.out, streams.err)

    return calling


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are analysed by the stub of the execution tests."""
    monkeypatch.syspath_prepend(str(STUBS))
    defaults = dict(runs.extract.__kwdefaults__ or {})
    monkeypatch.setattr(runs.extract, "__kwdefaults__", defaults | {"analyse": "stub_analysis:analyse"})
