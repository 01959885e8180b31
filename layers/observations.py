"""The observations of a catalog as figures, read once, with what is needed of their sources."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from layers import dates
from layers.catalog import Catalog


@dataclass(frozen=True)
class Figure:
    """One observation. `state` is "current", "other" (of the same period) or "partial" (drawn, but not the whole period)."""

    id: str
    period: str
    sources: tuple[str, ...]
    note: str
    start: date
    end: date
    value: float
    lower: float | None
    upper: float | None
    quality: str
    partial: bool
    state: str = "hidden"


class Cited(NamedTuple):
    """What a figure shows of a source: who published it, where (None where the address may not be shown), when last."""

    publisher: str
    url: str | None
    day: int


@lru_cache(maxsize=2)
def cited(whole: Catalog) -> dict[str, Cited]:
    """Return what figures show of every source, by id; a source without a date has day 0."""
    columns = whole.sources[["publisher", "url", "published"]].itertuples()
    return {
        key: Cited(publisher, url, dates.parse(day).end.toordinal() if isinstance(day, str) else 0)
        for key, publisher, url, day in columns
    }


class Row(NamedTuple):
    """One observation as it is read, with the day on which the newest of its sources was published."""

    area: str
    breakdown: str
    countries: tuple[str, ...]
    day: int
    figure: Figure


@lru_cache(maxsize=2)
def read(whole: Catalog) -> dict[str, tuple[Row, ...]]:
    """Return every observation of a catalog, by series. Read once: a view then only picks."""
    found: dict[str, list[Row]] = {}
    sources = cited(whole)
    for key, row in whole.observations.to_dict("index").items():
        lower, upper = (None if pd.isna(row[name]) else float(row[name]) for name in ("lower", "upper"))
        figure = Figure(
            id=str(key),
            period=row["period"],
            sources=row["sources"],
            note=row["note"] or "",
            start=row["start"],
            end=row["end"],
            value=float(row["value"]),
            lower=lower,
            upper=upper,
            quality=row["quality"],
            partial=bool(row["partial"]),
        )
        day = max((sources[source].day for source in row["sources"]), default=0)
        own = Row(row["geography"], row["breakdown"] or "", row["countries"], day, figure)
        found.setdefault(row["series"], []).append(own)
    return {series: tuple(rows) for series, rows in found.items()}
