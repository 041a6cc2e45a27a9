"""Numbers that a line announces, against the points below it ("04 nhóm việc sau:" above three dashes) or the agencies behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vbcds.checks.registry import Problem
from vbcds.checks.terms import read_paragraph
from vbcds.checks.view import PartView, Passage
from vbcds.recognisers.agencies import find_agencies

_MARK = re.compile(r"\s*(?P<mark>[-–—•*+]|\(?(?P<n>\d{1,2})[.)]|\(?(?P<letter>[a-zđ])\))\s*(?=\S)")
_OPENS = re.compile(r"(?:sau(?:\s+đây)?|như\s+sau|gồm(?:\s+có)?|cụ\s+thể(?:\s+là)?|là)?\s*:\s*$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_TAIL = re.compile(r"[^.;()]{0,80}:\s*")
#: What such a list is of; a number of anything else ("120 hồ sơ, gồm:") counts more than the points.
_LISTED = re.compile(
    r"(?:nhóm|nội dung|nhiệm vụ|giải pháp|việc|công việc|vấn đề|hoạt động|văn bản|đề xuất|kiến nghị|khó khăn|"
    r"nguyên nhân|mục tiêu|"
    r"chỉ tiêu|nền tảng|hệ thống|ứng dụng|phần mềm|mô hình|lĩnh vực|đơn vị|"
    r"sự kiện|hội nghị|dự án|bài học|tiêu chí|trụ cột|bước|điểm|phần)(?!\w)"
)

#: "Có 03 đơn vị chậm báo cáo, gồm: Sở Y tế, Sở Nội vụ và Sở Tư pháp."
_NAMED = re.compile(
    r"(?<![\d.,/])(?P<n>0?[2-9]|1\d)\s(?:cơ\s+quan|đơn\s+vị|sở|địa\s+phương|xã|phường|huyện)(?:,\s(?:đơn\s+vị|ngành|phường))?(?!\w)"
    r"[^.;:\d()]{0,80}?(?:gồm|là|gồm\s+có|sau)?\s?:\s(?P<names>[^.;:]{10,600})(?=[.;]|\Z)",
    re.IGNORECASE,
)
_INNER = re.compile(r"\s?\([^()]{0,120}\)")
_JOINTS = re.compile(r"(?:[\s,]|và)*")


def find_wrong_lists(view: PartView) -> Iterator[Problem]:
    """Announced numbers of agencies that are not those of the agencies named behind them."""
    for passage in () if view.is_normative else view.passages:
        if ":" not in passage.text:
            continue
        for match in _NAMED.finditer(passage.text):
            names = _INNER.sub("", match["names"])
            named = find_agencies(names)
            bounds = [0, *(bound for mention in named for bound in (mention.start, mention.end)), len(names)]
            between = [names[low:high] for low, high in zip(bounds[::2], bounds[1::2], strict=True)]
            if len(named) < 2 or len(named) == int(match["n"]) or any(mention.collective for mention in named):
                continue
            if not all(_JOINTS.fullmatch(words.lower()) for words in between):
                continue  # something else is named as well
            yield Problem(
                message=f"Lời văn nêu {match['n']} đơn vị, nhưng kể ra {len(named)}.",
                evidence=(view.within(passage, match.start(), match.end()),),
            )


def find_wrong_enumerations(view: PartView) -> Iterator[Problem]:
    """Announced numbers that are not those of the points below."""
    passages = () if view.is_normative else view.passages  # a law's list grows by its amendments
    for index, lead in enumerate(passages):
        if not lead.text.rstrip().endswith(":") or not _DIGIT.search(lead.text) or _OPENS.search(lead.text) is None:
            continue
        paragraph = read_paragraph(lead, view.quantities(lead), least=1)
        if paragraph is None:
            continue
        told = [term for term in paragraph.terms if term.exact and 2 <= term.value <= 20 and not term.whole]
        last = told[-1] if told else None
        if last is None or last is not paragraph.terms[-1] or _LISTED.match(paragraph.text[last.number_end :].lstrip()) is None:
            continue
        if _TAIL.fullmatch(paragraph.text, last.end) is None:
            continue  # the line goes on to other things
        below = passages[index + 1 : index + 60]
        if below and any(lead.end <= table.start < below[0].start for table in view.tables):
            continue  # a table lists them
        points = _points(below, _kind(lead))
        if len(points) < 2 or len(points) == last.value or abs(len(points) - last.value) > 3:
            continue
        if any(re.search(rf"(?<!\d)0?{int(last.value)}\s", point.text) and len(points) == 1 for point in points):
            continue
        yield Problem(
            message=f"Lời văn nêu {last.digits} mục, nhưng phía dưới liệt kê {len(points)}.",
            evidence=(
                view.within(lead, last.start, min(len(lead.text), last.end + 30)),
                view.at(points[-1].start, points[-1].end),
            ),
        )


def _kind(passage: Passage) -> str | None:
    """The kind of mark that a point begins with; None where it has none."""
    match = _MARK.match(passage.text)
    if match is None:
        return None
    return "1" if match["n"] else "a" if match["letter"] else match["mark"]


def _points(passages: Sequence[Passage], outer: str | None) -> list[Passage]:
    """The points below a line: of the first one's mark, with what stands below each; up to the outer mark or a line without one."""
    mark: str | None = None
    found: list[Passage] = []
    for passage in passages:
        own = _kind(passage)
        if own is None or own == outer:
            break
        mark = mark or own
        if own == mark:
            found.append(passage)
    return found
