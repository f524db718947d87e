"""Inputs, drop-downs and choices, written at once.

Django renders a template for every control, and in it one for its attributes and one for each of
its options: on a list page that takes longer than all the queries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.html import conditional_escape as text

Widget = Mapping[str, Any]
FOLDER = "django/forms/widgets/"


def write_input(widget: Widget) -> str:
    shown = "" if widget["value"] is None else f' value="{text(widget["value"])}"'
    attributes = written(widget["attrs"].items())
    return f'<input type="{widget["type"]}" name="{text(widget["name"])}"{shown}{attributes}>'


def write_textarea(widget: Widget) -> str:
    """The first line break belongs to the tag: one that is typed stays."""
    attributes = written(widget["attrs"].items())
    shown = text(widget["value"] or "")
    return f'<textarea name="{text(widget["name"])}"{attributes}>\n{shown}</textarea>'


def write_select(widget: Widget) -> str:
    parts = [f'<select name="{text(widget["name"])}"{written(widget["attrs"].items())}>']
    for group, options, _ in widget["optgroups"]:
        if group:
            parts.append(f'<optgroup label="{text(group)}">')
        parts += [
            f'<option value="{text(option["value"])}"{written(option["attrs"].items())}>'
            f"{text(option['label'])}</option>"
            for option in options
        ]
        if group:
            parts.append("</optgroup>")
    return "".join([*parts, "</select>"])


def write_choices(widget: Widget) -> str:
    """Radio buttons or boxes to tick, each with its label."""
    classes = str(widget["attrs"].get("class", "")).split()
    looks = "".join(
        f" choices--{name}" for name in ("tiles", "columns", "scroll") if name in classes
    )
    own_id = widget["attrs"].get("id")
    parts = [f'<div class="choices{looks}"{written([("id", own_id or False)])}>']
    for group, options, _ in widget["optgroups"]:
        if group:
            parts.append(f'<p class="choices__group">{text(group)}</p>')
        parts += [write_choice(option, is_tile="tiles" in classes) for option in options]
    return "".join([*parts, "</div>"])


def write_choice(option: Widget, *, is_tile: bool) -> str:
    """Whether something is wrong is said of the group, not of each choice in it."""
    kind, attrs = option["type"], option["attrs"]
    dress = f"usa-{kind}__input" + (f" usa-{kind}__input--tile" if is_tile else "")
    shown = "" if option["value"] is None else f' value="{text(option["value"])}"'
    others = written(
        (name, value) for name, value in attrs.items() if name not in {"class", "aria-invalid"}
    )
    return (
        f'<div class="usa-{kind}"><input class="{dress}" type="{kind}" '
        f'name="{text(option["name"])}"{shown}{others}>'
        f'<label class="usa-{kind}__label" for="{text(attrs.get("id", ""))}">'
        f"{text(option['label'])}</label></div>"
    )


def written(attributes: Iterable[tuple[str, Any]]) -> str:
    """With a blank before each; true ones have no value, false ones are left out."""
    return "".join(
        f" {name}" if value is True else f' {name}="{text(value)}"'
        for name, value in attributes
        if value is not False
    )


INPUTS = "checkbox color date datetime email file hidden number password search tel text time url"
WRITERS: dict[str, Callable[[Widget], str]] = {
    **{f"{FOLDER}{kind}.html": write_input for kind in INPUTS.split()},
    f"{FOLDER}textarea.html": write_textarea,
    f"{FOLDER}select.html": write_select,
    f"{FOLDER}radio.html": write_choices,
    f"{FOLDER}checkbox_select.html": write_choices,
}
