"""Lines to paragraphs: which line ends are only the paper's, and which the writer's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from vbcds.model.document import Align, Box, Style
from vbcds.readers.pdf.lines import Line
from vbcds.readers.pdf.wording import (
    CLOSING,
    OWN_LINE,
    begins_lower,
    first_word,
    glue,
    has_marker,
    is_cut_number,
    is_labelled,
    is_marked,
    is_upper,
    mend,
    open_ended,
    stops,
)


@dataclass(slots=True)
class Measure:
    """The block that lines stand in."""

    left: float
    right: float
    #: Distance of baselines inside a paragraph; 0 where unknown.
    pitch: float = 0.0
    #: What stands between paragraphs beyond the pitch; 0 where they are not set apart.
    extra: float = 0.0
    #: Paragraphs begin with an indent.
    indented: bool = False
    #: Lines are set around one middle (a letterhead's column, a heading cell).
    centered: bool = False
    #: A cell of a table: lines that end early are joined or parted by what would have fitted.
    cell: bool = False


@dataclass(slots=True)
class Paragraph:
    """Lines that are one paragraph, with what joins each to the next (a space, nothing, or LF)."""

    lines: list[Line]
    joints: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The paragraph as one logical line."""
        parts = [self.lines[0].text]
        for joint, line in zip(self.joints, self.lines[1:], strict=True):
            parts.append(joint)
            parts.append(line.text)
        return mend("".join(parts))

    @property
    def bbox(self) -> Box:
        """The box of the lines on the page where the paragraph begins."""
        lines = [line for line in self.lines if line.page == self.lines[0].page]
        return (
            round(min(line.x0 for line in lines), 1),
            round(min(line.top for line in lines), 1),
            round(max(line.x1 for line in lines), 1),
            round(max(line.bottom for line in lines), 1),
        )


def measure(lines: Sequence[Line], *, left: float | None = None, right: float | None = None) -> Measure:
    """The block of a run of lines: edges where they do not follow from elsewhere, pitch, and whether paragraphs are indented."""
    if left is None:
        left = min((line.x0 for line in lines), default=0.0)
    if right is None:
        right = max((line.x1 for line in lines), default=0.0)
    leads = Counter(
        round((b.base - a.base) * 2) / 2
        for a, b in pairwise(lines)
        if a.page == b.page and 0.8 * a.size < b.base - a.base < 3.4 * a.size
    )
    size = lines[0].size if lines else 12.0
    pitch = _low_mode(Counter({lead: count for lead, count in leads.items() if lead < 2.4 * size}))
    wider = {lead: count for lead, count in leads.items() if pitch and 1.05 * pitch + 1.0 < lead < 1.9 * pitch}
    apart = sum(wider.values()) >= 0.12 * sum(leads.values()) and sum(wider.values()) > 1
    extra = min(lead for lead in wider if wider[lead] >= 0.3 * max(wider.values())) - pitch if apart else 0.0
    at_left = sum(1 for line in lines if abs(line.x0 - left) < 0.35 * size)
    inside = sum(1 for line in lines if 0.8 * size < line.x0 - left < 6 * size)
    return Measure(left, right, pitch, extra, indented=at_left > 0 and inside > 0 and inside >= 0.08 * (at_left + inside))


def _low_mode(leads: Counter[float]) -> float:
    if not leads:
        return 0.0
    most = max(leads.values())
    return min(lead for lead, count in leads.items() if count >= 0.5 * most)


def make_paragraphs(lines: Sequence[Line], measure_of: Callable[[Line], Measure]) -> list[Paragraph]:
    """Lines in reading order, joined to paragraphs; `measure_of` gives the block in which a line stands."""
    paragraphs: list[Paragraph] = []
    before: Measure | None = None
    for line in lines:
        if not line.text:
            continue
        here = measure_of(line)
        joint = _joint(paragraphs[-1], line, before, here) if before is not None else None
        before = here
        if joint is None:
            paragraphs.append(Paragraph([line]))
        else:
            paragraphs[-1].lines.append(line)
            paragraphs[-1].joints.append(joint)
    return paragraphs


