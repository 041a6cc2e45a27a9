"""A progress bar for people: on standard error, only where that is a terminal."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import Self, TextIO

from vbcds.cli.language import say
from vbcds.execution.run import Progress

_WIDTH = 24
#: Seconds between two drawings.
_PACE = 0.1


class ProgressBar:
    """Draws a run's progress on one line, and leaves that line empty."""

    def __init__(self, *, stream: TextIO | None = None, hidden: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._hidden = hidden or not self._stream.isatty()
        self._began = time.monotonic()
        self._drawn = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._drawn:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def __call__(self, progress: Progress) -> None:
        """Draw, where it is time to."""
        now = time.monotonic()
        if self._hidden or (now - self._drawn < _PACE and progress.done < progress.total):
            return
        self._drawn = now
        columns = shutil.get_terminal_size().columns
        self._stream.write(f"\r\x1b[K{line(progress, now - self._began)[: columns - 1]}")
        self._stream.flush()


def line(progress: Progress, seconds: float) -> str:
    """The bar as text.

    >>> line(Progress(done=5, total=20, failed=1, path="a.pdf"), 10.0)
    '██████░░░░░░░░░░░░░░░░░░ 5/20 · còn 0:30 · lỗi 1 · a.pdf'
    >>> line(Progress(done=0, total=2, failed=0, path="a.pdf", pages=(7, 21)), 1.0)
    '░░░░░░░░░░░░░░░░░░░░░░░░ 0/2 · trang 7/21 · a.pdf'
    """
    filled = _WIDTH * progress.done // max(progress.total, 1)
    pieces = [f"{'█' * filled}{'░' * (_WIDTH - filled)} {progress.done}/{progress.total}"]
    if seconds > 2 and progress.done:
        left = round(seconds / progress.done * (progress.total - progress.done))
        pieces.append(f"{say('còn', 'left')} {left // 60}:{left % 60:02}")
    if progress.failed:
        pieces.append(f"{say('lỗi', 'failed')} {progress.failed}")
    if progress.pages:
        pieces.append(f"{say('trang', 'page')} {progress.pages[0]}/{progress.pages[1]}")
    return " · ".join([*pieces, progress.path])
