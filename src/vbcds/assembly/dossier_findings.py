"""What linking finds: mentions printed otherwise than the document that they mean, and those that can mean several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vbcds.assembly.identity import Identity, identify, is_national, meant, period
from vbcds.assembly.keys import key_parts
from vbcds.model.records import CitationRecord, DocumentRecord, Evidence, FindingRecord

#: Candidates that a finding names.
_SHOWN = 5
_DAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def find_mistakes(citation: CitationRecord, dated: Mapping[tuple[str, str], Counter[tuple[date, str]]]) -> Iterable[FindingRecord]:
    """What the mention prints otherwise than the document that it was linked to; `dated` are the dates with which the dossier's
    documents cite each identity."""
    kind, number, when = key_parts(citation.cited)
    if citation.number:
        printed = identify(citation.kind, citation.number)
        if not printed.short:
            if printed.number.upper() != number.upper():
                yield _finding(
                    citation,
                    "citation-unknown-symbol",
                    "warning",
                    f"“{citation.raw}” ghi ký hiệu {citation.number}; văn bản được dẫn là {number}.",
                )
            elif _bare(citation.number) != _bare(number):
                yield _finding(
                    citation,
                    "citation-unknown-symbol",
                    "info",
                    f"“{citation.raw}” ghi số, ký hiệu không đúng thể thức; đúng là {number}.",
                )
            elif (right := meant(printed)) is not None:
                yield _finding(
                    citation,
                    "citation-unknown-symbol",
                    "warning",
                    f"“{citation.raw}” có ký hiệu không cơ quan nào dùng; có thể là {right.number}.",
                )
    if citation.date is None:
        return
    if len(when) == 10 and citation.date.isoformat() != when:
        yield _finding(
            citation,
            "citation-conflicting-date",
            "warning",
            f"“{citation.raw}” ghi ngày {_day(citation.date)}; văn bản đó ban hành ngày {_day(date.fromisoformat(when))}.",
        )
    elif citation.number and citation.date.weekday() >= 5:
        identity = Identity(kind, number)
        others = sorted(
            day
            for day in {day for day, _ in dated.get(identity.fold, ())}
            if period(number, day) != period(number, citation.date) and day.weekday() < 5
        )
        if others and is_national(number):
            yield _finding(
                citation,
                "citation-conflicting-date",
                "warning",
                f"“{citation.raw}” ghi ngày {_day(citation.date)} là {_DAYS[citation.date.weekday()]}; hồ sơ còn dẫn cùng số {number} ngày "
                f"{', '.join(map(_day, others))}: hai văn bản khác nhau hoặc ghi sai ngày, cần kiểm tra.",
            )


def find_misprints(citation: CitationRecord, files: Sequence[DocumentRecord]) -> Iterable[FindingRecord]:
    """A dated mention that agrees with a file of the dossier in the number but not in the day, or in number and day but not in the type:
    `files` are those of its number, or of its serial number and day, that its issuer may have issued."""
    if citation.date is None or not citation.number:
        return
    printed = identify(citation.kind, citation.number)
    own = [file for file in files if file.number and file.kind and identify(file.kind, file.number).fold == printed.fold]
    days = {
        file.date
        for file in own
        if file.date is not None and period(printed.number, file.date) == period(printed.number, citation.date)
    }
    if days and citation.date not in days:
        yield _finding(
            citation,
            "citation-conflicting-date",
            "warning",
            f"“{citation.raw}” ghi ngày {_day(citation.date)}; {printed.number} trong hồ sơ ban hành ngày {_day(min(days))}.",
        )
    if own or printed.symbol.type is None:
        return
    for file in files:
        symbol = identify(file.kind or "", file.number or "").symbol
        if (
            file.date == citation.date
            and symbol.issuers == printed.symbol.issuers
            and symbol.type not in (None, printed.symbol.type)
        ):
            yield _finding(
                citation,
                "citation-unknown-symbol",
                "warning",
                f"“{citation.raw}” ghi ký hiệu {citation.number}; văn bản số {symbol.serial} ngày {_day(citation.date)} trong hồ sơ là "
                f"{file.number}.",
            )


def _bare(number: str) -> str:
    """A number without what spelling rules alone decide: case, spaces, leading zeros."""
    return "".join(number.split()).upper().lstrip("0").replace("–", "-")


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def _finding(citation: CitationRecord, code: str, severity: str, message: str) -> FindingRecord:
    return FindingRecord(
        document=citation.document,
        code=code,
        severity="warning" if severity == "warning" else "info",
        message=" ".join(message.split()),
        evidence=(Evidence(document=citation.document, text=citation.raw, source=citation.source),),
    )


def ambiguous_mention(citation: CitationRecord, candidates: Sequence[str]) -> FindingRecord:
    """The finding for a mention that can mean several documents, given by their canonical keys."""
    named = []
    for candidate in candidates[:_SHOWN]:
        _, number, when = key_parts(candidate)
        named.append(f"{number} ngày {_day(date.fromisoformat(when))}" if len(when) == 10 else number)
    more = f" và {len(candidates) - _SHOWN} văn bản khác" if len(candidates) > _SHOWN else ""
    return _finding(
        citation,
        "citation-ambiguous",
        "info",
        f"“{citation.raw}” chưa xác định được là văn bản nào; có thể là: {', '.join(named)}{more}.",
    )
