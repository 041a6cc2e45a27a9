"""The page on which a person looks at the doubtful lines of scans, and the file of corrections that later runs honour."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vbcds.errors import ReadError, StoreError
from vbcds.execution.inputs import AnyPath, InputError
from vbcds.execution.nursery import resolve
from vbcds.execution.pool import Pool, available_cores
from vbcds.model.recognition import OcrOptions
from vbcds.model.review import Correction, DoubtfulLine, parse_corrections
from vbcds.reporting.render.review import render_review
from vbcds.store.dossier import Dossier
from vbcds.store.export import replacing

#: In the folder of results: the page, and the corrections that the page saves.
PAGE, CORRECTIONS = "hieu-dinh.html", "hieu-dinh.json"
_FIND = "vbcds.pipeline:find_doubts"
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewJob:
    """A file whose doubtful lines are wanted."""

    location: str
    name: str
    ocr: OcrOptions


def load_corrections(path: AnyPath) -> tuple[Correction, ...]:
    """The corrections in a file. Raises `InputError` where it cannot be read or is none."""
    file = Path(os.fsdecode(path))
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise InputError(f"Tệp hiệu đính “{file}” quá lớn.")
        return parse_corrections(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError(f"Không có tệp hiệu đính “{file}”.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "không phải tệp do trang hiệu đính lưu"
        raise InputError(f"Không đọc được tệp hiệu đính “{file}”: {reason}.") from error


def corrections_beside(folder: Path) -> tuple[Correction, ...]:
    """The corrections in a folder of results, if there are any. Raises `InputError` as `load_corrections` does."""
    file = folder / CORRECTIONS
    return load_corrections(file) if file.exists() else ()


def find_lines(job: ReviewJob) -> tuple[DoubtfulLine, ...] | str:
    """The doubtful lines of a file, or (in Vietnamese) why there are none to be had."""
    try:
        found: tuple[DoubtfulLine, ...] = resolve(_FIND)(job.location, name=job.name, ocr=job.ocr)
        return found
    except ReadError as error:
        return str(error)
    except (OSError, MemoryError, RecursionError) as error:
        return f"không đọc được ({type(error).__name__})"


def write_review(dossier: Dossier, folder: Path, *, ocr: OcrOptions, jobs: int | None, timeout: float, memory: int) -> Path:
    """Write the review page of a dossier's scans into a folder; `timeout` in seconds and `memory` in megabytes are for each file.

    Raises `StoreError` where the page cannot be written.
    """
    work = list(_jobs(dossier, ocr))
    lines: list[DoubtfulLine] = []
    missing: list[str] = []
    if work:
        size = min(jobs or available_cores(), len(work))
        function = f"{find_lines.__module__}:{find_lines.__name__}"
        pool: Pool[ReviewJob] = Pool(
            function, jobs=size, timeout=timeout, memory=memory * 1024 * 1024, warm=_FIND.partition(":")[0]
        )
        try:
            for job, result in pool.run(work):
                if isinstance(result, tuple):
                    lines += result
                else:
                    missing.append(job.name)
        finally:
            pool.close()
    path = folder / PAGE
    try:
        with replacing(path) as file:
            file.write(render_review(lines, ocr.corrections, sorted(missing)))
    except OSError as error:
        raise StoreError(f"Không ghi được {PAGE}: {error.strerror}.") from error
    return path


def _jobs(dossier: Dossier, ocr: OcrOptions) -> Iterator[ReviewJob]:
    scans = {document.sha256: document for document in reversed(dossier.documents()) if document.ocr}  # the first of each file
    places = dossier.locations()
    for document in scans.values():
        yield ReviewJob(location=str(places[document.id]), name=document.path, ocr=ocr)


__all__ = ["CORRECTIONS", "PAGE", "corrections_beside", "load_corrections", "write_review"]
