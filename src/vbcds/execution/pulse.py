"""Signs of life of a job that takes long: a worker says which page it has done, and its time begins anew.

A scan of a hundred pages needs minutes and is no file that hangs: the limit of time is for what passes between two signs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pulse:
    """Parts (pages) done of all that a job has."""

    done: int
    total: int


_hearers: list[Callable[[Pulse], None]] = []


def hear(hearer: Callable[[Pulse], None]) -> None:
    """From now on `hearer` gets the signs of this process, and nobody else."""
    _hearers[:] = [hearer]


def beat(done: int, total: int) -> None:
    """Say that a part is done; nothing happens where nobody hears.

    >>> heard = []
    >>> hear(heard.append)
    >>> beat(3, 20)
    >>> heard
    [Pulse(done=3, total=20)]
    """
    for hearer in _hearers:
        hearer(Pulse(done, total))
