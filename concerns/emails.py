"""What people are written about concerns: one function per message.

Mail to whoever raised a confidential concern is private: no page shows to whom it went, or that it
was sent. Subjects name the reference only: screens are seen by others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from accounts.models import User
from concerns import links
from concerns.models import Concern, Reporter
from outbox.drafts import Draft
from outbox.rendering import draft, written_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ACKNOWLEDGED = "concerns.acknowledged"
ANSWERED = "concerns.answered"
PAUSED = "concerns.paused"
CLOSED = "concerns.closed"
RECORDED = "concerns.recorded"
LASTED = "concerns.lasted"
LINK = "concerns.link"
MINE = "concerns.mine"
ARRIVED = "concerns.arrived"
ASSIGNED = "concerns.assigned"
WRITTEN = "concerns.written"
REOPENED = "concerns.reopened"
RECURRED = "concerns.recurred"
OVERDUE = "concerns.overdue"
ESCALATED = "concerns.escalated"

TO_RAISER = (ACKNOWLEDGED, ANSWERED, PAUSED, CLOSED, RECORDED, LASTED, LINK)

RAISED_BY_YOU = gettext_lazy("You told us about something.")
ASKED_FOR = gettext_lazy("Somebody, probably you, asked for it on our page.")
YOURS = gettext_lazy("You are the owner of this concern.")
COORDINATING = gettext_lazy("You coordinate the answers to concerns.")


MOST_LISTED = 20


def about(concern: Concern) -> str:
    return f"concern:{concern.pk}"


# To the one who raised it


def acknowledged(concern: Concern) -> list[Draft]:
    """At once, by itself: it is here, and until when a person answers."""
    with override(_language(concern)):
        return _to_raiser(
            ACKNOWLEDGED,
            concern,
            at=concern.raised_at,
            subject=_("We have received your concern %(reference)s"),
            sentence=_("We have received your concern. A person reads it and answers you."),
            facts={"due_at": concern.due_at},
            label=_("Read or add to your concern"),
        )


def answered(concern: Concern, text: str, *, at: datetime) -> list[Draft]:
    """A person's answer, word for word."""
    with override(_language(concern)):
        return _to_raiser(
            ANSWERED,
            concern,
            at=at,
            subject=_("An answer to your concern %(reference)s"),
            sentence=_("We have answered your concern:"),
            facts={"words": text},
            label=_("Read it and write back"),
        )


def paused(concern: Concern, *, at: datetime) -> list[Draft]:
    """It waits: why, and until when."""
    with override(_language(concern)):
        return _to_raiser(
            PAUSED,
            concern,
            at=at,
            subject=_("Your concern %(reference)s has to wait"),
            sentence=_("We cannot go on with your concern at the moment, because:"),
            facts={"words": concern.pause_reason, "until": concern.paused_until},
            label=_("See where it stands"),
        )


def closed(concern: Concern) -> list[Draft]:
    """What came of it, why, and the question whether that is right."""
    with override(_language(concern)):
        return _to_raiser(
            CLOSED,
            concern,
            at=concern.closed_at,
            subject=_("Your concern %(reference)s is closed. Is that right?"),
            sentence=_("We have closed your concern. If you do not agree, open it again."),
            facts={"outcome": concern.get_outcome_display(), "words": concern.outcome_reason},
            label=_("Say whether this is right"),
        )


def recorded(concern: Concern, sentence: StrOrPromise, *, at: datetime) -> list[Draft]:
    """What was recorded as theirs by a link; if it was not them, they can tell us."""
    with override(_language(concern)):
        return _to_raiser(
            RECORDED,
            concern,
            at=at,
            subject=_("We recorded your answer about %(reference)s"),
            sentence=str(sentence),
            facts={"again": True},
            label=_("See where it stands"),
        )


def lasted(concern: Concern, *, at: datetime) -> list[Draft]:
    """Four weeks later: did it last?"""
    with override(_language(concern)):
        return _to_raiser(
            LASTED,
            concern,
            at=at,
            subject=_("Your concern %(reference)s: did it last?"),
            sentence=_(
                "Four weeks ago we closed your concern. One question: is it still as good as then?"
            ),
            facts={"outcome": concern.get_outcome_display(), "words": concern.outcome_reason},
            label=_("Answer yes or no"),
        )


def link(concern: Concern, *, at: datetime) -> list[Draft]:
    """A new link to the concern, asked for by whoever reads this address."""
    with override(_language(concern)):
        return _to_raiser(
            LINK,
            concern,
            at=at,
            subject=_("Your link to concern %(reference)s"),
            sentence=_("Here is the link you asked for. It opens your concern to whoever has it."),
            facts={},
            label=_("Open your concern"),
        )


def mine(concern: Concern, *, at: datetime) -> list[Draft]:
    """A link to everything raised from an address, asked for by whoever reads it."""
    with override(_language(concern)):
        context = {
            "link": links.mine(concern.reporter),
            "hours": links.MINE_WORKS_FOR // timedelta(hours=1),
            "reason": str(ASKED_FOR),
        }
        return [
            draft(
                "concerns/emails/mine",
                context,
                _language(concern),
                key=_key(MINE, concern, at, "raiser"),
                kind=MINE,
                address=concern.reporter.email,
                expires_at=at + links.MINE_WORKS_FOR,
                is_sealed=True,
                is_private=True,
                reply_to=settings.DEPARTMENT_EMAIL,
            )
        ]


# To the department


def arrived(concern: Concern) -> list[Draft]:
    return _to_responsible(ARRIVED, concern, at=concern.raised_at)


