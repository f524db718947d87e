"""Who opens which page; accounts of others, and invitations."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role, SignUpInvitation
from outbox.models import Message
from tests.factories.accounts import SignUpInvitationFactory, UserFactory
from tests.html_forms import forms

USERS = "/accounts/users/"
INVITATIONS = "/accounts/invitations/"
SETTINGS = "/accounts/settings/"
CLIENTS = ["leader_client", "officer_client", "coordinator_client", "administrator_client"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("accounts:user-list", [403, 403, 200, 200]),
        ("accounts:invitation-list", [403, 403, 200, 200]),
        ("accounts:invite", [403, 403, 200, 200]),
        ("accounts:settings", [200, 200, 200, 200]),
        ("accounts:email-change", [200, 200, 200, 200]),
        ("accounts:api-tokens", [200, 200, 200, 200]),
        ("account_change_password", [200, 200, 200, 200]),
        ("mfa_index", [200, 200, 200, 200]),
    ],
)
def test_who_opens_which_page(name, expected, request):
    clients = [request.getfixturevalue(client) for client in CLIENTS]

    assert [client.get(reverse(name)).status_code for client in clients] == expected


# An officer sees colleagues but changes nobody; a leader does not even see them.
@pytest.mark.parametrize("name", ["user-update", "reset-second-factor"])
def test_who_changes_a_colleague(name, request, db):
    colleague = UserFactory(role=Role.OFFICER)
    clients = [request.getfixturevalue(client) for client in CLIENTS]
    url = reverse(f"accounts:{name}", args=[colleague.pk])
    answers = {"role": "coordinator", "is_active": "on"}

    assert [c.post(url, answers).status_code for c in clients] == [404, 403, 403, 302]


@pytest.mark.parametrize("name", ["invitation-resend", "invitation-withdraw"])
@pytest.mark.parametrize(
    ("role", "expected"),
    [(Role.COORDINATOR, [404, 404, 302, 302]), (Role.ADMINISTRATOR, [404, 404, 403, 302])],
)
def test_who_changes_an_invitation(name, role, expected, request, db):
    invitation = SignUpInvitationFactory(role=role)
    clients = [request.getfixturevalue(client) for client in CLIENTS]
    url = reverse(f"accounts:{name}", args=[invitation.pk])

    assert [client.post(url).status_code for client in clients] == expected


@pytest.mark.parametrize(
    "path", [USERS, INVITATIONS, SETTINGS, "/accounts/tokens/", "/accounts/email/"]
)
def test_nobody_is_sent_to_sign_in(path, client, db):
    assert client.get(path)["Location"] == f"/accounts/login/?next={path}"


# The list of accounts


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_as_many_queries_for_three_as_for_one(
    count, coordinator_client, django_assert_num_queries
):
    UserFactory.create_batch(count)

    with django_assert_num_queries(4):  # Session, user, count, page.
        coordinator_client.get(USERS)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Casey Coordinator", "Lena Leader", "Omar Officer"]),
        ("?role=officer", ["Omar Officer"]),
        ("?q=lena", ["Lena Leader"]),
        ("?is_active=false", []),
        ("?sort=-name", ["Omar Officer", "Lena Leader", "Casey Coordinator"]),
        ("?sort=role", ["Casey Coordinator", "Lena Leader", "Omar Officer"]),
        ("?sort=password", ["Casey Coordinator", "Lena Leader", "Omar Officer"]),
        ("?page=999", ["Casey Coordinator", "Lena Leader", "Omar Officer"]),
        ("?page=x&role=king", ["Casey Coordinator", "Lena Leader", "Omar Officer"]),
    ],
)
def test_list_is_searched_filtered_and_sorted(
    query, names, coordinator_client, leader_user, officer
):
    page = coordinator_client.get(USERS + query).context["page"]

    assert [user.name for user in page] == names


def test_list_answers_htmx_with_the_rows_alone(coordinator_client):
    content = coordinator_client.get(USERS, headers={"hx-request": "true"}).content.decode()

    assert "Casey Coordinator" in content
    assert "<html" not in content


def test_list_without_anybody_says_what_to_do(coordinator_client):
    content = coordinator_client.get(f"{USERS}?q=zzz").content.decode()

    assert "Try another word or fewer filters." in content


@pytest.mark.parametrize(
    ("client_name", "is_linked"), [("coordinator_client", False), ("administrator_client", True)]
)
def test_only_administrators_get_links_to_change_people(client_name, is_linked, officer, request):
    content = request.getfixturevalue(client_name).get(USERS).content.decode()

    assert (reverse("accounts:user-update", args=[officer.pk]) in content) is is_linked


def test_administrator_changes_role_and_right_to_sign_in(administrator_client, officer):
    url = reverse("accounts:user-update", args=[officer.pk])

    response = administrator_client.post(url, {"role": "coordinator"})

    officer.refresh_from_db()
    assert response["Location"] == USERS
    assert (officer.role, officer.is_active) == ("coordinator", False)


def test_role_that_is_none_is_refused(administrator_client, officer):
    url = reverse("accounts:user-update", args=[officer.pk])

    content = administrator_client.post(url, {"role": "king"}).content.decode()

    officer.refresh_from_db()
    assert "king is not one of the available choices." in content
    assert officer.role == "officer"


def test_administrator_does_not_change_the_own_role(administrator_client, administrator):
    url = reverse("accounts:user-update", args=[administrator.pk])

    assert administrator_client.post(url, {"role": "leader"}).status_code == 403


def test_lost_second_step_is_removed_by_an_administrator(administrator_client, coordinator):
    Authenticator.objects.create(user=coordinator, type="totp", data={})
    page = reverse("accounts:user-update", args=[coordinator.pk])

    assert "Remove the second step" in administrator_client.get(page).content.decode()
    administrator_client.post(reverse("accounts:reset-second-factor", args=[coordinator.pk]))
    assert not Authenticator.objects.exists()


# Invitations


def test_invite_queues_a_mail_and_lists_the_invitation(coordinator_client):
    answers = {"email": "new@example.org", "name": "Nia", "role": "officer", "language": "es"}

    response = coordinator_client.post(reverse("accounts:invite"), answers, follow=True)

    assert "An invitation goes to new@example.org." in response.content.decode()
    assert Message.objects.get().address == "new@example.org"


def test_invite_is_filled_in_from_the_address(coordinator_client):
    url = reverse("accounts:invite")

    content = coordinator_client.get(
        f"{url}?email=ana@example.org&name=Ana&role=leader"
    ).content.decode()

    assert 'value="ana@example.org"' in content
    assert not SignUpInvitation.objects.exists()


def filled_in(page):
    """What the form of the invitation would send."""
    (form,) = [form for form in forms(page) if "email" in form.fields]
    return form.fields


def test_invite_takes_over_role_and_language_from_the_address(coordinator_client):
    url = reverse("accounts:invite")

    fields = filled_in(coordinator_client.get(f"{url}?role=leader&language=es"))

    assert (fields["role"], fields["language"]) == (["leader"], ["es"])


@pytest.mark.parametrize("language", ["ar", "<b>", ""])
def test_invite_in_a_language_without_translation_is_in_the_usual_one(coordinator_client, language):
    url = reverse("accounts:invite")

    fields = filled_in(coordinator_client.get(url, {"language": language}))

    assert fields["language"] == ["en"]


def test_invite_takes_no_right_and_no_markup_from_the_address(coordinator_client):
    query = {"role": "administrator", "name": '"><script>alert(1)</script>', "email": "<b>"}

    page = coordinator_client.get(reverse("accounts:invite"), query)

    fields = filled_in(page)
    assert ("role" in fields, "<script>alert" in page.text, "<b>" in page.text) == (False,) * 3


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"email": "officer@example.org"}, "Somebody with this e-mail already has an account."),
        ({"email": "waiting@example.org"}, "This address is already invited."),
        ({"email": "nonsense"}, "Enter a valid email address."),
        ({"email": "a" * 250 + "@example.org"}, "Ensure this value has at most 254 characters"),
        ({"role": "administrator"}, "Select a valid choice."),
        ({"role": ""}, "This field is required."),
        ({"language": "tlh"}, "Select a valid choice."),
    ],
)
def test_invite_refuses_with_a_sentence(change, sentence, coordinator_client, officer):
    SignUpInvitationFactory(email="waiting@example.org")
    answers = {"email": "new@example.org", "role": "officer", "language": "en"}

    content = coordinator_client.post(reverse("accounts:invite"), answers | change).content.decode()

    assert sentence in content
    assert (SignUpInvitation.objects.count(), Message.objects.count()) == (1, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_invitations_take_as_many_queries_for_three_as_for_one(
    count, coordinator_client, coordinator, django_assert_num_queries
):
    SignUpInvitationFactory.create_batch(count, invited_by=coordinator)

    with django_assert_num_queries(4):  # Session, user, count, page.
        coordinator_client.get(INVITATIONS)


def test_invitations_show_who_is_waiting_and_whose_link_is_too_old(coordinator_client):
    SignUpInvitationFactory(email="late@example.org", expires_at=timezone.now())
    SignUpInvitationFactory(email="used@example.org", accepted_at=timezone.now())

    content = coordinator_client.get(INVITATIONS).content.decode()

    assert "late@example.org" in content
    assert "no longer" in content
    assert "used@example.org" not in content


def test_invitations_without_anybody_offer_to_invite(coordinator_client):
    assert "Nobody is waiting" in coordinator_client.get(INVITATIONS).content.decode()


def test_secret_of_an_invitation_is_not_on_its_list(administrator_client):
    invitation = SignUpInvitationFactory()

    assert invitation.token not in administrator_client.get(INVITATIONS).content.decode()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("invitation-resend", "A new link is on its way; the old one no longer works."),
        ("invitation-withdraw", "Withdrawn. The link no longer works."),
    ],
)
def test_invitation_is_changed_once(name, sentence, coordinator_client):
    invitation = SignUpInvitationFactory()
    url = reverse(f"accounts:{name}", args=[invitation.pk])

    assert sentence in coordinator_client.post(url, follow=True).content.decode()
    SignUpInvitation.objects.update(accepted_at=timezone.now())
    again = coordinator_client.post(url, follow=True).content.decode()
    assert "This invitation is used, withdrawn or too old: ask for a new one." in again
