"""Numbers of documents in a text, with the type words before them. Works on text with look-alikes folded one to one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vbcds.lexicons.doctypes import DocumentType, load_document_types, parse_type, type_of_abbreviation
from vbcds.lexicons.issuers import find_issuer
from vbcds.recognisers.symbols import Symbol, parse_symbol
from vbcds.text.fold import lower_same_length

_UP = "A-ZĐƯƠĂÂÊÔ"
_TOKEN = rf"(?:[{_UP}]{{0,6}}(?:T[Tt]g|Tr|tr|Qđ|QĐi|QyĐi?|TrS|ThU|SNgV)[{_UP}]{{0,12}}|[{_UP}][{_UP}0-9&]{{0,24}}(?: ?1[0-9](?<=QH [0-9]{{2}}))?[a-zđ]?)"
_TOKEN_END = r"(?:(?!\w)|(?=ngày|của|về))"
_SEP = r"(?:\s{0,2}[/_-]\s{0,2})"
_NUMBER = re.compile(
    rf"[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?[a-zđA-E]?(?P<year>{_SEP}(?:(?:19|20)[0-9]{{2}}|[0-9]{{5}}|[0-9]{{2}}))?"
    rf"(?P<sep>{_SEP}|\s{{1,2}})(?P<token>{_TOKEN}){_TOKEN_END}"
)
_MORE = re.compile(rf"(?P<joint>{_SEP}|\.)(?P<token>{_TOKEN}){_TOKEN_END}")
#: Whatever else clings to a number after "số" ("01/KH1N-01/17h00/DBQG-DBKH").
_CLING = re.compile(r"(?:[/_-][\wĐđ&.]{1,20}(?<![.])){1,8}")
_ODD = re.compile(r"[0-9]{1,6}(?:[/_-][\w&]{1,20}){2,8}")
#: Old local forms with a dot: 01/1999/QĐ.UB, 1330/QĐ-CT.UB, 11/1998/QĐ-TC.CCVC.
_DOTTED = frozenset({"UB", "UBT", "UBH", "UBND", "UBNDT", "CCVC", "TCCB", "HĐND", "BCĐ", "TU", "HU"})
_AFTER_SPACED = re.compile(r"\s{0,2}(?:$|[,;.)\n]|ngày|NGÀY|của|về)")

#: A short number stands after the last letters of a type word and a space.
_SHORT = re.compile(
    r"[0-9](?<=(?:nh|NH|ết|ẾT|hị|HỊ|tư|TƯ|Tư|án|ÁN|ện|ỆN|ận|ẬN|số|SỐ|ch|CH|áo|ÁO|ăn|ĂN|ật|ẬT|NĐ|NQ|QĐ)[ \n][0-9])"
    r"[0-9]{0,4}(?:[a-zđ](?!\w))?(?P<year>/(?:19|20)[0-9]{2})?(?![0-9A-Za-zÀ-ỹ%]|[.,/:-][0-9]|\s?[/–-]\s?[A-ZĐ0-9])"
)
_UNITS = (
    r"năm(?!\s+(?:19|20)\d\d)|tháng|ngày(?!\s+\d)|tuần|giờ|phút|quý|nội|nhiệm|giải|việc|vấn|hộ|người|tỷ|tỉ|triệu|nghìn|ngàn|đồng|điểm|khoản|điều|phần|"
    r"chương|trang|bước|giai|lần|cấp|bên|xã|phường|huyện|tỉnh|quận|dự|đề án|mục|chỉ tiêu|nhóm|cơ|đơn|trường|thủ|dịch|cán|công|học|giáo|lớp|km|m2|ha|kg|"
    r"tấn|bài|cuộc|hội|doanh|thành|đồng chí|văn|nghị|quyết|hồ|suất|gói|loại|mức|tiêu|chính|chữ|con|cái|chiếc|bộ|sở|ngành|khâu|mặt|tập|cá|bậc|vị|chức|"
    r"đối tượng|biện|kỳ|khóa|khoá|buổi|phiên|bản|tờ|cây|tuyến|trạm|thôn|khu|nước|đợt|ca|vụ|phương|hình|nguyên|yếu|kiến|trên|phần trăm"
)
_UNIT_AFTER = re.compile(rf"\s+(?:{_UNITS})(?!\w)", re.IGNORECASE)
_PLAIN_AFTER = re.compile(
    r"[¹²³⁰-⁹*]{0,2}(?:\s{0,2}(?:$|[.,;:)\]\"'»!?|(/\n-])|\s{1,2}(?:[A-ZĐÀ-Ỵ]|(?:của|ngày\s+\d|về|và|là|đã|được|để|do|thì|tại|theo|với|có|cũng|nêu|cho|"
    r"nhằm|hiện|đối với|hay|hoặc|sẽ|không|ra|từ|như|này|trong|còn|khi|đến|phê|ban|hướng|yêu|đề ra|xác|đạt|vào|bao|sang|ở|bằng|trước|sau|vẫn|"
    r"năm\s+(?:19|20)\d\d)(?!\w)))"
)
_DATED_AFTER = re.compile(r"\s{0,2},?\s{0,2}(?:ngày\s+\d|của\s+[A-ZĐỦƯ])", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
_NOUNS_ONLY = frozenset({"nghị quyết", "nghị định", "thông tư", "chỉ thị", "đề án", "công điện"})

#: Numbers after these words are not numbers of documents of state.
_NOT_AFTER = re.compile(
    r"(?<!\w)(?:mẫu|biểu|biểu mẫu|mẫu biểu|phụ lục|phụ biểu|giấy phép(?:\s\w{1,12}){0,6}|giấy chứng nhận(?:\s\w{1,12}){0,8}|chứng chỉ(?:\s\w{1,12}){0,4}|"
    r"tài khoản|tk|mã|mã số|fax|điện thoại|đt|hotline|lô|thửa|thửa đất|tờ bản đồ|bản đồ|biển|biển số|hóa đơn|hoá đơn|phiên bản|seri|serial|"
    r"gói thầu|đăng ký|số hiệu|số đăng ký|quy chuẩn|tiêu chuẩn|qcvn|tcvn|hộ chiếu|cccd|cmnd)"
    r"\s{0,2}[:.]?\s{0,2}(?:số)?\s{0,2}[:.]?\s{0,2}$"
)
_BODIES = (
    "quốc hội|chính phủ|thủ tướng|ủy ban|uỷ ban|ubnd|hđnd|hội đồng|bộ|sở|ban|chủ tịch|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|huyện ủy|văn phòng|trung ương|"
    "tòa án|viện kiểm sát|ngân hàng|cục|tổng cục|hội nghị|đảng ủy"
)
_NUMBER_WORD = re.compile(r"(?:^|(?<=[^\w]))(?P<so>số|số hiệu|số,? ký hiệu)\s{0,2}[:.]?\s{0,2}$")
_LETTERHEAD = re.compile(r"(?:^|[\n|])\s{0,3}(?:Số|SỐ)\s{0,2}[:.]?\s{0,2}$|(?<!\w)(?:Số|SỐ)\s{0,2}:\s{0,2}$")
_MIDWORD = re.compile(r"(?:số|SỐ|Số|QĐ|NQ|NĐ|KH|TTr|CV)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberHit:
    """A number with its type: `start` is that of the type word (or of "số", or of the number)."""

    start: int
    number_start: int
    end: int
    symbol: Symbol
    #: The type that words name, None where only the symbol can tell.
    named: DocumentType | None
    #: "số" stands before the number.
    so: bool
    #: Where the body begins that stands between type and number ("Nghị quyết của Quốc hội số 51/2001/QH10").
    body: int | None = None

    @property
    def kind(self) -> str:
        """The type's name; "văn bản" with the symbol of a letter is "công văn"."""
        if self.named is None or self.named.name == "văn bản":
            if self.symbol.type is not None:
                return self.symbol.type.name
            return "luật" if self.symbol.form == "assembly" else "văn bản"
        return self.named.name


