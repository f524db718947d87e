"""Following a concern by the link in a mail, or signed in as the leader who raised it.

Nothing changes by opening the page; what was answered by a link is mailed to its reader.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.requests import SignedInRequest
from concerns import links
from concerns.models import Concern
from concerns.views import dialogue
from concerns.views.private import private
from meetings.views import links as by_link
from outbox.rendering import written_language


@private
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    concern = links.read_follow(token)
    if concern is None:
        return by_link.unknown(request, "concerns/link_unknown.html")
    with by_link.language(request, written_language(concern.language)):
        response = _followed(request, concern)
        response.headers.setdefault("Content-Language", translation.get_language())
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the signed-in leader raised."""
    return _followed(request, get_object_or_404(Concern.objects.of_raiser(request.user), pk=pk))


def _followed(request: HttpRequest, concern: Concern) -> HttpResponse:
    said = dialogue.Said()
    if request.method == "POST":
        said = dialogue.act(request, concern)
        if said.done:
            return redirect(f"{request.path}?done={said.done}")
        concern.refresh_from_db()
    return dialogue.page(request, concern, said, done=request.GET.get("done", ""))
