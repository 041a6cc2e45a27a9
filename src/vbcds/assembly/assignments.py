"""Tasks that stand in prose: duties below an agency's name, sentences that assign, and activities described line by line.

Three forms are read. Below a heading such as "Tổ chức thực hiện" a unit that only names agencies ("2. Sở Y tế") gives its duties to
them. Anywhere, a sentence that says who leads ("Giao Sở X chủ trì, phối hợp với Y ...") is a task. And a unit with lines such as
"Đơn vị chủ trì: ..." is an activity whose content is its heading.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from vbcds.assembly.context import PartContext
from vbcds.lexicons.assignments import LabelRole, load_assignment_words
from vbcds.lexicons.goals import fold
from vbcds.model.document import Block
from vbcds.model.records import NO_DEADLINE, Agency, Deadline, TaskRecord
from vbcds.recognisers.agencies import find_agencies, parse_agencies, parse_agency
from vbcds.recognisers.deadlines import find_deadlines, parse_deadline
from vbcds.structure.cells import CellKind, cell_kind

#: Genres that assign. Laws, decrees and circulars distribute competences, reports and articles tell what was done.
_GENRES = frozenset({"decision", "plan", "resolution", "directive", "programme", "letter", "notice", "submission", "other"})
_LABEL = re.compile(r"^\s*(?:[-+–•*]|\(?\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,3}(?:\.\d{1,3})+|[a-zđ][.)]|[IVXL]+\.|Điều \d+\.)\s+")
_CLOSING = re.compile(r"^(?:trên đây|trong quá trình|nơi nhận|kế hoạch này|quyết định này|chỉ thị này|căn cứ kế hoạch này)")
#: "Đề nghị các cơ quan, đơn vị quan tâm thực hiện./.": asks everybody for nothing that the document did not say before.
_POLITE = re.compile(
    r"(?<!\w)(?:biết|thông báo|các|cơ quan|đơn vị"
    r"|quan tâm|nghiêm túc|khẩn trương|phối hợp|tổ chức|triển khai|thực hiện|chỉ đạo|đạt kết quả|theo quy định"
    r"|nội dung trên|thông báo này|và|để|,|\s)+\.?/?\.?$"
)
#: Genres whose body assigns below the sentence that gives the word ("... chỉ thị:", "... kết luận như sau:").
_COMMANDING = frozenset({"directive", "letter", "notice", "other"})
_COMMAND = re.compile(r"\b(?:chỉ thị|yêu cầu|đề nghị|kết luận|(?:ý kiến )?chỉ đạo|giao nhiệm vụ|phân công)\b[^:]{0,300}:$")
_ASKED = re.compile(r"\b(?:yêu cầu|đề nghị|giao)\s+")
_CONTENTS = re.compile(
    r"\b(?:(?:thực hiện |triển khai |tập trung )?(?:một số|các|những) (?:nội dung|nhiệm vụ|công việc|vấn đề)|như sau|sau đây)\b"
)
_TOPIC = re.compile(r"^về [^:.;]{2,120}:\s+")
_GIVING = re.compile(r"(?:giao|yêu cầu|đề nghị) ")
_SELF = re.compile(r"\bthi hành (?:quyết định|nghị quyết|chỉ thị|kế hoạch|quy định|thông báo) này\b|\bchịu trách nhiệm thi hành\b")
_COOPERATE = re.compile(
    r"\bphối hợp(?:\s+(?:chặt chẽ|thường xuyên|tích cực|đồng bộ|kịp thời))?(?:\s+(?:cùng với|với|cùng|và hướng dẫn))?\s+"
)
_SEGMENT_END = re.compile(r"[.;:()](?!\w)|[.;:](?=\s|$)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZĐÀ-Ỹ])")
_OPENING = re.compile(r"^(?:đồng thời|ngoài ra|bên cạnh đó|mặt khác|theo đó)\s*,\s*")
#: Words that ask an agency for something wherever they stand; others ("Đối với ...") only below a heading that assigns.
_ASKING = ("giao ", "yêu cầu ", "đề nghị ", "kính đề nghị ", "trân trọng đề nghị ", "phân công ")
#: A place that is named as if it were an agency: its people's committee acts.
_PLACE = re.compile(r"(?i:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+[A-ZĐÀ-Ỹ]")
_NOUN_BEFORE = re.compile(r"\b(?:quy chế|cơ chế|công tác|quan hệ|sự|chương trình|quy trình|kế hoạch)\s*$")
#: After these words a verb is part of a body's name.
_NAMED_BY = ("viện", "trung tâm", "cơ sở", "các", "những")
_JOINTS = re.compile(
    r"(?:[\s,;:./&\-–()]|và|cùng|với|các|những|đơn vị|cơ quan|liên quan|có|khác|tỉnh|thành phố|huyện|trên địa bàn|trực thuộc)+"
)


@dataclass(slots=True)
class _Activity:
    """An activity that is being described line by line."""

    section: int
    fields: dict[LabelRole, list[str]] = field(default_factory=dict)


def build_prose_tasks(context: PartContext) -> tuple[TaskRecord, ...]:
    """The tasks of a part outside its tables, in reading order, `code` null."""
    if context.part.header.genre not in _GENRES:
        return ()
    found = [*_activities(context), *_duties(context)]
    return tuple(sorted(found, key=lambda task: (task.source.start, task.source.end)))


# -- activities: "- Đơn vị chủ trì: ..." ------------------------------------------------------------------------------------------


def _activities(context: PartContext) -> Iterator[TaskRecord]:
    current: _Activity | None = None
    for block in _prose_blocks(context):
        labelled = _labelled(context.text[block.start : block.end])
        if not labelled:
            continue
        section = _activity_section(context, block)
        if current is None or section != current.section:
            if current is not None:
                yield from _activity_task(context, current)
            current = _Activity(section) if section is not None else None
        if current is not None:
            for role, words in labelled:
                current.fields.setdefault(role, []).append(words)
    if current is not None:
        yield from _activity_task(context, current)


def _labelled(text: str) -> list[tuple[LabelRole, str]]:
    """The labelled fields of a paragraph: [(role, words)], in order. A paragraph may hold several ("Chủ trì: A; phối hợp: B")."""
    words = load_assignment_words()
    found: list[tuple[LabelRole, str]] = []
    for line in re.split(r"\n|;\s+(?=[A-ZĐÀ-Ỹa-zđ][^;:\n]{2,40}:)", text):
        match = words.label.match(fold(line))
        if match is not None:
            value = line[match.end() :].strip().rstrip(".;,").strip()
            if value:
                found.append((words.label_roles[match[1]], value))
    return found


def _activity_section(context: PartContext, block: Block) -> int | None:
    """The unit that an activity's line describes: the innermost numbered one above it that is not such a line itself."""
    words = load_assignment_words()
    for node in context.path(context.section_at(block.start)):
        if node.kind in ("dash", "plus") or node.start == block.start:
            continue
        head = context.head(node)
        if words.label.match(fold(head)) is None:
            return context.part.sections.index(node)
    return None


