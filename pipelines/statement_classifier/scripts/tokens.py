"""The tokenizer of the project: the tokens that vbcds itself looks at, so that both see the same."""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from vbcds.assembly.statement_model import statement_tokens


class StatementTokenizer:
    """Statements to documents of `statement_tokens`."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=statement_tokens(text))

    def to_disk(self, path: object, **_: object) -> None:
        """There is nothing to keep."""

    def from_disk(self, path: object, **_: object) -> StatementTokenizer:
        return self

    def to_bytes(self, **_: object) -> bytes:
        return b""

    def from_bytes(self, data: bytes, **_: object) -> StatementTokenizer:
        return self


@registry.tokenizers("vbcds.statement_tokens.v1")
def create_tokenizer() -> Callable[[Language], StatementTokenizer]:
    return lambda nlp: StatementTokenizer(nlp.vocab)
