"""What a mail server's refusal means: for this message, for this address, or for all of us."""

from __future__ import annotations

import re
import smtplib
from dataclasses import dataclass

from outbox import addresses

ENHANCED_CODE = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
# RFC 3463 and its registry: no such mailbox, no such domain, moved away, domain takes no mail.
DEAD_ADDRESS = {"5.1.1", "5.1.2", "5.1.6", "5.1.10"}
# "Permanent" only until tomorrow: the sender's own limit (5.4.5), a full mailbox (5.2.2).
LATER = {"5.4.5", "5.2.2"}
CLOSING = 421
TOO_LARGE = 552
LONGEST_WORDS = 500


@dataclass
class Refused(Exception):
    """The server took the connection but not this message."""

    words: str
    is_temporary: bool = False
    is_dead_address: bool = False


@dataclass
class ServerTrouble(Exception):
    """The server cannot be used now. When the connection was lost, a message may be the cause."""

    words: str
    is_lost_connection: bool = False


def trouble(error: Exception) -> ServerTrouble:
    """Of an error while the connection is made: nothing else can be to blame."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = _words(error.smtp_code, error.smtp_error)
        return ServerTrouble(words, is_lost_connection=error.smtp_code == CLOSING)
    return ServerTrouble(_line(str(error) or type(error).__name__), is_lost_connection=True)


def judge(error: Exception) -> Refused | ServerTrouble:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(error.recipients.values()))
        return _judge_reply(code, _words(code, answer))
    if isinstance(error, smtplib.SMTPDataError):
        return _judge_reply(error.smtp_code, _words(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPSenderRefused) and error.smtp_code == TOO_LARGE:
        return Refused(_words(error.smtp_code, error.smtp_error))
    if isinstance(error, OSError):  # smtplib's own errors are OSErrors, too.
        return trouble(error)
    return Refused(_line(f"{type(error).__name__}: {error}"), is_temporary=True)


def _judge_reply(code: int, words: str) -> Refused | ServerTrouble:
    if code == CLOSING:
        return ServerTrouble(words, is_lost_connection=True)
    found = ENHANCED_CODE.search(words)
    enhanced = found[1] if found else ""
    is_temporary = code < 500 or enhanced in LATER  # noqa: PLR2004 -- SMTP's border
    return Refused(
        words,
        is_temporary=is_temporary,
        is_dead_address=not is_temporary and enhanced in DEAD_ADDRESS,
    )


def _words(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return _line(f"{code} {text}")


def _line(words: str) -> str:
    return addresses.one_line(words, LONGEST_WORDS)