def _activity_task(context: PartContext, activity: _Activity) -> Iterator[TaskRecord]:
    if "lead" not in activity.fields:
        return
    node = context.part.sections[activity.section]
    start, end = node.head_start, node.head_end
    content = context.text[start:end].strip().rstrip(":.;").strip()
    if not content or load_assignment_words().heading.search(fold(content)):
        return  # a part of the document that says who leads it, not an activity
    when = activity.fields.get("deadline", [None])[0]
    yield TaskRecord(
        document=context.id,
        code=None,
        group=_group(context, node.parent),
        content=content,
        lead=_unique(activity.fields["lead"]),
        support=_unique(activity.fields.get("support", [])),
        deadline=parse_deadline(when, year=context.plan_year, issued=context.issued) if when else NO_DEADLINE,
        product="; ".join(activity.fields["product"]) if "product" in activity.fields else None,
        source=context.document.locate(start, end),
    )


def _unique(texts: list[str]) -> tuple[Agency, ...]:
    found: dict[str, Agency] = {}
    for text in texts:
        for agency in parse_agencies(text):
            found.setdefault(agency.name, agency)
    return tuple(found.values())


# -- duties ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Owner:
    """The agencies that a heading gives the duties below it to, and how deep the heading stands."""

    agencies: tuple[Agency, ...]
    depth: int
    section: int | None


