"""Who the community's leaders are, whom they speak for, and where."""

from leaders.models.areas import Area
from leaders.models.contacts import Contact
from leaders.models.imports import AreaImport, ContactImport
from leaders.models.leaders import Leader, LeadershipRole, PreferredChannel
from leaders.models.organizations import Affiliation, Organization, Sector

__all__ = [
    "Affiliation",
    "Area",
    "AreaImport",
    "Contact",
    "ContactImport",
    "Leader",
    "LeadershipRole",
    "Organization",
    "PreferredChannel",
    "Sector",
]
