"""A sentence that begins with its verb has no subject, and no name has to be looked for; one with a subject is not passed over."""

from __future__ import annotations

import pytest

from vbcds.assembly.assignees import _acts_at_once, find_subject
from vbcds.lexicons.goals import fold


@pytest.mark.parametrize(
    "text", ["- Xây dựng kho dữ liệu dùng chung của Sở Tài chính.", "a) Tổ chức tập huấn cho UBND các xã, phường."]
)
def test_a_verb_at_the_beginning_leaves_no_subject(text: str) -> None:
    """What follows the verb is what is done."""
    assert _acts_at_once(text, fold(text), 0)
    assert find_subject(text, fold(text), assigning=True, owned=False) is None


@pytest.mark.parametrize(
    "text",
    [
        "- Sở Xây dựng xây dựng kế hoạch cải tạo chung cư.",
        "Kiểm toán nhà nước kiểm tra việc quyết toán.",
        "Công an tỉnh phối hợp triển khai định danh điện tử.",
        "Các sở, ban, ngành tổ chức thực hiện.",
    ],
)
def test_a_name_before_the_verb_is_looked_for(text: str) -> None:
    """Also where words of the name could be a verb."""
    assert not _acts_at_once(text, fold(text), 0)
    assert find_subject(text, fold(text), assigning=True, owned=False)
