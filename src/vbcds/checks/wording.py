"""How units of documents are written where they are cited: "điểm a khoản 2 Điều 5"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView, short

_LOW_ARTICLE = re.compile(
    r"(?<=[\w,] )(?:điều\s+\d{1,3}[a-zđ]?|chương\s+[IVX]{1,5}|mục\s+\d{1,2}(?=,?\s+[Cc]hương))(?=,?\s+(?:của\s+|và\s+[đĐ]iều\s+\d+\s+)?"
    r"(?:của\s+)?(?:Luật|[Cc]hương|Nghị\s+định|Thông\s+tư|Quyết\s+định|Nghị\s+quyết|Bộ\s+luật|Kế\s+hoạch|Quy\s+chế|Quy\s+định|Chỉ\s+thị)\b)"
    r"|(?<=[kK]hoản \d )điều\s+\d{1,3}(?!\w)|(?<=[tT]ại )điều\s+\d{1,3}(?!\w)"
)
_HIGH_UNIT = re.compile(r"(?<=[a-zà-ỹđ,] )(?:Khoản\s+\d{1,2}|Điểm\s+[a-zđ])(?=,?\s+(?:[Kk]hoản|[Đđ]iều)\s+\d)")


def _check(view: PartView) -> Iterator[Problem]:
    if not view.is_administrative:
        return
    found = []
    for passage in view.passages:
        text = passage.text
        if "iều " not in text and "hương " not in text:
            continue
        found += [(passage, match) for pattern in (_LOW_ARTICLE, _HIGH_UNIT) for match in pattern.finditer(text)]
    if not found:
        return
    passage, match = found[0]
    right = match[0][0].swapcase() + match[0][1:]
    more = f" ({len(found)} chỗ)" if len(found) > 1 else ""
    yield Problem(
        message=f"Viện dẫn “{short(match[0])}” phải viết “{right}”{more}.",
        evidence=tuple(view.within(p, m.start(), m.end()) for p, m in found[:8]),
    )


add(
    Check(
        code="unit-capitals",
        family="form",
        severity="info",
        explanation="Khi viện dẫn, điểm và khoản viết thường, Điều, Mục và Chương viết hoa.",
        source=f"{ND30}, Phụ lục II, mục V.7",
        fails=(
            "@plan\nTheo quy định tại Khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP.",
            "@plan\nTheo quy định tại điều 5 Nghị định số 30/2020/NĐ-CP.",
            "@plan\nTheo khoản 2, điều 5 Nghị định số 30/2020/NĐ-CP.",
            "@plan\nTheo quy định tại chương II Nghị định số 30/2020/NĐ-CP.",
        ),
        passes=(
            "@plan\nTheo quy định tại điểm a khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP, Chương II Nghị định đó; các điều kiện; 03 "
            "chương trình.",
        ),
        on_part=_check,
    )
)
