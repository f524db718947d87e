"""What lies on the desk of the invented department: rules, texts, priorities, today's concerns."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings

from accounts.models import Role, User
from concerns import receipts
from concerns.actions import raising
from concerns.models import (
    Category,
    Concern,
    Priority,
    PriorityVote,
    RoutingRule,
    SavedView,
    StandardText,
)
from config.demo.topics import PRIORITIES, STANDARD_TEXTS, TOPICS
from leaders.models import Area, Leader

# Opens one anonymous concern of the demo.
DEMO_CODE = "DEMQ-CQDE-2345-6789"
JO = raising.Identity(name="Jo Abernathy", email="jo@demo.example")


def tools(areas: dict[str, Area], users: list[User], owners: dict[int, User]) -> None:
    RoutingRule.objects.bulk_create(
        RoutingRule(area=area, owner=owners[area.pk]) for area in areas.values()
    )
    StandardText.objects.bulk_create(
        StandardText(title=title, language=language, text=text)
        for title, language, text in STANDARD_TEXTS
    )
    SavedView.objects.bulk_create(
        SavedView(user=user, name="Late answers", query="overdue=on")
        for user in users
        if user.is_coordinating
    )


def priorities(areas: dict[str, Area], made: list[Concern], users: list[User], today: date) -> None:
    """Three for each area; the third is done with."""
    coordinator = next(user for user in users if user.role == Role.COORDINATOR)
    for area in areas.values():
        for rank, (issue, action) in enumerate(PRIORITIES, start=1):
            priority = Priority.objects.create(
                area=area,
                issue=issue,
                issue_date=today - timedelta(days=90),
                action=action,
                action_date=today - timedelta(days=20) if action else None,
                rank=rank,
                closed_on=today - timedelta(days=10) if rank == len(PRIORITIES) else None,
                created_by=coordinator,
            )
            keys = (("traffic", "youth"), ("surroundings", "unsafe_place"), ("noise", "disorder"))
            priority.concerns.set(
                concern
                for concern in made
                if concern.area_id == area.pk and concern.category.key in keys[rank - 1]
            )


def votes(areas: dict[str, Area]) -> None:
    """All leaders of an area count its first priority, every second one its second, too."""
    for area in areas.values():
        current = list(Priority.objects.current().in_areas([area]).order_by("rank"))
        PriorityVote.objects.bulk_create(
            PriorityVote(priority=priority, leader=leader)
            for number, leader in enumerate(area.leaders.active())
            for priority in current[: 1 + number % 2]
        )


def new_concerns(areas: dict[str, Area], people: list[Leader], at: datetime) -> int:
    """As people raise them today, with their messages: one of each mode."""
    own = next(person for person in people if person.user_id)
    topics = {topic.category: topic for topic in TOPICS if topic.language == "en"}
    modes = (
        ("open", "traffic", raising.Identity(leader=own)),
        (
            "confidential",
            "disorder",
            JO,
        ),
        ("anonymous", "unsafe_place", raising.NOBODY),
    )
    for hours, (mode, key, reporter) in enumerate(modes, start=3):
        raised = raising.raise_concern(
            subject=topics[key].subject,
            text=topics[key].text,
            confidentiality=mode,
            reporter=reporter,
            category=Category.objects.get(key=key),
            area=areas["harbor"],
            place="Quay Street, at the fountain",
            language=settings.LANGUAGE_CODE,
            publication_allowed=mode == "open",
            at=at - timedelta(hours=hours),
        )
        if mode == "anonymous":
            Concern.objects.filter(pk=raised.concern.pk).update(
                receipt_hash=receipts.digest(DEMO_CODE)
            )
    return len(modes)
