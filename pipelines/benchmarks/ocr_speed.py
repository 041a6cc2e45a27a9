"""Speed of reading scans against one Tesseract process on the same pages, in one run.

    python pipelines/benchmarks/ocr_speed.py FILE.pdf [FILE.pdf ...] [--pages 1,3-7] [--workers 2] [--rounds 3]

Tesseract reads the pages' images at the same resolution one after another, in one process, with its default settings and threads; the
images are made beforehand and are not counted. Our time is the whole: from the PDF to words, rules, stamps and signatures, nothing
from a cache. Both take turns, so that a busy machine slows both alike. For each file: seconds a page, seconds of processor time a page,
and how many times as fast we are; the last line is of all pages together, each at its best round.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from vbcds.model.recognition import OcrOptions, parse_ocr_option
from vbcds.readers.ocr.engine import OcrEngine
from vbcds.readers.ocr.engines import INSTALL
from vbcds.readers.ocr.images import to_image
from vbcds.readers.ocr.resident import readers
from vbcds.readers.ocr.tesseract import Tesseract, installed_tesseract
from vbcds.readers.pdf.rendering import render_pages
from vbcds.readers.pdf.scans import DPI, recognise_pages

Cost = tuple[float, float]


def cost(run: Callable[[], object]) -> Cost:
    """Seconds, and seconds of processor time of this process and of those that it started."""
    began, before = time.perf_counter(), os.times()
    run()
    after = os.times()
    return time.perf_counter() - began, sum(after[:4]) - sum(before[:4])


def ours(data: bytes, pages: Sequence[int], engine: OcrEngine, workers: int) -> int:
    """Words in some pages, as `vbcds extract` reads them."""
    options = OcrOptions(workers=workers)
    found = recognise_pages(data, partial(render_pages, data, dpi=DPI), pages, engine, options)
    count = sum(len(scan.words) for _, scan in found if not isinstance(scan, str))
    readers.close()  # the time of processes is known when they end
    return count


def tesseract(images: Path, engine: Tesseract) -> None:
    """One process that reads the images named in a list."""
    command = [engine.program, str(images), "-", "-l", engine.language, "--dpi", f"{DPI:g}"]
    environment = {name: value for name, value in os.environ.items() if name != "OMP_THREAD_LIMIT"}
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=True)


def drawn(data: bytes, pages: Sequence[int], folder: Path) -> tuple[list[int], Path]:
    """The pages (from 1) that the file has, and the list of their images."""
    numbers, paths = [], []
    for image in render_pages(data, pages, dpi=DPI):
        path = folder / f"{image.number}.tif"
        to_image(image.pixels).convert("L").save(path)
        numbers.append(image.number)
        paths.append(str(path))
    listed = folder / "images.txt"
    listed.write_text("\n".join(paths), encoding="utf-8")
    return numbers, listed


def line(name: str, count: int, theirs: Cost, own: Cost) -> str:
    """A row of the table."""
    return (
        f"{name:32} {count:5} {theirs[0] / count:10.2f} {theirs[1] / count:6.2f} {own[0] / count:8.2f} {own[1] / count:6.2f}"
        f" {theirs[0] / own[0]:6.2f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--pages", default="1-8", help="which pages of each file")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    engine = installed_tesseract()
    if engine is None:
        raise SystemExit(INSTALL)
    wanted = [page for first, last in parse_ocr_option(f"pages {options.pages}").pages for page in range(first, last + 1)]
    print(f"{'file':32} {'pages':>5} {'Tesseract':>10} {'CPU':>6} {'vbcds':>8} {'CPU':>6} {'ratio':>6}")
    total, sums = 0, [0.0, 0.0, 0.0, 0.0]
    for path in options.files:
        data = path.read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            numbers, images = drawn(data, wanted, Path(folder))
            runs = [partial(tesseract, images, engine), partial(ours, data, numbers, engine, options.workers)]
            found: list[list[Cost]] = [[], []]
            for _ in range(options.rounds):
                for run, costs in zip(runs, found, strict=True):
                    costs.append(cost(run))
        theirs, own = (min(costs) for costs in found)
        print(line(path.name, len(numbers), theirs, own), flush=True)
        total += len(numbers)
        sums = [a + b for a, b in zip(sums, (*theirs, *own), strict=True)]
    print(line("all", total, (sums[0], sums[1]), (sums[2], sums[3])))


if __name__ == "__main__":
    main()
