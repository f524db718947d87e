from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leaders.models import Area, AreaImport
from tests.factories.leaders import AreaFactory, AreaImportFactory, LeaderFactory
from tests.leaders.geojson import as_bytes, collection, districts, feature


def listed(response):
    return [row.name for row in response.context["page"].object_list]


def upload(client, content, name="districts.geojson"):
    return client.post("/areas/import/", {"file": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number_of_rows(
    client, officer, django_assert_num_queries, count
):
    Area.objects.all().delete()
    whole = AreaFactory(name="Whole")
    for _ in range(count):
        AreaFactory(parent=whole, officers=[officer])

    with django_assert_num_queries(2):
        response = client.get("/areas/")

    assert len(listed(response)) == count + 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Beat 2", "Beat 10", "North District"]),
        ("q=north", ["North District"]),
        ("q=b10", ["Beat 10"]),
        ("kind=beat", ["Beat 2", "Beat 10"]),
        ("kind=moon", ["Beat 2", "Beat 10", "North District"]),
        ("q=nothing", []),
    ],
)
def test_list_is_filtered_by_its_address(client, area, query, found):
    AreaFactory(code="b2", name="Beat 2", kind=Area.Kind.BEAT)
    AreaFactory(code="b10", name="Beat 10", kind=Area.Kind.BEAT)

    assert listed(client.get(f"/areas/?{query}")) == found


def test_public_sees_officers_but_not_how_many_leaders(client, officer, area):
    LeaderFactory(areas=[area])

    content = client.get("/areas/").content.decode()

    assert "Omar Officer" in content
    assert "?area=north" not in content


def test_department_is_led_to_the_leaders_of_an_area(officer_client, area):
    LeaderFactory(areas=[area])

    assert 'href="/leaders/?area=north"' in officer_client.get("/areas/").content.decode()


@pytest.mark.parametrize(
    ("who", "sentence"), [("client", "Show all areas"), ("coordinator_client", "Import areas")]
)
def test_empty_list_says_what_to_do(request, db, who, sentence):
    content = request.getfixturevalue(who).get("/areas/?q=nothing").content.decode()

    assert sentence in content


def test_area_is_added_by_hand(coordinator_client, officer):
    coordinator_client.post(
        "/areas/new/",
        {
            "code": "harbor",
            "name": "Harbor",
            "kind": "district",
            "languages": "Spanish, Portuguese",
            "officers": [officer.pk],
        },
    )

    area = Area.objects.get(code="harbor")
    assert (area.languages, list(area.officers.all())) == (["es", "pt"], [officer])


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("NORTH", "There is already an area with this code."),
        ("a b", "Use letters, digits, dots, dashes and underscores only."),
        ("import", "This word has a meaning of its own in addresses."),
    ],
)
def test_refused_area_is_shown_again_with_the_sentence(coordinator_client, area, code, sentence):
    response = coordinator_client.post(
        "/areas/new/", {"code": code, "name": "New", "kind": "district"}
    )

    assert sentence in response.content.decode()
    assert Area.objects.count() == 1


def test_area_is_changed(coordinator_client, area):
    coordinator_client.post(
        "/areas/north/edit/", {"code": "north", "name": "North Side", "kind": "ward"}
    )

    area.refresh_from_db()
    assert (area.name, area.kind) == ("North Side", "ward")


def test_circle_of_areas_is_refused(coordinator_client, area):
    part = AreaFactory(parent=area)

    response = coordinator_client.post(
        "/areas/north/edit/",
        {"code": "north", "name": "North", "kind": "ward", "parent": part.pk},
    )

    assert "cannot be part of itself" in response.content.decode()


def test_file_is_uploaded_looked_at_and_imported(coordinator_client):
    detail = upload(coordinator_client, districts(2)).headers["Location"]
    content = coordinator_client.get(detail).content.decode()
    assert ("2 new areas" in content, content.count("<path ")) == (True, 2)
    assert not Area.objects.exists()

    response = coordinator_client.post(f"{detail}commit/", follow=True)

    assert "Imported: 2 new areas, 0 changed." in response.content.decode()
    assert listed(response) == ["District 1", "District 2"]


