"""What the linking of citations finds by itself (`vbcds.assembly.dossier`): explained here, found there."""

from __future__ import annotations

from vbcds.checks.registry import ND30, Check, add

_DECISION = "@decision\nĐiều 1. Ban hành Chương trình."

add(
    Check(
        code="citation-unknown-symbol",
        family="citations",
        severity="warning",
        explanation="Ký hiệu của văn bản được dẫn không cơ quan nào dùng, sai thể thức, hoặc khác ký hiệu của văn bản được dẫn.",
        source=f"{ND30}, Phụ lục I, mục II.3; Hướng dẫn 36-HD/VPTW",
        fails=(
            "@plan\nThực hiện Quyết định số 749/QĐ-CP ngày 03/6/2020.",
            "@plan\nThực hiện Nghị quyết số 57/NQ-TW ngày 22/12/2024 của Bộ Chính trị.",
            f"{_DECISION}\n=====\n@plan\nThực hiện Kế hoạch số 412/KH-UBND ngày 12/3/2024 của Ủy ban nhân dân tỉnh.",
        ),
        passes=(
            "@plan\nThực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020; Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.",
            f"{_DECISION}\n=====\n@plan\nThực hiện Kế hoạch số 412/KH-UBND ngày 14/3/2024 của Ủy ban nhân dân tỉnh.",
        ),
    )
)
add(
    Check(
        code="citation-ambiguous",
        family="citations",
        severity="info",
        explanation="Dẫn chiếu không đủ để biết là văn bản nào trong các văn bản cùng số hoặc cùng tên.",
        source=f"{ND30}, Phụ lục I, mục II.6",
        fails=("@plan\nTheo Chỉ thị số 14/CT-TTg của Thủ tướng Chính phủ.",),
        passes=("@plan\nTheo Chỉ thị số 14/CT-TTg ngày 25/5/2018 của Thủ tướng Chính phủ.",),
    )
)
