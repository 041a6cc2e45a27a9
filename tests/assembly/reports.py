"""Small reports for the tests of their reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.assembly.factories import context

from vbcds.assembly.report_items import build_report_items

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH VĨNH GIANG",
    "SỞ XÂY DỰNG",
    "Số: 512/BC-SXD",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Vĩnh Giang, ngày 18 tháng 5 năm 2026",
    "BÁO CÁO",
    "Kết quả chuyển đổi số tháng 5 năm 2026",
    "Sở Xây dựng báo cáo kết quả thực hiện như sau:",
)


def report(*content: str | Sequence[Sequence[Any]], head: Sequence[str] = HEAD):
    """The context of a report with this content."""
    return context(*content, letterhead=head)


def items(*content: str | Sequence[Sequence[Any]]):
    """Its statements."""
    return build_report_items(report(*content))


def sections(*content: str | Sequence[Sequence[Any]]) -> list[tuple[str, str]]:
    """Its statements as (section, text)."""
    return [(item.section, item.text) for item in items(*content)]
