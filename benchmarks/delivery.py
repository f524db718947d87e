"""How fast due messages are accepted by a mail server, beside what bare smtplib reaches.

    python benchmarks/delivery.py [--messages 10000] [--rounds 3]

One worker process, an embedded PostgreSQL that loses nothing, and a mail server that accepts and
forgets, in a process of its own. Each round sends the same messages twice over the same kind of
connection: prebuilt with bare smtplib, and out of the database through the worker.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import pickle
import smtplib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
REPORT_EVERY = 100
GOAL = 0.5


@dataclass(frozen=True)
class Round:
    """Messages per second."""

    bare: float
    worker: float

    @property
    def ratio(self) -> float:
        return self.worker / self.bare


def measure(messages: int = 10_000, rounds: int = 3) -> list[Round]:
    """Start what is needed, measure, stop it."""
    from config.local import addresses

    messages -= messages % REPORT_EVERY
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="liaison-bench-")))
        sink = stack.enter_context(_running("sink"))
        port = int(_line(sink))
        environment = {
            **os.environ,
            "LIAISON_DATA_DIR": str(folder),
            "DATABASE_URL": addresses.database_url(folder),
            "REDIS_URL": addresses.redis_url(folder),
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "SITE_URL": "https://liaison.example.org",
        }
        stack.enter_context(_servers(folder))
        prebuilt = folder / "prebuilt"
        _child("fill", messages, prebuilt, env=environment)
        stack.enter_context(_worker(environment))
        return [_round(sink, port, messages, prebuilt, environment) for _ in range(rounds)]


def _round(
    sink: subprocess.Popen[str], port: int, messages: int, prebuilt: Path, env: dict[str, str]
) -> Round:
    bare = float(_child("bare", port, prebuilt, env=env))
    _wait_for(sink, messages)
    due_at = float(_child("due", env=env))
    accepted_at = _wait_for(sink, messages)
    return Round(bare=messages / bare, worker=messages / (accepted_at - due_at))


def _wait_for(sink: subprocess.Popen[str], messages: int) -> float:
    for _ in range(messages // REPORT_EVERY - 1):
        _line(sink)
    return float(_line(sink))


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise SystemExit("A part of the benchmark ended early.")
    return line.strip()


def _child(*arguments: object, env: dict[str, str]) -> str:
    command = [sys.executable, __file__, *map(str, arguments)]
    return subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT
    ).stdout.strip()


@contextmanager
def _running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, __file__, *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


@contextmanager
def _servers(folder: Path) -> Iterator[None]:
    from config.local import servers
    from config.local.postgres import Postgres
    from config.local.valkey import Valkey

    postgres = Postgres(folder)
    with servers.running([postgres, Valkey(folder)]):
        postgres.make_database()
        yield


@contextmanager
def _worker(environment: dict[str, str]) -> Iterator[None]:
    """As in the Procfile, with one process that sends."""
    command = [sys.executable, "-m", "celery", "--quiet", "--app", "config", "worker"]
    command += ["--loglevel", "WARNING", "--concurrency", "1", "--without-gossip"]
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdin=subprocess.DEVNULL)
    try:
        _child("ready", env=environment)
        yield
    finally:
        process.terminate()
        process.wait()


# What the child processes do. Their imports need the settings, and with them the environment.


def sink() -> None:
    """Accepts everything, keeps nothing, tells when every hundredth message was accepted."""

    class Session(asyncio.Protocol):
        accepted = 0

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self.transport, self.buffer, self.is_data = transport, b"", False
            transport.write(b"220 sink\r\n")

        def data_received(self, data: bytes) -> None:
            self.buffer += data
            end = b"\r\n.\r\n" if self.is_data else b"\r\n"
            while (at := self.buffer.find(end)) >= 0:
                line, self.buffer = self.buffer[:at], self.buffer[at + len(end) :]
                self.transport.write(self.answer(line))
                end = b"\r\n.\r\n" if self.is_data else b"\r\n"

        def answer(self, line: bytes) -> bytes:
            if self.is_data:
                self.is_data = False
                Session.accepted += 1
                if Session.accepted % REPORT_EVERY == 0:
                    print(time.monotonic(), flush=True)
                return b"250 accepted\r\n"
            verb = line[:4].upper()
            self.is_data = verb == b"DATA"
            return {
                b"EHLO": b"250-sink\r\n250-SIZE 10000000\r\n250 PIPELINING\r\n",
                b"DATA": b"354 go on\r\n",
                b"QUIT": b"221 bye\r\n",
            }.get(verb, b"250 fine\r\n")

    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(Session, "127.0.0.1", 0)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(serve())


def bare(port: str, prebuilt: str) -> None:
    messages = pickle.loads(Path(prebuilt).read_bytes())
    start = time.monotonic()
    with smtplib.SMTP("127.0.0.1", int(port)) as connection:
        for sender, recipient, content in messages:
            connection.sendmail(sender, [recipient], content)
        print(time.monotonic() - start)


def fill(number: str, prebuilt: str) -> None:
    _set_up()
    from django.core.management import call_command
    from django.utils import timezone

    from outbox import actions
    from outbox.mime import Letterhead
    from outbox.models import Message

    call_command("migrate", verbosity=0)
    later = timezone.now() + timedelta(days=1)
    actions.queue_many(_reminder(i, later) for i in range(int(number)))
    letterhead = Letterhead.of_site()
    messages = [
        (letterhead.sender, message.address, letterhead.write(message))
        for message in Message.objects.order_by("pk")
    ]
    Path(prebuilt).write_bytes(pickle.dumps(messages))


def _reminder(number: int, not_before: object) -> object:
    """Words as a reminder has them: half of them need no encoding, half are Spanish."""
    from django.template import engines

    from outbox.drafts import Draft
    from outbox.rendering import site_context

    words = (
        "The community meeting of District 7 takes place on Thursday, December 10, 2026, 7:00 p.m.",
        "La reunión comunitaria del Distrito 7 será el jueves 10 de diciembre de 2026, a las 19:00.",
    )[number % 2]
    link = f"https://liaison.example.org/rsvp/{number:043d}/"
    template = engines["django"].from_string(
        '{% extends "outbox/email_base.html" %}{% block content %}'
        "{% for word in words %}<p>{{ word }}</p>{% endfor %}"
        '{% include "outbox/_email_button.html" with label="Answer" url=link only %}{% endblock %}'
    )
    language = ("en", "es")[number % 2]
    html = template.render({**site_context(language), "words": [words] * 6, "link": link})
    return Draft(
        key=f"bench:{number}",
        kind="meetings.reminder",
        address=f"leader{number}@example.org",
        language=language,
        subject=("Reminder: community meeting", "Recordatorio: reunión comunitaria")[number % 2],
        text="\n\n".join([words] * 6 + [link]),
        html=html,
        not_before=not_before,
    )


def ready() -> None:
    """Returns when the worker has taken a task: it is up."""
    _set_up()
    import redis
    from django.conf import settings

    from outbox import nudges

    nudges.nudge()
    with redis.Redis.from_url(settings.REDIS_URL) as broker:
        while broker.llen("celery"):
            time.sleep(0.05)
    time.sleep(1)


def due() -> None:
    _set_up()
    from django.utils import timezone

    from outbox import nudges
    from outbox.models import Message

    now = timezone.now()
    Message.objects.update(status="queued", sent_at=None, not_before=now)
    print(time.monotonic())
    nudges.nudge()


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()


PARTS = {part.__name__: part for part in (sink, bare, fill, ready, due)}


def main() -> None:
    if len(sys.argv) > 1 and sys.argv[1] in PARTS:
        PARTS[sys.argv[1]](*sys.argv[2:])
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print("| messages per second | bare smtplib, prebuilt | one worker | ratio |")
    print("| --- | ---: | ---: | ---: |")
    rounds = measure(options.messages, options.rounds)
    for number, one in enumerate(rounds, 1):
        print(f"| round {number} | {one.bare:.0f} | {one.worker:.0f} | {one.ratio:.2f} |")
    ratio = statistics.median(one.ratio for one in rounds)
    print(f"| median ratio (goal: at least {GOAL}) | | | {ratio:.2f} |")
    sys.exit(ratio < GOAL)


if __name__ == "__main__":
    main()
