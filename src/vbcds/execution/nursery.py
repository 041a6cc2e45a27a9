"""Where worker processes come from.

Workers need the readers' libraries and the lexicons, a second of work to load. On systems with fork one process loads them once (the
nursery) and every worker is a fork of it: workers share that memory, and one that was killed is replaced in milliseconds. The nursery
is a program of its own, started anew: forking the caller's process would not be safe (its threads, its open libraries), and
`multiprocessing`'s own server would run the caller's script again in every worker. Elsewhere every worker is spawned and loads for
itself.

The nursery obeys one connection. `b"h"` with a socket: fork a worker that serves that socket; the answer is its process id.
`b"r"` and a process id: wait for that worker's end; the answer is its exit status. The end of the connection: kill all and leave.
Answers are lines of JSON.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Protocol

from vbcds.errors import VbcdsError
from vbcds.execution.fingerprint import source_digest
from vbcds.execution.isolation import kill_tree, limit_this_process
from vbcds.execution.pulse import hear
from vbcds.model.collector import YOUNG

#: The start of the nursery's own process: find modules where the caller found them, then serve.
_BOOTSTRAP = "import json, sys; sys.path[:] = json.loads(sys.argv.pop()); from vbcds.execution.nursery import main; main()"
#: Libraries under the readers start no threads of their own in a worker: the workers are what uses the cores.
_ONE_THREAD = dict.fromkeys(("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
#: What a document took of the C library's heap (up to 64 MB) is for the next one, and does not go back to the system in between.
_KEPT_HEAP = {"MALLOC_TRIM_THRESHOLD_": str(64 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20)}


class StartError(VbcdsError):
    """Workers cannot be started."""


#: Why a nursery that holds pieces of two versions of the package does not start.
CHANGED = "mã nguồn của vbcds thay đổi trong khi chương trình đang nạp; chạy lại lệnh khi việc cập nhật đã xong"


@dataclass(slots=True)
class Child:
    """A worker process, as its parent knows it."""

    connection: Connection
    pid: int
    handle: Any = None


class Nursery(Protocol):
    """Makes workers and buries them."""

    def hatch(self) -> Child:
        """A new worker. Raises `StartError` where there can be none."""

    def bury(self, child: Child) -> int:
        """Wait for a worker that has ended, or is about to; its exit code, negative for the signal that ended it."""

    def close(self) -> None:
        """End all workers."""


def open_nursery(function: str, *, warm: str | None, memory: int, source: str | None = None) -> Nursery:
    """A nursery for workers that call `function` ("module:name").

    Before, the module `warm` is imported, and its `warm_up()` called where it has one. `source` is the `source_digest` of the caller:
    workers that have loaded another version do not start.
    """
    kind = ForkNursery if hasattr(os, "fork") and hasattr(socket, "send_fds") else SpawnNursery
    return kind(function, warm=warm, memory=memory, source=source)


def resolve(name: str) -> Callable[..., Any]:
    """The function that "module:name" names.

    >>> resolve("os.path:basename")("a/b")
    'b'
    """
    module, _, attribute = name.partition(":")
    function: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    return function


def _warm_up(module: str) -> None:
    warm_up = getattr(importlib.import_module(module), "warm_up", None)
    if warm_up is not None:
        warm_up()


def _check_source(source: str | None) -> None:
    if source and source != source_digest():
        raise StartError(CHANGED)


def serve(connection: Connection, function: Callable[[Any], Any]) -> None:
    """Answer every job that comes over the connection, until its end."""
    hear(connection.send)
    with suppress(EOFError, OSError):
        while True:
            connection.send(function(connection.recv()))


class ForkNursery:
    """Workers are forks of one warm process."""

    def __init__(self, function: str, *, warm: str | None, memory: int, source: str | None) -> None:
        self._control, theirs = socket.socketpair()
        if not sys.executable:
            raise StartError("Không tìm thấy trình thông dịch Python để chạy tiến trình con.")
        with theirs:
            self._process = subprocess.Popen(
                [
                    sys.executable,
                    "-c",
                    _BOOTSTRAP,
                    str(theirs.fileno()),
                    function,
                    warm or "",
                    str(memory),
                    source or "",
                    json.dumps(sys.path),
                ],
                pass_fds=(theirs.fileno(),),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # an interrupt of the terminal is for the parent alone
                env=os.environ | _KEPT_HEAP | _ONE_THREAD,
            )
        self._answers = self._control.makefile("rb")

    def hatch(self) -> Child:
        """A fork."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._control, [b"h"], [theirs.fileno()])
            except OSError as error:
                raise StartError("Tiến trình mẹ của các tiến trình đọc đã dừng.") from error
        return Child(Connection(ours.detach()), self._answer("pid"))

    def bury(self, child: Child) -> int:
        """The exit code that the nursery saw."""
        child.connection.close()
        try:
            self._control.sendall(b"r" + child.pid.to_bytes(8, "big"))
            return self._answer("status")
        except (OSError, StartError):
            return -int(signal.SIGKILL)

    def close(self) -> None:
        """The nursery ends its workers when its connection ends."""
        self._answers.close()
        self._control.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            kill_tree(self._process.pid)
            self._process.wait()

    def _answer(self, key: str) -> int:
        line = self._answers.readline()
        if not line:
            raise StartError("Không khởi động được tiến trình đọc.")
        answer = json.loads(line)
        if "error" in answer:
            raise StartError(f"Không khởi động được tiến trình đọc: {answer['error']}")
        return int(answer[key])


