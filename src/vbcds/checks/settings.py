"""What a user wants to see of the findings: chosen codes, other severities, and a baseline of accepted ones (`vbcds.toml`).

[check]
ignore = ["end-mark-missing"]        # or: select = ["arithmetic", "citation-conflicting-date"]; codes or families
severity = "warning"                 # the least that is shown
baseline = "vbcds-baseline.json"

[check.severities]
citation-nonworking-day = "warning"

[check.except]                       # findings that quote one of these words are accepted
citation-incomplete = ["166-KH/TU"]
obsolete-agency = ["Sở Thông tin và Truyền thông"]
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from vbcds.checks.registry import FAMILIES, SEVERITIES, load_checks
from vbcds.errors import VbcdsError
from vbcds.model.records import FindingRecord, Severity
from vbcds.text.fold import key

FILE_NAME = "vbcds.toml"


class SettingsError(VbcdsError):
    """A settings or baseline file that is not what it should be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSettings:
    """Which findings are shown, and how grave they are."""

    #: Codes; empty: all.
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    #: The least severity that is shown.
    severity: Severity = "info"
    severities: dict[str, Severity] = field(default_factory=dict)
    #: Words by code: findings that quote one of them are accepted.
    excepted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    #: Fingerprints of accepted findings.
    accepted: frozenset[str] = frozenset()

    def apply(self, findings: Iterable[FindingRecord]) -> tuple[FindingRecord, ...]:
        """The findings to show, with the severities that the settings give them."""
        least = SEVERITIES.index(self.severity)
        shown = []
        for finding in findings:
            if (self.select and finding.code not in self.select) or finding.code in self.ignore:
                continue
            if any(word in key(item.text) for word in self.excepted.get(finding.code, ()) for item in finding.evidence):
                continue
            if (severity := self.severities.get(finding.code)) is not None:
                finding = replace(finding, severity=severity)
            if SEVERITIES.index(finding.severity) <= least and fingerprint(finding) not in self.accepted:
                shown.append(finding)
        return tuple(shown)


def fingerprint(finding: FindingRecord) -> str:
    """What stays the same of a finding when the document around it changes: its code and its quotations."""
    words = "\n".join([finding.code, *(key(item.text) for item in finding.evidence[:2])])
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def expand_codes(names: Iterable[str]) -> frozenset[str]:
    """Codes from codes and names of families, separated by commas. Raises `SettingsError` for a name that is neither.

    >>> sorted(expand_codes(["arithmetic"]))
    ['percentage-mismatch', 'share-over-hundred', 'sum-mismatch', 'table-count-mismatch']
    """
    checks = load_checks()
    found: set[str] = set()
    for name in (piece.strip() for item in names for piece in item.split(",")):
        if not name:
            continue
        if name in FAMILIES:
            found.update(code for code, check in checks.items() if check.family == name)
        elif name in checks:
            found.add(name)
        else:
            raise SettingsError(f"Không có phép kiểm tra “{name}”. Xem danh sách: vbcds explain.")
    return frozenset(found)


def load_settings(path: Path | None = None) -> CheckSettings:
    """The settings of a `vbcds.toml`, by default that of the working folder where there is one.

    Raises `SettingsError` where the file cannot be read or says what no setting is.
    """
    file = path or Path(FILE_NAME)
    if path is None and not file.is_file():
        return CheckSettings()
    try:
        data: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8")).get("check", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"Không đọc được tệp cấu hình “{file}”: {error}.") from error
    unknown = set(data) - {"select", "ignore", "severity", "severities", "except", "baseline"}
    if unknown:
        raise SettingsError(f"Tệp cấu hình “{file}” có khóa lạ trong [check]: {', '.join(sorted(unknown))}.")
    severities = data.get("severities", {})
    expand_codes(severities)
    for severity in (data.get("severity", "info"), *severities.values()):
        if severity not in SEVERITIES:
            raise SettingsError(f"Mức “{severity}” trong “{file}” phải là một trong: {', '.join(SEVERITIES)}.")
    excepted = data.get("except", {})
    if not all(isinstance(words, list) and all(isinstance(word, str) for word in words) for words in excepted.values()):
        raise SettingsError(f"Mỗi mục của [check.except] trong “{file}” phải là một danh sách chuỗi.")
    baseline = data.get("baseline")
    return CheckSettings(
        select=expand_codes(data.get("select", ())),
        ignore=expand_codes(data.get("ignore", ())),
        severity=data.get("severity", "info"),
        severities={code: severity for name, severity in severities.items() for code in expand_codes([name])},
        excepted={code: tuple(map(key, words)) for name, words in excepted.items() for code in expand_codes([name])},
        accepted=load_baseline(file.parent / baseline) if baseline else frozenset(),
    )


def load_baseline(path: Path) -> frozenset[str]:
    """The fingerprints of a baseline file. Raises `SettingsError` where it cannot be read."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return frozenset(str(item["fingerprint"]) for item in data["accepted"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"Không đọc được tệp chấp nhận “{path}”: {error}.") from error


def render_baseline(findings: Iterable[FindingRecord]) -> str:
    """The text of a baseline file that accepts these findings; messages stand beside the fingerprints for people."""
    accepted = {fingerprint(finding): finding for finding in findings}
    lines = [{"fingerprint": mark, "code": item.code, "message": item.message} for mark, item in sorted(accepted.items())]
    return json.dumps({"version": 1, "accepted": lines}, ensure_ascii=False, indent=1) + "\n"
