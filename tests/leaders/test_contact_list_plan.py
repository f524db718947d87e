"""Who is matched with whom, and what the directory gets."""

from __future__ import annotations

import pytest

from leaders.contact_lists.columns import Mapping
from leaders.contact_lists.directory import Directory, Entry, Leader, are_alike, key_of
from leaders.contact_lists.plan import plan
from leaders.contact_lists.table import Record, Table

HEADER = ["organization_name", "leader_name", "leader_email", "leader_phone", "leader_position"]
PHONE, OTHER_PHONE = "+12155550138", "+12155550139"


def table(*rows):
    """Rows of organization, name, e-mail, phone, position; missing ones are empty."""
    records = [
        Record(line, [*row, *[""] * (len(HEADER) - len(row))]) for line, row in enumerate(rows, 2)
    ]
    return Table(HEADER, records)


def planned(*rows, directory=None, file_wins=False):
    mapping = Mapping({name: name for name in HEADER})
    return plan(table(*rows), mapping, directory or Directory(), file_wins=file_wins)


def stored(name, *organizations, pk=1, **values):
    positions = {key_of(each): "" for each in organizations}
    return Leader(name, pk, {"email": ""} | values, stored_positions=positions)


def codes(made):
    return [(problem.line, str(problem.code)) for problem in made.problems]


def people(made):
    return [(leader.name, leader.email, sorted(leader.organizations)) for leader in made.leaders]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ana Ruiz", "ANA  RUIZ", True),
        ("Ivan Sample", "J. Ivan Sample", True),
        ("Ivan Jarrow", "Ivan Jarrow, Esq.", True),
        ("José Núñez", "Jose Nunez", True),
        ("Ana Ruiz", "Ana Rush", False),
        ("Kim", "Kim Lee", False),
        ("Ana Ruiz", "Eva Ruiz", False),
    ],
)
def test_spellings_of_one_name(one, other, alike):
    assert are_alike(one, other) is alike
    assert are_alike(other, one) is alike


def test_same_email_with_two_organizations_is_one_person():
    made = planned(("Chapel", "Ana Ruiz", "a@example.org"), ("School", "ANA RUIZ", "A@example.org"))

    assert people(made) == [("Ana Ruiz", "a@example.org", ["chapel", "school"])]
    assert codes(made) == []


def test_same_email_with_another_name_is_two_people_and_told():
    made = planned(("Chapel", "Ana Ruiz", "a@example.org"), ("Chapel", "Eve Ito", "a@example.org"))

    assert people(made) == [
        ("Ana Ruiz", "a@example.org", ["chapel"]),
        ("Eve Ito", "", ["chapel"]),
    ]
    assert codes(made) == [(3, "email_of_line")]
    assert "Line 2 has the same e-mail" in made.problems[0].sentence


def test_same_email_with_another_spelling_is_one_person_and_told():
    made = planned(
        ("Chapel", "Ivan Sample", "i@example.org"), ("Watch", "J. Ivan Sample", "i@example.org")
    )

    assert people(made) == [("Ivan Sample", "i@example.org", ["chapel", "watch"])]
    assert codes(made) == [(3, "other_spelling")]


def test_same_name_of_the_same_organization_is_one_person():
    made = planned(("Chapel", "Ana Ruiz"), ("CHAPEL", "ana ruiz", "a@example.org"))

    assert people(made) == [("Ana Ruiz", "a@example.org", ["chapel"])]


def test_second_email_of_one_person_is_told_and_the_first_kept():
    made = planned(("Chapel", "Ana Ruiz", "a@example.org"), ("Chapel", "Ana Ruiz", "b@example.org"))

    assert people(made) == [("Ana Ruiz", "a@example.org", ["chapel"])]
    assert codes(made) == [(3, "second_email")]


def test_same_name_elsewhere_is_somebody_else():
    made = planned(("Chapel", "Ana Ruiz"), ("School", "Ana Ruiz"))

    assert len(made.new_leaders) == 2


def test_two_values_for_one_person_keep_the_first_and_tell():
    made = planned(
        ("Chapel", "Ana", "a@example.org", PHONE), ("Chapel", "Ana", "a@example.org", OTHER_PHONE)
    )

    assert made.new_leaders[0].said["phone"] == PHONE
    assert codes(made) == [(3, "differs_from_line")]


def test_person_in_the_directory_is_found_by_email():
    ana = stored("Ana Ruiz", "Chapel", email="a@example.org")

    made = planned(
        ("School", "Ana Ruiz", "A@example.org"),
        directory=Directory([Entry("Chapel", 1)], [ana]),
    )

    (change,) = made.changed_leaders
    assert (change.entry, change.values, sorted(ana.new_organizations)) == (ana, {}, ["school"])


def test_email_of_somebody_else_in_the_directory_is_not_given_away():
    ana = stored("Ana Ruiz", "Chapel", email="a@example.org")

    made = planned(("Chapel", "Eve Ito", "a@example.org"), directory=Directory([], [ana]))

    assert [leader.email for leader in made.new_leaders] == [""]
    assert codes(made) == [(2, "email_of_leader")]


