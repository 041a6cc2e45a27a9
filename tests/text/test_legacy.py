from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from vbcds.text.legacy import (
    decode_legacy,
    detect_legacy,
    font_encoding,
    repair_legacy,
    repair_paragraphs,
)
from vbcds.text.normalise import canonical

TCVN3 = "C¨n cø LuËt Tæ chøc Héi ®ång nh©n d©n vµ Uû ban nh©n d©n ngµy 26 th¸ng 11 n¨m 2003"
VNI = "Caên cöù Luaät Toå chöùc Hoäi ñoàng nhaân daân vaø UÛy ban nhaân daân ngaøy 26 thaùng 11 naêm 2003"
PLAIN = "Căn cứ Luật Tổ chức Hội đồng nhân dân và Uỷ ban nhân dân ngày 26 tháng 11 năm 2003"


@pytest.mark.parametrize(
    ("raw", "encoding", "text"),
    [
        (TCVN3, "tcvn3", PLAIN),
        (VNI, "vni", PLAIN.replace("Uỷ", "Ủy")),
        ("nhµ n\u00adíc, ®Çu t\u00ad, t\u2212 vÊn", "tcvn3", "nhà nước, đầu tư, tư vấn"),
        ("céng hoµ x\u2219 héi", "tcvn3", "cộng hoà xã hội"),
        ("t\u00ad\u00adíng", "tcvn3", "tướng"),
        ("QUYÕT §ÞNH cña UBND", "tcvn3", "QUYẾT ĐỊNH của UBND"),
        ("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "tcvn3", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Sè: 12/TT-BTC", "tcvn3", "Số: 12/TT-BTC"),
        ("Vô TCCB, Vô PC", "tcvn3", "Vụ TCCB, Vụ PC"),
        ("COÄNG HOAØ XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "vni", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("kyõ thuaät, thuûy lôïi, yù kieán", "vni", "kỹ thuật, thủy lợi, ý kiến"),
    ],
)
def test_decodes(raw: str, encoding: str, text: str) -> None:
    assert decode_legacy(raw, encoding) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(("raw", "encoding"), [(TCVN3, "tcvn3"), (VNI, "vni"), (PLAIN, None), ("", None), ("Plain English", None)])
def test_detects(raw: str, encoding: str | None) -> None:
    assert detect_legacy(raw) == encoding


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        unicodedata.normalize("NFD", PLAIN),
        "có và là thì mà",
        "Công ty TNHH São Paulo, café résumé, naïve",
        "Le Président de la République a été élu à Paris, où siège déjà le Comité régional",
        "Der Bürgermeister hält größere Änderungen für nötig",
        "El señor año niño según información pública también",
        "A decisão não será válida até à publicação",
        "© 2023 Microsoft® Windows™ – 25 µm, 30 °C, 1½, ±5%",
        "§ 12, ¶ 3, «TAM»",
    ],
)
def test_leaves_other_text_alone(text: str) -> None:
    assert repair_legacy(text) == text


def test_short_paragraphs_follow_the_file() -> None:
    lines = ["Sè: 94/1998/N§-CP", TCVN3, "§iÒu 1.", "Hµ Néi", "www.example.vn"]
    assert repair_paragraphs(lines) == ["Số: 94/1998/NĐ-CP", PLAIN, "Điều 1.", "Hà Nội", "www.example.vn"]


def test_unicode_and_legacy_in_one_file() -> None:
    assert repair_legacy(f"{PLAIN}\n{TCVN3}\n{VNI}") == f"{PLAIN}\n{PLAIN}\n{PLAIN.replace('Uỷ', 'Ủy')}"


def test_utf8_read_as_windows_1252() -> None:
    for codec in ("latin-1", "cp1252"):
        raw = PLAIN.encode()
        broken = "".join(bytes([b]).decode(codec, "ignore") or chr(b) for b in raw)
        assert repair_legacy(broken) == PLAIN


def test_fonts() -> None:
    assert [font_encoding(name) for name in (".VnTimeH", "ABCDEF+VnTime", "VNI-Helve", "Times New Roman", "Verdana")] == [
        "tcvn3", "tcvn3", "vni", None, None,
    ]  # fmt: skip
    assert repair_legacy("uû ban nh©n d©n", fonts=[".VnTimeH"]) == "uỷ ban nhân dân"
    assert repair_legacy("®Þnh", fonts=[".VnTime"]) == "định"


@pytest.mark.parametrize("name", ["2006-16EZE_TT01.06GopvonDNNVV.pdf"])
def test_real_pdf_text(shared: Path, name: str) -> None:
    import pypdfium2

    folder = shared / "real" / "legacy"
    document = pypdfium2.PdfDocument(folder / name)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    _assert_close(repair_legacy(text.replace("\r\n", "\n")), (folder / name).with_suffix(".truth.txt").read_text(encoding="utf-8"))


def _assert_close(text: str, truth: str) -> None:
    """99 of 100 letters with marks are those of the transcript (case apart: TCVN3 has it in the font, and the order of columns)."""
    words, wanted = (re.findall(r"\w+", canonical(part).lower()) for part in (text, truth))
    blocks = SequenceMatcher(None, wanted, words, autojunk=False).get_matching_blocks()
    missing = list(wanted)
    for block in blocks:
        missing[block.a : block.a + block.size] = [""] * block.size
    rest = list(words)
    for word in filter(None, missing):  # columns read in another order
        if word in rest:
            missing[missing.index(word)] = ""
    marked = sum(_marks(word) for word in wanted)
    assert sum(map(_marks, missing)) <= 0.01 * marked


def _marks(word: str) -> int:
    return sum(1 for char in word if unicodedata.normalize("NFD", char) != char or char == "đ")
