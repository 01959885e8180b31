"""GeoJSON (RFC 7946): legs, places and events as a feature collection, the stamp as a foreign member (6.1)."""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from layers.catalog import Catalog
from layers.export.columns import DRAWN, in_file
from layers.export.frames import Position, Row, positions_of, rows
from layers.export.stamp import KEY

KINDS: Final[Mapping[str, str]] = {"legs": "leg", "places": "place", "events": "event"}
RECORDS: Final[Mapping[str, str]] = {"corridors": "corridor", **KINDS}


def features(catalog: Catalog, shown: Catalog, table: str, lang: str) -> list[dict[str, Any]]:
    """Return the rows of a table that is drawn as features; `record` says which kind each is. An event without a place has
    the geometry null (RFC 7946, 3.2)."""
    names = [column.name for column in in_file(table, flat=False) if column.name != "id"]
    return [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": shape,
            "properties": {
                "id": row["id"],
                "record": RECORDS[table],
                **{name: value(row[name]) for name in names},
            },
        }
        for row, shape in zip(rows(catalog, shown, table, lang), shapes(shown, table), strict=True)
    ]


def shapes(shown: Catalog, table: str) -> Iterator[dict[str, Any] | None]:
    """Give the geometry of every row of a table that is drawn; of a corridor, the lines of its legs in view."""
    if table != "corridors":
        yield from (geometry(table, positions) for positions in positions_of(shown, table))
        return
    lines: dict[str, list[Any]] = {}
    for corridor, positions in zip(shown.legs["corridor"], positions_of(shown, "legs"), strict=True):
        lines.setdefault(corridor, []).append([list(each) for each in positions])
    for corridor in shown.corridors.index:
        found = lines.get(corridor)
        yield {"type": DRAWN[table], "coordinates": found} if found else None


def geometry(table: str, positions: list[Position]) -> dict[str, Any] | None:
    """Return positions as a GeoJSON geometry of the table's kind; None for none."""
    if not positions:
        return None
    kind = DRAWN[table]
    return {
        "type": kind,
        "coordinates": [list(each) for each in positions] if kind == "LineString" else list(positions[0]),
    }


def collection(
    catalog: Catalog, shown: Catalog, tables: Iterable[str], lang: str, stamp: Mapping[str, Any]
) -> str:
    """Return the rows of some tables as one feature collection, each feature on a line of its own."""
    listed = [each for table in tables for each in features(catalog, shown, table, lang)]
    body = ",\n".join(written(each) for each in listed)
    return f'{{"type":"FeatureCollection",\n"{KEY}":{written(stamp)},\n"features":[\n{body}\n]}}\n'


def records(given: Iterable[Row]) -> list[Row]:
    """Return rows as JSON holds them."""
    return [{name: value(each) for name, each in row.items()} for row in given]


def value(given: Any) -> Any:
    """Return a value as JSON holds it: a day as text."""
    return given.isoformat() if isinstance(given, datetime.date) else given


def written(given: Any) -> str:
    """Write JSON on one line. Raises ValueError for a number that is not finite."""
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
