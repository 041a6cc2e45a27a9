"""Documents cited as in force although another one had taken their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from vbcds.assembly.keys import key_parts
from vbcds.checks.dossier_view import DossierView
from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView, day_text, short
from vbcds.lexicons.replacements import Successor, find_law_successors, find_successors
from vbcds.lexicons.validity import validity_words
from vbcds.model.document import Source
from vbcds.model.periods import period_days
from vbcds.model.records import CitationRecord
from vbcds.text.fold import lower_same_length

#: So much of the text around a citation is looked at for its sentence.
_AROUND = 300
_STOP = re.compile(r"[.;](?=\s)|\n")
#: So much of it right before the citation is what is done by the document.
_NEAR = 160
#: The years that a sentence speaks of before it names a document; of a span the last one.
_YEARS = re.compile(r"(?:(?<!\d )(?<!\d)năm|giai đoạn|quý [ivx\d]{1,3},?(?: năm|/)?)\s?(?:\d{4}\s?[-–]\s?)?((?:19|20)\d\d)(?!\d)")
_BEFORE_DAY = re.compile(r"trước (?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})")
#: Before what another document details: its title speaks, and not the text.
_DETAILED = re.compile(r"(?:quy định chi tiết|hướng dẫn (?:thi hành|thực hiện|một số))[^,;]{0,60}$")
_LAW_OF_YEAR = re.compile(r"luật [^,;]{1,80}? năm \d{4}")
#: What is still to come in a report on a past time.
_AHEAD = re.compile(r"(?<!\w)(?:tiếp tục|(?:thời gian|năm|quý|tháng) tới)(?!\w)")


def _on_basis(view: PartView) -> Iterator[Problem]:
    issued = view.record.date
    if issued is None or view.record.genre == "news":
        return
    seen: set[str] = set()
    for index, citation in enumerate(view.citations):
        if citation.cited in seen or citation.relation in ("replaces", "repeals", "amends"):
            continue
        newer = _successors(citation, issued - timedelta(days=1))
        if not newer or not _is_in_use(view, citation, newer[0].since) or _is_of_a_title(view.citations[:index], citation):
            continue
        seen.add(citation.cited)
        lead = "Căn cứ " if citation.relation == "legal_basis" else ""
        yield Problem(
            message=f"{lead}“{short(citation.raw)}” đã được thay thế bởi {_told(newer)}.",
            evidence=(view.of(citation.source, citation.raw),),
        )


def _told(newer: tuple[Successor, ...]) -> str:
    """What took the place of a document, since when, and what was in force in its stead on the day of the text."""
    first, last = newer[0], newer[-1]
    since = f" từ ngày {day_text(first.since)}" if first.confirmed else ""
    now = f"; văn bản có hiệu lực vào ngày đó là {_name(last)}" if last is not first else ""
    return f"{_name(first)}{since}, trước ngày của văn bản{now}"


def _name(document: Successor) -> str:
    return f"{document.kind.capitalize()} số {document.number}"


def _is_in_use(view: PartView, citation: CitationRecord, since: date) -> bool:
    """Whether a text goes by a document after that day, and does not only tell of a time when it was in force."""
    before, behind = _sentence(view.text, citation.source)
    if citation.relation not in ("legal_basis", "implements") and not _is_work_done_by(before):
        return False
    if validity_words().ended.search(before) or validity_words().ended.search(behind):
        return False
    if citation.relation == "legal_basis":
        return True
    day = _BEFORE_DAY.search(before)
    if _DETAILED.search(before) or (day and [int(part) for part in day.groups()[::-1]] <= [since.year, since.month, since.day]):
        return False
    years = _YEARS.findall(_LAW_OF_YEAR.sub(" ", before))
    if years:
        return date(int(years[-1]), 1, 1) >= since
    reported = period_days(view.record.period) if view.record.genre == "report" and view.record.period else None
    return reported is None or reported[0] >= since or _AHEAD.search(before) is not None


def _sentence(text: str, source: Source) -> tuple[str, str]:
    """The words of its sentence before and behind a citation, in lower case."""
    before = _STOP.split(text[max(0, source.start - _AROUND) : source.start])[-1]
    behind = _STOP.split(text[source.end : source.end + _AROUND], maxsplit=1)[0]
    return lower_same_length(before), lower_same_length(behind)


def _is_of_a_title(earlier: Sequence[CitationRecord], citation: CitationRecord) -> bool:
    """Whether a citation stands in the title of the document that is cited before it ("Thông tư ... hướng dẫn Nghị định số ...")."""
    raw = " ".join(citation.raw.split())
    return any(
        other.title is not None
        and raw in " ".join(other.title.split())
        and citation.source.start <= other.source.end + len(other.title) + 20
        for other in earlier[-3:]
    )


def _is_work_done_by(before: str) -> bool:
    """Whether work is told to be done by a document as if it were in force: "được thực hiện theo Nghị định số 61/2018/NĐ-CP"."""
    clause = before[-_NEAR:]
    return validity_words().done_by.search(clause) is not None and validity_words().once.search(clause) is None


def _successors(citation: CitationRecord, issued: date) -> tuple[Successor, ...]:
    """What had taken the place of a cited document by a day."""
    _, number, when = key_parts(citation.cited)
    if citation.number is not None:
        return find_successors(citation.kind, number, issued, issued=date.fromisoformat(when) if len(when) == 10 else None)
    if citation.kind not in ("luật", "bộ luật") or "sửa đổi" in citation.raw.lower():
        return ()
    if citation.date is None and (not when[:4].isdigit() or when[:4] not in citation.raw):
        return ()  # named without day or year: that in force is meant
    passed = citation.date or (date.fromisoformat(when) if len(when) == 10 else int(when[:4]))
    name = citation.title or citation.raw
    for mark in (" ngày ", " năm ", " số ", " ("):
        name = name.partition(mark)[0]
    return find_law_successors(name, passed, issued)


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
        if citation.relation not in ("implements", "legal_basis") and not _is_followed(view, citation):
            continue
        seen.add((citation.document, citation.cited))
        number = key_parts(citation.cited)[1]
        yield Problem(
            message=f"{number} được dẫn như còn hiệu lực, nhưng {view.name(other.document)} ngày {day_text(two.date)} đã thay thế.",
            evidence=(view.of(citation.document, citation.raw, citation.source), view.of(other.document, other.raw, other.source)),
        )


def _is_followed(view: DossierView, citation: CitationRecord) -> bool:
    """Whether a sentence speaks of a paper of the dossier as of one that is still followed: "theo Kế hoạch số 15/KH-UBND"."""
    before, behind = _sentence(view.text(citation.document), citation.source)
    return validity_words().followed.search(before) is not None and validity_words().once.search(f"{before} {behind}") is None


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
            "@report 2026-05\nViệc lựa chọn nhà thầu thực hiện theo Nghị định số 63/2014/NĐ-CP ngày 26/6/2014 của Chính phủ.",
            "@decision\n"
            "Điều 2. Quyết định này thay thế Quyết định số 120/QĐ-UBND ngày 05/3/2021 của Ủy ban nhân dân tỉnh Vĩnh "
            "Giang.\n=====\n"
            "@plan\nThực hiện Quyết định số 120/QĐ-UBND ngày 05/3/2021 của Ủy ban nhân dân tỉnh Vĩnh Giang.",
        ),
        passes=(
            "@decision\nCăn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\nĐiều 1. Ban hành.",
            "@report 2025-05\nHồ sơ được giải quyết theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.",
            "@report 2026-05\nHồ sơ giải quyết trước đây theo Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ nay được chuyển đổi.",
            "@report 2026-05\nGiai đoạn 2021 - 2024, thực hiện Nghị định số 15/2021/NĐ-CP ngày 03/3/2021 của Chính phủ, Sở đã thẩm định "
            "45 dự án.",
            "@plan\nCăn cứ Luật Đất đai;\nCăn cứ Luật Đất đai năm 2024;\nI. MỤC TIÊU",
        ),
        on_part=_on_basis,
        on_dossier=_in_dossier,
    )
)
