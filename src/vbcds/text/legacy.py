"""Vietnamese text in the encodings from before Unicode: TCVN3 (ABC), VNI, VISCII, VPS; and UTF-8 that was read as Windows-1252.

Such text reaches us as Latin letters and signs ("Uû ban nh©n d©n tØnh"), because the font and not the text made them Vietnamese.
The tables are those of `viparse`, with a few letters added that it leaves out. What decides is evidence: a paragraph is converted
only where its words are no Vietnamese syllables as they stand and become such in one encoding; right Unicode and other languages
stay as they are.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from vbcds.text.syllables import is_syllable, share_of_syllables

LegacyEncoding = Literal["tcvn3", "vni", "viscii", "vps", "utf-8"]
ENCODINGS: tuple[LegacyEncoding, ...] = ("tcvn3", "vni", "viscii", "vps")

# A letter of these is proof of Unicode: no legacy text has them on its surface.
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]|[A-Za-z\u00a0-\u00ff][\u0300-\u0323]"
)
# What legacy letters look like: the upper half of Latin-1, and what Windows-1252 or a PDF font puts in its place.
_SURFACE = "\x80-\x9f\u00a1-\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u2212\u2219\u03bc"
_TOUCHED = re.compile(f"[{_SURFACE}]")
_LETTERLIKE = re.compile("[A-Za-z\x80-\x9f\u00a1-\u00ff\u2212\u2219\u03bcŠŒŽšœžŸƒ]")
_WORD = re.compile("[^\\s\\d!-/:-@\\[-`{-~]+")
_MOJIBAKE = re.compile("(?:á[º»]|Ä[‘\u0090\u0091\u0083]|Æ[°¡])")
_C1 = {char: index for index in range(0x80, 0xA0) if (char := bytes([index]).decode("cp1252", "ignore"))}
_PUNCTUATION = "“”‘’–—…•"  # as Windows-1252 has them: letters only inside a word
_GLYPHS = {0x2212: "\xad", 0x2219: "\xb7", 0x3BC: "\xb5"}
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_ABBREVIATION = re.compile(r"[A-ZĐƯ]{2,8}\Z")

# A typist's second soft hyphen (ư in TCVN3), unseen in the old font.
_DOUBLED = re.compile("ư{2,}")
# Letters that viparse's VNI table leaves out, as the fonts have them.
_VNI_MORE = {"aú": "ẳ", "AÚ": "Ẳ", "î": "ỵ", "Î": "Ỵ", "eï": "ẹ"}
# TCVN 5712 VN3 has dead marks for capitals: base letter, then the mark.
_TCVN3_MARKS = {"\xb0": "\u0300", "\xb1": "\u0309", "\xb2": "\u0303", "\xb3": "\u0301", "\xb4": "\u0323"}


# --------------------------------------------------------------------------------------------------------------------
# Tables
# --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Codec:
    single: dict[int, str]
    pairs: re.Pattern[str] | None
    pair_values: dict[str, str]

    def convert(self, text: str) -> str:
        if self.pairs is not None:
            text = self.pairs.sub(lambda m: self.pair_values[m[0]], text)
        return _DOUBLED.sub("ư", unicodedata.normalize("NFC", text.translate(self.single)))


@cache
def _codec(encoding: LegacyEncoding) -> _Codec:
    from viparse import fix

    upper = [chr(code) for code in range(0x80, 0x100)]
    controls = [chr(code) for code in range(1, 0x20) if chr(code) not in "\t\n\r\x0b\x0c"]
    if encoding != "vni":
        single = {ord(char): fixed for char in [*upper, *controls] if (fixed := fix(char, encoding=encoding)) != char and fixed}
        if encoding == "tcvn3":
            single |= {ord(mark): value for mark, value in _TCVN3_MARKS.items()}
            single |= {glyph: single[ord(char)] for glyph, char in _GLYPHS.items() if ord(char) in single}
            return _Codec(single, None, {})
        single.pop(0xA0, None)  # Õ in VISCII, but a no-break space in most of what we meet
        single |= {ord(char): single[index] for char, index in _C1.items() if index in single and char not in _PUNCTUATION}
        inside = {char: single[_C1[char]] for char in _PUNCTUATION if _C1[char] in single}
        return _Codec(single, re.compile(f"(?<=[^\\W\\d_])[{''.join(inside)}](?=[^\\W\\d_])"), inside)
    values = {}
    for base in "aAeEiIoOuUyYôÔöÖ":
        for mark in upper:
            fixed = fix(base + mark, encoding="vni")
            if len(fixed) == 1:
                values[base + mark] = fixed
    for char in upper:
        fixed = fix(char, encoding="vni")
        if fixed and fixed != char:
            values[char] = fixed
    values |= _VNI_MORE
    alternatives = sorted(values, key=len, reverse=True)
    return _Codec({}, re.compile("|".join(map(re.escape, alternatives))), values)


def decode_legacy(text: str, encoding: LegacyEncoding) -> str:
    """Text in a known legacy encoding, as Unicode NFC, without asking for evidence.

    TCVN3 has no accented capitals: a word whose plain letters are all capitals is one in capitals. Letters that only a font such as
    .VnTimeH draws as capitals keep the case they were typed in, as the published transcripts of such texts do.

    >>> decode_legacy("Uû ban nh©n d©n tØnh", "tcvn3"), decode_legacy("QUYÕT §ÞNH", "tcvn3")
    ('Uỷ ban nhân dân tỉnh', 'QUYẾT ĐỊNH')
    >>> decode_legacy("Uyû ban nhaân daân", "vni")
    'Uỷ ban nhân dân'
    """
    if encoding == "utf-8":
        return _MOJIBAKE_LINE.sub(_undo_mojibake, text)
    decoded = _codec(encoding).convert(text)
    if encoding == "tcvn3" and len(decoded) == len(text):
        return _restore_capitals(text, decoded)
    return decoded


def _restore_capitals(raw: str, decoded: str) -> str:
    """Put words in capitals whose plain letters are (TCVN3 has the accented letters in lower case only).

    Where a word has one plain letter or none ("X· héi" is Xã hội, "X· HéI" is XÃ HỘI), the words beside it decide.
    """
    words = [(m.start(), m.end()) for m in _LETTER_RUN.finditer(decoded)]
    plain = [[c for c in raw[start:end] if c.isascii()] for start, end in words]
    low = [any(c.islower() for c in letters) for letters in plain]
    high = [not low[i] and sum(c.isupper() for c in letters) >= 2 for i, letters in enumerate(plain)]
    telling = [high[i] and is_syllable(decoded[start:end]) for i, (start, end) in enumerate(words)]
    pieces: list[str] = []
    done = 0
    for index, (start, end) in enumerate(words):
        word = decoded[start:end]
        if low[index] or word.upper() == word:
            continue
        if not high[index]:
            before = index > 0 and decoded[words[index - 1][1] : start] == " "
            after = index + 1 < len(words) and decoded[end : words[index + 1][0]] == " "
            sides = [index - 1] * before + [index + 1] * after
            if any(low[i] for i in sides) or not any(telling[i] for i in sides):
                continue
        pieces += [decoded[done:start], word.upper()]
        done = end
    return "".join([*pieces, decoded[done:]]) if pieces else decoded


_MOJIBAKE_LINE = re.compile("[\x80-\xffŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{2,}")


def _undo_mojibake(match: re.Match[str]) -> str:
    try:
        return bytes(_C1.get(char, ord(char)) for char in match[0]).decode("utf-8")
    except ValueError:
        return match[0]


# --------------------------------------------------------------------------------------------------------------------
# Fonts
# --------------------------------------------------------------------------------------------------------------------


@cache
def _font_starts() -> tuple[tuple[str, LegacyEncoding], ...]:
    data = tomllib.loads(files("vbcds").joinpath("lexicons/data/legacy_fonts.toml").read_text(encoding="utf-8"))
    return tuple((start, encoding) for encoding in ENCODINGS for start in data[encoding]["starts"])


@lru_cache(maxsize=1024)
def font_encoding(font: str) -> LegacyEncoding | None:
    """The encoding that a font's name stands for, or None for a Unicode font (or an unknown one).

    >>> font_encoding(".VnTime"), font_encoding("FBHPFO+VnTimeHBold"), font_encoding("VNI-Times"), font_encoding("Times New Roman")
    ('tcvn3', 'tcvn3', 'vni', None)
    """
    name = _SUBSET.sub("", font.strip("\"' ")).lower()
    return next((encoding for start, encoding in _font_starts() if name.startswith(start)), None)


# --------------------------------------------------------------------------------------------------------------------
# Evidence
# --------------------------------------------------------------------------------------------------------------------


#: Words that a clear verdict needs.
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class _Verdict:
    """How the words of a paragraph that legacy letters touch read: as they stand, and in the best encoding."""

    touched: int
    right_before: int
    right_after: int
    encoding: LegacyEncoding | None

    @property
    def clear(self) -> bool:
        enough = self.encoding is not None and self.touched >= _ENOUGH
        return enough and self.right_after >= 0.8 * self.touched and self.right_before <= 0.5 * self.touched


_NOTHING = _Verdict(0, 0, 0, None)


def _reads(word: str) -> bool:
    return is_syllable(word) or _ABBREVIATION.match(word) is not None


def _judge(paragraph: str, candidates: Sequence[LegacyEncoding], *, only_clear: bool = False) -> _Verdict:
    """How a paragraph reads in the best of some encodings; with `only_clear`, none is tried where no verdict can be clear."""
    words = {word for word in _WORD.findall(paragraph) if _TOUCHED.search(word) and _LETTERLIKE.search(word)}
    if not words:
        return _NOTHING
    before = sum(map(_reads, words))
    if (before == len(words) and len(words) > 2) or (only_clear and (len(words) < _ENOUGH or before > 0.5 * len(words))):
        return _Verdict(len(words), before, 0, None)
    best = _Verdict(len(words), before, -1, None)
    for encoding in candidates:
        after = sum(_reads(part) for word in words for part in [_strip(decode_legacy(word, encoding))])
        if after > best.right_after:
            best = _Verdict(len(words), before, after, encoding)
    if best.encoding is not None and best.clear and len(words) >= 6:
        whole = share_of_syllables(decode_legacy(paragraph, best.encoding))
        if whole < 0.6:
            return _Verdict(len(words), before, 0, None)
    return best


def _strip(word: str) -> str:
    return word.strip("“”‘’\"'…–—-.")


def _suspect(paragraph: str) -> bool:
    return not paragraph.isascii() and _UNICODE.search(paragraph) is None and _TOUCHED.search(paragraph) is not None


def detect_legacy(text: str, fonts: Iterable[str] = ()) -> LegacyEncoding | None:
    """The legacy encoding that most of the text's paragraphs are in, or None for Unicode, plain ASCII and other languages.

    `fonts` are the names of the fonts the text is set in, where the file tells: a legacy font alone is enough where its text
    reads in that encoding.

    >>> detect_legacy("Uû ban nh©n d©n tØnh B×nh Ph­íc"), detect_legacy("Ủy ban nhân dân tỉnh Bình Phước")
    ('tcvn3', None)
    >>> detect_legacy("Le ministère de l'Économie a été créé à Paris") is None
    True
    """
    return _detect(text.split("\n"), tuple(fonts))


def _detect(paragraphs: Sequence[str], fonts: tuple[str, ...]) -> LegacyEncoding | None:
    named = Counter(encoding for font in fonts if (encoding := font_encoding(font)))
    suspects = [paragraph for paragraph in paragraphs if _suspect(paragraph)]
    if not suspects:
        return None
    if sum(len(_MOJIBAKE.findall(paragraph)) for paragraph in suspects[:200]) >= 2:
        return "utf-8"
    votes: Counter[LegacyEncoding] = Counter()
    candidates = ENCODINGS
    for paragraph in suspects[:400]:
        verdict = _judge(paragraph, candidates, only_clear=True)
        if verdict.encoding is not None and verdict.clear:
            votes[verdict.encoding] += verdict.right_after - verdict.right_before
    if votes:
        return votes.most_common(1)[0][0]
    sample = "\n".join(suspects[:400])
    for encoding, _ in named.most_common():
        verdict = _judge(sample, (encoding,))
        if verdict.right_after >= max(1, verdict.right_before) and verdict.right_after >= 0.6 * verdict.touched:
            return encoding
    whole = _judge(sample, candidates, only_clear=True)  # short paragraphs only: judge them together
    return whole.encoding if whole.clear else None


def repair_paragraphs(paragraphs: Sequence[str], *, fonts: Iterable[str] = ()) -> list[str]:
    """`repair_legacy` over the paragraphs (or cells, or lines) of one file: short ones are decided by what the file is in.

    >>> repair_paragraphs(["Sè: 12/Q§-UB", "C¨n cø LuËt Tæ chøc H§ND vµ UBND", "ngµy 26 th¸ng 11 n¨m 2003"])
    ['Số: 12/QĐ-UB', 'Căn cứ Luật Tổ chức HĐND và UBND', 'ngày 26 tháng 11 năm 2003']
    """
    fonts = tuple(fonts)
    main = _detect(paragraphs, fonts)
    if main is None:
        return list(paragraphs)
    if main == "utf-8":
        return [decode_legacy(paragraph, main) if _MOJIBAKE.search(paragraph) else paragraph for paragraph in paragraphs]
    verdicts = [_judge(paragraph, ENCODINGS) if _suspect(paragraph) else _NOTHING for paragraph in paragraphs]
    written = sum(1 for paragraph in paragraphs if not paragraph.isascii())
    pure = sum(1 for paragraph in paragraphs if _UNICODE.search(paragraph)) <= 0.1 * written  # hardly any Unicode in the file
    repaired = []
    for paragraph, verdict in zip(paragraphs, verdicts, strict=True):
        encoding: LegacyEncoding | None = None
        if verdict.touched:
            if verdict.encoding is not None and verdict.clear:
                encoding = verdict.encoding
            if encoding is None or (encoding != main and verdict.touched < 8):
                own = _judge(paragraph, (main,))
                gain = own.right_after - own.right_before
                if own.right_after >= 0.8 * verdict.right_after and (gain > 0 or (pure and gain == 0)):
                    encoding = main
        repaired.append(paragraph if encoding is None else decode_legacy(paragraph, encoding))
    return repaired


def repair_legacy(text: str, *, fonts: Iterable[str] = ()) -> str:
    """Text in a legacy encoding as Unicode NFC, paragraph by paragraph; unchanged where it is not legacy.

    Paragraphs are parted by LF. `fonts` are the names of the fonts that the whole text is set in (a run, a cell).

    >>> repair_legacy("céng hßa x· héi chñ nghÜa viÖt nam", fonts=[".VnTimeH"])
    'cộng hòa xã hội chủ nghĩa việt nam'
    >>> repair_legacy("Caên cöù Luaät Toå chöùc HÑND vaø UBND")
    'Căn cứ Luật Tổ chức HĐND và UBND'
    >>> repair_legacy("Sở Công Thương, São Paulo, 25 µm")
    'Sở Công Thương, São Paulo, 25 µm'
    """
    if text.isascii():
        return text
    return "\n".join(repair_paragraphs(text.split("\n"), fonts=fonts))
