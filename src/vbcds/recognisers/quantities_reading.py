"""The quantity around one number: its unit, its comparator, and whether it is a rank, a ratio, a range, or no quantity at all."""

from __future__ import annotations

import re

from vbcds.lexicons.units import load_units
from vbcds.model.mentions import Quantity, QuantityKind
from vbcds.recognisers.quantities_labels import is_counted, label_patterns
from vbcds.recognisers.quantities_noise import MASKED
from vbcds.recognisers.quantities_numbers import NUMBER, value_of
from vbcds.recognisers.quantities_units import UnitReading, read_unit

_NAME_BEFORE = re.compile(r"[^\W\d_]\s(?P<word>[^\W\d_]+)\s$")
_YEAR_ALONE = re.compile(r"(?:19[4-9]\d|20\d\d)")
_AGE = re.compile(r"\s?tuổi(?!\w)")
_GLUED = re.compile(r"[^\W\d_]")
#: "Tổng điểm 92,5/100", which is no day.
_SCORE = re.compile(r"(?<!\w)điểm(?:\s[^\W\d_]+){0,3}\s?:?\s$")
#: The word behind the second number of a ratio, no conjunction.
_THING_BEHIND = re.compile(r"\s(?!và\s|của\s|ngày\s|tháng\s|năm\s|tại\s|hoặc\s|đến\s|ở\s|trong\s|theo\s)[a-zà-ỹđ]{2,}")
_DATE_BEHIND = re.compile(rf"[ \n]?{MASKED}")
_SYMBOL_BEHIND = re.compile(r"\s?[-/]\s?[^\W\d_]")
_RANGE = re.compile(rf"\s?(?:-|–|÷|~|đến|tới)\s?(?P<n>{NUMBER})(?![\d])")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_RATIO = re.compile(rf"\s?/\s?(?P<n>{NUMBER})(?![\d/]|[.,]\d)")
#: "8.120 hồ sơ thanh toán trực tuyến/9.870 hồ sơ": the part with what tells it from the whole.
_RATIO_OF_PARTS = re.compile(rf"(?:\s[^\W\d]+){{1,5}}\s?/\s?(?P<n>{NUMBER})(?![\d/]|[.,]\d)")
_OUT_OF = re.compile(
    rf"\s(?:trên\s(?:tổng\s(?:số\s)?(?:là\s)?)?|trong\stổng\s(?:số\s)?(?:là\s)?)(?P<n>{NUMBER})(?![\d/%]|[.,]\d|\s?%|\s?tuổi)"
)
_UP = re.compile(r"\s?(?:trở\s(?P<way>lên|xuống)|hoặc\s(?P<more>cao|nhiều|lớn)?\s?hơn)(?!\w)")
_FROM = re.compile(r"(?<!\w)(?P<reach>đạt\s)?từ\s?$")

_RANK = re.compile(
    r"(?<!\w)(?:xếp(?:\s(?:hạng|thứ\shạng|thứ|vị\strí|ở))*|thứ\shạng|hạng"
    r"|đứng(?:\sở)?(?:\svị\strí|\sthứ|\shạng)?|vị\strí|vị\sthứ|top|tốp)"
    r"(?:\s(?:là|thứ|số|vị trí|hạng))*\s?[:]?\s?$"
)
_RANK_PLAIN = re.compile(r"(?<!\w)(?<!lần\s)(?<!ngày\s)(?<!sáng\s)(?<!chiều\s)thứ\s$")
#: "tăng 6 bậc so với thứ 24 của năm trước"; a smaller number may be a day of the week.
_RANK_THAN = re.compile(r"(?<=so với\s)thứ\s$")
_NO_WEEKDAY = 8
_RANK_BRACKET = re.compile(r"(?<=\()\s?thứ\s$")
_RANK_CONTEXT = re.compile(r"\s?/\s?\d|\s(?:cả nước|toàn quốc|trong|toàn tỉnh|thế giới|khu vực|đông nam á|trên)")
_NOT_RANK = re.compile(
    r"(?:bệnh viện|viên chức|chức danh[^,.;]{0,30}|bằng lái|giấy phép lái xe|đô thị|trường|công trình|đơn vị sự nghiệp)\shạng\s$"
)
_TOP_BEHIND = re.compile(r"\s(?:[^\W\d_]+[\s,]+){1,5}(?:dẫn đầu|đứng đầu|đầu|cao nhất|hàng đầu|tốt nhất)(?!\w)")
_GROUP = re.compile(r"(?<!\w)nhóm\s(?:thứ\s)?$")
# After these a bare number (or ratio) is a figure.
_FIGURE_CUE = re.compile(
    r"(?:đạt|là|có|được|còn|với|gồm|:|=|chiếm|tăng|giảm|bằng|số|lên|khoảng|trong đó|tổng|cộng|hoàn thành|thực hiện|vượt|\()\s?$"
)
_SHARE = re.compile(r"\s?\(?(?:đạt\s|chiếm\s)?\d+(?:[.,]\d+)?\s?%")
_OVER = re.compile(r"(?:^|[\n\x1e.,;:(\x1f–-]|(?<!\w)(?:đạt|có|cho|tới|đến|gồm|được|là|với|tại|ở|khoảng|phủ|chiếm))\s?$")
_WINDOW = 48
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_OF_SEVERAL = re.compile(r"(?<!\w)(?:các|những)\s(?:[^\W\d_]+,\s)*$")
#: "xếp hạng dưới 30/63": a rank that is bounded.
_RANK_BOUND = re.compile(r"\b(?:xếp (?:hạng|thứ)|thứ hạng|vị trí)\s+(?:thứ\s+)?(dưới|trên)\s+$")