def assigned(concern: Concern, *, at: datetime) -> list[Draft]:
    return _to_responsible(ASSIGNED, concern, at=at)


def written(concern: Concern, *, at: datetime) -> list[Draft]:
    """The one who raised it wrote again."""
    return _to_responsible(WRITTEN, concern, at=at)


def reopened(concern: Concern, *, at: datetime) -> list[Draft]:
    """The one who raised it does not agree with how it was closed."""
    return _to_responsible(REOPENED, concern, at=at)


def recurred(concern: Concern, *, at: datetime) -> list[Draft]:
    """It did not last."""
    return _to_responsible(RECURRED, concern, at=at)


def overdue(concerns: list[Concern], owner: User, *, at: datetime) -> Draft:
    """To the owner: these answers are late."""
    return _to_police(OVERDUE, concerns, owner, at=at, reason=YOURS)


def escalated(concerns: list[Concern], coordinator: User, *, at: datetime) -> Draft:
    """To those who coordinate: these are late, and nobody has answered."""
    return _to_police(ESCALATED, concerns, coordinator, at=at, reason=COORDINATING)


def coordinators() -> Iterable[User]:
    return User.objects.active().with_role("coordinator").order_by("pk")


# What each notice to the department says first.
NOTICES: Mapping[str, tuple[StrOrPromise, StrOrPromise]] = {
    ARRIVED: (
        gettext_lazy("New concern %(reference)s"),
        gettext_lazy("A new concern waits for your answer."),
    ),
    ASSIGNED: (
        gettext_lazy("Concern %(reference)s is yours now"),
        gettext_lazy("This concern was given to you."),
    ),
    WRITTEN: (
        gettext_lazy("New message about %(reference)s"),
        gettext_lazy("The person who raised this concern has written again."),
    ),
    REOPENED: (
        gettext_lazy("Concern %(reference)s was opened again"),
        gettext_lazy("The person who raised this concern does not agree with how it was closed."),
    ),
    RECURRED: (
        gettext_lazy("Concern %(reference)s: it did not last"),
        gettext_lazy("The person who raised this concern says that the trouble is back."),
    ),
    OVERDUE: (
        gettext_lazy("Late answer: %(reference)s"),
        gettext_lazy("The time to answer is over. Only an answer written by you stops the clock."),
    ),
    ESCALATED: (
        gettext_lazy("Late answers: %(reference)s"),
        gettext_lazy("The time to answer was over a day ago, and nobody has answered."),
    ),
}


def _language(concern: Concern) -> str:
    return written_language(concern.language)


def _to_raiser(
    kind: str,
    concern: Concern,
    *,
    at: datetime | None,
    subject: str,
    sentence: str,
    facts: Mapping[str, Any],
    label: str,
) -> list[Draft]:
    """Nothing where nobody is known."""
    reporter = Reporter.objects.filter(concern=concern).first()
    if reporter is None:
        return []
    context = {
        "title": subject % {"reference": concern.reference},
        "sentence": sentence,
        "concern": concern,
        "zone": settings.TIME_ZONE,
        "link": links.follow(reporter),
        "label": label,
        "reason": str(RAISED_BY_YOU),
        **facts,
    }
    is_private = concern.confidentiality != Concern.Confidentiality.OPEN
    knows_leader = reporter.leader_id is not None and not is_private
    return [
        draft(
            "concerns/emails/to_raiser",
            context,
            _language(concern),
            key=_key(kind, concern, at, "raiser"),
            kind=kind,
            address=reporter.email,
            recipient=f"leader:{reporter.leader_id}" if knows_leader else "",
            about=about(concern),
            # Whoever has the link accepts and reopens as the one who raised it.
            is_sealed=True,
            is_private=is_private,
            reply_to=settings.DEPARTMENT_EMAIL,
        )
    ]


def _to_responsible(kind: str, concern: Concern, *, at: datetime) -> list[Draft]:
    """To the owner, or, where there is none, to those who coordinate."""
    if concern.owner is not None:
        return [_to_police(kind, [concern], concern.owner, at=at, reason=YOURS)]
    return [
        _to_police(kind, [concern], reader, at=at, reason=COORDINATING) for reader in coordinators()
    ]


def _to_police(
    kind: str, concerns: list[Concern], reader: User, *, at: datetime, reason: StrOrPromise
) -> Draft:
    """What it is about and where to answer; never who raised it."""
    first = concerns[0]
    subject, sentence = NOTICES[kind]
    with override(reader.language):
        references = ", ".join(concern.reference for concern in concerns[:3])
        if len(concerns) > 3:  # noqa: PLR2004 -- as many as a subject holds
            references += " …"
        context = {
            "title": str(subject) % {"reference": references},
            "sentence": str(sentence),
            "name": str(reader),
            "zone": settings.TIME_ZONE,
            "items": [(concern, links.of_staff(concern)) for concern in concerns[:MOST_LISTED]],
            "more": max(0, len(concerns) - MOST_LISTED),
            "link": links.of_staff(first) if len(concerns) == 1 else links.queue("overdue=on"),
            "reason": str(reason),
        }
    return draft(
        "concerns/emails/to_police",
        context,
        reader.language,
        key=_key(kind, first, at, f"user:{reader.pk}"),
        kind=kind,
        address=reader.email,
        recipient=f"user:{reader.pk}",
        about=about(first) if len(concerns) == 1 else "",
        reply_to=settings.DEPARTMENT_EMAIL,
    )


def _key(kind: str, concern: Concern, at: datetime | None, recipient: str) -> str:
    return f"{kind}:{concern.pk}:{at.timestamp() if at else 0:.6f}:{recipient}"
