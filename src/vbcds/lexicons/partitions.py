"""Kinds that exclude each other ("trực tuyến", "trực tiếp"), and those that leave nothing out; from data/partitions.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from typing import Any


@dataclass(frozen=True, slots=True)
class Partition:
    """A group of kinds. `wordings` are (wording, kind), the longest first, so that "chưa hoàn thành" is no "hoàn thành"."""

    name: str
    #: Any of the wordings.
    any: re.Pattern[str]
    wordings: tuple[tuple[str, str], ...]
    complete: tuple[frozenset[str], ...]
    #: Words of which one must stand with the total, for `complete` to hold; empty: any total.
    whole: tuple[str, ...]

    def kind(self, label: str) -> str | None:
        """The kind that a label in lower case names."""
        if self.any.search(label) is None:
            return None
        return next((kind for word, kind in self.wordings if word in label and _whole_word(word).search(label)), None)

    def names_one(self, words: str) -> str | None:
        """The only kind that words in lower case name; None where they name several ("tổng số cán bộ, công chức") or none."""
        if self.any.search(words) is None:
            return None
        kinds: set[str] = set()
        for word, kind in self.wordings:
            if word in words:
                words, found = _whole_word(word).subn(" ", words)
                kinds |= {kind} if found else set()
        return kinds.pop() if len(kinds) == 1 else None


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(files("vbcds.lexicons").joinpath("data/partitions.toml").read_text(encoding="utf-8"))


def _data() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = _file()["partition"]
    return entries


def _wordings(kinds: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(((word, kind[0]) for kind in kinds for word in kind), key=lambda item: -len(item[0])))


@cache  # of two hundred wordings few are met
def _whole_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?<!cấp ){re.escape(word)}(?!\w)")


@cache
def _partitions() -> tuple[Partition, ...]:
    return tuple(
        Partition(
            entry["name"],
            re.compile("|".join(re.escape(word) for kind in entry["kinds"] for word in kind)),
            _wordings(entry["kinds"]),
            tuple(frozenset(kinds) for kinds in entry.get("complete", ())),
            tuple(entry.get("whole", ())),
        )
        for entry in _data()
    )


def find_partition(labels: Sequence[str]) -> Partition | None:
    """The group of which each label, in lower case, names another kind; None where there is none.

    >>> find_partition(["hồ sơ trực tuyến", "trực tiếp"]).name
    'cách nộp hồ sơ'
    >>> find_partition(["cán bộ nữ", "đảng viên"])
    """
    for partition in _partitions():
        kinds = [partition.kind(label) for label in labels]
        if len(kinds) > 1 and None not in kinds and len(set(kinds)) == len(kinds):
            return partition
    return None


def leaves_nothing_out(labels: Sequence[str], total: str) -> bool:
    """Whether the kinds that the labels name are all there are of the total's ("dịch vụ công trực tuyến").

    >>> leaves_nothing_out(["toàn trình", "một phần"], "dịch vụ công trực tuyến")
    True
    >>> leaves_nothing_out(["toàn trình", "một phần"], "thủ tục hành chính")
    False
    """
    for partition in _partitions():
        kinds = [partition.kind(label) for label in labels]
        exclusive = None not in kinds and len(set(kinds)) == len(kinds)
        if exclusive and any(group <= set(kinds) for group in partition.complete):
            whole = not partition.whole or any(word in total for word in partition.whole)
            if whole:
                return True
    return False


def is_of_several(labels: Sequence[str]) -> bool:
    """Whether labels, in lower case, are of groups that cut across each other: what is counted under one may be under another too.

    >>> is_of_several(["trực tuyến", "quá hạn"]), is_of_several(["lãnh đạo", "nữ"]), is_of_several(["môi trường", "giao thông"])
    (True, True, False)
    """
    if any(_crossing().search(label) for label in labels):
        return True
    named = [{partition.name for partition in _partitions() if partition.kind(label)} for label in labels]
    return any(one and other and not one & other for one, other in combinations(named, 2))


@cache
def _crossing() -> re.Pattern[str]:
    words: list[str] = _file()["crossing"]["words"]
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(word) for word in words)})(?!\w)")


def partition_examples() -> list[tuple[list[str], list[list[str]]]]:
    """The first wordings of each group, with labels that are none of it, for the tests."""
    return [([kind[0] for kind in entry["kinds"]], entry["passes"]) for entry in _data()]