def test_empty_values_of_the_directory_are_filled():
    ana = stored("Ana Ruiz", "Chapel")

    made = planned(
        ("Chapel", "Ana Ruiz", "a@example.org", PHONE, "Pastor"),
        directory=Directory([Entry("Chapel", 1)], [ana]),
    )

    (change,) = made.changed_leaders
    assert change.values == {"email": "a@example.org", "phone": PHONE}
    assert change.positions == {"chapel": "Pastor"}


@pytest.mark.parametrize(
    ("file_wins", "values", "told"),
    [(False, {}, [(2, "differs_from_directory")]), (True, {"phone": OTHER_PHONE}, [])],
)
def test_value_of_the_directory_is_kept_unless_the_file_wins(file_wins, values, told):
    ana = stored("Ana Ruiz", email="a@example.org", phone=PHONE)

    made = planned(
        ("", "Ana Ruiz", "a@example.org", OTHER_PHONE),
        directory=Directory([], [ana]),
        file_wins=file_wins,
    )

    assert [change.values for change in made.changed_leaders] == ([values] if values else [])
    assert codes(made) == told


@pytest.mark.parametrize(
    ("file_wins", "email", "told"),
    [(False, "a@example.org", [(2, "second_email")]), (True, "b@example.org", [])],
)
def test_new_email_of_a_known_person_is_taken_only_when_the_file_wins(file_wins, email, told):
    ana = stored("Ana Ruiz", "Chapel", email="a@example.org")

    made = planned(
        ("Chapel", "Ana Ruiz", "b@example.org"),
        directory=Directory([Entry("Chapel", 1)], [ana]),
        file_wins=file_wins,
    )

    assert (ana.email, codes(made)) == (email, told)


def test_empty_cell_erases_nothing():
    ana = stored("Ana Ruiz", email="a@example.org", phone=PHONE)

    made = planned(
        ("", "Ana Ruiz", "a@example.org"), directory=Directory([], [ana]), file_wins=True
    )

    assert (made.unchanged_leaders, made.changes_something) == ([ana], False)


def test_name_alone_is_taken_for_the_one_who_has_it_and_told():
    ana = stored("Ana Ruiz", "Chapel", email="a@example.org")

    made = planned(("", "ana ruiz", "", PHONE), directory=Directory([], [ana]))

    assert [change.values for change in made.changed_leaders] == [{"phone": PHONE}]
    assert codes(made) == [(2, "same_name")]


def test_name_that_several_have_is_refused():
    known = [
        stored("Ana Ruiz", "Chapel", pk=1, email="a@example.org"),
        stored("Ana Ruiz", "Chapel", pk=2, email="b@example.org"),
    ]

    made = planned(("Chapel", "Ana Ruiz"), directory=Directory([], known))

    assert (codes(made), made.changes_something) == ([(2, "ambiguous")], False)


def test_email_of_a_row_that_could_mean_several_people_is_given_to_nobody():
    known = [
        stored("Ana Ruiz", "Chapel", pk=1, email="a@example.org"),
        stored("Ana Ruiz", "Chapel", pk=2, email="b@example.org"),
    ]

    made = planned(
        ("Chapel", "Ana Ruiz", "c@example.org"),
        ("", "Ana Ruiz", "c@example.org"),
        directory=Directory([], known),
    )

    assert (codes(made), made.changes_something) == ([(2, "ambiguous"), (3, "ambiguous")], False)


def test_email_the_file_still_uses_is_not_replaced():
    ana = stored("Ana Ruiz", "Chapel", email="a@example.org")

    planned(
        ("Chapel", "Ana Ruiz", "b@example.org"),
        ("School", "Ana Ruiz", "a@example.org"),
        directory=Directory([Entry("Chapel", 1)], [ana]),
        file_wins=True,
    )

    assert (ana.email, sorted(ana.organizations)) == ("a@example.org", ["chapel", "school"])


def test_refused_row_leaves_no_trace():
    made = planned(("Chapel", "Ana Ruiz", "nonsense"), ("Chapel", "Eve Ito", "e@example.org"))

    assert [row.is_refused for row in made.rows] == [True, False]
    assert people(made) == [("Eve Ito", "e@example.org", ["chapel"])]
    assert made.new_organizations[0].lines == [3]


def test_counts_add_up():
    made = planned(
        ("Chapel", "Ana", "a@example.org"),
        ("Chapel", "Eve", "nonsense"),
        ("School", "Ana", "a@example.org"),
    )

    assert made.counts() == {
        "rows": 3,
        "rows_imported": 2,
        "rows_refused": 1,
        "organizations_new": 2,
        "organizations_changed": 0,
        "organizations_unchanged": 0,
        "leaders_new": 1,
        "leaders_changed": 0,
        "leaders_unchanged": 0,
        "affiliations_new": 2,
        "doubts": 0,
    }
