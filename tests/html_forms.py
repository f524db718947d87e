"""What a browser would send of a form, so that tests fill in pages as people do."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


def typed(response, form_id="log"):
    """The fields of the form with this id, by name, as lists."""
    reader = FormReader(form_id)
    reader.feed(response.content.decode())
    return reader.fields


def forms(response):
    """Every form of the page."""
    reader = FormsReader()
    reader.feed(response.text)
    return reader.forms


@dataclass
class Form:
    """Where it goes, what it holds, and the buttons that say more than "send"."""

    address: str
    method: str
    fields: dict = field(default_factory=dict)
    buttons: dict = field(default_factory=dict)


class FormReader(HTMLParser):
    """Collects the successful controls of one form (HTML, 4.10.21.4)."""

    def __init__(self, form_id):
        super().__init__()
        self.form_id = form_id
        self.is_inside = False
        self.fields = {}
        self.text_name = self.select_name = None
        self.options = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.is_inside = given.get("id") == self.form_id
        elif self.is_inside and tag == "input":
            self.read_input(given)
        elif self.is_inside and tag == "textarea":
            self.text_name = given["name"]
            self.fields.setdefault(self.text_name, []).append("")
        elif self.is_inside and tag == "select":
            self.select_name, self.options = given["name"], []
        elif self.select_name and tag == "option":
            self.options.append((given.get("value", ""), "selected" in given))

    def read_input(self, given):
        is_choice = given.get("type") in {"checkbox", "radio"}
        if "name" in given and ("checked" in given or not is_choice):
            value = given.get("value", "on" if is_choice else "")
            self.fields.setdefault(given["name"], []).append(value or "")

    def handle_data(self, data):
        if self.text_name:
            self.fields[self.text_name][-1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False
        elif tag == "textarea" and self.text_name:
            # A browser drops the first line break of a text area.
            self.fields[self.text_name][-1] = self.fields[self.text_name][-1].removeprefix("\n")
            self.text_name = None
        elif tag == "select" and self.select_name:
            chosen = [value for value, is_selected in self.options if is_selected]
            first = [value for value, _ in self.options[:1]]
            self.fields.setdefault(self.select_name, []).extend(chosen[:1] or first)
            self.select_name = None


class FormsReader(FormReader):
    """Collects the forms of a page, each with its own controls."""

    def __init__(self):
        super().__init__(form_id=None)
        self.forms = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            form = Form(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(form)
            self.fields, self.is_inside = form.fields, True
        elif tag == "button" and self.is_inside and "name" in given:
            self.forms[-1].buttons[given["name"]] = given.get("value", "")
        else:
            super().handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if tag == "form":
            self.is_inside = False
        super().handle_endtag(tag)
