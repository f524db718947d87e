"""What the invented city's past meetings left behind: answers, attendance, minutes, promises."""

from __future__ import annotations

import random
from datetime import date, timedelta

from accounts.models import User
from config.demo.calendar import leaders_of, seeded
from leaders.models import Leader
from meetings.models import Attendance, Commitment, Invitation, Meeting, Minutes

MINUTES = (
    """Eleven neighbors and two officers met.

- **Lighting:** three lamps were out, two are repaired.
- **Speeding:** parents asked for a crossing guard in the morning.

We agreed to walk the route together before the next meeting.""",
    """A calm evening. Most of the talk was about **late noise** near the market.

1. A number to call after ten is on the flyer.
2. Shop owners will keep deliveries until seven.""",
    """The school asked for officers at dismissal. Tenants thanked us for the quick answer
about the back entrance.

Open: who pays for the camera at the gate.""",
)
# What was promised, and what its owner wrote when it was done.
POLICE_PROMISES = (
    (
        "Report the broken lamps on the main street and tell everyone the date",
        "Reported to the city; the lamps were replaced.",
    ),
    (
        "Put an officer at the school crossing for two weeks in the morning",
        "Two officers took turns for ten school days.",
    ),
    (
        "Call back everybody who left a note at the last meeting",
        "We called all eleven; nine were reached.",
    ),
    (
        "Bring the noise rules to the next meeting, in English and Spanish",
        "Forty copies were handed out, half of them in Spanish.",
    ),
    (
        "Walk the market with shop owners on a Friday evening",
        "Six shop owners and two officers walked for an hour.",
    ),
    (
        "Find out who is responsible for the empty lot and report back",
        "It belongs to the city; the fence was mended.",
    ),
    (
        "Ask the transit agency about the dark bus stop",
        "The agency put in a brighter lamp.",
    ),
)
LEADER_PROMISES = (
    (
        "Collect the parents' questions and send them before the next meeting",
        "Fourteen questions came in and were sent on.",
    ),
    (
        "Ask the congregation for two volunteers for the walking school bus",
        "Three people volunteered.",
    ),
    (
        "Print the flyer with the contact number for every stairwell",
        "The flyer hangs in every stairwell.",
    ),
)
CONFIRMED_AFTER = timedelta(days=2)
EVIDENCE = dict(POLICE_PROMISES + LEADER_PROMISES)
ATTENDANCE_RATE, ANSWER_RATE = 0.55, 0.7


def _answer(chance: random.Random, meeting: Meeting, leader: Leader, seats: int) -> Invitation:
    response = "none"
    if chance.random() < ANSWER_RATE:
        response = chance.choices(["yes", "no", "maybe"], [6, 2, 2])[0]
    confirmed = response == "yes" and (meeting.capacity is None or seats < meeting.capacity)
    seat = "confirmed" if confirmed else "none"
    if response == "yes" and not confirmed:
        seat = "waiting"
    asked = meeting.starts_at - timedelta(days=21)
    return Invitation(
        meeting=meeting,
        leader=leader,
        sent_at=asked,
        created_at=asked,
        response=response,
        seat=seat,
        responded_at=asked + timedelta(days=chance.randint(0, 9)) if response != "none" else None,
        responded_via="link" if response != "none" else "",
        waiting_since=asked + timedelta(days=5) if seat == "waiting" else None,
    )


def area_of_each_meeting() -> dict[int | None, int]:
    """The one area of every demo meeting, by the meeting's primary key."""
    return dict(Meeting.areas.through.objects.values_list("meeting_id", "area_id"))


