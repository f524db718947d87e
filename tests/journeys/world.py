"""A small partnership in which every page has something to show."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import resolve
from django.utils import timezone

from accounts import links
from accounts.actions.tokens import create_token
from accounts.models import Role, User
from concerns.models import Concern, Priority
from initiatives.models import Initiative
from leaders.models import Area, Leader, Organization
from meetings.models import AgendaItem, Attendance, Commitment, Invitation, Meeting, Minutes, Series
from tests.factories.accounts import SignUpInvitationFactory
from tests.factories.leaders import (
    AffiliationFactory,
    AreaImportFactory,
    ContactFactory,
    ContactImportFactory,
    LeaderFactory,
    OrganizationFactory,
)
from tests.factories.meetings import (
    CommitmentFactory,
    InvitationFactory,
    MeetingFactory,
    SeriesFactory,
    evening_in,
)
from tests.factories.outbox import MessageFactory, SuppressionFactory
from tests.journeys.concerns_of_the_world import make_concerns, make_priorities
from tests.journeys.initiatives_of_the_world import make_initiatives
from tests.journeys.passkey import registration

PERSONAS = ["nobody", Role.LEADER, Role.OFFICER, Role.COORDINATOR, Role.ADMINISTRATOR]


DISTRICTS = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"code": "west", "name": "West District"},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[-75, 40], [-74, 40], [-74, 41], [-75, 41], [-75, 40]]],
            },
        }
    ],
}


@dataclass
class World:
    """The objects behind the addresses, and who reads them."""

    area: Area
    leader: Leader
    users: dict[str, User | None]
    organization: Organization
    series: Series
    meetings: dict[str, Meeting] = field(default_factory=dict)
    invitations: list[Invitation] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    concerns: dict[str, Concern] = field(default_factory=dict)
    priorities: list[Priority] = field(default_factory=list)
    initiatives: dict[str, Initiative] = field(default_factory=dict)
    other: dict[str, Any] = field(default_factory=dict)


@pytest.fixture
def world(area, leader, officer, coordinator, administrator) -> World:
    area.languages = ["en", "es"]
    area.population = 41_000
    area.save()
    made = World(
        area=area,
        leader=leader,
        users={
            "nobody": None,
            Role.LEADER: leader.user,
            Role.OFFICER: officer,
            Role.COORDINATOR: coordinator,
            Role.ADMINISTRATOR: administrator,
        },
        organization=OrganizationFactory(name="Riverside Tenants", areas=[area]),
        series=SeriesFactory(title="North District monthly", areas=[area], host=officer),
    )
    AffiliationFactory(leader=leader, organization=made.organization)
    add_meetings(made)
    add_commitments(made)
    made.concerns = make_concerns(area, leader, made.users)
    made.priorities = make_priorities(area, made.concerns)
    made.initiatives = make_initiatives(area, leader, made.organization, made.users, made.concerns)
    made.other["saved view"] = officer.saved_concern_views.get()
    made.other["contact"] = ContactFactory(
        leaders=[leader], logged_by=officer, notes="Asked about the street lights."
    )
    made.other["contact import"] = ContactImportFactory(uploaded_by=coordinator)
    made.other["area import"] = AreaImportFactory(
        uploaded_by=coordinator, content=json.dumps(DISTRICTS).encode()
    )
    made.other["message"] = MessageFactory(
        recipient=f"leader:{leader.pk}", address=leader.email, about="meeting:1"
    )
    MessageFactory(status="failed", error="550 No such mailbox")
    made.other["suppression"] = SuppressionFactory(address="gone@example.org", reason="bounced")
    add_accounts(made)
    return made


def add_meetings(world: World) -> None:
    officer = world.users[Role.OFFICER]
    common = {"areas": [world.area], "host": officer, "place": "North Library", "capacity": 40}
    world.meetings = {
        "coming": MeetingFactory(title="Safety walk", **common),
        "draft": MeetingFactory(title="Town hall", status="draft", **common),
        "cancelled": MeetingFactory(
            title="Cancelled evening",
            status="cancelled",
            cancelled_at=timezone.now(),
            cancel_reason="The library is closed.",
            **common,
        ),
        "to log": MeetingFactory(title="Last week's evening", starts_at=evening_in(-7), **common),
        "logged": MeetingFactory(
            title="Last month's evening",
            starts_at=evening_in(-30),
            logged_at=timezone.now(),
            logged_by=officer,
            **common,
        ),
    }
    for position, title in enumerate(["Welcome", "Street lights"], start=1):
        AgendaItem.objects.create(meeting=world.meetings["coming"], position=position, title=title)
    for name in ("coming", "cancelled", "to log", "logged"):
        meeting = world.meetings[name]
        world.invitations += [
            InvitationFactory(meeting=meeting, leader=world.leader, sent_at=timezone.now()),
            InvitationFactory(
                meeting=meeting,
                leader=LeaderFactory(areas=[world.area]),
                response="yes",
                seat="confirmed",
                responded_at=timezone.now(),
                access_needs="Wheelchair",
            ),
        ]
    coming = {"meeting": world.meetings["coming"], "responded_at": timezone.now()}
    InvitationFactory(response="no", note="I work that evening.", **coming)
    InvitationFactory(response="maybe", interpreter_language="Spanish", **coming)
    world.invitations.append(
        InvitationFactory(response="yes", seat="waiting", waiting_since=timezone.now(), **coming)
    )
    logged = world.meetings["logged"]
    Attendance.objects.create(meeting=logged, leader=world.leader)
    Attendance.objects.create(meeting=logged, walk_in_name="A neighbor")
    Minutes.objects.create(
        meeting=logged, text="## Lights\n\n- Two lamps are out.", published_at=timezone.now()
    )


def add_commitments(world: World) -> None:
    officer, today = world.users[Role.OFFICER], timezone.localdate()
    common = {
        "areas": [world.area],
        "owner_user": officer,
        "promised_to_leader": world.leader,
        "meeting": world.meetings["logged"],
    }
    done = {"done_at": timezone.now(), "evidence": "Both lamps were replaced."}
    closed = {"closed_at": timezone.now(), "confirmed_by_leader": world.leader}
    world.commitments = [
        CommitmentFactory(text="Walk the route to school", **common),
        CommitmentFactory(text="Call the city", due_on=today - timedelta(days=9), **common),
        CommitmentFactory(text="Fix the lights", state="done", **done, **common),
        CommitmentFactory(text="Bring the plan", state="kept", **done, **closed, **common),
        CommitmentFactory(
            text="Clear the lot",
            state="disputed",
            closing_note="It is still there.",
            **done,
            **common,
        ),
    ]


def add_accounts(world: World) -> None:
    """Links that were mailed, and an administrator with every second step there is."""
    leader, administrator = world.users[Role.LEADER], world.users[Role.ADMINISTRATOR]
    TOTP.activate(administrator, generate_totp_secret())
    RecoveryCodes.activate(administrator)
    reset = resolve(urlsplit(links.set_password(leader)).path).kwargs
    change = resolve(urlsplit(links.confirm_address(leader, "lena@example.org")).path).kwargs
    world.other |= {
        "sign_up": SignUpInvitationFactory(email="new@example.org", role=Role.OFFICER),
        "password reset": reset,
        "address change": change["token"],
        "passkey": Authenticator.objects.create(
            user=administrator,
            type=Authenticator.Type.WEBAUTHN,
            data={"name": "My phone", "credential": registration()},
        ),
        "api token": create_token(by=administrator, name="Spreadsheet")[0],
    }
