from __future__ import annotations

import json
from pathlib import Path

import pytest

from vbcds.recognisers.agencies import find_agencies, parse_agencies, parse_agency
from vbcds.text.fold import key

UBND = "Ủy ban nhân dân"


def names(text: str) -> list[str]:
    return [agency.name for agency in parse_agencies(text)]


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("UBND tỉnh Tây Ninh", f"{UBND} tỉnh Tây Ninh", "ubnd-tinh@tinh-tay-ninh"),
        ("UỶ BAN NHÂN DÂN TỈNH BẮC GIANG", f"{UBND} tỉnh Bắc Giang", "ubnd-tinh@tinh-bac-giang"),
        ("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", f"{UBND} thành phố Cần Thơ", "ubnd-thanh-pho@thanh-pho-can-tho"),
        ("UBND tỉnh", f"{UBND} tỉnh", "ubnd-tinh"),
        ("UBND huyện Châu Thành", f"{UBND} huyện Châu Thành", "ubnd-huyen@huyen-chau-thanh"),
        ("UBND TP. Tây Ninh", f"{UBND} thành phố Tây Ninh", "ubnd-thanh-pho@thanh-pho-tay-ninh"),
        ("UBND TX Hoà Thành", f"{UBND} thị xã Hòa Thành", "ubnd-thi-xa@thi-xa-hoa-thanh"),
        ("UBND TP.HCM", f"{UBND} Thành phố Hồ Chí Minh", "ubnd-thanh-pho@thanh-pho-ho-chi-minh"),
        ("UBND xã Tân Lập, huyện Tân Biên", f"{UBND} xã Tân Lập, huyện Tân Biên", "ubnd-xa@xa-tan-lap.huyen-tan-bien"),
        (
            "UBND phường 5, quận 3, TP.HCM",
            f"{UBND} phường 5, quận 3, Thành phố Hồ Chí Minh",
            "ubnd-phuong@phuong-5.quan-3.thanh-pho-ho-chi-minh",
        ),
        ("UBND đặc khu Phú Quốc", f"{UBND} đặc khu Phú Quốc", "ubnd-dac-khu@dac-khu-phu-quoc"),
        ("UBND cấp huyện", f"{UBND} cấp huyện", "ubnd-cap-huyen"),
        ("UBND các huyện, thị xã, thành phố", f"{UBND} các huyện, thị xã, thành phố", "ubnd-cap-huyen"),
        ("Sở TT&TT", "Sở Thông tin và Truyền thông", "so-thong-tin-va-truyen-thong"),
        ("Sở TTTT tỉnh Nghệ An", "Sở Thông tin và Truyền thông tỉnh Nghệ An", "so-thong-tin-va-truyen-thong@tinh-nghe-an"),
        ("Sở Y tế Hà Nội", "Sở Y tế Hà Nội", "so-y-te@thanh-pho-ha-noi"),
        ("Sở Y tế tỉnh", "Sở Y tế tỉnh", "so-y-te"),
        ("SGD&ĐT", "Sở Giáo dục và Đào tạo", "so-giao-duc-va-dao-tao"),
        ("Sở Công thương", "Sở Công Thương", "so-cong-thuong"),
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch", "so-van-hoa-the-thao-va-du-lich"),
        ("Sở Lao động TB&XH", "Sở Lao động - Thương binh và Xã hội", "so-lao-dong-thuong-binh-va-xa-hoi"),
        ("Sở NN và MT", "Sở Nông nghiệp và Môi trường", "so-nong-nghiep-va-moi-truong"),
        ("Bộ Khoa học, Công nghệ", "Bộ Khoa học và Công nghệ", "bo-khoa-hoc-va-cong-nghe"),
        ("Bộ Tài nguyên và môi trường", "Bộ Tài nguyên và Môi trường", "bo-tai-nguyen-va-moi-truong"),
        ("Bộ Văn hoá - Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch", "bo-van-hoa-the-thao-va-du-lich"),
        ("Bộ Công An", "Bộ Công an", "bo-cong-an"),
        (
            "Viện Hàn lâm Khoa học và Công nghệ",
            "Viện Hàn lâm Khoa học và Công nghệ Việt Nam",
            "vien-han-lam-khoa-hoc-va-cong-nghe-viet-nam",
        ),
        ("VP. UBND tỉnh", f"Văn phòng {UBND} tỉnh", "van-phong-ubnd-tinh"),
        ("CA tỉnh", "Công an tỉnh", "cong-an-tinh"),
        ("BHXH tỉnh Thái Bình", "Bảo hiểm xã hội tỉnh Thái Bình", "bao-hiem-xa-hoi-tinh@tinh-thai-binh"),
        ("BHXH Việt Nam", "Bảo hiểm xã hội Việt Nam", "bao-hiem-xa-hoi-viet-nam"),
        ("NHNN", "Ngân hàng Nhà nước Việt Nam", "ngan-hang-nha-nuoc-viet-nam"),
        ("BTGDVTU", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "ban-tuyen-giao-va-dan-van-tinh-uy"),
        ("Huyện uỷ Châu Thành", "Huyện ủy Châu Thành", "huyen-uy@huyen-chau-thanh"),
        ("UBMTTQ tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "ubmttq-tinh"),
        ("Tổ biên tập Đề án", "Tổ biên tập Đề án", None),
        ("TRUNG TÂM NGHIÊN CỨU BIỂN", "Trung tâm nghiên cứu biển", None),
        ("Giám đốc Sở Tư pháp", "Sở Tư pháp", "so-tu-phap"),
        ("Chánh Văn phòng UBND tỉnh", f"Văn phòng {UBND} tỉnh", "van-phong-ubnd-tinh"),
        ("Chủ tịch UBND tỉnh", f"Chủ tịch {UBND} tỉnh", "chu-tich-ubnd-tinh"),
        ("Chủ tịch nước", "Chủ tịch nước", "chu-tich-nuoc"),
        ("Thủ tướng", "Thủ tướng Chính phủ", "thu-tuong-chinh-phu"),
        ("UBND tỉnh Đăk Lăk", f"{UBND} tỉnh Đăk Lăk", "ubnd-tinh@tinh-dak-lak"),
        ("UBND tỉnh An Sơn", f"{UBND} tỉnh An Sơn", "ubnd-tinh@tinh-an-son"),  # of no registry: by its form
    ],
)
def test_one_name(text: str, name: str, id: str | None) -> None:
    agency = parse_agency(text)
    assert (agency.raw, agency.name, agency.id) == (text, name, id)


