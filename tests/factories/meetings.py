"""Meetings, invitations and commitments without surprises."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import factory
from django.utils import timezone

from meetings.models import Commitment, Invitation, Meeting, Series
from tests.factories.accounts import UserFactory
from tests.factories.leaders import LeaderFactory

NEW_YORK = ZoneInfo("America/New_York")


def evening_in(days: int) -> datetime:
    """19:00 in New York, so many days from today."""
    day = timezone.now().astimezone(NEW_YORK).date() + timedelta(days=days)
    return datetime.combine(day, time(19), tzinfo=NEW_YORK)


class SeriesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Series
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Series {n}")
    rule = "FREQ=MONTHLY;BYDAY=2TH"
    starts_on = date(2026, 1, 8)
    local_start = time(19)
    timezone = "America/New_York"

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        if extracted:
            self.areas.set(extracted)


class MeetingFactory(factory.django.DjangoModelFactory):
    """A published meeting in two weeks, unless told otherwise."""

    class Meta:
        model = Meeting
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Meeting {n}")
    starts_at = factory.LazyFunction(lambda: evening_in(14))
    ends_at = factory.LazyAttribute(lambda meeting: meeting.starts_at + timedelta(minutes=90))
    timezone = "America/New_York"
    status = Meeting.Status.PUBLISHED

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        if extracted:
            self.areas.set(extracted)


class InvitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Invitation

    meeting = factory.SubFactory(MeetingFactory)
    leader = factory.SubFactory(LeaderFactory)


class CommitmentFactory(factory.django.DjangoModelFactory):
    """A department's promise to a leader, due in a month."""

    class Meta:
        model = Commitment
        skip_postgeneration_save = True

    text = factory.Sequence(lambda n: f"Promise {n}")
    owner_user = factory.SubFactory(UserFactory, role="officer")
    promised_to_leader = factory.SubFactory(LeaderFactory)
    due_on = factory.LazyFunction(lambda: timezone.now().date() + timedelta(days=30))

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        if extracted:
            self.areas.set(extracted)
