"""A spaCy component over the recognisers: what they find becomes span groups (or entities) of a `Doc`, with the values kept.

The component is known to spaCy by its entry point, so `nlp.add_pipe("vbcds_mentions")` works wherever vbcds is installed. Any
tokenizer will do, for spans are widened to whole tokens where they must be; `underthesea_tokenizer` gives Vietnamese words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, registry

from vbcds.errors import VbcdsError
from vbcds.model.codec import to_json
from vbcds.model.mentions import Mention
from vbcds.recognisers.agencies import find_agencies
from vbcds.recognisers.citations import find_citations
from vbcds.recognisers.dates import find_dates
from vbcds.recognisers.deadlines import find_deadlines
from vbcds.recognisers.quantities import find_quantities
from vbcds.text.fold import modern_tones
from vbcds.text.offsets import ComposedView

if TYPE_CHECKING:
    from spacy.vocab import Vocab

#: Label of a span -> the recogniser that finds it.
RECOGNISERS: dict[str, Callable[[str], Sequence[Mention]]] = {
    "CITATION": find_citations,
    "AGENCY": find_agencies,
    "DEADLINE": find_deadlines,
    "DATE": find_dates,
    "QUANTITY": find_quantities,
}
#: Where the values of the spans stand in `Doc.user_data`, by label and character offsets; they are JSON, so that a `Doc` can be stored.
_STORE = "vbcds"
#: How many characters further on a word of the segmenter is looked for.
_REACH = 80


class MentionRuler:
    """Finds mentions (`match`) and writes them down (`set_annotations`), as spaCy's own `SpanRuler` does.

    `labels` chooses recognisers, in the order in which they win where entities overlap. Spans go to `doc.spans[spans_key]`; with
    `annotate_ents` also to `doc.ents` (longest first, none overlapping, entities that are there already stay). The value of a span
    is `span._.mention`: the fields of `Citation`, `AgencyMention`, ... as a dict.
    """

    def __init__(self, labels: Iterable[str], *, spans_key: str = "vbcds", annotate_ents: bool = False) -> None:
        self.labels = tuple(labels)
        unknown = [label for label in self.labels if label not in RECOGNISERS]
        if unknown:
            raise VbcdsError(f"Không có nhãn {', '.join(unknown)}; các nhãn: {', '.join(RECOGNISERS)}.")
        self.spans_key = spans_key
        self.annotate_ents = annotate_ents

    def __call__(self, doc: Doc) -> Doc:
        """The same `Doc` with its spans."""
        self.set_annotations(doc, list(self.match(doc)))
        return doc

    def match(self, doc: Doc) -> Iterator[tuple[str, Mention]]:
        """The mentions of a document with their labels; offsets count characters of `doc.text`."""
        for label in self.labels:
            for mention in RECOGNISERS[label](doc.text):
                yield label, mention

    def set_annotations(self, doc: Doc, matches: Sequence[tuple[str, Mention]]) -> None:
        """Write spans and their values; a span that cuts a token is widened to the whole of it."""
        values = doc.user_data.setdefault(_STORE, {})
        spans: list[Span] = []
        for label, mention in matches:
            span = doc.char_span(mention.start, mention.end, label=label, alignment_mode="expand")
            if span is not None:
                spans.append(span)
                values[_key(span)] = to_json(mention)
        doc.spans[self.spans_key] = sorted(spans, key=lambda span: (span.start, -span.end, self.labels.index(span.label_)))
        if self.annotate_ents:
            doc.ents = filter_spans([*doc.ents, *spans])

    def to_bytes(self, exclude: Iterable[str] = ()) -> bytes:
        """Nothing is learnt, so there is nothing to store: the settings stand in the pipeline's configuration."""
        return b""

    def from_bytes(self, data: bytes, exclude: Iterable[str] = ()) -> MentionRuler:
        """The ruler itself; see `to_bytes`."""
        return self

    def to_disk(self, path: object, exclude: Iterable[str] = ()) -> None:
        """See `to_bytes`."""

    def from_disk(self, path: object, exclude: Iterable[str] = ()) -> MentionRuler:
        """The ruler itself; see `to_bytes`."""
        return self


def _key(span: Span) -> str:
    return f"{span.label_} {span.start_char} {span.end_char}"


