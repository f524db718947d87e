"""A big department's data: written past the triggers, counted afterwards as they would."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice

from django.db import connection, models
from django.utils import timezone

from accounts.models import Role, User
from leaders.models import Affiliation, Area, Contact, Leader, Organization, Sector
from meetings.models import AgendaItem, Commitment, Invitation, Meeting

LEADERS, AREAS, MEETINGS, PER_MEETING = 20_000, 300, 20_000, 20
ORGANIZATIONS, COMMITMENTS, BATCH = 4_000, 20_000, 5_000
YEARS = 4


def batched(rows: Iterable[models.Model]) -> Iterator[list[models.Model]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def insert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    for batch in batched(rows):
        model._default_manager.bulk_create(batch)  # noqa: SLF001 -- Django's public underscore


def is_built() -> bool:
    return Commitment.objects.count() == COMMITMENTS


def build() -> None:
    """Create everything, in foreign-key order, always the same."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    people()
    gatherings()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute(
            "UPDATE meetings_meeting SET seats_taken = counted.seats FROM (SELECT meeting_id, "
            "sum(1 + guests) AS seats FROM meetings_invitation WHERE seat = 'confirmed' "
            "GROUP BY meeting_id) AS counted WHERE counted.meeting_id = meetings_meeting.id"
        )
        cursor.execute("VACUUM ANALYZE")


def people() -> None:
    chance = random.Random(1)
    User.objects.bulk_create(
        [
            User(email="coordinator@bench.example", name="Coordinator", role=Role.COORDINATOR),
            User(email="officer@bench.example", name="Officer", role=Role.OFFICER),
            User(email="leader@bench.example", name="Leader", role=Role.LEADER),
        ]
    )
    officer = User.objects.get(role=Role.OFFICER)
    insert(Area, (Area(code=f"a{n}", name=f"Area {n:03d}") for n in range(AREAS)))
    areas = list(Area.objects.values_list("pk", flat=True))
    Area.officers.through.objects.create(area_id=areas[0], user=officer)
    insert(
        Organization,
        (
            Organization(name=f"Organization {n}", sector=chance.choice(Sector.values))
            for n in range(ORGANIZATIONS)
        ),
    )
    bodies = list(Organization.objects.values_list("pk", flat=True))
    languages = ["en", "en", "en", "es", "vi", "ar"]
    insert(
        Leader,
        (
            Leader(
                name=f"Leader {chance.randint(0, 10**9):010d}",
                email=f"leader{n}@bench.example",
                preferred_language=languages[n % len(languages)],
                liaison_officer=officer if n % 500 == 0 else None,
                contact_cadence_days=60 if n % 3 == 0 else None,
            )
            for n in range(LEADERS)
        ),
    )
    leaders = list(Leader.objects.values_list("pk", flat=True))
    Leader.objects.filter(pk=leaders[0]).update(user=User.objects.get(role=Role.LEADER))
    through = Leader.areas.through
    insert(
        through,
        (through(leader_id=pk, area_id=areas[n % AREAS]) for n, pk in enumerate(leaders)),
    )
    insert(
        Affiliation,
        (
            Affiliation(leader_id=pk, organization_id=bodies[n % ORGANIZATIONS])
            for n, pk in enumerate(leaders)
        ),
    )
    now = timezone.now()
    insert(
        Contact,
        (
            Contact(happened_at=now - timedelta(days=n % 700), logged_by=officer)
            for n in range(LEADERS)
        ),
    )
    link = Contact.leaders.through
    insert(
        link,
        (
            link(contact_id=contact, leader_id=leaders[n % LEADERS])
            for n, contact in enumerate(Contact.objects.values_list("pk", flat=True))
        ),
    )


def gatherings() -> None:
    chance = random.Random(2)
    officer = User.objects.get(role=Role.OFFICER)
    areas = list(Area.objects.values_list("pk", flat=True))
    leaders = list(Leader.objects.values_list("pk", flat=True))
    start = timezone.now().replace(minute=0) - timedelta(days=365 * YEARS - 120)
    step = timedelta(days=365 * YEARS) / MEETINGS
    insert(
        Meeting,
        (
            Meeting(
                title=f"Meeting {n}",
                starts_at=start + n * step,
                ends_at=start + n * step + timedelta(minutes=90),
                status=Meeting.Status.PUBLISHED,
                place="Community Center",
                capacity=60,
                host=officer if n % 100 == 0 else None,
                logged_at=start + n * step
                if n * step < timedelta(days=365 * YEARS - 130)
                else None,
            )
            for n in range(MEETINGS)
        ),
    )
    meetings = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
    through = Meeting.areas.through
    insert(
        through,
        (through(meeting_id=pk, area_id=areas[n % AREAS]) for n, pk in enumerate(meetings)),
    )
    insert(
        AgendaItem,
        (
            AgendaItem(
                meeting_id=pk,
                position=position,
                title=f"Item {position}",
                kind="follow_up" if position == 2 else "topic",
            )
            for pk in meetings
            for position in range(1, 6)
        ),
    )
    answers = ["none", "yes", "yes", "no", "maybe"]
    sent = timezone.now() - timedelta(days=30)
    insert(
        Invitation,
        (
            Invitation(
                meeting_id=pk,
                leader_id=leaders[(n * 7 + k * 1000) % LEADERS],
                response=answers[k % 5],
                seat="confirmed" if answers[k % 5] == "yes" else "none",
                sent_at=sent,
            )
            for n, pk in enumerate(meetings)
            for k in range(PER_MEETING)
        ),
    )
    insert(
        Commitment,
        (
            Commitment(
                text=f"Promise {n}",
                meeting_id=meetings[n % MEETINGS],
                owner_user=officer,
                promised_to_leader_id=leaders[n % LEADERS],
                due_on=(start + (n % MEETINGS) * step).date(),
                state="kept" if n % 5 else "open",
                closed_at=start + (n % MEETINGS) * step if n % 5 else None,
                confirmed_by_leader_id=leaders[n % LEADERS] if n % 5 else None,
                is_public=bool(chance.randint(0, 1)),
            )
            for n in range(COMMITMENTS)
        ),
    )
    link = Commitment.areas.through
    insert(
        link,
        (
            link(commitment_id=pk, area_id=areas[n % AREAS])
            for n, pk in enumerate(Commitment.objects.values_list("pk", flat=True))
        ),
    )
