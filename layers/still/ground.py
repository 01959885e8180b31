"""The ground under a picture: the basemap that the map in the browser draws, cut to the frame and as fine as it can show.

The file is read as `layers/assets/map/basemap.js` reads it: arcs that neighbours share are thinned once, so that no gap
opens between them.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any, Final, NamedTuple

import numpy as np
import shapely
from matplotlib.path import Path

from layers.look import THEMES
from layers.mapping import BASEMAP
from layers.still.frame import TILE_POINTS, Frame, unit
from layers.still.ink import Floats, Mark, Point, box, joined

TOLERANCE_POINTS: Final = 0.45
SMALLEST_POINTS: Final = 1.3  # an island smaller than that is no more than a speck
BEYOND_POINTS: Final = 12.0  # cut so far outside the frame that no edge is seen
GROUNDS_KEPT: Final = 12  # a ground holds some ten thousand points
RIVERS_FROM: Final = 4.5
REGIONS_FROM: Final = 5.25


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
class _Layer:
    """Arcs in unit coordinates, and the geometries made of them as lists of rings or lines of arc numbers."""

    arcs: list[Floats]
    shapes: list[list[list[int]]]


@dataclass(frozen=True, eq=False)
class Basemap:
    """The decoded file."""

    land: _Layer
    beyond: _Layer
    lakes: _Layer
    rivers: _Layer
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


def _layer(topology: dict[str, Any], name: str) -> _Layer:
    return _Layer(_arcs(topology), [_rings(each) for each in topology["objects"][name]["geometries"]])


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


def _extent(layer: _Layer, ring: Sequence[int]) -> float:
    points = np.vstack([layer.arcs[~index if index < 0 else index] for index in ring])
    width, height = np.ptp(points, axis=0)
    return float(width * height)


@lru_cache(maxsize=24)
def _thinned(name: str, level: int) -> list[Floats]:
    """Return the arcs of a layer, as fine as half a zoom level needs; their ends stay (Douglas-Peucker)."""
    tolerance = TOLERANCE_POINTS / (TILE_POINTS * 2 ** (level / 2))
    lines = [shapely.LineString(arc) for arc in getattr(basemap(), name).arcs]
    return [
        shapely.get_coordinates(line) for line in shapely.simplify(lines, tolerance, preserve_topology=False)
    ]


def _ring(arcs: list[Floats], ring: Sequence[int]) -> Floats:
    """Return the points of a ring or line; where two arcs meet, the point they share stands once."""
    parts = [arcs[~index][::-1] if index < 0 else arcs[index] for index in ring]
    return np.vstack([parts[0], *(part[1:] for part in parts[1:])])


def clipped(points: Floats, bounds: tuple[float, float, float, float]) -> Floats:
    """Return the part of a ring within left, top, right, bottom (Sutherland and Hodgman 1974); maybe no points.

    Where the ring leaves and comes back, its edge runs along the bounds.
    """
    for axis, limit, sign in ((0, bounds[0], 1), (1, bounds[1], 1), (0, bounds[2], -1), (1, bounds[3], -1)):
        here = (points[:, axis] - limit) * sign
        inside = here >= 0
        if inside.all():
            continue
        after, there = np.concatenate([points[1:], points[:1]]), np.concatenate([here[1:], here[:1]])
        crosses = inside != (there >= 0)
        share = np.divide(here, here - there, out=np.zeros_like(here), where=crosses)
        crossing = points + (after - points) * share[:, None]
        both = np.stack([points, crossing], axis=1).reshape(-1, 2)
        points = both[np.column_stack([inside, crosses]).ravel()]
    return points


def _on_sheet(points: Floats, frame: Frame) -> Floats:
    return points * frame.scale - (frame.left, frame.top)


def _areas(name: str, frame: Frame, arcs: list[Floats]) -> Path | None:
    bounds = (-BEYOND_POINTS, -BEYOND_POINTS, frame.width + BEYOND_POINTS, frame.height + BEYOND_POINTS)
    layer: _Layer = getattr(basemap(), name)
    found = []
    for ring in (ring for rings in layer.shapes for ring in rings):
        points = _on_sheet(_ring(arcs, ring), frame)
        low, high = points.min(axis=0), points.max(axis=0)
        if (high < bounds[:2]).any() or (low > bounds[2:]).any() or max(high - low) < SMALLEST_POINTS:
            continue
        points = clipped(points[:-1], bounds)
        if len(points) > 2:
            codes = [Path.MOVETO, *[Path.LINETO] * (len(points) - 1), Path.CLOSEPOLY]
            found.append(Path(np.vstack([points, points[:1]]), codes))
    return joined(found) if found else None


def _lines(frame: Frame, lines: Iterable[Floats]) -> Path | None:
    given = [shapely.LineString(each) for each in (_on_sheet(line, frame) for line in lines) if len(each) > 1]
    bounds = (-BEYOND_POINTS, -BEYOND_POINTS, frame.width + BEYOND_POINTS, frame.height + BEYOND_POINTS)
    kept: list[Any] = list(shapely.get_parts(shapely.clip_by_rect(given, *bounds))) if given else []
    found = [
        Path(points, [Path.MOVETO] + [Path.LINETO] * (len(points) - 1))
        for points in map(shapely.get_coordinates, kept)
        if len(points) > 1 and np.ptp(points, axis=0).max() >= SMALLEST_POINTS
    ]
    return joined(found) if found else None


@lru_cache(maxsize=GROUNDS_KEPT)
def ground(frame: Frame, theme: str) -> tuple[Mark, ...]:
    """Return sea, land, water and borders of a frame in a theme, in the order the map draws them."""
    tokens = THEMES[theme]
    level = ceil(frame.zoom * 2)
    base = basemap()
    land, beyond, lakes, rivers = (_thinned(name, level) for name in ("land", "beyond", "lakes", "rivers"))
    marks = [Mark(box(0, 0, frame.width, frame.height), fill=tokens["sea"])]

    def add(path: Path | None, **look: Any) -> None:
        if path is not None:
            marks.append(Mark(path, **look))

    add(_areas("beyond", frame, beyond), fill=tokens["beyond"], line=tokens["coast"], width=0.5)
    add(_areas("land", frame, land), fill=tokens["land"])
    add(_areas("lakes", frame, lakes), fill=tokens["sea"], line=tokens["water"], width=0.6)
    if frame.zoom >= RIVERS_FROM:
        lines = (_ring(rivers, line) for lines in base.rivers.shapes for line in lines)
        add(_lines(frame, lines), line=tokens["water"], width=0.9)
    if frame.zoom >= REGIONS_FROM:
        add(
            _lines(frame, (land[arc] for arc in base.region)),
            line=tokens["region"],
            width=0.8,
            dash=(3.0, 3.0),
        )
    add(_lines(frame, (land[arc] for arc in base.coast)), line=tokens["coast"], width=0.8)
    add(_lines(frame, (land[arc] for arc in base.border)), line=tokens["border"], width=1.1)
    return tuple(marks)
