"""Numbers of documents with their symbols, and the type words before them. Works on text with look-alikes folded one to one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vbcds.lexicons.citation_words import alternatives, any_of
from vbcds.lexicons.doctypes import DocumentType, load_document_types, parse_type, type_of_abbreviation
from vbcds.lexicons.issuers import find_issuer
from vbcds.recognisers.symbols import Symbol, parse_symbol
from vbcds.text.fold import lower_same_length

#: How far before a number its type may begin.
WINDOW = 72
_UP = "A-ZĐƯƠĂÂÊÔ"
_TOKEN = (
    rf"(?:[{_UP}]{{0,6}}(?:T[Tt]g|Tr|tr|Qđ|QĐi|QyĐi?|TrS|ThU|SNgV)[{_UP}]{{0,12}}"
    rf"|[{_UP}][{_UP}0-9&]{{0,24}}(?: ?1[0-9](?<=QH [0-9]{{2}}))?[a-zđ]?)"
)
_TOKEN_END = r"(?:(?!\w)|(?=ngày|của|về|[¹²³⁰-⁹]))"
_SEP = r"(?:\s{0,2}[/_-]\s{0,2})"
_NUMBER = re.compile(
    rf"[0-9][0-9]{{0,5}}(?:\.[0-9]{{1,3}})?[a-zđA-E]?(?P<year>{_SEP}(?:(?:19|20)[0-9]{{2}}|[0-9]{{5}}|[0-9]{{2}}))?"
    rf"(?P<sep>{_SEP}|\s{{1,2}})(?P<token>{_TOKEN}){_TOKEN_END}"
)
_MORE = re.compile(rf"(?P<joint>{_SEP}|\.)(?P<token>{_TOKEN}){_TOKEN_END}")
#: Whatever else clings to a number after "số" ("01/KH1N-01/17h00/DBQG-DBKH").
_CLING = re.compile(r"(?:[/_-][\wĐđ&.]{1,20}(?<![.])){1,8}")
#: Old local forms with a dot: 01/1999/QĐ.UB, 1330/QĐ-CT.UB, 11/1998/QĐ-TC.CCVC.
_DOTTED = frozenset({"UB", "UBT", "UBH", "UBND", "UBNDT", "CCVC", "TCCB", "HĐND", "BCĐ", "TU", "HU"})
_AFTER_SPACED = re.compile(r"\s{0,2}(?:$|[,;.)\n]|ngày|NGÀY|của|về)")
_NUMBER_WORD = re.compile(r"(?:^|(?<=[^\w]))(?P<so>số|số hiệu|số,? ký hiệu)\s{0,2}[:.]?\s{0,2}$")
#: The document's own number: "Số: 12/..." at a line's start or with a colon, "Số/Ký hiệu: 12/...".
_LETTERHEAD = re.compile(
    r"(?:^|[\n|])\s{0,3}(?:Số|SỐ)\s{0,2}[:.]?\s{0,2}$|(?<!\w)(?:Số|SỐ)(?:\s?[/,]?\s?(?:[Kk]ý\s)?hiệu)?\s{0,2}:\s{0,2}$"
)
_FILE = re.compile(r"[\w.-]{0,40}\.(?:pdf|docx?|xlsx?|html?|rtf|txt|zip|aspx?)(?!\w)", re.IGNORECASE)
_GLUED = re.compile(r"(?:số|SỐ|Số|QĐ|NQ|NĐ|KH|TTr|CV)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberHit:
    """A number with its type: `start` is that of the type word (or of "số", or of the number)."""

    start: int
    number_start: int
    end: int
    symbol: Symbol
    #: The type that words name, None where only the symbol can tell.
    named: DocumentType | None
    #: Where the body begins that stands between type and number ("Nghị quyết của Quốc hội số 51/2001/QH10").
    body: int | None = None

    @property
    def kind(self) -> str:
        """The type's name; "văn bản" with the symbol of a letter is "công văn"."""
        if self.named is None or self.named.name == "văn bản":
            if self.symbol.type is not None:
                return self.symbol.type.name
            return "luật" if self.symbol.form == "assembly" else "văn bản"
        return self.named.name


@dataclass(frozen=True, slots=True)
class TypeBefore:
    """What stands before a number: the type that words name, where the mention begins, whether "số" is there."""

    named: DocumentType | None
    start: int
    so: bool
    #: The words themselves, or "" where there are none.
    words: str
    body: int | None = None
    #: An abbreviation ("QĐ 749/QĐ-TTg").
    short: bool = False


def _forms() -> str:
    return alternatives(sorted({form for kind in load_document_types().types for form in kind.forms}))


@cache
def _type_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<type>{_forms()})(?:\s{{1,2}}(?:{alternatives(load_document_types().modifiers)})){{0,2}}"
        r"(?:\s{0,2}[(:,]?\s{0,2}(?P<so>số|so|số hiệu|mang số|có số)\s{0,2}[:.]?\s{0,2}|\s{1,2}|\s{0,1}[:(]\s{0,1})$"
    )


@cache
def _type_of_body() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<type>{_forms()})\s{{1,2}}của\s{{1,2}}(?P<body>{any_of('numbers', 'bodies')})[^,;:.()\n]{{0,60}}?"
        r"\s{1,2}(?P<so>số)\s{0,2}$"
    )


