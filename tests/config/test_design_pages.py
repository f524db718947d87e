from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from accounts.models import Role, User
from config.design import navigation

ROLES = ["", *Role.values]
# Compressed, of all scripts and styles of a page (issue: at most 150 KB).
LIMIT = 150_000
WEIGHT_OF_BASE = 110_000


def linked_files(html):
    return re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', html)


def compressed_size(name):
    return len(gzip.compress(Path(finders.find(name)).read_bytes(), compresslevel=6))


def request_of(role, path="/"):
    request = RequestFactory().get(path)
    if role:
        request.user = User(role=role, name="Reader")
    return request


def test_page_stays_light(client, db):
    files = linked_files(client.get("/").text)
    weight = sum(compressed_size(name) for name in files)

    assert len(files) == 5
    assert weight < WEIGHT_OF_BASE < LIMIT


def test_scripts_a_page_may_add_keep_it_below_the_limit():
    own = sum(compressed_size(f"js/{path.name}") for path in Path("static/js").glob("*.js"))

    assert WEIGHT_OF_BASE + own < LIMIT


def test_page_has_its_landmarks(client, db):
    html = client.get("/").text

    assert [html.count(f"<{name}") for name in ("header", "main", "nav ", "footer", "h1")] == [
        1,
        1,
        1,
        1,
        1,
    ]


def test_skip_link_leads_to_the_content(client, db):
    html = client.get("/").text

    assert '<a class="usa-skipnav" href="#main">' in html
    assert '<main id="main" tabindex="-1">' in html


def test_page_reads_from_right_to_left_in_arabic():
    with translation.override("ar"):
        html = render_to_string("base.html", request=request_of(""))

    assert '<html lang="ar" dir="rtl">' in html


def test_page_renders_without_any_context():
    assert '<main id="main"' in render_to_string("base.html")


@pytest.mark.parametrize("role", ROLES)
def test_navigation_of_every_role_is_complete(role):
    missing = []
    for entry in navigation.ENTRIES[role]:
        try:
            reverse(entry.url_name)
        except NoReverseMatch:
            missing.append(entry.url_name)

    assert missing == []


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", {"Start": "page"}),
        ("/meetings/", {"Meetings": "page"}),
        ("/meetings/3/", {"Meetings": "true"}),
        ("/accounts/login/", {}),
    ],
)
def test_navigation_marks_where_the_reader_is(path, current):
    links = navigation.links(request_of(Role.COORDINATOR, path))

    assert {str(link.label): link.current for link in links if link.current} == current


def test_demo_says_so_on_its_pages(client, db, settings):
    settings.DEMO = True

    assert "The second factor is waived" in client.get("/").text


def test_page_outside_the_demo_has_no_notice(client, db):
    assert "demo-notice" not in client.get("/").text


def test_language_switch_leads_back_to_the_page(client, db):
    response = client.post("/i18n/setlang/", {"language": "es", "next": "/?q=norte"})

    assert (response.url, '<html lang="es"' in client.get("/").text) == ("/?q=norte", True)


def test_policy_allows_nothing_inline(client, db):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert ("unsafe" in policy, "nonce" in policy) == (False, False)
