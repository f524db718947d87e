"""Keeps what was typed when the session has ended: for its writer, and for nobody else.

The text waits in the anonymous session that sending it began, and is shown after signing in.
Only pages that were ours are kept: they carry a signature of who typed into them.
"""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict

from accounts.models import User
from meetings.forms.typed import signed
from meetings.models import Meeting

LARGEST = 600_000
UNKEPT = {"csrfmiddlewaretoken", "signature", "do"}


def keep(request: HttpRequest) -> HttpResponse:
    """Keep what arrives without a session, and ask to sign in."""
    writer = signed(request.POST)
    if writer is not None:
        user, meeting = writer
        typed = request.POST.copy()
        for name in UNKEPT:
            typed.pop(name, None)
        body = typed.urlencode()
        if len(body) <= LARGEST:
            request.session[_key(meeting)] = {"user": user, "typed": body}
    return redirect_to_login(request.path)


def kept(request: HttpRequest, *, meeting: Meeting, user: User) -> QueryDict | None:
    """What this user typed into the page of this meeting."""
    found = request.session.get(_key(meeting.pk))
    if not found or found["user"] != user.pk:
        return None
    return QueryDict(found["typed"])


def forget(request: HttpRequest, *, meeting: Meeting) -> None:
    """Saved or discarded; also what somebody else had typed before this user signed in."""
    request.session.pop(_key(meeting.pk), None)


def _key(meeting: int) -> str:
    return f"typed-log-{meeting}"
