"""What is left of a total: "36 nhiệm vụ, đã hoàn thành 24, còn 12 nhiệm vụ", "60/64 xã đạt chuẩn, 4 xã chưa đạt"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product

from vbcds.checks.differences import find_changes
from vbcds.checks.figure_forms import is_turned
from vbcds.checks.registry import Problem
from vbcds.checks.rests_values import (
    KINDS,
    NOT_BEHIND,
    denied_words,
    is_going,
    is_of_total_before,
    is_part,
    printed_value,
    rest_problem,
    words_of,
)
from vbcds.checks.terms import BORDER, Sentence, Term
from vbcds.checks.view import PartView, number_text
from vbcds.lexicons.partitions import find_partition
from vbcds.lexicons.reckoning import reckoning_words

_LEFT_BEFORE = re.compile(
    r"(?<!xuống )(?<!giảm )(?<!chỉ )(?<!\w)(?:còn(?:\s(?:lại|dư|thừa|tồn(?: đọng)?|trống|thiếu))?|"
    r"dư|kết dư|khuyết|thiếu|vắng|hụt|chuyển (?:sang )?(?:kỳ|tháng|quý|năm) sau|tồn (?:kho|quỹ|đọng)|"
    r"(?:tồn )?cuối kỳ|tồn(?: chuyển [^,;.()%]{2,20}?)?|còn (?:phải|cần) [^,;.()%]{2,20}?)(?:\s(?:là|có|số))*\s?:?\s?$"
)
_LEFT_BEHIND = re.compile(r"\s(?:[^,;.()%]{0,20}\s)?còn lại(?!\w)")
_NOT_BEFORE = re.compile(r"(?<!\w)(?:chưa|không)\s(?:được\s)?(?P<what>[^,;.()%]{1,30}?)(?:\s(?:là|có))?\s?:?\s?$")
#: "41 hộ kinh doanh, trong đó 33 hộ thanh toán bằng mã QR, 08 hộ chưa áp dụng": not done, whatever it is.
_NOT_BEHIND_ONLY = re.compile(
    r"\s(?:còn\s|vẫn\s)?chưa\s(?:được\s)?(?:áp dụng|thực hiện|triển khai|sử dụng|có|dùng|đăng ký)(?:\s?[.;)]|\s?$)"
)
#: What the rest may be said to do.
_OPEN = re.compile(
    r"\s?(?:$|(?:[^,;.()%]{0,30}\s)?(?:đang|sẽ|do|vì|bởi|chờ|tại|ở|thuộc|chủ yếu|tiếp tục|trong (?:thời )?hạn|"
    r"chuyển (?:sang |tiếp |nguồn )*(?:kỳ|tháng|quý|năm|sang)|"
    r"(?:dự kiến )?(?:hoàn thành|thực hiện|giải ngân|kết nối) (?:trong|vào|trước)"
    r"|[^,;.()%]{2,24} (?:trong|vào|sang) (?:quý|tháng|năm|kỳ))(?!\w))"
)
#: A figure that is itself a part, and no total.
_DONE = re.compile(r"(?<!\w)(?:hoàn thành|đang (?:thực hiện|triển khai|xử lý|giải quyết)|chưa|không)(?!\w)")
_TO_DO = re.compile(r"(?<!\w)(?:được giao|giao|phải|cần|kế hoạch)\s(?:[^\W\d_]+\s){0,3}$")
_STOCK = re.compile(r"(?<!\w)(?:đầu (?:kỳ|năm|tháng|quý)|tồn|kỳ trước|tháng trước|chuyển sang|cuối năm)(?!\w)")
_INFLOW = re.compile(r"(?<!\w)(?:mới|tiếp nhận|phát sinh|thêm|bổ sung|tăng)(?!\w)")
_SUM_UP = re.compile(
    r"(?<!\w)(?:tổng cộng|tổng số|tổng|cộng|số phải (?:giải quyết|xử lý))(?:\s(?:là|có|phải [^,;.()%\d]{2,20}))*\s$"
)
_NOW = re.compile(r"(?<!\w)(?:hiện (?:nay )?(?:có|còn)|đến nay (?:có|còn))\s?:?\s$")
_DOING = re.compile(r"\s(?:[^,;.()%]{0,20}\s)?đang\s(?P<what>[^,;.()%]{2,30})$")
_FINISHED = re.compile(
    r"(?<!\w)(?:hoàn thành|giải quyết|xử lý|thực hiện xong|trả kết quả|trả lời|trả|phê duyệt|thẩm định xong|nghiệm thu)(?!\w)"
)
_HAS_DONE = re.compile(r"(?<!\w)đã\s(?:[^\W\d_]+\s){1,3}$")
_RECEIVED = re.compile(r"(?<!\w)(?:tiếp nhận|nhận|thụ lý|phải giải quyết|tổng số|phát sinh)(?!\w)[^;.()%\d]*$")
_OUT_OF = re.compile(
    r"[^;.()%]{0,60}(?<!\w)(?:trong|trên)\stổng(?!\w)[^;.,()%]{0,30}|\s[^;.,()%]{0,30}\strên\s|\strên\s"
    r"|\strong\s(?:số\s)?"
    r"|[^;.()%]{0,60},?\s(?:đạt|bằng)\s\d[\d,]*\s?%\s(?:so với\s)?(?:kế hoạch|chỉ tiêu|tổng số|số)(?!\w)[^;.,()%]{0,40}\("
)
_GOES_ON = re.compile(r"\s*(?:đến nay|hiện nay|hiện|tính đến|trong đó|trong số (?:đó|này)|kết quả|qua rà soát)(?!\w)")
#: A share in brackets: "14/16 đơn vị (87,5%) báo cáo đúng hạn".
_PERCENT = re.compile(r"\d[\d,]*\s?%\s?\(\s?$")
_SHARE = re.compile(r"\s?\((?:đạt\s|chiếm\s)?\d+(?:,\d+)?\s?%\)")


def find_wrong_rests(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """Rests that are not the total without the parts named before."""
    for index, left in enumerate(sentence.terms):
        if index == 0 or not left.exact or left.kind not in KINDS:
            continue
        earlier = (*_announced(sentence, left), *sentence.terms[:index])
        ratio = next((term for term in reversed(earlier) if term.whole), None)
        if ratio is not None and ratio.is_like(left) and not _is_rank(ratio):
            changed = find_changes(sentence)
            parts = [term for term in earlier if term.start > ratio.start and is_part(term, left) and term not in changed]
            parts = [term for term in parts if "trong đó" not in sentence.before(term)]  # a part of what is done
            yield from _wrong(view, sentence, left, ratio, ratio.whole or 0, [ratio, *parts])
            yield from _too_many(view, sentence, left, ratio)
            continue
        told = _from_total(sentence, _with_stock(sentence, [term for term in earlier if is_part(term, left)]))
        for one, two in pairwise(told):
            if one.value < two.value and _OUT_OF.fullmatch(
                sentence.text, one.end, two.number_start
            ):  # "23 chỉ tiêu đạt trên tổng số 25"
                told = [two, one, *(term for term in told if term.start > two.start)]
        if len(told) > 1 and not _is_done(sentence, told[0]) and all(told[0].value >= term.value for term in told):
            wrong = list(_wrong(view, sentence, left, told[0], told[0].value, told[1:][-8:]))
            yield from wrong
            if wrong:
                continue
        yield from _of_received(view, sentence, left, told)


def _announced(sentence: Sentence, left: Term) -> tuple[Term, ...]:
    """The figure with which the sentence before ends, where this one goes on with it: "có 612 tổ chức. Đến nay 598 tổ chức dùng ...,
    còn 14 tổ chức"."""
    if _GOES_ON.match(sentence.text, sentence.start) is None:
        return ()
    before = [term for term in sentence.all_terms if term.end <= sentence.start]
    own = [term for term in sentence.terms if term.is_like(left) and term.start < left.start]
    last = before[-1] if before and len(own) == 1 else None
    close = last is not None and "." not in sentence.text[last.end : sentence.start].rstrip(" .\n")
    return (last,) if last is not None and close and is_part(last, left) and last.value > own[0].value else ()


