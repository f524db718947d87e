"""The second step at sign-in: setting it up, using it, losing it."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AuthenticatorData, CollectedClientData

from outbox.models import Message
from tests.accounts.authenticator_app import code_of
from tests.factories.accounts import UserFactory
from tests.journeys import passkey

PASSWORD = "the right long one"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOT_RIGHT = "This code is not right."


@pytest.fixture
def nia(db):
    return UserFactory(email="nia@example.org", name="Nia", password=PASSWORD)


@pytest.fixture
def app(nia):
    return Authenticator.objects.create(user=nia, type="totp", data={"secret": SECRET})


def sign_in(client):
    return client.post("/accounts/login/", {"login": "nia@example.org", "password": PASSWORD})


def second_step(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def proven(client):
    """Signed in, and asked for the password once more a moment ago."""
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def set_up_app(client):
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    secret = re.search(r'class="secret-key">(\w+)<', page)[1]
    return client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})


def test_password_alone_does_not_sign_in(client, nia, app):
    assert sign_in(client)["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("ago", [0, 30])
def test_code_of_the_app_signs_in(ago, client, nia, app):
    sign_in(client)
    second_step(client, code_of(SECRET, ago))

    assert client.session["_auth_user_id"] == str(nia.pk)


@pytest.mark.parametrize("code", ["", "000", "abcdef", "9" * 50, "٠١٢٣٤٥"])
def test_wrong_code_gets_a_sentence(code, client, nia, app):
    sign_in(client)

    content = second_step(client, code).content.decode()

    assert (NOT_RIGHT if code else "This field is required.") in content
    assert "_auth_user_id" not in client.session


def test_code_that_is_too_old_is_refused(client, nia, app):
    sign_in(client)

    assert NOT_RIGHT in second_step(client, code_of(SECRET, ago=120)).content.decode()


def test_code_works_once(client, nia, app):
    sign_in(client)
    code = code_of(SECRET)
    second_step(client, code)

    other = Client()
    sign_in(other)
    assert NOT_RIGHT in second_step(other, code).content.decode()


def test_sixth_wrong_code_is_not_even_tried(client, nia, app):
    sign_in(client)
    for _ in range(5):
        second_step(client, "000000")

    assert "Too many tries." in second_step(client, code_of(SECRET)).content.decode()


def test_new_password_by_mail_does_not_replace_the_second_step(client, nia, app, settings):
    client.post(reverse("account_reset_password"), {"email": "nia@example.org"})
    path = re.search(rf"{settings.SITE_URL}(\S+)", Message.objects.get().text)[1]
    form = client.get(path)["Location"]
    response = client.post(form, {"password1": "another long one", "password2": "another long one"})

    assert response["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session


def test_setting_up_the_app_asks_for_the_password_first(client, nia):
    sign_in(client)

    response = client.get(reverse("mfa_activate_totp"))

    assert response["Location"].startswith(reverse("account_reauthenticate"))


def test_app_set_up_gives_recovery_codes_and_is_told_by_mail(
    client, nia, django_capture_on_commit_callbacks
):
    proven(client)
    with django_capture_on_commit_callbacks(execute=True):
        response = set_up_app(client)

    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert "An authenticator app was added." in Message.objects.get().text
    assert nia.has_second_factor


def test_wrong_code_sets_up_nothing(client, nia):
    proven(client).get(reverse("mfa_activate_totp"))

    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert NOT_RIGHT in response.content.decode()
    assert not Authenticator.objects.exists()


def test_recovery_code_stands_in_for_the_app_once(client, nia):
    set_up_app(proven(client))
    page = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    code = re.search(r"<li>(\d{8})</li>", page)[1]
    first, second = Client(), Client()

    sign_in(first)
    second_step(first, code)
    sign_in(second)

    assert first.session["_auth_user_id"] == str(nia.pk)
    assert NOT_RIGHT in second_step(second, code).content.decode()


def test_recovery_codes_are_saved_as_a_file(client, nia):
    set_up_app(proven(client))

    response = client.get(reverse("mfa_download_recovery_codes"))

    assert len(response.content.split()) == 10
    assert response["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'


def test_new_recovery_codes_replace_the_old(client, nia):
    set_up_app(proven(client))
    old = client.get(reverse("mfa_download_recovery_codes")).content

    assert (
        "The codes you have then no longer work."
        in client.get(reverse("mfa_generate_recovery_codes")).content.decode()
    )
    client.post(reverse("mfa_generate_recovery_codes"))

    new = client.get(reverse("mfa_download_recovery_codes")).content
    assert set(old.split()).isdisjoint(new.split())


def test_removing_the_app_asks_first_and_is_told_by_mail(client, nia):
    set_up_app(proven(client))
    page = client.get(reverse("mfa_deactivate_totp")).content.decode()

    assert "Remove the authenticator app?" in page
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert Message.objects.filter(text__contains="The authenticator app was removed.").exists()


def test_pages_of_passkeys_open(client, nia):
    proven(client)
    key = Authenticator.objects.create(user=nia, type="webauthn", data={"name": "My phone"})

    assert "My phone" in client.get(reverse("mfa_list_webauthn")).content.decode()
    assert (
        "Remove this passkey?"
        in client.get(reverse("mfa_remove_webauthn", args=[key.pk])).content.decode()
    )


def test_a_new_passkey_gets_a_name_to_start_from(client, nia):
    page = proven(client).get(reverse("mfa_add_webauthn")).content.decode()

    assert 'value="Passkey 1"' in page


def test_passkey_of_somebody_else_does_not_exist(client, nia, officer):
    key = Authenticator.objects.create(user=officer, type="webauthn", data={"name": "Theirs"})

    response = proven(client).post(reverse("mfa_remove_webauthn", args=[key.pk]))

    assert response.status_code == 404


def test_passkey_is_renamed_and_removed(client, nia):
    proven(client)
    key = Authenticator.objects.create(user=nia, type="webauthn", data={"name": "Old"})
    client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "New"})

    key.refresh_from_db()
    assert key.data["name"] == "New"
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert not Authenticator.objects.exists()


GARBAGE = ["", "{", "[]", "null", "1", '"x"', "{}", json.dumps({"id": "x", "response": {}})]


@pytest.mark.parametrize("credential", GARBAGE)
def test_passkey_that_is_none_signs_nobody_in(credential, client, nia):
    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert response["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("credential", GARBAGE)
def test_passkey_that_is_none_is_not_added(credential, client, nia):
    proven(client).get(reverse("mfa_add_webauthn"))

    response = client.post(reverse("mfa_add_webauthn"), {"credential": credential})

    assert response.status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize("credential", GARBAGE)
def test_passkey_that_is_none_is_no_second_step(credential, client, nia, app):
    sign_in(client)

    content = second_step_by_passkey(client, credential).content.decode()

    assert "Please check what you typed" in content
    assert "_auth_user_id" not in client.session


def second_step_by_passkey(client, credential):
    client.get(reverse("mfa_authenticate"))
    return client.post(reverse("mfa_authenticate"), {"credential": credential})


@pytest.mark.parametrize(("code", "leads_on"), [("right", True), ("000000", False)])
def test_code_of_the_app_proves_it_is_you(code, leads_on, client, nia, app):
    sign_in(client)
    second_step(client, code_of(SECRET))
    cache.clear()  # The code was used a moment ago.

    asked = client.get(reverse("mfa_deactivate_totp"))["Location"]
    by_code = asked.replace(reverse("account_reauthenticate"), reverse("mfa_reauthenticate"))
    answer = {"code": code_of(SECRET) if code == "right" else code}
    response = client.post(by_code, answer)

    assert (response.get("Location") == reverse("mfa_deactivate_totp")) is leads_on
    assert (NOT_RIGHT in response.content.decode()) is not leads_on


@pytest.mark.parametrize("credential", GARBAGE)
def test_passkey_that_is_none_proves_nothing(credential, client, nia, request):
    sign_in(client)
    key = request.getfixturevalue("key")  # After signing in, which would ask for it.
    url = reverse("mfa_reauthenticate_webauthn")
    client.get(url)

    client.post(url, {"credential": credential})

    removal = client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert removal["Location"].startswith("/accounts/")
    assert Authenticator.objects.filter(pk=key.pk).exists()


def forged(client):
    """Names a passkey that exists and answers the challenge, but cannot sign."""
    page = client.get(reverse("mfa_authenticate")).content.decode()
    options = json.loads(re.search(r'<script id="passkey-data"[^>]*>(.*?)</script>', page)[1])
    challenge = websafe_decode(options["request_options"]["publicKey"]["challenge"])
    data = CollectedClientData.create("webauthn.get", challenge, "https://testserver")
    host = hashlib.sha256(b"testserver").digest()
    present = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV
    identity = passkey.registration()["rawId"]
    response = {
        "clientDataJSON": data.b64,
        "authenticatorData": websafe_encode(AuthenticatorData.create(host, present, 0)),
        "signature": websafe_encode(b"not a signature"),
    }
    return json.dumps(
        {"id": identity, "rawId": identity, "type": "public-key", "response": response}
    )


@pytest.fixture
def key(nia):
    data = {"name": "My phone", "credential": passkey.registration()}
    return Authenticator.objects.create(user=nia, type="webauthn", data=data)


def test_forged_passkey_gets_a_sentence(client, nia, key):
    sign_in(client)

    response = client.post(reverse("mfa_authenticate"), {"credential": forged(client)})

    assert "This passkey did not work." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_sixth_forged_passkey_is_not_even_tried(client, nia, key):
    sign_in(client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"credential": forged(client)})

    response = client.post(reverse("mfa_authenticate"), {"credential": forged(client)})

    assert "Too many tries." in response.content.decode()
