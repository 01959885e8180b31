"""The legend of a slide: the shapes of the map beside words, and only those that the picture has."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from matplotlib.path import Path

from layers.language import N_, Translator
from layers.look import LINE_FORMS
from layers.still.frame import Frame
from layers.still.ink import Mark, Thing, Words, circle, polyline, quadratic, vertices
from layers.still.legs import STRANDS_FROM, STRENGTH, Tokens, disputed, outside, projected
from layers.still.places import DISPUTES_FROM, EVENTS_FROM, area, event, one
from layers.still.plan import Leg, Place, Plan
from layers.still.typeface import CAP_HEIGHT, wrapped
from layers.vocabulary import CRIME_FAMILIES, GRADES, PLACE_ROLES
from layers.wording import SHORT_ATTRIBUTION, SHORT_PRECISION, UI

SIZE: Final = 11.5
SYMBOL: Final = 44.0
LINE: Final = 14.0
ROW: Final = 18.5
HEADING: Final = 27.0
EVENT: Final = N_("a dated event is reported there")
MARK_RADIUS: Final = 4.4


class Row(NamedTuple):
    """A symbol, drawn around the point (17, 0), and what it means."""

    symbol: tuple[Mark, ...]
    text: str


class Section(NamedTuple):
    """A heading and its rows."""

    heading: str
    rows: tuple[Row, ...]


def sections(frame: Frame, plan: Plan, tokens: Tokens, lang: str) -> list[Section]:
    """Return what the legend explains, without what is not in the picture."""
    _ = Translator(lang)
    legs = [leg for leg in plan.legs if not outside(frame, projected(frame, leg.curve))]
    places = [place for place in plan.places if frame.sees(*frame.spot(place.at))]
    families = {strand for leg in legs for strand in _strands(frame, leg)}
    forms, grades = {leg.form for leg in legs}, {leg.grade for leg in legs}
    marked = any(leg.disputed for leg in legs) or (
        frame.zoom >= DISPUTES_FROM and any(place.disputed for place in places)
    )
    roles, precisions = {place.role for place in places}, {place.precision for place in places}
    names = {**CRIME_FAMILIES, "unnamed": UI["unnamed"]}
    strengths = [Row(_weight(tokens, n), _(text)) for n, text in enumerate(GRADES.values()) if n in grades]
    if marked:
        strengths.append(Row(_dispute(tokens), _(UI["disputed_mark"])))
    shapes = [
        Row(_place(tokens, role, "town"), _(text)) for role, text in PLACE_ROLES.items() if role in roles
    ]
    shapes += [
        Row(_place(tokens, "transit_hub", code), _(SHORT_PRECISION[code]))
        for code in ("district", "region")
        if code in precisions
    ]
    if any(corridor.area for corridor in plan.corridors):
        shapes.append(Row(tuple(area(17, 0, 7.5, tokens)), _(UI["area"])))
    if frame.zoom >= EVENTS_FROM and any(place.events for place in places):
        shapes.append(Row((event(17, 0, 5, tokens),), _(EVENT)))
    found = (
        Section(_(UI["colour"]), tuple(Row(_line(tokens, code, "tda"), _(text)) for code, text in names.items() if code in families)),
        Section(_(UI["form"]), tuple(Row(_line(tokens, "unnamed", code), _(text)) for code, text in SHORT_ATTRIBUTION.items() if code in forms)),
        Section(_(UI["evidence"]), tuple(strengths)),
        Section(_(UI["place"]), tuple(shapes)),
    )  # fmt: skip
    return [section for section in found if section.rows]


def _strands(frame: Frame, leg: Leg) -> Sequence[str]:
    return leg.strands[:1] if frame.zoom < STRANDS_FROM or leg.form == "context" else leg.strands


def _line(tokens: Tokens, colour: str, form: str) -> tuple[Mark, ...]:
    look = LINE_FORMS[form]
    dash: Iterable[float] = look["dash"]  # type: ignore[assignment]  # the one mapping holds dashes and widths
    width = 2.6 * float(look["width"])  # type: ignore[arg-type]
    return (
        Mark(
            quadratic((0, 4, 16, -5, 34, 2)),
            line=tokens[colour],
            width=width,
            dash=tuple(step * 2.6 for step in dash),
            round_cap=form == "other_group",
        ),
        Mark(polyline([(23, -0.6), (15, -4), (17, -0.6), (14.4, 2.8)], closed=True), fill=tokens[colour]),
    )


def _weight(tokens: Tokens, grade: int) -> tuple[Mark, ...]:
    return (Mark(quadratic((0, 3, 16, -4, 34, 1)), line=tokens["ink"], width=2.4 * STRENGTH[grade]),)


def _dispute(tokens: Tokens) -> tuple[Mark, ...]:
    line = Mark(polyline([(0, 0), (34, 0)]), line=tokens["unnamed"], width=2.6)
    return (line, *disputed(17, 0, 6, tokens))


def _place(tokens: Tokens, role: str, precision: str) -> tuple[Mark, ...]:
    place = Place("", "", (0, 0), 0, precision, role, 0, False, 0, True)
    if precision == "region":
        back = Mark(circle(17, 0, 8), fill=tokens["land"])
        return (back, *one(place, 17, 0, MARK_RADIUS * 0.8, 8, tokens))
    return tuple(one(place, 17, 0, MARK_RADIUS * (0.8 if precision == "district" else 1), 8, tokens))


def height(given: Sequence[Section], width: float) -> float:
    """Return how high a legend of that width is."""
    return sum(
        HEADING + (len(_title(section, width)) - 1) * LINE + sum(_height(row, width) for row in section.rows)
        for section in given
    )


def _title(section: Section, width: float) -> list[str]:
    return wrapped(section.heading, SIZE, width, 2, bold=True)


def _height(row: Row, width: float) -> float:
    return ROW + (len(_broken(row, width)) - 1) * LINE


def _broken(row: Row, width: float) -> list[str]:
    return wrapped(row.text, SIZE, width - SYMBOL, 3)


def legend(
    given: Sequence[Section], x: float, y: float, width: float, tokens: Tokens, spread: float = 1.0
) -> list[Thing]:
    """Return a legend from its top left corner; `spread` stretches the distances between its rows."""
    things: list[Thing] = []
    for section in given:
        y += HEADING * spread
        for n, line in enumerate(_title(section, width)):
            y += LINE if n else 0
            things.append(Words(line, x, y - 8 * spread, SIZE, tokens["ink"], bold=True))
        for row in section.rows:
            lines = _broken(row, width)
            middle = y + ROW * spread / 2
            things += [_moved(mark, x, middle) for mark in row.symbol]
            for n, line in enumerate(lines):
                things.append(
                    Words(line, x + SYMBOL, middle + n * LINE + SIZE * CAP_HEIGHT / 2, SIZE, tokens["ink"])
                )
            y += ROW * spread + (len(lines) - 1) * LINE
    return things


def _moved(mark: Mark, x: float, y: float) -> Mark:
    return mark._replace(path=Path(np.add(vertices(mark.path), (x, y)), mark.path.codes))
