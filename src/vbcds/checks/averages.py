"""An average against the two figures that it is of: "12 lớp với 480 học viên, bình quân 40 học viên/lớp"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vbcds.checks.figure_forms import is_slip, is_turned
from vbcds.checks.registry import Problem
from vbcds.checks.terms import Sentence, Term, counts_same, paragraphs_of, unit_group
from vbcds.checks.view import PartView, number_text

_CUE = re.compile(r"(?<!\w)(?:bình quân|trung bình|mật độ|mỗi|đơn giá|mức giá|định mức)(?!\w)")
#: So few are given to each as they are, and not on the average.
_FEW = 10
#: A month's average is told in round figures: so much of it may be off.
_ROUND = 0.01
#: By how much the next name of an amount is more.
_UNIT = 1000
_AT_ONCE = re.compile(r"\s?[,(]\s?(?:bình quân|trung bình)\s(?:là\s|đạt\s|khoảng\s)?")
#: "mỗi lớp (có) 40 học viên"
_EACH = re.compile(r"(?<!\w)mỗi\s(?:một\s)?(?P<of>[^.,;:()%\d]{1,40}?(?:,\s[^.,;:()%\d]{1,20}?)?)\s$")
#: "mỗi xã được cấp 4 bộ máy tính"
_GIVEN = re.compile(r"(?<!\w)mỗi\s(?:[^\W\d_]+\s){1,3}?(?:được\s)?(?:cấp|trang bị|bố trí|lắp đặt|lắp|hỗ trợ|tặng|giao)\s$")
#: "15 triệu đồng cho mỗi trường"
_EACH_BEHIND = re.compile(r"\s(?:cho\s|trên\s)?(?:mỗi|một)\s(?P<of>[^.,;:()%\d]{1,40})")
_SLASH = re.compile(r"\s?/\s?(?P<of>[^\W\d_]+(?:\s[^\W\d_]+)?)")
_PEOPLE = re.compile(r"(?<!\w)dân số(?!\w)[^,;.()%]{0,50}$")
_DENSITY = re.compile(r"(?P<what>[^/]+)/(?P<n>(?:1\s)?vạn|\d[\d.]*)\sdân")
#: The money that all cost together, where the amount for each has no word before it.
_SUM = re.compile(
    r"(?<!\w)(?:tổng(?: cộng| số tiền| số| kinh phí| chi phí| giá trị| chi)?|thành tiền|số tiền)(?!\w)[^,;.()%]{0,30}\d"
)
#: The second number of a ratio of two kinds of things, with its noun.
_SECOND = re.compile(r"/\s?(?P<digits>\d[\d.]*)\s(?P<noun>[^\W\d_]+(?:\s[^\W\d_]+)?)")
_SPAN = re.compile(r"(?<!\w)(?P<span>quý|6 tháng|06 tháng|sáu tháng|9 tháng|09 tháng|chín tháng|cả năm)(?!\w)")
_MONTHS = {"quý": 3, "6 tháng": 6, "06 tháng": 6, "sáu tháng": 6, "9 tháng": 9, "09 tháng": 9, "chín tháng": 9, "cả năm": 12}
_CLOSED = re.compile(r"\s?(?:[.,;)(]|$)")
_PER = re.compile(r"(?P<what>[^/]+)/(?P<of>[^/\d]+)")


def find_wrong_averages(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """Averages that are not those of the only two figures which they can be of: one of what is shared out, one of those who share."""
    if len(sentence.terms) < 2 or (_CUE.search(sentence.text, sentence.start, sentence.end) is None and "/" not in sentence.text):
        return
    for mean in sentence.terms:
        read = _read(sentence, mean)
        if read is None or not mean.exact or sentence.before(mean).endswith(" từ "):
            continue
        what, of = read
        terms = [piece for term in sentence.terms if term is not mean for piece in _pieces(sentence, term)]
        shared = [term for term in terms if term.exact and _counts(term, what)]
        beside = [
            term for term in shared if term.end <= mean.start and _AT_ONCE.fullmatch(sentence.text, term.end, mean.number_start)
        ]
        shared = beside or shared  # "2.140 lượt người, trung bình 13,5 lượt/tổ"
        if shared and shared[0].noun == what and max(shared, key=lambda term: term.value) is not shared[0]:
            shared = [term for term in shared if term.noun == what]  # "852 thành viên ...; 1.080 lượt người"
        sharers = [term for term in terms if term.exact and _counts(term, of)]
        most = max(sharers, key=lambda term: term.value, default=None)
        alone = sum(term.noun == mean.noun for term in sentence.terms) == 1
        if (
            most is not None
            and most.noun == of
            and alone
            and len(sharers) > 2
            and sum(term.value for term in sharers) == 2 * most.value
        ):
            sharers = [most]  # "22 tổ (01 tổ cấp xã, 21 tổ ở thôn)"
        sharers = [term for term in sharers if term.value > 1]
        if (
            len(sharers) > 1
            and len(called := [term for term in sharers if term.noun == of]) == 1
            and _CUE.search(sentence.before(mean))
        ):
            sharers = called  # "4.286 đối tượng ...; đã chi trả cho 2.443 người": paid to these
        if len(sharers) > 1 and _CUE.search(sentence.before(mean)):
            shared, sharers = _nearest(mean, shared, sharers)
        earlier = not sharers
        taken_up = sentence.text[sentence.start :].lstrip().startswith((f"các {of} ", f"{of} đã "))  # "Các tổ đã hỗ trợ ..."
        if earlier:  # told in the sentences before: only a slip of the pen is sure then
            sharers = [term for term in sentence.all_terms if term.end <= sentence.start and term.exact and _counts(term, of)]
            sharers = [term for term in sharers if term.value > 1]
        if not sharers:
            sharers, earlier = (_months(sentence, mean), False) if of == "tháng" else (_wholes(view, of), True)
        if not shared or len(sharers) != 1 or shared[0] is sharers[0]:
            continue
        whole, count = max(shared, key=lambda term: term.value), sharers[0]
        exact = whole.value / count.value
        given = _is_given(sentence, mean)
        half = 0.0 if given else 0.5 * mean.step
        turned = is_turned(mean.value * count.value, whole.value)  # of whole things, "07 thành viên" may be no average
        if (any(abs(term.value / count.value - mean.value) <= half for term in shared) and not turned) or whole is not shared[0]:
            continue
        off = 0.0 if given else _rounding(mean, whole, count)
        off = max(off, _ROUND * exact) if of == "tháng" else off
        wrong_unit = mean.kind == "money" and abs(exact / mean.value / _UNIT - 1) <= 0.01  # "tỷ" for "triệu"
        if (abs(exact - mean.value) <= off and not turned) or not (0.2 * exact <= mean.value <= 5 * exact or wrong_unit):
            continue
        printed = round(mean.value / mean.step)
        meant = {round(exact / mean.step), int(exact / mean.step)}
        if (
            earlier
            and not taken_up
            and not any(is_slip(number, printed, digits=3) or is_turned(number, printed) for number in meant)
        ):
            continue
        items = (mean, whole, count) if count in sentence.all_terms else (mean, whole)
        yield Problem(
            message=f"Bình quân ghi {mean.digits}, nhưng {whole.digits} {what} chia cho {count.digits} {of} là {number_text(exact)}.",
            evidence=(
                view.within(sentence.passage, min(item.start for item in items), max(item.end for item in items)),
                view.within(sentence.passage, mean.start, mean.end),
            ),
        )


def _nearest(mean: Term, shared: list[Term], sharers: list[Term]) -> tuple[list[Term], list[Term]]:
    """The figures before an average, where one of those who share is, or all who share are parts of one: "57 cuộc họp, gồm 21 cuộc ..., 36
    cuộc ..."."""
    most = max(sharers, key=lambda term: term.value)
    if sum(term.value for term in sharers) == 2 * most.value:
        return shared, [most]
    before = [term for term in sharers if term.end <= mean.start]
    if len(before) == 1:
        return [term for term in shared if term.end <= mean.start], before
    return shared, sharers


