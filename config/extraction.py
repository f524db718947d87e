"""Collects the marked strings of code and templates into the message catalogs, with Babel.

`make messages` runs it. No system gettext is needed; what is translated stays, what is gone goes.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
CODE = ("config", "home", "initiatives", "concerns", "meetings", "leaders", "accounts", "outbox")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
COMMENT_TAGS = ["Translators"]
HEADER = "# Liaison's words. Written by `make messages`; translate by hand between its runs.\n"

# One marked string: its file, its text (or singular and plural), comments, context.
Marked = tuple[str, str | tuple[str, ...], list[str], str | None]


def python_files() -> Iterator[Path]:
    for folder in CODE:
        yield from sorted((ROOT / folder).rglob("*.py"))


def template_files() -> Iterator[Path]:
    for suffix in ("*.html", "*.txt"):
        yield from sorted((ROOT / "templates").rglob(suffix))


def _marked_in(source: str, name: str) -> Iterator[Marked]:
    found = extract("python", io.BytesIO(source.encode()), KEYWORDS, COMMENT_TAGS)
    for _line, text, comments, context in found:
        yield name, text, comments, context


def marked_strings() -> Iterator[Marked]:
    """Every string marked for translation, in the order of files."""
    for path in python_files():
        yield from _marked_in(path.read_text(), str(path.relative_to(ROOT)))
    for path in template_files():
        name = str(path.relative_to(ROOT))
        # Not indented: what comes out is read as Python.
        lines = templatize(path.read_text(), origin=name).splitlines()
        yield from _marked_in("\n".join(line.lstrip() for line in lines), name)


def template_catalog() -> Catalog:
    """What there is to translate. Places are files without lines, so that diffs stay small."""
    catalog = Catalog(project="Liaison", charset="utf-8", header_comment=HEADER.strip())
    for name, text, comments, context in marked_strings():
        catalog.add(text, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def update(path: Path, template: Catalog) -> Catalog:
    """Bring one language's catalog up to date. Returns it as written."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project, catalog.version = "Liaison", "1"
    catalog.last_translator = catalog.language_team = "Liaison contributors"
    catalog.msgid_bugs_address = ""
    catalog.header_comment = HEADER.strip()
    buffer = io.BytesIO()
    write_po(
        buffer, catalog, sort_output=True, ignore_obsolete=True, include_lineno=False, width=92
    )
    # Dates would make every run a change.
    text = re.sub(
        r'"(POT-Creation-Date|PO-Revision-Date|Generated-By):.*\\n"\n',
        "",
        buffer.getvalue().decode(),
    )
    path.write_text(text)
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """The texts of a catalog that have no translation yet, or not for every plural."""
    missing = []
    for message in catalog:
        texts = (
            [message.string] if isinstance(message.string, str) else list(message.string or [""])
        )
        if message.id and not all(texts):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def main() -> None:
    template = template_catalog()
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        catalog = update(path, template)
        missing = untranslated(catalog)
        sys.stdout.write(
            f"{path.relative_to(ROOT)}: {len(catalog)} texts, {len(missing)} not translated\n"
        )


if __name__ == "__main__":
    main()
