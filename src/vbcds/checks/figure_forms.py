"""How alike two printed numbers are: the same digits in another order, or one digit that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vbcds.checks.view import number_text

#: Fewer digits are alike by chance.
LEAST = 3


def plain_digits(printed: str) -> tuple[str, int]:
    """The digits of a printed number, and how many of them stand behind the comma.

    >>> plain_digits("1.386,4"), plain_digits("21.764"), plain_digits("58.7")
    (('13864', 1), ('21764', 0), ('587', 1))
    """
    whole, comma, part = printed.partition(",")
    if not comma and "." in whole and len(whole.rsplit(".", 1)[1]) != 3:
        whole, _, part = whole.rpartition(".")
    whole = whole.replace(".", "").replace(" ", "").lstrip("0")
    return whole + part, len(part)


def form_keys(printed: str) -> Iterator[tuple[str, int]]:
    """Keys that two numbers share where their digits are in another order, or one digit differs.

    >>> keys = set(form_keys("21.764"))
    >>> [keys.isdisjoint(form_keys(other)) for other in ("21.746", "21.769", "38.502")]
    [False, False, True]
    """
    digits, decimals = plain_digits(printed)
    if significant(digits) < LEAST:
        return
    yield "".join(sorted(digits)), decimals
    for place in range(len(digits)):
        yield f"{digits[:place]}*{digits[place + 1 :]}", decimals
    if len(digits) >= 5:
        yield f"{digits[:2]}~{len(digits)}", decimals


def significant(digits: str) -> int:
    """How many digits a number has without the zeros at its end.

    >>> significant("12600"), significant("1204")
    (3, 4)
    """
    return len(digits.rstrip("0"))


def likeness_of_form(one: str, other: str) -> float:
    """How strongly the digits of two printed numbers say that one was meant: 0 where they do not, up to 1 for long ones with two
    digits the other way round.

    >>> likeness_of_form("21.764", "21.746") > likeness_of_form("264", "246") > likeness_of_form("264", "964") > 0
    True
    >>> likeness_of_form("264", "318"), likeness_of_form("264", "264")
    (0.0, 0.0)
    """
    (a, decimals), (b, others) = plain_digits(one), plain_digits(other)
    if a == b or decimals != others or len(a) != len(b):
        return 0.0
    while a[-1] == b[-1] == "0":
        a, b = a[:-1], b[:-1]
    if len(a) < LEAST:
        return 0.0
    places = [place for place in range(len(a)) if a[place] != b[place]]
    if sorted(a) == sorted(b) and len(places) <= 3:
        return min(1.0, 0.5 + 0.15 * (len(a) - 2) - 0.1 * (len(places) == 3))
    if len(places) == 1:
        return min(0.9, 0.3 + 0.12 * (len(a) - 2))
    if len(a) >= 5 and (sorted(a) == sorted(b) or (len(places) == 2 and len(set(a) ^ set(b)) <= 2)):
        return 0.5  # 621.740 and 612.407, or 21.764 and 21.167: moved and mistyped
    return 0.0


def is_slip(one: float, other: float, *, digits: int) -> bool:
    """Whether two numbers of so many digits at least differ in one digit, or in two neighbours that stand the other way round.

    >>> is_slip(1044, 1084, digits=3), is_slip(44, 84, digits=3), is_slip(1044, 1404, digits=4)
    (True, False, True)
    """
    first, second = _whole_digits(one), _whole_digits(other)
    if len(first) != len(second) or "," in first + second:
        return False
    while first.endswith("0") and second.endswith("0"):  # round numbers are alike by chance
        first, second = first[:-1], second[:-1]
    places = wrong_places(first, second)
    return (len(places) == 1 and len(first) >= digits) or (are_turned(first, second, places) and len(first) >= min(digits, 3))


def is_turned(one: float, other: float) -> bool:
    """Whether two numbers are of the same digits, two neighbours of which stand the other way round.

    >>> is_turned(71, 17), is_turned(1380, 1830), is_turned(71, 72)
    (True, True, False)
    """
    first, second = _whole_digits(one), _whole_digits(other)
    same = len(first) == len(second) and "," not in first + second
    return same and are_turned(first, second, wrong_places(first, second))


def is_one_slip_off(added: float, total: float, parts: Sequence[float]) -> bool:
    """Whether one slip of the pen, in the total or in one of the parts that should make it, is all that is wrong.

    >>> is_one_slip_off(969, 979, [872, 97]), is_one_slip_off(30, 24, [18, 12])
    (True, False)
    """
    meant = [(part + total - added, part) for part in parts]
    return any(is_slip(one, other, digits=3) or is_turned(one, other) for one, other in [(added, total), *meant] if one > 0)


def wrong_places(one: str, other: str) -> list[int]:
    """Where two texts of one length differ."""
    return [place for place in range(len(one)) if one[place] != other[place]]


def are_turned(one: str, other: str, places: Sequence[int]) -> bool:
    """Whether the places where two texts differ are two neighbours that stand the other way round."""
    return len(places) == 2 and places[1] == places[0] + 1 and sorted(one) == sorted(other)


def _whole_digits(value: float) -> str:
    return number_text(value).replace(".", "")
