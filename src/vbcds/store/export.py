"""The dossier's records as files: one JSON line a record, one text file a document. A file is whole or it is the old one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from vbcds.store.dossier import Dossier
from vbcds.store.rows import KINDS, json_line

TEXT_FOLDER = "text"
#: Unfinished files bear this prefix; what a killed run left of them is swept away by the next.
UNFINISHED = ".vbcds-"


@contextmanager
def replacing(path: Path) -> Iterator[IO[str]]:
    """A text file to write that takes the place of `path` only when it is whole."""
    temporary = path.with_name(f"{UNFINISHED}{os.getpid()}-{path.name}")
    try:
        with temporary.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def sweep(folder: Path) -> None:
    """Remove the unfinished files that a killed run left in `folder`."""
    for place in (folder, folder / TEXT_FOLDER):
        for leftover in place.glob(f"{UNFINISHED}*"):
            leftover.unlink(missing_ok=True)


def export_jsonl(dossier: Dossier, folder: Path) -> list[Path]:
    """Write one file of JSON lines for each kind of record, the same bytes for the same records."""
    written: list[Path] = []
    for kind, record in KINDS.items():
        path = folder / f"{kind}.jsonl"
        with replacing(path) as file:
            file.writelines(f"{json_line(record, row)}\n" for row in dossier.rows(kind))
        written.append(path)
    return written


def export_texts(dossier: Dossier, folder: Path) -> Path:
    """Write the canonical text of each document to `text/<id>.txt`, and remove those of documents that are gone.

    The documents of one file share its text, since their offsets count in it. A text that stands there already is left alone: the
    id is that of the file's bytes, but what is read from them may change with the library, so the size is compared, then the text.
    """
    place = folder / TEXT_FOLDER
    place.mkdir(exist_ok=True)
    stale = {entry.name for entry in os.scandir(place) if entry.name.endswith(".txt")}
    for id, text in dossier.texts():
        name = f"{id}.txt"
        data = text.encode("utf-8")
        path = place / name
        if name not in stale or path.stat().st_size != len(data) or path.read_bytes() != data:
            temporary = place / f"{UNFINISHED}{os.getpid()}-{name}"
            temporary.write_bytes(data)
            temporary.replace(path)
        stale.discard(name)
    for name in stale:
        (place / name).unlink(missing_ok=True)
    return place
