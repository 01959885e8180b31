"""Build what lies around and on the land of the Americas: the rest of the world, lakes, rivers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import topology
from land import country_names
from packages import Packages
from shapely import affinity
from shapely.geometry.base import BaseGeometry

SOUTH = shapely.box(-95, -57, -33, 12.9)  # the two source files overlap; each water is taken from one of them
NORTH = shapely.box(-170, 12.9, -33, 70)
FAR_NORTH = 50  # degrees; beyond it only large lakes, no rivers: far from every corridor
LARGE_LAKE = 1.0  # square degrees
WATER_QUANTA = 20_000
WORLD_QUANTA = 10_000
# Countries with curated places outside the Americas are drawn finer than the rest.
DETAIL = 2_000  # metres
DETAIL_ELSEWHERE = 15_000
FINE = ("ES",)
ANTARCTICA = "010"  # its outline runs along the pole, which Web Mercator cannot draw
AMERICAS = shapely.box(-190, -60, -30, 84)  # for parts of European states (French Guiana, Bonaire)
GREENWICH_SIDE = shapely.box(-31.5, 36, -24, 40)  # ... but not for the Azores


def water(packages: Packages, kind: str, work: Path) -> Any:
    """Return the TopoJSON of `kind` (`lakes` or `rivers`), without properties."""
    shapes: list[tuple[dict[str, Any], BaseGeometry]] = []
    for name, window in (("south-america", SOUTH), ("north-america", NORTH)):
        source = topology.read(packages.continent(name))
        for geometry in source.geometries(kind):
            shape = source.shape(geometry)
            if shape.is_empty or not window.intersects(shape.representative_point()):
                continue
            if shape.centroid.y < FAR_NORTH or shape.area > LARGE_LAKE:
                shapes.append(({}, shape))
    return _quantised(packages, kind, shapes, [], WATER_QUANTA, work)


def world(packages: Packages, drawn: frozenset[str], alpha2: dict[str, str], work: Path) -> Any:
    """Return the TopoJSON of every country that the Americas' file has not (`drawn`), as a quiet backdrop."""
    source = topology.read(packages.world)
    shapes: list[tuple[dict[str, Any], BaseGeometry]] = []
    for geometry in source.geometries("countries"):
        number = geometry.get("id")
        code = alpha2.get(number, "") if number else ""
        if number == ANTARCTICA or code in drawn:
            continue
        shape = _outside_the_americas(_unwrapped(source, geometry))
        if not shape.is_empty:
            names = country_names(code) if code else {"en": geometry["properties"]["name"]}
            shapes.append(({"id": code, **names, "fine": code in FINE}, shape))
    detail = f"interval=fine ? {DETAIL} : {DETAIL_ELSEWHERE}"
    steps = [
        "-clean",
        "-simplify",
        "variable",
        "weighted",
        detail,
        "keep-shapes",
        "-filter-islands",
        "min-vertices=5",
        "remove-empty",
    ]
    steps += ["-each", "delete fine"]
    return _quantised(packages, "row", shapes, steps, WORLD_QUANTA, work)


def _unwrapped(source: topology.Topology, geometry: dict[str, Any]) -> BaseGeometry:
    """Build a geometry whose rings do not jump at the antimeridian: each side of it becomes its own part."""
    parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    polygons = []
    for part in parts:
        rings = []
        for arc_numbers in part:
            ring = source.line(arc_numbers)
            if np.ptp(ring[:, 0]) > 300:
                ring = np.column_stack([np.where(ring[:, 0] < 0, ring[:, 0] + 360, ring[:, 0]), ring[:, 1]])
            rings.append(ring)
        polygons.append(shapely.Polygon(rings[0], rings[1:]))
    whole = shapely.make_valid(shapely.MultiPolygon(polygons), method="structure", keep_collapsed=False)
    if whole.bounds[2] <= 180:
        return whole
    beyond = affinity.translate(shapely.clip_by_rect(whole, 180, -90, 540, 90), xoff=-360)
    return shapely.union(shapely.clip_by_rect(whole, -180, -90, 180, 90), beyond)


def _outside_the_americas(shape: BaseGeometry) -> BaseGeometry:
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    kept = []
    for part in parts:
        centre = part.representative_point()
        if not AMERICAS.contains(centre) or GREENWICH_SIDE.contains(centre):
            kept.append(part)
    return shapely.MultiPolygon(kept)


def _quantised(
    packages: Packages,
    name: str,
    shapes: list[tuple[dict[str, Any], BaseGeometry]],
    steps: list[str],
    quanta: int,
    work: Path,
) -> Any:
    source, target = work / f"{name}.geojson", work / f"{name}.topojson"
    topology.write_features(shapes, source)
    output = ["-o", str(target), "format=topojson", f"quantization={quanta}", "force"]
    topology.mapshaper(packages.mapshaper, str(source), "-rename-layers", name, *steps, *output)
    document = json.loads(target.read_text(encoding="utf-8"))
    geometries = document["objects"][name]["geometries"]
    geometries[:] = [geometry for geometry in geometries if geometry.get("arcs")]  # too small to be seen
    return document
