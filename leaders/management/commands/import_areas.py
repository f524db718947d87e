from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from leaders import actions, textfiles
from leaders.actions import area_imports
from leaders.geojson import codes, reading
from leaders.geojson.plan import AreaPlan, Choices
from leaders.models import Area


class Command(BaseCommand):
    help = "Import areas from a GeoJSON file, all or none. The same file twice changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="GeoJSON in WGS 84 (longitude, latitude).")
        parser.add_argument("--code-property", help="Property with the code; guessed if left out.")
        parser.add_argument("--name-property", help="Property with the name; guessed if left out.")
        parser.add_argument("--population-property", default="")
        parser.add_argument("--kind", choices=Area.Kind.values, default="")
        parser.add_argument("--name-prefix", default="", help='Put before each name: "District".')
        parser.add_argument(
            "--join-parts",
            action="store_true",
            help="Features with the same code and name are parts of one area.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Report, and write nothing.")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        try:
            self._import(options)
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal

    def _import(self, options: dict[str, Any]) -> None:
        collection = reading.read(self._content(options["file"]))
        guess = codes.guess(collection.properties, len(collection.features))
        choices = Choices(
            code=options["code_property"] or guess["code"],
            name=options["name_property"] or guess["name"],
            population=options["population_property"],
            kind=options["kind"],
            name_prefix=options["name_prefix"],
            join_parts=options["join_parts"],
        )
        for notice in collection.notices:
            self.stdout.write(str(notice))
        self.stdout.write(f"Code from “{choices.code}”, name from “{choices.name}”.")
        plan = area_imports.planned(collection, choices)
        self._report(plan, len(collection.features))
        if plan.refusals:
            raise CommandError("Nothing was imported.")
        if options["dry_run"]:
            self.stdout.write("Dry run: nothing was written.")
        else:
            actions.write_areas(collection, choices, by=None)
            self.stdout.write(self.style.SUCCESS("Imported."))

    def _content(self, path: Path) -> bytes:
        try:
            textfiles.refuse_size(path.stat().st_size, limit=reading.MAX_BYTES)
            return path.read_bytes()
        except OSError as error:
            raise CommandError(f"Cannot read {path}: {error.strerror}.") from error

    def _report(self, plan: AreaPlan, features: int) -> None:
        for problem in (*plan.notices, *plan.refusals):
            self.stdout.write(str(problem))
        self.stdout.write(
            f"{features} features: {len(plan.new)} new areas, {len(plan.changed)} changed, "
            f"{len(plan.unchanged)} unchanged; {len(plan.refusals)} features refused."
        )
