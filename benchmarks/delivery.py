"""How fast due messages are accepted by a mail server, beside what bare smtplib reaches.

    python -m benchmarks.delivery [--messages 10000] [--rounds 3]

One worker process, an embedded PostgreSQL that loses nothing, and a mail server that accepts and
forgets, in a process of its own. Each round sends the same messages twice over the same kind of
connection: prebuilt with bare smtplib, and out of the database through the worker.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.smtp_ends import REPORT_EVERY
from config.local import addresses, servers
from config.local.postgres import Postgres
from config.local.valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent
GOAL = 0.5
ENDS, OURS = "benchmarks.smtp_ends", "benchmarks.reminders"
Environment = dict[str, str]
Program = subprocess.Popen[str]


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
    messages -= messages % REPORT_EVERY
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="liaison-mail-")))
        sink = stack.enter_context(_running(sys.executable, "-m", ENDS, "sink"))
        port, prebuilt = _line(sink), str(folder / "prebuilt")
        environment = _environment(folder, port)
        stack.enter_context(_servers(folder))
        _run(OURS, "fill", str(messages), prebuilt, environment=environment)
        stack.enter_context(_worker(environment))
        return [_round(sink, port, messages, prebuilt, environment) for _ in range(rounds)]


def table(rounds: list[Round]) -> str:
    ratio = statistics.median(one.ratio for one in rounds)
    return "\n".join(
        [
            "| messages per second | bare smtplib, prebuilt | one worker | ratio |",
            "| --- | ---: | ---: | ---: |",
            *(
                f"| round {number} | {one.bare:.0f} | {one.worker:.0f} | {one.ratio:.2f} |"
                for number, one in enumerate(rounds, 1)
            ),
            f"| median (goal: at least {GOAL}) | | | {ratio:.2f} |",
        ]
    )


def _round(
    sink: Program, port: str, messages: int, prebuilt: str, environment: Environment
) -> Round:
    bare = float(_run(ENDS, "bare", port, prebuilt, environment=environment))
    _wait_for(sink, messages)
    due_at = float(_run(OURS, "due", environment=environment))
    accepted_at = _wait_for(sink, messages)
    return Round(bare=messages / bare, worker=messages / (accepted_at - due_at))


def _environment(folder: Path, port: str) -> Environment:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "LIAISON_DATA_DIR": str(folder),
        "DATABASE_URL": addresses.database_url(folder),
        "REDIS_URL": addresses.redis_url(folder),
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "SITE_URL": "https://liaison.example.org",
    }


@contextmanager
def _servers(folder: Path) -> Iterator[None]:
    postgres = Postgres(folder)
    with servers.running([postgres, Valkey(folder)]):
        postgres.make_database()
        yield


@contextmanager
def _worker(environment: Environment) -> Iterator[None]:
    """As in the Procfile, with one process that sends."""
    words = "--quiet --app config worker --loglevel WARNING --without-gossip --without-mingle"
    command = [sys.executable, "-W", "ignore", "-m", "celery", *words.split(), "--concurrency", "1"]
    with _running(*command, environment=environment):
        _run(OURS, "ready", environment=environment)
        yield


@contextmanager
def _running(*command: str, environment: Environment | None = None) -> Iterator[Program]:
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def _run(module: str, *arguments: str, environment: Environment) -> str:
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
    )
    return done.stdout.strip()


def _wait_for(sink: Program, messages: int) -> float:
    times = [_line(sink) for _ in range(messages // REPORT_EVERY)]
    return float(times[-1])


def _line(process: Program) -> str:
    assert process.stdout
    line = process.stdout.readline()
    if not line:
        raise SystemExit("A part of the benchmark ended early.")
    return line.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    rounds = measure(options.messages, options.rounds)
    print(table(rounds))
    sys.exit(statistics.median(one.ratio for one in rounds) < GOAL)


if __name__ == "__main__":
    main()
