"""The invented city's meetings: two years behind us, regular ones ahead."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr
from django.conf import settings

from accounts.models import User
from config.demo.city import DISTRICTS, District
from leaders.models import Area, Leader
from meetings.models import AgendaItem, Meeting, MeetingKind, Series

YEARS_BACK = 2
AGENDA = (
    "Welcome and introductions",
    "Progress since our last meeting",
    "What is happening now: conditions and new problems",
    "What we do next, and who does it",
    "Next meeting and working groups",
)
# One weekday of the month each, so that an officer can be at two of them.
RULES = {
    "harbor": ("FREQ=MONTHLY;BYDAY=2TH", time(19, 0)),
    "old-market": ("FREQ=MONTHLY;BYDAY=1TU", time(18, 30)),
    "mill-end": ("FREQ=MONTHLY;BYDAY=3WE", time(19, 0)),
    "northgate": ("FREQ=MONTHLY;BYDAY=2TU", time(18, 0)),
    "hillcrest": ("FREQ=MONTHLY;BYDAY=1TH", time(19, 0)),
    "riverbend": ("FREQ=MONTHLY;BYDAY=3MO", time(18, 30)),
}
SINGLE = (
    (MeetingKind.WALK, "Lighting walk along Quay Street", "harbor", 40),
    (MeetingKind.TOWN_HALL, "Town hall on the new bus lanes", "old-market", 95),
    (MeetingKind.WORKSHOP, "First aid for mental health", "northgate", 130),
    (MeetingKind.OUTREACH, "Back-to-school fair", "riverbend", 200),
    (MeetingKind.WALK, "Crossing safety walk with parents", "northgate", 260),
    (MeetingKind.ADVISORY, "Youth advisory circle", "mill-end", 300),
)


@dataclass(frozen=True)
class Slot:
    """When and where one past meeting was held."""

    area: Area
    district: District
    title: str
    kind: str
    starts_at: datetime
    minutes: int
    series: Series | None


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def series(areas: dict[str, Area], officers: list[User], today: date) -> dict[str, Series]:
    """One regular meeting per district; Old Market's room is small, so seats run out."""
    created = {}
    for number, district in enumerate(DISTRICTS):
        rule, start = RULES[district.code]
        regular = Series.objects.create(
            title=f"{district.name} community meeting",
            kind=MeetingKind.BEAT,
            rule=rule,
            starts_on=today - timedelta(days=365 * YEARS_BACK),
            local_start=start,
            duration_minutes=90,
            timezone=settings.TIME_ZONE,
            place=district.place,
            address=district.address,
            capacity=8 if district.code == "old-market" else 60,
            description="Neighbors and officers of the district meet once a month.",
            agenda=list(AGENDA),
            follow_up_point=2,
            host=officers[number % len(officers)],
        )
        regular.areas.add(areas[district.code])
        regular.invite_areas.add(areas[district.code])
        created[district.code] = regular
    return created


def _regular_slots(regular: dict[str, Series], areas: dict[str, Area], today: date) -> list[Slot]:
    slots = []
    for district in DISTRICTS:
        one = regular[district.code]
        first = datetime.combine(one.starts_on, one.local_start)
        # Yesterday is the last: today's occurrence is made with the coming ones.
        last = datetime.combine(today - timedelta(days=1), time.max)
        slots += [
            Slot(
                areas[district.code],
                district,
                one.title,
                one.kind,
                local.replace(tzinfo=zone()),
                one.duration_minutes,
                one,
            )
            for local in rrulestr(one.rule, dtstart=first).between(first, last, inc=True)
        ]
    return slots


def _single_slots(areas: dict[str, Area], today: date) -> list[Slot]:
    by_code = {district.code: district for district in DISTRICTS}
    return [
        Slot(
            areas[code],
            by_code[code],
            title,
            kind,
            datetime.combine(today - timedelta(days=days), time(10), tzinfo=zone()),
            120,
            None,
        )
        for kind, title, code, days in SINGLE
    ]


def past_meetings(
    regular: dict[str, Series], areas: dict[str, Area], officers: list[User], today: date
) -> list[Meeting]:
    """Two years of held meetings with agenda; the newest two are not logged yet."""
    slots = _regular_slots(regular, areas, today) + _single_slots(areas, today)
    slots.sort(key=lambda slot: slot.starts_at)
    codes = list(areas)
    meetings = Meeting.objects.bulk_create(
        Meeting(
            series=slot.series,
            recurrence_id=slot.starts_at if slot.series else None,
            title=slot.title,
            kind=slot.kind,
            starts_at=slot.starts_at,
            ends_at=slot.starts_at + timedelta(minutes=slot.minutes),
            timezone=settings.TIME_ZONE,
            place=slot.district.place,
            address=slot.district.address,
            capacity=slot.series.capacity if slot.series else None,
            status=Meeting.Status.PUBLISHED,
            published_at=slot.starts_at - timedelta(days=30),
            host=officers[codes.index(slot.area.code) % len(officers)],
        )
        for slot in slots
    )
    through = Meeting.areas.through
    through.objects.bulk_create(
        through(meeting=meeting, area=slot.area)
        for meeting, slot in zip(meetings, slots, strict=True)
    )
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=position,
            title=title,
            kind="follow_up" if position == 2 else "topic",
        )
        for meeting in meetings
        for position, title in enumerate(AGENDA, start=1)
    )
    return meetings


def leaders_of(people: list[Leader]) -> dict[int, list[Leader]]:
    """The leaders of each area, by the area's primary key."""
    result: dict[int, list[Leader]] = {}
    through = Leader.areas.through
    by_id = {leader.pk: leader for leader in people}
    for leader_id, area_id in through.objects.values_list("leader_id", "area_id"):
        result.setdefault(area_id, []).append(by_id[leader_id])
    return result


def seeded() -> random.Random:
    return random.Random(5)
