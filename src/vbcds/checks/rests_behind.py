"""What is left of a total, told before the total or beside a percentage only: "còn 7 nhiệm vụ chưa hoàn thành (đã hoàn thành 29/36
nhiệm vụ)", "1.052 thôn, đạt 98,6% (còn 15 thôn chưa có sóng)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from vbcds.checks.figure_forms import is_turned
from vbcds.checks.percentages_values import agrees
from vbcds.checks.rates_values import printed_decimals
from vbcds.checks.registry import Problem
from vbcds.checks.rests import is_rest
from vbcds.checks.rests_values import NOT_BEHIND, denied_words, printed_value, rest_problem, words_of
from vbcds.checks.terms import Sentence, Term
from vbcds.checks.view import PartView, number_text
from vbcds.lexicons.reckoning import reckoning_words

_SHARE = re.compile(r"\s?[,(]?\s?(?:(?:đạt|chiếm|bằng|tương đương|tương ứng)\s(?:(?:tỷ|tỉ) lệ\s)?)?")
_BACK = re.compile(r"[^.;()%]{0,60}[;,(:]\s?(?:[^.;()%,]{0,40}\s)?")
_DONE = re.compile(r"\sđã\s(?:được\s)?(?P<what>[^,;:.()%]{2,60})")
_UNDER_WAY = re.compile(r"(?<!\w)đang (?:giải quyết|xử lý|thực hiện)(?:\s(?:là|có|còn))?\s?:?\s$")
_CAME_IN = re.compile(r"(?<!\w)(?:tiếp nhận|thụ lý)(?!\w)[^,]*$")
_WAS_DONE = re.compile(r"(?<!\w)(?:trả kết quả|đã giải quyết|giải quyết xong|đã trả|đã xử lý)(?!\w)")
_LEAD_BORDER = re.compile(r"[.;:]\s|\d")
_OPENS = re.compile(r"[,;:(]")
#: "Hiện còn 4 bệnh viện ...", "Phần chưa giải ngân 70.647 triệu đồng": a sentence that opens with what is left.
_OPENS_WITH_REST = re.compile(
    r"\s*(?:(?:hiện(?: nay)?|đến nay|như vậy|vẫn|mới|,)\s?){0,3}"
    r"(?:còn(?: lại| tới| đến)?|(?:phần|số)(?: vốn| kinh phí| tiền)?(?: còn lại| chưa (?P<what>[^,;.()%\d]{2,30}?))(?: là| còn)?)\s?:?\s"
)
_OUT_OF = re.compile(r"[^;.()%\d]{0,40}(?<!\w)(?:trong|trên)\s(?:tổng\s)?(?:số\s|mức\s)?[^;.()%\d]{0,20}")


def find_rests_before(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """Rests that do not fit the ratio told right behind them, of what is said of them not to be true."""
    for left, ratio in pairwise(sentence.terms):
        if not (left.exact and ratio.exact and ratio.kind == "ratio" and ratio.whole and left.noun and ratio.noun):
            continue
        if left.kind != "count" or not left.is_like(ratio) or not _BACK.fullmatch(sentence.text, left.end, ratio.number_start):
            continue
        words, said = denied_words(sentence, left), words_of(_OPENS.split(sentence.before(ratio))[-1])
        rest = ratio.whole - ratio.value
        plain = reckoning_words("not_done") | words | words_of(ratio.noun) | {"số", "tổng", "là"}
        if (
            words
            and words <= said | reckoning_words("not_done")
            and words & said
            and said <= plain
            and rest > 0
            and rest != left.value
        ):
            yield rest_problem(view, sentence, left, ratio, f"{ratio.digits}/{number_text(ratio.whole)}", rest)


def find_rests_after(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """A rest with which a sentence opens, of the part and the whole that the one before tells: "17 trong số 21 bệnh viện công bố ... Hiện
    còn 5 bệnh viện chưa công bố"."""
    left = sentence.terms[0]
    opening = _OPENS_WITH_REST.fullmatch(sentence.text, sentence.start, left.number_start)
    if opening is None or not left.exact or left.kind not in ("count", "money"):
        return
    before = [term for term in sentence.all_terms if term.end <= sentence.start]
    low = max((sentence.text.rfind(mark, 0, max(0, sentence.start - 2)) for mark in (". ", "\n")), default=-1)
    told = [term for term in before if term.start > low]
    pair = _part_of_whole(sentence, told)
    denied = words_of(opening["what"] or "") or denied_words(sentence, left)
    if (
        pair is None
        or not denied
        or not denied <= words_of(sentence.text[max(0, low) : sentence.start]) | reckoning_words("not_done")
    ):
        return
    part, whole, noun = pair
    rest = whole - part
    near = is_turned(rest, left.value) or abs(rest - left.value) <= max(3, 0.2 * rest)
    if (
        noun.kind in (left.kind, "ratio", "number")
        and noun.is_like(left)
        and rest > 0
        and abs(rest - left.value) > left.slack
        and near
    ):
        factor = left.value / value if (value := printed_value(left)) else 1.0
        yield rest_problem(view, sentence, left, left, f"{number_text(part / factor)}/{number_text(whole / factor)}", rest / factor)


