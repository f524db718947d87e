from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from outbox.models import Message, Suppression
from tests.factories.outbox import MessageFactory, SuppressionFactory

LIST = "/messages/"
WHY = "/messages/why/"
Status = Message.Status


def subjects(response):
    return [message.subject for message in response.context["page"]]


@pytest.fixture
def message(db):
    return MessageFactory(
        address="ana@example.org",
        subject="Reminder",
        text="First line\nhttps://liaison.example.org/rsvp/token/",
        html="<p>First line</p>",
        status=Status.FAILED,
        error="554 Spam",
    )


@pytest.mark.parametrize("path", ["", "html/", "send-again/"])
@pytest.mark.parametrize(
    ("browser", "status"),
    [
        ("coordinator_client", 200),
        ("administrator_client", 200),
        ("officer_client", 404),
        ("leader_client", 404),
        ("client", 302),
    ],
)
def test_a_message_is_for_those_who_coordinate(request, message, browser, status, path):
    browser = request.getfixturevalue(browser)
    method = browser.post if path == "send-again/" else browser.get

    response = method(f"{LIST}{message.pk}/{path}", follow=status == 200)

    assert response.status_code == status


@pytest.mark.parametrize("path", [LIST, WHY])
@pytest.mark.parametrize(
    ("browser", "status"),
    [
        ("coordinator_client", 200),
        ("administrator_client", 200),
        ("officer_client", 403),
        ("leader_client", 403),
        ("client", 302),
    ],
)
def test_lists_are_for_those_who_coordinate(request, db, browser, status, path):
    assert request.getfixturevalue(browser).get(path).status_code == status


def test_list_shows_the_newest_first(coordinator_client):
    for subject, hours in [("second", 2), ("first", 1), ("third", 3)]:
        MessageFactory(subject=subject, created_at=timezone.now() - timedelta(hours=hours))

    assert subjects(coordinator_client.get(LIST)) == ["first", "second", "third"]


@pytest.mark.parametrize(
    "query",
    [
        "q=ANA",
        "q=ana+remind",
        "q=reminder",
        "status=failed",
        "app=meetings",
        "recipient=leader:1",
        "about=meeting:7",
    ],
)
def test_list_filters(coordinator_client, query):
    MessageFactory(
        subject="Reminder",
        address="ana@example.org",
        status=Status.FAILED,
        kind="meetings.reminder",
        recipient="leader:1",
        about="meeting:7",
    )
    MessageFactory(
        subject="Other",
        kind="accounts.sign_up",
        recipient="leader:12",
        about="meeting:70",
    )

    assert subjects(coordinator_client.get(f"{LIST}?{query}")) == ["Reminder"]


@pytest.mark.parametrize("query", ["status=nonsense", "app=../../etc", "page=999", "page=x"])
def test_list_survives_odd_addresses(coordinator_client, query):
    assert coordinator_client.get(f"{LIST}?{query}").status_code == 200


def test_list_answers_htmx_with_rows_only(coordinator_client, message):
    response = coordinator_client.get(LIST, headers={"HX-Request": "true"})

    assert b"<html" not in response.content
    assert b"Reminder" in response.content


@pytest.mark.parametrize(
    ("query", "sentence"),
    [("", "Nothing was written yet"), ("?q=nothing", "No message fits")],
)
def test_list_without_rows_says_what_to_do(coordinator_client, query, sentence):
    assert sentence in coordinator_client.get(f"{LIST}{query}").content.decode()


def test_list_counts_no_further_than_needed(coordinator_client, monkeypatch):
    monkeypatch.setattr("outbox.pagination.MOST_COUNTED", 2)
    MessageFactory.create_batch(3)

    assert "The newest 2 messages." in coordinator_client.get(LIST).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_list_takes_four_queries(coordinator_client, django_assert_num_queries, number):
    MessageFactory.create_batch(number)

    with django_assert_num_queries(4):
        coordinator_client.get(LIST)


def test_detail_says_what_became_of_it_and_what_it_says(coordinator_client, message):
    page = coordinator_client.get(f"{LIST}{message.pk}/").content.decode()

    assert "refused it for good" in page
    assert "First line<br>https://liaison.example.org/rsvp/token/</div>" in page


def test_detail_of_the_demo_makes_links_to_follow(settings, coordinator_client, message):
    settings.DEMO = True

    page = coordinator_client.get(f"{LIST}{message.pk}/").content.decode()

    assert '<a href="https://liaison.example.org/rsvp/token/"' in page


