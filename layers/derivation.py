"""What follows from a record and is never asked: points and lines, numbers of origins, countries, travel order.

The rules of `layers.validate` hold the same facts against the files; here they are worked out for the writer.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from layers import dates
from layers.load import Record, Tables

NOWHERE: Final = (0.0, 0.0)
"""Stands for the point of a place that does not exist; the check refuses the reference, so it is never written."""


def point(tables: Tables, place: str | None) -> dict[str, Any] | None:
    """Return the point of a place as GeoJSON, longitude first, EPSG:4326; None for no place."""
    return None if place is None else {"type": "Point", "coordinates": _position(tables, place)}


def line(tables: Tables, start: str, end: str) -> dict[str, Any]:
    """Return the straight line between two places as GeoJSON, EPSG:4326."""
    return {"type": "LineString", "coordinates": [_position(tables, start), _position(tables, end)]}


def origin_count(tables: Tables, sources: Iterable[str]) -> int:
    """Count the distinct origins of some sources; unknown sources have none, but the least is 1."""
    named = set(sources)
    return max(1, len({source["origin"] for source in tables.sources if source["id"] in named}))


def newest(tables: Tables, sources: Iterable[str]) -> str | None:
    """Return the date of the newest dated source, the most exact of equally new ones; None when none is dated."""
    named, found = set(sources), []
    for source in tables.sources:
        if source["id"] in named and source["published"]:
            with contextlib.suppress(ValueError):
                found.append((dates.parse(source["published"]).end, source["published"]))
    return max(found, key=lambda each: (each[0], len(each[1])))[1] if found else None


def country_of(tables: Tables, place: str | None) -> str | None:
    """Return the country of a place, ISO 3166-1 alpha-2; None for no place or an unknown one."""
    return next((str(each["country"]) for each in tables.places if each["id"] == place), None)


def countries(tables: Tables, legs: Iterable[Mapping[str, Any]], listed: Sequence[str] = ()) -> list[str]:
    """Return the countries of the ends of some legs: those already listed first, then in travel order."""
    country = {place["id"]: place["country"] for place in tables.places}
    ends = [country[leg[end]] for leg in legs for end in ("from", "to") if leg[end] in country]
    return [code for code in dict.fromkeys([*listed, *ends]) if code in ends]


def travelled(tables: Tables, value: Record, features: Sequence[Record]) -> tuple[Record, list[str]]:
    """Return a corridor's file with other legs, numbered anew, with the countries of their ends.

    The second value says in sentences what changed beside the legs themselves.
    """
    numbered = [
        {**each, "properties": {**each["properties"], "seq": number}}
        for number, each in enumerate(features, 1)
    ]
    moved = sum(each["properties"].get("seq", number) != number for number, each in enumerate(features, 1))
    former = value["corridor"]["countries"]
    codes = countries(tables, [each["properties"] for each in numbered], former)
    remarks = [f"{moved} leg{' is' if moved == 1 else 's are'} numbered anew"] if moved else []
    if codes != former:
        remarks.append(f"the countries of the corridor are now {', '.join(codes)}")
    return {**value, "corridor": {**value["corridor"], "countries": codes}, "features": numbered}, remarks


def _position(tables: Tables, place: str) -> list[float]:
    found = next(((each["lon"], each["lat"]) for each in tables.places if each["id"] == place), NOWHERE)
    return list(found)
