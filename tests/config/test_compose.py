"""The production set-up, as far as it can be checked without Docker."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from honcho.environ import parse_procfile

from tests.config.running import manage

ROOT = Path(settings.BASE_DIR)
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
LASTING = sorted(set(SERVICES) - {"migrate"})
OWN_VARIABLES = {"DOMAIN", "POSTGRES_PASSWORD"}
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PROCFILE = parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8")).processes


def test_services_are_those_of_the_design():
    assert sorted(SERVICES) == [
        "mail",
        "migrate",
        "postgres",
        "proxy",
        "scheduler",
        "valkey",
        "web",
        "worker",
    ]


@pytest.mark.parametrize("name", LASTING)
def test_lasting_service_is_watched_and_restarted(name):
    service = SERVICES[name]

    assert service["restart"] == "unless-stopped"
    assert service["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", ["web", "worker", "scheduler"])
def test_programs_wait_for_migrations_database_and_broker(name):
    assert SERVICES[name]["depends_on"] == {
        "migrate": {"condition": "service_completed_successfully"},
        "postgres": {"condition": "service_healthy"},
        "valkey": {"condition": "service_healthy"},
    }


def test_migrations_run_once_and_not_for_ever():
    assert SERVICES["migrate"]["restart"] == "on-failure:5"
    assert "healthcheck" not in SERVICES["migrate"]


def test_images_are_named_with_a_version():
    images = {name: service["image"] for name, service in SERVICES.items()}
    foreign = {name: image for name, image in images.items() if image != "liaison"}

    assert foreign["postgres"] == "postgres:18"
    assert [name for name, image in foreign.items() if ":" not in image] == []


def test_data_survive_the_containers():
    mounted = {
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if not volume.startswith("./")
    }

    assert mounted == set(COMPOSE["volumes"])
    assert SERVICES["postgres"]["volumes"] == ["postgres:/var/lib/postgresql"]


def test_mounted_files_exist():
    files = [
        volume.split(":")[0]
        for service in SERVICES.values()
        for volume in service.get("volumes", [])
        if volume.startswith("./")
    ]

    assert [name for name in files if not (ROOT / name).is_file()] == []


def test_no_secret_has_a_default():
    secrets = re.findall(r"\$\{((?:SECRET|\w*PASSWORD|EMAIL_URL)\w*)(:?[^}]*)\}", TEXT)

    assert {name for name, _ in secrets} == {"SECRET_KEY", "POSTGRES_PASSWORD", "EMAIL_URL"}
    assert [name for name, rest in secrets if not rest.startswith(":?")] == []


def test_variables_are_explained():
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    explained = set(re.findall(r"^# ([A-Z_]+)=", example, re.MULTILINE))
    asked = set(re.findall(r"\$\{([A-Z_]+)", TEXT))
    given = set(SERVICES["web"]["environment"])

    assert asked - explained == OWN_VARIABLES
    assert given - explained == set()


def test_only_the_proxy_is_open_to_the_world():
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}

    assert ports == {
        "proxy": ["80:80", "443:443", "443:443/udp"],
        "mail": ["127.0.0.1:8025:8025"],
    }


def test_database_and_broker_reach_nothing_outside():
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert [SERVICES[name]["networks"] for name in ("postgres", "valkey")] == [["inside"]] * 2


def test_mail_catcher_is_for_development_only():
    profiles = {
        name: service["profiles"] for name, service in SERVICES.items() if "profiles" in service
    }

    assert profiles == {"mail": ["development"]}


def test_proxy_leads_to_the_web_service():
    proxied = re.findall(r"reverse_proxy (\w+):(\d+)", (ROOT / "deploy/Caddyfile").read_text())

    assert proxied == [("web", SERVICES["web"]["expose"][0])]


@pytest.mark.parametrize("name", ["web", "worker", "scheduler"])
def test_commands_are_those_of_the_procfile(name):
    """Which `tests/config/test_local_running.py` runs."""
    command = [word for word in SERVICES[name]["command"] if word not in {"--bind", "0.0.0.0:8000"}]

    assert command == shlex.split(PROCFILE[name])


def test_image_runs_without_root_and_from_what_exists():
    stage = DOCKERFILE.split("FROM ")[-1]
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)

    assert re.findall(r"^USER (\w+)$", stage, re.MULTILINE) == ["liaison"]
    assert [name for line in copied for name in line.split() if not (ROOT / name).exists()] == []


def test_image_takes_nothing_secret_or_installed_along():
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()

    assert {".env", ".git", ".venv", "node_modules", "var"} <= set(ignored)


@pytest.mark.slow
def test_web_command_is_accepted(tmp_path):
    command = [*SERVICES["web"]["command"][1:], "--check-config"]

    checked = subprocess.run(
        [sys.executable, "-m", "gunicorn", *command],
        cwd=ROOT,
        env=os.environ | {"STATIC_ROOT": str(tmp_path)},
        capture_output=True,
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, b"")


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "words"),
    [("worker", "sign of life from the worker"), ("scheduler", "from the scheduler")],
)
def test_health_check_of_a_silent_program_fails(tmp_path, name, words):
    command = SERVICES[name]["healthcheck"]["test"][2:]
    servers = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}

    checked = manage(tmp_path, *command[1:], **servers)

    assert (checked.returncode, words in checked.stderr) == (1, True), checked.stderr


@pytest.mark.slow
@pytest.mark.django_db
def test_migrate_command_runs(tmp_path):
    servers = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}

    done = manage(tmp_path, *SERVICES["migrate"]["command"][2:], **servers)

    assert (done.returncode, "No migrations to apply" in done.stdout) == (0, True), done.stderr