def _is_done(sentence: Sentence, term: Term) -> bool:
    """Whether a figure is itself that of a part: "22 nhiệm vụ hoàn thành", "đang thực hiện 13 nhiệm vụ"."""
    behind = BORDER.split(sentence.after(term))[0]
    if _TO_DO.search(sentence.before(term)):
        return False  # "được giao hoàn thành 2.400 căn"
    return _DONE.search(sentence.before(term)) is not None or _DONE.search(behind) is not None


def _with_stock(sentence: Sentence, told: list[Term]) -> list[Term]:
    """What was there and what came to it as one total: "đầu kỳ tồn 110 hồ sơ, tiếp nhận mới 1.390 hồ sơ"."""
    if len(told) > 2 and _STOCK.search(sentence.before(told[0])) and _INFLOW.search(sentence.before(told[1])):
        stock, inflow = told[:2]
        return [replace(stock, value=stock.value + inflow.value, end=inflow.end), *told[2:]]
    return told


def _from_total(sentence: Sentence, told: list[Term]) -> list[Term]:
    """The figures from the last on that is called the total of those before: "mới 1.964 hồ sơ, cũ 132 hồ sơ, tổng cộng 2.096 hồ sơ"."""
    totals = [
        index
        for index, term in enumerate(told)
        if 0 < index < len(told) - 1
        and _SUM_UP.search(sentence.before(term))
        and all(term.value > other.value for other in told if other is not term)
    ]
    return told[totals[-1] :] if totals else told


