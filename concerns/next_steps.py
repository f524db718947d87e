"""The one thing to do next with a concern, and what else may be done."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from concerns.models import Concern

State = Concern.State


@dataclass(frozen=True, slots=True)
class Step:
    """Where it leads, and in which words."""

    url: str
    label: str
    text: str = ""


# Verb of the address, words, permission; in the order in which officers reach for them.
STEPS = [
    ("reply", gettext_noop("Answer"), "concerns.reply"),
    ("note", gettext_noop("Write a note"), "concerns.note"),
    ("assign", gettext_noop("Give it to somebody"), "concerns.assign"),
    ("pause", gettext_noop("Let it wait"), "concerns.pause"),
    ("resume", gettext_noop("Take it up again"), "concerns.pause"),
    ("close", gettext_noop("Close it"), "concerns.close"),
    ("reopen", gettext_noop("Open it again"), "concerns.reopen"),
    ("update", gettext_noop("Correct category, place or urgency"), "concerns.change"),
    ("promise", gettext_noop("Make a promise of it"), "concerns.convert"),
    ("prioritize", gettext_noop("Make it a priority"), "concerns.convert"),
    ("duplicates", gettext_noop("Join with another concern"), "concerns.link_duplicate"),
    ("forget", gettext_noop("Forget who raised it"), "concerns.forget_raiser"),
    ("publish", gettext_noop("Show what was said and done"), "concerns.publish"),
]


def fits(verb: str, concern: Concern) -> bool:
    """Whether this can follow from the state it is in."""
    return {
        "assign": concern.is_open,
        "close": concern.is_open,
        "pause": concern.is_open and not concern.is_waiting,
        "resume": concern.is_waiting,
        "reopen": not concern.is_open,
        "prioritize": concern.area_id is not None,
        "forget": getattr(concern, "has_raiser", True),
        "publish": concern.publication_allowed and concern.first_answered_at is not None,
    }.get(verb, True)


def possible(concern: Concern, user: User) -> list[Step]:
    """Everything this person may do with it now."""
    return [
        Step(_address(verb, concern), _(label))
        for verb, label, permission in STEPS
        if fits(verb, concern) and user.has_perm(permission, concern)
    ]


def next_step(concern: Concern, user: User) -> Step | None:
    """The one thing that helps most, if this person may do it."""
    verb, text = _most_helpful(concern)
    found = next((step for step in STEPS if step[0] == verb), None)
    if found is None or not user.has_perm(found[2], concern):
        return None
    return Step(_address(verb, concern), _(found[1]), text)


def _most_helpful(concern: Concern) -> tuple[str, str]:
    """A verb and why; no verb where nothing is left to do."""
    if concern.owes_answer:
        return "reply", _("Nobody has answered yet.")
    if concern.is_open and concern.unread_since:
        return "reply", _("They wrote again and wait for a word.")
    if concern.is_waiting:
        return "resume", _("Is what it waits for there?")
    if concern.is_open:
        return "close", _("Is it done, or clear that it cannot be?")
    return _after_closing(concern)


def _after_closing(concern: Concern) -> tuple[str, str]:
    if concern.unread_since and concern.has_lasted is False:
        return "reopen", _("The person who raised it says that it did not last.")
    if concern.unread_since:
        return "reply", _("They wrote after it was closed.")
    if concern.published_at is None and fits("publish", concern):
        return "publish", _("The person who raised it allows that everybody sees what was done.")
    return "", ""


def _address(verb: str, concern: Concern) -> str:
    return reverse(f"concerns:concern-{verb}", kwargs={"pk": concern.pk})