def _duties(context: PartContext) -> Iterator[TaskRecord]:
    owner: _Owner | None = None
    commanded = False
    addressed: _Owner | None = None
    for block in _prose_blocks(context):
        text = context.text[block.start : block.end]
        if _labelled(text) or text.lstrip().startswith(("“", '"')):  # quoted words are another document's
            continue
        index = context.section_at(block.start)
        node = context.part.sections[index] if index is not None else None
        opens = node is not None and node.start == block.start
        if node is None or (opens and owner is not None and node.depth <= owner.depth):
            owner = None
        owner = owner or addressed
        label = _LABEL.match(text)
        start = (
            node.head_start
            if opens and node is not None and block.start <= node.head_start <= block.end
            else block.start + (label.end() if label else 0)
        )
        body = context.text[start : block.end]
        folded = fold(body)
        if context.part.header.genre in _COMMANDING and not label and not commanded and _COMMAND.search(folded.rstrip()):
            commanded = True
            addressed = _addressed(body, folded)
            continue
        assigning = commanded or _assigns(context, index)
        if _CLOSING.match(folded) or _SELF.search(folded):
            owner = None if not opens else owner
            addressed = None
            continue
        if assigning and (named := _agency_heading(body, folded)) is not None:
            owner = _Owner(tuple(map(_acting, named)), node.depth if opens and node is not None else 99, index)
            continue
        if (topic := _TOPIC.match(folded)) is not None:
            start, body, folded = start + topic.end(), body[topic.end() :], folded[topic.end() :]
        owned = owner is not None and owner is not addressed
        above = node.parent if opens and node is not None else index
        given = _given(body, folded)
        if given:
            for low, high in itertools.pairwise([*given, len(body)]):
                agencies = _subject(body[low:high], folded[low:high], assigning=assigning, owned=owned)
                if agencies is not None and not _is_polite(body[low:high], folded[low:high]):
                    yield from _tasks(context, body[low:high], start + low, agencies, above)
            body, folded = body[: given[0]].rstrip(), folded[: given[0]].rstrip()
        subject = _subject(body, folded, assigning=assigning, owned=owned)
        if subject is not None and body.rstrip().endswith(":"):
            owner = _Owner(subject, node.depth if opens and node is not None else 99, index)
            continue
        if subject is not None and _is_polite(body, folded):
            continue
        if subject is not None:
            yield from _tasks(context, body, start, subject, above)
        elif owner is not None and not body.rstrip().endswith(":"):
            yield from _tasks(context, body, start, owner.agencies, above)


def _addressed(body: str, folded: str) -> _Owner | None:
    """Whom the sentence that gives the word asks for all that follows ("đề nghị các sở, ban, ngành thực hiện một số nội dung sau:")."""
    asked = list(_ASKED.finditer(folded))
    if not asked:
        return None
    start = asked[-1].end()
    contents = _CONTENTS.search(folded, start)
    subject = body[start : contents.start() if contents else len(body)].strip(" ,:")
    masked = _masked(subject)
    if "\x00" not in masked or masked.find("\x00") > 6 or load_assignment_words().verb.search(masked):
        return None
    agencies = parse_agencies(subject)
    return _Owner(agencies, -1, None) if agencies else None


def _given(body: str, folded: str) -> list[int]:
    """Where later sentences of a paragraph begin that give somebody a duty of their own ("... . Giao Công an tỉnh ...")."""
    return [match.end() for match in _SENTENCE.finditer(body) if _GIVING.match(folded, match.end())]


def _is_polite(body: str, folded: str) -> bool:
    """Whether a sentence ends a document by asking that it be carried out."""
    masked = _masked(body).rstrip()
    if not folded.rstrip().endswith(("./.", "thực hiện.", "thực hiện")):
        return False
    match = _POLITE.search(masked, max(0, len(masked) - 300))
    return (
        match is not None
        and "\x00" in masked[: match.start()]
        and _JOINTS.sub("", masked[: match.start()].partition("\x00")[2].replace("\x00", "")) == ""
    )


