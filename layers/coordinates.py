"""Where things are drawn: places at sound coordinates, legs as straight lines, events on their places.

Degrees on WGS 84 (EPSG:4326), longitude first (RFC 7946), at most two decimals (about one kilometre): a point
says which town, never which house or trail. A stand-in for a region is the point of a town or has one decimal
(about ten kilometres).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeGuard

from layers import gazetteer
from layers.load import Record, Tables
from layers.problems import Problem
from layers.prose import every_text

DECIMALS: Final = 2
REGION_DECIMALS: Final = 1
LIMIT_KM: Final[Mapping[str, float]] = {"town": 5.0, "district": 10.0, "region": 25.0}
"""How far a place may lie from a town of the gazetteer, in kilometres, by what its point stands for."""

SAME_TOWN_KM: Final = 50.0
"""Within this distance a town of the gazetteer with the name of the place is that place."""

AREA_DEG: Final = (-130.0, -56.0, 5.0, 60.0)
"""West, south, east, north of what the atlas covers: the Americas without Alaska, and Spain."""


_FINE_IN_TEXT: Final = re.compile(
    r"[-−]?\b\d{1,2}\.\d{4,}°?\s?[NS]?[,;/ ]\s?[-−]?\d{1,3}\.\d{4,}"  # -19.27643, -68.63801
    r"|[-−]?\b\d{1,2}\.\d{3,}\s?[,;/ ]\s?[-−]\d{1,3}\.\d{3,}"  # -19.276, -68.638
    r"|\b\d{1,3}°\s?\d{1,2}['′’]\s?\d{1,2}"  # 19°16'35
)
"""A pair of decimal degrees with four decimals (three before a minus sign: else they may be thousands), or seconds."""


def place_coordinates(tables: Tables) -> Iterator[Problem]:
    """Check range and plausibility of every place."""
    for index, place in enumerate(tables.places):
        lon, lat = place.get("lon"), place.get("lat")
        if _is_number(lon) and _is_number(lat):
            for field, reason, mend in _faults(lon, lat):
                yield tables.problem("places", index, field, reason, mend)


def too_fine(tables: Tables) -> Iterator[Problem]:
    """Check that no point is finer than its precision class, and that no text gives coordinates as fine."""
    towns = gazetteer.of(tables)
    for index, place in enumerate(tables.places):
        lon, lat, country = place.get("lon"), place.get("lat"), place.get("country")
        if not (_is_number(lon) and _is_number(lat)):
            continue
        for field, value in (("lon", lon), ("lat", lat)):
            if -180 <= value <= 180 and round(value, DECIMALS) != value:
                reason = f"{value} has more than {DECIMALS} decimals"
                mend = f"Write {round(value, DECIMALS)}: a place is never finer than a town."
                yield tables.problem("places", index, field, reason, mend)
        rough = [round(lon, REGION_DECIMALS), round(lat, REGION_DECIMALS)]
        if place.get("precision") == "region" and [lon, lat] != rough and _inside(lon, lat):
            near = towns.nearest(country, lon, lat) if isinstance(country, str) else None
            if near is not None and near.km > LIMIT_KM["town"]:
                reason = f"[{lon}, {lat}] stands for a region but is finer than {REGION_DECIMALS} decimal and no town"
                yield tables.problem(
                    "places", index, "lon", reason, f"Write {rough}, or the point of a town."
                )
    for table, index, path, text in every_text(tables):
        if path[-1] != "url" and (found := written_out(text)):
            reason = f"the text gives coordinates finer than a town ({found})"
            yield tables.problem(table, index, path, reason, "Take them out, and name the town.")


def written_out(text: str) -> str:
    """Give the first coordinates in a text that are finer than a town, "" when there are none."""
    found = _FINE_IN_TEXT.search(text) if any(c in text for c in ".°") else None
    return found[0] if found else ""


def far_from_town(tables: Tables) -> Iterator[Problem]:
    """Check that every place lies near a town of its country, and near the town that bears its name."""
    towns = gazetteer.of(tables)
    excused = {
        record["place"]: index
        for index, record in enumerate(tables.exceptions)
        if isinstance(record.get("place"), str)
    }
    for index, place in enumerate(tables.places):
        lon, lat, country, precision = (place.get(key) for key in ("lon", "lat", "country", "precision"))
        limit = LIMIT_KM.get(precision) if isinstance(precision, str) else None
        if not (_is_number(lon) and _is_number(lat) and _inside(lon, lat) and isinstance(country, str)):
            continue
        near = towns.nearest(country, lon, lat)
        if limit is None or near is None:
            continue
        name = str(place.get("name")).split(" (")[0]
        same = towns.nearest(country, lon, lat, name)
        if same is not None and limit < same.km < SAME_TOWN_KM:
            near = same
        ident = place.get("id")
        if isinstance(ident, str) and ident in excused:
            if near.km <= limit:
                reason = f"{ident!r} lies {near.km:.0f} km from {near.name} and needs no exception"
                yield tables.problem("exceptions", excused[ident], "place", reason, "Take it out.")
        elif near.km > limit:
            reason = (
                f"[{lon}, {lat}] lies {near.km:.0f} km from {near.name}, the nearest town of the gazetteer in "
                f"{country}; {limit:.0f} km are allowed for a {precision}"
            )
            mend = "Correct the point or the country; if both are right, say so in exceptions.json, with a source."
            yield tables.problem("places", index, "lon", reason, mend)


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


def _inside(lon: float, lat: float) -> bool:
    west, south, east, north = AREA_DEG
    return west <= lon <= east and south <= lat <= north
