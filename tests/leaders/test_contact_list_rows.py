from __future__ import annotations

import pytest

from leaders.contact_lists.columns import FIELDS, Mapping
from leaders.contact_lists.problems import SENTENCES, Code, Problem, from_record
from leaders.contact_lists.rows import RowReader
from leaders.contact_lists.table import Record


def read(**cells):
    """A row whose columns are called after their fields."""
    header = list(cells)
    reader = RowReader(header, Mapping({name: name for name in header if name in FIELDS}))
    return reader.read(Record(2, list(cells.values())))


def codes(row):
    return [(problem.column, str(problem.code)) for problem in row.problems]


def test_row_names_an_organization_and_two_people():
    row = read(
        organization_name=" Grace  Chapel ",
        organization_sector="Church",
        organization_website="www.grace.example.org",
        organization_address="1 Main St",
        organization_city="Philadelphia",
        organization_state="PA",
        organization_postal_code="19147",
        leader_name="Ana\tRuiz",
        leader_email=" ANA@Example.org ",
        leader_phone="(215) 555-0138",
        leader_phone_extension="x12",
        leader_position="Pastor",
        second_name="Ben Lee",
        preferred_language="Español",
        languages="English; Somali",
        preferred_channel="Mail",
        leadership_roles="Advocacy",
    )

    assert (row.organization, row.problems) == ("Grace Chapel", [])
    assert row.values == {
        "sector": "faith",
        "email": "",
        "phone": "",
        "website": "https://www.grace.example.org",
        "address": "1 Main St\nPhiladelphia, PA 19147",
    }
    ana, ben = row.people
    assert (ana.name, ana.email, ana.position) == ("Ana Ruiz", "ana@example.org", "Pastor")
    assert ana.values == {
        "phone": "+12155550138;ext=12",
        "preferred_language": "es",
        "preferred_channel": "post",
        "languages": ["en", "so"],
        "leadership_roles": ["advocacy"],
        "access_needs": "",
    }
    assert (ben.name, ben.email, ben.values["preferred_language"]) == ("Ben Lee", "", "es")


def test_name_may_stand_in_two_columns():
    assert read(leader_first_name="Ana", leader_last_name=" Ruiz").people[0].name == "Ana Ruiz"


@pytest.mark.parametrize(
    ("written", "email"),
    [
        ("Ana Ruiz <ana@example.org>", "ana@example.org"),
        ("mailto:ana@example.org", "ana@example.org"),
        ("\t\tana@example.org", "ana@example.org"),
        ("ana@example.org.", "ana@example.org"),
        ("n/a", ""),
        ("none", ""),
        ("-", ""),
    ],
)
def test_email_is_read_as_people_write_it(written, email):
    row = read(leader_name="Ana", leader_email=written)

    assert (row.people[0].email, row.problems) == (email, [])


@pytest.mark.parametrize(("written", "names"), [("Na", ["Na"]), ("–", []), ("?", [])])
def test_short_name_is_a_name_and_a_sign_is_none(written, names):
    row = read(organization_name="Chapel", leader_name=written)

    assert [person.name for person in row.people] == names


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("leader_email", "ana@", "bad_email"),
        ("leader_email", "ana at example.org", "bad_email"),
        ("leader_email", "a@example.org; b@example.org", "several_emails"),
        ("leader_email", "ana ruiz@example.org", "words_beside_email"),
        ("leader_phone", "call the office", "bad_phone"),
        ("leader_phone", "555-0138", "bad_phone"),
        ("leader_phone", "215-555-0138 / 215-555-0139", "several_phones"),
        ("organization_website", "coming soon", "bad_website"),
        ("organization_website", "https://x." + "y" * 300 + ".org", "bad_website"),
        ("organization_sector", "SSD", "unknown_sector"),
        ("preferred_language", "Klingon", "unknown_language"),
        ("languages", "English, Klingon", "unknown_language"),
        ("preferred_channel", "pigeon", "unknown_channel"),
        ("leadership_roles", "king", "unknown_role"),
        ("leader_position", "=SUM(A1)", "formula"),
        ("organization_address", "@home", "formula"),
        ("leader_position", "x" * 121, "too_long"),
        ("access_needs", "x" * 301, "too_long"),
    ],
)
def test_doubtful_cell_is_named_by_its_column(field, value, code):
    row = read(leader_name="Ana", **{field: value})

    assert codes(row) == [(field, code)]
    assert row.is_refused is (code in {"bad_email", "too_long"})


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"organization_name": "", "leader_name": " "}, [("organization_name", "no_name")]),
        ({"organization_name": "x" * 201}, [("organization_name", "too_long")]),
        ({"leader_name": "x" * 151}, [("leader_name", "too_long")]),
        (
            {"leader_first_name": "x" * 100, "leader_last_name": "y" * 100},
            [("leader_last_name", "too_long")],
        ),
        (
            {"organization_name": "Chapel", "leader_name": "", "leader_email": "a@example.org"},
            [("leader_email", "nameless_person")],
        ),
        (
            {"leader_name": "Ana", "second_name": "", "second_phone": "2155550138"},
            [("second_phone", "nameless_person")],
        ),
    ],
)
def test_row_without_names_or_with_endless_ones(cells, expected):
    assert codes(read(**cells)) == expected


@pytest.mark.parametrize("sign", "=+-@")
def test_formula_is_taken_as_the_text_it_is(sign):
    row = read(leader_name=f"{sign}cmd")

    assert (row.people[0].name, codes(row)) == (f"{sign}cmd", [("leader_name", "formula")])


def test_text_that_an_export_kept_from_being_a_formula_comes_back_as_it_was():
    assert read(leader_name="'=cmd").people[0].name == "=cmd"


def test_plus_before_a_phone_number_is_no_formula():
    row = read(leader_name="Ana", leader_phone="+1 215 555 0138")

    assert (row.people[0].values["phone"], row.problems) == ("+12155550138", [])


@pytest.mark.parametrize(
    ("cells", "code", "is_refused"),
    [(["Ana"], "short_row", False), (["Ana", "", "x"], "extra_cells", True)],
)
def test_ragged_row_is_told_with_its_width(cells, code, is_refused):
    reader = RowReader(["leader_name", "leader_phone"], Mapping({"leader_name": "leader_name"}))

    row = reader.read(Record(7, cells))

    assert (codes(row), row.is_refused) == ([("", code)], is_refused)
    assert f"has {len(cells)} cells, the header 2" in row.problems[0].sentence


def test_empty_cells_beyond_the_header_are_nothing():
    reader = RowReader(["leader_name"], Mapping({"leader_name": "leader_name"}))

    assert reader.read(Record(2, ["Ana", "", " "])).problems == []


def test_every_problem_has_its_sentence():
    assert set(SENTENCES) == set(Code)
    assert [code for code in Code if "%(" in Problem(2, "x", code).sentence] == []


def test_problem_is_kept_without_the_value():
    problem = Problem(2, "Mail", Code.TOO_LONG, "ana@", limit=150)

    kept = problem.as_record()

    assert "ana@" not in str(kept)
    assert from_record(kept).sentence == problem.sentence
