"""The dialogue with a mail server, in as few turns as it allows.

`smtplib.SMTP.sendmail` waits for four answers per message and parses both addresses again each
time. Where the server offers pipelining (RFC 2920, nearly all do) two waits suffice, which halves
the time a distant server takes. Connecting, TLS and signing in stay Django's and smtplib's.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from typing import cast

from django.core.mail.backends.smtp import EmailBackend

from outbox.replies import judge, trouble

FINE = 250
WILL_FORWARD = 251
GO_ON = 354
Reply = tuple[int, bytes]
Meanwhile = Callable[[], None]


def nothing() -> None:
    """There is nothing to do meanwhile."""


class SmtpTransport:
    """The connection Django's backend opens."""

    def __init__(self, backend: EmailBackend) -> None:
        self.backend = backend
        self.name = str(backend.host)[:100]

    @property
    def connection(self) -> smtplib.SMTP:
        return cast(smtplib.SMTP, self.backend.connection)

    def open(self) -> None:
        try:
            self.backend.open()
            self.connection.ehlo_or_helo_if_needed()
        except OSError as error:
            self.close()
            raise trouble(error) from error

    def close(self) -> None:
        """Also when the server is gone already: what is sent is sent."""
        try:
            self.backend.close()
        except OSError:
            self.backend.connection = None

    def send(
        self, *, sender: str, recipient: str, content: bytes, meanwhile: Meanwhile = nothing
    ) -> None:
        """Addresses are checked before (`mime.mailbox`): no letter in them ends a command."""
        size = f" SIZE={len(content)}" if self.connection.has_extn("size") else ""
        try:
            self._announce(f"MAIL FROM:<{sender}>{size}", f"RCPT TO:<{recipient}>")
            self._transfer(content, meanwhile)
        except Exception as error:
            raise judge(error) from error

    def _announce(self, mail: str, rcpt: str) -> None:
        replies: list[Reply] = []
        if self.connection.has_extn("pipelining"):
            self.connection.send(f"{mail}\r\n{rcpt}\r\nDATA\r\n")
            replies = [self.connection.getreply() for _ in range(3)]
        else:
            for command in (mail, rcpt, "DATA"):
                replies.append(self.connection.docmd(command))
                if replies[-1][0] not in {FINE, WILL_FORWARD, GO_ON}:
                    break
        refusal = _refusal(replies, mail, rcpt)
        if refusal:
            self._start_over(is_data_awaited=replies[-1][0] == GO_ON)
            raise refusal

    def _transfer(self, content: bytes, meanwhile: Meanwhile) -> None:
        self.connection.send(_with_end(content))
        meanwhile()
        code, words = self.connection.getreply()
        if code != FINE:
            self._start_over()
            raise smtplib.SMTPDataError(code, words)

    def _start_over(self, *, is_data_awaited: bool = False) -> None:
        """The refusal is what counts, even if the server hangs up with it."""
        try:
            if is_data_awaited:  # RFC 2920, 3.1: a message for nobody is ended at once.
                self.connection.docmd(".")
            self.connection.rset()
        except smtplib.SMTPServerDisconnected:
            self.connection.close()


def _with_end(content: bytes) -> bytes:
    """A dot alone ends the message; one that starts a line is doubled (RFC 5321, 4.5.2)."""
    if not content.endswith(b"\r\n"):
        content += b"\r\n"
    start = b"." if content.startswith(b".") else b""
    return start + content.replace(b"\r\n.", b"\r\n..") + b".\r\n"


def _refusal(replies: list[Reply], mail: str, rcpt: str) -> smtplib.SMTPException | None:
    """In the words of the first command that was refused: the others fail in its wake."""
    (code, words), *others = replies
    if code != FINE:
        return smtplib.SMTPSenderRefused(code, words, mail)
    (code, words), *others = others
    if code not in {FINE, WILL_FORWARD}:
        return smtplib.SMTPRecipientsRefused({rcpt: (code, words)})
    (code, words), *others = others
    if code != GO_ON:
        return smtplib.SMTPDataError(code, words)
    return None
