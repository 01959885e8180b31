"""What a picture is made of: marks, words and groups of them, as plain values in the order they are drawn.

Lengths are in points of the picture, y downwards; the printers (`svg`, `png`) scale them to pixels. Colours are "#rrggbb".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from matplotlib.path import Path

Floats = npt.NDArray[np.float64]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
KAPPA: Final = 0.5522847498  # control points of a cubic that is nearest to a quarter of a circle


class Fade(NamedTuple):
    """A stroke that is transparent at one end or both, along the straight line between two points."""

    start: Point
    end: Point
    at_start: bool
    at_end: bool

    @property
    def stops(self) -> tuple[tuple[float, float], ...]:
        """Return (share of the way, opacity), as in legs.js."""
        return (
            (0.0, 0.0 if self.at_start else 1.0),
            (0.42 if self.at_start else 0.01, 1.0),
            (0.58 if self.at_end else 0.99, 1.0),
            (1.0, 0.0 if self.at_end else 1.0),
        )


class Mark(NamedTuple):
    """A path, filled, stroked or both. `dash` is in multiples of a point, () for a whole line."""

    path: Path
    fill: str = ""
    fill_alpha: float = 1.0
    line: str = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    round_cap: bool = False
    alpha: float = 1.0
    fade: Fade | None = None


class Words(NamedTuple):
    """A line of text from its baseline's left end; `halo` is the colour of an outline behind it, "" for none."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    bold: bool = False
    halo: str = ""
    halo_width: float = 3.0
    spacing: float = 0.0
    alpha: float = 1.0


@dataclass(frozen=True)
class Group:
    """Things drawn with another origin, and nowhere outside a box of their own size."""

    things: "tuple[Mark | Words | Group, ...]"
    x: float
    y: float
    width: float
    height: float


Thing = Mark | Words | Group


def polyline(points: Iterable[Point], closed: bool = False) -> Path:
    """Return straight lines through points, closed to an area where that is asked for."""
    given = list(points)
    kinds = [Path.MOVETO] + [Path.LINETO] * (len(given) - 1)
    if closed:
        given.append(given[0])
        kinds.append(Path.CLOSEPOLY)
    return Path(given, kinds)


def box(left: float, top: float, width: float, height: float) -> Path:
    """Return a rectangle."""
    right, bottom = left + width, top + height
    return polyline([(left, top), (right, top), (right, bottom), (left, bottom)], closed=True)


def circle(x: float, y: float, r: float) -> Path:
    """Return a circle as four cubics."""
    k = KAPPA * r
    points = [
        (x + r, y), (x + r, y + k), (x + k, y + r), (x, y + r), (x - k, y + r), (x - r, y + k), (x - r, y),
        (x - r, y - k), (x - k, y - r), (x, y - r), (x + k, y - r), (x + r, y - k), (x + r, y), (x + r, y),
    ]  # fmt: skip
    return Path(points, [Path.MOVETO] + [Path.CURVE4] * 12 + [Path.CLOSEPOLY])


def quadratic(c: Sequence[float]) -> Path:
    """Return the curve from (c[0], c[1]) to (c[4], c[5]) with the control point (c[2], c[3])."""
    return Path([(c[0], c[1]), (c[2], c[3]), (c[4], c[5])], [Path.MOVETO, Path.CURVE3, Path.CURVE3])


def vertices(path: Path) -> Floats:
    """Return the points of a path, (n, 2)."""
    return np.asarray(path.vertices, dtype=float)


def codes(path: Path) -> list[int]:
    """Return what each of those points is: a code of matplotlib's paths."""
    if path.codes is None:
        return [int(Path.MOVETO)] + [int(Path.LINETO)] * (len(vertices(path)) - 1)
    return [int(code) for code in np.asarray(path.codes)]


def joined(parts: Iterable[Path]) -> Path:
    """Return several paths as one."""
    return Path.make_compound_path(*parts)


def words_in(things: Iterable[Thing]) -> list[str]:
    """Return every text of a picture, in the order it is drawn."""
    found: list[str] = []
    for thing in things:
        if isinstance(thing, Words):
            found.append(thing.text)
        elif isinstance(thing, Group):
            found += words_in(thing.things)
    return found
