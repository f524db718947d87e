"""What every page knows about the site."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from config.design.navigation import links


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "department_name": settings.DEPARTMENT_NAME,
        "department_email": settings.DEPARTMENT_EMAIL,
        "department_phone": settings.DEPARTMENT_PHONE,
        "emergency_number": settings.EMERGENCY_NUMBER,
        "is_demo": settings.DEMO,
        # Called by the template that shows a header; a fragment for htmx never pays for it.
        "navigation": partial(links, request),
    }
