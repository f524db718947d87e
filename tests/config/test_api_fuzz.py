"""Every operation of the API, called with what its description allows and with what it does not.

Whatever is sent, the answer is one of ours. The objects are there, so that calls go deep.
"""

from __future__ import annotations

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode

from accounts.actions.tokens import create_token
from accounts.models import Role
from config.wsgi import application
from initiatives.models import CaseStudy, Offer, Playbook
from tests.journeys.world import world

__all__ = ["world"]

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "patch", "put", "delete")
EXAMPLES = 8
BY_OWNER = ("done", "reopen", "withdraw")
BY_PROMISEE = ("keep", "dispute")
OF_WHAT_IS_DONE = ("/reopen/", "/keep/", "/dispute/")

description = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(public=True))
description.app = application
THE_SAME_EACH_TIME = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
OPERATIONS = [
    (path, method)
    for path, item in description.raw_schema["paths"].items()
    for method in METHODS
    if method in item
]


def speaker(world, path):
    """Somebody who may do it, so that more than the refusal is tried."""
    resource, verb = path.split("/")[3], path.split("/")[-2]
    roles = dict.fromkeys(BY_OWNER, Role.OFFICER) | dict.fromkeys(BY_PROMISEE, Role.LEADER)
    role = roles.get(verb) if resource == "commitments" else None
    return world.users[role or Role.ADMINISTRATOR]


def subject(world, path):
    """An object with which most can be done."""
    return {
        "areas": world.area,
        "commitments": world.commitments[2 if path.endswith(OF_WHAT_IS_DONE) else 0],
        "cases": CaseStudy.objects.get(key="oakland"),
        "categories": world.concerns["open"].category,
        "concerns": world.concerns["closed" if path.endswith("/reopen/") else "open"],
        "contacts": world.other["contact"],
        "initiatives": world.initiatives["scanning"],
        "invitations": world.invitations[0],
        "leaders": world.leader,
        "meetings": world.meetings["to log" if path.endswith("/log/") else "draft"],
        "messages": world.other["message"],
        "needs": world.initiatives["response"].needs.first(),
        "offers": Offer.objects.first(),
        "organizations": world.organization,
        "playbooks": Playbook.objects.get(key="watch"),
        "priorities": world.priorities[0],
        "series": world.series,
        "tasks": world.initiatives["response"].tasks.first(),
        "users": world.users[Role.OFFICER],
    }[path.split("/")[3]]


def modes(operation):
    """As described; and, where there is a body or a question that can be wrong, wrong."""
    has_parts = operation.body or operation.query
    return list(GenerationMode) if has_parts else [GenerationMode.POSITIVE]


@pytest.fixture
def _connection_stays_open():
    """What Django's own test client does: a request's end is not the end of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_every_resource_is_described():
    found = {path.split("/")[3] for path, _method in OPERATIONS}

    assert found == {
        "areas",
        "cases",
        "categories",
        "commitments",
        "concerns",
        "contacts",
        "initiatives",
        "invitations",
        "leaders",
        "meetings",
        "messages",
        "needs",
        "offers",
        "organizations",
        "playbooks",
        "priorities",
        "series",
        "tasks",
        "users",
    }


@pytest.mark.usefixtures("_connection_stays_open")
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_nothing_that_is_sent_breaks_the_api(world, path, method):
    _token, secret = create_token(by=speaker(world, path), name="Fuzz")
    operation = description[path][method]
    known = {"id": subject(world, path).pk} if "{id}" in path else {}

    @THE_SAME_EACH_TIME
    def call(case):
        with transaction.atomic():
            response = case.call(headers={"Authorization": f"Token {secret}"})
            transaction.set_rollback(True)
        case.validate_response(response, checks=[not_a_server_error])

    for mode in modes(operation):
        strategy = operation.as_strategy(generation_mode=mode, path_parameters=known)
        given(case=strategy)(call)()
