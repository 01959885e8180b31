"""A picture of a view: filtered rows in, bytes out."""

from collections.abc import Sequence
from typing import Final, Literal

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.headings import heading
from layers.look import THEMES
from layers.still import labels, legs, places
from layers.still import slide as slides
from layers.still.frame import Frame, fitted, seen
from layers.still.ground import ground
from layers.still.ink import Group, Thing
from layers.still.legend import sections
from layers.still.plan import AMERICAS, Plan, plan
from layers.still.png import png
from layers.still.svg import svg
from layers.viewport import Viewport

WIDTH_POINTS: Final = 1097.0
"""Points of a picture's width: at 1920 pixels there are 1.75 to a point, and the smallest text has 20 pixels."""
CARD_POINTS: Final = 800.0
"""Points of a card's width: it is seen at half its size, beside a few words."""
SMALLEST, LARGEST = 64, 4096
AMERICAS_UNTIL: Final = AMERICAS / 360 + 0.5
"""In the unit square."""

Form = Literal["svg", "png"]
Theme = Literal["light", "dark"]


def picture(
    catalog: Catalog,
    shown: Catalog,
    view: ViewFilter,
    lang: str,
    *,
    form: Form = "svg",
    size: tuple[int, int] = (1920, 1080),
    furniture: bool = True,
    viewport: Viewport | None = None,
    theme: Theme = "light",
    points: float = WIDTH_POINTS,
    foot: Sequence[str] = (),
    about: str = "",
) -> bytes:
    """Draw the rows of a view, `size` pixels wide and high, `points` wide. `shown` is what `view.apply(catalog)` gives.

    With furniture it is a slide that explains itself, `foot` (the release, the day) in its last line; without, the bare map.
    Without a viewport the map shows all that is drawn. `about` is said in the file beside the sentence of the view.

    Raises ValueError for a size that no picture can have.
    """
    width, height = size
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise ValueError(f"a picture has {SMALLEST} to {LARGEST} pixels a side, not {width} x {height}")
    scale = width / points
    high = height / scale
    drawn = plan(catalog, shown, view, lang)
    if furniture:
        around = slides.slide(catalog, shown, view, lang, theme, (points, high), foot)
        frame = framed(drawn, view, *around.room[2:], viewport)
        explained = sections(frame, drawn, THEMES[theme], lang)
        things: list[Thing] = [
            *around.things,
            *slides.moved(sheet(drawn, frame, lang, theme), around),
            *slides.framing(around, theme),
            *slides.blank(drawn, around, lang, theme),
            *slides.explained(around, explained, theme, points),
        ]
    else:
        things = sheet(drawn, framed(drawn, view, points, high, viewport), lang, theme)
    title, text = (
        _plain(heading(catalog, shown, view, lang)),
        _plain(f"{view.describe(catalog, lang)}\n{about}".strip()),
    )
    if form == "svg":
        return svg(things, width, height, (points, high), title, text)
    return png(things, width, height, scale, {"Title": title, "Description": text})


def card(
    catalog: Catalog,
    shown: Catalog,
    view: ViewFilter,
    lang: str,
    *,
    size: tuple[int, int],
    viewport: Viewport | None = None,
) -> bytes:
    """Draw the rows of a view as a PNG that says itself what it shows, to be seen small beside a link."""
    scale = size[0] / CARD_POINTS
    drawn = plan(catalog, shown, view, lang)
    around = slides.card(catalog, shown, view, lang, (CARD_POINTS, size[1] / scale))
    frame = framed(drawn, view, *around.room[2:], viewport)
    things = [
        *slides.moved(sheet(drawn, frame, lang, "light"), around),
        *around.things,
        *slides.blank(drawn, around, lang, "light"),
    ]
    said = {
        "Title": _plain(heading(catalog, shown, view, lang)),
        "Description": _plain(view.describe(catalog, lang)),
    }
    return png(things, *size, scale, said)


def _plain(text: str) -> str:
    """Return a text without signs that steer how it is shown; no file format could hold all of them."""
    return "".join(char for char in text if char.isprintable() or char == "\n")


def framed(drawn: Plan, view: ViewFilter, width: float, height: float, viewport: Viewport | None) -> Frame:
    """Return where the picture looks: at the link's viewport, at the Americas for the whole, or at what is drawn."""
    if viewport is not None:
        return seen(viewport, width, height)
    spots = drawn.spots
    if view.is_empty and not drawn.focus:
        spots = [spot for spot in spots if spot[0] < AMERICAS_UNTIL]
    return fitted(spots, width, height)


def sheet(drawn: Plan, frame: Frame, lang: str, theme: Theme) -> list[Thing]:
    """Return the map of a plan, cut to its frame."""
    tokens = dict(THEMES[theme])
    names = [thing for label in labels.labels(frame, drawn, tokens, lang) for thing in label.things]
    marks = [
        *ground(frame, theme),
        *places.areas(frame, drawn, tokens),
        *legs.legs(frame, drawn, tokens),
        *places.places(frame, drawn, tokens),
    ]
    return [Group((*marks, *names), 0, 0, frame.width, frame.height)]
