"""What a reviewer would say twice about modules and migrations."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Choices

ROOT = Path(settings.BASE_DIR)
APPS = sorted(
    path.name
    for path in ROOT.iterdir()
    if (path / "__init__.py").exists() and path.name not in {"tests", "benchmarks"}
)
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "misc", "base", "manager", "service"}
LONGEST_MODULE = 400


def modules_of(*folders):
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def named(path):
    return str(path.relative_to(ROOT))


def test_modules_are_short():
    lengths = {
        named(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules_of(*APPS, "tests")
    }

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def test_modules_are_named_after_what_they_hold():
    vague = [
        named(path)
        for path in modules_of(*APPS, "tests")
        if {path.stem, path.parent.name} & FORBIDDEN_NAMES
    ]

    assert vague == []


def test_every_module_with_code_has_modern_annotations():
    old = [
        named(path)
        for path in modules_of(*APPS)
        if re.search(
            r"^(?:def|class|async def) ", text := path.read_text(encoding="utf-8"), re.MULTILINE
        )
        and "from __future__ import annotations" not in text
    ]

    assert old == []


def test_every_app_is_in_the_import_contracts():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    importlinter = contracts["tool"]["importlinter"]
    layers, inside = importlinter["contracts"][:2]

    assert sorted(importlinter["root_packages"]) == APPS
    assert sorted(layers["layers"]) == APPS
    assert sorted([*inside["containers"], "config"]) == APPS


def test_every_app_is_measured_for_coverage():
    settings_file = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert sorted(settings_file["tool"]["coverage"]["run"]["source"]) == APPS


def test_migrations_are_named_after_the_change():
    names = [path.stem for app in APPS for path in ROOT.glob(f"{app}/migrations/0*.py")]

    assert [name for name in names if "_auto_" in name or name.endswith("_and_more")] == []


def all_choices():
    """Every choices class of our apps, defined in a model or beside it."""

    def below(kind):
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    return [kind for kind in below(Choices) if kind.__module__.split(".")[0] in APPS and len(kind)]


@pytest.mark.parametrize("kind", all_choices(), ids=lambda kind: kind.__qualname__)
def test_stored_choices_are_words(kind):
    cryptic = [
        value
        for value in kind.values
        if isinstance(value, str) and not re.fullmatch(r"[a-z]{2,}[a-z_]*", value)
    ]

    assert cryptic == []


def test_choices_are_found_at_all():
    assert apps.get_model("accounts", "User")._meta.get_field("role").choices
    assert len(all_choices()) > 3
