from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import include, path
from django.views.decorators.http import require_POST


def not_found(request):
    raise Http404("No Meeting matches the given query.")


def refused(request):
    raise PermissionDenied


def refused_with_reason(request):
    raise PermissionDenied("Only the one promised may say kept.")


def misunderstood(request):
    raise SuspiciousOperation


def broken(request):
    raise ZeroDivisionError


@require_POST
def only_post(request):
    return HttpResponse("done")


for view in (not_found, refused, refused_with_reason, misunderstood, broken, only_post):
    view.login_required = False

urlpatterns = [
    path("not-found/", not_found),
    path("refused/", refused),
    path("refused-with-reason/", refused_with_reason),
    path("misunderstood/", misunderstood),
    path("broken/", broken),
    path("only-post/", only_post),
    path("", include("config.urls")),
]


@pytest.fixture
def browser_like(db, settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/not-found/", 404, "We cannot find that page"),
        ("/no-such-address/", 404, "We cannot find that page"),
        ("/refused/", 403, "This is for others"),
        ("/misunderstood/", 400, "We did not understand that"),
        ("/broken/", 500, "Something went wrong on our side"),
        ("/only-post/", 405, "This address only takes answers"),
    ],
)
def test_error_page_says_what_happened(browser_like, address, status, heading):
    response = browser_like.get(address)

    assert (response.status_code, f"<h1>{heading}</h1>" in response.text) == (status, True)


@pytest.mark.parametrize("address", ["/not-found/", "/refused/", "/misunderstood/", "/broken/"])
def test_error_page_has_one_next_step(browser_like, address):
    response = browser_like.get(address)

    assert response.text.count('<a class="usa-button"') == 1


def test_refusal_gives_its_reason(browser_like):
    response = browser_like.get("/refused-with-reason/")

    assert "Only the one promised may say kept." in response.text


def test_not_found_keeps_the_names_of_our_models_to_itself(browser_like):
    response = browser_like.get("/not-found/")

    assert "No Meeting matches" not in response.text


def test_expired_form_says_the_text_is_safe(browser_like):
    response = browser_like.post("/only-post/", {"text": "typed"})

    assert (response.status_code, "Your text is not lost." in response.text) == (403, True)


def test_not_allowed_still_names_what_is(browser_like):
    response = browser_like.get("/only-post/")

    assert response["Allow"] == "POST"


def test_error_page_speaks_the_readers_language(browser_like):
    response = browser_like.get("/not-found/", headers={"accept-language": "es"})

    assert '<html lang="es" dir="ltr">' in response.text
