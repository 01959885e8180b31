"""Which rows of a catalog carry which value: computed once, so that a filter never loops over rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from layers import vocabulary
from layers.catalog import Catalog
from layers.evidence import rank
from layers.language import LANGUAGES, country
from layers.links import Codes, Links, Mask, link
from layers.ways import Ways, ways_of
from layers.words import Words, words_of

CITING: Final = (
    "corridors", "legs", "places", "events", "actors", "relations", "disputes", "series", "observations",
)  # fmt: skip
"""The tables whose records cite sources."""
ABOUT: Final = ("places", "corridors", "legs", "events", "actors", "series")
"""The tables that a dispute can be about."""
GROUP: Final = "tren-de-aragua"
NAMING: Final = ("tda", "tda_partial")
"""Attributions of a leg by which the group, or a faction of it, is named."""


@dataclass(frozen=True, eq=False)
class TableIndex:
    """One table: links to the values of each dimension, the intervals as day numbers, the words.

    A row without dates has an interval that no period overlaps, and False in `dated`. `grade` is the rank of the row's
    grade, 0 for all rows of a table that is not graded. `named` marks the rows that name the group or a faction of it.
    """

    size: int
    links: Mapping[str, Links]
    start: Codes
    end: Codes
    dated: Mask
    words: Words
    grade: Codes
    named: Mask
    graded: bool

    def during(self, start: int, end: int) -> Mask:
        """Return the rows whose interval shares at least one day with the days start to end."""
        return (self.start <= end) & (self.end >= start)


@dataclass(frozen=True, eq=False)
class Index:
    """Everything a filter asks of a catalog. `values` lists, per dimension, what can be chosen, in order.

    `crimes_at` links legs to the crimes whose own grade is at least of that rank.
    """

    values: Mapping[str, tuple[str, ...]]
    legs: TableIndex
    events: TableIndex
    places: TableIndex
    actors: TableIndex
    observations: TableIndex
    leg_places: Links
    event_places: Links
    relation_actors: Links
    relation_grade: Codes
    crimes_at: tuple[Links, ...]
    observation_series: Links
    about: Mapping[str, Links]
    citations: Mapping[str, Links]
    ways: Ways


_built: WeakKeyDictionary[Catalog, Index] = WeakKeyDictionary()


def index_of(catalog: Catalog) -> Index:
    """Return the index of a catalog, building it at the first call and keeping it as long as the catalog."""
    if catalog not in _built:
        _built[catalog] = _build(catalog)
    return _built[catalog]


def _build(c: Catalog) -> Index:
    values = _values(c)
    texts = _row_texts(c, values["countries"])
    group = the_group(c)

    def table(name: str, **columns: str) -> TableIndex:
        """Index a table; `columns` says which column holds the values of a dimension."""
        frame: pd.DataFrame = getattr(c, name)
        links = {
            dimension: _links(frame, [column], values[dimension]) for dimension, column in columns.items()
        }
        start, end, dated = _days(frame)
        words = words_of(texts.get(name, [""] * len(frame)))
        return TableIndex(
            len(frame),
            links,
            start,
            end,
            dated,
            words,
            _ranks(frame),
            _naming(frame, name, group),
            "grade" in frame,
        )

    about: Sequence[Mapping[str, tuple[str, ...]]] = list(c.disputes["about"])
    return Index(
        values=values,
        legs=table(
            "legs", countries="countries", corridors="corridor", crimes="crimes", attribution="attribution"
        ),
        events=table(
            "events",
            countries="countries",
            corridors="corridor",
            crimes="crimes",
            actors="actors",
            acts="act_status",
        ),
        places=table("places", countries="country"),
        actors=table("actors", countries="countries"),
        observations=table("observations", countries="countries"),
        leg_places=_links(c.legs, ["from_place", "to_place"], c.places.index),
        event_places=_links(c.events, ["place"], c.places.index),
        relation_actors=_links(c.relations, ["from", "to"], c.actors.index),
        relation_grade=_ranks(c.relations),
        crimes_at=tuple(
            link(_crimes_from(c.legs, rank(grade)), values["crimes"]) for grade in vocabulary.GRADES
        ),
        observation_series=_links(c.observations, ["series"], c.series.index),
        about={name: link([row[name] for row in about], getattr(c, name).index) for name in ABOUT},
        citations={name: link(_cited(getattr(c, name)), c.sources.index) for name in CITING},
        ways=ways_of(c),
    )


def _values(c: Catalog) -> dict[str, tuple[str, ...]]:
    lists = (c.legs["countries"], c.events["countries"])
    return {
        "countries": tuple(
            sorted({*c.places["country"], *(code for column in lists for row in column for code in row)})
        ),
        "corridors": tuple(c.corridors.index),
        "crimes": tuple(vocabulary.CRIMES),
        "actors": tuple(c.actors.index),
        "attribution": tuple(vocabulary.ATTRIBUTION),
        "acts": tuple(vocabulary.ACT_STATUS),
    }


def _links(frame: pd.DataFrame, columns: Sequence[str], targets: Collection[Any]) -> Links:
    """Link rows to the values of some columns; a column holds a text, None, or a tuple of texts."""
    cells = zip(*(frame[column] for column in columns), strict=True)
    return link(
        [[v for cell in row for v in (cell if isinstance(cell, tuple) else (cell,))] for row in cells],
        targets,
    )


def _days(frame: pd.DataFrame) -> tuple[Codes, Codes, Mask]:
    """Return start and end as proleptic day numbers; without dates, an interval that nothing overlaps."""
    if "start" not in frame:
        return _days(frame.assign(start=None, end=None))
    starts = [day.toordinal() if day else date.max.toordinal() for day in frame["start"]]
    ends = [day.toordinal() if day else date.min.toordinal() for day in frame["end"]]
    dated = np.array([day is not None for day in frame["start"]], dtype=np.bool_)
    return np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64), dated


def the_group(c: Catalog) -> frozenset[str]:
    """Return the ids of the group's actor, of its factions, and of theirs."""
    found: set[str] = set()
    wave = {GROUP} & set(c.actors.index)
    while wave:
        found |= wave
        factions = c.relations[(c.relations["kind"] == "faction_of") & c.relations["to"].isin(wave)]
        wave = set(factions["from"]) - found
    return frozenset(found)


