"""The partnership that journeys share."""

from __future__ import annotations

from tests.journeys.world import world

__all__ = ["world"]
