"""The site without a mouse."""

from __future__ import annotations

import pytest

from tests.browser import DESKTOP

pytestmark = pytest.mark.browser


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name")


def test_first_key_press_leads_past_the_header(open_page):
    page = open_page(viewport=DESKTOP)
    page.goto("/")

    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the main content"

    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_menu_opens_and_closes_without_a_mouse(open_page):
    page = open_page()
    page.goto("/")
    menu = page.get_by_role("button", name="Menu")

    menu.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Start").wait_for()

    page.keyboard.press("Escape")
    page.get_by_role("link", name="Start").wait_for(state="hidden")
    assert focused(page) == "Menu"


def test_menu_is_a_plain_list_without_scripts(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")

    assert page.get_by_role("link", name="Start").is_visible()
    assert page.get_by_role("button", name="Menu").is_hidden()
