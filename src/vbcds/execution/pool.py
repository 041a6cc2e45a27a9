"""A pool of worker processes in which one job can do no harm to another.

Every job has its limits of time and memory. A worker that passes one of them, or dies, gives that job an end of its own and is
replaced; the jobs behind it are given to others. A few jobs are sent ahead, so that a worker never waits for its parent.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import Any, Generic, Literal, TypeVar

from vbcds.execution.isolation import kill_tree, memory_of
from vbcds.execution.nursery import Child, Nursery, open_nursery
from vbcds.execution.pulse import Pulse

J = TypeVar("J")
Cause = Literal["timeout", "memory", "died"]

#: Jobs that a worker has at hand, with the one that it is at.
_AHEAD = 3
#: Seconds after which the jobs behind one that takes long are given to workers that have nothing to do.
_PATIENCE = 0.5
#: Seconds between two looks at the workers' memory.
_GLANCE = 0.05
#: A worker that holds this share of its memory, and so much more than a new one, is replaced: some libraries give nothing back.
_RETIRE = 0.2
_GROWTH = 64 * 1024 * 1024
#: Signals by which libraries in C end when memory runs out or data is not what they took it for.
_CRASHES = {
    int(getattr(signal, name)) for name in ("SIGSEGV", "SIGBUS", "SIGABRT", "SIGILL", "SIGTRAP", "SIGFPE") if hasattr(signal, name)
}


@dataclass(frozen=True, slots=True)
class Lost:
    """A job that took its worker with it. `code` is the worker's exit code, negative for a signal."""

    cause: Cause
    code: int = 0


@dataclass(slots=True)
class _Sent(Generic[J]):
    job: J
    #: Another worker has it now: this one's result does not count.
    forfeited: bool = False


@dataclass(slots=True)
class _Worker(Generic[J]):
    child: Child
    jobs: deque[_Sent[J]] = field(default_factory=deque)
    #: When it began the first of `jobs`.
    since: float = 0.0
    #: Bytes that it held when it was new, and when it was last looked at.
    fresh: int = 0
    memory: int = 0
    #: Jobs that it has done.
    done: int = 0
    retiring: bool = False
    condemned: Cause | None = None


