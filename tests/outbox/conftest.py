from __future__ import annotations

from pathlib import Path

import pytest

from tests.outbox.servers import OddServer


@pytest.fixture
def email_templates(settings) -> None:
    """Messages of no app: `outbox_tests/emails/greeting` and `…/plain`."""
    settings.DEPARTMENT_NAME = "Springfield Police"
    settings.DEPARTMENT_EMAIL = "community@springfield.example"
    settings.DEPARTMENT_PHONE = "+1 555 0100"
    settings.SITE_URL = "https://liaison.example.org"
    engine = settings.TEMPLATES[0]
    folder = Path(__file__).parent / "templates"
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], folder]}]


@pytest.fixture
def server(settings):
    """A real mail server that does what a test tells it, and Django's settings for it."""
    with OddServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = server.port
        settings.EMAIL_TIMEOUT = 5
        yield server
