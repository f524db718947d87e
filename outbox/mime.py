"""A message as the bytes a mail server takes.

Written by hand: Django's and the standard library's builders need three to five times the time a
mail server needs to take the result, and 10,000 reminders should not wait for that. The tests
read everything back with the standard library's parser.
"""

from __future__ import annotations

import base64
import binascii
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, formataddr, parseaddr
from functools import lru_cache
from typing import Self

from django.conf import settings
from django.utils.encoding import punycode

from outbox import addresses
from outbox.models import Message

LONGEST_LINE = 990  # RFC 5321 allows 1,000 with the line break.
WORD = 39  # Bytes in an encoded word, so that it fits behind "Subject: ".
# What HTML reads as another character, or refuses, when it is written as a reference.
REFERENCES_DIFFER = re.compile("[\x7f-\x9f\ufdd0-\ufdef\ufffe-\U0010ffff]")
CRLF = b"\r\n"


@dataclass(frozen=True)
class Letterhead:
    """What all messages of this installation have in common."""

    sender: str
    sender_line: str
    reply_to: str

    @classmethod
    def of_site(cls) -> Self:
        name, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
        name = addresses.one_line(name or settings.DEPARTMENT_NAME, 100)
        reply_to = settings.DEPARTMENT_EMAIL
        return cls(
            sender=sender,
            sender_line=formataddr((name, sender), charset="utf-8"),
            reply_to=reply_to if addresses.is_address(reply_to) else "",
        )

    def write(self, message: Message) -> bytes:
        headers = {
            "From": self.sender_line,
            "To": mailbox(message.address),
            "Subject": _header_text(message.subject),
            "Date": _date(int(time.time())),
            "Message-ID": message.message_id,
            "Reply-To": mailbox(message.reply_to) if message.reply_to else self.reply_to,
            "Content-Language": message.language,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
            "MIME-Version": "1.0",
        }
        lines = [f"{name}: {value}".encode("ascii") for name, value in headers.items() if value]
        return CRLF.join(lines) + CRLF + _body(message)


@lru_cache(maxsize=1)
def _date(second: int) -> str:
    return format_datetime(datetime.fromtimestamp(second, UTC))


def mailbox(address: str) -> str:
    """The address in ASCII, whatever alphabet its domain is written in."""
    if addresses.FORBIDDEN.search(address) or "@" not in address:
        raise ValueError("This address cannot stand in a mail's header.")
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain if domain.isascii() else punycode(domain)}"


@lru_cache(maxsize=64)
def _header_text(text: str) -> str:
    """Remembered, because the reminders of one meeting all have its subject."""
    text = addresses.one_line(text, 250)
    if text.isascii() and "=?" not in text:
        return text
    words = [_encoded_word(piece) for piece in _pieces(text)]
    return "\r\n ".join(words)


def _pieces(text: str) -> Iterator[str]:
    """Cut between characters, never inside one: RFC 2047."""
    start, size = 0, 0
    for end, character in enumerate(text):
        width = len(character.encode("utf-8", "replace"))
        if size + width > WORD:
            yield text[start:end]
            start, size = end, 0
        size += width
    yield text[start:]


def _encoded_word(text: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(text.encode('utf-8', 'replace')).decode('ascii')}?="


def _body(message: Message) -> bytes:
    """`mixed(alternative(text, html, calendar), invite.ics)` with what there is of it.

    The calendar stands in it twice: Outlook, Gmail and Apple Mail answer to the alternative,
    others offer the attachment.
    """
    boundary = message.message_id[1:33].partition("@")[0]
    parts = [_text_part("text/plain", message.text)]
    if message.html:
        parts.append(_text_part("text/html", _in_ascii(message.html)))
    if message.calendar:
        kind = f"text/calendar; method={message.calendar_method}"
        parts.append(_text_part(kind, message.calendar))
    if len(parts) == 1:
        return parts[0]
    body = _multipart("alternative", boundary, parts)
    if message.calendar:
        body = _multipart("mixed", f"{boundary}.mixed", [body, _attachment(message.calendar)])
    return body


def _multipart(kind: str, boundary: str, parts: list[bytes]) -> bytes:
    """The encoded parts never hold "=_", so that no text can end its part early."""
    line = f"--=_{boundary}".encode("ascii")
    head = f'Content-Type: multipart/{kind}; boundary="=_{boundary}"'.encode("ascii")
    inner = b"".join(line + CRLF + part + CRLF for part in parts)
    return head + CRLF + CRLF + inner + line + b"--" + CRLF


def _text_part(kind: str, text: str) -> bytes:
    encoding, body = _encoded(_with_mail_lines(text))
    head = f'Content-Type: {kind}; charset="utf-8"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n'
    return head.encode("ascii") + body


def _in_ascii(html: str) -> str:
    """Accents as HTML's own references, which need no encoding; other alphabets as they are."""
    if html.isascii() or REFERENCES_DIFFER.search(html):
        return html
    ascii_html = html.encode("ascii", "xmlcharrefreplace").decode("ascii")
    return ascii_html if len(ascii_html) < len(html) * 1.2 else html


def _attachment(calendar: str) -> bytes:
    head = (
        b'Content-Type: application/ics; name="invite.ics"\r\n'
        b"Content-Transfer-Encoding: base64\r\n"
        b'Content-Disposition: attachment; filename="invite.ics"\r\n\r\n'
    )
    return head + _base64(_with_mail_lines(calendar).encode("utf-8", "replace"))


def _with_mail_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


def _encoded(text: str) -> tuple[str, bytes]:
    """As it is, if any server takes that; else readable for Latin letters, compact for others."""
    data = text.encode("utf-8", "replace")
    if text.isascii() and "=_" not in text and max(map(len, data.split(CRLF))) <= LONGEST_LINE:
        return "7bit", data
    if (len(data) - len(text)) * 6 > len(text):
        return "base64", _base64(data)
    return "quoted-printable", binascii.b2a_qp(data)


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", CRLF)
