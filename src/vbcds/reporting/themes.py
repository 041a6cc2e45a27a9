"""What a statement is about: the theme of a difficulty, the pillar of a result; and the formulae that it can lose."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from vbcds.lexicons.goals import find_pillar
from vbcds.lexicons.report_words import fold, words_pattern

_STRONG, _PLAIN = 3, 1
_LABEL = re.compile(
    r"\s*(?:[-–+•*]|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[ivx]{1,5})\)|(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5})\.)\s+"
)
#: A space that slipped in before a mark.
_SPACED = re.compile(r" ([,;:])(?=\s)")
#: "Song" before a small letter is a conjunction ("Song Mai" is a place, "song song" no contrast).
_CONTRAST = re.compile(r"^Song (?!song\b|phương\b|hành\b|ngữ\b|mã\b)(?=[^\W\dA-ZĐÀ-Ỹ])")
#: The first clause of a statement tells what it is about.
_CLAUSE_END = re.compile(r"[,;.:]\s|\s(?:nên|do|vì|khiến|dẫn đến|làm cho)\s")
#: Characters in which a statement's first word stands: it names the matter.
_HEAD = 9
_NEGATED = re.compile(r"^(?:không|chưa|ngoài)\b")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its words, for folded text."""

    name: str
    strong: re.Pattern[str]
    plain: re.Pattern[str]
    examples: tuple[str, ...]


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("vbcds.lexicons").joinpath("data", name).read_text("utf-8"))


@cache
def load_themes(kind: str = "theme") -> tuple[Theme, ...]:
    """The themes of difficulties (`theme`) or the pillars of results (`pillar`) of data/themes.toml."""
    return tuple(
        Theme(entry["name"], words_pattern(entry["strong"]), words_pattern(entry["words"]), tuple(entry["examples"]))
        for entry in _data("themes.toml")[kind]
    )


@lru_cache(maxsize=8192)
def find_theme(text: str) -> str | None:
    """The theme of a difficulty, or None where no word tells.

    >>> find_theme("Kinh phí cho Tổ công nghệ số cộng đồng chưa có trong dự toán.")
    'Kinh phí, đầu tư'
    >>> find_theme("Ấp Suối Cạn vẫn chưa có sóng di động."), find_theme("Còn một số nội dung chưa đạt.")
    ('Hạ tầng, thiết bị', None)
    """
    return _best(text, "theme")


@lru_cache(maxsize=8192)
def find_result_pillar(text: str, *above: str) -> str | None:
    """The pillar that a result belongs to: what its own words name first, else what stands `above` it (its task and the task's group).

    >>> find_result_pillar("Đã mở 06 lớp kỹ năng số cho 417 cán bộ, công chức cấp xã.")
    'nhân lực số'
    >>> find_result_pillar("Đã hoàn thành giai đoạn 1.", "II. Chính quyền số")
    'chính quyền số'
    """
    return _best(text, "pillar") or next(filter(None, (find_pillar(words) or _best(words, "pillar") for words in above)), None)


def _best(text: str, kind: str) -> str | None:
    folded = fold(text)
    clause = _CLAUSE_END.search(folded)
    first = clause.start() if clause else len(folded)
    best: tuple[int, str] | None = None
    for theme in load_themes(kind):
        score = 0
        for pattern, weight in ((theme.strong, _STRONG), (theme.plain, _PLAIN)):
            found = {match[0]: match.start() for match in reversed(list(pattern.finditer(folded)))}
            score += sum(weight * (1 + (at < first) + 3 * (at < _HEAD)) for at in found.values())
        if score and (best is None or score > best[0]):
            best = (score, theme.name)
    return best[1] if best else None


@cache
def load_formulae() -> re.Pattern[str]:
    """What a statement may begin with and lose, for folded text (data/report_formulae.toml)."""
    return re.compile("(?:" + "|".join(_data("report_formulae.toml")["openings"]) + ")")


@cache
def formulae_examples() -> tuple[tuple[str, str], ...]:
    """(statement, statement without its formulae) as the data file gives them."""
    return tuple((before, after) for before, after in _data("report_formulae.toml")["examples"])


def trim_formulae(text: str) -> str:
    """A statement on one line, without its label and the formulae it opens with; it begins with a capital and ends with a full stop.

    No figure, no name and no negation is taken off.

    >>> trim_formulae("a) Trong tháng, Sở đã mở 06 lớp kỹ năng số;")
    'Đã mở 06 lớp kỹ năng số.'
    >>> trim_formulae("Trong tháng 5, toàn tỉnh tiếp nhận 61.020 hồ sơ.")
    'Trong tháng 5, toàn tỉnh tiếp nhận 61.020 hồ sơ.'
    """
    line = _SPACED.sub(r"\1", " ".join(text.replace("\u00d0", "Đ").split()))
    label = _LABEL.match(line)
    if label is not None:
        line = line[label.end() :]
    line = _CONTRAST.sub("", line)
    pattern = load_formulae()
    for _ in range(4):
        folded = fold(line)
        match = pattern.match(folded)
        if match is None or not match.end() or len(line) - match.end() < 8 or _NEGATED.match(match[0]):
            break
        line = line[match.end() :].lstrip()
    line = line.rstrip(" ;,:./").rstrip()
    if not line:
        return " ".join(text.split())
    end = "" if line.endswith(("?", "!", "…")) else "."
    return line[0].upper() + line[1:] + end
