"""One document cited with two numbers: under one title, or of one day with two digits the other way round."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from vbcds.assembly.identity import identify
from vbcds.checks.citation_days import issuers_differ
from vbcds.checks.citation_twins import find_misprinted_numbers
from vbcds.checks.dossier_view import DossierView
from vbcds.checks.figure_forms import is_turned
from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView, short
from vbcds.model.records import CitationRecord, Evidence
from vbcds.recognisers.symbols import parse_symbol
from vbcds.text.fold import key

#: Numbers of one day lie close together: such as are nearer than this may both be right.
_APART = 18
#: So many first words of two titles are the same where they are one.
_SAME_WORDS = 4


def _titles(view: PartView) -> Iterator[Problem]:
    by_title: dict[tuple[str, str], list[CitationRecord]] = defaultdict(list)
    for citation in view.citations:
        if citation.number and citation.title and len(citation.title) > 30:
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
    yield from _slips(view.citations)


def _in_dossier(view: DossierView) -> Iterator[Problem]:
    for problem in _slips(view.records.citations):
        if len({evidence.document for evidence in problem.evidence}) > 1:
            yield problem  # the others are told of their document
    yield from find_misprinted_numbers(view)


def _slips(citations: Iterable[CitationRecord]) -> Iterator[Problem]:
    """Two numbers of one kind, body and day that are the same but for two neighbouring digits."""
    groups: dict[tuple[object, ...], dict[str, CitationRecord]] = defaultdict(dict)
    for citation in citations:
        if citation.number is None or citation.date is None:
            continue
        symbol = parse_symbol(citation.number)
        if len(symbol.serial) > 2 and symbol.serial.isdigit():
            place = citation.kind, symbol.issuers, symbol.units, citation.date, "".join(sorted(symbol.serial))
            groups[place].setdefault(symbol.serial, citation)
    for group in groups.values():
        for one, other in pairwise(group.values()):
            numbers = [int(parse_symbol(item.number or "").serial) for item in (one, other)]
            if is_turned(*numbers) and not issuers_differ(one, other) and _is_one_title(one, other, abs(numbers[0] - numbers[1])):
                yield Problem(
                    message=f"Hai số {one.number} và {other.number} cùng ngày ban hành, chỉ khác thứ tự hai chữ số.",
                    evidence=tuple(Evidence(document=item.document, text=item.raw, source=item.source) for item in (other, one)),
                )


def _is_one_title(one: CitationRecord, other: CitationRecord, apart: int) -> bool:
    """Whether two citations may be of one document: their titles begin alike, or one has none and the numbers lie far apart."""
    titles = [key(item.title or "").split() for item in (one, other)]
    if not all(titles):
        return apart >= _APART
    return titles[0][:_SAME_WORDS] == titles[1][:_SAME_WORDS] and len(min(titles, key=len)) >= _SAME_WORDS


add(
    Check(
        code="citation-conflicting-number",
        family="citations",
        severity="warning",
        explanation="Một trích yếu được dẫn với hai số văn bản.",
        source=f"{ND30}, Điều 15 (số của văn bản là duy nhất trong năm)",
        fails=(
            "@plan\nQuyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình Chuyển đổi số "
            "quốc gia đến năm 2025.\n"
            "Quyết định số 479/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình Chuyển đổi số quốc "
            "gia đến năm 2025.",
            "@report 2026-05\nUBND tỉnh ban hành Công văn số 3127/UBND-TH ngày 08/5/2026 về chấn chỉnh tiếp nhận hồ sơ.\n"
            "Thực hiện Công văn số 3172/UBND-TH ngày 08/5/2026 của UBND tỉnh về chấn chỉnh tiếp nhận hồ sơ, Sở đã kiểm tra 10 xã.",
            "@report 2026-05\nThực hiện Kế hoạch số 124/KH-UBND ngày 12/3/2026 của UBND tỉnh về chuyển đổi số.\n=====\n"
            "@report 2026-05\nThực hiện Kế hoạch số 142/KH-UBND ngày 12/3/2026 của UBND tỉnh về chuyển đổi số.",
        ),
        passes=(
            "@report 2026-05\nThực hiện Kế hoạch số 124/KH-UBND ngày 12/3/2026 của UBND tỉnh về chuyển đổi số.\n=====\n"
            "@report 2026-05\nThực hiện Kế hoạch số 142/KH-UBND ngày 24/3/2026 của UBND tỉnh về chuyển đổi số.",
            "@report 2026-05\nQuyết định số 412/QĐ-UBND ngày 12/3/2026 của UBND tỉnh về giao dự toán.\n"
            "Quyết định số 421/QĐ-UBND ngày 12/3/2026 của UBND tỉnh về công bố thủ tục hành chính.",
            "@plan\nQuyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình Chuyển đổi số "
            "quốc gia đến năm 2025.\n"
            "Quyết định số 411/QĐ-TTg ngày 31/3/2022 của Thủ tướng Chính phủ phê duyệt Chiến lược quốc gia phát triển "
            "kinh tế số và xã hội số.",
        ),
        on_part=_titles,
        on_dossier=_in_dossier,
    )
)