class SpawnNursery:
    """Workers are processes of their own from the start: for systems without fork."""

    def __init__(self, function: str, *, warm: str | None, memory: int, source: str | None) -> None:
        import multiprocessing

        self._context = multiprocessing.get_context("spawn")
        self._arguments = (function, warm, memory)
        self._source = source
        self._children: dict[int, Any] = {}

    def hatch(self) -> Child:
        """A spawned process; it loads the package as it stands now."""
        _check_source(self._source)
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_spawned, args=(theirs, *self._arguments), daemon=True)
        process.start()
        theirs.close()
        pid = process.pid or 0
        self._children[pid] = process
        return Child(ours, pid, process)

    def bury(self, child: Child) -> int:
        """The exit code that the process left."""
        child.connection.close()
        self._children.pop(child.pid, None)
        child.handle.join(10)
        return int(child.handle.exitcode or 0)

    def close(self) -> None:
        """End the workers that are left."""
        for pid, process in self._children.items():
            kill_tree(pid)
            process.join(10)
        self._children.clear()


def _spawned(connection: Connection, function: str, warm: str | None, memory: int) -> None:
    os.environ.update(_ONE_THREAD)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_this_process(memory)
    if warm:
        _warm_up(warm)
    serve(connection, resolve(function))


def main() -> None:
    """The nursery's own process: file descriptor of its connection, function, module to warm up, bytes of memory, digest of the source."""
    descriptor, function_name, warm, memory, source = sys.argv[1:6]
    with socket.socket(fileno=int(descriptor)) as control:
        control.set_inheritable(False)
        try:
            function = resolve(function_name)
            if warm:
                _warm_up(warm)
            _check_source(source)
        except StartError as error:
            control.sendall(json.dumps({"error": str(error)}).encode() + b"\n")
            return
        except Exception as error:  # whatever a module does when it is loaded: the parent says it
            said = CHANGED if source and source != source_digest() else f"{type(error).__name__}: {error}"
            control.sendall(json.dumps({"error": said}).encode() + b"\n")
            return
        gc.collect()
        gc.freeze()  # what was loaded stays, and stays shared with the forks
        gc.set_threshold(YOUNG)
        _rear(control, function, int(memory))


def _rear(control: socket.socket, function: Callable[[Any], Any], memory: int) -> None:
    alive: set[int] = set()
    try:
        while True:
            command, descriptors, _, _ = socket.recv_fds(control, 1, 1)
            if not command:
                return
            if command == b"h":
                pid = os.fork()
                if pid == 0:
                    _live(control, descriptors[0], function, memory)
                os.close(descriptors[0])
                alive.add(pid)
                answer = {"pid": pid}
            else:
                pid = int.from_bytes(_exactly(control, 8), "big")
                answer = {"status": os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])}
                alive.discard(pid)
            control.sendall(json.dumps(answer).encode() + b"\n")
    except OSError:
        return
    finally:
        for pid in alive:
            kill_tree(pid)


def _live(control: socket.socket, descriptor: int, function: Callable[[Any], Any], memory: int) -> None:
    """A worker's whole life; it never comes back."""
    code = 0
    try:
        control.close()
        os.set_inheritable(descriptor, False)
        os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        limit_this_process(memory)
        serve(Connection(descriptor), function)
    except BaseException:
        code = 70
    finally:
        os._exit(code)


def _exactly(control: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        piece = control.recv(size - len(data))
        if not piece:
            raise ConnectionError
        data += piece
    return data
