"""The shipped classifier is the trained spaCy pipeline: equal probabilities, equal weights when trained again, loaded only when asked."""

from __future__ import annotations

import json
import subprocess
import sys
from array import array
from pathlib import Path

import pytest
from tests.assembly.reports import items

from vbcds.assembly.report_sections import choose, judge
from vbcds.assembly.statement_model import load_statement_model, statement_tokens

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "pipelines" / "statement_classifier"
TEXTS = (
    "Máy scan hư", "Sở Xây dựng mở dữ liệu quy hoạch cho cấp xã tra cứu", "Tuần sau chốt số liệu gửi huyện", "Nộp lệ phí qua QR 81%",
    "- Đã mở 02 lớp trước 15/5, đạt 81%; trường hợp “lạ” & ký tự ½ 日本", "cc mark det nsubj", "", "…", "Đã " * 900,
)  # fmt: skip


def rows(name: str) -> list[tuple[str, str]]:
    lines = (PROJECT / "corpus" / name).read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines if line and not line.startswith("#")]


def test_the_probabilities_are_those_of_spacy():
    import numpy
    import spacy
    from spacy.tokens import Doc

    model = load_statement_model()
    nlp = spacy.blank("xx")
    settings = {
        "@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": model.ngram_size, "no_output_layer": False,
        "length": model.length,
    }  # fmt: skip
    categories = nlp.add_pipe("textcat", config={"model": settings})
    for section in model.sections:
        categories.add_label(section)
    nlp.initialize()
    linear = categories.model.get_ref("output_layer")
    linear.set_param("W", numpy.asarray(model.weights, dtype="f"))
    linear.set_param("b", numpy.asarray(model.bias, dtype="f"))
    for text in (*TEXTS, *(text for _, text in rows("heldout.tsv"))):
        doc = categories(Doc(nlp.vocab, words=statement_tokens(text)))
        ours = model.probabilities(text)
        assert {name: pytest.approx(value, abs=2e-5) for name, value in ours.items()} == doc.cats, text


def test_the_figures_of_the_readme_are_measured():
    figures = json.loads((PROJECT / "figures.json").read_text(encoding="utf-8"))
    held_out = rows("heldout.tsv")
    right = sum(judge(text).section == section for section, text in held_out)
    assert right / len(held_out) == pytest.approx(figures["both"]["accuracy"], abs=0.02)
    assert figures["both"]["accuracy"] > 3 * figures["rules"]["accuracy"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in ("rules", "classifier", "both"):
        assert f"{figures[name]['accuracy']:.2f} | {figures[name]['f1']:.2f}" in readme


def test_nothing_held_out_is_trained_on():
    assert not {text.lower() for _, text in rows("heldout.tsv")} & {text.lower() for _, text in rows("written.tsv")}
    assert len(rows("written.tsv")) >= 300


def test_training_gives_the_shipped_weights(tmp_path: Path):
    def run(*command: str) -> None:
        subprocess.run([sys.executable, *command], cwd=PROJECT, check=True, capture_output=True, timeout=300)

    run("scripts/build_corpus.py", "corpus", str(tmp_path))
    paths = ["--paths.train", str(tmp_path / "train.spacy"), "--paths.dev", str(tmp_path / "dev.spacy")]
    run("-m", "spacy", "train", "configs/bow.cfg", "--code", "scripts/tokens.py", "--output", str(tmp_path / "model"), *paths)
    run("scripts/export.py", str(tmp_path / "model" / "model-last"), str(tmp_path))
    shipped = load_statement_model()
    about = json.loads((tmp_path / "statement_model.json").read_text(encoding="utf-8"))
    assert about["bias"] == pytest.approx(shipped.bias, abs=1e-4)
    again = array("f")
    again.frombytes((tmp_path / "statement_model.f32").read_bytes())
    assert max(abs(one - two) for one, two in zip(again, shipped.weights, strict=True)) < 1e-3


@pytest.mark.parametrize(
    ("text", "sections", "wanted"),
    [
        ("Bộ Tài chính hướng dẫn nguồn chi thuê dịch vụ công nghệ theo tháng", ("difficulties", "proposals"), "proposals"),
        ("Máy scan hư", ("difficulties", "proposals"), "difficulties"),
        ("Mạng ở bản lúc có lúc không", ("results", "difficulties"), "difficulties"),
        ("Cả 3 điểm trường đã có cáp quang", ("results", "difficulties"), "results"),
    ],
)
def test_below_a_heading_that_names_several(text: str, sections, wanted: str):
    assert choose(text, sections) == wanted


def test_it_is_not_loaded_where_headings_tell():
    load_statement_model.cache_clear()
    found = items(
        "I. KẾT QUẢ", "- Đã mở 02 lớp.", "II. KHÓ KHĂN", "- Máy quét hỏng.", "III. KIẾN NGHỊ", "- Đề nghị Sở Tài chính cấp vốn."
    )
    assert [item.section for item in found] == ["results", "difficulties", "proposals"]
    assert load_statement_model.cache_info().misses == 0
