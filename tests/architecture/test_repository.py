"""What must not be in a tracked file, and what must be listed."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Each pattern is written so that it does not find itself.
FORBIDDEN = {
    "a package registry": r"registry\.[n]pmjs|[p]ypi\.org/simple|files\.[p]ythonhosted|--[i]ndex-url",
    "a path of one machine": r"(?<![\w.])/[w]ork/|(?<![\w.])/[h]ome/\w+/|/[U]sers/\w+/",
    "how the text was made": r"(?i)\b[c]laude\b|\b[a]nthropic\b|\b[c]hatgpt\b|\bas an [a]i\b",
    "a secret key": r"-----BEGIN [A-Z ]*PRIVATE [K]EY",
}


def tracked_files():
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no git checkout here: nothing is tracked")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_tracked_file_holds(kind):
    found = []
    for path in tracked_files():
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        found += [
            f"{path.relative_to(ROOT)}: {match[0]}" for match in re.finditer(FORBIDDEN[kind], text)
        ]

    assert found == []


def test_installed_and_compiled_files_are_not_tracked():
    names = {str(path.relative_to(ROOT)) for path in tracked_files()}

    assert [
        name
        for name in names
        if re.search(r"node_modules|^var/|\.mo$|\.pyc$|^uv\.lock$|^\.env$", name)
    ] == []


def test_example_environment_lists_every_variable():
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "config").rglob("*.py")]
    read = {
        name
        for source in sources
        for name in re.findall(r'(?:env\.\w+|environ\.get)\(\s*["\']([A-Z_]+)["\']', source)
    }
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    assert set(re.findall(r"^# ([A-Z_]+)=", example, re.MULTILINE)) == read
