"""Processes of Tesseract that stay and wait for the next image: loading a model takes as long as reading some lines.

With its parameter `stream_filelist` Tesseract reads names of images from its standard input, one a line, and writes each image's hOCR
when it is done. It writes a line as soon as it is full only to a terminal: a pseudo-terminal stands in for one. Readings do not depend on
what was read before. The processes end with the one that started them, whose end closes their input.
"""

from __future__ import annotations

import atexit
import os
import select
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress

from vbcds.readers.ocr.images import Pixels, as_tiff

#: How an image's hOCR ends.
_END = b"\n  </div>\n"
#: Images that one process reads, then it is replaced: what it leaks goes with it.
_MOST = 2000


class DiedError(Exception):
    """The process ended at an image: it cannot read it, or cannot read so at all (`fresh`: it had read none)."""

    def __init__(self, *, fresh: bool) -> None:
        super().__init__()
        self.fresh = fresh


class Reader:
    """One process with its model and mode. Used by one thread at a time."""

    def __init__(self, command: Sequence[str]) -> None:
        import tty

        program, *options = command
        self.count = 0
        self._output, terminal = os.openpty()
        try:
            tty.setraw(terminal)
            self._process = subprocess.Popen(
                [program, "-", "-", "-c", "stream_filelist=1", *options],
                stdin=subprocess.PIPE,
                stdout=terminal,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except OSError:
            os.close(self._output)
            raise
        finally:
            os.close(terminal)

    def read(self, pixels: Pixels, dpi: float, until: float) -> bytes:
        """The hOCR of an image.

        Raises `DiedError`, or TimeoutError at the moment `until` of the monotonic clock; then the process is of no more use.
        """
        # The file lasts as long as the reading: workers are ended without notice.
        with tempfile.NamedTemporaryFile(prefix="vbcds-", suffix=".tif") as file:
            file.write(as_tiff(pixels, round(dpi)))
            file.flush()
            try:
                found = self._hocr(file.name, until)
            except TimeoutError:
                raise
            except OSError as error:  # the end of what is written to a terminal is an error of its other side
                raise DiedError(fresh=self.count == 0) from error
        self.count += 1
        return found

    def _hocr(self, name: str, until: float) -> bytes:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{name}\n".encode())
        self._process.stdin.flush()
        found = bytearray()
        while not found.endswith(_END):
            ready, _, _ = select.select([self._output], [], [], max(0.0, until - time.monotonic()))
            if not ready:
                raise TimeoutError
            part = os.read(self._output, 1 << 16)
            if not part:
                raise BrokenPipeError
            found += part
        return bytes(found)

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        self._process.wait()
        os.close(self._output)


class Readers:
    """The processes of this one that wait, by their command."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[tuple[str, ...], list[Reader]] = {}
        self._owner = os.getpid()

    def take(self, command: tuple[str, ...]) -> Reader:
        """One that waits, or a new one. Raises OSError where none can be started."""
        with self._lock:
            if self._owner != os.getpid():  # those of the process from which this one was forked are not ours
                self._waiting, self._owner = {}, os.getpid()
            waiting = self._waiting.get(command)
            if waiting:
                return waiting.pop()
        return Reader(command)

    def give_back(self, command: tuple[str, ...], reader: Reader) -> None:
        """Let one wait for the next image."""
        if reader.count >= _MOST:
            reader.close()
            return
        with self._lock:
            self._waiting.setdefault(command, []).append(reader)

    def close(self) -> None:
        """End all that wait."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
            if self._owner != os.getpid():
                return
        for readers in waiting.values():
            for reader in readers:
                reader.close()


readers = Readers()
atexit.register(readers.close)


def can_stay() -> bool:
    """Whether this system has pseudo-terminals."""
    return hasattr(os, "openpty")
