"""Makes a folder of papers of an invented province to measure on: long PDF and Word files with tables, text files, web pages.

Sentences are put together from parts, so that no two files say the same; a few long ones are laid out (by python-docx, and by
LibreOffice for PDF), and their copies differ in bytes that no reader looks at, so that every file has to be read.
"""

from __future__ import annotations

import html
import io
import random
import shutil
import subprocess
import zipfile
from pathlib import Path

SUBJECTS = ("Sở Khoa học và Công nghệ", "Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Giáo dục và Đào tạo", "Văn phòng UBND tỉnh",
            "Công an tỉnh", "Sở Nông nghiệp và Môi trường", "UBND các xã, phường", "Sở Xây dựng", "Sở Công Thương")  # fmt: skip
VERBS = ("Xây dựng", "Triển khai", "Nâng cấp", "Hoàn thiện", "Tổ chức vận hành", "Rà soát, chuẩn hóa", "Kết nối, chia sẻ", "Số hóa")
THINGS = ("kho dữ liệu dùng chung của tỉnh", "hệ thống thông tin giải quyết thủ tục hành chính", "nền tảng học tập trực tuyến mở",
          "hồ sơ sức khỏe điện tử của người dân", "cơ sở dữ liệu đất đai", "mạng truyền số liệu chuyên dùng đến cấp xã",
          "trung tâm giám sát an toàn thông tin", "hệ thống báo cáo của tỉnh", "bản đồ số các khu, cụm công nghiệp")  # fmt: skip
AIMS = ("phục vụ người dân và doanh nghiệp", "phục vụ chỉ đạo, điều hành", "bảo đảm an toàn thông tin theo cấp độ",
        "kết nối với hệ thống của các bộ, ngành trung ương", "giảm thời gian giải quyết hồ sơ")  # fmt: skip
DEADLINES = (
    "Quý II/2026",
    "Quý IV/2026",
    "Trước ngày 30/9/2026",
    "Năm 2026",
    "2026-2027",
    "Thường xuyên",
    "Hằng quý",
    "Tháng 11/2026",
)
BASES = ("Luật Giao dịch điện tử ngày 22/6/2023", "Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ",
         "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị", "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ")  # fmt: skip


