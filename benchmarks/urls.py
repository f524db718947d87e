"""Liaison's addresses, and the floor beside them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from config import urls
from leaders.models import Area


def floor(request: HttpRequest) -> HttpResponse:
    """An authenticated page with the base template and one trivial query."""
    return render(request, "base.html", {"count": Area.objects.filter(pk=1).exists()})


urlpatterns = [path("floor/", floor), *urls.urlpatterns]
handler404 = getattr(urls, "handler404", "django.views.defaults.page_not_found")