@cache
def _type_before() -> re.Pattern[str]:
    types = load_document_types()
    forms = sorted({form for kind in types.types for form in kind.forms}, key=len, reverse=True)
    modifiers = "|".join(sorted(types.modifiers, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<type>{'|'.join(f.replace(' ', chr(92) + 's{1,3}') for f in forms)})(?:\s{{1,2}}(?:{modifiers})){{0,2}}"
        r"(?:\s{0,2}[(:,]?\s{0,2}(?P<so>số|so|số hiệu|mang số|có số)\s{0,2}[:.]?\s{0,2}|\s{1,2}|\s{0,1}[:(]\s{0,1})$"
    )


@cache
def _type_of_body() -> re.Pattern[str]:
    """ "Nghị quyết của Quốc hội số 51/2001/QH10": the body stands between."""
    forms = sorted({form for kind in load_document_types().types for form in kind.forms}, key=len, reverse=True)
    return re.compile(
        rf"(?<!\w)(?P<type>{'|'.join(forms)})\s{{1,2}}của\s{{1,2}}(?P<body>(?:{_BODIES}))[^,;:.()\n]{{0,60}}?\s{{1,2}}(?P<so>số)\s{{0,2}}$"
    )


@cache
def _abbreviation_before() -> re.Pattern[str]:
    short = sorted({a for kind in load_document_types().types for a in kind.abbreviations if a != "L"}, key=len, reverse=True)
    return re.compile(rf"(?<![\w/.&-])(?P<type>{'|'.join(short)})(?P<so>\s{{1,2}}số)?\s{{0,2}}[:.]?\s{{0,2}}$")


