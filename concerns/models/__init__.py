"""What people raise, who answers by when, and what came of it."""

from concerns.models.categories import Category, Clock
from concerns.models.concerns import Concern, ReferenceYear
from concerns.models.holidays import Holiday
from concerns.models.identity import IdentityLook, Reporter
from concerns.models.photos import Photo
from concerns.models.priorities import Priority
from concerns.models.support import Support
from concerns.models.updates import Update
from concerns.models.votes import PriorityVote
from concerns.models.work import RoutingRule, SavedView, StandardText

__all__ = [
    "Category",
    "Clock",
    "Concern",
    "Holiday",
    "IdentityLook",
    "Photo",
    "Priority",
    "PriorityVote",
    "ReferenceYear",
    "Reporter",
    "RoutingRule",
    "SavedView",
    "StandardText",
    "Support",
    "Update",
]
