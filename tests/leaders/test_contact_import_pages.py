from __future__ import annotations

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from leaders.models import ContactImport, Leader, Organization
from tests.factories.leaders import AreaFactory, ContactImportFactory, LeaderFactory
from tests.leaders.geojson import SQUARE, as_bytes, collection, feature

LIST = (
    b"Organization,Name,E-mail,Note\n"
    b"Grace Chapel,Ana Ruiz,ana@example.org,first\n"
    b"Harbor Watch,=cmd,ben@example.org,second\n"
)
BROKEN = LIST + b"Mill Church,Eve Ito,eve at home,third\n"


def upload(client, content=LIST, name="contacts.csv"):
    return client.post("/imports/contacts/", {"file": SimpleUploadedFile(name, content)})


def opened(client, content=LIST):
    """The address of an uploaded file, and its page."""
    address = upload(client, content).headers["Location"]
    return address, client.get(address).content.decode()


def test_list_is_uploaded_looked_at_and_imported(coordinator_client):
    address, page = opened(coordinator_client)
    assert "2: 2 can be imported, 0 are refused" in page
    assert "This starts like a formula; it is taken as plain text." in page
    assert not Leader.objects.exists()

    response = coordinator_client.post(f"{address}commit/", follow=True)

    content = response.content.decode()
    assert "Imported: 2 new organizations, 2 new leaders." in content
    assert ("2: 2 imported, 0 refused" in content, "cmd" in content) == (True, False)
    assert sorted(Leader.objects.values_list("name", flat=True)) == ["=cmd", "Ana Ruiz"]


def test_map_layer_is_uploaded_looked_at_and_imported(coordinator_client):
    area = AreaFactory(boundary={"type": "MultiPolygon", "coordinates": [[SQUARE]]})
    layer = collection(feature(Organization="Grace Chapel", Name="Ana Ruiz", acres=12.0))
    address, page = opened(coordinator_client, as_bytes(layer))
    assert "This is a map layer" in page
    assert "1: 1 can be imported, 0 are refused" in page

    coordinator_client.post(f"{address}commit/")

    assert list(Leader.objects.get(name="Ana Ruiz").areas.all()) == [area]


def test_refused_rows_stop_the_import_until_they_are_to_be_skipped(coordinator_client):
    address, page = opened(coordinator_client, BROKEN)
    assert "3: 2 can be imported, 1 are refused" in page
    assert ("This is not an e-mail address." in page, "eve at home" in page) == (True, True)

    stopped = coordinator_client.post(f"{address}commit/", follow=True)
    assert "1 row cannot be taken, so nothing was imported." in stopped.content.decode()
    assert not Leader.objects.exists()

    taken = coordinator_client.post(f"{address}commit/", {"skip_refused": "on"}, follow=True)
    assert "This is not an e-mail address." in taken.content.decode()
    assert (Leader.objects.count(), Organization.objects.count()) == (2, 2)


def test_columns_are_changed_by_hand_and_remembered(coordinator_client):
    address, page = opened(coordinator_client)
    assert "first · second" in page

    response = coordinator_client.post(
        address, {"column_0": "leader_position", "column_1": "leader_name"}, follow=True
    )
    assert "0 new, 0 changed, 0 unchanged" in response.content.decode()

    _address, again = opened(coordinator_client)
    assert '<option value="leader_position" selected>' in again


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ({"column_0": "leader_name", "column_1": "leader_name"}, "holds this already"),
        ({"column_2": "leader_email"}, "Choose the column with the organization"),
        ({"column_0": "shoe_size"}, "shoe_size is not one of the available choices"),
    ],
)
def test_columns_that_cannot_be_used_are_told(coordinator_client, chosen, sentence):
    address, _page = opened(coordinator_client)

    assert sentence in coordinator_client.post(address, chosen).content.decode()


def test_file_whose_columns_say_nothing_asks_for_them(coordinator_client):
    _address, page = opened(coordinator_client, b"A,B\n1,2\n")

    assert "Choose the column with the organization" in page
    assert "Import this list" not in page


