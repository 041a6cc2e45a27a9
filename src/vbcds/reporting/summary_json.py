"""The summary's JSON, exactly as the contract has it; further fields stand behind the contract's."""

from __future__ import annotations

from typing import Any

from vbcds.model.codec import to_json
from vbcds.reporting.ledger_values import STATES
from vbcds.reporting.summary_values import Summary, SummarySentence


def summary_to_json(summary: Summary) -> dict[str, Any]:
    """A JSON value of the summary.

    >>> list(summary_to_json(Summary(period="2023-05")))[:4]
    ['period', 'agencies_reported', 'agencies_missing', 'agencies_late']
    """
    return {
        "period": summary.period,
        "agencies_reported": list(summary.agencies_reported),
        "agencies_missing": list(summary.agencies_missing),
        "agencies_late": to_json(summary.agencies_late),
        "highlights": [_sentence(sentence) for sentence in summary.highlights],
        "difficulties": [_sentence(sentence) for sentence in summary.difficulties],
        "proposals": [_sentence(sentence) for sentence in summary.proposals],
        "plans": [_sentence(sentence) for sentence in summary.plans],
        "tasks": {state: summary.tasks[state] for state in STATES if state in summary.tasks},
        "overdue": to_json(summary.overdue),
        "metrics": to_json(summary.metrics),
        "findings": to_json(summary.findings),
        "as_of": to_json(summary.as_of),
        "documents": to_json(summary.documents),
        "left_out": to_json(summary.left_out),
        "notes": list(summary.notes),
    }


def _sentence(sentence: SummarySentence) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "agencies": list(sentence.agencies),
        "sources": to_json(sentence.sources),
        "theme": sentence.theme,
        "addressee": sentence.addressee,
        **({"matter": sentence.matter, "parts": to_json(sentence.parts)} if sentence.parts else {}),
    }
