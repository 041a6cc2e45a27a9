"""Spaces of broken and glued Vietnamese syllables: stray ones taken out, missing ones put back."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from itertools import pairwise

from vbcds.text.syllables import (
    LETTERS,
    LONGEST,
    begins_with_vowel,
    is_word,
    level_of,
    load_syllable_data,
    spelt_right,
    syllable_levels,
)

# --------------------------------------------------------------------------------------------------------------------
# Stray spaces inside syllables
# --------------------------------------------------------------------------------------------------------------------

_RUN = re.compile(r"[^\W\d_]+(?: (?![^\W\d_]\))[^\W\d_]+)+")  # "a)" is a mark of its own
_MOST_PIECES = 5
_LONE_VOWELS = frozenset("iueoươôăâê")
_LISTING = frozenset(("và", "hoặc", "đến", "hay"))
_CLUSTERS = frozenset(("gi", "qu"))  # onsets with a vowel letter in them


@lru_cache(maxsize=65536)
def _standing(piece: str) -> float:
    """What it costs to leave a piece of text as a word: 0 for a word, more the less it can be one."""
    lower = piece.lower()
    if len(lower) == 1 and lower in _LONE_VOWELS:
        return 1.6 if piece == lower else 0.3
    if piece == "a":
        return 0.71  # mostly a label, but also the end of "củ a"
    if lower in _CLUSTERS:
        return 2.0 if piece != piece.upper() else 1.2
    if is_word(lower):
        return 0.0
    if lower.isascii() or lower == "đ":
        if piece != lower and piece.upper() == piece:
            return 1.2 if len(piece) <= 3 else 0.0  # an abbreviation
        return 2.0 if not any(char in "aeiouy" for char in lower) else 0.8  # "ng", "ph"; a foreign word
    return 3.0  # marks of Vietnamese, and yet no syllable


@lru_cache(maxsize=65536)
def _broken(piece: str) -> bool:
    """A piece that cannot be a word of Vietnamese, a foreign word or an abbreviation."""
    lower = piece.lower()
    if lower in _CLUSTERS:
        return piece == lower
    if is_word(lower):
        return False
    if lower.isascii() or lower == "đ":
        return len(lower) <= 3 and not any(char in "aeiouy" for char in lower) and piece == lower
    return len(lower) <= LONGEST


def _one_case(pieces: list[str]) -> bool:
    rest = "".join(pieces)[1:]
    first = pieces[0][0]
    return rest.islower() or (rest.upper() == rest and first.upper() == first) or not rest


def _labels(pieces: list[str]) -> set[int]:
    """The lone letters that name a point or a group ("điểm c", "nhóm A", "g và i khoản này"): words, not pieces of words.

    After such a word a letter can still begin a broken one ("quan điểm c ủa"): where it makes a common syllable with a rest that is
    no common one, it is no label.
    """
    found: set[int] = set()
    words = load_syllable_data()["before_labels"]
    for index, piece in enumerate(pieces):
        if len(piece) != 1:
            continue
        before = pieces[index - 1].lower() if index else ""
        after = pieces[index + 1].lower() if index + 1 < len(pieces) else ""
        named = before in words or after in ("khoản", "điều", "mục")
        listed = before in _LISTING and (index == 1 or len(pieces[index - 2]) == 1)
        if (named or listed) and not (level_of(piece.lower() + after) >= 4 and level_of(after) <= 1):
            found.add(index)
    return found


@lru_cache(maxsize=8192)
def _mend_run(run: str, damaged: bool) -> str:
    pieces = run.split(" ")
    count = len(pieces)
    labels = _labels(pieces)
    # A word that was joined out of words costs more: less so where the text is known to be damaged.
    per_word = 0.25 if damaged else 0.9
    best: list[float] = [0.0] + [float("inf")] * count
    taken = [1] * (count + 1)
    for end in range(1, count + 1):
        piece = pieces[end - 1]
        cost = _standing(piece)
        if end - 1 in labels:
            cost = 0.0
        elif piece == "a":
            before = pieces[end - 2].lower() if end > 1 else ""
            cost = 1.6 if level_of(before) <= 1 and level_of(before + piece) >= 5 else 1.2 if damaged else 0.0  # "củ a"
        elif damaged and len(piece) == 1 and piece.lower() in "aeiouy":
            cost = max(cost, 1.2)
        best[end] = best[end - 1] + cost
        length = len(piece)
        for size in range(2, min(_MOST_PIECES, end) + 1):
            length += len(pieces[end - size])
            if length > LONGEST:
                break
            if not labels.isdisjoint(range(end - size, end)):
                break
            group = pieces[end - size : end]
            joined = "".join(group)
            if not is_word(joined.lower()) or not _one_case(group):
                continue
            words = sum(1 for part in group if _standing(part) == 0.0)
            level = level_of(joined.lower())
            joining = 0.5 + per_word * words - 0.02 * level
            if level >= 5 and size == 2 and level_of(piece.lower()) <= 1 and (_rare(piece) or _standing(group[0]) > 0.0):
                joining = -0.1  # a common syllable, out of a rest that hardly stands alone
            elif words == size:
                continue  # nothing says that right words are one
            if best[end - size] + joining < best[end]:
                best[end] = best[end - size] + joining
                taken[end] = size
    parts: list[str] = []
    end = count
    while end:
        parts.append("".join(pieces[end - taken[end] : end]))
        end -= taken[end]
    return " ".join(reversed(parts))


def mend_spaces(text: str) -> str:
    """Take stray spaces out of broken syllables. Only spaces ever go; text without broken pieces comes back as it is.

    Pieces are joined where one of them cannot stand alone and all together are a syllable in one letter case; where the same text
    has pieces that are no words at all, pieces that could be words ("kho", "a") are joined more readily. Right words are never
    joined. Works on NFC text (`vbcds.text.normalise.canonical`); linear in the length of the text.

    >>> mend_spaces("ĐIỀ U KHO ẢN THI HÀNH"), mend_spaces("CỘ NG HÒA XÃ HỘ I CHỦ NGHĨA VIỆ T NAM")
    ('ĐIỀU KHOẢN THI HÀNH', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    >>> mend_spaces("Bộ y tế có ai ở điểm c khoản 2 không")
    'Bộ y tế có ai ở điểm c khoản 2 không'
    """
    if not any(map(_suspicious, text.split(" "))):
        return text
    runs = list(_RUN.finditer(text))
    words = [run[0].split(" ") for run in runs]
    doubtful = [not all(map(_sound, pieces)) for pieces in words]
    damaged = _damaged(words, doubtful)
    parts: list[str] = []
    end = 0
    for run, doubt in zip(runs, doubtful, strict=True):
        if doubt or damaged:
            parts += text[end : run.start()], _mend_run(run[0], damaged)
            end = run.end()
    return "".join(parts) + text[end:]


def _damaged(runs: list[list[str]], doubtful: list[bool]) -> bool:
    """Whether broken pieces stand in the runs of a text beyond a chance one; sound runs have none."""
    broken = pairs = 0
    count = sum(map(len, runs))
    for pieces in itertools.compress(runs, doubtful):
        broken += sum(map(_broken, pieces))
        for left, right in pairwise(pieces):
            if _standing(left) + _standing(right) >= 1.2 and is_word((left + right).lower()) and _one_case([left, right]):
                pairs += 1
    return broken >= 2 or (broken == 1 and (pairs >= 2 or count <= 8))


@lru_cache(maxsize=65536)
def _sound(piece: str) -> bool:
    """A word that costs nothing to leave alone: among such pieces only, nothing is joined."""
    return _standing(piece) == 0.0 and not _rare(piece)


@lru_cache(maxsize=65536)
def _suspicious(piece: str) -> bool:
    return any(_standing(word) > 0.7 or _rare(word) for word in LETTERS.findall(piece))


def _rare(piece: str) -> bool:
    """A word without onset that is hardly ever met."""
    return level_of(piece.lower()) <= 1 and begins_with_vowel(piece.lower())


# --------------------------------------------------------------------------------------------------------------------
# Missing spaces between syllables
# --------------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _segment(word: str) -> str | None:
    if len(word) < 4 or len(word) > 400:
        return None
    lower = word.lower()
    if len(lower) != len(word) or spelt_right(lower):
        return None
    frequency = syllable_levels()
    capitals = word.upper() == word
    best: list[float] = [0.0] + [float("inf")] * len(word)
    taken = [0] * (len(word) + 1)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - LONGEST), end):
            if best[start] == float("inf") or not is_word(lower[start:end]):
                continue
            piece = word[start:end]
            if not capitals and len(piece) > 1 and piece[1:] != piece[1:].lower():
                continue  # a capital begins a piece
            cost = best[start] + 20.0 - frequency.get(lower[start:end], 0 if end - start > 1 else -8)
            if cost < best[end]:
                best[end] = cost
                taken[end] = start
    if best[-1] == float("inf"):
        return None
    parts = []
    end = len(word)
    while end:
        parts.append(word[taken[end] : end])
        end = taken[end]
    return " ".join(reversed(parts))


def split_glued(text: str) -> str | None:
    """Put the spaces back between glued syllables, or None where there is nothing to part or a glued word cannot be parted.

    The cut with the fewest and most common syllables wins; a capital inside a word begins a syllable. Meant for text
    that is known to have lost its spaces (a justified table cell): a foreign word can look like glued syllables.

    >>> split_glued("Tiếpnhậnvănbảnđến")
    'Tiếp nhận văn bản đến'
    >>> split_glued("banhành"), split_glued("Ủybannhândântỉnh"), split_glued("Sởnội vụ"), split_glued("văn bản")
    ('ban hành', 'Ủy ban nhân dân tỉnh', 'Sở nội vụ', None)
    """
    changed = False

    def part(match: re.Match[str]) -> str:
        nonlocal changed
        parted = _segment(match[0])
        if parted is None:
            return match[0]
        changed = True
        return parted

    result = LETTERS.sub(part, text)
    return result if changed else None


#: How common both halves of a glued word must be where no capital stands between them.
_COMMON = 6
_GLUED = re.compile(r"(?<![\w/&.-])[^\W\d_]{4,21}(?![\w/&-])")


@lru_cache(maxsize=65536)
def _part_pair(word: str) -> str:
    lower = word.lower()
    if lower.isascii() or len(lower) != len(word) or spelt_right(lower):
        return word
    cuts = [cut for cut in range(2, len(word) - 1) if word[cut - 1].islower() and word[cut].isupper()]
    if cuts:
        pieces = [word[low:high] for low, high in pairwise([0, *cuts, len(word)])]
        parted = [piece if is_word(piece.lower()) else _part_pair(piece) for piece in pieces]
        sure = all(piece.istitle() or piece.islower() for piece in pieces) and all(
            is_word(piece.lower()) or new != piece for piece, new in zip(pieces, parted, strict=True)
        )
        return " ".join(parted) if sure else word
    if not (word.islower() or word.istitle() or word.isupper()):
        return word
    halves = [(lower[:cut], lower[cut:], cut) for cut in range(2, len(word) - 1)]
    common = [(min(level_of(left), level_of(right)), cut) for left, right, cut in halves if is_word(left) and is_word(right)]
    level, cut = max(common, default=(0, 0))
    return f"{word[:cut]} {word[cut:]}" if level >= _COMMON else word


def part_pairs(text: str) -> str:
    """Put the space back between glued syllables where there is no doubt: a capital begins the second, or two common ones stand together.

    Pages that a portal made from other files have them here and there.

    >>> part_pairs("thực hiệnQuyết định số 5 củaQuốchội, QUYẾTNGHỊ; ôtô, VNeID, Rơngao, HĐND")
    'thực hiện Quyết định số 5 của Quốc hội, QUYẾT NGHỊ; ôtô, VNeID, Rơngao, HĐND'
    """
    if text.isascii() or all(map(_is_whole, text.split(" "))):
        return text
    return _GLUED.sub(lambda match: _part_pair(match[0]), text)


@lru_cache(maxsize=65536)
def _is_whole(piece: str) -> bool:
    """Whether nothing in what stands between two spaces is to be parted."""
    return all(_part_pair(word) == word for word in _GLUED.findall(piece))
