"""`vbcds export`."""

from __future__ import annotations

from pathlib import Path

import click

from vbcds.cli import DONE
from vbcds.cli.app import Command, lang_option
from vbcds.cli.language import say
from vbcds.errors import VbcdsError


def command() -> click.Command:
    """The command, with its help in the chosen language."""
    return Command(
        "export",
        callback=_export,
        help=say(
            "Ghi các văn bản của hồ sơ OUT theo chuẩn quốc tế: --akn ghi mỗi văn bản thành một tệp XML Akoma Ntoso kèm các dẫn chiếu.\n\n"
            "Ví dụ: vbcds export ket-qua --akn -o akn",
            "Write the documents of the dossier OUT in an international standard: --akn writes each as an Akoma Ntoso XML file with its "
            "references.\n\nExample: vbcds export results --akn -o akn",
        ),
        params=[
            click.Argument(["out"], type=click.Path()),
            click.Option(["--akn"], is_flag=True, help=say("Akoma Ntoso 3.0.", "Akoma Ntoso 3.0.")),
            click.Option(
                ["-o", "--output"], required=True, type=click.Path(file_okay=False), metavar="DIR",
                help=say("Thư mục ghi ra.", "Folder to write into."),
            ),
            click.Option(
                ["--document", "ids"], multiple=True, metavar="ID",
                help=say("Chỉ các văn bản có mã này.", "Only the documents with these ids."),
            ),
            lang_option(),
        ],
    )  # fmt: skip


def _export(*, out: str, akn: bool, output: str, ids: tuple[str, ...]) -> int:
    from vbcds.graph.akoma import render_akoma
    from vbcds.graph.build import build_graph
    from vbcds.store.dossier import open_dossier

    if not akn:
        raise VbcdsError(say("Cần chọn một chuẩn: --akn.", "Choose a standard: --akn."))
    folder = Path(output)
    with open_dossier(out) as dossier:
        documents = dossier.documents()
        missing = set(ids) - {document.id for document in documents}
        if missing:
            raise VbcdsError(
                say(f"Hồ sơ không có văn bản {', '.join(sorted(missing))}.", f"No document {', '.join(sorted(missing))}.")
            )
        graph = build_graph(documents, ())
        folder.mkdir(parents=True, exist_ok=True)
        written = 0
        for document in documents:
            if ids and document.id not in ids:
                continue
            content = render_akoma(
                document, dossier.text(document.id), dossier.citations(document=document.id), key=graph.node(document.id).key
            )
            (folder / f"{document.id}.xml").write_bytes(content)
            written += 1
    click.echo(say(f"Đã ghi {written} tệp vào {folder}.", f"Wrote {written} files into {folder}."), err=True)
    return DONE
