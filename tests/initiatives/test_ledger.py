"""The ledger of offers balances, whatever is booked in whatever order, by whomever at once."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from initiatives.actions import resources
from initiatives.errors import BadAmount, BadOffer, Conflict, TooMuch
from initiatives.models import LedgerEntry, Offer
from tests.factories.accounts import UserFactory
from tests.factories.initiatives import NeedFactory, make_offer
from tests.factories.leaders import LeaderFactory
from tests.meetings.test_seats import at_once

STEPS = ("pledged", "confirmed", "delivered", "used")
BOOKINGS = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(min_value=-600, max_value=600)), max_size=25
)


def sums(offer):
    found = Offer.objects.values_list(*STEPS).get(pk=offer.pk)
    return dict(zip(STEPS, found, strict=True))


def of_the_ledger(offer):
    entries = LedgerEntry.objects.filter(offer=offer).order_by()
    found = dict(entries.values_list("step").annotate(total=Sum("quantity")))
    return {step: found.get(step, Decimal(0)) for step in STEPS}


def is_right(model):
    return model["pledged"] >= model["confirmed"] >= model["delivered"] >= model["used"] >= 0


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(start=st.integers(min_value=1, max_value=1000), bookings=BOOKINGS)
@pytest.mark.django_db
def test_ledger_balances_over_any_bookings(start, bookings, officer):
    """Each booking is done exactly when it leaves no step above the one before it."""
    with transaction.atomic():
        offer = make_offer(Decimal(start) / 100)
        model = dict.fromkeys(STEPS, Decimal(0)) | {"pledged": Decimal(start) / 100}
        for step, cents in bookings:
            wanted = model | {step: model[step] + Decimal(cents) / 100}
            is_allowed = cents != 0 and is_right(wanted)
            try:
                with transaction.atomic():
                    resources.book(
                        offer=offer,
                        step=step,
                        quantity=Decimal(cents) / 100,
                        note="Counted again.",
                        by=officer,
                    )
            except ValidationError:
                assert not is_allowed
            else:
                assert is_allowed
                model = wanted
            assert sums(offer) == of_the_ledger(offer) == model
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("step", "quantity"), [("delivered", "1"), ("confirmed", "10.01"), ("confirmed", "-1")]
)
def test_entry_past_the_action_is_refused_by_the_database(officer, step, quantity):
    offer = make_offer()

    with pytest.raises(IntegrityError, match="offer_never_more_than_the_step_before"):
        LedgerEntry.objects.create(
            offer=offer, step=step, quantity=Decimal(quantity), note="x", by=officer
        )


def test_sums_are_written_by_the_ledger_alone():
    offer = make_offer()

    with pytest.raises(IntegrityError, match="the sums of an offer are those of its ledger"):
        Offer.objects.filter(pk=offer.pk).update(confirmed=5)


def test_ledger_is_not_rewritten():
    make_offer()

    with pytest.raises(InternalError, match="append_only"):
        LedgerEntry.objects.update(quantity=1)


@pytest.mark.parametrize("values", [{"currency": "EUR"}, {"kind": "hours"}])
def test_kind_and_currency_of_an_offer_stay(values):
    offer = make_offer(kind="money", currency="USD")

    with pytest.raises(IntegrityError):
        Offer.objects.filter(pk=offer.pk).update(**values)


def test_entry_in_another_currency_is_refused(officer):
    offer = make_offer(kind="money", currency="USD")

    with pytest.raises(IntegrityError, match="currency of its offer"):
        LedgerEntry.objects.create(
            offer=offer, step="confirmed", quantity=1, currency="EUR", by=officer
        )


@pytest.mark.parametrize("quantity", ["0", "-1", "0.001", "10000000.01", "NaN", "Infinity"])
def test_absurd_amount_is_refused(quantity):
    with pytest.raises(BadAmount):
        make_offer(Decimal(quantity))
    assert not Offer.objects.exists()


def test_more_than_what_is_left_is_refused_with_how_much_that_is(officer):
    offer = make_offer(booked=[("confirmed", "4")])

    with pytest.raises(TooMuch, match=r"Only 4\.00 is left of what was confirmed"):
        resources.book(offer=offer, step="delivered", quantity=Decimal(5), by=officer)


def test_booking_back_needs_a_reason(officer):
    offer = make_offer(booked=[("confirmed", "4")])

    with pytest.raises(BadAmount, match="Say why"):
        resources.book(offer=offer, step="confirmed", quantity=Decimal(-1), by=officer)


def test_offer_is_somebodys():
    with pytest.raises(BadOffer):
        resources.offer(kind="goods", title="Lamps", quantity=Decimal(1))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"kind": "hours"}, ("31.80", "USD")),
        ({"kind": "hours", "unit_value": Decimal(20)}, ("20.00", "USD")),
        ({"kind": "goods"}, ("0.00", "USD")),
        ({"kind": "money", "currency": "eur"}, ("1.00", "EUR")),
    ],
)
def test_worth_of_one(values, expected):
    offer = make_offer(**values)

    assert (str(offer.unit_value), offer.value_currency) == expected


def test_need_in_another_currency_takes_no_offer():
    need = NeedFactory(kind="money", currency="EUR", unit="")

    with pytest.raises(BadOffer, match="needed in EUR"):
        resources.offer(
            kind="money",
            title="Money",
            quantity=Decimal(5),
            currency="USD",
            need=need,
            leader=LeaderFactory(),
        )


def test_settled_need_takes_no_offer(officer):
    need = resources.settle(need=NeedFactory(), by=officer)

    with pytest.raises(Conflict, match="Nothing more is needed"):
        make_offer(need=need)


def test_free_offer_fits_needs_of_its_kind_in_its_area(initiative, area, other_area, officer):
    need = NeedFactory(initiative=initiative)
    NeedFactory(initiative=initiative, kind="rooms")
    anywhere, here = make_offer(), make_offer(area=area)
    elsewhere, given = make_offer(area=other_area), make_offer(need=need)

    assert set(Offer.objects.fitting(need)) == {anywhere, here}
    fits = [type(need).objects.fitting(one).count() for one in (anywhere, here, elsewhere)]
    assert (fits, given.need) == ([1, 1, 0], need)
    assert set(Offer.objects.suggested_for(initiative)) == {anywhere, here}


@pytest.mark.django_db(transaction=True)
def test_same_lamps_confirmed_by_several_at_once_are_confirmed_once():
    offer = make_offer("5")
    people = UserFactory.create_batch(4, role="officer")

    def confirm(person):
        try:
            resources.book(offer=offer, step="confirmed", quantity=Decimal(5), by=person)
        except Conflict:
            return "refused"
        return "confirmed"

    answers = at_once([lambda person=person: confirm(person) for person in people])

    assert sorted(answers) == ["confirmed", "refused", "refused", "refused"]
    assert sums(offer)["confirmed"] == 5


@pytest.mark.django_db(transaction=True)
def test_offer_pressed_several_times_at_once_is_one_offer():
    leader, key = LeaderFactory(), uuid.uuid4()

    def press():
        return resources.offer(
            kind="hours", title="Walks", quantity=Decimal(3), leader=leader, request_key=key
        ).pk

    answers = at_once([press] * 4)

    assert set(answers) == {Offer.objects.get().pk}
    assert sums(Offer.objects.get())["pledged"] == 3
