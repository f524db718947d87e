"""The vocabulary in which concerns and what belongs to them are asked for."""

from concerns.querysets.concerns import ConcernQuerySet
from concerns.querysets.identity import IdentityLookQuerySet, ReporterQuerySet
from concerns.querysets.priorities import PriorityQuerySet, PriorityVoteQuerySet
from concerns.querysets.thread import PhotoQuerySet, SupportQuerySet, UpdateQuerySet
from concerns.querysets.work import (
    CategoryQuerySet,
    HolidayQuerySet,
    RoutingRuleQuerySet,
    SavedViewQuerySet,
    StandardTextQuerySet,
)

__all__ = [
    "CategoryQuerySet",
    "ConcernQuerySet",
    "HolidayQuerySet",
    "IdentityLookQuerySet",
    "PhotoQuerySet",
    "PriorityQuerySet",
    "PriorityVoteQuerySet",
    "ReporterQuerySet",
    "RoutingRuleQuerySet",
    "SavedViewQuerySet",
    "StandardTextQuerySet",
    "SupportQuerySet",
    "UpdateQuerySet",
]