@cache
def _abbreviation_before() -> re.Pattern[str]:
    short = [abbreviation for kind in load_document_types().types for abbreviation in kind.abbreviations if abbreviation != "L"]
    return re.compile(rf"(?<![\w/.&-])(?P<type>{alternatives(short)})(?P<so>\s{{1,2}}số)?\s{{0,2}}[:.]?\s{{0,2}}$")


@cache
def not_a_document() -> re.Pattern[str]:
    """Words (in small letters) after which a number is not that of a document of an office: "Mẫu số 01/ĐK"."""
    return re.compile(
        rf"(?<!\w)(?:(?:{any_of('numbers', 'headed')})(?:\s\w{{1,12}}){{0,8}}|{any_of('numbers', 'other')})"
        r"\s{0,2}[:.]?\s{0,2}(?:số)?\s{0,2}[:.]?\s{0,2}$"
    )


def _lower(text: str) -> str:
    """`fold.lower_same_length` for text whose look-alikes are folded already."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else lower_same_length(text)


def type_before(text: str, start: int) -> TypeBefore:
    """The type words before a number that begins at `start`."""
    window = text[max(0, start - WINDOW) : start]
    base = start - len(window)
    lowered = _lower(window)
    if found := _type_before().search(lowered):
        named = parse_type(" ".join(found["type"].split()))
        return TypeBefore(named, base + found.start("type"), bool(found["so"]), found[0])
    if found := _abbreviation_before().search(window):
        named = type_of_abbreviation(found["type"])
        return TypeBefore(named, base + found.start("type"), bool(found["so"]), found[0], short=True)
    if found := _NUMBER_WORD.search(lowered):
        wide = _lower(text[max(0, start - 120) : start])
        if body := _type_of_body().search(wide):
            shift = start - len(wide)
            return TypeBefore(parse_type(body["type"]), shift + body.start("type"), True, body[0], shift + body.start("body"))
        return TypeBefore(None, base + found.start("so"), True, "")
    return TypeBefore(None, start, lowered.endswith("số"), "")


def find_numbers(text: str) -> list[NumberHit]:
    """All numbers with a symbol, in order; `text` as `fold.same_length` makes it."""
    hits: list[NumberHit] = []
    end = 0
    for match in _NUMBER.finditer(text):
        if match.start() >= end and (hit := _hit(text, match)):
            hits.append(hit)
            end = hit.end
    return hits


def _hit(text: str, match: re.Match[str]) -> NumberHit | None:
    start = match.start()
    if not _is_free(text, start):
        return None
    before = type_before(text, start)
    typed = before.named is not None
    end = _symbol_end(text, match, typed)
    if end is None:
        return None
    if before.so and (cling := _CLING.match(text, end)):
        end = cling.end()
    symbol = parse_symbol(text[start:end])
    window = text[max(0, start - WINDOW) : start]
    if typed:
        if _LETTERHEAD.search(window) and "\n" in text[before.start : start] and ":" in window[-3:]:
            return None  # the type as heading above the letterhead's "Số: 12/..."
    elif not _is_certain(symbol) or _FILE.match(text, end) or _LETTERHEAD.search(window) or not_a_document().search(_lower(window)):
        return None
    return NumberHit(start=before.start, number_start=start, end=end, symbol=symbol, named=before.named, body=before.body)


def _is_free(text: str, start: int) -> bool:
    """A number begins here: it is not the rest of a date, of another number or of a word ("số12/QĐ-UBND" is one)."""
    before = text[start - 1] if start else " "
    if before.isalnum():
        return _GLUED.search(text, max(0, start - 3), start) is not None
    if before in ":.":
        return start > 1 and not text[start - 2].isdigit()
    if before == "-":
        return start < 2 or text[start - 2].isspace()
    return before not in "/,_"


def _symbol_end(text: str, match: re.Match[str], typed: bool) -> int | None:
    """Where the symbol ends that begins at `match`; None where the spaces in it say that it is none."""
    separator, token = match["sep"], match["token"]
    end = match.end("token")
    kind = type_of_abbreviation(token)
    loose = separator.isspace() or (separator[0].isspace() and separator[-1].isspace())
    more = _MORE.match(text, end)
    if loose and not (typed and kind and more):
        return None
    if separator[0].isspace() and not (typed or kind or find_issuer(token)):
        return None
    open_end = kind is not None  # a type waits for its issuer
    for _ in range(9):
        if not (more := _MORE.match(text, end)):
            break
        joint = more["joint"]
        if joint == ".":
            if not (open_end or more["token"] in _DOTTED):
                break
        elif joint[0].isspace() and not open_end:
            if joint[-1].isspace() and not (kind is None and len(more["token"]) <= 5 and _AFTER_SPACED.match(text, more.end())):
                break
            if not joint[-1].isspace():
                break
        end = more.end("token")
        open_end = False
    return end


def _is_certain(symbol: Symbol) -> bool:
    """A number that is one without a type word: its symbol names a type and a body, or a known body and a field, or the Assembly."""
    if symbol.form == "assembly":
        return symbol.year is not None
    if symbol.type is None or not symbol.issuers:
        return False
    if symbol.form == "letter":
        return find_issuer(symbol.issuers[0]) is not None and bool(symbol.units or len(symbol.issuers) > 1)
    return len(symbol.issuers[0]) > 1
