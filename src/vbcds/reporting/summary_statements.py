"""The statements of a period's reports, made ready for the summary, and those that say the same brought together.

Nothing is dropped here: a group stands on the passages of all its members and names all their agencies. Statements join only where
their figures and proper names are the same, so that no agency is made to say another's figure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log

from rapidfuzz import fuzz

from vbcds.lexicons.matters import find_matter
from vbcds.lexicons.report_words import fold
from vbcds.lexicons.summary_words import load_summary_words
from vbcds.model.records import ReportItemRecord
from vbcds.recognisers.agencies import find_agencies
from vbcds.reporting.ranking import syllables
from vbcds.reporting.summary_check import figures, negations, proper_names
from vbcds.reporting.summary_values import Passage, SentencePart, SummarySentence
from vbcds.reporting.themes import find_theme, trim_formulae

#: How alike two statements must be (weighted share of common words, 0 to 1): said by two agencies on one theme; on no common theme;
#: twice by one agency.
_ALIKE, _ALIKE_OTHER_THEME, _ALIKE_SAME_AGENCY = 0.62, 0.9, 0.88
#: Statements compared with one statement, those that share its rarest words first: keeps grouping linear in practice.
_COMPARED = 60
_PROPOSAL = re.compile(r"^(?:kính\s+)?(?:đề nghị|kiến nghị|đề xuất|mong|trình)(?:\s+(?:với|lên|tới|đến))?\s*:?\s*")


#: "Với UBND tỉnh: ..." of a proposal: the heading over it names the addressee.
_ADDRESS = re.compile(r"^\W*(?:Đối\s+với|Với|Về\s+phía)\s+[^:;,.\d]{3,80}:\s+(?=\w)", re.IGNORECASE)
#: A statement that begins with a figure, or has fewer syllables than this, needs the topic it stands under to be understood.
_BARE = 10
#: So does what stands in a task's row and has less than this share of the task's words.
_TOLD = 0.5
#: What goes on with the matter of a sentence that the summary does not have: "Nguyên nhân là ...", "Tiến độ bị kéo dài do ...".
_DANGLING = re.compile(
    r"(?:nguyên nhân|lý do)(?: chính| chủ yếu)? (?:là|do)(?!\w)|tiến độ (?:còn |bị |rất )?(?:chậm|kéo dài)"
    r"|\d+ [^,;.\d]{2,20} (?:còn lại )?chưa(?!\w)"
    r"|(?:khi|qua) kiểm tra(?: lại)?,|(?:việc|nội dung|nhiệm vụ|số|hệ thống|phần mềm) này(?!\w)"
)
_TOPIC_NUMBER = re.compile(r"^\s*(?:\d+(?:\.\d+)*|[IVX]+|[a-zđ])\s*[.:)]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement ready for the summary: `words` are what it is compared by."""

    item: ReportItemRecord
    text: str
    agency: str | None
    addressee: str | None
    theme: str | None
    words: frozenset[str]
    figures: tuple[str, ...]
    names: frozenset[str]
    negated: bool

    @property
    def passage(self) -> Passage:
        """Where it stands."""
        return Passage(document=self.item.document, start=self.item.source.start, end=self.item.source.end)


def build_statement(item: ReportItemRecord, agency: str | None, task: str | None = None) -> Statement:
    """The statement of a report's item; `agency` is the name of who reports, `task` the words of the task that it speaks of."""
    addressee = item.addressee.name if item.addressee else None
    text = _with_topic(trim_formulae(_ADDRESS.sub("", item.text) if addressee else item.text), item.about)
    if task and item.section == "difficulties" and _DANGLING.match(fold(text)) and not figures(task) and not proper_names(task):
        text = f"{task.strip(' .;:')}: {inside_sentence(text)}"
    plain = text
    mentioned = find_agencies(text)
    for mention in reversed(mentioned):  # "Bộ TT&TT" and its full name are one name
        plain = plain[: mention.start] + mention.agency.name + plain[mention.end :]
    body = _PROPOSAL.sub("", fold(plain)) if item.section == "proposals" else fold(plain)
    if addressee:
        body = body.removeprefix(fold(addressee))
    common = load_summary_words().common
    names = proper_names(plain, shortest=2) - ({fold(addressee)} if addressee else set())
    return Statement(
        item=item,
        text=text,
        agency=agency,
        addressee=addressee,
        theme=find_theme(text),
        words=frozenset(word for word in syllables(body) if word not in common and not word[0].isdigit()),
        figures=tuple(sorted(figures(text))),
        names=frozenset(names),
        negated=bool(negations(text)),
    )


def _with_topic(text: str, about: str | None) -> str:
    """A statement with its topic before it, where it says too little alone; a topic with figures stays away, which no source backs.

    >>> _with_topic("80/94 cơ sở, đạt 85,1%.", "4: Thanh toán viện phí không dùng tiền mặt")
    'Thanh toán viện phí không dùng tiền mặt: 80/94 cơ sở, đạt 85,1%.'
    """
    topic = topic_of(about)
    words, told = set(syllables(topic)), set(syllables(text))
    bare = text[:1].isdigit() or len(syllables(text)) < _BARE
    apart = _TOPIC_NUMBER.match(about or "") is not None and len(words & told) < _TOLD * len(words)
    if not topic or figures(topic) or not (bare or apart) or fold(topic) in fold(text):
        return text
    return f"{topic[:1].upper()}{topic[1:]}: {inside_sentence(text)}"


