"""What a filter knows a record by, kept of every record, so that one that is gone can still be asked for.

Legs, events and observations have the values they are filtered by. What is shown because of others (a place because of its
legs, a corridor, an actor, a dispute) has the values of all of them taken together: it may seem to fit choices that no single
one of them fitted. Words are not kept; only the name of a record is searched. Directions
are not kept either: of a flow, only its country is judged.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

import numpy as np
import pandas as pd

from layers import dates
from layers.catalog import Catalog
from layers.choices import LEVELS, Choices
from layers.evidence import rank
from layers.index import ABOUT, TableIndex, index_of
from layers.vocabulary import GRADES
from layers.words import words_of

Keys = Mapping[str, tuple[str, ...]]
"""Field of the choices -> values; `since` and `until` hold one day each, and are absent where nothing is dated. `evidence`
holds the grades, of graded records only, and `named` is there where the group is named."""

_BEARS: Final[Mapping[str, tuple[str, ...]]] = {
    "legs": ("countries", "corridors", "crimes", "actors", "attribution"),
    "events": ("countries", "corridors", "crimes", "actors", "acts"),
    "series": ("countries",),
    "observations": ("countries",),
}
"""The choices that bear on a table; `_SHARED` for any other."""
_SHARED: Final = ("countries", "corridors", "crimes", "actors")
_FIGURES: Final = ("series", "observations", "sources", "origins", "claims", "reviews")
"""Tables whose records have no grade of their own and name nobody."""
_WORDLESS: Final = ("series", "observations")
"""Tables on which a text to search for does not bear."""
PLACED: Final = ("legs", "events", "corridors", "places")
"""What a dispute is shown for; where it is about none of these, for its actors and series."""


def keys_of(catalog: Catalog) -> dict[str, dict[str, Keys]]:
    """Return, per table and id, the keys of every record that has any."""
    index = index_of(catalog)

    def own(table: str) -> dict[str, Keys]:
        return _own(getattr(index, table), list(getattr(catalog, table).index), index.values)

    legs, events, places, actors, figures = map(own, ("legs", "events", "places", "actors", "observations"))
    in_corridor = _gathered(catalog.events["corridor"], events)
    legs = {
        key: together([keys, *({"actors": each.get("actors", ())} for each in in_corridor.get(corridor, ()))])
        for (key, keys), corridor in zip(legs.items(), catalog.legs["corridor"], strict=True)
    }
    naming = _gathered(catalog.events["actors"], events)
    actors = {key: together([keys, {"actors": (key,)}, *naming.get(key, ())]) for key, keys in actors.items()}
    of_corridor, of_series = (
        _gathered(catalog.legs["corridor"], legs),
        _gathered(catalog.observations["series"], figures),
    )
    there = [
        _gathered(catalog.legs["from_place"], legs),
        _gathered(catalog.legs["to_place"], legs),
        _gathered(catalog.events["place"], events),
    ]
    found: dict[str, dict[str, Keys]] = {
        "corridors": {
            str(key): together([{"corridors": (str(key),)}, *of_corridor.get(key, ())])
            for key in catalog.corridors.index
        },
        "legs": legs,
        "places": {
            key: together([keys, *(each for known in there for each in known.get(key, ()))])
            for key, keys in places.items()
        },
        "events": events,
        "actors": actors,
        "relations": {
            key: {**_common(actors[one], actors[other]), "actors": tuple(sorted({one, other}))}
            for key, one, other in catalog.relations[["from", "to"]].itertuples()
        },
        "series": {str(key): together(of_series.get(key, ())) for key in catalog.series.index},
        "observations": figures,
    }
    found["disputes"] = {
        str(key): together(
            found[table][each]
            for table in (PLACED if any(about[name] for name in PLACED) else ABOUT)
            for each in about[table]
        )
        for key, about in catalog.disputes["about"].items()
    }
    return {table: {str(key): keys for key, keys in rows.items() if keys} for table, rows in found.items()}


def together(several: Iterable[Keys]) -> Keys:
    """Return the values of several keys as one, sorted: every value that one of them has, the widest period."""
    values: dict[str, set[str]] = {}
    for keys in several:
        for name, listed in keys.items():
            values.setdefault(name, set()).update(listed)
    bounds = {"since": min, "until": max}
    return {
        name: (bounds[name](found),) if name in bounds else tuple(sorted(found))
        for name, found in sorted(values.items())
        if found
    }


def _common(one: Keys, other: Keys) -> dict[str, tuple[str, ...]]:
    """Return the values that both have: a tie is shown when both of its ends are."""
    shared = {name: tuple(sorted(set(one[name]) & set(other[name]))) for name in one.keys() & other.keys()}
    period = {
        name: (edge(one[name][0], other[name][0]),)
        for name, edge in (("since", max), ("until", min))
        if name in one and name in other
    }
    return dict(sorted({name: found for name, found in (shared | period).items() if found}.items()))


def would_show(choices: Choices, table: str, keys: Keys, name: str) -> bool:
    """Tell whether a filter would have shown a record with these keys; the text is searched in `name` alone.

    What is not recorded of it does not fit a choice that bears on its table.
    """
    if table in _FIGURES:
        choices = choices.without("evidence", "named", "flow")
    if table == "disputes" and not ("corridors" in keys or "actors" in keys):
        table = "series"  # it is about figures
    for dimension in _BEARS.get(table, _SHARED):
        chosen = getattr(choices, dimension)
        if chosen and not set(chosen) & set(keys.get(dimension, ())):
            return False
    if choices.since or choices.until:
        if "since" not in keys:
            return False
        first = dates.parse(choices.since).start if choices.since else date.min
        last = dates.parse(choices.until).end if choices.until else date.max
        if not (dates.parse(keys["since"][0]).start <= last and dates.parse(keys["until"][0]).end >= first):
            return False
    # Directions are not kept: a record may seem to fit that only touches the country.
    flow = choices.flow if table not in _WORDLESS else None
    if flow and flow.of_country and flow.area not in keys.get("countries", ()):
        return False
    least = LEVELS.index(choices.evidence)
    if least and all(rank(grade) < least for grade in keys.get("evidence", ())):
        return False
    if choices.named and "named" not in keys:
        return False
    if choices.text and table not in _WORDLESS:
        return bool(words_of([name]).mask(choices.text)[0])
    return True


def _own(table: TableIndex, ids: Sequence[Any], values: Mapping[str, tuple[str, ...]]) -> dict[str, Keys]:
    """Return the keys of every row from what the filter itself looks at."""
    found: dict[str, dict[str, tuple[str, ...]]] = {str(key): {} for key in ids}
    for name, links in table.links.items():
        for row, target in zip(links.rows.tolist(), links.targets.tolist(), strict=True):
            own = found[str(ids[row])]
            own[name] = (*own.get(name, ()), values[name][target])
    for row in np.flatnonzero(table.dated).tolist():
        days = {"since": table.start[row], "until": table.end[row]}
        found[str(ids[row])] |= {
            name: (date.fromordinal(int(day)).isoformat(),) for name, day in days.items()
        }
    if table.graded:
        for row, key in enumerate(ids):
            found[str(key)]["evidence"] = (tuple(GRADES)[table.grade[row]],)
            if table.named[row]:
                found[str(key)]["named"] = ("1",)
    return {key: together([own]) for key, own in found.items()}


def _gathered(column: "pd.Series[Any]", keys: Mapping[str, Keys]) -> dict[Any, list[Keys]]:
    """Return, per value of a column, the keys of the rows that have it; a cell may hold several values."""
    found: dict[Any, list[Keys]] = {}
    for key, cell in column.items():
        for value in cell if isinstance(cell, tuple) else (cell,):
            found.setdefault(value, []).append(keys[str(key)])
    return found