def find_numbers(text: str) -> list[NumberHit]:
    """All numbers with symbol, and short numbers after a type word, in order; `text` as `fold.same_length` makes it."""
    hits: list[NumberHit] = []
    end = 0
    for match in _NUMBER.finditer(text):
        if match.start() >= end and (hit := _hit(text, match)):
            hits.append(hit)
            end = hit.end
    shorts = [hit for match in _SHORT.finditer(text) if (hit := _short(text, match))]
    if "văn bản số" in text.lower() if not hits else True:
        shorts += _odd_numbers(text)
    if shorts:
        hits = _merged(hits, shorts)
    return hits


def _merged(hits: list[NumberHit], others: list[NumberHit]) -> list[NumberHit]:
    taken = sorted(hits + others, key=lambda hit: (hit.number_start, -hit.end))
    kept: list[NumberHit] = []
    for hit in taken:
        if not kept or hit.number_start >= kept[-1].end:
            kept.append(hit)
    return kept


def _hit(text: str, match: re.Match[str]) -> NumberHit | None:
    start = match.start()
    before = text[start - 1] if start else " "
    if before.isalnum():
        if not _MIDWORD.search(text, max(0, start - 3), start):
            return None
    elif (
        before in "/.,:_-"
        and not (before in ":." and start > 1 and not text[start - 2].isdigit())
        and not (before == "-" and (start < 2 or text[start - 2].isspace()))
    ):
        return None
    window = text[max(0, start - 72) : start]
    lowered = lower_same_length(window)
    named, so, offset, body = _named(text, start, window, lowered)
    typed = named is not None
    end = _symbol_end(text, match, typed)
    if end is None:
        return None
    if so and (cling := _CLING.match(text, end)):
        end = cling.end()
    symbol = parse_symbol(text[start:end])
    if not typed and not so and _NOT_AFTER.search(lowered):
        return None
    if so and not typed and (_NOT_AFTER.search(lowered) or _LETTERHEAD.search(window)):
        return None
    if typed and named and _LETTERHEAD.search(window) and "\n" in text[offset:start] and ":" in window[-3:]:
        return None  # the type's heading above the letterhead's "Số: 12/..."
    if not typed and not _is_certain(symbol):
        return None
    return NumberHit(start=offset, number_start=start, end=end, symbol=symbol, named=named, so=so, body=body)


def _named(text: str, start: int, window: str, lowered: str) -> tuple[DocumentType | None, bool, int, int | None]:
    """The type named before a number, whether "số" stands there, where the mention begins, and the body in between."""
    base = start - len(window)
    if found := _type_before().search(lowered):
        return parse_type(" ".join(found["type"].split())), bool(found["so"]), base + found.start("type"), None
    if found := _abbreviation_before().search(window):
        return type_of_abbreviation(found["type"]), bool(found["so"]), base + found.start("type"), None
    if found := _NUMBER_WORD.search(lowered):
        wide = lower_same_length(text[max(0, start - 120) : start])
        if body := _type_of_body().search(wide):
            shift = start - len(wide)
            return parse_type(body["type"]), True, shift + body.start("type"), shift + body.start("body")
        return None, True, base + found.start("so"), None
    return None, bool(lowered.endswith("số")), start, None