def _comes_in(sentence: Sentence, term: Term) -> bool:
    before = sentence.before(term)
    return _STOCK.search(before) is not None or _INFLOW.search(before) is not None


def _is_rank(term: Term) -> bool:
    return term.kind not in ("ratio", "money")


def _wrong(view: PartView, sentence: Sentence, left: Term, whole: Term, total: float, parts: Sequence[Term]) -> Iterator[Problem]:
    told = is_rest(sentence, left, parts[-1] if parts[-1] is not whole else whole)
    called = (
        _is_negated(sentence, left, parts[-1]) or _is_called_rest(sentence, left, whole) or _is_third(sentence, left, whole, parts)
    )
    if not told and not called and not any(_is_under_way(sentence, left, part) for part in parts[-4:]):
        return
    slack = whole.whole_slack if whole.whole else whole.slack
    chosen = [group for size in range(1, min(len(parts), 4) + 1) for group in combinations(parts, size)]
    rests = [(total - sum(term.value for term in group), slack + sum(term.slack for term in group)) for group in chosen]
    slip = left.slack + 1e-6 * max(total, 1)
    if any(abs(rest - left.value) <= away + slip for rest, away in rests):
        return
    choices = ((1.0, 0.0) if _comes_in(sentence, term) else (-1.0, 0.0) for term in parts[-5:])
    flows = [sum(sign * term.value for sign, term in zip(signs, parts[-5:], strict=True)) for signs in product(*choices)]
    if any(abs(total + flow - left.value) <= slip for flow in flows):
        return  # what came in, and what went out
    if any(abs(one.value - two.value - left.value) <= slip for one, two in combinations((whole, *parts), 2)):
        return  # the rest of a part: what was allotted, less what was spent of it
    if _is_made_up(sentence, left, total, parts):
        return
    if is_of_total_before(view, sentence.passage, total, left.value):
        return
    before = [term for term in sentence.all_terms if term.end <= whole.start and is_part(term, left)]
    if any(
        abs(term.value - total - left.value) <= slip or abs(parts[-1].value - term.value - left.value) <= slip for term in before
    ):
        return  # of 5.126 received 5.043 are done, 5.018 of these in time: 83 are under way; or of a goal behind the total
    own = [rest for group, (rest, _) in zip(chosen, rests, strict=True) if parts[-1] in group]
    turned = [rest for rest, _ in rests if is_turned(rest, left.value)]  # what was meant, of whatever parts
    nearest = turned[0] if turned else min(own, key=lambda rest: abs(rest - left.value))
    off = abs(nearest - left.value)
    slipped = is_turned(nearest, left.value) or _is_too_much(sentence, left, whole, parts, nearest)
    if nearest < 0 or (off > 0.2 * total and not slipped):
        return
    if not told and not slipped and not (called and off <= max(3, 0.1 * left.value)):
        return
    factor = left.value / value if (value := printed_value(left)) else 1.0
    first, last = min(whole.number_start, parts[-1].number_start), max(whole.end, parts[-1].end)
    told_before = sentence.passage.text[first:last]  # "19 trong 24 nhà văn hóa": the total may stand behind
    yield rest_problem(view, sentence, left, whole, told_before, nearest / factor)


