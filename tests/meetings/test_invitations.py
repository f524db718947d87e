from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from meetings.actions import invitations, rsvp
from meetings.errors import MeetingCancelled, MeetingOver
from meetings.models import Meeting
from outbox.models import Message
from tests.factories.leaders import LeaderFactory
from tests.factories.meetings import InvitationFactory, MeetingFactory, evening_in


def test_invite_counts_only_who_is_asked_anew(coordinator):
    meeting = MeetingFactory()
    first, second = LeaderFactory(), LeaderFactory()
    invitations.invite(meeting=meeting, leaders=[first], by=coordinator)

    count = invitations.invite(meeting=meeting, leaders=[first, second], by=coordinator)

    assert count == 1
    assert set(meeting.invitations.values_list("leader", flat=True)) == {first.pk, second.pk}


def test_invite_leaves_out_inactive_leaders(coordinator):
    meeting = MeetingFactory()
    LeaderFactory()

    count = invitations.invite(
        meeting=meeting, leaders=[LeaderFactory(is_active=False)], by=coordinator
    )

    assert (count, meeting.invitations.count()) == (0, 0)


def test_invite_asks_an_uninvited_leader_afresh(coordinator):
    withdrawn = InvitationFactory(
        withdrawn_at=timezone.now(), sent_at=timezone.now(), response="no"
    )

    count = invitations.invite(
        meeting=withdrawn.meeting, leaders=[withdrawn.leader], by=coordinator
    )

    withdrawn.refresh_from_db()
    assert count == 1
    assert (withdrawn.withdrawn_at, withdrawn.response) == (None, "none")


@pytest.mark.parametrize(
    ("status", "invite_in", "is_sent"),
    [
        (Meeting.Status.PUBLISHED, None, True),
        (Meeting.Status.PUBLISHED, timedelta(minutes=-1), True),
        (Meeting.Status.PUBLISHED, timedelta(hours=1), False),
        (Meeting.Status.DRAFT, None, False),
    ],
    ids=["at once", "since a minute", "in an hour", "draft"],
)
def test_invite_writes_only_when_invitations_are_out(coordinator, status, invite_in, is_sent):
    meeting = MeetingFactory(status=status, invite_at=invite_in and timezone.now() + invite_in)

    invitations.invite(meeting=meeting, leaders=[LeaderFactory()], by=coordinator)

    assert (meeting.invitations.get().sent_at is not None) == is_sent


def test_invite_to_a_cancelled_meeting_is_refused(coordinator):
    meeting = MeetingFactory(status=Meeting.Status.CANCELLED, cancelled_at=timezone.now())

    with pytest.raises(MeetingCancelled):
        invitations.invite(meeting=meeting, leaders=[LeaderFactory()], by=coordinator)


def test_invite_to_a_past_meeting_is_refused(coordinator):
    meeting = MeetingFactory(starts_at=evening_in(-2))

    with pytest.raises(MeetingOver):
        invitations.invite(meeting=meeting, leaders=[LeaderFactory()], by=coordinator)


# What is mailed


def messages(**filters):
    return list(Message.objects.filter(**filters).order_by("pk").values_list("kind", "status"))


def sent(meeting, count=1, **fields):
    """Invited leaders whose invitation has left the house."""
    invited = [
        InvitationFactory(meeting=meeting, sent_at=timezone.now(), **fields) for _ in range(count)
    ]
    return invited[0] if count == 1 else invited


def test_invitation_is_mailed_with_link_and_calendar(coordinator):
    leader = LeaderFactory()
    meeting = MeetingFactory()

    invitations.invite(meeting=meeting, leaders=[leader], by=coordinator)

    message = Message.objects.get()
    assert f"/rsvp/{meeting.invitations.get().token}/" in message.text
    assert (message.recipient, message.about, message.calendar_method) == (
        f"leader:{leader.pk}",
        f"meeting:{meeting.pk}",
        "REQUEST",
    )


def test_send_invitations_twice_mails_once(coordinator):
    meeting = MeetingFactory(invite_at=timezone.now() + timedelta(hours=1))
    invitations.invite(meeting=meeting, leaders=[LeaderFactory()], by=coordinator)

    counts = [invitations.send_invitations(meeting=meeting) for _ in range(2)]

    assert (counts, Message.objects.count()) == ([1, 0], 1)


def test_send_invitations_of_a_draft_mails_nothing(db):
    meeting = InvitationFactory(meeting=MeetingFactory(status=Meeting.Status.DRAFT)).meeting

    assert invitations.send_invitations(meeting=meeting) == 0


def test_leader_without_address_is_kept_in_the_outbox_as_unreachable(coordinator):
    invitations.invite(meeting=MeetingFactory(), leaders=[LeaderFactory(email="")], by=coordinator)

    assert messages() == [("meetings.invitation", "unreachable")]


def test_leader_asked_again_after_withdrawal_is_mailed_again(coordinator):
    meeting, leader = MeetingFactory(), LeaderFactory()
    invitations.invite(meeting=meeting, leaders=[leader], by=coordinator)
    Message.objects.update(status="sent", sent_at=timezone.now())
    invitations.withdraw_invitation(invitation=meeting.invitations.get(), by=coordinator)

    invitations.invite(meeting=meeting, leaders=[leader], by=coordinator)

    assert messages() == [
        ("meetings.invitation", "sent"),
        ("meetings.withdrawn", "queued"),
        ("meetings.invitation", "queued"),
    ]


