from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from tests.reporting.factories import Month

from vbcds.errors import VbcdsError
from vbcds.lexicons.report_words import fold
from vbcds.reporting.dossier import Dossier
from vbcds.reporting.report_values import TableBlock, Text
from vbcds.reporting.summary import build_summary
from vbcds.reporting.summary_check import proper_names, unsupported
from vbcds.reporting.summary_json import summary_to_json
from vbcds.reporting.summary_metrics import likeness
from vbcds.reporting.summary_report import build_report
from vbcds.reporting.summary_values import Passage, Summary, SummarySentence
from vbcds.reporting.themes import find_result_pillar, find_theme, formulae_examples, load_themes, trim_formulae

PERIODS = ("2026-04", "2026-05")


def _gold(corpora: Path, period: str) -> list[tuple[dict[str, object], list[dict[str, object]]]]:
    found = []
    for path in sorted((corpora / "gold").glob(f"bao-cao_{period}_*.json")):
        data = json.loads(path.read_text("utf-8"))
        found.append((data["document"], data["report_items"]))
    return found


def _plain(text: str) -> str:
    return fold(trim_formulae(text)).strip(" .;")


@pytest.mark.parametrize("period", PERIODS)
def test_every_sentence_stands_on_its_sources(month: Dossier, period: str) -> None:
    texts = dict(month.texts())
    summary = month.summary(period)
    assert summary.sentences()
    assert unsupported(summary, texts) == ()
    assert all(sentence.sources for sentence in summary.sentences())
    heard = {name for sentence in summary.sentences() for name in sentence.agencies}
    assert heard == set(summary.agencies_reported)
    assert len(summary.agencies_reported) == 8


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("section", ["difficulties", "proposals"])
def test_difficulties_and_proposals_are_all_told_once(month: Dossier, corpora: Path, period: str, section: str) -> None:
    summary = month.summary(period)
    told = getattr(summary, section)
    texts = dict(month.texts())
    passages = [_plain(texts[s.document][s.start : s.end]) for sentence in told for s in sentence.sources]
    wanted = [_plain(str(item["text"])) for _, items in _gold(corpora, period) for item in items if item["section"] == section]
    missing = [text for text in wanted if not any(text in passage or passage in text for passage in passages)]
    assert len(missing) <= 0.05 * len(wanted), missing
    assert len(passages) == len({(s.document, s.start) for sentence in told for s in sentence.sources})


def test_one_difficulty_of_two_agencies_is_told_once_with_both(month: Dossier) -> None:
    told = [s for s in month.summary("2026-04").difficulties if "Tổ công nghệ số cộng đồng" in s.text and "Kinh phí" in s.text]
    assert [set(sentence.agencies) for sentence in told] == [{"Ủy ban nhân dân phường Vĩnh Thành", "Ủy ban nhân dân xã Hương Sơn"}]
    assert len(told[0].sources) == 2


def test_who_is_late_and_who_is_missing(month: Dossier) -> None:
    summary = month.summary("2026-05")
    assert {agency.name for agency in summary.agencies_late} == {"Sở Nông nghiệp và Môi trường", "Ủy ban nhân dân xã Hương Sơn"}
    assert set(summary.agencies_missing) == {"Sở Công Thương", "Thuế tỉnh"}


def test_tasks_add_up(month: Dossier) -> None:
    summary = month.summary("2026-05")
    assert sum(summary.tasks.values()) == len(summary.ledger) > 20
    assert summary.tasks["overdue"] == len(summary.overdue)
    assert all(task.days > 0 and task.due < summary.as_of for task in summary.overdue if summary.as_of)


def test_figures_stand_beside_last_month(month: Dossier) -> None:
    metrics = [metric for metric in month.summary("2026-05").metrics if metric.value == 64.3]
    assert [(metric.value, metric.previous) for metric in metrics] == [(64.3, 50.0)]
    assert any(metric.consistent is False for metric in month.summary("2026-05").metrics)


def test_json_has_the_contract_fields(month: Dossier) -> None:
    data = json.loads(json.dumps(summary_to_json(month.summary("2026-05")), ensure_ascii=False))
    for name in (
        "period", "agencies_reported", "agencies_missing", "agencies_late", "highlights", "difficulties", "proposals", "plans", "tasks",
        "overdue", "metrics", "findings",
    ):  # fmt: skip
        assert name in data
    assert set(data["difficulties"][0]) == {"text", "agencies", "sources", "theme", "addressee"}
    assert set(data["difficulties"][0]["sources"][0]) == {"document", "start", "end"}
    assert {"name", "date"} <= set(data["agencies_late"][0])
    assert {"document", "code", "content", "lead", "due"} <= set(data["overdue"][0])


