"""One job can do no harm to another, in forks and in spawned processes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vbcds.execution import nursery, pool
from vbcds.execution.fingerprint import source_digest
from vbcds.execution.isolation import memory_of
from vbcds.execution.nursery import StartError
from vbcds.execution.pool import Lost, Pool
from vbcds.execution.pulse import Pulse

WORK = """
import os, signal, time

def work(job):
    if job == "crash": os.kill(os.getpid(), signal.SIGABRT); time.sleep(5)
    if job == "leave": os._exit(3)
    if job == "hang": time.sleep(600)
    if job == "eat":
        kept = []
        while True: kept.append(bytearray(8 << 20))
    if job == "grow": globals().setdefault("held", []).append(bytearray(200 << 20))
    if job == "pages":
        from vbcds.execution.pulse import beat
        for page in range(4): time.sleep(0.6); beat(page + 1, 4)
    if job == "big": return "x" * (50 << 20)
    return (job, os.getpid())
"""


@pytest.fixture(autouse=True)
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pool_work.py").write_text(WORK)
    (tmp_path / "broken_work.py").write_text("raise RuntimeError('hỏng')")
    monkeypatch.syspath_prepend(str(tmp_path))


@pytest.fixture
def forks() -> Iterator[Any]:
    pools: list[Pool[Any]] = []

    def make(**options: Any) -> Pool[Any]:
        defaults = {"jobs": 2, "timeout": 20.0, "memory": 1 << 30}
        pools.append(Pool("pool_work:work", **(defaults | options)))
        return pools[-1]

    yield make
    for one in pools:
        one.close()


def test_every_job_has_its_result(forks: Any) -> None:
    results = list(forks().run(list(range(500))))
    assert sorted(job for job, _ in results) == list(range(500))
    assert all(result[0] == job for job, result in results)
    assert len({result[1] for _, result in results}) == 2


def test_a_pool_runs_again_and_without_jobs(forks: Any) -> None:
    one = forks()
    assert list(one.run([])) == []
    assert len(list(one.run([1, 2]))) == len(list(one.run([3, 4]))) == 2


def test_lost_jobs_are_told_apart_and_the_rest_goes_on(forks: Any) -> None:
    jobs = [*range(20), "crash", *range(20, 40), "leave", "hang", "eat", *range(40, 60)]
    results = dict(forks(timeout=1.5, memory=300 << 20).run(jobs))
    lost = {job: result.cause for job, result in results.items() if isinstance(result, Lost)}
    assert lost == {"crash": "died", "leave": "died", "hang": "timeout", "eat": "memory"}
    assert len(results) == 64
    assert results["leave"].code == 3


def test_one_process_isolates_too(forks: Any) -> None:
    results = dict(forks(jobs=1).run(["crash", 1, "leave", 2]))
    assert [job for job, result in results.items() if not isinstance(result, Lost)] == [1, 2]


def test_results_larger_than_a_pipe_come_through(forks: Any) -> None:
    ((_, result),) = forks(jobs=1).run(["big"])
    assert len(result) == 50 << 20


@pytest.mark.skipif(memory_of(1) is None, reason="memory cannot be seen here")
def test_a_worker_that_keeps_memory_is_replaced(forks: Any) -> None:
    results = list(forks(jobs=1, memory=900 << 20).run(["grow"] * 12))
    assert not [result for _, result in results if isinstance(result, Lost)]
    assert len({result[1] for _, result in results}) > 1


def test_a_module_that_cannot_be_loaded_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    broken: Pool[int] = Pool("broken_work:work", jobs=1, timeout=5, memory=1 << 30)
    with pytest.raises(StartError, match="hỏng"):
        list(broken.run([1]))
    broken.close()


@pytest.mark.parametrize("kind", [nursery.open_nursery, nursery.SpawnNursery])
def test_workers_of_another_version_do_not_start(kind: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "open_nursery", kind)
    other: Pool[int] = Pool("pool_work:work", jobs=1, timeout=5, memory=1 << 30, source="0" * 16)
    with pytest.raises(StartError, match="mã nguồn của vbcds thay đổi"):
        list(other.run([1]))
    other.close()
    same: Pool[int] = Pool("pool_work:work", jobs=1, timeout=20, memory=1 << 30, source=source_digest())
    assert [result[0] for _, result in same.run([1])] == [1]
    same.close()


def test_closing_ends_workers_at_once(forks: Any) -> None:
    one = forks()
    running = one.run(["hang", 1])
    next(running)
    began = time.monotonic()
    one.close()
    assert time.monotonic() - began < 5


def test_without_fork_workers_are_spawned(forks: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "open_nursery", nursery.SpawnNursery)
    results = dict(forks(jobs=1, timeout=8).run(["crash", 1, "leave", 2]))
    assert [job for job, result in results.items() if not isinstance(result, Lost)] == [1, 2]


def test_time_counts_anew_from_each_sign_of_life(forks: Any) -> None:
    results = list(forks(timeout=1.6).run(["pages", "hang"]))
    assert [result for job, result in results if job == "pages" and isinstance(result, Pulse)] == [
        Pulse(n, 4) for n in (1, 2, 3, 4)
    ]
    [(name, _)] = [result for job, result in results if job == "pages" and not isinstance(result, Pulse)]
    assert name == "pages"  # it took longer than its time
    assert [result for job, result in results if job == "hang"] == [Lost("timeout", -9)]
