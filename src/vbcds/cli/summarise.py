"""`vbcds summarise` (also `summarize`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vbcds.cli import DONE
from vbcds.cli.app import Command, lang_option
from vbcds.cli.language import say
from vbcds.errors import VbcdsError

if TYPE_CHECKING:
    from vbcds.reporting.report_values import Report
    from vbcds.reporting.summary_values import Summary

#: Endings of `-o`.
FORMATS = (".docx", ".html", ".md", ".json")


def command() -> click.Command:
    """The command, with its help in the chosen language."""
    return Command(
        "summarise",
        callback=_summarise,
        help=say(
            "Lập báo cáo tổng hợp của kỳ từ hồ sơ OUT (thư mục kết quả của vbcds extract). Mỗi câu đều có nguồn; số liệu không có trong "
            "nguồn không được đưa vào. Không nêu -o thì in ra dạng Markdown.\n\n"
            "Ví dụ: vbcds summarise ket-qua --period 2023-05 -o bao-cao.docx",
            "Write the consolidated report of a period from the dossier OUT (the folder that vbcds extract wrote). Every sentence has its "
            "sources; a figure that stands in none is left out. Without -o it is printed as Markdown.\n\n"
            "Example: vbcds summarise results --period 2023-05 -o report.docx",
        ),
        params=[
            click.Argument(["out"], type=click.Path()),
            click.Option(
                ["--period"], required=True, metavar=say("KỲ", "PERIOD"),
                help=say("Kỳ báo cáo: 2023-05, 2023-Q2, 2023-H1, 2023 ...", "Period: 2023-05, 2023-Q2, 2023-H1, 2023 ..."),
            ),
            click.Option(
                ["-o", "--output"], multiple=True, type=click.Path(), metavar="FILE",
                help=say("Tệp .docx, .html, .md hoặc .json (dùng nhiều lần được).", "File .docx, .html, .md or .json (can be repeated)."),
            ),
            click.Option(
                ["--as-of"], type=click.DateTime(["%Y-%m-%d"]), metavar=say("NGÀY", "DATE"),
                help=say("Ngày xét tình trạng nhiệm vụ; mặc định cuối kỳ.", "Day on which tasks are judged; the period's end if left out."),
            ),
            click.Option(
                ["--pages"], type=click.IntRange(1, 500), metavar="N",
                help=say(
                    "Số trang báo cáo, không kể phụ lục; khó khăn và kiến nghị luôn đủ.",
                    "Pages without the annexes; difficulties and proposals stay complete.",
                ),
            ),
            click.Option(
                ["--per-section"], type=click.IntRange(1), metavar="N",
                help=say("Số ý tối đa mỗi phần; cơ quan nào cũng được nhắc đến.", "Most sentences of a section; every agency is heard."),
            ),
            calendar_option(),
            click.Option(["--agency"], metavar=say("TÊN", "NAME"), help=say("Cơ quan ban hành báo cáo.", "Agency that issues the report.")),
            click.Option(["--parent"], metavar=say("TÊN", "NAME"), help=say("Cơ quan chủ quản.", "Agency above it.")),
            click.Option(["--place"], metavar=say("ĐỊA DANH", "PLACE"), help=say("Địa danh trước ngày tháng.", "Place before the date.")),
            click.Option(
                ["--rewrite"], metavar="URL",
                help=say(
                    "Địa chỉ API tương thích OpenAI để sửa lời văn; chỉ nhận câu giữ nguyên số liệu, tên, ngày và phủ định.",
                    "An OpenAI-compatible endpoint that polishes sentences; only kept where figures, names, dates and negations survive.",
                ),
            ),
            click.Option(["--rewrite-model"], metavar=say("TÊN", "NAME"), help=say("Tên mô hình ở đó.", "Name of the model.")),
            lang_option(),
        ],
    )  # fmt: skip


def calendar_option() -> click.Option:
    """`--calendar`: who owes which report when."""
    return click.Option(
        ["--calendar"],
        type=click.Path(),
        metavar="FILE.toml",
        help=say("Lịch báo cáo (ai phải gửi, khi nào); không nêu thì lấy từ kế hoạch trong hồ sơ.",
                 "Who owes reports when; taken from the plans of the dossier if left out."),
    )  # fmt: skip


def _summarise(
    *,
    out: str,
    period: str,
    output: tuple[str, ...],
    as_of: object,
    pages: int | None,
    per_section: int | None,
    calendar: str | None,
    agency: str | None,
    parent: str | None,
    place: str | None,
    rewrite: str | None,
    rewrite_model: str | None,
) -> int:
    from datetime import datetime

    from vbcds.reporting.report_duties import load_duties
    from vbcds.reporting.summary import build_summary
    from vbcds.reporting.summary_report import build_report
    from vbcds.store.dossier import open_dossier

    targets = [Path(name) for name in output]
    if any(target.suffix.lower() not in FORMATS for target in targets):
        raise click.BadParameter(say(f"cần tệp {', '.join(FORMATS)}", f"needs a file {', '.join(FORMATS)}"), param_hint="-o")
    duties = load_duties(calendar) if calendar is not None else None
    with open_dossier(out) as dossier:
        day = as_of.date() if isinstance(as_of, datetime) else None
        texts = dict(dossier.texts())
        summary = build_summary(
            dossier.records(), texts=texts, period=period, as_of=day, pages=pages, per_section=per_section, duties=duties
        )
    if not summary.agencies_reported:
        click.echo(say(f"Hồ sơ không có báo cáo nào của kỳ {period}.", f"The dossier has no report on {period}."), err=True)
    if rewrite is not None:
        from vbcds.reporting.summary_rewriting import Rewriter, rewrite_summary

        if rewrite_model is None:
            raise click.UsageError(say("--rewrite cần --rewrite-model.", "--rewrite needs --rewrite-model."))
        summary, count = rewrite_summary(summary, texts, Rewriter(url=rewrite, model=rewrite_model))
        click.echo(
            say(
                f"Đã sửa lời văn {count.kept} câu, giữ nguyên {count.refused} câu.", f"Rewrote {count.kept}, kept {count.refused}."
            ),
            err=True,
        )
    report = build_report(summary, agency=agency, parent=parent, place=place)
    if not targets:
        click.echo(_rendered(".md", report, summary, texts), nl=False)
        return DONE
    for target in targets:
        suffix = target.suffix.lower()
        with writing(target):
            if suffix == ".docx":
                from vbcds.reporting.render.docx_report import render_docx_report

                render_docx_report(report, target)
            else:
                target.write_text(_rendered(suffix, report, summary, texts), encoding="utf-8")
    names = ", ".join(map(str, targets))
    counts = f"{len(summary.highlights)}, {len(summary.difficulties)}, {len(summary.proposals)}, {len(summary.plans)}"
    click.echo(
        say(f"Đã ghi {names}: {len(summary.agencies_reported)} báo cáo; kết quả, khó khăn, kiến nghị, nhiệm vụ: {counts}.",
            f"Wrote {names}: {len(summary.agencies_reported)} reports; results, difficulties, proposals, plans: {counts}.")
    )  # fmt: skip
    return DONE


def _rendered(suffix: str, report: Report, summary: Summary, texts: Mapping[str, str]) -> str:
    """The report as the text of a file with this ending."""
    if suffix == ".html":
        from vbcds.reporting.render.html_report import render_html_report

        return render_html_report(report, summary, texts)
    if suffix == ".json":
        from vbcds.reporting.summary_json import summary_to_json

        return json.dumps(summary_to_json(summary), ensure_ascii=False, indent=1) + "\n"
    from vbcds.reporting.render.markdown_report import render_markdown

    return render_markdown(report, summary)


class writing:  # noqa: N801
    """Makes the folder of a file, and says in one line where it cannot be written."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __enter__(self) -> None:
        try:
            self.target.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise VbcdsError(say(f"Không ghi được {self.target}: {error}", f"Cannot write {self.target}: {error}")) from error

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            raise VbcdsError(say(f"Không ghi được {self.target}: {error}", f"Cannot write {self.target}: {error}")) from error
