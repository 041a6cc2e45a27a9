"""How much of some work is done, as far as a statement counts it: shares, ratios, "12 trong số 24 trường", "còn thiếu 05 lớp"."""

from __future__ import annotations

import re

#: Offices and things that work is done for, one by one.
_UNITS = (
    r"(?:xã|phường|huyện|thị xã|thành phố|đặc khu|sở|ngành|ban|đơn vị|cơ quan|địa phương|phòng|trường|bệnh viện|trạm|cơ sở|thôn|bản|ấp"
    r"|tổ dân phố"
    r"|khu phố|hộ|doanh nghiệp|hợp tác xã|chi nhánh|điểm)"
)
_SHARE = re.compile(
    r"(?:đạt|được|hoàn thành|khoảng|tỷ lệ|thực hiện|\(|(?P<of>bằng))\s*(?:tỷ lệ|khoảng|gần|trên"
    r"|hơn)?\s*:?\s*(?P<share>\d+(?:[.,]\d+)?)\s?%"
    r"(?(of)(?!\s(?:so với|cùng kỳ|tổng số|số|trong tổng)))"
)
_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?"
_RATIO = re.compile(rf"(?<![\d/.,])({_NUMBER})\s?/\s?({_NUMBER})(?![\d/]|[.,]\d)")
#: "12 trên 24 trường", "03 lớp trong tổng số 08 lớp".
_OUT_OF = re.compile(
    rf"(?<![\d/.,])({_NUMBER})(?: [^\W\d]+){{0,3}} (?:trên|trong)(?: tổng)?(?: số)?(?: là)? ({_NUMBER}) (?!%)[^\W\d]"
)
_CHANGE = re.compile(r"(?:tăng|giảm|vượt|cao hơn|thấp hơn|so với[^,;.]{0,40})\s*(?:thêm|khoảng|hơn)?\s*$")
#: Numbers before a slash that count nothing: a place in a ranking, a day, the number of a document.
_NO_COUNT = (
    "hạng",
    "thứ",
    "vị trí",
    "nhóm",
    "ngày",
    "đứng",
    "trực",
    "quyết định",
    "số",
    "tháng",
    "mốc",
    "hạn",
    "trước",
    "hết",
    "đến",
    "từ",
)
#: "còn thiếu 40 vị trí", "còn 05 lớp mở trong quý III".
_LACKING = re.compile(r"(?<!\w)(?:còn (?:thiếu |lại )?|thiếu )\d+ [^\W\d]+(?! (?:kiến nghị|phản ánh|hồ sơ))")
_SOME = re.compile(
    rf"(?:mới có |đã có )?(?:một số|phần lớn|đa số|nhiều|vài|hầu hết)(?: các)? {_UNITS}(?:\s[^\W\d]+){{0,6}}? (?:đã|được)(?!\w)"
)
_ALL = re.compile(
    rf"100\s?%|(?<!\w)(?:toàn bộ|tất cả|cả|mọi)(?: các)?(?: \d+)? {_UNITS}(?!\w)|(?:các|mọi) {_UNITS} đều (?:đã|được|có)(?!\w)"
)
#: How it was and how it is.
_BEFORE = re.compile(
    r"(?<!\w)(?:(?:tháng|kỳ|quý|năm) (?:trước|ngoái)|trước (?:đó|đây)|đầu (?:năm|kỳ|tháng)|(?:tăng|nâng"
    r"|đưa)(?: [^\W\d]+){0,4}? lên|nay|hiện)(?!\w)"
)
#: A share that is printed as 100 %, rounded.
_ALL_BUT = 0.995
#: All of what was to be done.
WHOLE = re.compile(r"100\s?%|(?<![\d./])(\d[\d.]*)/\1(?![\d/])")


def is_partial(folded: str) -> bool | None:
    """Whether a share or a count in a statement (folded) tells that something is left to do; None where nothing is counted.

    >>> is_partial("đã mở 03 lớp trong tổng số 08 lớp"), is_partial("34/34 xã đã kết nối"), is_partial("đã mở 03 lớp")
    (True, False, None)
    >>> is_partial("học bạ điện tử 30/40 trường (75%), sổ điểm 40/40 trường (100%)")
    True
    >>> is_partial("học bạ điện tử 30/40 trường, chiếm 75%, sổ điểm 40/40 trường (100%)")
    True
    >>> is_partial("tháng trước 30/40 trường (75%), đến nay 40/40 trường (100%)")
    False
    """
    shares = [
        float(match["share"].replace(",", "."))
        for match in _SHARE.finditer(folded)
        if _CHANGE.search(folded[max(0, match.start("share") - 30) : match.start("share")]) is None
    ]
    counts = [
        (_value(match[1]), _value(match[2]))
        for match in _RATIO.finditer(folded)
        if not folded[: match.start()].rstrip().endswith(_NO_COUNT) and not _is_day(match)
    ]
    counts += [(_value(match[1]), _value(match[2])) for match in _OUT_OF.finditer(folded)]
    if shares:
        # the last share is the newest of one thing; of two things told side by side each counts
        partly = min(shares) < 100 or any(part < _ALL_BUT * whole for part, whole in counts)
        return shares[-1] < 100 or (len(counts) > 1 and partly and _BEFORE.search(folded) is None)
    if counts:
        return any(part < whole for part, whole in counts)
    if _LACKING.search(folded) or _SOME.match(folded):
        return True
    return False if _ALL.search(folded) else None


def _is_day(match: re.Match[str]) -> bool:
    """ "trước 31/5", "2/2025": a day or a month; a part is not larger than its whole."""
    first, second = _value(match[1]), _value(match[2])
    return 1900 < second < 2100 or (first > second and first <= 31 and second <= 12)


def _value(number: str) -> float:
    return float(number.replace(".", "").replace(",", "."))
