"""To whom a new concern goes."""

from __future__ import annotations

from accounts.models import User
from concerns.models import RoutingRule
from leaders.models import Area

MOST_LEVELS = 8


def owner_for(*, area: Area | None, category_id: int) -> User | None:
    """By the most specific rule: its own area before one around it, its category before any.

    Rules of people who no longer work here count as none.
    """
    chain = _areas_around(area)
    rules = RoutingRule.objects.select_related("owner").filter(owner__is_active=True)
    ranked = [
        (_distance(rule, chain), rule.category_id is None, rule)
        for rule in rules
        if rule.category_id in {None, category_id}
        and (rule.area_id is None or rule.area_id in chain)
        and rule.owner.is_police
    ]
    return min(ranked, key=lambda each: each[:2])[2].owner if ranked else None


def _areas_around(area: Area | None) -> list[int]:
    """The area, the one it is part of, and so on."""
    chain: list[int] = []
    while area is not None and area.pk not in chain and len(chain) < MOST_LEVELS:
        chain.append(area.pk)
        parents = Area.objects.without_boundaries()
        area = parents.filter(pk=area.parent_id).first() if area.parent_id else None
    return chain


def _distance(rule: RoutingRule, chain: list[int]) -> int:
    """How far the rule's area is from the concern's; no area is farthest."""
    return len(chain) if rule.area_id is None else chain.index(rule.area_id)
