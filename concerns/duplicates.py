"""Which concerns may be the same as another: candidates from the database, judged by likeness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from accounts.models import User
from concerns.models import Concern
from concerns.similarity import Report, most_alike

# A street or two: a degree is 111 km.
NEAR_DEGREES = 0.006
RAISED_WITHIN = timedelta(days=90)
MOST_COMPARED = 400


@dataclass(frozen=True)
class Suggestion:
    """A concern that may be the same, how much so (0 to 1), and how far away."""

    concern: Concern
    score: float
    meters: float | None


def suggestions(concern: Concern, *, user: User, limit: int = 5) -> list[Suggestion]:
    """The likely ones among those of its place and time, most alike first. Two queries."""
    candidates = {
        found.pk: found
        for found in Concern.objects.visible_to(user)
        .originals()
        .filter(_around(concern))
        .raised_between(concern.raised_at - RAISED_WITHIN, concern.raised_at + RAISED_WITHIN)
        .exclude(pk=concern.pk)
        .with_names()
        .newest_first()[:MOST_COMPARED]
    }
    alike = most_alike(report(concern), map(report, candidates.values()), limit=limit)
    return [Suggestion(candidates[each.key], each.score, each.meters) for each in alike]


def report(concern: Concern) -> Report:
    return Report(
        key=concern.pk,
        words=f"{concern.subject} {concern.text}",
        category=concern.category_id,
        area=concern.area_id,
        place=concern.place,
        latitude=concern.latitude,
        longitude=concern.longitude,
        raised_at=concern.raised_at,
    )


def _around(concern: Concern) -> Q:
    """Near its point, in its area, or of its category where neither is known."""
    around = Q(pk__in=[])
    if concern.latitude is not None and concern.longitude is not None:
        south, north = concern.latitude - NEAR_DEGREES, concern.latitude + NEAR_DEGREES
        west, east = concern.longitude - NEAR_DEGREES, concern.longitude + NEAR_DEGREES
        around |= Q(latitude__range=(south, north), longitude__range=(west, east))
    if concern.area_id is not None:
        around |= Q(area=concern.area_id, latitude=None)
        if concern.latitude is None:
            around |= Q(area=concern.area_id)
    return around if around != Q(pk__in=[]) else Q(category=concern.category_id, area=None)