def test_the_same_dossier_gives_the_same_summary(month: Dossier) -> None:
    assert month.summary("2026-05") == month.summary("2026-05")


@pytest.mark.parametrize("length", [{"pages": 1}, {"pages": 2}, {"per_section": 2}])
def test_a_set_length_silences_no_agency_and_lists_what_it_cuts(month: Dossier, length: dict[str, int]) -> None:
    whole, short = month.summary("2026-05"), month.summary("2026-05", **length)
    assert len(short.highlights) < len(whole.highlights)
    heard = {name for sentence in short.sentences() for name in sentence.agencies}
    assert heard == set(whole.agencies_reported)
    told = {s.text for s in short.sentences()} | {left.text for left in short.left_out}
    assert told >= {s.text for s in whole.sentences()}
    if "pages" in length:
        assert short.difficulties == whole.difficulties
        assert short.proposals == whole.proposals


def test_bad_calls(month: Dossier) -> None:
    for period in ("tháng 5", "2023-13", "2023-Q5", ""):
        with pytest.raises(VbcdsError):
            month.summary(period)
    with pytest.raises(VbcdsError):
        month.summary("2026-05", pages=0)


def test_a_period_without_reports_is_an_empty_summary(month: Dossier) -> None:
    summary = month.summary("2019-01")
    assert summary.agencies_reported == ()
    assert summary.sentences() == ()


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Kinh phí cho chuyển đổi số còn hạn chế.", "Nguồn kinh phí dành cho chuyển đổi số còn hạn chế.", True),
        (
            "Cán bộ phụ trách công nghệ thông tin còn kiêm nhiệm.",
            "Cán bộ phụ trách công nghệ thông tin kiêm nhiệm nhiều việc.",
            True,
        ),
        ("Thiếu 03 cán bộ công nghệ thông tin.", "Thiếu 05 cán bộ công nghệ thông tin.", False),
        ("Ấp Suối Cạn chưa có sóng di động.", "Ấp Đồi Dừa chưa có sóng di động.", False),
        ("Kinh phí cho Tổ công nghệ số cộng đồng chưa có.", "Trang thiết bị cho Tổ công nghệ số cộng đồng chưa có.", False),
        ("Người dân chưa quen nộp hồ sơ trực tuyến.", "Phần mềm một cửa thường xuyên quá tải.", False),
    ],
)
def test_difficulties_join_where_they_say_the_same(one: str, other: str, together: bool) -> None:
    reports = Month()
    reports.report("Sở Y tế", ("difficulties", one))
    reports.report("Sở Nội vụ", ("difficulties", other))
    summary = build_summary(reports.records(), texts=reports.texts, period="2023-05")
    assert len(summary.difficulties) == (1 if together else 2)
    assert {name for s in summary.difficulties for name in s.agencies} == {"Sở Y tế", "Sở Nội vụ"}
    assert sum(len(s.sources) for s in summary.difficulties) == 2


def test_proposals_to_two_addressees_stay_two() -> None:
    reports = Month()
    ask = "Đề nghị {} hướng dẫn mức chi cho Tổ công nghệ số cộng đồng."
    for agency, asked in (("Xã A", "Sở Tài chính"), ("Xã B", "Sở Nội vụ"), ("Xã C", "Sở Tài chính")):
        reports.report(agency, ("proposals", ask.format(asked), asked))
    summary = build_summary(reports.records(), texts=reports.texts, period="2023-05")
    assert [(s.addressee, s.agencies) for s in summary.proposals] == [("Sở Tài chính", ("Xã A", "Xã C")), ("Sở Nội vụ", ("Xã B",))]


def test_a_figure_without_source_is_left_out_and_listed() -> None:
    reports = Month()
    reports.report("Sở Y tế", ("results", "Đã kết nối 12 hệ thống."), ("results", "Đã mở 3 lớp tập huấn."))
    item = reports.items[0]
    reports.items[0] = dataclasses.replace(item, text="Đã kết nối 21 hệ thống.")
    summary = build_summary(reports.records(), texts=reports.texts, period="2023-05")
    assert [s.text for s in summary.highlights] == ["Đã mở 3 lớp tập huấn."]
    assert [(left.text, left.reason) for left in summary.left_out] == [("Đã kết nối 21 hệ thống.", "unsupported")]


