"""Compiles the message catalogs with Babel: no gettext is needed on the machine.

Run as a file while a checkout is set up, so it imports nothing of Liaison.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_all(folder: Path = LOCALE) -> list[Path]:
    return [_compile(source) for source in sorted(folder.glob("*/LC_MESSAGES/*.po"))]


def _compile(source: Path) -> Path:
    with source.open("rb") as file:
        catalog = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
    compiled = source.with_suffix(".mo")
    unfinished = source.with_suffix(".mo.unfinished")
    with unfinished.open("wb") as file:
        write_mo(file, catalog)
    unfinished.rename(compiled)
    return compiled


if __name__ == "__main__":
    compile_all()