def answers(meetings: list[Meeting], people: list[Leader]) -> None:
    """Everybody of the district was invited; most answered, about half came."""
    chance = seeded()
    groups = leaders_of(people)
    areas = area_of_each_meeting()
    invitations: list[Invitation] = []
    attendances: list[Attendance] = []
    for meeting in meetings:
        seats = 0
        for leader in groups[areas[meeting.pk]]:
            invitation = _answer(chance, meeting, leader, seats)
            seats += invitation.seat == "confirmed"
            invitations.append(invitation)
            if meeting.logged_at and invitation.response != "no":
                came = chance.random() < ATTENDANCE_RATE + 0.25 * (invitation.response == "yes")
                if came:
                    attendances.append(Attendance(meeting=meeting, leader=leader))
        if meeting.logged_at and meeting.host:
            attendances.append(Attendance(meeting=meeting, user=meeting.host))
    Invitation.objects.bulk_create(invitations)
    Attendance.objects.bulk_create(attendances)


def log(meetings: list[Meeting], not_logged: int = 2) -> None:
    """Mark all but the newest as logged by their host the same evening, with minutes."""
    chance = seeded()
    done = meetings[:-not_logged]
    for meeting in done:
        meeting.logged_at = meeting.ends_at + timedelta(minutes=15)
        meeting.logged_by = meeting.host
        meeting.others_count = chance.randint(0, 6)
    Meeting.objects.bulk_update(done, ["logged_at", "logged_by", "others_count"])
    Minutes.objects.bulk_create(
        Minutes(
            meeting=meeting,
            text=chance.choice(MINUTES),
            published_at=meeting.logged_at,
            updated_by=meeting.host,
        )
        for meeting in done
    )


def _settle(chance: random.Random, commitment: Commitment, today: date) -> None:
    """Give a promise its past: most old ones are kept, some late, a few disputed or open."""
    age = (today - commitment.due_on).days
    if age < -10:
        return
    fate = chance.choices(["kept", "late", "done", "disputed", "open"], [70, 12, 8, 4, 6])[0]
    if fate == "open" or (fate != "done" and age < 0):
        return
    moment = commitment.created_at + (commitment.due_on - commitment.created_at.date()) * 0.8
    if fate == "late":
        moment = commitment.created_at + timedelta(
            days=(commitment.due_on - commitment.created_at.date()).days + 9
        )
    if moment.date() + CONFIRMED_AFTER >= today:
        return
    commitment.done_at = moment
    commitment.evidence = EVIDENCE[commitment.text]
    commitment.state = "kept" if fate in {"kept", "late"} else fate
    if commitment.state == "kept":
        commitment.closed_at = moment + CONFIRMED_AFTER
        commitment.confirmed_by_leader = commitment.promised_to_leader
        commitment.confirmed_by_user = commitment.promised_to_user
    if commitment.state == "disputed":
        commitment.closing_note = "The lamp by the bus stop is still dark."


def _promise(chance: random.Random, meeting: Meeting, leader: Leader) -> Commitment:
    by_police = chance.random() < 0.75
    common = {
        "meeting": meeting,
        "due_on": meeting.local_starts_at.date() + timedelta(days=chance.choice([14, 28, 35])),
        "created_at": meeting.starts_at,
        "created_by": meeting.host,
    }
    if by_police:
        return Commitment(
            text=chance.choice(POLICE_PROMISES)[0],
            owner_user=meeting.host,
            promised_to_leader=leader,
            **common,
        )
    return Commitment(
        text=chance.choice(LEADER_PROMISES)[0],
        owner_leader=leader,
        promised_to_user=meeting.host,
        **common,
    )


def promises(meetings: list[Meeting], people: list[Leader], today: date) -> list[Commitment]:
    """One or two promises from each logged meeting, most of them kept."""
    chance = random.Random(7)
    groups = leaders_of(people)
    areas = area_of_each_meeting()
    rows = [
        _promise(chance, meeting, chance.choice(groups[areas[meeting.pk]]))
        for meeting in meetings
        if meeting.logged_at
        for _ in range(chance.choice([0, 1, 1, 2]))
    ]
    for commitment in rows:
        _settle(chance, commitment, today)
    created = Commitment.objects.bulk_create(rows)
    through = Commitment.areas.through
    through.objects.bulk_create(
        through(commitment=commitment, area_id=areas[commitment.meeting_id])
        for commitment in created
    )
    return created


def officers_of(users: list[User]) -> list[User]:
    return [user for user in users if user.role == "officer"]
