"""What the one who raised a concern reads and says, whichever way they came in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from concerns import limits, links
from concerns.actions import adding, closing, publication
from concerns.forms.following import (
    ACCEPT,
    YES,
    ClosingForm,
    LastedForm,
    PublicationForm,
    WriteForm,
)
from concerns.models import Concern
from concerns.modes import WHO
from concerns.views.private import status_of_refusal

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


def write(concern: Concern, said: dict[str, Any]) -> None:
    adding.add(concern=concern, text=said["text"], photos=said["photos"])


def answer_closing(concern: Concern, said: dict[str, Any]) -> None:
    if said["answer"] == ACCEPT:
        closing.accept(concern=concern, revision=said["revision"])
    else:
        closing.reopen(concern=concern, reason=said["reason"], revision=said["revision"])


def answer_lasted(concern: Concern, said: dict[str, Any]) -> None:
    closing.say_whether_it_lasted(concern=concern, has_lasted=said["lasted"] == YES)


def answer_publication(concern: Concern, said: dict[str, Any]) -> None:
    publication.allow(concern=concern, is_allowed=said["allowed"] == YES)


Act = Callable[[Concern, dict[str, Any]], None]
# What the page says has been done is named the same.
ACTS: dict[str, tuple[type[forms.Form], Act]] = {
    "write": (WriteForm, write),
    "closing": (ClosingForm, answer_closing),
    "lasted": (LastedForm, answer_lasted),
    "publication": (PublicationForm, answer_publication),
}


@dataclass
class Said:
    """What came of a POST: done, or the form with what is wrong with it."""

    done: str = ""
    status: HTTPStatus = HTTPStatus.OK
    refused: dict[str, forms.Form] = field(default_factory=dict)


def act(request: HttpRequest, concern: Concern) -> Said:
    """Do what the sent form asks for; nothing when no form of ours was sent."""
    name = request.POST.get("do", "")
    if name not in ACTS:
        return Said()
    kind, change = ACTS[name]
    auto_id = f"id_{name}_%s"
    if limits.WRITTEN.count(limits.address_of(request)):
        form = kind(request.POST, auto_id=auto_id)
        form.add_error(
            None, _("Very much is sent at the moment. Wait an hour, then send it again.")
        )
        return Said(status=HTTPStatus.TOO_MANY_REQUESTS, refused={name: form})
    form = kind(request.POST, request.FILES, auto_id=auto_id)
    if not form.is_valid():
        return Said(status=UNPROCESSABLE, refused={name: form})
    try:
        change(concern, form.cleaned_data)
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return Said(status=status_of_refusal(refusal), refused={name: form})
    return Said(done=name)


def page(
    request: HttpRequest, concern: Concern, said: Said, *, done: str = "", code: str = ""
) -> HttpResponse:
    """The thread as its raiser may read it, and what they can say now."""
    context = {
        "concern": concern,
        "who": WHO[concern.confidentiality].raised,
        "thread": concern.updates.for_raiser().with_writers(),
        "photos": [(photo, links.photo(photo)) for photo in concern.photos.without_content()],
        "forms": _forms(concern, said),
        "done": said.done or done,
        "code": code,
    }
    return render(request, "concerns/concern_dialogue.html", context, status=said.status)


def _forms(concern: Concern, said: Said) -> dict[str, forms.Form]:
    """Each as it was refused, or empty; what is hidden belongs to the concern as it is now."""
    initial: dict[str, Any] = {"revision": concern.revision}
    if concern.publication_allowed or concern.updates.filter(event="disallowed").exists():
        initial["allowed"] = YES if concern.publication_allowed else "no"
    made = {
        name: kind(initial=initial, auto_id=f"id_{name}_%s") for name, (kind, _act) in ACTS.items()
    }
    made |= said.refused
    refused = said.refused.get("closing")
    if refused is not None:
        refused.data = {
            **{name: refused.data.get(name) for name in refused.fields},
            "revision": concern.revision,
        }
    return made
