"""Who issues a document: the agency's box of the letterhead, with names that wrap, parents, and joint documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vbcds.lexicons.headings import load_headings
from vbcds.lexicons.places import find_province
from vbcds.model.records import Agency
from vbcds.recognisers.agencies import find_agencies, parse_agency
from vbcds.structure.letterhead import Mark
from vbcds.structure.lines import fold, is_upper, squeeze
from vbcds.text.fold import key
from vbcds.text.syllables import is_syllable

_GOES_ON = re.compile(r"(?:[,\-–&]|\s(?:và|của|về|cho|tại|trong|các|với|thuộc))$")
_CONTINUES = re.compile(r"^(?:và|của|về|,|-|–|&|cho|tại)(?!\w)")
_JOINT = re.compile(
    r"\s*(?:[-–,;]|\svà\s)\s*(?=(?:bộ|tòa án|viện kiểm sát|ủy ban|ngân hàng nhà nước|thanh tra|kiểm toán|ban|tổng liên đoàn|sở|"
    r"đoàn chủ tịch|hội|trung ương|tổng cục|quốc hội|chính phủ)(?!\w))"
)
#: A council or committee with the name of its place: an office below it is named without the place, as departments are.
_PLACED = re.compile(r"^((?:Ủy ban|Hội đồng) nhân dân (?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)) .+$")
_OFFICE = re.compile(
    r"^(?:bộ trưởng|giám đốc|tổng giám đốc|chủ tịch|cục trưởng|tổng cục trưởng|chi cục trưởng|chánh án|viện trưởng|trưởng ban|"
    r"hiệu trưởng|chủ nhiệm|thống đốc|tổng thanh tra|chánh thanh tra|chánh văn phòng|trưởng phòng|tổng kiểm toán)\s+(?=\w)"
)
_CHAIRMAN = re.compile(r"chủ tịch (?:ủy ban nhân dân|ubnd)(?!\w)")
_GROUP = re.compile(r"(?:tập đoàn|tổng công ty)(?!\w)")
_SESSION = re.compile(r"\s*\(?(?:khóa\s+[ivxlc\d]+|kỳ họp|nhiệm kỳ).*$")
_ELLIPSIS = re.compile(r"[…]|\.{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The agency's box: its lines as printed, and the agencies."""

    lines: tuple[str, ...] = ()
    parent: Agency | None = None
    issuer: Agency | None = None
    co_issuers: tuple[Agency, ...] = ()


def read_letterhead(found: Sequence[Mark], authority: Sequence[str]) -> Letterhead:
    """The issuing agency from the letterhead; where it has none, from the authority line below the title."""
    lines = _agency_lines(found)
    names, together = _join(lines)
    names = [piece for name in names for piece in _branch(name)]
    above = squeeze(" ".join(authority))
    if not names:
        body = _body_of(above)
        if body is None:
            return Letterhead()
        names = [body]
    elif above:
        names[-1] = _completed(names[-1], above)
    if together or _is_joint(names):
        agencies = [agency for name in names if (agency := official_agency(name)) is not None]
        return Letterhead(lines=tuple(lines), issuer=agencies[0] if agencies else None, co_issuers=tuple(agencies[1:]))
    parent = official_agency(names[-2]) if len(names) > 1 else None
    issuer = official_agency(names[-1])
    if parent is not None and issuer is not None and key(issuer.name) in ("văn phòng", "thanh tra"):
        council = _PLACED.match(parent.name)
        above = council[1] if council else parent.name
        if key(issuer.name) == "thanh tra":  # the inspectorate is the province's: "Thanh tra tỉnh"
            above = re.sub(r"^(?:Ủy ban|Hội đồng) nhân dân ", "", above)
        issuer = replace(parse_agency(f"{issuer.name.capitalize()} {above}"), raw=issuer.raw)
    if issuer is not None and _is_chairman(found, above) and key(issuer.name).startswith("ủy ban nhân dân"):
        issuer = replace(parse_agency(f"Chủ tịch {issuer.name}"), raw=issuer.raw)
    return Letterhead(lines=tuple(lines), parent=parent, issuer=issuer)


def _is_chairman(found: Sequence[Mark], above: str) -> bool:
    """Whether the chairman of a people's committee decides and not the committee: by the authority line, or by a line of the
    letterhead above the committee's (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.2: chức danh nhà nước)."""
    words = (mark.folded for mark in found if mark.kind == "words")
    return _CHAIRMAN.match(fold(above)) is not None or next(words, "") == "chủ tịch"


def official_agency(name: str) -> Agency | None:
    """The agency that a printed name (often in capitals) stands for; None for a blank to be filled in."""
    name = squeeze(name).strip(" *-–—_.,;:")
    if not name or _ELLIPSIS.search(name):
        return None
    agency = parse_agency(name)
    if name.isupper() and " " in agency.name:  # "VNPT ĐÔNG KHÁNH": initials stay, syllables are words
        agency = replace(
            agency, name=" ".join(w.capitalize() if w.isupper() and is_syllable(w) else w for w in agency.name.split())
        )
    if name.split()[-1].islower():  # "thành phố cần thơ": a letterhead in small letters is read as the capitals that it stands for
        capital = parse_agency(name.upper())
        if key(capital.name) == key(agency.name):
            return replace(capital, raw=name)
    return agency


def placed(issuer: Agency | None, place: str | None) -> Agency | None:
    """The council or committee of a letterhead that has lost the line with its place, where the date's line names a province.

    >>> lost = official_agency("ỦY BAN NHÂN DÂN")
    >>> placed(lost, "Bắc Ninh").name, placed(lost, "Mỹ Tho").name
    ('Ủy ban nhân dân tỉnh Bắc Ninh', 'Ủy ban nhân dân')
    """
    if issuer is None or place is None or key(issuer.name) not in ("ủy ban nhân dân", "hội đồng nhân dân"):
        return issuer
    province = find_province(place)
    return replace(parse_agency(f"{issuer.name} {province.full_name}"), raw=issuer.raw) if province else issuer


