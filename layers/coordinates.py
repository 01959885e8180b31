"""Where things are drawn: places at sound coordinates, legs as straight lines, events on their places.

Degrees on WGS 84 (EPSG:4326), longitude first (RFC 7946), at most two decimals (about one kilometre): a point
says which town, never which house or trail.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeGuard

from layers.load import Record, Tables
from layers.problems import Problem

DECIMALS: Final = 2
AREA_DEG: Final = (-130.0, -56.0, 5.0, 60.0)
"""West, south, east, north of what the atlas covers: the Americas without Alaska, and Spain."""


def place_coordinates(tables: Tables) -> Iterator[Problem]:
    """Check range, decimals and plausibility of every place."""
    for index, place in enumerate(tables.places):
        lon, lat = place.get("lon"), place.get("lat")
        if _is_number(lon) and _is_number(lat):
            for field, reason, mend in _faults(lon, lat):
                yield tables.problem("places", index, field, reason, mend)


def leg_lines(tables: Tables) -> Iterator[Problem]:
    """Check that a leg is the straight line between its two places, which differ."""
    points = _points(tables)
    for index, leg in enumerate(tables.legs):
        start, end = leg.get("from"), leg.get("to")
        if not isinstance(start, str) or not isinstance(end, str):
            continue  # the schema says so
        if start == end:
            yield tables.problem(
                "legs", index, "to", f"the leg ends where it begins, at {end!r}", "Correct one."
            )
        if start in points and end in points:
            wanted = [points[start], points[end]]
            reason = f"the geometry is not the straight line from {start!r} to {end!r}"
            yield from _compare(tables, "legs", index, wanted, reason)


def event_points(tables: Tables) -> Iterator[Problem]:
    """Check that an event is drawn at its place, and that an event without a place is not drawn."""
    points = _points(tables)
    for index, event in enumerate(tables.events):
        place = event.get("place")
        if (
            place is None
            and "place" in event
            and _feature(tables, "events", index).get("geometry") is not None
        ):
            reason = "the event has no place but a geometry"
            yield tables.problem("events", index, "geometry", reason, "Write null, or name the place.")
        elif isinstance(place, str) and place in points:
            reason = f"the geometry is not the point of the place {place!r}"
            yield from _compare(tables, "events", index, points[place], reason)


def _compare(tables: Tables, table: str, index: int, wanted: Any, reason: str) -> Iterator[Problem]:
    feature = _feature(tables, table, index)
    geometry = feature.get("geometry")
    found = geometry.get("coordinates") if isinstance(geometry, dict) else None
    if feature and found != wanted:
        yield tables.problem(table, index, ("geometry", "coordinates"), reason, f"Write {wanted}.")


def _feature(tables: Tables, table: str, index: int) -> Record:
    """Give the GeoJSON feature of a record; an empty one for tables that were not read from files."""
    origin = tables.files.origin(table, index)
    document = tables.files.documents.get(origin.file)
    if document is None:
        return {}
    value = document.value
    for part in origin.path:
        value = value[part]
    return value if isinstance(value, dict) else {}


def _points(tables: Tables) -> dict[Any, list[float]]:
    return {
        place["id"]: [place["lon"], place["lat"]]
        for place in tables.places
        if isinstance(place.get("id"), str) and _is_number(place.get("lon")) and _is_number(place.get("lat"))
    }


def _is_number(value: Any) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _faults(lon: float, lat: float) -> Iterator[tuple[str, str, str]]:
    if not _inside(lon, lat):
        west, south, east, north = AREA_DEG
        mend = f"Check them: longitude {west:g} to {east:g}, latitude {south:g} to {north:g} are expected."
        if _inside(lat, lon):
            mend = f"Longitude and latitude look swapped: write [{lat}, {lon}]."
        elif _inside(-lon, lat):
            mend = f"The sign of the longitude looks wrong: write [{-lon}, {lat}]."
        elif _inside(lon, -lat):
            mend = f"The sign of the latitude looks wrong: write [{lon}, {-lat}]."
        if not -180 <= lon <= 180:
            yield "lon", f"longitude {lon} is outside -180 to 180", mend
        elif not -90 <= lat <= 90:
            yield "lat", f"latitude {lat} is outside -90 to 90", mend
        else:
            yield "lon", f"[{lon}, {lat}] lies outside the area the atlas covers", mend
    for field, value in (("lon", lon), ("lat", lat)):
        if -180 <= value <= 180 and round(value, DECIMALS) != value:
            reason = f"{value} has more than {DECIMALS} decimals"
            yield field, reason, f"Write {round(value, DECIMALS)}: a place is never finer than a town."


def _inside(lon: float, lat: float) -> bool:
    west, south, east, north = AREA_DEG
    return west <= lon <= east and south <= lat <= north