def topic_of(about: str | None) -> str:
    """What a statement is about, without the number of its row; empty where nothing says it.

    >>> topic_of("4: Thanh toán viện phí không dùng tiền mặt"), topic_of(None)
    ('Thanh toán viện phí không dùng tiền mặt', '')
    """
    return _TOPIC_NUMBER.sub("", about or "").strip(" .:;")


def inside_sentence(text: str) -> str:
    """A sentence as it goes on after a colon: with a small letter, but for a name.

    >>> inside_sentence("Phần mềm hay lỗi"), inside_sentence("Công an tỉnh chưa có"), inside_sentence("UBND xã thiếu máy")
    ('phần mềm hay lỗi', 'Công an tỉnh chưa có', 'UBND xã thiếu máy')
    """
    words = text.split(maxsplit=2)
    agency = next(iter(find_agencies(" ".join(text.split()[:12]))), None)
    name = len(words) < 2 or words[1][0].isupper() or words[0][1:2].isupper() or (agency is not None and not agency.start)
    return text if name else text[:1].lower() + text[1:]


def group_statements(statements: Sequence[Statement]) -> list[list[Statement]]:
    """The statements in groups that say the same, in the order of their first members; every statement is in exactly one group."""
    counts = Counter(word for statement in statements for word in statement.words)
    weights = {word: 1 + log((1 + len(statements)) / (1 + count)) for word, count in counts.items()}
    groups: list[list[Statement]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    by_text: dict[tuple[str, str | None], int] = {}
    for statement in statements:
        exact = (fold(statement.text), statement.addressee)
        found = by_text.get(exact)
        if found is None:
            found = next(
                (n for n in _near(statement, by_word, counts) if all(_same(statement, m, weights) for m in groups[n])), None
            )
        if found is None:
            found = len(groups)
            groups.append([])
            for word in statement.words:
                by_word[word].append(found)
        by_text.setdefault(exact, found)
        groups[found].append(statement)
    return groups


def _near(statement: Statement, by_word: dict[str, list[int]], counts: Counter[str]) -> Iterable[int]:
    """Groups that share words with a statement, those with most of its rarest words first."""
    shared: Counter[int] = Counter()
    for word in sorted(statement.words, key=lambda word: (counts[word], word)):
        shared.update(by_word[word][-2 * _COMPARED :])
    return [number for number, _ in nsmallest(_COMPARED, shared.items(), key=lambda pair: (-pair[1], pair[0]))]


def _same(one: Statement, other: Statement, weights: dict[str, float]) -> bool:
    if one.figures != other.figures or one.names != other.names or one.addressee != other.addressee:
        return False
    if one.item.section in ("results", "plans") and one.negated != other.negated:
        return False
    common = sum(weights[word] for word in one.words & other.words)
    total = sum(weights[word] for word in one.words) + sum(weights[word] for word in other.words)
    if not total:
        return fold(one.text) == fold(other.text)
    alike = 2 * common / total
    if one.agency == other.agency:
        wanted = _ALIKE_SAME_AGENCY
    elif one.item.section in ("results", "plans") or one.theme != other.theme:
        wanted = _ALIKE_OTHER_THEME
    else:
        wanted = _ALIKE
    if alike >= wanted:
        return True
    return alike >= wanted - 0.1 and fuzz.token_sort_ratio(fold(one.text), fold(other.text)) >= 84


def join_matters(groups: Sequence[list[Statement]]) -> list[list[list[Statement]]]:
    """The groups, those together in which several agencies speak of one matter (see `find_matter`), in the order of their first ones."""
    joined: list[list[list[Statement]]] = []
    places: dict[str, int] = {}
    for group in groups:
        matter = find_matter(group[0].text)
        place = places.setdefault(matter.name, len(joined)) if matter else len(joined)
        if place == len(joined):
            joined.append([])
        joined[place].append(group)
    return [
        part
        for together in joined
        for part in (
            [together] if len({one.agency for group in together for one in group}) > 1 else [[group] for group in together]
        )
    ]


def build_joined_sentence(groups: Sequence[Sequence[Statement]], *, theme: str | None) -> SummarySentence:
    """One sentence for groups of one matter: the matter, and what each group says of it."""
    told = [build_sentence(group, theme=theme) for group in groups]
    matter = find_matter(groups[0][0].text)
    if len(told) == 1 or matter is None:
        return told[0]
    parts = tuple(SentencePart(text=inside_sentence(one.text).rstrip(" ."), agencies=one.agencies) for one in told)
    return SummarySentence(
        text=f"{matter.name}: {'; '.join(part.text for part in parts)}.",
        agencies=tuple(dict.fromkeys(name for one in told for name in one.agencies)),
        sources=tuple(dict.fromkeys(source for one in told for source in one.sources)),
        theme=matter.theme,
        matter=matter.name,
        parts=parts,
    )


def build_sentence(group: Sequence[Statement], *, theme: str | None) -> SummarySentence:
    """One sentence for a group: the wording that has most in common with the others, all agencies, all passages."""
    told = max(
        group,
        key=lambda one: (
            sum(len(one.words & other.words) for other in group) / max(1, len(one.words)),
            -len(one.text),
            one.text,
        ),
    ) if len(group) > 2 else max(group, key=lambda one: (len(one.words), one.text))  # fmt: skip
    passages = (told.passage, *sorted((one.passage for one in group if one is not told), key=lambda p: (p.document, p.start)))
    return SummarySentence(
        text=told.text,
        agencies=tuple(dict.fromkeys(one.agency for one in group if one.agency)),
        sources=tuple(dict.fromkeys(passages)),
        theme=theme,
        addressee=told.addressee,
    )
