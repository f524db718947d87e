"""Lists of contacts as real cities publish them (people's names and addresses are masked)."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from io import StringIO

import pytest
from django.core.management import call_command

from leaders.contact_lists import columns, reading
from leaders.contact_lists.columns import Mapping
from leaders.contact_lists.directory import Directory
from leaders.contact_lists.plan import plan
from leaders.models import Affiliation, Leader, Organization
from tests.real_data import FOLDER, needs_real_data

pytestmark = needs_real_data

PHILADELPHIA = FOLDER / "contacts-philadelphia-rco" / "rco_contacts_masked.csv"
CHICAGO = FOLDER / "contacts-chicago-police-stations" / "police-district-stations.csv"
NEW_YORK = FOLDER / "contacts-nyc-community-boards"


def run(file, *arguments):
    output = StringIO()
    call_command("import_contacts", str(file), *arguments, stdout=output, no_color=True)
    return output.getvalue().splitlines()


def source_rows():
    with PHILADELPHIA.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_every_registered_community_organization_is_imported(db):
    output = run(PHILADELPHIA)

    assert output[-4:] == [
        "239 rows: 239 imported, 0 refused; 41 notes.",
        "Organizations: 239 new, 0 changed, 0 unchanged.",
        "Leaders: 467 new, 0 changed, 0 unchanged.",
        "Imported.",
    ]
    wanted = {" ".join(row["organization_name"].split()) for row in source_rows()}
    assert set(Organization.objects.values_list("name", flat=True)) == wanted


def test_every_person_named_is_a_leader_of_their_organization(db):
    """478 people less one without a name, and four rows that name the same person twice."""
    run(PHILADELPHIA)
    leaders = defaultdict(set)
    for organization, name in Affiliation.objects.values_list("organization__name", "leader__name"):
        leaders[organization].add(key(name))

    missing = [
        (row["organization_name"], row[person])
        for row in source_rows()
        for person in ("primary_name", "alternate_name")
        if row[person].strip()
        and key(row[person]) not in leaders[" ".join(row["organization_name"].split())]
    ]

    assert missing == []
    assert Affiliation.objects.count() == 473


def key(name):
    return " ".join(name.lower().split())


def test_every_email_in_the_file_reaches_somebody(db):
    run(PHILADELPHIA)
    written = {
        row[column].strip().lower()
        for row in source_rows()
        for column in ("primary_email", "alternate_email")
        if row[column].strip()
    }
    stored = set(Leader.objects.exclude(email="").values_list("email", flat=True))

    lost = written - stored

    # All reported: two people with a second e-mail, one without a name, one with words beside it.
    assert len(lost) == 4
    assert len(stored) == len(written) - 3


def test_second_run_changes_nothing(db):
    run(PHILADELPHIA)
    people = list(Leader.objects.values_list("pk", "email", "phone"))

    output = run(PHILADELPHIA)

    assert "Organizations: 0 new, 0 changed, 239 unchanged." in output
    assert "Leaders: 0 new, 0 changed, 467 unchanged." in output
    assert list(Leader.objects.values_list("pk", "email", "phone")) == people


def test_police_stations_become_organizations(db):
    output = run(
        CHICAGO,
        "--mapping",
        "organization_name=DISTRICT NAME",
        "--mapping",
        "organization_address=ADDRESS",
        "--mapping",
        "organization_city=CITY",
        "--mapping",
        "organization_phone=PHONE",
        "--mapping",
        "organization_website=WEBSITE",
    )

    assert "Organizations: 23 new, 0 changed, 0 unchanged." in output
    central = Organization.objects.get(name="Central")
    assert (central.phone, central.address) == ("+13127454290", "1718 S State St\nChicago")


def community_boards():
    """The scraper's JSON as somebody would paste it into a sheet."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["Organization", "Address", "Phone", "Email", "Website"])
    for file in sorted(NEW_YORK.glob("*.json")):
        for board in json.loads(file.read_text(encoding="utf-8"))["results"]["community_boards"]:
            website = board["website"]
            url = website.get("href", "") if isinstance(website, dict) else ""
            name = f"{file.stem} {board['name']}"
            writer.writerow([name, board["address"], board["phone"], board["email"], url])
    return text.getvalue().encode()


def test_community_boards_with_several_phones_and_emails_are_all_taken():
    table = reading.read(community_boards())

    made = plan(table, Mapping(columns.guess(table.header)), Directory())

    assert (made.counts()["rows"], made.counts()["rows_refused"]) == (59, 0)
    assert {str(problem.code) for problem in made.problems} <= {
        "several_phones",
        "several_emails",
        "bad_phone",
        "bad_website",
    }


@pytest.mark.parametrize(
    ("file", "known"), [(PHILADELPHIA, 13), (CHICAGO, 7)], ids=["philadelphia", "chicago"]
)
def test_columns_are_guessed(file, known):
    assert len(columns.guess(reading.read(file.read_bytes()).header)) == known


def test_map_layer_of_the_same_organizations_adds_their_districts(db):
    districts = FOLDER / "areas-philadelphia" / "police_districts.geojson"
    call_command("import_areas", str(districts), "--name-prefix=District", stdout=StringIO())
    run(PHILADELPHIA)

    output = run(PHILADELPHIA.with_name("rco_boundaries_masked.geojson"))

    assert output[-3:-1] == [
        "Organizations: 0 new, 239 changed, 0 unchanged.",
        "Leaders: 0 new, 467 changed, 0 unchanged.",
    ]
    assert not Organization.objects.filter(areas=None).exists()
