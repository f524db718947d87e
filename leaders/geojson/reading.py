"""A GeoJSON file, as the features in it: or one sentence why it cannot be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from django.utils.translation import gettext_lazy as _

from leaders import textfiles
from leaders.errors import UnreadableFile

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_BYTES = 20 * textfiles.MEGABYTE
MAX_FEATURES = 5_000
SAMPLES = 3

# Names of WGS 84 with longitude first, as GeoJSON wants it.
WGS_84 = ("crs84", "epsg:4326", "epsg::4326", "wgs84", "wgs 84")
GEOMETRIES = frozenset(
    {
        "Point",
        "MultiPoint",
        "LineString",
        "MultiLineString",
        "Polygon",
        "MultiPolygon",
        "GeometryCollection",
    }
)


@dataclass(frozen=True)
class Feature:
    """One feature, by its number in the file (the first is 1)."""

    number: int
    properties: dict[str, Any]
    geometry: Any


@dataclass(frozen=True)
class Property:
    """A property of the features, with what stands in it."""

    name: str
    samples: list[str]
    filled: int
    distinct: int

    @property
    def label(self) -> str:
        return f"{self.name}: {', '.join(self.samples)}" if self.samples else self.name


# Two of these make one sign; one alone can be neither shown nor stored.
SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True)
class Collection:
    features: list[Feature]
    properties: list[Property]
    notices: list[StrOrPromise] = field(default_factory=list)


def read(content: bytes) -> Collection:
    """All features of the file, with their geometry as it stands there."""
    textfiles.refuse_size(len(content), limit=MAX_BYTES)
    text = textfiles.decoded(content)
    data = _parsed(text.text)
    _refuse_other_systems(data)
    features = [_feature(number, raw) for number, raw in enumerate(_features(data), start=1)]
    notices = [text.notice] if text.notice else []
    return Collection(features, list(_properties(features)), notices)


def _parsed(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text, parse_constant=_refuse_constant)
        if SURROGATE.search(text):
            data = json.loads(json.dumps(data, ensure_ascii=False).encode(errors="replace"))
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            _("The file is not valid JSON: it breaks off or has an error at line %(line)s.")
            % {"line": error.lineno}
        ) from error
    except (RecursionError, ValueError) as error:
        raise UnreadableFile(
            _("The file is not valid GeoJSON: it is nested too deep or holds impossible numbers.")
        ) from error
    if not isinstance(data, dict):
        raise UnreadableFile(_("The file is JSON, but not GeoJSON: it is not a FeatureCollection."))
    return data


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _features(data: dict[str, Any]) -> list[Any]:
    kind = data.get("type")
    if kind == "Topology":
        raise UnreadableFile(
            _("This is TopoJSON, not GeoJSON. Export the layer as GeoJSON and upload that.")
        )
    if kind in GEOMETRIES:
        raise UnreadableFile(
            _(
                "The file holds a bare outline without properties, so the area would have neither "
                "code nor name. Export it as a FeatureCollection."
            )
        )
    features = [data] if kind == "Feature" else data.get("features")
    if kind not in ("Feature", "FeatureCollection") or not isinstance(features, list):
        raise UnreadableFile(_("The file is JSON, but not GeoJSON: it is not a FeatureCollection."))
    if not features:
        raise UnreadableFile(_("The file is GeoJSON, but has no features in it."))
    if len(features) > MAX_FEATURES:
        raise UnreadableFile(
            _("The file has %(count)s features; at most %(limit)s areas can be imported at once.")
            % {"count": len(features), "limit": MAX_FEATURES}
        )
    return features


def _feature(number: int, raw: Any) -> Feature:
    if not isinstance(raw, dict) or raw.get("type") != "Feature":
        raise UnreadableFile(_("Feature %(number)s is not a GeoJSON feature.") % {"number": number})
    properties = raw.get("properties") or {}
    if not isinstance(properties, dict):
        raise UnreadableFile(
            _("The properties of feature %(number)s are not a list of names and values.")
            % {"number": number}
        )
    if "id" in raw:
        properties = {"id": raw["id"]} | properties
    return Feature(number, properties, raw.get("geometry"))


def _refuse_other_systems(data: dict[str, Any]) -> None:
    """GeoJSON is longitude and latitude; files older than the standard may say otherwise."""
    crs = data.get("crs")
    if not isinstance(crs, dict):
        return
    properties = crs.get("properties")
    name = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(name, str) or name.lower().endswith(WGS_84):
        return
    raise UnreadableFile(
        _(
            "The file uses the coordinate system %(name)s. Export it again in WGS 84 (EPSG:4326): "
            "longitude and latitude in degrees."
        )
        % {"name": name[:80]}
    )


def _properties(features: list[Feature]) -> Iterator[Property]:
    """Every property that any feature has, in the order of their first appearance."""
    names = dict.fromkeys(name for feature in features for name in feature.properties)
    for name in names:
        values = [feature.properties.get(name) for feature in features]
        written = [as_text(value) for value in values]
        filled = [text for text in written if text]
        distinct = dict.fromkeys(filled)
        samples = [text[:40] for text in list(distinct)[:SAMPLES]]
        yield Property(name, samples, len(filled), len(distinct))


def as_text(value: Any) -> str:
    """A property as people would write it: 18.0 is 18; lists and objects are nothing."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, int | float | str):
        return " ".join(str(value).replace("\x00", "").split())
    return ""
