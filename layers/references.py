"""Records that name other records: every id must lead to a record that exists and was not withdrawn."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any, Final

from layers import positions
from layers.load import FILES, Record, Tables
from layers.problems import Problem
from layers.vocabulary import TABLES

REFERENCES: Final[tuple[tuple[str, str, str], ...]] = (
    ("legs", "from", "places"),
    ("legs", "to", "places"),
    ("events", "place", "places"),
    ("events", "actors", "actors"),
    ("events", "corridor", "corridors"),
    ("relations", "from", "actors"),
    ("relations", "to", "actors"),
    *(("disputes", f"about.{t}", t) for t in ("places", "corridors", "legs", "events", "actors", "series")),
    ("disputes", "positions.sources", "sources"),
    ("observations", "series", "series"),
    ("claims", "article", "sources"),
    ("exceptions", "place", "places"),
    ("legs", "found_by", "events"),
    ("relations", "found_by", "events"),
    ("sources", "relays", "sources"),
    *(
        (table, "sources", "sources")
        for table in TABLES
        if table not in ("sources", "origins", "reviews", "claims", "withdrawn")
    ),
)
"""Table, field (lists on the way are followed) and the table that the ids in it belong to."""

SINGULAR: Final = {name: name if name == "series" else name.removesuffix("s") for name in TABLES}
"""The word for one record of each table."""

_HOME: Final = {
    "corridors": "corridors/",
    "legs": "corridors/",
    "places": "places/",
    "events": "events/",
    **FILES,
}


def references(tables: Tables) -> Iterator[Problem]:
    """Check that every id named by a record is the id of a record.

    References into a table of which a file could not be read are not judged: that file is the problem.
    """
    known = {name: ids(tables, name) for name in TABLES}
    graves = {(r.get("table"), r.get("id")): r for r in tables.withdrawn if isinstance(r.get("id"), str)}
    for table, field, target in REFERENCES:
        if target in tables.files.incomplete:
            continue
        for index, record in enumerate(tables[table]):
            for path, value in follow(record, tuple(field.split("."))):
                if isinstance(value, str) and value not in known[target]:
                    reason, mend = _missing(value, target, known[target], graves)
                    yield tables.problem(table, index, path, reason, mend)
    for index, claim in enumerate(tables.claims):
        for path, value in follow(claim, ("record",)):
            target, _, ident = value.partition(":") if isinstance(value, str) else ("", "", "")
            if target in known and target not in tables.files.incomplete and ident not in known[target]:
                reason, mend = _missing(ident, target, known[target], graves)
                yield tables.problem("claims", index, path, reason, mend)


def withdrawn_stay_withdrawn(tables: Tables) -> Iterator[Problem]:
    """Check that no withdrawn id is in use again."""
    for index, grave in enumerate(tables.withdrawn):
        table, ident = grave.get("table"), grave.get("id")
        if table in TABLES and isinstance(ident, str) and ident in ids(tables, str(table)):
            reason = f"{ident!r} is withdrawn but still stands in {table}"
            mend = "Take the record out, or, if it is a new one, give it an id that was never used."
            yield tables.problem("withdrawn", index, "id", reason, mend)


def event_countries(tables: Tables) -> Iterator[Problem]:
    """Check that an event's countries include that of its place."""
    country = {
        place.get("id"): place.get("country") for place in tables.places if isinstance(place.get("id"), str)
    }
    for index, event in enumerate(tables.events):
        place, countries = event.get("place"), event.get("countries")
        code = country.get(place) if isinstance(place, str) else None
        if isinstance(code, str) and isinstance(countries, list) and code not in countries:
            reason = f"{code} is missing, the country of the place {place!r}"
            yield tables.problem("events", index, "countries", reason, f"Add {code}, or correct the place.")


def referrers(tables: Tables, table: str, ident: str) -> Iterator[tuple[str, int, positions.Path]]:
    """Find where records name a record: their table, their index in it, and the path of the id."""
    for name, field, target in REFERENCES:
        for index, record in enumerate(tables[name]) if target == table else ():
            for path, value in follow(record, tuple(field.split("."))):
                if value == ident:
                    yield name, index, path
    for index, claim in enumerate(tables.claims):
        for path, value in follow(claim, ("record",)):
            if value == f"{table}:{ident}":
                yield "claims", index, path


def ids(tables: Tables, table: str) -> set[str]:
    """Collect the ids of a table, leaving out what is no text."""
    return {record["id"] for record in tables[table] if isinstance(record.get("id"), str)}


def follow(
    value: Any, keys: tuple[str, ...], path: positions.Path = ()
) -> Iterator[tuple[positions.Path, Any]]:
    """Walk along keys into a record, through every list on the way, to the values at the end."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from follow(item, keys, (*path, index))
    elif not keys:
        yield path, value
    elif isinstance(value, dict) and keys[0] in value:
        yield from follow(value[keys[0]], keys[1:], (*path, keys[0]))


def _missing(value: str, target: str, known: set[str], graves: dict[Any, Record]) -> tuple[str, str]:
    grave = graves.get((target, value))
    if grave is not None:
        reason = f"{value!r} was withdrawn ({grave.get('withdrawn')}: {grave.get('reason_en')})"
        return reason, "Point to another record, or take the reference out."
    near = [ident for ident in known if abs(len(ident) - len(value)) <= 2]
    close = difflib.get_close_matches(value, near, 1, 0.8)
    hint = f"Did you mean {close[0]!r}? " if close else ""
    return (
        f"there is no {SINGULAR[target]} {value!r}",
        f"{hint}Correct the id, or add the record to {_HOME[target]}.",
    )
