"""What the Content-Security-Policy, translators and reviewers need from every template."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = sorted(path for kind in ("html", "txt") for path in FOLDER.rglob(f"*.{kind}"))
PAGES = [path for path in TEMPLATES if path.suffix == ".html" and "email" not in str(path)]
LONGEST = 150
# Names and signs that are the same in every language.
SAME_IN_EVERY_LANGUAGE = {"Liaison", "API", "OpenAPI", "Markdown", "CSV", "GeoJSON", "iCalendar"}
READ_ALOUD = ("aria-label", "title", "placeholder", "alt", "data-label", "label")


def faults(templates, find):
    """What is wrong, by template; nothing where nothing is."""
    found = {
        str(path.relative_to(FOLDER)): find(path.read_text(encoding="utf-8")) for path in templates
    }
    return {name: wrong for name, wrong in found.items() if wrong}


def without_translations(source):
    for gone in (
        r"{#.*?#}",
        r"{%\s*comment\b.*?endcomment\s*%}",
        r"{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%}",
        r"<!--.*?-->",
        r"<style\b.*?</style>",
    ):
        source = re.sub(gone, " ", source, flags=re.DOTALL)
    return re.sub(r"{%.*?%}|{{.*?}}", " ", source, flags=re.DOTALL)


def words_of(text):
    text = re.sub(r"&\w+;|https?://\S+", " ", text)
    return [
        word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in SAME_IN_EVERY_LANGUAGE
    ]


def words_without_translation(source):
    return words_of(re.sub(r"<[^>]*>", " ", without_translations(source)))


def heard_without_translation(source):
    heard = re.findall(rf'\s(?:{"|".join(READ_ALOUD)})="([^"]*)"', without_translations(source))
    return [word for value in heard for word in words_of(value)]


def inline_parts(source):
    scripts = [
        tag
        for tag in re.findall(r"<script\b[^>]*>", source)
        if "src=" not in tag and 'type="application/json"' not in tag
    ]
    return scripts + re.findall(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", source)


def foreign_includes(source):
    return [
        name
        for name in re.findall(r"{%\s*include\s+[\"']([^\"']+)[\"']", source)
        if not name.startswith(("components/", "django/forms/"))
        and not name.rpartition("/")[2].startswith("_")
    ]


def files_of_foreign_hosts(source):
    return re.findall(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=[\"']https?:", source)


def test_templates_are_short():
    def lines_above_limit(source):
        return max(len(source.splitlines()) - LONGEST, 0)

    assert faults(TEMPLATES, lines_above_limit) == {}


def test_text_is_marked_for_translation():
    assert faults(TEMPLATES, words_without_translation) == {}


def test_attributes_people_hear_are_marked_for_translation():
    assert faults(PAGES, heard_without_translation) == {}


def test_pages_have_nothing_inline():
    assert faults(PAGES, inline_parts) == {}


def test_only_fragments_and_components_are_included():
    assert faults(TEMPLATES, foreign_includes) == {}


def test_no_file_comes_from_a_foreign_host():
    assert faults(TEMPLATES, files_of_foreign_hosts) == {}


@pytest.mark.parametrize(
    ("find", "source", "wrong"),
    [
        (words_without_translation, "<p>Save {{ name }}</p>", ["Save"]),
        (words_without_translation, '<p>{% translate "Save" %} Liaison</p>', []),
        (heard_without_translation, '<nav aria-label="Pages">', ["Pages"]),
        (heard_without_translation, '<nav aria-label="{% translate "Pages" %}">', []),
        (inline_parts, '<p style="x" onclick="y">', [" style=", " onclick="]),
        (inline_parts, "<script>x</script>", ["<script>"]),
        (inline_parts, '<script src="x"></script>', []),
        (
            foreign_includes,
            '{% include "meetings/meeting_list.html" %}',
            ["meetings/meeting_list.html"],
        ),
        (foreign_includes, '{% include "meetings/_card.html" %}', []),
        (files_of_foreign_hosts, '<img src="https://x">', ['<img src="https:']),
    ],
)
def test_a_fault_is_found(find, source, wrong):
    assert find(source) == wrong
