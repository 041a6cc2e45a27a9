"""What the operating system offers to hold a process within bounds. Where it offers nothing, nothing is done."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

_PROC = Path("/proc")
_HAS_PROC = (_PROC / "self" / "statm").exists()
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def memory_of(pid: int) -> int | None:
    """Bytes of memory that a process holds now (resident), or None where that cannot be known.

    >>> (memory_of(os.getpid()) or 2**20) > 2**18
    True
    """
    if not _HAS_PROC:
        return None
    try:
        with open(f"/proc/{pid}/statm", "rb", buffering=0) as file:  # noqa: PTH123 - read twenty times a second for each process
            return int(file.read().split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return None


def limit_this_process(memory: int) -> None:
    """Hold this process to `memory` bytes where its parent cannot watch it, and never write a core file.

    The data segment is bounded, not the address space: mapped files and a program that reserves much and uses little (LibreOffice)
    are not to be harmed. Where /proc tells the parent how much a process really holds, the parent watches instead.
    """
    if sys.platform == "win32":
        return
    import resource

    bounds = [(resource.RLIMIT_CORE, 0)]
    if not _HAS_PROC:
        bounds.append((resource.RLIMIT_DATA, memory))
    for what, bound in bounds:
        _, hard = resource.getrlimit(what)
        try:
            resource.setrlimit(what, (bound if hard == resource.RLIM_INFINITY else min(bound, hard), hard))
        except (OSError, ValueError):
            continue


def kill_tree(pid: int) -> None:
    """End a process and everything that it started, at once."""
    for child in [*_descendants(pid), pid]:
        try:
            os.kill(child, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
        except OSError:
            continue


def _descendants(pid: int) -> list[int]:
    """The processes below a process, the deepest last."""
    if not _HAS_PROC:
        return []
    children: dict[int, list[int]] = {}
    for entry in _PROC.iterdir():
        if not entry.name.isdigit():
            continue
        try:
            after_name = (entry / "stat").read_bytes().rpartition(b")")[2].split()
        except OSError:
            continue
        children.setdefault(int(after_name[1]), []).append(int(entry.name))
    found: list[int] = []
    waiting = [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found
