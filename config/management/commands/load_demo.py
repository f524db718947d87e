"""Loads the invented city that the demo shows."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.demo import load


class Command(BaseCommand):
    help = "Fill an empty Liaison with an invented city. A second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, change nothing"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if load.is_loaded():
            self.stdout.write("The sample data are already there. Nothing was changed.")
            return
        if not load.is_possible():
            raise CommandError(
                "This database holds a department's own data. Sample data go into an empty one "
                "only: choose another LIAISON_DATA_DIR or DATABASE_URL."
            )
        if options["dry_run"]:
            self.stdout.write("The database is empty: the sample data would be loaded.")
            return
        loaded = load.load()
        self.stdout.write(
            f"Loaded {loaded.areas} areas, {loaded.leaders} leaders, {loaded.meetings} meetings, "
            f"{loaded.promises} promises and {loaded.concerns} concerns of an invented city."
        )
