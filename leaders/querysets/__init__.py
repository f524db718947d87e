"""The vocabulary in which areas, organizations, leaders and contacts are asked for."""

from leaders.querysets.areas import AreaQuerySet
from leaders.querysets.contacts import ContactQuerySet
from leaders.querysets.imports import AreaImportQuerySet, ContactImportQuerySet
from leaders.querysets.leaders import LeaderQuerySet
from leaders.querysets.organizations import OrganizationQuerySet

__all__ = [
    "AreaImportQuerySet",
    "AreaQuerySet",
    "ContactImportQuerySet",
    "ContactQuerySet",
    "LeaderQuerySet",
    "OrganizationQuerySet",
]
