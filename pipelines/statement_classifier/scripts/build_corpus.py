"""Fills the patterns and writes the training and the development corpus: build_corpus.py CORPUS DATA [--seed N].

Hand-written statements stand six times in the training corpus, filled patterns once; every sixth hand-written one is kept for
development and is not trained on. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import spacy
from spacy.tokens import DocBin
from tokens import StatementTokenizer

SECTIONS = ("results", "difficulties", "proposals", "plans")
#: How often each pattern is filled.
FILLINGS = 6
#: How often a hand-written statement is repeated.
WEIGHT = 6


def read_statements(path: Path) -> list[tuple[str, str]]:
    """(section, statement) of a file; lines with "#" are remarks."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(section, text) for section, text in rows]


def fill_patterns(path: Path, chance: random.Random) -> Iterator[tuple[str, str]]:
    """The statements that the patterns make."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    slots: dict[str, list[str]] = data["slots"]

    def choose(match: re.Match[str]) -> str:
        name = match[1]
        if name == "n":
            return f"{chance.randint(2, 64):02d}"
        if name == "m":
            return f"{chance.randint(120, 96000):,}".replace(",", ".")
        if name == "p":
            return f"{chance.uniform(20, 99):.1f}".replace(".", ",")
        if name == "d":
            return f"{chance.randint(1, 28)}/{chance.randint(1, 12)}"
        return chance.choice(slots[name])

    for section in SECTIONS:
        for pattern in data[section]["patterns"]:
            for _ in range(FILLINGS):
                text = pattern
                while "{" in text:
                    text = re.sub(r"\{(\w+)\}", choose, text)
                yield section, text[0].upper() + text[1:]


def write(path: Path, statements: Sequence[tuple[str, str]]) -> None:
    nlp = spacy.blank("xx")
    tokenizer = StatementTokenizer(nlp.vocab)
    documents = DocBin()
    for section, text in statements:
        doc = tokenizer(text)
        doc.cats = {name: float(name == section) for name in SECTIONS}
        documents.add(doc)
    path.parent.mkdir(parents=True, exist_ok=True)
    documents.to_disk(path)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    written = read_statements(args.corpus / "written.tsv")
    train = [row for number, row in enumerate(written) if number % 6 for _ in range(WEIGHT)]
    train += fill_patterns(args.corpus / "patterns.toml", chance)
    chance.shuffle(train)
    write(args.data / "train.spacy", train)
    write(args.data / "dev.spacy", [row for number, row in enumerate(written) if number % 6 == 0])
    print(f"{len(train)} statements to train on, {len(written[::6])} to develop on")


if __name__ == "__main__":
    main()
