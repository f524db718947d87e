from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import timezone, translation

START = datetime(2026, 12, 11, 0, 0, tzinfo=UTC)
END = START + timedelta(minutes=90)


def rendered(source, **context):
    return Template(source).render(Context(context)).strip()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Thursday, December 10, 2026, 7:00–8:30 p.m. (New York, EST)"),
        ("es", "jueves, 10 de diciembre de 2026, 19:00–20:30 (Nueva York, EST)"),
    ],
)
def test_when_names_weekday_and_zone(language, text):
    with translation.override(language):
        result = rendered("{% when start end 'America/New_York' %}", start=START, end=END)

    assert result == f'<time datetime="2026-12-10T19:00:00-05:00">{text}</time>'


def test_when_text_has_no_markup():
    result = rendered("{% when_text start end 'America/New_York' %}", start=START, end=END)

    assert result == "Thursday, December 10, 2026, 7:00–8:30 p.m. (New York, EST)"


def test_when_names_both_halves_of_the_day_across_noon():
    start = datetime(2026, 7, 9, 15, 0, tzinfo=UTC)

    result = rendered(
        "{% when_text start end 'America/New_York' %}", start=start, end=start + timedelta(hours=2)
    )

    assert result == "Thursday, July 9, 2026, 11:00 a.m.–1:00 p.m. (New York, EDT)"


def test_when_names_both_days_across_midnight():
    result = rendered(
        "{% when_text start end 'America/New_York' %}", start=START, end=START + timedelta(hours=6)
    )

    assert result == (
        "Thursday, December 10, 2026, 7:00 p.m. – "
        "Friday, December 11, 2026, 1:00 a.m. (New York, EST)"
    )


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/Sao_Paulo", "(Sao Paulo, UTC−3)"),
        ("Asia/Kathmandu", "(Kathmandu, UTC+5:45)"),
        ("UTC", "(UTC)"),
    ],
)
def test_when_words_every_zone(zone, words):
    result = rendered("{% when_text start start zone %}", start=START, zone=zone)

    assert result.endswith(words)


def test_when_falls_back_to_the_readers_zone_for_an_unknown_one():
    with timezone.override("America/Chicago"):
        result = rendered("{% when_text start end 'Mars/Base' %}", start=START, end=END)

    assert result == "Thursday, December 10, 2026, 6:00–7:30 p.m. (Chicago, CST)"


@pytest.mark.parametrize(
    "tag", ["{% when nothing %}", "{% when_text nothing %}", "{{ nothing|day }}"]
)
def test_no_date_is_no_text(tag):
    assert rendered(tag, nothing=None) == ""


def test_day_of_a_stored_time_is_the_readers_day():
    with timezone.override("America/New_York"):
        assert rendered("{{ value|day }}", value=START) == "Thursday, December 10, 2026"


def test_day_of_a_local_time_stays_its_own_day():
    local = timezone.localtime(START, timezone.get_default_timezone())

    with timezone.override("Asia/Tokyo"):
        assert rendered("{{ value|day }}", value=local) == "Thursday, December 10, 2026"


def test_short_day_leaves_the_weekday_out():
    assert rendered("{{ value|short_day }}", value=date(2026, 12, 10)) == "Dec 10, 2026"


def test_moment_names_the_zone():
    result = rendered("{{ value|moment:'America/New_York' }}", value=START)

    assert result == "Thursday, December 10, 2026, 7:00 p.m. (New York, EST)"


def test_status_tag_refuses_an_unknown_tone():
    with pytest.raises(TemplateSyntaxError):
        rendered("{% status_tag 'Open' 'purple' %}")


def test_pagination_keeps_the_other_parameters():
    request = RequestFactory().get("/meetings/?q=north&area=1&area=2&page=3")
    page = Paginator(range(100), 10).page(3)

    result = rendered("{% pagination page %}", request=request, page=page)

    assert 'href="?q=north&amp;area=1&amp;area=2&amp;page=4"' in result


def test_pagination_of_one_page_is_nothing():
    request = RequestFactory().get("/meetings/")
    page = Paginator(range(3), 10).page(1)

    assert rendered("{% pagination page %}", request=request, page=page) == ""


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/?q=a&page=3", 'href="?q=a&amp;sort=name"'),
        ("/?sort=name", 'aria-sort="ascending"><a class="sort" href="?sort=-name"'),
        ("/?sort=-name", 'aria-sort="descending"><a class="sort" href="?sort=name"'),
    ],
)
def test_sort_header_turns_the_order_around(address, link):
    request = RequestFactory().get(address)

    assert link in rendered("{% sort_header 'name' 'Name' %}", request=request)


@pytest.mark.parametrize(
    ("reader", "code", "name"),
    [
        ("en", "ht", "Haitian Creole"),
        ("en", "hmn", "Hmong"),
        ("es", "en", "inglés"),
        ("es", "zh-hans", "chino simplificado"),
        ("ar", "es", "الإسبانية"),
        ("es", "mam", "Mam"),
        ("en", "tlx", "tlx"),
    ],
)
def test_language_name_is_in_the_readers_language(reader, code, name):
    with translation.override(reader):
        assert rendered("{% language_name code %}", code=code) == name
