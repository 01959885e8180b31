"""What the filters of the file know of its rows: the positions of the values that each carries, as the filter of the atlas has them."""

from datetime import date
from typing import Any, Final

import numpy as np

from layers.catalog import Catalog
from layers.choices import DIMENSIONS, KEYS, LEVELS
from layers.evidence import rank
from layers.index import TableIndex, index_of
from layers.links import Links

EPOCH: Final = date(1970, 1, 1).toordinal()
FILTERS: Final = (*DIMENSIONS, "evidence", "named", "since", "until")
"""The choices that the file can narrow its rows down by."""


def facts(shown: Catalog) -> dict[str, Any]:
    """Return the values of every dimension and the rows of a view, in its order.

    leg: [id, countries, corridors, [[crime, grade] ...], attribution, grade, named, start, end, places]; event: [id, countries,
    corridors, crimes, actors, act status, grade, named, start, end, places]; place: [id, countries]. Values are positions in
    `values`, places those in the list of places, grades ranks, days whole numbers from 1970-01-01, null without dates.
    """
    index = index_of(shown)
    places = {key: at for at, key in enumerate(shown.places.index)}
    crimes = {code: at for at, code in enumerate(index.values["crimes"])}
    legs, events = index.legs, index.events
    graded = zip(shown.legs["crimes"], shown.legs["crime_grades"], strict=True)
    leg_rows = zip(
        shown.legs.index,
        _carried(legs.links["countries"]),
        _carried(legs.links["corridors"]),
        [[[crimes[crime], rank(own)] for crime, own in zip(*row, strict=True)] for row in graded],
        [row[0] for row in _carried(legs.links["attribution"])],
        *_common(legs),
        _carried(index.leg_places),
        strict=True,
    )
    event_rows = zip(
        shown.events.index,
        *(_carried(events.links[name]) for name in ("countries", "corridors", "crimes", "actors")),
        [row[0] for row in _carried(events.links["acts"])],
        *_common(events),
        _carried(index.event_places),
        strict=True,
    )
    return {
        "keys": {name: KEYS[name] for name in FILTERS},
        "values": {name: list(index.values[name]) for name in DIMENSIONS},
        "levels": list(LEVELS),
        "legs": [list(row) for row in leg_rows],
        "events": [list(row) for row in event_rows],
        "places": [
            [key, countries]
            for key, countries in zip(places, _carried(index.places.links["countries"]), strict=True)
        ],
    }


def _carried(links: Links) -> list[list[int]]:
    """Return, per row, the targets that it carries."""
    found: list[list[int]] = [[] for _ in range(links.row_count)]
    for row, target in zip(links.rows.tolist(), links.targets.tolist(), strict=True):
        found[row].append(target)
    return found


def _common(table: TableIndex) -> tuple[list[Any], ...]:
    """Return grade, whether the group is named, first and last day."""
    days = (np.where(table.dated, edge - EPOCH, 0).tolist() for edge in (table.start, table.end))
    dated = table.dated.tolist()
    start, end = ([day if known else None for day, known in zip(edge, dated, strict=True)] for edge in days)
    return table.grade.tolist(), table.named.astype(int).tolist(), start, end
