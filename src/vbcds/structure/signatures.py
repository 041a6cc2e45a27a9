"""The end of a document: who signs, by what authority, and who receives it (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7 and II.9)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from vbcds.lexicons.headings import load_headings
from vbcds.lexicons.roles import load_roles, role_name
from vbcds.model.records import Authority, Signer
from vbcds.recognisers.agencies import parse_agency
from vbcds.structure.interleaved import untangle
from vbcds.structure.lines import Line, extent, fold, is_upper, squeeze
from vbcds.structure.names import person_name

_AUTHORITY = re.compile(
    r"(?:^|(?<=\s))(?:(?P<TM>t\s?[./]?\s?m)|(?P<KT>k\s?[./]?\s?t)|(?P<TUQ>t\s?[./]?\s?u\s?[./]?\s?q)|(?P<TL>t\s?[./]?\s?l)|(?P<Q>q))"
    r"(?:\s?[.:]\s*|\s+(?=[^\W\d]))(?=[^\W\d])"
)
#: "TM." on a line of its own, the body's name on the next.
_LONE = re.compile(r"^(?:t[./]?m|k[./]?t|t[./]?l|tuq|q)\.$")
_MARKER = re.compile(
    r"^\W*(?:(?:đã\s+ký|ký tên|chữ ký|ký,? ?(?:ghi|đóng|họ|điện)|ký số|\(ký\)|ký bởi|người ký|cơ quan\s*:|thời gian ký|email\s*:|đã duyệt|"
    r"\[daky\]|#|ký$)[^\n]{0,80}|)\W*$"
)
_STATE = re.compile(r"\s+cộng h[oòõ][aà] xã hội chủ nghĩa việt nam$", re.IGNORECASE)
_SIGNED_PREFIX = re.compile(r"^\W*(?:đã\s+ký|ký)\W+", re.IGNORECASE)
_RECIPIENTS = re.compile(r"^nơi\s+nhận\s*(?:[:.;]|-|$)")
_ITEM = re.compile(r"^[-–—+*•●]\s*")
_ASIDE = re.compile(r"^\((?:để|b/c|thay|phối hợp|chỉ đạo)[^)]*\)\W*$")
_BEFORE_REMARK = re.compile(r"\s*[;,]\s*(?=\([^()]*\)$)")
_TRAILING = re.compile(r"\s*[;.,]+$")
#: Lines that a signature block may take between its first line and the name.
_REACH = 16


@dataclass(slots=True)
class Ending:
    """A signature block or a list of recipients, by line indexes (`stop` exclusive)."""

    first: int
    stop: int
    start: int
    end: int
    signers: list[Signer] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)


def find_endings(lines: Sequence[Line], first: int, last: int) -> list[Ending]:
    """All signature blocks and lists of recipients in lines[first:last], in order, those of annexes and forms included."""
    endings: list[Ending] = []
    index = first
    while index < last:
        line = lines[index]
        ending: Ending | None = None
        if line.folded.startswith("nơi") and _RECIPIENTS.match(line.folded):
            if (tangled := _tangled(lines, index, last, first)) is not None:
                endings.extend(tangled)
                index = tangled[-1].stop
                continue
            ending = _recipients(lines, index, last)
        elif _may_sign(line):
            ending = _signature(lines, index, last, near=bool(endings) and endings[-1].stop >= index - 2)
        if ending is None:
            index += 1
        else:
            endings.append(ending)
            index = max(ending.stop, index + 1)
    return endings


def _tangled(lines: Sequence[Line], index: int, last: int, first: int) -> list[Ending] | None:
    """Recipients and signature of a copy that reads across both boxes, line by line."""
    above = index - 1 if index > first and _may_sign(lines[index - 1]) else None
    found = untangle(lines, index, last, opened=above is not None)
    if found is None:
        return None
    right = [lines[above], *found.right] if above is not None else found.right
    signed = _signature(right, 0, len(right), near=True)
    if signed is None or not signed.signers:
        return None
    listed = _recipients(found.left, 0, len(found.left))
    both = extent(lines[index : found.stop])
    start, end = extent([*right, lines[found.stop - 1]])
    return [
        Ending(first=index, stop=index + 1, start=both[0], end=both[1], recipients=listed.recipients),
        Ending(first=index + 1, stop=found.stop, start=start, end=end, signers=signed.signers),
    ]


def has_signature_words(text: str) -> bool:
    """Whether a cell's text opens like a signature: an authority or a role in capitals, then a name or nothing."""
    head = text.split("\n", 1)[0].strip()
    return 0 < len(head) < 100 and is_upper(head) and (_opens_with_authority(head) or _role_length(fold(head)) > 0)


