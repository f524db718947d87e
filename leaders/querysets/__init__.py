"""The vocabulary in which areas, organizations, leaders and contacts are asked for."""

from leaders.querysets.areas import AreaQuerySet
from leaders.querysets.contacts import ContactQuerySet
from leaders.querysets.leaders import LeaderQuerySet
from leaders.querysets.organizations import OrganizationQuerySet

__all__ = ["AreaQuerySet", "ContactQuerySet", "LeaderQuerySet", "OrganizationQuerySet"]
