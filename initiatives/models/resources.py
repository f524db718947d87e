"""What joint work needs, what is offered, and a ledger that cannot say more than there is."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.querysets import NeedQuerySet, OfferQuerySet
from leaders.models import Leader, Organization

MOST = Decimal(10_000_000)

# Booked by the database itself, whoever writes the entry: the offer's CHECK refuses too much.
BOOK = """
    UPDATE initiatives_offer SET
        pledged = pledged + CASE NEW.step WHEN 'pledged' THEN NEW.quantity ELSE 0 END,
        confirmed = confirmed + CASE NEW.step WHEN 'confirmed' THEN NEW.quantity ELSE 0 END,
        delivered = delivered + CASE NEW.step WHEN 'delivered' THEN NEW.quantity ELSE 0 END,
        used = used + CASE NEW.step WHEN 'used' THEN NEW.quantity ELSE 0 END
    WHERE id = NEW.offer_id AND currency = NEW.currency;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'an entry has the currency of its offer' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
# The four sums are what the ledger says, or the row is not written.
BALANCE = """
    IF NOT (SELECT
        COALESCE(SUM(quantity) FILTER (WHERE step = 'pledged'), 0) = NEW.pledged
        AND COALESCE(SUM(quantity) FILTER (WHERE step = 'confirmed'), 0) = NEW.confirmed
        AND COALESCE(SUM(quantity) FILTER (WHERE step = 'delivered'), 0) = NEW.delivered
        AND COALESCE(SUM(quantity) FILTER (WHERE step = 'used'), 0) = NEW.used
        FROM initiatives_ledgerentry WHERE offer_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'the sums of an offer are those of its ledger'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.kind <> OLD.kind OR NEW.currency <> OLD.currency) THEN
        RAISE EXCEPTION 'kind and currency of an offer stay' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class ResourceKind(models.TextChoices):
    MONEY = "money", _("Money")
    HOURS = "hours", _("Volunteer hours")
    GOODS = "goods", _("Goods")
    ROOMS = "rooms", _("Rooms")
    SKILLS = "skills", _("Skills")


def quantity(label: object, **options: object) -> models.DecimalField:  # type: ignore[type-arg]
    """Hundredths are enough for money, hours and half a pallet."""
    return models.DecimalField(label, max_digits=12, decimal_places=2, **options)  # type: ignore[arg-type]


class Need(models.Model):
    """Something an initiative asks for."""

    initiative = models.ForeignKey("initiatives.Initiative", models.PROTECT, related_name="needs")
    kind = models.CharField(_("kind"), max_length=10, choices=ResourceKind)
    title = models.CharField(_("what is needed"), max_length=200)
    quantity = quantity(_("how much"))
    unit = models.CharField(_("counted in"), max_length=30, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    needed_by = models.DateField(_("by"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = (F("needed_by").asc(nulls_last=True), "pk")
        constraints = [
            models.CheckConstraint(
                name="need_is_some_amount", condition=Q(quantity__gt=0, quantity__lte=MOST)
            ),
            models.CheckConstraint(name="need_has_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="need_money_has_currency",
                condition=(Q(kind="money") & ~Q(currency="")) | (~Q(kind="money") & Q(currency="")),
            ),
        ]
        indexes = [
            models.Index("kind", "id", name="need_open", condition=Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Offer(models.Model):
    """What somebody gives. Its sums are written by the ledger's triggers, and by nothing else."""

    # Nowhere yet: offered to the department, to be matched with a need.
    need = models.ForeignKey(
        Need, models.PROTECT, null=True, blank=True, related_name="offers", verbose_name=_("need")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ResourceKind)
    title = models.CharField(_("what is offered"), max_length=200)
    unit = models.CharField(_("counted in"), max_length=30, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    # What one of it is worth, in `value_currency`; of money one.
    unit_value = quantity(_("worth of one"), default=0)
    value_currency = models.CharField(_("valued in"), max_length=3)
    area = models.ForeignKey(
        "leaders.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("area"),
    )
    leader = models.ForeignKey(
        "leaders.Leader",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("leader"),
    )
    organization = models.ForeignKey(
        "leaders.Organization",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
        verbose_name=_("organization"),
    )
    note = models.TextField(_("note"), max_length=1000, blank=True)
    pledged = quantity(_("pledged"), default=0, editable=False)
    confirmed = quantity(_("confirmed"), default=0, editable=False)
    delivered = quantity(_("delivered"), default=0, editable=False)
    used = quantity(_("used"), default=0, editable=False)
    thanked_at = models.DateTimeField(_("thanked"), null=True, blank=True)
    # Of the form it came by: sent twice over a bad connection it is one offer.
    request_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("offered"), default=timezone.now)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ("-created_at", "-pk")
        constraints = [
            models.CheckConstraint(
                name="offer_never_more_than_the_step_before",
                condition=Q(
                    used__gte=0,
                    delivered__gte=F("used"),
                    confirmed__gte=F("delivered"),
                    pledged__gte=F("confirmed"),
                    pledged__lte=MOST,
                ),
            ),
            models.CheckConstraint(
                name="offer_is_somebodys",
                condition=Q(leader__isnull=False) | Q(organization__isnull=False),
            ),
            models.CheckConstraint(
                name="offer_money_has_currency",
                condition=(
                    Q(kind="money", value_currency=F("currency"), unit_value=1) & ~Q(currency="")
                )
                | (~Q(kind="money") & Q(currency="")),
            ),
            models.CheckConstraint(
                name="offer_worth_is_not_negative",
                condition=Q(unit_value__gte=0, unit_value__lte=MOST) & ~Q(value_currency=""),
            ),
        ]
        indexes = [
            models.Index("kind", "id", name="offer_free", condition=Q(need=None)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="balances",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=BALANCE,
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def giver(self) -> Leader | Organization | None:
        return self.organization or self.leader


class LedgerEntry(models.Model):
    """One booking of one offer. Never changed or removed; what was wrong is booked back."""

    class Step(models.TextChoices):
        PLEDGED = "pledged", _("Pledged")
        CONFIRMED = "confirmed", _("Confirmed")
        DELIVERED = "delivered", _("Delivered")
        USED = "used", _("Used")

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="entries")
    step = models.CharField(_("step"), max_length=10, choices=Step)
    quantity = quantity(_("how much"))
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    # Nobody: the giver by their link.
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("entry of the ledger")
        verbose_name_plural = _("entries of the ledger")
        ordering = ("at", "pk")
        constraints = [
            models.CheckConstraint(
                name="ledger_entry_is_some_amount",
                condition=~Q(quantity=0) & Q(quantity__gte=-MOST, quantity__lte=MOST),
            ),
            models.CheckConstraint(
                name="ledger_entry_back_has_reason", condition=Q(quantity__gt=0) | ~Q(note="")
            ),
        ]
        indexes = [models.Index("offer", "step", name="ledger_of_offer")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="books", when=pgtrigger.After, operation=pgtrigger.Insert, func=BOOK
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.quantity}"
