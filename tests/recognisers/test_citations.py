"""Forms of citations, each with what it says. In the wild: forms of real documents with other numbers; synthetic: forms made up."""

from __future__ import annotations

from datetime import date

import pytest

from vbcds.recognisers.citations import find_citations
from vbcds.text.fold import key


def pairs(text: str) -> list[tuple[str, str | None]]:
    return [(c.kind, c.number) for c in find_citations(text)]


def only(text: str):
    found = find_citations(text)
    assert len(found) == 1, [c.raw for c in found]
    return found[0]


NUMBERS = [
    # state numbers
    ("Quyết định số 812/QĐ-UBND", "quyết định", "812/QĐ-UBND"),
    ("Nghị định số 47/2020/NĐ-CP", "nghị định", "47/2020/NĐ-CP"),
    ("Nghị định 47/2020/NĐ-CP", "nghị định", "47/2020/NĐ-CP"),
    ("nghị định số 47/2020/NĐ-CP", "nghị định", "47/2020/NĐ-CP"),
    ("Thông tư số 13/2017/TT-BTTTT", "thông tư", "13/2017/TT-BTTTT"),
    ("Thông tư liên tịch số 06/2016/TTLT-BTTTT-BNV", "thông tư liên tịch", "06/2016/TTLT-BTTTT-BNV"),
    ("Thông tư liên tịch số 07/2014/TTLT/BTC-BCT-BKHĐT", "thông tư liên tịch", "07/2014/TTLT/BTC-BCT-BKHĐT"),
    ("Thông tư liên tịch số 2081/1999/TTLT-BQP-BLĐTBXH-BTC", "thông tư liên tịch", "2081/1999/TTLT-BQP-BLĐTBXH-BTC"),
    ("Nghị quyết liên tịch số 12/2016/NQLT-CP-UBTƯMTTQVN", "nghị quyết liên tịch", "12/2016/NQLT-CP-UBTƯMTTQVN"),
    ("Tờ trình số 31/TTr-BKHCN-BTTTT", "tờ trình", "31/TTr-BKHCN-BTTTT"),
    ("Tờ trình số 7/TTr-CP", "tờ trình", "7/TTr-CP"),
    ("Chỉ thị số 02/CT-TTg", "chỉ thị", "02/CT-TTg"),
    ("Công điện số 33/CĐ-TTg", "công điện", "33/CĐ-TTg"),
    ("Công điện khẩn số 33/CĐ-UBND", "công điện", "33/CĐ-UBND"),
    ("Báo cáo số 210/BC-STTTT", "báo cáo", "210/BC-STTTT"),
    ("Báo cáo thẩm định số 210/BC-STP", "báo cáo", "210/BC-STP"),
    ("Thông báo kết luận số 118/TB-VPCP", "thông báo", "118/TB-VPCP"),
    ("Hướng dẫn số 02/HD-SNV", "hướng dẫn", "02/HD-SNV"),
    ("Kế hoạch phối hợp số 19/KHPH-STTTT-SGDĐT", "kế hoạch", "19/KHPH-STTTT-SGDĐT"),
    ("Kế hoạch số 5/KH-UBND", "kế hoạch", "5/KH-UBND"),
    ("Quy chế phối hợp số 3/QC-SNNMT-SXD", "quy chế", "3/QC-SNNMT-SXD"),
    ("Chương trình số 9/CTr-UBND", "chương trình", "9/CTr-UBND"),
    ("Chương trình hành động số 21-CTr/TU", "chương trình", "21-CTr/TU"),
    ("Biên bản họp số 04/BB-BCĐ", "biên bản", "04/BB-BCĐ"),
    ("Giấy mời số 77/GM-UBND", "giấy mời", "77/GM-UBND"),
    ("Lệnh số 08/2024/L-CTN", "lệnh", "08/2024/L-CTN"),
    ("Văn bản hợp nhất số 14/VBHN-VPQH", "văn bản hợp nhất", "14/VBHN-VPQH"),
    ("Quyết định số 1011/QĐ-BCĐCĐS", "quyết định", "1011/QĐ-BCĐCĐS"),
    ("Quyết định số 27/QĐ-UBQGCĐS", "quyết định", "27/QĐ-UBQGCĐS"),
    ("Quyết định số 2152/QĐ-BNN-TCTL", "quyết định", "2152/QĐ-BNN-TCTL"),
    ("Thông tư số 3/2018/TT-BNN&PTNT", "thông tư", "3/2018/TT-BNN&PTNT"),
    ("Quyết định số 99/2008/QĐ-NHNN7", "quyết định", "99/2008/QĐ-NHNN7"),
    # the National Assembly and its Standing Committee
    ("Luật số 20/2023/QH15", "luật", "20/2023/QH15"),
    ("Luật số: 20/2023/QH15", "luật", "20/2023/QH15"),
    ("Bộ luật số 45/2019/QH14", "bộ luật", "45/2019/QH14"),
    ("Nghị quyết số 190/2025/QH15", "nghị quyết", "190/2025/QH15"),
    ("Nghị quyết 1211/2016/UBTVQH13", "nghị quyết", "1211/2016/UBTVQH13"),
    ("Pháp lệnh số 01/2012/UBTVQH13", "pháp lệnh", "01/2012/UBTVQH13"),
    ("Pháp lệnh số 10/2003/PL-UBTVQH11", "pháp lệnh", "10/2003/PL-UBTVQH11"),
    ("Nghị quyết của Quốc hội số 40/2000/QH10", "nghị quyết", "40/2000/QH10"),
    ("Nghị quyết số 29/2004/NQ-QH11", "nghị quyết", "29/2004/NQ-QH11"),
    ("Nghị quyết số 66.7/2025/NQ-CP", "nghị quyết", "66.7/2025/NQ-CP"),
    ("Nghị quyết số 04/2024/NQ-HĐTP", "nghị quyết", "04/2024/NQ-HĐTP"),
    # party
    ("Nghị quyết số 18-NQ/TW", "nghị quyết", "18-NQ/TW"),
    ("Nghị quyết 18-NQ/TW", "nghị quyết", "18-NQ/TW"),
    ("Kết luận số 50-KL/TW", "kết luận", "50-KL/TW"),
    ("Chỉ thị số 35-CT/TW", "chỉ thị", "35-CT/TW"),
    ("Quy định số 41-QĐ/TW", "quy định", "41-QĐ/TW"),
    ("Quy định số 08-QĐi/TW", "quy định", "08-QĐi/TW"),
    ("Hướng dẫn số 25-HD/BTCTW", "hướng dẫn", "25-HD/BTCTW"),
    ("Kế hoạch số 02-KH/BCĐTW", "kế hoạch", "02-KH/BCĐTW"),
    ("Quyết định số 204-QĐ/TW", "quyết định", "204-QĐ/TW"),
    ("Công văn số 4412-CV/TU", "công văn", "4412-CV/TU"),
    ("Thông tri số 03-TT/TU", "thông tri", "03-TT/TU"),
    ("Đề án số 06-ĐA/TU", "đề án", "06-ĐA/TU"),
    ("Báo cáo số 88-BC/BCSĐ", "báo cáo", "88-BC/BCSĐ"),
    # old forms
    ("Quyết định số 17/1999/QĐ.UB", "quyết định", "17/1999/QĐ.UB"),
    ("Quyết định số 1345/QĐ-CT.UB", "quyết định", "1345/QĐ-CT.UB"),
    ("Quyết định số 45/1998/QĐ-TC.CCVC", "quyết định", "45/1998/QĐ-TC.CCVC"),
    ("Quyết định số 137/TTg", "quyết định", "137/TTg"),
    ("Nghị định số 64-CP", "nghị định", "64-CP"),
    ("Nghị định 87/CP", "nghị định", "87/CP"),
    ("Thông tư liên bộ số 35/TT-LB", "thông tư liên tịch", "35/TT-LB"),
    ("Nghị quyết số 08 NQ/TW", "nghị quyết", "08-NQ/TW"),
    ("Quyết định số 1322 QĐ-TTg", "quyết định", "1322/QĐ-TTg"),
    ("Sắc lệnh số 9/SL", "sắc lệnh", "9/SL"),
    ("Nghị quyết 30a/2008/NQ-CP", "nghị quyết", "30a/2008/NQ-CP"),
    ("Quyết định số 45a/QĐ-UBND", "quyết định", "45a/QĐ-UBND"),
    # mistakes are kept as written
    ("Quyết định 749/QĐ-CP", "quyết định", "749/QĐ-CP"),
    ("Nghị quyết số 22/NQ-TU", "nghị quyết", "22/NQ-TU"),
    ("Quyết định số 05/QĐ/BCĐ", "quyết định", "05/QĐ/BCĐ"),
    ("Nghị quyết 06/TU", "nghị quyết", "06/TU"),
    ("Kế hoạch số 02/KH-BCĐTW", "kế hoạch", "02/KH-BCĐTW"),
    ("Quyết định số 411/QĐ-TTG", "quyết định", "411/QĐ-TTG"),
    ("Nghị định số 61/20118/NĐ-CP", "nghị định", "61/20118/NĐ-CP"),
    # công văn by their symbols
    ("Công văn số 88/UBND-VX", "công văn", "88/UBND-VX"),
    ("công văn 3115/BTTTT-CVT", "công văn", "3115/BTTTT-CVT"),
    ("Văn bản số 4338/BTTTT-CĐSQG", "công văn", "4338/BTTTT-CĐSQG"),
    ("văn bản số 511/STTTT-CNTT", "công văn", "511/STTTT-CNTT"),
    ("Văn bản số 118/UBPLTP15", "công văn", "118/UBPLTP15"),
    ("văn bản số 12/KH-UBND", "kế hoạch", "12/KH-UBND"),
    ("Công văn hỏa tốc số 12/UBND-NC", "công văn", "12/UBND-NC"),
    ("công văn số 83/BKHCN-BTTTT-VP", "công văn", "83/BKHCN-BTTTT-VP"),
    ("văn bản số 07/KTTV-02/15h30/DBQG", "văn bản", "07/KTTV-02/15h30/DBQG"),
    # spaces and line ends inside
    ("Quyết định số 2628/QĐ- BYT", "quyết định", "2628/QĐ-BYT"),
    ("Quyết định số 2628/ QĐ-BYT", "quyết định", "2628/QĐ-BYT"),
    ("Quyết định số 2628 /QĐ-BYT", "quyết định", "2628/QĐ-BYT"),
    ("Quyết định số 2628/QĐ -BYT", "quyết định", "2628/QĐ-BYT"),
    ("Quyết định số 2628 / QĐ - BYT ngày 3/4/2020", "quyết định", "2628/QĐ-BYT"),
    ("Nghị quyết số 52- NQ/TW", "nghị quyết", "52-NQ/TW"),
    ("Nghị quyết số 52 - NQ/TW", "nghị quyết", "52-NQ/TW"),
    ("Nghị quyết số 52 -NQ/TW", "nghị quyết", "52-NQ/TW"),
    ("Nghị định số\n61/2018/NĐ-CP", "nghị định", "61/2018/NĐ-CP"),
    ("Quyết định số 5969/QĐ-\nUBND", "quyết định", "5969/QĐ-UBND"),
    ("Quyết\nđịnh 1920/QĐ-UBND", "quyết định", "1920/QĐ-UBND"),
    ("Nghị quyết\nsố 02-NQ/TU", "nghị quyết", "02-NQ/TU"),
    ("Quyết định  số  749/QĐ-TTg", "quyết định", "749/QĐ-TTg"),
    ("Nghị quyết số: 98/NQ-CP", "nghị quyết", "98/NQ-CP"),
    ("Quyết định số749/QĐ-TTg", "quyết định", "749/QĐ-TTg"),
    ("Luật số 148/2025/QH 15", "luật", "148/2025/QH15"),
    # look-alikes, letter case
    ("Quyết định số 749/QÐ-TTg", "quyết định", "749/QĐ-TTg"),
    ("Quyết định số 749/QĐ–TTg", "quyết định", "749/QĐ-TTg"),
    ("Nghị quyết số 57–NQ/TW", "nghị quyết", "57-NQ/TW"),
    ("NGHỊ QUYẾT SỐ 57-NQ/TW", "nghị quyết", "57-NQ/TW"),
    ("QUYẾT ĐỊNH SỐ 12/QĐ-UBND", "quyết định", "12/QĐ-UBND"),
    # without a type word
    ("theo 749/QĐ-TTg", "quyết định", "749/QĐ-TTg"),
    ("(17/NQ-CP)", "nghị quyết", "17/NQ-CP"),
    ("52-NQ/TW", "nghị quyết", "52-NQ/TW"),
    ("01/2015/TTLT-BTTTT-BNV", "thông tư liên tịch", "01/2015/TTLT-BTTTT-BNV"),
    ("26/VBHN-NHNN", "văn bản hợp nhất", "26/VBHN-NHNN"),
    ("135/UBND-VX", "công văn", "135/UBND-VX"),
    ("33/2024/QH15", "luật", "33/2024/QH15"),
    ("NQ 17/NQ-CP", "nghị quyết", "17/NQ-CP"),
    ("NQ 52- NQ/TW", "nghị quyết", "52-NQ/TW"),
    ("QĐ số 12/QĐ-UBND", "quyết định", "12/QĐ-UBND"),
    ("KH 166-KH/TU", "kế hoạch", "166-KH/TU"),
    ("NĐ 30/2020/NĐ-CP", "nghị định", "30/2020/NĐ-CP"),
    ("TT 02/2023/TT-BTTTT", "thông tư", "02/2023/TT-BTTTT"),
    ("CV số 12/UBND-NC", "công văn", "12/UBND-NC"),
    # without a symbol
    ("Nghị định 42 của Chính phủ", "nghị định", "42"),
    ("Nghị định số 30", "nghị định", "30"),
    ("tinh thần Nghị quyết 57", "nghị quyết", "57"),
    ("Đề án 06", "đề án", "06"),
    ("Đề án 06¹ đã đạt kết quả", "đề án", "06"),
    ("đề án 06 của Chính phủ", "đề án", "06"),
    ("Chỉ thị 18 chống thất thu", "chỉ thị", "18"),
    ("Thông tư 02.", "thông tư", "02"),
    ("Nghị định 42/2022", "nghị định", "42/2022"),
    ("Quyết định 749 của Thủ tướng", "quyết định", "749"),
    ("Kết luận 18", "kết luận", "18"),
    ("Chương trình 135 của Chính phủ", "chương trình", "135"),
    ("Quy định 144 của Bộ Chính trị", "quy định", "144"),
    ("Quyết định của Thủ tướng Chính phủ số 749/QĐ-TTg", "quyết định", "749/QĐ-TTg"),
    ("Nghị định số 85/2017/nđ-cp", "nghị định", "85/2017/nđ-cp"),
    ("văn bản số 12/UBND", "công văn", "12/UBND"),
    ("Nghị quyết 30a về giảm nghèo", "nghị quyết", "30a"),
    ("NQ 57 của Bộ Chính trị", "nghị quyết", "57"),
]


