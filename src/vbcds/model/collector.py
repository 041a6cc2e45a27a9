"""Python's collector of cycles, where very many small values are made that have none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New values after which the collector looks again.
YOUNG = 300_000


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let the collector look less often: a document, and all the more a dossier, is many small values that live as long as it is read.

    Looking through them again and again finds nothing and takes a tenth of the time, a fourth for a dossier. Where several threads
    read at once, the first one's end brings the old rhythm back for all.
    """
    young, middle, old = gc.get_threshold()
    if not 0 < young < YOUNG:
        yield
        return
    gc.set_threshold(YOUNG, middle, old)
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)
