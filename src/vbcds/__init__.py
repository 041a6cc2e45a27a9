"""vbcds: reads Vietnamese administrative documents and turns them into tasks, targets, citations and findings with evidence."""

from __future__ import annotations

__version__ = "0.1.0"
