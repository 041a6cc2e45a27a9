"""Findings as SARIF 2.1.0 (OASIS), for tools that show results of checks beside the files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from vbcds.checks.registry import FAMILIES, load_checks
from vbcds.checks.settings import fingerprint
from vbcds.model.records import DocumentRecord, Evidence, FindingRecord
from vbcds.reporting.render.findings import place_text

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def render_sarif(findings: Sequence[FindingRecord], documents: Mapping[str, DocumentRecord], *, version: str) -> str:
    """The log of one run. Offsets are characters of the canonical text (`text/<id>.txt`), pages stand in the messages."""
    checks = load_checks()
    codes = sorted({finding.code for finding in findings})
    rules = []
    for code in codes:
        check = checks.get(code)
        rule: dict[str, Any] = {"id": code}
        if check is not None:
            rule |= {
                "shortDescription": {"text": check.explanation},
                "help": {"text": f"Căn cứ: {check.source}."},
                "defaultConfiguration": {"level": _LEVELS[check.severity]},
                "properties": {"tags": [FAMILIES[check.family]]},
            }
        rules.append(rule)
    results = [
        {
            "ruleId": finding.code,
            "ruleIndex": codes.index(finding.code),
            "level": _LEVELS[finding.severity],
            "message": {"text": finding.message},
            "locations": [_location(finding.evidence[0], documents)],
            "relatedLocations": [_location(item, documents) for item in finding.evidence[1:]],
            "partialFingerprints": {"vbcds/v1": fingerprint(finding)},
        }
        for finding in findings
    ]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "vbcds", "version": version, "language": "vi", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _location(evidence: Evidence, documents: Mapping[str, DocumentRecord]) -> dict[str, Any]:
    document = documents.get(evidence.document)
    source = evidence.source
    found: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(document.path if document is not None else evidence.document)},
            "region": {"charOffset": source.start, "charLength": source.end - source.start, "snippet": {"text": evidence.text}},
        }
    }
    place = place_text(source)
    if place:
        found["message"] = {"text": place}
    return found
