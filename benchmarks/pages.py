"""Each page and API list against the floor: one gunicorn worker, requests taken in turns."""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from leaders.models import Leader, Organization
from meetings.models import Commitment, Invitation, Meeting

ROUNDS, WARM_UP = 40, 5
ALLOWED_RATIO, ALLOWED_QUERIES = 2.5, 12


@dataclass(frozen=True)
class Page:
    """One address, opened by one persona (nobody: without an account)."""

    label: str
    path: str
    persona: str = "coordinator"


@dataclass(frozen=True)
class Measured:
    """Median milliseconds over the floor's median, and queries."""

    page: Page
    milliseconds: float
    ratio: float
    queries: int
    size: int

    @property
    def is_within(self) -> bool:
        return self.ratio <= ALLOWED_RATIO and self.queries <= ALLOWED_QUERIES


def pages() -> list[Page]:
    coming = Meeting.objects.upcoming().order_by("starts_at")
    meeting = coming[10]
    past = Meeting.objects.past().logged().order_by("-starts_at")[10]
    not_logged = Meeting.objects.not_logged().first() or past
    invitation = Invitation.objects.filter(meeting=meeting).first()
    leader, body = Leader.objects.all()[100], Organization.objects.all()[100]
    promise = Commitment.objects.first()
    assert invitation
    assert promise
    return [
        Page("public start page", "/", "nobody"),
        Page("coordinator's start page", "/"),
        Page("officer's start page", "/", "officer"),
        Page("leader's start page", "/", "leader"),
        Page("public area page", "/areas/a1/", "nobody"),
        Page("areas", "/areas/"),
        Page("directory", "/leaders/"),
        Page("directory, searched", "/leaders/?q=Organization+17"),
        Page("directory, filtered", "/leaders/?sector=faith&language=es"),
        Page("leader", f"/leaders/{leader.pk}/"),
        Page("organizations", "/organizations/"),
        Page("organization", f"/organizations/{body.pk}/"),
        Page("meetings", "/meetings/"),
        Page("meetings, public", "/meetings/", "nobody"),
        Page("meeting to come", f"/meetings/{meeting.pk}/"),
        Page("meeting held", f"/meetings/{past.pk}/"),
        Page("log a meeting", f"/meetings/{not_logged.pk}/log/", "officer"),
        Page("series", "/series/"),
        Page("promises", "/commitments/"),
        Page("promise", f"/commitments/{promise.pk}/"),
        Page("messages", "/messages/"),
        Page("why a message", "/messages/why/?address=leader7@bench.example"),
        Page("RSVP page", f"/rsvp/{invitation.token}/", "nobody"),
        Page("area calendar feed", "/areas/a1/meetings.ics", "nobody"),
        *(
            Page(f"API {name}", f"/api/v1/{name}/")
            for name in (
                "areas",
                "organizations",
                "leaders",
                "contacts",
                "meetings",
                "series",
                "invitations",
                "commitments",
                "messages",
            )
        ),
    ]


def cookie_for(persona: str) -> str:
    """A signed-in session's cookie header."""
    if persona == "nobody":
        return ""
    client = Client()
    client.force_login(User.objects.get(email=f"{persona}@bench.example"))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@contextmanager
def web_server() -> Iterator[int]:
    """One gunicorn worker on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--workers=1"]
    command += ["--config=config/gunicorn.py", f"--bind=127.0.0.1:{port}", "--log-level=warning"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
    server = subprocess.Popen(command, env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait()


def wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The web server did not start.")


def fetch(port: int, path: str, cookie: str) -> tuple[float, int]:
    """Seconds from connecting to the last byte, and the size of the answer."""
    started = time.perf_counter()
    client = http.client.HTTPConnection("127.0.0.1", port)
    client.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    response = client.getresponse()
    body = response.read()
    client.close()
    if response.status != http.client.OK:
        where = response.headers.get("Location", "")
        raise SystemExit(f"{path} answered {response.status} {where}: {body[:300]!r}")
    return time.perf_counter() - started, len(body)


def queries_of(page: Page) -> int:
    client = Client(headers={"host": "127.0.0.1"})
    if page.persona != "nobody":
        user = User.objects.get(email=f"{page.persona}@bench.example")
        client.force_login(user)
    client.get(page.path)  # What is loaded once per process is not the page's cost.
    with CaptureQueriesContext(connection) as captured:
        client.get(page.path)
    return len([q for q in captured if not re.match(r"SAVEPOINT|RELEASE", q["sql"])])


def measure() -> list[Measured]:
    """Page and floor in turns, so that both see the same machine."""
    results = []
    cookies = {name: cookie_for(name) for name in ("nobody", "coordinator", "officer", "leader")}
    with web_server() as port:
        for page in pages():
            times: list[float] = []
            floors: list[float] = []
            size = 0
            for turn in range(WARM_UP + ROUNDS):
                floor, _ = fetch(port, "/floor/", cookies["coordinator"])
                taken, size = fetch(port, page.path, cookies[page.persona])
                if turn >= WARM_UP:
                    floors.append(floor)
                    times.append(taken)
            median, base = statistics.median(times), statistics.median(floors)
            results.append(Measured(page, median * 1000, median / base, queries_of(page), size))
    return results


def table(results: list[Measured]) -> str:
    lines = [
        "| page | as | median, times the floor | queries | KB | within |",
        "| --- | --- | ---: | ---: | ---: | --- |",
    ]
    lines += [
        f"| {r.page.label} | {r.page.persona} | {r.ratio:.2f} | {r.queries} "
        f"| {r.size / 1024:.0f} | {'yes' if r.is_within else '**no**'} |"
        for r in results
    ]
    return "\n".join(lines)
