"""The one filter of the atlas: what is shown, the sentence that says so, and the link to it.

    view, notices = ViewFilter.from_query({"country": ["CL"], "from": "2021"}, catalog)
    shown = view.apply(catalog)           # a Catalog with fewer rows
    view.describe(catalog, "en")          # "Legs, places and events that start in, ..."
    view.to_query()                       # {"country": ["CL"], "from": ["2021"]}

What matches what is said in `layers.matching`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

import numpy as np

from layers import phrases, query
from layers.catalog import Catalog
from layers.choices import DIMENSIONS, Choices, Selection
from layers.flow import DIRECTIONS, Flow
from layers.index import Index, index_of
from layers.links import Mask
from layers.matching import Matches, count_values, match, matching_rows, undated_legs
from layers.notices import Notice
from layers.transform import at_least
from layers.vocabulary import TABLES

__all__ = [
    "DIMENSIONS",
    "Left",
    "Loosening",
    "Notice",
    "Selection",
    "ViewFilter",
    "count_flows",
    "counts",
    "totals",
]


class Left(NamedTuple):
    """How many rows a choice would leave."""

    legs: int
    events: int


class Loosening(NamedTuple):
    """A choice that could be dropped, the filter without it, and how many rows that one shows.

    `names` are fields of the filter: ("crimes",), ("text",), or ("since", "until"), which go together.
    """

    names: tuple[str, ...]
    view: "ViewFilter"
    legs: int
    places: int
    events: int


class Fallen(NamedTuple):
    """What a level of evidence takes away: rows lost of how many, corridors without a leg left, countries without any row."""

    legs: int
    of_legs: int
    events: int
    of_events: int
    corridors: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True)
class ViewFilter(Choices):
    """The visitor's choices, with what they do to a catalog. See `Choices` for the fields."""

    @classmethod
    def from_query(
        cls, link: Mapping[str, str | Sequence[str]], catalog: Catalog, known: Iterable[str] = ()
    ) -> tuple[Self, tuple[Notice, ...]]:
        """Read the keys and values of a link; never raises.

        A key may hold several values, as a list or joined by commas; case does not matter. What cannot be
        used (unknown keys and values, withdrawn ids, dates that are none or in the wrong order) is left out
        and told in a notice. `known` are further keys that belong to the page (lang, map, embed ...) and
        are passed over.
        """
        found, notices = query.read(link, catalog, frozenset(known))
        return cls(**found), notices

    def apply(self, catalog: Catalog) -> Catalog:
        """Return the catalog with the rows that match; the frames given are not changed.

        Origins, claims, withdrawn records and the version are not filtered. With a level of evidence, a leg loses
        those of its crimes that fall below it. The empty filter returns the catalog itself.
        """
        if self.is_empty:
            return catalog
        frames: dict[str, Any] = {}
        for name, mask in matching_rows(index_of(catalog), self).items():
            if not mask.all():
                frames[name] = getattr(catalog, name).take(np.flatnonzero(mask))
        if self.evidence:
            frames["legs"] = at_least(frames.get("legs", catalog.legs), self.evidence)
        return replace(catalog, **frames)

    def undated(self, catalog: Catalog) -> int:
        """Count the legs that match all else but fall out of the period because no source dates them.

        0 without a period.
        """
        return undated_legs(index_of(catalog), self)

    def fallen(self, catalog: Catalog) -> Fallen | None:
        """Return what the level of evidence takes away from the same view with any source; None where none is set."""
        if not self.evidence:
            return None
        index = index_of(catalog)
        before, after = match(index, self.without("evidence")), match(index, self)
        corridors, countries = (
            tuple(
                value
                for value, lost in zip(
                    index.values[name],
                    _reached(index, before, name) & ~_reached(index, after, name),
                    strict=True,
                )
                if lost
            )
            for name in ("corridors", "countries")
        )
        sizes = zip(_sizes(before), _sizes(after), strict=True)
        legs, _places, events = ((was - now, was) for was, now in sizes)
        return Fallen(*legs, *events, corridors, countries)

    def describe(self, catalog: Catalog, lang: str) -> str:
        """Say in one sentence, in the language, what is asked for; `selected` is not part of it.

        Names come from the catalog as data: a page must escape the sentence like any other text.
        """
        corridors = {key: str(catalog.corridors.at[key, f"name_{lang}"]) for key in self.corridors}
        actors = {key: str(catalog.actors.at[key, "name"]) for key in self.actors}
        place = catalog.places.at[self.flow.area, "name"] if self.flow and not self.flow.of_country else ""
        return phrases.sentence(self, lang, corridors, actors, str(place))

    def describe_fallen(self, catalog: Catalog, lang: str) -> str:
        """Say in one sentence what the level of evidence takes away; "" where none is set."""
        fallen = self.fallen(catalog)
        if fallen is None:
            return ""
        names = [str(catalog.corridors.at[key, f"name_{lang}"]) for key in fallen.corridors]
        legs, events = (fallen.legs, fallen.of_legs), (fallen.events, fallen.of_events)
        return phrases.loss(lang, self.evidence, legs, events, names, fallen.countries)

    def loosen(self, catalog: Catalog) -> tuple[Loosening, ...]:
        """Return the single choices whose dropping shows more legs, places or events; the most first.

        () where no single choice helps; then only clearing several does.
        """
        index = index_of(catalog)
        now = _sizes(match(index, self))
        found = []
        single = (*DIMENSIONS, "evidence", "named", "flow", "text")
        for names in (*((name,) for name in single), ("since", "until")):
            view = self.without(*names)
            sizes = _sizes(match(index, view)) if view != self else now
            if sum(sizes) > sum(now):
                found.append(Loosening(names, view, *sizes))
        return tuple(sorted(found, key=lambda option: -(option.legs + option.places + option.events)))


def _reached(index: Index, found: Matches, name: str) -> Mask:
    """Return the values of a dimension that a matching leg carries; of countries, also those of a matching event."""
    reached = index.legs.links[name].reach(found.legs)
    return reached | index.events.links[name].reach(found.events) if name == "countries" else reached


def _sizes(found: Matches) -> tuple[int, int, int]:
    return int(found.legs.sum()), int(found.places.sum()), int(found.events.sum())


def counts(catalog: Catalog, view: Choices, dimension: str) -> dict[str, Left]:
    """Count what would be left if one value alone were chosen in a dimension, all other choices kept.

    `dimension` is a field of the filter: countries, corridors, crimes, actors, attribution or acts. Every
    value that can be chosen is a key, in the order of the catalog or the vocabulary (countries by code).
    Attribution does not bear on events, nor act status on legs: there the figure is the same for every
    value.
    """
    index = index_of(catalog)
    legs, events = count_values(index, view, dimension)
    return {
        value: Left(*pair)
        for value, *pair in zip(index.values[dimension], legs.tolist(), events.tolist(), strict=True)
    }


def count_flows(catalog: Catalog, view: Choices) -> dict[str, Left]:
    """Count what each direction would leave for the country or place of the view's flow; {} where it has none."""
    if view.flow is None:
        return {}
    index, area = index_of(catalog), view.flow.area
    found = {}
    for direction in DIRECTIONS:
        legs, _places, events = _sizes(match(index, replace(view, flow=Flow(direction, area))))
        found[direction] = Left(legs, events)
    return found


def totals(catalog: Catalog, filtered: Catalog) -> dict[str, tuple[int, int]]:
    """Return, per table in the order of the vocabulary, how many rows are shown of how many."""
    return {name: (len(getattr(filtered, name)), len(getattr(catalog, name))) for name in TABLES}
