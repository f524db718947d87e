"""The vocabulary in which initiatives and what belongs to them are asked for."""

from initiatives.querysets.cases import CaseStudyQuerySet
from initiatives.querysets.initiatives import InitiativeQuerySet
from initiatives.querysets.partners import PartnerQuerySet
from initiatives.querysets.playbooks import PlaybookQuerySet
from initiatives.querysets.resources import NeedQuerySet, OfferQuerySet
from initiatives.querysets.tasks import TaskQuerySet

__all__ = [
    "CaseStudyQuerySet",
    "InitiativeQuerySet",
    "NeedQuerySet",
    "OfferQuerySet",
    "PartnerQuerySet",
    "PlaybookQuerySet",
    "TaskQuerySet",
]
