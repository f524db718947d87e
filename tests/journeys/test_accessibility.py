"""WCAG 2.2 AA on every page, for everybody who may open it, on a phone and on a desktop."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from tests.browser import DESKTOP, PHONE, client_of
from tests.journeys.addresses import addresses, arguments, names, values_for
from tests.journeys.world import PERSONAS

SMALLEST = {"width": 320, "height": 640}
OPTIONS = {
    "resultTypes": ["violations"],
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ],
    # Off by default, because it is new in WCAG 2.2.
    "rules": {"target-size": {"enabled": True}},
}
# What decides on a phone besides: how wide, how near to each other and how far from what is behind.
OF_THE_WIDTH = [
    "color-contrast",
    "link-in-text-block",
    "meta-viewport",
    "scrollable-region-focusable",
    "target-size",
]
ON_A_PHONE = {"resultTypes": ["violations"], "runOnly": OF_THE_WIDTH}
# Words, numbers and addresses may differ between two pages that are built alike.
WORDS = re.compile(r">\s*[^<\s][^<]*<")
ADDRESSES = re.compile(r' (action|content|d|datetime|href|points|src|value)="[^"]+"')
NUMBERS = re.compile(r"\d+")
HEADINGS = re.compile(r"<h([1-6])")
AXE = Axe().axe_script
NO_PAGE_OF_ITS_OWN = {
    # Only for accounts without a password, which no persona has.
    "account_set_password",
    # Only in the middle of signing in; it has a test of its own below.
    "mfa_authenticate",
    # Answers scripts.
    "mfa_login_webauthn",
}


def answers(client, world, left_out=()):
    """What each address answers this reader, wherever it leads."""
    for name, address in addresses(world):
        if name not in left_out:
            yield name, address, client.get(address, follow=True)


def build_of(response):
    """Which elements stand between header and footer, below which headings in which order."""
    content = response.text.partition("<main")[2].partition("</main>")[0]
    without_words = WORDS.sub(">words<", content)
    alike = ADDRESSES.sub(r' \1="there"', NUMBERS.sub("0", without_words))
    headings = ",".join(HEADINGS.findall(content))
    return f"{headings} {sorted(set(alike.split('<')))}" if content else ""


def is_first(build, run_folder):
    """Whether no process of this run has looked at a page that is built so."""
    folder = run_folder / "looked-at"
    folder.mkdir(exist_ok=True)
    try:
        (folder / hashlib.sha256(build.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def is_page(response):
    """Also one that refuses: a link that is used up has a page of its own."""
    return response["Content-Type"].startswith("text/html") and response.status_code != 405


def reader(world, persona):
    user = world.users[persona]
    return client_of(user) if user else Client()


def violations(page, options=OPTIONS):
    """Each rule that is broken, with the elements that break it."""
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


def scrolls_sideways(page):
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def look_at(page, address=""):
    """What is wrong on one page, at three widths."""
    if address:
        page.goto(address)
    page.evaluate(AXE)
    wrong = []
    for viewport, options in ((DESKTOP, OPTIONS), (PHONE, ON_A_PHONE)):
        page.set_viewport_size(viewport)
        wrong += [f"{viewport['width']} px, {text}" for text in violations(page, options)]
    page.set_viewport_size(SMALLEST)
    if scrolls_sideways(page):
        wrong.append("scrolls sideways at 320 px")
    return wrong


@pytest.mark.browser
@pytest.mark.parametrize("persona", PERSONAS)
def test_every_page_is_accessible(persona, world, open_page, run_folder):
    page = open_page(world.users[persona], viewport=DESKTOP)
    wrong = {"/": look_at(page, "/")}  # With this persona's own header.
    for _, address, response in answers(reader(world, persona), world):
        build = build_of(response) if is_page(response) else ""
        if build and is_first(build, run_folder):
            wrong[address] = look_at(page, urlsplit(address).path)

    assert {address: found for address, found in wrong.items() if found} == {}


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/no-such-page/", "/accounts/logout/"])
def test_page_without_content_of_its_own_is_accessible(address, db, open_page):
    page = open_page(viewport=DESKTOP)

    assert look_at(page, address) == []


@pytest.mark.browser
def test_second_step_of_signing_in_is_accessible(world, open_page):
    administrator = world.users["administrator"]
    administrator.set_password("demo-partnership")
    administrator.save()
    page = open_page(viewport=DESKTOP)
    page.goto("/accounts/login/")
    page.locator("[name=login]").fill(administrator.email)
    page.locator("[name=password]").fill("demo-partnership")
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts/2fa/authenticate/")

    assert look_at(page) == []


def test_every_address_with_arguments_has_objects_to_show(world):
    known = arguments(world)

    assert [
        name for name, takes_arguments in names() if takes_arguments and not values_for(name, known)
    ] == []


def test_every_address_answers_somebody(world):
    """With a page, a file, or, where it only takes answers, with 405."""
    answered = set()
    for persona in reversed(PERSONAS):
        for name, address, response in answers(reader(world, persona), world, left_out=answered):
            if response.status_code in {200, 405} and response.request["PATH_INFO"] == address:
                answered.add(name)

    assert {name for name, _ in names()} - answered == NO_PAGE_OF_ITS_OWN
