from __future__ import annotations

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from accounts import links
from accounts.actions import users
from accounts.models import Role, User


class Command(BaseCommand):
    help = "Make the first account: a coordinator, or an administrator. They invite all others."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="Full name; can be changed later.")
        parser.add_argument(
            "--administrator",
            action="store_true",
            help="Make an administrator, who also changes roles and closes accounts.",
        )
        parser.add_argument(
            "--no-input", action="store_true", help="Never ask for a password: print a link."
        )
        parser.add_argument("--dry-run", action="store_true", help="Check, and make nothing.")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 -- Django's signature
        role = Role.ADMINISTRATOR if options["administrator"] else Role.COORDINATOR
        words = "an administrator" if options["administrator"] else "a coordinator"
        email = options["email"].strip().lower()
        try:
            validate_email(email)
            with transaction.atomic():
                user = users.create_user(email=email, name=options["name"], role=role)
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except ValidationError as refusal:
            raise CommandError(f"{email}: {' '.join(refusal.messages)}") from refusal
        if options["dry_run"]:
            self.stdout.write(f"Would make {email} {words}. Nothing was made.")
            return
        self.stdout.write(self.style.SUCCESS(f"{email} is now {words}."))
        self._give_a_way_in(user, may_ask=sys.stdin.isatty() and not options["no_input"])

    def _give_a_way_in(self, user: User, *, may_ask: bool) -> None:
        password = self._ask(user) if may_ask else ""
        if password:
            users.set_password(user=user, password=password)
            self.stdout.write(f"Sign in at {links.sign_in()}")
            return
        self.stdout.write("Open this link within a day to set the password. It works once:")
        self.stdout.write(links.set_password(user))

    def _ask(self, user: User) -> str:
        while password := getpass.getpass("Password (leave empty to get a link instead): "):
            try:
                validate_password(password, user)
            except ValidationError as refusal:
                self.stderr.write(" ".join(refusal.messages))
                continue
            if getpass.getpass("The same again: ") == password:
                return password
            self.stderr.write("The two were not the same.")
        return ""
