"""Fixtures for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# No test is timed: a machine under load would fail it.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents beside the project; a user's clone has none, so the tests that use it skip there."""
    folder = ROOT.parent / "shared"
    if not (folder / "real").is_dir():
        pytest.skip("the folder of real documents is not beside this checkout")
    return folder


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The project's own corpus."""
    folder = ROOT / "corpora"
    if not folder.is_dir():
        pytest.skip("corpora/ is not there")
    return folder
