"""The typeface as outlines: Inter, and DejaVu Sans for the few signs that Inter lacks (arrows).

Text in a picture is drawn as paths: it looks the same on every machine, and measures are exact without one.
"""

from functools import lru_cache
from pathlib import Path as File
from threading import Lock
from typing import Final, NamedTuple

import matplotlib
import numpy as np
from matplotlib.ft2font import FT2Font, LoadFlags
from matplotlib.path import Path

FONTS: Final = File(__file__).parent.parent / "assets" / "fonts"
SPARE: Final = File(matplotlib.get_data_path()) / "fonts" / "ttf"
FACES: Final = {
    False: (FONTS / "inter-regular.ttf", SPARE / "DejaVuSans.ttf"),
    True: (FONTS / "inter-semibold.ttf", SPARE / "DejaVuSans-Bold.ttf"),
}
CAP_HEIGHT: Final = 0.727
"""Height of a capital letter in Inter, as a share of the size."""
_LOCK: Final = Lock()  # a font holds the last glyph that was loaded
_EM: Final = 1000


class Glyph(NamedTuple):
    """The outline of a character with y upwards, and how far the next one stands, both as shares of the size."""

    path: Path
    advance: float


@lru_cache(maxsize=8)
def _font(file: File) -> FT2Font:
    font = FT2Font(str(file))
    font.set_size(_EM, 72)
    return font


@lru_cache(maxsize=4096)
def glyph(char: str, bold: bool) -> Glyph:
    """Return a character's outline; one that neither typeface has becomes the box that says so."""
    with _LOCK:
        fonts = [_font(file) for file in FACES[bold]]
        font = next((each for each in fonts if ord(char) in each.get_charmap()), fonts[-1])
        loaded = font.load_char(ord(char), flags=LoadFlags.NO_HINTING)
        vertices, codes = font.get_path()
        advance = loaded.linearHoriAdvance / 65536 / _EM
    return Glyph(Path(np.asarray(vertices, dtype=float) / _EM, codes), advance)


def width(text: str, size: float, bold: bool = False, spacing: float = 0.0) -> float:
    """Return how wide a line of text is, in the unit of its size."""
    return sum(glyph(char, bold).advance for char in text) * size + spacing * max(0, len(text) - 1)


def wrapped(text: str, size: float, limit: float, lines: int, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than a limit; what does not fit into so many lines ends with an ellipsis."""
    found: list[str] = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if width(longer, size, bold) <= limit or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    cut = len(found) > lines
    return [
        fitted(line + (" …" if cut and n == lines - 1 else ""), size, limit, bold)
        for n, line in enumerate(found[:lines])
    ]


def fitted(text: str, size: float, limit: float, bold: bool = False) -> str:
    """Return a text, shortened with an ellipsis where it is wider than a limit."""
    if width(text, size, bold) <= limit:
        return text
    kept = text.rstrip(" …")
    while kept and width(f"{kept}…", size, bold) > limit:
        kept = kept[:-1].rstrip()
    return f"{kept}…"
