"""A timeline with more records than can be told apart: counts per lane and step of time instead of a mark for each.

A step's count holds every record that touches it: one dated to a year counts in each of its months, as nobody knows in which it belongs.
So the counts of a lane do not add up to its records; the words beside the picture say so.
"""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np

from layers.lanes import Bar, day_of, number_of

MARKS_MOST: Final = 1_500
"""With more marks than this in sight, single ones can neither be told apart nor drawn while a hand waits."""
STEPS_MOST: Final = 60
"""How many steps of time an axis is divided into, at most."""
_DAYS: Final = (1, 7)
_MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 240)


def crowded(given: Iterable[Bar], axis: tuple[int, int] | None) -> bool:
    """Say whether more marks lie within the days of an axis than are drawn one by one; a bar has a mark in each of its lanes."""
    if axis is None:
        return False
    first, last = axis
    return sum(len(bar.lanes) for bar in given if bar.start <= last and bar.end >= first) > MARKS_MOST


def steps(axis: tuple[int, int]) -> list[tuple[int, int]]:
    """Divide the days of an axis into at most `STEPS_MOST` days, weeks, months or years: first and last day of each.

    Steps of months begin with the calendar's; the first and the last may so reach beyond the axis.
    """
    first, last = axis
    for days in _DAYS:
        if -(-(last - first + 1) // days) <= STEPS_MOST:
            return [(day, day + days - 1) for day in range(first, last + 1, days)]
    start, end = day_of(first), day_of(last)
    whole = [each.year * 12 + each.month - 1 for each in (start, end)]
    size = next((each for each in _MONTHS if whole[1] // each - whole[0] // each < STEPS_MOST), _MONTHS[-1])
    begins = [
        number_of(date(month // 12, month % 12 + 1, 1))
        for month in range(whole[0] // size * size, whole[1] + size + 1, size)
    ]
    return [(a, b - 1) for a, b in itertools.pairwise(begins) if a <= last]


def cells(given: Sequence[Bar], places: Mapping[str, int], axis: tuple[int, int]) -> list[list[int]]:
    """Count, per lane and step of an axis, what touches it: [lane, first day, last day, events, legs]; no cell for nothing.

    `places` gives the position of each lane by its code. Cells come lane by lane, in time order.
    """
    spans = steps(axis)
    begins = np.array([first for first, _last in spans], dtype=np.int64)
    ends = np.array([last for _first, last in spans], dtype=np.int64)
    counts = np.zeros((2, len(places), len(spans) + 1), dtype=np.int64)
    start = np.fromiter((bar.start for bar in given), dtype=np.int64, count=len(given))
    end = np.fromiter((bar.end for bar in given), dtype=np.int64, count=len(given))
    low = np.searchsorted(ends, start)
    high = np.searchsorted(begins, end, side="right")
    for bar, first, after in zip(given, low.tolist(), high.tolist(), strict=True):
        if first < after:
            kind = int(not bar.key.startswith("event."))
            for code in bar.lanes:
                counts[kind, places[code], first] += 1
                counts[kind, places[code], after] -= 1
    within = counts.cumsum(axis=2)[:, :, :-1]
    return [
        [int(lane), *spans[step], int(within[0, lane, step]), int(within[1, lane, step])]
        for lane, step in zip(*np.nonzero(within.sum(axis=0)), strict=True)
    ]
