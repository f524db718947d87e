"""The test run's own services: private, real, and the same for every process."""

from __future__ import annotations

import os
import smtplib
import socket

import pytest
from celery import Celery
from django.core.cache import cache
from django.db import connection

from config.local import addresses
from config.local.postgres import VERSION


@pytest.mark.django_db
def test_database_is_postgresql_of_this_run(run_folder):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database(), current_setting('server_version')")
        name, version = cursor.fetchone()

    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    assert name == f"{run_folder.name}-{worker}"
    assert version.startswith(f"{VERSION}.") or "DATABASE_URL" in os.environ


@pytest.mark.parametrize("turn", [1, 2])
def test_cache_starts_empty(turn):
    assert cache.get("turn") is None

    cache.set("turn", turn)

    assert cache.get("turn") == turn


def test_smtp_sink_keeps_what_it_accepts(smtp_sink):
    with smtplib.SMTP("127.0.0.1", smtp_sink.port) as client:
        client.sendmail("a@example.org", ["b@example.org"], "Subject: Thursday\n\nSee you there")

    assert smtp_sink.recipients == ["b@example.org"]
    assert smtp_sink.messages[0]["Subject"] == "Thursday"


def test_smtp_sink_refuses_where_told_to(smtp_sink):
    smtp_sink.refusals["gone@example.org"] = "550 No such person"

    with (
        smtplib.SMTP("127.0.0.1", smtp_sink.port) as client,
        pytest.raises(smtplib.SMTPRecipientsRefused),
    ):
        client.sendmail("a@example.org", ["gone@example.org"], "Subject: Thursday\n\nHello")

    assert smtp_sink.received == []


def test_broker_takes_the_address_celery_is_given(valkey_server):
    url = addresses.redis_url(valkey_server.data_dir, database=3)

    with Celery(broker=addresses.celery_url(url)).connection() as broker:
        broker.ensure_connection(max_retries=1)
        assert broker.default_channel.client.connection_pool.connection_kwargs["db"] == 3


def test_network_beyond_this_machine_is_out_of_reach():
    with pytest.raises(RuntimeError), pytest.warns(UserWarning, match="198.51.100.1"):
        socket.create_connection(("198.51.100.1", 80), timeout=1)
