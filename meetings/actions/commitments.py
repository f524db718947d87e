"""What happens to a promise. Its owner says "done"; only the one it was made to says "kept"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leaders.models import Area, Leader
from meetings import promise_emails as emails
from meetings.errors import NotYourPromise, PromiseState, PromiseToOneself, WordsMissing
from meetings.models import Commitment, Meeting
from outbox import actions as outbox_actions

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Person = User | Leader
State = Commitment.State

# For so long the one promised can take "kept" back: mail programs open and even submit links.
ANSWER_CHANGE = timedelta(days=14)
# For so long a slip of the pen is corrected; later a promise is withdrawn and another one made.
CORRECTION = timedelta(hours=24)


@dataclass(frozen=True)
class Side:
    """One of the two people of a promise, and what anybody else is told."""

    role: str
    refusal: StrOrPromise


OWNER = Side("owner", _("Only the person who made this promise can say that."))
PROMISEE = Side("promised_to", _("Only the person this promise was made to can say that."))

# The only way a promise changes: from, to, and whose word it takes.
ALLOWED: dict[tuple[str, str], Side] = {
    (State.OPEN, State.DONE): OWNER,
    (State.DISPUTED, State.DONE): OWNER,
    (State.DONE, State.OPEN): OWNER,
    (State.OPEN, State.WITHDRAWN): OWNER,
    (State.DISPUTED, State.WITHDRAWN): OWNER,
    (State.OPEN, State.KEPT): PROMISEE,
    (State.DONE, State.KEPT): PROMISEE,
    (State.DISPUTED, State.KEPT): PROMISEE,
    (State.DONE, State.DISPUTED): PROMISEE,
    (State.KEPT, State.DISPUTED): PROMISEE,
}


@transaction.atomic
def promise(
    *,
    text: str,
    owner: Person,
    promised_to: Person,
    due_on: date,
    by: User,
    meeting: Meeting | None = None,
    areas: Iterable[Area] = (),
    is_public: bool = True,
) -> Commitment:
    """Record a promise; made at a meeting, it belongs to the meeting's areas."""
    if _speaks_as(owner, promised_to) or _speaks_as(promised_to, owner):
        raise PromiseToOneself(_("A promise is made to somebody else."))
    commitment = Commitment.objects.create(
        text=text,
        owner_user=owner if isinstance(owner, User) else None,
        owner_leader=owner if isinstance(owner, Leader) else None,
        promised_to_user=promised_to if isinstance(promised_to, User) else None,
        promised_to_leader=promised_to if isinstance(promised_to, Leader) else None,
        due_on=due_on,
        meeting=meeting,
        is_public=is_public,
        created_by=by,
    )
    commitment.areas.set(areas or (meeting.areas.all() if meeting else ()))
    return commitment


@transaction.atomic
def mark_done(
    *, commitment: Commitment, evidence: str, by: Person, at: datetime | None = None
) -> Commitment:
    """The owner says what was done."""
    if not evidence.strip():
        raise WordsMissing({"evidence": _("Say in a sentence what was done.")})
    promise = _locked(commitment)
    repeats = promise.state == State.DONE and promise.evidence == evidence.strip()
    if repeats and _speaks_as(by, promise.owner):
        return promise
    _check(promise, to=State.DONE, by=by)
    promise.done_at = at or timezone.now()
    promise.evidence = evidence.strip()
    _save(promise, State.DONE)
    outbox_actions.queue(emails.done(promise))
    return promise


@transaction.atomic
def reopen(*, commitment: Commitment, by: Person) -> Commitment:
    """The owner takes "done" back before it is answered."""
    promise = _locked(commitment)
    _check(promise, to=State.OPEN, by=by)
    promise.done_at = None
    _save(promise, State.OPEN)
    _take_back_question(promise, reason=_("The owner took “done” back."))
    return promise


@transaction.atomic
def keep(
    *, commitment: Commitment, by: Person, note: str = "", at: datetime | None = None
) -> Commitment:
    """The one it was made to confirms it. Said twice, it stays as it was said first."""
    promise = _locked(commitment)
    if promise.state == State.KEPT and _speaks_as(by, promise.promised_to):
        return promise
    _check(promise, to=State.KEPT, by=by)
    promise.confirmed_by_leader = promise.promised_to_leader
    promise.confirmed_by_user = promise.promised_to_user
    promise.closed_at = at or timezone.now()
    promise.closing_note = note.strip()
    _save(promise, State.KEPT)
    _tell_answer(promise, by=by, at=promise.closed_at)
    return promise


