"""Needs and offers over the API."""

from __future__ import annotations

import pytest

from initiatives.models import Need, Offer
from tests.factories.initiatives import NeedFactory, make_offer

pytestmark = pytest.mark.django_db


def post(client, path, data):
    return client.post(f"/api/v1/{path}", data, content_type="application/json")


def test_need_is_asked_offered_to_and_booked(officer_client, initiative, leader):
    need = {"initiative": initiative.pk, "kind": "hours", "title": "Walks", "quantity": "40"}
    asked = post(officer_client, "needs/", need).json()
    offer = {"need": asked["id"], "kind": "hours", "title": "Walks", "quantity": "12.5"}
    made = post(officer_client, "offers/", offer | {"leader": leader.pk}).json()
    booked = post(
        officer_client, f"offers/{made['id']}/book/", {"step": "confirmed", "quantity": "5"}
    )

    assert (made["pledged"], made["unit_value"], booked.json()["confirmed"]) == (
        "12.50",
        "31.80",
        "5.00",
    )


def test_over_delivery_is_a_conflict(officer_client, initiative):
    offer = make_offer(need=NeedFactory(initiative=initiative))
    data = {"step": "delivered", "quantity": "1"}

    assert post(officer_client, f"offers/{offer.pk}/book/", data).status_code == 409


@pytest.mark.parametrize("quantity", ["0", "-1", "x", "1e99"])
def test_absurd_offer_is_refused(officer_client, leader, quantity):
    data = {"kind": "goods", "title": "Lamps", "quantity": quantity, "leader": leader.pk}

    assert post(officer_client, "offers/", data).status_code == 400
    assert not Offer.objects.exists()


def test_leader_reads_own_offers_and_writes_none(stranger_client, leader_client, leader):
    make_offer(leader=leader)
    counts = [c.get("/api/v1/offers/").json()["count"] for c in (stranger_client, leader_client)]
    data = {"kind": "goods", "title": "Lamps", "quantity": "1", "leader": leader.pk}

    assert (counts, post(leader_client, "offers/", data).status_code) == ([0, 1], 403)


def test_stranger_asks_for_nothing(stranger_client, initiative):
    need = {"initiative": initiative.pk, "kind": "hours", "title": "Walks", "quantity": "40"}

    assert post(stranger_client, "needs/", need).status_code == 400
    assert not Need.objects.exists()
