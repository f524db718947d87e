"""The area page as plain data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import User
from concerns import openness
from concerns.models import Priority
from home import area_page
from leaders.models import Area

Data = dict[str, Any]
PARTS = ("people", "events", "priorities", "boundary", "concerns")
MOST_SAID_AND_DONE = 100


def summary(area: Area, absolute: Callable[[str], str]) -> Data:
    address = {"code": area.code}
    links = [{"title": "page", "url": absolute(area.get_absolute_url())}]
    links += [
        {"title": part, "url": absolute(reverse(f"neighbourhood-{part}", kwargs=address))}
        for part in PARTS
    ]
    return {
        "id": area.code,
        "name": area.name,
        "description": "",
        "population": area.population,
        "contact_details": _contact(settings.DEPARTMENT_EMAIL, settings.DEPARTMENT_PHONE),
        "centre": _centre(boundary(area)),
        "links": links,
    }


def people(area: Area) -> list[Data]:
    return [
        {
            "name": officer.name,
            "rank": officer.job_title,
            "bio": None,
            "contact_details": _contact(officer.email, officer.phone),
        }
        for officer in area.officers.active()
    ]


def events(area: Area, user: User | AnonymousUser, at: datetime) -> list[Data]:
    return [
        {
            "title": meeting.title,
            "description": meeting.description,
            "address": ", ".join(filter(None, [meeting.place, meeting.address])),
            "type": meeting.kind,
            "start_date": meeting.local_starts_at.isoformat(),
            "end_date": meeting.ends_at.astimezone(meeting.local_starts_at.tzinfo).isoformat(),
            "contact_details": _contact(settings.DEPARTMENT_EMAIL, settings.DEPARTMENT_PHONE),
        }
        for meeting in area_page.coming(area, user, at)
    ]


def priorities(area: Area, user: User | AnonymousUser) -> list[Data]:
    return [
        {
            "issue": priority.issue,
            "issue-date": priority.issue_date.isoformat(),
            "action": priority.action or None,
            "action-date": priority.action_date.isoformat() if priority.action_date else None,
        }
        for priority in Priority.objects.visible_to(user).in_areas([area]).for_list()
    ]


def boundary(area: Area) -> list[Data]:
    """The outer ring of the largest part."""
    if not area.boundary:
        return []
    rings = [polygon[0] for polygon in area.boundary["coordinates"]]
    return [
        {"latitude": str(latitude), "longitude": str(longitude)}
        for longitude, latitude, *_height in max(rings, key=_size)
    ]


def concerns(area: Area, at: datetime) -> Data:
    counted_to = openness.as_of(at)
    open_ones = openness.open_concerns(area, counted_to)
    answers = openness.answers(area, counted_to)
    record = answers.record
    return {
        "counted_to": counted_to.date().isoformat(),
        "open": {
            "total": open_ones.total,
            "is_suppressed": open_ones.is_hidden,
            "categories": [{"category": name, "count": count} for name, count in open_ones.cells],
            "others": open_ones.others,
        },
        "answers": {
            "days": openness.WINDOW.days,
            "is_suppressed": answers.is_hidden,
            "due": record.due if record else None,
            "in_time": record.kept_on_time if record else None,
            "share": record.rate if record else None,
            "interval": record.interval if record else None,
            "median_hours": answers.median_hours,
        },
        "said_and_done": [
            {
                "said": concern.public_summary,
                "done": concern.public_answer,
                "published_on": localdate(concern.published_at).isoformat(),
            }
            for concern in openness.published(area)[:MOST_SAID_AND_DONE]
        ],
    }


def _contact(email: str, telephone: str) -> Data:
    known = {"email": email, "telephone": telephone}
    return {name: value for name, value in known.items() if value}


def _centre(outline: list[Data]) -> Data | None:
    """The middle of the box around it."""
    if not outline:
        return None
    return {
        name: str(round((min(values) + max(values)) / 2, 6))
        for name in ("latitude", "longitude")
        for values in [[float(point[name]) for point in outline]]
    }


def _size(ring: list[list[float]]) -> float:
    """By the shoelace formula; good enough to compare."""
    edges = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in edges))
