"""Move shared border arcs so that towns lie in their own country.

Natural Earth at 1:10m is off by up to some kilometres on rivers and mountain borders: it puts Colchane in
Bolivia, Ciudad Hidalgo (Chiapas) in Guatemala, Aguas Verdes in Ecuador and Leticia in Brazil. On a map about
border towns that is a wrong statement, so the border is moved instead of the town.

Each misplaced town pulls the nearest point of its own country's border past itself. The pull fades smoothly to
nothing at `radius`. It is a function of position alone and acts on arcs, which neighbours share, so no gap and no
overlap can open; and because `radius` is at least five times the pull, the move is one-to-one, so nothing folds.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry
from topology import Arc, Topology
from towns import Town

MARGIN = 0.007  # degrees past the town, about 0.8 km: more than generalisation takes back
SMALLEST_RADIUS = 0.09  # degrees
LARGE = 150_000  # inhabitants
BETWEEN_TWINS = 0.45  # of the distance to the nearest town across the border
FARTHEST = 0.03  # degrees; no border is kept farther than this from a town
TWIN = 0.1  # degrees; towns across the border at this distance or less are twins
LARGEST_PULL = 0.12  # degrees, about 13 km; farther than that the town's position is in doubt, not the border
NEAR_A_BORDER = 0.2  # degrees; towns farther inland are not looked at again
STEP = 0.012  # degrees; straight border sections are divided this finely where they are bent
ROUNDS = 6


@dataclass(frozen=True)
class Misplaced:
    """Hold a town and the other country whose outline contains it, or comes too near."""

    town: Town
    found_in: str


def countries(topology: Topology, layer: str) -> dict[str, BaseGeometry]:
    """Unite the outlines of `layer` by their property `country`."""
    parts: dict[str, list[BaseGeometry]] = {}
    for geometry in topology.geometries(layer):
        if geometry["type"]:
            parts.setdefault(geometry["properties"]["country"], []).append(topology.shape(geometry))
    return {country: shapely.unary_union(shapes) for country, shapes in sorted(parts.items())}


def misplaced(
    outlines: dict[str, BaseGeometry], towns: Sequence[Town], clearance: Any = 0.0
) -> list[Misplaced]:
    """Return the towns that lie in another country than their own, or within `clearance` of one.

    `clearance` (degrees) is one number, or one for each town. A town in the sea is not among them.
    """
    codes = list(outlines)
    tree = shapely.STRtree([outlines[code] for code in codes])
    points = shapely.points([(town.lon, town.lat) for town in towns])
    cases: dict[int, Misplaced] = {}
    for town_number, country_number in tree.query(points, predicate="dwithin", distance=clearance).T:
        town, code = towns[town_number], codes[country_number]
        if code != town.country:
            cases.setdefault(int(town_number), Misplaced(town, code))
    return [case for _, case in sorted(cases.items())]


def move(topology: Topology, layer: str, towns: Sequence[Town], clearance: float = 0) -> None:
    """Move the arcs of `topology` in place until the towns are in their own country, `clearance` from any other.

    Towns of two countries that stand closer together than quantisation can tell apart cannot both be helped;
    after `ROUNDS` rounds it is left at that.
    """
    near = [case.town for case in misplaced(countries(topology, layer), towns, NEAR_A_BORDER)]
    keeps = {id(town): _distance_to_keep(town, near) for town in near}
    needed = [0.9 * keeps[id(town)] if keeps[id(town)] > MARGIN else clearance for town in near]
    for _ in range(ROUNDS):
        outlines = countries(topology, layer)
        cases = misplaced(outlines, near, needed)
        moved = [
            _pull(topology, outlines[case.town.country], case.town, keeps[id(case.town)]) for case in cases
        ]
        if not any(moved):
            return


def _distance_to_keep(town: Town, towns: Sequence[Town]) -> float:
    """Return how far from a town its border goes: less than half way to the nearest town across.

    Between twin towns of which one is large or curated that is where the border is kept in any case, so that a
    reader sees on which side each of them is; elsewhere only a misplaced town moves a border, by `MARGIN`.
    """
    across = min(
        (math.hypot(t.lon - town.lon, t.lat - town.lat) for t in towns if t.country != town.country),
        default=1.0,
    )
    twins = across <= TWIN and (town.population >= LARGE or town.is_curated)
    return min(FARTHEST if twins else MARGIN, BETWEEN_TWINS * across)


def _pull(topology: Topology, own: BaseGeometry, town: Town, margin: float) -> bool:
    """Pull the border of a town's `own` country to `margin` beyond it; return False if nothing is to be done."""
    point = shapely.Point(town.lon, town.lat)
    nearest = own.boundary.interpolate(own.boundary.project(point))
    centre = np.array([nearest.x, nearest.y])
    offset = np.array([town.lon, town.lat]) - centre
    distance = float(np.hypot(*offset)) or 1e-9
    inside = own.contains(point)
    length = margin - distance if inside else margin + distance
    if not 0 < length <= LARGEST_PULL:
        return False
    pull = offset / distance * (-length if inside else length)
    radius = max(SMALLEST_RADIUS, 5 * length)
    for number, arc in enumerate(topology.arcs):
        if (arc.min(axis=0) > centre + radius).any() or (arc.max(axis=0) < centre - radius).any():
            continue
        bent = _divided(arc, centre, radius)
        share = np.clip(1 - (np.hypot(*(bent - centre).T) / radius) ** 2, 0, None) ** 2
        topology.arcs[number] = bent + share[:, None] * pull
    return True


def _divided(arc: Arc, centre: Arc, radius: float) -> Arc:
    """Add positions to the sections of an arc that pass within `radius` of `centre`."""
    pieces = [arc[:1]]
    sections = shapely.linestrings(np.stack([arc[:-1], arc[1:]], axis=1))
    near = np.asarray(shapely.distance(sections, shapely.Point(centre))) < radius
    for start, end, divide in zip(arc[:-1], arc[1:], near, strict=True):
        count = max(1, int(np.hypot(*(end - start)) / STEP)) if divide else 1
        between = start + (end - start) * (np.arange(1, count) / count)[:, None]
        pieces.extend([between, end[None, :]])
    return np.concatenate(pieces)
