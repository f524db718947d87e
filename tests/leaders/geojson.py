"""GeoJSON for tests: small squares in an invented city."""

from __future__ import annotations

import json

SQUARE = [[-75.0, 40.0], [-74.9, 40.0], [-74.9, 40.1], [-75.0, 40.1], [-75.0, 40.0]]


def moved(ring, east=0.0, north=0.0):
    return [[round(x + east, 6), round(y + north, 6)] for x, y in ring]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings) or [SQUARE]}


def feature(geometry=None, **properties):
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": polygon() if geometry is None else geometry,
    }


def collection(*features, **members):
    return {"type": "FeatureCollection", "features": list(features)} | members


def as_bytes(data):
    return json.dumps(data).encode()


def districts(count=2, **extra):
    """A file of neighbouring districts D1, D2, …"""
    return as_bytes(
        collection(
            *(
                feature(
                    polygon(moved(SQUARE, east=number / 10)),
                    code=f"D{number}",
                    name=f"District {number}",
                    **extra,
                )
                for number in range(1, count + 1)
            )
        )
    )