def _is_given(sentence: Sentence, mean: Term) -> bool:
    """Whether so few are given to each, and not on the average: "mỗi xã được cấp 4 bộ máy tính", "2 công chức/xã"."""
    before = sentence.before(mean)
    each = _GIVEN.search(before) is not None or (_CUE.search(before) is None and "/" in mean.noun)
    return each and mean.value < _FEW and mean.value.is_integer()


def _rounding(mean: Term, whole: Term, count: Term) -> float:
    """How far a printed average may be off: rounded or cut off; a price is not cut off."""
    return 0.5 * mean.step + whole.slack / count.value if mean.kind == "money" else mean.step - 1e-9


def find_wrong_densities(view: PartView, sentence: Sentence) -> Iterator[Problem]:
    """ "Dân số 412.600 người ... 2.046 lượt, bình quân 4,96 lượt/1.000 dân": a count for so many people, of the people that the
    paragraph counts."""
    if " dân" not in sentence.text:
        return
    peoples = [
        term
        for term in sentence.all_terms
        if term.exact and term.value > 1000 and (_PEOPLE.search(_lead(sentence, term)) or term.noun == "dân")
    ]
    if len({term.value for term in peoples}) != 1:
        return
    for index, mean in enumerate(sentence.terms):
        density = _DENSITY.fullmatch(mean.noun)
        if density is None or not mean.exact or not _CLOSED.match(sentence.text, mean.end):
            continue
        base = 1e4 if "vạn" in density["n"] else float(density["n"].replace(".", ""))
        beside = [*sentence.terms[max(0, index - 1) : index], *sentence.terms[index + 1 : index + 2]]
        whole = next((term for term in beside if _counts(term, density["what"])), mean)
        if whole.kind not in ("count", "number") or not whole.exact or not _counts(whole, density["what"]) or whole is peoples[0]:
            continue
        exact = whole.value / peoples[0].value * base
        if abs(exact - mean.value) <= mean.step or not 0.5 * exact <= mean.value <= 2 * exact:
            continue
        yield Problem(
            message=f"Mật độ ghi {mean.digits}, nhưng {whole.digits} trên {peoples[0].digits} người là {number_text(exact)}.",
            evidence=(
                view.within(sentence.passage, whole.start, mean.end),
                view.within(sentence.passage, peoples[0].start, peoples[0].end),
            ),
        )


