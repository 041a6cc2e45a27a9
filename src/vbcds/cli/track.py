"""`vbcds track`."""

from __future__ import annotations

import datetime
import json
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vbcds.cli import DONE
from vbcds.cli.app import Command, lang_option
from vbcds.cli.language import say
from vbcds.cli.summarise import calendar_option, writing
from vbcds.errors import VbcdsError

if TYPE_CHECKING:
    from vbcds.reporting.calendar import ReportCalendar
    from vbcds.reporting.ledger_values import Ledger, LedgerEntry

#: Endings of `-o`.
FORMATS = (".json", ".xlsx", ".ics")
_STATES_EN = {
    "done": "done", "in_progress": "in progress", "not_started": "not started", "delayed": "delayed", "overdue": "overdue",
    "upcoming": "upcoming", "unreported": "unreported",
}  # fmt: skip
_COLOURS = {
    "done": "green", "in_progress": "blue", "not_started": "yellow", "delayed": "magenta", "overdue": "red", "upcoming": "white",
    "unreported": "cyan",
}  # fmt: skip


def command() -> click.Command:
    """The command, with its help in the chosen language."""
    return Command(
        "track",
        callback=_track,
        help=say(
            "Sổ theo dõi nhiệm vụ của hồ sơ OUT đến ngày DATE: tình trạng, căn cứ gần nhất, thời hạn tới, đơn vị chưa báo cáo.\n\n"
            "Ví dụ: vbcds track ket-qua --as-of 2023-05-31 -o theo-doi.xlsx --remind don-doc/",
            "The ledger of the tasks of the dossier OUT on DATE: state, last evidence, next due date, who is silent.\n\n"
            "Example: vbcds track results --as-of 2023-05-31 -o ledger.xlsx --remind letters/",
        ),
        params=[
            click.Argument(["out"], type=click.Path()),
            click.Option(
                ["--as-of"], required=True, type=click.DateTime(["%Y-%m-%d"]), metavar=say("NGÀY", "DATE"),
                help=say("Ngày xét tình trạng, dạng 2023-05-31.", "Day to look at, as 2023-05-31."),
            ),
            click.Option(
                ["-o", "--output"], multiple=True, type=click.Path(), metavar="FILE",
                help=say("Tệp .json, .xlsx hoặc .ics (dùng nhiều lần được).", "File .json, .xlsx or .ics (can be repeated)."),
            ),
            click.Option(
                ["--remind"], type=click.Path(file_okay=False), metavar="FOLDER",
                help=say("Thư mục ghi công văn đôn đốc, mỗi cơ quan một tệp.", "Folder for a reminder letter a lead agency."),
            ),
            click.Option(["--period"], metavar=say("KỲ", "PERIOD"), help=say("Kỳ xét việc báo cáo; mặc định kỳ gần nhất.",
                                                                             "Period whose silence counts; the last one if left out.")),
            calendar_option(),
            click.Option(["--agency"], metavar=say("TÊN", "NAME"), help=say("Cơ quan ban hành công văn.", "Agency that issues letters.")),
            click.Option(["--parent"], metavar=say("TÊN", "NAME"), help=say("Cơ quan chủ quản.", "Agency above it.")),
            click.Option(["--place"], metavar=say("ĐỊA DANH", "PLACE"), help=say("Địa danh trước ngày tháng.", "Place before the date.")),
            click.Option(["-q", "--quiet"], is_flag=True, help=say("Không in bảng.", "Print no table.")),
            lang_option(),
        ],
    )  # fmt: skip


