"""The calm curves that legs are drawn as, by the formulas of `layers/assets/map/legs.js`.

A curve is a quadratic of six numbers: start, control point, end. It is no path that anyone walked.
"""

from math import hypot
from typing import Final

from layers.still.ink import Point

Curve = tuple[float, float, float, float, float, float]
BOW: Final = 0.13  # of the leg's length, always to the left of travel
LANE: Final = 0.11  # further bow for each leg that joins the same two places


def curve(start: Point, end: Point, lane: int) -> Curve:
    """Return the curve between two places, in their own units; `lane` counts legs that join the same two."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    bow = BOW + LANE * lane
    return (
        *start,
        (start[0] + end[0]) / 2 + dy * bow,
        (start[1] + end[1]) / 2 - dx * bow,
        *end,
    )


def at(c: Curve, t: float) -> Point:
    """Return the point of a curve at a parameter from 0 to 1."""
    s = 1 - t
    return (
        s * s * c[0] + 2 * s * t * c[2] + t * t * c[4],
        s * s * c[1] + 2 * s * t * c[3] + t * t * c[5],
    )


def cut(c: Curve, t0: float, t1: float) -> Curve:
    """Return the part of a curve between two parameters.

    Its control point lies on the tangent at its start, half of (t1 - t0) times the derivative away.
    """
    (x0, y0), (x1, y1), half = at(c, t0), at(c, t1), t1 - t0
    tangent = [(1 - t0) * (c[k + 2] - c[k]) + t0 * (c[k + 4] - c[k + 2]) for k in (0, 1)]
    return (x0, y0, x0 + half * tangent[0], y0 + half * tangent[1], x1, y1)


def shifted(c: Curve, distance: float) -> Curve:
    """Return a curve beside another, on its right for a positive distance."""
    if not distance:
        return c
    n0 = _normal(c[2] - c[0], c[3] - c[1], distance)
    n1 = _normal(c[4] - c[2], c[5] - c[3], distance)
    return (
        *(c[0] + n0[0], c[1] + n0[1]),
        *(c[2] + (n0[0] + n1[0]) / 2, c[3] + (n0[1] + n1[1]) / 2),
        *(c[4] + n1[0], c[5] + n1[1]),
    )


def _normal(x: float, y: float, distance: float) -> Point:
    length = hypot(x, y) or 1
    return -y / length * distance, x / length * distance
