"""A link as a code to be read by a telephone (QR code, ISO/IEC 18004), as one path to draw."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

import segno

QUIET_MODULES: Final = 4
"""The empty margin that the standard asks for, in modules."""
CODES_KEPT: Final = 64


class Code(NamedTuple):
    """Hold a code: the width of its square in modules, the margin included, and the dark ones as a path of SVG."""

    size: int
    path: str


@lru_cache(maxsize=CODES_KEPT)
def code(text: str) -> Code | None:
    """Return the code of a text; None for one that is too long to fit a code."""
    try:
        matrix = segno.make(text, error="m", micro=False).matrix
    except segno.DataOverflowError:
        return None
    parts = []
    for y, row in enumerate(matrix, QUIET_MODULES):
        x = QUIET_MODULES
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                parts.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return Code(len(matrix) + 2 * QUIET_MODULES, "".join(parts))
