"""The way out: Django's configured mail backend, kept open for many messages."""

from __future__ import annotations

from email import message_from_bytes
from typing import Any, Protocol

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.dummy import EmailBackend as DummyBackend
from django.core.mail.backends.smtp import EmailBackend as SmtpBackend

from outbox.replies import judge, trouble
from outbox.smtp import Meanwhile, SmtpTransport, nothing


class Transport(Protocol):
    """`name` is kept with each message it took; empty when nothing really leaves."""

    name: str

    def open(self) -> None: ...
    def close(self) -> None: ...
    def send(
        self, *, sender: str, recipient: str, content: bytes, meanwhile: Meanwhile = nothing
    ) -> None:
        """`meanwhile` is done while the server takes what it was given; it must not fail."""


def configured_transport() -> Transport:
    backend = get_connection()
    if isinstance(backend, SmtpBackend):
        return SmtpTransport(backend)
    if isinstance(backend, DummyBackend):
        return NoTransport()
    return BackendTransport(backend)


class NoTransport:
    """No mail server is set: messages are only shown in the app."""

    name = ""

    def open(self) -> None:
        pass

    def close(self) -> None:
        pass

    def send(
        self, *, sender: str, recipient: str, content: bytes, meanwhile: Meanwhile = nothing
    ) -> None:
        pass


class BackendTransport:
    """Any other backend: files, memory, a provider's interface."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self.backend = backend
        self.name = type(backend).__module__.rpartition(".")[2][:100]

    def open(self) -> None:
        try:
            self.backend.open()
        except Exception as error:
            raise trouble(error) from error

    def close(self) -> None:
        self.backend.close()

    def send(
        self,
        *,
        sender: str,
        recipient: str,
        content: bytes,
        meanwhile: Meanwhile = nothing,  # noqa: ARG002 -- of a transport that has to wait
    ) -> None:
        try:
            self.backend.send_messages([Prebuilt(sender, recipient, content)])
        except Exception as error:
            raise judge(error) from error


class Prebuilt(EmailMessage):
    """A message whose bytes exist already."""

    def __init__(self, sender: str, recipient: str, content: bytes) -> None:
        super().__init__(from_email=sender, to=[recipient])
        self.content = content

    def message(self, **_: object) -> Any:
        return message_from_bytes(self.content)
