"""What is taken of a sheet, so that nothing is written over anything."""

from collections.abc import Iterable
from typing import Final

from layers.still.frame import Frame
from layers.still.ink import Box

EDGE: Final = 5.0


class Room:
    """What is taken of a sheet. Nothing is written outside its edges."""

    def __init__(self, frame: Frame, taken: Iterable[Box] = ()) -> None:
        self.edges = (EDGE, EDGE, frame.width - EDGE, frame.height - EDGE)
        self.taken = list(taken)
        self.lines: list[Box] = []

    def free(self, wanted: Box, off_lines: bool = False) -> bool:
        """Tell whether a box lies on the sheet and over nothing; `off_lines` asks that it lies over no line either."""
        left, top, right, bottom = wanted
        inside = (
            left >= self.edges[0] and top >= self.edges[1] and right <= self.edges[2] and bottom <= self.edges[3]
        )  # fmt: skip
        return inside and not any(
            left < box[2] and right > box[0] and top < box[3] and bottom > box[1]
            for box in (*self.taken, *(self.lines if off_lines else ()))
        )

    def take(self, wanted: Box) -> None:
        """Keep a box free from now on."""
        self.taken.append(wanted)
