"""Documents cited as in force although another one had taken their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from vbcds.assembly.identity import identify
from vbcds.assembly.keys import key_parts
from vbcds.checks.dossier_view import DossierView
from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView, day_text, short
from vbcds.lexicons.known import find_known, find_laws_named
from vbcds.model.records import CitationRecord
from vbcds.text.fold import lower_same_length

#: A law takes effect some months after it was passed; without its own day in force only this much later is sure.
_VACANCY = timedelta(days=400)
#: So much of the text around a citation is looked at for its sentence.
_AROUND = 300
_STOP = re.compile(r"[.;](?=\s)|\n")
#: Before a document that is followed.
_FOLLOWED = re.compile(
    r"\b(?:theo|tại|trong|thực\s+hiện|triển\s+khai|căn\s+cứ|hoàn\s+thành|bám\s+sát|tuân\s+thủ)\b[^.;\n]{0,60}$", re.IGNORECASE
)


#: What is done by a document, and what once was.
_BY = re.compile(
    r"(?<!\w)(?:thực hiện|giải quyết|triển khai|áp dụng|thực thi|tiếp nhận|quản lý|giao dịch|lựa chọn|đánh giá|xếp loại|phân loại|báo cáo)"
    r"\s(?:[^\W\d_]+,?\s){0,12}?(?:theo|đúng)(?:\s(?:đúng|quy định|hướng dẫn|tinh thần)){0,2}(?:\s(?:tại|của))?(?:\s[^.;]{0,40})?\s?$"
)
_ONCE = re.compile(
    r"(?<!\w)(?:trước đây|trước khi|trước đó|đến hết|từ năm|giai đoạn|thay(?: thế| cho| bằng)?|bãi bỏ|hết hiệu lực|năm trước|cũ"
    r"|chấm dứt|nay là|điều chỉnh|sửa đổi|không còn|tổng kết)(?!\w)"
)


def _on_basis(view: PartView) -> Iterator[Problem]:
    issued = view.record.date
    if issued is None or view.record.genre == "news":
        return
    seen: set[str] = set()
    for citation in view.citations:
        followed = citation.relation in ("legal_basis", "implements") or _is_followed(view, citation)
        if not followed or citation.cited in seen:
            continue
        found = _replaced(citation, issued)
        if found is not None:
            seen.add(citation.cited)
            name, since = found
            lead = "Căn cứ " if citation.relation == "legal_basis" else ""
            yield Problem(
                message=(
                    f"{lead}“{short(citation.raw)}” đã được thay thế bởi {name} từ ngày {day_text(since)}, trước ngày của văn bản."
                ),
                evidence=(view.of(citation.source, citation.raw),),
            )


def _is_followed(view: PartView, citation: CitationRecord) -> bool:
    """Whether work is told to be done by a document as if it were in force: "được thực hiện theo Nghị định số 61/2018/NĐ-CP"."""
    start = citation.source.start
    clause = re.split(r"[.;\n]", view.text[max(0, start - 160) : start])[-1].lower()
    return _BY.search(clause) is not None and _ONCE.search(clause) is None


def _replaced(citation: CitationRecord, issued: date) -> tuple[str, date] | None:
    """The document that had taken the place of a cited one by a day, and since when."""
    if citation.number is None:
        return _newer_law(citation, issued)
    identity = identify(citation.kind, citation.number)
    known = [item for item in find_known(citation.kind, identity.number) if citation.date in (None, item.date)]
    if len(known) != 1:
        return None
    replacement = known[0].replaced_by
    if replacement is None:
        return None
    _, number, when = key_parts(replacement)
    newer = next((item for item in find_known(citation.kind, number) if item.date.isoformat() == when), None)
    if newer is None:
        return None
    since = newer.effective or newer.date + _VACANCY
    return (f"{newer.kind} {newer.number}", since) if since <= issued else None


def _newer_law(citation: CitationRecord, issued: date) -> tuple[str, date] | None:
    """A later law of the same name."""
    if citation.kind not in ("luật", "bộ luật") or "sửa đổi" in citation.raw.lower():
        return None
    day = key_parts(citation.cited)[2]
    passed = citation.date or (date.fromisoformat(day) if len(day or "") == 10 else None)
    if passed is None or (citation.date is None and str(passed.year) not in citation.raw):
        return None  # named without day or year: that in force is meant
    name = citation.raw
    for mark in (" ngày ", " năm ", " số ", " ("):
        name = name.partition(mark)[0]
    laws = find_laws_named(name)
    if not any(law.date == passed for law in laws):
        return None
    for law in laws:
        if law.date <= passed:
            continue
        since = law.effective or law.date + _VACANCY
        if since <= issued:
            return f"{law.kind} {law.number}", since
    return None


def _in_dossier(view: DossierView) -> Iterator[Problem]:
    """A paper of the dossier that another one of it replaces, cited as what is to be carried out."""
    replaced: dict[str, CitationRecord] = {}
    for citation in view.records.citations:
        if citation.relation in ("replaces", "repeals") and citation.pinpoint is None and not citation.cited.endswith("@?"):
            replaced.setdefault(citation.cited, citation)
    if not replaced:
        return
    seen: set[tuple[str, str]] = set()
    for citation in view.records.citations:
        other = replaced.get(citation.cited)
        if other is None or citation.document == other.document or citation.relation in ("replaces", "repeals", "amends"):
            continue
        one, two = view.documents.get(citation.document), view.documents.get(other.document)
        if one is None or two is None or one.date is None or two.date is None or one.date <= two.date:
            continue
        if (citation.document, citation.cited) in seen:
            continue
        if citation.relation not in ("implements", "legal_basis") and not _is_still_followed(view, citation):
            continue
        seen.add((citation.document, citation.cited))
        number = key_parts(citation.cited)[1]
        yield Problem(
            message=f"{number} được dẫn như còn hiệu lực, nhưng {view.name(other.document)} ngày {day_text(two.date)} đã thay thế.",
            evidence=(view.of(citation.document, citation.raw, citation.source), view.of(other.document, other.raw, other.source)),
        )


def _is_still_followed(view: DossierView, citation: CitationRecord) -> bool:
    """Whether a sentence speaks of a document as of one that is still followed: "theo Kế hoạch số 15/KH-UBND"."""
    text, source = view.text(citation.document), citation.source
    before = text[max(0, source.start - _AROUND) : source.start]
    sentence = _STOP.split(before)[-1]
    behind = _STOP.split(text[source.end : source.end + _AROUND], maxsplit=1)[0]
    return _FOLLOWED.search(sentence) is not None and _ONCE.search(lower_same_length(f"{sentence} {behind}")) is None


add(
    Check(
        code="superseded-basis",
        family="citations",
        severity="warning",
        explanation="Căn cứ hoặc văn bản được thực hiện đã bị thay thế trước ngày của văn bản.",
        source=f"{ND30}, Phụ lục I, mục II.6 (căn cứ là văn bản đang có hiệu lực); Luật 64/2025/QH15",
        fails=(
            "@plan\nCăn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;\n"
            "Căn cứ Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006;\n"
            "I. MỤC TIÊU",
            "@plan\nCăn cứ Luật Đất đai năm 2013;\nI. MỤC TIÊU",
            "@report 2026-05\nHồ sơ được giải quyết theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.",
            "@decision\n"
            "Điều 2. Quyết định này thay thế Quyết định số 120/QĐ-UBND ngày 05/3/2021 của Ủy ban nhân dân tỉnh Vĩnh "
            "Giang.\n=====\n"
            "@plan\nThực hiện Quyết định số 120/QĐ-UBND ngày 05/3/2021 của Ủy ban nhân dân tỉnh Vĩnh Giang.",
        ),
        passes=(
            "@decision\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\nĐiều 1. Ban hành.",
            "@report 2025-05\nHồ sơ được giải quyết theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.",
            "@report 2026-05\nHồ sơ giải quyết trước đây theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ nay được chuyển đổi.",
            "@plan\nCăn cứ Luật Đất đai;\nCăn cứ Luật Đất đai năm 2024;\nI. MỤC TIÊU",
        ),
        on_part=_on_basis,
        on_dossier=_in_dossier,
    )
)
