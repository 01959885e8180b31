"""The ground under a picture: the basemap that the map in the browser draws, cut to the frame and as fine as it can show.

Arcs that neighbours share are thinned once, so that no gap opens between them.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import ceil
from typing import Any, Final

import numpy as np
import shapely
from matplotlib.path import Path

from layers.look import THEMES
from layers.still.basemap import Layer, basemap, ring_of
from layers.still.frame import TILE_POINTS, Frame
from layers.still.ink import Floats, Mark, box, joined

TOLERANCE_POINTS: Final = 0.45
SMALLEST_POINTS: Final = 1.3  # an island smaller than that is no more than a speck
BEYOND_POINTS: Final = 12.0  # cut so far outside the frame that no edge is seen
GROUNDS_KEPT: Final = 12  # a ground holds some ten thousand points
RIVERS_FROM: Final = 4.5
REGIONS_FROM: Final = 5.25


@lru_cache(maxsize=24)
def _thinned(name: str, level: int) -> list[Floats]:
    """Return the arcs of a layer, as fine as half a zoom level needs; their ends stay (Douglas-Peucker)."""
    tolerance = TOLERANCE_POINTS / (TILE_POINTS * 2 ** (level / 2))
    lines = [shapely.LineString(arc) for arc in getattr(basemap(), name).arcs]
    return [
        shapely.get_coordinates(line) for line in shapely.simplify(lines, tolerance, preserve_topology=False)
    ]


def clipped(points: Floats, bounds: tuple[float, float, float, float]) -> Floats:
    """Return the part of a ring within left, top, right, bottom (Sutherland and Hodgman 1974); maybe no points.

    Where the ring leaves and comes back, its edge runs along the bounds.
    """
    for axis, limit, sign in ((0, bounds[0], 1), (1, bounds[1], 1), (0, bounds[2], -1), (1, bounds[3], -1)):
        here = (points[:, axis] - limit) * sign
        inside = here >= 0
        if inside.all():
            continue
        after, there = np.concatenate([points[1:], points[:1]]), np.concatenate([here[1:], here[:1]])
        crosses = inside != (there >= 0)
        share = np.divide(here, here - there, out=np.zeros_like(here), where=crosses)
        crossing = points + (after - points) * share[:, None]
        both = np.stack([points, crossing], axis=1).reshape(-1, 2)
        points = both[np.column_stack([inside, crosses]).ravel()]
    return points


def _on_sheet(points: Floats, frame: Frame) -> Floats:
    return points * frame.scale - (frame.left, frame.top)


def _areas(name: str, frame: Frame, arcs: list[Floats]) -> Path | None:
    bounds = (-BEYOND_POINTS, -BEYOND_POINTS, frame.width + BEYOND_POINTS, frame.height + BEYOND_POINTS)
    layer: Layer = getattr(basemap(), name)
    found = []
    for ring in (ring for rings in layer.shapes for ring in rings):
        points = _on_sheet(ring_of(arcs, ring), frame)
        low, high = points.min(axis=0), points.max(axis=0)
        if (high < bounds[:2]).any() or (low > bounds[2:]).any() or max(high - low) < SMALLEST_POINTS:
            continue
        points = clipped(points[:-1], bounds)
        if len(points) > 2:
            codes = [Path.MOVETO, *[Path.LINETO] * (len(points) - 1), Path.CLOSEPOLY]
            found.append(Path(np.vstack([points, points[:1]]), codes))
    return joined(found) if found else None


def _lines(frame: Frame, lines: Iterable[Floats]) -> Path | None:
    given = [shapely.LineString(each) for each in (_on_sheet(line, frame) for line in lines) if len(each) > 1]
    bounds = (-BEYOND_POINTS, -BEYOND_POINTS, frame.width + BEYOND_POINTS, frame.height + BEYOND_POINTS)
    kept: list[Any] = list(shapely.get_parts(shapely.clip_by_rect(given, *bounds))) if given else []
    found = [
        Path(points, [Path.MOVETO] + [Path.LINETO] * (len(points) - 1))
        for points in map(shapely.get_coordinates, kept)
        if len(points) > 1 and np.ptp(points, axis=0).max() >= SMALLEST_POINTS
    ]
    return joined(found) if found else None


@lru_cache(maxsize=GROUNDS_KEPT)
def ground(frame: Frame, theme: str) -> tuple[Mark, ...]:
    """Return sea, land, water and borders of a frame in a theme, in the order the map draws them."""
    tokens = THEMES[theme]
    level = ceil(frame.zoom * 2)
    base = basemap()
    land, beyond, lakes, rivers = (_thinned(name, level) for name in ("land", "beyond", "lakes", "rivers"))
    marks = [Mark(box(0, 0, frame.width, frame.height), fill=tokens["sea"])]

    def add(path: Path | None, **look: Any) -> None:
        if path is not None:
            marks.append(Mark(path, **look))

    add(_areas("beyond", frame, beyond), fill=tokens["beyond"], line=tokens["coast"], width=0.5)
    add(_areas("land", frame, land), fill=tokens["land"])
    add(_areas("lakes", frame, lakes), fill=tokens["sea"], line=tokens["water"], width=0.6)
    if frame.zoom >= RIVERS_FROM:
        lines = (ring_of(rivers, line) for lines in base.rivers.shapes for line in lines)
        add(_lines(frame, lines), line=tokens["water"], width=0.9)
    if frame.zoom >= REGIONS_FROM:
        add(
            _lines(frame, (land[arc] for arc in base.region)),
            line=tokens["region"],
            width=0.8,
            dash=(3.0, 3.0),
        )
    add(_lines(frame, (land[arc] for arc in base.coast)), line=tokens["coast"], width=0.8)
    add(_lines(frame, (land[arc] for arc in base.border)), line=tokens["border"], width=1.1)
    return tuple(marks)
