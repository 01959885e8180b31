"""The clicks of a run: the same ones, in the same order, for every app and size."""

from dataclasses import dataclass
from typing import Final

from layers.catalog import Catalog
from layers.filters import ViewFilter

# By turns many and few records; enough of them that no view comes twice within the default number of clicks.
COUNTRIES: Final = ("CL", "PE", "CO", "MX", "BO", "VE", "EC", "US", "CR", "PA", "BR", "HN")
WARM_UP: Final = 2


@dataclass(frozen=True)
class Click:
    """One change of the Country filter: a country chosen or removed, and the countries chosen after it."""

    country: str
    adds: bool
    chosen: tuple[str, ...]


@dataclass(frozen=True)
class Expected:
    """How many legs and places the map has to show."""

    legs: int
    places: int


def clicks(count: int) -> list[Click]:
    """Return the first clicks of the endless sequence: one country, two, one, two ... each click another view.

    The first `WARM_UP` of them are not measured: they go from the whole atlas to two countries. From then on removing
    the older country and choosing a further one take turns.
    """
    found: list[Click] = []
    chosen: tuple[str, ...] = ()
    following = 0
    while len(found) < count:
        if len(chosen) < 2:
            country = COUNTRIES[following % len(COUNTRIES)]
            following += 1
            chosen = (*chosen, country)
            found.append(Click(country, True, chosen))
        else:
            found.append(Click(chosen[0], False, chosen[1:]))
            chosen = chosen[1:]
    return found


def expected(catalog: Catalog, planned: list[Click]) -> list[Expected]:
    """Return what the map shows before any click, then after each.

    Raises ValueError when a click would change no number: a finished map could not be told from the one before.
    """
    found = [_shown(catalog, ())]
    for click in planned:
        found.append(_shown(catalog, click.chosen))
        if found[-1] == found[-2]:
            raise ValueError(f"the filter {click.chosen} shows as many legs and places as the one before")
    return found


def _shown(catalog: Catalog, countries: tuple[str, ...]) -> Expected:
    view, _notices = ViewFilter.from_query({"country": list(countries)} if countries else {}, catalog)
    shown = view.apply(catalog)
    return Expected(len(shown.legs), len(shown.places))
