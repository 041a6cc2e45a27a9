"""The papers of `letters.toml`, `letters_2.toml` and `letters_3.toml` in the shapes of the corpus; what is written and stamped on each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from source.forms import Grid, Item, Paper, Text

#: The papers that rules were made with, and (the last ones) those that were measured when the rules stood.
SETS = ("letters", "letters_2", "letters_3")
PROVINCE = "tỉnh Nam Lĩnh"
HEADS: dict[str, tuple[str, ...]] = {
    "TTg": ("THỦ TƯỚNG",),
    "PTTg": ("KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG"),
    "TM CT": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    "TM PCT": ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "CT": ("CHỦ TỊCH",),
    "PCT": ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "TL CVP": ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    "GĐ": ("GIÁM ĐỐC",),
}
RECEIVERS_PM = (
    "Ban Bí thư Trung ương Đảng",
    "Thủ tướng, các Phó Thủ tướng Chính phủ",
    "Các bộ, cơ quan ngang bộ",
    "Văn phòng Tổng Bí thư",
    "Ủy ban nhân dân các tỉnh, thành phố",
    "VPCP: BTCN, các PCN, Trợ lý TTg",
    "Lưu: VT, KGVX (2b)",
)
RECEIVERS = (
    "Như Điều 3",
    "Thường trực Tỉnh ủy",
    "Chủ tịch, các Phó Chủ tịch UBND tỉnh",
    "Các sở, ban, ngành tỉnh",
    "UBND các xã, phường",
    "Trung tâm Công báo tỉnh",
    "Lưu: VT, TH",
)
KHCN, NNMT = "Sở Khoa học và Công nghệ", "Sở Nông nghiệp và Môi trường"
TABLE = Grid(
    rows=(
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"),
        ("I", "Rà soát thể chế", ..., ..., ...),
        ("1", "Rà soát quy chế quản lý dữ liệu đất đai dùng chung", NNMT, f"Sở Tư pháp; {KHCN}", "30/9/2026"),
        ("2", "Ban hành danh mục dữ liệu mở đợt hai", KHCN, "Các sở, ban, ngành tỉnh", None),
        ("II", "Phát triển hạ tầng", ..., ..., ...),
        ("3", "Nâng cấp đường truyền cho 68 trụ sở cấp xã", KHCN, "Sở Tài chính", "31/12/2026"),
        (
            "4",
            "Lắp đặt 215 điểm truy cập không dây tại bến xe, chợ và khu du lịch",
            "Sở Văn hóa, Thể thao và Du lịch",
            "UBND các xã, phường",
            "Quý I/2027",
        ),
    ),
    widths=(1.2, 5.6, 3.6, 3.6, 2.4),
)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A paper, and what is done to it after printing."""

    paper: Paper
    number_by_hand: bool
    day_by_hand: bool
    red: bool
    #: Office of the stamp of incoming mail.
    incoming: str | None
    #: The portal's e-signature is put over the first page.
    portal: bool
    #: The seal of another page shines through beside the title.
    ghost: bool = False
    #: Words around the seal.
    office: str = ""
    font: str | None = None


@cache
def load_letters(name: str = SETS[0]) -> tuple[Letter, ...]:
    """All letters of a set, in the order of its file."""
    with Path(__file__).with_name(f"{name}.toml").open("rb") as file:
        return tuple(_letter(entry) for entry in tomllib.load(file)["letter"])


def _issuer(entry: dict[str, Any]) -> tuple[str, tuple[str, ...], str, str]:
    """Who issues: the agency's name, the lines of the letterhead, the line above the bases, the place."""
    if entry["issuer"] == "thủ tướng":
        return "Thủ tướng Chính phủ", ("THỦ TƯỚNG CHÍNH PHỦ",), "THỦ TƯỚNG CHÍNH PHỦ", "Hà Nội"
    province = entry.get("province", PROVINCE)
    place = province.removeprefix("tỉnh ").removeprefix("thành phố ")
    committee, unit = "ỦY BAN NHÂN DÂN", province.upper()
    if entry["issuer"] == "sở":
        name = entry["department"]
        return name, (f"{committee} {unit}", name.upper()), f"GIÁM ĐỐC {name.upper()}", place
    lines = (f"{committee} {unit}",) if entry.get("one_line") else (committee, unit)
    name = f"Ủy ban nhân dân {province}"
    if entry["issuer"] == "chủ tịch":
        return f"Chủ tịch {name}", lines, f"CHỦ TỊCH {committee} {unit}", place
    return name, lines, f"{committee} {unit}", place


def _letter(entry: dict[str, Any]) -> Letter:
    issuer, lines, authority, place = _issuer(entry)
    decision = entry["kind"] == "quyết định"
    body: tuple[Item, ...] = tuple(TABLE if text == "TABLE" else Text(text=text) for text in entry["body"])
    paper = Paper(
        stem=entry["number"].split("/")[0],
        formats=("docx",),
        folder="",
        kind=entry["kind"],
        genre="letter" if entry["kind"] == "công văn" else "",
        number=entry["number"],
        date=entry["date"].isoformat(),
        place=place,
        issuer=issuer,
        agency_lines=lines,
        title=entry["title"],
        bases=tuple(entry.get("bases", ())),
        authority=authority if decision else None,
        ruling="QUYẾT ĐỊNH:" if decision else None,
        addressees=tuple(entry.get("addressees", ())),
        body=body,
        signature=HEADS[entry["head"]],
        signer=entry["signer"],
        recipients=RECEIVERS_PM if entry["issuer"] == "thủ tướng" else RECEIVERS,
    )
    return Letter(
        paper=paper,
        number_by_hand="number" in entry["by_hand"],
        day_by_hand="day" in entry["by_hand"],
        red=entry.get("seal") != "black",
        incoming=entry.get("incoming"),
        portal=entry.get("portal", False),
        ghost=entry.get("ghost", False),
        office="THỦ TƯỚNG CHÍNH PHỦ" if place == "Hà Nội" else f"UBND {entry.get('province', PROVINCE).upper()}",
        font=entry.get("font"),
    )
