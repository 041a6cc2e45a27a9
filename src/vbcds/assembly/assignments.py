"""Tasks that stand in prose: duties below an agency's name, sentences that assign, and activities described line by line.

Three forms are read. Below a heading such as "Tổ chức thực hiện" a unit that only names agencies ("2. Sở Y tế") gives its duties to
them. Anywhere, a sentence that says who leads ("Giao Sở X chủ trì, phối hợp với Y ...") is a task. And a unit with lines such as
"Đơn vị chủ trì: ..." is an activity whose content is its heading.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vbcds.assembly.activities import build_activities, read_labels
from vbcds.assembly.assignees import JOINTS, acting, agency_heading, find_subject, find_support, group_heading, masked_names
from vbcds.assembly.context import PartContext
from vbcds.assembly.report_regimes import find_reporters
from vbcds.lexicons.assignments import load_assignment_words
from vbcds.lexicons.goals import fold
from vbcds.model.records import NO_DEADLINE, Agency, Deadline, TaskRecord
from vbcds.recognisers.agencies import parse_agencies
from vbcds.recognisers.deadlines import find_deadlines, parse_deadline

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
#: Below an agency's name: what it does on this plan's ground.
_OWN_PART = re.compile(r"căn cứ kế hoạch này,\s")
#: "Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện."
_INFORMING = re.compile(r"\bthông báo\b[^.;:]{0,200}\bbiết\b[^.;:]{0,60}$")
#: Genres whose body assigns below the sentence that gives the word ("... chỉ thị:", "... kết luận như sau:").
_COMMANDING = frozenset({"directive", "letter", "notice", "other"})
_COMMAND = re.compile(r"\b(?:chỉ thị|yêu cầu|đề nghị|kết luận|(?:ý kiến )?chỉ đạo|giao nhiệm vụ|phân công)\b[^:]{0,300}:$")
_ASKED = re.compile(r"\b(?:yêu cầu|đề nghị|giao)\s+")
_CONTENTS = re.compile(
    r"\b(?:(?:thực hiện |triển khai |tập trung )?(?:một số|các|những) (?:nội dung|nhiệm vụ|công việc|vấn đề)|như sau|sau đây)\b"
)
_TOPIC = re.compile(r"^(?:về [^:.;]{2,120}|(?:thực hiện )?chế độ (?:thông tin,? )?báo cáo):\s+")
_GIVING = re.compile(r"(?:giao|yêu cầu|đề nghị) ")
_SELF = re.compile(
    r"(?<!\w)thi hành (?:quyết định|nghị quyết|chỉ thị|kế hoạch|quy định|thông báo) này\b|(?<!\w)chịu trách nhiệm thi hành\b"
)
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZĐÀ-Ỹ])")
#: The last clause of a duty, where it tells when the duty is done: "; thực hiện thường xuyên", "; thời gian thực hiện 2022-2025".
_TIME = re.compile(r"[;,]\s(?:thời gian (?:thực hiện|triển khai)|thực hiện|triển khai)\s(?P<time>[^;,.]{4,40})[.;]?\s*$")
#: A day that a duty begins with: "Định kỳ trước ngày 20 hằng tháng, các cơ quan, đơn vị gửi báo cáo ...".
_WHEN = re.compile(
    r"(?:chế độ (?:thông tin,? )?báo cáo[^:,;.]{0,30}: )?(?:định kỳ|trước|chậm nhất|muộn nhất|vào|(?:hằng|hàng) (?:tuần|tháng|quý|năm)"
    r"|(?:trong )?tuần|ngày)(?!\w)[^,;:.]{0,60},\s(?=các |những |[^\s,]+ )"
)
_OPENING = re.compile(r"^(?:đồng thời|ngoài ra|bên cạnh đó|mặt khác|theo đó)\s*,\s*")


def build_prose_tasks(context: PartContext) -> tuple[TaskRecord, ...]:
    """The tasks of a part outside its tables, in reading order, `code` null."""
    if context.part.header.genre not in _GENRES or context.part.is_report:
        return ()
    found = [*build_activities(context), *_duties(context)]
    return tuple(sorted(found, key=lambda task: (task.source.start, task.source.end)))


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
    for block in context.prose_blocks():
        text = context.text[block.start : block.end]
        if read_labels(text) or text.lstrip().startswith(("“", '"')):  # quoted words are another document's
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
        closing = _CLOSING.match(folded) and not (owner is not None and _OWN_PART.match(folded))
        if closing or ("thi hành" in folded and _SELF.search(folded)):
            owner = None if not opens else owner
            addressed = None
            continue
        if assigning and (named := agency_heading(body, folded)) is not None:
            owner = _Owner(tuple(map(acting, named)), node.depth if opens and node is not None else 99, index)
            continue
        if (topic := _TOPIC.match(folded)) is not None:
            start, body, folded = start + topic.end(), body[topic.end() :], folded[topic.end() :]
        owned = owner is not None and owner is not addressed
        above = node.parent if opens and node is not None else index
        given = _given(body, folded)
        if given:
            for low, high in itertools.pairwise([*given, len(body)]):
                agencies = find_subject(body[low:high], folded[low:high], assigning=assigning, owned=owned)
                if agencies is not None and not _is_polite(body[low:high], folded[low:high]):
                    yield from _tasks(context, body[low:high], start + low, agencies, above)
            body, folded = body[: given[0]].rstrip(), folded[: given[0]].rstrip()
        subject = find_reporters(body, folded) or find_subject(body, folded, assigning=assigning, owned=owned)
        if subject is None and assigning and not owned and (when := _WHEN.match(folded)) is not None:
            subject = find_subject(body[when.end() :], folded[when.end() :], assigning=True, owned=False)
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
    masked = masked_names(subject)
    if "\x00" not in masked or masked.find("\x00") > 6 or load_assignment_words().verb.search(masked):
        return None
    agencies = parse_agencies(subject)
    return _Owner(agencies, -1, None) if agencies else None


def _given(body: str, folded: str) -> list[int]:
    """Where later sentences of a paragraph begin that give somebody a duty of their own ("... . Giao Công an tỉnh ...")."""
    return [match.end() for match in _SENTENCE.finditer(body) if _GIVING.match(folded, match.end())]


def _is_polite(body: str, folded: str) -> bool:
    """Whether a sentence ends a document by asking that it be carried out."""
    if _INFORMING.search(folded.rstrip(" ./")):
        return True
    if not folded.rstrip().endswith(("./.", "thực hiện.", "thực hiện")):
        return False
    masked = masked_names(body).rstrip()
    match = _POLITE.search(masked, max(0, len(masked) - 300))
    return (
        match is not None
        and "\x00" in masked[: match.start()]
        and JOINTS.sub("", masked[: match.start()].partition("\x00")[2].replace("\x00", "")) == ""
    )


def _assigns(context: PartContext, index: int | None) -> bool:
    """Whether a unit stands below a heading that assigns ("Tổ chức thực hiện")."""
    heading = load_assignment_words().heading
    return any(
        node.head_end - node.head_start < 200 and heading.search(fold(context.head(node))) is not None
        for node in context.path(index)
    )


def _tasks(context: PartContext, body: str, start: int, lead: tuple[Agency, ...], index: int | None) -> Iterator[TaskRecord]:
    """The task of a paragraph; several where later sentences are duties of their own."""
    duty = load_assignment_words().duty
    pieces = [(0, len(body))]
    sentences = list(_SENTENCE.finditer(body))
    if any(duty.search(fold(body[match.end() :])) for match in sentences):
        bounds = [0, *(match.end() for match in sentences), len(body)]
        pieces = list(itertools.pairwise(bounds))
    group = group_heading(context, index)
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
            support=find_support(trimmed, lead),
            deadline=_deadline(context, trimmed),
            product=None,
            source=context.document.locate(start + low, start + low + len(trimmed)),
        )


def _deadline(context: PartContext, content: str) -> Deadline:
    """The deadline that a duty's words give: the first definite one, else the first."""
    found = [mention.deadline for mention in find_deadlines(content, year=context.plan_year, issued=context.issued)]
    if not found:
        time = _TIME.search(fold(content))
        told = content[time.start("time") : time.end("time")] if time is not None else ""
        deadline = parse_deadline(told, year=context.plan_year, issued=context.issued)
        return deadline if deadline.kind in ("ongoing", "recurring", "period", "fixed") else NO_DEADLINE
    definite = [deadline for deadline in found if deadline.kind in ("fixed", "recurring", "period", "relative")]
    if definite and (rule := definite[0].recurrence):  # "định kỳ hằng tháng báo cáo ... chậm nhất vào ngày 20"
        definite = [one for one in definite if (one.recurrence or "").startswith(f"{rule};BYMONTHDAY")] or definite
    return replace((definite or found)[0])
