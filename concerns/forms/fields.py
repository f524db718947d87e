"""Fields that more than one form about concerns needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from concerns.photos import LARGEST_FILE, MOST_PHOTOS, Picture, redraw

# Not "image/*": with it iPhones send a format that few programs read.
READ = "image/jpeg,image/png,image/webp,image/gif"


class LongText(forms.CharField):
    """Browsers send a line break as two characters, but count it as one."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class Degrees(forms.FloatField):
    """Half of a point that a script filled in."""

    widget = forms.HiddenInput

    def __init__(self, *, most: int) -> None:
        wrong = gettext_lazy("This is not a point on the map.")
        messages = {"invalid": wrong, "min_value": wrong, "max_value": wrong}
        super().__init__(required=False, min_value=-most, max_value=most, error_messages=messages)


class PhotosInput(forms.FileInput):
    """The phone's own choice of pictures, several at once."""

    allow_multiple_selected = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": READ, "multiple": True} | (attrs or {}))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Without the design system's class: its script says "drag files here", in English."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("class", None)
        return context


class PhotosField(forms.FileField):
    """Some pictures, drawn anew: what is checked is their content, never their name."""

    widget = PhotosInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault("label", gettext_lazy("Photos"))
        options.setdefault(
            "help_text",
            gettext_lazy(
                "Up to 5, each up to 10 MB. We remove where, when and with which device they were "
                "taken. Faces and number plates stay visible: please do not show them."
            ),
        )
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> list[Picture]:  # noqa: ARG002 -- Django's signature
        files = [file for file in data or [] if isinstance(file, UploadedFile)]
        if len(files) > MOST_PHOTOS:
            sentence = ngettext(
                "Choose at most %(most)d photo.", "Choose at most %(most)d photos.", MOST_PHOTOS
            )
            raise ValidationError(sentence % {"most": MOST_PHOTOS})
        return [self._redrawn(file, number) for number, file in enumerate(files, start=1)]

    def has_changed(self, initial: Any, data: Any) -> bool:  # noqa: ARG002 -- Django's signature
        return bool(data)

    def _redrawn(self, file: UploadedFile[Any], number: int) -> Picture:
        try:
            return redraw(file.read(LARGEST_FILE + 1))
        except ValidationError as error:
            words = {"number": number, "why": " ".join(error.messages)}
            raise ValidationError(_("Photo %(number)d: %(why)s") % words) from error
