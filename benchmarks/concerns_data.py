"""A big department's concerns: four years of them, a twelfth still open."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

from accounts.models import Role, User
from benchmarks.dataset import insert
from concerns.models import Category, Concern, Priority, ReferenceYear, Reporter, SavedView, Update
from leaders.models import Area, Leader

CONCERNS, AREAS, OFFICERS, LEADERS = 200_000, 300, 60, 3_000
# Made one by one; the others are copies of these, each a moment later and of another area.
MADE = 10_000
WINDOW = timedelta(days=4 * 365)
WORDS = [
    *["lamp", "street", "dark", "noise", "night", "car", "speed", "park", "school", "bus"],
    *map(str, range(1990)),
]


def is_built() -> bool:
    return Priority.objects.count() == AREAS * 3


def build() -> None:
    """In foreign-key order, past the triggers, always the same."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    _people()
    insert(Concern, _concerns(timezone.now()))
    _copy()
    _threads()
    areas = Area.objects.values_list("pk", flat=True)
    insert(
        Priority,
        (Priority(area_id=pk, issue=f"Issue {n}", rank=n) for pk in areas for n in (1, 2, 3)),
    )
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")


def _people() -> None:
    roles = {"coordinator": Role.COORDINATOR, "officer": Role.OFFICER, "leader": Role.LEADER}
    insert(
        User,
        (User(email=f"{n}@bench.example", name=n.title(), role=r) for n, r in roles.items()),
    )
    insert(
        User,
        (
            User(email=f"officer{n}@bench.example", name=f"Officer {n:02d}", role=Role.OFFICER)
            for n in range(OFFICERS)
        ),
    )
    insert(Area, (Area(code=f"a{n}", name=f"Area {n:03d}") for n in range(AREAS)))
    insert(
        Leader,
        (Leader(name=f"Leader {n}", email=f"leader{n}@bench.example") for n in range(LEADERS)),
    )
    Leader.objects.filter(pk=Leader.objects.order_by("pk")[0].pk).update(
        user=User.objects.get(email="leader@bench.example")
    )
    coordinator = User.objects.get(email="coordinator@bench.example")
    SavedView.objects.create(user=coordinator, name="Late in my area", query="area=a1&overdue=on")


def _concerns(now: datetime) -> Iterator[Concern]:
    chance = random.Random(3)
    areas = list(Area.objects.values_list("pk", flat=True))
    categories = list(Category.objects.values_list("pk", flat=True))
    officers = list(User.objects.police().values_list("pk", flat=True))
    for number in range(MADE):
        raised = now - WINDOW + WINDOW * number / MADE
        fresh = number >= MADE - MADE // 12
        concern = Concern(
            reference=f"C-{raised.year}-{number:06d}",
            subject=" ".join(chance.choices(WORDS, k=4)),
            text=" ".join(chance.choices(WORDS, k=60)),
            place=f"{number % 997} Elm Street",
            category_id=chance.choice(categories),
            area_id=chance.choice(areas) if number % 20 else None,
            owner_id=chance.choice(officers) if number % 9 else None,
            urgency=chance.choices(["routine", "soon", "urgent"], [8, 2, 1])[0],
            confidentiality=chance.choices(["open", "confidential", "anonymous"], [7, 2, 1])[0],
            raised_at=raised,
            due_at=raised + timedelta(hours=72),
            first_due_at=raised + timedelta(hours=72),
        )
        if concern.is_anonymous:
            concern.receipt_hash = f"{number:040d}"
        kind = chance.choices(["received", "in_progress", "waiting", "reopened"], [4, 12, 2, 2])[0]
        _live(concern, kind if fresh else "closed", chance, officers)
        yield concern


def _live(concern: Concern, state: str, chance: random.Random, officers: list[int]) -> None:
    """What happened to it since it was raised."""
    concern.state = state
    answered = concern.raised_at + timedelta(hours=chance.choice([3, 20, 50, 90]))
    if state in {"in_progress", "closed", "reopened"}:
        concern.first_answered_at = answered
    if state in {"in_progress", "closed"}:
        concern.answered_at, concern.answered_by_id = answered, chance.choice(officers)
    if state == "waiting":
        concern.paused_since = concern.raised_at
        concern.paused_until = concern.raised_at + timedelta(days=20)
        concern.pause_reason = "We wait for the city."
    if state == "reopened":
        concern.reopened_count, concern.reopened_at = 1, answered
    if state == "closed":
        concern.closed_at = answered + timedelta(days=3)
        concern.outcome, concern.outcome_reason = "resolved", "Done."
        if chance.random() < 0.1:
            concern.publication_allowed, concern.published_at = True, concern.closed_at
            concern.public_summary, concern.public_answer = "A dark path.", "It has light."
    elif chance.random() < 0.1:
        concern.unread_since = answered


def _copy() -> None:
    """In the order of time, as they would have come in."""
    own = {
        "reference": "c.reference || '-' || n",
        "receipt_hash": "c.receipt_hash || n",
        "area_id": "a.pk",
    }
    names = [
        field.column
        for field in Concern._meta.concrete_fields  # noqa: SLF001 -- Django's public underscore
        if not field.primary_key and not field.generated
    ]
    taken = ", ".join(own.get(name, f"c.{name}") for name in names)
    first = Area.objects.order_by("pk").values_list("pk", flat=True)[0]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO concerns_concern ({', '.join(names)}) "
            f"SELECT {taken} FROM concerns_concern c, generate_series(1, {CONCERNS // MADE - 1}) n, "
            f"LATERAL (SELECT CASE WHEN c.area_id IS NOT NULL THEN "
            f"(c.area_id + 7 * n - {first}) %% {AREAS} + {first} END AS pk) a ORDER BY c.id, n",
            [],
        )


def _threads() -> None:
    officer = User.objects.get(email="officer@bench.example").pk
    leader = Leader.objects.get(user__email="leader@bench.example").pk
    known = Concern.objects.exclude(confidentiality="anonymous").values_list("pk", flat=True)
    insert(
        Reporter,
        (
            Reporter(
                concern_id=pk,
                name=f"Resident {pk}",
                email=f"resident{pk}@bench.example",
                leader_id=leader if pk % 5000 == 0 else None,
            )
            for pk in known[::4]
        ),
    )
    insert(
        Update,
        (
            Update(concern_id=pk, kind=kind, text="We look at it.", by_id=by)
            for pk in known[::40]
            for kind, by in (("reply", officer), ("note", officer), ("message", None))
        ),
    )
    for year in range(timezone.now().year - 4, timezone.now().year + 1):
        ReferenceYear.objects.get_or_create(year=year, defaults={"last_number": CONCERNS})
