"""Every marked string is in the Spanish catalog, translated, with its placeholders."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from config import extraction

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
SPANISH = extraction.LOCALE / "es" / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module")
def spanish():
    with SPANISH.open("rb") as file:
        return read_po(file, locale="es")


def test_catalog_holds_every_marked_string_and_no_other(spanish):
    marked = {message.id for message in extraction.template_catalog() if message.id}

    assert {message.id for message in spanish if message.id} == marked


def test_catalog_is_translated_throughout(spanish):
    assert extraction.untranslated(spanish) == []


def test_translations_keep_their_placeholders(spanish):
    for message in spanish:
        if not message.id:
            continue
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string)
        for original, text in zip(originals, texts, strict=True):
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(original)), original


def test_template_strings_are_found_trimmed_and_plural(tmp_path):
    source = "{% blocktranslate trimmed count n=n %}\n  One\n{% plural %}\n  {{ n }} of\n  many\n{% endblocktranslate %}"
    lines = extraction.templatize(source).splitlines()

    found = list(extraction._marked_in("\n".join(line.lstrip() for line in lines), "x.html"))

    assert [text for _, text, _, _ in found] == [("One", "%(n)s of many")]
