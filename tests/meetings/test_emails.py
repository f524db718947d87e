"""What leaders read: every message, in every language, whatever people are called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.utils import timezone, translation
from icalendar import Calendar

from meetings import emails, letters
from meetings.letters import Letter, Letters, blank, language_of
from meetings.models import AgendaItem, Meeting
from outbox.rendering import Rendered
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory

pytestmark = pytest.mark.django_db

START = datetime(2027, 12, 10, 0, tzinfo=UTC)  # Thursday, 19:00 in New York.
AT = START - timedelta(days=20)
MESSAGES = {
    "invitation": lambda invitation: emails.invitation(invitation, letters=Letters(), at=AT),
    "recorded": lambda invitation: emails.recorded(invitation, at=AT),
    "moved": lambda invitation: emails.moved(invitation, letters=Letters(), at=AT),
    "cancelled": lambda invitation: emails.cancelled(invitation, letters=Letters(), at=AT),
    "withdrawn": lambda invitation: emails.withdrawn(invitation, at=AT),
    "seat": lambda invitation: emails.seat(invitation, letters=Letters(), at=AT),
    "reminder": lambda invitation: emails.reminder(invitation, 1440, letters=Letters()),
}
WITH_LINK = {"invitation", "recorded", "moved", "seat", "reminder"}
CALENDAR = {
    "invitation": "REQUEST",
    "recorded": "REQUEST",
    "moved": "REQUEST",
    "cancelled": "CANCEL",
    "withdrawn": "CANCEL",
    "seat": "REQUEST",
    "reminder": "",
}
every_message = pytest.mark.parametrize("message", MESSAGES)
every_language = pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])

EVIL = '<script>alert("1")</script> & Sons'


class Words(HTMLParser):
    """The text of a page, and the tags in it."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = set(), ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data


def invitation(**fields):
    meeting = MeetingFactory(
        title="North District meeting",
        starts_at=START,
        place="Public library",
        address="5 Main St",
        description="What we heard last time.",
        cancel_reason="The library is closed.",
    )
    AgendaItem.objects.create(meeting=meeting, position=1, title="Follow-up")
    return InvitationFactory(**{"meeting": meeting, "response": "yes", "responded_at": AT} | fields)


@every_language
@every_message
def test_message_says_what_and_when_in_the_leader_s_language(message, language):
    draft = MESSAGES[message](invitation(leader=LeaderFactory(preferred_language=language)))

    with translation.override(language):
        day = f"{START.date() - timedelta(days=1):%d}".lstrip("0")
    assert (draft.language, draft.subject.count("North District meeting")) == (language, 1)
    for part in (draft.subject, draft.text, draft.html):
        assert all(words in part for words in ("North District meeting", day, "2027"))


@every_message
def test_message_has_the_link_exactly_where_there_is_something_to_answer(message):
    one = invitation()
    draft = MESSAGES[message](one)

    link = f"{settings.SITE_URL}/rsvp/{one.token}/"
    assert {link in draft.text, link in draft.html} == {message in WITH_LINK}


@every_message
def test_message_prints_time_with_its_zone_and_place(message):
    draft = MESSAGES[message](invitation())

    for words in ("Thursday, December 9, 2027", "New York, EST", "Public library, 5 Main St"):
        assert words in draft.text
        assert words in draft.html


@every_message
def test_message_lets_no_name_become_markup(message):
    leader = LeaderFactory(name=EVIL)
    one = invitation(leader=leader, note=EVIL, access_needs=EVIL)
    Meeting.objects.update(title=EVIL, description=EVIL, place=EVIL, cancel_reason=EVIL)
    one.meeting.refresh_from_db()

    draft = MESSAGES[message](one)

    page = Words(draft.html)
    assert ("script" in page.tags, EVIL in page.text, EVIL in draft.text) == (False, True, True)


@every_message
def test_message_of_one_leader_knows_nothing_of_another(message):
    shared = Letters()
    first = invitation()
    second = InvitationFactory(meeting=first.meeting, leader__name="Otto Other", response="maybe")
    calls = {
        "invitation": lambda one: emails.invitation(one, letters=shared, at=AT),
        "moved": lambda one: emails.moved(one, letters=shared, at=AT),
        "cancelled": lambda one: emails.cancelled(one, letters=shared, at=AT),
        "seat": lambda one: emails.seat(one, letters=shared, at=AT),
        "reminder": lambda one: emails.reminder(one, 60, letters=shared),
    }
    write = calls.get(message, MESSAGES[message])

    drafts = [write(one) for one in (second, first)]

    everything = drafts[1].text + drafts[1].html + drafts[1].calendar
    assert [
        secret in everything for secret in ("Otto Other", second.token, second.leader.email)
    ] == [False, False, False]


