"""The whole system as one command starts, watches and stops it: real processes, real faults."""

from __future__ import annotations

import signal
import socket
import sys

import pytest

from config.local.launch import __file__ as launch
from tests.config.running import (
    Liaison,
    free_port,
    liaison,
    manage,
    processes_of,
    wait_for,
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory):
    """Shared by the tests here, so that the tables are made once."""
    return tmp_path_factory.mktemp("data")


def ended_with(running: Liaison) -> tuple[int, str]:
    output = running.output()
    running.close()
    return running.process.returncode, output


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    """One that runs through all the tests that do not stop it."""
    with liaison(tmp_path_factory.mktemp("system")) as running:
        running.wait_until_ready()
        yield running


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_stop_leaves_no_process_behind(data_dir, stop):
    with liaison(data_dir) as running:
        running.wait_until_ready()
        running.process.send_signal(stop)
        output = running.output()

    assert (running.process.returncode, processes_of(data_dir)) == (0, []), output


def test_killed_run_is_started_again_at_once(data_dir):
    with liaison(data_dir) as killed:
        killed.wait_until_ready()
        killed.process.kill()
        with liaison(data_dir, port=killed.port) as second:
            second.wait_until_ready()

    assert processes_of(data_dir) == []


def test_run_ends_with_the_make_that_started_it(data_dir):
    """`make` starts it through `launch.py`; here a shell stands for `make`."""
    start = f'{sys.executable} -I -S {launch} --death-signal SIGTERM -- "$@" & wait'
    with liaison(data_dir, wrapper=("sh", "-c", start, "sh")) as make:
        make.wait_until_ready()
        make.process.kill()

        wait_for(lambda: processes_of(data_dir) == [], patience=30)


@pytest.mark.parametrize("words", ["postgres -D", "valkey-server", "gunicorn", "worker", "beat"])
def test_killed_program_is_started_again(system, words):
    victim = system.program(words)

    victim.kill()

    wait_for(lambda: not victim.is_running())
    wait_for(lambda: system.program(words) and system.status("/health/ready") == 200)


def test_second_instance_on_the_same_data_folder_is_refused(system):
    code, output = ended_with(Liaison(system.data_dir))

    assert (code, system.is_running()) == (1, True)
    assert output == (
        f"Liaison cannot start. Liaison already runs on the data folder {system.data_dir}: "
        "stop that one first (Ctrl-C in its terminal), "
        "or name another folder with LIAISON_DATA_DIR=/some/folder.\n"
    )


def test_commands_reach_the_servers_of_a_run(system):
    command = manage(system.data_dir, "showmigrations", "sessions")

    assert (command.returncode, command.stdout) == (0, "sessions\n [X] 0001_initial\n")


def test_taken_port_is_refused(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        code, output = ended_with(Liaison(tmp_path, port=port))

    assert code == 1
    assert output == (
        f"Liaison cannot start. Port {port} is taken: stop the program that uses it, "
        f"or choose another one, for example PORT={port + 1} make run.\n"
    )


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_port_that_is_none_is_refused(tmp_path, port):
    code, output = ended_with(Liaison(tmp_path, port=port))

    assert (code, output) == (
        1,
        f"Liaison cannot start. PORT={port} is not a port: use a number between 1 and 65535.\n",
    )


def test_data_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").touch()

    code, output = ended_with(Liaison(tmp_path / "file" / "data"))

    assert code == 1
    assert output == (
        f"Liaison cannot start. Cannot write to the data folder {tmp_path}/file/data "
        "(Not a directory): make it writable for your account, "
        "or name another one with LIAISON_DATA_DIR=/some/folder.\n"
    )


NO_ADDRESS = "DATABASE_URL is not an address Liaison can use"
WRONG = {
    "nonsense": ("nonsense", NO_ADDRESS),
    "other kind": ("sqlite:////tmp/x", NO_ADDRESS),
    "nobody there": (
        "postgres://me@127.0.0.1:{port}/x",
        "The database of DATABASE_URL does not answer",
    ),
}


@pytest.mark.parametrize(("url", "sentence"), WRONG.values(), ids=WRONG)
def test_wrong_database_url_is_refused(tmp_path, url, sentence):
    running = Liaison(tmp_path, DATABASE_URL=url.format(port=free_port()))
    code, output = ended_with(running)

    assert (code, "Traceback" in output) == (1, False), output
    assert sentence in output


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("nonsense", "REDIS_URL is not an address Liaison can use"),
        ("redis://127.0.0.1:{port}/0", "The Redis or Valkey of REDIS_URL does not answer"),
    ],
)
def test_wrong_redis_url_is_refused(data_dir, url, sentence):
    code, output = ended_with(Liaison(data_dir, REDIS_URL=url.format(port=free_port())))

    assert (code, "Traceback" in output) == (1, False), output
    assert sentence in output