@pytest.mark.parametrize(("text", "kind", "number"), NUMBERS, ids=[case[0].replace("\n", "/") for case in NUMBERS])
def test_number(text: str, kind: str, number: str) -> None:
    citation = only(text)
    assert (citation.kind, citation.number) == (kind, number)
    assert text[citation.start : citation.end] == citation.raw
    assert citation.number_start is not None
    assert text[citation.number_start].isdigit()


NO_CITATIONS = [
    "Số: 713/QĐ-UBND",
    "UBND TỈNH\nSố: 12/BC-STTTT\nTây Ninh, ngày 3 tháng 4 năm 2023",
    "Số:  /QĐ-UBND",
    "Số/Ký hiệu: 12/BC-UBND",
    "Số ký hiệu: 27/2026/NĐ-CP",
    "SỐ: 28/2003/NĐ-CP",
    "ngày 24/7/2024 tại Hà Nội",
    "hỗ trợ 24/7",
    "4G/5G và 3G, 4G",
    "tốc độ 80 km/h",
    "tỷ lệ 40/63",
    "hạng 48/63 tỉnh",
    "đạt 703/1.823 hồ sơ",
    "điện thoại 0276.3822.233",
    "https://example.vn/12/QD-TTg",
    "tệp 12-QD-UBND.pdf",
    "tài khoản số 1234/KBNN-TN",
    "Mẫu số 01/ĐK",
    "Mẫu số 02/QĐ-UBND",
    "Biểu mẫu số 03/BC-CP",
    "Giấy phép số 12/GP-BTTTT",
    "Giấy phép thiết lập mạng số 77/GP-CVT",
    "Giấy chứng nhận đầu tư số 45/CN-UBND",
    "TCVN 7806-2:2007",
    "QCVN 102:2016/BTTTT",
    "TCVN ISO/IEC 27001:2019",
    "ISO 9001:2015",
    "gói thầu số 05/XL-HT",
    "hóa đơn số 12/HĐ-GTGT",
    "Điều 3. Tổ chức thực hiện",
    "Mục 2 Chương III",
    "khoản 2 Điều 5 của Quyết định này",
    "Quyết định 2 việc lớn",
    "quyết định 3 nội dung",
    "Kế hoạch 5 năm 2021-2025",
    "Kế hoạch năm 2023",
    "Kế hoạch 2023",
    "Đề án 06 tháng",
    "Chương trình số hóa tài liệu",
    "Dự án 1: nước sạch",
    "Phương án 2",
    "phương án số 2",
    "báo cáo 02 lần mỗi tháng",
    "Nghị quyết 5 năm",
    "quy định 03 trường hợp sau",
    "hướng dẫn 20 hộ dân",
    "thông báo 12 số điện thoại",
    "Luật này có hiệu lực",
    "Luật sư và luật gia",
    "theo quy định của pháp luật",
    "kỷ luật Đảng",
    "Pháp lệnh này",
    "Trường Đại học Luật Hà Nội",
    "Công ty Luật TNHH Minh An",
    "cử nhân Luật Kinh tế",
    "Ủy ban Pháp luật",
    "dự án luật, pháp lệnh",
    "Quyết định\n6/2025",
    "Nghị quyết\n12",
    "giai đoạn 2021-2025",
    "12/2020 - UBND tỉnh",
    "quý 1/QĐ",
    "vi hiến pháp chế",
    "Lưu: VT, KGVX.",
    "Chỉ thị này",
    "thôn 5/xã An Bình",
    "lớp 12A/QH",
    "phòng 101-A",
    "Nghị quyết 2030 tầm nhìn",
    "CT 3.2",
    "TT 1 Nội dung",
    "mức độ 3, 4",
    "Văn bản số hóa",
    "nước CHXHCN Việt Nam",
    "1 QĐ",
    "cấp 5 KH",
    "(12-BC)",
    "Đề án 1 về",
    "tổng số 15 nghị quyết",
]


