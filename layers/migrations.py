"""The schema of links, and how older links are read: an ordered list of steps, each from one version to the next.

A link says under `v` which schema it was written in; one without it is of version 1, as all were before there was the key. A
key or a value that is to be called something else gets a step here and is never read in two ways elsewhere::

    def _step(query: Query) -> Query:
        return renamed(query, "actor", "group")

What links of each version have meant is kept in tests/golden/links.json; docs/decisions/2026-11-26-sharing.md says why.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from layers.notices import Notice, echo

KEY: Final = "v"
"""Key of a link that names the version of its schema."""
FIRST: Final = 1
"""The version of a link that names none."""
Query = dict[str, Any]
"""Keys and values of a link: a text or a list of texts per key."""
STEPS: Final[tuple[Callable[[Query], Query], ...]] = ()
"""The step from version 1 to 2, from 2 to 3 ...; a step gets a query of its own and may change it."""


def version(steps: Sequence[Callable[[Query], Query]] = STEPS) -> int:
    """Return the version that links are written in."""
    return FIRST + len(steps)


def migrate(
    query: Mapping[str, Any], steps: Sequence[Callable[[Query], Query]] = STEPS
) -> tuple[Query, tuple[Notice, ...]]:
    """Return a query as the present schema writes it, without its version, and what to tell; never raises.

    A link from a later version is read as one of the present, as far as that goes. One whose version is no number, or that
    names several, is read as the present one too.
    """
    found = {key: value for key, value in query.items() if key != KEY}
    named, notices = _named(query.get(KEY), version(steps))
    for step in steps[named - FIRST :]:
        found = step(found)
    return found, notices


def versioned(query: Mapping[str, Sequence[str]], latest: int | None = None) -> dict[str, list[str]]:
    """Return a query with the version it is written in; the first version goes without saying."""
    latest = latest or version()
    kept = {key: list(values) for key, values in query.items() if key != KEY}
    return kept | ({KEY: [str(latest)]} if latest > FIRST else {})


def current(query: Mapping[str, Any]) -> Query:
    """Return what a page of the atlas asks its own server: without a version it is of the present one."""
    return migrate({KEY: str(version()), **query})[0]


def renamed(query: Query, old: str, new: str) -> Query:
    """Return the query with a key called otherwise; what the new key holds already comes first."""
    if old not in query:
        return query
    kept = {key: value for key, value in query.items() if key not in (old, new)}
    return kept | {new: [*_values(query.get(new)), *_values(query[old])]}


def recoded(query: Query, key: str, codes: Mapping[str, str]) -> Query:
    """Return the query with values of a key called otherwise, whatever their case and whether joined by commas or not."""
    if key not in query:
        return query
    parts = [part.strip() for value in _values(query[key]) for part in value.split(",")]
    return query | {key: [codes.get(part.casefold(), part) for part in parts]}


def _values(raw: Any) -> list[str]:
    items = raw if isinstance(raw, (list, tuple)) else [raw]
    return [str(item) for item in items if item is not None]


def _named(raw: Any, latest: int) -> tuple[int, tuple[Notice, ...]]:
    values = {value.strip() for value in _values(raw)} - {""}
    if not values:
        return FIRST, ()
    value = min(values)
    if len(values) > 1 or not (
        value.isascii() and value.isdigit() and len(value) < 6 and int(value) >= FIRST
    ):
        return latest, (Notice("unknown-value", (("key", KEY), ("value", echo(value)))),)
    if int(value) > latest:
        return latest, (Notice("later-version", (("value", echo(value)),)),)
    return int(value), ()
