"""What a picture shows of the filtered rows: the rows that the map in the browser would be told, and nothing else."""

from dataclasses import dataclass
from typing import Any, Final

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.scene import FADE_FROM, FADE_TO, encode
from layers.still.curves import Curve, curve
from layers.still.frame import unit
from layers.still.ink import Point
from layers.vocabulary import CRIME_FAMILIES

FAMILIES: Final = tuple(CRIME_FAMILIES)
AMERICAS: Final = -25.0
"""Degrees east of which a place does not widen the picture where no leg leads there."""


@dataclass(frozen=True)
class Place:
    """A place: where, how exactly, what for, how many legs and reports weigh on its label."""

    key: str
    name: str
    at: Point
    lon: float
    precision: str
    role: str
    weight: float
    disputed: bool
    events: int
    listed: bool
    """Whether it is in the view itself, rather than only the end of a leg that is."""


@dataclass(frozen=True)
class Leg:
    """A leg as a curve in the unit square; `strands` are colours of `layers.look`, `grade` the rank of the grade."""

    key: str
    corridor: str
    start: str
    end: str
    form: str
    strands: tuple[str, ...]
    curve: Curve
    fade: tuple[bool, bool]
    grade: int
    disputed: bool
    headline: bool


@dataclass(frozen=True)
class Corridor:
    """A corridor with a leg in the view: its short name and where that is written."""

    key: str
    name: str
    at: Point
    headline: bool
    area: bool


@dataclass(frozen=True)
class Plan:
    """All that is drawn. `focus` holds the keys that a selection brings forward, empty where nothing is selected."""

    places: tuple[Place, ...]
    legs: tuple[Leg, ...]
    corridors: tuple[Corridor, ...]
    focus: frozenset[str]

    @property
    def spots(self) -> list[Point]:
        """Return the positions that a picture has to show: ends of legs, or the places where there are none."""
        if self.focus:
            legs = [leg for leg in self.legs if leg.key in self.focus]
            places = [place for place in self.places if place.key in self.focus]
        else:
            legs, places = list(self.legs), [] if self.legs else list(self.places)
        american = [place for place in places if place.lon < AMERICAS]
        return [
            *(spot for leg in legs for spot in (leg.curve[0:2], leg.curve[4:6])),
            *(place.at for place in american or places),
        ]


def plan(catalog: Catalog, shown: Catalog, view: ViewFilter, lang: str) -> Plan:
    """Return what is drawn of `shown`, which is what `view.apply(catalog)` gives, with `view.selected` brought forward."""
    rows = encode(catalog, lang, view.evidence)
    legs = catalog.legs.index.get_indexer(shown.legs.index).tolist()
    events = catalog.events.index.get_indexer(shown.events.index).tolist()
    listed = set(catalog.places.index.get_indexer(shown.places.index).tolist())
    counted: dict[int, int] = {}
    for event in events:
        counted[rows.events[event][2]] = counted.get(rows.events[event][2], 0) + 1
    needed = sorted(listed | {end for leg in legs for end in rows.ends[leg].tolist()})
    places: dict[int, Place] = {}
    for ordinal in needed:
        _n, key, name, _country, lon, lat, precision, role, weight, disputed = rows.places[ordinal]
        places[ordinal] = Place(
            f"place.{key}", name, unit(lon, lat), lon, precision, role, weight, bool(disputed),
            counted.get(ordinal, 0), ordinal in listed,
        )  # fmt: skip
    drawn = []
    for ordinal in legs:
        (
            _n, key, start, end, owner, form, families, _crimes, lane, fade, _since, _until, _last, grade, disputed,
        ) = rows.legs[ordinal]  # fmt: skip
        strands = tuple(each for n, each in enumerate(FAMILIES) if families & (1 << n)) or ("unnamed",)
        _m, corridor, _name, headline, *_where = rows.corridors[owner]
        drawn.append(
            Leg(
                f"leg.{key}", f"corridor.{corridor}", places[start].key, places[end].key, form, strands,
                curve(places[start].at, places[end].at, lane), (bool(fade & FADE_FROM), bool(fade & FADE_TO)),
                grade, bool(disputed), bool(headline),
            )
        )  # fmt: skip
    corridors = [
        Corridor(f"corridor.{key}", name.partition(" (")[0], unit(lon, lat), bool(headline), bool(area))
        for _n, key, name, headline, lon, lat, area in (
            rows.corridors[owner] for owner in sorted({rows.legs[leg][4] for leg in legs})
        )
    ]
    focus = _focus(catalog, shown, view, drawn)
    return Plan(tuple(places.values()), tuple(drawn), tuple(corridors), frozenset(focus))


def _focus(catalog: Catalog, shown: Catalog, view: ViewFilter, legs: list[Leg]) -> set[str]:
    """Return the keys that the selection brings forward, as client.js does; a record that is not in the view brings none."""
    selected = view.selected
    if selected is None:
        return set()
    if selected.kind == "event":
        if selected.id not in shown.events.index:
            return set()
        place = shown.events.at[selected.id, "place"]
        return _around(f"place.{place}", legs) if isinstance(place, str) else set()
    if selected.kind == "dispute":
        if selected.id not in shown.disputes.index:
            return set()
        about: Any = shown.disputes.at[selected.id, "about"]
        keys = [f"{kind}.{key}" for kind in ("corridor", "leg", "place") for key in about.get(f"{kind}s", ())]
        return {each for key in keys for each in _around(key, legs)}
    key = str(selected)
    known = {leg.key for leg in legs} | {leg.corridor for leg in legs}
    if selected.kind == "place" and selected.id in shown.places.index:
        return _around(key, legs)
    return _around(key, legs) if key in known else set()


def _around(key: str, legs: list[Leg]) -> set[str]:
    keys = {key}
    for leg in legs:
        if key in (leg.key, leg.corridor):
            keys |= {leg.key, leg.start, leg.end}
        elif key in (leg.start, leg.end):
            keys.add(leg.key)
    return keys
