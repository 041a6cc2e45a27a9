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
from vbcds.recognisers.symbols import issuer_of, parse_symbol
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
        own_kind = _local_body(symbol.issuers)
        if own_kind is not None and (
            symbol.form == "party" or (own_kind != (said_kind := _named_body(citation.issuer.name)) and said_kind is not None)
        ):
            why = "ghi theo thể thức văn bản của Đảng" if symbol.form == "party" else f"là của {own_kind.capitalize()}"
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
        own, said = key(named), key(citation.issuer.name)
        if _agree(own, said) or (citation.number, said) in seen:
            continue
        seen.add((citation.number, said))
        yield Problem(
            message=f"“{short(citation.raw)}”: ký hiệu {citation.number} là của {named}, lời văn ghi {citation.issuer.name}.",
            evidence=(view.of(citation.source, citation.raw),),
        )


_LOCAL = {"UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân"}


def _local_body(issuers: tuple[str, ...]) -> str | None:
    """The body of a province or a commune that a symbol is of."""
    return _LOCAL.get(issuers[0]) if len(issuers) == 1 else None


def _named_body(name: str) -> str | None:
    """The kind of local body that words name; offices and committees of a council are neither."""
    words = key(name)
    return next((body for body in _LOCAL.values() if words.startswith(body)), None)


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
        ),
        passes=(
            "@plan\nThực hiện Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.",
            "@plan\nThực hiện Quyết định số 4888/QĐ-BYT ngày 18/10/2019 của Bộ trưởng Bộ Y tế.",
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
