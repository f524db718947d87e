"""What was delivered, in money: by year, by initiative, by giver. Currencies are never added up."""

from __future__ import annotations

from typing import Any

from django.db.models import DecimalField, F, Sum
from django.db.models.functions import ExtractYear

from initiatives.models import LedgerEntry
from initiatives.querysets import OfferQuerySet

SHOWN = 20
MONEY = DecimalField(max_digits=20, decimal_places=2)


def by_year(offers: OfferQuerySet) -> list[dict[str, Any]]:
    """Of the entries of each year: what was booked back counts in the year it was."""
    entries = LedgerEntry.objects.filter(offer__in=offers.order_by().values("pk"))
    rows = (
        entries.filter(step=LedgerEntry.Step.DELIVERED)
        .order_by()
        .values(year=ExtractYear("at"), currency_of=F("offer__value_currency"))
        .annotate(value=Sum(F("quantity") * F("offer__unit_value"), output_field=MONEY))
        .order_by("-year", "currency_of")
    )
    return [dict(row) for row in rows]


def largest(offers: OfferQuerySet, *, key: F, name: F) -> list[dict[str, Any]]:
    """Those with most, first."""
    rows = (
        offers.filter(delivered__gt=0)
        .order_by()
        .values(key=key, name=name, currency_of=F("value_currency"))
        .annotate(value=Sum(F("delivered") * F("unit_value"), output_field=MONEY))
        .filter(key__isnull=False)
        .order_by("-value", "name")[:SHOWN]
    )
    return [dict(row) for row in rows]
