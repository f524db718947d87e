"""Tells a supervisor whether the worker or the scheduler is alive."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from redis.exceptions import RedisError

from config import heartbeats


class Command(BaseCommand):
    help = "Succeed if the worker or the scheduler gave a sign of life in the last seconds."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=sorted(heartbeats.LIFETIMES))

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            is_alive = heartbeats.present()[options["name"]]
        except RedisError as error:
            raise CommandError("The broker does not answer.") from error
        if not is_alive:
            raise CommandError(f"No sign of life from the {options['name']}.")
