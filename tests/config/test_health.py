"""What supervisors are told about this process and the whole system."""

from __future__ import annotations

import pytest
from celery.signals import heartbeat_sent
from django.db import connection

from config import heartbeats
from config.celery import app

WELL = {"ready": True, "database": True, "broker": True, "worker": True, "scheduler": True}


@pytest.fixture
def all_alive():
    heartbeats.record(heartbeats.WORKER)
    heartbeats.record(heartbeats.SCHEDULER)


@pytest.fixture
def broker_away(settings, tmp_path):
    settings.REDIS_URL = f"unix://{tmp_path}/nothing"


def test_live_needs_nothing(client, broker_away):
    response = client.get("/health/live")

    assert (response.status_code, response.json()) == (200, {"live": True})


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_is_only_read(client, db, path):
    assert client.post(path).status_code == 405


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_health_is_never_cached(client, db, path):
    assert "no-store" in client.get(path)["Cache-Control"]


def test_ready_when_all_parts_are_well(client, db, all_alive, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = client.get("/health/ready")

    assert (response.status_code, response.json()) == (200, WELL)


@pytest.mark.parametrize("missing", [heartbeats.WORKER, heartbeats.SCHEDULER])
def test_not_ready_without_a_heartbeat(client, db, all_alive, missing):
    heartbeats.forget()
    heartbeats.record(({heartbeats.WORKER, heartbeats.SCHEDULER} - {missing}).pop())

    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.json() == {**WELL, "ready": False, missing: False}


def test_not_ready_without_broker(client, db, broker_away):
    response = client.get("/health/ready")

    assert response.status_code == 503
    assert response.json() == {
        "ready": False,
        "database": True,
        "broker": False,
        "worker": False,
        "scheduler": False,
    }


@pytest.mark.django_db(transaction=True)
def test_not_ready_without_database(client, all_alive):
    working = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = "nowhere"

    response = client.get("/health/ready")

    connection.settings_dict["NAME"] = working
    assert (response.status_code, response.json()) == (
        503,
        {**WELL, "ready": False, "database": False},
    )


def test_heartbeat_of_a_worker_is_recorded():
    heartbeat_sent.send(sender=None)

    assert heartbeats.present() == {"worker": True, "scheduler": False}


def test_heartbeat_of_the_scheduler_is_recorded_with_every_tick(tmp_path):
    scheduler = heartbeats.Scheduler(app, schedule_filename=str(tmp_path / "schedule"))

    pause = scheduler.tick()
    scheduler.close()

    assert heartbeats.present() == {"worker": False, "scheduler": True}
    assert pause <= heartbeats.SCHEDULER_INTERVAL


def test_heartbeats_are_forgotten_before_a_start(all_alive):
    heartbeats.forget()

    assert heartbeats.present() == {"worker": False, "scheduler": False}


def test_heartbeat_without_broker_is_no_error(broker_away):
    heartbeats.record(heartbeats.WORKER)
