from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "meetings"

planning: list[URLPattern | URLResolver] = []

answers: list[URLPattern | URLResolver] = []

logging: list[URLPattern | URLResolver] = []

urlpatterns = [*planning, *answers, *logging]
