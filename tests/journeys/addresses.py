"""Every address of the site, with objects in the place of its arguments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver, reverse

from accounts.models import Role
from tests.journeys.world import World

# Read by programs, or by people with pages of their own (OpenAPI).
NOT_PAGES = ("api", "health", "set_language")


def names(
    resolver: Any = None, namespace: str = "", taken: frozenset[str] = frozenset()
) -> Iterator[tuple[str, bool]]:
    """Each named address, and whether it takes arguments."""
    for entry in (resolver or get_resolver()).url_patterns:
        inside = taken | set(entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            name = f"{namespace}{entry.name}"
            if entry.name and not name.startswith(NOT_PAGES):
                yield name, bool(inside)
        elif entry.namespace not in NOT_PAGES:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from names(entry, inner, inside)


def arguments(world: World) -> dict[str, list[dict[str, Any]]]:
    """What stands in an address: one set of arguments for each state worth a look."""
    area = [{"code": world.area.code}]
    meeting = [{"pk": meeting.pk} for meeting in world.meetings.values()]
    # Not answered and answered, while it can be; the others show why not.
    invitation = [{"token": invitation.token} for invitation in world.invitations[:5:2]]
    unknown = {"token": "no-such-token"}
    passkey = [{"pk": world.other["passkey"].pk}]
    sign_up = world.other["sign_up"]
    return {
        "home:area": area,
        "leaders:area-update": area,
        "meetings:meeting-detail": meeting,
        "meetings:rsvp": [*invitation, unknown],
        "meetings:rsvp-answered": invitation,
        "meetings:rsvp-calendar": invitation,
        "accounts:user-update": [{"pk": user.pk} for user in world.users.values() if user],
        "accounts:reset-second-factor": [{"pk": world.users[Role.ADMINISTRATOR].pk}],
        "accounts:invitation-resend": [{"pk": sign_up.pk}],
        "accounts:invitation-withdraw": [{"pk": sign_up.pk}],
        "accounts:sign-up": [{"token": sign_up.token}, unknown],
        "accounts:email-confirm": [{"token": world.other["address change"]}, unknown],
        "accounts:api-token-revoke": [{"pk": world.other["api token"].pk}],
        "account_reset_password_from_key": [
            world.other["password reset"],
            {"uidb36": "1", "key": "used-before"},
        ],
        "mfa_edit_webauthn": passkey,
        "mfa_remove_webauthn": passkey,
    }


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """Name and address of every page that can be opened."""
    known = arguments(world)
    for name, takes_arguments in names():
        for values in known.get(name, []) if takes_arguments else [{}]:
            yield name, reverse(name, kwargs=values)
