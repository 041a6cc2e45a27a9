"""Citations whose words contradict each other: issuer against symbol, two numbers with one title, a first mention
without date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.assembly.identity import identify, meant
from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView, short
from vbcds.lexicons.doctypes import parse_type
from vbcds.model.records import CitationRecord
from vbcds.recognisers.symbols import Symbol, issuer_of, parse_symbol
from vbcds.text.fold import key

#: Bodies whose names stand inside each other: only the whole name is the body.
_EXACT = {"chính phủ", "thủ tướng chính phủ"}
#: A day that is printed, be it one that the calendar does not have.
#: The Government by its names before 1992.
_FORMER = {"hội đồng chính phủ": "chính phủ", "hội đồng bộ trưởng": "chính phủ"}
#: Heads of names of national bodies that are none of each other.
_BODIES = (
    "bộ ", "văn phòng chính phủ", "ngân hàng nhà nước", "thanh tra chính phủ", "kiểm toán nhà nước", "quốc hội", "ủy ban dân tộc",
)  # fmt: skip
_TYPE_WORDS = re.compile(r"\s*([^\W\d_]+(?:\s[^\W\d_]+){0,2}?)\s+số\b", re.IGNORECASE)
#: Types that are never called by each other's name.
_TOLD_APART = frozenset(
    {
        "quyết định",
        "chỉ thị",
        "nghị quyết",
        "nghị định",
        "thông tư",
        "kế hoạch",
        "báo cáo",
        "tờ trình",
        "công điện",
        "hướng dẫn",
        "luật",
    }
)
_PRINTED_DAY = re.compile(r"\bngày\s+\d")


def _issuers(view: PartView) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for citation in view.citations:
        if citation.number is None or citation.issuer is None:
            continue
        symbol = parse_symbol(citation.number)
        own, said = _local_body(symbol), _named_body(citation.issuer.name)
        party = symbol.form == "party" and own not in (None, _COMMITTEE)
        if own is not None and (party or (said is not None and _are_apart(own, said))):
            why = "ghi theo thể thức văn bản của Đảng" if party else f"là của {issuer_of(symbol) or own[:1].upper() + own[1:]}"
            if (citation.number, "") not in seen:
                seen.add((citation.number, ""))
                yield Problem(
                    message=f"“{short(citation.raw)}”: ký hiệu {citation.number} {why}, lời văn ghi {citation.issuer.name}.",
                    evidence=(view.of(citation.source, citation.raw),),
                )
            continue
        named = issuer_of(symbol)
        if named is None or any(entry.family not in ("state", "ministries") for entry in symbol.issuer_entries):
            continue
        words = key(citation.issuer.name)
        if _agree(key(named), words) or (citation.number, words) in seen:
            continue
        seen.add((citation.number, words))
        yield Problem(
            message=f"“{short(citation.raw)}”: ký hiệu {citation.number} là của {named}, lời văn ghi {citation.issuer.name}.",
            evidence=(view.of(citation.source, citation.raw),),
        )


_PEOPLE, _COUNCIL, _COMMITTEE, _DEPARTMENT = "ủy ban nhân dân", "hội đồng nhân dân", "cấp ủy", "sở "
_LOCAL = {"UBND": _PEOPLE, "HĐND": _COUNCIL} | dict.fromkeys(("TU", "HU", "QU", "ĐU"), _COMMITTEE)
#: How the names of bodies begin that no other's symbol is of.
_NAMES = {
    "chủ tịch ủy ban nhân dân": _PEOPLE, "ban chấp hành đảng bộ": _COMMITTEE, "ban thường vụ": _COMMITTEE, "thủ tướng chính phủ": "",
} | dict.fromkeys(("tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy"), _COMMITTEE)  # fmt: skip
_STATE = ("bộ ", "chính phủ")
#: Its letters bear the committee's symbol as well, but no department's.
_OFFICE = ("văn phòng ủy ban", "văn phòng ubnd", "văn phòng hội đồng", "văn phòng hđnd")


def _local_body(symbol: Symbol) -> str | None:
    """The body of a province or a commune that a symbol is of: a kind of body, or the name of a department."""
    if len(symbol.issuers) != 1:
        return None
    if any(entry.family == "departments" for entry in symbol.issuer_entries):
        return key(issuer_of(symbol) or "") or None
    return _LOCAL.get(symbol.issuers[0])


def _named_body(name: str) -> str | None:
    """The body that words name, as `_local_body` gives it ("" for one of the state); None for boards and what else there is."""
    words = key(name)
    if words.startswith((_PEOPLE, _COUNCIL)):
        return _PEOPLE if words.startswith(_PEOPLE) else _COUNCIL
    if words.startswith(_DEPARTMENT):
        return words
    if words.startswith(_STATE):
        return ""
    if words.startswith(_OFFICE):
        return words
    return next((body for start, body in _NAMES.items() if words.startswith(start)), None)


def _are_apart(own: str, said: str) -> bool:
    """Whether two bodies are not one; departments are told apart by how their names begin (a successor's name may do so too).

    >>> _are_apart("sở y tế", "sở nội vụ"), _are_apart("sở nông nghiệp và phát triển nông thôn", "sở nông nghiệp và môi trường")
    (True, False)
    """
    if own.startswith(_DEPARTMENT) and said.startswith(_DEPARTMENT):
        return own.split()[1:3] != said.split()[1:3]
    return own != said and not (said.startswith(_OFFICE) and not own.startswith(_DEPARTMENT))


def _types(view: PartView) -> Iterator[Problem]:
    """ "Chỉ thị số 34/QĐ-TTg": the words name one type, the symbol another."""
    seen: set[str] = set()
    for citation in view.citations:
        if citation.number is None or citation.number in seen:
            continue
        symbol, words = parse_symbol(citation.number), _TYPE_WORDS.match(citation.raw)
        if words is None or symbol.type is None or not symbol.type_abbreviation or len(symbol.type_abbreviation) < 2:
            continue
        said = parse_type(words[1])
        if said is None or said.name == symbol.type.name or not {said.name, symbol.type.name} <= _TOLD_APART:
            continue
        seen.add(citation.number)
        yield Problem(
            message=f"“{short(citation.raw)}”: ký hiệu {citation.number} là của {symbol.type.name}, lời văn ghi {said.name}.",
            evidence=(view.of(citation.source, citation.raw),),
        )


def _agree(meant: str, said: str) -> bool:
    if said in _FORMER:
        said = _FORMER[said]
    if meant in _EXACT or said in _EXACT:
        return meant == said
    if meant in said or said in meant:
        return True
    for title in (
        "bộ trưởng ",
        "thống đốc ",
        "chủ nhiệm ",
        "tổng thanh tra ",
        "viện trưởng ",
        "chánh án ",
        "tổng kiểm toán ",
        "chủ tịch ",
    ):
        if said.startswith(title) and (said.removeprefix(title) in meant or meant in said):
            return True
    heads = {next((head for head in _BODIES if name.startswith(head)), None) for name in (meant, said)}
    if None not in heads and len(heads) == 2:
        return False
    # Only two different known kinds of body are a contradiction: a ministry against another, the Government against a ministry.
    return not (meant.startswith("bộ ") and said.startswith("bộ ")) and not (meant in _EXACT and said.startswith("bộ "))


def _incomplete(view: PartView) -> Iterator[Problem]:
    if not view.is_administrative:
        return
    dated: set[tuple[str, str]] = set()
    first: dict[tuple[str, str], CitationRecord] = {}
    for citation in view.citations:
        if citation.number is None:
            continue
        identity = identify(citation.kind, citation.number)
        if identity.short:
            continue
        first.setdefault(identity.fold, citation)
        if citation.date is not None or _PRINTED_DAY.search(citation.raw):
            dated.add(identity.fold)
    for fold, citation in first.items():
        other = meant(identify(citation.kind, citation.number or ""))
        if (
            fold in dated
            or (other is not None and other.fold in dated)
            or (citation.number and parse_symbol(citation.number).year is not None)
        ):
            continue
        yield Problem(
            message=f"“{short(citation.raw)}” được dẫn lần đầu mà không ghi ngày ban hành, và nơi khác trong văn bản cũng không ghi.",
            evidence=(view.of(citation.source, citation.raw),),
        )


add(
    Check(
        code="citation-issuer-mismatch",
        family="citations",
        severity="warning",
        explanation="Ký hiệu của văn bản được dẫn không phải của cơ quan nêu trong lời văn.",
        source=f"{ND30}, Phụ lục I, mục II.3 (số và ký hiệu)",
        fails=(
            "@plan\nThực hiện Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Thủ tướng Chính phủ.",
            "@plan\nThực hiện Quyết định số 4888/QĐ-BYT ngày 18/10/2019 của Bộ Công Thương.",
            "@plan\nThực hiện Kết luận số 61/KL-UBND ngày 14/01/2026 của Ban Thường vụ Tỉnh ủy.",
            "@plan\nThực hiện Kế hoạch số 19/KH-UBND ngày 14/01/2026 của Sở Y tế.",
            "@plan\nTheo Công văn số 318/SNV-CCHC ngày 14/01/2026 của Sở Xây dựng.",
            "@plan\nTheo Công văn số 655/SNV-CCHC ngày 14/01/2026 của Văn phòng UBND tỉnh.",
            "@plan\nTheo Quyết định số 318/QĐ-UBND ngày 14/01/2026 của Thủ tướng Chính phủ.",
        ),
        passes=(
            "@plan\nTheo Công văn số 655/UBND-KGVX ngày 14/01/2026 của Văn phòng UBND tỉnh.",
            "@plan\nThực hiện Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.",
            "@plan\nThực hiện Quyết định số 4888/QĐ-BYT ngày 18/10/2019 của Bộ trưởng Bộ Y tế.",
            "@plan\nThực hiện Kết luận số 61-KL/TU ngày 14/01/2026 của Ban Thường vụ Tỉnh ủy.",
            "@plan\nTheo Kế hoạch số 19/KH-SNN ngày 14/01/2026 của Sở Nông nghiệp và Môi trường; Quyết định số 318/QĐ-UBND ngày "
            "14/01/2026 của Chủ tịch Ủy ban nhân dân tỉnh.",
        ),
        on_part=_issuers,
    )
)
add(
    Check(
        code="citation-type-mismatch",
        family="citations",
        severity="warning",
        explanation="Tên loại nêu trong lời văn khác loại mà ký hiệu của văn bản được dẫn ghi.",
        source=f"{ND30}, Phụ lục III, mục I (chữ viết tắt tên loại văn bản)",
        fails=("@plan\nThực hiện Chỉ thị số 34/QĐ-TTg ngày 16/9/2024 của Thủ tướng Chính phủ.",),
        passes=("@plan\nThực hiện Chỉ thị số 34/CT-TTg ngày 16/9/2024 của Thủ tướng Chính phủ.",),
        on_part=_types,
    )
)
add(
    Check(
        code="citation-incomplete",
        family="citations",
        severity="info",
        explanation="Lần dẫn đầu tiên không ghi ngày ban hành của văn bản.",
        source=f"{ND30}, Phụ lục I, mục II.6 (viện dẫn lần đầu ghi đầy đủ)",
        fails=("@plan\nThực hiện Quyết định số 117/QĐ-TTg về ứng dụng công nghệ thông tin.",),
        passes=(
            "@plan\nThực hiện Quyết định số 117/QĐ-TTg ngày 25/01/2017 của Thủ tướng Chính phủ.\n"
            "Các sở tiếp tục thực hiện Quyết định số 117/QĐ-TTg.",
        ),
        on_part=_incomplete,
    )
)
