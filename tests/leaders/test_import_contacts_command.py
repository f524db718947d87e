from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from leaders.models import Leader, Organization

LIST = "Group,Person,Mail\nGrace Chapel,Ana Ruiz,ana@example.org\nWatch,Eve Ito,eve at home\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def run(*arguments):
    output = StringIO()
    call_command("import_contacts", *map(str, arguments), stdout=output, no_color=True)
    return output.getvalue().splitlines()


MAPPED = ["--mapping", "organization_name=Group", "--mapping", "leader_name=Person"]
WITH_MAIL = [*MAPPED, "--mapping", "leader_email=Mail"]


def test_list_is_imported_with_the_columns_given(db, file):
    output = run(file, *MAPPED)

    assert output == [
        "organization_name = Group",
        "leader_name = Person",
        "2 rows: 2 imported, 0 refused; 0 notes.",
        "Organizations: 2 new, 0 changed, 0 unchanged.",
        "Leaders: 2 new, 0 changed, 0 unchanged.",
        "Imported.",
    ]


def test_columns_may_stand_in_a_file(db, file, tmp_path):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"leader_name": "Person"}), encoding="utf-8")

    run(file, "--mapping", mapping)

    assert (Leader.objects.count(), Organization.objects.count()) == (2, 0)


def test_refused_row_is_an_error_that_changes_nothing(db, file):
    output = StringIO()

    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_contacts", str(file), *WITH_MAIL, stdout=output)

    assert "Line 3, Mail (refused): This is not an e-mail address." in output.getvalue()
    assert not Leader.objects.exists()


def test_refused_row_can_be_skipped(db, file):
    output = run(file, *WITH_MAIL, "--skip-refused")

    assert "2 rows: 1 imported, 1 refused; 0 notes." in output
    assert Leader.objects.get().name == "Ana Ruiz"


def test_second_run_reports_no_change(db, file):
    run(file, *MAPPED)

    assert "Leaders: 0 new, 0 changed, 2 unchanged." in run(file, *MAPPED)


def test_file_wins_when_told(db, tmp_path):
    path = tmp_path / "phones.csv"
    for number in ("2155550138", "2155550139"):
        path.write_text(f"Name,E-mail,Phone\nAna,ana@example.org,{number}\n", encoding="utf-8")
        run(path, "--file-wins")

    assert Leader.objects.get().phone == "+12155550139"


def test_dry_run_writes_nothing(db, file):
    output = run(file, *MAPPED, "--dry-run")

    assert output[-1] == "Dry run: nothing was written."
    assert not Leader.objects.exists()


def test_other_encoding_is_told(db, tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes("Name\nPeña\n".encode("latin-1"))

    assert "not UTF-8" in run(path)[0]
    assert Leader.objects.get().name == "Peña"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("[1]", "not a JSON object of fields"), ("{", "is not JSON"), ('{"a": 1}', "not a JSON")],
)
def test_unusable_mapping_file_is_an_error(db, file, tmp_path, content, sentence):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError, match=sentence):
        run(file, "--mapping", mapping)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--mapping", "leader_name=Nobody"], "has no column “Nobody”"),
        (["--mapping", "nowhere.json"], "No such file"),
    ],
)
def test_unusable_mapping_is_an_error(db, file, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(file, *arguments)


def test_file_over_the_limit_is_an_error_before_it_is_read(db, tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)

    with pytest.raises(CommandError, match="has 50 MB; at most 10 MB"):
        run(path)
