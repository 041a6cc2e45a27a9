"""Assemble the corpus: texts of `source/` into files of every format, and the gold beside them.

    python corpora/build.py [--pdf]

Writes `files/` and `gold/` beside this script. PDF files are made by LibreOffice from the DOCX form and only with `--pdf`, because
they are kept in the repository and their bytes change with each LibreOffice.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from render import render_docx, render_html, render_text, render_workbook  # noqa: E402
from source.directives import DECISION  # noqa: E402
from source.forms import Grid, Paper, Statement, Text  # noqa: E402
from source.plans import PLAN, RESOLUTION  # noqa: E402
from source.reports_april import REPORTS as APRIL  # noqa: E402
from source.reports_may import REPORTS as MAY  # noqa: E402

PAPERS: tuple[Paper, ...] = (DECISION, RESOLUTION, PLAN, *APRIL, *MAY)


def items(paper: Paper) -> Iterator[Any]:
    """Everything that a paper holds, attachments included."""
    yield from paper.body
    for _, _, _, inner in paper.attachments:
        yield from inner


def gold(paper: Paper, name: str) -> dict[str, Any]:
    """The gold of a file, in the format of the project's scoring."""
    tasks = [task for item in items(paper) if isinstance(item, Grid) for task in item.tasks]
    prose = [task for item in items(paper) if isinstance(item, Text) for task in item.tasks]
    targets = [target for item in items(paper) if isinstance(item, Text) for target in item.targets]
    table_targets = [target for item in items(paper) if isinstance(item, Grid) for target in item.targets]
    result: dict[str, Any] = {
        "file": name,
        "document": {
            "genre": paper.genre,
            "kind": paper.kind,
            "number": paper.number,
            "date": paper.date,
            "place": paper.place,
            "issuer": {"name": paper.issuer},
            "title": paper.title,
            "signers": [{"name": paper.signer, "role": paper.role, "authority": paper.by}],
            "ocr": False,
        },
    }
    if name.endswith(".xlsx"):  # the tables of the paper without its letterhead
        return {"file": name, "tasks": tasks, "targets": table_targets}
    if paper.period:
        result["document"]["period"] = paper.period
    if paper.citations:
        result["citations"] = list(paper.citations)
    if paper.genre != "report":
        result["tasks"] = tasks + [{field: value for field, value in task.items() if field != "group"} for task in prose]
        result["targets"] = targets + (table_targets if not paper.attachments else [])
        if paper.attachments:
            result["targets_from"] = "prose"
        return result
    statements = [item for item in items(paper) if isinstance(item, Statement)]
    statements += [statement for item in items(paper) if isinstance(item, Grid) for statement in item.statements]
    result["report_items"] = [
        {
            "section": statement.section,
            "text": statement.text,
            "task": {"code": statement.task} if statement.task else None,
            "status": statement.status,
            "addressee": {"name": statement.addressee} if statement.addressee else None,
        }
        for statement in statements
        if statement.item
    ]
    result["metrics"] = [metric for statement in statements for metric in statement.metrics]
    return result


def write(folder: Path, paper: Paper, *, pdf: bool) -> None:
    """The files of one paper in each of its formats."""
    folder.mkdir(parents=True, exist_ok=True)
    if "docx" in paper.formats or "pdf" in paper.formats:
        with tempfile.TemporaryDirectory() as temporary:
            source = Path(temporary) / f"{paper.stem}.docx"
            render_docx(paper, source)
            _settle(source)
            if "docx" in paper.formats:
                shutil.copyfile(source, folder / source.name)
            if pdf and "pdf" in paper.formats:
                _convert(source, folder)
    if "html" in paper.formats:
        (folder / f"{paper.stem}.html").write_text(render_html(paper), encoding="utf-8")
    if "txt" in paper.formats:
        text = render_text(paper)
        (folder / f"{paper.stem}.txt").write_text(
            unicodedata.normalize("NFD", text) if "nfd" in paper.mess else text, encoding="utf-8"
        )
    if "xlsx" in paper.formats:
        render_workbook(paper, folder / f"{paper.stem}.xlsx")


def _convert(source: Path, folder: Path) -> None:
    profile = source.parent / "profile"
    command = [
        "soffice",
        f"-env:UserInstallation=file://{profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def _settle(path: Path) -> None:
    """The same bytes at every build: members of the package in order, without the hour."""
    with zipfile.ZipFile(path) as package:
        members = [(info.filename, package.read(info)) for info in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members:
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, data)


def main() -> int:
    """Build all files and their gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pdf", action="store_true", help="make the PDF files again (needs LibreOffice)")
    arguments = parser.parse_args()
    shutil.rmtree(HERE / "gold", ignore_errors=True)
    (HERE / "gold").mkdir()
    for paper in PAPERS:
        write(HERE / "files" / paper.folder, paper, pdf=arguments.pdf)
        for ending in paper.formats:
            name = f"{paper.folder}/{paper.stem}.{ending}"
            target = HERE / "gold" / f"{name.replace('/', '_')}.json"
            target.write_text(json.dumps(gold(paper, name), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
