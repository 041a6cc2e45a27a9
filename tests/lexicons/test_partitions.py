"""Kinds that exclude each other, and labels that only look like them."""

from __future__ import annotations

import pytest

from vbcds.lexicons.partitions import find_partition, partition_examples


@pytest.mark.parametrize(("kinds", "passes"), partition_examples())
def test_partition(kinds: list[str], passes: list[list[str]]) -> None:
    found = find_partition(kinds[:2])
    assert found is not None and all(found.kind(kind) == kind for kind in kinds)
    assert not [labels for labels in passes if find_partition(labels) == found]


def test_longer_wording_wins() -> None:
    assert find_partition(["đã hoàn thành", "chưa hoàn thành"]) is not None
    assert find_partition(["hoàn thành trước hạn", "hoàn thành đúng hạn"]) is not None