def _track(
    *,
    out: str,
    as_of: datetime.datetime,
    output: tuple[str, ...],
    remind: str | None,
    period: str | None,
    calendar: str | None,
    agency: str | None,
    parent: str | None,
    place: str | None,
    quiet: bool,
) -> int:
    from vbcds.model.periods import period_days
    from vbcds.reporting.calendar import build_calendar
    from vbcds.reporting.ledger import build_ledger
    from vbcds.reporting.report_duties import find_duties, load_duties
    from vbcds.store.dossier import open_dossier

    targets = [Path(name) for name in output]
    for target in targets:
        if target.suffix.lower() not in FORMATS:
            raise click.BadParameter(say(f"cần tệp {', '.join(FORMATS)}", f"needs a file {', '.join(FORMATS)}"), param_hint="-o")
    if period is not None and period_days(period) is None:
        raise VbcdsError(say(f"Kỳ báo cáo “{period}” không đúng dạng (ví dụ: 2023-05).", f"{period} is no period (as 2023-05)."))
    day = as_of.date()
    with open_dossier(out) as dossier:
        records = dossier.records()
    ledger = build_ledger(records.tasks, records.report_items, records.documents, as_of=day, metrics=records.metrics, period=period)
    duties = load_duties(calendar) if calendar is not None else find_duties(records.tasks, records.documents)
    owed = (
        build_calendar(duties, records.documents, period=ledger.period, as_of=day, tasks=records.tasks, items=records.report_items)
        if ledger.period
        else None
    )
    if not quiet:
        columns = min(shutil.get_terminal_size((110, 24)).columns, 180)
        click.echo("\n".join(render_table(ledger, owed, columns)))
    for target in targets:
        with writing(target):
            _write(ledger, owed, target)
    letters = 0
    if remind is not None:
        from vbcds.reporting.letters import build_letters, render_letters

        folder = Path(remind)
        with writing(folder / "."):
            letters = len(render_letters(build_letters(ledger), folder, agency=agency, parent=parent, place=place))
    for target in targets:
        click.echo(say(f"Đã ghi {target}.", f"Wrote {target}."))
    if remind is not None:
        click.echo(say(f"Đã ghi {letters} công văn đôn đốc vào {remind}.", f"Wrote {letters} reminder letters into {remind}."))
    return DONE