@pytest.mark.parametrize("is_demo", [True, False])
def test_detail_of_a_secret_is_read_in_the_demo_only(settings, coordinator_client, is_demo):
    settings.DEMO = is_demo
    message = MessageFactory(kind="accounts.password_reset", text="secret link", html="secret")

    page = coordinator_client.get(f"{LIST}{message.pk}/").content.decode()
    html = coordinator_client.get(f"{LIST}{message.pk}/html/")

    assert ("secret link" in page) == is_demo
    assert html.status_code == (200 if is_demo else 403)


def test_detail_of_what_is_forgotten_says_so(coordinator_client):
    message = MessageFactory(text="")

    page = coordinator_client.get(f"{LIST}{message.pk}/").content.decode()

    assert "What it said is no longer kept." in page


def test_detail_escapes_what_the_message_says(coordinator_client):
    message = MessageFactory(text="<script>alert(1)</script>", subject="<b>Hi</b>")

    page = coordinator_client.get(f"{LIST}{message.pk}/").content.decode()

    assert "<script>alert" not in page
    assert "<b>Hi" not in page


def test_detail_of_the_demo_is_for_its_reader_too(settings, leader_client, message):
    settings.DEMO = True
    own = MessageFactory(address="leader@example.org")

    assert leader_client.get(f"{LIST}{own.pk}/").status_code == 200
    assert leader_client.get(f"{LIST}{message.pk}/").status_code == 404


def test_html_preview_can_do_nothing(coordinator_client, message):
    response = coordinator_client.get(f"{LIST}{message.pk}/html/")

    assert response.content == b"<p>First line</p>"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert set(response["Content-Security-Policy"].split("; ")) == {
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "frame-ancestors 'self'",
        "sandbox",
    }


def test_detail_may_frame_the_preview(coordinator_client, message):
    policy = coordinator_client.get(f"{LIST}{message.pk}/")["Content-Security-Policy"]

    assert "frame-src 'self'" in policy


def test_send_again_queues_it_and_says_so(coordinator_client, message):
    response = coordinator_client.post(f"{LIST}{message.pk}/send-again/", follow=True)

    message.refresh_from_db()
    assert message.status == Status.QUEUED
    assert "It will be sent again within the next minute." in response.content.decode()


def test_send_again_of_what_cannot_be_says_why(coordinator_client):
    message = MessageFactory(status=Status.WITHDRAWN)

    response = coordinator_client.post(f"{LIST}{message.pk}/send-again/", follow=True)

    assert "Only a message that could not be delivered" in response.content.decode()


@pytest.mark.parametrize("path", ["{pk}/send-again/", "stops/{stop}/lift/"])
def test_opening_an_address_changes_nothing(coordinator_client, message, path):
    stop = SuppressionFactory()

    response = coordinator_client.get(LIST + path.format(pk=message.pk, stop=stop.pk))

    message.refresh_from_db()
    assert (response.status_code, message.status) == (405, Status.FAILED)
    assert Suppression.objects.count() == 1


def test_why_without_address_asks_for_one(coordinator_client):
    assert coordinator_client.get(WHY).context["report"] is None


def test_why_with_an_empty_address_says_what_is_missing(coordinator_client):
    page = coordinator_client.get(f"{WHY}?address=").content.decode()

    assert "Enter the e-mail address of the person who asks." in page


def test_why_explains_every_message_and_every_stop(coordinator_client, message):
    SuppressionFactory(address="ana@example.org")

    page = coordinator_client.get(f"{WHY}?address=ana@example.org").content.decode()

    assert "1 message. Could not be delivered: 1." in page
    assert "mail to this address comes back" in page


@pytest.mark.parametrize("number", [1, 3])
def test_why_takes_five_queries(coordinator_client, django_assert_num_queries, number):
    MessageFactory.create_batch(number, address="ana@example.org", status=Status.SUPPRESSED)

    with django_assert_num_queries(5):
        coordinator_client.get(f"{WHY}?address=ana@example.org")


def test_lift_lets_mail_flow_and_returns_to_the_explanation(coordinator_client):
    stop = SuppressionFactory(address="ana+x@example.org")

    response = coordinator_client.post(f"{LIST}stops/{stop.pk}/lift/")

    assert response["Location"] == f"{WHY}?address=ana%2Bx%40example.org"
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("browser", ["officer_client", "leader_client"])
def test_lift_is_for_those_who_coordinate(request, db, browser):
    stop = SuppressionFactory()

    assert request.getfixturevalue(browser).post(f"{LIST}stops/{stop.pk}/lift/").status_code == 404
    assert Suppression.objects.count() == 1
