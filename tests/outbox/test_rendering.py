from __future__ import annotations

import pytest
from django.template import TemplateDoesNotExist
from django.utils import translation
from django.utils.translation import gettext_lazy

from outbox.drafts import Draft
from outbox.rendering import draft, render

pytestmark = pytest.mark.usefixtures("email_templates")
GREETING = "outbox_tests/emails/greeting"
PLAIN = "outbox_tests/emails/plain"
CONTEXT = {"name": "Ana & <Bo>", "day": "Monday", "reason": "You lead here."}


def test_render_folds_the_subject_to_one_line_and_escapes_nothing_in_it():
    assert render(GREETING, CONTEXT, "en").subject == "Meeting on Monday: Ana & <Bo>"


def test_render_text_ends_with_reason_human_contact_and_department():
    assert render(GREETING, CONTEXT, "en").text == (
        "Yes & Ana & <Bo>\n\n-- \n"
        "Why you get this message: You lead here.\n"
        "Questions? A person answers at community@springfield.example or +1 555 0100.\n"
        "Springfield Police\n"
        "https://liaison.example.org\n"
    )


@pytest.mark.parametrize(
    ("email", "phone", "line"),
    [
        ("a@springfield.example", "", "Questions? A person answers at a@springfield.example."),
        ("", "+1 555 0100", "Questions? A person answers at +1 555 0100."),
    ],
    ids=["only e-mail", "only phone"],
)
def test_render_names_the_human_contact_there_is(settings, email, phone, line):
    settings.DEPARTMENT_EMAIL, settings.DEPARTMENT_PHONE = email, phone

    assert line in render(PLAIN, {}, "en").text.splitlines()


def test_render_html_escapes_values_and_gives_reason_and_contact():
    html = render(GREETING, CONTEXT, "en").html

    assert "Hello Ana &amp; &lt;Bo&gt;" in html
    assert "Why you get this message: You lead here." in html
    assert 'href="mailto:community@springfield.example"' in html
    assert 'href="tel:+1 555 0100"' in html


def test_render_without_body_html_gives_text_only():
    assert render(PLAIN, {}, "en").html == ""


def test_render_writes_in_the_language_of_the_reader_and_restores_the_other():
    context = {**CONTEXT, "reason": gettext_lazy("Yes")}
    with translation.override("en"):
        rendered = render(GREETING, context, "es")

        assert (rendered.text.split(" ")[0], rendered.reason) == ("Sí", "Sí")
        assert translation.get_language() == "en"


def test_render_turns_the_page_for_languages_written_from_the_right(settings):
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]

    assert '<html lang="ar" dir="rtl">' in render(GREETING, CONTEXT, "ar").html


@pytest.mark.parametrize(("wanted", "got"), [("es-mx", "es"), ("ti", "en"), ("nonsense", "en")])
def test_render_falls_back_to_a_language_there_is(wanted, got):
    assert render(GREETING, CONTEXT, wanted).language == got


def test_render_of_an_unknown_folder_fails_loudly():
    with pytest.raises(TemplateDoesNotExist):
        render("outbox_tests/emails/nothing", {}, "en")


def test_draft_carries_the_rendered_parts_and_the_fields():
    made = draft(
        PLAIN,
        {"reason": "You lead here."},
        "es",
        key="k",
        kind="meetings.test",
        address="ana@example.org",
    )

    assert made == Draft(
        key="k",
        kind="meetings.test",
        address="ana@example.org",
        language="es",
        subject="Plain",
        text=made.text,
        reason="You lead here.",
    )
