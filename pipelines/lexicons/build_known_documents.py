"""Clean a register of normative documents into src/vbcds/lexicons/data/known_documents.csv.

    python build_known_documents.py REGISTER.csv AMENDMENTS.csv

REGISTER.csv has the columns kind, number, date, issuer, title, effective, dates_seen; AMENDMENTS.csv amending_kind, amending_number,
amended_kind, amended_number. Numbers are padded, titles spelled as today, issuers left out where the symbol tells them; what a
document amends, replaces or repeals is read from its own title and from AMENDMENTS.csv.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from vbcds.assembly.keys import canonical_number
from vbcds.assembly.relations import Clause, read_relations
from vbcds.lexicons.doctypes import parse_type
from vbcds.recognisers.citations import find_citations
from vbcds.recognisers.symbols import issuer_of, parse_symbol
from vbcds.text.fold import key, modern_tones, same_length

TARGET = Path(__file__).parents[2] / "src/vbcds/lexicons/data/known_documents.csv"
NUMBER = re.compile(r"\d+[a-z]?(?:/\d{4})?(?:/[A-ZĐ][\w&-]*(?:-[\w&]+)*|-(?:CP|TTg))$")
WHOLE = re.compile(r"bãi bỏ (?:toàn bộ )?(?:các )?(?:thông tư|quyết định|nghị định)", re.IGNORECASE)
CODES = {
    "luật": "L", "bộ luật": "BL", "pháp lệnh": "PL", "nghị quyết": "NQ", "nghị quyết liên tịch": "NQLT", "nghị định": "NĐ",
    "quyết định": "QĐ", "chỉ thị": "CT", "thông tư": "TT", "thông tư liên tịch": "TTLT",
}  # fmt: skip
ISSUERS = {
    "bộ công thương": "Bộ Công Thương",
    "ngân hàng nhà nước": "Ngân hàng Nhà nước Việt Nam",
    "bộ văn hóa thể thao và du lịch": "Bộ Văn hóa, Thể thao và Du lịch",
    "ủy ban thường vụ quốc hội": "Ủy ban Thường vụ Quốc hội",
    "bộ giáo dục và đào tạo": "Bộ Giáo dục và Đào tạo",
    "bộ lao động thương binh và xã hội": "Bộ Lao động - Thương binh và Xã hội",
}


def clean_title(kind: str, title: str) -> str:
    title = modern_tones(same_length(" ".join(title.split()))).strip(' .;:"')
    title = re.sub(rf"^(?:{kind}|luât|bộ luật|luật)\s+(?!sư\b)", "", title, flags=re.IGNORECASE) if kind != "quyết định" else title
    if title.isupper():
        title = title.capitalize()
    return title[:1].upper() + title[1:]


def clean_issuer(number: str, issuer: str) -> str:
    own = issuer_of(parse_symbol(number))
    if own:
        return ""
    issuer = modern_tones(same_length(" ".join(issuer.split()))).strip(" .")
    return ISSUERS.get(key(issuer), issuer)


def acts(title: str, own: str) -> dict[str, list[str]]:
    """What a title says that the document does to others, by relation."""
    text = re.sub(r"^(?:v/v|về việc|về)\s+", "", title, flags=re.IGNORECASE)
    found = [c for c in find_citations(text) if c.number and "/" in c.number]
    result: dict[str, list[str]] = {}
    for citation, relation in zip(found, read_relations(Clause.of(text, 0), found), strict=True):
        number = canonical_number(citation.number or "")
        if relation in ("amends", "replaces", "repeals") and number != own and parse_symbol(number).year:
            if relation == "repeals" and not WHOLE.match(text):
                relation = "amends"  # "sửa đổi ..., bãi bỏ một số điều của": it goes on in part
            result.setdefault(relation, []).append(f"{CODES.get(citation.kind, '')}:{number}")
    return result


def main(register: Path, amendments: Path) -> None:
    rows = list(csv.DictReader(register.read_text(encoding="utf-8").splitlines()))
    amends: dict[tuple[str, str], list[str]] = {}
    for pair in csv.DictReader(amendments.read_text(encoding="utf-8").splitlines()):
        name = (pair["amending_kind"].lower(), canonical_number(pair["amending_number"]))
        amends.setdefault(name, []).append(f"{CODES[pair['amended_kind'].lower()]}:{canonical_number(pair['amended_number'])}")
    lines = []
    for row in rows:
        kind = (parse_type(row["kind"]) or sys.exit(row["kind"])).name
        if not NUMBER.match(row["number"]) or row["dates_seen"] != "1":
            continue
        number = canonical_number(row["number"])
        symbol = parse_symbol(number)
        if symbol.year and str(symbol.year) != row["date"][:4]:
            continue
        done = acts(row["title"], number)
        for other in amends.get((kind, number), ()):
            if other not in done.setdefault("amends", []):
                done["amends"].append(other)
        effective = row["effective"] if row["effective"] >= row["date"] else ""
        lines.append(
            [CODES[kind], number, row["date"], effective, clean_issuer(number, row["issuer"]), clean_title(kind, row["title"])]
            + [" ".join(dict.fromkeys(done.get(name, ()))) for name in ("amends", "replaces", "repeals")]
        )
    lines.sort(key=lambda line: (line[2], line[0], line[1]))
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["kind", "number", "date", "effective", "issuer", "title", "amends", "replaces", "repeals"])
        writer.writerows(lines)
    print(len(lines), "documents")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
