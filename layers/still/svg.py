"""A picture as SVG 1.1: no script, no style, no reference to anything outside; texts are outlines with a title and a description."""

from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape

import numpy as np
from matplotlib.path import Path

from layers.still.ink import Fade, Group, Mark, Thing, Words, codes, vertices
from layers.still.typeface import glyph

_LETTERS: Final = {
    int(Path.MOVETO): ("M", 1), int(Path.LINETO): ("l", 1), int(Path.CURVE3): ("q", 2), int(Path.CURVE4): ("c", 3),
}  # fmt: skip
"""Code of a path -> its letter and how many points it takes."""
EM: Final = 100
"""Units of a glyph's outline to its size; it is written to a tenth of one."""


def svg(
    things: Sequence[Thing], width: float, height: float, points: tuple[float, float], title: str, text: str
) -> bytes:
    """Return a picture of `points` width and height, shown at `width` by `height` pixels."""
    writer = _Writer()
    body = writer.group(things)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" role="img" '
        f'width="{width:g}" height="{height:g}" viewBox="0 0 {points[0]:.6g} {points[1]:.6g}">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(text)}</desc>",
        f"<defs>{''.join(writer.defs)}</defs>",
        body,
        "</svg>",
    ]
    return ("\n".join(part for part in parts if part) + "\n").encode()


def _number(value: float) -> str:
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def outline(path: Path, scale: float = 1.0, flip: bool = False) -> str:
    """Return the data of a path. Lines are written as steps of a tenth, rounded so that errors do not add up."""
    parts: list[str] = []
    points = np.rint(vertices(path) * (10 * scale, -10 * scale if flip else 10 * scale)).astype(int).tolist()
    kinds = codes(path)
    x = y = n = 0
    last = ""
    while n < len(points):
        kind = kinds[n]
        letter, count = _LETTERS.get(kind, ("z", 1))
        given, n = points[n : n + count], n + count
        if letter == "z":
            parts.append("z" if kind == Path.CLOSEPOLY else "")
        elif letter != "l" or given[0] != [x, y]:
            base = (0, 0) if letter == "M" else (x, y)
            numbers = [_tenth(value) for px, py in given for value in (px - base[0], py - base[1])]
            first = "" if letter == last and numbers[0][0] == "-" else " " if letter == last else letter
            text = numbers[0] + "".join(each if each[0] == "-" else f" {each}" for each in numbers[1:])
            parts.append(first + text)
            x, y = given[-1]
        else:
            continue
        last = letter if letter != "M" else ""
    return "".join(parts)


def _tenth(value: int) -> str:
    whole, rest = divmod(abs(value), 10)
    sign = "-" if value < 0 else ""
    return f"{sign}{whole}.{rest}" if rest and whole else f"{sign}.{rest}" if rest else f"{sign}{whole}"


class _Writer:
    """Writes things and gathers what they share: glyphs, clips, gradients, numbered in the order of their use."""

    def __init__(self) -> None:
        self.defs: list[str] = []
        self.glyphs: dict[tuple[str, bool], str] = {}
        self.paints: dict[tuple[Fade, str], str] = {}
        self.clips: dict[tuple[float, float], str] = {}

    def group(self, things: Iterable[Thing]) -> str:
        return "\n".join(self.thing(each) for each in things)

    def thing(self, thing: Thing) -> str:
        if isinstance(thing, Words):
            return self.words(thing)
        if isinstance(thing, Group):
            key = (thing.width, thing.height)
            if key not in self.clips:
                self.clips[key] = f"c{len(self.clips)}"
                shape = f'<rect width="{_number(key[0])}" height="{_number(key[1])}"/>'
                self.defs.append(f'<clipPath id="{self.clips[key]}">{shape}</clipPath>')
            moved = f' transform="translate({_number(thing.x)} {_number(thing.y)})"'
            return f'<g{moved}><g clip-path="url(#{self.clips[key]})">\n{self.group(thing.things)}\n</g></g>'
        return self.mark(thing)

    def mark(self, mark: Mark) -> str:
        said = [f'fill="{mark.fill or "none"}"']
        if mark.fill and mark.fill_alpha < 1:
            said.append(f'fill-opacity="{mark.fill_alpha:.2g}"')
        if mark.line:
            said += [
                f'stroke="{self.paint(mark)}"',
                f'stroke-width="{mark.width:.3g}"',
                'stroke-linejoin="round"',
            ]
            if mark.dash:
                said.append(f'stroke-dasharray="{" ".join(f"{step:.3g}" for step in mark.dash)}"')
            if mark.round_cap:
                said.append('stroke-linecap="round"')
        if mark.alpha < 1:
            said.append(f'opacity="{mark.alpha:.2g}"')
        return f'<path {" ".join(said)} d="{outline(mark.path)}"/>'

    def paint(self, mark: Mark) -> str:
        if mark.fade is None:
            return mark.line
        key = (mark.fade, mark.line)
        if key not in self.paints:
            self.paints[key] = f"f{len(self.paints)}"
            (x1, y1), (x2, y2) = mark.fade.start, mark.fade.end
            stops = "".join(
                f'<stop offset="{share:g}" stop-color="{mark.line}" stop-opacity="{opacity:g}"/>'
                for share, opacity in mark.fade.stops
            )
            where = " ".join(
                f'{name}="{_number(value)}"'
                for name, value in zip(("x1", "y1", "x2", "y2"), (x1, y1, x2, y2), strict=True)
            )
            self.defs.append(
                f'<linearGradient id="{self.paints[key]}" gradientUnits="userSpaceOnUse" {where}>{stops}</linearGradient>'
            )
        return f"url(#{self.paints[key]})"

    def words(self, words: Words) -> str:
        used, x = [], 0.0
        for char in words.text:
            found = glyph(char, words.bold)
            if len(vertices(found.path)):
                used.append(f'<use xlink:href="#{self.glyph(char, words.bold)}" x="{_number(x)}"/>')
            x += (found.advance + words.spacing / words.size) * EM
        scale = words.size / EM
        place = f'transform="translate({_number(words.x)} {_number(words.y)}) scale({scale:.5g})"'
        faint = f' opacity="{words.alpha:.2g}"' if words.alpha < 1 else ""
        row = "".join(used)
        halo = ""
        if words.halo:
            wide = words.halo_width / scale
            halo = f'<g fill="none" stroke="{words.halo}" stroke-width="{wide:.4g}" stroke-linejoin="round">{row}</g>'
        return f'<g {place}{faint} fill="{words.colour}">{halo}{row}</g>'

    def glyph(self, char: str, bold: bool) -> str:
        key = (char, bold)
        if key not in self.glyphs:
            self.glyphs[key] = f"g{len(self.glyphs)}"
            path = outline(glyph(char, bold).path, EM, flip=True)
            self.defs.append(f'<path id="{self.glyphs[key]}" d="{path}"/>')
        return self.glyphs[key]
