"""How long a month takes: 200 reports from files to the consolidated report, on two processes.

    python pipelines/benchmarks/month_speed.py [--reports 200] [--jobs 2]

The reports are copies of the corpus (all formats), each with a line of its own so that no two are the same file.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import zipfile
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parents[2]


def copy_reports(folder: Path, count: int) -> None:
    """`count` different files made from the reports of one month, and the plan that they answer."""
    sources = sorted((ROOT / "corpora/files/bao-cao/2026-05").iterdir())
    for number in range(count):
        source = sources[number % len(sources)]
        target = folder / f"{number:03d}-{source.name}"
        if source.suffix == ".docx":
            shutil.copy(source, target)
            with zipfile.ZipFile(target, "a") as package:
                package.writestr("docProps/copy.xml", f"<copy>{number}</copy>")
        elif source.suffix == ".pdf":
            target.write_bytes(source.read_bytes() + f"\n%{number}\n".encode())
        elif source.suffix == ".html":
            target.write_bytes(source.read_bytes() + f"<!-- {number} -->".encode())
        else:
            target.write_bytes(source.read_bytes() + b"\n" * (number + 1))
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
    print(f"{options.reports} reports, {options.jobs} processes: {counts['report_items']} statements, {counts['metrics']} figures")
    print(
        f"extract {extracted - start:.1f} s, summary {built - extracted:.1f} s, docx {written - built:.1f} s, html {end - written:.1f} s"
    )
    print(f"from files to report {written - start:.1f} s")


if __name__ == "__main__":
    main()
