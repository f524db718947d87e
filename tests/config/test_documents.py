"""What the project says about itself leads somewhere."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(r"`((?:[a-z_]+/)+[\w.-]*)`")
PICTURE_BYTES = 150_000


def name(path):
    return str(path.relative_to(ROOT))


def anchors(text):
    """The names that headings get (GitHub's way)."""
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_links_lead_to_files_and_headings(document):
    dead = []
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        if "://" in link or link.startswith("mailto:"):
            continue
        if not target.exists() or (anchor and anchor not in anchors(target.read_text("utf-8"))):
            dead.append(link)

    assert dead == []


def test_folders_and_files_named_in_the_map_of_the_code_exist():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(PATH.findall(readme.partition("## Map of the code")[2]))

    assert len(named) > 10
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_readme_is_short():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_pictures_are_small_and_shown_somewhere():
    shown = "".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    pictures = sorted((ROOT / "docs" / "images").glob("*"))

    assert [name(each) for each in pictures if each.stat().st_size > PICTURE_BYTES] == []
    assert [name(each) for each in pictures if f"images/{each.name}" not in shown] == []
