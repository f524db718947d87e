"""A resident who fears to be named, on a phone; a pastor with an old one, without scripts."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest

from concerns.actions import answers, closing
from concerns.models import Concern, Reporter
from outbox.models import Message
from tests.browser import PHONE
from tests.factories.concerns import CategoryFactory
from tests.journeys.test_accessibility import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
CODE = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}")


@pytest.fixture(autouse=True)
def _where_and_what(area):
    """Browser tests empty all tables, also of what the migrations wrote."""
    CategoryFactory(key="other", name="Something else")
    corners = [[-75, 40], [-74, 40], [-74, 41], [-75, 41], [-75, 40]]
    area.boundary = {"type": "MultiPolygon", "coordinates": [[corners]]}
    area.save()


def press(page, form="main form"):
    page.locator(f"{form} button[type=submit]").first.click()


def open_with_code(page, code):
    page.goto("/concerns/code/")
    page.fill("[name=code]", code.lower())
    press(page)


def test_anonymous_resident_raises_reads_answers_and_opens_again(open_page, officer):
    page = open_page(viewport=PHONE)
    page.goto("/areas/north/")
    page.locator("main a[href*='/concerns/new/']").first.click()
    page.fill("[name=subject]", "Two lamps are out")
    page.fill("[name=text]", "Men wait there every night.")
    page.fill("[name=name]", "Rosa Resident")
    page.select_option("[name=area]", "")
    page.locator(".area-map path").click()
    page.locator("label[for=id_confidentiality_2]").click()
    assert page.locator("[name=name]").is_hidden()
    press(page, "form.raising")

    (code,) = CODE.findall(page.locator("main").inner_text())
    concern = Concern.objects.get()
    assert (concern.area.code, Reporter.objects.count()) == ("north", 0)
    assert (round(concern.latitude, 1), round(concern.longitude, 1)) == (40.5, -74.5)
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken"}
    assert look_at(page) == []

    answers.reply(concern=concern, text="We walk there tonight.", by=officer)
    closing.close(concern=concern, outcome="resolved", reason="The lamps burn.", by=officer)
    page.set_viewport_size(PHONE)
    open_with_code(page, code)
    assert "We walk there tonight." in page.locator("main").inner_text()
    assert look_at(page) == []

    page.set_viewport_size(PHONE)
    page.locator("label[for=id_closing_answer_1]").click()
    page.fill("[name=reason]", "One is dark again.")
    press(page)
    assert "open again" in page.locator("main [role=status]").inner_text()
    concern.refresh_from_db()
    assert (concern.state, code in page.url) == ("reopened", False)


def test_pastor_follows_the_mailed_link_without_scripts(open_page, officer):
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto("/concerns/new/?area=north")
    page.fill("[name=subject]", "Coches a toda velocidad")
    page.locator("header .language-switch").get_by_text("Español").click()
    assert page.input_value("[name=subject]") == "Coches a toda velocidad"
    page.press("[name=subject]", "Enter")  # It sends the form, not the switch.
    assert page.get_attribute("html", "lang") == "es"
    assert page.locator(".usa-error-message").count() == 3

    page.fill("[name=text]", "Delante de la iglesia, los domingos.")
    page.locator("label[for=id_confidentiality_1]").click()
    page.fill("[name=email]", "pastor@example.org")
    page.locator("details.fold").last.locator("summary").click()
    assert page.input_value("select[name=language]") == "es"
    press(page, "form.raising")
    assert Concern.objects.get().reference in page.locator("main").inner_text()

    message = Message.objects.get(address="pastor@example.org")
    (link,) = set(re.findall(r"http\S+/concerns/follow/\S+", message.text))
    page.goto(urlsplit(link).path)
    assert page.get_attribute("html", "lang") == "es"
    page.fill("[name=text]", "También los sábados.")
    press(page)

    assert "También los sábados." in page.locator(".thread").inner_text()
    assert Concern.objects.get().updates.filter(kind="message").count() == 1
