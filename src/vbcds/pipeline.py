"""The one place where the stages meet: bytes -> reader -> Document -> structure -> recognisers -> records."""

from __future__ import annotations
