"""The map of a brief: the still picture of the view, and beside it in words what its lines and marks mean."""

from typing import Any, Final

import numpy as np
from matplotlib.path import Path

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import Translator, number
from layers.look import LIGHT
from layers.still.drawing import framed, sheet
from layers.still.ink import vertices
from layers.still.legend import Row, sections
from layers.still.plan import plan
from layers.still.svg import svg
from layers.wording import NOTES, UI

SIZE: Final = (400.0, 336.0)
"""Points of the map. It is printed 119 mm (337 points) wide: names on it, of 11 points and more, come out above 9. So high that
the key figures stand on the first page of either paper."""
SAMPLE: Final = (36.0, 17.0)
"""Points of the sample beside a row of the legend."""


def chart(
    catalog: Catalog, shown: Catalog, view: ViewFilter, title: str, lang: str
) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Return the map as the template reads it, and its pictures by name: the map and a sample per row of the legend.

    What the lines say stands beside the map; the places, which are many, below it.
    """
    _ = Translator(lang)
    width, height = SIZE
    drawn = plan(catalog, shown, view, lang)
    frame = framed(drawn, view, width, height, None)
    alt = _(
        "Map: {title}. Legs: {legs}; places: {places}. The tables below say the same in words.",
        title=title,
        legs=number(lang, len(shown.legs)),
        places=number(lang, len(shown.places)),
    )
    pictures = {
        "map.svg": svg(sheet(drawn, frame, lang, "light"), width, height, (width, height), title, alt)
    }
    beside: list[dict[str, Any]] = []
    below: list[dict[str, Any]] = []
    for section in sections(frame, drawn, LIGHT, lang):
        rows = []
        for row in section.rows:
            name = f"legend-{len(pictures)}.svg"
            pictures[name] = _sample(row)
            rows.append({"picture": name, "text": row.text})
        where = below if section.heading == _(UI["place"]) else beside
        where.append({"heading": section.heading, "rows": rows})
    told = {
        "heading": _("Map"),
        "picture": "map.svg",
        "alt": alt,
        "beside": beside,
        "below": below,
        "notes": [*map(_, NOTES), _(UI["credit"])],
    }
    return told, pictures


def _sample(row: Row) -> bytes:
    """Return a symbol, which is drawn around the point (17, 0), as a picture of its own."""
    width, height = SAMPLE
    marks = [
        mark._replace(path=Path(np.add(vertices(mark.path), (1, height / 2)), mark.path.codes))
        for mark in row.symbol
    ]
    return svg(marks, width, height, SAMPLE, row.text, row.text)
