"""The pictures of a concern: to the department and its raiser, and never from a cache."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from concerns import links
from concerns.models import Photo
from concerns.views.private import private


@never_cache
@require_safe
def photo(request: SignedInRequest, pk: int) -> HttpResponse:
    return _picture(get_object_or_404(Photo.objects.visible_to(request.user), pk=pk))


@private
@require_safe
def photo_by_ticket(request: HttpRequest, ticket: str) -> HttpResponse:  # noqa: ARG001 -- a view's signature
    """From a page that was opened with a link or a code a short while ago."""
    found = links.read_photo(ticket)
    if found is None:
        return HttpResponse(status=404)
    return _picture(found)


def _picture(found: Photo) -> HttpResponse:
    """We drew it: it is a JPEG whatever was sent, and bears no name of its sender's."""
    return HttpResponse(
        bytes(found.content),
        content_type="image/jpeg",
        headers={
            "Content-Disposition": f'inline; filename="photo-{found.pk}.jpg"',
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex, nofollow",
        },
    )
