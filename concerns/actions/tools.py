"""What coordinators set up: categories and their clock, who gets what, standard texts."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from concerns import standard_texts
from concerns.models import Category, Holiday, RoutingRule, StandardText

Row = TypeVar("Row", Category, Holiday, RoutingRule, StandardText)


@transaction.atomic
def add_category(*, name: str, **fields: Any) -> Category:
    """Last in the order, under a key made of its name that stays when the name changes."""
    last = Category.objects.aggregate(last=Max("position"))["last"] or 0
    category = Category(key=_free_key(name), name=name, position=last + 1, **fields)
    category.full_clean()
    category.save()
    return category


@transaction.atomic
def change_category(*, category: Category, **fields: Any) -> Category:
    """Deadlines already given stay: people were told them."""
    return _changed(category, fields)


@transaction.atomic
def add_rule(**fields: Any) -> RoutingRule:
    """For concerns raised from now on."""
    return _changed(RoutingRule(), fields)


@transaction.atomic
def change_rule(*, rule: RoutingRule, **fields: Any) -> RoutingRule:
    return _changed(rule, fields)


@transaction.atomic
def remove_rule(*, rule: RoutingRule) -> None:
    rule.delete()


@transaction.atomic
def add_text(**fields: Any) -> StandardText:
    standard_texts.check(fields["text"])
    return _changed(StandardText(), fields)


@transaction.atomic
def change_text(*, standard_text: StandardText, **fields: Any) -> StandardText:
    standard_texts.check(fields["text"])
    return _changed(standard_text, fields)


@transaction.atomic
def add_holiday(**fields: Any) -> Holiday:
    """For deadlines given from now on."""
    return _changed(Holiday(), fields)


@transaction.atomic
def remove_holiday(*, holiday: Holiday) -> None:
    holiday.delete()


def _changed(row: Row, fields: dict[str, Any]) -> Row:
    for name, value in fields.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    return row


def _free_key(name: str) -> str:
    letters = re.sub(r"[^a-z0-9_]", "", slugify(name).replace("-", "_"))[:30].strip("_")
    key = letters if letters[:1].isalpha() else f"category_{letters}".rstrip("_")
    taken = set(Category.objects.filter(key__startswith=key).values_list("key", flat=True))
    number, free = 2, key
    while free in taken:
        free, number = f"{key}_{number}", number + 1
    return free
