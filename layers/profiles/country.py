"""A country: what enters, leaves and crosses it, what is reported there, what is published about it, what is not known."""

from dataclasses import dataclass

import pandas as pd

from layers.borders import read_countries
from layers.catalog import Catalog
from layers.index import index_of
from layers.profiles import figures, voices
from layers.profiles.figures import Figure
from layers.profiles.tally import Counts, Tally, counted, graded, holding, tally
from layers.vocabulary import CRIMES

WAYS = ("enter", "leave", "within", "cross")


@dataclass(frozen=True)
class Hub:
    """A place with the number of legs that begin or end there and of events dated there."""

    place: str
    legs: int
    events: int


@dataclass(frozen=True)
class CountryProfile:
    """A country in numbers, all of what is in view but `of_legs` and `of_events`, which count the whole.

    `ways` holds the legs that enter it, leave it, stay within it (or come back to it) and cross it on the way elsewhere;
    `borders` the legs over each land border ("CL-PE"); `corridors` legs and events per corridor. `silent_places` are places
    where no leg that bears a date begins or ends and no event is dated. `actors` are those of the country and whoever else its
    events name; `disputes` those about its records and about series that speak of no other country.
    """

    code: str
    of_legs: int
    of_events: int
    ways: tuple[tuple[str, tuple[str, ...]], ...]
    legs: tuple[str, ...]
    leg_grades: Counts
    crimes: Counts
    borders: Counts
    corridors: tuple[tuple[str, int, int], ...]
    hubs: tuple[Hub, ...]
    events: Tally
    figures: tuple[Figure, ...]
    actors: tuple[tuple[str, int], ...]
    disputes: tuple[str, ...]
    sources: tuple[str, ...]
    places: tuple[str, ...]
    silent_places: tuple[str, ...]
    undated: tuple[str, ...]
    single_legs: tuple[str, ...]
    single_events: tuple[str, ...]
    neighbours: tuple[str, ...]


def touching(frame: pd.DataFrame, code: str) -> pd.DataFrame:
    """Return the rows whose countries hold the code."""
    return holding(frame, "countries", code)


def way(path: tuple[str, ...], code: str) -> str:
    """Say how a leg through these countries, in travel order, touches one of them (one of `WAYS`)."""
    starts, ends = path[0] == code, path[-1] == code
    return "within" if starts and ends else "leave" if starts else "enter" if ends else "cross"


def read(catalog: Catalog, shown: Catalog, code: str) -> CountryProfile:
    """Return the country (ISO 3166-1 alpha-2) as the view shows it."""
    legs, events = touching(shown.legs, code), touching(shown.events, code)
    places = shown.places[shown.places["country"] == code]
    ends = pd.concat([legs["from_place"], legs["to_place"]])
    at, dated_at = ends.value_counts().to_dict(), events["place"].value_counts().to_dict()
    dated_legs = legs[legs["start"].notna()]
    heard = {*dated_legs["from_place"], *dated_legs["to_place"], *dated_at}
    hubs = [Hub(str(key), at.get(key, 0), dated_at.get(key, 0)) for key in places.index]
    hubs = sorted(
        (hub for hub in hubs if hub.legs or hub.events), key=lambda h: (-h.legs - h.events, h.place)
    )
    per_leg, per_event = (
        legs["corridor"].value_counts().to_dict(),
        events["corridor"].value_counts().to_dict(),
    )
    borders = [pair for pairs in legs["borders"] for pair in pairs if code in pair.split("-")]
    actors = touching(shown.actors, code)
    named = (
        pd.Series([actor for actors in events["actors"] for actor in actors], dtype=object)
        .value_counts()
        .to_dict()
    )
    corridors = [key for key in shown.corridors.index if key in per_leg or key in per_event]
    latest = figures.latest(shown.observations, code)
    about = {"legs": legs.index, "events": events.index, "places": places.index, "corridors": corridors}
    about["series"] = figures.alone(catalog.observations, {figure.series for figure in latest}, code)
    land = {other for pair in read_countries().neighbours if code in pair for other in pair}
    reached = {other for path in legs["countries"] for other in path}
    known = set(index_of(catalog).values["countries"])
    return CountryProfile(
        code=code,
        of_legs=len(touching(catalog.legs, code)),
        of_events=len(touching(catalog.events, code)),
        ways=_ways(legs, code),
        legs=tuple(legs.index),
        leg_grades=graded(legs),
        crimes=_most([crime for crimes in (*legs["crimes"], *events["crimes"]) for crime in crimes]),
        borders=counted(borders, sorted(set(borders), key=lambda pair: (-borders.count(pair), pair))),
        corridors=tuple((key, per_leg.get(key, 0), per_event.get(key, 0)) for key in corridors),
        hubs=tuple(hubs),
        events=tally(events),
        figures=latest,
        actors=tuple(
            sorted(
                ((str(key), named.get(key, 0)) for key in {*actors.index, *named}),
                key=lambda pair: (-pair[1], pair[0]),
            )
        ),
        disputes=voices.disputes_about(shown, about),
        sources=voices.cited(legs, events, places),
        places=tuple(map(str, places.index)),
        silent_places=tuple(str(key) for key in places.index if str(key) not in heard),
        undated=tuple(str(key) for key, start in legs["start"].items() if start is None),
        single_legs=tuple(legs.index[legs["grade"] == "single_source"]),
        single_events=tuple(events.index[events["grade"] == "single_source"]),
        neighbours=tuple(sorted((land | reached) & known - {code})),
    )


def _ways(legs: pd.DataFrame, code: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {each: [] for each in WAYS}
    for key, path in legs["countries"].items():
        found[way(path, code)].append(str(key))
    return tuple((each, tuple(keys)) for each, keys in found.items() if keys)


def _most(codes: list[str]) -> Counts:
    return counted(codes, sorted(CRIMES, key=lambda code: -codes.count(code)))
