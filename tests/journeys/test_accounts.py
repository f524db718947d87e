"""From an invitation to a coordinator at work: sign-up, second step, passkey."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from outbox.models import Message
from tests.accounts.authenticator_app import code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

START = re.compile(r":\d+/$")
PASSWORD = "four words make sense"


@pytest.fixture(autouse=True)
def _as_in_production(settings, live_server):
    settings.SECOND_FACTOR_REQUIRED = True
    settings.SITE_URL = live_server.url


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name).click()


def choose(page, name):
    page.get_by_role("main").get_by_role("link", name=name).click()


def invite(page, email, role):
    page.goto("/accounts/users/")
    choose(page, "Invite somebody")
    page.get_by_label("E-mail").fill(email)
    page.locator("label", has_text=role).click()
    press(page, "Send the invitation")
    expect(page.get_by_text(f"An invitation goes to {email}.")).to_be_visible()


def link_in_mail(address):
    text = Message.objects.filter(address=address).latest("pk").text
    return re.search(r"https?://\S+/accounts/sign-up/\S+", text)[0]


def sign_up(page, address):
    page.goto(link_in_mail(address))
    page.get_by_label("Your name").fill("Nia New")
    page.get_by_label("Choose a password").fill(PASSWORD)
    press(page, "Sign up")


def set_up_app(page):
    choose(page, "Set up the app")
    page.get_by_text("I cannot point the camera at it").click()
    secret = page.locator(".secret-key").inner_text()
    page.get_by_label("Code").fill(code_of(secret))
    press(page, "Finish")
    return secret


def sign_in(page):
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("nia@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    press(page, re.compile("^Sign in$"))


def with_security_chip(page):
    """A device with a fingerprint reader, as Chromium's developer tools pretend one."""
    chip = page.context.new_cdp_session(page)
    chip.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    chip.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return chip


def test_invited_coordinator_sets_up_an_app_and_signs_in_with_it(
    administrator, open_page, settings
):
    settings.SECOND_FACTOR_REQUIRED = False
    invite(open_page(administrator), "nia@example.org", "Coordinator")
    settings.SECOND_FACTOR_REQUIRED = True
    page = open_page()

    sign_up(page, "nia@example.org")
    expect(page.get_by_role("heading", name="Set one up to go on")).to_be_visible()
    secret = set_up_app(page)
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    choose(page, "I have kept them: go on")
    expect(page).to_have_url(START)

    again = open_page()
    sign_in(again)
    again.get_by_label("Code").fill(code_of(secret))
    press(again, re.compile("^Sign in$"))
    again.goto("/accounts/users/")
    expect(again.get_by_role("heading", name="Accounts", level=1)).to_be_visible()


def test_invited_coordinator_signs_in_with_a_passkey_alone(administrator, open_page, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    invite(open_page(administrator), "nia@example.org", "Coordinator")
    settings.SECOND_FACTOR_REQUIRED = True
    page = open_page()
    with_security_chip(page)

    sign_up(page, "nia@example.org")
    choose(page, "Add a passkey")
    page.get_by_label("Name").fill("My phone")
    page.locator("label", has_text="Sign in with it alone").click()
    press(page, "Add this device")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/accounts/logout/")
    press(page, "Sign out")

    page.goto("/accounts/login/")
    press(page, "Sign in with a passkey")
    expect(page).to_have_url(START)
    page.goto("/accounts/settings/")
    expect(page.get_by_role("main").get_by_text("nia@example.org")).to_be_visible()


def test_passkey_is_a_second_step_after_the_password(db, open_page):
    user = User.objects.create_user("nia@example.org", PASSWORD, name="Nia", role="coordinator")
    page = open_page(user)
    with_security_chip(page)
    page.goto("/accounts/2fa/webauthn/add/")
    press(page, "Add this device")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/accounts/logout/")
    press(page, "Sign out")

    sign_in(page)
    press(page, "Use a passkey")
    expect(page).to_have_url(START)


def test_device_that_refuses_gets_a_sentence(db, open_page):
    page = open_page()
    chip = with_security_chip(page)
    page.goto("/accounts/login/")

    press(page, "Sign in with a passkey")

    expect(page.get_by_text("That did not work.")).to_be_visible()
    chip.detach()
