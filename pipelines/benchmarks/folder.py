"""A folder of 1,000 documents (600 PDF of 10 pages, 300 DOCX, 100 text and HTML): seconds and peak memory of each process.

`python pipelines/benchmarks/folder.py [--jobs 2] [--work out/bench]`; then the same folder again, unchanged.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import time
from pathlib import Path

from papers import make_folder


def peaks(pid: int, seen: dict[int, tuple[str, int]]) -> None:
    """Note the peak memory (MB) of a process and of those below it."""
    waiting = [pid]
    while waiting:
        current = waiting.pop()
        try:
            status = Path(f"/proc/{current}/status").read_text()
            command = Path(f"/proc/{current}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            for task in Path(f"/proc/{current}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, ValueError):
            continue
        for line in status.splitlines():
            if line.startswith("VmHWM:"):
                peak = int(line.split()[1]) // 1024
                seen[current] = (command, max(peak, seen.get(current, ("", 0))[1]))


def run(folder: Path, out: Path, jobs: int) -> tuple[float, dict[int, tuple[str, int]]]:
    """Seconds of one `vbcds extract`, and the peak memory of its processes."""
    seen: dict[int, tuple[str, int]] = {}
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "vbcds", "extract", folder, "-o", out, "--jobs", str(jobs)])
    while process.poll() is None:
        peaks(process.pid, seen)
        time.sleep(0.05)
    return time.perf_counter() - began, seen


def main() -> None:
    """Make the folder, read it twice, print what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--work", type=Path, default=Path("out/bench"))
    arguments = parser.parse_args()
    folder, out = arguments.work / "in", arguments.work / "out"
    make_folder(folder)
    shutil.rmtree(out, ignore_errors=True)
    for name in ("first run", "unchanged"):
        seconds, seen = run(folder, out, arguments.jobs)
        print(f"{name}: {seconds:.1f} s")
        for command, peak in sorted(seen.values(), key=lambda pair: -pair[1])[:6]:
            print(f"  {peak:>5} MB  {command[:60]}")


if __name__ == "__main__":
    main()
