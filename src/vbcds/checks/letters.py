"""Letters and spelling: look-alike letters, slips of a short list, two ways of spelling mixed in one document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.misspellings import find_misspellings, find_mixed_digits
from vbcds.checks.place_names import find_misspelt_places
from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView, short
from vbcds.lexicons.slips import load_slips
from vbcds.text.fold import key, lower_same_length

_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u04ff]")
#: Letters of other scripts that look like Latin ones.
_TWINS = str.maketrans("АВЕКМНОРСТХУаеорсухіІΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXYaeopcyxiIABEZHIKMNOPTYXo")
_SMALL_L = re.compile(r"l(?:[o0]T|Pv[46]|T|SO|OC|CT|P|D|nternet|NTERNET|ntranet|OS)(?!\w)|I(?<!\w.)0T(?!\w)")
#: "lI. KẾT QUẢ": a heading in capitals.
_ROMAN_L = re.compile(r"(?m)^[ \t]*(?P<numeral>(?=[IVX]*l)[lIVX]{1,5})[.] (?=[A-ZĐÀ-Ỹ]{2,})\S+")
#: "0COP", "VNelD" and the like: a digit for a letter in an abbreviation.
_ZERO_FOR_O = re.compile(r"(?<![\w.,/-])(?:0[A-Z]{3,5}|[A-Z]{2,4}0[A-Z]{1,3})(?![\w/-])")
#: "61/2018/ND-CP", "12/QD-UBND", "15/NQ-HDND": a plain D in a symbol.
_PLAIN_D = re.compile(r"(?<=\d/)(?:QD(?=-[A-ZĐ])|ND(?=-CP))|(?<=\d/[A-Z]{2}-)HDND(?!\w)|(?<=\d/QĐ-)HDND(?!\w)")
_OLD_TONE = re.compile(r"[àáảãạèéẻẽẹỳýỷỹỵ](?!\w)(?:(?<=[oO][àáảãạèéẻẽẹ])|(?<=[uU][ỳýỷỹỵ]))(?<![qQ]..)")
_NEW_TONE = re.compile(r"[òóỏõọÒÓỎÕỌùúủũụÙÚỦŨỤ](?:[aeAE](?<=[òóỏõọÒÓỎÕỌ].)|[yY](?<=[ùúủũụÙÚỦŨỤ].))(?!\w)")


def _lookalikes(view: PartView) -> Iterator[Problem]:
    if view.context.document.ocr:
        return
    text, start, end = view.text, view.context.part.start, view.context.part.end
    twins = load_slips().lookalikes
    for wrong, right in twins.items():
        at = text.find(wrong, start, end)
        if at < 0:
            continue
        count = text.count(wrong, start, end)
        first, last = _around(text, at, start, end)
        yield Problem(
            message=f"Chữ “{wrong}” (U+{ord(wrong):04X}) đứng thay chữ “{right}” trong “{text[first:last]}”{_times(count)}.",
            evidence=(view.at(first, last),),
        )
    seen: set[str] = set()
    for match in _SMALL_L.finditer(text, start, end):
        if match[0] in seen or (match.start() and text[match.start() - 1].isalnum()):
            continue
        seen.add(match[0])
        right = match[0].replace("l", "I", 1)
        count = len(re.findall(rf"(?<!\w){match[0]}(?!\w)", text[start:end]))
        yield Problem(
            message=f"“{match[0]}” viết bằng chữ l thường thay chữ I hoa: “{right}”{_times(count)}.",
            evidence=(view.at(match.start(), match.end()),),
        )
    for match in _ZERO_FOR_O.finditer(text, start, end):
        if match[0] not in seen:
            seen.add(match[0])
            yield Problem(
                message=f"“{match[0]}” viết bằng chữ số 0 thay chữ O: “{match[0].replace('0', 'O')}”.",
                evidence=(view.at(match.start(), match.end()),),
            )
    for match in _PLAIN_D.finditer(text, start, end):
        first, last = _around(text, match.start(), start, end)
        symbol = text[first:last]
        if symbol not in seen:
            seen.add(symbol)
            right = text[first : match.start()] + match[0].replace("D", "Đ", 1) + text[match.end() : last]
            yield Problem(message=f"“{symbol}” viết bằng chữ D thay chữ Đ: “{right}”.", evidence=(view.at(first, last),))
    for match in _ROMAN_L.finditer(text, start, end):
        numeral = match["numeral"]
        yield Problem(
            message=f"Số La Mã “{numeral}” viết bằng chữ l thường thay chữ I hoa: “{numeral.replace('l', 'I')}”.",
            evidence=(view.at(match.start("numeral"), match.end()),),
        )
    yield from find_mixed_digits(view)
    for match in _FOREIGN.finditer(text, start, end):
        first, last = _around(text, match.start(), start, end)
        word = text[first:last]
        latin = sum(char.isalpha() and _FOREIGN.match(char) is None for char in word)
        marked = any(char > "\u007f" and _FOREIGN.match(char) is None for char in word)  # "Тổ": of this language
        if (latin >= 2 or marked) and match[0] != match[0].translate(_TWINS) and word not in seen:
            seen.add(word)
            yield Problem(
                message=f"Chữ “{match[0]}” (U+{ord(match[0]):04X}) trong “{word}” không phải chữ cái la-tinh.",
                evidence=(view.at(first, last),),
            )


def _times(count: int) -> str:
    return f" ({count} chỗ)" if count > 1 else ""


def _around(text: str, at: int, start: int, end: int) -> tuple[int, int]:
    """The word around an offset."""
    first = at
    while first > start and (text[first - 1].isalnum() or text[first - 1] in "/-"):
        first -= 1
    last = at + 1
    while last < end and (text[last].isalnum() or text[last] in "/-"):
        last += 1
    return first, last


def _slips(view: PartView) -> Iterator[Problem]:
    if view.context.document.ocr:
        return
    start, end = view.context.part.start, view.context.part.end
    slips = load_slips()
    low = lower_same_length(view.text[start:end]).replace("\n", " ")
    for first, last, wrong in slips.find(low):
        place = view.at(start + first, start + last)
        if place.text.isupper():
            continue
        if wrong not in slips.doubled:
            yield Problem(message=f"“{short(place.text)}” có thể là lỗi gõ: “{slips.right[wrong]}”.", evidence=(place,))
        elif "\n" not in place.text and "\t" not in place.text:  # no end of a line with the beginning of the next
            yield Problem(message=f"“{short(place.text)}” lặp từ.", evidence=(place,))
    yield from find_misspellings(view)
    yield from find_misspelt_places(view)


def _mixed(view: PartView) -> Iterator[Problem]:
    if not view.is_administrative or view.context.document.ocr:
        return
    text = view.text
    found = [
        [match for p in view.passages for match in pattern.finditer(text, p.start, p.end)] for pattern in (_OLD_TONE, _NEW_TONE)
    ]
    for marks in ("ỳýỷỹỵùúủũụ", "àáảãạèéẻẽẹòóỏõọ"):
        old, new = ([m for m in matches if m[0][0].lower() in marks and not _is_name(text, m)] for matches in found)
        if (len(old) > 1 and len(new) > 1) or _share_a_word(text, old, new):
            yield _mixed_family(view, text, old, new)


def _share_a_word(text: str, old: list[re.Match[str]], new: list[re.Match[str]]) -> bool:
    """Whether one syllable stands in both ways ("hóa", "hoá")."""
    words = [{key(text[slice(*_around(text, item.start(), 0, len(text)))]) for item in items} for items in (old, new)]
    return bool(words[0] & words[1])


def _mixed_family(view: PartView, text: str, old: list[re.Match[str]], new: list[re.Match[str]]) -> Problem:
    """Two placements in one family: "hóa" and "hoá", or "ủy" and "uỷ"."""
    few, many = (old, new) if len(old) <= len(new) else (new, old)
    one, other = (_around(text, item.start(), 0, len(text)) for item in (few[0], many[0]))
    return Problem(
        message=(
            f"Văn bản đặt dấu thanh theo hai kiểu: “{text[one[0] : one[1]]}” ({len(few)} chỗ) và “{text[other[0] : other[1]]}” "
            f"({len(many)} chỗ)."
        ),
        evidence=(view.at(*one), view.at(*other)),
    )


def _is_name(text: str, match: re.Match[str]) -> bool:
    """A name of a person or a place keeps its own spelling; "Ủy ban" is none."""
    start = match.start()
    while start and text[start - 1].isalpha():
        start -= 1
    return text[start].isupper() and text[start : start + 6].lower() not in ("ủy ban", "uỷ ban")


add(
    Check(
        code="look-alike-letter",
        family="form",
        severity="warning",
        explanation="Chữ cái giống hình nhưng sai mã: Ð hay D thay Đ, l thay I, chữ Nga, chữ Hy Lạp thay chữ la-tinh.",
        source="TCVN 6909:2001 (bộ mã ký tự tiếng Việt)",
        fails=(
            "@plan\nThực hiện Quyết định số 749/QÐ-TTg.",
            "@plan\nXây dựng nền tảng loT.",
            "@plan\nTheo Quyết định số 749/QD-TTg và Nghị định số 61/2018/ND-CP.",
            "@plan\nXây dựng nền tảng số сho tỉnh.",
        ),
        passes=("@plan\nThực hiện Quyết định số 749/QĐ-TTg; Hướng dẫn số 12/HD-SNV; nền tảng IoT; góc α và β.",),
        on_part=_lookalikes,
    )
)
add(
    Check(
        code="typing-slip",
        family="form",
        severity="warning",
        explanation="Lỗi gõ hoặc lỗi nhận dạng chữ thuộc danh sách lỗi đã gặp; từ lặp; địa danh viết khác các chỗ còn lại.",
        source=f"{ND30}, Điều 11 (soát xét bản thảo); danh sách lexicons/data/slips.toml",
        fails=(
            "@plan\nHệ thống tích họp dữ liệu.",
            "@plan\nKế hoạch của của tỉnh.",
            "@plan\nCác sở khẩn trương khẩn trương báo cáo.",
            "@plan\nHuyện Lam Trà, huyện Yên Hà và huyện An Lộc đã xong.\nHuyện Lam Trà dẫn đầu; huyện Lam Chà còn chậm.",
        ),
        passes=(
            "@plan\nHệ thống tích hợp dữ liệu phù hợp với thực tế, năm năm một lần.",
            "@plan\nXã Tân Lập, xã Tân Lộc và xã Hòa Bình đã xong.\nXã Tân Lập dẫn đầu; xã Hoà Bình và xã Sơn Trà chậm.\nXã Tân Lập.",
            "@plan\nKẾ HOẠCH CHUYỂN ĐỔI SỐ\nChuyển đổi số tỉnh Vĩnh Giang; hỗ trợ doanh nghiệp, doanh nghiệp tự kê khai.",
            "@plan\nNgười nhặt được được hưởng; cơ quan phối hợp phối hợp với Sở Xây dựng xây dựng đề án.",
        ),
        on_part=_slips,
    )
)
add(
    Check(
        code="mixed-spelling",
        family="form",
        severity="info",
        explanation="Một văn bản đặt dấu thanh theo hai kiểu (hóa, hoá).",
        source="Quyết định 240/QĐ của Bộ Giáo dục năm 1984; thông lệ soạn thảo",
        fails=(
            "@plan\nSố hóa hồ sơ, xóa thủ tục thừa.\nSố hoá tài liệu và xoá bản trùng.",
            "@plan\nỦy ban nhân dân các xã rà soát.\nBáo cáo Uỷ ban nhân dân tỉnh.",
        ),
        passes=("@plan\nSố hóa hồ sơ của huyện Hoà Thành, xóa thủ tục thừa; quý khách, thuý.",),
        on_part=_mixed,
    )
)
