from __future__ import annotations

import smtplib

import pytest

from outbox.replies import Refused, ServerTrouble, judge, trouble


def rcpt(code, words):
    return smtplib.SMTPRecipientsRefused({"ana@example.org": (code, words)})


@pytest.mark.parametrize(
    ("error", "judgement"),
    [
        (rcpt(450, b"4.2.0 Greylisted"), Refused("450 4.2.0 Greylisted", is_temporary=True)),
        (rcpt(550, b"No such user"), Refused("550 No such user")),
        (rcpt(550, b"5.1.1 Unknown"), Refused("550 5.1.1 Unknown", is_dead_address=True)),
        (rcpt(556, b"5.1.10 Null MX"), Refused("556 5.1.10 Null MX", is_dead_address=True)),
        (rcpt(552, b"5.2.2 Full"), Refused("552 5.2.2 Full", is_temporary=True)),
        (rcpt(550, b"15.1.1 no code"), Refused("550 15.1.1 no code")),
        (rcpt(421, b"Busy"), ServerTrouble("421 Busy", is_lost_connection=True)),
        (smtplib.SMTPDataError(554, b"5.7.1 Spam"), Refused("554 5.7.1 Spam")),
        (smtplib.SMTPDataError(451, b"Later"), Refused("451 Later", is_temporary=True)),
        (
            smtplib.SMTPDataError(550, b"5.4.5 Daily limit"),
            Refused("550 5.4.5 Daily limit", is_temporary=True),
        ),
        (smtplib.SMTPSenderRefused(552, b"Too big", "a@b.c"), Refused("552 Too big")),
        (smtplib.SMTPSenderRefused(550, b"Not you", "a@b.c"), ServerTrouble("550 Not you")),
        (
            smtplib.SMTPServerDisconnected("Connection unexpectedly closed"),
            ServerTrouble("Connection unexpectedly closed", is_lost_connection=True),
        ),
        (TimeoutError("timed out"), ServerTrouble("timed out", is_lost_connection=True)),
        (
            ConnectionResetError(),
            ServerTrouble("ConnectionResetError", is_lost_connection=True),
        ),
        (ValueError("odd"), Refused("ValueError: odd", is_temporary=True)),
    ],
    ids=lambda value: getattr(value, "words", None) or type(value).__name__,
)
def test_judge_of_an_answer(error, judgement):
    assert judge(error) == judgement


def test_judge_folds_answers_of_many_lines():
    assert judge(rcpt(550, b"5.7.1 One\n5.7.1 \xff Two")) == Refused(
        "550 5.7.1 One 5.7.1 \ufffd Two"
    )


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (smtplib.SMTPAuthenticationError(535, b"Wrong password"), "535 Wrong password"),
        (ConnectionRefusedError(111, "Connection refused"), "[Errno 111] Connection refused"),
        (smtplib.SMTPNotSupportedError("No STARTTLS"), "No STARTTLS"),
    ],
    ids=["sign-in", "refused", "no TLS"],
)
def test_trouble_repeats_what_the_server_said(error, words):
    assert trouble(error).words == words
