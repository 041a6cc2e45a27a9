"""The subjects of tasks: each word list against its examples, both ways."""

from __future__ import annotations

import pytest

from vbcds.lexicons.task_subjects import find_audiences, find_signs, find_subjects, load_task_subjects

EXAMPLES = load_task_subjects().examples


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, (texts, _) in EXAMPLES.items() for text in texts])
def test_examples(name: str, text: str) -> None:
    assert name in find_subjects(text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, (_, texts) in EXAMPLES.items() for text in texts])
def test_counter_examples(name: str, text: str) -> None:
    assert name not in find_subjects(text)


def test_every_word_belongs_to_one_subject() -> None:
    words = load_task_subjects().names
    assert set(words.values()) == set(EXAMPLES)
    assert load_task_subjects().weak < set(EXAMPLES)


def test_audiences() -> None:
    assert find_audiences("Cấp chữ ký số cho bà con") == {"người dân"}
    assert find_audiences("Cấp chữ ký số cho công chức xã") == {"công chức"}
    assert find_audiences("Cấp chữ ký số") == frozenset()


def test_signs_go_with_subjects_that_there_are() -> None:
    found = find_signs("Thiếu điện lưới ở nơi dựng cột ăng ten; đường truyền của doanh nghiệp viễn thông chập chờn")
    assert set().union(*found.values()) <= set(EXAMPLES)
    assert found["doanh nghiệp viễn thông"] == {"sóng di động", "cáp quang, băng rộng"}  # of two, and so of neither alone
    assert find_signs("Chuẩn bị Lễ khai giảng năm học mới") == {}