def _ranks(frame: pd.DataFrame) -> Codes:
    grades = frame["grade"] if "grade" in frame else [next(iter(vocabulary.GRADES))] * len(frame)
    return np.fromiter((rank(grade) for grade in grades), dtype=np.int64, count=len(frame))


def _naming(frame: pd.DataFrame, name: str, group: frozenset[str]) -> Mask:
    if name == "legs":
        found = [who in NAMING for who in frame["attribution"]]
    elif name == "events":
        found = [not group.isdisjoint(actors) for actors in frame["actors"]]
    else:
        found = [key in group for key in frame.index]
    return np.array(found, dtype=np.bool_)


def _crimes_from(legs: pd.DataFrame, least: int) -> list[list[str]]:
    return [
        [crime for crime, grade in zip(crimes, grades, strict=True) if rank(grade) >= least]
        for crimes, grades in zip(legs["crimes"], legs["crime_grades"], strict=True)
    ]


def _cited(frame: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the sources of every row; those of a dispute's positions count as the dispute's own."""
    if "positions" not in frame:
        return list(frame["sources"])
    return [
        (*own, *(source for position in positions for source in position["sources"]))
        for own, positions in zip(frame["sources"], frame["positions"], strict=True)
    ]


def _row_texts(c: Catalog, codes: Iterable[str]) -> dict[str, list[str]]:
    """Return, per table, the text searched for every row: what a visitor can read of it, in all languages."""
    corridor = _texts(c.corridors, "name")
    place = dict(zip(c.places.index, c.places["name"], strict=True))
    actor = {
        key: " ".join((name, *aliases)) for key, name, aliases in c.actors[["name", "aliases"]].itertuples()
    }
    nation = {code: " ".join(country(lang, code) for lang in LANGUAGES) for code in codes}

    def joined(
        frame: pd.DataFrame, own: Mapping[str, str], *named: tuple[str, Mapping[str, str]]
    ) -> list[str]:
        """Join a row's own text with the names of what its columns refer to."""
        texts = [list(own.values())]
        for column, names in named:
            cells = (cell if isinstance(cell, tuple) else (cell,) for cell in frame[column])
            texts.append([" ".join(names.get(key, "") for key in cell) for cell in cells])
        return [" ".join(row) for row in zip(*texts, strict=True)]

    region = {name: name for name in c.places["admin1"]}
    towns, groups = c.places.reset_index(), c.actors.reset_index()
    ends = (("from_place", place), ("to_place", place))
    concerned = (("countries", nation), ("corridor", corridor))
    return {
        "legs": joined(c.legs, _texts(c.legs, "note"), *concerned, *ends),
        "events": joined(
            c.events, _texts(c.events, "title", "summary"), *concerned, ("place", place), ("actors", actor)
        ),
        "places": joined(
            towns, _texts(c.places, "note"), ("id", place), ("admin1", region), ("country", nation)
        ),
        "actors": joined(groups, _texts(c.actors, "note"), ("id", actor), ("countries", nation)),
    }


def _texts(frame: pd.DataFrame, *fields: str) -> dict[str, str]:
    """Return, per id, the texts of some fields in all languages."""
    columns = [f"{field}_{lang}" for field in fields for lang in LANGUAGES]
    return {key: " ".join(text or "" for text in texts) for key, *texts in frame[columns].itertuples()}
