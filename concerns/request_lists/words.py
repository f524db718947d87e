"""What the words of other systems mean in ours."""

from __future__ import annotations

import re

# The first that occurs decides.
CATEGORIES = (
    ("noise", r"noise|loud|music|barking"),
    ("shelter", r"homeless|encampment|shelter|panhandl"),
    ("drugs", r"\bdrug|needle|syringe"),
    (
        "surroundings",
        (
            r"derelict|abandoned veh|graffiti|street ?light|lamp|dump|litter|trash|garbage"
            r"|sanitation|sanitary|dirty|collection|sidewalk|tree|rodent|cart|snow|tires|bulky"
        ),
    ),
    ("traffic", r"parking|driveway|traffic|speed|vehicle|taxi|street condition|signal|bike|bus\b"),
    ("youth", r"school|youth|playground"),
    ("disorder", r"disorder|police matter|drinking|urinat|fireworks|vend|squeegee|graffiti"),
)

OUTCOMES = (
    ("duplicate", r"duplicate"),
    ("referred", r"referred|forwarded|transferred|another agency|contact .{0,40}directly"),
    (
        "not_possible",
        (
            r"not necessary|no evidence|could not|unable|not eligible|no jurisdiction|were gone"
            r"|not found|does not fall|insufficient|cannot"
        ),
    ),
    ("partly", r"still open|partially|in part"),
)


def category_of(words: str) -> str:
    return _first(CATEGORIES, words) or "other"


def outcome_of(words: str) -> str:
    """Resolved, unless the other system says otherwise."""
    return _first(OUTCOMES, words) or "resolved"


def _first(table: tuple[tuple[str, str], ...], words: str) -> str:
    return next((key for key, found in table if re.search(found, words, re.IGNORECASE)), "")