@pytest.mark.parametrize("text", NO_CITATIONS)
def test_no_citation(text: str) -> None:
    assert find_citations(text) == []


DATES = [
    (" ngày 03/6/2020", date(2020, 6, 3), None),
    (", ngày 29/3/2021", date(2021, 3, 29), None),
    (" , ngày 6/12/2019", date(2019, 12, 6), None),
    (" ngày 25 tháng 02 năm 2021", date(2021, 2, 25), None),
    (" ngày 29\ntháng 3 năm 2021", date(2021, 3, 29), None),
    (" ngày 27.9.2019", date(2019, 9, 27), None),
    (" ngày 27-9-2019", date(2019, 9, 27), None),
    (" ngày 01/ 7 /2004", date(2004, 7, 1), None),
    (" ngày 03 tháng 06/2020", date(2020, 6, 3), None),
    (" (ngày 12/3/2020)", date(2020, 3, 12), None),
    (" (23/4/2018)", date(2018, 4, 23), None),
    (", 23/4/2018", date(2018, 4, 23), None),
    (" ban hành ngày 12/3/2020", date(2020, 3, 12), None),
    (" ký ngày 12/3/2020", date(2020, 3, 12), None),
    (" NGÀY 22 THÁNG 12 NĂM 2024", date(2024, 12, 22), None),
    (" ngày 5/12/98", date(1998, 12, 5), None),
    (" năm 2022", None, 2022),
    (" ngày 27/9/20119", None, None),
    (" ngày 31/02/2020", None, None),
    (" ngày 00/13/2020", None, None),
    (" ngày      tháng     năm 2026", None, 2026),
    (" ngày   /4/2026", None, 2026),
    (" ngày ... tháng ... năm ...", None, None),
    (" ngày 16/6", None, None),
    (". Ngày 3/4/2020, họp", None, None),
    ("; ngày 3/4/2020 họp", None, None),
    ("", None, None),
]


