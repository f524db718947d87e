"""What stands for an area in an address."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter

from leaders.models.areas import CODE


class AreaCodeConverter(StringConverter):
    """Only what can be a code; anything else is no address of ours."""

    regex = CODE


register_converter(AreaCodeConverter, "area-code")