def _lead(sentence: Sentence, term: Term) -> str:
    return sentence.text[max(0, term.number_start - 60) : term.number_start]


def _months(sentence: Sentence, mean: Term) -> list[Term]:
    """The months of the quarter or the half of a year that a sentence is of, as a figure of its own."""
    spans = {_MONTHS[match["span"]] for match in _SPAN.finditer(sentence.text, sentence.start, sentence.end)}
    if len(spans) != 1:
        return []
    months = spans.pop()
    return [replace(mean, kind="count", value=float(months), noun="tháng", digits=str(months), slack=0.0)]


def _wholes(view: PartView, of: str) -> list[Term]:
    """The one number of such things that the whole document tells as what others are parts of: "62/268 hợp tác xã dùng phần mềm"."""
    ratios = [
        term
        for paragraph in paragraphs_of(view)
        for term in paragraph.terms
        if term.kind == "ratio" and term.whole and term.noun and counts_same(term.noun, of) and term.whole > 1
    ]
    if not ratios or len({term.whole for term in ratios}) > 1:
        return []
    first = ratios[0]
    return [replace(first, kind="count", value=first.whole or 0.0, whole=None, digits=number_text(first.whole or 0.0), slack=0.0)]


def _read(sentence: Sentence, mean: Term) -> tuple[str, str] | None:
    """What an average counts, and for each of what: ("học viên", "lớp")."""
    before = sentence.before(mean)
    per = _PER.fullmatch(mean.noun)
    if per is not None:
        summed = (mean.kind == "money" or mean.value < _FEW) and _SUM.search(sentence.text, sentence.start, sentence.end)
        rate = _CUE.search(before) or summed
        return (per["what"].strip(), per["of"].strip()) if rate else None
    named = f" {mean.noun}" if sentence.text.startswith(f" {mean.noun}/", mean.end) else ""  # a unit that the lexicon does not know
    slash = _SLASH.match(sentence.text, mean.end + len(named))
    if slash is not None and mean.noun and _CUE.search(before):
        return mean.noun, slash["of"]
    each = _EACH.search(before) or (_EACH_BEHIND.match(sentence.after(mean)) if _CUE.search(before) else None)
    of = each["of"].strip() if each is not None else ""
    return (mean.noun, "tháng" if of.startswith("tháng ") else of) if of and mean.noun else None


def _pieces(sentence: Sentence, term: Term) -> Iterator[Term]:
    """A figure, or the two of "396 camera/88 xã"."""
    second = _SECOND.search(sentence.text, term.start, min(sentence.end, term.end + 20)) if term.whole else None
    if second is None or term.whole is None or counts_same(second["noun"], term.noun):
        yield term
        return
    yield replace(term, kind="count", whole=None)
    yield replace(term, kind="count", whole=None, value=term.whole, noun=second["noun"], digits=second["digits"], slack=0.0)


def _counts(term: Term, noun: str) -> bool:
    """Whether a figure counts such things, in these words or in more or fewer of them ("ngày làm việc" of "ngày tiếp nhận")."""
    if term.kind not in ("count", "number", "money", "measure", "ratio") or not term.noun or "/" in term.noun:
        return False
    words = noun.split()
    if {unit_group(term.noun), unit_group(noun)} == {"people"} and "lượt" not in term.noun + noun:
        return True  # "138 thành viên, bình quân 6,3 người/tổ"
    heads = (" ".join(words[:size]) for size in range(len(words), 0, -1))
    return (
        noun.startswith(f"{term.noun} ") or term.noun.startswith(f"{noun} ") or any(counts_same(head, term.noun) for head in heads)
    )
