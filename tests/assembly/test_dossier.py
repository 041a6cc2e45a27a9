"""What only the whole dossier knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vbcds.assembly.dossier import link_citations
from vbcds.assembly.keys import canonical_key
from vbcds.model.document import Source
from vbcds.model.records import Agency, CitationRecord, DocumentRecord

TINH = Agency(raw="UBND tỉnh", name="Ủy ban nhân dân tỉnh")


def paper(
    number: str, on: date | None, *, id: str, kind: str = "quyết định", place: str = "Vĩnh Giang", issuer: str | None = None
) -> DocumentRecord:
    name = issuer or f"Ủy ban nhân dân tỉnh {place}"
    return DocumentRecord(
        id=id, path=f"{id}.docx", media_type="x", pages=None, sha256=id, ocr=False, genre="decision", kind=kind, number=number,
        date=on, place=place, issuer=Agency(raw=name, name=name),
    )  # fmt: skip


def mention(
    number: str, on: date | None = None, *, by: str = "citing", kind: str = "quyết định", issuer: Agency | None = None
) -> CitationRecord:
    return CitationRecord(
        document=by, raw=f"{kind.capitalize()} số {number}", kind=kind, number=number, date=on, issuer=issuer, title=None, pinpoint=None,
        relation="mentions", cited=canonical_key(kind, number, on=on), cited_document=None, source=Source(start=0, end=10),
    )  # fmt: skip


CITING = paper("9/KH-UBND", date(2026, 1, 5), id="citing", kind="kế hoạch")


def test_a_mention_with_date_finds_its_file():
    file = paper("12/QĐ-UBND", date(2025, 2, 3), id="f1")
    (linked,) = link_citations([mention("12/QĐ-UBND", date(2025, 2, 3), issuer=TINH)], [CITING, file]).citations
    assert linked.cited_document == "f1"


def test_a_mention_without_date_takes_the_date_of_the_only_file():
    file = paper("12/QĐ-UBND", date(2025, 2, 3), id="f1")
    (linked,) = link_citations([mention("12/QĐ-UBND", issuer=TINH)], [CITING, file]).citations
    assert (linked.cited, linked.cited_document) == ("quyet-dinh:12/QĐ-UBND@2025-02-03", "f1")


def test_two_years_of_one_number_are_not_guessed():
    files = [
        paper("14/CT-TTg", day, id=i, kind="chỉ thị", issuer="Thủ tướng Chính phủ")
        for i, day in (("a", date(2018, 5, 25)), ("b", date(2019, 6, 7)))
    ]
    result = link_citations([mention("14/CT-TTg", kind="chỉ thị")], [CITING, *files])
    assert result.citations[0].cited.endswith("@?")
    assert [finding.code for finding in result.findings] == ["citation-ambiguous"]
    assert "25/05/2018" in result.findings[0].message


def test_the_same_number_of_another_province_is_another_document():
    other = paper("12/QĐ-UBND", date(2025, 2, 3), id="f1", place="Hà Giang")
    (linked,) = link_citations([mention("12/QĐ-UBND")], [CITING, other]).citations
    assert linked.cited_document is None
    assert linked.cited.endswith("@?")


def test_a_date_that_the_dossier_gives_elsewhere_fills_a_national_number_but_not_a_local_one_of_another_place():
    there = replace(CITING, id="there", place="Hà Giang")
    known = [mention("749/QĐ-TTg", date(2020, 6, 3), by="there"), mention("33/QĐ-UBND", date(2024, 4, 4), by="there")]
    open_ones = [mention("749/QĐ-TTg"), mention("33/QĐ-UBND")]
    linked = link_citations([*known, *open_ones], [CITING, there]).citations
    assert linked[2].cited == "quyet-dinh:749/QĐ-TTg@2020-06-03"
    assert linked[3].cited == "quyet-dinh:33/QĐ-UBND@?"


def test_a_document_does_not_cite_itself():
    (linked,) = link_citations([mention("9/KH-UBND", kind="kế hoạch")], [CITING]).citations
    assert linked.cited_document is None


def test_another_date_is_another_document():
    file = paper("12/QĐ-UBND", date(2025, 2, 3), id="f1")
    (linked,) = link_citations([mention("12/QĐ-UBND", date(2024, 2, 3), issuer=TINH)], [CITING, file]).citations
    assert linked.cited_document is None


def test_a_symbol_that_nobody_has_means_the_one_document_that_the_dossier_knows():
    known = mention("749/QĐ-TTg", date(2020, 6, 3))
    wrong = mention("749/QĐ-CP")
    result = link_citations([known, wrong], [CITING])
    assert result.citations[1].cited == "quyet-dinh:749/QĐ-TTg@2020-06-03"
    assert [(finding.code, finding.severity) for finding in result.findings] == [("citation-unknown-symbol", "warning")]


def test_a_symbol_that_nobody_has_stays_open_where_two_documents_fit():
    known = [mention("749/QĐ-TTg", date(2020, 6, 3)), mention("749/QĐ-TTg", date(2021, 7, 1))]
    result = link_citations([*known, mention("749/QĐ-CP")], [CITING])
    assert result.citations[2].cited == "quyet-dinh:749/QĐ-CP@?"
    assert len(result.open[0].candidates) == 2


def test_a_short_form_finds_the_dossier_s_document_unless_the_lexicon_knows_another():
    known = mention("9999/2024/NĐ-CP", date(2024, 8, 1), kind="nghị định")
    (_, linked) = link_citations([known, mention("9999", kind="nghị định")], [CITING]).citations
    assert linked.cited == "nghi-dinh:9999/2024/NĐ-CP@2024-08-01"
    known = mention("73/2019/NĐ-CP", date(2019, 9, 5), kind="nghị định")
    result = link_citations([known, mention("73", kind="nghị định")], [CITING])
    assert result.citations[1].cited == "nghi-dinh:73@?"
    assert "nghi-dinh:73/2016/NĐ-CP@2016-07-01" in result.open[0].candidates


def test_a_saturday_beside_another_year_of_the_number_is_a_finding():
    cited = [mention("14/CT-TTg", day, kind="chỉ thị") for day in (date(2018, 5, 25), date(2014, 6, 7))]
    result = link_citations(cited, [CITING])
    assert [c.cited[-10:] for c in result.citations] == ["2018-05-25", "2014-06-07"]
    assert [finding.code for finding in result.findings] == ["citation-conflicting-date"]
    assert "thứ Bảy" in result.findings[0].message
    weekdays = [mention("14/CT-TTg", day, kind="chỉ thị") for day in (date(2018, 5, 25), date(2019, 6, 7))]
    assert not link_citations(weekdays, [CITING]).findings


def test_linking_twice_changes_nothing():
    cited = [
        mention("749/QĐ-TTg", date(2020, 6, 3)),
        mention("749/QĐ-CP"),
        mention("14/CT-TTg", kind="chỉ thị"),
        mention("6/QĐ-UBND"),
    ]
    once = link_citations(cited, [CITING])
    assert link_citations(once.citations, [CITING]) == once
