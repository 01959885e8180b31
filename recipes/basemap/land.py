"""Build the land of the Americas: cleaned, borders moved, simplified, quantised; countries and units share arcs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import borders
import numpy as np
import shapely
import topology
from babel import Locale
from shapely.geometry.base import BaseGeometry
from topology import Topology
from towns import Town
from units import Unit

LANGUAGES = ("en", "es", "pt")
SMALLEST_ISLAND = "3km2"
CLEARANCE = 0.002  # degrees between a town and another country: more than quantisation moves a border
QUANTA = 100_000  # steps along the longer side: about 0.0017 degrees


def build(
    units: Sequence[Unit], towns: Sequence[Town], capitals: Sequence[Town], mapshaper: Path, work: Path
) -> Any:
    """Return the quantised TopoJSON with the objects `admin1` (listed countries) and `countries` (all).

    The borders are moved twice: at full detail, where the result looks natural, and again after
    simplification and quantisation, which take a few towns back across.
    """
    source = work / "units.geojson"
    topology.write_features([(_working_properties(unit), unit.outline) for unit in units], source)
    full, moved = work / "full.topojson", work / "moved.topojson"
    exact = ["format=topojson", "no-quantization", "force"]
    # Dissolving by code joins what one code covers twice (Tobago).
    dissolve = ["-dissolve2", "code", "copy-fields=country,listed,detail"]
    topology.mapshaper(
        mapshaper, str(source), "-clean", *dissolve, "-rename-layers", "admin1", "-o", str(full), *exact
    )
    _move(full, moved, towns, 0)

    simple = work / "simple.topojson"
    simplify = ["-simplify", "variable", "weighted", "interval=detail", "keep-shapes"]
    quantised = ["format=topojson", f"quantization={QUANTA}", "force"]
    islands = ["-filter-islands", f"min-area={SMALLEST_ISLAND}"]
    topology.mapshaper(mapshaper, str(moved), "-clean", *islands, *simplify, "-o", str(simple), *quantised)
    _move(simple, moved, towns, CLEARANCE)

    final = work / "land.topojson"
    outlines = ["-dissolve", "country", "+", "name=countries", "-filter", "listed", "target=admin1"]
    output = ["-o", str(final), "target=admin1,countries"]
    topology.mapshaper(mapshaper, str(moved), *outlines, *output, *quantised)
    document = json.loads(final.read_text(encoding="utf-8"))
    _describe(document, {unit.code: unit for unit in units}, capitals)
    return document


def country_names(code: str) -> dict[str, str]:
    """Return the names of a country in the three languages (Unicode CLDR, by way of babel)."""
    return {language: str(Locale(language).territories[code]) for language in LANGUAGES}


def _working_properties(unit: Unit) -> dict[str, Any]:
    return {"code": unit.code, "country": unit.country, "listed": unit.listed, "detail": unit.detail}


def _move(source: Path, target: Path, towns: Sequence[Town], clearance: float) -> None:
    shared = topology.read(source)
    borders.move(shared, "admin1", towns, clearance)
    topology.write(shared, target)


def _describe(document: dict[str, Any], units: dict[str, Unit], capitals: Sequence[Town]) -> None:
    """Replace the working properties by those the map reads."""
    for geometry in document["objects"]["admin1"]["geometries"]:
        unit = units[geometry["properties"]["code"]]
        label = [round(position, 2) for position in unit.label]
        geometry["properties"] = {"id": unit.code, "n": unit.name, **unit.translations, "c": label}
    decoded = topology.decode(document)
    for geometry in decoded.geometries("countries"):
        code = geometry["properties"]["country"]
        avoid = [shapely.Point(town.lon, town.lat) for town in capitals if town.country == code]
        label = label_point(decoded.shape(geometry), avoid)
        geometry["properties"] = {"id": code, **country_names(code), "c": label}


def label_point(outline: BaseGeometry, avoid: Sequence[BaseGeometry]) -> list[float]:
    """Return where a country's name stands: inside its largest part, far from the edge and from its capital.

    Of a grid of candidates the one with the largest distance to the edge wins, a capital counting as edge for
    twice its distance. Degrees, two decimals.
    """
    largest = max(getattr(outline, "geoms", [outline]), key=lambda part: part.area)
    largest = largest.simplify(0.02)
    west, south, east, north = largest.bounds
    columns, rows = np.meshgrid(np.linspace(west, east, 60), np.linspace(south, north, 60))
    candidates = np.asarray(shapely.points(columns.ravel(), rows.ravel()))
    candidates = candidates[shapely.contains(largest, candidates)]
    if not len(candidates):
        candidates = np.array([largest.representative_point()])
    room = shapely.distance(candidates, largest.boundary)
    for point in avoid:
        room = np.minimum(room, shapely.distance(candidates, point) / 2)
    best = candidates[int(np.argmax(np.round(room, 6)))]
    return [round(best.x, 2), round(best.y, 2)]


def check(document: dict[str, Any], towns: Sequence[Town]) -> list[borders.Misplaced]:
    """Return the towns that lie in the wrong country of the finished file."""
    shared: Topology = topology.decode(document)
    outlines = {g["properties"]["id"]: shared.shape(g) for g in shared.geometries("countries")}
    return borders.misplaced(outlines, towns)
