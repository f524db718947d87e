"""A log that is sent after the session has ended waits for its writer, and for nobody else."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Role
from meetings.models import Commitment
from tests.conftest import signed_in
from tests.factories.accounts import UserFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in
from tests.html_forms import typed
from tests.meetings.test_log_pages import a_promise, address

PASSWORD = "a-long-enough-sentence"


@pytest.fixture
def meeting(area, leader):
    meeting = MeetingFactory(areas=[area], starts_at=evening_in(-1))
    InvitationFactory(meeting=meeting, leader=leader)
    return meeting


@pytest.fixture
def writer(officer):
    officer.set_password(PASSWORD)
    officer.save()
    return officer


@pytest.fixture
def page(writer, meeting, leader):
    """What the writer typed before the session ended."""
    fields = typed(signed_in(writer).get(address(meeting)))
    return fields | {
        "leaders": [str(leader.pk)],
        "text": ["The light is out. الضوء"],
        **a_promise(leader),
    }


def sign_in(client, user, meeting):
    login = {"login": user.email, "password": PASSWORD}
    return client.post(f"/accounts/login/?next={address(meeting)}", login)


def sent_without_session(meeting, page):
    client = Client()
    response = client.post(address(meeting), page)
    return client, response


def test_sending_without_session_asks_to_sign_in_and_comes_back(meeting, page):
    _client, response = sent_without_session(meeting, page)

    assert response.headers["Location"] == f"/accounts/login/?next={address(meeting)}"


def test_what_was_typed_is_there_again_after_signing_in(meeting, page, writer, leader):
    client, _response = sent_without_session(meeting, page)
    signing_in = sign_in(client, writer, meeting)

    again = client.get(signing_in.headers["Location"])

    fields = typed(again)
    assert "Your session had ended." in again.text
    assert [fields[name] for name in ("leaders", "text", "promise-0-text", "nonce")] == [
        [str(leader.pk)],
        ["The light is out. الضوء"],
        ["Fix the light"],
        page["nonce"],
    ]


def test_nothing_is_saved_before_the_writer_says_so(meeting, page, writer):
    client, _response = sent_without_session(meeting, page)
    sign_in(client, writer, meeting)
    client.get(address(meeting))

    meeting.refresh_from_db()
    assert (meeting.logged_at, Commitment.objects.count()) == (None, 0)


def test_saving_it_ends_the_waiting(meeting, page, writer):
    client, _response = sent_without_session(meeting, page)
    sign_in(client, writer, meeting)

    client.post(address(meeting), typed(client.get(address(meeting))))

    assert Commitment.objects.count() == 1
    assert "Your session had ended." not in client.get(address(meeting)).text


def test_discarding_it_ends_the_waiting(meeting, page, writer):
    client, _response = sent_without_session(meeting, page)
    sign_in(client, writer, meeting)

    client.post(address(meeting), {"do": "discard"})

    assert typed(client.get(address(meeting)))["text"] == [""]


def test_another_user_who_signs_in_there_sees_nothing_of_it(meeting, page, writer):
    other = UserFactory(role=Role.OFFICER, password=PASSWORD)
    client, _response = sent_without_session(meeting, page)

    sign_in(client, other, meeting)
    again = client.get(address(meeting))

    assert (typed(again)["text"], "The light is out." in again.text) == ([""], False)


def test_writer_who_signs_in_after_another_sees_nothing_lost_to_them(meeting, page, writer):
    """The session of the other has ended with them; what was typed went with it."""
    other = UserFactory(role=Role.OFFICER, password=PASSWORD)
    client, _response = sent_without_session(meeting, page)
    sign_in(client, other, meeting)
    client.post("/accounts/logout/")
    sign_in(client, writer, meeting)

    assert typed(client.get(address(meeting)))["text"] == [""]


@pytest.mark.parametrize("signature", ["", "x", "1:2:x", "1:2"])
def test_page_that_was_not_ours_is_not_kept(meeting, page, signature):
    client, response = sent_without_session(meeting, page | {"signature": signature})

    assert (response.status_code, "sessionid" in client.cookies) == (302, False)


def test_endless_text_is_not_kept(meeting, page):
    client, response = sent_without_session(meeting, page | {"text": "x" * 600_001})

    assert (response.status_code, "sessionid" in client.cookies) == (302, False)


def test_opening_without_session_asks_to_sign_in(client, meeting):
    response = client.get(address(meeting))

    assert response.headers["Location"] == f"/accounts/login/?next={address(meeting)}"