def _prose_blocks(context: PartContext) -> Iterator[Block]:
    for block in context.blocks():
        if block.table is None and block.role == "body" and not context.is_formal(block.start, block.end):
            yield block


def _assigns(context: PartContext, index: int | None) -> bool:
    """Whether a unit stands below a heading that assigns ("Tổ chức thực hiện")."""
    heading = load_assignment_words().heading
    return any(
        node.head_end - node.head_start < 200 and heading.search(fold(context.head(node))) is not None
        for node in context.path(index)
    )


def _agency_heading(body: str, folded: str) -> tuple[Agency, ...] | None:
    """The agencies of a unit that only names agencies ("4. Đề nghị Sở Tài chính, Kho bạc Nhà nước"), else None."""
    if len(body) > 320 or body.rstrip().endswith((";",)):
        return None
    addressing = load_assignment_words().addressing.match(folded)
    rest = body[addressing.end() if addressing else 0 :].strip().rstrip(":.").strip()
    plain = re.sub(r"\s*\([^()]*\)", "", rest)
    if not plain:
        return None
    masked = _masked(plain)
    if load_assignment_words().verb.search(masked) or load_assignment_words().leading.search(masked):
        return None
    mentions = find_agencies(plain)
    if addressing is None:
        if not mentions or not _opens_with_a_body(plain, mentions[0].start, 12):
            return None
        left = _JOINTS.sub("", masked.replace("\x00", ""))
        if len(left) > 0.45 * len(plain) and ":" not in plain:
            return None
    elif not mentions and len(plain.split()) > 20:
        return None
    return parse_agencies(plain) or None


def _opens_with_a_body(text: str, mention: int, reach: int) -> bool:
    """Whether the first agency stands at the beginning, or after bodies that only their form tells ("Đảng đoàn ...", "Bộ trưởng, ...")."""
    return mention <= reach or cell_kind(text[:mention]) is CellKind.AGENCY


def _acting(agency: Agency) -> Agency:
    """The agency itself; for a place that is named in its stead ("Mời tỉnh Điện Biên") the people's committee."""
    if not _PLACE.match(agency.name):
        return agency
    return replace(parse_agency(f"Ủy ban nhân dân {agency.raw}"), raw=agency.raw)


def _masked(text: str) -> str:
    """Folded text with every named agency blanked out, so that words inside names are not taken for verbs.

    Of a group that only its first words name ("các đơn vị ...") just these are blanked: how far it reaches is what the verb decides.
    """
    chars = list(fold(text))
    for mention in find_agencies(text):
        end = mention.end
        if mention.collective and mention.agency.id is None:
            end = mention.start + len(" ".join(mention.raw.split(" ")[:2]))
        chars[mention.start : end] = "\x00" * (end - mention.start)
    return "".join(chars)


def _subject(body: str, folded: str, *, assigning: bool, owned: bool) -> tuple[Agency, ...] | None:
    """The agencies that a sentence makes responsible: its subject before "chủ trì", or the object of "Giao"; else None.

    Below an agency's name ("owned") only "Giao" takes the duty from it: "Chỉ đạo các đơn vị ..." is what the agency does.
    """
    words = load_assignment_words()
    addressing = words.addressing.match(folded)
    taking = ("giao ",) if owned else _ASKING
    if addressing is not None and (owned or not assigning) and not folded.lstrip(" -+–").startswith(taking):
        return None
    offset = addressing.end() if addressing else 0
    masked = _masked(body)
    verb = words.leading.search(masked, offset)
    other = words.verb.search(masked, offset)
    cooperate = masked.find("phối hợp", offset)
    stops = [match.start() for match in (verb, other) if match] + ([cooperate] if cooperate >= 0 else [])
    if not stops:
        return None
    stop = min(stops)
    colon = masked.find(":", offset, stop)
    if colon >= 0 and "\x00" in masked[offset:colon]:  # "Sở Tài chính: bố trí kinh phí ..."
        stop = colon
    subject = body[offset:stop].strip(" ,:")
    if not subject or len(subject) > 400 or ("\x00" not in masked[offset:stop] and addressing is None):
        return None
    before = masked[offset:stop]
    if "\x00" not in before or not _opens_with_a_body(body[offset:], before.find("\x00"), 6):
        return None
    if addressing is None and verb is None and stop not in (cooperate, colon) and not assigning:
        return None
    if re.search(r"\b(?:đã|được|do|bởi|theo)\b" if assigning else r"\b(?:đã|được|do|bởi|theo|của)\b", before.replace("\x00", " ")):
        return None
    return parse_agencies(subject) or None


