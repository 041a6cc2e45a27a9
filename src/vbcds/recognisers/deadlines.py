"""Deadlines: of table cells (`parse_deadline`) and in running text (`find_deadlines`)."""

from __future__ import annotations

from vbcds.recognisers.deadlines_expression import parse_deadline
from vbcds.recognisers.deadlines_prose import find_deadlines

__all__ = ["find_deadlines", "parse_deadline"]