def _agency_lines(found: Sequence[Mark]) -> list[str]:
    """The words of the agency's box, one entry a printed line."""
    words = load_headings()
    lines: list[str] = []
    cell: tuple[int, int, int] | None = None
    open_ = True
    for mark in found:
        if mark.kind in ("number", "subject"):
            open_ = not lines
            continue
        if mark.kind != "words" or not open_ or len(mark.text) > 120:
            continue
        text = mark.text.strip(" *-–—_|.")
        if not text:
            continue
        starts = words.agency_pattern.match(mark.folded) is not None or (mark.folded in words.broken and is_upper(text))
        if lines and not _same_box(mark.cell, cell):
            continue
        if starts and (is_upper(text) or mark.cell is not None or len(text) < 70):
            lines.append(text)
            cell = mark.cell
        elif lines and len(text) < 90 and (is_upper(text) or not is_upper(lines[-1])) and not any(map(str.isdigit, text)):
            lines.append(text)
    if lines:
        return lines
    for mark in found:  # a name without a known first word: capitals above the number
        if mark.kind in ("number", "nation", "party"):
            break
        if mark.kind == "words" and is_upper(mark.text) and len(mark.text) < 90:
            lines.append(mark.text.strip(" *-–—_|."))
    return [line for line in lines if line]


def _same_box(one: tuple[int, int, int] | None, other: tuple[int, int, int] | None) -> bool:
    """Both outside tables, or in one column of one table."""
    if one is None or other is None:
        return one is other
    return one[0] == other[0] and one[2] == other[2]


def _join(lines: Sequence[str]) -> tuple[list[str], bool]:
    """Printed lines to names: a name that wraps is one. Two names on one line are two, and issue together (second value)."""
    words = load_headings()
    names: list[str] = []
    for number, line in enumerate(lines, 1):
        folded = fold(line)
        starts = words.agency_pattern.match(folded) is not None and words.not_agency_pattern.match(folded) is None
        if number == len(lines) and " " not in folded:
            starts = False  # "SỞ TÀI NGUYÊN VÀ MÔI" / "TRƯỜNG": one syllable names no agency
        if names and (not starts or _wants_more(names[-1]) or _CONTINUES.match(folded)):
            names[-1] = f"{names[-1]} {line}"
        else:
            names.append(line)
    pieces = [_pieces(name) for name in names]
    return [piece for group in pieces for piece in group], any(len(group) > 1 for group in pieces)


def _branch(name: str) -> list[str]:
    """A body and the one below it that stand in one line: "UBND TỈNH AN PHÚ SỞ CÔNG THƯƠNG", "TẬP ĐOÀN ... QUÂN ĐỘI VIETTEL TÂY NINH"."""
    words = name.split()
    if _GROUP.match(fold(name)):
        for cut in range(len(words) - 1, 3, -1):
            above, below = " ".join(words[:cut]), " ".join(words[cut:])
            if parse_agency(above).id is not None and any(mention.start == 0 for mention in find_agencies(below)):
                return [above, below]
        return [name]
    first = next(iter(find_agencies(name)), None)
    if first is None or first.start or first.agency.id is None:
        return [name]
    below = name[first.end :].strip()
    headings = load_headings()
    folded = fold(below)
    stands = headings.agency_pattern.match(folded) is not None and headings.not_agency_pattern.match(folded) is None
    return [name[: first.end], below] if stands and len(folded) > 4 else [name]


def _wants_more(name: str) -> bool:
    folded = fold(name)
    words = load_headings()
    return _GOES_ON.search(folded) is not None or folded in words.incomplete or folded in words.broken


def _pieces(name: str) -> list[str]:
    folded = fold(name)
    peers = load_headings().peer_pattern
    if not peers.match(folded) and not folded.startswith(
        ("chính phủ", "ủy ban", "ban ", "thanh tra", "quốc hội", "tổng liên đoàn")
    ):
        return [name]
    cuts = [match for match in _JOINT.finditer(folded) if match.start() > 3]
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(name[at : cut.start()])
        at = cut.end()
    pieces.append(name[at:])
    return pieces if len(pieces) == 1 or all(len(piece) > 4 for piece in pieces) else [name]


def _is_joint(names: Sequence[str]) -> bool:
    if len(names) < 2:
        return False
    words = load_headings()
    peers = [words.peer_pattern.match(folded := fold(name)) and not words.not_peer_pattern.match(folded) for name in names]
    return all(peers)


def _completed(name: str, above: str) -> str:
    """The longer form of the authority line: "ỦY BAN NHÂN DÂN TỈNH" below which stands "ỦY BAN NHÂN DÂN TỈNH TÂY NINH"."""
    body = _body_of(above)
    if body is None:
        return name
    short, long = key(name), key(body)
    longer = short and long.startswith(short + " ") and not long[len(short) + 1 :].startswith("cộng hòa")
    return body if longer else name


def _body_of(above: str) -> str | None:
    """The body behind an authority line: "BỘ TRƯỞNG BỘ CÔNG THƯƠNG" speaks for the ministry."""
    above = squeeze(above)
    if not above:
        return None
    folded = fold(above)
    cut = _SESSION.search(folded)
    if cut and cut.start() > 3:
        above, folded = above[: cut.start()], folded[: cut.start()]
    office = _OFFICE.match(folded)
    rest = folded[office.end() :] if office else ""
    if office and load_headings().agency_pattern.match(rest) and rest != "nước":
        above = above[office.end() :]
    return above.strip() or None
