from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from leaders.models import Area
from tests.leaders.geojson import as_bytes, collection, districts, feature


def run(*arguments):
    output = StringIO()
    call_command("import_areas", *arguments, stdout=output, no_color=True)
    return output.getvalue()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "districts.geojson"
    path.write_bytes(districts(2))
    return path


def test_areas_are_imported_and_counted(db, file):
    output = run(str(file), "--code-property", "code", "--name-property", "name", "--kind", "beat")

    assert output.splitlines() == [
        "Code from “code”, name from “name”.",
        "2 features: 2 new areas, 0 changed, 0 unchanged; 0 features refused.",
        "Imported.",
    ]
    assert Area.objects.filter(kind="beat").count() == 2


def test_second_run_reports_no_change(db, file):
    run(str(file))

    assert "0 new areas, 0 changed, 2 unchanged" in run(str(file))


def test_dry_run_writes_nothing(db, file):
    output = run(str(file), "--dry-run")

    assert output.splitlines()[-1] == "Dry run: nothing was written."
    assert not Area.objects.exists()


def test_refused_feature_is_an_error_that_changes_nothing(db, tmp_path):
    path = tmp_path / "broken.geojson"
    path.write_bytes(as_bytes(collection(feature(code="A", name="A"), feature(code="B"))))
    output = StringIO()

    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_areas", str(path), "--name-property", "name", stdout=output)

    assert "Feature 2: “name” is empty" in output.getvalue()
    assert not Area.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--code-property", "beat"], "No feature has a property “beat”"),
        (["--population-property", "people"], "No feature has a property “people”"),
    ],
)
def test_unknown_property_is_an_error(db, file, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(str(file), *arguments)


def test_file_that_is_not_there_is_an_error(db, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run(str(tmp_path / "nothing.geojson"))


def test_file_over_the_limit_is_an_error_before_it_is_read(db, tmp_path):
    path = tmp_path / "large.geojson"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)

    with pytest.raises(CommandError, match="has 50 MB; at most 20 MB"):
        run(str(path))
