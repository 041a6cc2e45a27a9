"""The recognisers as a spaCy component, and words by underthesea as its tokenizer."""

from __future__ import annotations

import unicodedata
from importlib.metadata import entry_points

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

import vbcds
from vbcds.integrations.spacy import RECOGNISERS, UndertheseaTokenizer

TEXT = (
    "Căn cứ Kế hoạch số 87/KH-UBND ngày 12/01/2026 của UBND tỉnh Vĩnh Giang, giao Sở Nội vụ hoàn thành trước ngày 30/9/2026, "
    "đạt tối thiểu 95% số xã, phường."
)


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    language = spacy.blank("xx")
    language.add_pipe("vbcds_mentions")
    return language


def test_spans_are_those_of_the_recognisers(nlp: spacy.language.Language) -> None:
    doc = nlp(TEXT)
    for label, find in RECOGNISERS.items():
        found = [span for span in doc.spans["vbcds"] if span.label_ == label]
        assert [span.text for span in found] == [mention.raw for mention in find(TEXT)], label
    assert {span.label_ for span in doc.spans["vbcds"]} >= {"CITATION", "AGENCY", "DATE", "QUANTITY"}
    assert doc.ents == ()


def test_values_stay_with_the_spans_when_a_doc_is_stored(nlp: spacy.language.Language) -> None:
    doc = Doc(nlp.vocab).from_bytes(nlp(TEXT).to_bytes())
    citation = next(span for span in doc.spans["vbcds"] if span.label_ == "CITATION")
    assert citation._.mention["number"] == vbcds.find_citations(TEXT)[0].number == "87/KH-UBND"
    assert doc[0:1]._.mention is None


def test_a_pipeline_is_stored_and_loaded(nlp: spacy.language.Language, tmp_path: object) -> None:
    nlp.to_disk(tmp_path)
    doc, again = nlp(TEXT), spacy.load(tmp_path)(TEXT)  # type: ignore[arg-type]
    assert [span.text for span in again.spans["vbcds"]] == [span.text for span in doc.spans["vbcds"]]


def test_entities_that_are_there_stay() -> None:
    language = spacy.blank("xx")
    language.add_pipe("entity_ruler").add_patterns([{"label": "NƠI", "pattern": "Vĩnh Giang"}])
    language.add_pipe("vbcds_mentions", config={"labels": ["AGENCY", "QUANTITY"], "annotate_ents": True})
    assert [(span.text, span.label_) for span in language("Sở Nội vụ và Vĩnh Giang đạt 95% số xã.").ents] == [
        ("Sở Nội vụ", "AGENCY"),
        ("Vĩnh Giang", "NƠI"),
        ("95%", "QUANTITY"),
    ]


def test_an_unknown_label_is_refused_by_name() -> None:
    with pytest.raises(vbcds.VbcdsError, match="DIADANH"):
        spacy.blank("xx").add_pipe("vbcds_mentions", config={"labels": ["DIADANH"]})


def test_spacy_finds_component_and_tokenizer_without_an_import() -> None:
    assert "vbcds_mentions" in {point.name for point in entry_points(group="spacy_factories")}
    assert "vbcds.underthesea_tokenizer.v1" in {point.name for point in entry_points(group="spacy_tokenizers")}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_keep_the_text_as_it_is(form: str) -> None:
    text = unicodedata.normalize(form, "Sở Nội vụ chủ trì  số hoà\nbình Ðiều 3 “thế” 5%, tỉnh uỷ\tđã họp. ")  # type: ignore[arg-type]
    doc = UndertheseaTokenizer(spacy.blank("xx").vocab)(text)
    assert doc.text == text
    words = [unicodedata.normalize("NFC", token.text) for token in doc]
    assert {"Nội vụ", "chủ trì", "hoà", "họp"} <= set(words)
    assert "Sở Nội" not in words


@settings(max_examples=60)
@given(st.text(alphabet=st.sampled_from("aăđôớế Ð\u0301\u0323\n\t5%/-.“”xin chào"), max_size=40))
def test_no_text_loses_a_character(text: str) -> None:
    assert UndertheseaTokenizer(spacy.blank("xx").vocab)(text).text == text
