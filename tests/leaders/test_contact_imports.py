from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaders import actions
from leaders.actions import contact_imports
from leaders.actions.contact_imports import Choices
from leaders.contact_lists import columns, reading
from leaders.contact_lists.problems import Code
from leaders.errors import ImportClosed, RefusedRows, UnknownColumn, UnreadableFile
from leaders.models import Affiliation, ContactImport, Leader, Organization, Sector
from tests.factories.leaders import AffiliationFactory, AreaFactory, LeaderFactory

LIST = b"""Organization,Sector,Name,E-mail,Phone,Title,Area
Grace Chapel,Church,Ana Ruiz,ana@example.org,(215) 555-0138,Pastor,north
Harbor School,School,Ben Lee,ben@example.org,,Principal,North District
Harbor School,School,Ana Ruiz,ana@example.org,,,nowhere
"""
BROKEN = LIST + b"Watch,,Eve Ito,eve at example.org,,,\n"


def written(content, **options):
    table = reading.read(content)
    choices = Choices(columns.guess(table.header), options.pop("file_wins", False))
    return actions.write_contacts(table, choices, by=None, **options)


def kept(coordinator, content=LIST):
    return actions.upload_contacts(by=coordinator, file_name="list.csv", content=content)


def test_organizations_leaders_and_affiliations_are_written(area):
    written(LIST)

    assert list(Organization.objects.values_list("name", "sector")) == [
        ("Grace Chapel", Sector.FAITH),
        ("Harbor School", Sector.SCHOOL),
    ]
    ana = Leader.objects.get(email="ana@example.org")
    assert (ana.phone, list(ana.areas.all())) == ("+12155550138", [area])
    assert list(ana.affiliations.values_list("organization__name", "position")) == [
        ("Grace Chapel", "Pastor"),
        ("Harbor School", ""),
    ]
    assert list(Organization.objects.get(name="Harbor School").areas.all()) == [area]


def test_same_file_twice_changes_nothing(area):
    written(LIST)
    before = list(Leader.events.rel.related_model.objects.values_list("pk", flat=True))

    made = written(LIST)

    assert made.changes_something is False
    assert list(Leader.events.rel.related_model.objects.values_list("pk", flat=True)) == before


def test_values_and_positions_are_added_to_who_is_there(area):
    ana = LeaderFactory(name="Ana Ruiz", email="ana@example.org")
    AffiliationFactory(leader=ana, organization__name="GRACE chapel")

    written(LIST)

    ana.refresh_from_db()
    assert (ana.phone, Leader.objects.count(), Organization.objects.count()) == (
        "+12155550138",
        2,
        2,
    )
    assert list(ana.affiliations.values_list("position", flat=True)) == ["Pastor", ""]


def test_organization_that_is_there_gets_what_it_lacks(area):
    chapel = Organization.objects.create(name="Grace Chapel")

    written(LIST)

    chapel.refresh_from_db()
    assert (chapel.sector, list(chapel.areas.all())) == (Sector.FAITH, [area])


def test_areas_are_found_by_code_before_name(db):
    by_name = AreaFactory(code="one", name="north")
    by_code = AreaFactory(code="north", name="Other")

    written(b"Name,Area\nAna,NORTH\nBen,one\n")

    assert Leader.objects.get(name="Ana").areas.get() == by_code
    assert Leader.objects.get(name="Ben").areas.get() == by_name


def test_one_refused_row_stops_all(db):
    with pytest.raises(RefusedRows, match="1 row cannot be taken, so nothing was imported"):
        written(BROKEN)

    assert (Organization.objects.count(), Leader.objects.count()) == (0, 0)


def test_refused_rows_can_be_skipped(db):
    made = written(BROKEN, skip_refused=True)

    assert [row.line for row in made.refused] == [5]
    assert (Organization.objects.count(), Leader.objects.count()) == (2, 2)


def test_formula_cells_are_stored_as_text(db):
    written(b'Organization,Name\n=cmd|calc,"@SUM(A1)"\n')

    assert Organization.objects.get().name == "=cmd|calc"
    assert Leader.objects.get().name == "@SUM(A1)"


def test_upload_is_mapped_by_its_column_names(coordinator):
    contact_import = kept(coordinator)

    assert contact_import.mapping["columns"]["leader_email"] == "E-mail"
    assert (contact_import.is_open, contact_import.uploaded_by) == (True, coordinator)


