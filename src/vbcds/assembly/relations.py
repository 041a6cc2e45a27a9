"""How a document stands to one that it cites, read from the words of the citing clause and its place.

The word right before the citation decides; a citation that goes on a list stands as the one before it; an item of a list stands as
the sentence that announces the list says; the căn cứ block is legal basis. Source of the words: lexicons/data/relations.toml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vbcds.lexicons.relations import load_relations
from vbcds.model.mentions import Citation
from vbcds.model.records import Relation
from vbcds.text.alternatives import any_of
from vbcds.text.fold import lower_same_length, modern_tones

#: How far before a citation its cue may stand, in characters.
_REACH = 240
#: What may stand between a cue and the citation: pinpoints, "một số điều của", quantifiers, the agency that proposes.
_BRIDGE = re.compile(
    r"(?:[\s\"'“”(:]|một số|một phần|toàn bộ|nội dung|quy định|các|những|nhiều|số|điều|khoản|điểm|phụ lục|chương|mục|phần|của|tại|trong"
    r"|vào|và|lỗi kỹ thuật|sai sót|có liên quan|liên quan|có hiệu quả|hiệu quả|nghiêm túc|nghiêm|đúng|đầy đủ|tốt|quyết liệt|kịp thời"
    r"|đồng bộ|sau đây|sau|dưới đây"
    r"|\b[a-zđ]\b\)?|\d+[a-zđ]?|[,.]|\b[ivxlc]+\b)*"
)
_SENTENCE_END = re.compile(r"[.!?:](?=\s+[A-ZĐÀ-Ỹ“\"(\-+])|\n")
_LIST_JOINT = re.compile(r"[\s,;.\-+–)\"”]*(?:và|cùng với|cùng|hoặc|hay|,|;)?\s*(?:các\s+)?(?:[a-zđ]\)|\(?\d{1,2}[.)])?[\s\-+]*$")
#: Between two citations that share what is said after them.
_AND_NEXT = re.compile(r"[\s,]*(?:của [^.;:,]{2,80}?)?(?:\s*,|\s+và)\s+(?:các\s+)?")
#: Between a document and one that its title or its amendment names.
_INSIDE = re.compile(
    r"\s{0,3}[,(]?\s{0,3}(?:của (?:(?!hiệu lực)[^;:.\n]){2,90}? )?(?:đã |được |về |quy định|hướng dẫn|ban hành|sửa đổi|bổ sung|phê duyệt)"
    r"(?:(?!hiệu lực|\.\s)[^;:\n]){0,300}"
)
_YEARS_OF = re.compile(r"\b(?:\d+|một|hai|ba|năm|mười) năm\s+$")
_PASSIVE = re.compile(r"(?:được|đã được|bị)\s+$")
_BY = re.compile(r"^[^.;]{0,60}?\b(?:bởi|bằng|theo|tại)\s")
_ITEM_MARK = re.compile(r"^[\s\-+–•*]*(?:\(?\d{1,3}(?:\.\d{1,2})*[.)]|[a-zđ]\))?[\s\-+–]*(?:(?:toàn bộ|một phần)\s)?")
#: "Thực hiện ... theo Quyết định": done by it, if the verb stands near; a project that runs "theo" a decision only mentions it.
_DOING = re.compile(r"\b(?:thực hiện|thi hành|đáp ứng yêu cầu)\b[^,;.]{0,70}$")
#: "Tiến hành kiểm tra ... theo Kế hoạch": work that follows a plan carries it out.
_PLANNED_WORK = re.compile(
    r"\b(?:tiến hành|tổ chức)\s+(?:kiểm tra|thực hiện|triển khai|rà soát|đánh giá|giám sát|khảo sát|đào tạo|tập huấn)\b"
)
#: "Theo quy định tại (Quyết định này và) Nghị định".
_ACCORDING = re.compile(r"\btheo(?: đúng)?(?: quy định)?(?: tại| của)?\s*(?:[^,;.]{2,30} này(?:,| và)\s*)?(?:các\s*)?$")
#: Types that promulgate what comes with them.
_PROMULGATING = frozenset(
    ["quyết định", "nghị quyết", "nghị định", "thông tư", "thông tư liên tịch", "chỉ thị", "văn bản", "công văn", "luật"]
)
#: "Sửa đổi ... Quy chế ban hành kèm theo Quyết định": what came with the decision is changed, and so is the decision.
_ACTING = re.compile(
    r"\b(sửa đổi, bổ sung|sửa đổi|bổ sung|bãi bỏ|thay thế)\s[^;.:]{0,160}"
    r"\b(?:quy chế|quy định|phụ lục|danh mục|chương trình|kế hoạch|đề án|điều lệ)"
    r"[^;.:]{0,80}\b(?:được )?ban hành kèm theo\s*(?:các\s*)?$"
)
#: "Tuân thủ Quy chế này và Thông tư".
_ITSELF = re.compile(r"^\s*(?:\w+\s){1,3}này(?:,| và)\s+")
_PROPOSING = re.compile(r"\b(?:đề nghị|đề xuất|xét|trình)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """The paragraph of a citation, folded, and what the list around it announces."""

    #: The paragraph, lower case with folded tones, of the same length as in the document.
    folded: str
    #: The paragraph as printed.
    text: str
    #: Where it starts in the document.
    start: int
    #: The relation that the heading or the sentence above announces for the items below it ("Bãi bỏ các văn bản sau:").
    announced: Relation | None = None
    #: The paragraph belongs to the căn cứ block.
    basis: bool = False

    @classmethod
    def of(cls, text: str, start: int, *, announced: Relation | None = None) -> Clause:
        """The clause of a paragraph."""
        folded = modern_tones(lower_same_length(text))
        return cls(folded, text, start, announced, folded.lstrip(" -+–").startswith("căn cứ"))


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, Relation], tuple[tuple[str, Relation], ...]]:
    relation_of: dict[str, Relation] = {}
    after: list[tuple[str, Relation]] = []
    for entry in load_relations():
        for cue in entry.cues:
            relation_of[modern_tones(cue)] = entry.name
        after += [(modern_tones(words), entry.name) for words in entry.after]
    cues = any_of(relation_of, before=("hiệu lực ", r"\w"))
    return re.compile(f"({cues})\\b"), relation_of, tuple(after)


def read_relations(clause: Clause, citations: list[Citation]) -> list[Relation]:
    """The relation of each citation of a paragraph (their offsets are those of the document), in order.

    >>> from vbcds.recognisers.citations import find_citations
    >>> text = "Căn cứ Nghị quyết số 12-NQ/TU ngày 03/02/2021 của Tỉnh ủy thực hiện Nghị quyết số 52-NQ/TW;"
    >>> read_relations(Clause.of(text, 0), find_citations(text))
    ['legal_basis', 'implements']
    """
    relations: list[Relation] = []
    for index, citation in enumerate(citations):
        previous = citations[index - 1] if index else None
        relations.append(_relation(clause, citation, previous, relations[-1] if relations else None, citations[index + 1 :]))
    return relations


def _relation(
    clause: Clause, citation: Citation, previous: Citation | None, previous_relation: Relation | None, following: list[Citation]
) -> Relation:
    begin = citation.start - clause.start
    floor = previous.end - clause.start if previous else 0
    lead = clause.folded[max(floor, begin - _REACH) : begin]
    ends = list(_SENTENCE_END.finditer(clause.text, max(floor, begin - _REACH), begin + 1))
    own = lead[ends[-1].end() - max(floor, begin - _REACH) :] if ends else lead
    if citation.pinpoint and own.rstrip().endswith(citation.pinpoint.lower()):
        own = own.rstrip()[: -len(citation.pinpoint)]

    found = _adjacent(own)
    titled = previous is not None and _INSIDE.fullmatch(clause.folded, floor, begin) is not None
    if found not in ("implements", "amends") and not titled and _by_after(clause, citation, following):
        return "repeals"  # and not "các văn bản hướng dẫn thi hành Luật ... hết hiệu lực": these end, the law does not
    if found == "promulgates":
        if citation.kind not in _PROMULGATING:
            found = None  # "kèm theo Báo cáo số"
        elif acting := _ACTING.search(own):
            found = _cues()[1][acting[1]]
    if found == "passive":
        return "legal_basis" if clause.basis else "mentions"
    if found is not None and not (found == "legal_basis" and previous is not None):
        return found
    if citation.kind == "tờ trình" and _PROPOSING.search(own):
        return "proposed_by"
    if "tại" in own[-6:] and re.search(r"(?:theo|xét) đề (?:nghị|xuất) của", own):
        return "proposed_by"
    if previous_relation is not None and previous is not None:
        if _continues(own, ends, lead):
            if previous_relation == "proposed_by" and clause.folded.startswith("báo cáo thẩm", begin):
                return "mentions"  # "Xét Tờ trình ...; Báo cáo thẩm tra ...": the council's own report
            # a căn cứ line that names several documents parts them with semicolons: each is a basis of its own
            return "legal_basis" if clause.basis and lead.rstrip().endswith(";") else previous_relation
        if clause.basis and re.search(r"sửa đổi|bổ sung", own) and re.search(r"\b(?:bởi|theo|tại)\b", own):
            return "legal_basis"
    elif previous is None:
        mark = _ITEM_MARK.match(clause.folded)
        if clause.announced and mark and _BRIDGE.fullmatch(clause.folded, mark.end(), max(mark.end(), begin)):
            return clause.announced
        if clause.basis:
            return "legal_basis"
    if _ACCORDING.search(own) and (_DOING.search(own) or _PLANNED_WORK.search(own)):
        return "implements"
    return "mentions"


def _adjacent(own: str) -> Relation | Literal["passive"] | None:
    """The relation of the last cue before the citation, if only pinpoints and fillers stand between; "passive" for "được ... bởi"."""
    pattern, relation_of, _ = _cues()
    last = None
    for last in pattern.finditer(own):  # noqa: B007 (the last match is what is wanted)
        pass
    if last is None:
        return None
    between = _ITSELF.sub("", own[last.end() :])
    if _PASSIVE.search(own[: last.start()]) and _BY.match(between + " "):
        return "passive"
    bridge = _BRIDGE.match(between)
    if bridge is None or bridge.end() < len(between):
        return None
    relation = relation_of[last[1]]
    if relation == "implements" and _YEARS_OF.search(own[: last.start()]):
        return None  # "tổng kết 10 năm thi hành Luật ..." looks back
    if relation in ("amends", "replaces", "repeals") and re.search(r"\b(?:bởi|bằng)\b", between):
        return "passive"
    return relation


def _continues(own: str, ends: list[re.Match[str]], lead: str) -> bool:
    """Whether the citation goes on the list of the one before it: only a joint between them, or a sentence of its own without a verb."""
    if ends:
        return not own.strip()
    return _LIST_JOINT.search(lead) is not None and (
        lead.rstrip(" ")[-1:] in ",;"
        or re.search(r"(?:\b(?:và|cùng|hoặc)\s*|[,;]\s*)(?:các\s*)?(?:số\s*)?$", lead) is not None
        or not lead.strip(" ,;")
    )


def _by_after(clause: Clause, citation: Citation, following: list[Citation]) -> bool:
    """Whether what follows the citation says that it ends ("... hết hiệu lực kể từ ngày Quyết định này có hiệu lực")."""
    _, _, after = _cues()
    end = citation.end - clause.start
    while following and (  # "A và B hết hiệu lực", "A được sửa đổi bởi B hết hiệu lực"
        _AND_NEXT.fullmatch(clause.folded, end, following[0].start - clause.start)
        or _INSIDE.fullmatch(clause.folded, end, following[0].start - clause.start)
    ):
        end, following = following[0].end - clause.start, following[1:]
    stop = following[0].start - clause.start if following else len(clause.folded)
    rest = clause.folded[end : min(stop, end + 320)]
    if not any(words in rest for words, _ in after):
        return False
    rest = re.split(r"[;:]|\.(?=\s|$)", rest)[0]
    place = min((at for words, _ in after if (at := rest.find(words)) >= 0), default=-1)
    if place < 0:
        return False
    between = rest[:place]
    return "này" not in between.split() and not re.search(r"\b(?:chưa|không|sẽ không|khi|trước khi)\s*$", between)


#: How a sentence ends that announces what stands below it.
_BELOW = (":", "sau đây", "dưới đây", "sau", "gồm")
#: Without one of these nothing is announced that does not end so.
_TELLING = ("hết hiệu lực", "bãi bỏ", "căn cứ", "cơ sở")
_EXPIRING = re.compile(r"hết hiệu lực[^.;]{0,120}:$")
_EXPIRING_BELOW = re.compile(r"(?:các|những) [^.;:]{0,60}(?:sau đây|dưới đây|sau)[^.;]{0,40}hết hiệu lực")
_ANNOUNCING = re.compile(
    r"(?:[\s\d.\-a-zđ)]{0,8})?(?:điều \d+\.\s*)?(bãi bỏ|thay thế|sửa đổi, bổ sung|sửa đổi|căn cứ|triển khai thực hiện|thực hiện)\b"
)
#: "I. CĂN CỨ PHÁP LÝ", "Cơ sở pháp lý:", "Căn cứ xây dựng Kế hoạch": a heading of the basis, which names no document.
_BASIS_HEADING = re.compile(
    r"(?:[\s\-]*(?:\d{1,2}|[ivx]{1,5}|[a-zđ])[.)]\s*)?(?:các |những )?"
    r"(?:căn cứ(?: (?:pháp lý|pháp luật|chính trị|(?:để )?(?:xây dựng|ban hành|lập|thực hiện) [^\d.;:]{2,50}))?"
    r"|cơ sở (?:pháp lý|chính trị))"
    r"(?:(?:,| và| -) [^\d.;:]{2,40})?\s*:?"
)
_ANNOUNCING_BELOW = re.compile(r"\b(bãi bỏ|thay thế|sửa đổi, bổ sung|sửa đổi)\b[^.;]{0,100}(?:sau đây|dưới đây|sau|gồm)\s*:?$")


def announced_relation(heading: str) -> Relation | None:
    """The relation that a heading or an announcing sentence gives to the list below it, or None.

    >>> (
    ...     announced_relation("Bãi bỏ toàn bộ các thông tư sau đây:"),
    ...     announced_relation("I. CĂN CỨ PHÁP LÝ"),
    ...     announced_relation("Nơi nhận:"),
    ... )
    ('repeals', 'legal_basis', None)
    """
    lowered = lower_same_length(heading).rstrip()
    if not lowered.endswith(_BELOW) and not any(word in lowered for word in _TELLING):
        return None
    folded = modern_tones(lowered)
    if "hết hiệu lực" in folded and (_EXPIRING.search(folded) or _EXPIRING_BELOW.search(folded)):
        return "repeals"
    if _BASIS_HEADING.fullmatch(folded):
        return "legal_basis"
    if folded.endswith(":") and "báo cáo" in folded:
        return None  # "Thực hiện Công văn số ..., Sở báo cáo như sau:": what stands below is the report
    match = _ANNOUNCING.match(folded)
    if match is None:
        match = _ANNOUNCING_BELOW.search(folded) if folded.endswith(_BELOW) else None
        if match is None:
            return None
    elif not folded.endswith(_BELOW) and match[1] != "bãi bỏ":
        return None
    _, relation_of, _ = _cues()
    return {"triển khai thực hiện": "implements"}.get(match[1]) or relation_of.get(match[1])  # type: ignore[return-value]
