from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import vbcds
from vbcds.reporting.ranking import rank_sentences, sentence_centrality, syllables

PIPELINE = Path(__file__).parents[2] / "pipelines" / "summarisation"

NEWS = [
    [
        "Bão số 4 đổ bộ vào ven biển Quảng Bình sáng 19/9 với sức gió cấp 9.",
        "Chính quyền tỉnh đã sơ tán hơn 12.000 người dân đến nơi an toàn.",
        "Ông Nam bán cà phê trước cổng chợ đã hai mươi năm nay.",
    ],
    [
        "Sáng 19/9, bão số 4 đổ bộ vào ven biển Quảng Bình với sức gió cấp 9.",
        "Hơn 12.000 người dân được chính quyền tỉnh sơ tán đến nơi an toàn.",
        "Toàn tỉnh có 340 ngôi nhà bị tốc mái, 2 người bị thương.",
    ],
]


def test_what_is_told_is_not_told_again() -> None:
    chosen = rank_sentences(NEWS, length=26)
    assert "bão số 4" in chosen[0].text.lower()
    landfalls = [c for c in chosen if "đổ bộ" in c.text]
    assert len(landfalls) == 1
    assert any("sơ tán" in c.text for c in chosen)
    assert not any("cà phê" in c.text for c in chosen)


def test_length_is_kept_to_within_a_sentence() -> None:
    for length in (10, 16, 30, 50, 1000):
        chosen = rank_sentences(NEWS, length=length)
        used = sum(len(syllables(c.text)) for c in chosen)
        assert used - len(syllables(chosen[-1].text)) < length
        assert chosen
    assert rank_sentences(NEWS, length=0) == rank_sentences([], length=50) == rank_sentences([[], [""]], length=50) == []


def test_order_of_documents_changes_no_choice_of_facts_and_runs_agree() -> None:
    assert rank_sentences(NEWS, length=45) == rank_sentences(NEWS, length=45)
    turned = {c.text for c in rank_sentences(NEWS[::-1], length=45)}
    assert any("sơ tán" in text for text in turned)
    assert sum("đổ bộ" in text for text in turned) == 1


def test_centrality_scales() -> None:
    texts = [f"Xã số {n} đã mở lớp kỹ năng số cho người dân" for n in range(3000)]
    scores = sentence_centrality(texts)
    assert len(scores) == 3000
    assert max(scores) == 1.0
    assert sentence_centrality([]) == []


def test_captions_subheadings_and_datelines_are_no_story() -> None:
    news = [
        [
            "Ảnh: Minh Anh",
            "(Dân trí) - Sáng 5/6, hồ Bình Sơn xả lũ với lưu lượng 120 m3 một giây.",
            "Nước lên nhanh",
            "Ba xã ở hạ lưu bị ngập từ 0,5 đến 1 m.",
        ],
        ["Hồ Bình Sơn xả lũ sáng 5/6 với lưu lượng 120 m3 một giây.", "Ảnh hưởng của lũ làm 3 xã ở hạ lưu bị ngập từ 0,5 đến 1 m."],
    ]
    chosen = rank_sentences(news, length=400)
    assert chosen[0].text == "Sáng 5/6, hồ Bình Sơn xả lũ với lưu lượng 120 m3 một giây."
    assert (chosen[0].document, chosen[0].sentence) == (0, 1)
    assert [c.text for c in chosen if "Ảnh" in c.text or "Nước lên" in c.text] in ([], [news[1][1]])
    # where no sentence has a mark that ends it, none is a heading
    assert len(rank_sentences([["hồ bình sơn xả lũ sáng nay", "ba xã ở hạ lưu bị ngập"]], length=400)) == 2


def test_what_other_papers_tell_comes_before_what_one_tells() -> None:
    news = [
        ["Cầu Vân Sơn thông xe sáng 2/9.", "Bà con hai bên sông mặc áo mới đi xem hội.", "Cầu dài 640 m, vốn 215 tỷ đồng."],
        [
            "Sáng 2/9, cầu Vân Sơn được đưa vào sử dụng.",
            "Một đoàn lân múa trước giờ cắt băng khánh thành.",
            "Cầu dài 640 m với vốn 215 tỷ đồng.",
        ],
    ]
    told = [c.text for c in rank_sentences(news, length=30)]
    assert any("640 m" in text for text in told[:3])


def test_place_counts_and_so_does_what_the_others_tell() -> None:
    early, late = "Chợ Vân Sơn khai trương sáng 2/9 với 120 gian hàng.", "Tuyến xe buýt số 7 chạy qua ga mới từ thứ hai tới."
    filler = [
        "Trời sáng nay nhiều mây và se lạnh.",
        "Một người bán hoa kể chuyện ngày xưa.",
        "Hàng cây bên đường đã thay lá vàng.",
        "Vài em nhỏ thả diều trên bãi cỏ rộng.",
    ]
    # alone, the first sentence comes first
    assert rank_sentences([[early, *filler, late]], length=12)[0].text == early
    assert rank_sentences([[late, *filler, early]], length=12)[0].text == late
    # two more papers that tell the late one, in other words, bring it before all that stands between
    others = [
        ["Từ thứ hai tới, tuyến xe buýt số 7 chạy qua ga mới."],
        ["Sở cho biết tuyến xe buýt số 7 chạy qua ga mới từ thứ hai tới."],
    ]
    told = [c.text for c in rank_sentences([[early, *filler, late], *others], length=30)]
    assert "xe buýt số 7" in told[0] and early in told[:2]
    assert sum("xe buýt" in text for text in told) == 1


