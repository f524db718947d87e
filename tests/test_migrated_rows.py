"""What migrations wrote is there for every test, whatever ran before it."""

from __future__ import annotations

import pytest

from concerns.models import Category
from initiatives.models import Playbook


@pytest.mark.parametrize("time", ["first", "after the tables were emptied"])
@pytest.mark.django_db(transaction=True)
def test_rows_of_migrations_are_there(time):
    assert Category.objects.filter(key="other").exists()
    assert Playbook.objects.filter(key="watch").exists()
