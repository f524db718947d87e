"""Makes the database ready for a start of the whole system."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.local import preparation
from config.local.errors import LocalError


class Command(BaseCommand):
    """In a process of its own, so that the one that watches over the others stays small."""

    help = "Check the database and the broker, make the tables and, for the demo, fill them."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("mode", choices=["demo", "run"])

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            preparation.prepare(is_demo=options["mode"] == "demo", say=self._say)
        except LocalError as error:
            raise CommandError(f"Liaison cannot start. {error}") from error

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
