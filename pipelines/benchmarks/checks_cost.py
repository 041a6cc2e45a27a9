"""What the checks add to reading and analysing files: `python pipelines/benchmarks/checks_cost.py FILE...`.

Every round starts two fresh processes one after the other, one with the checks and one without them; each is warmed up as the
process that workers are forked from (`vbcds.pipeline.warm_up`), and reads every file once, so that no cache knows a file. What
counts is the processor time; of several rounds the least, since other work on the machine only adds to it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from unittest.mock import patch

from vbcds import pipeline

ROUNDS = 5
_WITHOUT = "--without"


def main(arguments: list[str]) -> None:
    """Measure in processes of their own; with `--without` or `--with` as first argument, be such a process."""
    if arguments[:1] in (["--with"], [_WITHOUT]):
        print(*(f"{seconds:.6f}" for seconds in measure(arguments[1:], checks=arguments[0] != _WITHOUT)))
        return
    best: dict[str, list[float]] = {}
    for _ in range(ROUNDS if arguments else 0):
        for way in ("--with", _WITHOUT):
            run = subprocess.run([sys.executable, __file__, way, *arguments], check=True, capture_output=True, text=True)
            times = [float(word) for word in run.stdout.split()]
            best[way] = [min(pair) for pair in zip(best.get(way, times), times, strict=True)]
    for name, checked, bare in zip(("starting", *arguments), *best.values(), strict=True) if best else ():
        print(f"{name}: {_text(checked, bare)}")
    if best:
        print(f"all files: {_text(*(sum(times[1:]) for times in best.values()))}")


def measure(paths: list[str], *, checks: bool) -> list[float]:
    """The processor time, in seconds, of starting and of each file, read once."""
    steps: list[Callable[[], object]] = [pipeline.warm_up, *(partial(pipeline.analyse, path) for path in paths)]
    times = []
    with nullcontext() if checks else patch("vbcds.pipeline.check_document", lambda *_: ()):
        for step in steps:
            began = time.process_time()
            step()
            times.append(time.process_time() - began)
    return times


def _text(checked: float, bare: float) -> str:
    return f"{1000 * checked:.1f} ms, without checks {1000 * bare:.1f} ms, adds {100 * (checked - bare) / bare:.1f} %"


if __name__ == "__main__":
    main(sys.argv[1:])
