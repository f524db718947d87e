"""Turns a folder of templates into the parts of a message, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from django.conf import settings
from django.template import Context, Template, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation

from outbox import addresses
from outbox.drafts import Draft

LONGEST_SUBJECT = 250


@dataclass(frozen=True)
class Rendered:
    """`language` is the one it is really in: the wanted one, if there is a translation."""

    subject: str
    text: str
    html: str
    language: str
    reason: str


def render(folder: str, context: Mapping[str, Any], language: str) -> Rendered:
    """Render `subject.txt`, `body.txt` and, where it exists, `body.html` of a folder.

    `body.html` extends `outbox/email_base.html` and fills its block `content`; the text's footer is
    added here. `context["reason"]` says in both why the reader gets it.
    """
    language = written_language(language)
    with translation.override(language):
        reason = str(context.get("reason", ""))
        values = {**site_context(language), **context, "reason": reason}
        subject = addresses.one_line(_plain(f"{folder}/subject.txt", values), LONGEST_SUBJECT)
        values["subject"] = subject
        body = _plain(f"{folder}/body.txt", values).strip()
        footer = _plain("outbox/email_footer.txt", values).strip()
        return Rendered(
            subject=subject,
            text=f"{body}\n\n-- \n{footer}\n",
            html=_html(f"{folder}/body.html", values),
            language=language,
            reason=reason,
        )


def draft(folder: str, context: Mapping[str, Any], language: str, **fields: Any) -> Draft:
    """A draft whose words come from a folder; `fields` are the draft's other ones."""
    rendered = render(folder, context, language)
    return Draft(
        language=rendered.language,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        reason=rendered.reason,
        **fields,
    )


def written_language(language: str) -> str:
    """The offered language nearest to the wanted one."""
    try:
        return translation.get_supported_language_variant(language)
    except LookupError:
        return settings.LANGUAGE_CODE


def site_context(language: str) -> dict[str, Any]:
    return {
        "department_name": settings.DEPARTMENT_NAME,
        "department_email": settings.DEPARTMENT_EMAIL,
        "department_phone": settings.DEPARTMENT_PHONE,
        "emergency_number": settings.EMERGENCY_NUMBER,
        "site_url": settings.SITE_URL,
        "language": language,
        "direction": "rtl" if translation.get_language_info(language)["bidi"] else "ltr",
    }


def _template(name: str) -> Template:
    return cast(Template, get_template(name).template)  # type: ignore[attr-defined]


def _plain(name: str, values: dict[str, Any]) -> str:
    return _template(name).render(Context(values, autoescape=False))


def _html(name: str, values: dict[str, Any]) -> str:
    try:
        template = _template(name)
    except TemplateDoesNotExist as missing:
        if missing.args[0] == name:
            return ""
        raise
    return template.render(Context(values)).strip() + "\n"
