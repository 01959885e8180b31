"""Which rows match a visitor's choices: the meaning of the filter, on arrays.

Values of one choice are alternatives (OR); different choices must all hold (AND).

- A *leg* matches by countries (start, end or passage), corridor, crimes, attribution, period and text. Legs
  record no actors: with actors chosen, a leg must belong to a corridor in which a matching event is
  recorded.
- An *event* matches by countries, corridor, crimes, actors, act status, period and text.
- Attribution says nothing on events, act status nothing on legs: neither leaves out rows of the other kind.
- A *level of evidence* keeps legs and events of at least that grade, and lets a leg match only by those of its
  crimes that have it themselves. *Named* keeps legs that name the group and events in which it, or a faction, is
  an actor.
- A *flow* keeps the legs that lead into, out of or through a country or a place, and the events that concern that country
  or happened in that place, see `layers.ways`.
- A *period* keeps what is dated to an interval that shares at least one day with it. A leg without dates
  matches no period.
- Everything else follows from the legs and events that match, see `matching_rows`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from layers import dates
from layers.choices import LEVELS, Choices
from layers.index import Index, TableIndex
from layers.links import Codes, Links, Mask

LEG_DIMENSIONS = ("countries", "corridors", "crimes", "attribution")
EVENT_DIMENSIONS = ("countries", "corridors", "crimes", "actors", "acts")


@dataclass(frozen=True, eq=False)
class Matches:
    """The legs, events and places that match, one mask per table."""

    legs: Mask
    events: Mask
    places: Mask


def period(choices: Choices) -> tuple[int, int] | None:
    """Return the period asked for as day numbers (proleptic, both ends included); None without one."""
    if not (choices.since or choices.until):
        return None
    start = dates.parse(choices.since).start if choices.since else date.min
    end = dates.parse(choices.until).end if choices.until else date.max
    return start.toordinal(), end.toordinal()


def _rows(table: TableIndex, index: Index, choices: Choices, dimensions: tuple[str, ...]) -> Mask:
    """Return the rows that match by themselves, on the dimensions given, the period and the text."""
    mask = np.ones(table.size, dtype=np.bool_)
    for name in dimensions:
        chosen = getattr(choices, name)
        if chosen:
            links = table.links[name]
            if name == "crimes" and table is index.legs:
                links = index.crimes_at[level(choices)]
            mask &= links.back(_among(index.values[name], chosen))
    if choices.evidence:
        mask &= table.grade >= level(choices)
    if choices.named:
        mask &= table.named
    if choices.flow and table is index.legs:
        mask &= index.ways.legs(choices.flow)
    if choices.flow and table is index.events:
        mask &= index.ways.events(choices.flow)
    if (days := period(choices)) is not None:
        mask &= table.during(*days)
    if choices.text:
        mask &= table.words.mask(choices.text)
    return mask


def level(choices: Choices) -> int:
    """Return the rank of the least grade asked for; 0 asks for any source."""
    return LEVELS.index(choices.evidence)


def _among(values: tuple[str, ...], chosen: tuple[str, ...]) -> Mask:
    wanted = frozenset(chosen)
    return np.fromiter((value in wanted for value in values), dtype=np.bool_, count=len(values))


def match(index: Index, choices: Choices) -> Matches:
    """Return the legs, events and places that match.

    Places: the ends of the legs and the places of the events that match; with nothing chosen but countries
    or a text, also the places that match it themselves. With nothing chosen at all, every place.
    """
    events = _rows(index.events, index, choices, EVENT_DIMENSIONS)
    legs = _rows(index.legs, index, choices, LEG_DIMENSIONS)
    if choices.actors:
        legs &= index.legs.links["corridors"].back(index.events.links["corridors"].reach(events))
    places = index.leg_places.reach(legs) | index.event_places.reach(events)
    if choices.without("countries", "text").is_empty:
        places |= _rows(index.places, index, choices, ("countries",))
    return Matches(legs, events, places)


def undated_legs(index: Index, choices: Choices) -> int:
    """Count the legs that match all but the period, and match no period because no source is dated."""
    if period(choices) is None:
        return 0
    return int((match(index, choices.without("since", "until")).legs & ~index.legs.dated).sum())


def matching_rows(index: Index, choices: Choices) -> Mapping[str, Mask]:
    """Return the mask of every table that a filter reduces.

    - corridors: those with a matching leg;
    - actors: those named in a matching event, those chosen, and those a chosen one is tied to; with nothing
      chosen but countries or a text, also those that match it themselves;
    - relations: those between two actors kept that have the grade asked for;
    - observations: by the countries of their geography and by period; other choices do not bear on figures;
    - series: those with an observation kept;
    - disputes: those about a leg, event, corridor or place kept; a dispute about none of these, when an
      actor or a series it is about is kept;
    - sources: every source that a kept record cites.
    """
    found = match(index, choices)
    corridors = index.legs.links["corridors"].reach(found.legs)
    actors = index.events.links["actors"].reach(found.events)
    if choices.actors:
        chosen = _among(index.values["actors"], choices.actors)
        actors |= chosen | index.relation_actors.reach(index.relation_actors.back(chosen))
    if choices.without("countries", "text").is_empty:
        actors |= _rows(index.actors, index, choices, ("countries",))
    figures = choices.without("text", "evidence", "named", "flow")
    observations = _rows(index.observations, index, figures, ("countries",))
    kept = {
        "corridors": corridors,
        "legs": found.legs,
        "places": found.places,
        "events": found.events,
        "actors": actors,
        "relations": ~index.relation_actors.back(~actors) & (index.relation_grade >= level(choices)),
        "series": index.observation_series.reach(observations),
        "observations": observations,
    }
    kept["disputes"] = _disputes(index, kept)
    sources = np.zeros(index.citations["legs"].target_count, dtype=np.bool_)
    for name, cited in index.citations.items():
        sources |= cited.reach(kept[name])
    return {**kept, "sources": sources}


def _disputes(index: Index, kept: Mapping[str, Mask]) -> Mask:
    where = ("legs", "events", "corridors", "places")
    tied, located = (np.zeros(index.about["legs"].row_count, dtype=np.bool_) for _ in range(2))
    for name in where:
        tied |= index.about[name].back(kept[name])
        located[index.about[name].rows] = True
    for name in ("actors", "series"):
        tied |= index.about[name].back(kept[name]) & ~located
    return tied


def count_values(index: Index, choices: Choices, dimension: str) -> tuple[Codes, Codes]:
    """Count legs and events per value of a dimension, if that value alone were chosen in it.

    The arrays follow `index.values[dimension]`. The figures are those that `match` would give, without
    running it once per value.
    """
    rest = choices.without(dimension)
    size = len(index.values[dimension])
    events = _rows(index.events, index, rest, EVENT_DIMENSIONS)
    legs = _rows(index.legs, index, rest, LEG_DIMENSIONS)
    on_events, on_legs = index.events.links.get(dimension), index.legs.links.get(dimension)
    if dimension == "crimes":
        on_legs = index.crimes_at[level(choices)]
    event_counts = on_events.count(events) if on_events else np.full(size, events.sum())
    in_corridor = index.legs.links["corridors"]
    if not (rest.actors or dimension == "actors"):
        return (on_legs.count(legs) if on_legs else np.full(size, legs.sum())), event_counts
    if on_events is None:
        assert on_legs is not None
        reached = in_corridor.back(index.events.links["corridors"].reach(events))
        return on_legs.count(legs & reached), event_counts
    # With actors chosen, a value keeps a leg only in corridors where an event with that very value matches.
    allowed = np.unique(_keys(on_events, index.events.links["corridors"], events))
    width = in_corridor.target_count
    if on_legs is not None:
        of_legs = _keys(on_legs, in_corridor, legs)
        return np.bincount(of_legs[np.isin(of_legs, allowed)] // width, minlength=size), event_counts
    per_corridor = in_corridor.count(legs)
    counted = np.bincount(allowed // width, weights=per_corridor[allowed % width], minlength=size)
    return counted.astype(np.int64), event_counts


def _keys(values: Links, corridors: Links, rows: Mask) -> Codes:
    """Return value * corridors + corridor per pair of a row and a value; a row in no corridor has none."""
    corridor_of = np.full(corridors.row_count, -1, dtype=np.int64)
    corridor_of[corridors.rows] = corridors.targets
    where = corridor_of[values.rows]
    kept = rows[values.rows] & (where >= 0)
    return values.targets[kept] * corridors.target_count + where[kept]