def test_unsupported_names_what_has_no_ground() -> None:
    texts = {"a": "Đạt 83,3% số ấp."}
    inside, outside = Passage(document="a", start=0, end=16), Passage(document="a", start=5, end=99)
    good = SummarySentence(text="Đạt 83,3% số ấp.", agencies=(), sources=(inside,))
    bad = [
        SummarySentence(text="Đạt 83% số ấp.", agencies=(), sources=(inside,)),
        SummarySentence(text="Đạt mục tiêu.", agencies=(), sources=()),
        SummarySentence(text="Đạt mục tiêu.", agencies=(), sources=(outside,)),
        SummarySentence(text="Đạt mục tiêu.", agencies=(), sources=(Passage(document="b", start=0, end=1),)),
    ]
    assert unsupported(Summary(period="2023-05", highlights=(good, *bad)), texts) == tuple(bad)


@pytest.mark.parametrize(("before", "after"), formulae_examples())
def test_formulae(before: str, after: str) -> None:
    assert trim_formulae(before) == after
    assert trim_formulae(after) == after


def test_themes_find_their_own_examples() -> None:
    for kind, find in (("theme", find_theme), ("pillar", find_result_pillar)):
        for theme in load_themes(kind):
            assert [find(example) for example in theme.examples] == [theme.name] * len(theme.examples)
    assert find_theme("Còn một số nội dung chưa đạt.") is None


def test_names_are_told_from_words_that_begin_a_sentence() -> None:
    assert proper_names("Chưa có sóng tại xã.") == set()
    assert proper_names("Xã Hương Sơn và Bệnh viện Mắt.") == {"hương sơn", "bệnh", "mắt"}


def test_indicators_are_compared_by_what_they_measure() -> None:
    assert likeness("lớp kỹ năng số đã mở", "số lớp kỹ năng số đã mở") > 80
    assert likeness("hồ sơ trực tuyến tăng", "hồ sơ trực tuyến") == 0.0


def test_hostile_texts_stay_quick_and_whole() -> None:
    reports = Month()
    reports.report(
        "Sở Y tế", ("difficulties", "không " * 20_000), ("results", "<script>alert(1)</script> " * 50), ("plans", "\x00\x07…")
    )
    summary = build_summary(reports.records(), texts=reports.texts, period="2023-05")
    assert len(summary.difficulties) == 1


def test_one_matter_in_the_words_of_several_is_told_once() -> None:
    reports = Month()
    reports.report(
        "Sở Tư pháp",
        ("difficulties", "Phần mềm một cửa thường xuyên treo vào đầu giờ sáng."),
        ("difficulties", "Sổ hộ tịch của 12 xã bị mối mọt."),
    )
    reports.report("Sở Xây dựng", ("difficulties", "Cổng Dịch vụ công của tỉnh hay lỗi, 25 hồ sơ phải nộp lại."))
    reports.report("Sở Y tế", ("difficulties", "Phần mềm một cửa chưa có chức năng xuất biểu mẫu."))
    summary = build_summary(reports.records(), texts=reports.texts, period="2023-05")
    (joined,) = [sentence for sentence in summary.difficulties if sentence.parts]
    assert joined.agencies == ("Sở Tư pháp", "Sở Xây dựng")
    assert [(part.text, part.agencies) for part in joined.parts] == [
        ("phần mềm một cửa thường xuyên treo vào đầu giờ sáng", ("Sở Tư pháp",)),
        ("Cổng Dịch vụ công của tỉnh hay lỗi, 25 hồ sơ phải nộp lại", ("Sở Xây dựng",)),
    ]
    assert len(joined.sources) == 2 and len(summary.difficulties) == 3
    assert unsupported(summary, reports.texts) == ()
    (line,) = [block.text for block in build_report(summary).blocks if isinstance(block, Text) and block.sentence is joined]
    assert line.startswith("Hệ thống một cửa, dịch vụ công của tỉnh chậm, hay lỗi: phần mềm một cửa")
    assert "sáng (Sở Tư pháp); Cổng" in line and line.endswith("nộp lại (Sở Xây dựng).")
    assert summary_to_json(summary)["difficulties"][summary.difficulties.index(joined)]["matter"] == joined.matter


def test_one_agency_alone_is_not_joined() -> None:
    reports = Month()
    reports.report(
        "Sở Tư pháp",
        ("difficulties", "Phần mềm một cửa thường xuyên treo vào đầu giờ sáng."),
        ("difficulties", "Cổng Dịch vụ công quốc gia nhiều lúc không truy cập được."),
    )
    summary = build_summary(reports.records(), texts=reports.texts, period="2023-05")
    assert len(summary.difficulties) == 2 and not any(sentence.parts for sentence in summary.difficulties)


