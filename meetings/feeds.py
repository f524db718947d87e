"""The calendars people subscribe to: which meetings are in them, and as what.

Rows are read as plain values, not as models: a feed of a thousand meetings is asked for every hour
by every phone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from leaders.models import Area, Leader
from meetings.events import rsvp_link, with_link
from meetings.icalendar import Event, Status
from meetings.models import Invitation, Meeting

# How long a meeting stays in the calendars after it took place, or was to take place.
KEPT = timedelta(days=90)
FIELDS = (
    "uid",
    "sequence",
    "created_at",
    "published_at",
    "cancelled_at",
    "starts_at",
    "ends_at",
    "timezone",
    "title",
    "place",
    "address",
    "description",
)


def of_leader(leader: Leader, *, at: datetime | None = None) -> list[Event]:
    """What a leader is invited to and has not declined; tentative until they said yes."""
    invitations = (
        Invitation.objects.of_leader(leader)
        .sent()
        .not_declined()
        .exclude(meeting__status=Meeting.Status.DRAFT)
        .filter(meeting__ends_at__gt=(at or timezone.now()) - KEPT)
        .order_by("meeting__starts_at", "meeting_id")
    )
    words = with_link(_("Answer, or change your answer: %(link)s"))
    rows = invitations.values_list("seat", "token", *(f"meeting__{name}" for name in FIELDS))
    return [
        _event(row, rsvp_link(token), words, is_certain=seat == Invitation.Seat.CONFIRMED)
        for seat, token, *row in rows
    ]


def of_user(user: User, *, at: datetime | None = None) -> list[Event]:
    """What a member of the department hosts, and what takes place in their areas."""
    places = Meeting.areas.through.objects.filter(area__officers=user).values("meeting")
    own = Meeting.objects.visible_to(user).filter(Q(host=user) | Q(pk__in=places))
    return _of_meetings(own, with_link(_("In Liaison: %(link)s")), at)


def of_area(area: Area, *, at: datetime | None = None) -> list[Event]:
    """What anybody may know of."""
    public = Meeting.objects.visible_to(AnonymousUser()).in_areas([area])
    return _of_meetings(public, with_link(_("More: %(link)s")), at)


def _of_meetings(
    meetings: QuerySet[Meeting], words: Callable[[str, str], str], at: datetime | None
) -> list[Event]:
    kept = meetings.filter(ends_at__gt=(at or timezone.now()) - KEPT)
    announced = kept.exclude(status=Meeting.Status.DRAFT).order_by("starts_at", "pk")
    page = reverse("meetings:meeting-detail", kwargs={"pk": 0})
    return [
        _event(row, f"{settings.SITE_URL}{page}".replace("/0/", f"/{pk}/"), words)
        for pk, *row in announced.values_list("pk", *FIELDS)
    ]


def _event(
    row: Iterable[Any], link: str, words: Callable[[str, str], str], *, is_certain: bool = True
) -> Event:
    uid, sequence, created, published, cancelled, starts, ends, zone, title, *rest = row
    place, address, description = rest
    status = Status.CONFIRMED if is_certain else Status.TENTATIVE
    return Event(
        uid=uid,
        sequence=sequence,
        stamp=cancelled or published or created,
        starts_at=starts,
        ends_at=ends,
        timezone=zone,
        # Programs that do not show a state show the title.
        summary=_("Cancelled: %(title)s") % {"title": title} if cancelled else title,
        location=f"{place}, {address}" if place and address else place or address,
        description=words(description, link),
        url=link,
        status=Status.CANCELLED if cancelled else status,
    )