def _may_sign(line: Line) -> bool:
    if len(line.text) > 200 or line.rule or not line.text[0].isalpha():
        return False
    if _opens_with_authority(line.text) or _LONE.match(line.folded):
        return True
    return (is_upper(_capitals(line.text)) or line.cell is not None) and _role_length(line.folded) > 0


def _opens_with_authority(text: str) -> bool:
    match = _AUTHORITY.match(fold(text))
    if match is None:
        return False
    rest = text[match.end() :]
    dotted = any(mark in match[0] for mark in "./:")
    return is_upper(_capitals(rest)) if not dotted or match["Q"] else is_upper(_capitals(rest)) or _known_start(rest)


def _role(printed: str) -> str:
    """A role in normal case, with the body that it belongs to in its official name."""
    printed = _STATE.sub("", squeeze(printed)).strip(" .:;-–")
    match = load_roles().pattern.match(fold(printed))
    rest = printed[match.end() :].strip() if match else ""
    if match is None or not rest or load_headings().agency_pattern.match(fold(rest)) is None:
        return role_name(printed)
    return f"{role_name(printed[: match.end()])} {parse_agency(rest).name}"


def _known_start(rest: str) -> bool:
    """Lower case, from fonts that lost it: the words must be known."""
    folded = fold(rest)
    return len(rest) < 60 and (_role_length(folded) > 0 or load_headings().agency_pattern.match(folded) is not None)


def _role_length(folded: str) -> int:
    match = load_roles().pattern.match(folded)
    return match.end() if match else 0


def _capitals(text: str) -> str:
    """The leading words in capitals ("GIÁM ĐỐC Nguyễn Văn A" -> "GIÁM ĐỐC")."""
    words = text.split()
    count = 0
    for word in words:
        if any(map(str.islower, word)):
            break
        count += 1
    return " ".join(words[:count])


def _signature(lines: Sequence[Line], first: int, last: int, *, near: bool) -> Ending | None:
    """The block that opens at `first`, with its name; None where it turns out to be something else."""
    authority: Authority | None = None
    role: str | None = None
    opened = False
    carried: list[str] = []
    box = lines[first].cell
    at = first
    blank_stop = first + 1
    while at < min(last, first + _REACH):
        line = lines[at]
        if at > first and line.cell != box and not _continues_box(box, line.cell):
            break
        if line.rule or _MARKER.match(line.folded):
            at += 1
            continue
        if _RECIPIENTS.match(line.folded) or len(line.text) > 200:
            break
        if opened and line.text[0] in "-–" and line.page != lines[first].page:
            carried.append(line.text.strip(" -–;."))  # the box of recipients that the page end cut stands before the name
            at += 1
            continue
        text = _SIGNED_PREFIX.sub("", line.text) if line.folded.lstrip(" (").startswith(("đã ký", "ký")) else line.text
        if _LONE.match(line.folded) and at + 1 < last and is_upper(lines[at + 1].text):
            at += 1
            text = f"{text} {lines[at].text}"
        if _opens_with_authority(text):
            authority, given = _authorities(text)
            role = given or (None if authority != "Q." else role)
            opened = True
            at += 1
            blank_stop = at
            tail = text[len(_capitals(text)) :].strip()
            if tail and (name := person_name(tail)):
                return _signed(lines, first, at, name, role, authority)
            continue
        head = _capitals(text)
        length = _role_length(line.folded)
        if length and (is_upper(head) or opened or line.cell is not None) and not (role and person_name(text)):
            tail = text[len(head) :].strip() if is_upper(head) else text[length:].strip()
            if tail and (name := person_name(tail)):
                return _signed(lines, first, at + 1, name, role or _role(head or text[:length]), authority)
            role = role or _role(text if not tail or not is_upper(head) else head)
            opened = True
            at += 1
            blank_stop = at
            continue
        if (name := person_name(text)) is not None and (authority or role):
            if not (is_upper(text) and load_headings().agency_pattern.match(fold(text))):
                return _signed(lines, first, at + 1, name, role, authority, carried)
        elif not (is_upper(text) and len(text) < 100 and opened):
            break
        elif (
            role is not None
            and fold(role).endswith((",", "chủ nhiệm", "trưởng", "văn phòng", "chủ tịch", "giám đốc"))
            and role[-1:] != "."
        ):
            role = _role(f"{role.upper()} {text}")
        at += 1
        blank_stop = at
    if authority is not None and (box is not None or (near and opened)):
        start, end = extent(lines[first:blank_stop])
        return Ending(first=first, stop=blank_stop, start=start, end=end)
    return None


def _continues_box(box: tuple[int, int, int] | None, cell: tuple[int, int, int] | None) -> bool:
    """A row further down in the same column of the same table: roles above, names below."""
    return box is not None and cell is not None and box[0] == cell[0] and box[2] == cell[2]


