"""How much of a hostile or broken file is read before the reader gives up."""

from __future__ import annotations

from dataclasses import dataclass

from vbcds.errors import ReadError

_MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds for one file. The defaults let every honest administrative document pass and stop bombs early.

    A limit on the whole file (`max_bytes`, `max_unpacked`, `max_ratio`) raises `ReadError("too-large")`; a limit on its content
    (`max_pages`, `max_text`, `max_cells`) cuts: what was read up to there is returned with a warning.

    >>> Limits().max_pages, Limits(max_pages=3).max_pages
    (5000, 3)
    """

    #: Size of the file on disk, in bytes.
    max_bytes: int = 256 * _MIB
    #: Pages of a PDF, sheets of a workbook.
    max_pages: int = 5_000
    #: Characters of text in all.
    max_text: int = 20_000_000
    #: Cells of all tables together (and cells of a sheet that are looked at).
    max_cells: int = 2_000_000
    #: Bytes of all members of a zip package (docx, xlsx, odt) together, unpacked.
    max_unpacked: int = 512 * _MIB
    #: Unpacked size of a zip member over its packed size; only members above 1 MiB are judged.
    max_ratio: float = 400.0
    #: Members of a zip package.
    max_members: int = 20_000
    #: Levels of nesting: tables in cells, elements of a markup tree.
    max_depth: int = 200
    #: Seconds that a converter outside this process (LibreOffice) may take for one file.
    max_seconds: float = 120.0

    def check_bytes(self, size: int) -> None:
        """Raise `ReadError("too-large")` where a file of `size` bytes is over `max_bytes`."""
        if size > self.max_bytes:
            raise ReadError(
                "too-large",
                f"Tệp có dung lượng {_megabytes(size)}, vượt giới hạn {_megabytes(self.max_bytes)}.",
                "Tách tệp thành nhiều phần nhỏ hơn, hoặc nâng giới hạn dung lượng rồi chạy lại.",
            )


def _megabytes(size: int) -> str:
    return f"{size / _MIB:,.1f} MB".replace(",", " ").replace(".", ",")


#: The limits where the caller names none.
DEFAULT_LIMITS = Limits()
