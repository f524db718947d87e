"""Who raised a confidential concern is told nowhere but by a recorded look; who raised an anonymous
one is nowhere at all. Every address, API answer, mail, log line and table is searched.
"""

from __future__ import annotations

import json
import logging
import re
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from concerns import links, receipts
from concerns.actions import answers, closing, timed
from concerns.api.concerns import ConcernViewSet
from concerns.models import Concern, IdentityLook
from config.api import router
from outbox import delivery
from outbox.models import Message
from tests.browser import client_of
from tests.factories.concerns import CODE, ConcernFactory
from tests.journeys.addresses import addresses
from tests.journeys.concerns_of_the_world import ROSALINDA
from tests.journeys.world import PERSONAS
from tests.outbox.servers import OddServer

# As written, and as pages and files might write it.
SECRETS = ("quietwater", "rosalinda", "5559187", "555-9187")
# Pages that open by the secret of the one who raised it show them their own words, not their name.
RAISE = "/api/v1/concerns/"


def leaks(text):
    return [secret for secret in SECRETS if secret in text.lower()]


def body_of(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace") + json.dumps(dict(response.headers))


def reader(world, persona):
    user = world.users[persona]
    return client_of(user) if user else Client()


@pytest.fixture
def written_to(world):
    """Everything there is to write to whoever raised the confidential concern."""
    concern, officer = world.concerns["confidential"], world.users["officer"]
    answers.reply(concern=concern, text="We keep an eye on it.", by=officer)
    answers.raiser_writes(concern=concern, text="They were there again.")
    closing.close(concern=concern, outcome="resolved", reason="The landlord locks.", by=officer)
    closing.accept(concern=concern)
    assert Message.objects.filter(address=ROSALINDA["email"]).count() == 3
    # Once more by her, still open; with another joined, and a promise made of the first.
    world.concerns["again"] = ConcernFactory(
        subject="Threats, again",
        area=world.area,
        confidentiality="confidential",
        reporter=ROSALINDA,
    )
    Concern.objects.filter(pk=world.concerns["alike"].pk).update(duplicate_of=concern)
    concern.commitments.add(world.commitments[0])
    return concern


def about_her(world):
    """The world with what can lead to her: her own concerns, and what is joined with them.

    Pages of other concerns show the same parts of other rows; that each opens is shown elsewhere.
    """
    kept = ("confidential", "again", "alike", "open", "published")
    return replace(
        world,
        concerns={name: world.concerns[name] for name in kept},
        meetings={name: world.meetings[name] for name in ("coming", "logged")},
        commitments=world.commitments[:1],
    )


def told(client, pages):
    """What leaks by address. Where many addresses lead to one page, that is opened once."""
    found, opened = {}, set()
    for address in pages:
        response = client.get(address)
        found[address] = leaks(body_of(response))
        leads_to = response.headers.get("Location", "").partition("?")[0]
        if leads_to and leads_to not in opened:
            opened.add(leads_to)
            response = client.get(response.headers["Location"], follow=True)
            found[leads_to] = found.get(leads_to, []) + leaks(body_of(response))
    return found


@pytest.mark.parametrize("persona", PERSONAS)
def test_no_page_file_or_feed_tells(persona, world, written_to):
    pages = [address for _name, address in addresses(about_her(world))]
    found = told(reader(world, persona), pages)

    assert len(found) > 200
    assert {address: secrets for address, secrets in found.items() if secrets} == {}
    assert IdentityLook.objects.count() == 1  # The world's own: nobody looked by opening a page.


def without(typed, response):
    """The page without what was typed, and without what differs each time."""
    content = re.sub(r"\b\w{64}\b", "", response.text)  # Tokens against forged requests.
    return re.sub("|".join(typed.split()), "…", content, flags=re.IGNORECASE)


def lists_of(world):
    """Pages and API, each with the filters they might have."""
    pages = [address for name, address in addresses(world) if name.endswith("-list")]
    return pages + [f"/api/v1/{prefix}/" for prefix, *_ in router.registry]


def telling_searches(client, lists):
    """Lists that answer a search for her otherwise than a search for nobody."""
    typed = ("Rosalinda Quietwater", "Rosaminda Quietwader")
    differing = set()
    for address in lists:
        if client.get(address).status_code != HTTPStatus.OK:
            continue  # Whoever may not open it, may not search in it either.
        for parameter in ("q", "search", "name"):
            answers = (client.get(address, {parameter: words}) for words in typed)
            if len({without(*pair) for pair in zip(typed, answers, strict=True)}) > 1:
                differing.add(address)
    return differing


@pytest.mark.parametrize("persona", PERSONAS)
def test_search_for_the_name_finds_what_a_search_for_nobody_finds(persona, world, written_to):
    """An empty list would tell as much as a full one."""
    assert telling_searches(reader(world, persona), lists_of(world)) == set()


def test_a_planted_leak_is_found(world, written_to):
    """By the same searches: her name in the words of a concern, as by an officer's slip."""
    slip = world.concerns["again"]
    Concern.objects.filter(pk=slip.pk).update(subject="Rosalinda Quietwater is afraid")
    officer = reader(world, "officer")
    pages = ["/concerns/", slip.get_absolute_url(), f"{RAISE}{slip.pk}/"]

    assert told(officer, pages) == {page: ["quietwater", "rosalinda"] for page in pages}
    assert telling_searches(officer, ["/concerns/", RAISE]) == {"/concerns/", RAISE}


@pytest.mark.parametrize("persona", PERSONAS)
def test_no_api_answer_tells(persona, world, written_to):
    client = reader(world, persona)
    wrong = {}
    for prefix, _viewset, _name in router.registry:
        address = f"/api/v1/{prefix}/"
        first = client.get(address)
        found = [first]
        if first.status_code == 200:
            rows = first.json()["results"]
            found += [client.get(f"{address}{row['id']}/") for row in rows]
        for response in found:
            if leaks(body_of(response)):
                wrong[address] = leaks(body_of(response))

    assert wrong == {}


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_api_answer_to_an_act_keeps_the_name(persona, world, written_to):
    """Whatever is asked of the concern, allowed or not; only `look` may tell."""
    client, concern = reader(world, persona), written_to
    verbs = {action.url_path for action in ConcernViewSet.get_extra_actions()} - {"look"}
    assert "reply" in verbs
    for verb in sorted(verbs):
        response = client.post(
            f"{RAISE}{concern.pk}/{verb}/",
            {"text": "x", "reason": "x", "outcome": "resolved", "original": 1, "owner": 1},
            content_type="application/json",
        )
        assert leaks(body_of(response)) == []


def test_mail_to_others_does_not_tell(world, written_to):
    concern = written_to
    Concern.objects.filter(pk=concern.pk).update(
        state="in_progress",
        closed_at=None,
        outcome="",
        outcome_reason="",
        accepted_at=None,
        answered_at=None,
        due_at=concern.raised_at,
    )
    timed.escalate_overdue(at=timezone.now() + timedelta(days=9))
    others = Message.objects.exclude(address=ROSALINDA["email"])

    assert {"concerns.written", "concerns.overdue", "concerns.escalated"} <= set(
        others.values_list("kind", flat=True)
    )
    for message in others:
        assert leaks(f"{message.subject}{message.text}{message.html}{message.key}") == []


def test_mail_to_the_raiser_is_private_and_names_nobody(written_to):
    own = Message.objects.filter(address=ROSALINDA["email"])

    assert set(own.values_list("is_private", "recipient")) == {(True, "")}
    for message in own:
        assert leaks(f"{message.subject}{message.text}{message.html}{message.key}") == []


def test_commands_do_not_tell(world, written_to, capsys):
    call_command("why_mail", ROSALINDA["email"])

    told = capsys.readouterr().out.replace(ROSALINDA["email"], "")
    assert leaks(told) == []
    assert "confidential" not in told


def test_log_lines_do_not_tell(world, written_to, caplog, settings):
    """While mail goes out, comes back, and pages and the API are asked."""
    caplog.set_level(logging.INFO)
    with OddServer() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        delivery.deliver()
    client = reader(world, "coordinator")
    client.get(f"{RAISE}{written_to.pk}/")
    client.post(f"{RAISE}{written_to.pk}/look/", {"reason": "x"}, content_type="application/json")
    token = links.follow_token(written_to.reporter)
    Client().get(f"/concerns/follow/{token}/")

    assert caplog.records
    assert leaks(caplog.text) == []


def rows_with(secret):
    """Tables, the name in any of their columns."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            cursor.execute(
                f"SELECT count(*) FROM {name} AS row WHERE row::text ILIKE %s",  # noqa: S608
                [f"%{secret}%"],
            )
            if cursor.fetchone()[0]:
                found.add(table)
    return found


@pytest.mark.parametrize("secret", SECRETS[:3])
def test_database_holds_the_name_in_one_table_only(written_to, secret):
    """And the address of private mail in the queue, or nothing could be sent."""
    assert rows_with(secret) - {"outbox_message"} == {"concerns_reporter"}


def stored_models():
    tables = set(connection.introspection.table_names())
    return [model for model in apps.get_models() if model._meta.db_table in tables]


def people_in_new_rows(before):
    """Every account and leader that rows written since then refer to, by table and column."""
    found = {}
    for model in stored_models():
        table = model._meta.db_table
        for field in model._meta.concrete_fields:
            target = getattr(field.remote_field, "model", None)
            if getattr(target, "__name__", "") not in {"User", "Leader"}:
                continue
            rows = newer(model, before)
            for value in rows.exclude(**{field.name: None}).values_list(field.attname, flat=True):
                found.setdefault((target.__name__, value), set()).add(f"{table}.{field.column}")
    return found


def newer(model, before):
    rows = model._base_manager.all()
    return (
        rows.filter(pk__gt=before[model._meta.db_table]) if model._meta.db_table in before else rows
    )


def newest():
    """The highest key of every table that counts its rows."""
    return {
        model._meta.db_table: model._base_manager.order_by("-pk").values_list("pk", flat=True)[0]
        for model in stored_models()
        if model._meta.pk.get_internal_type() in {"AutoField", "BigAutoField"}
        and model._base_manager.exists()
    }


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_account_that_raised_it_is_in_no_row(world, mode):
    """A leader who is signed in raises it, then writes, by whatever way they have."""
    client, user = client_of(world.leader.user), world.leader.user
    before = newest()
    body = client.post(
        RAISE,
        {"subject": "Threats", "text": "In the yard.", "confidentiality": mode},
        content_type="application/json",
    ).json()
    concern = Concern.objects.get(pk=body["id"])
    client.post(f"{RAISE}{concern.pk}/write/", {"text": "x"}, content_type="application/json")
    if mode == "anonymous":
        answers.raiser_writes(concern=concern, text="Again.")

    found = people_in_new_rows(before)
    allowed = {"concerns_reporter.leader_id"} if mode == "confidential" else set()
    assert found.get(("User", user.pk), set()) == set()
    assert found.get(("Leader", world.leader.pk), set()) == allowed
    events = concern.events.model.objects.filter(pgh_obj=concern)
    contexts = [event.pgh_context.metadata for event in events if event.pgh_context]
    assert contexts
    assert all(context == {"user": None, "url": None} for context in contexts)


def test_code_of_an_anonymous_concern_is_nowhere(world):
    assert receipts.digest(CODE) == world.concerns["anonymous"].receipt_hash
    for written in (CODE, CODE.replace("-", ""), CODE.lower()):
        assert rows_with(written) == set()
