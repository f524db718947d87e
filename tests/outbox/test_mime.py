from __future__ import annotations

import email
import email.policy
from datetime import timedelta
from email.utils import parsedate_to_datetime
from html import unescape

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from outbox.mime import LONGEST_LINE, Letterhead
from tests.factories.outbox import MessageFactory

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Reunión\r\nEND:VCALENDAR\r\n"
LETTERHEAD = Letterhead(
    sender="desk@springfield.example",
    sender_line="Springfield Police <desk@springfield.example>",
    reply_to="community@springfield.example",
)
TEXTS = st.text(alphabet=st.characters(exclude_characters="\r", exclude_categories=["Cs"]))


def written(**fields):
    return LETTERHEAD.write(MessageFactory.build(**fields))


def parsed(**fields):
    return email.message_from_bytes(written(**fields), policy=email.policy.default)


def shape(part):
    """The tree of content types."""
    if part.is_multipart():
        return {part.get_content_type(): [shape(inner) for inner in part.iter_parts()]}
    return part.get_content_type()


def test_text_alone_is_one_part():
    mail = parsed(text="Hello")

    assert (shape(mail), mail.get_content()) == ("text/plain", "Hello")


def test_text_and_html_are_alternatives():
    assert shape(parsed(html="<p>Hello</p>")) == {
        "multipart/alternative": ["text/plain", "text/html"]
    }


def test_calendar_is_an_alternative_and_an_attachment():
    mail = parsed(html="<p>Hello</p>", calendar=CALENDAR, calendar_method="REQUEST")

    assert shape(mail) == {
        "multipart/mixed": [
            {"multipart/alternative": ["text/plain", "text/html", "text/calendar"]},
            "application/ics",
        ]
    }
    assert next(mail.iter_attachments()).get_filename() == "invite.ics"


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "REPLY"])
def test_calendar_part_names_its_method(method):
    mail = parsed(calendar=CALENDAR, calendar_method=method)
    part = next(part for part in mail.walk() if part.get_content_type() == "text/calendar")

    assert dict(part["Content-Type"].params) == {"charset": "utf-8", "method": method}


def test_both_calendars_are_read_as_they_were_written():
    mail = parsed(calendar=CALENDAR, calendar_method="REQUEST")
    kinds = {"text/calendar", "application/ics"}
    parts = [part for part in mail.walk() if part.get_content_type() in kinds]

    contents = [part.get_payload(decode=True) for part in parts]
    assert contents == [CALENDAR.encode()] * 2
    assert Calendar.from_ical(contents[0])["SUMMARY"] == "Reunión"


def test_headers_say_who_writes_what_to_whom_and_that_a_program_does():
    mail = parsed(
        address="ana@example.org", subject="Hello", language="es", message_id="<id@liaison.example>"
    )

    assert {name: value for name, value in mail.items() if name != "Date"} == {
        "From": "Springfield Police <desk@springfield.example>",
        "To": "ana@example.org",
        "Subject": "Hello",
        "Message-ID": "<id@liaison.example>",
        "Reply-To": "community@springfield.example",
        "Content-Language": "es",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "MIME-Version": "1.0",
        "Content-Type": 'text/plain; charset="utf-8"',
        "Content-Transfer-Encoding": "7bit",
    }


def test_date_is_now():
    assert timezone.now() - parsedate_to_datetime(parsed()["Date"]) < timedelta(seconds=5)


def test_reply_address_of_the_message_counts_before_the_department_s():
    assert parsed(reply_to="officer@example.org")["Reply-To"] == "officer@example.org"


def test_domain_in_another_alphabet_is_written_in_ascii():
    assert b"To: ana@xn--bcher-kva.example\r\n" in written(address="ana@bücher.example")


@pytest.mark.parametrize("field", ["address", "reply_to"])
def test_message_with_an_address_that_adds_a_header_is_not_written(field):
    with pytest.raises(ValueError, match="cannot stand in a mail's header"):
        written(**{field: "ana@example.org\r\nBcc: eve@example.org"})


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("Springfield Police", "Springfield Police <desk@springfield.example>"),
        ("Policía", "=?utf-8?q?Polic=C3=ADa?= <desk@springfield.example>"),
        (
            "Police\r\nBcc: eve@example.org",
            '"Police Bcc: eve@example.org" <desk@springfield.example>',
        ),
    ],
    ids=["plain", "accented", "hostile"],
)
def test_letterhead_names_the_department(settings, name, line):
    settings.DEFAULT_FROM_EMAIL = "desk@springfield.example"
    settings.DEPARTMENT_NAME = name

    assert Letterhead.of_site().sender_line == line


def test_letterhead_keeps_a_name_that_is_set(settings):
    settings.DEFAULT_FROM_EMAIL = "Liaison desk <desk@springfield.example>"

    assert Letterhead.of_site().sender_line == "Liaison desk <desk@springfield.example>"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Plain words", "7bit"),
        ("x" * 2000, "quoted-printable"),
        ("--=_boundary in the text", "quoted-printable"),
        ("La reunión será mañana en el salón comunal de siempre.", "quoted-printable"),
        ("الاجتماع يوم الخميس", "base64"),
    ],
    ids=["ascii", "long line", "boundary", "Spanish", "Arabic"],
)
def test_text_is_encoded_as_little_as_it_can_be(text, encoding):
    mail = parsed(text=text)

    assert mail["Content-Transfer-Encoding"] == encoding
    assert mail.get_content().rstrip("\r\n") == text


@given(text=TEXTS, html=TEXTS, calendar=TEXTS)
def test_any_content_arrives_as_it_was_written(text, html, calendar):
    mail = parsed(text=text, html=f"<p>{html}", calendar=f"{calendar}.", calendar_method="REQUEST")
    parts = [part for part in mail.walk() if not part.is_multipart()]

    contents = [part.get_payload(decode=True).replace(b"\r\n", b"\n").decode() for part in parts]
    plain, written_html, *calendars = contents
    assert (plain, calendars) == (text, [f"{calendar}."] * 2)
    assert unescape(written_html) == unescape(f"<p>{html}")


def test_accents_in_html_are_written_as_references():
    mail = parsed(html="<p>La reunión será el jueves, en la sala de siempre.</p>")

    content = mail.get_body(["html"]).get_payload()
    assert content == "<p>La reuni&#243;n ser&#225; el jueves, en la sala de siempre.</p>"


@pytest.mark.parametrize("character", ["\x80", "\ufdd0", "\ufffe", "😀"])
def test_characters_that_references_would_change_are_kept(character):
    content = parsed(html=f"<p>{character}</p>").get_body(["html"]).get_content()

    assert content.strip() == f"<p>{character}</p>"


@given(subject=st.text(max_size=250))
def test_any_subject_stays_one_header(subject):
    mail = parsed(subject=subject)

    assert mail["Subject"] is None or mail["Subject"] == " ".join(mail["Subject"].split())
    assert "Bcc" not in mail
    assert mail.get_content() == "Text"


@given(st.text(max_size=300), st.text(max_size=2000), st.text(max_size=2000))
def test_what_is_sent_is_ascii_in_short_lines(subject, text, html):
    content = written(subject=subject, text=text, html=html)

    assert content.isascii()
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, content.split(b"\r\n"))) <= LONGEST_LINE
