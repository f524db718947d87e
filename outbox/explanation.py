"""Why somebody did, or didn't, get a message: said once for pages, command and API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from outbox import claims
from outbox.models import Message, Suppression

Status = Message.Status
Scope = Suppression.Scope
Reason = Suppression.Reason
MOST_SHOWN = 200


@dataclass(frozen=True)
class Explanation:
    """One message and what became of it."""

    message: Message
    sentence: str


@dataclass(frozen=True)
class AddressReport:
    """All that is known about mail to one address."""

    address: str
    summary: str
    stops: list[tuple[Suppression, str]]
    messages: list[Explanation]


def explain_address(address: str, *, at: datetime | None = None) -> AddressReport:
    """Newest first; three statements, however much was written."""
    address = address.strip()
    messages = Message.objects.to_address(address).disclosed()
    suppressions = list(Suppression.objects.of_address(address))
    counts = dict(messages.order_by().values_list("status").annotate(number=Count("pk")))
    return AddressReport(
        address=address,
        summary=_summary(counts),
        stops=[(suppression, explain_suppression(suppression)) for suppression in suppressions],
        messages=[
            Explanation(message, explain(message, suppressions=suppressions, at=at))
            for message in messages.for_list()[:MOST_SHOWN]
        ],
    )


def explain(
    message: Message,
    *,
    suppressions: list[Suppression] | None = None,
    at: datetime | None = None,
) -> str:
    """What became of it, and what happens next, in plain words."""
    at = at or timezone.now()
    if message.status == Status.SUPPRESSED:
        return _suppressed(message, suppressions)
    sentences: dict[str, Callable[[Message, datetime], str]] = {
        Status.QUEUED: _queued,
        Status.SENDING: _sending,
        Status.SENT: _sent,
        Status.WITHDRAWN: _withdrawn,
        Status.EXPIRED: _expired,
        Status.UNREACHABLE: _unreachable,
        Status.FAILED: _failed,
    }
    return sentences[message.status](message, at)


def explain_suppression(suppression: Suppression) -> str:
    since = {"when": moment(suppression.created_at)}
    match suppression.reason:
        case Reason.BOUNCED:
            sentence = _("Since %(when)s mail to this address comes back.") % since
        case Reason.COMPLAINED:
            sentence = _("At %(when)s whoever reads this address marked our mail as unwanted.")
            sentence %= since
        case _other:
            sentence = _("At %(when)s this person asked not to be mailed.") % since
    if suppression.scope == Scope.NEWS:
        sentence += " " + _("News is not sent; messages about meetings are.")
    elif suppression.reason == Reason.BOUNCED:
        sentence += " " + _("Nothing is sent to it.")
    else:
        sentence += " " + _("Nothing is sent to it but what is needed to sign in.")
    return " ".join(filter(None, [sentence, quoted(suppression.note)]))


def moment(value: datetime) -> str:
    local = timezone.localtime(value)
    return f"{date_format(local, 'DATETIME_FORMAT')} ({local.tzname()})"


def quoted(words: str) -> str:
    """Word for word: whoever looks after the mail server can use it."""
    return _("What came back: “%(words)s”") % {"words": words} if words else ""


def _summary(counts: dict[str, int]) -> str:
    if not counts:
        return _(
            "Nothing was ever written to this address. Perhaps they are listed with another one, "
            "or were not among those invited."
        )
    total = sum(counts.values())
    sentence = ngettext("%d message.", "%d messages.", total) % total
    parts = [f"{Status(s).label}: {counts[s]}." for s in Status.values if s in counts]
    return " ".join([sentence, *parts])


def _queued(message: Message, at: datetime) -> str:
    when = {"when": moment(message.not_before), "attempts": message.attempts}
    if message.attempts:
        sentence = ngettext(
            "Not delivered yet: the mail server put it off %(attempts)d time. "
            "The next try is at %(when)s.",
            "Not delivered yet: the mail server put it off %(attempts)d times. "
            "The next try is at %(when)s.",
            message.attempts,
        )
        return f"{sentence % when} {quoted(message.error)}".strip()
    if message.not_before > at:
        return _("It is written, and will be sent at %(when)s.") % when
    if message.error:
        sentence = _("It waits because our mail server cannot be used now; we keep trying.")
        return f"{sentence} {quoted(message.error)}"
    return _("It is on its way: it will be sent within the next minute.")


def _sending(message: Message, at: datetime) -> str:
    if message.leased_until and message.leased_until < at:
        return _("The program that was sending it stopped. Another takes over within a minute.")
    return _("It is being sent at this moment.")


def _sent(message: Message, at: datetime) -> str:  # noqa: ARG001 -- one signature for all
    when = {"when": moment(message.sent_at or message.created_at), "server": message.accepted_by}
    if not message.accepted_by:
        return _("Shown here since %(when)s, not mailed: no mail server is set up.") % when
    return (
        _(
            "The mail server %(server)s took it at %(when)s. If they do not find it, it may be in "
            "their spam folder."
        )
        % when
    )


def _withdrawn(message: Message, at: datetime) -> str:  # noqa: ARG001 -- as above
    return " ".join(filter(None, [_("It was taken back before it was sent."), message.error]))


def _expired(message: Message, at: datetime) -> str:  # noqa: ARG001 -- as above
    late = moment(message.expires_at or message.created_at)
    sentence = _("It was not sent: after %(late)s it would have come too late.") % {"late": late}
    return f"{sentence} {quoted(message.error)}".strip()


def _suppressed(message: Message, suppressions: list[Suppression] | None) -> str:
    if suppressions is None:
        suppressions = list(Suppression.objects.of_address(message.address))
    stopping = [explain_suppression(s) for s in suppressions if s.stops(message.kind)]
    sentence = _("It was not sent: mail to this address is stopped.")
    if not stopping:
        sentence = _("It was not sent: mail to this address was stopped then. It no longer is.")
    return " ".join([sentence, *stopping])


def _unreachable(message: Message, at: datetime) -> str:  # noqa: ARG001 -- as above
    if not message.address:
        return _("It was not sent: we have no e-mail address. Please phone.")
    return _("It was not sent: “%(address)s” is not an e-mail address. Please correct it.") % {
        "address": message.address
    }


def _failed(message: Message, at: datetime) -> str:  # noqa: ARG001 -- as above
    sentence = ngettext(
        "It could not be delivered: we tried %d time and gave up.",
        "It could not be delivered: we tried %d times and gave up.",
        message.attempts,
    )
    if message.attempts < claims.MOST_ATTEMPTS:
        sentence = ngettext(
            "It could not be delivered: the mail server refused it for good at try %d.",
            "It could not be delivered: the mail server refused it for good at try %d.",
            message.attempts,
        )
    return f"{sentence % message.attempts} {quoted(message.error)}".strip()
