"""Every check finds something in the documents that fail, and nothing of its kind in those that pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest

from vbcds.assembly.dossier import link_citations
from vbcds.checks.examples import build_examples
from vbcds.checks.registry import FAMILIES, SEVERITIES, load_checks
from vbcds.checks.run import check_dossier
from vbcds.model.records import FindingRecord, Records
from vbcds.pipeline import analyse_document

CHECKS = list(load_checks().values())


def found(text: str) -> list[FindingRecord]:
    analyses = [analyse_document(document) for document in build_examples(text)]
    joined = Records(
        **{field.name: tuple(r for a in analyses for r in getattr(a.records, field.name)) for field in fields(Records)}
    )
    linked = link_citations(joined.citations, joined.documents)
    joined = replace(joined, citations=linked.citations)
    texts = {record.id: analysis.text for analysis in analyses for record in analysis.documents}
    return [*joined.findings, *linked.findings, *check_dossier(joined, text=texts.__getitem__)]


@pytest.fixture(autouse=True)
def no_check_fails(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    yield
    assert not [record for record in caplog.records if record.name == "vbcds"]


CASES = [(check.code, kind, text) for check in CHECKS for kind in ("fails", "passes") for text in getattr(check, kind)]


@pytest.mark.parametrize(("code", "kind", "text"), CASES, ids=[f"{code}-{kind}-{n}" for n, (code, kind, _) in enumerate(CASES)])
def test_example(code: str, kind: str, text: str) -> None:
    hits = [finding for finding in found(text) if finding.code == code]
    if kind == "passes":
        assert not hits, hits[0].message
        return
    assert hits
    for finding in hits:
        assert finding.evidence and all(item.text for item in finding.evidence)
        assert finding.message[0].isupper() or finding.message[0] in "“0123456789"
        assert finding.message.endswith(".")


@pytest.mark.parametrize("check", load_checks().values(), ids=lambda check: check.code)
def test_check_is_explained(check) -> None:  # type: ignore[no-untyped-def]
    assert check.family in FAMILIES and check.severity in SEVERITIES
    assert check.explanation.endswith(".") and "\n" not in check.explanation and check.source
    assert check.fails and check.passes


def test_evidence_quotes_the_text() -> None:
    (document,) = build_examples("@report 2026-05\nĐã số hóa 37/64 hồ sơ, đạt 75,8%.")
    analysis = analyse_document(document)
    (finding,) = [item for item in analysis.findings if item.code == "percentage-mismatch"]
    for item in finding.evidence:
        assert document.text[item.source.start : item.source.end] == item.text
