from __future__ import annotations

from pathlib import Path

import pytest

from vbcds.text.syllable_spaces import mend_spaces, part_pairs, split_glued
from vbcds.text.syllables import is_syllable, share_of_syllables

RIGHT = "nghiêng khuỷu quyển gì giết giếng giữa quốc quý kỹ lý Mỹ ủy uỷ hóa hoá khoản thuở huơ yếu oan ương y Đắk LẮK KẠN xoong"
WRONG = "điề ngườ nguyể kế- cế gế kả nghan ngé UBND QĐ quyêt hôc thựchh ển ệp z w tt 12 hòá"


@pytest.mark.parametrize("word", str.split(RIGHT))
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", [*str.split(WRONG), ""])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_decomposed_text_is_the_same_syllable() -> None:
    assert is_syllable("quye\u0302\u0301t")


MENDED = {
    "ĐIỀ U KHO ẢN THI HÀNH": "ĐIỀU KHOẢN THI HÀNH",
    "CỘ NG HÒA XÃ HỘ I CHỦ NGHĨA VIỆ T NAM": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc l ập - T ự do - Hạnh ph úc": "Độc lập - Tự do - Hạnh phúc",
    "tri ển khai th ực hiện Ngh ị quy ết": "triển khai thực hiện Nghị quyết",
    "thi ết bị": "thiết bị",
    "Nghị quy ết của H ội đồng": "Nghị quyết của Hội đồng",
    "kế ho ạch c ủa tỉnh": "kế hoạch của tỉnh",
    "quan điểm c ủa tỉnh": "quan điểm của tỉnh",
    "củ a Ủy ban nhân dân": "của Ủy ban nhân dân",
    "qu ốc gia, gi ải pháp": "quốc gia, giải pháp",
}


@pytest.mark.parametrize("broken", MENDED)
def test_mends(broken: str) -> None:
    assert mend_spaces(broken) == MENDED[broken]


@pytest.mark.parametrize(
    "text",
    [
        "Bộ y tế có ai ở đây không",
        "điểm c khoản 2 Điều 5; các điểm a, b, c và d khoản 1",
        "các điểm b, g và i khoản này; điểm n và o khoản 3",
        "nhóm A ở xã Ea Hồ, huyện Krông Năng",
        "Trường TH An Bình, TP Tây Ninh, KH ứng phó",
        "công an tỉnh, an ninh, ý kiến, ủy ban, u ám, âm u",
        "Wi Fi, e office, Internet of Things, AI ở địa phương",
        "Nguyễn Thị Ý và Lê A",
        "so ông với bà",
        "a) Xây dựng; b) Ủy quyền",
        "mạng LAN ở UBND xã I ốc đảo",
        "cho ăn, lo âu, tu ở chùa, ô nhiễm, y sĩ",
    ],
)
def test_leaves_right_text_alone(text: str) -> None:
    assert mend_spaces(text) == text


@pytest.mark.parametrize(
    ("glued", "parted"),
    [
        ("Tiếpnhậnvănbảnđến", "Tiếp nhận văn bản đến"),
        ("Ủybannhândântỉnh", "Ủy ban nhân dân tỉnh"),
        ("SởThôngtinvàTruyềnthông", "Sở Thông tin và Truyền thông"),
        ("QUYẾTĐỊNH", "QUYẾT ĐỊNH"),
        ("banhành kế hoạch", "ban hành kế hoạch"),
        ("cánhân, tổchức", "cá nhân, tổ chức"),
    ],
)
def test_parts_glued_words(glued: str, parted: str) -> None:
    assert split_glued(glued) == parted


@pytest.mark.parametrize("text", ["văn bản", "UBND", "Internet", "", "12", "nghiêng"])
def test_parts_nothing_else(text: str) -> None:
    assert split_glued(text) is None


def test_share() -> None:
    assert share_of_syllables("Căn cứ Luật Tổ chức chính quyền địa phương") == 1.0
    assert share_of_syllables("the quick brown fox jumps over lazy dogs") < 0.4
    assert share_of_syllables("123 + 45") == 0.0


def test_real_text_is_left_alone(shared: Path) -> None:
    for path in (shared / "real" / "seeds").glob("*.txt"):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert mend_spaces(line) == line


def test_hostile_text_is_linear() -> None:
    mend_spaces("th " * 20_000)
    split_glued("a" * 100_000)
    part_pairs("ắ" * 100_000)
