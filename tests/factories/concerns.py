"""Concerns and what belongs to them, without surprises."""

from __future__ import annotations

from datetime import timedelta

import factory
from django.utils import timezone

from concerns import receipts
from concerns.models import (
    Category,
    Concern,
    IdentityLook,
    Photo,
    Priority,
    Reporter,
    RoutingRule,
    SavedView,
    StandardText,
    Support,
    Update,
)
from tests.factories.accounts import UserFactory
from tests.factories.leaders import AreaFactory, LeaderFactory

CODE = "K7QM-2FHX-9TRB-C4WD"


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category
        django_get_or_create = ("key",)

    key = factory.Sequence(lambda n: f"category_{'abcdefghij'[n % 10]}{n}")
    name = factory.Sequence(lambda n: f"Category {n}")


class ConcernFactory(factory.django.DjangoModelFactory):
    """Raised openly an hour ago, by nobody unless `reporter=` says who; nobody owns it."""

    class Meta:
        model = Concern
        skip_postgeneration_save = True

    class Params:
        anonymous = factory.Trait(
            confidentiality="anonymous",
            receipt_hash=factory.LazyFunction(lambda: receipts.digest(receipts.new_code())),
        )
        answered = factory.Trait(
            state="in_progress",
            answered_by=factory.SubFactory(UserFactory, role="officer"),
            answered_at=factory.LazyAttribute(lambda c: c.raised_at + timedelta(minutes=30)),
            first_answered_at=factory.SelfAttribute("answered_at"),
        )
        waiting = factory.Trait(
            state="waiting",
            paused_since=factory.LazyAttribute(lambda c: c.raised_at + timedelta(minutes=10)),
            paused_until=factory.LazyAttribute(lambda c: c.raised_at + timedelta(days=7)),
            pause_reason="We wait for the city.",
        )
        closed = factory.Trait(
            answered=True,
            state="closed",
            outcome="resolved",
            outcome_reason="Both lamps were replaced.",
            closed_at=factory.LazyAttribute(lambda c: c.raised_at + timedelta(minutes=40)),
        )
        published = factory.Trait(
            closed=True,
            publication_allowed=True,
            published_at=factory.LazyAttribute(lambda c: c.raised_at + timedelta(minutes=50)),
            public_summary="Two lamps are out.",
            public_answer="Both were replaced.",
        )

    reference = factory.Sequence(lambda n: f"C-2020-{n:04d}")
    subject = factory.Sequence(lambda n: f"Subject {n}")
    text = "Two lamps are out."
    category = factory.SubFactory(CategoryFactory, key="other", name="Something else")
    raised_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))
    due_at = factory.LazyAttribute(lambda c: c.raised_at + timedelta(hours=72))
    first_due_at = factory.SelfAttribute("due_at")

    @factory.post_generation
    def reporter(self, create, extracted, **kwargs):
        """`reporter={"name": …}` or `reporter=leader`."""
        if not extracted:
            return
        if not isinstance(extracted, dict):
            extracted = {"leader": extracted, "name": extracted.name, "email": extracted.email}
        ReporterFactory(concern=self, **extracted)


class ReporterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Reporter

    concern = factory.SubFactory(ConcernFactory)
    name = factory.Sequence(lambda n: f"Resident {n}")
    email = factory.Sequence(lambda n: f"resident{n}@example.org")


class UpdateFactory(factory.django.DjangoModelFactory):
    """A person's answer, unless told otherwise."""

    class Meta:
        model = Update

    concern = factory.SubFactory(ConcernFactory)
    kind = "reply"
    text = "We looked at it."
    by = factory.SubFactory(UserFactory, role="officer")


class SupportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Support

    concern = factory.SubFactory(ConcernFactory, published=True)
    leader = factory.SubFactory(LeaderFactory)


class IdentityLookFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = IdentityLook

    concern = factory.SubFactory(ConcernFactory, confidentiality="confidential")
    by = factory.SubFactory(UserFactory, role="coordinator")
    reason = "To call back."


class PhotoFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Photo

    concern = factory.SubFactory(ConcernFactory)
    content = b"\xff\xd8\xff\xd9"
    width = 4
    height = 3


class RoutingRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoutingRule

    owner = factory.SubFactory(UserFactory, role="officer")


class StandardTextFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StandardText

    title = factory.Sequence(lambda n: f"Text {n}")
    text = "Thank you for {reference}."


class SavedViewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedView

    user = factory.SubFactory(UserFactory, role="officer")
    name = factory.Sequence(lambda n: f"View {n}")
    query = "state=received"


class PriorityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Priority
        skip_postgeneration_save = True

    area = factory.SubFactory(AreaFactory)
    issue = factory.Sequence(lambda n: f"Issue {n}")
    rank = factory.Sequence(lambda n: n + 1)

    @factory.post_generation
    def concerns(self, create, extracted, **kwargs):
        if extracted:
            self.concerns.set(extracted)
