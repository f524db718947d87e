"""Concerns of the invented city: some sixty, in every state and mode, and its priorities."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from accounts.models import Role, User
from concerns import deadlines, receipts, references
from concerns.models import (
    Category,
    Concern,
    Reporter,
    Update,
)
from config.demo import desk
from config.demo.city import DISTRICTS, SOUTH, STEP, WEST
from config.demo.topics import TOPICS, Topic
from leaders.models import Area, Leader

Event = Update.Event
State = Concern.State
ROUNDS = 5
# What became of them: most are answered and closed, as in a department that keeps its word.
FATES = (
    *("published",) * 14,
    *("accepted",) * 12,
    *("closed",) * 9,
    *("answered",) * 10,
    *("waiting",) * 4,
    *("reopened",) * 3,
    *("received",) * 5,
    *("late",) * 3,
)
OPEN_FATES = {"answered", "waiting", "received", "late", "reopened"}
RESIDENTS = ("Jo Abernathy", "Marisol Quintero", "Hank Obermeyer", "Thu Lam", "Odette Farrow")


def build(areas: dict[str, Area], users: list[User], people: list[Leader], at: datetime) -> int:
    """Past concerns as they were, a few new ones as people raise them. Tells how many."""
    chance = random.Random(23)
    officers = [user for user in users if user.role == Role.OFFICER]
    owners = {
        area.pk: officers[number % len(officers)] for number, area in enumerate(areas.values())
    }
    desk.tools(areas, users, owners)
    made = [_concern(chance, topic, fate, (areas, owners), at) for topic, fate in _dealt(chance)]
    made.sort(key=lambda concern: concern.raised_at)
    _number(made)
    Concern.objects.bulk_create(made)
    Reporter.objects.bulk_create(_reporters(chance, made, people))
    Update.objects.bulk_create(update for concern in made for update in _thread(concern))
    _join(made)
    desk.priorities(areas, made, users, at.date())
    desk.votes(areas)
    return len(made) + desk.new_concerns(areas, people, at)


def _dealt(chance: random.Random) -> Iterable[tuple[Topic, str]]:
    topics = [topic for _ in range(ROUNDS) for topic in TOPICS]
    fates = list(FATES)
    chance.shuffle(fates)
    return zip(topics, fates, strict=False)


def _concern(
    chance: random.Random,
    topic: Topic,
    fate: str,
    city: tuple[dict[str, Area], dict[int, User]],
    at: datetime,
) -> Concern:
    areas, owners = city
    district = chance.choice(DISTRICTS)
    area = areas[district.code]
    mode = chance.choices(["open", "confidential", "anonymous"], [7, 2, 1])[0]
    category = Category.objects.get(key=topic.category)
    raised_at = at - _age(chance, fate)
    due_at = deadlines.due_at(category, raised_at)
    x = sum(corner[0] for corner in district.corners) / len(district.corners)
    y = sum(corner[1] for corner in district.corners) / len(district.corners)
    concern = Concern(
        subject=topic.subject,
        text=topic.text,
        language=topic.language,
        category=category,
        area=area,
        place=f"{chance.randint(2, 240)} {district.address.split(' ', 1)[1]}",
        latitude=round(SOUTH + (y + chance.uniform(-0.5, 0.5)) * STEP, 5),
        longitude=round(WEST + (x + chance.uniform(-0.5, 0.5)) * STEP, 5),
        urgency=chance.choices(["routine", "soon", "urgent"], [6, 3, 1])[0],
        confidentiality=mode,
        source=chance.choices(["form", "officer", "meeting"], [7, 2, 1])[0],
        owner=owners[area.pk],
        raised_at=raised_at,
        due_at=due_at,
        first_due_at=due_at,
        receipt_hash=receipts.digest(receipts.new_code()) if mode == "anonymous" else None,
    )
    _settle(chance, concern, topic, fate, at)
    return concern


def _age(chance: random.Random, fate: str) -> timedelta:
    if fate == "received":
        return timedelta(hours=chance.randint(2, 60))
    if fate == "late":
        return timedelta(hours=chance.randint(80, 130))
    return timedelta(days=chance.randint(6, 40 if fate in OPEN_FATES else 240))


def _settle(chance: random.Random, concern: Concern, topic: Topic, fate: str, at: datetime) -> None:
    """Give a concern its past."""
    if fate in {"received", "late"}:
        return
    # Nine of ten are answered in time.
    hours = chance.choices([chance.uniform(2, 70), chance.uniform(73, 110)], [9, 1])[0]
    concern.answered_at = concern.raised_at + timedelta(hours=hours)
    concern.first_answered_at, concern.answered_by = concern.answered_at, concern.owner
    concern.state = State.IN_PROGRESS
    if fate == "waiting":
        concern.state = State.WAITING
        concern.paused_since = at - timedelta(days=1)
        concern.paused_until = at + timedelta(days=chance.randint(3, 12))
        concern.pause_reason = "We wait for the city's answer."
    if fate == "reopened":
        concern.state, concern.reopened_count = State.REOPENED, 1
        concern.reopened_at = concern.unread_since = at - timedelta(hours=20)
        concern.due_at = deadlines.due_at(concern.category, concern.reopened_at)
        concern.answered_at = concern.answered_by = None
    if fate in {"closed", "accepted", "published"}:
        _close(chance, concern, topic, fate)


def _close(chance: random.Random, concern: Concern, topic: Topic, fate: str) -> None:
    answered_at = concern.answered_at or concern.raised_at
    concern.state = State.CLOSED
    concern.closed_at = answered_at + timedelta(hours=chance.randint(1, 60))
    concern.outcome, concern.outcome_reason = topic.outcome, topic.reason
    if fate != "closed":
        concern.accepted_at = concern.closed_at + timedelta(hours=chance.randint(2, 50))
    if fate == "published":
        concern.publication_allowed = True
        concern.published_at = concern.closed_at + timedelta(days=1)
        concern.public_summary, concern.public_answer = topic.said, topic.did


def _number(made: list[Concern]) -> None:
    """In the order in which they were raised, by the year."""
    counts = Counter(concern.raised_at.astimezone(deadlines.zone()).year for concern in made)
    for year in sorted(counts):
        of_year = [c for c in made if c.raised_at.astimezone(deadlines.zone()).year == year]
        numbers = references.take_many(of_year[0].raised_at, counts[year])
        for concern, number in zip(of_year, numbers, strict=True):
            concern.reference = number


def _reporters(
    chance: random.Random, made: list[Concern], people: list[Leader]
) -> Iterable[Reporter]:
    """About half are leaders; nobody for the anonymous."""
    for number, concern in enumerate(made):
        if concern.is_anonymous:
            continue
        leader = chance.choice(people) if chance.random() < 0.5 else None
        resident = RESIDENTS[number % len(RESIDENTS)]
        yield Reporter(
            concern=concern,
            name=leader.name if leader else resident,
            email=leader.email if leader else f"resident{number}@demo.example",
            leader=leader,
        )


def _thread(concern: Concern) -> Iterable[Update]:
    """What was said and done, by its time."""
    topic = next(topic for topic in TOPICS if topic.subject == concern.subject)

    def event(name: Event, when: datetime | None, text: str = "", by: User | None = None) -> Update:
        return Update(
            concern=concern,
            kind="event",
            event=name,
            text=text,
            language=concern.language,
            by=by,
            is_automatic=name == Event.RAISED,
            at=when or concern.raised_at,
        )

    yield event(Event.RAISED, concern.raised_at)
    if concern.first_answered_at:
        yield Update(
            concern=concern,
            kind="reply",
            text=topic.reply,
            language=concern.language,
            by=concern.owner,
            at=concern.first_answered_at,
        )
    if concern.is_waiting:
        yield event(Event.PAUSED, concern.paused_since, concern.pause_reason, concern.owner)
    if concern.closed_at:
        yield event(Event.CLOSED, concern.closed_at, concern.outcome_reason, concern.owner)
    if concern.accepted_at:
        yield event(Event.ACCEPTED, concern.accepted_at)
    if concern.reopened_at:
        closed_at = concern.reopened_at - timedelta(days=2)
        yield event(Event.CLOSED, closed_at, topic.reason, concern.owner)
        yield event(Event.REOPENED, concern.reopened_at, "It was good for two days. It is back.")


def _join(made: list[Concern]) -> None:
    """Two neighbors wrote about the same thing."""
    pairs = [
        (one, other)
        for one in made
        for other in made
        if one.subject == other.subject and one.area_id == other.area_id and one.pk < other.pk
    ]
    if pairs:
        first, second = pairs[0]
        second.duplicate_of = first
        second.save(update_fields=["duplicate_of"])
