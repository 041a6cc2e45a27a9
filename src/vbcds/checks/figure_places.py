"""Whose figures of two reports are: whether both may be of one agency, of one province, or of the commune that one names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vbcds.checks.agency_figures import COMPANY
from vbcds.checks.figure_forms import is_turned, likeness_of_form, plain_digits, significant
from vbcds.checks.figure_pairs import VERY_LONG, Mention
from vbcds.checks.figure_told import ToldFigure, told_of
from vbcds.checks.figure_values import who
from vbcds.lexicons.figure_wordings import figure_wordings
from vbcds.lexicons.reckoning import reckoning_words
from vbcds.lexicons.wordings import telling_words, words_of_time
from vbcds.text.fold import key

#: A figure of the whole province.
_WIDE = re.compile(
    r"(?:toàn|cả)\s+(?:tỉnh|thành\s+phố)\b|(?:trên\s+địa\s+bàn|của)\s+(?:toàn\s+)?(?:tỉnh|thành\s+phố)\b", re.IGNORECASE
)
#: A figure of the agency's own house.
_OWN = re.compile(
    r"(?:^|\s)(?:toàn\s+)?(?:sở|ngành|cục|chi\s+cục|đơn\s+vị|cơ\s+quan|công\s+ty|trường|bệnh\s+viện|văn\s+phòng)\s+(?:đã\s+|hiện\s+|có\s)",
    re.I,
)
_COMMUNE = re.compile(r"(?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|quận) (.+)$")
_OF_PROVINCE = re.compile(
    r"(?:văn phòng )?ủy ban nhân dân (?:tỉnh|thành phố)|hội đồng nhân dân (?:tỉnh|thành phố)|(?:tỉnh|thành) ủy"
    r"|ban chỉ đạo(?! .*(?:sở|ngành))"
)
#: Figures with fewer digits are alike by chance in reports of many agencies; so many words tell what is measured.
LEAST = 4
#: Numbers whose form says so much are one but for a slip.
SURE = 0.75
#: Money that no office spends on itself, in đồng.
_PUBLIC = 2e10


def may_be_one(one: Mention, other: Mention) -> bool:
    """Whether two figures of two reports may be of one place: of one agency, of the whole province, or of the commune that one names."""
    a, b = told_of(one), told_of(other)
    if not _are_of_two_reports(a, b):
        return False
    if who(a.metric) == who(b.metric):
        return True
    if names_place(a, b) or names_place(b, a):
        return True
    if not _are_of_one_province(a, b):
        return False
    if any(COMPANY.search(agency_name(told)) for told in (a, b)):
        return False
    if one.whole is not None and one.whole == other.whole and one.whole >= 20:
        return not (_OWN.search(a.said) and _OWN.search(b.said))
    wide = [_WIDE.search(told.said) is not None for told in (a, b)]
    return any(wide) and not any(not w and _OWN.search(told.said) for w, told in zip(wide, (a, b), strict=True))


def is_sure(group: Sequence[Mention], one: Mention, other: Mention) -> bool:
    """Whether the digits and the words of two figures of one province leave no doubt that one was meant, although neither says that it
    is of the whole province: long numbers with digits turned, of something that no third agency counts of its own."""
    a, b = told_of(one), told_of(other)
    if not are_of_one_place(one, other):
        return False
    if any(
        COMPANY.search(agency_name(told)) or _OWN.search(told.said) or agency_name(told).startswith("ủy ban nhân dân xã")
        for told in (a, b)
    ):
        return False
    shared = one.wording.words & other.wording.words
    if likeness_of_form(one.digits, other.digits) < SURE:
        return False
    if any(_OF_PROVINCE.match(agency_name(told)) for told in (a, b)):
        if significant(plain_digits(one.digits)[0]) >= VERY_LONG and shared:
            return True
        return len(shared) > 2 or one.wording.words == other.wording.words  # the province's report collects what the others count
    least = 2 if one.kind == "money" and min(one.value, other.value) >= _PUBLIC else LEAST
    if len(shared - reckoning_words("office_work")) < least:
        return False
    agencies = {agency_name(a), agency_name(b)}
    return not any(
        mention.kind == one.kind and agency_name(told_of(mention)) not in agencies and shared <= mention.wording.words
        for mention in group
    )


def are_of_one_place(one: Mention, other: Mention) -> bool:
    """Whether two figures are of reports of one province, and of no two days."""
    a, b = told_of(one), told_of(other)
    return _are_of_two_reports(a, b) and _are_of_one_province(a, b)


def _are_of_two_reports(a: ToldFigure, b: ToldFigure) -> bool:
    """Whether two figures stand in two documents and not of two days."""
    return a.metric.document != b.metric.document and not (a.metric.as_of and b.metric.as_of and a.metric.as_of != b.metric.as_of)


def _are_of_one_province(a: ToldFigure, b: ToldFigure) -> bool:
    return a.record.place is not None and b.record.place is not None and key(a.record.place) == key(b.record.place)


def is_collected(one: Mention, other: Mention) -> bool:
    """Whether the report of the province tells a figure of millions with the digits of an agency's turned, in a statement on the same
    matter: "nền tảng tích hợp, chia sẻ dữ liệu xử lý 38,6 triệu giao dịch"."""
    a, b = told_of(one), told_of(other)
    if not are_of_one_place(one, other) or one.noun != other.noun or not is_turned(one.value, other.value):
        return False
    if not any(_OF_PROVINCE.match(agency_name(told)) for told in (a, b)) or any(
        COMPANY.search(agency_name(told)) for told in (a, b)
    ):
        return False
    texts = [f"{told.item.about or ''} {told.item.text}" if told.item is not None else told.said for told in (a, b)]
    said = [telling_words(text) | mention.wording.context for text, mention in zip(texts, (one, other), strict=True)]
    matter = (
        (said[0] & said[1]) - telling_words(one.noun) - reckoning_words("office_work") - words_of_time() - figure_wordings().light
    )
    return one.wording.words <= said[1] and other.wording.words <= said[0] and len(matter) > LEAST


def one_collects(one: Mention, other: Mention) -> bool:
    """Whether one of two figures is of the report of the province, which collects what the others count."""
    names = (agency_name(told_of(mention)) for mention in (one, other))
    return any(_OF_PROVINCE.match(name) is not None and not name.startswith("văn phòng") for name in names)


def agency_name(told: ToldFigure) -> str:
    """The key of the name of the agency that tells a figure; "" where none is known."""
    return key(told.metric.agency.name) if told.metric.agency is not None else ""


def names_place(one: ToldFigure, other: ToldFigure) -> bool:
    """Whether a figure is told of the commune or district whose own report the other is."""
    commune = _COMMUNE.search(agency_name(other)) if agency_name(other).startswith("ủy ban nhân dân") else None
    return commune is not None and commune[0] in key(one.said)
