"""Which legs lead into, out of or through a country or a place, and which events are there.

A leg runs from its first place to its second (legs are stored in travel order). A *way* is a row of legs, each beginning in
the place where the one before it ended, whatever corridors they belong to. That two legs meet says that both are reported,
not that the same people go on.

- **into** a country: the leg ends in it and starts in another. Into a place: the leg ends there.
- **out** of a country: the leg starts in it and ends in another. Out of a place: the leg starts there.
- **through** a country: the leg crosses it with both ends outside, or it is part of a way that comes in from one country and
  goes out to a third: the leg that comes in, the legs inside, the leg that goes out. Going back to the country one came from
  is not through. A leg inside counts only where its start can be reached without passing its end, and the border beyond its
  end without passing its start again.
- **through** a place: the leg ends there and another goes on from there to a place other than the one it came from; or it
  starts there, and another ends there that came from elsewhere than where it goes.

An event has no direction: it is kept when it concerns the country, or happened in the place; without a place, in none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from layers.catalog import Catalog
from layers.flow import Flow
from layers.links import Mask


@dataclass(frozen=True, eq=False)
class Ways:
    """Ends and countries of the legs, countries and places of the events, in the order of the catalog."""

    ends: tuple[tuple[str, str], ...]
    crossed: tuple[tuple[str, ...], ...]
    concerned: tuple[tuple[str, ...], ...]
    sites: tuple[str | None, ...]
    country: Mapping[str, str]
    kept: dict[Flow, Mask] = field(default_factory=dict)

    def legs(self, flow: Flow) -> Mask:
        """Return the legs that a direction keeps; an unknown area keeps none. Computed once per direction and area."""
        if flow not in self.kept:
            self.kept[flow] = np.array(self._legs(flow), dtype=np.bool_)
        return self.kept[flow]

    def events(self, flow: Flow) -> Mask:
        """Return the events that are in the area, whatever the direction."""
        if flow.of_country:
            return np.array([flow.area in countries for countries in self.concerned], dtype=np.bool_)
        return np.array([site == flow.area for site in self.sites], dtype=np.bool_)

    def _legs(self, flow: Flow) -> list[bool]:
        area = flow.area
        ends = [(self.country[a], self.country[b]) for a, b in self.ends] if flow.of_country else self.ends
        if flow.direction == "into":
            return [b == area != a for a, b in ends]
        if flow.direction == "out":
            return [a == area != b for a, b in ends]
        if flow.of_country:
            return self._through_country(area)
        before = {a for a, b in self.ends if b == area}
        after = {b for a, b in self.ends if a == area}
        return [(b == area and bool(after - {a})) or (a == area and bool(before - {b})) for a, b in self.ends]

    def _through_country(self, area: str) -> list[bool]:
        """Return the legs that cross a country or lie on a way through it."""
        country = self.country
        entries = {(country[a], b) for a, b in self.ends if country[a] != area == country[b]}
        exits = {(a, country[b]) for a, b in self.ends if country[a] == area != country[b]}
        inner = {(a, b) for a, b in self.ends if country[a] == area == country[b]}
        onward: dict[str, set[str]] = {}
        back: dict[str, set[str]] = {}
        for a, b in inner:
            onward.setdefault(a, set()).add(b)
            back.setdefault(b, set()).add(a)

        def origins(place: str, avoid: str | None = None) -> set[str]:
            """Return the countries from which one can come to a place."""
            reached = _reached(place, back, avoid)
            return {origin for origin, at in entries if at in reached}

        def goals(place: str, avoid: str | None = None) -> set[str]:
            """Return the countries to which one can go on from a place."""
            reached = _reached(place, onward, avoid)
            return {goal for at, goal in exits if at in reached}

        def kept(a: str, b: str) -> bool:
            if country[a] != area:
                return _apart({country[a]}, goals(b))
            if country[b] != area:
                return _apart(origins(a), {country[b]})
            return _apart(origins(a, avoid=b), goals(b, avoid=a))

        known = {(a, b): kept(a, b) for a, b in self.ends if area in (country[a], country[b])}
        return [
            known.get(ends, area in crossed) for ends, crossed in zip(self.ends, self.crossed, strict=True)
        ]


def _apart(origins: set[str], goals: set[str]) -> bool:
    """Tell whether some origin and some goal differ."""
    return bool(origins and goals) and len(origins | goals) > 1


def _reached(start: str, steps: Mapping[str, set[str]], avoid: str | None) -> set[str]:
    """Return every place that steps lead to from a start, itself included, without passing one that is to be avoided."""
    found = {start}
    wave = [start]
    while wave:
        for place in steps.get(wave.pop(), ()):
            if place != avoid and place not in found:
                found.add(place)
                wave.append(place)
    return found


def ways_of(catalog: Catalog) -> Ways:
    """Return what directions are judged by."""
    legs, events, places = catalog.legs, catalog.events, catalog.places
    return Ways(
        ends=tuple(zip(legs["from_place"], legs["to_place"], strict=True)),
        crossed=tuple(legs["countries"]),
        concerned=tuple(events["countries"]),
        sites=tuple(events["place"]),
        country=places["country"].to_dict(),
    )
