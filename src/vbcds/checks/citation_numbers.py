"""One document cited with two numbers: under one title, or of one day with numbers that are a misprint of each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from vbcds.assembly.identity import identify
from vbcds.checks.citation_twins import find_misprinted_numbers, find_turned_numbers
from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView, day_text, short
from vbcds.model.records import CitationRecord
from vbcds.recognisers.symbols import parse_symbol
from vbcds.text.fold import key

#: A shorter title may be that of several documents.
_TELLING = 30
#: The line under the title of an annex, up to the document that it names.
_ATTACHED = re.compile(r"\(\s*(?:ban\s+hành\s+)?kèm\s+theo\s+$", re.IGNORECASE)
_BEFORE = 40


def _in_part(view: PartView) -> Iterator[Problem]:
    """What a document tells itself; a number that both rules find is told once."""
    seen = set()
    for problem in (*_of_one_title(view), *find_turned_numbers(view), *_own_in_annex(view)):
        if problem.evidence[0].source not in seen:
            seen.add(problem.evidence[0].source)
            yield problem


def _own_in_annex(view: PartView) -> Iterator[Problem]:
    """An annex that says that it belongs to a document of this one's kind, body and day, or of its number, but not of both."""
    own = view.record
    if own.number is None or own.date is None or own.kind is None:
        return
    mine = identify(own.kind, own.number)
    for citation in view.citations:
        if citation.number is None or citation.date is None:
            continue
        if _ATTACHED.search(view.text, max(citation.source.start - _BEFORE, 0), citation.source.start) is None:
            continue
        its = identify(citation.kind, citation.number)
        if its.kind != mine.kind or its.symbol.issuers != mine.symbol.issuers or its.symbol.units != mine.symbol.units:
            continue
        if (its.number == mine.number) != (citation.date == own.date):
            yield Problem(
                message=(
                    f"Phụ lục ghi kèm theo {citation.number} ngày {day_text(citation.date)}; văn bản này là {own.number} ngày "
                    f"{day_text(own.date)}."
                ),
                evidence=(view.of(citation.source, citation.raw),),
            )


def _of_one_title(view: PartView) -> Iterator[Problem]:
    by_title: dict[tuple[str, str], list[CitationRecord]] = defaultdict(list)
    for citation in view.citations:
        if citation.number and citation.title and len(citation.title) > _TELLING:
            symbol = parse_symbol(citation.number)
            by_title[key(citation.title), "-".join(symbol.issuers)].append(citation)
    for group in by_title.values():
        first = group[0]
        for other in group[1:]:
            one, two = identify(first.kind, first.number or ""), identify(other.kind, other.number or "")
            if one.fold == two.fold or one.kind != two.kind:
                continue
            if first.date is not None and other.date is not None and first.date != other.date:
                continue  # a yearly paper bears one title in several years
            yield Problem(
                message=f"Hai số {one.number} và {two.number} được dẫn với cùng một trích yếu “{short(first.title or '', 80)}”.",
                evidence=(view.of(other.source, other.raw), view.of(first.source, first.raw)),
            )
            break


add(
    Check(
        code="citation-conflicting-number",
        family="citations",
        severity="warning",
        explanation="Một văn bản được dẫn với hai số khác nhau.",
        source=f"{ND30}, Điều 15 (số của văn bản là duy nhất trong năm)",
        fails=(
            "@plan\nQuyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình Chuyển đổi số "
            "quốc gia đến năm 2025.\n"
            "Quyết định số 479/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình Chuyển đổi số quốc "
            "gia đến năm 2025.",
            "@report 2026-05\nUBND tỉnh ban hành Công văn số 3127/UBND-TH ngày 08/5/2026 về chấn chỉnh tiếp nhận hồ sơ.\n"
            "Thực hiện Công văn số 3172/UBND-TH ngày 08/5/2026 của UBND tỉnh về chấn chỉnh tiếp nhận hồ sơ, Sở đã kiểm tra 10 xã.",
            "@report 2026-05\nThực hiện Kế hoạch số 15/KH-UBND ngày 23/01/2026 của UBND tỉnh về chuyển đổi số năm 2026.\n"
            "Tiếp tục thực hiện Kế hoạch số 51/KH-UBND ngày 23/01/2026 của UBND tỉnh về chuyển đổi số năm 2026.",
            "@plan\nThực hiện theo danh mục.\nPHỤ LỤC\n(Kèm theo Kế hoạch số 78/KH-UBND ngày 05/3/2026 của UBND tỉnh)\nDanh mục.",
            "@report 2026-05\nUBND huyện ban hành Kế hoạch số 45/KH-UBND ngày 12/3/2026 về chuyển đổi số; các việc nêu tại Kế hoạch số "
            "54/KH-UBND ngày 12/3/2026 về chuyển đổi số đã xong.",
            "@report 2026-05\nThực hiện Kế hoạch số 212/KH-UBND ngày 12/3/2026 của UBND tỉnh về chuyển đổi số. Các việc của Kế hoạch số "
            "221/KH-UBND ngày 12/3/2026 đã xong.",
            "@report 2026-05\nThực hiện Kế hoạch số 124/KH-UBND ngày 12/3/2026 của UBND tỉnh về chuyển đổi số.\n=====\n"
            "@report 2026-05\nThực hiện Kế hoạch số 142/KH-UBND ngày 12/3/2026 của UBND tỉnh về chuyển đổi số.",
        ),
        passes=(
            "@plan\nThực hiện theo danh mục.\nPHỤ LỤC\n(Kèm theo Kế hoạch số 87/KH-UBND ngày 05/3/2026 của UBND tỉnh)\nDanh mục của Kế "
            "hoạch số 78/KH-UBND ngày 05/3/2026.",
            "@report 2026-05\nKế hoạch số 45/KH-UBND ngày 12/3/2026 về chuyển đổi số; Kế hoạch số 54/KH-UBND ngày 12/3/2026 về cải cách "
            "hành chính; Công văn số 212/UBND-TH ngày 12/3/2026 về báo cáo và Công văn số 221/UBND-TH ngày 12/3/2026.",
            "@report 2026-05\nThực hiện Kế hoạch số 124/KH-UBND ngày 12/3/2026 của UBND tỉnh về chuyển đổi số.\n=====\n"
            "@report 2026-05\nThực hiện Kế hoạch số 142/KH-UBND ngày 24/3/2026 của UBND tỉnh về chuyển đổi số.",
            "@report 2026-05\nQuyết định số 412/QĐ-UBND ngày 12/3/2026 của UBND tỉnh về giao dự toán.\n"
            "Quyết định số 421/QĐ-UBND ngày 12/3/2026 của UBND tỉnh về công bố thủ tục hành chính.",
            "@plan\nQuyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình Chuyển đổi số "
            "quốc gia đến năm 2025.\n"
            "Quyết định số 411/QĐ-TTg ngày 31/3/2022 của Thủ tướng Chính phủ phê duyệt Chiến lược quốc gia phát triển "
            "kinh tế số và xã hội số.",
        ),
        on_part=_in_part,
        on_dossier=find_misprinted_numbers,
    )
)