@transaction.atomic
def dispute(
    *, commitment: Commitment, note: str, by: Person, at: datetime | None = None
) -> Commitment:
    """The one it was made to says what is missing."""
    if not note.strip():
        raise WordsMissing({"note": _("Say in a sentence what is missing.")})
    at = at or timezone.now()
    promise = _locked(commitment)
    if promise.state == State.DISPUTED and _speaks_as(by, promise.promised_to):
        if promise.closing_note == note.strip():
            return promise
    else:
        _check(promise, to=State.DISPUTED, by=by)
    if promise.state == State.KEPT and not answer_can_change(promise, at=at):
        raise PromiseState(_("This answer is final now. Please speak with us."))
    promise.confirmed_by_leader = promise.confirmed_by_user = promise.closed_at = None
    promise.closing_note = note.strip()
    _save(promise, State.DISPUTED)
    _tell_answer(promise, by=by, at=at)
    return promise


@transaction.atomic
def withdraw(
    *, commitment: Commitment, reason: str, by: Person, at: datetime | None = None
) -> Commitment:
    """The owner will not keep it, and says why."""
    if not reason.strip():
        raise WordsMissing({"reason": _("Say in a sentence why it is withdrawn.")})
    promise = _locked(commitment)
    repeats = promise.state == State.WITHDRAWN and promise.closing_note == reason.strip()
    if repeats and _speaks_as(by, promise.owner):
        return promise
    _check(promise, to=State.WITHDRAWN, by=by)
    promise.closed_at = at or timezone.now()
    promise.closing_note = reason.strip()
    _save(promise, State.WITHDRAWN)
    outbox_actions.queue(emails.withdrawn(promise))
    return promise


@transaction.atomic
def correct(
    *,
    commitment: Commitment,
    by: User,  # noqa: ARG001 -- the history records who
    text: str | None = None,
    due_on: date | None = None,
    is_public: bool | None = None,
    at: datetime | None = None,
) -> Commitment:
    """A slip of the pen, on the first day; whether the public sees it, at any time."""
    promise = _locked(commitment)
    text, due_on = text or promise.text, due_on or promise.due_on
    has_new_words = (text, due_on) != (promise.text, promise.due_on)
    if has_new_words and not can_be_corrected(promise, at=at):
        raise PromiseState(_("It is too late to correct this promise. Withdraw it instead."))
    promise.text, promise.due_on = text, due_on
    promise.is_public = promise.is_public if is_public is None else is_public
    promise.save(update_fields=["text", "due_on", "is_public"])
    return promise


def answer_can_change(commitment: Commitment, at: datetime | None = None) -> bool:
    """Whether "kept" can still be taken back."""
    closed_at = commitment.closed_at
    return closed_at is not None and (at or timezone.now()) < closed_at + ANSWER_CHANGE


def can_be_corrected(commitment: Commitment, at: datetime | None = None) -> bool:
    """Whether its words and its day can still be set right."""
    is_fresh = (at or timezone.now()) < commitment.created_at + CORRECTION
    return is_fresh and commitment.state == State.OPEN


def _tell_answer(promise: Commitment, *, by: Person, at: datetime) -> None:
    """The owner hears the answer; who answered by link, without signing in, gets a receipt."""
    _take_back_question(promise, reason=_("It is answered."))
    is_kept = promise.state == State.KEPT
    notice = emails.kept(promise) if is_kept else emails.disputed(promise, at=at)
    outbox_actions.queue(notice)
    if isinstance(by, Leader):
        outbox_actions.queue(emails.recorded(promise, at=at))


def _take_back_question(promise: Commitment, *, reason: StrOrPromise) -> None:
    outbox_actions.withdraw(about=emails.about(promise), kinds=[emails.DONE], reason=str(reason))


def _locked(commitment: Commitment) -> Commitment:
    """The promise as it is now, held until the transaction ends."""
    return Commitment.objects.select_for_update(of=("self",)).with_people().get(pk=commitment.pk)


def _check(promise: Commitment, *, to: State, by: Person) -> None:
    """Refuse what the table does not have, and anybody but the one whose word it takes."""
    side = ALLOWED.get((promise.state, to))
    if side is None:
        raise PromiseState(_impossible(promise, to))
    if not _speaks_as(by, getattr(promise, side.role)):
        raise NotYourPromise(side.refusal)


def _speaks_as(by: Person, person: Person) -> bool:
    """Themselves, or the account of the leader."""
    if isinstance(person, Leader) and isinstance(by, User):
        return person.user_id == by.pk
    return by == person


def _impossible(promise: Commitment, to: State) -> str:
    return _("This promise is “%(state)s” and cannot become “%(to)s”.") % {
        "state": promise.get_state_display(),
        "to": to.label,
    }


def _save(promise: Commitment, state: State) -> None:
    promise.state = state
    promise.save()
