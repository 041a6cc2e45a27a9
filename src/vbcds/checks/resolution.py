"""What the linking of citations finds by itself (`vbcds.assembly.dossier`): explained here, found there; and laws by a wrong number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView, short
from vbcds.lexicons.laws import Law, law_of_number, load_laws
from vbcds.text.fold import key

_LAWS = frozenset({"luật", "bộ luật", "pháp lệnh"})


@cache
def _by_name() -> dict[str, list[Law]]:
    """The laws whose numbers are known, by name."""
    found: dict[str, list[Law]] = defaultdict(list)
    for law in load_laws():
        if law.number:
            found[key(law.name)].append(law)
    return found


def _laws(view: PartView) -> Iterator[Problem]:
    """A law by its name with a number that is another law's, or that is none of those that bear the name although the day is."""
    for citation in view.citations:
        if citation.number is None or citation.kind not in _LAWS or "sửa đổi" in citation.raw.lower():
            continue
        name = key(citation.title or "")
        laws = _by_name().get(name, [])
        if not laws or any(law.number == citation.number for law in laws):
            continue
        other = law_of_number(citation.number)
        right = next((law for law in laws if law.date is not None and law.date == citation.date), None)
        if right is None and other is None:
            continue
        said = (
            f"số đó là của {other.kind.capitalize()} {other.name}"
            if other is not None
            else f"luật của ngày đó có số {right and right.number}"
        )
        yield Problem(message=f"“{short(citation.raw)}”: {said}.", evidence=(view.of(citation.source, citation.raw),))


_DECISION = "@decision\nĐiều 1. Ban hành Chương trình."

add(
    Check(
        code="citation-unknown-symbol",
        family="citations",
        severity="warning",
        explanation="Ký hiệu của văn bản được dẫn không cơ quan nào dùng, sai thể thức, hoặc khác ký hiệu của văn bản được dẫn.",
        source=f"{ND30}, Phụ lục I, mục II.3; Hướng dẫn 36-HD/VPTW",
        fails=(
            "@plan\nCăn cứ Luật Tiếp cận thông tin số 140/2016/QH13 ngày 06/4/2016;",
            "@plan\nCăn cứ Luật Lưu trữ số 20/2023/QH15;",
            "@plan\nThực hiện Quyết định số 749/QĐ-CP ngày 03/6/2020.",
            "@plan\nThực hiện Nghị quyết số 57/NQ-TW ngày 22/12/2024 của Bộ Chính trị.",
            f"{_DECISION}\n=====\n@plan\nThực hiện Kế hoạch số 412/KH-UBND ngày 12/3/2024 của Ủy ban nhân dân tỉnh.",
        ),
        passes=(
            "@plan\nCăn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21/6/2024;",
            "@plan\nThực hiện Quyết định số 749/QĐ-TTg ngày 03/6/2020; Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị.",
            f"{_DECISION}\n=====\n@plan\nThực hiện Kế hoạch số 412/KH-UBND ngày 14/3/2024 của Ủy ban nhân dân tỉnh.",
        ),
        on_part=_laws,
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
