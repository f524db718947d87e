"""The vocabulary in which initiatives and what belongs to them are asked for."""

from initiatives.querysets.initiatives import InitiativeQuerySet
from initiatives.querysets.partners import PartnerQuerySet

__all__ = ["InitiativeQuerySet", "PartnerQuerySet"]
