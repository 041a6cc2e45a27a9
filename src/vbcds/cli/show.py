"""`vbcds show`."""

from __future__ import annotations

import shutil

import click

from vbcds.cli import DONE
from vbcds.cli.app import Command, lang_option
from vbcds.cli.language import say


def command() -> click.Command:
    """The command, with its help in the chosen language."""
    return Command(
        "show",
        callback=_show,
        help=say(
            "Xem tệp FILE như chương trình đọc được: thể thức, bố cục, bảng và vai trò các cột.\n\n"
            "Ví dụ: vbcds show quyet-dinh.pdf --tables",
            "Look at FILE as it is read: header, outline, tables and the roles of their columns.\n\n"
            "Example: vbcds show decision.pdf --tables",
        ),
        params=[
            click.Argument(["file"], type=click.Path()),
            click.Option(["--tables"], is_flag=True, help=say("Hiện cả nội dung các bảng.", "Show the tables' cells, too.")),
            click.Option(["--text"], is_flag=True, help=say("Chỉ hiện toàn văn.", "Show nothing but the whole text.")),
            lang_option(),
        ],
    )  # fmt: skip


def _show(*, file: str, tables: bool, text: bool) -> int:
    from vbcds.pipeline import analyse, read

    if text:
        click.echo(read(file).text)
        return DONE
    from vbcds.reporting.render.terminal import render_document

    analysis = analyse(file)
    columns = min(shutil.get_terminal_size((100, 24)).columns, 160)
    click.echo(
        render_document(analysis.document, analysis.structure, analysis.records, width=columns, tables=tables, lang=say("vi", "en"))
    )
    return DONE
