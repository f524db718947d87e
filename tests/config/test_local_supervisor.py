"""A program that ends is started again; one that keeps ending is a fault."""

from __future__ import annotations

import signal
import sys
import time

import psutil
import pytest

from config.local import supervisor
from config.local.errors import LocalError
from config.local.program import Program
from config.local.supervisor import Supervisor
from tests.config.running import wait_for

IGNORING = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


@pytest.fixture
def said():
    return []


@pytest.fixture
def watching(said):
    watching = Supervisor(said.append)
    yield watching
    watching.stop()


def program(code: str) -> Program:
    return Program(
        [sys.executable, "-c", code], stop_signal=signal.SIGTERM, output=sys.__stdout__.fileno()
    )


def test_ended_program_is_started_again(watching, said, monkeypatch):
    monkeypatch.setattr(supervisor, "LONGEST_PAUSE", 0)
    started = []

    def start():
        started.append(program("import time; time.sleep(60)"))
        return started[-1]

    watching.start("sleeper", start)
    started[0].kill()
    wait_for(lambda: watching.check() or len(started) == 2)

    assert started[1].is_running()
    assert said == ["sleeper ended (code -9), starting it again"]


def test_program_is_not_started_again_before_its_pause(watching):
    started = []

    def start():
        started.append(program("raise SystemExit(3)"))
        return started[-1]

    watching.start("failing", start)
    started[0].process.wait()
    watching.check()
    watching.check()

    assert len(started) == 1


def test_program_that_keeps_ending_is_a_fault(watching, monkeypatch):
    monkeypatch.setattr(supervisor, "LONGEST_PAUSE", 0)
    watching.start("failing", lambda: program("raise SystemExit(3)"))

    with pytest.raises(LocalError, match=r"failing keeps ending \(code 3\)"):
        wait_for(watching.check)


def test_program_that_does_not_listen_is_ended_anyway():
    deaf = program(IGNORING)
    time.sleep(0.5)

    deaf.stop(patience=0.2)

    assert deaf.process.returncode == -signal.SIGKILL


def test_last_programs_outlive_the_others():
    watching = Supervisor(print)
    watching.start("worker", lambda: program("import time; time.sleep(60)"))
    watching.start("postgres", lambda: program("import time; time.sleep(60)"))

    watching.kill(spare=("postgres",))
    worker, postgres = (part.program for part in watching._parts)
    worker.process.wait()

    assert postgres.is_running()
    watching.stop(last=("postgres",))
    assert not postgres.is_running()


def test_program_ends_with_whoever_started_it(tmp_path):
    """A process starts a program and is killed; the program must not stay."""
    code = f"""
import signal, sys, time
from config.local.program import Program
child = Program(
    [sys.executable, "-c", "import time; time.sleep(60)"],
    stop_signal=signal.SIGTERM,
    output=sys.__stdout__.fileno(),
)
open({str(tmp_path / "pid")!r}, "w").write(str(child.pid))
time.sleep(60)
"""
    parent = program(code)
    wait_for(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text())
    child = int((tmp_path / "pid").read_text())
    time.sleep(0.5)  # Until it has become the program it is to be.

    parent.process.kill()
    parent.process.wait()

    wait_for(lambda: not psutil.pid_exists(child), patience=10)
