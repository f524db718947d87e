"""What happens to a promise. Its owner says "done"; only the one it was made to says "kept"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.models import User
from leaders.models import Area, Leader
from meetings.errors import NotYourPromise, PromiseState, PromiseToOneself, WordsMissing
from meetings.models import Commitment, Meeting

Person = User | Leader
State = Commitment.State

# For so long the one promised can take "kept" back: mail programs open and even submit links.
ANSWER_CHANGE = timedelta(days=14)


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
    return _saved(promise, State.DONE)


@transaction.atomic
def reopen(*, commitment: Commitment, by: Person) -> Commitment:
    """The owner takes "done" back before it is answered."""
    promise = _locked(commitment)
    _check(promise, to=State.OPEN, by=by)
    promise.done_at = None
    return _saved(promise, State.OPEN)


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
    return _saved(promise, State.KEPT)


@transaction.atomic
def dispute(
    *, commitment: Commitment, note: str, by: Person, at: datetime | None = None
) -> Commitment:
    """The one it was made to says what is missing."""
    if not note.strip():
        raise WordsMissing({"note": _("Say in a sentence what is missing.")})
    promise = _locked(commitment)
    if promise.state == State.DISPUTED and _speaks_as(by, promise.promised_to):
        promise.closing_note = note.strip()
        return _saved(promise, State.DISPUTED)
    _check(promise, to=State.DISPUTED, by=by)
    if promise.state == State.KEPT and not answer_can_change(promise, at=at):
        raise PromiseState(_("This answer is final now. Please speak with us."))
    promise.confirmed_by_leader = promise.confirmed_by_user = promise.closed_at = None
    promise.closing_note = note.strip()
    return _saved(promise, State.DISPUTED)


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
    return _saved(promise, State.WITHDRAWN)


def answer_can_change(commitment: Commitment, at: datetime | None = None) -> bool:
    """Whether "kept" can still be taken back."""
    closed_at = commitment.closed_at
    return closed_at is not None and (at or timezone.now()) < closed_at + ANSWER_CHANGE


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


def _saved(promise: Commitment, state: State) -> Commitment:
    promise.state = state
    promise.save()
    return promise
