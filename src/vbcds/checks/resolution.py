"""What the linking of citations finds by itself (`vbcds.assembly.dossier`): explained here, found there."""

from __future__ import annotations

from vbcds.checks.registry import ND30, Check, add

add(
    Check(
        code="citation-unknown-symbol",
        family="citations",
        severity="warning",
        explanation="Ký hiệu của văn bản được dẫn không cơ quan nào dùng, sai thể thức, hoặc khác ký hiệu của văn bản được dẫn.",
        source=f"{ND30}, Phụ lục I, mục II.3; Hướng dẫn 36-HD/VPTW",
    )
)
add(
    Check(
        code="citation-ambiguous",
        family="citations",
        severity="info",
        explanation="Dẫn chiếu không đủ để biết là văn bản nào trong các văn bản cùng số hoặc cùng tên.",
        source=f"{ND30}, Phụ lục I, mục II.6",
    )
)
