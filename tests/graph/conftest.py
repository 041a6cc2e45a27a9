"""A small invented dossier, read from plain texts by the library itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from vbcds.assembly.dossier import link_citations
from vbcds.graph.build import build_graph
from vbcds.graph.queries import CitationGraph
from vbcds.pipeline import analyse_bytes

HEAD = """ỦY BAN NHÂN DÂN
TỈNH {tinh}
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {so}
{noi}, ngày {ngay}

{loai}
{ve}

"""


def paper(
    number: str, day: str, body: str, *, kind: str = "QUYẾT ĐỊNH", about: str = "Về việc thử", province: str = "Cao Bằng"
) -> str:
    """The text of an administrative document."""
    return HEAD.format(tinh=province.upper(), so=number, noi=province, ngay=day, loai=kind, ve=about) + body


@pytest.fixture(scope="session")
def make_graph() -> Callable[..., CitationGraph]:
    """Texts by file name to their citation graph."""

    def make(**texts: str) -> CitationGraph:
        analyses = [analyse_bytes(text.encode(), path=f"{name}.txt") for name, text in texts.items()]
        documents = [document for analysis in analyses for document in analysis.documents]
        citations = [citation for analysis in analyses for citation in analysis.citations]
        content = {document.id: analysis.text for analysis in analyses for document in analysis.documents}
        linked = link_citations(citations, documents)
        return build_graph(documents, linked.citations, text=content.__getitem__).with_open(linked.open)

    return make


@pytest.fixture(scope="session")
def graph(make_graph: Callable[..., CitationGraph]) -> CitationGraph:
    """Four documents: a programme, its successor, a plan that rests on the old one, and a plan of a commune resting on that plan."""
    return make_graph(
        old=paper(
            "101/QĐ-UBND", "05 tháng 3 năm 2021",
            "Căn cứ Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006;\n"
            "Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;\n"
            "QUYẾT ĐỊNH:\nĐiều 1. Phê duyệt Chương trình.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n",
            about="Phê duyệt Chương trình chuyển đổi số",
        ),
        plan=paper(
            "55/KH-UBND", "10 tháng 4 năm 2021",
            "Căn cứ Quyết định số 101/QĐ-UBND ngày 05/3/2021 của Ủy ban nhân dân tỉnh Cao Bằng;\n"
            "Căn cứ Kế hoạch số 12/KH-UBND ngày 01/02/2021 của Ủy ban nhân dân tỉnh Cao Bằng "
            "thực hiện Nghị quyết số 52-NQ/TW ngày 27/9/2019;\n"
            "Ủy ban nhân dân tỉnh ban hành Kế hoạch. Giao các sở thực hiện Đề án 06 về dữ liệu dân cư và Quyết định số 479/QĐ-TTg.\n",
            kind="KẾ HOẠCH", about="Chuyển đổi số năm 2021",
        ),
        detail=paper(
            "7/KH-UBND", "15 tháng 5 năm 2021",
            "Căn cứ Kế hoạch số 55/KH-UBND ngày 10/4/2021 của Ủy ban nhân dân tỉnh Cao Bằng;\nNội dung như sau.\n",
            kind="KẾ HOẠCH", about="Chi tiết",
        ),
        new=paper(
            "300/QĐ-UBND", "20 tháng 6 năm 2023",
            "Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;\nQUYẾT ĐỊNH:\n"
            "Điều 1. Phê duyệt Chương trình mới.\n"
            "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2023 và thay thế "
            "Quyết định số 101/QĐ-UBND ngày 05/3/2021 của Ủy ban nhân dân tỉnh Cao Bằng.\n",
            about="Phê duyệt Chương trình chuyển đổi số giai đoạn mới",
        ),
    )  # fmt: skip
