"""What happened to a promise, in order, from the history the database keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from meetings import names
from meetings.models import Commitment

State = Commitment.State


@dataclass(frozen=True)
class Moment:
    """One thing that happened: when, in which words, and what was said about it."""

    at: datetime
    title: str
    text: str = ""


def of(commitment: Commitment, reader: User | AnonymousUser) -> list[Moment]:
    """From the making of the promise to now."""
    history = apps.get_model("meetings.CommitmentEvent").objects
    events = list(history.filter(pgh_obj=commitment).order_by("pgh_id"))
    people = {
        "owner": names.owner_name(commitment, reader),
        "other": names.promised_to_name(commitment, reader),
    }
    made = _("%(owner)s promised it to %(other)s") % people
    moments = [Moment(commitment.created_at, made)]
    for before, after in pairwise(events):
        if reader.is_authenticated and reader.is_police:
            moments += _corrections(before, after)
        moments += _changes(before, after, people)
    return moments


def _corrections(before: Any, after: Any) -> Iterator[Moment]:
    """For the department only: what was corrected away may name somebody."""
    at = after.pgh_created_at
    if before.text != after.text:
        yield Moment(at, _("The words were corrected"), _("Before: %s") % before.text)
    if before.due_on != after.due_on:
        day = date_format(before.due_on, "DATE_FORMAT")
        yield Moment(at, _("The day was corrected"), _("Before: %s") % day)


def _changes(before: Any, after: Any, people: dict[str, str]) -> Iterator[Moment]:
    if before.state != after.state:
        yield _step(before, after, people)
    elif after.state == State.DISPUTED and before.closing_note != after.closing_note:
        yield Moment(after.pgh_created_at, _("%(other)s added") % people, after.closing_note)


def _step(before: Any, after: Any, people: dict[str, str]) -> Moment:
    at = after.pgh_created_at
    match after.state:
        case State.DONE:
            return Moment(at, _("%(owner)s said it is done") % people, after.evidence)
        case State.OPEN:
            return Moment(at, _("%(owner)s said it is not done after all") % people)
        case State.KEPT:
            return Moment(at, _("%(other)s confirmed it was kept") % people, after.closing_note)
        case State.DISPUTED:
            title = (
                _("%(other)s took “kept” back")
                if before.state == State.KEPT
                else _("%(other)s said something is missing")
            )
            return Moment(at, title % people, after.closing_note)
        case _:
            return Moment(at, _("%(owner)s withdrew it") % people, after.closing_note)
