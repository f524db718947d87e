"""What the department does with a concern, one step each: asked about first, done by POST."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SignedInRequest
from concerns import deadlines
from concerns.actions import answers, closing, forgetting, owning, publication, waiting
from concerns.forms.work import (
    AssignForm,
    ChangeForm,
    CloseForm,
    ForgetForm,
    NoteForm,
    PauseForm,
    PublishForm,
    ReopenForm,
    ReplyForm,
)
from concerns.views.asking import ask, concern_for
from leaders.views.asking import data_of, done

ASKED = ["GET", "HEAD", "POST"]


@require_http_methods(ASKED)
def concern_reply(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.reply")
    form = ReplyForm(data_of(request), concern=concern, user=request.user)
    preview = ""
    if "insert" in request.POST:
        written = {"text": form.with_standard_text()}
        form = ReplyForm(initial=written, concern=concern, user=request.user)
    elif "preview" in request.POST:
        preview = form.cleaned_data["text"] if form.is_valid() else ""
    elif done(form, lambda: answers.reply(concern=concern, text=_text(form), by=request.user)):
        messages.success(request, _("Your answer is on its way."))
        return redirect(concern)
    template = "concerns/concern_reply.html"
    return ask(request, concern, form, template=template, preview=preview)


@require_http_methods(ASKED)
def concern_note(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.note")
    form = NoteForm(data_of(request))
    if done(form, lambda: answers.note(concern=concern, text=_text(form), by=request.user)):
        messages.success(request, _("The note is kept. Only the department reads it."))
        return redirect(concern)
    return ask(request, concern, form, title=_("Write a note"), label=_("Keep the note"))


@require_POST
def concern_take(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.take")
    try:
        owning.take(concern=concern, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("It is yours now."))
    return redirect(concern)


@require_http_methods(ASKED)
def concern_assign(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.assign")
    form = AssignForm(data_of(request), concern=concern, initial={"owner": concern.owner_id})
    if done(form, lambda: owning.assign(concern=concern, by=request.user, **form.values())):
        owner = form.cleaned_data["owner"]
        messages.success(request, _("%(name)s takes care of it now.") % {"name": owner})
        return redirect(concern)
    return ask(
        request,
        concern,
        form,
        title=_("Give it to somebody"),
        lead=_("They get a mail. The deadline stays as it is."),
        label=_("Give it to them"),
    )


@require_http_methods(ASKED)
def concern_pause(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.pause")
    form = PauseForm(data_of(request), concern=concern)
    if done(form, lambda: waiting.pause(concern=concern, by=request.user, **form.values())):
        messages.success(request, _("It waits. The person who raised it is told why."))
        return redirect(concern)
    return ask(
        request,
        concern,
        form,
        title=_("Let it wait"),
        lead=_("The clock stops for at most %(days)d days.")
        % {"days": deadlines.LONGEST_PAUSE.days},
        label=_("Let it wait"),
    )


@require_http_methods(ASKED)
def concern_resume(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.pause")
    form = forms.Form(data_of(request))
    if done(form, lambda: waiting.resume(concern=concern, by=request.user)):
        messages.success(request, _("It goes on, with what was left of the deadline."))
        return redirect(concern)
    return ask(
        request,
        concern,
        form,
        title=_("Take it up again?"),
        lead=_("The clock goes on with what was left."),
        label=_("Take it up again"),
    )


@require_http_methods(ASKED)
def concern_close(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.close")
    form = CloseForm(data_of(request), concern=concern)
    if done(form, lambda: closing.close(concern=concern, by=request.user, **form.values())):
        messages.success(request, _("It is closed. Now it is for the one who raised it to agree."))
        return redirect(concern)
    return ask(request, concern, form, title=_("Close this concern"), label=_("Close it"))


@require_http_methods(ASKED)
def concern_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """By somebody of the department, for the one who raised it."""
    concern = concern_for(request, pk, "concerns.reopen")
    form = ReopenForm(data_of(request), concern=concern)
    if done(form, lambda: closing.reopen(concern=concern, by=request.user, **form.values())):
        messages.success(request, _("It is open again, with a new deadline."))
        return redirect(concern)
    return ask(
        request,
        concern,
        form,
        title=_("Open it again"),
        lead=_("The clock starts anew. That it was opened again stays to be seen."),
        label=_("Open it again"),
    )


@require_http_methods(ASKED)
def concern_update(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.change")
    form = ChangeForm(data_of(request), concern=concern, user=request.user)
    if done(form, lambda: owning.change(concern=concern, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(concern)
    title = _("Correct category, place or urgency")
    return ask(request, concern, form, title=title, label=_("Save"))


@require_http_methods(ASKED)
def concern_forget(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.forget_raiser")
    form = ForgetForm(data_of(request))
    act = forgetting.forget
    if done(form, lambda: act(concern=concern, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Forgotten. What was raised and answered stays."))
        return redirect(concern)
    return ask(
        request,
        concern,
        form,
        title=_("Forget who raised it"),
        lead=_(
            "Name, addresses and every message to them are erased for good. Nobody can be answered "
            "about it any more, and their links stop working."
        ),
        label=_("Forget them"),
    )


@require_http_methods(ASKED)
def concern_publish(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.publish")
    written = {"summary": concern.public_summary, "answer": concern.public_answer}
    form = PublishForm(data_of(request), initial=written)
    act = publication.publish
    if done(form, lambda: act(concern=concern, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Everybody can read it on the area page."))
        return redirect(concern)
    return ask(
        request,
        concern,
        form,
        title=_("Show what was said and done"),
        lead=_("Everybody reads these two sentences, and nothing else of this concern."),
        label=_("Show it to everybody"),
    )


@require_POST
def concern_unpublish(request: SignedInRequest, pk: int) -> HttpResponse:
    concern = concern_for(request, pk, "concerns.publish")
    publication.unpublish(concern=concern, by=request.user)
    messages.success(request, _("It is no longer shown."))
    return redirect(concern)


def _text(form: forms.Form) -> str:
    return str(form.cleaned_data["text"])
