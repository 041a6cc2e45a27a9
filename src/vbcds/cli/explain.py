"""`vbcds explain`."""

from __future__ import annotations

import click

from vbcds.cli import DONE
from vbcds.cli.app import Command, lang_option
from vbcds.cli.language import say


def command() -> click.Command:
    """The command, with its help in the chosen language."""
    return Command(
        "explain",
        callback=_explain,
        help=say(
            "Giải thích một phép kiểm tra: nêu gì, căn cứ, ví dụ. Không nêu mã thì liệt kê tất cả.\n\n"
            "Ví dụ: vbcds explain percentage-mismatch",
            "Explain a check: what it looks for, its source, examples. Without a code, all are listed.\n\n"
            "Example: vbcds explain percentage-mismatch",
        ),
        params=[click.Argument(["code"], required=False), lang_option()],
    )


def _explain(*, code: str | None) -> int:
    from vbcds.checks.registry import FAMILIES, find_check, load_checks
    from vbcds.reporting.render.findings import SEVERITY_NAMES, render_check

    if code is not None:
        check = find_check(code)
        if check is None:
            raise click.UsageError(
                say(
                    f"Không có phép kiểm tra “{code}”; gọi vbcds explain để xem danh sách.",
                    f"There is no check {code!r}; vbcds explain lists all.",
                )
            )
        click.echo(render_check(check))
        return DONE
    family = None
    for check in load_checks().values():
        if check.family != family:
            family = check.family
            click.echo(f"{FAMILIES[family]} ({family})")
        click.echo(f"  {check.code:<30} {SEVERITY_NAMES[check.severity]:<9} {check.explanation}")
    return DONE
