"""Markdown of people who mean well, and of those who do not."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.markup import ATTRIBUTES, SCHEMES, TAGS, to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        ("Two\nlines", "<p>Two<br>\nlines</p>\n"),
        ("- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"),
        ("3. three\n4. four", '<ol start="3">\n<li>three</li>\n<li>four</li>\n</ol>\n'),
        ("**strong** and *soft*", "<p><strong>strong</strong> and <em>soft</em></p>\n"),
        ("# Title", "<h3>Title</h3>\n"),
        ("###### Deep", "<h3>Deep</h3>\n"),
        (
            "## A\n# B\n### C\n# D\n### E",
            "<h3>A</h3>\n<h3>B</h3>\n<h4>C</h4>\n<h3>D</h3>\n<h4>E</h4>\n",
        ),
        ("الإضاءة في الشارع", "<p>الإضاءة في الشارع</p>\n"),
        (
            "[plan](https://example.org/plan)",
            '<p><a href="https://example.org/plan" rel="nofollow noopener noreferrer">plan</a></p>\n',
        ),
        (
            "<d@example.org>",
            '<p><a href="mailto:d@example.org" rel="nofollow noopener noreferrer">d@example.org</a></p>\n',
        ),
    ],
    ids=[
        *("nothing", "break", "list", "numbers", "emphasis", "title", "deep", "order", "arabic"),
        *("link", "mail"),
    ],
)
def test_markdown_becomes_html(text, html):
    assert to_html(text) == html


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![picture](https://example.org/pixel.png)",
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt:alert(1))",
        "[click](&#106;avascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "[click](vbscript:msgbox)",
        "<a href='x' onclick='alert(1)'>x</a>",
        "<iframe src='https://example.org'></iframe>",
        "<svg/onload=alert(1)>",
        "<style>*{display:none}</style>",
        '[x](https://example.org "title\\" onmouseover=\\"alert(1)")',
        "[x]: javascript:alert(1)\n\n[x]",
        "`<script>`\n\n```html\n<script>alert(1)</script>\n```",
        "<details open ontoggle=alert(1)>",
        "\x00<scr\x00ipt>",
    ],
)
def test_hostile_markdown_can_do_nothing(text):
    assert_harmless(to_html(text))


def test_raw_html_is_shown_as_typed():
    assert to_html("<b>bold</b>") == "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"


def test_picture_becomes_a_link_that_nobody_is_made_to_follow():
    assert to_html("![a](https://example.org/pixel.png)") == (
        '<p>!<a href="https://example.org/pixel.png" rel="nofollow noopener noreferrer">a</a></p>\n'
    )


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.sampled_from("<>&\"'`*_[]()!:/#- \nabjavscript=on\x00٣é"), max_size=80))
def test_any_text_becomes_harmless_html(text):
    assert_harmless(to_html(text))


def assert_harmless(html):
    checker = Checker()
    checker.feed(html)
    checker.close()


class Checker(HTMLParser):
    """Fails on any tag, attribute or address scheme that is not allowed."""

    def handle_starttag(self, tag, attributes):
        assert tag in TAGS
        for name, value in attributes:
            assert name in ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
            if name == "href" and ":" in value.split("/")[0]:
                assert value.split(":")[0].lower() in SCHEMES
