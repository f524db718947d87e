"""Initiatives over the API."""
