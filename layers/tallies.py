"""How many of the filtered rows carry which value: counted on arrays, whatever the number of rows.

What a row carries is linked once per catalog (as in `layers.index`); a view then only says which rows count.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product
from typing import Any, Final
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd

from layers.catalog import Catalog
from layers.index import index_of
from layers.links import Links, Mask, link
from layers.vocabulary import CRIMES

NONE: Final = ""
"""The value of rows that carry none: sources without a date, events without a corridor."""


@dataclass(frozen=True, eq=False)
class Linked:
    """The values of a column in order, and which rows carry which."""

    values: tuple[Any, ...]
    links: Links


class Carried:
    """What every row of a catalog carries, linked when it is first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        # Not the catalog itself, which this is kept for: only the frames that are read.
        self._frames = {
            name: getattr(catalog, name) for name in ("legs", "events", "places", "sources", "relations")
        }
        self._linked: dict[tuple[str, str], Linked] = {}

    def __call__(self, table: str, column: str) -> Linked:
        """Return a column of a table, linked. `year` and `pair`, `crossing`, `border` are columns worked out here."""
        key = (table, column)
        if key not in self._linked:
            rows = _ROWS.get(column, _plain)(self._frames[table], column)
            values = tuple(sorted({value for row in rows for value in row}))
            self._linked[key] = Linked(values, link(rows, values))
        return self._linked[key]


def _plain(frame: pd.DataFrame, column: str) -> list[tuple[Any, ...]]:
    cells = frame[column].tolist()
    return [cell if isinstance(cell, tuple) else (NONE if cell is None else cell,) for cell in cells]


def _years(frame: pd.DataFrame, _column: str) -> list[tuple[Any, ...]]:
    """Give the years of a row: all that its interval touches; of a source the year of publication."""
    if "published" in frame:
        return [(int(day[:4]),) if isinstance(day, str) else () for day in frame["published"]]
    days = zip(frame["start"].tolist(), frame["end"].tolist(), strict=True)
    return [tuple(range(a.year, b.year + 1)) if a else () for a, b in days]


def _pairs(frame: pd.DataFrame, _column: str) -> list[tuple[Any, ...]]:
    cells = zip(frame["countries"].tolist(), frame["crimes"].tolist(), strict=True)
    return [tuple(product(dict.fromkeys(countries), crimes)) for countries, crimes in cells]


def _crossings(frame: pd.DataFrame, _column: str) -> list[tuple[Any, ...]]:
    """Give the land borders a leg crosses, in its direction: (from, to)."""
    cells = zip(frame["countries"].tolist(), frame["borders"].tolist(), strict=True)
    return [
        tuple(step for step in pairwise(path) if "-".join(sorted(step)) in borders) for path, borders in cells
    ]


def _borders(frame: pd.DataFrame, _column: str) -> list[tuple[Any, ...]]:
    cells = zip(frame["corridor"].tolist(), frame["borders"].tolist(), strict=True)
    return [tuple((corridor, border) for border in borders) for corridor, borders in cells]


def _months(frame: pd.DataFrame, _column: str) -> list[tuple[Any, ...]]:
    return [((int(day[:4]), int(day[5:7])),) if len(day) > 4 else () for day in frame["date"].tolist()]


def _precision(frame: pd.DataFrame, column: str) -> list[tuple[Any, ...]]:
    """Give how exactly an event is dated: "year", "month" or "day"; other tables have a precision of their own."""
    if "date" not in frame:
        return _plain(frame, column)
    return [({4: "year", 7: "month"}.get(len(day), "day"),) for day in frame["date"].tolist()]


_ROWS: Final = {
    "precision": _precision,
    "year": _years,
    "month": _months,
    "pair": _pairs,
    "crossing": _crossings,
    "border": _borders,
}
_kept: WeakKeyDictionary[Catalog, Carried] = WeakKeyDictionary()


def carried(catalog: Catalog) -> Carried:
    """Return what the rows of a catalog carry; kept as long as the catalog."""
    if catalog not in _kept:
        _kept[catalog] = Carried(catalog)
    return _kept[catalog]


@dataclass(frozen=True, eq=False)
class Tallies:
    """Counts over the filtered rows of a view; `whole` is what they are a part of."""

    whole: Catalog
    shown: Catalog

    def size(self, table: str) -> int:
        """Count the filtered rows of a table: what every share is a share of."""
        return len(getattr(self.shown, table))

    @cached_property
    def _masks(self) -> dict[str, Mask]:
        return {}

    def mask(self, table: str) -> Mask:
        """Tell which rows of the whole table are in view."""
        if table not in self._masks:
            rows, all_rows = getattr(self.shown, table), getattr(self.whole, table)
            mask = np.zeros(len(all_rows), dtype=np.bool_)
            mask[all_rows.index.get_indexer(rows.index)] = True
            self._masks[table] = mask
        return self._masks[table]

    def count(self, table: str, column: str) -> dict[Any, int]:
        """Count, per value that occurs, the rows in view that carry it; in the order of the values."""
        if table == "legs" and column in ("crimes", "pair") and self.fewer_crimes:
            rows = _ROWS.get(column, _plain)(self.shown.legs, column)
            return dict(sorted(Counter(value for row in rows for value in row).items()))
        linked = carried(self.whole)(table, column)
        return _occurring(linked.values, linked.links.count(self.mask(table)))

    def carrying(self, table: str, column: str) -> Mask:
        """Tell which rows in view carry at least one value of a column."""
        links = carried(self.whole)(table, column).links
        return links.back(np.ones(links.target_count, dtype=np.bool_)) & self.mask(table)

    def months(self, countries: Sequence[str]) -> dict[tuple[int, int], int]:
        """Count the events in view that concern one of the countries, per (year, month); those without a month in none."""
        linked, concerned = carried(self.whole)("events", "month"), carried(self.whole)("events", "countries")
        wanted = np.array([code in countries for code in concerned.values], dtype=np.bool_)
        return _occurring(
            linked.values, linked.links.count(self.mask("events") & concerned.links.back(wanted))
        )

    def actors(self) -> dict[str, int]:
        """Count the events in view that name each actor."""
        index = index_of(self.whole)
        return _occurring(index.values["actors"], index.events.links["actors"].count(self.mask("events")))

    @property
    def fewer_crimes(self) -> bool:
        """Whether a level of evidence has taken crimes from legs of this view."""
        before = self.whole.legs["crimes"].to_numpy()[self.mask("legs")]
        return bool(list(before) != self.shown.legs["crimes"].tolist())


def _occurring(values: Iterable[Any], counts: Iterable[Any]) -> dict[Any, int]:
    return {value: int(n) for value, n in zip(values, counts, strict=True) if n}


def in_order(found: Mapping[str, int], codes: Sequence[str] = tuple(CRIMES)) -> list[tuple[str, int]]:
    """Return the count of every code, also of those that do not occur, in the order of the codes."""
    return [(code, found.get(code, 0)) for code in codes]
