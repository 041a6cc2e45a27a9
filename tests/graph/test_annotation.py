"""Links in plain text and in web pages."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbcds import annotate
from vbcds.model.mentions import Citation
from vbcds.recognisers.citations import find_citations

TEXT = "Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 và Nghị định số 30/2020/NĐ-CP về công tác văn thư."


class Shape(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, str]] = []
        self.words = ""

    def handle_starttag(self, tag, attrs):
        if tag != "a":
            self.tags.append(("open", tag))

    def handle_endtag(self, tag):
        if tag != "a":
            self.tags.append(("close", tag))

    def handle_data(self, data):
        self.words += data


def shape(page: str) -> tuple[list[tuple[str, str]], str]:
    parser = Shape()
    parser.feed(page)
    parser.close()
    return parser.tags, parser.words


def url(citation: Citation) -> str:
    return f"/vb?so={citation.number}"


def test_plain_text_gets_links_or_marks() -> None:
    assert annotate(TEXT, find_citations(TEXT), lambda c: ("«", "»")) == (
        "Căn cứ «Quyết định số 749/QĐ-TTg ngày 03/6/2020» và «Nghị định số 30/2020/NĐ-CP» về công tác văn thư."
    )
    assert "[Nghị định số 30/2020/NĐ-CP](/vb?so=30/2020/NĐ-CP)" in annotate(TEXT, find_citations(TEXT), url)
    assert annotate(TEXT, find_citations(TEXT), lambda c: None) == TEXT


def test_other_words_than_the_citations_are_a_bad_call() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        annotate("Một đoạn khác hẳn, không có gì.", find_citations(TEXT), url)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>theo Nghị định số 30/2020/NĐ-CP.</p>", '<p>theo <a href="/x">Nghị định số 30/2020/NĐ-CP</a>.</p>'),
        (
            "<p>theo Nghị\n   định số&nbsp;<i>30/2020/NĐ-CP</i>.</p>",
            '<p>theo <a href="/x">Nghị\n   định số&nbsp;</a><i><a href="/x">30/2020/NĐ-CP</a></i>.</p>',
        ),
        # a link inside a link is none
        ('<p><a href="/y">Nghị định số 30/2020/NĐ-CP</a></p>', '<p><a href="/y">Nghị định số 30/2020/NĐ-CP</a></p>'),
        # what is not shown is not touched
        (
            '<p title="Nghị định số 30/2020/NĐ-CP">x</p><script>"Nghị định số 30/2020/NĐ-CP"</script><p>Nghị định số 30/2020/NĐ-CP</p>',
            '<p title="Nghị định số 30/2020/NĐ-CP">x</p><script>"Nghị định số 30/2020/NĐ-CP"</script>'
            '<p><a href="/x">Nghị định số 30/2020/NĐ-CP</a></p>',
        ),
        ("<!-- Nghị định số 30/2020/NĐ-CP --><p>không</p>", "<!-- Nghị định số 30/2020/NĐ-CP --><p>không</p>"),
        # words of two cells are not one citation
        ("<td>Nghị định số</td><td>30/2021/NĐ-CP</td>", "<td>Nghị định số</td><td>30/2021/NĐ-CP</td>"),
        (
            "<p>A &amp; B, Nghị định số 30/2020/NĐ-CP &lt;mới&gt;</p>",
            '<p>A &amp; B, <a href="/x">Nghị định số 30/2020/NĐ-CP</a> &lt;mới&gt;</p>',
        ),
    ],
)
def test_pages(page: str, expected: str) -> None:
    citations = find_citations("theo Nghị định số 30/2020/NĐ-CP.")
    assert annotate(page, citations, lambda c: "/x", markup=True) == expected


def test_addresses_are_escaped_and_scripts_refused() -> None:
    page = "<p>Nghị định số 30/2020/NĐ-CP</p>"
    citations = find_citations("Nghị định số 30/2020/NĐ-CP")
    assert (
        annotate(page, citations, lambda c: '/x?a=1&b="2"')
        == '<p><a href="/x?a=1&amp;b=&quot;2&quot;">Nghị định số 30/2020/NĐ-CP</a></p>'
    )
    assert annotate(page, citations, lambda c: "javascript:alert(1)") == page


@given(
    st.lists(
        st.sampled_from(
            [
                "<b>",
                "</b>",
                "<p>",
                "</p>",
                "&amp;",
                "Quyết định số ",
                "749/QĐ-TTg",
                " ",
                "\n",
                "<",
                "&",
                "<br>",
                "x",
                "<a href=y>",
                "</a>",
            ]
        ),
        max_size=24,
    )
)
def test_tags_and_words_of_any_page_stay(pieces: list[str]) -> None:
    page = "".join(pieces)
    made = annotate(page, find_citations("Quyết định số 749/QĐ-TTg"), lambda c: "/x", markup=True)
    assert re.sub(r'<a href="/x">|</a>', "", made) == page.replace("</a>", "")
    assert shape(made) == shape(page)
