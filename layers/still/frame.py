"""Where a picture looks: spherical Mercator (EPSG:3857 scaled to the unit square), as the map in the browser has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan, cos, exp, log, log2, pi, radians, sin
from typing import Final

from layers.still.ink import Point
from layers.viewport import Viewport

TILE_POINTS: Final = 256  # the world's width at zoom 0
KM_PER_UNIT: Final = 40075.017
SIDE_POINTS, EDGE_POINTS = 64.0, 44.0
ZOOM_MIN: Final = 1.0
ZOOM_MAX: Final = 7.0  # nothing is said finer than a town
HOME: Final = ((-112.0, -44.0), (-42.0, 34.0))
"""Corners of what the map shows at first: the Americas from Patagonia to Texas, as (lon, lat)."""


def unit(lon: float, lat: float) -> Point:
    """Return degrees as a position in the unit square, y downwards."""
    sine = sin(radians(max(-85.0, min(85.0, lat))))
    return lon / 360 + 0.5, 0.5 - log((1 + sine) / (1 - sine)) / (4 * pi)


@dataclass(frozen=True)
class Frame:
    """A part of the world on a sheet of a size in points: `spot` gives where a position of the unit square lies on it."""

    zoom: float
    left: float
    top: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Return the points of one unit."""
        return float(TILE_POINTS * 2**self.zoom)

    def spot(self, at: Point) -> Point:
        """Return the point of the sheet for a position."""
        return at[0] * self.scale - self.left, at[1] * self.scale - self.top

    def sees(self, x: float, y: float, beyond: float = 0) -> bool:
        """Tell whether a point of the sheet lies on it, or not farther beyond."""
        return -beyond < x < self.width + beyond and -beyond < y < self.height + beyond

    def ground(self, y: float, km: float) -> float:
        """Return the points of a length on the ground at a position's latitude."""
        latitude = 2 * atan(exp((0.5 - y) * 2 * pi)) - pi / 2
        return km / (KM_PER_UNIT * cos(latitude)) * self.scale


def centred(at: Point, zoom: float, width: float, height: float) -> Frame:
    """Return the frame with a position in its middle."""
    scale = TILE_POINTS * 2**zoom
    return Frame(zoom, at[0] * scale - width / 2, at[1] * scale - height / 2, width, height)


def seen(viewport: Viewport, width: float, height: float) -> Frame:
    """Return the frame of a link's viewport."""
    return centred(unit(viewport.lon, viewport.lat), viewport.zoom, width, height)


def fitted(spots: Iterable[Point], width: float, height: float) -> Frame:
    """Return the closest frame that shows all positions with a margin for their names.

    No positions, and the frame shows the home of the map.
    """
    given = list(spots) or [unit(*corner) for corner in HOME]
    margin = (min(SIDE_POINTS, width * 0.08), min(EDGE_POINTS, height * 0.09))
    xs, ys = [x for x, _y in given], [y for _x, y in given]
    span = max((max(xs) - min(xs)) / (width - 2 * margin[0]), (max(ys) - min(ys)) / (height - 2 * margin[1]))
    zoom = ZOOM_MAX if span <= 0 else -log2(span * TILE_POINTS)
    middle = ((max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2)
    return centred(middle, max(ZOOM_MIN, min(ZOOM_MAX, zoom)), width, height)
