"""The headings above a statement of a report: which section they open, whom they speak to, which topic they name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from vbcds.assembly.report_headings import looks_ahead
from vbcds.lexicons.report_words import fold
from vbcds.model.records import Agency, Section
from vbcds.structure.labels import Label

#: Levels at which headings nest; what stands deeper belongs to what stands above it.
LEVELS = {
    "phần": 0, "chương": 1, "mục": 2, "tiểu mục": 3, "capital": 4, "roman": 5, "heading": 6, "điều": 6, "arabic": 7, "khoản": 7,
    "letter": 13, "điểm": 13, "dash": 14, "plus": 15, "own": 99,
}  # fmt: skip
_RING = 12
#: "Nội dung khác": more of what the section is about.
_OTHER = re.compile(r"(?:(?:các|những|một số) )?(?:nội dung|vấn đề|mặt|lĩnh vực|công việc)(?: công tác)? khác(?!\w)")


@dataclass(slots=True)
class ReportHeading:
    """A heading of a report."""

    level: int
    text: str
    sections: tuple[Section, ...]
    addressee: Agency | None


@dataclass(slots=True)
class ReportPlace:
    """The headings above a statement, from the outside in."""

    stack: list[ReportHeading] = field(default_factory=list)

    def open(self, heading: ReportHeading) -> None:
        """Begin a heading; those of its level and below end."""
        self.close(heading.level)
        self.stack.append(heading)

    def close(self, level: int) -> None:
        """End the headings of a level and below."""
        while self.stack and self.stack[-1].level >= level:
            self.stack.pop()

    @property
    def sections(self) -> tuple[Section, ...]:
        """Of the nearest heading that names any; "Các nhiệm vụ khác" inside "Kết quả thực hiện" is about results."""
        named = [heading for heading in reversed(self.stack) if heading.sections]
        if not named:
            return ()
        if len(named) > 1 and named[1].sections != ("plans",) and _OTHER.match(fold(named[0].text)):
            return named[1].sections
        weak = named[0].sections == ("plans",) and not looks_ahead(fold(named[0].text))
        return ("results",) if weak and any(heading.sections == ("results",) for heading in named[1:]) else named[0].sections

    @property
    def addressee(self) -> Agency | None:
        """Whom the nearest heading speaks to."""
        return next((heading.addressee for heading in reversed(self.stack) if heading.addressee is not None), None)

    @property
    def topic(self) -> str | None:
        """The headings of topics right above, which may name the task."""
        topics = [heading.text for heading in self.stack if not heading.sections and heading.addressee is None]
        return topics[-1] if topics else None


def label_level(label: Label) -> int:
    """How deep a label stands: the deeper, the larger."""
    if label.ring:
        return _RING
    level = LEVELS.get(label.kind, 16)
    if label.kind == "arabic" and len(label.value) > 1:
        level += min(len(label.value) - 1, 4)
    return level
