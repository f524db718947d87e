"""Every address of the site, with objects in the place of its arguments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver, resolve, reverse
from rest_framework.views import APIView

from accounts.models import Role
from concerns import links
from concerns.models import Holiday, Photo, RoutingRule, StandardText
from initiatives.links import offer_token
from initiatives.models import CaseStudy, Offer, Playbook
from tests.journeys.world import World

# Besides the API, whose own pages (OpenAPI) are not ours.
FOR_PROGRAMS = ("health-", "set_language")
# Opening it signs out, so it comes last.
SIGNS_OUT = "account_reset_password_from_key"


def names(
    resolver: Any = None, namespace: str = "", taken: frozenset[str] = frozenset()
) -> Iterator[tuple[str, bool]]:
    """Each named address, and whether it takes arguments."""
    for entry in (resolver or get_resolver()).url_patterns:
        inside = taken | set(entry.pattern.regex.groupindex)
        if isinstance(entry, URLPattern):
            name = f"{namespace}{entry.name}"
            if entry.name and not is_for_programs(name, entry.callback):
                yield name, bool(inside)
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from names(entry, inner, inside)


def is_for_programs(name: str, view: Any) -> bool:
    return name.startswith(FOR_PROGRAMS) or issubclass(getattr(view, "cls", type), APIView)


def arguments(world: World) -> dict[str, list[dict[str, Any]]]:
    """What stands in addresses whose name begins so: arguments for each state worth a look."""
    area = [{"code": world.area.code}]
    # Not answered, answered and waiting, while it can be; cancelled and over.
    invitations = [world.invitations[number] for number in (0, 1, -1, 2, 4)]
    unknown = {"token": "no-such-token"}
    sign_up = world.other["sign_up"]
    raised = [concern for concern in world.concerns.values() if hasattr(concern, "reporter")]
    photo = world.concerns["open"].photos.get()
    return {
        "home:area": area,
        "concerns:follow": [
            *({"token": links.follow_token(concern.reporter)} for concern in raised),
            unknown,
        ],
        "concerns:own": keys(*raised),
        "concerns:mine-by-link": [{"token": links.mine_token(raised[0].reporter)}, unknown],
        "concerns:photo": keys(photo),
        "concerns:photo-by-ticket": [ticket(photo)],
        "concerns:support": keys(world.concerns["published"]),
        "initiatives:initiative": keys(*world.initiatives.values()),
        "initiatives:initiative-advance": [
            {"pk": world.initiatives["scanning"].pk, "stage": "analysis"}
        ],
        "initiatives:initiative-unlink": [
            {"pk": world.initiatives["response"].pk, "concern": world.concerns["published"].pk}
        ],
        "initiatives:partner": partners(world),
        "initiatives:playbook": keys(Playbook.objects.get(key="watch")),
        "initiatives:task": tasks(world),
        "initiatives:case": keys(CaseStudy.objects.get(key="oakland")),
        "initiatives:need": [
            {"pk": need.initiative_id, "need": need.pk}
            for need in world.initiatives["response"].needs.all()
        ],
        "initiatives:offer": keys(*Offer.objects.all()),
        "initiatives:offer-by-link": [
            {"token": offer_token(world.initiatives["response"].needs.get(), world.leader)},
            unknown,
        ],
        "initiatives:concern": keys(world.concerns["open"]),
        "leaders:area": area,
        "leaders:area-import": keys(world.other["area import"]),
        "leaders:contact": keys(world.other["contact"]),
        "leaders:contact-import": keys(world.other["contact import"]),
        "leaders:leader": keys(world.leader),
        "leaders:organization": keys(world.organization),
        "meetings:invitation": keys(*invitations),
        "meetings:calendar-feed": [{"token": world.leader.calendar_token}],
        "meetings:area-feed": area,
        "meetings:meeting": keys(*world.meetings.values()),
        "meetings:minutes": keys(world.meetings["logged"]),
        "meetings:series": keys(world.series),
        "meetings:commitment": keys(*world.commitments),
        "meetings:promise": [*tokens(*world.commitments), unknown],
        "meetings:rsvp": [*tokens(*invitations), unknown],
        "concerns:category": [{"pk": world.concerns["open"].category_id}],
        "concerns:rule": keys(*RoutingRule.objects.all()),
        "concerns:text": keys(*StandardText.objects.all()),
        "concerns:concern": keys(*world.concerns.values()),
        "concerns:priority-order": area,
        "concerns:priority": keys(*world.priorities),
        "concerns:holiday": keys(*Holiday.objects.all()),
        "concerns:view": keys(world.other["saved view"]),
        "accounts:user": keys(*filter(None, world.users.values())),
        "accounts:reset-second-factor": keys(world.users[Role.ADMINISTRATOR]),
        "accounts:invitation": keys(sign_up),
        "accounts:sign-up": [*tokens(sign_up), unknown],
        "accounts:email-confirm": [{"token": world.other["address change"]}, unknown],
        "accounts:api-token": keys(world.other["api token"]),
        "account_reset_password_from_key": [
            world.other["password reset"],
            {"uidb36": "1", "key": "used-before"},
        ],
        "mfa_edit_webauthn": keys(world.other["passkey"]),
        "mfa_remove_webauthn": keys(world.other["passkey"]),
        "outbox:message": keys(world.other["message"]),
        "outbox:send-again": keys(world.other["message"]),
        "outbox:lift-suppression": keys(world.other["suppression"]),
    }


def ticket(photo: Photo) -> dict[str, Any]:
    return dict(resolve(links.photo(photo)).kwargs)


def partners(world: World) -> list[dict[str, Any]]:
    found = [partner for each in world.initiatives.values() for partner in each.partners.all()]
    return [{"pk": one.initiative_id, "partner": one.pk} for one in found]


def tasks(world: World) -> list[dict[str, Any]]:
    return [
        {"pk": world.initiatives["response"].pk, "task": task.pk}
        for task in world.initiatives["response"].tasks.all()
    ]


def keys(*found: Any) -> list[dict[str, Any]]:
    return [{"pk": one.pk} for one in found]


def tokens(*found: Any) -> list[dict[str, Any]]:
    return [{"token": one.token} for one in found]


def values_for(name: str, known: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """By the longest beginning that is known; nothing where none is."""
    beginnings = [beginning for beginning in known if name.startswith(beginning)]
    return known[max(beginnings, key=len)] if beginnings else []


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """Name and address of every page that can be opened."""
    known = arguments(world)
    for name, takes_arguments in sorted(names(), key=lambda entry: entry[0] == SIGNS_OUT):
        for values in values_for(name, known) if takes_arguments else [{}]:
            yield name, reverse(name, kwargs=values)
