"""Writes docs/cli.md from the help texts and the README's tables of commands and findings: `make docs`.

A test checks that both are up to date.
"""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path
from unittest import mock

from vbcds.checks.registry import load_checks
from vbcds.cli import run
from vbcds.cli.app import COMMANDS

ROOT = Path(__file__).parents[1]
#: Findings that no check makes: the links between the files of a dossier do.
_OTHERS = {
    "citation-ambiguous": ("info", "Dẫn chiếu không ghi ngày mà hồ sơ có nhiều văn bản cùng số.", "cách xác định văn bản được dẫn"),
}

_HEAD = """# The command line

Generated from the help texts by `make docs`; `vbcds --help` shows the same. Messages are Vietnamese unless `--lang en` or
`VBCDS_LANG=en` says otherwise.

| exit code | meaning |
| --- | --- |
| 0 | all was read |
| 1 | a bad call, or the results could not be written |
| 2 | some files could not be read (they are in `errors.jsonl`); the rest is complete |
| 130 | stopped by Ctrl-C; the next run goes on where this one was |

With `VBCDS_DEBUG` set, a defect shows its traceback.
"""


def build_cli() -> str:
    """The page docs/cli.md."""
    pieces = [_HEAD]
    for name in ("", *COMMANDS):
        pieces.append(f"\n## `{f'vbcds {name}'.strip()}`\n")
        pieces += [f"\n```text\n{_help(name, lang)}```\n" for lang in ("vi", "en")]
    return "".join(pieces)


def _help(name: str, lang: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out, mock.patch.dict(os.environ, COLUMNS="100"):
        run([*([name] if name else []), "--lang", lang, "--help"])
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def build_readme(readme: str) -> str:
    """The README with its tables of commands and of findings as the program has them."""
    commands = ["| command | what it does |", "| --- | --- |"]
    commands += [f"| `vbcds {name}` | {english} |" for name, (_, _, english) in COMMANDS.items()]
    rows = {check.code: (check.severity, check.explanation, check.source) for check in load_checks().values()} | _OTHERS
    findings = ["| code | severity | what it says | rule |", "| --- | --- | --- | --- |"]
    findings += [f"| `{code}` | {' | '.join(text.replace('|', '/') for text in row)} |" for code, row in rows.items()]
    return _with_table(_with_table(readme, "commands", commands), "findings", findings)


def _with_table(page: str, name: str, lines: list[str]) -> str:
    start, end = f"<!-- {name}: made by `make docs` -->", f"<!-- end of {name} -->"
    before, _, rest = page.partition(start)
    return "\n".join([f"{before}{start}", *lines, f"{end}{rest.partition(end)[2]}"])


if __name__ == "__main__":
    (ROOT / "docs" / "cli.md").write_text(build_cli(), encoding="utf-8")
    readme = ROOT / "README.md"
    readme.write_text(build_readme(readme.read_text(encoding="utf-8")), encoding="utf-8")
