"""What stands in the cells of the workbook: a record's fields as people read them, its document, its place, its file."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vbcds.reporting.render.xlsx import Cell, Link
from vbcds.store.dossier import ID_LENGTH, Dossier
from vbcds.store.rows import KINDS, Shape, columns

Record = Mapping[str, Any]

_DEADLINES = {
    "fixed": "Có ngày", "period": "Giai đoạn", "recurring": "Định kỳ", "ongoing": "Thường xuyên", "conditional": "Theo điều kiện",
    "relative": "Tính từ một mốc", "none": "Không ghi",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the records of a document come from: the name that people know it by, and its file."""

    name: str
    #: The file, as a link where it can be opened.
    file: Cell


class HeldDossier:
    """A dossier with what the sheets ask for again and again."""

    def __init__(self, dossier: Dossier, folder: Path) -> None:
        self.dossier = dossier
        locations = dossier.locations()
        self.places: dict[str, _Place] = {}
        for record in self.records("documents"):
            location = locations.get(str(record["id"])[:ID_LENGTH])
            number, kind, path = record["number"], record["kind"], str(record["path"])
            name = " ".join(filter(None, (kind, number))) if number else kind and f"{kind} ({Path(path).name})"
            link = link_to(location, folder) if location else None
            self.places[str(record["id"])] = _Place(capital(name) or path, Link(path, link) if link else path)

    def records(self, kind: str) -> Iterator[dict[str, Any]]:
        """The records of a kind, one after the other, with days as days."""
        names = [column.name for column in columns(KINDS[kind])]
        readers = [(column.name, _READERS[column.shape]) for column in columns(KINDS[kind]) if column.shape in _READERS]
        for row in self.dossier.rows(kind):
            record: dict[str, Any] = dict(zip(names, row, strict=True))
            for name, read in readers:
                if record[name] is not None:
                    record[name] = read(record[name])
            yield record

    def place(self, record: Record) -> _Place:
        """Where a record comes from."""
        return self.places.get(record["document"]) or _Place(str(record["document"]), "")

    def file(self, record: Record) -> Cell:
        """The record's file, as a link where it can be opened."""
        return self.place(record).file


def link_to(location: Path, folder: Path) -> str | None:
    """The file at `location` as a path relative to `folder`, or None where its name is no Unicode.

    >>> link_to(Path("/a/vào/x.docx"), Path("/a/ra")).replace("\\\\", "/")
    '../vào/x.docx'
    """
    try:
        str(location).encode("utf-8")
        return os.path.relpath(location, folder)
    except UnicodeEncodeError:
        return None
    except ValueError:  # on another drive: there is no relative path
        return str(location)


def field_cell(name: str) -> Callable[[HeldDossier, Record], Cell]:
    """A field as it is."""

    def cell(_: HeldDossier, record: Record) -> Cell:
        value: Cell = record[name]
        return value

    return cell


def mapped_cell(name: str, words: Mapping[Any, str]) -> Callable[[HeldDossier, Record], Cell]:
    """A field in the words of a table; what the table does not know stays."""
    return lambda _, record: words.get(record[name], record[name])


def agency_cell(name: str) -> Callable[[HeldDossier, Record], Cell]:
    """An agency's name."""
    return lambda _, record: record[name]["name"] if record[name] else None


def agencies_cell(name: str) -> Callable[[HeldDossier, Record], Cell]:
    """The names of agencies, one a line."""
    return lambda _, record: "\n".join(agency["name"] for agency in record[name])


def document_cell(dossier: HeldDossier, record: Record) -> Cell:
    """The document's name, as people know it."""
    return dossier.place(record).name


def page_cell(_: HeldDossier, record: Record) -> Cell:
    """The page that a record was read from."""
    page: Cell = record["source"]["page"]
    return page


def spot_cell(_: HeldDossier, record: Record) -> Cell:
    """The place of a record in words."""
    return spot(record["source"])


def spot(source: Record) -> str:
    """The place of a source in words.

    >>> spot({"start": 1200, "table": 0, "row": 3}), spot({"start": 1200, "table": None, "row": None})
    ('Bảng 1, hàng 4', 'ký tự 1.200')
    """
    if source["table"] is None:
        return f"ký tự {source['start']:,}".replace(",", ".")
    row = f", hàng {source['row'] + 1}" if source["row"] is not None else ""
    return f"Bảng {source['table'] + 1}{row}"


def when_cell(name: str) -> Callable[[HeldDossier, Record], Cell]:
    """A day of a task's deadline."""
    return lambda _, record: day_of(record["deadline"][name])


def reckoning_cell(_: HeldDossier, record: Record) -> Cell:
    """How the last day of a deadline is to be taken."""
    deadline = record["deadline"]
    words = "Trước ngày này" if deadline["exclusive"] else _DEADLINES.get(deadline["kind"], deadline["kind"])
    return f"{words}: {deadline['anchor']}" if deadline["anchor"] else words


def signers_cell(_: HeldDossier, record: Record) -> Cell:
    """Who signed, one a line."""
    return "\n".join(
        " ".join(filter(None, (signer["authority"], signer["role"], "–" if signer["role"] else None, signer["name"])))
        for signer in record["signers"]
    )


def own_file_cell(dossier: HeldDossier, record: Record) -> Cell:
    """A document's own file."""
    return dossier.places[str(record["id"])].file


def cited_file_cell(dossier: HeldDossier, record: Record) -> Cell:
    """The file of the cited document, where the dossier has it."""
    place = dossier.places.get(str(record["cited_document"]))
    return place.file if place else None


def task_cell(dossier: HeldDossier, record: Record) -> Cell:
    """The task that a statement speaks of, by number and document."""
    if not record["task"]:
        return None
    place = dossier.places.get(record["task"]["document"])
    return " – ".join(filter(None, (record["task"]["code"], place.name if place else None))) or None


def evidence_cell(dossier: HeldDossier, record: Record) -> Cell:
    """The passages of a finding, one a line."""
    return "\n".join(f"“{evidence['text']}” ({dossier.place(evidence).name})" for evidence in record["evidence"])


def finding_page_cell(_: HeldDossier, record: Record) -> Cell:
    """The page of the first passage of a finding."""
    page: Cell = record["evidence"][0]["source"]["page"] if record["evidence"] else None
    return page


def day_of(value: Any) -> datetime.date | None:
    """A day from its ISO form."""
    return datetime.date.fromisoformat(value) if value else None


def _decoded(text: str) -> Any:
    return _DECODER.raw_decode(text)[0]


_DECODER = json.JSONDecoder()
#: How the values of columns become those of a record, by their shape; the others are as they are.
_READERS: dict[Shape, Callable[[Any], Any]] = {"json": _decoded, "date": day_of}


def capital(text: str | None) -> str | None:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:] if text else None
