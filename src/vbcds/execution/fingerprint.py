"""What a result depends on beside the file's bytes: the library with its lexicons, and the programs and limits of the run."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import vbcds

#: The rooms whose code and data decide what is read from a file.
_ROOMS = ("text", "model", "lexicons", "readers", "recognisers", "structure", "assembly", "checks", "pipeline.py")
#: Libraries that turn bytes into text.
_LIBRARIES = ("pypdfium2", "pdfplumber", "python-docx", "lxml", "openpyxl", "viparse", "charset-normalizer")
_PACKAGE = Path(vbcds.__file__).parent
_COMPILED = (".pyc", ".pyo")
#: Programs without which some formats cannot be read.
_PROGRAMS = ("soffice", "libreoffice", "tesseract")


@cache
def library_fingerprint() -> str:
    """A digest of all code, lexicons and libraries that decide what is read: a change of any makes every file to be read again."""
    digest = _digest_of(_PACKAGE / room for room in _ROOMS)
    for library in _LIBRARIES:
        try:
            digest.update(f"{library}=={version(library)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{library} absent\0".encode())
    return digest.hexdigest()[:16]


def source_digest() -> str:
    """A digest of the whole package as it stands on the disk at this moment.

    Processes that work together load their modules one after the other, and a worker loads some of them only when it meets a file that
    needs them. Where the package changes meanwhile (an update, a developer's edit), they hold pieces of two versions, which fail in
    ways that tell nothing. Whoever loads compares this before and after.
    """
    return _digest_of([_PACKAGE]).hexdigest()[:16]


def _digest_of(places: Iterable[Path]) -> hashlib._Hash:
    digest = hashlib.sha256(vbcds.__version__.encode())
    for place in places:
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.suffix in _COMPILED or not file.is_file():
                continue
            try:
                data = file.read_bytes()
            except FileNotFoundError:  # taken away a moment ago
                continue
            digest.update(f"{file.relative_to(_PACKAGE).as_posix()}\0{len(data)}\0".encode())
            digest.update(data)
    return digest


def conditions(*, timeout: float, memory: int) -> str:
    """What a failure depends on: the library, the programs at hand and the limits. A failure under others is tried again.

    >>> conditions(timeout=60, memory=512) == conditions(timeout=90, memory=512)
    False
    """
    programs = ",".join(program for program in _PROGRAMS if shutil.which(program))
    return f"{library_fingerprint()} {programs or '-'} {timeout:g}s {memory}MB"
