"""Concerns in every mode and state, so that every page about them has something to show."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Role
from concerns import receipts
from concerns.models import Concern, Holiday, Priority
from tests.factories.concerns import (
    CODE,
    ConcernFactory,
    IdentityLookFactory,
    PhotoFactory,
    PriorityFactory,
    RoutingRuleFactory,
    SavedViewFactory,
    StandardTextFactory,
    SupportFactory,
    UpdateFactory,
)

# Who raised the confidential concern: nobody in the directory, so that the name stands nowhere else.
ROSALINDA = {
    "name": "Rosalinda Quietwater",
    "email": "rosalinda.quietwater@example.net",
    "phone": "+12155559187",
}


def make_concerns(area: Any, leader: Any, users: dict[str, Any]) -> dict[str, Concern]:
    officer, coordinator = users[Role.OFFICER], users[Role.COORDINATOR]
    common = {"area": area, "owner": officer}
    long_ago = timezone.now() - timedelta(days=6)
    made = {
        "open": ConcernFactory(subject="Speeding by the school", reporter=leader, **common),
        "confidential": ConcernFactory(
            subject="Threats in the stairwell",
            text="They wait there every evening.",
            confidentiality="confidential",
            reporter=ROSALINDA,
            answered=True,
            **common,
        ),
        "anonymous": ConcernFactory(
            subject="A house where things happen",
            confidentiality="anonymous",
            receipt_hash=receipts.digest(CODE),
            area=area,
        ),
        "overdue": ConcernFactory(subject="Dark underpass", raised_at=long_ago, **common),
        "waiting": ConcernFactory(subject="Broken fence", waiting=True, reporter=leader, **common),
        "closed": ConcernFactory(subject="Loud music", closed=True, reporter=leader, **common),
        "asked": ConcernFactory(
            subject="Dumped tires",
            closed=True,
            lasted_asked_at=timezone.now(),
            reporter=leader,
            **common,
        ),
        "published": ConcernFactory(subject="Two lamps", published=True, **common),
        "reopened": ConcernFactory(
            subject="The lamps again",
            state="reopened",
            reopened_count=1,
            reopened_at=timezone.now(),
            unread_since=timezone.now(),
            reporter=leader,
            **common,
        ),
        "duplicate": ConcernFactory(subject="Underpass without light", **common),
    }
    made["arabic"] = ConcernFactory(
        subject="الإنارة معطلة", language="ar", anonymous=True, answered=True, **common
    )
    # Nobody owns it, and it is much like another.
    made["alike"] = ConcernFactory(subject="Dark underpass, still", area=area)
    made["allowed"] = ConcernFactory(
        subject="Litter", closed=True, publication_allowed=True, **common
    )
    made["duplicate"].duplicate_of = made["overdue"]
    made["duplicate"].save()
    for concern in (made["confidential"], made["anonymous"], made["open"]):
        UpdateFactory(concern=concern, kind="event", event="raised", by=None)
        UpdateFactory(concern=concern, by=officer, text="We walk there tonight.")
        UpdateFactory(concern=concern, kind="message", by=None, text="Thank you. It goes on.")
        UpdateFactory(concern=concern, kind="note", by=coordinator, text="Ask the landlord.")
        PhotoFactory(concern=concern)
    IdentityLookFactory(concern=made["confidential"], by=coordinator)
    SupportFactory(concern=made["published"])
    RoutingRuleFactory(owner=officer, area=area)
    StandardTextFactory(title="We walk there", text="We walk there. {reference}")
    Holiday.objects.create(day=timezone.localdate() + timedelta(days=30), name="Founders' day")
    for user in (officer, coordinator):
        SavedViewFactory(user=user, name="Late ones", query="overdue=on")
    return made


def make_priorities(area: Any, concerns: dict[str, Concern]) -> list[Priority]:
    today = timezone.localdate()
    return [
        PriorityFactory(
            area=area,
            issue="Dark streets around the station",
            rank=1,
            concerns=[concerns["overdue"], concerns["confidential"], concerns["published"]],
        ),
        PriorityFactory(area=area, issue="Speeding", action="Measured.", action_date=today, rank=2),
        PriorityFactory(
            area=area,
            issue="Noise at night",
            action="The bar closes at midnight.",
            action_date=today,
            closed_on=today,
        ),
    ]