def test_what_adds_little_is_passed_over_and_what_adds_is_not() -> None:
    told = "Sáng 5/6, hồ Bình Sơn xả lũ với lưu lượng 120 m3 một giây."
    again = "Hồ Bình Sơn xả lũ với lưu lượng 120 m3 một giây từ sáng nay."
    more = "Hồ Bình Sơn xả lũ khiến ba xã ở hạ lưu bị ngập, 215 hộ dân phải sơ tán ngay trong đêm."
    assert [c.text for c in rank_sentences([[told], [again]], length=200)] == [told]
    assert {c.text for c in rank_sentences([[told], [more]], length=200)} == {told, more}


def test_the_choice_is_the_greedy_one_and_the_same_in_every_run(made_up) -> None:  # type: ignore[no-untyped-def]
    for cluster in [*made_up.make_clusters(3), *made_up.make_lead_heavy_clusters(2)]:
        whole = rank_sentences(cluster.documents, length=10_000)
        assert [c.score for c in whole] == sorted((c.score for c in whole), reverse=True)
        # a shorter summary is the beginning of a longer one
        assert rank_sentences(cluster.documents, length=60) == whole[: len(rank_sentences(cluster.documents, length=60))]
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from clusters import make_lead_heavy_clusters\n"
        "from vbcds import rank_sentences\n"
        "print([rank_sentences(cluster.documents, length=150) for cluster in make_lead_heavy_clusters(3)])"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", script, str(PIPELINE)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_hundreds_of_texts_are_ranked(made_up) -> None:  # type: ignore[no-untyped-def]
    texts = [document for cluster in made_up.make_lead_heavy_clusters(80) for document in cluster.documents]
    assert len(texts) > 200
    assert sum(len(syllables(c.text)) for c in rank_sentences(texts, length=2_000)) >= 2_000


def test_the_ranking_stands_above_the_simple_summarisers(made_up) -> None:  # type: ignore[no-untyped-def]
    from evaluate import SYSTEMS, score

    for clusters in (list(made_up.make_clusters(40)), list(made_up.make_lead_heavy_clusters(40))):
        means = {name: sum(score(c, system) for c in clusters) / len(clusters) for name, system in SYSTEMS.items()}
        assert max(means, key=lambda name: means[name]) == "vbcds", means


def test_a_summary_of_texts() -> None:
    texts = [" ".join(document) for document in NEWS]
    whole = vbcds.summarise_texts(texts, length=400)
    assert whole.count("đổ bộ") == 1 and "340 ngôi nhà" in whole
    short = vbcds.summarise_texts(texts, length=17)
    assert "đổ bộ" in short and "340" not in short and len(syllables(short)) <= 24
    assert vbcds.summarise_texts([], length=10) == vbcds.summarise_texts(["", "  "], length=10) == ""
    with pytest.raises(vbcds.VbcdsError):
        vbcds.summarise_texts(texts, length=0)


@pytest.fixture
def made_up(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setattr(sys, "path", [str(PIPELINE), *sys.path])
    import clusters

    return clusters


@pytest.fixture
def read_clusters(made_up):  # type: ignore[no-untyped-def]
    return made_up.read_clusters


def test_folders_of_clusters(tmp_path: Path, read_clusters) -> None:  # type: ignore[no-untyped-def]
    files = {
        "clusters/cluster_10/7.body.txt": "Hồ xả lũ. Ba xã ngập.",
        "clusters/cluster_10/7.body.tok.txt": "Hồ xả_lũ .",
        "clusters/cluster_10/7.info.txt": "TITLE: Hồ xả lũ",
        "clusters/cluster_10/cluster_10.ref1.txt": "Hồ xả lũ.",
        "clusters/cluster_10/cluster_10.ref1.tok.txt": "Hồ xả_lũ .",
        "clusters/cluster_10/cluster_10.ref2.txt": "Ba xã ngập.",
        "clusters/cluster_10/cluster_10.sum.txt": "Máy viết.",
        "clusters/cluster_2/original/1.txt": "Cầu thông xe.",
        "clusters/cluster_2/references/a.txt": "Cầu đã thông xe.",
        "clusters/cluster_3/1.body.tok.txt": "Cầu thông_xe .",
        "clusters/cluster_4/1.ref.txt": "Không có bài nào.",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    second, tenth = read_clusters(tmp_path)
    assert (second.name, second.documents, second.references) == ("cluster_2", (("Cầu thông xe.",),), ("Cầu đã thông xe.",))
    assert tenth.documents == (("Hồ xả lũ.", "Ba xã ngập."),)
    assert tenth.references == ("Hồ xả lũ.", "Ba xã ngập.")


def test_folders_that_part_texts_from_summaries(tmp_path: Path, read_clusters) -> None:  # type: ignore[no-untyped-def]
    for name, text in {
        "original/Cluster_001/original/1.txt": "Title: Cầu mới\nSummary: Thông xe\nContent:\nCầu thông xe. Dài 640 m.",
        "summary/Cluster_001/0.gold.txt": "Cầu dài 640 m.",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (cluster,) = read_clusters(tmp_path)
    assert cluster.documents == (("Cầu thông xe.", "Dài 640 m."),)
    assert cluster.references == ("Cầu dài 640 m.",)
