"""`vbcds check`."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vbcds import __version__
from vbcds.cli import DONE, FAILED
from vbcds.cli.app import Command, lang_option
from vbcds.cli.language import say
from vbcds.model.records import DocumentRecord, FindingRecord

if TYPE_CHECKING:
    from vbcds.checks.settings import CheckSettings

#: Exit code where a finding of severity `error` is left.
FOUND = 1
_FORMATS = ("text", "json", "sarif", "xlsx", "html")
_SUFFIXES = {".json": "json", ".sarif": "sarif", ".xlsx": "xlsx", ".html": "html", ".htm": "html", ".txt": "text"}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked, and what was found."""

    documents: Mapping[str, DocumentRecord]
    findings: tuple[FindingRecord, ...]
    #: Canonical text of a single file, for its comments.
    text: str | None = None
    failed: int = 0


def command() -> click.Command:
    """The command, with its help in the chosen language."""
    return Command(
        "check",
        callback=_check,
        help=say(
            "Kiểm tra một văn bản, một thư mục văn bản hoặc một hồ sơ đã đọc (thư mục của vbcds extract): số học, chỉ tiêu, nhiệm vụ, dẫn "
            "chiếu, thể thức, báo cáo. Mỗi điểm nêu ra kèm trích dẫn cả hai phía và chỗ đứng.\n\n"
            "Mã thoát: 0 không có lỗi, 1 có điểm mức “lỗi” (hoặc lệnh gọi sai), 2 có tệp không đọc được.\n\n"
            "Ví dụ: vbcds check du-thao.docx --comment du-thao-nhan-xet.docx",
            "Check a document, a folder of documents or a dossier (the folder of vbcds extract): arithmetic, targets, tasks, "
            "citations, form, reports. Every finding quotes both sides with their places.\n\n"
            "Exit codes: 0 no errors, 1 a finding of severity error (or a bad call), 2 some files could not be read.\n\n"
            "Example: vbcds check draft.docx --comment draft-commented.docx",
        ),
        params=[
            click.Argument(["paths"], nargs=-1, required=True, type=click.Path()),
            click.Option(
                ["--format", "form"],
                type=click.Choice(_FORMATS),
                help=say("Định dạng; không nêu thì theo đuôi của tệp -o, hoặc chữ.", "Format; if left out, by the ending of -o, or text."),
            ),
            click.Option(["-o", "--out"], type=click.Path(), metavar="OUT", help=say("Ghi ra tệp này.", "Write to this file.")),
            click.Option(
                ["--comment"],
                type=click.Path(),
                metavar="OUT.docx",
                help=say("Ghi bản sao tệp Word có nhận xét tại chỗ.", "Write a copy of the Word file with comments at their places."),
            ),
            click.Option(
                ["--select"],
                multiple=True,
                metavar="CODES",
                help=say("Chỉ các mã hoặc nhóm này (cách nhau bằng dấu phẩy).", "Only these codes or families (separated by commas)."),
            ),
            click.Option(["--ignore"], multiple=True, metavar="CODES", help=say("Bỏ qua các mã hoặc nhóm này.", "Leave these out.")),
            click.Option(
                ["--severity"],
                type=click.Choice(("error", "warning", "info")),
                help=say("Mức thấp nhất được nêu; mặc định info.", "The least severity shown; info if left out."),
            ),
            click.Option(
                ["--config"],
                type=click.Path(),
                metavar="FILE",
                help=say("Tệp cấu hình; mặc định vbcds.toml của thư mục hiện tại.", "Settings; ./vbcds.toml if left out."),
            ),
            click.Option(
                ["--baseline"],
                type=click.Path(),
                metavar="FILE",
                help=say("Không nêu những điểm đã chấp nhận trong tệp này.", "Leave out the findings accepted in this file."),
            ),
            click.Option(
                ["--write-baseline"],
                type=click.Path(),
                metavar="FILE",
                help=say("Ghi mọi điểm đang có vào tệp chấp nhận.", "Accept all present findings in this file."),
            ),
            lang_option(),
        ],
    )  # fmt: skip


