"""What tasks are about, and the words by which reports speak of it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from vbcds.text.alternatives import whole_word
from vbcds.text.fold import key

#: A count before what is counted.
_COUNT = re.compile(r"(?<!\w)\d[\d./,]*(?: \d[\d./,]*)*\s(?=[^\W\d])")


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSubjects:
    """data/task_subjects.toml."""

    #: Any of the words, the longest first; for keys.
    pattern: re.Pattern[str]
    #: Word -> the subject that it names.
    names: Mapping[str, str]
    #: Subjects that are part of many tasks.
    weak: frozenset[str]
    #: Subject -> (texts that speak of it, texts that look alike and do not).
    examples: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    #: The same for the people that work is for.
    audience_pattern: re.Pattern[str]
    audience_names: Mapping[str, frozenset[str]]


@cache
def load_task_subjects() -> TaskSubjects:
    """The subjects of tasks, read once."""
    data: dict[str, Any] = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/task_subjects.toml").read_text("utf-8"))
    names = {key(word): entry["name"] for entry in data["subject"] for word in entry["words"]}
    wider = {name: frozenset({name, data["wider"].get(name, name)}) for name in data["audiences"]}
    audiences = {key(word): wider[name] for name, words in data["audiences"].items() for word in words}
    return TaskSubjects(
        pattern=re.compile(whole_word(names)),
        names=names,
        weak=frozenset(entry["name"] for entry in data["subject"] if entry.get("weak")),
        examples={entry["name"]: (tuple(entry["examples"]), tuple(entry["counter"])) for entry in data["subject"]},
        audience_pattern=re.compile(whole_word(audiences)),
        audience_names=audiences,
    )


@lru_cache(maxsize=16384)
def find_subjects(text: str) -> frozenset[str]:
    """The subjects that a text speaks of.

    >>> sorted(find_subjects("312/360 trường thu học phí qua ví điện tử")), find_subjects("Đã ký hợp đồng số 12")
    (['thanh toán không dùng tiền mặt'], frozenset())
    >>> sorted(find_subjects("Đã số hóa 742/760 hồ sơ cấp phép"))  # a count stands between the words
    ['giấy phép xây dựng', 'số hóa', 'số hóa hồ sơ, kết quả thủ tục']
    """
    subjects = load_task_subjects()
    folded = key(text)
    bare = _COUNT.sub("", folded)
    texts = (folded,) if bare == folded else (folded, bare)
    return frozenset(subjects.names[match[0]] for one in texts for match in subjects.pattern.finditer(one))


@cache
def _signs() -> tuple[re.Pattern[str], Mapping[str, frozenset[str]], re.Pattern[str]]:
    """Any sign of data/task_signs.toml, for keys, the subjects that each goes with, and any word for digital work."""
    data: dict[str, Any] = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/task_signs.toml").read_text("utf-8"))
    found: dict[str, set[str]] = {}
    for subject, words in data["signs"].items():
        for word in words:
            found.setdefault(key(word), set()).add(subject)
    digital = re.compile(whole_word({key(word) for word in data["digital"]}))
    return re.compile(whole_word(found)), {word: frozenset(subjects) for word, subjects in found.items()}, digital


@lru_cache(maxsize=16384)
def find_signs(text: str) -> Mapping[str, frozenset[str]]:
    """The words of a text that go with a subject, each with its subjects.

    >>> sorted(find_signs("Chưa kéo được điện lưới đến vị trí dựng cột ăng ten")), find_signs("Đã họp giao ban")
    (['vị trí dựng cột', 'ăng ten', 'điện lưới'], {})
    """
    pattern, subjects, _ = _signs()
    return {match[0]: subjects[match[0]] for match in pattern.finditer(key(text))}


def is_digital(text: str) -> bool:
    """Whether a text speaks of data, systems, networks or the like.

    >>> is_digital("Máy lấy số tự động bị hỏng"), is_digital("Chuẩn bị Lễ khai giảng năm học mới")
    (True, False)
    """
    return _signs()[2].search(key(text)) is not None


@lru_cache(maxsize=16384)
def find_audiences(text: str) -> frozenset[str]:
    """The people that a text speaks of; pupils are citizens too.

    >>> find_audiences("Cấp chữ ký số cho người dân") & find_audiences("Cấp chứng thư số cho cán bộ, công chức")
    frozenset()
    """
    subjects = load_task_subjects()
    return frozenset[str]().union(*(subjects.audience_names[match[0]] for match in subjects.audience_pattern.finditer(key(text))))