def _symbol_end(text: str, match: re.Match[str], typed: bool) -> int | None:
    """Where the symbol ends that begins at `match`; None where the spaces in it say that it is none."""
    separator, token = match["sep"], match["token"]
    end = match.end("token")
    kind = type_of_abbreviation(token)
    loose = separator.isspace() or (separator[0].isspace() and separator[-1].isspace())
    more = _MORE.match(text, end)
    if loose and not (typed and kind and more):
        return None
    if separator[0].isspace() and not (typed or kind or find_issuer(token)):
        return None
    open_end = kind is not None  # a type waits for its issuer
    for _ in range(9):
        if not (more := _MORE.match(text, end)):
            break
        joint = more["joint"]
        if joint == ".":
            if not (open_end or more["token"] in _DOTTED):
                break
        elif joint[0].isspace() and not open_end:
            if joint[-1].isspace() and not (kind is None and len(more["token"]) <= 5 and _AFTER_SPACED.match(text, more.end())):
                break
            if not joint[-1].isspace():
                break
        end = more.end("token")
        open_end = False
    return end


def _is_certain(symbol: Symbol) -> bool:
    """A number that is one without a type word: its symbol names a type and a body, or a known body and a field, or the Assembly."""
    if symbol.form == "assembly":
        return symbol.year is not None
    if symbol.type is None or not symbol.issuers:
        return False
    if symbol.form == "letter":
        return find_issuer(symbol.issuers[0]) is not None and bool(symbol.units or len(symbol.issuers) > 1)
    return len(symbol.issuers[0]) > 1


def _short(text: str, match: re.Match[str]) -> NumberHit | None:
    """A number without symbol after a type word: "Nghị định 42", "Nghị định số 30", "Đề án 06", "Nghị định 42/2022"."""
    start, end = match.span()
    window = text[max(0, start - 72) : start]
    lowered = lower_same_length(window)
    digits = match[0]
    if found := _type_before().search(lowered):
        named = parse_type(" ".join(found["type"].split()))
        offset = start - len(window) + found.start("type")
        so = bool(found["so"])
        capital = not text[offset].islower()
        if named is None or (not so and any(char in found[0] for char in ":(,")):
            return None
        if "\n" in found[0] and not so:
            return None  # two cells of a table
        plain = _PLAIN_AFTER.match(text, end) is not None
        if not _fits_short(named, digits, so, capital, plain, bool(match["year"]), text, end):
            return None
        if _NOT_AFTER.search(lowered):
            return None
    elif found := _abbreviation_before().search(window):
        named = type_of_abbreviation(found["type"])
        offset = start - len(window) + found.start("type")
        so = bool(found["so"])
        if found["type"] not in ("NQ", "NĐ", "QĐ") or len(digits) < 2 or _YEAR.match(digits) or not _PLAIN_AFTER.match(text, end):
            return None
    else:
        return None
    return NumberHit(start=offset, number_start=start, end=end, symbol=parse_symbol(digits), named=named, so=so)


def _fits_short(named: DocumentType, digits: str, so: bool, capital: bool, plain: bool, dated: bool, text: str, end: int) -> bool:
    if named.name in ("luật", "bộ luật", "văn bản", "pháp lệnh"):
        return dated and named.name == "luật"
    if dated:
        month = int(digits[: digits.index("/")].rstrip("abcdđ")) <= 12
        return (
            named.short
            and named.name not in ("chương trình", "đề án")
            and (so or not month or named.name in ("nghị định", "thông tư"))
        )
    if _UNIT_AFTER.match(text, end):
        return False
    if so:
        if named.short and named.name not in ("chương trình", "đề án"):
            return capital or plain
        return len(digits) >= 2 and _DATED_AFTER.match(text, end) is not None
    if not named.short or len(digits) < 2 or _YEAR.match(digits):
        return False
    if named.name == "chương trình":
        return capital and plain and (len(digits) >= 3)
    if named.name in _NOUNS_ONLY and capital:
        return True
    return plain and (capital or ((named.name in _NOUNS_ONLY and named.name != "đề án") or digits[0] == "0"))


def _odd_numbers(text: str) -> list[NumberHit]:
    """Numbers of no known form after a type word and "số": "văn bản số 01/KH1N-01/17h00/DBQG-DBKH"."""
    hits = []
    for match in _ODD.finditer(text):
        start = match.start()
        if start < 4 or text[start - 1] not in " \n:" or not any(char.isupper() for char in match[0]):
            continue
        window = text[max(0, start - 40) : start]
        found = _type_before().search(lower_same_length(window))
        if not found or not found["so"]:
            continue
        named = parse_type(" ".join(found["type"].split()))
        hits.append(
            NumberHit(
                start=start - len(window) + found.start("type"),
                number_start=start,
                end=match.end(),
                symbol=parse_symbol(match[0]),
                named=named,
                so=True,
            )  # fmt: skip
        )
    return hits
