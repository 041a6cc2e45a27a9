"""Who a passage of prose gives a duty to: the agencies that a heading names, the subject of a sentence, those that help."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from functools import lru_cache

from vbcds.assembly.context import PartContext
from vbcds.lexicons.assignments import load_assignment_words
from vbcds.lexicons.goals import fold
from vbcds.model.records import Agency
from vbcds.recognisers.agencies import find_agencies, parse_agencies, parse_agency
from vbcds.recognisers.agencies_names import name_may_begin
from vbcds.structure.cells import CellKind, cell_kind

_COOPERATE = re.compile(
    r"\bphối hợp(?:\s+(?:chặt chẽ|thường xuyên|tích cực|đồng bộ|kịp thời))?(?:\s+(?:cùng với|với|cùng|và hướng dẫn))?\s+"
)
_LIST_END = re.compile(r"[.;()]")
_SEGMENT_END = re.compile(r"[.;:()](?!\w)|[.;:](?=\s|$)")
#: Words that ask an agency for something wherever they stand; others ("Đối với ...") only below a heading that assigns.
_ASKING = ("giao ", "yêu cầu ", "đề nghị ", "kính đề nghị ", "trân trọng đề nghị ", "phân công ")
#: One body asks others: "UBND tỉnh yêu cầu các sở, ngành ...". The duty is theirs.
_REQUEST = re.compile(
    r"[\s\-+–•*]*\x00+(?:,? (?:trân trọng|kính|kiến nghị và|cũng))*\s+(?:đề nghị|yêu cầu|kính mời|mời|giao|phân công)\s+"
    r"(?=\x00|các |những )"
)
#: A place that is named as if it were an agency: its people's committee acts.
_PLACE = re.compile(r"(?i:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s+[A-ZĐÀ-Ỹ]")
_NOUN_BEFORE = re.compile(r"\b(?:quy chế|cơ chế|công tác|quan hệ|sự|chương trình|quy trình|kế hoạch)\s*$")
#: After these words a verb is part of a body's name.
_NAMED_BY = ("viện", "trung tâm", "cơ sở", "các", "những")
#: A collective whose members are listed behind a colon.
_ANNOUNCING = re.compile(r"(?:gồm|gồm có|sau đây|sau|dưới đây)\s*$")
_LISTED = re.compile(r":\s*")
#: Where a list of agencies ends and the day of their duty begins.
_DAY_CUE = re.compile(r"(?<!\w)(?:trước|chậm nhất|hằng (?:tháng|quý|năm|tuần)|hàng (?:tháng|quý|năm|tuần)|định kỳ)(?!\w)")
#: A subject of more characters is none; a name that goes on beyond what is looked at ends behind that in any case.
_LONGEST_SUBJECT = 400
_SUBJECT_SEEN = 3 * _LONGEST_SUBJECT
#: How far from its beginning the verb of a sentence without subject is looked for, and the room that a verb takes at most.
_NEAR, _LONGEST_VERB = 100, 40
JOINTS = re.compile(
    r"(?:[\s,;:./&\-–()]|và|cùng|với|các|những|đơn vị|cơ quan|liên quan|có|khác|tỉnh|thành phố|huyện|trên địa bàn|trực thuộc)+"
)


def agency_heading(body: str, folded: str) -> tuple[Agency, ...] | None:
    """The agencies of a unit that only names agencies ("4. Đề nghị Sở Tài chính, Kho bạc Nhà nước"), else None."""
    if len(body) > 320 or body.rstrip().endswith((";",)):
        return None
    addressing = load_assignment_words().addressing.match(folded)
    rest = body[addressing.end() if addressing else 0 :].strip().rstrip(":.").strip()
    plain = re.sub(r"\s*\([^()]*\)", "", rest)
    if not plain:
        return None
    if addressing is None and plain == rest:  # the names of the whole unit are wanted again for its subject
        begin = body.index(plain)
        if _acts_at_once(body, folded, begin):
            return None
        masked = masked_names(body)[begin : begin + len(plain)]
    else:
        masked = masked_names(plain)
    if load_assignment_words().verb.search(masked) or load_assignment_words().leading.search(masked):
        return None
    first = masked.find("\x00")
    if addressing is None:
        if first < 0 or not _opens_with_a_body(plain, first, 12):
            return None
        left = JOINTS.sub("", masked.replace("\x00", ""))
        if len(left) > 0.45 * len(plain) and ":" not in plain:
            return None
    elif first < 0 and len(plain.split()) > 20:
        return None
    return parse_agencies(plain) or None


def _opens_with_a_body(text: str, mention: int, reach: int) -> bool:
    """Whether the first agency stands at the beginning, or after bodies that only their form tells ("Đảng đoàn ...", "Bộ trưởng, ...")."""
    return mention <= reach or cell_kind(text[:mention]) is CellKind.AGENCY


def acting(agency: Agency) -> Agency:
    """The agency itself; for a place that is named in its stead ("Mời tỉnh Điện Biên") the people's committee."""
    if not _PLACE.match(agency.name):
        return agency
    return replace(parse_agency(f"Ủy ban nhân dân {agency.raw}"), raw=agency.raw)


