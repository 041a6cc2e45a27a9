"""The corpus through the whole machinery: the same bytes however it is run, and evidence that stands where it says."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import vbcds
from vbcds.execution.run import RunSummary, extract


@pytest.fixture(scope="module")
def files(corpora: Path) -> Path:
    return corpora / "files"


@pytest.fixture(scope="module")
def ran(files: Path, tmp_path_factory: pytest.TempPathFactory) -> RunSummary:
    return extract(files, tmp_path_factory.mktemp("ra"), jobs=2)


def test_all_is_read(ran: RunSummary, files: Path) -> None:
    assert ran.errors == ()
    assert ran.counts["documents"] >= ran.files == sum(1 for path in files.rglob("*") if path.is_file())


def test_one_process_gives_the_same_bytes(ran: RunSummary, files: Path, tmp_path: Path) -> None:
    again = extract(files, tmp_path / "ra", jobs=1, formats=("jsonl",))
    for path in sorted(ran.out.rglob("*")):
        if path.suffix in (".jsonl", ".txt"):
            assert (again.out / path.relative_to(ran.out)).read_bytes() == path.read_bytes(), path.name


def test_the_library_gives_the_same_records(ran: RunSummary, files: Path) -> None:
    name = "van-ban/ke-hoach-87-2026.docx"
    analysis = vbcds.analyse(files / name, name=name)
    with vbcds.open_dossier(ran.out) as dossier:
        id = analysis.document.id
        assert dossier.text(id) == analysis.text
        assert dossier.tasks(document=id) == analysis.tasks
        assert dossier.targets(document=id) == analysis.targets
        assert dossier.document(id) == analysis.documents[0]


def test_evidence_stands_where_it_says(ran: RunSummary) -> None:
    with vbcds.open_dossier(ran.out) as dossier:
        records = dossier.records()
        texts = {document.id: dossier.text(document.id) for document in records.documents}
        for citation in records.citations:
            assert texts[citation.document][citation.source.start : citation.source.end] == citation.raw
        for record in (*records.tasks, *records.targets):
            assert 0 <= record.source.start < record.source.end <= len(texts[record.document])
        assert all(unicodedata.is_normalized("NFC", text) for text in texts.values())
        assert any(citation.cited_document in texts for citation in records.citations)


def test_second_run_has_nothing_to_do(ran: RunSummary, files: Path) -> None:
    again = extract(files, ran.out, jobs=2)
    assert (again.read, again.unchanged, again.written) == (0, ran.files, ())
    assert again.counts == ran.counts
