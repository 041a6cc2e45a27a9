"""Tables that stand in plain text as such: pipe rows, tab-separated rows, box drawings; and letterheads set in two columns with spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbcds.model.builder import CellDraft, TableDraft, table_of_rows
from vbcds.readers.plain_lines import is_title

_BORDER = re.compile(r"[\s+|│┃║┆┊:=_\-─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╤╧╪╓╖╙╜╟╢╥╨╫]+\Z")
_BORDER_SIGN = re.compile(r"[-─━═_=┄┈]{2}")
_BARS = "|│┃║┆┊"
#: What a line of a drawn table can begin with.
TABLE_STARTS = ("|", "+-", "+=", *"│┃║┆┊┌┏╔╒╓├┣╠─━═")
_BAR = re.compile(f"[{_BARS}]")
_LIST_MARK = re.compile(r"(?:[-–+*•]|\(?[\divxIVX]{1,5}[.)]|\d{1,3}(?:\.\d{1,3})+\.?|[a-zđ][.)])\Z")
_NATIONAL = re.compile(r"(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN)")
_RECIPIENTS = re.compile(r"\s*(?:Nơi nhận|NƠI NHẬN)\s*:?(?:\s{3,}|\t)\s*\S")
_GAP = re.compile(r"[ \u00a0]{3,}|[ \u00a0]*\t[ \t\u00a0]*")
_RECIPIENT_BOX = re.compile(r"(?:Nơi nhận|NƠI NHẬN)\s*:?")
_SIGNING = re.compile(
    r"(?:T/?M|K/?T|T/?L|TUQ|Q)\.|(?:PHÓ )?(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|TRƯỞNG BAN|CHÁNH VĂN PHÒNG|BÍ THƯ)\b"
)
_CLOSED_CELL = re.compile(r"\S\s\|\s*\Z")
_LONGEST_CELL = 600
_MOST_LINES = 40
_LONGEST_BOX = 900


def bar_table(lines: Sequence[str], start: int) -> tuple[TableDraft | None, int]:
    """The table of pipe rows (or a box drawing) that begins at a line, or None; and the line after the rows that were looked at.

    >>> table, end = bar_table(["| TT | Nội dung |", "|----|----------|", "| 1 | Lập kế hoạch |"], 0)
    >>> table is not None and [cell.text for cell in table.cells], end
    (['TT', 'Nội dung', '1', 'Lập kế hoạch'], 3)
    """
    end = start
    while end < len(lines) and _is_row(lines[end]) and not (end > start and _NATIONAL.search(lines[end])):
        end += 1  # a letterhead is a table of its own, also right below the portal's table of properties
    block = lines[start:end]
    contents = [line for line in block if not _is_border(line)]
    if len(contents) < 2 and not (contents and len(block) >= 3):
        return None, end
    rows = [_split(line) for line in contents]
    width = max(map(len, rows))
    if width < 2 or sum(1 for row in rows if len(row) == width) < 0.6 * len(rows):
        return None, end
    borders = sum(1 for line in block if _is_border(line))
    drawn = borders >= 3
    table: list[list[str]] = []
    fresh = True
    for line in block:
        if _is_border(line):
            fresh = True
            continue
        row = _split(line)
        row += [""] * (width - len(row))
        if drawn and not fresh and table:
            table[-1] = ["\n".join(filter(None, pair)) for pair in zip(table[-1], row, strict=False)]
        else:
            table.append(row)
        fresh = False
    return table_of_rows(table, ruled=True), end


def rows_on_lines(lines: Sequence[str]) -> list[str]:
    """Rows of pipes whose cells run over several lines, each row on one line; other files come back as they are.

    Such copies begin a row with a line that is only "|" and end every cell with " |".

    >>> rows_on_lines(["|", "ỦY BAN NHÂN DÂN |", "CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA VIỆT NAM |", "|", "Số: 1 |", "Hà Nội |", "KẾ HOẠCH"])
    ['| ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |', '| Số: 1 | Hà Nội |', 'KẾ HOẠCH']
    """
    opened = [index for index, line in enumerate(lines) if line.strip() == "|"]
    closed = sum(1 for line in lines if _CLOSED_CELL.search(line) and line.strip()[0] != "|")
    if not opened or closed < 3 or closed < 2 * len(opened):
        return list(lines)
    joined: list[str] = []
    index = 0
    while index < len(lines):
        end = _end_of_row(lines, index) if lines[index].strip() == "|" else None
        if end is None:
            joined.append(lines[index])
            index += 1
            continue
        joined.append("| " + " ".join(line.strip() for line in lines[index + 1 : end] if line.strip()))
        index = end
    return joined


def _end_of_row(lines: Sequence[str], start: int) -> int | None:
    """The line after the row of pipes that a lone bar opens: after its last cell's end; None where no cell ends."""
    end: int | None = None
    index, length = start + 1, 0
    while index < len(lines) and lines[index].strip() != "|" and length < _LONGEST_CELL:
        length += len(lines[index])
        index += 1
        if _CLOSED_CELL.search(lines[index - 1]):
            end, length = index, 0
    return end


