from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from tests.factories.outbox import MessageFactory, SuppressionFactory

pytestmark = pytest.mark.django_db


def test_why_mail_prints_what_the_page_shows(capsys):
    SuppressionFactory(address="ana@example.org")
    MessageFactory(
        address="ana@example.org", subject="Reminder", status="failed", reason="You are invited."
    )

    call_command("why_mail", "ana@example.org")

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "ana@example.org: 1 message. Could not be delivered: 1."
    assert lines[1].startswith("! Since ")
    assert lines[3].endswith("  Reminder")
    assert lines[4].startswith("  Could not be delivered: It could not be delivered")
    assert lines[5] == "  You are invited."


def test_why_mail_without_an_address_says_so():
    with pytest.raises(CommandError, match="Enter the e-mail address"):
        call_command("why_mail", " ", "--dry-run")
