"""The queue's filters, tabs and sorts, the pages and data of concerns, and what raising costs."""

from __future__ import annotations

import http.client
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, count
from sys import stderr
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.pages import cookie_for, fetch, web_server
from concerns import links
from concerns.listing import Tab
from concerns.models import Category, Concern, Reporter, SavedView

ROUNDS, QUICK_ROUNDS, WARM_UP = 20, 4, 2
ALLOWED_RATIO, ALLOWED_QUERIES = 3.0, 12
SLOWEST_SHOWN = 5
HOST = "127.0.0.1"
SORTS = ("subject", "due", "raised")
Take = Callable[[], float]


@dataclass(frozen=True)
class Row:
    label: str
    ratio: float
    milliseconds: float
    queries: int

    @property
    def is_within(self) -> bool:
        return self.ratio <= ALLOWED_RATIO and self.queries <= ALLOWED_QUERIES


def report(*, has_queue: bool = True) -> str:
    with web_server() as port:
        rows = [*_raising(port), *_pages(port), *(_queue(port) if has_queue else ())]
    return "\n".join(
        [
            "| what | median, times the floor | ms | queries | within |",
            "| --- | ---: | ---: | ---: | --- |",
            *(
                f"| {r.label} | {r.ratio:.2f} | {r.milliseconds:.0f} | {r.queries} "
                f"| {'yes' if r.is_within else '**no**'} |"
                for r in rows
            ),
        ]
    )


def _queue(port: int) -> Iterator[Row]:
    """The plain ones each; of all combinations, the slowest."""
    filters = _filters()
    yield _opened(port, "queue", "/concerns/")
    for tab in Tab:
        yield _opened(port, f"queue, tab {tab.value}", f"/concerns/?show={tab.value}")
    for name, value in filters.items():
        yield _opened(port, f"queue, {name}={value}", f"/concerns/?{urlencode({name: value})}")
    view = SavedView.objects.get()
    yield _opened(port, "queue, saved view", f"/concerns/?{view.query}")
    tried = [
        _opened(port, f"queue, {query}", f"/concerns/?{query}", QUICK_ROUNDS)
        for query in _combinations(filters)
    ]
    tried.sort(key=lambda row: -row.ratio)
    within = sum(row.is_within for row in tried)
    middle = statistics.median(row.ratio for row in tried)
    most = max(row.queries for row in tried)
    yield Row(f"queue, {len(tried)} combinations ({within} within)", middle, 0, most)
    yield from tried[:SLOWEST_SHOWN]


def _filters() -> dict[str, str]:
    return {
        "q": "lamp",
        "area": "a1",
        "owner": "me",
        "state": "closed",
        "category": Category.objects.offered()[0].key,
        "confidentiality": "confidential",
        "urgency": "urgent",
        "overdue": "on",
        "today": "on",
        "unread": "on",
    }


def _combinations(filters: dict[str, str]) -> Iterator[str]:
    """Every filter under every tab and every sort of a tab, every two filters, and other words."""
    for tab in Tab:
        for sort in SORTS:
            for direction in ("", "-"):
                yield urlencode({"show": tab.value, "sort": direction + sort})
        for pair in filters.items():
            yield urlencode([("show", tab.value), pair])
    for pairs in combinations(filters.items(), 2):
        yield urlencode([("show", "all"), *pairs])
    for words in ("lamp street dark", "Elm", "nothingofthesort", "C-2026-01"):
        yield urlencode({"show": "all", "q": words})
    yield urlencode({"show": "all", "page": "150"})