def _tasks(context: PartContext, body: str, start: int, lead: tuple[Agency, ...], index: int | None) -> Iterator[TaskRecord]:
    """The task of a paragraph; several where later sentences are duties of their own."""
    duty = load_assignment_words().duty
    pieces = [(0, len(body))]
    sentences = list(_SENTENCE.finditer(body))
    if any(duty.search(fold(body[match.end() :])) for match in sentences):
        bounds = [0, *(match.end() for match in sentences), len(body)]
        pieces = list(itertools.pairwise(bounds))
    group = _group(context, index)
    for low, high in pieces:
        opening = _OPENING.match(fold(body[low:high]))
        low += opening.end() if opening else 0
        low += len(body[low:high]) - len(body[low:high].lstrip(" .,;–-"))
        content = body[low:high].strip()
        trimmed = content.rstrip(";").rstrip()
        if len(trimmed.split()) < 3:
            continue
        yield TaskRecord(
            document=context.id,
            code=None,
            group=group,
            content=trimmed,
            lead=lead,
            support=_support(trimmed, lead),
            deadline=_deadline(context, trimmed),
            product=None,
            source=context.document.locate(start + low, start + low + len(trimmed)),
        )


def _group(context: PartContext, index: int | None) -> str | None:
    """The heading that a duty stands under: the nearest short one that is not just the name of who does it."""
    for node in context.path(index):
        head = context.head(node).strip().rstrip(":.")
        if node.kind in ("dash", "plus") or not 0 < len(head) < 200:
            continue
        if _agency_heading(head, fold(head)) is None and _subject(head, fold(head), assigning=True, owned=False) is None:
            return head
    return None


def _support(content: str, lead: tuple[Agency, ...]) -> tuple[Agency, ...]:
    """The agencies that a duty is done together with: what follows "phối hợp (với)", up to the duty's verb."""
    folded = fold(content)
    leads = {agency.name for agency in lead}
    found: dict[str, Agency] = {}
    for match in _COOPERATE.finditer(folded):
        if _NOUN_BEFORE.search(folded[: match.start()]):
            continue  # "quy chế phối hợp" is a paper, no call for help
        segment = content[match.end() :]
        bracketed = folded[: match.start()].rstrip().endswith("(")
        if bracketed:
            segment = segment.partition(")")[0]
        else:
            masked = _masked(segment[:600])
            ends = [found_end.start() for found_end in (_verb(masked), _SEGMENT_END.search(masked)) if found_end]
            colon = masked.find(":")
            if colon >= 0 and ends and min(ends) == colon:  # "UBND các phường: A, B và C": the list goes on
                ends = [e.start() for e in (_verb(masked, colon), re.search(r"[.;()]", masked[colon + 1 :])) if e]
            segment = segment[: min(ends)] if ends else segment[:600]
        segment = segment.strip(" ,;.")
        if not segment:
            continue
        for agency in parse_agencies(segment):
            if agency.name not in leads:
                found.setdefault(agency.name, agency)
    return tuple(found.values())


def _verb(masked: str, start: int = 0) -> re.Match[str] | None:
    """The first verb that is not part of a body's name ("viện nghiên cứu", "các tổ chức")."""
    for match in load_assignment_words().verb.finditer(masked, start):
        if not masked[: match.start()].rstrip().endswith(_NAMED_BY):
            return match
    return None


def _deadline(context: PartContext, content: str) -> Deadline:
    """The deadline that a duty's words give: the first definite one, else the first."""
    found = [mention.deadline for mention in find_deadlines(content, year=context.plan_year, issued=context.issued)]
    if not found:
        return NO_DEADLINE
    definite = [deadline for deadline in found if deadline.kind in ("fixed", "recurring", "period", "relative")]
    return replace((definite or found)[0])
