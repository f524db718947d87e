"""Plugin: a real Chromium for tests marked `browser`.

`open_page` gives pages of the live server, signed in as whoever is asked for; a page that breaks
the Content-Security-Policy or throws an error fails its test.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
# No sandbox: CI runs as root in a container. Nothing may reach out of this machine.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("No Chromium on this machine: install it, CI never skips browser tests.")
        pytest.skip("no Chromium on this machine; install the package chromium to run this")
    # Playwright's loop runs in this thread; Django would take its own queries for asynchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[OpenPage]:
    """`open_page(user)` or `open_page(viewport=DESKTOP)`: a page in a context of its own."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(user: Any = None, viewport: Any = PHONE, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, viewport=viewport, **options)
        contexts.append(context)
        context.set_default_timeout(15_000)
        if user is not None:
            sign_in(context, user, live_server.url)
        page = context.new_page()
        page.on("console", lambda message: complaints.extend(complaint(message)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A phone in the hands of somebody without an account."""
    return open_page()


def sign_in(context: BrowserContext, user: Any, url: str) -> None:
    key = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": url}])


def client_of(user: Any) -> Client:
    """Signed in a moment ago with a password, so that nothing asks for it again."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time(), "reauthenticated": True}
    ]
    session.save()
    return client


def complaint(message: ConsoleMessage) -> list[str]:
    """What the browser refused; a page that is meant to answer 403 or 404 is not one."""
    if message.type != "error" or "Failed to load resource" in message.text:
        return []
    return [message.text]