@pytest.mark.parametrize(("after", "day", "year"), DATES)
def test_date(after: str, day: date | None, year: int | None) -> None:
    text = f"Quyết định số 749/QĐ-TTg{after}"
    citation = only(text)
    assert (citation.date, citation.year) == (day, year)
    assert citation.raw == (text.split(". ")[0].split(";")[0] if after[:1] in ".;" else text.rstrip(". "))


ISSUERS = [
    (" của Thủ tướng Chính phủ về", "Thủ tướng Chính phủ"),
    (" của Chính phủ", "Chính phủ"),
    (" ngày 3/4/2020 của UBND tỉnh Tây Ninh về", "Ủy ban nhân dân tỉnh Tây Ninh"),
    (" của Ủy ban Nhân dân tỉnh ban hành", "Ủy ban nhân dân tỉnh"),
    (" của UBND tỉnh Tây Ninh Ban hành Quy định", "Ủy ban nhân dân tỉnh Tây Ninh"),
    (" của Chủ tịch UBND tỉnh phê duyệt", "Chủ tịch Ủy ban nhân dân tỉnh"),
    (" của UBND Thành phố", "Ủy ban nhân dân thành phố"),
    (" của UBND huyện Châu Thành, yêu cầu", "Ủy ban nhân dân huyện Châu Thành"),
    (" của Bộ Y tế", "Bộ Y tế"),
    (" của Bộ TT&TT", "Bộ Thông tin và Truyền thông"),
    (" của Bộ Nông nghiệp và PTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
    (" của Bộ trưởng Bộ Giao thông vận tải hướng dẫn", "Bộ trưởng Bộ Giao thông vận tải"),
    (" của Sở Thông tin và Truyền thông về", "Sở Thông tin và Truyền thông"),
    (" của Hội đồng nhân dân tỉnh khóa X", "Hội đồng nhân dân tỉnh"),
    (" của HĐND Thành phố về", "Hội đồng nhân dân thành phố"),
    (" của Tỉnh uỷ Tây Ninh", "Tỉnh ủy Tây Ninh"),
    (" của Thành ủy Hà Nội", "Thành ủy Hà Nội"),
    (" của Ban Thường vụ Tỉnh ủy về", "Ban Thường vụ Tỉnh ủy"),
    (" của Bộ Chính trị", "Bộ Chính trị"),
    (" của Ban Bí thư", "Ban Bí thư"),
    (" của Ban Chấp hành Trung ương Đảng khóa XIII về", "Ban Chấp hành Trung ương Đảng"),
    (" của Quốc hội phê duyệt", "Quốc hội"),
    (" của Ủy ban Thường vụ Quốc hội", "Ủy ban Thường vụ Quốc hội"),
    (" CỦA BỘ CHÍNH TRỊ VỀ ĐỘT PHÁ", "Bộ Chính trị"),
    (" của Văn phòng Chính phủ thông báo", "Văn phòng Chính phủ"),
    (" của Ban Chỉ đạo chuyển đổi số tỉnh.", "Ban Chỉ đạo chuyển đổi số tỉnh"),
    (" của Ban Kinh tế - Ngân sách HĐND tỉnh;", "Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh"),
    (" của Ban Chỉ đạo về Quy chế hoạt động", "Ban Chỉ đạo"),
    (" của Ban Chỉ đạo về chuyển đổi số tỉnh.", "Ban Chỉ đạo chuyển đổi số tỉnh"),
    (" của Ban Dân tộc - Sở Nội vụ phối hợp", "Ban Dân tộc"),
    (" của Ban Pháp chế Hội đồng nhân dân tỉnh và ý kiến thảo luận", "Ban Pháp chế Hội đồng nhân dân tỉnh"),
    (" của Ban Quản lý các khu công nghiệp và chế xuất tỉnh;", "Ban Quản lý các khu công nghiệp và chế xuất tỉnh"),
    (" của Ban Thường vụ Đảng ủy Bộ Xây dựng về", "Ban Thường vụ Đảng ủy Bộ Xây dựng"),
    (" của Đảng ủy Về việc rà soát", "Đảng ủy"),
    (" của Đảng ủy, UBND xã", "Đảng ủy"),
    (" do Thủ tướng Chính phủ ban hành", "Thủ tướng Chính phủ"),
    (" của Bộ Chính trị ngày 22/12/2024 về", "Bộ Chính trị"),
    (" của các cơ quan liên quan", None),
    (" của tỉnh về việc", None),
    (" về thủ tục của Bộ Y tế", None),
]


@pytest.mark.parametrize(("after", "name"), ISSUERS)
def test_issuer(after: str, name: str | None) -> None:
    citation = only(f"Quyết định số 12/QĐ-XYZ{after}")
    assert key(citation.issuer.name if citation.issuer else "") == key(name or "")


@pytest.mark.parametrize("mark", ["[1]", " [12]", "¹", "²³"])
def test_footnote_mark_before_the_date(mark: str) -> None:
    citation = only(f"Nghị định số 61/2018/NĐ-CP{mark} ngày 23/4/2018 của Chính phủ về một cửa")
    assert (citation.number, citation.date) == ("61/2018/NĐ-CP", date(2018, 4, 23))
    assert citation.issuer and citation.issuer.name == "Chính phủ"
    assert only(f"theo Nghị định số 61/2018/NĐ-CP{mark}.").raw == "Nghị định số 61/2018/NĐ-CP"


def test_term_of_office_is_in_the_words_not_in_the_name() -> None:
    citation = only("Nghị quyết số 45-NQ/TW ngày 24/11/2023 của Ban Chấp hành Trung ương Đảng khóa XIII về trí thức")
    assert citation.raw.endswith("khóa XIII")
    assert citation.title == "về trí thức"


def test_date_after_the_issuer() -> None:
    citation = only("Nghị quyết số 57-NQ/TW của Bộ Chính trị ngày 22/12/2024 về đột phá")
    assert citation.date == date(2024, 12, 22)
    assert citation.raw.endswith("22/12/2024")


SUBJECTS = [
    ("Ngày 24/7/2024, Chủ tịch UBND tỉnh có Công văn số 2266/UBND-KGVX", "Chủ tịch Ủy ban nhân dân tỉnh", date(2024, 7, 24)),
    ("Thủ tướng Chính phủ ban hành Quyết định số 749/QĐ-TTg", "Thủ tướng Chính phủ", None),
    ("từ sau khi Tỉnh uỷ ban hành Nghị quyết số 02-NQ/TU", "Tỉnh ủy", None),
    ("Giám đốc Sở Thông tin và Truyền thông tại Tờ trình số 90/TTr-STTTT", "Sở Thông tin và Truyền thông", None),
    ("Theo đề nghị của Sở Xây dựng tại Tờ trình số 191/TTr-SXD", "Sở Xây dựng", None),
    ("Theo đề nghị của Bộ trưởng Bộ Công an tại Tờ trình số 290/TTr-BCA", "Bộ Công an", None),
    ("được Bộ Nông nghiệp và PTNT ban hành tại Quyết định số 2152/QĐ-BNN-TCTL", "Bộ Nông nghiệp và Phát triển nông thôn", None),
    ("đã được HĐND Thành phố phê duyệt chủ trương đầu tư tại Nghị quyết số 28/NQ-HĐND", "Hội đồng nhân dân thành phố", None),
    ("UBND tỉnh đã ban hành Kế hoạch số 12/KH-UBND", "Ủy ban nhân dân tỉnh", None),
    ("chỉ đạo của Chủ tịch UBND tỉnh tại Công văn số 2266/UBND-KGVX", "Chủ tịch Ủy ban nhân dân tỉnh", None),
    ("Quyết định của Thủ tướng Chính phủ số 749/QĐ-TTg", "Thủ tướng Chính phủ", None),
    ("ngày 22/12, Bộ Chính trị ban hành Nghị quyết số 57-NQ/TW", "Bộ Chính trị", None),
    ("Sở Nội vụ đã tham mưu UBND tỉnh ban hành Kế hoạch số 45/KH-UBND", "Ủy ban nhân dân tỉnh", None),
    # a body that is not right before the document is not its issuer
    ("UBND tỉnh thực hiện Quyết định số 749/QĐ-TTg", None, None),
    ("ý kiến của Phó Thủ tướng Chính phủ tại Thông báo số 118/TB-VPCP", None, None),
    ("UBND huyện báo cáo. Tại Quyết định số 749/QĐ-TTg", None, None),
    ("Sở Nội vụ đề nghị các đơn vị thực hiện nội dung tại Quyết định số 749/QĐ-TTg", None, None),
]


@pytest.mark.parametrize(("text", "name", "day"), SUBJECTS)
def test_subject(text: str, name: str | None, day: date | None) -> None:
    citation = only(text)
    assert (citation.issuer.name if citation.issuer else None, citation.date) == (name, day)


def test_joint_issuers() -> None:
    one = only("Thông tư liên tịch số 01/2015/TTLT-BTTTT-BNV ngày 4/2/2015 của Bộ Thông tin và Truyền thông và Bộ Nội vụ về")
    assert one.issuer and one.issuer.name == "Bộ Thông tin và Truyền thông và Bộ Nội vụ"
    two = only(
        "đề nghị của Bộ trưởng Bộ Khoa học và Công nghệ và Bộ trưởng Bộ Thông tin và Truyền thông tại Tờ trình số 04/TTr-BKHCN-BTTTT"
    )
    assert two.issuer and two.issuer.name == "Bộ Khoa học và Công nghệ và Bộ Thông tin và Truyền thông"


LISTS = [
    ("các Nghị định số 12/2020/NĐ-CP, số 13/2021/NĐ-CP và 45/2025/NĐ-CP", ["12/2020/NĐ-CP", "13/2021/NĐ-CP", "45/2025/NĐ-CP"]),
    ("Nghị định số 09/2019/NĐ-CP ngày 24/01/2019 và số 13/2020/NĐ-CP", ["09/2019/NĐ-CP", "13/2020/NĐ-CP"]),
    ("Nghị định số 109/2025/NĐ-CP và Nghị định số 193/2025/NĐ-CP", ["109/2025/NĐ-CP", "193/2025/NĐ-CP"]),
    ("các Nghị định: 12/2020/NĐ-CP; 13/2021/NĐ-CP", ["12/2020/NĐ-CP", "13/2021/NĐ-CP"]),
]


@pytest.mark.parametrize(("text", "numbers"), LISTS)
def test_list(text: str, numbers: list[str]) -> None:
    assert pairs(text) == [("nghị định", number) for number in numbers]


def test_kind_of_a_list() -> None:
    assert pairs("Luật số 18/2023/QH15, 38/2024/QH15 và 98/2025/QH15") == [
        ("luật", f"{n}/QH15") for n in ("18/2023", "38/2024", "98/2025")
    ]
    assert pairs("Nghị quyết số 190/2025/QH15, số 202/2025/QH15") == [
        ("nghị quyết", "190/2025/QH15"),
        ("nghị quyết", "202/2025/QH15"),
    ]
    assert pairs("văn bản số 1552/BTTTT-TTH và 708/BTTTT-CATTT") == [
        ("công văn", "1552/BTTTT-TTH"),
        ("công văn", "708/BTTTT-CATTT"),
    ]
    assert pairs("Quyết định số 12/QĐ-UBND và 15/KH-UBND") == [("quyết định", "12/QĐ-UBND"), ("kế hoạch", "15/KH-UBND")]
    assert pairs("các Nghị quyết 18, 19 và 27 của Trung ương") == [("nghị quyết", n) for n in ("18", "19", "27")]
    assert pairs("Nghị quyết 18, 19 xã đã đạt chuẩn") == [("nghị quyết", "18")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kết quả thực hiện Đề án 06 của Công an tỉnh", None),
        ("thực hiện Đề án 06 của Chính phủ", "Chính phủ"),
        ("Nghị định 42 của Chính phủ", "Chính phủ"),
    ],
)
def test_issuer_of_a_programme_known_by_its_number(text: str, name: str | None) -> None:
    citation = only(text)
    assert (citation.issuer.name if citation.issuer else None) == name


