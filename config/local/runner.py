"""Runs the whole system in the foreground until it is stopped."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import sys
import time
from functools import partial
from pathlib import Path
from types import FrameType

from honcho.environ import parse_procfile

from config.local import ask, environment, leftovers, lock, servers
from config.local.environment import CHECKOUT, Environment
from config.local.errors import LocalError
from config.local.postgres import Postgres
from config.local.program import Program
from config.local.supervisor import Supervisor
from config.local.terminal import Terminal
from config.local.valkey import Valkey
from config.local.welcome import welcome

PATIENCE = 120
PAUSE = 0.1
# Celery's, meant for machines that others can reach.
ROOT_WARNING = "ignore:You're running the worker with superuser privileges"
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):
    """Ctrl-C, SIGTERM or a closed terminal."""


class Runner:
    def __init__(self, mode: str) -> None:
        self.mode = mode
        self.environment: Environment = environment.read()
        self.terminal = Terminal()
        self.supervisor = Supervisor(self.terminal.say)
        self.is_stopping = False
        for stop in STOPS:
            signal.signal(stop, self._handle)

    def run(self) -> None:
        began = time.monotonic()
        with lock.hold(self.environment.data_dir) as held:
            try:
                self._start()
                self._wait_until_ready()
                self.terminal.show(welcome(self.mode, self.environment.port))
                self.terminal.say(f"ready after {time.monotonic() - began:.1f} s")
                while True:
                    self._pause()
            except Stopped:
                self.terminal.say("stopping")
            finally:
                self.is_stopping = True
                held.note("stopping")
                self.supervisor.stop(last=(Postgres.name, Valkey.name))

    def _start(self) -> None:
        leftovers.end_leftovers(self.environment.data_dir)
        check_port(self.environment.port, self.mode)
        if self.environment.needs_postgres:
            self.terminal.say("starting PostgreSQL")
            postgres = Postgres(self.environment.data_dir)
            self.supervisor.start(postgres.name, partial(servers.start, postgres))
            postgres.make_database()
        if self.environment.needs_valkey:
            self.terminal.say("starting Valkey")
            valkey = Valkey(self.environment.data_dir)
            self.supervisor.start(valkey.name, partial(servers.start, valkey))
        self._prepare()
        procfile = parse_procfile((CHECKOUT / "Procfile").read_text())
        self.terminal.say(f"starting {', '.join(procfile.processes)}")
        for name, command in procfile.processes.items():
            self.supervisor.start(name, partial(self._program, name, command))

    def _prepare(self) -> None:
        self.terminal.say("preparing the database")
        program = self._program("database", f"python manage.py prepare {self.mode}")
        try:
            while program.is_running():
                self._pause()
        finally:
            program.stop()
        if program.process.returncode:
            raise LocalError("")  # It has said why.

    def _program(self, name: str, command: str) -> Program:
        output = self.terminal.pipe(name)
        try:
            return Program(
                shlex.split(command),
                stop_signal=signal.SIGTERM,
                output=output,
                environment=self._child_environment(),
            )
        finally:
            os.close(output)

    def _child_environment(self) -> dict[str, str]:
        values = os.environ | leftovers.mark(self.environment.data_dir)
        values["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), values.get("PATH", "")])
        values["PYTHONUNBUFFERED"] = "1"
        values["PYTHONWARNINGS"] = ROOT_WARNING
        values["DJANGO_SETTINGS_MODULE"] = "config.settings"
        values["LIAISON_DATA_DIR"] = str(self.environment.data_dir)
        values["LIAISON_DEMO"] = "1" if self.mode == "demo" else "0"
        values["PORT"] = str(self.environment.port)
        return values

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not ask.is_fine("/health/ready", self.environment.port):
            if time.monotonic() > deadline:
                raise LocalError(
                    f"Liaison is not ready after {PATIENCE} s: the lines above say why."
                )
            self._pause()

    def _pause(self) -> None:
        if self.is_stopping:
            raise Stopped
        self.supervisor.check()
        time.sleep(PAUSE)

    def _handle(self, _number: int, _frame: FrameType | None) -> None:
        if self.is_stopping:  # Asked twice: no more patience, except for the data.
            self.supervisor.kill(spare=(Postgres.name,))
        self.is_stopping = True


def check_port(port: int, mode: str) -> None:
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            probe.listen()
    except PermissionError as error:
        raise LocalError(f"Port {port} is reserved for root: use one above 1023.") from error
    except OSError as error:
        raise LocalError(
            f"Port {port} is taken: stop the program that uses it, "
            f"or choose another one, for example PORT={port + 1} make {mode}."
        ) from error