class Paper:
    """A plan: letterhead, bases, prose with targets, a table of tasks; its words depend on `seed` only."""

    def __init__(self, seed: int, *, sections: int, rows: int) -> None:
        pick = random.Random(seed)
        self.number = f"{seed + 1}/KH-UBND"
        self.date = f"ngày {pick.randint(10, 28)} tháng {pick.randint(3, 12)} năm 2026"
        self.bases = [f"Căn cứ {base};" for base in pick.sample(BASES, 3)]
        self.sections: list[tuple[str, list[str]]] = []
        for index in range(sections):
            lines = []
            for _ in range(pick.randint(8, 12)):
                kind = pick.random()
                if kind < 0.2:
                    lines.append(f"- {pick.randint(40, 100)}% {pick.choice(THINGS)} được vận hành ổn định, {pick.choice(AIMS)}.")
                elif kind < 0.4:
                    lines.append(
                        f"- Giao {pick.choice(SUBJECTS)} chủ trì, phối hợp với {pick.choice(SUBJECTS)} {pick.choice(VERBS).lower()} "
                        f"{pick.choice(THINGS)}, {pick.choice(AIMS)}, "
                        f"hoàn thành trước ngày {pick.randint(1, 28)}/{pick.randint(6, 12)}/2026."
                    )
                else:
                    lines.append(
                        f"- {pick.choice(VERBS)} {pick.choice(THINGS)} tại {pick.randint(2, 64)} đơn vị theo {pick.choice(BASES)}; "
                        f"{pick.choice(VERBS).lower()} {pick.choice(THINGS)}, {pick.choice(AIMS)}."
                    )
            self.sections.append((f"{index + 1}. Nhóm nhiệm vụ thứ {index + 1}", lines))
        self.rows = [
            (str(row + 1), f"{pick.choice(VERBS)} {pick.choice(THINGS)}, {pick.choice(AIMS)}", pick.choice(SUBJECTS), pick.choice(SUBJECTS),
             pick.choice(DEADLINES), pick.choice(("Báo cáo", "Quyết định", "Hệ thống được nghiệm thu", "")))
            for row in range(rows)
        ]  # fmt: skip

    HEAD = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian hoàn thành", "Sản phẩm")

    def text(self) -> str:
        """As a text file, its table with pipes."""
        lines = [
            "ỦY BAN NHÂN DÂN\nTỈNH VĨNH GIANG",
            f"Số: {self.number}",
            f"Vĩnh Giang, {self.date}",
            "KẾ HOẠCH",
            "Chuyển đổi số năm 2026",
        ]
        lines += [*self.bases, *(line for heading, body in self.sections for line in (heading, *body))]
        table = "\n".join(f"| {' | '.join(row)} |" for row in (self.HEAD, ("---",) * len(self.HEAD), *self.rows))
        return "\n\n".join([*lines, table, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrịnh Hoài Nam"])

    def page(self) -> str:
        """As a web page."""
        rows = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in (self.HEAD, *self.rows))
        body = self.text().partition("\n\n| ")[0]
        paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in body.split("\n\n"))
        head = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Kế hoạch</title></head>"
        return f"{head}<body>{paragraphs}<table border=1>{rows}</table></body></html>"

    def docx(self) -> bytes:
        """As a Word file."""
        from docx import Document
        from docx.shared import Pt

        document = Document()
        document.styles["Normal"].font.name = "Times New Roman"
        document.styles["Normal"].font.size = Pt(14)
        head = document.add_table(rows=2, cols=2)
        cells = ("ỦY BAN NHÂN DÂN\nTỈNH VĨNH GIANG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
                 f"Số: {self.number}", f"Vĩnh Giang, {self.date}")  # fmt: skip
        for index, text in enumerate(cells):
            head.cell(index // 2, index % 2).text = text
        for line in ("KẾ HOẠCH", "Chuyển đổi số năm 2026", *self.bases):
            document.add_paragraph(line)
        for heading, lines in self.sections:
            document.add_paragraph(heading).runs[0].bold = True
            for line in lines:
                document.add_paragraph(line)
        table = document.add_table(rows=1 + len(self.rows), cols=len(self.HEAD), style="Table Grid")
        for row, texts in zip(table.rows, (self.HEAD, *self.rows), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrịnh Hoài Nam")
        data = io.BytesIO()
        document.save(data)
        return data.getvalue()


def make_folder(folder: Path, *, pdfs: int = 600, words: int = 300, others: int = 100, models: int = 6) -> None:
    """Fill `folder`; what is there already is left. Raises `RuntimeError` where LibreOffice is needed and missing."""
    done = folder / ".done"
    wanted = f"{pdfs} {words} {others} {models}"
    if done.exists() and done.read_text() == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "pdf").mkdir(parents=True)
    (folder / "word").mkdir()
    (folder / "khac").mkdir()
    long = [Paper(seed, sections=5, rows=16).docx() for seed in range(models)]
    for index, data in enumerate(_converted(long, folder / "pdf")):
        for copy in range(index, pdfs, models):
            (folder / "pdf" / f"ke-hoach-{copy:04}.pdf").write_bytes(data + f"\n% {copy}\n".encode())
    short = [Paper(100 + seed, sections=4, rows=16).docx() for seed in range(models)]
    for copy in range(words):
        path = folder / "word" / f"ke-hoach-{copy:04}.docx"
        path.write_bytes(short[copy % models])
        with zipfile.ZipFile(path, "a") as package:
            package.comment = str(copy).encode()
    for copy in range(others):
        paper = Paper(1000 + copy, sections=5, rows=15)
        name, content = (f"{copy:04}.txt", paper.text()) if copy % 2 else (f"{copy:04}.html", paper.page())
        (folder / "khac" / name).write_text(content, encoding="utf-8")
    done.write_text(wanted)


def _converted(documents: list[bytes], folder: Path) -> list[bytes]:
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if soffice is None:
        raise RuntimeError("LibreOffice is needed once, to make the PDF files")
    sources = [folder / f"model-{index}.docx" for index in range(len(documents))]
    for source, data in zip(sources, documents, strict=True):
        source.write_bytes(data)
    subprocess.run([soffice, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources], check=True, capture_output=True)
    results = [source.with_suffix(".pdf").read_bytes() for source in sources]
    for source in sources:
        source.unlink()
        source.with_suffix(".pdf").unlink()
    return results
