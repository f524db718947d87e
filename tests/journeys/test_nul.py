"""A NUL character, which PostgreSQL refuses: in no address, question or form does it break a page.

The test client passes on every exception that a reader would see as a 500.
"""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve

from accounts.models import Role
from tests.browser import client_of
from tests.html_forms import forms
from tests.journeys.addresses import addresses
from tests.journeys.world import PERSONAS

pytestmark = pytest.mark.django_db
NUL = "a\x00b"


def one_of_each(world):
    """An address for each name: what is judged here is the view, not the object."""
    return dict(addresses(world)).values()


def spoilt(world):
    """Every address, with a NUL in one of its parts after the other."""
    for address in one_of_each(world):
        parts = address.strip("/").split("/")
        for place in range(len(parts)):
            yield address.replace(parts[place], f"{parts[place]}%00", 1)


def is_address(path):
    try:
        return resolve(path)
    except Resolver404:
        return None


def sent(client, form, page, fields):
    """The answer, while everything stays as it was."""
    sender = Client()
    sender.cookies.load(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        response = sender.post(urljoin(page, form.address), fields)
        transaction.set_rollback(True)
    return response


def with_nul(form):
    """Each field spoilt alone; all of them together with each button."""
    for name in form.fields:
        yield form.fields | {name: NUL}
    for button, value in form.buttons.items():
        yield dict.fromkeys(form.fields, NUL) | {button: value}
        yield form.fields | {button: NUL}


def forms_of(client, world, seen):
    """Each kind of form that this reader can send, with the page it is on."""
    for _name, address in addresses(world):
        page = client.get(address, follow=True)
        if page.status_code != 200 or not page["Content-Type"].startswith("text/html"):
            continue
        path = page.request["PATH_INFO"]
        for form in forms(page):
            target = urlsplit(urljoin(path, form.address)).path
            kind = (resolve(target).view_name, frozenset(form.fields))
            if form.method == "post" and kind not in seen:
                seen.add(kind)
                yield form, path


def test_only_links_from_mails_are_looked_at_with_a_nul_in_them(world):
    """Their views judge them, to say that the mail program may have damaged them."""
    found = {
        match.view_name
        for address in spoilt(world)
        if (match := is_address(address.replace("%00", "\x00")))
    }

    assert found == {
        "accounts:email-confirm",
        "account_reset_password_from_key",
        "concerns:follow",
        "concerns:mine-by-link",
        "concerns:photo-by-ticket",
        "initiatives:offer-by-link",
        "meetings:promise",
        "meetings:rsvp",
        "meetings:rsvp-answered",
        "meetings:rsvp-calendar",
    }


@pytest.mark.parametrize("persona", ["nobody", Role.ADMINISTRATOR])
def test_no_address_breaks_on_a_nul(world, persona):
    client = client_of(world.users[persona]) if persona != "nobody" else Client()

    codes = {client.get(address).status_code for address in spoilt(world)}

    # "Gone" for a link that is none; the page for a new password says so with a 200.
    assert codes == {200, 404, 410}


@pytest.mark.parametrize("persona", ["nobody", Role.ADMINISTRATOR])
def test_no_address_understands_a_question_with_a_nul(world, persona):
    client = client_of(world.users[persona]) if persona != "nobody" else Client()

    codes = {client.get(f"{address}?q=%00").status_code for address in one_of_each(world)}

    assert codes == {400}


@pytest.mark.parametrize("question", ["q=%00", "%00", "a=b&page=1%00"])
def test_question_with_a_nul_is_not_understood(client, question):
    assert client.get(f"/meetings/?{question}").status_code == 400


def test_session_with_a_nul_is_not_understood(client):
    client.cookies["sessionid"] = "\x00" * 32

    assert client.get("/").status_code == 400


def test_cookie_of_somebody_else_is_not_our_business(client):
    client.cookies["elsewhere"] = "\x00"

    assert client.get("/").status_code == 200


def test_per_cent_sign_before_zeros_is_text(client):
    assert client.get("/commitments/?q=%2500").status_code == 200


def test_no_form_breaks_on_a_nul(world):
    seen, codes = set(), set()
    for persona in (*PERSONAS[:3], Role.ADMINISTRATOR):
        client = client_of(world.users[persona]) if world.users[persona] else Client()
        for form, page in forms_of(client, world, seen):
            codes |= {sent(client, form, page, fields).status_code for fields in with_nul(form)}

    assert {name for name, _fields in seen} >= {"meetings:meeting-log", "leaders:contact-create"}
    assert codes < set(range(200, 500))
