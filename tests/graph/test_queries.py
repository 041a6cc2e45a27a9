"""Building the graph and asking it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from vbcds.graph.build import build_graph
from vbcds.graph.queries import CitationGraph

from .conftest import paper

OLD, PLAN, DETAIL, NEW = "101/QĐ-UBND", "55/KH-UBND", "07/KH-UBND", "300/QĐ-UBND"


def test_what_a_document_rests_on(graph: CitationGraph) -> None:
    assert [edge.target.number for edge in graph.basis_of(OLD)] == ["67/2006/QH11", "749/QĐ-TTg"]
    assert {edge.source.number for edge in graph.cited_by("749/QĐ-TTg")} == {OLD, NEW}
    edge = graph.basis_of(PLAN)[0]
    assert edge.mentions[0].sentence == "Căn cứ Quyết định số 101/QĐ-UBND ngày 05/3/2021 của Ủy ban nhân dân tỉnh Cao Bằng;"
    assert (edge.label.active, edge.label.passive) == ("Căn cứ ban hành", "Được căn cứ")


def test_nested_citations_make_a_chain_and_not_a_star(graph: CitationGraph) -> None:
    chain = graph.chain(PLAN, "52-NQ/TW")
    assert chain is not None
    assert [(edge.source.number, edge.relation, edge.target.number) for edge in chain] == [
        (PLAN, "legal_basis", "12/KH-UBND"),
        ("12/KH-UBND", "implements", "52-NQ/TW"),
    ]
    assert graph.chain("52-NQ/TW", PLAN) is None


def test_status_says_since_when_and_by_whom(graph: CitationGraph) -> None:
    before, after = graph.status(OLD, date(2023, 6, 30)), graph.status(OLD, date(2023, 7, 1))
    assert before.state == "in_force"
    assert (after.state, after.since, after.by) == ("replaced", date(2023, 7, 1), graph.node(NEW).id)
    assert graph.status("749/QĐ-TTg", date(2023, 7, 1)).state == "unknown"
    assert graph.status(NEW, date(2023, 6, 25)).state == "unknown"
    assert {node.number for node in graph.in_force(date(2023, 7, 1))} == {PLAN, DETAIL, NEW}


def test_dead_basis_gives_the_path(graph: CitationGraph) -> None:
    found = graph.dead_basis(date(2024, 1, 1))
    assert [[node.number for node in item.path] for item in found] == [[PLAN, OLD], [DETAIL, PLAN, OLD]]
    assert found[1].dead.number == OLD and found[1].status.state == "replaced"
    assert len(graph.dead_basis(date(2023, 1, 1))) == 0
    assert len(graph.dead_basis(date(2024, 1, 1), depth=1)) == 1


def test_impact(graph: CitationGraph) -> None:
    assert [(item.document.number, item.distance) for item in graph.impact(OLD)] == [(PLAN, 1), (DETAIL, 2)]
    assert len(graph.impact(DETAIL)) == 0


def test_only_a_body_of_equal_or_higher_force_ends_a_document(make_graph: Callable[..., CitationGraph]) -> None:
    graph = make_graph(
        a=paper("9/QĐ-UBND", "03 tháng 4 năm 2023", "Điều 2. Quyết định này thay thế Nghị định số 61/2018/NĐ-CP ngày 23/4/2018."),
        b=paper("8/KH-UBND", "03 tháng 4 năm 2023", "Giao Sở Nội vụ rà soát, sửa đổi Quyết định số 5/QĐ-UBND "
                "ngày 05/01/2022 của Ủy ban nhân dân tỉnh Cao Bằng.", kind="KẾ HOẠCH"),
    )  # fmt: skip
    assert graph.status("61/2018/NĐ-CP", date(2024, 1, 1)).state == "unknown"
    assert graph.status("05/QĐ-UBND", date(2024, 1, 1)).state == "unknown"


def test_a_part_repealed_is_partly(make_graph: Callable[..., CitationGraph]) -> None:
    graph = make_graph(
        a=paper(
            "9/2023/QĐ-UBND",
            "03 tháng 4 năm 2023",
            "Điều 2. Bãi bỏ khoản 2 Điều 5 Quyết định số 12/2020/QĐ-UBND ngày 05/01/2020 của Ủy ban nhân dân tỉnh Cao Bằng.",
        )
    )
    assert graph.status("12/2020/QĐ-UBND", date(2024, 1, 1)).state == "partly"


def test_the_lexicon_knows_who_amended_whom(make_graph: Callable[..., CitationGraph]) -> None:
    graph = make_graph(a=paper("9/QĐ-UBND", "03 tháng 4 năm 2025", "Căn cứ Luật Tổ chức Quốc hội ngày 20 tháng 11 năm 2014;"))
    status = graph.status("57/2014/QH13", date(2025, 4, 1))
    assert (status.state, status.by) == ("partly", "luat:62/2025/QH15@2025-02-17")
    assert graph.status("57/2014/QH13", date(2015, 1, 1)).state == "unknown"


def test_as_of_knows_nothing_younger(graph: CitationGraph) -> None:
    then = graph.as_of(date(2022, 1, 1))
    assert all(node.date is None or node.date <= date(2022, 1, 1) for node in then.nodes)
    with pytest.raises(KeyError):
        then.node(NEW)
    assert then.chain(DETAIL, "749/QĐ-TTg") is not None


def test_parts(graph: CitationGraph) -> None:
    assert {node.number for node in graph.around(OLD).nodes} == {OLD, PLAN, NEW, "67/2006/QH11", "749/QĐ-TTg"}
    assert {node.level for node in graph.subgraph(level="province").nodes} == {"province"}
    assert all(node.field == "Chuyển đổi số" for node in graph.subgraph(field="Chuyển đổi số").nodes)
    assert {node.number for node in graph.subgraph(relations=["replaces"]).nodes} == {NEW, OLD}
    assert {node.number for node in graph.subgraph(issuer="thủ tướng").nodes} == {"749/QĐ-TTg", "479/QĐ-TTg"}
    assert {node.number for node in graph.subgraph(since=date(2023, 1, 1), until=date(2023, 12, 31)).nodes} == {NEW}
    assert sum(map(len, graph.communities())) == len(graph)


def test_open_mentions_stay_open(graph: CitationGraph) -> None:
    assert [mention.citation.number for mention in graph.unresolved()] == ["06", "479/QĐ-TTg"]  # the programme 06 is younger
    assert graph.node("479/QĐ-TTg").open


def test_central_documents(graph: CitationGraph) -> None:
    ranked = graph.central(3)
    assert ranked[0][1] >= ranked[1][1] >= ranked[2][1] > 0
    assert abs(sum(weight for _, weight in graph.central(1000)) - 1) < 1e-9


def test_documents_are_found_by_id_key_file_and_number(graph: CitationGraph) -> None:
    node = graph.node(OLD)
    for name in (node.id, node.key, node.files[0], "101/qđ-ubnd", "101/QĐ-UBND"):
        assert graph.node(name) is node
    with pytest.raises(KeyError):
        graph.node("1/QĐ-UBND")
    assert node in graph.suggest("101 QĐ UBND chuyển đổi số")


def test_one_number_of_two_provinces_is_two_nodes(make_graph: Callable[..., CitationGraph]) -> None:
    body = "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2022 của Ủy ban nhân dân tỉnh;"
    graph = make_graph(
        a=paper("1/KH-UBND", "03 tháng 4 năm 2023", body, kind="KẾ HOẠCH", province="Cao Bằng"),
        b=paper("2/KH-UBND", "03 tháng 4 năm 2023", body, kind="KẾ HOẠCH", province="Nghệ An"),
    )
    twins = [node for node in graph.nodes if node.number == "12/QĐ-UBND"]
    assert {node.id for node in twins} == {
        "quyet-dinh:12/QĐ-UBND@2022-01-05|tinh-cao-bang",
        "quyet-dinh:12/QĐ-UBND@2022-01-05|tinh-nghe-an",
    }
    assert {node.key for node in twins} == {"quyet-dinh:12/QĐ-UBND@2022-01-05"}


def test_records_alone_make_a_graph(graph: CitationGraph) -> None:
    bare = build_graph(graph.documents, graph.citations)
    assert len(bare) == len(graph)
    assert next(bare.edges()).mentions[0].sentence is None


def test_an_empty_graph_answers(make_graph: Callable[..., CitationGraph]) -> None:
    empty = build_graph([], [])
    assert len(empty) == 0 and not empty.central() and not empty.communities() and not empty.unresolved()
    assert not empty.dead_basis(date(2024, 1, 1)) and not empty.in_force(date(2024, 1, 1))
    assert len(empty.as_of(date(2024, 1, 1))) == 0
    assert empty.networkx.number_of_nodes() == 0
    assert set(empty.to_pandas()) == {"documents", "edges", "mentions"}


def test_frames(graph: CitationGraph) -> None:
    frames = graph.to_pandas()
    assert len(frames["documents"]) == len(graph)
    assert len(frames["mentions"]) == len(graph.mentions)
    assert str(frames["documents"]["date"].dtype).startswith("datetime64")


def test_a_law_lives_until_its_successor_is_in_force(graph: CitationGraph) -> None:
    status = graph.status("67/2006/QH11", date(2026, 7, 1))
    assert (status.state, status.since, status.by) == ("replaced", date(2026, 7, 1), "luat:148/2025/QH15@2025-12-11")
    assert graph.status("67/2006/QH11", date(2026, 6, 30)).state != "replaced"


def test_words_that_point_back_make_edges(make_graph: Callable[..., CitationGraph]) -> None:
    graph = make_graph(
        a=paper(
            "9/KH-UBND", "03 tháng 4 năm 2023",
            "Căn cứ Quyết định số 131/QĐ-UBND ngày 05/01/2022 của Ủy ban nhân dân tỉnh;\n"
            "Điều 1. Các sở thực hiện nghiêm Quyết định nêu trên và Kế hoạch này.\n",
            kind="KẾ HOẠCH",
        ),
    )  # fmt: skip
    edges = {(edge.relation, edge.target.number): edge for edge in graph.edges()}
    assert set(edges) == {("legal_basis", "131/QĐ-UBND"), ("implements", "131/QĐ-UBND")}
    assert edges["implements", "131/QĐ-UBND"].mentions[0].raw == "Quyết định nêu trên"


def test_words_that_several_documents_fit_stay_open(make_graph: Callable[..., CitationGraph]) -> None:
    graph = make_graph(
        a=paper(
            "9/BC-UBND", "03 tháng 4 năm 2023",
            "Kế hoạch số 12/KH-UBND ngày 05/01/2023 và Kế hoạch số 14/KH-UBND ngày 06/01/2023.\nKết quả theo Kế hoạch nêu trên.\n",
            kind="BÁO CÁO",
        ),
    )  # fmt: skip
    assert [(mention.citation.raw, len(mention.candidates)) for mention in graph.unresolved()] == [("Kế hoạch nêu trên", 2)]
    assert graph.around("12/KH-UBND", 1).unresolved()


def test_a_district_and_the_province_cite_one_document(make_graph: Callable[..., CitationGraph]) -> None:
    graph = make_graph(
        a=paper("9/BC-UBND", "03 tháng 4 năm 2023", "Thực hiện Quyết định số 131/QĐ-UBND ngày 05/01/2022 của Ủy ban nhân dân tỉnh.\n"),
        b=paper(
            "8/BC-UBND", "04 tháng 4 năm 2023", "Thực hiện Quyết định số 131/QĐ-UBND ngày 05/01/2022 của Ủy ban nhân dân tỉnh.\n"
        ).replace("TỈNH CAO BẰNG", "HUYỆN BẢO LẠC"),
    )  # fmt: skip
    assert len([node for node in graph.nodes if node.number == "131/QĐ-UBND"]) == 1


def test_a_committee_replaces_its_own_decisions_only(make_graph: Callable[..., CitationGraph]) -> None:
    graph = make_graph(
        a=paper(
            "12/QĐ-BCĐ", "15 tháng 9 năm 2025",
            "Điều 2. Quyết định này thay thế Quyết định số 02/QĐ-BCĐ ngày 16/02/2023 và Quyết định số 33/QĐ-XYZ ngày 11/6/2024.\n",
        ),
    )  # fmt: skip
    day = date(2025, 10, 1)
    assert graph.status("02/QĐ-BCĐ", day).state == "replaced" and graph.status("33/QĐ-XYZ", day).state == "unknown"


def test_a_list_with_titles_is_no_chain(make_graph: Callable[..., CitationGraph]) -> None:
    body = "Giao Sở Nội vụ thực hiện Nghị định số 30/2020/NĐ-CP về công tác văn thư và Nghị định số 61/2018/NĐ-CP ngày 23/4/2018.\n"
    graph = make_graph(a=paper("9/KH-UBND", "03 tháng 4 năm 2023", body, kind="KẾ HOẠCH"))
    assert {(edge.source.number, edge.relation, edge.target.number) for edge in graph.edges()} == {
        ("09/KH-UBND", "implements", "30/2020/NĐ-CP"),
        ("09/KH-UBND", "implements", "61/2018/NĐ-CP"),
    }


def test_a_decree_does_not_change_the_law_that_its_title_names(make_graph: Callable[..., CitationGraph]) -> None:
    body = (
        "Căn cứ Nghị định số 78/2025/NĐ-CP ngày 01/4/2025 của Chính phủ hướng dẫn thi hành Luật Lưu trữ "
        "được sửa đổi, bổ sung bởi Nghị định số 187/2025/NĐ-CP ngày 01/7/2025 của Chính phủ;\n"
    )
    graph = make_graph(a=paper("9/KH-UBND", "03 tháng 10 năm 2025", body, kind="KẾ HOẠCH"))
    edges = {(edge.source.number, edge.relation, edge.target.number or edge.target.kind) for edge in graph.edges()}
    assert ("187/2025/NĐ-CP", "amends", "78/2025/NĐ-CP") in edges
    assert not any(relation == "amends" and target == "luật" for _, relation, target in edges)
