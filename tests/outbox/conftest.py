from __future__ import annotations

from pathlib import Path

import pytest


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
