"""A corridor, walked leg by leg without a map: from where to where, how far, since when, who is named, how sure."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from layers.catalog import Catalog
from layers.profiles import voices
from layers.profiles.confirmation import Confirmation, last_confirmed, newness
from layers.profiles.tally import Counts, Tally, counted, graded, tally
from layers.vocabulary import ATTRIBUTION


@dataclass(frozen=True)
class Step:
    """One leg of the walk.

    `joint` says how it follows on the leg before: "first", "on" (from where that one ended), "branch" (from another place
    already met), "strand" (from a new place; the corridor's legs join the two elsewhere), "gap" (no leg of the corridor joins
    the two, however far one looks), "hidden" (none in view does, but one that the filters leave out).
    """

    leg: str
    start: str
    end: str
    km: int
    joint: str
    confirmation: Confirmation


@dataclass(frozen=True)
class CorridorProfile:
    """A corridor in numbers. `legs` and `events` count what is in view, `of_legs` and `of_events` the whole.

    `confirmed` is the newest confirmation of any leg, None where no leg has two origins or a date.
    """

    id: str
    steps: tuple[Step, ...]
    of_legs: int
    of_events: int
    km: int
    events: Tally
    grades: Counts
    attribution: Counts
    gaps: int
    undated: tuple[str, ...]
    single: tuple[str, ...]
    single_events: tuple[str, ...]
    disputed: tuple[str, ...]
    disputes: tuple[str, ...]
    sources: tuple[str, ...]
    confirmed: str | None


def read(catalog: Catalog, shown: Catalog, ident: str) -> CorridorProfile:
    """Return the corridor as the view shows it. Raises KeyError for an id that the catalog lacks."""
    corridor: Any = catalog.corridors.loc[ident]
    legs = shown.legs[shown.legs["corridor"] == ident]
    events = shown.events[shown.events["corridor"] == ident]
    walk = _walk(catalog, legs, catalog.legs[catalog.legs["corridor"] == ident])
    dated = [step.confirmation.date for step in walk if step.confirmation.date]
    about = {"corridors": [ident], "legs": legs.index, "events": events.index}
    return CorridorProfile(
        id=ident,
        steps=walk,
        of_legs=int(corridor["leg_count"]),
        of_events=int((catalog.events["corridor"] == ident).sum()),
        km=round(float(legs["length_km"].sum())),
        events=tally(events),
        grades=graded(legs),
        attribution=counted(legs["attribution"], ATTRIBUTION),
        gaps=sum(step.joint == "gap" for step in walk),
        undated=tuple(key for key, start in legs["start"].items() if start is None),
        single=tuple(legs.index[legs["grade"] == "single_source"]),
        single_events=tuple(events.index[events["grade"] == "single_source"]),
        disputed=tuple(key for key, open_ in legs["disputes"].items() if open_),
        disputes=voices.disputes_about(shown, about),
        sources=voices.cited(legs, events),
        confirmed=max(dated, key=newness, default=None),
    )


def _walk(catalog: Catalog, legs: pd.DataFrame, whole: pd.DataFrame) -> tuple[Step, ...]:
    met: set[str] = set()
    found: list[Step] = []
    before: Any = None
    joined, joined_at_all = _parts(legs), _parts(whole)
    for key, leg in legs.iterrows():
        start, end = str(leg["from_place"]), str(leg["to_place"])
        if before is None:
            joint = "first"
        elif start == before["to_place"]:
            joint = "on"
        elif start in met:
            joint = "branch"
        elif joined[start] is joined[before["to_place"]]:
            joint = "strand"
        else:
            joint = "hidden" if joined_at_all[start] is joined_at_all[before["to_place"]] else "gap"
        found.append(
            Step(str(key), start, end, round(float(leg["length_km"])), joint, last_confirmed(catalog, leg))
        )
        met |= {start, end}
        before = leg
    return tuple(found)


def _parts(legs: pd.DataFrame) -> dict[str, set[str]]:
    """Return, for every place, the places that legs join it with, in whichever direction; one set for all of them."""
    found: dict[str, set[str]] = {}
    for a, b in zip(legs["from_place"], legs["to_place"], strict=True):
        part = found.get(a, {a}) | found.get(b, {b})
        found |= dict.fromkeys(part, part)
    return found
