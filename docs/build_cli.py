"""Writes docs/cli.md from the command line's own help texts: `python docs/build_cli.py`. A test checks that it is up to date."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path
from unittest import mock

from vbcds.cli import run
from vbcds.cli.app import COMMANDS

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


def build() -> str:
    """The whole page."""
    pieces = [_HEAD]
    for name in ("", *COMMANDS):
        pieces.append(f"\n## `{f'vbcds {name}'.strip()}`\n")
        pieces += [f"\n```text\n{_help(name, lang)}```\n" for lang in ("vi", "en")]
    return "".join(pieces)


def _help(name: str, lang: str) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out, mock.patch.dict(os.environ, COLUMNS="100"):
        run([*([name] if name else []), "--lang", lang, "--help"])
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("cli.md").write_text(build(), encoding="utf-8")
