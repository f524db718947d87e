from __future__ import annotations

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

CHOICES = [("yes", "Yes"), ("no", "No")]


class EveryWidget(forms.Form):
    text = forms.CharField(help_text="As people will read it.")
    email = forms.EmailField(required=False)
    url = forms.URLField(required=False, assume_scheme="https")
    number = forms.IntegerField(required=False)
    long = forms.CharField(widget=forms.Textarea, required=False)
    choice = forms.ChoiceField(choices=CHOICES, required=False)
    several = forms.MultipleChoiceField(choices=CHOICES, required=False)
    tick = forms.BooleanField(help_text="Anyone may come.")
    ticks = forms.MultipleChoiceField(choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    radio = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, help_text="One of them.")
    tiles = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect(attrs={"class": "tiles"}))
    day = forms.DateField(required=False)
    hour = forms.TimeField(required=False)
    moment = forms.DateTimeField(required=False)
    parts = forms.SplitDateTimeField(required=False, widget=forms.SplitDateTimeWidget)
    birthday = forms.DateField(required=False, widget=forms.SelectDateWidget(years=[2026]))
    file = forms.FileField(required=False)
    secret = forms.CharField(widget=forms.PasswordInput, required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)


def markup(form, name):
    return re.sub(r"\s+", " ", form[name].as_field_group())


@pytest.mark.parametrize(
    ("name", "kind", "dress"),
    [
        ("text", "text", "usa-input"),
        ("email", "email", "usa-input"),
        ("url", "url", "usa-input"),
        ("number", "number", "usa-input"),
        ("long", "textarea", "usa-textarea"),
        ("choice", "select", "usa-select"),
        ("several", "select", "usa-select"),
        ("tick", "checkbox", "usa-checkbox__input"),
        ("day", "date", "usa-input"),
        ("hour", "time", "usa-input"),
        ("moment", "datetime-local", "usa-input"),
        ("parts_0", "date", "usa-input"),
        ("parts_1", "time", "usa-input"),
        ("birthday_month", "select", "usa-select"),
        ("file", "file", "usa-file-input"),
        ("secret", "password", "usa-input"),
    ],
)
def test_widget_is_dressed(name, kind, dress):
    tag = re.search(rf'<(\w+)[^>]* name="{name}"[^>]*>', str(EveryWidget()))
    input_type = re.search(r'type="([^"]+)"', tag[0])

    assert (input_type[1] if input_type else tag[1]) == kind
    assert f'class="{dress}"' in tag[0]


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("ticks", 'class="usa-checkbox__input" type="checkbox" name="ticks" value="yes"'),
        ("radio", 'class="usa-radio__input" type="radio" name="radio" value="yes"'),
        (
            "tiles",
            'class="usa-radio__input usa-radio__input--tile" type="radio" name="tiles" value="yes"',
        ),
    ],
)
def test_choices_are_one_fieldset(name, field):
    html = markup(EveryWidget(), name)

    assert (html.count("<fieldset"), html.count("<legend"), field in html) == (1, 1, True)


def test_every_visible_control_has_a_label():
    html = str(EveryWidget())
    controls = set(re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', html))
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))

    assert controls - labelled == {"id_hidden"}


def test_hint_describes_the_field():
    html = markup(EveryWidget(), "text")

    assert 'aria-describedby="id_text_helptext"' in html
    assert '<div class="usa-hint" id="id_text_helptext">As people will read it.</div>' in html


def test_hint_of_a_group_describes_the_fieldset():
    html = markup(EveryWidget(), "radio")

    assert '<fieldset class="usa-fieldset" aria-describedby="id_radio_helptext">' in html


def test_error_stands_beside_the_field_and_describes_it():
    html = markup(EveryWidget({}), "text")

    assert 'aria-invalid="true" aria-describedby="id_text_helptext id_text_error"' in html
    assert '<div class="usa-error-message" id="id_text_error">This field is required.</div>' in html


def test_error_of_a_checkbox_describes_it():
    html = markup(EveryWidget({}), "tick")

    assert 'aria-describedby="id_tick_helptext id_tick_error"' in html
    assert 'id="id_tick_error"' in html


