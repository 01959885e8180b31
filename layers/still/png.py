"""A picture as PNG, drawn by matplotlib's Agg renderer without a figure, so that nothing is shared between threads."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Bbox
from PIL import Image

from layers.still.ink import Box, Fade, Floats, Group, Mark, Thing, Words, vertices
from layers.still.typeface import glyph

SIGNATURE_AND_HEADER_BYTES: Final = 33
MARGIN_PIXELS: Final = 3


def png(things: Sequence[Thing], width: int, height: int, scale: float, said: Mapping[str, str]) -> bytes:
    """Return a picture of `width` by `height` pixels, `scale` of them to a point, that says something of itself as text."""
    painter = _Painter(width, height, scale)
    painter.paint(things, 0.0, 0.0)
    picture = BytesIO()
    Image.fromarray(np.ascontiguousarray(painter.pixels[:, :, :3])).save(picture, "PNG", compress_level=6)
    return _said(picture.getvalue(), said)


def _said(picture: bytes, said: Mapping[str, str]) -> bytes:
    """Put texts into a PNG, as international text chunks behind its header (PNG 3, 11.3.3.4)."""
    chunks = b"".join(
        _chunk(b"iTXt", keyword.encode("latin-1") + b"\0\0\0\0\0" + text.encode())
        for keyword, text in said.items()
    )
    return picture[:SIGNATURE_AND_HEADER_BYTES] + chunks + picture[SIGNATURE_AND_HEADER_BYTES:]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


class _Painter:
    """Draws things on a sheet of pixels."""

    def __init__(self, width: int, height: int, scale: float) -> None:
        self.width, self.height, self.scale = width, height, scale
        self.renderer = sheet(width, height)
        self.pixels = pixels(self.renderer)
        self.pixels[:] = 255
        self.clip: Box | None = None

    def paint(self, things: Sequence[Thing], x: float, y: float) -> None:
        for thing in things:
            if isinstance(thing, Group):
                before = self.clip
                left, top = (x + thing.x) * self.scale, (y + thing.y) * self.scale
                self.clip = (left, top, left + thing.width * self.scale, top + thing.height * self.scale)
                self.paint(thing.things, x + thing.x, y + thing.y)
                self.clip = before
            elif isinstance(thing, Words):
                self.words(thing, x, y)
            elif thing.fade is not None and thing.line:
                self.faded(thing, thing.fade, x, y)
            else:
                draw(self.renderer, thing, self.placed(x, y), self.scale, self.bounds())

    def placed(self, x: float, y: float) -> Affine2D:
        """Return the way from points, y downwards, to pixels, y upwards."""
        return Affine2D().translate(x, y).scale(self.scale, -self.scale).translate(0, self.height)

    def bounds(self) -> Bbox | None:
        if self.clip is None:
            return None
        left, top, right, bottom = self.clip
        return Bbox.from_extents(left, self.height - bottom, right, self.height - top)

    def words(self, words: Words, x: float, y: float) -> None:
        parts, pen = [], 0.0
        for char in words.text:
            found = glyph(char, words.bold)
            if len(vertices(found.path)):
                parts.append(Path(vertices(found.path) * words.size + (pen, 0), found.path.codes))
            pen += found.advance * words.size + words.spacing
        if not parts:
            return
        path = Path.make_compound_path(*parts)
        path = Path(vertices(path) * (1, -1) + (words.x, words.y), path.codes)
        at = self.placed(x, y)
        if words.halo:
            halo = Mark(path, line=words.halo, width=words.halo_width, alpha=words.alpha, round_cap=True)
            draw(self.renderer, halo, at, self.scale, self.bounds())
        draw(self.renderer, Mark(path, fill=words.colour, alpha=words.alpha), at, self.scale, self.bounds())

    def faded(self, mark: Mark, fade: Fade, x: float, y: float) -> None:
        """Draw a stroke on a sheet of its own, thin it out along its way, and lay it over."""
        at = self.placed(x, y)
        corners = at.transform(vertices(mark.path))
        reach = mark.width * self.scale + MARGIN_PIXELS
        low, high = corners.min(axis=0) - reach, corners.max(axis=0) + reach
        clip = self.clip or (0, 0, self.width, self.height)
        left, right = int(max(low[0], clip[0])), int(min(high[0], clip[2], self.width))
        bottom, top = int(max(low[1], self.height - clip[3], 0)), int(min(high[1], self.height - clip[1]))
        if right - left < 1 or top - bottom < 1:
            return
        own = sheet(right - left, top - bottom)
        draw(own, mark._replace(fade=None), at.frozen().translate(-left, -bottom), self.scale, None)
        ink = pixels(own).astype(float)
        rows = (self.height - 1 - np.arange(self.height - top, self.height - bottom)) + 0.5
        columns = np.arange(left, right) + 0.5
        (x0, y0), (x1, y1) = at.transform([fade.start, fade.end])
        along = (columns[None, :] - x0) * (x1 - x0) + (rows[:, None] - y0) * (y1 - y0)
        share: Floats = along / max((x1 - x0) ** 2 + (y1 - y0) ** 2, 1e-9)
        stops = np.array(fade.stops)
        alpha = (ink[:, :, 3] / 255 * np.interp(share, stops[:, 0], stops[:, 1]))[:, :, None]
        under = self.pixels[self.height - top : self.height - bottom, left:right, :3]
        under[:] = np.round(ink[:, :, :3] * alpha + under * (1 - alpha)).astype(np.uint8)


def sheet(width: int, height: int) -> RendererAgg:
    """Return an empty sheet on which a point is a pixel."""
    return RendererAgg(width, height, 72)  # type: ignore[no-untyped-call]  # matplotlib annotates no renderer


def pixels(renderer: RendererAgg) -> npt.NDArray[np.uint8]:
    """Return a sheet's pixels, (height, width, 4), to read and to write."""
    return np.asarray(renderer.buffer_rgba())  # type: ignore[no-untyped-call]


def draw(renderer: RendererAgg, mark: Mark, at: Affine2D, scale: float, bounds: Bbox | None) -> None:
    """Draw a mark, faded nowhere."""
    gc = renderer.new_gc()
    if bounds is not None:
        gc.set_clip_rectangle(bounds)
    gc.set_joinstyle("round")
    gc.set_capstyle("round" if mark.round_cap else "butt")
    if mark.line:
        gc.set_foreground(to_rgba(mark.line, mark.alpha), isRGBA=True)
        gc.set_linewidth(mark.width * scale)
        if mark.dash:
            gc.set_dashes(0, [step * scale for step in mark.dash])
    else:
        gc.set_linewidth(0)
    fill = to_rgba(mark.fill, mark.fill_alpha * mark.alpha) if mark.fill else None
    renderer.draw_path(gc, mark.path, at, fill)  # type: ignore[no-untyped-call]
    gc.restore()
