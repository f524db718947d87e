"""The Celery application: workers and the scheduler find their tasks through it."""

from __future__ import annotations

import os

from celery import Celery
from celery.signals import heartbeat_sent

from config import heartbeats

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("liaison")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
heartbeat_sent.connect(heartbeats.record_worker)
