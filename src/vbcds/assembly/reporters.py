"""Who reports."""

from __future__ import annotations

import re

from vbcds.assembly.context import PartContext
from vbcds.lexicons.report_words import fold
from vbcds.model.records import Agency
from vbcds.recognisers.agencies_cells import parse_agency


def reporting_agency(context: PartContext) -> Agency | None:
    """Who reports: the issuer; an office ("VĂN PHÒNG") is that of the body above it.

    A letterhead names its office by the bare word, below the committee that it serves.
    """
    header = context.part.header
    issuer = header.issuer
    if issuer is not None and " và " in issuer.name and fold(issuer.name).startswith("ủy ban nhân dân"):
        for position in (match.start() for match in re.finditer(" và ", issuer.name)):
            department = parse_agency(issuer.name[position + 4 :])
            if department.id is not None and department.id.startswith(("so-", "ban-", "thanh-tra")):
                return department  # the committee stands above its department in the letterhead
    if issuer is not None and issuer.id is None and header.parent is not None:
        words = fold(issuer.name)
        above = fold(header.parent.name)
        if above == "ủy ban nhân dân" and words.split()[0] in ("xã", "phường", "huyện", "quận", "tỉnh", "thành", "thị", "đặc"):
            return parse_agency(f"Ủy ban nhân dân {words.split()[0]} {' '.join(issuer.name.split()[1:]).title()}")
        if words in ("văn phòng", "thanh tra"):
            full = parse_agency(f"{issuer.name.capitalize()} {header.parent.name}")
            level = (
                parse_agency(f"{issuer.name.capitalize()} Ủy ban nhân dân tỉnh") if " tỉnh " in f" {header.parent.name} " else full
            )
            return Agency(raw=issuer.raw, name=level.name, id=level.id) if level.id is not None else full
    return issuer
