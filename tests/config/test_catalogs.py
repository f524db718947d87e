"""Catalogs are compiled without gettext."""

from __future__ import annotations

import gettext

import pytest
from babel.messages.pofile import PoFileError

from config import catalogs

SPANISH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "%(count)s meeting"
msgid_plural "%(count)s meetings"
msgstr[0] "%(count)s reunión"
msgstr[1] "%(count)s reuniones"
"""


@pytest.fixture
def catalog(tmp_path):
    path = tmp_path / "es" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(SPANISH, encoding="utf-8")
    return path


def test_compiled_catalog_translates_plurals(catalog, tmp_path):
    assert catalogs.compile_all(tmp_path) == [catalog.with_suffix(".mo")]

    with catalog.with_suffix(".mo").open("rb") as file:
        translations = gettext.GNUTranslations(file)
    assert (
        translations.ngettext("%(count)s meeting", "%(count)s meetings", 2) == "%(count)s reuniones"
    )


def test_broken_catalog_is_refused_and_the_old_one_kept(catalog, tmp_path):
    catalogs.compile_all(tmp_path)
    before = catalog.with_suffix(".mo").read_bytes()
    catalog.write_text(SPANISH + "\nmsgid broken", encoding="utf-8")

    with pytest.raises(PoFileError):
        catalogs.compile_all(tmp_path)

    assert catalog.with_suffix(".mo").read_bytes() == before