def _check(
    *,
    paths: tuple[str, ...],
    form: str | None,
    out: str | None,
    comment: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    severity: str | None,
    config: str | None,
    baseline: str | None,
    write_baseline: str | None,
) -> int:
    from vbcds.checks.settings import load_baseline, render_baseline

    settings = _settings(select, ignore, severity, config)
    if baseline is not None:
        settings = replace(settings, accepted=settings.accepted | load_baseline(Path(baseline)))
    if comment is not None and (len(paths) != 1 or not paths[0].lower().endswith((".docx", ".docm"))):
        raise click.UsageError(say("--comment cần đúng một tệp Word (.docx).", "--comment wants exactly one Word file (.docx)."))
    if comment is not None and Path(comment).resolve() == Path(paths[0]).resolve():
        raise click.UsageError(say("--comment phải là một tệp khác tệp được kiểm tra.", "--comment must be another file."))
    checked = check_paths(paths)
    findings = settings.apply(checked.findings)
    if write_baseline is not None:
        Path(write_baseline).write_text(render_baseline(findings), encoding="utf-8")
        click.echo(
            say(f"Đã chấp nhận {len(findings)} điểm trong “{write_baseline}”.", f"Accepted {len(findings)} findings."), err=True
        )
        return FAILED if checked.failed else DONE
    if comment is not None:
        from vbcds.reporting.render.comments import render_comments

        commented = render_comments(Path(paths[0]).read_bytes(), findings, checked.text or "", checked.documents)
        Path(comment).write_bytes(commented)
    _write(findings, checked.documents, form or _SUFFIXES.get(Path(out).suffix.lower() if out else "", "text"), out)
    if any(item.severity == "error" for item in findings):
        return FOUND
    return FAILED if checked.failed else DONE


def _settings(select: tuple[str, ...], ignore: tuple[str, ...], severity: str | None, config: str | None) -> CheckSettings:
    from vbcds.checks.settings import expand_codes, load_settings

    settings = load_settings(Path(config) if config else None)
    if select:
        settings = replace(settings, select=expand_codes(select))
    if ignore:
        settings = replace(settings, ignore=settings.ignore | expand_codes(ignore))
    if severity is not None:
        settings = replace(settings, severity=severity)  # type: ignore[arg-type]  # click has checked it
    return settings


def check_paths(paths: Sequence[str]) -> Checked:
    """Check a file, files and folders together, or a dossier that was extracted before.

    Raises `vbcds.errors.ReadError` where a single file cannot be read.
    """
    if len(paths) == 1:
        path = Path(paths[0])
        if path.suffix == ".sqlite" or (path / "vbcds.sqlite").is_file():
            return _of_dossier(path)
        if not path.is_dir():
            return _of_file(path)
    from tempfile import TemporaryDirectory

    from vbcds.execution.run import extract

    with TemporaryDirectory(prefix="vbcds-") as folder:
        summary = extract(paths, folder, formats=("sqlite",))
        for error in summary.errors:
            click.echo(f"{error.path}: {error.detail}", err=True)
        checked = _of_dossier(Path(folder))
        return replace(checked, failed=summary.failed)


def _of_dossier(path: Path) -> Checked:
    from vbcds.store.dossier import open_dossier

    with open_dossier(path) as dossier:
        return Checked({record.id: record for record in dossier.documents()}, dossier.findings())


def _of_file(path: Path) -> Checked:
    from vbcds.assembly.dossier import link_citations
    from vbcds.checks.run import check_dossier, without_repeats
    from vbcds.pipeline import analyse

    analysis = analyse(path)
    linked = link_citations(analysis.citations, analysis.documents)
    records = replace(analysis.records, citations=linked.citations)
    more = without_repeats((*linked.findings, *check_dossier(records, text=lambda _: analysis.text)), analysis.findings)
    found = sorted((*analysis.findings, *more), key=lambda item: (item.evidence[0].source.start, item.code))
    return Checked({record.id: record for record in analysis.documents}, tuple(found), text=analysis.text)


def _write(findings: Sequence[FindingRecord], documents: Mapping[str, DocumentRecord], form: str, out: str | None) -> None:
    from vbcds.reporting.render import findings as rendering

    if form == "xlsx":
        if out is None:
            raise click.UsageError(say("Định dạng xlsx cần -o TỆP.xlsx.", "The format xlsx wants -o FILE.xlsx."))
        from vbcds.reporting.render.findings_sheet import write_findings_sheet

        write_findings_sheet(findings, documents, Path(out))
        return
    if form == "json":
        from vbcds.model.codec import to_json

        text = json.dumps([to_json(item) for item in findings], ensure_ascii=False, indent=1) + "\n"
    elif form == "sarif":
        from vbcds.reporting.render.sarif import render_sarif

        text = render_sarif(findings, documents, version=__version__)
    elif form == "html":
        text = rendering.render_html(findings, documents)
    else:
        colours = out is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
        width = shutil.get_terminal_size().columns if out is None and sys.stdout.isatty() else None
        text = rendering.render_findings(findings, documents, colours=colours, width=width) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        Path(out).write_text(text, encoding="utf-8")


__all__ = ["FOUND", "Checked", "check_paths", "command"]