def test_next_file_with_the_same_columns_is_mapped_the_same_way(coordinator):
    chosen = {"leader_name": "Organization"}
    actions.choose_columns(
        contact_import=kept(coordinator), by=coordinator, choices=Choices(chosen, file_wins=True)
    )

    again = kept(coordinator)

    assert again.mapping == {"columns": chosen, "file_wins": False}


def test_unreadable_upload_is_not_kept(coordinator):
    with pytest.raises(UnreadableFile):
        kept(coordinator, b"Name\n")

    assert not ContactImport.objects.exists()


def test_columns_that_are_not_there_are_not_kept(coordinator):
    contact_import = kept(coordinator)
    guessed = contact_import.mapping

    with pytest.raises(UnknownColumn):
        actions.choose_columns(
            contact_import=contact_import, by=coordinator, choices=Choices({"leader_name": "X"})
        )

    contact_import.refresh_from_db()
    assert contact_import.mapping == guessed


def test_commit_writes_reports_and_forgets_the_file(coordinator, area):
    contact_import = kept(coordinator)

    actions.commit_contacts(contact_import=contact_import, by=coordinator)

    contact_import.refresh_from_db()
    assert (contact_import.is_open, bytes(contact_import.content)) == (False, b"")
    assert contact_import.report == {
        "counts": {
            "rows": 3,
            "rows_imported": 3,
            "rows_refused": 0,
            "organizations_new": 2,
            "organizations_changed": 0,
            "organizations_unchanged": 0,
            "leaders_new": 2,
            "leaders_changed": 0,
            "leaders_unchanged": 0,
            "affiliations_new": 3,
            "doubts": 1,
        },
        "problems": [{"line": 4, "column": "Area", "code": "unknown_area"}],
    }


def test_second_commit_is_refused(coordinator):
    contact_import = kept(coordinator)
    actions.commit_contacts(contact_import=contact_import, by=coordinator)

    with pytest.raises(ImportClosed):
        actions.commit_contacts(contact_import=contact_import, by=coordinator)


def test_refused_commit_leaves_the_file_open(coordinator):
    contact_import = kept(coordinator, BROKEN)

    with pytest.raises(RefusedRows):
        actions.commit_contacts(contact_import=contact_import, by=coordinator)

    contact_import.refresh_from_db()
    assert (contact_import.is_open, Leader.objects.exists()) == (True, False)


def test_discarded_file_is_gone(coordinator):
    actions.discard_contacts(contact_import=kept(coordinator), by=coordinator)

    assert not ContactImport.objects.exists()


@pytest.mark.parametrize("count", [1, 300])
def test_import_takes_the_same_queries_for_any_number_of_rows(
    area, django_assert_num_queries, count
):
    rows = [f"Body {n},Person {n},p{n}@example.org,north" for n in range(count)]
    content = "\n".join(["Organization,Name,E-mail,Area", *rows]).encode()

    with django_assert_num_queries(17):
        written(content)

    assert Affiliation.objects.count() == count


people = st.tuples(
    st.sampled_from(["", "Chapel", "CHAPEL", "School"]),
    st.sampled_from(["", "Ana Ruiz", "Ana  ruiz", "Dr. Ana Ruiz", "Ben Lee"]),
    st.sampled_from(["", "a@example.org", "A@example.org", "b@example.org", "c@example.org"]),
    st.sampled_from(["", "2155550138", "215-555-0139", "no phone"]),
    st.sampled_from(["", "Chair", "=1"]),
)


@given(st.lists(people, min_size=1, max_size=9), st.booleans())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_the_list_the_second_time_changes_nothing(db, rows, file_wins):
    Leader.objects.all().delete()
    Organization.objects.all().delete()
    lines = [",".join(row) for row in rows]
    content = "\n".join(["Organization,Name,E-mail,Phone,Title", *lines]).encode()
    try:
        written(content, skip_refused=True, file_wins=file_wins)
    except UnreadableFile:
        return

    table = reading.read(content)
    again = contact_imports.planned(table, Choices(columns.guess(table.header), file_wins))

    # With people of one name, a row can become unclear; then another row may speak first.
    is_unclear = any(problem.code == Code.AMBIGUOUS for problem in again.problems)
    assert again.changes_something is False or (file_wins and is_unclear)
