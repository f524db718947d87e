"""The invented city of Port Ellery: its districts, in open water, and what is spoken there."""

from __future__ import annotations

from dataclasses import dataclass

from leaders.models import Area

# South-west corner, in degrees, in the open Atlantic, where no city is; 0.02° a step.
WEST, SOUTH, STEP = -40.0, 35.0, 0.02


@dataclass(frozen=True)
class District:
    """One district, as corners counted in steps from the south-west corner of the city."""

    code: str
    name: str
    population: int
    languages: tuple[str, ...]
    corners: tuple[tuple[float, float], ...]
    place: str
    address: str


DISTRICTS = (
    District(
        "harbor",
        "Harbor District",
        18_400,
        ("en", "es", "pt"),
        ((0, 0), (3, 0.3), (3.2, 2), (1.6, 2.6), (0, 2)),
        "Harbor Branch Library",
        "12 Quay Street",
    ),
    District(
        "old-market",
        "Old Market",
        12_150,
        ("en", "es"),
        ((3, 0.3), (6, 0), (6.1, 2.2), (4.5, 2.8), (3.2, 2)),
        "Market Hall, upper floor",
        "1 Market Square",
    ),
    District(
        "mill-end",
        "Mill End",
        15_900,
        ("en", "es", "vi"),
        ((6, 0), (9, 0.4), (9, 2.7), (7.4, 3), (6.1, 2.2)),
        "Mill End Community Center",
        "220 Spindle Road",
    ),
    District(
        "northgate",
        "Northgate",
        21_700,
        ("en", "es", "ar"),
        ((0, 2), (1.6, 2.6), (3.2, 2), (3.4, 5), (0.4, 5.3)),
        "Northgate High School, cafeteria",
        "48 Beacon Avenue",
    ),
    District(
        "hillcrest",
        "Hillcrest",
        9_800,
        ("en",),
        ((3.2, 2), (4.5, 2.8), (6.1, 2.2), (6.4, 5.2), (3.4, 5)),
        "Hillcrest Fire Station, training room",
        "7 Summit Drive",
    ),
    District(
        "riverbend",
        "Riverbend",
        16_300,
        ("en", "es", "zh-hans"),
        ((6.1, 2.2), (7.4, 3), (9, 2.7), (9.3, 5), (6.4, 5.2)),
        "Riverbend Recreation Center",
        "301 Ferry Lane",
    ),
)


def boundary(district: District) -> dict[str, object]:
    """The district as a GeoJSON MultiPolygon in WGS 84."""
    ring = [[round(WEST + x * STEP, 6), round(SOUTH + y * STEP, 6)] for x, y in district.corners]
    return {"type": "MultiPolygon", "coordinates": [[[*ring, ring[0]]]]}


def build() -> dict[str, Area]:
    """Create the city's areas. Returns them by code."""
    areas = Area.objects.bulk_create(
        Area(
            code=district.code,
            name=district.name,
            population=district.population,
            languages=list(district.languages),
            boundary=boundary(district),
        )
        for district in DISTRICTS
    )
    return {area.code: area for area in areas}
