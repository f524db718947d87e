"""Concerns and priorities over the API: the same rows, rights and actions as the pages."""
