"""What runs in production needs nothing that only development installs."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
OURS = {"accounts", "concerns", "config", "home", "initiatives", "leaders", "meetings", "outbox"}


def installed_in_production() -> set[str]:
    pinned = re.findall(
        r"^([a-z0-9._-]+)(?:\[.*\])?==", (ROOT / "requirements.txt").read_text(), re.MULTILINE
    )
    return {normalised(name) for name in pinned}


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(node: ast.AST) -> Iterator[str]:
    """Packages this code imports when it runs, wherever in it."""
    if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Import):
        yield from (alias.name.partition(".")[0] for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module.partition(".")[0]
    for child in ast.iter_child_nodes(node):
        yield from imported(child)


def test_production_imports_only_what_production_installs():
    distributions = packages_distributions()
    known = installed_in_production()
    missing = set()
    for path in (path for app in OURS for path in (ROOT / app).rglob("*.py")):
        for package in set(imported(ast.parse(path.read_text(encoding="utf-8")))):
            if package not in OURS | set(sys.stdlib_module_names) and not known & {
                normalised(name) for name in distributions.get(package, [])
            }:
                missing.add((str(path.relative_to(ROOT)), package))

    assert missing == set()
