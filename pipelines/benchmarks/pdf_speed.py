"""Speed of the PDF reader (and of everything that `extract` does) against pdfplumber on the same pages, in one run.

    python pipelines/benchmarks/pdf_speed.py FILE.pdf [FILE.pdf ...] [--rounds 5] [--pages 20] [--whole]

For each file: milliseconds of processor time a page, the best of the rounds, one process, warm. pdfplumber gives text and tables
of at most `--pages` pages. With `--whole` the library call `vbcds.analyse` is timed as well.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from pathlib import Path

from vbcds.readers.limits import DEFAULT_LIMITS
from vbcds.readers.pdf import read_pdf


def best(runs: dict[str, Callable[[], int]], rounds: int) -> dict[str, float]:
    """Milliseconds of processor time a page, the best of the rounds; a run returns its number of pages.

    The runs take turns, so that a busy machine slows all of them alike.
    """
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            start = time.process_time()
            pages = run()
            times[name].append((time.process_time() - start) * 1000 / pages)
    return {name: min(found) for name, found in times.items()}


def with_pdfplumber(data: bytes, most: int) -> int:
    """Text and tables of the first pages; returns how many."""
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        pages = document.pages[:most]
        for page in pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(pages)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--whole", action="store_true", help="time vbcds.analyse too")
    options = parser.parse_args()
    print(
        f"{'file':40} {'pages':>5} {'pdfplumber':>11} {'read_pdf':>9} {'ratio':>6}"
        + (f" {'analyse':>8} {'ratio':>6}" if options.whole else "")
    )
    for path in options.files:
        data = path.read_bytes()

        def read(data: bytes = data) -> int:
            return read_pdf(data, limits=DEFAULT_LIMITS).pages or 1

        pages = read()
        runs: dict[str, Callable[[], int]] = {"read": read, "plumber": lambda data=data: with_pdfplumber(data, options.pages)}
        if options.whole:
            import vbcds

            def analyse(path: Path = path, pages: int = pages) -> int:
                vbcds.analyse(path)
                return pages

            analyse()
            runs["analyse"] = analyse
        with_pdfplumber(data, 1)
        found = best(runs, options.rounds)
        line = f"{path.name[:40]:40} {pages:5} {found['plumber']:8.1f} ms {found['read']:6.2f} ms {found['plumber'] / found['read']:6.1f}"
        if options.whole:
            line += f" {found['analyse']:5.2f} ms {found['plumber'] / found['analyse']:6.1f}"
        print(line)


if __name__ == "__main__":
    main()
