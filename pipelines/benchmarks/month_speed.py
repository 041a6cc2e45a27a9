"""How long a month takes: 200 reports from files to the consolidated report, on two processes.

    python pipelines/benchmarks/month_speed.py [--reports 200] [--jobs 2]

The reports are copies of the corpus (all formats), each with a number of its own so that no two are the same report.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
import zipfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]
_NUMBER = re.compile(r"\d+/BC-")


def copy_reports(folder: Path, count: int) -> None:
    """`count` different reports made from those of one month, each with a number of its own, and the plan that they answer."""
    sources = sorted((ROOT / "corpora/files/bao-cao/2026-05").iterdir())
    for number in range(count):
        source = sources[number % len(sources)]
        target = folder / f"{number:03d}-{source.name}"
        own = rf"{1000 + number}/BC-"
        if source.suffix == ".docx":
            with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
                for info in old.infolist():
                    data = old.read(info)
                    if info.filename == "word/document.xml":
                        data = _NUMBER.sub(own, data.decode()).encode()
                    new.writestr(info, data)
        elif source.suffix == ".pdf":  # its number stays: only the bytes differ
            target.write_bytes(source.read_bytes() + f"\n%{number}\n".encode())
        else:
            target.write_text(_NUMBER.sub(own, source.read_text("utf-8")), "utf-8")
    shutil.copy(ROOT / "corpora/files/van-ban/ke-hoach-87-2026.docx", folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    from vbcds.execution.run import extract
    from vbcds.reporting.dossier import open_dossier
    from vbcds.reporting.render.docx_report import render_docx_report
    from vbcds.reporting.render.html_report import render_html_report
    from vbcds.reporting.summary_report import build_report

    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "files", Path(name) / "out"
        folder.mkdir()
        copy_reports(folder, options.reports)
        start = perf_counter()
        extract([str(folder)], str(out), jobs=options.jobs)
        extracted = perf_counter()
        with open_dossier(out) as dossier:
            counts = dossier.counts()
            texts = dict(dossier.texts())
            summary = dossier.summary("2026-05")
        built = perf_counter()
        report = build_report(summary)
        render_docx_report(report, Path(name) / "bc.docx")
        written = perf_counter()
        render_html_report(report, summary, texts)
        end = perf_counter()
    print(
        f"{options.reports} reports, {options.jobs} processes: {counts['report_items']} statements, {counts['metrics']} figures, "
        f"{len(summary.documents)} different reports in the summary"
    )
    print(
        f"extract {extracted - start:.1f} s, summary {built - extracted:.1f} s, docx {written - built:.1f} s, html {end - written:.1f} s"
    )
    print(f"from files to report {written - start:.1f} s")


if __name__ == "__main__":
    main()
