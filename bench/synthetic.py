"""More data of the same kind: copies of the legs, places and events, made in memory and written nowhere."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from layers import catalog, load
from layers.catalog import Catalog
from layers.load import Record, Tables

DATA: Final = Path(__file__).parent.parent / "data"
REACH: Final = 80  # hundredths of a degree that a copy is moved by at most


def tables(copies: int) -> Tables:
    """Return the tables of `data/` with its legs, places and events `copies` times; 1 gives them as they are.

    Every copy has ids of its own (`<id>-x<n>`), its places moved by at most 0.8 degrees, its legs and events tied to its
    own places. Corridors, actors, sources and the rest stay as they are. Raises ValueError for data with problems.
    """
    found, problems = load.read(DATA)
    if problems:
        raise ValueError(f"{len(problems)} problems in {DATA}: python -m layers check lists them")
    return replace(
        found,
        legs=tuple(_copies(found.legs, copies, ("id", "from", "to"))),
        places=tuple(_copies(found.places, copies, ("id",))),
        events=tuple(_copies(found.events, copies, ("id", "place"))),
    )


def build(copies: int, events: int = 0) -> Catalog:
    """Return the catalog of `tables(copies)`; with `events`, of `data/` with that many events at its own places.

    It is not validated: the copies are no data.
    """
    if not events:
        return catalog.build(tables(copies), f"bench{copies}")
    found = tables(1)
    rounds = -(-events // len(found.events))
    many = tuple(_copies(found.events, rounds, ("id",)))[:events]
    return catalog.build(replace(found, events=many), f"bench-events{events}")


def _copies(records: Sequence[Record], copies: int, keys: tuple[str, ...]) -> Iterator[Record]:
    yield from records
    for number in range(1, copies):
        east, north = _shift(number, 53), _shift(number, 37)
        for record in records:
            copy: dict[str, Any] = dict(record)
            for key in keys:
                if copy[key] is not None:
                    copy[key] = f"{copy[key]}-x{number}"
            if "lon" in copy:
                copy["lon"] = round(copy["lon"] + east, 2)
                copy["lat"] = round(copy["lat"] + north, 2)
            yield copy


def _shift(number: int, step: int) -> float:
    """Spread the copies over both directions; 0 for none of them, so that no two copies coincide with the original."""
    return ((number * step) % (2 * REACH + 1) - REACH) / 100