def test_file_wins_where_the_directory_says_otherwise(coordinator_client):
    LeaderFactory(name="Ana Ruiz", email="ana@example.org", phone="+12155550138")
    content = b"Name,E-mail,Phone\nAna Ruiz,ana@example.org,2155550139\n"
    address, page = opened(coordinator_client, content)
    assert "The directory says otherwise; what stands there is kept." in page

    columns = {"column_0": "leader_name", "column_1": "leader_email", "column_2": "leader_phone"}
    page = coordinator_client.post(address, columns | {"file_wins": "on"}, follow=True)
    assert "+12155550139" in page.content.decode()
    coordinator_client.post(f"{address}commit/")

    assert Leader.objects.get().phone == "+12155550139"


def test_same_list_again_has_nothing_to_do(coordinator_client):
    address, _page = opened(coordinator_client)
    coordinator_client.post(f"{address}commit/")

    _address, page = opened(coordinator_client)

    assert "There is nothing to do." in page
    assert "Import this list" not in page


def test_report_has_every_row_and_every_reason(coordinator_client):
    address, _page = opened(coordinator_client, BROKEN)

    response = coordinator_client.get(f"{address}report.csv")

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert [tuple(row.values()) for row in csv.DictReader(StringIO(text))] == [
        ("2", "Grace Chapel", "Ana Ruiz", "Imported", "", "", ""),
        (
            "3",
            "Harbor Watch",
            "'=cmd",
            "Imported",
            "Name",
            "'=cmd",
            "This starts like a formula; it is taken as plain text.",
        ),
        (
            "4",
            "Mill Church",
            "Eve Ito",
            "Refused",
            "E-mail",
            "eve at home",
            "This is not an e-mail address.",
        ),
    ]


@pytest.mark.parametrize(
    "kept",
    [
        {"state": ContactImport.State.EXPIRED, "content": b""},
        {"mapping": {"columns": {"leader_name": "Gone"}, "file_wins": False}},
    ],
    ids=["closed", "unmapped"],
)
def test_report_of_a_file_that_cannot_be_read_is_not_there(coordinator_client, kept):
    row = ContactImportFactory(**kept)

    assert coordinator_client.get(f"/imports/contacts/{row.pk}/report.csv").status_code == 404


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"Name\n", "no rows below them"),
        (b"PK\x03\x04", "Save the sheet as CSV"),
        (b'Name\n"Ana\nBen\n', "is never closed"),
        (b"x" * (11 * 1024 * 1024), "The file has 11 MB; at most 10 MB can be read."),
    ],
    ids=["empty", "header only", "excel", "unclosed", "large"],
)
def test_unreadable_file_is_refused_with_the_sentence(coordinator_client, content, sentence):
    response = upload(coordinator_client, content)

    assert sentence in response.content.decode()
    assert not ContactImport.objects.exists()


def test_upload_without_a_file_is_refused(coordinator_client):
    response = coordinator_client.post("/imports/contacts/")

    assert "This field is required." in response.content.decode()


def test_odd_encoding_is_told(coordinator_client):
    _address, page = opened(coordinator_client, "Name\nPeña\n".encode("cp1252"))

    assert "It was read as Windows-1252" in page


def test_discarded_file_is_gone(coordinator_client):
    address, _page = opened(coordinator_client)

    response = coordinator_client.post(f"{address}discard/", follow=True)

    assert "nothing was imported" in response.content.decode()
    assert not ContactImport.objects.exists()


def test_imported_file_cannot_be_discarded(coordinator_client):
    address, _page = opened(coordinator_client)
    coordinator_client.post(f"{address}commit/")

    response = coordinator_client.post(f"{address}discard/", follow=True)

    assert "This file was imported already" in response.content.decode()


def test_file_that_grew_too_old_says_so(coordinator_client):
    row = ContactImportFactory(state=ContactImport.State.EXPIRED, content=b"")

    content = coordinator_client.get(f"/imports/contacts/{row.pk}/").content.decode()

    assert "The file is not kept any more." in content


def test_long_report_shows_the_first_hundred(coordinator_client):
    rows = b"".join(b"Ana %d,not a phone\n" % number for number in range(101))

    _address, page = opened(coordinator_client, b"Name,Phone\n" + rows)

    assert page.count("This is not a phone number; left empty.") == 100
    assert "The first of 101." in page


def test_earlier_files_are_listed_without_their_content(
    coordinator_client, django_assert_num_queries
):
    for _ in range(3):
        ContactImportFactory()

    with django_assert_num_queries(3) as queries:
        coordinator_client.get("/imports/contacts/")

    assert not any('"content"' in query["sql"] for query in queries.captured_queries)
