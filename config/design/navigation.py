"""What stands in the header, by who is reading."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Role


@dataclass(frozen=True)
class Entry:
    """A word in the header and the page it leads to."""

    label: str | Promise
    url_name: str


@dataclass(frozen=True)
class Link:
    """An entry on this request's page: current here, or leading elsewhere."""

    label: str | Promise
    url: str
    current: str


START = Entry(_("Start"), "home:start")
LOG = Entry(_("Log a meeting"), "meetings:log-start")
MEETINGS = Entry(_("Meetings"), "meetings:meeting-list")
INVITATIONS = Entry(_("Invitations"), "meetings:invitation-list")
SERIES = Entry(_("Regular meetings"), "meetings:series-list")
PROMISES = Entry(_("Promises"), "meetings:commitment-list")
RAISE = Entry(_("Raise a concern"), "concerns:concern-new")
OWN_CONCERNS = Entry(_("My concerns"), "concerns:mine")
CONCERNS = Entry(_("Concerns"), "concerns:concern-list")
INITIATIVES = Entry(_("Joint work"), "initiatives:initiative-list")
LEADERS = Entry(_("Leaders"), "leaders:leader-list")
ORGANIZATIONS = Entry(_("Organizations"), "leaders:organization-list")
AREAS = Entry(_("Areas"), "leaders:area-list")
MESSAGES = Entry(_("Messages"), "outbox:message-list")
USERS = Entry(_("Accounts"), "accounts:user-list")

ENTRIES: dict[str, tuple[Entry, ...]] = {
    "": (START, RAISE, MEETINGS, PROMISES, INITIATIVES, AREAS),
    Role.LEADER: (START, INVITATIONS, OWN_CONCERNS, MEETINGS, PROMISES, INITIATIVES, AREAS),
    Role.OFFICER: (
        START,
        LOG,
        CONCERNS,
        MEETINGS,
        PROMISES,
        INITIATIVES,
        LEADERS,
        ORGANIZATIONS,
        AREAS,
    ),
    Role.COORDINATOR: (
        START,
        CONCERNS,
        MEETINGS,
        SERIES,
        PROMISES,
        INITIATIVES,
        LEADERS,
        ORGANIZATIONS,
        AREAS,
        MESSAGES,
        USERS,
    ),
    Role.ADMINISTRATOR: (
        START,
        CONCERNS,
        MEETINGS,
        SERIES,
        PROMISES,
        INITIATIVES,
        LEADERS,
        ORGANIZATIONS,
        AREAS,
        MESSAGES,
        USERS,
    ),
}


def links(request: HttpRequest) -> list[Link]:
    """The reader's entries; pages that do not exist in this installation are left out."""
    role = getattr(getattr(request, "user", None), "role", "")
    found = []
    for entry in ENTRIES[role]:
        try:
            url = reverse(entry.url_name)
        except NoReverseMatch:
            continue
        found.append(Link(entry.label, url, _current(request.path, url)))
    return found


def _current(path: str, url: str) -> str:
    """The value of `aria-current`: this very page, a page below it, or neither."""
    if path == url:
        return "page"
    return "true" if url != "/" and path.startswith(url) else ""
