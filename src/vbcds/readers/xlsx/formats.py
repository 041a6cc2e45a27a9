"""Numbers of a worksheet as a Vietnamese reader sees them printed: 98,3%, 1.073.403, 30/6/2023 as 30/06/2023."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

#: Formats that the file does not spell out (ISO/IEC 29500-1, 18.8.30), as Vietnamese settings show them.
BUILTIN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "dd/mm/yyyy", 15: "dd/mm/yyyy", 16: "dd/mm", 17: "mm/yyyy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "dd/mm/yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "0.0E+0", 49: "@",
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|\[\$(?P<money>[^\]-]*)[^\]]*\]|\[(?P<elapsed>[hms]+)\]|(?P<bracket>\[[^\]]*\])|(?P<pad>[_*].?)'
    r"|(?P<date>[yY]+|[mM]+|[dD]+|[hH]+|[sS]+(?:\.0+)?)|(?P<half>[aA][mM]/[pP][mM]|[aA]/[pP])|(?P<digit>[0#?])|(?P<sign>[.,%@/])|(?P<exponent>[eE][+-])"
    r"|(?P<literal>.)",
    re.DOTALL,
)
_LETTER = re.compile(r"[^\W\d_]")
_MAX_SERIAL = 2_958_465  # 31/12/9999


@dataclass(frozen=True, slots=True)
class _Format:
    """One section of a number format."""

    tokens: tuple[tuple[str, str], ...]
    kind: str  # "general", "date", "number", "text"
    decimals: int = 0
    least_decimals: int = 0
    digits: int = 0
    grouped: bool = False
    scale: int = 0
    percent: int = 0


@lru_cache(maxsize=16_384)
def formatted(value: float, code: str, *, date_1904: bool = False) -> str:
    """A number in a number format, with the Vietnamese decimal comma and thousands point.

    >>> formatted(0.983, "0.0%"), formatted(1073403, "#,##0"), formatted(5, "General")
    ('98,3%', '1.073.403', '5')
    >>> formatted(45107, "m/d/yyyy"), formatted(45107, '"Tháng "m/yyyy')
    ('30/06/2023', 'Tháng 6/2023')
    """
    section, shown = _section(value, code)
    if section.kind == "date":
        return _date(value, section, date_1904) or general(value)
    if section.kind == "number":
        return _number(shown, section)
    if section.kind == "text":
        return (
            "".join(text for kind, text in section.tokens if kind == "literal").strip() if not _shows(section) else general(value)
        )
    return general(value)


def general(value: float) -> str:
    """A number without a format: whole ones in digits, others with at most ten significant places.

    >>> general(12.0), general(0.1 + 0.2), general(-2.5)
    ('12', '0,3', '-2,5')
    """
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    if 1e-9 < abs(value) < 1e15:
        return format(Decimal(f"{value:.10g}"), "f").replace(".", ",")
    return f"{value:.6g}".replace(".", ",")


def is_date(code: str) -> bool:
    """Whether a number format shows dates or times."""
    return _sections(code)[0].kind == "date"


def _section(value: float, code: str) -> tuple[_Format, float]:
    sections = _sections(code)
    if value < 0 and len(sections) > 1:
        return sections[1], abs(value)
    if value == 0 and len(sections) > 2:
        return sections[2], value
    return sections[0], value


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Format, ...]:
    code = code[:255]
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup or "literal", match[0]
        if kind in ("quoted", "escaped", "money"):
            text = match[kind]
            sections[-1].append(("literal", text))
        elif kind == "literal" and text == ";":
            sections.append([])
        elif kind == "elapsed":
            sections[-1].append((kind, match[kind].lower()))
        elif kind == "pad":
            sections[-1].append(("literal", " "))
        else:
            sections[-1].append((kind, text.lower() if kind in ("date", "half") else text))
    return tuple(_format(tokens) for tokens in sections)


def _format(tokens: list[tuple[str, str]]) -> _Format:
    kinds = {kind for kind, _ in tokens}
    plain = "".join(text for kind, text in tokens if kind not in ("bracket",)).lower()
    if "general" in plain or any(kind == "bracket" and text[1:2] in "<>=" for kind, text in tokens):
        return _Format(tuple(tokens), "general")
    if "elapsed" in kinds or ("date" in kinds and "digit" not in kinds):
        return _Format(tuple(tokens), "date")
    if "digit" not in kinds or "exponent" in kinds or ("sign", "/") in tokens:
        return _Format(tuple(tokens), "general" if "digit" in kinds else "text")
    decimals = least = digits = scale = percent = 0
    grouped = point = False
    last_digit = max(index for index, (kind, _) in enumerate(tokens) if kind == "digit")
    for index, (kind, text) in enumerate(tokens):
        if kind == "digit":
            if point:
                decimals += 1
                least += text == "0"
            else:
                digits += text == "0"
        elif kind == "sign" and text == ".":
            point = True
        elif kind == "sign" and text == ",":
            if index > last_digit or (point and not decimals):
                scale += 1
            else:
                grouped = True
        elif kind == "sign" and text == "%":
            percent += 1
    return _Format(tuple(tokens), "number", decimals, least, digits, grouped, scale, percent)


def _shows(section: _Format) -> bool:
    return ("sign", "@") in section.tokens


def _number(value: float, section: _Format) -> str:
    try:
        exact = Decimal(repr(value)).scaleb(2 * section.percent - 3 * section.scale)
        exact = exact.quantize(Decimal(1).scaleb(-section.decimals), rounding=ROUND_HALF_UP)
    except (InvalidOperation, ValueError):
        return general(value)
    whole, _, fraction = format(abs(exact), "f").partition(".")
    while len(fraction) > section.least_decimals and fraction.endswith("0"):
        fraction = fraction[:-1]
    whole = whole.lstrip("0").rjust(section.digits, "0")
    if section.grouped:
        head = len(whole) % 3
        parts = [whole[:head]] if head else []
        whole = ".".join(parts + [whole[place : place + 3] for place in range(head, len(whole), 3)])
    body = whole + ("," + fraction if fraction else "")
    sign = "-" if exact < 0 and exact != 0 else ""
    before = after = ""
    seen = False
    for kind, text in section.tokens:
        if kind == "digit" or (kind == "sign" and text in ".,"):
            seen = True
        elif kind == "literal" or (kind == "sign" and text == "%"):
            if seen:
                after += text
            else:
                before += text
    return f"{before}{sign}{body}{after}".strip()


def _date(value: float, section: _Format, date_1904: bool) -> str | None:
    if not 0 <= value <= _MAX_SERIAL:
        return None
    if any(kind == "elapsed" for kind, _ in section.tokens):
        minutes = round(value * 24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    moment = _moment(value, date_1904)
    tokens = _with_minutes(section.tokens)
    wanted = {text[0] for kind, text in tokens if kind == "date"}
    if any(kind == "literal" and _LETTER.search(text) for kind, text in tokens):
        return "".join(_piece(kind, text, moment) for kind, text in tokens).strip()
    day = {
        "dmy": "%d/%m/%Y", "my": "%m/%Y", "y": "%Y", "dm": "%d/%m", "dy": "%d/%m/%Y", "d": "%d", "m": "%m",
    }.get("".join(letter for letter in "dmy" if letter in wanted), "")  # fmt: skip
    time = "%H:%M:%S" if "s" in wanted else "%H:%M" if "h" in wanted or "n" in wanted else ""
    return moment.strftime(f"{day} {time}".strip()) if day or time else None


def _with_minutes(tokens: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """`m` next to hours or seconds is minutes: written `n` from here on."""
    result = list(tokens)
    dates = [index for index, (kind, _) in enumerate(tokens) if kind == "date"]
    for place, index in enumerate(dates):
        text = tokens[index][1]
        if text[0] != "m" or len(text) > 2:
            continue
        before = tokens[dates[place - 1]][1][0] if place else ""
        after = tokens[dates[place + 1]][1][0] if place + 1 < len(dates) else ""
        if before == "h" or after == "s":
            result[index] = ("date", "n" * len(text))
    return result


def _piece(kind: str, text: str, moment: datetime) -> str:
    if kind == "literal":
        return text
    if kind == "sign":
        return text
    if kind != "date":
        return ""
    number = {"d": moment.day, "m": moment.month, "y": moment.year, "h": moment.hour, "n": moment.minute, "s": moment.second}[
        text[0]
    ]
    return f"{number:02d}" if len(text) == 2 and text[0] != "y" else str(number)


def _moment(serial: float, date_1904: bool) -> datetime:
    if date_1904:
        origin = datetime(1904, 1, 1)
    else:  # the format counts a 29 February 1900 that never was
        origin = datetime(1899, 12, 30) if serial >= 60 else datetime(1899, 12, 31)
    days = int(serial)
    seconds = round((serial - days) * 86_400)
    if days > 2_958_000 and date_1904:
        days = 2_900_000
    return origin + timedelta(days=days, seconds=seconds)
