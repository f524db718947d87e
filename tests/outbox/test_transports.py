from __future__ import annotations

import pytest
from django.core import mail

from outbox.replies import Refused, ServerTrouble
from outbox.smtp import SmtpTransport
from outbox.transports import BackendTransport, NoTransport, configured_transport

CONTENT = b"Subject: Hi\r\nTo: ana@example.org\r\n\r\nText\r\n"


def send(transport):
    transport.open()
    transport.send(sender="desk@example.org", recipient="ana@example.org", content=CONTENT)
    transport.close()


@pytest.mark.parametrize(
    ("backend", "kind", "name"),
    [
        ("dummy", NoTransport, ""),
        ("smtp", SmtpTransport, "mail.example.org"),
        ("console", BackendTransport, "console"),
    ],
)
def test_configured_transport_follows_the_settings(settings, backend, kind, name):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    settings.EMAIL_HOST = "mail.example.org"

    transport = configured_transport()

    assert (type(transport), transport.name) == (kind, name)


def test_without_a_mail_server_nothing_leaves(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    assert send(configured_transport()) is None


def test_another_backend_gets_the_finished_message(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    send(configured_transport())

    [message] = mail.outbox
    assert (message.to, message.message()["Subject"]) == (["ana@example.org"], "Hi")


def test_another_backend_that_fails_refuses_this_message_for_now(settings):
    settings.EMAIL_BACKEND = "tests.outbox.servers.BrokenBackend"

    with pytest.raises(Refused) as caught:
        send(configured_transport())

    assert caught.value == Refused("RuntimeError: No message today", is_temporary=True)


def test_another_backend_that_is_away_is_trouble(settings):
    settings.EMAIL_BACKEND = "tests.outbox.servers.BrokenBackend"
    transport = configured_transport()
    transport.backend.is_away = True

    with pytest.raises(ServerTrouble, match="The service is away"):
        transport.open()
