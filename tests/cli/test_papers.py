"""The README's examples run, and the generated and the hand-written pages say what the code does."""

from __future__ import annotations

import doctest
import re
import runpy
from dataclasses import fields
from pathlib import Path

import pytest

from vbcds.errors import ERROR_KINDS
from vbcds.model.document import Source
from vbcds.model.records import Agency, Deadline, Signer
from vbcds.store.rows import KINDS

ROOT = Path(__file__).parents[2]


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_examples_of_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failures, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert tried > 10
    assert failures == 0


def test_page_of_the_command_line_is_up_to_date() -> None:
    assert runpy.run_path(str(ROOT / "docs" / "build.py"))["build_cli"]() == page("docs/cli.md"), "run: make docs"


def test_readme_lists_every_command_and_every_finding() -> None:
    readme = page("README.md")
    assert runpy.run_path(str(ROOT / "docs" / "build.py"))["build_readme"](readme) == readme, "run: make docs"
    used = {
        code
        for path in (ROOT / "src" / "vbcds").rglob("*.py")
        for code in re.findall(r"\bcode=\"([a-z]+(?:-[a-z]+)+)\"", path.read_text(encoding="utf-8"))
    }
    assert not [code for code in used if f"| `{code}` |" not in readme]


@pytest.mark.parametrize("kind", list(KINDS))
def test_formats_name_every_field(kind: str) -> None:
    section = page("docs/formats.md").partition(f"### {kind}.jsonl")[2].partition("\n### ")[0]
    assert not [field.name for field in fields(KINDS[kind]) if f"`{field.name}`" not in section]


@pytest.mark.parametrize("shape", [Source, Agency, Deadline, Signer], ids=lambda shape: shape.__name__)
def test_formats_name_every_field_of_the_shapes(shape: type) -> None:
    text = page("docs/formats.md")
    assert not [field.name for field in fields(shape) if f"`{field.name}`" not in text]


def test_formats_explain_every_error() -> None:
    text = page("docs/formats.md")
    assert not [kind for kind in ERROR_KINDS if f"| `{kind}` |" not in text]


def test_readme_comes_to_the_point() -> None:
    first = page("README.md")[:2600]
    assert "make demo" in first and "make test" in first and "vbcds extract" in first
