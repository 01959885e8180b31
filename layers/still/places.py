"""Places as marks: role by shape, precision by form. As in places.js, with a dot where an event is dated."""

from dataclasses import replace
from typing import Final

from matplotlib.path import Path

from layers.still.frame import Frame
from layers.still.ink import Mark, box, circle, joined, polyline
from layers.still.legs import Tokens, disputed
from layers.still.plan import Place, Plan

REGION_KM: Final = 55  # a stand-in for a state, a coast, a country: an area, never a spot
AREA_KM: Final = 70
STEPPED_BACK: Final = 0.4
MANY: Final = 4000  # beyond this, places are small squares without form or role
DISPUTES_FROM: Final = 4.4
EVENTS_FROM: Final = 3.4
"""Zooms from which on a place has room for more than its own mark."""


def radius_at(zoom: float) -> float:
    """Return the radius of a place at a zoom; a picture of the whole cannot come closer, so that its marks are smaller yet."""
    return max(2.2, min(5.6, 2.6 + (zoom - 3) * 0.55))


def shape(role: str, x: float, y: float, r: float) -> Path:
    """Return the outline that says a place's role."""
    if role == "border_crossing":
        d = r * 1.25
        return polyline([(x, y - d), (x + d, y), (x, y + d), (x - d, y)], closed=True)
    if role == "base":
        return box(x - r * 0.92, y - r * 0.92, r * 1.84, r * 1.84)
    if role == "exploitation_site":
        return polyline(
            [(x, y - r * 1.2), (x + r * 1.15, y + r * 0.85), (x - r * 1.15, y + r * 0.85)], closed=True
        )
    return circle(x, y, r)


def areas(frame: Frame, plan: Plan, tokens: Tokens) -> list[Mark]:
    """Return the corridors that are an area rather than a route, as a hatched disc."""
    marks: list[Mark] = []
    for corridor in plan.corridors:
        x, y = frame.spot(corridor.at)
        r = max(13.0, frame.ground(corridor.at[1], AREA_KM))
        if corridor.area and frame.sees(x, y, r):
            marks += area(x, y, r, tokens)
    return marks


def area(x: float, y: float, r: float, tokens: Tokens) -> list[Mark]:
    """Return one such disc."""
    colour = tokens["exploitation"]
    chords = []
    for n in range(int(-2 * r // 6), int(2 * r // 6) + 1):
        # The line y' = -(x' - offset) through the disc around (0, 0), cut where it leaves it.
        offset = 6.0 * n
        half = r * r - offset * offset / 2
        if half > 1:
            reach = half**0.5 / 2**0.5
            middle = offset / 2
            chords.append(
                polyline([(x + middle - reach, y + middle + reach), (x + middle + reach, y + middle - reach)])
            )
    return [
        Mark(circle(x, y, r), fill=colour, fill_alpha=0.15),
        Mark(joined(chords), line=colour, width=1.0, alpha=0.5),
        Mark(circle(x, y, r), line=colour, width=1.6),
    ]


def places(frame: Frame, plan: Plan, tokens: Tokens) -> list[Mark]:
    """Return the marks of all places."""
    if len(plan.places) > MANY:
        spots = (frame.spot(place.at) for place in plan.places)
        squares = [box(x - 1.5, y - 1.5, 3, 3) for x, y in spots if frame.sees(x, y)]
        return [Mark(joined(squares), fill=tokens["ink"])] if squares else []
    marks: list[Mark] = []
    for place in plan.places:
        x, y = frame.spot(place.at)
        if frame.zoom < EVENTS_FROM:
            place = replace(place, events=0)
        if frame.sees(x, y, 40):
            alpha = STEPPED_BACK if plan.focus and place.key not in plan.focus else 1.0
            area = max(min(9.0, radius_at(frame.zoom) * 3), frame.ground(place.at[1], REGION_KM))
            marks += one(place, x, y, radius_at(frame.zoom), area, tokens, alpha, frame.zoom >= DISPUTES_FROM)
    return marks


def one(
    place: Place,
    x: float,
    y: float,
    r: float,
    area: float,
    tokens: Tokens,
    alpha: float = 1.0,
    disputes: bool = True,
) -> list[Mark]:
    """Return the marks of one place; `area` is the radius of the wider area that it may stand for."""
    ink, region = tokens["ink"], place.precision == "region"
    marks = []
    if region:
        marks.append(
            Mark(
                circle(x, y, area),
                fill=ink,
                fill_alpha=0.06,
                line=tokens["quiet"],
                width=1.1,
                dash=(4.0, 3.0),
                alpha=alpha,
            )
        )
    elif place.precision == "district":
        marks.append(Mark(circle(x, y, r * 2.1), fill=ink, fill_alpha=0.15, alpha=alpha))
    marks.append(
        Mark(
            shape(place.role, x, y, r),
            fill=tokens["land" if region else "paper"],
            line=tokens["quiet"] if region else ink,
            width=1.7 if place.precision == "town" else 1.2,
            alpha=alpha,
        )
    )
    if place.role == "origin":
        level = Path([(x - r, y), (x + r, y)])
        width = 1.7 if place.precision == "town" else 1.2
        marks.append(Mark(level, line=tokens["quiet"] if region else ink, width=width, alpha=alpha))
    if place.role == "destination":
        marks.append(Mark(circle(x, y, r * 0.38), fill=ink, alpha=alpha))
    if place.events:
        marks.append(event(x + r * 1.05, y + r * 1.05, r, tokens, alpha))
    if place.disputed and disputes:
        marks += disputed(x + r * 1.35, y - r * 1.35, max(3.4, r * 0.85), tokens, alpha)
    return marks


def event(x: float, y: float, r: float, tokens: Tokens, alpha: float = 1.0) -> Mark:
    """Return the dot of a place with dated events; one dot, however many were reported."""
    return Mark(
        circle(x, y, max(1.9, r * 0.55)), fill=tokens["accent"], line=tokens["paper"], width=1.0, alpha=alpha
    )
