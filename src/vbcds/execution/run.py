"""`vbcds extract` as a function: many files into one dossier and its exports, reading only what changed."""

from __future__ import annotations

import hashlib
import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vbcds.execution.documents import ANALYSE, Job, Outcome, failure_of_lost, fingerprint_of, read_file, suffix_of
from vbcds.execution.fingerprint import conditions, library_fingerprint, source_digest
from vbcds.execution.inputs import AnyPath, InputError, InputFile, find_inputs
from vbcds.execution.linking import link_dossier, warm_up
from vbcds.execution.outputs import FORMATS, export
from vbcds.execution.pool import Lost, Pool, available_cores
from vbcds.execution.pulse import Pulse
from vbcds.execution.review import corrections_beside, write_review
from vbcds.model.collector import collector_at_rest
from vbcds.model.recognition import AUTO, OcrOptions
from vbcds.model.records import ErrorRecord
from vbcds.store.dossier import FILE_NAME
from vbcds.store.writer import DossierWriter, Failure, FileStat, KnownFile

#: Seconds and megabytes that one file may take.
TIMEOUT = 180.0
MEMORY = 2048
#: Failures that may be over although the file is the same.
_PASSING = frozenset({"permission", "not-found"})
#: A file changed so shortly before it was read could change again within the same tick of the file system's clock.
_TICK_NS = 2_000_000_000
#: Only files up to this size are hashed to find them under another name.
_MAX_HASHED = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is: files done of all that are to be read, those that failed, and the one that has just ended (or is at a page)."""

    done: int
    total: int
    failed: int
    path: str
    #: Of a scan that is being read: pages done, and all that are to be recognised.
    pages: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSummary:
    """What a run did."""

    out: Path
    #: Files of the input; those read now, those known from an earlier run, those whose content another file has too.
    files: int
    read: int
    unchanged: int
    duplicates: int
    #: Files of the last input that are not in this one.
    removed: int
    #: Files that could not be read, in the order of their paths.
    errors: tuple[ErrorRecord, ...]
    #: Records in the dossier, by the name of the contract's file.
    counts: dict[str, int]
    seconds: float
    #: Files that were written (again); empty where all stood as they should.
    written: tuple[Path, ...]

    @property
    def failed(self) -> int:
        """How many files could not be read."""
        return len(self.errors)


@dataclass(slots=True)
class _Plan:
    """What is to be done for the files of the input."""

    #: To be read, by location, with those behind them that hold the same bytes.
    jobs: dict[bytes, tuple[InputFile, list[InputFile]]] = field(default_factory=dict)
    #: Known content with another time of change, and known content under another name: file, id.
    touched: list[tuple[InputFile, str]] = field(default_factory=list)
    known: list[tuple[InputFile, str]] = field(default_factory=list)
    failed: list[tuple[InputFile, Failure]] = field(default_factory=list)
    unchanged: int = 0

    @property
    def unread(self) -> list[bytes]:
        """Locations whose earlier state does not count any more."""
        behind = [file.entry.location for _, others in self.jobs.values() for file in others]
        return [*self.jobs, *behind, *(file.entry.location for file, _ in (*self.known, *self.failed))]


def extract(
    paths: Iterable[AnyPath] | AnyPath,
    out: AnyPath,
    *,
    formats: Sequence[str] = FORMATS,
    jobs: int | None = None,
    timeout: float = TIMEOUT,
    memory: int = MEMORY,
    fresh: bool = False,
    ocr: OcrOptions = AUTO,
    review: bool = False,
    progress: Callable[[Progress], None] | None = None,
    analyse: str = ANALYSE,
    finish: Callable[[DossierWriter], None] = link_dossier,
) -> RunSummary:
    """Read files and folders into the dossier `out`/vbcds.sqlite and export it as `formats` (`jsonl`, `sqlite`, `xlsx`).

    Files that did not change since the last run into `out` are not read again (`fresh`: they are); files that are gone from the
    input are gone from the dossier. Every file is read in a process of its own that may take `timeout` seconds and `memory` megabytes;
    `jobs` of them run at once (all cores). A file that cannot be read is an error record, and the run goes on. When it is stopped
    (Ctrl-C, kill -9) all that was read stays, and the next run goes on from there.

    `ocr` says how scans are read; pages that were recognised are kept in `out`/.cache unless it names another folder. Where it has no
    corrections, those in `out`/hieu-dinh.json are used, if there are any. `review` writes `out`/hieu-dinh.html, on which a person looks
    at the doubtful lines of scans and saves corrections.

    The time of a scan counts anew from each page that was recognised. `progress` is called after each file and after each such page.
    `analyse` ("module:name") is what each worker calls, `finish` what fills in facts that only the whole dossier knows. Raises
    `InputError` for a call that cannot be meant, `vbcds.errors.StoreError` where `out` holds a dossier that cannot be written, and
    `nursery.StartError` where no worker can be started (the package changed while it was loaded).
    """
    began = time.perf_counter()
    source = source_digest()
    unknown = set(formats) - set(FORMATS)
    if unknown:
        raise InputError(f"Không có định dạng “{min(unknown)}”; chọn trong: {', '.join(FORMATS)}.")
    listed = [paths] if isinstance(paths, str | bytes | os.PathLike) else list(paths)
    folder = _made(out)
    files = find_inputs(listed, out=folder)
    ocr = ocr if ocr.corrections else replace(ocr, corrections=corrections_beside(folder))
    with DossierWriter(folder / FILE_NAME) as dossier:
        fingerprint = library_fingerprint() if analyse == ANALYSE else f"{library_fingerprint()} {analyse}"
        options: dict[str, Any] = {}
        if analyse == ANALYSE:
            fingerprint = f"{fingerprint} {ocr.key}" if ocr.key != AUTO.key else fingerprint
            ocr = options["ocr"] = replace(ocr, cache=ocr.cache or str(folder / ".cache" / "ocr"))
        limits = f"{conditions(timeout=timeout, memory=memory)} {analyse} {ocr.key}"
        plan = _plan(files, dossier, fingerprint=fingerprint, limits=limits, fresh=fresh, ocr=ocr)
        for file, id in plan.touched:
            dossier.add_path(file.entry.location, _settled(file.entry.stat), id)
        changes = dossier.changes  # a file that was only touched is no change
        removed = dossier.set_input([file.entry for file in files], plan.unread)
        if dossier.changes != changes and dossier.complete:
            dossier.set_meta("state", "reading")
        for file, failure in plan.failed:
            dossier.add_failure(file.entry.location, file.entry.stat, failure)
        for file, id in plan.known:
            dossier.add_path(file.entry.location, _settled(file.entry.stat), id)
        meanwhile = warm_up if finish is link_dossier else None
        try:
            _read(plan, dossier, jobs, timeout, memory, fingerprint, source, limits, analyse, options, progress, meanwhile)
        except BaseException:
            dossier.settle()
            raise
        if not dossier.complete or dossier.changes != changes:
            dossier.settle()
            with collector_at_rest():
                finish(dossier)
            dossier.complete_generation()
        written = export(dossier, folder, formats)
        if review:
            written.append(write_review(dossier, folder, ocr=ocr, jobs=jobs, timeout=timeout, memory=memory))
        counts = dossier.counts()
        return RunSummary(
            out=folder,
            files=len(files),
            read=sum(1 for _ in plan.jobs),
            unchanged=plan.unchanged + len(plan.touched),
            duplicates=len(files) - counts["errors"] - len(dossier.readings()),
            removed=removed,
            errors=dossier.errors(),
            counts=counts,
            seconds=time.perf_counter() - began,
            written=tuple(written),
        )


def _made(out: AnyPath) -> Path:
    folder = Path(os.fsdecode(out))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise InputError(f"“{folder}” là một tệp, không phải thư mục để ghi kết quả.") from error
    except OSError as error:
        raise InputError(f"Không tạo được thư mục kết quả “{folder}” ({error.strerror}).") from error
    if not os.access(folder, os.W_OK):
        raise InputError(f"Không có quyền ghi vào thư mục kết quả “{folder}”.")
    return folder


def _plan(
    files: Sequence[InputFile], dossier: DossierWriter, *, fingerprint: str, limits: str, fresh: bool, ocr: OcrOptions
) -> _Plan:
    plan = _Plan()
    known = dossier.known_files()
    unread: list[InputFile] = []
    for file in files:
        before = known.get(file.entry.location)
        if before is not None and not fresh and _is_same(file, before, fingerprint, limits, ocr):
            plan.unchanged += 1
        elif file.problem is not None:
            plan.failed.append((file, file.problem))
        else:
            unread.append(file)
    sizes = Counter(file.entry.stat.size for file in unread if file.entry.stat)
    sizes.update(size for size in dossier.known_sizes() if size in sizes)
    first: dict[tuple[str, str], bytes] = {}
    for file in unread:
        size = file.entry.stat.size if file.entry.stat else 0
        id = _hashed(file) if 0 < size <= _MAX_HASHED and sizes[size] > 1 else None
        suffix = suffix_of(file.entry.path)
        if (
            id is not None
            and not fresh
            and dossier.find_reading(id, suffix=suffix, fingerprint=fingerprint_of(fingerprint, ocr, id))
        ):
            before = known.get(file.entry.location)
            (plan.touched if before is not None and before.reading == id else plan.known).append((file, id))
        elif id is not None and (id, suffix) in first:
            plan.jobs[first[id, suffix]][1].append(file)
        else:
            plan.jobs[file.entry.location] = (file, [])
            if id is not None:
                first[id, suffix] = file.entry.location
    return plan


def _is_same(file: InputFile, before: KnownFile, fingerprint: str, limits: str, ocr: OcrOptions) -> bool:
    """Whether what the dossier knows of a file still holds."""
    if before.stat != file.entry.stat:
        return False
    if file.problem is not None:
        return before.error == file.problem.error
    if before.error is not None:
        return before.error not in _PASSING and before.conditions == limits
    return before.reading is not None and before.fingerprint == fingerprint_of(fingerprint, ocr, before.reading)


def _hashed(file: InputFile) -> str | None:
    """The id that the file's bytes have, or None where they cannot be read."""
    try:
        with open(file.location, "rb") as data:  # noqa: PTH123
            return hashlib.file_digest(data, "sha256").hexdigest()[:16]
    except OSError:
        return None


