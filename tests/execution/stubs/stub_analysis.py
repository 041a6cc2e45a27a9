"""An analysis that does what a file's first word tells it: for tests of the machinery around the analysis."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import time
from pathlib import Path
from types import SimpleNamespace

from vbcds.errors import ReadError
from vbcds.model.document import Source
from vbcds.model.records import CitationRecord, Deadline, DocumentRecord, Records, TaskRecord


def analyse(path: str, *, name: str) -> SimpleNamespace:
    data = Path(path).read_bytes()
    text = data.decode("utf-8", "surrogateescape")
    word = text.split(maxsplit=1)[0] if text.split() else ""
    if word == "COUNT":  # leaves a trace of every reading, to see what was read
        with Path(os.environ["STUB_LOG"]).open("a") as log:
            log.write(f"{name}\n")
    elif word == "HANG":
        time.sleep(600)
    elif word == "SLOW":
        time.sleep(float(text.split()[1]))
    elif word == "EAT":
        eaten = []
        while True:
            eaten.append(bytearray(16 * 1024 * 1024))
    elif word == "MEMORY":
        raise MemoryError
    elif word == "CRASH":
        os.kill(os.getpid(), signal.SIGSEGV)
        time.sleep(5)
    elif word == "LEAVE":
        os._exit(0)
    elif word == "RAISE":
        raise ZeroDivisionError("\udcff")
    elif word == "DEEP":
        raise RecursionError
    elif word == "ENCRYPTED":
        raise ReadError("encrypted", "Tệp có mật khẩu.", "Bỏ mật khẩu rồi chạy lại.")
    elif not data:
        raise ReadError("empty", "Tệp rỗng.")
    sha256 = hashlib.sha256(data).hexdigest()
    id = sha256[:16]
    source = Source(start=0, end=len(word))
    documents = [
        DocumentRecord(id=id, path=name, media_type="text/plain", pages=None, sha256=sha256, ocr=False, genre="plan", end=len(text))
    ]
    if word == "TWO":
        documents.append(
            DocumentRecord(
                id=f"{id}-2", path=name, media_type="text/plain", pages=None, sha256=sha256, ocr=False, genre="plan", start=3
            )
        )
    tasks = [
        TaskRecord(
            document=id, code=None, group=None, content=line, lead=(), support=(), deadline=Deadline(raw=None, kind="none"),
            product=None, source=source,
        )
        for line in text.splitlines()[1:]
    ]  # fmt: skip
    citations = [
        CitationRecord(
            document=id, raw=found[0], kind="quyết định", number=found[1], date=None, issuer=None, title=None, pinpoint=None,
            relation="mentions", cited=f"quyet-dinh:{found[1]}@?", cited_document=None, source=source,
        )
        for found in re.finditer(r"Quyết định số (\S+)", text)
    ]  # fmt: skip
    records = Records(documents=tuple(documents), tasks=tuple(tasks), citations=tuple(citations))
    return SimpleNamespace(document=SimpleNamespace(id=id, sha256=sha256, text=text), records=records)
