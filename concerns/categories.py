"""The categories a new installation starts with; the migration writes them."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

# Key, name, guidance.
INITIAL = [
    (
        "traffic",
        _("Traffic and parking"),
        _("Tell us the street, the direction and the time of day."),
    ),
    (
        "disorder",
        _("Disorder and nuisance"),
        _("Tell us when it usually happens. If it happens now, call us instead."),
    ),
    (
        "noise",
        _("Noise"),
        _("Tell us where it comes from and at what times."),
    ),
    (
        "drugs",
        _("Drug use in public places"),
        _("Describe the place and the times. Please do not name anybody."),
    ),
    (
        "unsafe_place",
        _("A place where people feel unsafe"),
        _("What makes it unsafe: the light, the view, who gathers there?"),
    ),
    (
        "youth",
        _("Young people and schools"),
        _("Tell us which school or meeting place it is about."),
    ),
    (
        "surroundings",
        _("Lights, litter, abandoned vehicles"),
        _("The city repairs and cleans; we pass it on and tell you what they say."),
    ),
    (
        "shelter",
        _("People without shelter"),
        _("If somebody is in danger, call for help first."),
    ),
    (
        "contact",
        _("How the police meet people"),
        _("To complain about one officer, use the complaint procedure instead."),
    ),
    ("other", _("Something else"), ""),
]
