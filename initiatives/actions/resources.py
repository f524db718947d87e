"""Needs are asked, offers made and booked: pledged, confirmed, delivered, used."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives import emails
from initiatives.actions import records
from initiatives.errors import BadAmount, BadOffer, Conflict, TooMuch
from initiatives.models import Initiative, LedgerEntry, Need, Offer, ResourceKind
from initiatives.models.resources import MOST
from leaders.models import Area, Leader, Organization
from outbox import actions as outbox_actions

Step = LedgerEntry.Step
BEFORE = {Step.CONFIRMED: "pledged", Step.DELIVERED: "confirmed", Step.USED: "delivered"}
AFTER = {Step.PLEDGED: "confirmed", Step.CONFIRMED: "delivered", Step.DELIVERED: "used"}
CENT = Decimal("0.01")


@transaction.atomic
def ask(
    *,
    initiative: Initiative,
    kind: str,
    title: str,
    quantity: Decimal,
    by: User,
    unit: str = "",
    needed_by: date | None = None,
) -> Need:
    """Say what is needed."""
    held = records.locked(initiative)
    if not held.is_open:
        raise Conflict(_("Nobody works on this initiative now. Take it up again first."))
    return Need.objects.create(
        initiative=held,
        kind=kind,
        title=_titled(title),
        quantity=amount(quantity),
        unit=records.clean(unit, field="unit", longest=30),
        currency=settings.CURRENCY if kind == ResourceKind.MONEY else "",
        needed_by=needed_by,
        created_by=by,
    )


@transaction.atomic
def settle(*, need: Need, by: User, at: datetime | None = None) -> Need:  # noqa: ARG001 -- every act has an actor
    """Nothing more is needed. Offers that were made stay."""
    held = Need.objects.select_for_update().get(pk=need.pk)
    held.closed_at = held.closed_at or at or timezone.now()
    held.save(update_fields=["closed_at"])
    return held


@transaction.atomic
def offer(
    *,
    kind: str,
    title: str,
    quantity: Decimal,
    leader: Leader | None = None,
    organization: Organization | None = None,
    need: Need | None = None,
    unit: str = "",
    currency: str = "",
    unit_value: Decimal | None = None,
    area: Area | None = None,
    note: str = "",
    request_key: uuid.UUID | None = None,
    by: User | None = None,
    at: datetime | None = None,
) -> Offer:
    """Pledge something. `by` is nobody where the giver does it by their link."""
    at = at or timezone.now()
    known = Offer.objects.filter(request_key=request_key).first() if request_key else None
    if known is not None:
        return known
    if leader is None and organization is None:
        raise BadOffer({"leader": _("Say who gives it.")})
    if need is not None:
        _check_need(need, kind)
    money = kind == ResourceKind.MONEY
    currency = (currency or settings.CURRENCY).upper() if money else ""
    if need is not None and need.currency != currency:
        raise BadOffer({"currency": _("This is needed in %s.") % need.currency})
    made, is_new = Offer.objects.get_or_create(
        request_key=request_key or uuid.uuid4(),
        defaults={
            "need": need,
            "kind": kind,
            "title": _titled(title),
            "unit": records.clean(unit, field="unit", longest=30),
            "currency": currency,
            "unit_value": _worth(kind, unit_value),
            "value_currency": currency or settings.CURRENCY,
            "area": area,
            "leader": leader,
            "organization": organization,
            "note": records.clean(note, field="note", longest=1000),
            "created_by": by,
            "created_at": at,
        },
    )
    if not is_new:  # The button was pressed twice at the same moment.
        return made
    _enter(made, Step.PLEDGED, amount(quantity), by=by, at=at)
    made.refresh_from_db()
    outbox_actions.queue_many(emails.offer_recorded(made))
    return made


@transaction.atomic
def book(
    *,
    offer: Offer,
    step: str,
    quantity: Decimal,
    by: User | None,
    note: str = "",
    at: datetime | None = None,
) -> Offer:
    """Confirm, receive or use a part; a negative part, with its reason, books it back."""
    held = Offer.objects.select_for_update().get(pk=offer.pk)
    quantity = amount(quantity, may_be_negative=True)
    note = records.clean(note, field="note", longest=300)
    if quantity < 0 and not note:
        raise BadAmount({"note": _("Say why it is booked back.")})
    _check_left(held, Step(step), quantity)
    _enter(held, Step(step), quantity, by=by, note=note, at=at or timezone.now())
    held.refresh_from_db()
    return held


@transaction.atomic
def match(*, offer: Offer, need: Need, by: User) -> Offer:  # noqa: ARG001 -- as above
    """Give a free offer to a need of its kind."""
    held = Offer.objects.select_for_update().get(pk=offer.pk)
    if held.need_id is not None and held.confirmed:
        raise Conflict(_("Part of it was confirmed for another need already."))
    _check_need(need, held.kind)
    if held.currency != need.currency:
        raise BadOffer({"need": _("This is needed in %s.") % need.currency})
    held.need = need
    held.save(update_fields=["need"])
    return held


@transaction.atomic
def thank(*, offer: Offer, text: str, by: User, at: datetime | None = None) -> Offer:
    """Write to whoever gave it."""
    held = Offer.objects.select_for_update(of=("self",)).with_names().get(pk=offer.pk)
    if held.thanked_at is not None:
        raise Conflict(_("They were thanked already."))
    words = records.said(
        text, field="text", missing=_("Write a few words of your own."), longest=2000
    )
    held.thanked_at = at or timezone.now()
    held.save(update_fields=["thanked_at"])
    outbox_actions.queue_many(emails.thanks(held, words, by=by))
    return held


def left(offer: Offer, step: str) -> Decimal:
    """How much this step may still take."""
    return getattr(offer, BEFORE[Step(step)]) - getattr(offer, step)  # type: ignore[no-any-return]


def amount(value: Decimal, *, may_be_negative: bool = False) -> Decimal:
    """In hundredths; neither nothing nor absurd."""
    if not value.is_finite() or abs(value) > MOST:
        raise BadAmount({"quantity": _("This is more than anybody has.")})
    rounded = value.quantize(CENT)
    if rounded == 0 or rounded != value or (rounded < 0 and not may_be_negative):
        raise BadAmount({"quantity": _("Write how much, above zero, in hundredths at most.")})
    return rounded


def _check_left(offer: Offer, step: Step, quantity: Decimal) -> None:
    if step != Step.PLEDGED and quantity > left(offer, step):
        raise TooMuch(
            _("Only %(left)s is left of what was %(before)s.")
            % {"left": left(offer, step), "before": Step(BEFORE[step]).label.lower()}
        )
    floor = getattr(offer, AFTER[step]) if step in AFTER else Decimal(0)
    if getattr(offer, step) + quantity < floor:
        raise TooMuch(_("Less than that cannot remain: the next step was booked already."))
    if step == Step.PLEDGED and offer.pledged + quantity > MOST:
        raise BadAmount({"quantity": _("This is more than anybody has.")})


def _enter(
    held: Offer, step: Step, quantity: Decimal, *, by: User | None, at: datetime, note: str = ""
) -> None:
    """The database adds it to the offer's sums, and refuses what cannot be."""
    try:
        with transaction.atomic():
            LedgerEntry.objects.create(
                offer=held,
                step=step,
                quantity=quantity,
                currency=held.currency,
                note=note,
                by=by,
                at=at,
            )
    except IntegrityError as error:
        raise TooMuch(_("Somebody booked it meanwhile. Look at it again.")) from error


def _check_need(need: Need, kind: str) -> None:
    if need.kind != kind:
        raise BadOffer({"kind": _("Something of another kind is needed.")})
    if not Need.objects.open().filter(pk=need.pk).exists():
        raise Conflict(_("Nothing more is needed of this. Thank you!"))


def _worth(kind: str, given: Decimal | None) -> Decimal:
    if kind == ResourceKind.MONEY:
        return Decimal(1)
    if given is not None:
        if not given.is_finite() or given < 0 or given > MOST:
            raise BadAmount({"unit_value": _("Write what one of it is worth, zero or more.")})
        return given.quantize(CENT)
    return Decimal(str(settings.VOLUNTEER_HOUR_VALUE)) if kind == ResourceKind.HOURS else Decimal(0)


def _titled(title: str) -> str:
    return records.said(
        title, field="title", missing=_("Say in a few words what it is."), longest=200
    )