def test_issuer_of_a_list() -> None:
    first, second = find_citations("157/2007/QĐ-TTg và 05/2022/QĐ-TTg của Thủ tướng Chính phủ")
    assert first.issuer == second.issuer and first.issuer is not None
    first, second = find_citations("Nghị định số 47/2020/NĐ-CP và Quyết định số 749/QĐ-TTg của Thủ tướng Chính phủ")
    assert first.issuer is None and second.issuer is not None


TITLES = [
    ("Nghị quyết số 80-NQ/TW ngày 07/01/2026 của Bộ Chính trị về phát triển văn hóa Việt Nam;", "về phát triển văn hóa Việt Nam"),
    ('Quyết định số 749/QĐ-TTg phê duyệt "Chương trình A; đến năm 2030";', 'phê duyệt "Chương trình A; đến năm 2030"'),
    ("Quyết định số 749/QĐ-TTg phê duyệt “Chương trình A. B” và chỉ đạo", "phê duyệt “Chương trình A. B”"),
    (
        "Quyết định số 12/QĐ-UBND về việc ban hành Kế hoạch thực hiện chuyển đổi số.",
        "về việc ban hành Kế hoạch thực hiện chuyển đổi số",
    ),
    ("Nghị định số 80/2020/NĐ-CP về viện trợ trong đó nghiên cứu", "về viện trợ"),
    ("Thực hiện Kế hoạch số 12/KH-UBND về chuyển đổi số năm 2023, Sở Nội vụ báo cáo như sau", "về chuyển đổi số năm 2023"),
    ("Nghị quyết số 02-NQ/TU về chuyển đổi số đến năm 2030, công tác này đã có kết quả", "về chuyển đổi số đến năm 2030"),
    ("(Nghị quyết số 105/2025/UBTVQH15 về Chương trình lập pháp năm 2026)", "về Chương trình lập pháp năm 2026"),
    (
        "Nghị quyết số 52-NQ/TW về một số chủ trương, chính sách chủ động tham gia\nĐiều 1",
        "về một số chủ trương, chính sách chủ động tham gia",
    ),
    ("Kế hoạch số 12/KH-UBND, chỉ đạo các sở", None),
    ("Kế hoạch số 12/KH-UBND được phê duyệt", None),
    ("Kế hoạch số 12/KH-UBND về việc", None),
    ("Kế hoạch số 12/KH-UBND; về việc này", None),
]