def _joint(paragraph: Paragraph, line: Line, before: Measure, here: Measure) -> str | None:
    """What joins a line to the paragraph before it, or None where it begins one of its own."""
    last = paragraph.lines[-1]
    em = max(line.size, last.size)
    if abs(line.size - last.size) > 0.13 * em:
        return None
    together = line.page == last.page
    lead = line.base - last.base
    if together and not _close(paragraph, line, lead, here, em):
        return None
    if here.cell:
        return _joint_in_cell(paragraph, line, here)
    if stops(last.text) and CLOSING.match(line.text):
        return None
    if here.centered:
        return _joint_in_middle(last, line) if lead < 1.75 * em and _same_look(last, line) else None
    middle, middle_last = _middle(line, here), _middle(last, before)
    continued = len(paragraph.lines) > 1 and abs((line.x0 - here.left) - (last.x0 - before.left)) < 0.4 * em
    if (middle == "middle" or middle_last == "middle") and not (continued and middle_last != "middle"):
        if middle and middle_last and _same_look(last, line) and not has_marker(line.text) and not stops(last.text):
            return _wrapped(last, line, before)
        return None
    if middle and middle_last and abs(line.x0 - last.x0) > 2 and _same_look(last, line) and not has_marker(line.text):
        return _wrapped(last, line, before)
    if together and here.extra and lead > here.pitch + 0.5 * here.extra and stops(last.text):
        return None
    full = _full(last, line, before, em)
    offset, offset_last = line.x0 - here.left, last.x0 - before.left
    if not full:
        open_end = open_ended(last.text) and not is_marked(last.text, line.text)
        goes_on = open_end or (begins_lower(line.text) and not stops(last.text) and not is_marked(last.text, line.text))
        reach = offset_last + (3.0 if len(paragraph.lines) == 1 and has_marker(last.text) else 0.5) * em
        return glue(last.text, line.text) if goes_on and offset <= reach else None
    if is_marked(last.text, line.text):
        if offset > 0.8 * em and not (continued and not stops(last.text)):
            return None
        if not here.indented or stops(last.text) or offset > 0.8 * em:
            return None
        if last.bold > 0.9 and line.bold < 0.1:
            return None  # a heading and the first point below it
        return glue(last.text, line.text)
    if len(paragraph.lines) == 1:
        shift = offset - offset_last
        if shift > 0.5 * em:
            hangs = has_marker(last.text) and shift < 4.5 * em
            return glue(last.text, line.text) if hangs else None
        if shift < -0.5 * em:
            return glue(last.text, line.text)
        if offset > 0.8 * em and here.indented:
            return glue(last.text, line.text) if begins_lower(line.text) and not stops(last.text) else None
        return _block(last, line, before, lead if together else 0.0)
    if abs(offset - offset_last) > 0.5 * em:
        return None
    if here.indented and offset < 0.8 * em:
        return glue(last.text, line.text)
    return _block(last, line, before, lead if together else 0.0)


def _wrapped(last: Line, line: Line, block: Measure) -> str:
    """Between centred lines: a space where the next word would not have fitted, else the writer's own line break."""
    spare = block.right - block.left - (last.x1 - last.x0) - 0.25 * line.size
    return glue(last.text, line.text) if line.width_of_start(len(first_word(line.text))) > spare else "\n"


def _block(last: Line, line: Line, before: Measure, lead: float) -> str | None:
    """In a block without indents, after a full line: a sentence that ends near the edge may end the paragraph.

    Where paragraphs are set apart, a line that is not is of the same one.
    """
    if lead and before.extra and lead < before.pitch + 0.5 * before.extra:
        return glue(last.text, line.text)
    if stops(last.text) and not begins_lower(line.text) and before.right - last.x1 > 0.35 * line.size:
        return None
    return glue(last.text, line.text)


def _joint_in_middle(last: Line, line: Line) -> str | None:
    """In a column set around its middle (letterhead, signature): lines of one look are one name or title."""
    if has_marker(line.text) or OWN_LINE.match(line.text) or (OWN_LINE.match(last.text) and not last.text.startswith("V/v")):
        return None
    wrapped = open_ended(last.text) or (begins_lower(line.text) and not stops(last.text))
    return " " if wrapped or (last.text.startswith("CỘNG H") and last.text.endswith("VIỆT")) else "\n"


def _spare(last: Line, here: Measure) -> float:
    """Room after a line of a cell, a space taken off; a line that stands in the middle has it on both sides."""
    em = last.size
    used = last.x1 - last.x0
    if last.x0 - here.left < 0.6 * em:
        used = max(last.x1 - here.left, used)
    elif here.right - last.x1 < 0.3 * em:
        used = here.right - here.left  # an indented first line that reaches the edge
    return here.right - here.left - used - 0.25 * em - 0.8


