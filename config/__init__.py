"""Wiring: settings, URLs, Celery, API router, local services, demo data. No domain."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