def move(meeting, coordinator, hours):
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=meeting.starts_at + timedelta(hours=hours),
        ends_at=meeting.ends_at + timedelta(hours=hours),
        sequence=meeting.sequence + 1,
    )
    meeting.refresh_from_db()
    return invitations.announce_move(meeting=meeting, by=coordinator)


def test_move_is_told_with_the_same_uid_and_a_higher_sequence(coordinator):
    meeting = sent(MeetingFactory()).meeting

    count = move(meeting, coordinator, hours=1)

    event = Calendar.from_ical(Message.objects.get().calendar).walk("VEVENT")[0]
    assert count == 1
    assert (str(event["UID"]), event["SEQUENCE"]) == (meeting.uid, 1)


def test_move_is_told_after_a_pause_and_a_second_one_replaces_it(coordinator):
    meeting = sent(MeetingFactory()).meeting

    move(meeting, coordinator, hours=1)
    move(meeting, coordinator, hours=1)

    assert messages() == [("meetings.moved", "withdrawn"), ("meetings.moved", "queued")]
    assert Message.objects.last().not_before > timezone.now() + timedelta(minutes=4)


def test_move_shortly_before_the_start_is_told_at_once(coordinator):
    soon = timezone.now() + timedelta(minutes=30)
    meeting = sent(MeetingFactory(starts_at=soon)).meeting

    move(meeting, coordinator, hours=1)

    assert Message.objects.get().not_before <= timezone.now()


def test_move_before_the_invitation_left_sends_a_correct_invitation_instead(coordinator):
    meeting = MeetingFactory()
    invitations.invite(meeting=meeting, leaders=[LeaderFactory()], by=coordinator)

    move(meeting, coordinator, hours=1)

    assert messages() == [("meetings.invitation", "withdrawn"), ("meetings.invitation", "queued")]


def test_move_is_not_told_to_the_uninvited_or_not_yet_invited(coordinator):
    meeting = MeetingFactory()
    InvitationFactory(meeting=meeting)
    sent(meeting, withdrawn_at=timezone.now())

    assert move(meeting, coordinator, hours=1) == 0


def test_cancellation_is_told_with_its_reason_to_who_may_come(coordinator):
    meeting = MeetingFactory()
    coming = [sent(meeting), sent(meeting, response="maybe")]
    sent(meeting, response="no")
    cancel(meeting, "The library is closed.")

    count = invitations.announce_cancellation(meeting=meeting, by=coordinator)

    told = Message.objects.order_by("pk")
    assert count == 2
    assert [(m.address, "The library is closed." in m.text) for m in told] == [
        (invitation.leader.email, True) for invitation in coming
    ]


def cancel(meeting, reason):
    meeting.status, meeting.cancelled_at = Meeting.Status.CANCELLED, timezone.now()
    meeting.cancel_reason, meeting.sequence = reason, meeting.sequence + 1
    meeting.save()


def test_cancellation_takes_the_meeting_out_of_the_calendar(coordinator):
    meeting = sent(MeetingFactory()).meeting
    cancel(meeting, "")

    invitations.announce_cancellation(meeting=meeting, by=coordinator)

    message = Message.objects.get()
    event = Calendar.from_ical(message.calendar).walk("VEVENT")[0]
    assert message.calendar_method == "CANCEL"
    assert (str(event["STATUS"]), str(event["UID"]), event["SEQUENCE"]) == (
        "CANCELLED",
        meeting.uid,
        1,
    )


def test_cancellation_withdraws_what_is_unsent_and_is_not_told_to_the_uninformed(coordinator):
    meeting = MeetingFactory()
    invitations.invite(meeting=meeting, leaders=[LeaderFactory()], by=coordinator)
    cancel(meeting, "")

    count = invitations.announce_cancellation(meeting=meeting, by=coordinator)

    assert (count, messages()) == (0, [("meetings.invitation", "withdrawn")])


def test_cancellation_of_a_past_meeting_is_told_to_nobody(coordinator):
    meeting = sent(MeetingFactory(starts_at=evening_in(-2))).meeting
    cancel(meeting, "")

    assert invitations.announce_cancellation(meeting=meeting, by=coordinator) == 0


def test_withdrawn_invitation_gives_its_seat_to_who_waits(coordinator):
    meeting = MeetingFactory(capacity=1)
    first, second = sent(meeting, 2)
    for invitation in (first, second):
        rsvp.set_response(invitation=invitation, response="yes", via="link")

    invitations.withdraw_invitation(invitation=first, by=coordinator)

    second.refresh_from_db()
    assert second.seat == "confirmed"
    assert Message.objects.filter(kind="meetings.withdrawn").get().address == first.leader.email


def test_withdrawal_before_the_invitation_left_is_not_told(coordinator):
    meeting = MeetingFactory()
    invitations.invite(meeting=meeting, leaders=[LeaderFactory()], by=coordinator)

    invitations.withdraw_invitation(invitation=meeting.invitations.get(), by=coordinator)

    assert messages() == [("meetings.invitation", "withdrawn")]


def test_withdrawing_twice_is_withdrawing_once(coordinator):
    invitation = sent(MeetingFactory())

    for _ in range(2):
        invitations.withdraw_invitation(invitation=invitation, by=coordinator)

    assert messages() == [("meetings.withdrawn", "queued")]


def test_withdrawal_after_the_meeting_is_refused(coordinator):
    with pytest.raises(MeetingOver):
        invitations.withdraw_invitation(
            invitation=sent(MeetingFactory(starts_at=evening_in(-2))), by=coordinator
        )
