"""The vocabulary in which cases are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Q, Value, When

if TYPE_CHECKING:
    from accounts.models import User
    from initiatives.models import CaseStudy

# From what is known best to what is only said. Values of EvidenceGrade.
GRADES = ("proven", "promising", "mixed", "no_effect", "reported", "unknown", "claimed")
MOST_WORDS = 8


class CaseStudyQuerySet(models.QuerySet["CaseStudy"]):
    """Cases, chainable."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        is_police = getattr(user, "is_police", False) and user.is_active
        return self.all() if is_police else self.filter(is_published=True)

    def search(self, text: str) -> Self:
        found = self
        for word in text.replace("\x00", "").split()[:MOST_WORDS]:
            found = found.filter(
                Q(title__icontains=word) | Q(summary__icontains=word) | Q(place__icontains=word)
            )
        return found

    def best_known_first(self) -> Self:
        """Proven ones first, claims last."""
        order = [When(grade=grade, then=Value(number)) for number, grade in enumerate(GRADES)]
        return self.order_by(Case(*order, output_field=models.IntegerField()), "title", "pk")
