"""Where the items of a cell begin and end: separators, connecting words, remarks, brackets, and the words of unknown names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from vbcds.lexicons.agencies import fold, load_words
from vbcds.recognisers.agencies_groups import group_at, office_at
from vbcds.recognisers.agencies_names import View, name_at
from vbcds.recognisers.agencies_tails import group_tail
from vbcds.text.alternatives import any_of, whole_word

_SKIP = re.compile(r"[\s;,.:•●▪◦*+–—-]+|\d{1,2}[.)](?=\s)|[a-zđ]\)(?=\s)|/|&")
_HARD = re.compile(r"\s*[;\n•●▪]")
_SOFT = re.compile(
    r"\s*,\s*|\s+(?:và|cùng với|cùng|phối hợp với|phối hợp cùng|phối hợp chặt chẽ với|phối hợp|với|hoặc)(?!\w)|\s*/\s*|"
    r"\s+[&+–-]\s+|\.\s+(?=\S)|\s*:",
    re.IGNORECASE,
)
STOP = re.compile(f"(?:{_HARD.pattern})|(?:{_SOFT.pattern})|\\s*[(\\[]", re.IGNORECASE)
_SOME_PLACES = re.compile(r"một số (?:tỉnh|thành phố|địa phương|huyện)(?!\w)")
_FIRST_WORDS = re.compile(r"\w+(?: \w+)?")
_INNER_GROUP = re.compile(r"(?<=\w) (?=(?:các|cấp) )")
_SPACE = re.compile(r"[\s,–-]*")


def _one_of(words: Iterable[str]) -> str:
    return any_of(map(fold, words))


@cache
def _decoration() -> re.Pattern[str]:
    return re.compile(_one_of(load_words("cells")["before"]) + r"(?!\w) ?:? ?")


@cache
def _remark() -> re.Pattern[str]:
    return re.compile(whole_word(map(fold, load_words("cells")["after"])))


@cache
def _strong_remark() -> re.Pattern[str]:
    return re.compile(whole_word(map(fold, load_words("cells")["after_any"])))


@cache
def starts() -> re.Pattern[str]:
    """Words that begin an agency or a group that the registry does not know."""
    words = load_words("cells")
    return re.compile(rf"(?!{_one_of(words['no_heads'])}(?!\w)){_one_of(words['heads'])}(?!\w)")


@cache
def determined() -> re.Pattern[str]:
    """The words before the nouns of a group."""
    return re.compile(_one_of(load_words("collectives")["determiners"]) + " ")


@cache
def _topics() -> frozenset[str]:
    """Abbreviations of subjects, which are no agencies ("Ban Chỉ đạo KHCN, ĐMST và CĐS")."""
    return frozenset(fold(word) for word in load_words("cells")["topics"])


@cache
def _field_words() -> frozenset[str]:
    """First words of fields of work, as names of bodies join them with commas."""
    return frozenset(fold(word) for word in load_words("cells")["fields"])


class CellScan:
    """A cell's text and the places where something begins or ends in it. Methods take and give offsets."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.view = View(text)
        self.low = self.view.low

    def skip(self, pos: int) -> int:
        """Past separators, connecting words and decorations ("Đề nghị", "Chủ trì:")."""
        while pos < len(self.text):
            match = _SKIP.match(self.text, pos) or _decoration().match(self.low, pos)
            if match is None or match.end() == pos:
                if self.text[pos] in "([":
                    pos = self._bracket(pos)
                    continue
                return pos
            pos = match.end()
        return pos

    def skip_spaces(self, pos: int) -> int:
        """Past white space, dashes of bullets, and decorations."""
        while pos < len(self.text) and self.text[pos] in " \n-–+•.":
            pos += 1
        match = _decoration().match(self.low, pos)
        return match.end() if match else pos

    def begins(self, pos: int, *, grouped: bool = False) -> bool:
        """Whether an agency, a group or a title begins here; outside a group, also an unknown abbreviation ("FPT, CMC")."""
        if self.view.hits.get(pos) and name_at(self.view, pos):
            return True
        if determined().match(self.low, pos) or starts().match(self.low, pos):
            return True
        if group_at(self.view, pos) or office_at(self.view, pos):
            return True
        word = _FIRST_WORDS.match(self.text, pos)
        if grouped or word is None or not word[0][:2].isupper() or not word[0][:2].isalpha() or len(word[0]) < 2:
            return False
        return fold(word[0].split()[0]) not in _topics()

    def extent(self, pos: int, *, grouped: bool) -> int:
        """Where an item ends that the registry does not close: at a separator after which something else begins.

        In a group only what is recognised begins anew ("các cơ quan thông tấn, báo chí"); in other words a comma mostly separates.
        """
        start, text = pos, self.text
        if grouped and self._strong_at(pos):
            return pos
        while pos < len(text):
            stop = STOP.search(text, pos)
            if stop is None:
                return self._before_remark(start, len(text))
            here = stop.start()
            group = self._group_inside(pos, here)
            if group > here:
                pos = group
                continue
            if stop[0].strip()[:1] in ("(", "["):
                if start < here or grouped:
                    closing = self._bracket(stop.end() - 1)
                    if text[closing:].strip(" .;,") == "" or STOP.match(text, closing):
                        return self._before_remark(start, here)
                pos = stop.end()
                continue
            if _HARD.match(stop[0]) or "\n" in stop[0] or stop[0].lstrip()[:1] == ".":
                return self._before_remark(start, here)
            after = self.skip_spaces(stop.end())
            if after >= len(text):
                return self._before_remark(start, here)
            if self.begins(after, grouped=grouped) and not (grouped and self._goes_on(after)):
                return self._before_remark(start, here)
            if stop[0].strip() in ("-", "–", "+", "&"):
                pos = stop.end()
                continue
            if not grouped and stop[0].strip() == "," and not text[after].islower() and not self._field_goes_on(after):
                return self._before_remark(start, here)
            if not grouped and stop[0].strip().lower().startswith(("phối hợp", "cùng")):
                return self._before_remark(start, here)
            pos = stop.end()
        return self._before_remark(start, len(text))

    def rest(self, pos: int) -> int:
        """The end of words that go on after a known name; `pos` where they are a remark or nothing."""
        if pos >= len(self.text) or self.text[pos] != " ":
            return pos
        if self.low.startswith(" và ", pos) and self._field_goes_on(pos + 4) and not self.begins(pos + 4):
            return self.extent(pos + 4, grouped=True)
        if self._remark_at(pos) or STOP.match(self.text, pos):
            return pos
        if name_at(self.view, pos + 1):
            return pos
        end = self.extent(pos, grouped=True)
        words = self.text[pos:end].split()
        return end if 0 < len(words) <= 8 else pos

    def remark(self, pos: int) -> int:
        """Past a bracket or a remark that says how the agency takes part, up to the next separator."""
        while pos < len(self.text):
            here = pos
            while here < len(self.text) and self.text[here] == " ":
                here += 1
            if self.text[here : here + 1] in ("(", "["):
                pos = self._bracket(here)
                continue
            end = self._remark_at(pos)
            if not end:
                return pos
            pos = self._remark_end(end)
        return pos

    def _group_inside(self, start: int, end: int) -> int:
        """The end of a group that begins between the words of an item and goes on over its separator: "Chính quyền các xã, phường"."""
        match = _INNER_GROUP.search(self.low, start, end)
        if match is None:
            return start
        tail = group_tail(self.text, self.low, match.end(), self.view.hits)
        group = group_at(self.view, match.end())
        return max(tail.end if tail else start, group.end if group else start)

    def _goes_on(self, pos: int) -> bool:
        """ "các thành phố trực thuộc Trung ương và một số tỉnh đủ điều kiện": places under another determiner are the same group."""
        return bool(_SOME_PLACES.match(self.low, pos))

    def _field_goes_on(self, pos: int) -> bool:
        """After the comma of an unknown name: a capital word that begins no agency goes on with its field, and so does a topic (CĐS)."""
        word = _FIRST_WORDS.match(self.text, pos)
        if word and fold(word[0].split()[0]) in _topics():
            return True
        return bool(word and word[0][:1].isupper() and fold(word[0]) in _field_words())

    def _before_remark(self, start: int, end: int) -> int:
        match = _strong_remark().search(self.low, start + 1, end)
        if match:
            end = match.start()
        return start + len(self.text[start:end].rstrip(" .,;:/&–-(["))

    def _bracket(self, pos: int) -> int:
        """The end of a bracket that opens at `pos`; one that never closes ends where the line does."""
        closing = {"(": ")", "[": "]"}.get(self.text[pos : pos + 1], ")")
        end = self.text.find(closing, pos)
        if end < 0:
            end = self.text.find("\n", pos)
        return len(self.text) if end < 0 else end + 1

    def _remark_at(self, pos: int) -> int:
        """The end of the first words of a remark at `pos` (after spaces, a comma or a dash), or 0."""
        space = _SPACE.match(self.low, pos)
        match = _remark().match(self.low, space.end() if space else pos)
        if match is None or (match[0] == "phối hợp" and self.begins(self.skip_spaces(match.end()), grouped=True)):
            return 0
        return match.end()

    def _strong_at(self, pos: int) -> bool:
        space = _SPACE.match(self.low, pos)
        return _strong_remark().match(self.low, space.end() if space else pos) is not None

    def _remark_end(self, pos: int) -> int:
        while pos < len(self.text):
            stop = STOP.search(self.text, pos)
            if stop is None:
                return len(self.text)
            if stop[0].strip()[:1] in ("(", "["):
                pos = self._bracket(stop.end() - 1)
                continue
            if _HARD.match(stop[0]) or self.begins(self.skip_spaces(stop.end()), grouped=True):
                return stop.start()
            pos = stop.end()
        return len(self.text)
