"""What can go wrong, as values with fields: the prose is made where it is shown."""

from __future__ import annotations

#: Kinds of unreadable input, as `errors.jsonl` names them.
ERROR_KINDS = (
    "encrypted",
    "corrupt",
    "unsupported",
    "too-large",
    "empty",
    "timeout",
    "memory",
    "no-text",
    "not-found",
    "permission",
    "internal",
)


class VbcdsError(Exception):
    """The root of every exception that vbcds raises on purpose."""


class ReadError(VbcdsError):
    """A file cannot be read.

    `kind` is one of `ERROR_KINDS`; `detail` says in Vietnamese what is the matter; `advice` what the user can do (or None).

    >>> error = ReadError("encrypted", "Tệp PDF có mật khẩu.", "Bỏ mật khẩu rồi chạy lại.")
    >>> error.kind, str(error)
    ('encrypted', 'Tệp PDF có mật khẩu. Bỏ mật khẩu rồi chạy lại.')
    """

    def __init__(self, kind: str, detail: str, advice: str | None = None) -> None:
        if kind not in ERROR_KINDS:
            raise ValueError(f"unknown error kind: {kind!r}")
        self.kind = kind
        self.detail = detail
        self.advice = advice
        super().__init__(kind, detail, advice)

    def __str__(self) -> str:
        return f"{self.detail} {self.advice}" if self.advice else self.detail


class LexiconError(VbcdsError):
    """A data file of the lexicons is not what it should be; names the file and the entry."""


class StoreError(VbcdsError):
    """A dossier cannot be opened or is of another version."""
