"""Types of documents, from data/document_types.toml: names, abbreviations, genres."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from vbcds.errors import LexiconError
from vbcds.model.records import Genre
from vbcds.text.fold import key, same_length, slug

Layer = Literal["normative", "administrative", "party"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentType:
    """A type of document (tên loại văn bản)."""

    #: In lower case: "quyết định".
    name: str
    #: As symbols print them, the official one first: ("QĐ",).
    abbreviations: tuple[str, ...]
    genre: Genre
    layer: Layer
    #: Other written forms of the same type.
    also: tuple[str, ...] = ()
    #: It is cited by its number alone ("Nghị định 42").
    short: bool = False
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The type in canonical keys.

        >>> parse_type("Quyết định").slug
        'quyet-dinh'
        """
        return slug(self.name)

    @property
    def forms(self) -> tuple[str, ...]:
        """Every written form of the name."""
        return (self.name, *self.also)


@dataclass(frozen=True, slots=True)
class DocumentTypes:
    """All types, and the words that may stand between a type and its number ("Quy chế phối hợp số ...")."""

    types: tuple[DocumentType, ...]
    modifiers: tuple[str, ...]


@cache
def load_document_types() -> DocumentTypes:
    """All types in the order of the data file. Raises `LexiconError` where an entry is not what it should be."""
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/document_types.toml").read_text(encoding="utf-8"))
    types = []
    for entry in data["type"]:
        if entry["genre"] not in get_args(Genre) or entry["layer"] not in get_args(Layer):
            raise LexiconError(f"document_types.toml: {entry['name']}: unknown genre or layer")
        types.append(
            DocumentType(
                name=entry["name"],
                abbreviations=tuple(entry["abbreviations"]),
                genre=entry["genre"],
                layer=entry["layer"],
                also=tuple(entry.get("also", ())),
                short=entry.get("short", False),
                examples=tuple(entry["examples"]),
                counter=tuple(entry["counter"]),
            )
        )
    return DocumentTypes(tuple(types), tuple(data["text_modifiers"]))


@cache
def _by_name() -> dict[str, DocumentType]:
    return {key(form): kind for kind in load_document_types().types for form in kind.forms}


@cache
def _by_abbreviation() -> dict[str, DocumentType]:
    table: dict[str, DocumentType] = {}
    for kind in load_document_types().types:
        for abbreviation in kind.abbreviations:
            table.setdefault(abbreviation, kind)
    # Case slips ("QĐ-TTG", "tt-bgtvt") are read too, where no other abbreviation is meant.
    for abbreviation, kind in list(table.items()):
        table.setdefault(abbreviation.upper(), kind)
    return table


def parse_type(words: str) -> DocumentType | None:
    """The type that words name, in any letter case and tone spelling; None where they name none.

    >>> parse_type("CHƯƠNG TRÌNH HÀNH ĐỘNG").name, parse_type("Cuộc họp")
    ('chương trình', None)
    """
    return _by_name().get(key(words))


def type_of_abbreviation(abbreviation: str) -> DocumentType | None:
    """The type that an abbreviation stands for (Nghị định 30/2020/NĐ-CP, Phụ lục III).

    >>> type_of_abbreviation("TTr").name, type_of_abbreviation("QyĐ").name, type_of_abbreviation("UBND")
    ('tờ trình', 'quy định', None)
    """
    table = _by_abbreviation()
    abbreviation = same_length(abbreviation)
    return table.get(abbreviation) or table.get(abbreviation.upper())