def _is_too_much(sentence: Sentence, left: Term, whole: Term, parts: Sequence[Term], rest: float) -> bool:
    """Whether what is under way is more than can be left of the only total and the only part of a sentence: "có 46 kiến nghị, trả lời 39
    kiến nghị, 17 kiến nghị đang xem xét"."""
    told = [term for term in sentence.terms if term.is_like(left) and term.kind != "percentage"]
    only = len(told) == (2 if whole.whole else 3) and len({id(term) for term in (whole, *parts)}) == len(told) - 1
    return only and _is_under_way(sentence, left, parts[-1]) and rest < left.value <= 0.6 * (whole.whole or whole.value)


def _is_made_up(sentence: Sentence, left: Term, total: float, parts: Sequence[Term]) -> bool:
    """Whether the figures behind make up the total with it and those before: "274 vụ, thành 221, không thành 38, đang giải quyết 15"."""
    behind = [term for term in sentence.terms if term.start > left.end and is_part(term, left)][:4]
    before = [0.0, *(term.value for term in parts[-3:])]
    made = [left.value + sum(term.value for term in behind[:size]) for size in range(1, len(behind) + 1)]
    return any(abs(done + more - total) < 1e-6 * max(total, 1.0) for done in before for more in made)


def _of_received(view: PartView, sentence: Sentence, left: Term, told: Sequence[Term]) -> Iterator[Problem]:
    """What is under way of what a sentence before says was received: "Tiếp nhận 14.862 hồ sơ, trong đó ... Đã trả kết quả 14.317 hồ sơ,
    đang giải quyết 545 hồ sơ"."""
    done = next((term for term in told if _FINISHED.search(sentence.before(term))), None)
    if done is None or not is_going(sentence, left) or _STOCK.search(sentence.text) is not None:
        return
    earlier = [
        term for term in sentence.all_terms if term.end <= sentence.start and is_part(term, left) and term.value > done.value
    ]
    received = [term for term in earlier if _RECEIVED.search(sentence.text, max(0, term.number_start - 60), term.number_start)]
    if not received:
        return
    whole = received[-1].value
    others = [term for term in sentence.terms if term.start > done.start and term not in (done, left) and is_part(term, left)]
    added = [sum(term.value for term in group) for size in range(len(others[:5]) + 1) for group in combinations(others[:5], size)]
    rest = whole - done.value
    if any(abs(rest - left.value - more) < 1e-6 for more in added):
        return
    near = (len(earlier) == 1 or not others) and 0 < abs(rest - left.value) <= max(3, 0.25 * rest)
    if is_turned(rest, left.value) or near:
        told_before = f"Tiếp nhận {received[-1].digits}, đã giải quyết {done.digits}"
        yield Problem(
            message=f"{told_before} thì còn lại {number_text(rest)}, văn bản ghi {left.digits}.",
            evidence=(
                view.within(sentence.passage, done.start, left.end),
                view.within(sentence.passage, left.start, left.end),
            ),
        )


def _too_many(view: PartView, sentence: Sentence, left: Term, ratio: Term) -> Iterator[Problem]:
    """Two kinds that exclude each other, and are more than their whole: "5/6 trụ cột tăng điểm, 2 trụ cột giảm điểm"."""
    gap = _SHARE.sub("", sentence.passage.text[ratio.end : left.start])
    labels = [sentence.before(ratio) + BORDER.split(gap)[0], BORDER.split(sentence.after(left))[0]]
    whole = ratio.whole or 0
    if ratio.kind != "ratio" or re.search(r"[.()]|trong đó", gap) or not left.noun or find_partition(labels) is None:
        return
    between = [term for term in sentence.terms if ratio.start < term.start and term.end <= left.start and term.kind != "percentage"]
    if between or ratio.value >= whole:
        return
    if whole < ratio.value + left.value <= 1.5 * whole and not is_rest(sentence, left, ratio):
        together = number_text(ratio.value + left.value)
        yield Problem(
            message=f"{ratio.digits} và {left.digits} cộng lại là {together}, vượt tổng số {number_text(whole)}.",
            evidence=(
                view.within(sentence.passage, ratio.start, left.end),
                view.within(sentence.passage, left.start, left.end),
            ),
        )


