"""The official portals' names of relations, and the Vietnamese words of the graph's own vocabularies."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import get_args

from vbcds.model.records import Relation
from vbcds.text.fold import key, lower_same_length, modern_tones

#: The relations of the public contract, in its order: a relation's code is its place here.
RELATIONS: tuple[Relation, ...] = get_args(Relation)

#: Levels of issuing bodies, the highest first, with their Vietnamese names.
LEVELS: dict[str, str] = {
    "party": "Đảng (Trung ương)",
    "assembly": "Quốc hội",
    "government": "Chính phủ, Thủ tướng",
    "ministry": "Bộ, ngành Trung ương",
    "province": "Cấp tỉnh",
    "district": "Cấp huyện",
    "commune": "Cấp xã",
    "unknown": "Chưa rõ cấp",
}

#: States of validity with their Vietnamese names.
STATES: dict[str, str] = {
    "in_force": "Còn hiệu lực",
    "partly": "Hết hiệu lực một phần",
    "replaced": "Bị thay thế",
    "repealed": "Bị bãi bỏ",
    "unknown": "Chưa rõ hiệu lực",
}


@dataclass(frozen=True, slots=True)
class RelationLabel:
    """A portal's name of a relation in both directions."""

    relation: Relation
    active: str
    passive: str
    cues: tuple[str, ...]


@cache
def load_relation_labels() -> tuple[RelationLabel, ...]:
    """All names; the first of a relation is its plain one."""
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/relation_labels.toml").read_text(encoding="utf-8"))
    return tuple(
        RelationLabel(entry["relation"], entry["active"], entry["passive"], tuple(map(modern_tones, entry["cues"])))
        for entry in data["label"]
    )


@cache
def _plain() -> dict[str, RelationLabel]:
    table: dict[str, RelationLabel] = {}
    for label in load_relation_labels():
        table.setdefault(label.relation, label)
    return table


def relation_label(relation: Relation, lead: str = "") -> RelationLabel:
    """The portal's name of a relation; `lead` is the text right before the citation, which may choose a finer one.

    >>> relation_label("implements", "Nghị định này quy định chi tiết một số điều của ").active
    'Quy định chi tiết, hướng dẫn thi hành'
    >>> relation_label("amends").passive, relation_label("amends", "Đính chính Phụ lục II của ").active
    ('Bị sửa đổi, bổ sung', 'Đính chính')
    """
    folded = modern_tones(lower_same_length(lead[-160:]))
    best, place = _plain()[relation], -1
    for label in load_relation_labels():
        if label.relation == relation:
            for cue in label.cues:
                at = folded.rfind(cue)
                if at >= 0 and at + len(cue) > place:
                    best, place = label, at + len(cue)
    return best


@cache
def _fields() -> tuple[re.Pattern[str], dict[str, str]]:
    data = tomllib.loads(files("vbcds.lexicons").joinpath("data/fields.toml").read_text(encoding="utf-8"))
    names: dict[str, str] = {}
    for entry in data["field"]:
        for word in entry["words"]:
            names.setdefault(key(word), entry["name"])
    words = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)"), names


@lru_cache(maxsize=65536)
def field_of(title: str | None) -> str | None:
    """The field of administration that a title belongs to, or None.

    >>> field_of("về công tác văn thư"), field_of("về việc cử cán bộ đi học")
    ('Văn thư, lưu trữ', None)
    """
    if not title:
        return None
    pattern, names = _fields()
    match = pattern.search(key(title))
    return names[match[0]] if match else None
