"""How much two concerns are like one: what they say, and where. Pure."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

EARTH_RADIUS = 6_371_000.0  # Metres.
# At this distance two reports of one thing are as likely as not.
HALF_DISTANCE = 120.0
LONGEST_COMPARED = 1500
UNRELATED = 0.5
LIKELY = 0.62


@dataclass(frozen=True)
class Report:
    """What a comparison looks at; nothing of who raised it."""

    key: int
    words: str
    category: int = 0
    area: int | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True)
class Likeness:
    """Another report, how much it is like this one (0 to 1), and how far away."""

    key: int
    score: float
    meters: float | None


def most_alike(report: Report, others: Iterable[Report], *, limit: int = 5) -> list[Likeness]:
    """The likely ones, most alike first."""
    found = [compare(report, other) for other in others if other.key != report.key]
    likely = [each for each in found if each.score >= LIKELY]
    return sorted(likely, key=lambda each: (-each.score, each.key))[:limit]


def compare(one: Report, other: Report) -> Likeness:
    """What they say and where, neither without the other: the same words in two streets are two
    things, and so are two troubles at one corner.
    """
    meters = _meters(one, other)
    score = math.sqrt(_said_alike(one, other) * _nearness(one, other, meters))
    return Likeness(other.key, score, meters)


def _said_alike(one: Report, other: Report) -> float:
    """Words in any order, and words of the one inside the other; the same category helps.

    Any two texts of a language share half of their letters: likeness begins above that.
    """
    first, second = _normal(one.words), _normal(other.words)
    letters = (fuzz.token_sort_ratio(first, second) + fuzz.token_set_ratio(first, second)) / 200
    words = max(0.0, (letters - UNRELATED) / (1 - UNRELATED))
    return min(1.0, words * 1.15) if one.category and one.category == other.category else words


def _nearness(one: Report, other: Report, meters: float | None) -> float:
    """1 at the same spot, a half at `HALF_DISTANCE`; by words where there are no points."""
    if meters is not None:
        return float(0.5 ** (meters / HALF_DISTANCE))
    if one.place and other.place:
        return float(fuzz.token_sort_ratio(_normal(one.place), _normal(other.place))) / 100
    return 0.5 if one.area is not None and one.area == other.area else 0.0


def _meters(one: Report, other: Report) -> float | None:
    """Along the ground, well enough for a city."""
    if None in {one.latitude, one.longitude, other.latitude, other.longitude}:
        return None
    first, second = math.radians(one.latitude or 0), math.radians(other.latitude or 0)
    across = math.radians((other.longitude or 0) - (one.longitude or 0))
    east, north = across * math.cos((first + second) / 2), second - first
    return EARTH_RADIUS * math.hypot(east, north)


def _normal(text: str) -> str:
    """Without case, accents and signs; cut where it gets long."""
    decomposed = unicodedata.normalize("NFKD", text[:LONGEST_COMPARED]).lower()
    kept = (
        sign if sign.isalnum() or unicodedata.category(sign) == "Mc" else " "
        for sign in decomposed
        if unicodedata.category(sign) != "Mn"
    )
    return " ".join("".join(kept).split())
