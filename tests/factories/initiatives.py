"""Initiatives and what belongs to them, without surprises."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import factory

from initiatives.actions import resources
from initiatives.models import (
    EffectPlan,
    Initiative,
    Need,
    Partner,
    StageChange,
    TargetArea,
    Task,
)
from initiatives.querysets.initiatives import CHEERS
from tests.factories.accounts import UserFactory
from tests.factories.leaders import AreaFactory, LeaderFactory, OrganizationFactory

ANSWERED = dict.fromkeys(CHEERS, "Yes: neighbors told us.")


class EffectPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EffectPlan

    measure = "Burglaries reported per month"
    source = "The department's records"
    method = "before_after"
    before_from = date(2026, 1, 1)
    before_to = date(2026, 6, 30)
    after_from = date(2026, 7, 1)
    after_to = date(2026, 12, 31)
    success = "A fifth fewer than before"
    registered_by = factory.SubFactory(UserFactory, role="officer")
    digest = "0" * 64


class InitiativeFactory(factory.django.DjangoModelFactory):
    """A draft in its first stage; `ready=True` has all that the Response stands on."""

    class Meta:
        model = Initiative
        skip_postgeneration_save = True

    class Params:
        ready = factory.Trait(
            problem="Cars are broken into at night.",
            analysis="Most on two blocks without light.",
            lead_officer=factory.SubFactory(UserFactory, role="officer"),
            lead_leader=factory.SubFactory(LeaderFactory),
            **ANSWERED,
        )

    title = factory.Sequence(lambda n: f"Initiative {n}")
    summary = "Neighbors and officers walk together."

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """The plan belongs to the initiative, so the stage that needs it comes after both."""
        stage = kwargs.pop("stage", "scanning")
        late = {name: kwargs.pop(name) for name in ("verdict", "closed_at") if name in kwargs}
        made = super()._create(model_class, *args, **kwargs)
        if stage != "scanning":
            if stage not in {"analysis", "set_aside"}:
                made.plan = EffectPlanFactory(initiative=made)
            for name, value in ({"stage": stage} | late).items():
                setattr(made, name, value)
            made.save()
        return made

    @factory.post_generation
    def targets(self, create, extracted, **kwargs):
        for area in extracted or ():
            TargetAreaFactory(initiative=self, area=area)

    @factory.post_generation
    def buffers(self, create, extracted, **kwargs):
        for area in extracted or ():
            TargetAreaFactory(initiative=self, area=area, role="buffer")

    @factory.post_generation
    def concerns(self, create, extracted, **kwargs):
        if extracted:
            self.concerns.set(extracted)


class TargetAreaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TargetArea

    initiative = factory.SubFactory(InitiativeFactory)
    area = factory.SubFactory(AreaFactory)


class PartnerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Partner

    initiative = factory.SubFactory(InitiativeFactory)
    organization = factory.SubFactory(OrganizationFactory)


class StageChangeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = StageChange

    initiative = factory.SubFactory(InitiativeFactory)
    to_stage = "scanning"
    by = factory.SubFactory(UserFactory, role="officer")


class TaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Task

    initiative = factory.SubFactory(InitiativeFactory)
    title = factory.Sequence(lambda n: f"Task {n}")


class NeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Need

    initiative = factory.SubFactory(InitiativeFactory)
    kind = "goods"
    title = factory.Sequence(lambda n: f"Lamps {n}")
    quantity = Decimal(10)
    unit = "lamps"


def make_offer(quantity="10", *, booked=(), by=None, **values):
    """Pledged, and booked on in steps like `("confirmed", "4")`: sums are the ledger's own."""
    values = {"kind": "goods", "title": "Lamps"} | values
    if not {"leader", "organization"} & set(values):
        values["leader"] = LeaderFactory()
    if "need" in values:
        values["currency"] = values["need"].currency
    offer = resources.offer(quantity=Decimal(quantity), by=by, **values)
    by = by or (UserFactory(role="officer") if booked else None)
    for step, part in booked:
        offer = resources.book(offer=offer, step=step, quantity=Decimal(part), by=by, note="x")
    return offer
