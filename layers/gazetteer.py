"""Where towns are: the populated places of GeoNames in the atlas's countries, `data/gazetteer/`.

One CSV file per country (`co.csv`: name, lat, lon; degrees on WGS 84, two decimals), made by
`recipes/gazetteer/build.py` from places of at least 500 inhabitants (5,000 in Canada, Spain and the United States).
Data that bring no gazetteer of their own are held against the atlas's.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from layers.geodesy import WGS84
from layers.language import fold
from layers.load import Tables
from layers.problems import Problem
from layers.vocabulary import COUNTRIES

FOLDER: Final = Path(__file__).resolve().parent.parent / "data" / "gazetteer"
HEADER: Final = ("name", "lat", "lon")
_CANDIDATES: Final = 8
"""Towns whose geodesic distance is measured, the nearest ones on a sphere."""


class Near(NamedTuple):
    """Hold a town and how far it is from a point, in kilometres on the WGS 84 ellipsoid."""

    name: str
    km: float


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Hold the towns of each country: names, and longitude and latitude in degrees, one row each."""

    names: Mapping[str, tuple[str, ...]]
    points: Mapping[str, npt.NDArray[np.float64]]

    def nearest(self, country: str, lon: float, lat: float, name: str = "") -> Near | None:
        """Find the nearest town of a country, or the nearest one called `name`; None when there is none."""
        points = self.points.get(country)
        if points is None:
            return None
        if name:
            rows = np.array(self._called(country).get(_plain(name), []), dtype=np.intp)
        else:
            rows = np.argsort(_roughly(points, lon, lat), kind="stable")[:_CANDIDATES]
        if not len(rows):
            return None
        there = points[rows]
        _, _, metres = WGS84.inv(np.full(len(rows), lon), np.full(len(rows), lat), there[:, 0], there[:, 1])
        best = int(np.argmin(metres))
        return Near(self.names[country][rows[best]], float(metres[best]) / 1000)

    def _called(self, country: str) -> dict[str, list[int]]:
        return self._index[country]

    @cached_property
    def _index(self) -> dict[str, dict[str, list[int]]]:
        index: dict[str, dict[str, list[int]]] = {}
        for country, names in self.names.items():
            rows = index[country] = {}
            for row, name in enumerate(_plain("\n".join(names)).split("\n")):
                rows.setdefault(name, []).append(row)
        return index

    @cached_property
    def folded(self) -> frozenset[str]:
        """Give all names as folded words joined by blanks."""
        return frozenset(name for rows in self._index.values() for name in rows)


def of(tables: Tables) -> Gazetteer:
    """Give the gazetteer that came with the tables, else the atlas's own."""
    texts = tables.files.gazetteer
    return _parsed(tuple(texts.items())) if texts else atlas()


@lru_cache(maxsize=1)
def atlas() -> Gazetteer:
    """Read the atlas's own gazetteer."""
    return _parsed(
        tuple((p.stem.upper(), p.read_text(encoding="utf-8")) for p in sorted(FOLDER.glob("*.csv")))
    )


@lru_cache(maxsize=2)
def _parsed(texts: tuple[tuple[str, str], ...]) -> Gazetteer:
    names: dict[str, tuple[str, ...]] = {}
    points: dict[str, npt.NDArray[np.float64]] = {}
    for country, text in texts:
        rows = [row for _, row in _rows(text) if row is not None]
        names[country] = tuple(name for name, _, _ in rows)
        points[country] = np.array([(lon, lat) for _, lat, lon in rows], dtype=np.float64).reshape(-1, 2)
    return Gazetteer(names, points)


def gazetteer_rows(tables: Tables) -> Iterator[Problem]:
    """Check that the files of the gazetteer are named after a country and hold a name and a point in every row."""
    for country, text in tables.files.gazetteer.items():
        file = f"gazetteer/{country.lower()}.csv"
        if country not in COUNTRIES:
            yield Problem(file, None, "", "", f"{country} is not a country of the atlas", "Remove the file.")
        for line, row in _rows(text):
            if row is None:
                reason = "the row is not a name, a latitude and a longitude with at most two decimals"
                yield Problem(file, line, "", "", reason, "Make the file anew: recipes/gazetteer/build.py.")


@lru_cache(maxsize=2 * len(COUNTRIES))
def _rows(text: str) -> tuple[tuple[int, tuple[str, float, float] | None], ...]:
    """Give line and content of every row, None for one that cannot be used."""
    lines = csv.reader(text.splitlines())
    rows: list[tuple[int, tuple[str, float, float] | None]] = []
    try:
        if tuple(next(lines, ())) != HEADER:
            rows.append((1, None))
        rows += [(lines.line_num, _row(cells)) for cells in lines]
    except csv.Error:
        rows.append((lines.line_num, None))
    return tuple(rows)


def _row(cells: list[str]) -> tuple[str, float, float] | None:
    try:
        name, lat, lon = cells[0], float(cells[1]), float(cells[2])
    except (IndexError, ValueError):
        return None
    fine = abs(lat) <= 90 and abs(lon) <= 180 and round(lat, 2) == lat and round(lon, 2) == lon
    return (name, lat, lon) if len(cells) == len(HEADER) and name and fine else None


def _plain(name: str) -> str:
    return re.sub(r"[^\w\n'-]+", " ", fold(name).replace("’", "'"))


def _roughly(points: npt.NDArray[np.float64], lon: float, lat: float) -> Any:
    """Give squared distances on a sphere, in no unit: good enough to choose candidates by."""
    east = (points[:, 0] - lon) * np.cos(np.radians(lat))
    return east**2 + (points[:, 1] - lat) ** 2
