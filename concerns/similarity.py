"""How much two concerns are like one: what they say, and where. Pure."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapidfuzz import fuzz

EARTH_RADIUS = 6_371_000.0  # Metres.
# At this distance two reports of one thing are as likely as not.
HALF_DISTANCE = 120.0
LONGEST_COMPARED = 1500
HALF_LIFE = timedelta(days=30)
UNRELATED = 0.5
UNRELATED_PLACES = 0.7
WORDS_OF_AN_ADDRESS = 3
# The same three words may be said of anything; the same twenty are hardly said twice.
FEW_WORDS = 2
SIGNS_WITHOUT_SPACES = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]"
)
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
    raised_at: datetime | None = None


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
    things, and so are two troubles at one corner. Time parts what neither does.
    """
    meters = _meters(one, other)
    alike = math.sqrt(_said_alike(one, other) * _nearness(one, other, meters))
    return Likeness(other.key, alike * _same_time(one, other), meters)


def _said_alike(one: Report, other: Report) -> float:
    """Words in any order, and words of the one inside the other; the same category helps.

    Any two texts of a language share half of their letters: likeness begins above that.
    """
    first, second = _normal(one.words), _normal(other.words)
    letters = (fuzz.token_sort_ratio(first, second) + fuzz.token_set_ratio(first, second)) / 200
    words = max(0.0, (letters - UNRELATED) / (1 - UNRELATED))
    if one.category and one.category == other.category:
        words = min(1.0, words * 1.15)
    said = min(_length(first), _length(second))
    return words * said / (said + FEW_WORDS)


def _nearness(one: Report, other: Report, meters: float | None) -> float:
    """1 at the same spot, a half at `HALF_DISTANCE`; by words where there are no points."""
    if meters is not None:
        return float(0.5 ** (meters / HALF_DISTANCE))
    if one.place and other.place:
        return _same_place(_normal(one.place), _normal(other.place))
    return 0.65 if one.area is not None and one.area == other.area else 0.0


def _same_place(first: str, second: str) -> float:
    """Addresses of one city are alike in most letters; the name of a city is no address."""
    letters = (fuzz.token_sort_ratio(first, second) + fuzz.token_set_ratio(first, second)) / 200
    alike = max(0.0, (letters - UNRELATED_PLACES) / (1 - UNRELATED_PLACES))
    is_address = _is_address(first) and _is_address(second)
    return alike if is_address else min(alike, 0.4)


def _is_address(place: str) -> bool:
    """With a number in it, or longer than the name of a city."""
    return bool(re.search(r"\d", place)) or len(place.split()) >= WORDS_OF_AN_ADDRESS


def _length(text: str) -> int:
    """In words; in scripts without spaces two signs are about one."""
    signs = len(SIGNS_WITHOUT_SPACES.findall(text))
    return len(text.split()) + signs // 2


def _same_time(one: Report, other: Report) -> float:
    """A half after `HALF_LIFE`: lamps stay dark for weeks, but not for ever."""
    if one.raised_at is None or other.raised_at is None:
        return 1.0
    return float(0.5 ** (abs(one.raised_at - other.raised_at) / HALF_LIFE))


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
