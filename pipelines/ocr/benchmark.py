"""Scans with known text: how well they are read.

    python pipelines/ocr/benchmark.py build FOLDER [--font FILE.ttf]
    python pipelines/ocr/benchmark.py measure FOLDER [--only letters|letters_2|letters_3|pages] [--worst 10]

`build` draws the documents of `corpora/files` (PDF, and Word files through LibreOffice) and the papers of letters*.toml as pages, writes
and stamps on them, degrades them and puts the images into PDF files without text. `measure` reads these and compares: characters (letters
with their marks), digits, the fields of letterhead and signature, tasks. A number or a day written by hand counts as right where it is left
out, or right; it counts as wrong where something else is given. Known texts are those of the clean PDF, read from its text layer.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(Path(__file__).resolve().parent), str(ROOT / "corpora")]

from degrade import TREATMENTS, TREATMENTS_2  # noqa: E402
from letters import SETS, Letter, load_letters  # noqa: E402
from measure import Characters, characters, compare_tasks, plain, task_line, texts_of  # noqa: E402
from pages import Marks, make_scan, to_pdf  # noqa: E402

from vbcds.model.recognition import OcrOptions  # noqa: E402
from vbcds.pipeline import Analysis, analyse  # noqa: E402

SEAL_FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
#: Documents of the corpus, with the treatments that each gets.
PAPERS: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("van-ban/quyet-dinh-412-2024.pdf", (0, 1, 3)),
    ("van-ban/ke-hoach-87-2026.pdf", (2, 4, 5)),
    ("van-ban/nghi-quyet-27-2025.docx", (1, 3)),
    ("bao-cao/2026-04/bc-so-y-te.pdf", (4, 5)),
    ("bao-cao/2026-05/bc-so-khcn.docx", (0, 2)),
    ("bao-cao/2026-05/bc-so-gddt.docx", (1,)),
    ("bao-cao/2026-04/bc-phuong-vinh-thanh.docx", (3,)),
    ("bao-cao/2026-04/bc-so-nnmt.docx", (5,)),
)
#: How the papers of each set come out of the scanner, and what their files begin with.
SHEETS = {SETS[0]: ("letter", TREATMENTS), SETS[1]: ("second", TREATMENTS_2), SETS[2]: ("third", TREATMENTS_2)}
FIELDS = ("kind", "issuer", "title", "signer", "authority", "number", "date")


def _marks(letter: Letter, *, emblem: bool) -> Marks:
    paper = letter.paper
    day = date.fromisoformat(paper.date or "")
    by_hand = []
    if letter.number_by_hand:
        by_hand.append(("Số:", (paper.number or "").split("/")[0]))
    if letter.day_by_hand:
        by_hand.append((f"{paper.place}, ngày", f"{day.day:02d}"))
    stamp = ("Người ký: CỔNG THÔNG TIN ĐIỆN TỬ", "Cơ quan: Văn phòng", "Thời gian ký: 12.01.2027 08:30:15 +07:00")
    return Marks(
        by_hand=tuple(by_hand),
        signer=paper.signer,
        red=letter.red,
        office=letter.office,
        emblem=emblem,
        ghost=letter.ghost,
        incoming=letter.incoming,
        portal=stamp if letter.portal else (),
    )


def _named(*sets: str) -> list[tuple[str, Letter]]:
    """The papers of some sets with the names of their files."""
    return [(f"{SHEETS[name][0]}-{index:02d}", letter) for name in sets for index, letter in enumerate(load_letters(name))]


def build(folder: Path, font: str) -> None:
    """Make the scans, and the clean PDF files beside them."""
    from render import FONT, render_docx

    clean, scans = folder / "clean", folder / "scans"
    for place in (clean, scans):
        place.mkdir(parents=True, exist_ok=True)
    words = []
    for name, letter in _named(*SETS):
        path = clean / f"{name}.docx"
        if not path.with_suffix(".pdf").is_file():
            render_docx(letter.paper, path, font=letter.font or FONT, tidy=not name.startswith("letter"))
            words.append(path)
    for path, _ in PAPERS:
        target = clean / f"page-{Path(path).name.replace('.', '-')}"
        source = ROOT / "corpora" / "files" / path
        if source.suffix == ".docx" and not target.with_suffix(".pdf").is_file():
            target.with_suffix(".docx").write_bytes(source.read_bytes())
            words.append(target.with_suffix(".docx"))
        elif source.suffix == ".pdf":
            target.with_suffix(".pdf").write_bytes(source.read_bytes())
    to_pdf(words, clean)
    for letters in SETS:
        treatments = SHEETS[letters][1]
        for index, (name, letter) in enumerate(_named(letters)):
            marks = _marks(letter, emblem=letters != SETS[0])
            data = make_scan((clean / f"{name}.pdf").read_bytes(), marks, treatments[index % len(treatments)], font, 100 + index)
            (scans / f"{name}.pdf").write_bytes(data)
    for path, treatments in PAPERS:
        name = "page-" + Path(path).name.replace(".", "-")
        for number in treatments:
            data = make_scan((clean / f"{name}.pdf").read_bytes(), Marks(), TREATMENTS[number], font, number)
            (scans / f"{name}-{number}.pdf").write_bytes(data)


def _fields(analysis: Analysis) -> dict[str, Any]:
    record = analysis.documents[0]
    signer = record.signers[0] if record.signers else None
    return {
        "kind": record.kind,
        "issuer": record.issuer.name if record.issuer else None,
        "title": record.title,
        "signer": signer.name if signer else None,
        "authority": (signer.role, signer.authority) if signer else None,
        "number": record.number,
        "date": record.date.isoformat() if record.date else None,
    }


def _letters(folder: Path, letters: str, options: OcrOptions, worst: int) -> None:
    counts: Counter[str] = Counter()
    total = Characters()
    misses = []
    treatments = SHEETS[letters][1]
    named = _named(letters)
    for index, (name, letter) in enumerate(named):
        known = analyse(folder / "clean" / f"{name}.pdf")
        read = analyse(folder / "scans" / f"{name}.pdf", name="scan.pdf", ocr=options)
        wanted, got = _fields(known), _fields(read)
        paper = letter.paper
        wanted |= {"kind": paper.kind, "title": paper.title, "signer": paper.signer, "number": paper.number, "date": paper.date}
        total.add(characters(texts_of(known.document)[6:], read.document))
        for field in FIELDS:
            right = wanted[field] == got[field]
            if field == "title":
                right = plain(wanted["title"]).lower() == plain(got["title"] or "").lower()
            by_hand = {"number": letter.number_by_hand, "date": letter.day_by_hand}.get(field, False)
            if field in ("number", "date"):
                counts[field + " wrong"] += got[field] is not None and not right
                counts[field + " missing though printed"] += got[field] is None and not by_hand
                right = right or (by_hand and got[field] is None)
            counts[field] += right
            if not right:
                misses.append(
                    f"  {name} [{treatments[index % len(treatments)].name}] {field}: {wanted[field]!r}, read {got[field]!r}"
                )
    print(f"{letters}: {len(named)}; " + ", ".join(f"{field} {counts[field] / len(named):.3f}" for field in FIELDS))
    print("  " + ", ".join(f"{key} {value}" for key, value in counts.items() if " " in key) + f"; {total}")
    print("\n".join(misses))
    _show(total, worst)


def _pages(folder: Path, options: OcrOptions, worst: int) -> None:
    total = Characters()
    tasks: Counter[str] = Counter()
    for path, treatments in PAPERS:
        name = "page-" + Path(path).name.replace(".", "-")
        known = analyse(folder / "clean" / f"{name}.pdf")
        for number in treatments:
            read = analyse(folder / "scans" / f"{name}-{number}.pdf", name="scan.pdf", ocr=options)
            found = characters(texts_of(known.document), read.document)
            counts = compare_tasks(known.tasks, read.tasks)
            print(f"{Path(path).name:28} [{TREATMENTS[number].name}] {found}" + (f"; {task_line(counts)}" if known.tasks else ""))
            total.add(found)
            tasks += counts
    print(f"Pages: {total}; {task_line(tasks)}")
    _show(total, worst)


def _show(total: Characters, worst: int) -> None:
    for wrong, known, read in total.worst[:worst]:
        print(f"  {wrong:3d} known: {known}\n      read:  {read}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("build", "measure"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--font", default=SEAL_FONT, help="font of seals and stamps")
    parser.add_argument("--only", choices=(*SETS, "pages"))
    parser.add_argument("--worst", type=int, default=0, help="show the worst texts")
    options = parser.parse_args()
    if options.what == "build":
        build(options.folder, options.font)
        return
    start = time.perf_counter()
    ocr = OcrOptions(cache=str(options.folder / "cache"))
    for letters in SETS:
        if options.only in (None, letters):
            _letters(options.folder, letters, ocr, options.worst)
    if options.only in (None, "pages"):
        _pages(options.folder, ocr, options.worst)
    print(json.dumps({"seconds": round(time.perf_counter() - start, 1)}))


if __name__ == "__main__":
    main()
