"""Answers from calendar programs."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from meetings.actions import rsvp
from meetings.actions.calendar_replies import record_reply
from meetings.calendar_replies import read_reply
from meetings.errors import BadReply, MeetingCancelled, OutdatedReply
from meetings.models import Invitation, Meeting
from outbox.models import Message
from tests.factories.meetings import InvitationFactory

REPLY = """BEGIN:VCALENDAR
PRODID:-//Example Corp//Calendar 16.0//EN
VERSION:2.0
METHOD:REPLY
BEGIN:VEVENT
ATTENDEE;PARTSTAT={partstat};CN=Ana:{attendee}
COMMENT:{comment}
UID:{uid}
SEQUENCE:{sequence}
DTSTAMP:{stamp}
DTSTART:20270520T230000Z
SUMMARY:Accepted: North District meeting
END:VEVENT
END:VCALENDAR
"""


def reply(**fields):
    """What a calendar program writes."""
    defaults = {
        "partstat": "ACCEPTED",
        "attendee": "mailto:ana@example.org",
        "comment": "",
        "uid": "7d3f@liaison",
        "sequence": "0",
        "stamp": f"{timezone.now() + timedelta(minutes=1):%Y%m%dT%H%M%SZ}",
    }
    return REPLY.format(**defaults | fields).replace("\n", "\r\n").encode()


def mail(part, subtype="calendar"):
    message = EmailMessage()
    message["From"], message["Subject"] = "Ana <ana@example.org>", "Accepted"
    message.set_content("Ana has accepted.")
    message.add_alternative(part.decode(), subtype=subtype, params={"method": "REPLY"})
    return message.as_bytes()


@pytest.fixture
def invitation(db):
    return InvitationFactory(meeting__uid="7d3f@liaison", leader__email="Ana@example.org")


# Reading


@pytest.mark.parametrize(
    ("partstat", "response"),
    [("ACCEPTED", "yes"), ("declined", "no"), ("TENTATIVE", "maybe")],
)
def test_reply_is_read_as_an_answer(partstat, response):
    assert read_reply(reply(partstat=partstat)).response == response


def test_reply_says_who_answers_which_version_when():
    read = read_reply(
        reply(attendee="MAILTO:ana@example.org", sequence="3", stamp="20270501T120000Z")
    )

    assert (read.uid, read.address, read.sequence, read.stamp) == (
        "7d3f@liaison",
        "ana@example.org",
        3,
        datetime(2027, 5, 1, 12, tzinfo=UTC),
    )


def test_reply_is_found_in_a_mail():
    assert read_reply(mail(reply(comment="See you"))).comment == "See you"


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\x00\xff\xfe",
        b"Hello",
        b"BEGIN:VCALENDAR",
        b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nEND:VCALENDAR\r\n",
        reply().replace(b"METHOD:REPLY", b"METHOD:REQUEST"),
        reply().replace(b"UID:7d3f@liaison\r\n", b""),
        reply(stamp="yesterday"),
        reply(stamp="20270501T120000"),
        reply(partstat="DELEGATED"),
        reply(sequence="many"),
        reply(attendee="https://example.org/ana"),
        reply().replace(b"COMMENT:", b"ATTENDEE;PARTSTAT=DECLINED:mailto:otto@example.org"),
        reply().replace(b"SEQUENCE:0", b"SEQUENCE:0\r\nSEQUENCE:1"),
        reply().replace(b"DTSTAMP:", b"DTSTAMP:20270501T120000Z\r\nDTSTAMP:"),
        mail(reply(), subtype="html"),
    ],
    ids=[
        "empty",
        "bytes",
        "words",
        "cut off",
        "no method",
        "no event",
        "request",
        "no uid",
        "bad stamp",
        "local stamp",
        "delegated",
        "bad sequence",
        "no mail address",
        "two attendees",
        "two sequences",
        "two stamps",
        "mail without calendar",
    ],
)
def test_what_is_no_reply_is_refused(source):
    with pytest.raises(BadReply):
        read_reply(source)


# Recording


def test_reply_is_recorded_and_confirmed_by_mail(invitation):
    record_reply(reply=read_reply(reply()))

    invitation.refresh_from_db()
    assert (invitation.response, invitation.responded_via) == ("yes", "calendar")
    assert Message.objects.get().kind == "meetings.recorded"


def test_reply_keeps_guests_and_needs_of_an_earlier_answer(invitation):
    rsvp.set_response(
        invitation=invitation, response="maybe", guests=2, access_needs="Step-free", via="link"
    )

    record_reply(reply=read_reply(reply(comment="Now sure")))

    invitation.refresh_from_db()
    assert (invitation.response, invitation.guests, invitation.access_needs, invitation.note) == (
        "yes",
        2,
        "Step-free",
        "Now sure",
    )


def test_reply_to_an_earlier_time_of_the_meeting_is_refused(invitation):
    Meeting.objects.update(sequence=1)

    with pytest.raises(OutdatedReply, match="has moved since"):
        record_reply(reply=read_reply(reply()))


def test_reply_older_than_the_answer_is_refused(invitation):
    rsvp.set_response(invitation=invitation, response="no", via="link")

    with pytest.raises(OutdatedReply, match="newer answer"):
        record_reply(reply=read_reply(reply(stamp="20200101T000000Z")))


@pytest.mark.parametrize(
    "fields", [{"uid": "other@liaison"}, {"attendee": "mailto:otto@example.org"}]
)
def test_reply_of_somebody_not_invited_is_refused(invitation, fields):
    with pytest.raises(BadReply, match="Nobody with this address"):
        record_reply(reply=read_reply(reply(**fields)))


def test_reply_to_a_cancelled_meeting_is_refused(invitation):
    Meeting.objects.update(status=Meeting.Status.CANCELLED, cancelled_at=timezone.now())

    with pytest.raises(MeetingCancelled):
        record_reply(reply=read_reply(reply()))


# The command


def run(source, tmp_path, *options):
    path = tmp_path / "reply.eml"
    path.write_bytes(source)
    output = io.StringIO()
    call_command("read_calendar_reply", str(path), *options, stdout=output)
    return output.getvalue()


def test_command_records_a_mail(invitation, tmp_path):
    assert "Recorded: Yes." in run(mail(reply()), tmp_path)
    assert Invitation.objects.get().response == "yes"


def test_command_reads_what_a_mail_server_pipes(invitation, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(reply())))

    call_command("read_calendar_reply", "-", stdout=io.StringIO())

    assert Invitation.objects.get().response == "yes"


def test_command_can_only_report(invitation, tmp_path):
    assert "ana@example.org: Yes" in run(reply(), tmp_path, "--dry-run")
    assert Invitation.objects.get().response == "none"


@pytest.mark.parametrize("source", [b"Hello", reply(uid="other@liaison"), b" " * (1024 * 1024 + 1)])
def test_command_refuses_with_a_sentence(invitation, tmp_path, source):
    with pytest.raises(CommandError):
        run(source, tmp_path)


def test_command_without_a_file_says_so(tmp_path):
    with pytest.raises(CommandError, match="Cannot read"):
        call_command("read_calendar_reply", str(tmp_path / "none"))
