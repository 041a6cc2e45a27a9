"""Finding a document by what people call it: node id, canonical key, file id, number, or words like its title."""

from __future__ import annotations

from collections.abc import Sequence

from vbcds.assembly.identity import identify
from vbcds.graph.nodes import Node
from vbcds.text.fold import key


class Directory:
    """Documents by their names."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._names = {node.id: index for index, node in enumerate(nodes)}
        self._numbers: dict[str, list[int]] = {}
        for index, node in enumerate(nodes):
            self._names.setdefault(node.key, index)
            for file in node.files:
                self._names.setdefault(file, index)
            if node.number:
                self._numbers.setdefault(node.number.upper(), []).append(index)

    def index_of(self, document: str | Node) -> int:
        """The index of a document. Raises `KeyError` where there is none, or where a number is that of several."""
        name = document.id if isinstance(document, Node) else document.strip()
        found = self._names.get(name)
        if found is not None:
            return found
        numbers = self._numbers.get(identify("", name).number.upper(), [])
        if len(numbers) == 1:
            return numbers[0]
        raise KeyError(name)

    def suggest(self, words: str, limit: int = 5) -> list[Node]:
        """Documents whose number or title is most like some words."""
        from rapidfuzz import process
        from rapidfuzz.fuzz import WRatio

        names = {index: f"{node.number or ''} {key(node.title or '')}" for index, node in enumerate(self._nodes)}
        return [self._nodes[index] for _, score, index in process.extract(words, names, scorer=WRatio, limit=limit) if score > 50]
