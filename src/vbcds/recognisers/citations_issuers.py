"""The issuer of a cited document: the body after "của", or the subject right before the document.

Only what the words name is an issuer; a symbol alone gives none (contract). Extents are found here with a small grammar; the canonical
name is that of `recognisers.agencies`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from vbcds.lexicons.issuers import load_issuers
from vbcds.lexicons.wordtree import WordTree
from vbcds.model.records import Agency
from vbcds.recognisers.citations_dates import match_date_before
from vbcds.recognisers.symbols import Symbol
from vbcds.text.fold import key, lower_same_length, modern_tones

_CAPITAL = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_OF = re.compile(r"\s{0,3},?\s{0,3}(?:của|do|CỦA|Của)\s{1,3}")
_GAP = re.compile(r"\s{1,3}")
_OFFICES = (
    "bộ trưởng|thứ trưởng|quyền bộ trưởng|phó chủ tịch|chủ tịch|phó giám đốc|tổng giám đốc|giám đốc|tổng cục trưởng|cục trưởng|chánh văn phòng|"
    "chánh án|viện trưởng|phó thống đốc|thống đốc|tổng thanh tra|chánh thanh tra|tổng kiểm toán|chủ nhiệm|trưởng ban thường trực|trưởng ban|phó trưởng ban|"
    "bí thư|hiệu trưởng|vụ trưởng|thủ trưởng|tổng thư ký|trưởng phòng|tư lệnh|chi cục trưởng"
)
_OFFICE = re.compile(
    rf"(?:đồng chí\s{{1,2}})?(?:{_OFFICES})(?:\s{{0,1}}(?:,|kiêm)\s{{1,2}}(?:{_OFFICES}))?\s{{1,3}}(?=\S)", re.IGNORECASE
)
#: Bodies of local authority: head, level, place.
_LOCAL = re.compile(
    r"(?:(?:thường trực|ban thường vụ|ban chấp hành|văn phòng|đoàn đại biểu quốc hội và|đoàn đbqh và)\s{1,3})?"
    r"(?:hội đồng nhân dân|hđnd|[ủu][ỷyỳỵ] ban nhân dân|ủy ban nhân dân|uỷ ban nhân dân|ubnd|ub mttq|tỉnh [ủu][ỷy]|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|"
    r"huyện ủy|huyện uỷ|thị ủy|thị uỷ|quận ủy|quận uỷ|đảng ủy|đảng uỷ|đảng bộ)",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?:\s{1,3}|(?<=\.))(?:tỉnh|thành phố|tp\.?|thị xã|tx\.?|huyện|quận|xã|phường|thị trấn|đặc khu|lâm thời|khối|cấp (?:tỉnh|huyện|xã)|các cấp)(?!\w)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    rf"\s{{1,3}}(?:Thủ đô\s)?[{_CAPITAL}][^\W\d_]*(?:(?:\s{{1,2}}|\s?-\s?)[{_CAPITAL}][^\W\d_]*){{0,4}}|\s{{1,3}}[0-9]{{1,2}}(?![\w/.,-])"
)
_HEAD = re.compile(
    r"(?:chính phủ|thủ tướng|phó thủ tướng|bộ|liên bộ|liên ngành|sở|ban|[ủu]y ban|ủy ban|uỷ ban|ub|hội đồng|cục|tổng cục|chi cục|vụ|viện|văn phòng|vpcp|phòng|thanh tra|"
    r"kiểm toán|ngân hàng|tòa án|toà án|viện kiểm sát|trung ương|quốc hội|trung tâm|trường|đại học|học viện|bệnh viện|công an|quân khu|bộ tư lệnh|"
    r"liên đoàn|tổng liên đoàn|hội|đoàn|tập đoàn|tổng công ty|công ty|bảo hiểm xã hội|kho bạc|đảng đoàn|cơ quan|tiểu ban|tổ công tác|tổ chỉ đạo|thường trực|chủ tịch nước|"
    r"đài|quỹ|tiểu khu|nhà xuất bản|hiệp hội|mặt trận|ttcp)(?!\w)",
    re.IGNORECASE,
)
#: Words that end a name, and pairs of words that do unless they are capitalised ("Ban Chỉ đạo", "Ban Tổ chức").
_STOP = frozenset(
    [
        "về",
        "đã",
        "được",
        "đối",
        "để",
        "nhằm",
        "thì",
        "là",
        "theo",
        "tại",
        "năm",
        "ngày",
        "kèm",
        "khi",
        "cho",
        "với",
        "sẽ",
        "do",
        "từ",
        "đến",
        "vào",
        "nhưng",
        "mà",
        "của",
        "bằng",
        "như",
        "này",
        "nói",
        "trước",
        "có",
        "hoặc",
        "đang",
        "cũng",
        "v/v",
        "cùng",
        "nêu",
    ]
)
_STOP_PAIRS = frozenset(
    [
        "phê duyệt",
        "ban hành",
        "quy định",
        "hướng dẫn",
        "sửa đổi",
        "bổ sung",
        "thông qua",
        "thành lập",
        "chỉ đạo",
        "công bố",
        "giao cho",
        "giao nhiệm",
        "giao chỉ",
        "giao kế",
        "giao dự",
        "ký ban",
        "kết luận",
        "xác định",
        "đề nghị",
        "yêu cầu",
        "triển khai",
        "thực hiện",
        "bãi bỏ",
        "hủy bỏ",
        "huỷ bỏ",
        "chấp thuận",
        "tổ chức",
        "điều chỉnh",
        "tiếp tục",
        "kiện toàn",
        "quyết định",
        "xây dựng",
        "trên địa",
        "trên cơ",
        "trong đó",
        "trong việc",
        "báo cáo",
        "thông báo",
        "đính chính",
        "công nhận",
        "cấp phép",
        "phân công",
        "phân cấp",
        "chuyển đổi số cho",
    ]
)
_COMMITTEE = re.compile(r"(?:ban chỉ đạo|ủy ban quốc gia|uỷ ban quốc gia|hội đồng quốc gia|tổ công tác)", re.IGNORECASE)
_COMMA = re.compile(r",\s{1,2}(?=[^\W\d_])")
_WORD = re.compile(r"\s{0,3}([^\s,;:.()\[\]\"“”]+)")
_TERM = re.compile(r",?\s{0,2}(?:\(\s?)?(?:khóa|khoá|nhiệm kỳ)\s{1,2}[0-9IVXL]{1,6}(?:\s?\))?", re.IGNORECASE)
#: Bodies with one for each place: a level or a place may follow their name.
_PLACED = re.compile(
    r"(?:sở|thanh tra|ban|cục|tòa án|toà án|viện kiểm sát|bảo hiểm|kho bạc|hội|liên minh|đoàn|công an|văn phòng)(?!\w)",
    re.IGNORECASE,
)
_MORE_BODIES = re.compile(r"\s{0,2}(?:,|-|và)\s{1,2}", re.IGNORECASE)

_VERB_BEFORE = re.compile(
    r"\s{0,2},?\s{0,2}(?:(?:đã|vừa|cũng|sẽ|tiếp tục|đang)\s{1,2}){0,2}(?:vừa )?"
    r"(?P<verb>ban hành|ký ban hành|ký|có|ra|phát hành|trình)\s{1,3}(?:các\s{1,2})?$",
    re.IGNORECASE,
)
_AT_BEFORE = re.compile(
    r"\s{0,2},?\s{0,2}(?:(?:đã|vừa)\s{1,2})?(?:(?:phê duyệt|ban hành|quy định|giao|hướng dẫn|chỉ đạo|công bố|thông báo|kết luận|nêu|đề nghị|yêu cầu|chấp thuận|thông qua|"
    r"quyết nghị|quyết định|cho phép|có ý kiến|trình|báo cáo|đề xuất)(?:\s[^;:\n]{0,80})?)?:?\s{1,2}(?:tại|trong|theo)\s{1,2}(?:các\s{1,2}|dự thảo\s{1,2})?$",
    re.IGNORECASE,
)
_HEAD_BEFORE = re.compile(
    r"(?<![\w/-])(?:Giám đốc|Chủ tịch|Phó Chủ tịch|Bộ trưởng|Thứ trưởng|Chánh|Trưởng|Thủ trưởng|Thống đốc|Tổng|Cục trưởng|Viện trưởng|Chính phủ|Thủ tướng|Phó Thủ tướng|Bộ|Liên|Sở|Ban|"
    r"Ủy ban|Uỷ ban|UBND|HĐND|Hội đồng|Cục|Chi cục|Vụ|Viện|Văn phòng|Phòng|Thanh tra|Kiểm toán|Ngân hàng|Tòa án|Toà án|Trung ương|Quốc hội|Trung tâm|Trường|Đại học|"
    r"Công an|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Huyện ủy|Huyện uỷ|Thị ủy|Quận ủy|Đảng ủy|Đảng uỷ|Đảng bộ|Thường trực|Liên đoàn|Hội|Đoàn|Bảo hiểm xã hội|Kho bạc|Tập đoàn|Bộ Chính trị|sở)(?!\w)"
)
#: Offices that only sign for their body: the body is the issuer where it proposes ("Giám đốc Sở ... tại Tờ trình").
_OF_BODY = ("giám đốc", "phó giám đốc", "bộ trưởng", "thứ trưởng", "chánh văn phòng", "chánh thanh tra", "trưởng ban", "phó trưởng ban", "trưởng phòng", "thủ trưởng",
            "cục trưởng", "chi cục trưởng", "vụ trưởng", "tổng cục trưởng", "hiệu trưởng", "viện trưởng", "tổng thanh tra", "thống đốc", "chủ nhiệm", "tổng giám đốc")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """A body named in the text: raw words are `text[start:end]`; `name_end` leaves out a term of office ("khóa XIII")."""

    start: int
    end: int
    agency: Agency
    #: Start of the body without the office word before it.
    body_start: int


@cache
def _tree() -> WordTree:
    names: set[str] = set()
    for entry in load_issuers().values():
        if entry.family in ("local", "joint"):
            continue
        for name in entry.names:
            names.add(name)
            names.add(name.replace(" - ", " "))
            names.add(name.replace(" và ", " & "))
        head = {"ministries": "Bộ ", "departments": "Sở "}.get(entry.family)
        if head and entry.names[0].startswith(head):
            short = entry.abbreviation[1:]
            names.add(head + short)
            names.add(entry.names[0].replace("Phát triển nông thôn", "PTNT"))
    names |= {
        "Ban Chấp hành Trung ương",
        "Ban Chấp hành Trung ương Đảng Cộng sản Việt Nam",
        "Trung ương Đảng",
        "Ban Bí thư Trung ương Đảng",
        "Ban Bí thư Trung ương",
    }
    names |= {
        "Phó Thủ tướng Chính phủ",
        "Bộ Nông nghiệp & Phát triển nông thôn",
        "Bộ VHTT&DL",
        "Bộ LĐ-TB&XH",
        "Thủ tướng",
        "TTCP",
        "Hội đồng Bộ trưởng",
    }
    names |= {
        "Tòa án nhân dân tối cao",
        "Ngân hàng Nhà nước",
        "Bảo hiểm xã hội Việt Nam",
        "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
    }
    return WordTree(names)


@lru_cache(maxsize=4096)
def name_of(raw: str) -> Agency:
    """The agency that words name: canonical name, id where the registry knows it; an office before the body stays in the name.

    >>> name_of("Chủ tịch UBND tỉnh").name, name_of("Thủ tướng Chính phủ").name
    ('Chủ tịch Ủy ban nhân dân tỉnh', 'Thủ tướng Chính phủ')
    """
    words = " ".join(raw.split())
    office = _OFFICE.match(words)
    if office and not lower_same_length(words).startswith("chủ tịch nước"):
        body = _canonical(words[office.end() :])
        title = office[0].strip()
        title = title.capitalize() if title.isupper() else title[0].upper() + title[1:]
        return Agency(raw=raw, name=f"{title} {body.name}")
    body = _canonical(words)
    return Agency(raw=raw, name=body.name, id=body.id)


def _canonical(words: str) -> Agency:
    try:
        from vbcds.recognisers.agencies import parse_agency
    except ImportError:  # pragma: no cover
        return Agency(raw=words, name=modern_tones(words))
    return parse_agency(words)


def body_at(text: str, start: int) -> Body | None:
    """The body whose name begins at `start`, or None."""
    office = _OFFICE.match(text, start)
    body_start = office.end() if office and not lower_same_length(text[start : start + 13]).startswith("chủ tịch nước") else start
    end = _end_of_body(text, body_start)
    if end is None:
        return None
    raw = text[start:end]
    agency = name_of(raw)
    term = _TERM.match(text, end)
    return Body(start, term.end() if term else end, agency, body_start)


def _end_of_body(text: str, start: int) -> int | None:
    known, local = _tree().match(text, start), _LOCAL.match(text, start)
    if local and not (known and known > local.end()):
        return _with_place(text, local.end(), alone=True)
    if known and not _COMMITTEE.match(text, start):
        return (
            _with_place(text, known, alone=lower_same_length(text[known - 2 : known]) in ("ủy", "uỷ"))
            if _PLACED.match(text, start)
            else known
        )
    head = _HEAD.match(text, start)
    if not head or (text[start].islower() and head[0] not in ("liên bộ", "liên ngành", "sở", "tỉnh ủy", "chính phủ")):
        return None
    return _run(text, start, head.end())


def _with_place(text: str, end: int, *, alone: bool) -> int:
    """The end with level and place; `alone`: a place may follow without its level ("Tỉnh ủy Tây Ninh")."""
    level = _LEVEL.match(text, end)
    if level:
        end = level.end()
        if level[0].isupper() and len(level[0]) > 4:
            return _upper_place(text, end)
    if (level or alone) and (place := _PLACE.match(text, end)) and (level or "\n" not in place[0][:2]):
        words = place[0].split()
        following = _WORD.match(text, place.end())
        pair = f"{words[-1]} {following[1]}" if following else words[-1]
        if lower_same_length(pair) in _STOP_PAIRS or words[-1] in ("Về", "V/v"):
            words.pop()
        if words and not _HEAD.fullmatch(words[0]) and lower_same_length(words[0]) not in _STOP:
            last = words[-1]
            end = end + place[0].rindex(last) + len(last)
    return end


def _upper_place(text: str, end: int) -> int:
    """In a heading all in capitals a place ends before the next word of prose."""
    for _ in range(4):
        word = _WORD.match(text, end)
        if not word or "\n" in word[0] or lower_same_length(word[1]) in _STOP or not word[1].isupper():
            break
        end = word.end()
    return end


def _run(text: str, start: int, end: int) -> int | None:
    """A name of no known form: words up to one that begins prose. "Ban Chỉ đạo ... về <field>" keeps its field."""
    upper = text[start:end].isupper() and len(text[start:end]) > 3
    committee = _COMMITTEE.match(text, start) is not None
    last: int | None = None
    for count in range(18):
        word = _WORD.match(text, end)
        if not word or (word[1][0] in "-–+•|" and "\n" in word[0]) or word[1] in ("-", "–", "|"):
            break
        low = modern_tones(lower_same_length(word[1]))
        following = _WORD.match(text, word.end())
        after = modern_tones(lower_same_length(following[1])) if following else ""
        small = word[1][0].islower()
        if low == "về" and committee and small:
            pass
        elif (
            (low in _STOP and (small or upper))
            or ((small or (upper and count)) and f"{low} {after}" in _STOP_PAIRS)
            or (low == "và" and (not following or (following[1][0].isupper() and _HEAD.match(text, following.start(1)))))
        ):
            break
        end = word.end()
        if low not in ("và", "về"):
            last = end
        comma = _COMMA.match(text, end)
        if (
            comma
            and low in ("phòng", "nghệ", "dân", "tạo", "tiêu", "lãng", "cháy", "nhũng", "phí", "hóa", "sát")
            and text[comma.end()].islower()
        ):
            end = comma.end() - 1
        elif text[end : end + 1] in tuple(',;:.()[]"“”') or (text[end : end + 1] == "\n" and not text[end + 1 : end + 2].islower()):
            break
    return last


def body_after(text: str, start: int, symbol: Symbol | None, *, dated: bool) -> Body | None:
    """The issuer after a number or date: "của Thủ tướng Chính phủ", "do Bộ Y tế (ban hành)"."""
    if match := _OF.match(text, start):
        body = body_at(text, match.end())
        return _joint(text, body, symbol) if body else None
    if dated and (gap := _GAP.match(text, start)) and "\n" not in gap[0]:
        at = gap.end()
        known = _tree().match(text, at) or ((local := _LOCAL.match(text, at)) and local.end())
        if known and text[at].isupper():
            body = body_at(text, at)
            if body and re.compile(r"\s{0,2}(?:$|[,;.)\n]|về|phê duyệt|quy định|hướng dẫn|ban hành)").match(text, body.end):
                return body
    return None


def _joint(text: str, body: Body, symbol: Symbol | None) -> Body:
    """Several bodies of a joint document: as many as the symbol names."""
    wanted = len(symbol.issuers) if symbol else 1
    names = [body.agency.name]
    end = body.end
    while len(names) < min(wanted, 8) and (gap := _MORE_BODIES.match(text, end)) and (other := body_at(text, gap.end())):
        names.append(other.agency.name)
        end = other.end
    if len(names) == 1:
        return body
    name = f"{', '.join(names[:-1])} và {names[-1]}"
    return Body(body.start, end, Agency(raw=text[body.start : end], name=name), body.body_start)


def body_before(text: str, floor: int, start: int, kind: str, symbol: Symbol | None) -> tuple[Agency | None, object]:
    """The issuer that is the subject right before a citation, and the date before it.

    "Tỉnh ủy ban hành Nghị quyết số ...", "Giám đốc Sở ... tại Tờ trình số ...", "Ngày 24/7/2024, Chủ tịch UBND tỉnh có Công văn số ...".
    `floor`: where the sentence (or the citation before) ends.
    """
    floor = max(floor, start - 170)
    for match in _HEAD_BEFORE.finditer(text, floor, start):
        body = body_at(text, match.start())
        if not body or body.end > start:
            continue
        between = text[body.end : start]
        if not (told := _VERB_BEFORE.match(between)) and not (at := _AT_BEFORE.match(between)):
            continue
        agency = body.agency
        if told is None or told["verb"].lower() in ("có", "ra", "trình"):
            if not _agrees(symbol, agency.name):
                return None, None
            agency = _proposer(text, body, match.start(), floor, kind, symbol)
        date = match_date_before(text, floor, match.start())
        return agency, date
    return None, None


def _proposer(text: str, body: Body, start: int, floor: int, kind: str, symbol: Symbol | None) -> Agency:
    office = lower_same_length(text[start : body.body_start]).strip()
    agency = body.agency
    if office.startswith(_OF_BODY):
        agency = name_of(text[body.body_start : body.end])
    if symbol and len(symbol.issuers) > 1 and (others := _bodies_before(text, floor, start)):
        names = [*others, agency.name]
        return Agency(raw=text[start : body.end], name=f"{', '.join(names[:-1])} và {names[-1]}")
    return agency


def _bodies_before(text: str, floor: int, start: int) -> list[str]:
    """Names in a list that ends before `start`: "Bộ trưởng Bộ A và "."""
    for match in _HEAD_BEFORE.finditer(text, floor, start):
        body = body_at(text, match.start())
        if body and (gap := _MORE_BODIES.match(text, body.end)) and gap.end() == start:
            return [name_of(text[body.body_start : body.end]).name]
    return []


def _agrees(symbol: Symbol | None, name: str) -> bool:
    """Whether the symbol can be that of the body; true where the symbol is not known."""
    entries = symbol.issuer_entries if symbol else ()
    if not entries:
        return True
    folded = key(name)
    return any(key(known) in folded or folded in key(known) for entry in entries for known in entry.names) or any(
        e.family == "party" for e in entries
    )
