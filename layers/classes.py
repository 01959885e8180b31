"""Classes of values for a shaded map."""

from collections.abc import Iterable
from typing import Final, NamedTuple

MOST: Final = 4
"""Quarters: more steps of one hue could not be told apart under the lines (see `layers.look`)."""


class Span(NamedTuple):
    """One class: the lowest and the highest value in it, both of which occur."""

    low: float
    high: float


def quantiles(values: Iterable[float], most: int = MOST) -> tuple[Span, ...]:
    """Cut values into at most `most` classes of as nearly equal size as their ties allow, the lowest first.

    The upper bound of class j is the smallest value with at least j / `most` of all values at or below it: the inverse of
    the empirical distribution function (Hyndman and Fan 1996, definition 1). Equal values share a class, bounds that
    coincide are one class, so there may be fewer. With no more distinct values than classes, each is a class of its own.
    No values give no classes.

    >>> quantiles([1, 1, 2, 3, 5, 8, 13, 40])
    (Span(low=1, high=1), Span(low=2, high=3), Span(low=5, high=8), Span(low=13, high=40))
    """
    ordered = sorted(values)
    distinct = sorted(set(ordered))
    if len(distinct) <= most:
        return tuple(Span(value, value) for value in distinct)
    size = len(ordered)
    bounds = sorted({ordered[-(-part * size // most) - 1] for part in range(1, most + 1)})
    found, low = [], 0
    for bound in bounds:
        high = distinct.index(bound)
        found.append(Span(distinct[low], bound))
        low = high + 1
    return tuple(found)


def class_of(value: float, classes: tuple[Span, ...]) -> int:
    """Return the position of the class that holds a value.

    Raises ValueError for a value in none.
    """
    for position, span in enumerate(classes):
        if span.low <= value <= span.high:
            return position
    raise ValueError(f"{value} is in none of the classes")