@pytest.mark.parametrize(("text", "title"), TITLES)
def test_title(text: str, title: str | None) -> None:
    assert only(text).title == title


def test_title_goes_through_a_nested_citation_but_not_into_a_list() -> None:
    outer, inner = find_citations(
        "Quyết định số 339/QĐ-UBND về việc ban hành kế hoạch thực hiện Nghị quyết 36a/NQ-CP về Chính phủ điện tử;"
    )
    assert outer.title == "về việc ban hành kế hoạch thực hiện Nghị quyết 36a/NQ-CP về Chính phủ điện tử"
    assert inner.title == "về Chính phủ điện tử"
    first, _ = find_citations("Quyết định số 339/QĐ-UBND về dữ liệu mở và Quyết định số 340/QĐ-UBND về hạ tầng số")
    assert first.title == "về dữ liệu mở"


PINPOINTS = [
    ("khoản 2 Điều 1 của Nghị định số 42/2022/NĐ-CP", "khoản 2 Điều 1"),
    ("Điều 3 Thông tư số 28/2020/TT-BGTVT", "Điều 3"),
    ("theo điểm a, b khoản 2 Điều 9 Luật Đất đai", "điểm a, b khoản 2 Điều 9"),
    ("tại khoản 5, Điều 1 Luật số 04/1998/QH10", "khoản 5, Điều 1"),
    ("các khoản 1, 3 và 5 Điều 7 Nghị định số 42/2022/NĐ-CP", "các khoản 1, 3 và 5 Điều 7"),
    ("Phụ lục I ban hành kèm theo Thông tư số 01/2020/TT-BNV", "Phụ lục I"),
    ("Điều 103 Mục 5 Chương XII Phần I của Bộ luật Hình sự", "Điều 103 Mục 5 Chương XII Phần I"),
    ("Điều 5 Quy chế ban hành kèm theo Quyết định số 12/QĐ-UBND", "Điều 5"),
    ("Nghị định số 30/2020/NĐ-CP (Điều 7)", "Điều 7"),
    ("Nghị định số 30/2020/NĐ-CP, khoản 2 Điều 7.", "khoản 2 Điều 7"),
    ("Điều 1. Sửa đổi Nghị định số 42/2022/NĐ-CP", None),
    ("Điều 8 của Quyết định này. Nghị định số 42/2022/NĐ-CP", None),
    ("giai đoạn 1 theo Quyết định số 4377/QĐ-UBND", None),
    ("Nghị định số 30/2020/NĐ-CP. Điều 7 quy định", None),
]


