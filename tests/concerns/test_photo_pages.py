"""Photos open to the department, to their leader, and for a while from a raiser's page."""

from __future__ import annotations

import re

import pytest
from django.core import signing

from concerns import links
from tests.concerns.test_following_pages import ROSA, url
from tests.factories.concerns import ConcernFactory, PhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def concern(area):
    return ConcernFactory(area=area, subject="Two lamps are out", reporter=ROSA)


@pytest.mark.parametrize(
    ("persona", "status"),
    [
        ("client", 302),
        ("leader_client", 200),
        ("stranger_client", 404),
        ("officer_client", 200),
        ("coordinator_client", 200),
    ],
)
def test_photo_opens_to_the_department_and_its_leader(request, leader, persona, status):
    photo = PhotoFactory(concern=ConcernFactory(reporter=leader))

    response = request.getfixturevalue(persona).get(f"/concerns/photos/{photo.pk}/")

    assert response.status_code == status


def test_photo_is_served_as_what_it_is(client, concern):
    photo = PhotoFactory(concern=concern)

    response = client.get(links.photo(photo))

    assert (response.content, response.headers["Content-Type"]) == (photo.content, "image/jpeg")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response.headers["Cache-Control"]


def test_photo_opens_for_a_short_while(client, concern, monkeypatch):
    address = links.photo(PhotoFactory(concern=concern))
    monkeypatch.setattr(links, "PHOTO_WORKS_FOR", -links.PHOTO_WORKS_FOR)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "forged",
    ["x", "%00", "a:b:c", signing.dumps("x", salt="another")],
    ids=["short", "nul", "parts", "salt"],
)
def test_forged_ticket_opens_no_photo(client, concern, forged):
    PhotoFactory(concern=concern)

    assert client.get(f"/concerns/photos/{forged}/").status_code == 404


def test_page_shows_its_photos(client, concern):
    PhotoFactory(concern=concern)
    page = client.get(url(concern)).text

    (address,) = set(re.findall(r'src="(/concerns/photos/[^"]+)"', page))
    assert client.get(address).status_code == 200
