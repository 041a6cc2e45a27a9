"""`vbcds extract`."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from vbcds.cli import DONE, FAILED
from vbcds.cli.app import Command, lang_option
from vbcds.cli.language import say
from vbcds.cli.progress import ProgressBar
from vbcds.execution.outputs import FORMATS
from vbcds.execution.review import CORRECTIONS, PAGE, load_corrections
from vbcds.execution.run import MEMORY, TIMEOUT, RunSummary, extract
from vbcds.model.recognition import parse_ocr_option

#: Failed files that the summary names.
_NAMED = 10
_COUNTED = {
    "documents": ("Văn bản", "Documents"),
    "tasks": ("Nhiệm vụ", "Tasks"),
    "targets": ("Chỉ tiêu", "Targets"),
    "citations": ("Dẫn chiếu văn bản", "Citations"),
    "report_items": ("Nội dung báo cáo", "Report items"),
    "metrics": ("Số liệu", "Figures"),
    "findings": ("Điểm cần xem lại", "Findings"),
}


def command() -> click.Command:
    """The command, with its help in the chosen language."""
    return Command(
        "extract",
        callback=_extract,
        help=say(
            "Đọc các tệp và thư mục PATHS (cả thư mục con) và ghi vào thư mục kết quả: documents, tasks, targets, citations ... dạng "
            "JSONL, hồ sơ vbcds.sqlite và bảng tính ket-qua.xlsx.\n\n"
            "Chạy lại chỉ đọc những tệp đã thay đổi; dừng giữa chừng thì lần sau đọc tiếp. Kết quả luôn ứng với PATHS của lần chạy "
            "sau cùng: tệp không còn trong đó thì không còn trong kết quả. Mã thoát: 0 đọc được tất cả, 2 có tệp "
            "không đọc được (xem errors.jsonl), 1 lệnh gọi sai.\n\n"
            "Ví dụ: vbcds extract bao-cao/ -o ket-qua",
            "Read the files and folders PATHS (with subfolders) and write into the folder of results: documents, tasks, targets, "
            "citations ... as JSONL, the dossier vbcds.sqlite and the workbook ket-qua.xlsx.\n\n"
            "Another run reads only what changed; a run that was stopped goes on where it was. The results are always those of the "
            "last run's PATHS: what is not among them any more is not in the results. Exit codes: 0 all was read, 2 some files "
            "could not be read (see errors.jsonl), 1 a bad call.\n\n"
            "Example: vbcds extract reports/ -o results",
        ),
        params=[
            click.Argument(["paths"], nargs=-1, required=True, type=click.Path()),
            click.Option(
                ["-o", "--out"], required=True, type=click.Path(), metavar="OUT", help=say("Thư mục kết quả.", "Folder of results.")
            ),
            click.Option(
                ["--format", "formats"],
                multiple=True,
                type=click.Choice(FORMATS),
                help=say("Chỉ ghi các định dạng này (dùng nhiều lần được); không nêu thì ghi tất cả. Hồ sơ sqlite luôn được ghi.",
                         "Write only these formats (can be repeated); all if left out. The sqlite dossier is always written."),
            ),
            click.Option(
                ["--jobs"],
                type=click.IntRange(1, 512),
                metavar="N",
                help=say("Số tiến trình đọc cùng lúc; mặc định bằng số nhân CPU.", "Processes at once; all cores if left out."),
            ),
            click.Option(
                ["--timeout"],
                type=click.FloatRange(0.1),
                default=TIMEOUT,
                metavar=say("GIÂY", "SECONDS"),
                help=say(
                    f"Thời gian tối đa cho một tệp (ảnh quét: cho mỗi trang); mặc định {TIMEOUT:g}.",
                    f"Most time for one file (a scan: for each page); {TIMEOUT:g} if left out.",
                ),
            ),
            click.Option(
                ["--memory"],
                type=click.IntRange(64),
                default=MEMORY,
                metavar="MB",
                help=say(f"Bộ nhớ tối đa cho một tệp; mặc định {MEMORY}.", f"Most memory for one file; {MEMORY} if left out."),
            ),
            click.Option(
                ["--ocr"],
                default="auto",
                metavar="auto|never|always|3-7",
                help=say("Nhận dạng ảnh quét (cần Tesseract): auto chỉ những trang không có chữ; hoặc nêu số trang.",
                         "Read scans (needs Tesseract): auto only pages without text; or page numbers."),
            ),
            click.Option(
                ["--review"],
                is_flag=True,
                help=say(f"Ghi thêm {PAGE}: những dòng của ảnh quét mà máy nhận dạng không chắc, kèm ảnh, để người đọc hiệu đính.",
                         f"Also write {PAGE}: the lines of scans that were read with doubt, with their pictures, for a person to correct."),
            ),
            click.Option(
                ["--corrections"],
                type=click.Path(),
                metavar=say("TỆP", "FILE"),
                help=say(f"Tệp hiệu đính do trang đó lưu; không nêu thì dùng {CORRECTIONS} trong thư mục kết quả, nếu có.",
                         f"Corrections saved from that page; if left out, {CORRECTIONS} in the folder of results, where there is one."),
            ),
            click.Option(["--fresh"], is_flag=True, help=say("Đọc lại cả những tệp không đổi.", "Read unchanged files again, too.")),
            click.Option(["-q", "--quiet"], is_flag=True, help=say("Không hiện tiến độ và tóm tắt.", "No progress, no summary.")),
            lang_option(),
        ],
    )  # fmt: skip


def _extract(
    *,
    paths: tuple[str, ...],
    out: str,
    formats: tuple[str, ...],
    quiet: bool,
    ocr: str,
    corrections: str | None,
    **options: Any,
) -> int:
    try:
        scans = parse_ocr_option(ocr)
    except ValueError as error:
        raise click.BadParameter(
            say(
                f"--ocr {ocr}: chọn auto, never, always hoặc số trang như 3-7.",
                f"--ocr {ocr}: auto, never, always or pages as 3-7.",
            )
        ) from error
    if corrections is not None:
        scans = replace(scans, corrections=load_corrections(corrections))
    with ProgressBar(hidden=quiet) as bar:
        summary = extract(paths, out, formats=formats or FORMATS, progress=bar, ocr=scans, **options)
    if not quiet:
        click.echo(render_summary(summary))
    return FAILED if summary.failed else DONE


def render_summary(summary: RunSummary) -> str:
    """What a run did, for the terminal, in the chosen language."""
    lines = [_headline(summary), ""]
    width = max(len(say(*names)) for names in _COUNTED.values())
    lines += [f"  {say(*names):<{width}}  {_number(summary.counts[kind]):>9}" for kind, names in _COUNTED.items()]
    if summary.errors:
        count = summary.failed
        lines += [
            "",
            say(f"Không đọc được {count} tệp (ghi trong errors.jsonl):", f"{count} files could not be read (see errors.jsonl):"),
        ]
        lines += [f"  {error.path}: {error.detail} [{error.error}]" for error in summary.errors[:_NAMED]]
        if count > _NAMED:
            lines.append(say(f"  ... và {count - _NAMED} tệp khác", f"  ... and {count - _NAMED} more"))
    lines += ["", f"{say('Kết quả', 'Results')}: {summary.out}"]
    if any(path.name == PAGE for path in summary.written):
        lines.append(
            say(
                f"Hiệu đính ảnh quét: mở {summary.out / PAGE}, sửa, lưu {CORRECTIONS} vào thư mục kết quả rồi chạy lại.",
                f"To correct scans: open {summary.out / PAGE}, correct, save {CORRECTIONS} into the folder of results, run again.",
            )
        )
    return "\n".join(lines)


def _headline(summary: RunSummary) -> str:
    seconds = f"{summary.seconds:.1f}"
    read = summary.read
    pieces = [say(f"Đã đọc {_number(read)} tệp trong {seconds.replace('.', ',')} giây", f"Read {read} files in {seconds} seconds")]
    if summary.unchanged:
        pieces.append(say(f"{_number(summary.unchanged)} tệp không đổi", f"{summary.unchanged} unchanged"))
    if summary.duplicates:
        pieces.append(say(f"{summary.duplicates} tệp trùng nội dung", f"{summary.duplicates} with the same content as another"))
    if summary.removed:
        pieces.append(
            say(f"{summary.removed} tệp không còn, đã bỏ khỏi hồ sơ", f"{summary.removed} gone, dropped from the dossier")
        )
    return "; ".join(pieces) + "."


def _number(value: int) -> str:
    return f"{value:,}".replace(",", say(".", ","))
