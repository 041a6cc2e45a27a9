"""Words that tell a hardship among the results of a report, from data/hardships.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from vbcds.lexicons.report_words import fold
from vbcds.text.alternatives import any_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HardshipWords:
    """Compiled data/hardships.toml; all patterns are for folded text."""

    #: Work of others that is late, at the beginning of a statement: "Tiến độ của nhà thầu còn chậm".
    others: re.Pattern[str]
    #: "Song nhiều ...", which turns.
    song: re.Pattern[str]
    #: "đã" before a state that things have come to.
    worn: re.Pattern[str]
    #: What is done about others' trouble.
    remedy: re.Pattern[str]
    #: Work, done or going on.
    work: re.Pattern[str]
    #: Things counted behind a verb of work: "tổ chức 9 phiên họp".
    counts: re.Pattern[str]
    now_and_then: re.Pattern[str]
    #: Weather at the beginning of a statement, up to its comma.
    weather: re.Pattern[str]
    #: Work of its own that stands still.
    idle: re.Pattern[str]
    #: "không để gián đoạn".
    averted: re.Pattern[str]
    #: What says that a word of hardship is meant as one.
    troubled: re.Pattern[str]
    #: What stands in the way of work, though no word calls it hard: "mỗi nơi một kiểu", "không cài được phần mềm".
    stuck: re.Pattern[str]
    #: Table -> (hardships among results, results).
    examples: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]


def _any(words: Iterable[str]) -> str:
    return any_of(map(fold, words))


@cache
def load_hardship_words() -> HardshipWords:
    """The words of hardships, read once."""
    data: dict[str, Any] = tomllib.loads(resources.files("vbcds.lexicons").joinpath("data/hardships.toml").read_text("utf-8"))
    troubled, remedy, work, idle, stuck = data["troubled"], data["remedy"], data["work"], data["idle"], data["stuck"]
    return HardshipWords(
        others=re.compile(
            rf"(?:tiến độ [^,;.]{{0,40}} của |việc phối hợp của )?(?:một số |nhiều |các )?{_any(data['others']['words'])}(?!\w)"
        ),
        song=re.compile(rf"song,? {_any(data['song']['words'])}(?!\w)"),
        worn=re.compile(rf"(?<!\w)(?:đã|đang) (?:quá |rất |bị |hay |có )?(?={_any(data['worn']['words'])})"),
        remedy=re.compile(rf"^{_any(remedy['starts'])}\s|(?<!chưa )(?<!không )(?<!\w)được {_any(remedy['done'])}(?!\w)"),
        work=re.compile(rf"(?<!\w){_any(work['words'])}(?!\w)"),
        counts=re.compile(rf"(?<!\w){_any(work['counted'])}(?: (?:được|thêm|mới|tổng cộng|khoảng|trên|gần|hơn))* \d"),
        now_and_then=re.compile(rf"{_any(data['now_and_then']['words'])}(?!\w)"),
        weather=re.compile(rf"(?:(?:do|vì|trong tháng) )?{_any(data['weather']['words'])}(?!\w)[^,;.\d]{{0,40}}, "),
        idle=re.compile(rf"(?:(?:về )?{_any(idle['heads'])} )[^;.]{{3,140}}(?<!\w){_any(idle['words'])}(?!\w)"),
        averted=re.compile(
            rf"(?<!\w)không (?:(?:để |bị |xảy ra |còn |phát sinh )*(?:tình trạng )?{_any(data['averted']['words'])}"
            rf"|(?:có|còn|để|phát sinh) {_any(data['averted']['things'])} (?:nào )?(?:bị )?{_any(data['averted']['late'])}"
            rf"|(?:còn )?phải {_any(data['averted']['spared'])})(?!\w)"
        ),
        troubled=re.compile(
            rf"(?<!\w)(?:{_any(troubled['words'])}|phải {_any(troubled['forced'])}|không {_any(troubled['without'])}"
            rf"|chưa {_any(troubled['not_yet'])})(?!\w)"
        ),
        stuck=re.compile(
            rf"(?<!\w)(?:{_any(stuck['words'])}|mỗi {_any(stuck['places'])} (?:(?:làm|nhập|dùng|ghi|hiểu|theo) )?một {_any(stuck['ways'])}"
            rf"|{_any(stuck['long'])}(?!\w)[^,;.]{{0,60}} kéo dài"
            r"|không (?!có|phải|còn|bị|để|thể|ai|xảy|cần)[^\W\d]+(?: [^\W\d]+)? được(?! (?:phép|quyền))"
            rf"|{_any(stuck['programmes'])}(?!\w)(?:(?!bổ sung|thêm|có chức năng)[^,;.]){{0,40}} không {_any(stuck['refused'])}"
            rf"|(?:còn|vẫn)(?: [^\W\d]+){{0,3}} {_any(stuck['by_hand'])})(?!\w)"
        ),
        examples={name: (tuple(entry["examples"]), tuple(entry["counter"])) for name, entry in data.items() if "examples" in entry},
    )
