"""Processor time and memory of the start: `python pipelines/benchmarks/startup.py`."""

from __future__ import annotations

import os
import subprocess
import sys

CALLS = {
    "python -c pass": ["-c", "pass"],
    "import vbcds": ["-c", "import vbcds"],
    "vbcds --help": ["-m", "vbcds", "--help"],
    "vbcds extract --help": ["-m", "vbcds", "extract", "--help"],
    "vbcds.find_citations('')": ["-c", "import vbcds; vbcds.find_citations('')"],
    "import vbcds.pipeline": ["-c", "import vbcds.pipeline"],
    "pipeline.warm_up()": ["-c", "import vbcds.pipeline as p; p.warm_up()"],
}
TIMES = 5


def measure(arguments: list[str]) -> tuple[float, float]:
    """The least processor time in seconds of some runs, and the peak memory in MB."""
    best = (float("inf"), 0.0)
    for _ in range(TIMES):
        process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        best = min(best, (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024))
    return best


if __name__ == "__main__":
    print(f"{'call':<28}{'CPU s':>8}{'MB':>8}")
    for name, arguments in CALLS.items():
        seconds, memory = measure(arguments)
        print(f"{name:<28}{seconds:>8.3f}{memory:>8.0f}")
