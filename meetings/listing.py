"""How the list of meetings is divided: into tabs, and under its days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib.auth.models import AnonymousUser
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from meetings.models import Meeting
from meetings.querysets import MeetingQuerySet


class Tab(TextChoices):
    UPCOMING = "upcoming", _("Coming")
    PAST = "past", _("Past")
    NOT_LOGGED = "not_logged", _("Not logged yet")
    DRAFTS = "drafts", _("Drafts")


PUBLIC_TABS = (Tab.UPCOMING, Tab.PAST)


@dataclass(frozen=True, slots=True)
class Day:
    """The meetings of one day, as the calendar at their place counts it."""

    day: date
    meetings: list[Meeting]


def tabs_for(user: User | AnonymousUser) -> list[Tab]:
    return list(Tab) if user.has_perm("meetings.plan_meeting") else list(PUBLIC_TABS)


def tab_named(name: str, user: User | AnonymousUser) -> Tab:
    """The one asked for; the coming meetings when there is none of this name."""
    return next((tab for tab in tabs_for(user) if tab == name), Tab.UPCOMING)


def in_tab(meetings: MeetingQuerySet, tab: Tab) -> MeetingQuerySet:
    """In the order in which people look for them."""
    if tab == Tab.PAST:
        return meetings.announced().past().order_by("-starts_at", "-pk")
    if tab == Tab.NOT_LOGGED:
        return meetings.not_logged().order_by("-starts_at", "-pk")
    if tab == Tab.DRAFTS:
        return meetings.drafts().order_by("starts_at", "pk")
    return meetings.announced().upcoming().order_by("starts_at", "pk")


def by_day(meetings: Iterable[Meeting]) -> list[Day]:
    """In the order they come in."""
    grouped = groupby(meetings, lambda meeting: meeting.local_starts_at.date())
    return [Day(day, list(found)) for day, found in grouped]