_RANK_ENDS = frozenset(("hạng", "thứ", "trí", "xếp", "đứng", "ở", "top", "tốp", "là", "số", "nhóm"))


def _last_word(before: str) -> str:
    """The word right before, without the marks behind it."""
    return before.rstrip(" \n:.").rpartition(" ")[2].rpartition("\n")[2].lstrip('(“"')


class QuantityReader:
    """Reads the quantity around one number of a masked text."""

    def __init__(self, text: str, masked: str) -> None:
        self.text = text
        self.masked = masked

    def read(self, start: int, end: int, value: float, *, floor: int) -> Quantity | None:
        """The quantity of the number at `start`..`end`, or None; words before `floor` belong to the one before."""
        masked = self.masked
        before = masked[max(floor, start - _WINDOW) : start]
        unit = read_unit(masked, end)
        if unit is None and (_GLUED.match(masked, end) or not self.text[start].isdigit()):
            return None
        if _AGE.match(masked, end) or ((more := _RANGE.match(masked, end)) is not None and _AGE.match(masked, more.end())):
            return None
        word = _last_word(before)
        if word in _RANK_ENDS:
            rank = self._rank(start, end, value, before, unit)
            if rank is not None:
                return rank
        if unit is None and _DATE_BEHIND.match(masked, end):
            return None  # "2 năm 2021-2022"
        if (bound := _RANK_BOUND.search(before)) is not None and value == int(value) and (unit is None or unit.kind == "count"):
            ratio = _RATIO.match(masked, end)
            stop = ratio.end() if ratio is not None else end
            counted = read_unit(masked, stop)
            stop = counted.end if counted is not None and counted.kind == "count" else stop
            denominator = value_of(ratio["n"]) if ratio is not None else None
            sign = ">" if bound[1] == "trên" else "<"
            return self._quantity(start - len(bound[0]), stop, start, end, value, "hạng", sign, "rank", denominator=denominator)
        if self._is_name(before, word, start, end, unit):
            return None
        return (
            self._range(start, end, value, before, unit)
            or self._ratio(start, end, value, before, unit)
            or self._plain(start, end, value, before, unit)
        )

    # --- ranks

    def _rank(self, start: int, end: int, value: float, before: str, unit: UnitReading | None) -> Quantity | None:
        masked = self.masked
        cue = _RANK.search(before)
        if cue is None and (_RANK_PLAIN.search(before) and _RANK_CONTEXT.match(masked, end)):
            cue = _RANK_PLAIN.search(before)
        if cue is None and masked[end : end + 1] == ")":
            cue = _RANK_BRACKET.search(before)  # "tăng 7 bậc so với năm 2024 (thứ 19)"
        if cue is None and value > _NO_WEEKDAY:
            cue = _RANK_THAN.search(before)
        ratio = _RATIO.match(masked, end)
        if cue is not None and not _NOT_RANK.search(before) and value == int(value) and (unit is None or unit.kind == "count"):
            denominator = value_of(ratio["n"]) if ratio is not None else None
            stop = ratio.end() if ratio is not None else end
            counted = read_unit(masked, stop)
            if counted is not None and counted.kind == "count" and (ratio is not None or cue[0].strip() in ("top", "tốp")):
                stop = counted.end
            return self._quantity(start - len(cue[0]), stop, start, end, value, "hạng", "=", "rank", denominator=denominator)
        group = _GROUP.search(before)
        if group is not None and ratio is not None:
            denominator = value_of(ratio["n"])
            stop = ratio.end()
            counted = read_unit(masked, stop)
            return self._quantity(
                start - len(group[0]),
                counted.end if counted is not None else stop,
                start,
                end,
                value,
                "nhóm",
                "=",
                "group",
                denominator=denominator,
            )
        if group is not None and unit is not None and unit.kind == "count" and _TOP_BEHIND.match(masked, end):
            return self._quantity(start - len(group[0]), unit.end, start, end, value, "hạng", "=", "rank")
        return None

    # --- what is no quantity

    def _is_name(self, before: str, word: str, start: int, end: int, unit: UnitReading | None) -> bool:
        """Whether the words before make the number a name, a document's number or a year."""
        masked, patterns = self.masked, label_patterns()
        if unit is not None and unit.kind in ("percentage", "money"):
            return False
        if _GROUPED.fullmatch(masked[start:end]) and word in ("ngày", "tháng", "quý", "tuần", "năm", "kỳ"):
            return False  # "trả lời trong ngày 3.702/3.905 lượt"
        ordinal = word in patterns.ordinal_ends or word[-1:].isdigit() or word[-1:] in ",-/"
        digits = masked[start:end]
        strong = patterns.strong.search(before) if ordinal else None
        counted = unit is not None and unit.kind == "count"
        if unit is not None and unit.kind == "measure" and unit.name == "km":
            return False  # "quốc lộ 386 km"
        if strong is not None and not (counted and (_THOUSANDS.fullmatch(digits) or is_counted(strong[0], before, digits))):
            return True
        if word == "hạng" and _NOT_RANK.search(before):
            return True
        if unit is None:
            if _YEAR_ALONE.fullmatch(digits) or _SYMBOL_BEHIND.match(masked, end):
                return True
            if len(digits) > 6 and digits.isdigit():
                return True
            name = _NAME_BEFORE.search(self.text, max(0, start - 24), start)
            if name is not None and name["word"][0].isupper() and masked[name.start("word")] != MASKED:
                return True  # the numeral of a quarter is none
            weak = patterns.weak.search(before) if ordinal and not self._is_part(digits, end) else None
            if weak is not None and not (
                _THOUSANDS.fullmatch(digits) or (weak["word"] == "số" and self._is_amount(before[: weak.start()]))
            ):
                if weak["word"] == "điểm" and "," in digits:
                    return False  # a score: points of a law have letters
                return _OF_SEVERAL.search(before[: weak.start("word")]) is None  # "các phường 320 mắt camera"
        return False

    def _is_part(self, digits: str, end: int) -> bool:
        """Whether a number of two digits or more is the first of a ratio of things: "cấp 180/240 giấy phép", "cấp 1.024/1.031 thẻ"."""
        ratio = _RATIO.match(self.masked, end) if len(digits) > 1 else None
        unit = read_unit(self.masked, ratio.end()) if ratio is not None else None
        return unit is not None and unit.kind == "count"

    @staticmethod
    def _is_amount(before: str) -> bool:
        return before.split()[-1:] != [] and (
            before.split()[-1] in load_units().before_so or " ".join(before.split()[-2:]) in load_units().before_so
        )

    # --- ranges, ratios, plain numbers

    def _range(self, start: int, end: int, value: float, before: str, unit: UnitReading | None) -> Quantity | None:
        masked = self.masked
        match = _RANGE.match(masked, unit.end if unit is not None else end)
        if match is None:
            return None
        high = value_of(match["n"])
        second = read_unit(masked, match.end())
        if high is None or high <= value or (unit is not None and (second is None or second.name != unit.name)):
            return None
        shared = second or unit
        whole = masked[:start].strip(" \n") == "" and masked[match.end() :].strip(" \n.;,") == ""
        if shared is None and (_GLUED.match(masked, match.end()) or not (whole or _FIGURE_CUE.search(before))):
            return None
        begin, comparator = self._comparator(before, start, unit)
        lead = _FROM.search(before)
        if lead is not None and comparator == "=":
            begin = start - len(lead[0]) + len(lead["reach"] or "")
        kind: QuantityKind = shared.kind if shared is not None else "number"
        stop = shared.end if second is not None and shared is not None else match.end()
        return self._quantity(begin, stop, start, end, value, shared.name if shared else None, comparator, kind, value_max=high)

    def _ratio(self, start: int, end: int, value: float, before: str, unit: UnitReading | None) -> Quantity | None:
        masked = self.masked
        stop = unit.end if unit is not None else end
        match = _RATIO.match(masked, stop) or _OUT_OF.match(masked, stop)
        worded = _RATIO_OF_PARTS.match(masked, stop) if match is None and unit is not None else None
        match = match or worded
        if match is None:
            return None
        total = value_of(match["n"])
        counted = read_unit(masked, match.end())
        if worded is not None and (counted is None or total is None or total < value):
            return None
        if total is None or _SYMBOL_BEHIND.match(masked, match.end()):
            return None
        if unit is not None and (
            unit.kind not in ("count", "measure") or (counted is not None and not _alike(unit.name, counted.name))
        ):
            return None
        if unit is None and counted is None:
            whole = masked[:start].strip(" \n") == "" and masked[match.end() :].strip(" \n.;,)") == ""
            share = _SHARE.match(masked, match.end()) is not None
            large = _GROUPED.fullmatch(masked[start:end]) and _GROUPED.fullmatch(match["n"])  # no number of a document, and no day
            score = "," in masked[start:end] and _SCORE.search(before) is not None
            unit = UnitReading("điểm", "measure", end) if score else None
            if (
                total < value
                or _GLUED.match(masked, match.end())
                or not (
                    whole or share or large or score or _FIGURE_CUE.search(before) or self._is_of_things(value, total, match.end())
                )
            ):
                return None
        shared = counted or unit
        begin, comparator = self._comparator(before, start, unit)
        if shared is not None and shared.kind not in ("count", "measure"):
            return None
        finish = counted.end if counted is not None else match.end()
        return self._quantity(
            begin, finish, start, end, value, shared.name if shared else None, comparator, "ratio", denominator=total
        )

    def _is_of_things(self, value: float, total: float, end: int) -> bool:
        """Whether "146/210 nhà ở" is a ratio of things that the lexicon does not know: no day and no month, with a word behind."""
        return (value > 31 or total > 12) and total > 1 and _THING_BEHIND.match(self.masked, end) is not None

    def _plain(self, start: int, end: int, value: float, before: str, unit: UnitReading | None) -> Quantity | None:
        masked = self.masked
        stop = unit.end if unit is not None else end
        begin, comparator = self._comparator(before, start, unit)
        up = _UP.match(masked, stop)
        if up is None and unit is not None and unit.kind == "count":
            up = _UP.match(masked, end)
        if up is not None:
            comparator = "<=" if up["way"] == "xuống" else ">="
            stop = max(stop, up.end())
            lead = _FROM.search(masked[max(0, begin - 12) : begin])
            if lead is not None:
                begin -= len(lead[0]) - len(lead["reach"] or "")
        elif comparator == "=" and (lead := _FROM.search(before)) is not None and lead["reach"] is not None:
            begin, comparator = start - len(lead[0]) + len(lead["reach"]), ">="
        if unit is None:
            follows = masked[stop : stop + 2]
            if follows[:1] in ("/", "_") or (follows[:1] == "." and follows[1:2].isdigit()):
                return None
        return self._quantity(
            begin, stop, start, end, value, unit.name if unit else None, comparator, unit.kind if unit else "number"
        )

    def _comparator(self, before: str, start: int, unit: UnitReading | None) -> tuple[int, str]:
        patterns = label_patterns()
        sign = before.rstrip()[-1:]
        if _last_word(before) not in patterns.comparator_ends and not (sign and sign in "≥≤<>=~≈"):
            return start, "="
        match = patterns.comparator.search(before)
        if match is None:
            return start, "="
        word = match["word"] or match["sign"]
        if word == "trên" and unit is not None and unit.place and not _OVER.search(before[: match.start()]):
            return start, "="  # "64 điểm trên 23 phường", "trên 3 trụ cột": there, not more than
        return start - (len(before) - match.start()), load_units().comparators[" ".join(word.split())]

    def _quantity(
        self,
        start: int,
        end: int,
        number_start: int,
        number_end: int,
        value: float,
        unit: str | None,
        comparator: str,
        kind: QuantityKind,
        *,
        value_max: float | None = None,
        denominator: float | None = None,
    ) -> Quantity:
        return Quantity(
            start=start,
            end=end,
            raw=self.text[start:end],
            value=value,
            value_max=value_max,
            unit=unit,
            comparator=comparator,
            kind=kind,
            denominator=denominator,
            number_start=number_start,
            number_end=number_end,
        )


def _alike(one: str | None, other: str | None) -> bool:
    """Whether two units name the same things, one of them more closely: "hộ" and "hộ kinh doanh"."""
    return (
        one == other
        or (one is not None and other is not None and f"{one} ".startswith(f"{other} "))
        or (one is not None and other is not None and f"{other} ".startswith(f"{one} "))
    )