def fills_cell(last: Line, line: Line, here: Measure) -> bool:
    """Whether the first word of `line` would not have fitted after `last` in a cell."""
    return _fills(_spare(last, here), line)


def _fills(spare: float, line: Line) -> bool:
    return spare < 0 or line.width_of_start(len(first_word(line.text))) > spare


def _joint_in_cell(paragraph: Paragraph, line: Line, here: Measure) -> str | None:
    last = paragraph.lines[-1]
    em = line.size
    if is_marked(last.text, line.text) or (is_labelled(last.text) and line.text[:1].isupper()):
        return None
    ended = stops(last.text)
    spare = _spare(last, here)
    full = _fills(spare, line)
    if full and spare < 0.4 * em and is_cut_number(last.text, line.text):
        return ""
    if last.text + line.text in ("STT", "TT"):
        return ""
    if not full:
        goes_on = (begins_lower(line.text) and not ended) or open_ended(last.text)
        return glue(last.text, line.text) if goes_on else None
    if ended and not begins_lower(line.text) and not line.text[:1].isdigit() and spare > 0.25 * em:
        return None
    if line.x0 - here.left > 0.8 * em and last.x0 - here.left < 0.4 * em and ended:
        return None  # the indent of a new paragraph
    return glue(last.text, line.text)


def _close(paragraph: Paragraph, line: Line, lead: float, here: Measure, em: float) -> bool:
    """Whether the distance of the baselines is that of lines of one paragraph."""
    if lead < 0.3 * em:
        return False
    own = 0.0
    if len(paragraph.lines) > 1 and paragraph.lines[-2].page == line.page:
        own = paragraph.lines[-1].base - paragraph.lines[-2].base
    if own > 0.5 * em:
        return lead < 1.22 * own + 0.8
    if here.pitch:
        return lead < 1.3 * here.pitch + 0.5
    return lead < 1.9 * em


def _full(last: Line, line: Line, block: Measure, em: float) -> bool:
    """Whether the first word of the next line would not have fitted at the end of this one."""
    spare = block.right - 0.1 * em - last.x1 - 0.2 * em
    return spare < 0 or (spare < 9 * em and line.width_of_start(len(first_word(line.text))) > spare)


def _middle(line: Line, block: Measure) -> str:
    """ "middle" for a line that stands in the middle, "even" for one with even margins that may, else ""."""
    left, right = line.x0 - block.left, block.right - line.x1
    size = line.size
    if left > 3.2 * size:
        # The indent of a first line often moves a centred one off the middle.
        return (
            "middle" if abs(left - right) < max(4.0, 0.4 * size) or (right > 3.2 * size and abs(left - right) < 3.0 * size) else ""
        )
    if abs(left - right) > max(4.0, 0.4 * size) or has_marker(line.text):
        return ""
    return "even" if line.bold > 0.9 or line.italic > 0.9 else ""


def _same_look(last: Line, line: Line) -> bool:
    return (
        (last.bold > 0.6) == (line.bold > 0.6)
        and (last.italic > 0.6) == (line.italic > 0.6)
        and abs(last.size - line.size) < 0.6
        and is_upper(last.text) == is_upper(line.text)
    )


def style_of(paragraph: Paragraph, block: Measure) -> Style:
    """How a paragraph looks."""
    lines = paragraph.lines
    weight = sum(len(line.text) for line in lines) or 1
    bold = sum(line.bold * len(line.text) for line in lines) / weight
    italic = sum(line.italic * len(line.text) for line in lines) / weight
    first = lines[0]
    return Style(
        bold=bold > 0.9,
        italic=italic > 0.9,
        align=_align(lines, block),
        size=round(first.size * 2) / 2,
        indent=round(max(0.0, first.x0 - block.left), 1),
    )


def _align(lines: Sequence[Line], block: Measure) -> Align:
    first = lines[0]
    if block.centered or (all(_middle(line, block) for line in lines) and any(_middle(line, block) == "middle" for line in lines)):
        return "center"
    if block.right - first.x1 < 3 and first.x0 - block.left > 8 * first.size:
        return "right"
    if len(lines) > 1 and all(block.right - line.x1 < 0.4 * line.size for line in lines[:-1]):
        return "justify"
    return "left"
