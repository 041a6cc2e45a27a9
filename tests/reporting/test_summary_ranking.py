from __future__ import annotations

from vbcds.reporting.ranking import rank_sentences, sentence_centrality, syllables

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
