"""The basemap, decoded: the file that the map in the browser draws, read as `layers/assets/map/basemap.js` reads it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from layers.mapping import BASEMAP
from layers.still.frame import unit
from layers.still.ink import Floats, Point


class Town(NamedTuple):
    """A town that the basemap knows: `zoom` is where its name begins to be written, `rank` 1 a capital."""

    at: Point
    name: str
    zoom: float
    rank: int
    place: str | None


class Country(NamedTuple):
    """A country's name in the languages of the atlas, where it is written, and its size in unit areas."""

    names: dict[str, str]
    at: Point
    size: float


@dataclass(frozen=True, eq=False)
class Layer:
    """Arcs in unit coordinates, and the geometries made of them as lists of rings or lines of arc numbers."""

    arcs: list[Floats]
    shapes: list[list[list[int]]]


@dataclass(frozen=True, eq=False)
class Basemap:
    """The decoded file."""

    land: Layer
    beyond: Layer
    lakes: Layer
    rivers: Layer
    coast: tuple[int, ...]
    border: tuple[int, ...]
    region: tuple[int, ...]
    towns: tuple[Town, ...]
    countries: tuple[Country, ...]


def _arcs(topology: dict[str, Any]) -> list[Floats]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        steps = np.cumsum(np.asarray(arc, dtype=float), axis=0)
        lon, lat = steps[:, 0] * sx + tx, steps[:, 1] * sy + ty
        sine = np.sin(np.radians(np.clip(lat, -85, 85)))
        y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)
        found.append(np.column_stack([lon / 360 + 0.5, y]))
    return found


def _rings(geometry: dict[str, Any]) -> list[list[int]]:
    """Return the rings or lines of a geometry, whatever its type."""
    arcs, kind = geometry.get("arcs", []), geometry["type"]
    if kind == "LineString":
        return [arcs]
    return [ring for polygon in arcs for ring in polygon] if kind == "MultiPolygon" else list(arcs)


def _layer(topology: dict[str, Any], name: str) -> Layer:
    return Layer(_arcs(topology), [_rings(each) for each in topology["objects"][name]["geometries"]])


def _users(shapes: Iterable[Iterable[Sequence[int]]]) -> dict[int, set[int]]:
    """Return arc -> the numbers of the geometries that use it."""
    users: dict[int, set[int]] = {}
    for owner, rings in enumerate(shapes):
        for ring in rings:
            for index in ring:
                users.setdefault(~index if index < 0 else index, set()).add(owner)
    return users


@lru_cache(maxsize=1)
def basemap() -> Basemap:
    """Return the basemap, read once per process."""
    file = json.loads(BASEMAP.read_text("utf-8"))
    land, regions = _layer(file["am"], "countries"), file["am"]["objects"]["admin1"]["geometries"]
    of = [str((each.get("properties") or {}).get("id", ""))[:2] for each in regions]
    region = [
        arc
        for arc, owners in _users(_rings(each) for each in regions).items()
        if len(owners) > 1 and len({of[owner] for owner in owners}) == 1
    ]
    users = _users(land.shapes)
    countries = [
        Country(
            {lang: given[lang] for lang in ("en", "es", "pt") if given.get(lang)},
            unit(*given["c"]),
            max(_extent(land, ring) for ring in rings),
        )
        for rings, given in zip(
            land.shapes,
            (each["properties"] for each in file["am"]["objects"]["countries"]["geometries"]),
            strict=True,
        )
    ]
    return Basemap(
        land,
        _layer(file["row"], "row"),
        _layer(file["lakes"], "lakes"),
        _layer(file["rivers"], "rivers"),
        tuple(arc for arc, owners in users.items() if len(owners) == 1),
        tuple(arc for arc, owners in users.items() if len(owners) > 1),
        tuple(region),
        tuple(
            Town(unit(row[0], row[1]), row[2], row[3], row[4], row[5] if len(row) > 5 else None)
            for row in file["places"]
        ),
        tuple(countries),
    )


def _extent(layer: Layer, ring: Sequence[int]) -> float:
    points = np.vstack([layer.arcs[~index if index < 0 else index] for index in ring])
    width, height = np.ptp(points, axis=0)
    return float(width * height)


def ring_of(arcs: list[Floats], ring: Sequence[int]) -> Floats:
    """Return the points of a ring or line; where two arcs meet, the point they share stands once."""
    parts = [arcs[~index][::-1] if index < 0 else arcs[index] for index in ring]
    return np.vstack([parts[0], *(part[1:] for part in parts[1:])])