def bar_layout(lines: Sequence[str], start: int) -> tuple[TableDraft, int] | None:
    """A signature block of two boxes with a bar between them, a line or more, as portals copy it; and the line after it.

    >>> found = bar_layout(["Nơi nhận: - Như Điều 3; - Lưu: VT. | KT. GIÁM ĐỐC", "| Trần Văn An", "PHỤ LỤC"], 0)
    >>> found is not None and [cell.text for cell in found[0].cells], found is not None and found[1]
    (['Nơi nhận: - Như Điều 3; - Lưu: VT.', 'KT. GIÁM ĐỐC\\nTrần Văn An'], 2)
    """
    left: list[str] = []
    right: list[str] = []
    end = start
    while end < len(lines) and end - start < _MOST_LINES and "|" in lines[end] and len(lines[end]) < _LONGEST_BOX:
        line = lines[end].strip(" ")
        one, _, other = (line[1:] if line[0] == "|" and line.count("|") > 1 else line).partition("|")
        left.append(one.strip())
        right.extend(piece.strip() for piece in other.split("|"))
        end += 1
    texts = ["\n".join(filter(None, side)) for side in (left, right)]
    if not texts[1] or not (_RECIPIENT_BOX.match(texts[0]) or (not texts[0] and _SIGNING.match(texts[1]))):
        return None
    return TableDraft(cells=[CellDraft(text=text, row=0, column=index) for index, text in enumerate(texts)], ruled=False), end


def _is_row(line: str) -> bool:
    if _is_border(line) or len(_BAR.findall(line)) >= 2:
        return True
    return line.count("|") == 1 and len(line) > 3 and line[0] != "|" and line[-1] != "|"


def _is_border(line: str) -> bool:
    return (
        _BORDER_SIGN.search(line) is not None
        and ("+" in line or _BAR.search(line) is not None or not line.isascii())
        and bool(_BORDER.match(line))
    )


def _split(line: str) -> list[str]:
    line = line.strip()
    if line and line[0] in _BARS:
        line = line[1:]
    if line and line[-1] in _BARS:
        line = line[:-1]
    return [piece.strip() for piece in _BAR.split(line)]


def tab_table(lines: Sequence[str], start: int) -> tuple[TableDraft | None, int]:
    """The table of tab-separated rows that begins at a line, or None; and the line after the rows that were looked at.

    Rows have the same number of tabs: two rows with two tabs or more, three with one; a list whose marks are set off by tabs is none.

    >>> table, end = tab_table(["TT\\tNội dung\\tThời hạn", "1\\tLập kế hoạch\\tQuý I"], 0)
    >>> table is not None, end
    (True, 2)
    >>> tab_table(["1.\\tLập kế hoạch", "2.\\tTổ chức thực hiện", "3.\\tBáo cáo"], 0)
    (None, 3)
    """
    first = lines[start].rstrip(" \t")
    tabs = first.strip("\t").count("\t")
    if tabs == 0:
        return None, start + 1
    rows: list[list[str]] = []
    end = start
    while end < len(lines):
        line = lines[end].rstrip(" \n")
        if line.count("\t") < tabs or not line.strip() or line.rstrip("\t").count("\t") > line.count("\t"):
            break
        if line.count("\t") != tabs and line.strip("\t").count("\t") > tabs:
            break
        rows.append([piece.strip() for piece in line.split("\t")][: tabs + 1])
        end += 1
    if len(rows) < (2 if tabs >= 2 else 3):
        return None, max(end, start + 1)
    if tabs == 1 and sum(1 for row in rows if _LIST_MARK.match(row[0]) or not row[0]) > len(rows) // 2:
        return None, end
    return table_of_rows(rows), end


def column_block(lines: Sequence[str], start: int) -> tuple[TableDraft, int] | None:
    """A letterhead or a signature block set side by side with spaces: a layout table of two cells, and the line after it.

    >>> text = ["ỦY BAN NHÂN DÂN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 1/KH-UBND        Hà Nội, ngày 05 tháng 4 năm 2021"]
    >>> found = column_block(text, 0)
    >>> found is not None and [cell.text for cell in found[0].cells]
    ['ỦY BAN NHÂN DÂN\\nSố: 1/KH-UBND', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\nHà Nội, ngày 05 tháng 4 năm 2021']
    """
    line = lines[start].expandtabs(8)
    national = _NATIONAL.search(line)
    if national is not None:
        if _GAP.search(line.strip()[: national.start()]) is None or not line[: national.start()].strip():
            return None
        edge = national.start()
    elif _RECIPIENTS.match(line):
        gap = _GAP.search(line, len(line) - len(line.lstrip()))
        if gap is None:
            return None
        edge = gap.end()
    else:
        return None
    left: list[str] = []
    right: list[str] = []
    end, blanks = start, 0
    while end < len(lines) and end - start < _MOST_LINES:
        current = lines[end].expandtabs(8).rstrip()
        if not current.strip():
            blanks += 1
            if blanks > 6 or (national is not None and blanks > 1):
                break
            end += 1
            continue
        parted = None if is_title(current) else _part(current, edge)
        if parted is None or (blanks and not parted[1] and (national is not None or parted[0][:1] not in "-–+")):
            break
        left.append(parted[0])
        right.append(parted[1])
        blanks = 0
        end += 1
    cells = ["\n".join(filter(None, side)) for side in (left, right)]
    if not all(cells):
        return None
    return TableDraft(cells=[CellDraft(text=text, row=0, column=index) for index, text in enumerate(cells)], ruled=False), end


def _part(line: str, edge: int) -> tuple[str, str] | None:
    """A line's left and right piece; None where it runs through both columns."""
    indent = len(line) - len(line.lstrip())
    gaps = [gap for gap in _GAP.finditer(line) if gap.start() >= indent and gap.end() > indent]
    if gaps:
        gap = min(gaps, key=lambda gap: abs(gap.end() - edge))
        return line[: gap.start()].strip(), line[gap.end() :].strip()
    if indent >= max(8, edge // 2):
        return "", line.strip()
    if len(line) <= edge + 8:
        return line.strip(), ""
    return None
