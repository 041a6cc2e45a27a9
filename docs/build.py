"""Writes docs/cli.md from the help texts and the README's table of findings from the registry of checks: `make docs`.

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
_START, _END = "<!-- findings: made by `make docs` -->", "<!-- end of findings -->"

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
    """The README with its table of findings as the registry has it."""
    rows = {check.code: (check.severity, check.explanation, check.source) for check in load_checks().values()} | _OTHERS
    lines = ["| code | severity | what it says | rule |", "| --- | --- | --- | --- |"]
    lines += [f"| `{code}` | {' | '.join(text.replace('|', '/') for text in row)} |" for code, row in rows.items()]
    before, _, rest = readme.partition(_START)
    return f"{before}{_START}\n{chr(10).join(lines)}\n{_END}{rest.partition(_END)[2]}"


if __name__ == "__main__":
    (ROOT / "docs" / "cli.md").write_text(build_cli(), encoding="utf-8")
    readme = ROOT / "README.md"
    readme.write_text(build_readme(readme.read_text(encoding="utf-8")), encoding="utf-8")
