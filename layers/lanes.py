"""What bears a date, as closed intervals of days in lanes: by corridor, country, kind of event or actor.

A bar is as wide as what is known: an event dated 2021 spans the year, a leg the interval in which it is reported. Days are
counted from 1 January 1970, as in the browser.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from layers.cards import titles
from layers.catalog import Catalog
from layers.language import N_, Translator, country, fold
from layers.vocabulary import EVENT_TYPES

LANES: Final = {
    "corridor": N_("Corridor"),
    "country": N_("Country"),
    "type": N_("Kind of event"),
    "actor": N_("Actor"),
}
"""What the lanes can stand for, as links name it; the first is what a link without it means."""
LEGS: Final = "legs"
"""The lane of legs where the lanes stand for something that legs do not record."""
NONE: Final = "none"
"""The lane of what records nothing that the lanes stand for."""
_LEFT_OVER: Final = {
    "corridor": N_("no corridor recorded"),
    "country": N_("no country recorded"),
    "type": "",
    "actor": N_("nobody recorded as named or acting"),
}
_EPOCH: Final = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Bar:
    """A dated record: its link form, its first and last day (numbers, both included), and the lanes it stands in."""

    key: str
    start: int
    end: int
    lanes: tuple[str, ...]


def number_of(day: date) -> int:
    """Return a day as days since 1 January 1970."""
    return day.toordinal() - _EPOCH


def day_of(number: int) -> date:
    """Return the day of a number that `number_of` gave."""
    return date.fromordinal(number + _EPOCH)


def bars(shown: Catalog, lanes: str) -> tuple[Bar, ...]:
    """Return the dated events and legs of a view in time order: by first day, last day, key.

    Every bar stands in at least one lane: one per corridor, country, type or actor of the record, or a lane of its own kind
    (`LEGS`, `NONE`). Raises KeyError for lanes that are none.
    """
    field = {"corridor": "corridor", "country": "countries", "type": "type", "actor": "actors"}[lanes]
    found = []
    for kind, frame in (("event", shown.events), ("leg", shown.legs)):
        values = frame[field] if field in frame else [LEGS] * len(frame)
        for key, start, end, value in zip(frame.index, frame["start"], frame["end"], values, strict=True):
            if start is not None:
                given = (value,) if isinstance(value, str) else tuple(dict.fromkeys(value or ()))
                found.append(Bar(f"{kind}.{key}", number_of(start), number_of(end), given or (NONE,)))
    return tuple(sorted(found, key=lambda bar: (bar.start, bar.end, bar.key)))


def undated(shown: Catalog) -> tuple[str, ...]:
    """Return the link forms of the legs of a view that no source dates; every event bears a date."""
    return tuple(f"leg.{key}" for key, start in shown.legs["start"].items() if start is None)


def order(catalog: Catalog, given: Iterable[Bar], lanes: str, lang: str) -> list[tuple[str, str]]:
    """Return the lanes that some bar stands in, each code with its name, from top to bottom.

    Corridors and types keep their own order; countries and actors go by how many events they have, then by name. What is
    left over comes last.
    """
    _ = Translator(lang)
    events: dict[str, int] = {}
    for bar in given:
        for code in bar.lanes:
            events[code] = events.get(code, 0) + bar.key.startswith("event.")
    names: Mapping[str, str] = {
        "corridor": lambda: titles(catalog, "corridor", lang),
        "country": lambda: {code: country(lang, code) for code in events if code not in (LEGS, NONE)},
        "type": lambda: {code: _(text) for code, text in EVENT_TYPES.items()},
        "actor": lambda: titles(catalog, "actor", lang),
    }[lanes]()
    ranked = [(code, name) for code, name in names.items() if code in events]
    if lanes in ("country", "actor"):
        ranked.sort(key=lambda item: (-events[item[0]], fold(item[1])))
    last = {LEGS: _("legs, as reported"), NONE: _(_LEFT_OVER[lanes]) if _LEFT_OVER[lanes] else ""}
    return ranked + [(code, name) for code, name in last.items() if code in events]