def test_other_properties_can_be_chosen(coordinator_client):
    detail = upload(coordinator_client, districts(1)).headers["Location"]

    response = coordinator_client.post(
        detail, {"code": "name", "name": "code", "name_prefix": "Area"}, follow=True
    )
    assert "1 new area" in response.content.decode()
    coordinator_client.post(f"{detail}commit/")

    area = Area.objects.get()
    assert (area.code, area.name) == ("District-1", "Area D1")


def test_property_that_is_not_offered_is_refused(coordinator_client):
    detail = upload(coordinator_client, districts(1)).headers["Location"]

    response = coordinator_client.post(detail, {"code": "x", "name": "name"})

    assert "x is not one of the available choices" in response.content.decode()


def test_same_file_again_has_nothing_to_do(coordinator_client):
    first = upload(coordinator_client, districts(1)).headers["Location"]
    coordinator_client.post(f"{first}commit/")

    again = upload(coordinator_client, districts(1)).headers["Location"]

    content = coordinator_client.get(again).content.decode()
    assert "There is nothing to do." in content
    assert "Import these areas" not in content


def test_refused_features_are_listed_and_nothing_is_imported(coordinator_client):
    content = as_bytes(collection(feature(name="One"), feature(name="One")))
    detail = upload(coordinator_client, content).headers["Location"]

    page = coordinator_client.get(detail).content.decode()
    assert "Feature 2: it has the same code One as feature 1. If they are parts" in page
    assert "Import these areas" not in page

    response = coordinator_client.post(f"{detail}commit/", follow=True)
    assert "nothing was imported" in response.content.decode()
    assert not Area.objects.exists()


def test_file_whose_properties_do_not_do_says_so(coordinator_client):
    kept = AreaImportFactory(content=districts(1), mapping={"code": "", "name": ""})

    content = coordinator_client.get(f"/areas/import/{kept.pk}/").content.decode()

    assert "Choose a property for the code and one for the name." in content


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"{broken", "not valid JSON"),
        (b'{"type": "Topology"}', "TopoJSON, not GeoJSON"),
        (b" " * (21 * 1024 * 1024), "The file has 21 MB; at most 20 MB can be read."),
    ],
    ids=["empty", "broken", "topojson", "large"],
)
def test_unreadable_file_is_refused_with_the_sentence(coordinator_client, content, sentence):
    response = upload(coordinator_client, content)

    assert sentence in response.content.decode()
    assert not AreaImport.objects.exists()


def test_upload_without_a_file_is_refused(coordinator_client):
    response = coordinator_client.post("/areas/import/")

    assert "This field is required." in response.content.decode()


def test_discarded_file_is_gone(coordinator_client):
    detail = upload(coordinator_client, districts(1)).headers["Location"]

    response = coordinator_client.post(f"{detail}discard/", follow=True)

    assert "nothing was imported" in response.content.decode()
    assert not AreaImport.objects.exists()


def test_imported_file_shows_what_became_of_it(coordinator_client):
    detail = upload(coordinator_client, districts(2)).headers["Location"]
    coordinator_client.post(f"{detail}commit/")

    content = coordinator_client.get(detail).content.decode()
    assert "2 new areas, 0 changed, 0 unchanged" in content

    response = coordinator_client.post(f"{detail}discard/", follow=True)
    assert "This file was imported already" in response.content.decode()


def test_file_that_grew_too_old_says_so(coordinator_client):
    old = AreaImportFactory(state=AreaImport.State.EXPIRED, content=b"")

    content = coordinator_client.get(f"/areas/import/{old.pk}/").content.decode()

    assert "The file is not kept any more." in content


def test_earlier_files_are_listed_without_their_content(
    coordinator_client, django_assert_num_queries
):
    for _ in range(3):
        AreaImportFactory(content=districts(1))

    with django_assert_num_queries(3) as queries:
        coordinator_client.get("/areas/import/")

    assert not any('"content"' in query["sql"] for query in queries.captured_queries)
