from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outbox import addresses

CONTROL = [chr(code) for code in [*range(32), *range(127, 160), 0x2028, 0x2029]]


@pytest.mark.parametrize(
    "address",
    ["ana@example.org", "o'neil+x@sub.example.org", "ana@bücher.example", "ana@localhost"],
)
def test_is_address_accepts_what_people_have(address):
    assert addresses.is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "ana@",
        "Ana <ana@example.org>",
        "ana@example.org, eve@example.org",
        "ana@example.org\nBcc: eve@example.org",
        "ana@example.org\r\nBcc: eve@example.org",
        '"ana\\\r eve"@example.org',
        " ana@example.org",
        "ana@example.org\x00",
        "añá@example.org",
    ],
)
def test_is_address_refuses_what_cannot_stand_in_a_header(address):
    assert not addresses.is_address(address)


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(CONTROL))))
def test_one_line_never_holds_a_control_character(text):
    line = addresses.one_line(text, 250)

    assert not set(line) & set(CONTROL)
    assert len(line) <= 250


def test_one_line_shortens_with_an_ellipsis():
    assert addresses.one_line("one  two\nthree", 8) == "one two…"


@pytest.mark.parametrize(
    ("site", "host"),
    [
        ("https://liaison.example.org", "liaison.example.org"),
        ("http://127.0.0.1:8000", "[127.0.0.1]"),
        ("http://[::1]:8000", "[IPv6:::1]"),
        ("", "localhost"),
    ],
)
def test_message_id_ends_in_the_host_of_the_site(settings, site, host):
    settings.SITE_URL = site

    assert addresses.message_id("meeting:7").endswith(f"@{host}>")


def test_message_id_is_the_same_for_the_same_key():
    assert addresses.message_id("meeting:7") == addresses.message_id("meeting:7")


def test_message_id_differs_between_keys_and_installations(settings):
    ids = {addresses.message_id("meeting:7"), addresses.message_id("meeting:8")}
    settings.SECRET_KEY = "another installation"
    ids.add(addresses.message_id("meeting:7"))

    assert len(ids) == 3
