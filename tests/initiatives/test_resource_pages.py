"""Needs and offers on pages: asked by mail, offered by link, booked, thanked, counted."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from initiatives import links, worth
from initiatives.models import Initiative, LedgerEntry, Need, Offer
from outbox.models import Message
from tests.conftest import signed_in
from tests.factories.accounts import UserFactory
from tests.factories.initiatives import NeedFactory, make_offer
from tests.factories.leaders import LeaderFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def need(initiative):
    return NeedFactory(initiative=initiative, title="Lamps for the path", needed_by="2027-01-01")


def path(name, *keys):
    return reverse(f"initiatives:{name}", args=keys)


def give(need, leader):
    return path("offer-by-link", links.offer_token(need, leader))


def given(**values):
    return {"quantity": "3", "request_key": uuid.uuid4()} | values


# By link, without an account


def test_leader_offers_by_link_and_is_told_what_was_written_down(client, need, leader):
    page = client.get(give(need, leader))
    answer = client.post(give(need, leader), given(quantity="2.5"), follow=True)

    offer = Offer.objects.get()
    assert ("Lamps for the path" in page.text, "Thank you!" in answer.text) == (True, True)
    assert (offer.leader, offer.need, offer.pledged) == (leader, need, Decimal("2.5"))
    assert Message.objects.get().address == leader.email


def test_opening_the_link_changes_nothing(client, need, leader):
    for _ in range(2):
        client.get(give(need, leader))

    assert not Offer.objects.exists()


def test_form_sent_twice_is_one_offer(client, need, leader):
    data = given()
    for _ in range(2):
        client.post(give(need, leader), data)

    assert (Offer.objects.count(), LedgerEntry.objects.count()) == (1, 1)


@pytest.mark.parametrize("quantity", ["0", "-3", "x", "", "99999999999"])
def test_absurd_amount_by_link_gets_a_sentence(client, need, leader, quantity):
    answer = client.post(give(need, leader), given(quantity=quantity))

    assert (answer.status_code, Offer.objects.exists()) == (422, False)


@pytest.mark.parametrize("case", ["forged", "withdrawn", "stepped back"])
def test_link_that_is_not_good_opens_nothing(client, need, leader, case):
    address = give(need, leader)
    if case == "forged":
        address = path("offer-by-link", "no-such-token")
    elif case == "withdrawn":
        type(leader).objects.update(calendar_token="another")
    else:
        type(leader).objects.update(is_active=False)
    answers = [client.get(address), client.post(address, given())]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert not Offer.objects.exists()


def test_need_that_is_settled_is_not_offered_to(client, need, leader):
    Need.objects.update(closed_at=timezone.now())
    answer = client.post(give(need, leader), given())

    assert "Nothing more is needed of this." in answer.text
    assert not Offer.objects.exists()


def test_link_shows_neither_other_givers_nor_the_work(client, need, leader):
    make_offer(need=need, leader=LeaderFactory(name="Gwen Giver"))
    text = client.get(give(need, leader)).text

    assert not any(word in text for word in ("Gwen Giver", "Cars are broken into"))


# By the department


def test_need_is_asked_for_and_leaders_get_their_links(officer_client, initiative, leader):
    officer_client.post(
        path("initiative-need-create", initiative.pk),
        {"kind": "money", "title": "Paint", "quantity": "200"},
    )
    need = Need.objects.get()
    ask = path("need-ask", initiative.pk, need.pk)
    for _ in range(2):
        officer_client.post(ask, {"leaders": [leader.pk]})

    message = Message.objects.get()
    assert (need.currency, need.quantity, message.address) == ("USD", 200, leader.email)
    assert (message.is_sealed, "/offers/give/" in message.text) == (True, True)


def test_offer_is_written_down_for_an_organization(officer_client, initiative, need):
    body = OrganizationFactory()
    data = given(title="Ten lamps", organization=body.pk)
    officer_client.post(path("need-offer", initiative.pk, need.pk), data)

    offer = Offer.objects.get()
    assert (offer.giver, offer.kind, offer.unit) == (body, "goods", "lamps")


def test_offer_is_booked_step_by_step(officer_client, need):
    offer = make_offer(need=need)
    for step in ("confirmed", "delivered", "used"):
        officer_client.post(path("offer-detail", offer.pk), {"step": step, "quantity": "4"})

    offer.refresh_from_db()
    assert (offer.pledged, offer.confirmed, offer.delivered, offer.used) == (10, 4, 4, 4)


def test_over_delivery_is_refused_with_a_sentence(officer_client, need):
    offer = make_offer(need=need, booked=[("confirmed", "4")])
    answer = officer_client.post(
        path("offer-detail", offer.pk), {"step": "delivered", "quantity": "4.01"}
    )

    assert answer.status_code == 409
    assert "Only 4.00 is left of what was confirmed." in answer.text


def test_giver_is_thanked_once_in_a_persons_words(officer_client, need, leader):
    offer = make_offer(need=need, leader=leader, booked=[("confirmed", "1"), ("delivered", "1")])
    page = officer_client.get(path("offer-detail", offer.pk)).text
    answers = [
        officer_client.post(path("offer-thank", offer.pk), {"text": "They shine!"}).status_code
        for _ in range(2)
    ]

    assert ("nobody has said thank you" in page, answers) == (True, [302, 409])
    thanks = Message.objects.get(kind="initiatives.thanks")
    assert ("They shine!" in thanks.text, thanks.address) == (True, leader.email)


def test_free_offer_is_given_to_a_need_that_fits(officer_client, need):
    offer = make_offer()
    officer_client.post(path("offer-match", offer.pk), {"need": need.pk})

    offer.refresh_from_db()
    assert offer.need == need


def test_page_suggests_what_is_free(officer_client, initiative, need):
    offer = make_offer(title="Spare lamps")

    text = officer_client.get(path("initiative-resources", initiative.pk)).text
    assert ("Spare lamps" in text, path("offer-match", offer.pk) in text) == (True, True)


def test_offer_to_a_need_of_another_kind_is_refused(officer_client, need):
    offer = make_offer(kind="rooms")
    answer = officer_client.post(path("offer-match", offer.pk), {"need": need.pk})

    assert answer.status_code == 422


def test_totals_are_by_year_initiative_and_organization(officer_client, initiative, need):
    body = OrganizationFactory(name="Riverside Tenants")
    done = [("confirmed", "2"), ("delivered", "2")]
    make_offer(need=need, organization=body, unit_value=Decimal(15), booked=done)
    make_offer(kind="hours", organization=body, booked=done)
    make_offer(kind="money", currency="EUR", leader=LeaderFactory(), booked=done)
    text = officer_client.get(path("offer-list")).text

    year = timezone.now().year
    assert [
        (row["year"], row["value"], row["currency_of"])
        for row in worth.by_year(Offer.objects.all())
    ] == [
        (year, Decimal(2), "EUR"),
        (year, Decimal("93.60"), "USD"),
    ]
    assert all(word in text for word in ("93.60 USD", "2 EUR", "30 USD", "Riverside Tenants"))


@pytest.mark.parametrize(("name", "queries"), [("initiative-resources", 10), ("offer-list", 7)])
@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_the_same_queries_for_any_number(
    officer_client, initiative, need, name, queries, count, django_assert_num_queries
):
    for _ in range(count):
        make_offer(need=NeedFactory(initiative=initiative))
        make_offer(organization=OrganizationFactory())
    keys = [initiative.pk] if name == "initiative-resources" else []

    with django_assert_num_queries(queries):
        officer_client.get(path(name, *keys))


# Who may


@pytest.mark.parametrize(
    ("persona", "sees", "books"),
    [
        ("nobody", False, False),
        ("stranger", False, False),
        ("partner_user", False, False),
        ("giver", True, False),
        ("leader_user", True, True),
        ("elsewhere", True, False),
        ("officer", True, True),
        ("coordinator", True, True),
    ],
)
def test_who_sees_and_books_an_offer(request, need, persona, sees, books):
    giver = LeaderFactory(user=UserFactory(email="giver@example.org"))
    offer = make_offer(need=need, leader=giver)
    user = giver.user if persona == "giver" else request.getfixturevalue(persona)

    assert Offer.objects.visible_to(user).exists() == sees
    assert user.has_perm("initiatives.book", offer) == books


def test_giver_with_an_account_books_nothing(need):
    giver = LeaderFactory(user=UserFactory(email="giver@example.org"))
    offer = make_offer(need=need, leader=giver)
    answer = signed_in(giver.user).post(
        path("offer-detail", offer.pk), {"step": "confirmed", "quantity": "1"}
    )

    assert answer.status_code == 403


def test_need_is_seen_by_those_who_see_its_initiative(need, stranger, client):
    before = Need.objects.visible_to(stranger).exists()
    Initiative.objects.update(visibility="public")

    assert (before, Need.objects.visible_to(stranger).exists()) == (False, True)