@every_message
def test_message_carries_the_calendar_part_of_its_purpose(message):
    draft = MESSAGES[message](invitation())

    method = str(Calendar.from_ical(draft.calendar)["METHOD"]) if draft.calendar else ""
    assert (draft.calendar_method, method) == (CALENDAR[message], CALENDAR[message])


@every_message
def test_message_expires_with_its_purpose(message):
    one = invitation()
    ends = {"invitation": one.meeting.starts_at, "reminder": one.meeting.starts_at}

    assert MESSAGES[message](one).expires_at == ends.get(message, one.meeting.ends_at)


@every_message
def test_message_says_why_it_came(message):
    draft = MESSAGES[message](invitation())

    assert draft.reason
    assert f"Why you get this message: {draft.reason}" in draft.text


def test_recorded_no_brings_nothing_into_the_calendar():
    assert emails.recorded(invitation(response="no"), at=AT).calendar == ""


def test_recorded_shows_every_wish():
    draft = emails.recorded(
        invitation(access_needs="Step-free", interpreter_language="ase", note="See you"), at=AT
    )

    for words in ("Step-free", "American Sign Language", "See you"):
        assert words in draft.text


def test_calendar_part_speaks_the_leader_s_language():
    with translation.override("es"):
        draft = emails.invitation(
            invitation(leader=LeaderFactory(preferred_language="en")), letters=Letters(), at=AT
        )

    assert "Answer\\, or change your answer" in draft.calendar.replace("\r\n ", "")


def test_reply_goes_to_the_department(settings):
    settings.DEPARTMENT_EMAIL = "partnership@police.example"

    assert emails.recorded(invitation(), at=AT).reply_to == "partnership@police.example"


# Letters


def letter_with(text):
    return Letter(Rendered(subject="S", text=text, html=text, language="en", reason=""))


def test_letter_fills_blanks_once_and_escapes_in_html_only():
    letter = letter_with(f"Dear {blank('name')}, see {blank('link')}.")

    filled = letter.fill({"name": f"<b>{blank('link')}", "link": "https://x.example/?a=1&b=2"})

    assert filled.text == f"Dear <b>{blank('link')}, see https://x.example/?a=1&b=2."
    assert filled.html == (f"Dear &lt;b&gt;{blank('link')}, see https://x.example/?a=1&amp;b=2.")


def test_letter_leaves_out_no_blank():
    with pytest.raises(KeyError):
        letter_with(blank("name")).fill({})


def test_letter_is_rendered_once_per_meeting_and_language():
    rendered = []
    shared = Letters()
    meeting = invitation().meeting

    def context():
        rendered.append(translation.get_language())
        return emails._context(meeting)

    for language in ("en", "es", "en"):
        shared.letter("meetings/emails/reminder", meeting.pk, language, context)

    assert rendered == ["en", "es"]


def test_letters_are_forgotten_before_they_are_too_many(monkeypatch):
    monkeypatch.setattr(letters, "MOST_KEPT", 2)
    shared = Letters()
    one = invitation().meeting

    for number in range(5):
        shared.letter("meetings/emails/reminder", number, "en", lambda: emails._context(one))

    assert len(shared._letters) == 1


@pytest.mark.parametrize(
    ("preferred", "others", "language"),
    [
        ("en", [], "en"),
        ("es", ["en"], "es"),
        ("es-mx", [], "es"),
        ("ar", [], "en"),
        ("ar", ["es"], "es"),
        ("ar", ["so", "es", "en"], "es"),
        ("zz", ["??", ""], "en"),
    ],
)
def test_leader_is_written_to_in_the_best_language_there_is(preferred, others, language):
    leader = LeaderFactory.build(preferred_language=preferred, languages=others)

    assert language_of(leader) == language


def test_message_is_written_now():
    draft = emails.recorded(invitation(), at=timezone.now())

    assert draft.not_before is None
