from __future__ import annotations

import pytest
from django.template import Context, Template
from django.urls import reverse

from config.design.addresses import row_address
from leaders.models import Area


def rendered(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("name", "key"),
    [("leaders:leader-detail", 7), ("leaders:area-update", "a.1_b"), ("home:area", "x-2")],
)
def test_row_address_is_what_reverse_says(name, key):
    assert row_address(name, key) == reverse(name, args=[key])


def test_label_is_the_word_for_a_choice():
    area = Area(kind="district")

    assert rendered('{{ area|label:"kind" }}', area=area) == area.get_kind_display()


def test_label_of_what_is_no_choice_is_the_value():
    assert rendered('{{ area|label:"kind" }}', area=Area(kind="<b>")) == "&lt;b&gt;"
