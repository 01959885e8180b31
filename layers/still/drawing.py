"""A picture of a view: filtered rows in, bytes out."""

from typing import Final, Literal

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.look import THEMES
from layers.still import labels, legs, places
from layers.still.frame import Frame, fitted, seen
from layers.still.ground import ground
from layers.still.ink import Group, Thing
from layers.still.plan import AMERICAS, Plan, plan
from layers.still.png import png
from layers.still.svg import svg
from layers.viewport import Viewport

WIDTH_POINTS: Final = 1097.0
"""Points of a picture's width: at 1920 pixels there are 1.75 to a point, and the smallest text has 20 pixels."""
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
) -> bytes:
    """Draw the rows of a view, `size` pixels wide and high, `points` wide. `shown` is what `view.apply(catalog)` gives.

    Without furniture it is the bare map. Without a viewport the map shows all that is drawn.

    Raises ValueError for a size that no picture can have.
    """
    width, height = size
    if not (SMALLEST <= width <= LARGEST and SMALLEST <= height <= LARGEST):
        raise ValueError(f"a picture has {SMALLEST} to {LARGEST} pixels a side, not {width} x {height}")
    scale = width / points
    drawn = plan(catalog, shown, view, lang)
    things = sheet(drawn, framed(drawn, view, points, height / scale, viewport), lang, theme)
    title = text = view.describe(catalog, lang)
    if form == "svg":
        return svg(things, width, height, (points, height / scale), title, text)
    return png(things, width, height, scale, {"Title": title, "Description": text})


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
