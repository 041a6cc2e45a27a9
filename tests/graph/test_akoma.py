"""Akoma Ntoso."""

from __future__ import annotations

from lxml import etree

from vbcds.graph.akoma import NAMESPACE, render_akoma, work_uri
from vbcds.pipeline import analyse_bytes

from .conftest import paper

NS = {"a": NAMESPACE}
BODY = (
    "Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;\nQUYẾT ĐỊNH:\n"
    "Điều 1. Ban hành Quy chế.\nĐiều 2. Trách nhiệm\n1. Sở Nội vụ chủ trì <thử> & báo cáo.\n"
    "a) Hằng năm.\n2. Các sở thực hiện Nghị định số 30/2020/NĐ-CP.\n"
    "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.\n"
)


def tree(text: str) -> etree._Element:
    analysis = analyse_bytes(text.encode(), path="a.txt")
    key = "quyet-dinh:101/QĐ-UBND@2021-03-05"
    return etree.fromstring(render_akoma(analysis.documents[0], analysis.text, analysis.citations, key=key))


def test_articles_clauses_and_references() -> None:
    root = tree(paper("101/QĐ-UBND", "05 tháng 3 năm 2021", BODY))
    assert [num.text for num in root.iterfind(".//a:article/a:num", NS)] == ["Điều 1.", "Điều 2.", "Điều 3."]
    assert [num.text for num in root.xpath("//a:article[2]/a:paragraph/a:num", namespaces=NS)] == ["1.", "a)", "2."]
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
    words = " ".join("".join(part.itertext()) + " " for part in body.iter(f"{{{NAMESPACE}}}p", f"{{{NAMESPACE}}}num")).split()
    assert sorted(words) == sorted(analysis.text.split())


def test_a_document_without_articles_is_a_doc() -> None:
    root = tree(paper("5/BC-UBND", "05 tháng 3 năm 2021", "I. KẾT QUẢ\nĐã thực hiện xong.\n", kind="BÁO CÁO"))
    assert root[0].tag.endswith("}doc") and root.find(".//a:mainBody/a:p", NS) is not None
