"""Raising a concern: one form, no account, and one page that says what happens now.

That page answers the POST itself: a page to be led to would need the code, or who raised what, in
an address or a session. Sent again, the same form gives the same page.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.typed import language_asked_for, shown_in, typed
from concerns import limits, links, maps
from concerns.actions import records
from concerns.actions.raising import Raised
from concerns.actions.submitting import raise_once
from concerns.forms.raising import ConcernForm
from concerns.models import Category, Concern
from concerns.modes import WHO
from concerns.views.private import private, status_of
from leaders.models import Area, Leader
from meetings.models import Meeting

Person = User | AnonymousUser


@private
@require_http_methods(["GET", "HEAD", "POST"])
def concern_new(request: HttpRequest) -> HttpResponse:
    user, meeting = request.user, _meeting(request)
    if request.method != "POST":
        return _page(request, _form(user, initial=_prefilled(request, meeting)), meeting)
    if code := language_asked_for(request):
        return _in_other_language(request, code, meeting)
    if _is_flood(request):
        form = _form(user, request.POST)
        form.add_error(None, _too_many())
        return _page(request, form, meeting, status=HTTPStatus.TOO_MANY_REQUESTS)
    form = _form(user, request.POST, request.FILES)
    if form.is_valid():
        try:
            raised = raise_once(
                **form.content(), reporter=form.identity(), **_origin(user, meeting)
            )
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            return _received(request, raised, form)
    return _page(request, form, meeting, status=status_of(form))


def _in_other_language(request: HttpRequest, code: str, meeting: Meeting | None) -> HttpResponse:
    """With all that was typed; nobody's choice of a language is noted beside what they raise."""
    records.namelessly()
    known = typed(request)
    if known.get("language") == ConcernForm.answer_language():
        del known["language"]  # Nobody chose it: it follows the page.
    if known.pop("photos", ""):
        with translation.override(code):
            messages.warning(
                request, _("Please choose your photos again: a page cannot keep them.")
            )
    return shown_in(
        code, request, lambda: _page(request, _form(request.user, initial=known), meeting)
    )


def _form(user: Person, *args: Any, **options: Any) -> ConcernForm:
    return ConcernForm(
        *args,
        areas=Area.objects.visible_to(user).only("code", "name"),
        categories=Category.objects.offered(),
        leaders=Leader.objects.visible_to(user).active() if _writes_for_others(user) else None,
        leader=None if _writes_for_others(user) else Leader.objects.of_user(user).first(),
        **options,
    )


def _writes_for_others(user: Person) -> bool:
    return user.has_perm("concerns.raise_for_others")


def _meeting(request: HttpRequest) -> Meeting | None:
    """Where somebody of the department heard it."""
    asked = request.GET.get("meeting", "")
    if not _writes_for_others(request.user) or not asked.isdecimal() or len(asked) > 15:  # noqa: PLR2004
        return None
    return Meeting.objects.visible_to(request.user).filter(pk=asked).first()


def _prefilled(request: HttpRequest, meeting: Meeting | None) -> dict[str, Any]:
    areas = Area.objects.visible_to(request.user).only("code")
    if code := request.GET.get("area", ""):
        return {"area": areas.filter(code__iexact=code).first()}
    if meeting is None:
        return {}
    return {"area": areas.filter(meetings=meeting).first()}


def _origin(user: Person, meeting: Meeting | None) -> dict[str, Any]:
    """How it came, for who writes down what others say."""
    if not _writes_for_others(user):
        return {"source": Concern.Source.FORM}
    source = Concern.Source.MEETING if meeting else Concern.Source.OFFICER
    return {"source": source, "meeting": meeting, "by": user}


def _is_flood(request: HttpRequest) -> bool:
    if _writes_for_others(request.user):
        return False
    from_here = limits.RAISED.count(limits.address_of(request))
    return from_here or limits.RAISED_IN_ALL.count(limits.ALL)


def _too_many() -> str:
    sentence = _(
        "Very many concerns come in at the moment. What you typed is still here: send it "
        "again in an hour."
    )
    if settings.DEPARTMENT_PHONE:
        sentence += " " + _("Or call %(phone)s.") % {"phone": settings.DEPARTMENT_PHONE}
    return sentence


def _page(
    request: HttpRequest,
    form: ConcernForm,
    meeting: Meeting | None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "form": form,
        "meeting": meeting,
        "advice": Category.objects.offered(),
        "typed_form": "concern",
        "map": maps.area_map(),
    }
    return render(request, "concerns/concern_form.html", context, status=status)


def _received(request: HttpRequest, raised: Raised, form: ConcernForm) -> HttpResponse:
    concern = raised.concern
    reporter = getattr(concern, "reporter", None)
    context = {
        "concern": concern,
        "code": raised.receipt_code,
        "who": WHO[concern.confidentiality].raised,
        "is_mailed": bool(reporter and reporter.email),
        "is_for_others": form.is_for_others,
        "is_dropped": form.had_identity
        or (form.signed_in_leader is not None and concern.is_anonymous),
        # Without an address to mail it to, the link is shown to whoever is here.
        "link": urlsplit(links.follow(reporter)).path if reporter else "",
    }
    return render(request, "concerns/concern_received.html", context)
