"""Every Django form comes out in U.S. Web Design System markup by itself."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class UswdsRenderer(TemplatesSetting):
    """Renders forms and fields with the templates in `templates/components/forms/`."""
