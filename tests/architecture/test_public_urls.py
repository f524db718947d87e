"""Which addresses open without an account: this list, and nothing else."""

from __future__ import annotations

from django.urls import URLPattern, get_resolver
from rest_framework.permissions import IsAuthenticated

PUBLIC = {
    "home:start",
    "home:area",
    "health-live",
    "health-ready",
    "set_language",
    # Areas and who looks after them.
    "leaders:area-list",
    # What is planned and public.
    "meetings:meeting-list",
    "meetings:meeting-detail",
    # Calendar programs cannot sign in: by a secret address, or public.
    "meetings:area-feed",
    "meetings:calendar-feed",
    # By an invitation's link.
    "meetings:rsvp",
    "meetings:rsvp-answered",
    "meetings:rsvp-calendar",
    # By a link from a mail.
    "accounts:email-confirm",
    "accounts:sign-up",
    # Keeps what was typed when the session has ended, then asks to sign in.
    "meetings:meeting-log",
    # Promises that are public, and a promise by the link of the one it was made to.
    "meetings:commitment-list",
    "meetings:commitment-detail",
    "meetings:promise",
    # What was raised and may be shown, and what areas agreed to work on.
    "concerns:concern-detail",
    "concerns:priority-list",
    "concerns:priority-detail",
    # Joint work that is shown to everybody.
    "initiatives:initiative-list",
    "initiatives:initiative-detail",
    "initiatives:case-list",
    "initiatives:case-detail",
    "initiatives:offer-by-link",
    "initiatives:playbook-list",
    "initiatives:playbook-detail",
    # Raising a concern, and following it by link, by code or by one's own address.
    "concerns:concern-new",
    "concerns:code",
    "concerns:follow",
    "concerns:mine",
    "concerns:mine-by-link",
    "concerns:photo-by-ticket",
    # Signing in and out, second factor, forgotten password: before or without an account.
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_signup",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
# Open to all by themselves, but not through Django's login: the API's own permissions.
PUBLIC_API = {
    "api-docs",
    "api-schema",
    # The area page as data.
    "neighbourhood",
    "neighbourhood-boundary",
    "neighbourhood-concerns",
    "neighbourhood-events",
    "neighbourhood-people",
    "neighbourhood-priorities",
}


def named_views(resolver=None, namespace=""):
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            name = entry.name or str(entry.pattern)
            yield f"{namespace}{name}", entry.callback
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from named_views(entry, inner)


def api_class(view):
    """The REST framework's class behind a view; it guards itself."""
    return getattr(view, "cls", None)


def test_only_listed_pages_open_without_account():
    public = {
        name
        for name, view in named_views()
        if not getattr(view, "login_required", True) and api_class(view) is None
    }

    assert public == PUBLIC


def test_only_listed_api_addresses_answer_without_account():
    public = {
        name
        for name, view in named_views()
        if (kind := api_class(view)) is not None
        and not any(
            issubclass(permission, IsAuthenticated) for permission in kind.permission_classes
        )
    }

    assert public == PUBLIC_API