def _write(ledger: Ledger, calendar: ReportCalendar | None, target: Path) -> None:
    suffix = target.suffix.lower()
    if suffix == ".json":
        target.write_text(json.dumps(ledger_to_json(ledger, calendar), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    elif suffix == ".ics":
        from vbcds.reporting.render.ics import render_calendar

        target.write_bytes(render_calendar(ledger).encode("utf-8", "replace"))
    else:
        from vbcds.reporting.render.ledger_workbook import render_ledger_workbook

        render_ledger_workbook(ledger, target, calendar)


def ledger_to_json(ledger: Ledger, calendar: ReportCalendar | None = None) -> dict[str, Any]:
    """The ledger's JSON: counts that add up to the tasks, and every task with its state, last evidence and next due date."""
    from vbcds.model.codec import to_json

    return {
        "as_of": ledger.as_of.isoformat(),
        "period": ledger.period,
        "counts": dict(ledger.counts),
        "tasks": [
            {
                "document": entry.task.document,
                "code": entry.task.code,
                "group": entry.task.group,
                "content": entry.task.content,
                "lead": to_json(entry.task.lead),
                "support": to_json(entry.task.support),
                "deadline": to_json(entry.task.deadline),
                "state": entry.state,
                "due": to_json(entry.due),
                "days_late": entry.days_late,
                "evidence": to_json(entry.evidence),
                "silent": to_json(entry.silent),
                "successors": list(entry.successors),
                "doubtful": entry.doubtful,
            }
            for entry in ledger.entries
        ],
        "changes": [
            {name: value for name, value in to_json(change).items() if name != "task"} for change in ledger.changes
        ],
        "reports": [] if calendar is None else [
            {
                "agency": to_json(due.agency),
                "period": due.period,
                "due": due.due.isoformat(),
                "standing": due.standing,
                "document": due.document,
                "reported": to_json(due.reported),
                "days_late": due.days_late,
            }
            for due in calendar.dues
        ],
    }  # fmt: skip


def _leads(entry: LedgerEntry) -> str:
    """The lead, and who answers for it today where a merger has changed it."""
    leads = "; ".join(agency.name for agency in entry.task.lead)
    return (
        leads + say(f" (nay: {'; '.join(entry.successors)})", f" (now: {'; '.join(entry.successors)})")
        if entry.successors
        else leads
    )


def render_table(ledger: Ledger, calendar: ReportCalendar | None, columns: int) -> Iterator[str]:
    """The ledger for the terminal: counts, then the tasks, the most pressing first, then who is late and who is missing."""
    from vbcds.reporting.ledger_values import STATES, state_name
    from vbcds.reporting.summary_periods import parse_summary_period

    def name(state: Any) -> str:
        return say(state_name(state), _STATES_EN[state])

    day = f"{ledger.as_of:%d/%m/%Y}"
    counts = ", ".join(
        f"{click.style(name(state), fg=_COLOURS[state])} {ledger.counts[state]}" for state in STATES if ledger.counts[state]
    )
    total = len(ledger.entries)
    yield say(f"{total} nhiệm vụ đến ngày {day}: ", f"{total} tasks on {day}: ") + counts
    yield ""
    state_width, due_width, code_width = max(len(name(state)) for state in STATES), 10, 6
    lead_width = max(16, columns // 5)
    content = max(20, columns - state_width - due_width - code_width - lead_width - 8)
    order = {
        state: number
        for number, state in enumerate(("overdue", "delayed", "not_started", "unreported", "in_progress", "upcoming", "done"))
    }
    heads = (say("Tình trạng", "State"), say("Hạn", "Due"), say("Mã", "Code"), say("Chủ trì", "Lead"), say("Nhiệm vụ", "Task"))
    widths = (state_width, due_width, code_width, lead_width, content)
    yield "  ".join(f"{head:<{width}}" for head, width in zip(heads, widths, strict=True)).rstrip()
    yield "  ".join("─" * width for width in widths)
    for entry in sorted(
        ledger.entries, key=lambda entry: (order[entry.state], -(entry.days_late or 0), entry.due or datetime.date.max)
    ):
        task = entry.task
        cells = (
            [name(entry.state)],
            [f"{entry.due:%d/%m/%Y}"] if entry.due else [""],
            textwrap.wrap(task.code or "", code_width) or [""],
            textwrap.wrap(_leads(entry), lead_width) or [""],
            textwrap.wrap(" ".join(task.content.split()), content) or [""],
        )
        for line in range(max(map(len, cells))):
            parts = [f"{cell[line] if line < len(cell) else '':<{width}}" for cell, width in zip(cells, widths, strict=True)]
            if line == 0:
                parts[0] = click.style(parts[0], fg=_COLOURS[entry.state])
            yield "  ".join(parts).rstrip()
    falls = [change for change in ledger.changes if change.kind == "figure-decreased"]
    if falls:
        yield ""
        yield say("Số lũy kế giảm so với kỳ trước:", "Cumulative figures that fell:")
        for change in falls:
            yield from textwrap.wrap(
                f"- {change.agency.name if change.agency else ''}: {change.message}", columns, subsequent_indent="  "
            )
            for period, quote in ((change.previous, change.before), (change.period, change.after)):
                yield from textwrap.wrap(
                    f"{period}: “{' '.join(quote.split())}”", columns, initial_indent="    ", subsequent_indent="    "
                )
    if calendar is not None:
        late = [f"{due.agency.name} ({due.reported:%d/%m/%Y})" for due in calendar.late if due.reported]
        missing = [due.agency.name for due in calendar.missing]
        period = parse_summary_period(calendar.period).name
        if calendar.dues:
            yield ""
            told = f"{len(calendar.reported)}/{len(calendar.dues)}"
            yield say(f"Báo cáo {period}: {told} cơ quan đã gửi.", f"Reports for {calendar.period}: {told} came in.")
        if late:
            yield ""
            yield from textwrap.wrap(
                say(f"Báo cáo {period} gửi chậm: ", f"Late for {calendar.period}: ") + "; ".join(late), columns
            )
        if missing:
            yield ""
            yield from textwrap.wrap(
                say(f"Báo cáo {period} chưa gửi: ", f"Missing for {calendar.period}: ") + "; ".join(missing), columns
            )