def test_what_says_too_little_alone_has_its_topic_before_it() -> None:
    def told(text: str, about: str | None) -> str:
        reports = Month()
        reports.report("Sở Y tế", ("results", text))
        records = reports.records()
        items = tuple(dataclasses.replace(item, about=about) for item in records.report_items)
        return (
            build_summary(dataclasses.replace(records, report_items=items), texts=reports.texts, period="2023-05")
            .highlights[0]
            .text
        )

    fee = "4: Thanh toán viện phí không dùng tiền mặt"
    assert told("80/94 cơ sở, đạt 85,1%.", fee) == "Thanh toán viện phí không dùng tiền mặt: 80/94 cơ sở, đạt 85,1%."
    assert told("Đang chạy thử nghiệm.", fee) == "Thanh toán viện phí không dùng tiền mặt: đang chạy thử nghiệm."
    row = "Lũy kế đến ngày 14/9 đã có thêm 12 nơi thực hiện, nâng tổng số lên 80 nơi."
    assert told(row, fee).startswith("Thanh toán viện phí không dùng tiền mặt: lũy kế đến ngày 14/9")
    assert told(row, "Khám chữa bệnh từ xa") == row  # a heading is no task
    # a whole statement, no topic, and a topic whose figure no source backs
    whole = "Đã có 80 cơ sở khám chữa bệnh thanh toán viện phí không dùng tiền mặt qua tài khoản."
    assert told(whole, fee) == whole
    assert told("80/94 cơ sở.", None) == "80/94 cơ sở."
    assert told("80/94 cơ sở.", "4: Thu viện phí tại 94 cơ sở") == "80/94 cơ sở."


def test_the_addressee_over_proposals_is_not_said_again() -> None:
    reports = Month()
    reports.report("Sở Y tế", ("proposals", "Với UBND tỉnh: bổ sung kinh phí 6,8 tỷ đồng.", "Ủy ban nhân dân tỉnh"))
    reports.report(
        "Sở Nội vụ",
        (
            "proposals",
            "Với tinh thần trên: đề nghị xem xét sớm.",
        ),
    )
    summary = build_summary(reports.records(), texts=reports.texts, period="2023-05")
    assert {sentence.text for sentence in summary.proposals} == {
        "Bổ sung kinh phí 6,8 tỷ đồng.",
        "Với tinh thần trên: đề nghị xem xét sớm.",
    }


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Kinh phí làm sạch dữ liệu đất đai chưa được cấp.", "Kinh phí, đầu tư"),
        ("Dữ liệu đất đai chưa làm sạch do thiếu kinh phí.", "Dữ liệu"),
        ("Phần mềm một cửa hay treo, công chức phải nhập lại hồ sơ.", "Phần mềm, kết nối hệ thống"),
        ("Công chức kiêm nhiệm nhiều việc, phần mềm lại hay đổi.", "Nhân lực"),
        ("Bà con vùng cao dùng điện thoại phím bấm, cán bộ phải nộp hộ.", "Nhận thức, thói quen của người dân và doanh nghiệp"),
    ],
)
def test_the_first_clause_tells_the_theme(text: str, theme: str) -> None:
    assert find_theme(text) == theme


def test_pages_bound_results_and_tables_and_an_annex_has_the_rest(month: Dossier) -> None:
    def bodies(pages: int | None) -> tuple[Summary, list[TableBlock], str]:
        summary = month.summary("2026-05", pages=pages)
        report = build_report(summary)
        text = " ".join(block.text for block in report.blocks if isinstance(block, Text))
        return summary, [block for block in report.blocks if isinstance(block, TableBlock)], text

    whole, tables, text = bodies(None)
    short, few, told = bodies(2)
    assert len(short.highlights) + len(short.plans) < len(whole.highlights) + len(whole.plans)
    assert short.difficulties == whole.difficulties and short.proposals == whole.proposals
    assert {name for s in short.sentences() for name in s.agencies} == set(short.agencies_reported)
    rows = {table.kind: len(table.rows) for table in tables}
    fewer = {table.kind: len(table.rows) for table in few}
    assert (rows["overdue"], fewer["overdue"]) == (len(whole.overdue), 5)
    assert fewer["metrics"] == 5 < rows["metrics"]
    assert f"Còn {len(whole.overdue) - 5} nhiệm vụ quá hạn khác" in told and "nhiệm vụ quá hạn khác" not in text
    annexes = {annex.title: annex for annex in build_report(short).annexes}
    others = next(block for block in annexes["Các số liệu khác"].blocks if isinstance(block, TableBlock))
    assert len(others.rows) + 5 == len(short.metrics)