def test_error_summary_links_to_each_field():
    summary = str(EveryWidget({})).split("</ul>")[0]

    assert re.findall(r'href="#([^"]+)"', summary) == [
        "id_text",
        "id_tick",
        "id_ticks_0",
        "id_radio_0",
        "id_tiles_0",
    ]


def test_error_summary_tells_errors_of_the_whole_form():
    form = forms.Form({})
    form.add_error(None, "These two do not fit together.")

    assert "<li>These two do not fit together.</li>" in str(form)


def test_fresh_form_has_no_summary():
    assert "usa-alert" not in str(EveryWidget())


def test_required_field_is_marked_once():
    assert markup(EveryWidget(), "text").count('title="required">*</abbr>') == 1
    assert "usa-label--required" not in markup(EveryWidget(), "email")


def test_form_without_required_fields_explains_no_mark():
    class Wish(forms.Form):
        note = forms.CharField(required=False)

    assert "required-note" not in str(Wish())


@pytest.mark.parametrize("language", ["en", "es", "de"])
def test_native_pickers_get_iso_values_in_every_language(language):
    start = datetime(2026, 12, 10, 19, 0, tzinfo=ZoneInfo("America/New_York"))
    initial = {"day": date(2026, 12, 10), "hour": time(19), "moment": start, "parts": start}

    with translation.override(language), timezone.override("America/New_York"):
        html = str(EveryWidget(initial=initial))

    assert re.findall(r'value="([^"]*\d\d[:-]\d\d[^"]*)"', html) == [
        "2026-12-10",
        "19:00",
        "2026-12-10T19:00",
        "2026-12-10",
        "19:00",
    ]


def test_what_a_picker_sends_is_understood_in_spanish():
    data = {"day": "2026-12-10", "hour": "19:00", "moment": "2026-12-10T19:00"}

    with translation.override("es"), timezone.override("America/New_York"):
        form = EveryWidget(data)
        form.full_clean()

    assert (form.cleaned_data["day"], form.cleaned_data["hour"]) == (date(2026, 12, 10), time(19))
    assert form.cleaned_data["moment"].isoformat() == "2026-12-10T19:00:00-05:00"


def test_typed_text_stays_after_an_error():
    form = EveryWidget({"text": "<North & South>", "ticks": ["no"]})

    assert 'value="&lt;North &amp; South&gt;"' in markup(form, "text")
    assert re.findall(r'value="(\w+)" id="id_ticks_\d" checked', markup(form, "ticks")) == ["no"]


def test_disabled_field_stays_disabled():
    class Fixed(forms.Form):
        kind = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, disabled=True)

    assert markup(Fixed(), "kind").count(" disabled") == 2


def test_stored_file_can_be_removed():
    class Stored(str):
        __slots__ = ()
        url = "/media/minutes.pdf"

    class Upload(forms.Form):
        file = forms.FileField(required=False)

    html = markup(Upload(initial={"file": Stored("minutes.pdf")}), "file")

    assert '<a href="/media/minutes.pdf">minutes.pdf</a>' in html
    assert '<label class="usa-checkbox__label" for="file-clear_id">' in html


def test_formset_lists_its_forms_and_their_errors():
    class Row(forms.Form):
        title = forms.CharField()

    formset = forms.formset_factory(Row, extra=2, min_num=1, validate_min=True)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    )
    html = str(formset)

    assert (html.count('class="form-row"'), html.count('role="alert"')) == (2, 1)
    assert 'name="form-TOTAL_FORMS"' in html


@pytest.mark.parametrize("rendering", ["as_p", "as_div", "as_ul", "as_table"])
def test_older_ways_to_render_look_the_same(rendering):
    form = EveryWidget()

    assert getattr(form, rendering)() == str(form)


def test_errors_rendered_by_hand_are_dressed():
    form = EveryWidget({})

    assert str(form["text"].errors).startswith('<div class="usa-error-message" id="id_text_error">')


def test_post_form_sends_files_only_where_there_are_some():
    class Note(forms.Form):
        text = forms.CharField()

    source = Template("{% post_form form 'Save' '/back/' %}")
    with_file = source.render(Context({"form": EveryWidget(), "csrf_token": "t"}))
    without = source.render(Context({"form": Note(), "csrf_token": "t"}))

    assert ("multipart/form-data" in with_file, "multipart" in without) == (True, False)
    assert 'name="csrfmiddlewaretoken"' in without