@pytest.mark.parametrize(("text", "pinpoint"), PINPOINTS)
def test_pinpoint(text: str, pinpoint: str | None) -> None:
    assert only(text).pinpoint == pinpoint


def test_pinpoint_between_two_belongs_to_the_second() -> None:
    first, second = find_citations("Nghị định số 30/2020/NĐ-CP, Điều 7 Nghị định số 42/2022/NĐ-CP")
    assert (first.pinpoint, second.pinpoint) == (None, "Điều 7")


def test_order_offsets_and_number_offsets() -> None:
    text = "Căn cứ Luật Giá; Quyết định số 2628/QĐ- BYT của Bộ Y tế; Đề án 06"
    found = find_citations(text)
    assert [c.raw for c in found] == ["Luật Giá", "Quyết định số 2628/QĐ- BYT của Bộ Y tế", "Đề án 06"]
    second = found[1]
    assert second.number_start is not None and text[second.number_start : second.number_end] == "2628/QĐ- BYT"


def test_footnote_number_before_the_type_is_not_part_of_it() -> None:
    assert only("phục vụ 2 Quyết định số 5521/QĐ-UBND ngày 10/11/2025.").raw == "Quyết định số 5521/QĐ-UBND ngày 10/11/2025"


def test_a_symbol_ends_before_the_agency_that_follows() -> None:
    assert only("Quyết định số 12/QĐ-UBND - UBND tỉnh Tây Ninh").number == "12/QĐ-UBND"
    assert only("Công văn số 135/UBND - VX ngày 3/4/2016").number == "135/UBND-VX"


def test_empty_and_blank() -> None:
    assert find_citations("") == []
    assert find_citations(" \n\t ") == []
