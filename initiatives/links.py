"""Addresses that go into mail: by one of them a leader offers without an account."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac

from initiatives.models import Need
from leaders.models import Leader

SALT = "initiatives.offer"
WORKS_FOR = timedelta(days=90)


def offer_token(need: Need, leader: Leader) -> str:
    """Ends with the leader's calendar address: a new one of those withdraws both."""
    return signing.dumps([need.pk, leader.pk, _mark(leader)], salt=SALT)


def offer(need: Need, leader: Leader) -> str:
    path = reverse("initiatives:offer-by-link", kwargs={"token": offer_token(need, leader)})
    return f"{settings.SITE_URL}{path}"


def read_offer(token: str) -> tuple[Need, Leader] | None:
    """What a link opens to whom, if it is ours and not too old."""
    try:
        need_id, leader_id, mark = signing.loads(token, salt=SALT, max_age=WORKS_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    need = Need.objects.filter(pk=need_id).select_related("initiative").first()
    leader = Leader.objects.active().filter(pk=leader_id).first()
    if need is None or leader is None or mark != _mark(leader):
        return None
    return need, leader


def _mark(leader: Leader) -> str:
    return salted_hmac(SALT, leader.calendar_token).hexdigest()[:16]
