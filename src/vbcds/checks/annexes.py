"""Annexes: those that are cited and not there, and those that do not say what they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbcds.checks.registry import ND30, Check, Problem, add
from vbcds.checks.view import PartView
from vbcds.model.records import Evidence

_CITED = re.compile(
    r"\b[Pp]hụ\s+lục\s+(?:số\s+)?(?P<label>[IVX]{1,5}|\d{1,2}|[A-E])(?![\w.,]?\w)"
    r"(?:[^.;\n]{0,40}?(?:kèm\s+theo|ban\s+hành\s+kèm|(?:đính|gửi)\s+kèm)[^.;\n]{0,20}?\bnày\b"
    r"|\s+(?:kèm\s+theo|(?:đính|gửi)\s+kèm)(?=\s*(?:[).;,]|$)))"
)
#: Another document named just before: "(Phụ lục II kèm theo)" behind it may be that one's.
_OTHERS = re.compile(r"\d/[^.;\n]{0,80}$")
#: "mẫu báo cáo tại Phụ lục III": one of the document's own, unless another document is named behind it.
_OWN = re.compile(
    r"\b(?:tại|theo|xem|ở)\s+Phụ\s+lục\s+(?:số\s+)?(?P<label>[IVX]{1,5}|\d{1,2})(?![\w.,]?\w)"
    r"(?!\s+(?:của|ban\s+hành|kèm|Nghị|Thông|Quyết|Luật|Kế\s+hoạch|Công\s+văn|Hướng|Chỉ|[^.;\n]{0,40}\d/))"
)
_OWN_ANNEX = re.compile(
    r"\bPhụ\s+lục(?:\s+(?:số\s+)?(?:[IVX]{1,5}|\d{1,2}))?[^.;,\n]{0,30}?kèm\s+theo[^.;,\n]{0,20}?\bnày\b"
    r"|\b(?:chi\s+tiết|cụ\s+thể|có)\s+(?:tại|theo|ở|trong)?\s*(?:các\s+)?Phụ\s+lục\s+(?:đính\s+kèm|gửi\s+kèm|kèm\s+theo)(?=\s*[).;,/]|\s*$)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"PHỤ\s+LỤC\s+(?:SỐ\s+)?([IVX]{1,5}|\d{1,2}|[A-E])\b", re.IGNORECASE)
_ATTACHED = re.compile(r"kèm\s+theo|ban\s+hành\s+theo", re.IGNORECASE)
_ROMAN = {"I": 1, "V": 5, "X": 10}


def _number(label: str) -> int | str:
    """The number of an annex in either way of counting.

    >>> _number("IV"), _number("4"), _number("B")
    (4, 4, 'B')
    """
    if label.isdigit():
        return int(label)
    if label in "ABCDE":
        return label
    total = 0
    for one, two in zip(label, [*label[1:], ""], strict=True):
        value = _ROMAN[one]
        total += -value if two and _ROMAN[two] > value else value
    return total


def _missing(view: PartView) -> Iterator[Problem]:
    annexes = [division for division in view.context.part.divisions if division.kind == "annex"]
    labels = {_number(match[1].upper()) for division in annexes if division.label and (match := _LABEL.search(division.label))}
    if not labels:
        if not annexes:
            yield from _none(view)
        if len(annexes) != 1:
            return  # the annexes are in files of their own, or are not counted
    seen: set[int | str] = set() if labels else {1}  # the only annex needs no number
    for passage in view.passages:
        if "hụ lục" not in passage.text:
            continue
        for match in (*_CITED.finditer(passage.text), *_OWN.finditer(passage.text)):
            number = _number(match["label"])
            if number in labels or number in seen:
                continue
            told = match.re is _CITED or not labels  # the only annex has no number: another document's is named before
            if "này" not in match[0] and told and _OTHERS.search(passage.text, 0, match.start()):
                continue
            if _LABEL.search(view.text, annexes[0].start) and re.search(
                rf"(?im)^\s*phụ\s+lục\s+(?:số\s+)?{match['label']}\b", view.text
            ):
                continue
            seen.add(number)
            yield Problem(
                message=f"Văn bản dẫn Phụ lục {match['label']} kèm theo, nhưng trong tệp không có phụ lục này.",
                evidence=(
                    view.within(passage, match.start(), match.end()),
                    view.at(annexes[0].start, min(annexes[0].start + 60, annexes[0].end)),
                ),
            )


def _none(view: PartView) -> Iterator[Problem]:
    """Annexes that a document without any says to be its own: they may be in files of their own, so that this is only noted."""
    passage = next((passage for passage in view.passages if _OWN_ANNEX.search(passage.text)), None)
    match = _OWN_ANNEX.search(passage.text) if passage is not None else None
    if passage is not None and match is not None and view.is_administrative:
        yield Problem(
            message=f"Văn bản dẫn “{match[0]}”, nhưng trong tệp không có phụ lục nào.",
            evidence=(view.within(passage, match.start(), match.end()),),
            severity="info",
        )


def _without_reference(view: PartView) -> Iterator[Problem]:
    if not view.is_administrative:
        return
    names: list[str] = []
    places: list[Evidence] = []
    for division in view.context.part.divisions:
        if division.kind != "annex" or not division.label:
            continue
        head = view.text[division.start : min(division.end, division.start + 600)]
        if not _ATTACHED.search(head):
            names.append(" ".join(division.label.split()).rstrip(":"))
            lines = head.split("\n")[: 2 if division.title else 1]
            places.append(view.at(division.start, division.start + len("\n".join(lines))))
    if places:
        who = ", ".join(names) if len(set(names)) == len(names) else f"{len(names)} phụ lục"
        yield Problem(message=f"{who} không có dòng “(Kèm theo ... số ... ngày ... của ...)”.", evidence=tuple(places))


add(
    Check(
        code="annex-missing",
        family="citations",
        severity="warning",
        explanation="Văn bản dẫn một phụ lục kèm theo mà trong tệp không có.",
        source=f"{ND30}, Phụ lục I, mục III (phụ lục phải được chỉ dẫn trong văn bản)",
        fails=(
            "@plan\nCác chỉ tiêu nêu tại Phụ lục III kèm theo Kế hoạch này.\nPHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n"
            "(Kèm theo Kế hoạch số 87/KH-UBND ngày 05/3/2026)\nNhiệm vụ của các sở.",
            "@plan\nThực hiện các nhiệm vụ sau.\n(Danh mục tại Phụ lục kèm theo; dự toán chi tiết "
            "tại Phụ lục III)\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n"
            "(Kèm theo Kế hoạch số 87/KH-UBND ngày 05/3/2026)\nNhiệm vụ của các sở.",
            "@plan\nNhiệm vụ của các xã, phường nêu tại Phụ lục 2 kèm theo.\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\n"
            "(Kèm theo Kế hoạch số 87/KH-UBND ngày 05/3/2026)\nNhiệm vụ của các sở.",
        ),
        passes=(
            "@plan\nBiểu mẫu theo Công văn số 412/STC-NS (gửi trước ngày 20, chi tiết tại Phụ lục 2); danh mục tại Phụ lục kèm theo.\n"
            "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 87/KH-UBND ngày 05/3/2026)\nNhiệm vụ của các sở.",
            "@plan\nCác nhiệm vụ nêu tại Phụ lục I kèm theo Kế hoạch này.\nPHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n"
            "(Kèm theo Kế hoạch số 87/KH-UBND ngày 05/3/2026)\nNhiệm vụ của các sở.",
            "@plan\nBiểu mẫu theo Thông tư số 22/2023/TT-BTTTT (Phụ lục II kèm theo); danh mục tại Phụ lục I kèm theo Kế hoạch này.\n"
            "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\n(Kèm theo Kế hoạch số 87/KH-UBND ngày 05/3/2026)\nNhiệm vụ của các sở.",
        ),
        on_part=_missing,
    )
)
add(
    Check(
        code="annex-without-reference",
        family="form",
        severity="info",
        explanation="Phụ lục không có dòng “Kèm theo văn bản số ..., ngày ...”.",
        source=f"{ND30}, Phụ lục I, mục III.2",
        fails=("@plan\nCác nhiệm vụ nêu tại Phụ lục.\nPHỤ LỤC I\nDANH MỤC NHIỆM VỤ\nNhiệm vụ của các sở.",),
        passes=(
            "@plan\nCác nhiệm vụ nêu tại Phụ lục.\nPHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n"
            "(Kèm theo Kế hoạch số 87/KH-UBND ngày 05/3/2026 của Ủy ban nhân dân "
            "tỉnh)\nNhiệm vụ của các sở.",
        ),
        on_part=_without_reference,
    )
)
