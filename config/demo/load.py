"""Fill an empty Liaison with the invented city."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, User
from config.demo import calendar, city, coming, concerns, initiatives, people, record
from leaders.models import Area, Leader
from meetings.models import Meeting


@dataclass(frozen=True)
class Loaded:
    """What the demo consists of now, in rows."""

    areas: int
    leaders: int
    meetings: int
    promises: int
    concerns: int
    initiatives: int


def is_loaded() -> bool:
    """The demo was loaded before; loading it again would double the city."""
    return User.objects.filter(email="coordinator@demo.example").exists()


def is_possible() -> bool:
    """Sample data never mix with a department's own."""
    return not (Area.objects.exists() or Leader.objects.exists() or User.objects.exists())


@transaction.atomic
def load(today: date | None = None) -> Loaded:
    today = today or timezone.localdate()
    areas = city.build()
    users = people.staff(areas)
    officers = record.officers_of(users)
    bodies = people.organizations(areas)
    leaders = people.leaders(areas, bodies, officers)
    people.contacts(leaders, officers, today)
    regular = calendar.series(areas, officers, today)
    meetings = calendar.past_meetings(regular, areas, officers, today)
    record.log(meetings)
    record.answers(meetings, leaders)
    promises = record.promises(meetings, leaders, today)
    coordinator = next(user for user in users if user.role == Role.COORDINATOR)
    now = timezone.now()
    coming.meetings(areas, coordinator, now)
    raised = concerns.build(areas, users, leaders, now)
    begun = initiatives.build(initiatives.City(areas, users, leaders, bodies), now)
    return Loaded(
        areas=len(areas),
        leaders=len(leaders),
        meetings=Meeting.objects.count(),
        promises=len(promises),
        concerns=raised,
        initiatives=begun,
    )
