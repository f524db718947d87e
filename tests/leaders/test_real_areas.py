"""The areas of real cities, as their portals publish them."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from leaders.geojson import codes, reading
from leaders.models import Area
from tests.real_data import FOLDER, needs_real_data

pytestmark = needs_real_data

PHILADELPHIA = FOLDER / "areas-philadelphia"
CHICAGO = FOLDER / "areas-chicago"


def run(file, *arguments):
    output = StringIO()
    call_command("import_areas", str(file), *arguments, stdout=output, no_color=True)
    return output.getvalue().splitlines()


def test_philadelphias_police_districts_become_areas(db):
    arguments = ["--code-property", "dist_num", "--name-property", "dist_num"]

    output = run(PHILADELPHIA / "police_districts.geojson", *arguments, "--name-prefix", "District")

    assert output[-2:] == [
        "21 features: 21 new areas, 0 changed, 0 unchanged; 0 features refused.",
        "Imported.",
    ]
    assert [area.name for area in Area.objects.all()[:3]] == [
        "District 1",
        "District 2",
        "District 3",
    ]


def test_an_older_vintage_updates_the_districts_under_the_same_codes(db):
    run(PHILADELPHIA / "police_districts.geojson", "--code-property", "dist_num")

    output = run(
        PHILADELPHIA / "police_districts_2014_no_crs.geojson", "--code-property", "DIST_NUM"
    )

    assert output[-2] == "22 features: 1 new areas, 21 changed, 0 unchanged; 0 features refused."


@pytest.mark.parametrize(
    ("file", "arguments", "count"),
    [
        (PHILADELPHIA / "neighborhoods.geojson", [], 159),
        (PHILADELPHIA / "census_tracts_population.geojson", [], 408),
        (CHICAGO / "community_areas.geojson", [], 77),
        (CHICAGO / "police_districts.geojson", ["--join-parts"], 23),
        (CHICAGO / "police_beats_simplified.geojson", ["--join-parts"], 275),
        (FOLDER / "contacts-philadelphia-rco" / "rco_boundaries_masked.geojson", [], 239),
    ],
    ids=lambda value: value.name if hasattr(value, "name") else "",
)
def test_every_feature_becomes_an_area_once(db, file, arguments, count):
    run(file, *arguments)

    assert Area.objects.count() == count
    assert f"0 new areas, 0 changed, {count} unchanged" in run(file, *arguments)[-2]


def test_population_is_read_where_the_city_gives_it(db):
    run(
        PHILADELPHIA / "census_tracts_population.geojson",
        "--population-property",
        "total_pop",
    )

    assert Area.objects.get(name="Census Tract 122.04").population == 3873


def test_parts_under_one_number_are_refused_until_joined(db):
    with pytest.raises(CommandError, match="Nothing was imported"):
        run(CHICAGO / "police_districts.geojson")

    assert not Area.objects.exists()


def test_topojson_is_named_for_what_it_is(db):
    with pytest.raises(CommandError, match="This is TopoJSON, not GeoJSON"):
        run(FOLDER / "areas-nyc" / "community_districts.topojson")


@pytest.mark.parametrize(
    ("file", "guess"),
    [
        (PHILADELPHIA / "police_districts.geojson", ("dist_numc", "dist_numc", "")),
        (CHICAGO / "police_districts.geojson", ("DIST_NUM", "DIST_LABEL", "")),
        (CHICAGO / "police_beats_simplified.geojson", ("BEAT_NUM", "BEAT_NUM", "")),
        (
            PHILADELPHIA / "census_tracts_population.geojson",
            ("GEOID", "NAMELSAD", "total_pop"),
        ),
    ],
    ids=lambda value: value.name if hasattr(value, "name") else "",
)
def test_properties_are_guessed(file, guess):
    read = reading.read(file.read_bytes())

    assert tuple(codes.guess(read.properties, len(read.features)).values()) == guess
