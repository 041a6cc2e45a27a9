"""`vbcds graph`."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from vbcds.cli import DONE
from vbcds.cli.app import Command, lang_option
from vbcds.cli.language import say
from vbcds.errors import VbcdsError
from vbcds.model.records import Relation

if TYPE_CHECKING:
    from vbcds.graph.queries import CitationGraph

_RELATIONS: tuple[Relation, ...] = (
    "legal_basis", "amends", "replaces", "repeals", "promulgates", "implements", "proposed_by", "mentions",
)  # fmt: skip
#: Candidates and documents printed for one line of the terminal's lists.
_NAMED = 5
#: Documents that the summary ranks, and lists.
_RANKED, _LISTED = 200, 10


def command() -> click.Command:
    """The command, with its help in the chosen language."""
    return Command(
        "graph",
        callback=_graph,
        help=say(
            "Lược đồ dẫn chiếu của hồ sơ OUT (thư mục mà vbcds extract đã ghi): văn bản nào dẫn văn bản nào, quan hệ gì, còn hiệu lực "
            "không.\n\nĐuôi của tệp -o chọn định dạng: .html (một tệp, mở được ngoại tuyến), .graphml, .gexf, .json, .jsonld.\n\n"
            "Ví dụ: vbcds graph ket-qua -o luoc-do.html --around 749/QĐ-TTg --depth 2",
            "The citation graph of the dossier OUT (a folder written by vbcds extract): who cites whom, by which relation, what is in "
            "force.\n\nThe ending of -o chooses the format: .html (one file, works offline), .graphml, .gexf, .json, .jsonld.\n\n"
            "Example: vbcds graph results -o graph.html --around 749/QĐ-TTg --depth 2",
        ),
        params=[
            click.Argument(["out"], type=click.Path()),
            click.Option(
                ["-o", "--output"], type=click.Path(dir_okay=False), metavar="FILE",
                help=say("Tệp ghi ra; không nêu thì in tóm tắt.", "File to write; a summary is printed if left out."),
            ),
            click.Option(
                ["--as-of", "as_of"], type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), metavar="NGÀY",
                help=say("Lược đồ và hiệu lực tính đến ngày này.", "The graph and what is in force as of this day."),
            ),
            click.Option(
                ["--around"], metavar="KEY",
                help=say("Chỉ lấy quanh một văn bản (số, ký hiệu hoặc khóa).", "Only what lies around a document (number or key)."),
            ),
            click.Option(
                ["--depth"], type=click.IntRange(1, 50), default=1, show_default=True, metavar="N",
                help=say("Số bước quanh văn bản của --around.", "Steps around the document of --around."),
            ),
            click.Option(
                ["--relation", "relations"], multiple=True, type=click.Choice(_RELATIONS),
                help=say("Chỉ lấy các quan hệ này (dùng nhiều lần được).", "Only these relations (can be repeated)."),
            ),
            click.Option(
                ["--dead-basis", "dead_basis"], is_flag=True,
                help=say("Liệt kê văn bản có căn cứ đã hết hiệu lực.", "List documents that rest on something no longer in force."),
            ),
            click.Option(
                ["--unresolved"], is_flag=True,
                help=say("Liệt kê dẫn chiếu chưa xác định được văn bản.", "List mentions whose document is not certain."),
            ),
            lang_option(),
        ],
    )  # fmt: skip


def _graph(
    *,
    out: str,
    output: str | None,
    as_of: date | None,
    around: str | None,
    depth: int,
    relations: tuple[str, ...],
    dead_basis: bool,
    unresolved: bool,
) -> int:
    from vbcds.graph.build import build_dossier_graph
    from vbcds.graph.export import FORMATS, write_graph
    from vbcds.graph.validity import youngest
    from vbcds.store.dossier import open_dossier

    if output is not None and not output.lower().endswith(FORMATS):
        raise VbcdsError(
            say(f"Đuôi tệp phải là một trong {', '.join(FORMATS)}.", f"The file must end in one of {', '.join(FORMATS)}.")
        )
    day = None if as_of is None else date(as_of.year, as_of.month, as_of.day)
    with open_dossier(out) as dossier:
        graph = build_dossier_graph(dossier)
        graph.acts  # noqa: B018 (read from the whole dossier, before a part is looked at)
        if day is not None:
            graph = graph.as_of(day)
        if around is not None:
            graph = graph.around(_find(graph, around), depth)
        if relations:
            graph = graph.subgraph(relations=relations)
        on = day or youngest(graph) or date.today()
        if output is not None:
            write_graph(graph, output, on=on)
        if dead_basis:
            _print_dead(graph, on)
        if unresolved:
            _print_unresolved(graph)
        if output is not None:
            click.echo(
                say(
                    f"Đã ghi {output}: {len(graph)} văn bản, {len(graph.edge_source)} quan hệ.",
                    f"Wrote {output}: {len(graph)} documents, {len(graph.edge_source)} edges.",
                ),
                err=True,
            )
        elif not (dead_basis or unresolved):
            _print_summary(graph)
    return DONE


def _find(graph: CitationGraph, name: str) -> str:
    try:
        return graph.node(name).id
    except KeyError:
        near = ", ".join(node.id for node in graph.suggest(name))
        message = say(f"Không có văn bản “{name}” trong hồ sơ.", f"There is no document “{name}” in the dossier.")
        raise VbcdsError(message + (say(f" Có phải là: {near}?", f" Did you mean: {near}?") if near else "")) from None


def _print_summary(graph: CitationGraph) -> None:
    click.echo(
        say(
            f"{len(graph)} văn bản, {len(graph.edge_source)} quan hệ, {len(graph.mentions)} lượt dẫn; "
            f"{len(graph.unresolved())} lượt chưa rõ.",
            f"{len(graph)} documents, {len(graph.edge_source)} edges, {len(graph.mentions)} mentions; "
            f"{len(graph.unresolved())} not certain.",
        )
    )
    click.echo(say("Được dẫn nhiều nhất (số văn bản dẫn):", "Cited most (by how many documents):"))
    counted = [(len({edge.source.id for edge in graph.cited_by(node)}), node) for node, _ in graph.central(_RANKED)]
    for citing, node in sorted(counted, key=lambda item: -item[0])[:_LISTED]:
        click.echo(f"  {citing:>4}  {node.label}{f' · {node.title}' if node.title and node.number else ''}"[:118])


def name_of(key: str) -> str:
    """A document's type, number and day as people write them.

    >>> name_of("luat:77/2015/QH13@2015-06-19"), name_of("quyet-dinh:12/QĐ-UBND@2022|tinh-long-an")
    ('Luật 77/2015/QH13 ngày 19/06/2015', 'Quyết định 12/QĐ-UBND năm 2022')
    """
    from vbcds.graph.nodes import split_key

    kind, number, day, year = split_key(key.partition("|")[0])
    when = f" ngày {day:%d/%m/%Y}" if day else f" năm {year}" if year else ""
    return f"{kind[:1].upper()}{kind[1:]} {number or key.partition(':')[2].partition('@')[0]}{when}"


def _print_dead(graph: CitationGraph, on: date) -> None:
    found = graph.dead_basis(on)
    for item in found:
        chain = " → ".join(node.label for node in item.path)
        by = name_of(item.status.by) if item.status.by else "?"
        since = item.status.since.strftime("%d/%m/%Y") if item.status.since else "?"
        click.echo(say(f"{chain}: hết hiệu lực từ {since}, theo {by}", f"{chain}: no longer in force since {since}, by {by}"))
    if not found:
        click.echo(
            say(
                f"Không thấy văn bản nào có căn cứ đã hết hiệu lực tại ngày {on:%d/%m/%Y}.",
                f"No document rests on something no longer in force on {on}.",
            )
        )


def _print_unresolved(graph: CitationGraph) -> None:
    names = {document.id: document.path for document in graph.documents}
    for mention in graph.unresolved():
        citation = mention.citation
        named = "; ".join(map(name_of, mention.candidates[:_NAMED]))
        more = len(mention.candidates) - _NAMED
        if more > 0:
            named += say(f" và {more} văn bản khác", f" and {more} more")
        line = f"{names.get(citation.document, citation.document)}: “{' '.join(citation.raw.split())}”"
        click.echo(line + (say(f", có thể là: {named}", f", may be: {named}") if named else ""))
    if not graph.unresolved():
        click.echo(say("Mọi dẫn chiếu đều đã xác định được văn bản.", "Every mention's document is certain."))
