"""How much there is of something per country or region: the figures behind a shaded map.

Counts are of what fits the filters, never of the whole. A country that the atlas covers and of which nothing fits has 0; one
that it does not cover has no figure at all. The two are never the same.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import pandas as pd

from layers.attention import by_country
from layers.catalog import Catalog
from layers.index import index_of
from layers.regions import region_of, regions

GAPS: Final = "reports"
COUNTS: Final = ("legs", "events", "regions", GAPS)
"""What can be counted: legs, events and sources by country, events by state or region."""
LEAST_COUNTRIES: Final = 3
"""A series about fewer countries compares nothing."""
NEVER: Final = "_founding_article"
"""Ending of the series that only repeat what the founding articles printed."""


@dataclass(frozen=True, eq=False)
class Tally:
    """Figures per area (ISO 3166-1 alpha-2, or ISO 3166-2 for regions).

    `values` has every area with a figure, 0 included; `periods` the year of each figure of a series; `counted` of how many
    (`of`) rows the figures are made, 0 of 0 for a series.
    """

    by: str
    values: Mapping[str, float]
    periods: Mapping[str, str] = field(default_factory=dict)
    counted: int = 0
    of: int = 0


@lru_cache(maxsize=2)
def series(catalog: Catalog) -> tuple[str, ...]:
    """Return the ids of the official series that say something, for at least three countries, of a full year."""
    found = []
    for key, rows in _comparable(catalog.observations).groupby("series"):
        if rows["geography"].nunique() >= LEAST_COUNTRIES:
            found.append(str(key))
    return tuple(key for key in catalog.series.index if key in found)


def choosable(catalog: Catalog) -> tuple[str, ...]:
    """Return everything that a map can be shaded by, as links name it."""
    return (*COUNTS, *series(catalog))


def _comparable(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the official values of a whole country, undivided, for one full calendar year.

    A month, a fiscal year, a part of a year and what is marked as partial are left out: none of them compares with a year.
    """
    whole = observations["geography"].str.fullmatch("[A-Z]{2}") & observations["breakdown"].isna()
    year = observations["period"].str.fullmatch(r"\d{4}") & ~observations["partial"]
    official = (observations["quality"] == "official") & ~observations["series"].str.endswith(NEVER)
    return observations[whole & year & official & observations["value"].notna()]


def tally(catalog: Catalog, shown: Catalog, by: str) -> Tally:
    """Count what is shown, or take the latest figures of a series from it.

    Raises KeyError for what is not choosable.
    """
    if by in ("legs", "events"):
        frame = getattr(shown, by)
        found = Counter(code for codes in frame["countries"] for code in set(codes))
        return Tally(by, _covered(catalog, found), {}, len(frame), len(getattr(catalog, by)))
    if by == "reports":
        cited = by_country(shown)
        number = len({source for sources in cited.values() for source in sources})
        found = Counter({code: len(sources) for code, sources in cited.items()})
        return Tally(by, _covered(catalog, found), {}, number, len(catalog.sources))
    if by == "regions":
        found = _by_region(shown)
        own = {code for code in regions() if code[:2] in index_of(catalog).values["countries"]}
        values = {code: found[code] for code in sorted(own)}
        return Tally(by, values, {}, found.total(), len(shown.events))
    if by not in series(catalog):
        raise KeyError(by)
    rows = _comparable(shown.observations[shown.observations["series"] == by])
    latest = rows.sort_values("period", kind="stable").groupby("geography").last()
    figures = {str(code): float(value) for code, value in latest["value"].items()}
    return Tally(by, figures, {str(code): str(year) for code, year in latest["period"].items()})


def _covered(catalog: Catalog, found: Mapping[str, int]) -> dict[str, float]:
    return {code: found.get(code, 0) for code in index_of(catalog).values["countries"]}


def _by_region(shown: Catalog) -> Counter[str]:
    """Count the events by the region of their place; an event without one, or outside the regions drawn, in none."""
    places = shown.places[["country", "admin1"]]
    region = {key: region_of(country, admin1) for key, country, admin1 in places.itertuples()}
    codes = (region.get(place) for place in shown.events["place"])
    return Counter(code for code in codes if code)