def _pages(port: int) -> Iterator[Row]:
    concern = (
        Concern.objects.filter(reporter__isnull=False, area__code="a1").order_by("raised_at").last()
    )
    assert concern
    token = links.follow_token(Reporter.objects.get(concern=concern))
    yield _opened(port, "concern", f"/concerns/{concern.pk}/")
    yield _opened(port, "its answer form", f"/concerns/{concern.pk}/reply/")
    yield _opened(port, "its likely duplicates", f"/concerns/{concern.pk}/duplicates/")
    yield _opened(port, "form to raise one", "/concerns/new/", persona="nobody")
    yield _opened(port, "the raiser's page", f"/concerns/follow/{token}/", persona="nobody")
    yield _opened(port, "a leader's own concerns", "/concerns/mine/", persona="leader")
    yield _opened(port, "priorities", "/priorities/", persona="nobody")
    yield _opened(port, "public area page", "/areas/a1/", persona="nobody")
    for name in ("", "concerns/", "priorities/"):
        path = f"/api/v1/areas/a1/neighbourhood/{name}"
        yield _opened(port, f"JSON {name or 'area'}", path, persona="nobody")
    yield _opened(port, "API list", "/api/v1/concerns/")
    yield _opened(port, "API list, searched", "/api/v1/concerns/?q=lamp&state=closed")
    yield _opened(port, "API concern", f"/api/v1/concerns/{concern.pk}/")


def _raising(port: int) -> Iterator[Row]:
    known = {"confidentiality": "open", "email": "resident@bench.example"}
    told = {"confidentiality": "open", "name": "Neighbor", "email": "neighbor@bench.example"}
    for label, persona, fields in (
        ("raising, openly, with both messages", "nobody", known),
        ("raising, anonymously", "nobody", {"confidentiality": "anonymous"}),
        ("raising, by an officer for somebody", "officer", told),
    ):
        yield _raised(port, label, persona, fields)


def _opened(
    port: int, label: str, path: str, rounds: int = ROUNDS, *, persona: str = "coordinator"
) -> Row:
    cookie = cookie_for(persona)
    median, ratio = _in_turns(port, lambda: fetch(port, path, cookie)[0], rounds)
    client = _client(persona)
    client.get(path)  # What is loaded once per process is not the page's cost.
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    print(f"{ratio:6.2f} {len(captured):3d} {path}", file=stderr, flush=True)
    return Row(label, ratio, median * 1000, _counted(captured))


def _raised(port: int, label: str, persona: str, fields: dict[str, str]) -> Row:
    numbers = count()
    # A token and its cookie belong together, whoever made them up.
    token = "b" * 32
    cookie = f"csrftoken={token}; {cookie_for(persona)}".rstrip("; ")
    common = {"csrfmiddlewaretoken": token, "urgency": "routine", "language": "en", "area": "1"}
    common |= {"text": "Men wait there every night.", **fields}

    def send() -> float:
        cache.clear()  # The limits against floods, which is what this is.
        return _post(port, {**common, "subject": f"{label} {next(numbers)}"}, cookie)

    median, ratio = _in_turns(port, send, ROUNDS)
    client = _client(persona)
    cache.clear()
    client.post("/concerns/new/", {**common, "subject": f"{label} a"})
    with CaptureQueriesContext(connection) as captured:
        client.post("/concerns/new/", {**common, "subject": f"{label} b"})
    return Row(label, ratio, median * 1000, _counted(captured))


def _post(port: int, data: dict[str, str], cookie: str) -> float:
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    started = time.perf_counter()
    client = http.client.HTTPConnection(HOST, port)
    client.request("POST", "/concerns/new/", urlencode(data), headers)
    response = client.getresponse()
    body = response.read()
    client.close()
    if response.status != http.client.OK:
        raise SystemExit(f"Raising answered {response.status}: {body[:300]!r}")
    return time.perf_counter() - started


def _in_turns(port: int, take: Take, rounds: int) -> tuple[float, float]:
    """Median seconds, and times the floor's median: both see the same machine."""
    floor_cookie = cookie_for("coordinator")
    times, floors = [], []
    for turn in range(WARM_UP + rounds):
        floor, _size = fetch(port, "/floor/", floor_cookie)
        taken = take()
        if turn >= WARM_UP:
            floors.append(floor)
            times.append(taken)
    median = statistics.median(times)
    return median, median / statistics.median(floors)


def _client(persona: str) -> Client:
    client = Client(headers={"host": HOST})
    client.cookies.load(cookie_for(persona))
    return client


def _counted(captured: CaptureQueriesContext) -> int:
    return len([q for q in captured if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])
