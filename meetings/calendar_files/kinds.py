"""What sort of meeting a published title speaks of."""

from __future__ import annotations

import re

# First match wins: a "beat meeting workshop" is a workshop.
PATTERNS = (
    (r"\b(training|workshop|class|seminar|academy|orientation)\b", "workshop"),
    (r"\b(walk|march|vigil|stroll)\b", "walk"),
    (r"\b(town hall|community forum|hearing)\b", "town_hall"),
    (r"\b(d\.?a\.?c\.?|advisory|advisor)\b", "advisory"),
    (
        r"\b(sub-?committee|committee|peer jury|court advoca\w*|faith|business|senior\w*)\b",
        "working_group",
    ),
    (r"\b(domestic violence|law explorers|block club|youth)\b", "working_group"),
    (r"\bbeats?\b", "beat"),
    (
        r"\b(fair|festival|picnic|party|celebration|nights?|lights|parade|drive|bbq|cookout)\b",
        "outreach",
    ),
    (r"\b(giveaway|toys?|basketball|game|movie|concert|prayer|resource)\b", "outreach"),
)
COMPILED = tuple((re.compile(pattern, re.IGNORECASE), kind) for pattern, kind in PATTERNS)


def kind_of(title: str) -> str:
    """A value of `MeetingKind`."""
    return next((kind for pattern, kind in COMPILED if pattern.search(title)), "other")