@lru_cache(maxsize=64)
def masked_names(text: str) -> str:
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


def find_subject(body: str, folded: str, *, assigning: bool, owned: bool) -> tuple[Agency, ...] | None:
    """The agencies that a sentence makes responsible: its subject before "chủ trì", or the object of "Giao"; else None.

    Below an agency's name ("owned") only "Giao" takes the duty from it: "Chỉ đạo các đơn vị ..." is what the agency does.
    """
    words = load_assignment_words()
    addressing = words.addressing.match(folded)
    taking = ("giao ",) if owned else _ASKING
    if addressing is not None and (owned or not assigning) and not folded.lstrip(" -+–").startswith(taking):
        return None
    if _acts_at_once(body, folded, addressing.end() if addressing else 0):
        return None
    masked = masked_names(body[: (addressing.end() if addressing else 0) + _SUBJECT_SEEN])
    if addressing is None and not owned:
        addressing = _REQUEST.match(masked)
    offset = addressing.end() if addressing else 0
    verb = words.leading.search(masked, offset)
    other = _verb(masked, offset)
    cooperate = masked.find("phối hợp", offset)
    stops = [match.start() for match in (verb, other) if match] + ([cooperate] if cooperate >= 0 else [])
    if not stops:
        return None
    stop = min(stops)
    colon = masked.find(":", offset, stop)
    listed = _LISTED.match(body, colon) if colon >= 0 and _ANNOUNCING.search(folded[offset:colon]) else None
    if (
        listed is not None and "\x00" in masked[listed.end() : listed.end() + 1]
    ):  # "Các cơ quan, đơn vị gồm: Sở Nội vụ, ... báo cáo ..."
        offset, colon = listed.end(), -1
        day = _DAY_CUE.search(folded, offset, stop)
        stop = day.start() if day else stop
    if colon >= 0 and "\x00" in masked[offset:colon]:  # "Sở Tài chính: bố trí kinh phí ..."
        stop = colon
    subject = body[offset:stop].strip(" ,:")
    if not subject or len(subject) > _LONGEST_SUBJECT or ("\x00" not in masked[offset:stop] and addressing is None):
        return None
    before = masked[offset:stop]
    if "\x00" not in before or not _opens_with_a_body(body[offset:], before.find("\x00"), 6):
        return None
    if addressing is None and verb is None and stop not in (cooperate, colon) and not assigning:
        return None
    if re.search(r"\b(?:đã|được|do|bởi|theo)\b" if assigning else r"\b(?:đã|được|do|bởi|theo|của)\b", before.replace("\x00", " ")):
        return None
    return parse_agencies(subject) or None


def group_heading(context: PartContext, index: int | None) -> str | None:
    """The heading that a duty stands under: the nearest short one that is not just the name of who does it."""
    for node in context.path(index):
        head = context.head(node).strip().rstrip(":.")
        if node.kind in ("dash", "plus") or not 0 < len(head) < 200:
            continue
        if not _names_who(head):
            return head
    return None


@lru_cache(maxsize=64)
def _names_who(head: str) -> bool:
    """Whether a heading says who does what stands below it, and not what it is about."""
    folded = fold(head)
    return agency_heading(head, folded) is not None or find_subject(head, folded, assigning=True, owned=False) is not None


def find_support(content: str, lead: tuple[Agency, ...]) -> tuple[Agency, ...]:
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
            masked = masked_names(segment[:600])
            ends = [found_end.start() for found_end in (_verb(masked), _SEGMENT_END.search(masked)) if found_end]
            colon = masked.find(":")
            if colon >= 0 and ends and min(ends) == colon:  # "UBND các phường: A, B và C": the list goes on
                ends = [e.start() for e in (_verb(masked, colon), _LIST_END.search(masked, colon + 1)) if e]
            segment = segment[: min(ends)] if ends else segment[:600]
        segment = segment.strip(" ,;.")
        if not segment:
            continue
        for agency in parse_agencies(segment):
            if agency.name not in leads:
                found.setdefault(agency.name, agency)
    return tuple(found.values())


@lru_cache(maxsize=64)
def _acts_at_once(text: str, folded: str, start: int) -> bool:
    """Whether the first verb after `start` stands near, and no name begins before its end ("- Xây dựng ..."): nobody is told to do it."""
    limit = start + _NEAR
    found = [
        match for match in (load_assignment_words().leading.search(folded, start, limit), _verb(folded, start, limit)) if match
    ]
    if not found:
        return False
    end = min(found, key=re.Match.start).end()
    return end < limit - _LONGEST_VERB and "phối hợp" not in folded[start:end] and not name_may_begin(text, end)


def _verb(masked: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
    """The first verb that is not part of a body's name ("viện nghiên cứu", "các tổ chức", "thành viên Ban Chỉ đạo")."""
    for match in load_assignment_words().verb.finditer(masked, start, end):
        before = masked[: match.start()].rstrip()
        if not before.endswith(_NAMED_BY) and not (match[0] == "chỉ đạo" and before.endswith("ban")):
            return match
    return None