def is_rest(sentence: Sentence, left: Term, done: Term) -> bool:
    """Whether a figure is told as what is left of the total: by its own words, and by those of what is done."""
    before, after = sentence.before(left), sentence.after(left)
    clause = BORDER.split(after)[0]
    if _LEFT_BEHIND.match(after):
        return True
    negated = NOT_BEHIND.match(clause)
    if _NOW.search(before) and _STOCK.search(sentence.text, sentence.start, left.start):
        return True
    last = not any(term.start > left.start and term.is_like(left) for term in sentence.all_terms)
    if last and is_going(sentence, left) and _FINISHED.search(BORDER.split(sentence.before(done).rstrip(" :"))[-1]):
        return True
    said = sentence.before(done)
    if not words_of(said):  # "hài lòng đạt 94,0% (4.512/4.800 phiếu)": said before the percentage
        said = _PERCENT.sub("", sentence.text[max(sentence.start, done.start - 80) : done.start])
    told = words_of(BORDER.split(said)[-1]) | words_of(sentence.text[done.end : left.start])
    doing = _DOING.match(clause)
    if last and doing is not None and words_of(doing["what"]) <= told | reckoning_words("not_done"):
        return True
    if _LEFT_BEFORE.search(before) and negated is None:
        return _OPEN.match(clause) is not None
    lead = _NOT_BEFORE.search(BORDER.split(before)[-1])
    match = negated or (lead if not clause.strip() else None)
    if match is None:
        return False
    words, generic = words_of(match["what"] or ""), reckoning_words("not_done")
    return bool(words & (told - generic) or words & told or (_LEFT_BEFORE.search(before) and words)) and words <= told | generic


def _is_negated(sentence: Sentence, left: Term, done: Term) -> bool:
    """Whether a figure is of those of which what was said of the others is not true, in other words: "3.060 hộ đã chuyển sang kê
    khai, 540 hộ chưa chuyển đổi"."""
    words = denied_words(sentence, left) - reckoning_words("not_done")
    return bool(words & words_of(sentence.text[done.end : left.start])) and sentence.terms[-1] is left


def _is_called_rest(sentence: Sentence, left: Term, ratio: Term) -> bool:
    """Whether the first figure of the same things behind a ratio is called what is left, whatever is said of them then:
    "164/171 cơ sở ...; còn lại 9 cơ sở là nhà nghỉ"; a few may "still" ("còn") be something else, so plain words need many."""
    called = _LEFT_BEFORE.search(sentence.before(left))
    if called is None or not ratio.whole or not left.noun or not ratio.noun or NOT_BEHIND.match(sentence.after(left)):
        return False
    between = [term for term in sentence.terms if ratio.start < term.start < left.start and term.kind != "percentage"]
    labels = [sentence.before(ratio) + BORDER.split(sentence.after(ratio))[0], BORDER.split(sentence.after(left))[0]]
    return not between and ("còn lại" in called[0] or left.value >= 100 or find_partition(labels) is not None)


def _is_third(sentence: Sentence, left: Term, whole: Term, parts: Sequence[Term]) -> bool:
    """Whether a figure is what remains of three of one noun, the first of which is called the total, or the last what remains: "Trên
    tổng số 1.250 văn bản, có 1.187 văn bản ký số, đạt 95%, còn 63 văn bản giấy"."""
    alike = [term for term in sentence.terms if term.noun == left.noun and term.kind != "percentage"]
    last = [whole, parts[-1], left] if not whole.whole and whole is not parts[-1] and left.noun else []
    if last == list(sentence.terms) and "trong đó" in sentence.before(parts[-1]):
        return _NOT_BEHIND_ONLY.match(sentence.after(left)) is not None
    rest = _LEFT_BEFORE.search(sentence.before(left))
    return alike == last and rest is not None and ("còn lại" in rest[0] or _SUM_UP.search(sentence.before(whole)) is not None)


def _is_under_way(sentence: Sentence, left: Term, done: Term) -> bool:
    """Whether a sentence ends with what is under way, behind what is done: more may be told of it in the next one."""
    before = sentence.before(done)
    finished = _FINISHED.search(before) is not None or _HAS_DONE.search(before) is not None
    return is_going(sentence, left) and sentence.terms[-1] is left and finished