CELLS = [
    # known names, separators of every kind
    ("Sở Nội vụ; Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Sở Nội vụ\nSở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
    ("- Sở Nội vụ;\n- Sở Tài chính.", ["Sở Nội vụ", "Sở Tài chính"]),
    ("1. Sở Nội vụ\n2. Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
    ("a) Sở Nội vụ; b) Sở Tài chính.", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Sở Nội vụ,Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Sở Nội vụ/Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Sở Nội vụ - Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Sở Nội vụ cùng Công an tỉnh", ["Sở Nội vụ", "Công an tỉnh"]),
    ("Sở Y tế, Sở Y tế", ["Sở Y tế"]),
    # commas and "và" inside names
    ("Sở Văn hoá, Thể thao và Du lịch và Sở Du lịch", ["Sở Văn hóa, Thể thao và Du lịch", "Sở Du lịch"]),
    ("Sở Thông tin và Truyền thông và các hộ kinh doanh", ["Sở Thông tin và Truyền thông", "các hộ kinh doanh"]),
    ("Bộ Lao động - Thương binh và Xã hội,Bộ Nội vụ", ["Bộ Lao động - Thương binh và Xã hội", "Bộ Nội vụ"]),
    ("Phòng Văn hóa, Khoa học và Thông tin; Trung tâm Văn hóa, Thông tin và Thể thao huyện",
     ["Phòng Văn hóa, Khoa học và Thông tin", "Trung tâm Văn hóa, Thông tin và Thể thao huyện"]),
    ("Văn phòng HĐND và UBND huyện", ["Văn phòng Hội đồng nhân dân và Ủy ban nhân dân huyện"]),
    ("Cục Chuyển đổi số quốc gia phối hợp với Vụ Kinh tế số và Xã hội số", ["Cục Chuyển đổi số quốc gia", "Vụ Kinh tế số và Xã hội số"]),
    ("Trung tâm Bảo tồn Di tích Yên Tử - Côn Sơn", ["Trung tâm Bảo tồn Di tích Yên Tử - Côn Sơn"]),
    # one head word, several fields; one level, several places; one committee, several bodies
    ("Các Sở: Thông tin và Truyền thông, Tài chính, Kế hoạch và Đầu tư",
     ["Sở Thông tin và Truyền thông", "Sở Tài chính", "Sở Kế hoạch và Đầu tư"]),
    ("Sở Tài chính, Nội vụ và Công Thương", ["Sở Tài chính", "Sở Nội vụ", "Sở Công Thương"]),
    ("Giám đốc các Sở: Tài chính, Nội vụ; Chủ tịch UBND các xã, phường", ["Sở Tài chính", "Sở Nội vụ", f"Chủ tịch {UBND} các xã, phường"]),
    ("Các Bộ: Công an, Quốc phòng; các địa phương", ["Bộ Công an", "Bộ Quốc phòng", "các địa phương"]),
    ("UBND huyện Tân Biên, Tân Châu và thị xã Trảng Bàng",
     [f"{UBND} huyện Tân Biên", f"{UBND} huyện Tân Châu", f"{UBND} thị xã Trảng Bàng"]),
    ("UBND huyện Tân Biên, UBND TP. Tây Ninh", [f"{UBND} huyện Tân Biên", f"{UBND} thành phố Tây Ninh"]),
    ("Ban Tuyên giáo, Ban Tổ chức Tỉnh ủy", ["Ban Tuyên giáo Tỉnh ủy", "Ban Tổ chức Tỉnh ủy"]),
    ("Đại sứ quán các nước: Lào, Cam-pu-chia, Thái Lan", ["Đại sứ quán Lào", "Đại sứ quán Cam-pu-chia", "Đại sứ quán Thái Lan"]),
    # groups stay whole
    ("Sở, ngành tỉnh và UBND cấp huyện", ["sở, ngành tỉnh", f"{UBND} cấp huyện"]),
    ("Các Sở, ban, ngành tỉnh; UBND các huyện, TX, TP", ["các sở, ban, ngành tỉnh", f"{UBND} các huyện, thị xã, thành phố"]),
    ("các bộ, ngành, địa phương", ["các bộ, ngành, địa phương"]),
    ("Các bộ, ngành và địa phương", ["các bộ, ngành và địa phương"]),
    ("Bộ Y tế, các bộ, ngành có liên quan", ["Bộ Y tế", "các bộ, ngành có liên quan"]),
    ("các địa phương Hà Nam, Nam Định, Thái Bình", ["các địa phương Hà Nam, Nam Định, Thái Bình"]),
    ("UBND các phường: Thanh Miếu, Vân Phú và UBND xã Hy Cương", [f"{UBND} các phường: Thanh Miếu, Vân Phú", f"{UBND} xã Hy Cương"]),
    ("các sở, ban, ngành và các huyện, thị xã, thành phố", ["các sở, ban, ngành", "các huyện, thị xã, thành phố"]),
    ("Thủ trưởng các sở, ban, ngành tỉnh, Chủ tịch UBND các huyện, thị xã, thành phố",
     ["Thủ trưởng các sở, ban, ngành tỉnh", f"Chủ tịch {UBND} các huyện, thị xã, thành phố"]),
    ("Các cơ quan, tổ chức, doanh nghiệp, cá nhân có liên quan", ["các cơ quan, tổ chức, doanh nghiệp, cá nhân có liên quan"]),
    ("các bộ, ngành, địa phương, doanh nghiệp liên quan", ["các bộ, ngành, địa phương", "doanh nghiệp liên quan"]),
    ("các trường đại học, viện nghiên cứu, doanh nghiệp", ["các trường đại học", "viện nghiên cứu", "doanh nghiệp"]),
    ("Trung tâm Y tế các huyện, thị xã, thành phố", ["Trung tâm Y tế các huyện, thị xã, thành phố"]),
    ("Tham mưu Đảng ủy Sở Y tế và Đảng ủy Công an tỉnh", ["Đảng ủy Sở Y tế", "Đảng ủy Công an tỉnh"]),
    ("Đảng ủy, Sở Y tế và Ban Thường vụ Đảng ủy xã", ["Đảng ủy", "Sở Y tế", "Ban Thường vụ Đảng ủy xã"]),
    ("Các cơ quan Đảng, Quốc hội, Toà án nhân dân tối cao", ["các cơ quan Đảng", "Quốc hội", "Tòa án nhân dân tối cao"]),
    ("Các tỉnh, thành phố trực thuộc TW", ["các tỉnh, thành phố trực thuộc Trung ương"]),
    ("Các thành phố lớn và một số tỉnh có điều kiện", ["các thành phố lớn và một số tỉnh có điều kiện"]),
    ("Các đơn vị sự nghiệp công lập trực thuộc Sở Y tế", ["các đơn vị sự nghiệp công lập trực thuộc Sở Y tế"]),
    ("Các DN viễn thông trên địa bàn tỉnh", ["các doanh nghiệp viễn thông trên địa bàn tỉnh"]),
    # decorations
    ("Đề nghị Tòa án nhân dân tỉnh, Viện KSND tỉnh", ["Tòa án nhân dân tỉnh", "Viện kiểm sát nhân dân tỉnh"]),
    ("Mời Liên đoàn Lao động tỉnh", ["Liên đoàn Lao động tỉnh"]),
    ("Lãnh đạo Sở Y tế", ["Sở Y tế"]),
    ("Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)", ["Sở Y tế", "Sở Nội vụ"]),
    ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ, các đơn vị liên quan", ["Sở Y tế", "Sở Nội vụ", "các đơn vị liên quan"]),
    ("NHNN, các bộ, ngành liên quan (theo chức năng, nhiệm vụ được giao)", ["Ngân hàng Nhà nước Việt Nam", "các bộ, ngành liên quan"]),
    ("Các bộ, ngành liên quan theo quy định pháp luật về đầu tư", ["các bộ, ngành liên quan"]),
    ("Công an tỉnh (PC06), Sở Nội vụ", ["Công an tỉnh", "Sở Nội vụ"]),
    ("Sở Y tế¹, Sở Tư pháp(2)", ["Sở Y tế", "Sở Tư pháp"]),
    ("- Chủ trì: Sở KH&CN\n- Phối hợp: Công an tỉnh", ["Sở Khoa học và Công nghệ", "Công an tỉnh"]),
    # what no registry has
    ("FPT, CMC, VNG", ["FPT", "CMC", "VNG"]),
    ("Trường Đại học Hoa Lư, Trường Cao đẳng nghề Ninh Bình", ["Trường Đại học Hoa Lư", "Trường Cao đẳng nghề Ninh Bình"]),
    ("Công ty Cổ phần Nước sạch số 2; nhà đầu tư", ["Công ty Cổ phần Nước sạch số 2", "nhà đầu tư"]),
    ("Cơ quan thường trực Ban Chỉ đạo", ["Cơ quan thường trực Ban Chỉ đạo"]),
    # nothing there
    ("", []), ("-", []), ("...", []), ("  \n ", []), ("1.", []),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "wanted"), CELLS, ids=[cell[:40] for cell, _ in CELLS])
def test_cells(cell: str, wanted: list[str]) -> None:
    assert names(cell) == wanted


def case_file() -> list[tuple[str, list[str]]]:
    cases = []
    for line in (Path(__file__).parent / "agencies_cells.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cell, _, wanted = line.partition(" =>")
            cases.append((cell.replace("\\n", "\n"), wanted.strip().split(" | ") if wanted.strip() else []))
    return cases


@pytest.mark.parametrize(("cell", "wanted"), case_file(), ids=[cell[:40] for cell, _ in case_file()])
def test_cells_of_the_case_file(cell: str, wanted: list[str]) -> None:
    assert names(cell) == wanted


def test_cells_are_the_same_in_both_unicode_forms() -> None:
    import unicodedata

    for cell, wanted in CELLS:
        assert names(unicodedata.normalize("NFD", cell)) == wanted


def found(text: str) -> list[tuple[str, str, str | None]]:
    return [(m.raw, m.agency.name, m.office) for m in find_agencies(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Giám đốc Sở Y tế và Chủ tịch UBND tỉnh",
         [("Giám đốc Sở Y tế", "Sở Y tế", "Giám đốc"), ("Chủ tịch UBND tỉnh", f"{UBND} tỉnh", "Chủ tịch")]),
        ("Chánh Văn phòng UBND tỉnh; Bộ trưởng Bộ Nội vụ",
         [("Chánh Văn phòng UBND tỉnh", f"Văn phòng {UBND} tỉnh", "Chánh Văn phòng"), ("Bộ trưởng Bộ Nội vụ", "Bộ Nội vụ", "Bộ trưởng")]),
        ("báo cáo UBND tỉnh Quyết định.", [("UBND tỉnh", f"{UBND} tỉnh", None)]),
        ("UBND tỉnh.\nDANH MỤC", [("UBND tỉnh", f"{UBND} tỉnh", None)]),
        ("Tờ trình số 254/TTr-STTTT và Công văn 12/UBND-VX", []),
        ("Luật Công an nhân dân; Luật Tổ chức Chính phủ", []),
        ("xây dựng Chính phủ điện tử, Chính phủ số; Chính phủ giao", [("Chính phủ", "Chính phủ", None)]),
        ("trụ sở, cơ sở, cán bộ, đồng bộ, toàn bộ, ban hành, bộ phận một cửa", []),
        ("sở TT&TT tham mưu", [("sở TT&TT", "Sở Thông tin và Truyền thông", None)]),
        ("UBND huyện\nTân Châu", [("UBND huyện", f"{UBND} huyện", None)]),
        ("Ủy\nban nhân dân tỉnh Tây\nNinh", [("Ủy\nban nhân dân tỉnh Tây\nNinh", f"{UBND} tỉnh Tây Ninh", None)]),
        ("Sở Tài chính, Nội vụ", [("Sở Tài chính", "Sở Tài chính", None), ("Nội vụ", "Sở Nội vụ", None)]),
        ("do Trung tâm Giám sát Môi trường biển tỉnh quản lý",
         [("Trung tâm Giám sát Môi trường biển tỉnh", "Trung tâm Giám sát Môi trường biển tỉnh", None)]),
        ("giao Cục Hóa chất thẩm định", [("Cục Hóa chất", "Cục Hóa chất", None)]),
        ("BÁO CÁO KẾT QUẢ THU THẬP, PHÒNG NGỪA SỰ CỐ", []),
    ],
)  # fmt: skip
def test_mentions(text: str, wanted: list[tuple[str, str, str | None]]) -> None:
    assert found(text) == wanted


def test_groups_in_running_text() -> None:
    mentions = find_agencies("đề nghị các sở, ban, ngành tỉnh và UBND các xã, phường triển khai")
    assert [(m.agency.name, m.collective) for m in mentions] == [
        ("các sở, ban, ngành tỉnh", True),
        (f"{UBND} các xã, phường", True),
    ]


def test_spans_point_into_decomposed_text() -> None:
    import unicodedata

    text = unicodedata.normalize("NFD", "Giao Sở Giáo dục và Đào tạo chủ trì, Công an tỉnh phối hợp.")
    mentions = find_agencies(text)
    assert [m.agency.name for m in mentions] == ["Sở Giáo dục và Đào tạo", "Công an tỉnh"]
    assert all(text[m.start : m.end] == m.raw for m in mentions)


def test_long_hostile_texts_stay_linear() -> None:
    import time

    for unit in (
        "Bộ - ",
        "Chủ tịch, Phó Chủ tịch, ",
        "UBND xã A, xã B, ",
        "Ban Tổ chức, Ban Tuyên giáo, ",
        "Sở Y tế (",
        "các huyện, thị xã, ",
    ):
        start = time.process_time()
        find_agencies(unit * (100_000 // len(unit)))
        parse_agencies(unit * (100_000 // len(unit)))
        assert time.process_time() - start < 3, unit


def same(wanted: list[str], text: str) -> bool:
    return {key(name) for name in wanted} == {key(name) for name in names(text)}


def test_the_task_table_of_a_government_resolution(shared: Path) -> None:
    docx = pytest.importorskip("docx")
    gold = json.loads((shared / "eval/gold/nq-03-2025.docx.json").read_text(encoding="utf-8"))["tasks"]
    table = max(docx.Document(str(shared / "real/nq03/nq-03-2025.docx")).tables, key=lambda item: len(item.rows))
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    rows = [row for row in rows if row[1].strip() and row[0] != row[1]]
    assert len(rows) == len(gold)
    right = sum(same([a["name"] for a in task[field]], row[column]) for task, row in zip(gold, rows, strict=True)
                for field, column in (("lead", 2), ("support", 3)))  # fmt: skip
    assert right >= 0.99 * 2 * len(gold)


@pytest.mark.parametrize(
    "file",
    ["002_a7b85e63ae0a5977.json", "qd_707_ttg.pdf.json", "separate/hanoi_kh_173_prose_tasks.json", "separate/prose_tasks_713.json"],
)
def test_canonical_names_parse_to_themselves(shared: Path, file: str) -> None:
    """The gold's own names, joined as a cell would have them, come apart again."""
    tasks = json.loads((shared / "eval/gold" / file).read_text(encoding="utf-8"))["tasks"]
    cells = [[a["name"] for a in task[field]] for task in tasks for field in ("lead", "support") if task.get(field)]
    wrong = [cell for cell in cells if not same(cell, "; ".join(cell)) or not same(cell, ", ".join(cell))]
    assert len(wrong) <= 0.02 * len(cells), wrong


def test_a_sentence_after_the_colon_of_a_group_is_no_list_of_places():
    from vbcds.recognisers.agencies import find_agencies

    (mention,) = find_agencies("UBND các huyện, thành phố: Căn cứ Kế hoạch này, xây dựng kế hoạch")
    assert mention.raw == "UBND các huyện, thành phố"
    (mention,) = find_agencies("UBND các phường: Hoàn Kiếm, Cửa Nam")
    assert mention.raw.endswith("Cửa Nam")


def test_members_are_no_part_of_a_group_of_places():
    from vbcds.recognisers.agencies import parse_agencies

    assert [a.name for a in parse_agencies("Văn phòng UBND tỉnh, thành viên BCĐ")] == [
        "Văn phòng Ủy ban nhân dân tỉnh",
        "thành viên Ban Chỉ đạo",
    ]
    assert len(parse_agencies("UBND các tỉnh, thành trong cả nước")) == 1