def _part_of_whole(sentence: Sentence, told: list[Term]) -> tuple[float, float, Term] | None:
    """The first part of a sentence with its whole, and the figure that tells what both are."""
    for index, term in enumerate(told):
        if term.kind == "ratio" and term.whole and term.exact:
            return term.value, term.whole, term
        if index + 1 < len(told):
            whole = told[index + 1]
            gap = _OUT_OF.fullmatch(sentence.text, term.end, whole.number_start)
            if gap is not None and term.exact and whole.exact and term.value < whole.value and whole.kind in ("count", "money"):
                return term.value, whole.value, whole
    return None


def find_done_behind(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """What has been done, behind the ratio of what has not: "Còn 14/126 trường chưa có đường truyền; 112 trường đã có"."""
    for ratio, done in pairwise(sentence.terms):
        if ratio.kind != "ratio" or not ratio.whole or done.kind != "count" or not (ratio.exact and done.exact):
            continue
        if not ratio.noun or not done.noun or not ratio.is_like(done):
            continue
        words, said = denied_words(sentence, ratio), _DONE.match(sentence.after(done))
        told = words_of(said["what"]) if said is not None else set()
        rest = ratio.whole - ratio.value
        if told and told <= words and (told - {"có"} or words - {"có"} or len(words) == 1) and rest != done.value and rest > 0:
            yield rest_problem(view, sentence, done, ratio, f"{ratio.digits}/{number_text(ratio.whole)} chưa", rest)


def find_rests_apart(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """What is under way, alone in its sentence, of what two sentences before received and finished: "Tiếp nhận 1.284 hồ sơ. Trả kết quả
    đúng hạn 1.193/1.210 hồ sơ. Số hồ sơ đang giải quyết là 74 hồ sơ"."""
    left = sentence.terms[0]
    if len(sentence.terms) != 1 or left.kind != "count" or not left.exact or not _UNDER_WAY.search(sentence.before(left)):
        return
    earlier = [term for term in sentence.all_terms if term.end <= sentence.start and term.exact and term.kind in ("count", "ratio")]
    received = [term for term in earlier if _CAME_IN.search(_lead(sentence, term.number_start)) and term.is_like(left)]
    done = [term.whole or term.value for term in earlier if _WAS_DONE.search(_lead(sentence, term.number_start))]
    if len(received) != 1 or not done:
        return
    rests = [received[0].value - value for value in done]
    numbers = [value for term in earlier for value in (term.value, term.whole or 0.0)]
    if left.value in rests or any(abs(one - two) == left.value for one in numbers for two in numbers):
        return
    near = [rest for rest in rests if rest > 0 and (is_turned(rest, left.value) or abs(rest - left.value) <= max(3, 0.25 * rest))]
    if len(set(near)) == 1:
        yield rest_problem(view, sentence, left, left, f"Tiếp nhận {received[0].digits}, đã giải quyết", near[0])


def _lead(sentence: Sentence, until: int) -> str:
    """The words before a number, back to the number or the clause before."""
    return _LEAD_BORDER.split(sentence.text[max(0, until - 60) : until])[-1]


def find_rests_of_shares(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """Rests that do not fit the count and the percentage right before them, where no total is told in the paragraph."""
    for done, percent, left in zip(sentence.terms, sentence.terms[1:], sentence.terms[2:], strict=False):
        if percent.kind != "percentage" or not (done.exact and percent.exact and left.exact) or not 0 < percent.value < 100:
            continue
        if done.kind != "count" or left.kind != "count" or not done.noun or not left.noun or not done.is_like(left):
            continue
        if _SHARE.fullmatch(sentence.text, done.end, percent.number_start) is None or not is_rest(sentence, left, done):
            continue
        if NOT_BEHIND.match(sentence.after(left)) is None:
            continue  # "1.316 hộ (4,12%) ..., nay còn 1.102 hộ": less than before, and no rest
        total = done.value + left.value
        if any(term.is_like(done) and term not in (done, left) for term in sentence.all_terms):
            continue  # one of them may be the total
        if not agrees(done.value, total, percent.value, decimals=printed_decimals(percent)):
            rest = done.value * (100 / percent.value - 1)
            yield rest_problem(view, sentence, left, done, f"{done.digits} đạt {percent.digits}%", float(round(rest)))
