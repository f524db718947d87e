from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LeadersConfig(AppConfig):
    name = "leaders"
    verbose_name = _("Leaders")

    def ready(self) -> None:
        from leaders import converters  # noqa: F401, PLC0415 -- addresses of three apps need it
