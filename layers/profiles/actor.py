"""An actor: a group, a network or an authority, never a person. What names it, whom it is tied to, who says otherwise."""

from dataclasses import dataclass

import pandas as pd

from layers.catalog import Catalog
from layers.profiles import circle, voices
from layers.profiles.circle import Circle
from layers.profiles.tally import Counts, Tally, counted, graded, holding, tally
from layers.vocabulary import RELATION_KINDS


@dataclass(frozen=True)
class ActorProfile:
    """An actor in numbers, all of what is in view but `of_events`, which counts the whole."""

    id: str
    events: Tally
    of_events: int
    relations: tuple[str, ...]
    relation_kinds: Counts
    relation_grades: Counts
    circle: Circle
    countries: tuple[tuple[str, int], ...]
    corridors: tuple[tuple[str, int], ...]
    disputes: tuple[str, ...]
    sources: tuple[str, ...]
    single: tuple[str, ...]
    single_relations: tuple[str, ...]
    in_view: bool


def naming(events: pd.DataFrame, ident: str) -> pd.DataFrame:
    """Return the events in which the actor is named or acts."""
    return holding(events, "actors", ident)


def read(catalog: Catalog, shown: Catalog, ident: str) -> ActorProfile:
    """Return the actor as the view shows it. Raises KeyError for an id that the catalog lacks."""
    events = naming(shown.events, ident)
    ties = shown.relations
    own = ties[(ties["from"] == ident) | (ties["to"] == ident)]
    own = own.sort_values("kind", key=lambda kinds: kinds.map(tuple(RELATION_KINDS).index), kind="stable")
    actor = catalog.actors.loc[[ident]]
    visited = [code for codes in events["countries"] for code in codes]
    corridors = events["corridor"].value_counts().to_dict()
    return ActorProfile(
        id=ident,
        events=tally(events),
        of_events=len(naming(catalog.events, ident)),
        relations=tuple(own.index),
        relation_kinds=counted(own["kind"], RELATION_KINDS),
        relation_grades=graded(own),
        circle=circle.draw(ident, ties, catalog.actors["name"]),
        countries=counted(visited, sorted(set(visited), key=lambda code: (-visited.count(code), code))),
        corridors=tuple((key, corridors[key]) for key in shown.corridors.index if key in corridors),
        disputes=voices.disputes_about(shown, {"actors": [ident], "events": events.index}),
        sources=voices.cited(actor, events, own),
        single=tuple(events.index[events["grade"] == "single_source"]),
        single_relations=tuple(own.index[own["grade"] == "single_source"]),
        in_view=ident in shown.actors.index,
    )
