"""The countries a leg touches and the borders it crosses.

A leg is drawn as a straight line between two places, so its line says little about where people pass.
The rule is therefore narrow:

1. The two ends count with the country of their *place*, never with the country the line starts in.
2. A country in between counts only for a leg over land (road, foot, mixed, unknown) whose two ends one source
   names (`town_to_town`), and only when at least `TRANSIT_MINIMUM_KM` of the line lie inside it.
3. Legs of `region` precision, by sea or by air count their ends only.
4. A border is crossed between two successive countries of the leg that are neighbours on land. A leg by air
   or by unstated means names no border: nobody reported one. Nor does a leg between countries that do not
   touch (Venezuela to Mexico): what lies between is not recorded.

The threshold comes from the data. Of the legs over land that name both ends, the line of one clips a third
country: Las Claritas - Santa Elena de Uairén runs 8.5 km through Guyana, while the road stays in Venezuela.
Among the `region` legs by road, where rule 3 already holds, Tumbes - Lima would give 36 km of Ecuador and
Peñas Blancas - Colón 82 km of Nicaragua, for a way that leads from Costa Rica into Panama. None of these is a
passage, so the threshold is put above them all: 100 km. No leg of the present data reaches it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from layers.geodesy import WGS84

BASEMAP = Path(__file__).parents[1] / "data" / "basemap" / "basemap.json"
TRANSIT_MINIMUM_KM = 100.0
OVERLAND_MODES = frozenset({"road", "foot", "mixed", "unknown"})
NO_BORDER_MODES = frozenset({"air", "unknown"})

Position = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Countries:
    """Areas of the basemap's countries (ISO 3166-1 alpha-2, EPSG:4326) and the pairs that touch on land."""

    areas: Mapping[str, BaseGeometry]
    neighbours: frozenset[frozenset[str]]


@lru_cache(maxsize=2)
def read_countries(path: Path = BASEMAP) -> Countries:
    """Read the countries of the basemap: object `countries` of the TopoJSON topology under the key `am`.

    Delta-encoded, quantised arcs are decoded as in the TopoJSON specification 1.0, 2.1.3-2.1.5; countries
    that share an arc are neighbours. The basemap covers the Americas; another country has no area.
    """
    topology = json.loads(path.read_text(encoding="utf-8"))["am"]
    arcs = _decode(topology)
    areas: dict[str, BaseGeometry] = {}
    owners: dict[int, set[str]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code: str = geometry["properties"]["id"]
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [[_ring(indices, arcs) for indices in polygon] for polygon in polygons]
        # Generalisation leaves a few rings that touch themselves (US, CA); make_valid keeps their area.
        areas[code] = shapely.make_valid(MultiPolygon([Polygon(shell, holes) for shell, *holes in rings]))
        for index in (index for polygon in polygons for indices in polygon for index in indices):
            owners.setdefault(index if index >= 0 else ~index, set()).add(code)
    return Countries(areas, frozenset(frozenset(pair) for pair in owners.values() if len(pair) == 2))


def _decode(topology: Mapping[str, Any]) -> list[list[Position]]:
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]

    def positions(arc: list[list[int]]) -> Iterator[Position]:
        x = y = 0
        for dx, dy in arc:
            x, y = x + dx, y + dy
            yield x * scale_x + move_x, y * scale_y + move_y

    return [list(positions(arc)) for arc in topology["arcs"]]


def _ring(indices: list[int], arcs: list[list[Position]]) -> list[Position]:
    """Join arcs; a negative index ~i is arc i backwards, and joined arcs share their end positions."""
    ring: list[Position] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring += arc[1:] if ring else arc
    return ring


def clipped_km(line: LineString, countries: Countries) -> dict[str, float]:
    """Measure the geodesic length (km) of a line inside each country, in the order in which it enters them.

    The line is in EPSG:4326. Countries it only touches in points, and countries without an area, are left
    out; an empty line gives {}.
    """
    found: list[tuple[float, str, float]] = []
    for code, area in countries.areas.items():
        if area.intersects(line):
            inside = area.intersection(line)
            length = abs(WGS84.geometry_length(inside)) / 1000
            if length > 0:
                entry = min(line.project(shapely.Point(p)) for p in shapely.get_coordinates(inside))
                found.append((entry, code, length))
    return {code: length for _entry, code, length in sorted(found)}


def touched(
    start: str, end: str, mode: str, precision: str, line: LineString | None, countries: Countries
) -> tuple[str, ...]:
    """Return the countries of a leg in travel order, ends included (rules 1 to 3 of the module).

    `start` and `end` are the countries of the two places. A leg within one country gives that country once.
    A null or empty line gives the ends.
    """
    between: list[str] = []
    if mode in OVERLAND_MODES and precision == "town_to_town" and line is not None:
        lengths = clipped_km(line, countries)
        between = [c for c, km in lengths.items() if km >= TRANSIT_MINIMUM_KM and c not in (start, end)]
    if start == end and not between:
        return (start,)
    return (start, *between, end)


def crossed(path: tuple[str, ...], mode: str, countries: Countries) -> tuple[str, ...]:
    """Return the land borders crossed as "CO-VE" pairs in travel order (rule 4 of the module).

    `path` is what `touched` returns. The two codes of a pair are in alphabetical order. A leg that stays in
    one country, goes by air or by unstated means, or joins countries that do not touch gives ().
    """
    if mode in NO_BORDER_MODES:
        return ()
    return tuple("-".join(sorted(p)) for p in pairwise(path) if frozenset(p) in countries.neighbours)
