"""Addresses of concerns and priorities."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "concerns"

# Raising and following

# The department's work

urlpatterns: list[URLPattern] = []