def _settled(stat: FileStat | None) -> FileStat:
    """The state of a file by which the next run knows it; one that could still change unseen is known by its content only."""
    if stat is None or time.time_ns() - stat.mtime_ns < _TICK_NS:
        return FileStat(size=stat.size if stat else 0, mtime_ns=-1, inode=0)
    return stat


def _read(
    plan: _Plan,
    dossier: DossierWriter,
    jobs: int | None,
    timeout: float,
    memory: int,
    fingerprint: str,
    source: str,
    limits: str,
    analyse: str,
    options: dict[str, Any],
    progress: Callable[[Progress], None] | None,
    meanwhile: Callable[[], None] | None,
) -> None:
    """Read what the plan says is to be read: the largest first, so that no core waits for one at the end.

    `meanwhile` is called while the workers start.
    """
    if not plan.jobs:
        return
    by_size = sorted(plan.jobs.values(), key=lambda pair: -(pair[0].entry.stat.size if pair[0].entry.stat else 0))
    cores = min(jobs or available_cores(), len(by_size))
    if "ocr" in options:  # cores without a file of their own help with the pages of the others
        options = {**options, "ocr": replace(options["ocr"], workers=max(1, (jobs or available_cores()) // cores))}
    work = [
        Job(location=file.location, name=file.entry.path, fingerprint=fingerprint, analyse=analyse, options=options, source=source)
        for file, _ in by_size
    ]
    function = f"{read_file.__module__}:{read_file.__name__}"
    pool: Pool[Job] = Pool(
        function, jobs=cores, timeout=timeout, memory=memory * 1024 * 1024, warm=analyse.partition(":")[0], source=source
    )
    failed = 0
    try:
        if meanwhile is not None:
            meanwhile()
        done = 0
        for job, result in pool.run(work):
            file, others = plan.jobs[os.fsencode(job.location)]
            if isinstance(result, Pulse):
                if progress is not None:
                    now = Progress(
                        done=done, total=len(work), failed=failed, path=file.entry.path, pages=(result.done, result.total)
                    )
                    progress(now)
                continue
            done += 1
            if isinstance(result, Lost):
                outcome = Outcome(stat=file.entry.stat, failure=failure_of_lost(result, timeout=timeout, memory=memory))
            else:
                outcome = result
            failed += outcome.failure is not None
            _keep(dossier, file, others, outcome, limits)
            if progress is not None:
                progress(Progress(done=done, total=len(work), failed=failed, path=file.entry.path))
    finally:
        pool.close()


def _keep(dossier: DossierWriter, file: InputFile, others: Sequence[InputFile], outcome: Outcome, limits: str) -> None:
    if outcome.reading is not None:
        dossier.add_reading(file.entry.location, _settled(outcome.stat), outcome.reading)
        for other in others:
            dossier.add_path(other.entry.location, _settled(other.entry.stat), outcome.reading.id)
    elif outcome.failure is not None:
        for failing in (file, *others):
            stat = outcome.stat if failing is file else failing.entry.stat
            dossier.add_failure(failing.entry.location, stat, outcome.failure, conditions=limits)
