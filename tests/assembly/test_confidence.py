"""Records of recognised text say how sure they are; those of written text say nothing."""

from __future__ import annotations

from dataclasses import replace

import vbcds
from vbcds.assembly.confidence import with_confidence
from vbcds.model.document import Document, RecognisedWord
from vbcds.pipeline import analyse_document, read_document

TEXT = (
    "ỦY BAN NHÂN DÂN\nTỈNH VĨNH GIANG\n\nSố: 15/KH-UBND\n\nKẾ HOẠCH\n\nCăn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;\n\n"
    "Giao Sở Nội vụ chủ trì số hóa hồ sơ cán bộ, hoàn thành trước ngày 30/9/2026.\n\n"
    "Giao Sở Tư pháp chủ trì số hóa sổ hộ tịch, hoàn thành trước ngày 30/10/2026.\n"
)


STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"


def scanned(sure: dict[str, float], text: str = TEXT) -> Document:
    """The text as if it had been recognised: each token with 0.95, or as `sure` has it."""
    document = read_document(text.encode(), path="a.txt")
    words, at = [], 0
    for token in document.text.split():
        start = document.text.index(token, at)
        at = start + len(token)
        words.append(RecognisedWord(start=start, end=at, page=1, bbox=(0, 0, 1, 1), confidence=sure.get(token, 0.95), raw=token))
    return replace(document, words=tuple(words), ocr=True)


def test_each_record_has_the_mean_of_its_words() -> None:
    analysis = analyse_document(scanned({"30/2020/NĐ-CP": 0.2, "ngày": 0.2}))
    citation = analysis.citations[0]
    assert citation.confidence is not None
    assert citation.confidence < 0.8
    assert [task.confidence for task in analysis.tasks if task.confidence is None or task.confidence < 0.8] == []
    assert analysis.documents[0].confidence is not None
    assert any("1 dẫn chiếu" in warning and "--review" in warning for warning in analysis.documents[0].warnings)


def test_a_doubtful_word_in_the_letterhead_is_told() -> None:
    [record] = analyse_document(scanned({"GIANG": 0.5}, STATE + TEXT)).documents
    assert any("tên cơ quan ban hành" in warning and "đối chiếu" in warning for warning in record.warnings)
    [record] = analyse_document(scanned({"hộ": 0.5}, STATE + TEXT)).documents  # in the body
    assert not any("tên cơ quan ban hành" in warning for warning in record.warnings)


def test_sure_text_has_no_warning() -> None:
    analysis = analyse_document(scanned({}))
    assert {task.confidence for task in analysis.tasks} == {0.95}
    assert not any("--review" in warning for warning in analysis.documents[0].warnings)


def test_text_of_the_file_itself_has_no_confidence() -> None:
    analysis = vbcds.analyse_bytes(TEXT.encode(), path="a.txt")
    assert analysis.tasks
    assert {task.confidence for task in analysis.tasks} == {None}
    assert with_confidence(analysis.document, analysis.records) is analysis.records