def _signed(
    lines: Sequence[Line],
    first: int,
    stop: int,
    name: str,
    role: str | None,
    authority: Authority | None,
    carried: Sequence[str] = (),
) -> Ending:
    signer = Signer(name=name, role=role, authority=authority)
    start, end = extent(lines[first:stop])
    return Ending(first=first, stop=stop, start=start, end=end, signers=[signer], recipients=list(carried))


def _authorities(text: str) -> tuple[Authority | None, str | None]:
    """The last authority of a line, and the role that the same line gives ("KT. BỘ TRƯỞNG THỨ TRƯỞNG", "Q. GIÁM ĐỐC")."""
    folded = fold(text)
    found = list(_AUTHORITY.finditer(folded))
    last = found[-1]
    authority: Authority = {"TM": "TM.", "KT": "KT.", "TUQ": "TUQ.", "TL": "TL.", "Q": "Q."}[last.lastgroup or "TM"]  # type: ignore[assignment]
    rest = _capitals(text[last.end() :]) or text[last.end() :]
    low = fold(rest)
    if authority == "Q.":
        return authority, _role(rest)
    pattern = load_roles().pattern
    principal = pattern.match(low)
    if principal is not None and authority != "TM.":
        second = low[principal.end() :].strip()
        if pattern.match(second):
            return authority, _role(rest[len(rest) - len(second) :])
        # After a comma the head's other office follows ("KT. BỘ TRƯỞNG, CHỦ NHIỆM"), not who signs.
        inner = next((m for m in pattern.finditer(low, principal.end()) if not low[: m.start()].rstrip().endswith(",")), None)
        if inner is not None and inner.start() > principal.end():
            return authority, _role(rest[inner.start() :])
        return authority, None
    if authority == "TM.":
        for match in pattern.finditer(low):
            if match.start() > 3 and low[match.start() - 1] == " " and match.end() == len(low):
                return authority, _role(rest[match.start() :])
    return authority, None


def _recipients(lines: Sequence[Line], first: int, last: int) -> Ending:
    """The list under "Nơi nhận:", without closing marks; the typist's mark below "Lưu" is none of them."""
    items: list[str] = []
    closed = False
    head = lines[first]
    rest = _RECIPIENTS.sub("", head.folded, count=1)
    rest = head.text[len(head.text) - len(rest) :] if rest.strip() else ""
    if head.folded[len("nơi nhận")].strip() == "-" if len(head.folded) > len("nơi nhận") else False:
        rest = "-" + rest
    at = first + 1
    if rest.strip(" :"):
        closed = _add_item(items, rest.strip(" :"))
    stop = at
    while at < last:
        line = lines[at]
        if line.cell != head.cell:
            break
        if len(line.text) > 300 or (_MARKER.match(line.folded) and not line.rule):
            break
        dashed = _ITEM.match(line.text)
        if not dashed:
            if line.rule or _ASIDE.match(line.folded):
                at += 1
                stop = at
                continue
            if _may_sign(line) or _ends_list(line, items, closed):
                break
        elif line.rule:
            break
        if items and items[-1].casefold().startswith("lưu") and closed and dashed is None:
            break
        closed = _add_item(items, line.text, closed=closed)
        at += 1
        stop = at
    if at < last and items and lines[at].cell == head.cell and stop == at and _is_typist(lines[at], items):
        stop = at + 1
    start, end = extent(lines[first:stop])
    return Ending(
        first=first,
        stop=stop,
        start=start,
        end=end,
        recipients=[item for item in (_tidy(i) for i in items) if item],
    )


def _tidy(item: str) -> str:
    """A recipient without its closing mark, also where a remark stands behind it ("Thường trực Thành ủy; (để b/c)")."""
    return _TRAILING.sub("", _BEFORE_REMARK.sub(" ", squeeze(item)))


def _is_typist(line: Line, items: Sequence[str]) -> bool:
    return fold(items[-1]).startswith("lưu") and len(line.text) < 30 and person_name(line.text) is None and not _may_sign(line)


def _ends_list(line: Line, items: Sequence[str], closed: bool) -> bool:
    """A line without a dash that is no longer a recipient."""
    if items and fold(items[-1]).startswith("lưu") and _TRAILING.search(items[-1]):
        return True
    words = load_headings()
    if line.upper and len(line.text) > 6 and (closed or "," not in line.text) and not line.text.endswith((";", ",")):
        return True
    if words.annex_pattern.match(line.folded) or words.attached_pattern.match(line.folded):
        return True
    return closed and line.cell is None and len(line.text) > 120


def _add_item(items: list[str], text: str, *, closed: bool = True) -> bool:
    """Append a recipient, or go on with the last one; whether the item is closed by its mark."""
    dashed = _ITEM.match(text)
    piece = text[dashed.end() :] if dashed else text
    if dashed or not items or closed:
        items.append(piece)
    else:
        items[-1] = f"{items[-1]} {piece}"
    return text.rstrip().endswith((";", "."))
