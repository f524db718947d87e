"""A coordinator brings the department's list of contacts along, in a browser."""

from __future__ import annotations

import pytest

from leaders.models import Leader
from tests.browser import DESKTOP

pytestmark = pytest.mark.browser

LIST = """Organization;Kind;Contact;Mail;Phone
Grace Chapel;Church;Ana Ruiz;ana@example.org;(215) 555-0138
Harbor Watch;Neighborhood association;Ben Lee;ben@example.org;
Mill School;School;Eve Ito;eve at home;
"""


def test_coordinator_imports_a_list_and_finds_the_people(open_page, coordinator, tmp_path):
    file = tmp_path / "contacts.csv"
    file.write_text(LIST, encoding="utf-8")
    page = open_page(coordinator, viewport=DESKTOP)
    page.goto("/leaders/")

    page.get_by_role("link", name="Import a list").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Upload").click()
    page.get_by_label("Mail").select_option(label="Leader: e-mail")
    page.get_by_label("Kind").select_option(label="Organization: sector")
    page.get_by_role("button", name="Show what would happen").click()
    page.get_by_role("row", name="Line 4").get_by_text("This is not an e-mail address.").wait_for()

    page.get_by_text("Skip the refused rows").click()
    page.get_by_role("button", name="Import this list").click()
    page.get_by_text("Imported: 2 new organizations, 2 new leaders.").wait_for()
    page.get_by_role("link", name="See the directory").click()
    page.get_by_label("Name, organization, e-mail or phone").fill("chapel")
    page.get_by_role("button", name="Show").click()
    page.get_by_text("1 leader ·").wait_for()
    page.get_by_role("link", name="Ana Ruiz").click()

    page.get_by_role("heading", name="Ana Ruiz").wait_for()
    assert Leader.objects.get(name="Ana Ruiz").phone == "+12155550138"