def available_cores() -> int:
    """How many processes can run at once here.

    >>> available_cores() >= 1
    True
    """
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool(Generic[J]):
    """Runs jobs in worker processes.

    `function` ("module:name") takes a job and gives its result, both picklable; the module `warm` is loaded before.
    `timeout` are the seconds that one job may take (from its last sign of life, where it gives some) and `memory` its bytes. `source` is
    the `source_digest` of the package that the caller has loaded.
    """

    def __init__(
        self, function: str, *, jobs: int, timeout: float, memory: int, warm: str | None = None, source: str | None = None
    ) -> None:
        self._nursery: Nursery = open_nursery(function, warm=warm, memory=memory, source=source)
        self._size = max(1, jobs)
        self._timeout = timeout
        self._memory = memory
        self._workers: list[_Worker[J]] = []

    def run(self, jobs: Sequence[J]) -> Generator[tuple[J, Any | Lost], None, None]:
        """Each job with its result, or with how it was lost, in the order in which they end; between them a job's signs of life (`Pulse`).

        A job that was lost with a worker that had done others before is tried once more in a fresh one, where only the job itself can
        be the cause. Raises `nursery.StartError` where no worker can be started.
        """
        waiting = deque(jobs)
        alone: deque[J] = deque()
        left = len(waiting)
        while left:
            self._feed(waiting, alone)
            for worker in self._ready():
                for job, result in self._collect(worker):
                    left -= not isinstance(result, Pulse)
                    yield job, result
            for worker in [worker for worker in self._workers if worker.condemned]:
                ended = self._end(worker, waiting, alone)
                left -= sum(1 for _, result in ended if not isinstance(result, Pulse))
                yield from ended
            self._watch()

    def close(self) -> None:
        """End all workers, whatever they are at."""
        for worker in self._workers:
            kill_tree(worker.child.pid)
        self._nursery.close()
        self._workers.clear()

    def _feed(self, waiting: deque[J], alone: deque[J]) -> None:
        for worker in [worker for worker in self._workers if worker.retiring and not worker.jobs]:
            self._workers.remove(worker)
            worker.child.connection.close()  # it leaves when its connection ends
            self._nursery.bury(worker.child)
        while alone and len(self._workers) < self._size + 1:
            self._send(self._hatch(retiring=True), alone.popleft())
        while waiting and len(self._workers) < min(self._size, len(waiting) + len(self._workers)):
            self._send(self._hatch(), waiting.popleft())
        for ahead in range(1, _AHEAD + 1):  # all get one before one gets two
            for worker in self._workers:
                if waiting and not worker.retiring and len(worker.jobs) < ahead:
                    self._send(worker, waiting.popleft())
        if not waiting and any(not worker.jobs and not worker.retiring for worker in self._workers):
            waiting.extend(self._stuck())

    def _stuck(self) -> list[J]:
        """The jobs behind those that take long; their workers lose them."""
        late = time.monotonic() - _PATIENCE
        behind = [sent for worker in self._workers if worker.since < late for sent in list(worker.jobs)[1:] if not sent.forfeited]
        for sent in behind:
            sent.forfeited = True
        return [sent.job for sent in behind]

    def _hatch(self, *, retiring: bool = False) -> _Worker[J]:
        worker: _Worker[J] = _Worker(self._nursery.hatch(), retiring=retiring)
        worker.fresh = memory_of(worker.child.pid) or 0
        self._workers.append(worker)
        return worker

    def _send(self, worker: _Worker[J], job: J) -> None:
        if not worker.jobs:
            worker.since = time.monotonic()
        worker.jobs.append(_Sent(job))
        try:
            worker.child.connection.send(job)
        except OSError:
            worker.condemned = worker.condemned or "died"

    def _ready(self) -> list[_Worker[J]]:
        connections = {worker.child.connection: worker for worker in self._workers if not worker.condemned}
        return [connections[ready] for ready in wait(list(connections), timeout=_GLANCE)]  # type: ignore[index]

    def _collect(self, worker: _Worker[J]) -> list[tuple[J, Any]]:
        """The results that a worker has ready; where it is gone, it is condemned."""
        results: list[tuple[J, Any]] = []
        try:
            while worker.jobs and worker.child.connection.poll():
                result = worker.child.connection.recv()
                if isinstance(result, Pulse):
                    worker.since = time.monotonic()
                    if not worker.jobs[0].forfeited:
                        results.append((worker.jobs[0].job, result))
                    continue
                sent = worker.jobs.popleft()
                if not sent.forfeited:
                    results.append((sent.job, result))
                worker.since = time.monotonic()
                worker.done += 1
            if not worker.jobs and worker.child.connection.poll():
                worker.child.connection.recv()  # a worker without a job has nothing to say: this is its end
        except (EOFError, OSError):
            worker.condemned = worker.condemned or "died"
        memory = memory_of(worker.child.pid)
        worker.memory = memory or worker.memory
        if memory is not None and memory > max(self._memory * _RETIRE, worker.fresh + _GROWTH):
            worker.retiring = True
        return results

    def _watch(self) -> None:
        now = time.monotonic()
        for worker in self._workers:
            if worker.condemned or not worker.jobs:
                continue
            worker.memory = memory_of(worker.child.pid) or worker.memory
            late = now - worker.since > self._timeout
            if (late or worker.memory > self._memory) and not worker.child.connection.poll():
                worker.condemned = "timeout" if late else "memory"
                kill_tree(worker.child.pid)

    def _end(self, worker: _Worker[J], waiting: deque[J], alone: deque[J]) -> list[tuple[J, Any | Lost]]:
        """Bury a worker: what it still said, what became of the job that it was at, and back with those it had not begun."""
        before = len(worker.jobs)
        results: list[tuple[J, Any | Lost]] = list(self._collect(worker))
        self._workers.remove(worker)
        kill_tree(worker.child.pid)
        code = self._nursery.bury(worker.child)
        if worker.jobs and len(worker.jobs) == before:  # else the job at which it was condemned was done after all
            sent = worker.jobs.popleft()
            cause = self._cause(worker, code)
            if sent.forfeited:
                pass
            elif cause != "timeout" and worker.done:
                alone.append(sent.job)
            else:
                results.append((sent.job, Lost(cause, code)))
        waiting.extendleft(sent.job for sent in reversed(worker.jobs) if not sent.forfeited)
        return results

    def _cause(self, worker: _Worker[J], code: int) -> Cause:
        if worker.condemned in ("timeout", "memory"):
            return worker.condemned
        full = worker.memory > 0.7 * self._memory
        return "memory" if code == -int(getattr(signal, "SIGKILL", 9)) or (full and -code in _CRASHES) else "died"