def _mention_of(span: Span) -> dict[str, Any] | None:
    value: dict[str, Any] | None = span.doc.user_data.get(_STORE, {}).get(_key(span))
    return value


if not Span.has_extension("mention"):
    Span.set_extension("mention", getter=_mention_of)


@Language.factory(
    "vbcds_mentions",
    assigns=["doc.spans", "span._.mention"],
    default_config={"labels": list(RECOGNISERS), "spans_key": "vbcds", "annotate_ents": False},
)
def build_mentions(nlp: Language, name: str, labels: list[str], spans_key: str, annotate_ents: bool) -> MentionRuler:
    """The component "vbcds_mentions". Raises `VbcdsError` for a label that no recogniser has.

    >>> import spacy
    >>> nlp = spacy.blank("xx")
    >>> ruler = nlp.add_pipe("vbcds_mentions", config={"labels": ["CITATION", "AGENCY"], "annotate_ents": True})
    >>> doc = nlp("Sở Tư pháp căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.")
    >>> [(span.text, span.label_) for span in doc.ents]
    [('Sở Tư pháp', 'AGENCY'), ('Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ', 'CITATION')]
    >>> doc.ents[1]._.mention["number"], doc.ents[1]._.mention["date"]
    ('30/2020/NĐ-CP', '2020-03-05')
    """
    return MentionRuler(labels, spans_key=spans_key, annotate_ents=annotate_ents)


class UndertheseaTokenizer:
    """Words by underthesea ("Thông tin", "chủ trì"); what it passes over or changes stays as it stands in the text.

    The tokens of `doc` joined with their spaces are the text itself. A word of several syllables is one token.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A `Doc` of the text's words; `doc.text == text`."""
        from underthesea import word_tokenize

        words: list[str] = []
        spaces: list[bool] = []
        done = 0
        for start, end in _places(text, word_tokenize(text) if text.strip() else []):
            if start < done:
                continue
            self._gap(text[done:start], words, spaces)
            words.append(text[start:end])
            spaces.append(False)
            done = end
        self._gap(text[done:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    @staticmethod
    def _gap(gap: str, words: list[str], spaces: list[bool]) -> None:
        """White space between two words: one blank belongs to the word before it, the rest is a token of its own."""
        if gap.startswith(" ") and words and not spaces[-1]:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)


def _places(text: str, tokens: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where the tokens of the segmenter stand in the text.

    It folds white space, composes letters and moves tones ("hoà" comes back as "hòa"), letter for letter; a token that still does not
    follow is looked for a little further on, and passed over where it is not there: the text between is kept anyway.
    """
    view = ComposedView(text)
    at = 0
    for token in tokens:
        start = end = at
        for number, piece in enumerate(token.split()):
            place = _piece_at(view.text, piece, end)
            if place < 0:
                break
            start = place if number == 0 else start
            end = place + len(piece)
        else:
            yield view.source_span(start, end)
            at = end


def _piece_at(text: str, piece: str, at: int) -> int:
    """The next place of a piece: after white space as it is or with its tones moved, else as it is within a line's length; or -1."""
    while at < len(text) and text[at].isspace():
        at += 1
    if text.startswith(piece, at) or modern_tones(text[at : at + len(piece)]) == modern_tones(piece):
        return at
    return text.find(piece, at, at + len(piece) + _REACH)


@registry.tokenizers("vbcds.underthesea_tokenizer.v1")  # type: ignore[untyped-decorator]
def underthesea_tokenizer() -> Callable[[Language], UndertheseaTokenizer]:
    """The tokenizer for a spaCy configuration.

    >>> import spacy
    >>> settings = {"nlp": {"tokenizer": {"@tokenizers": "vbcds.underthesea_tokenizer.v1"}}}
    >>> nlp = spacy.blank("vi", config=settings)
    >>> [token.text for token in nlp("Sở Nội vụ chủ trì xây dựng Kế hoạch số 87/KH-UBND.")]
    ['Sở', 'Nội vụ', 'chủ trì', 'xây dựng', 'Kế hoạch', 'số', '87', '/', 'KH-UBND', '.']
    """
    return lambda nlp: UndertheseaTokenizer(nlp.vocab)
