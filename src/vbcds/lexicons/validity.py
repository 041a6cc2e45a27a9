"""Words by which a text goes by a document as by one in force, or tells that it is in force no longer; from data/validity.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vbcds.text.alternatives import any_of, whole_word


@dataclass(frozen=True, slots=True)
class ValidityWords:
    """Patterns for a sentence in lower case; the first two end where the document is named."""

    #: Work is done by the document: "hồ sơ được giải quyết theo ...", "tuân thủ ...".
    done_by: re.Pattern[str]
    #: The document leads what is told, as one paper of an office leads another: "theo ...", "triển khai ...".
    followed: re.Pattern[str]
    #: It has ended, wherever that stands in the sentence; or what was done by it lies back.
    ended: re.Pattern[str]
    once: re.Pattern[str]


@cache
def validity_words() -> ValidityWords:
    """The words, loaded once.

    >>> words = validity_words()
    >>> [words.done_by.search(said) is not None for said in ("hồ sơ được giải quyết theo ", "sở đã thẩm định theo ", "góp ý ")]
    [True, False, False]
    >>> [words.ended.search(said) is not None for said in ("nghị định đã hết hiệu lực", "thay thế nghị định", "thay thế thiết bị")]
    [True, True, False]
    """
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/validity.toml").read_text(encoding="utf-8"))
    done = rf"(?<!\w)(?:{any_of(data['done_by'])}|(?<!đã )(?<!đã được ){any_of(data['done_by_now'])})"
    by = r"(?:theo|đúng)(?:\s(?:đúng|quy định|hướng dẫn|tinh thần)){0,2}(?:\s(?:tại|của))?(?:\s[^.;]{0,40})?\s?$"
    observed = rf"{whole_word(data['observed'])}\s(?:(?:đúng|nghiêm|các|quy định)\s){{0,3}}(?:(?:của|tại)\s)?$"
    return ValidityWords(
        done_by=re.compile(rf"{done}\s(?:[^\W\d_]+,?\s){{0,12}}?{by}|{observed}"),
        followed=re.compile(whole_word(data["followed"], spelt={" ": r"\s+"}) + r"[^.;\n]{0,60}$"),
        ended=re.compile(whole_word((*data["over"], *data["replaced"]))),
        once=re.compile(whole_word((*data["over"], *data["past"]))),
    )
