"""The public names are there, and only where they live."""

from __future__ import annotations

import importlib

import pytest

import vbcds


@pytest.mark.parametrize("name", sorted(set(vbcds.__all__) - {"__version__"}))
def test_every_public_name_is_there(name: str) -> None:
    value = getattr(vbcds, name)
    assert value is getattr(importlib.import_module(vbcds._HOMES[name]), name)
    assert value.__doc__
    assert name in dir(vbcds)


def test_other_names_are_not() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = vbcds.nothing  # type: ignore[attr-defined]
