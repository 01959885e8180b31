"""Labels that never lie over one another: names of corridors, then places of the view, then what the basemap knows."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from layers.still.basemap import basemap
from layers.still.curves import at
from layers.still.frame import Frame
from layers.still.ink import Box, Mark, Thing, Words, box, circle, polyline
from layers.still.legs import MANY, Tokens, projected
from layers.still.plan import Corridor, Plan
from layers.still.room import EDGE, Room
from layers.still.typeface import CAP_HEIGHT, width

SIZE: Final = 11.5
"""The least size of a text in points; a picture of 1920 pixels has 1.75 to a point, so 20 pixels."""
BANNER_HEIGHT: Final = 23.0
BANNERS_UNTIL: Final = 7.6
REACH: Final = (22.0, 36.0)
"""How far from its place a name may stand, with a line that leads there."""
REACHING_FROM: Final = 5.6
COUNTRIES_UNTIL: Final = 7.5
COUNTRY_SIZE: Final = (0.0, 0.01, 0.006, 0.0022, 0.0004, 0.0001, 0.00002, 0.000002)
"""Unit areas from which on a country is named, by whole zoom."""
NEAR: Final = ((0, 0), (0, -18), (0, 18), (30, 14), (-30, 14), (0, -34), (0, 34), (44, 30), (-44, 30), (44, -26), (-44, -26), (0, 52))  # fmt: skip
FLOORS: Final = ((3.3, 4.0), (4.1, 3.0), (5.1, 1.5))
"""Below a zoom, the least weight of a place that is named."""
CROWDED: Final = 1200
STEPS, OFF = 40, 4.0
_WAYS: Final = ((1, -0.7), (-1, -0.7), (1, 0.7), (-1, 0.7), (1, 0), (-1, 0), (0, -1), (0, 1))


class Label(NamedTuple):
    """A label: its text, the box that is kept free for it, and what draws it."""

    text: str
    box: Box
    things: tuple[Thing, ...]


def labels(frame: Frame, plan: Plan, tokens: Tokens, lang: str, covered: Sequence[Box] = ()) -> list[Label]:
    """Return the labels of a frame, in the order they are placed; `covered` are boxes that something else lies on."""
    room = Room(frame, covered)
    spots = {place.key: frame.spot(place.at) for place in plan.places}
    seen = [place for place in plan.places if frame.sees(*spots[place.key])]
    if len(plan.places) > CROWDED:  # no name could be told from its neighbours'
        seen = []
    for place in seen:
        x, y = spots[place.key]
        room.take((x - 6, y - 6, x + 6, y + 6))
    for leg in plan.legs[:MANY]:
        if not plan.focus or leg.key in plan.focus:
            c = projected(frame, leg.curve)
            for x, y in (at(c, n / STEPS) for n in range(STEPS + 1)):
                room.lines.append((x - OFF, y - OFF, x + OFF, y + OFF))
    found: list[Label] = []
    if frame.zoom <= BANNERS_UNTIL:
        for corridor in plan.corridors:
            dimmed = plan.focus and not _in_focus(plan, corridor)
            if corridor.headline and not dimmed and frame.sees(*frame.spot(corridor.at), -EDGE):
                found += _banner(frame, room, corridor, tokens)
    floor = next((weight for zoom, weight in FLOORS if frame.zoom < zoom), 0.0)
    size = SIZE if frame.zoom < 5 else SIZE + 1
    for place in sorted(seen, key=lambda each: (each.key not in plan.focus, -each.weight)):
        if place.key not in plan.focus and (plan.focus or place.weight < floor):
            continue
        look = Words(place.name, 0, 0, size, tokens["ink"], True, tokens["paper"])
        reach = REACH if frame.zoom > REACHING_FROM or place.key in plan.focus else ()
        found += _beside(room, look, spots[place.key], 9, reach, tokens["ink"])
    named = {place.key.removeprefix("place.") for place in seen}
    found += _towns(frame, room, tokens, named, capitals=True)
    found += _countries(frame, room, tokens, lang)
    return found + _towns(frame, room, tokens, named, capitals=False)


def _in_focus(plan: Plan, corridor: Corridor) -> bool:
    return any(leg.key in plan.focus and leg.corridor == corridor.key for leg in plan.legs)


def _box(words: Words, left: float, top: float) -> Box:
    return (
        left - 2,
        top - 1,
        left + width(words.text, words.size, words.bold, words.spacing) + 2,
        top + words.size + 3,
    )


def _set(words: Words, left: float, top: float) -> Words:
    """Return the words with the middle of their capitals in the middle of their line."""
    return words._replace(x=left, y=top + (words.size + 2) / 2 + words.size * CAP_HEIGHT / 2)


def _beside(
    room: Room,
    words: Words,
    spot: tuple[float, float],
    away: float,
    reach: Sequence[float],
    ink: str,
    over_lines: bool = True,
) -> list[Label]:
    """Write a name right, left, above or below a spot, or further off with a line that leads there; none where all is taken.

    A spot beside the lines is better than one over them, which has to be allowed.
    """
    (x, y), long, high = spot, width(words.text, words.size, words.bold), words.size + 2
    tried = [
        (x + away, y - high / 2, False),
        (x - away - long, y - high / 2, False),
        (x - long / 2, y - away - high, False),
        (x - long / 2, y + away, False),
    ]
    for far in reach:
        for right, down in _WAYS:
            back = long if right < 0 else 0 if right else long / 2
            tried.append((x + far * right - back, y + far * down - high / 2, True))
    passes = (True, False) if over_lines else (True,)
    for off_lines, (left, top, led) in ((off, each) for off in passes for each in tried):
        taken = _box(words, left, top)
        if room.free(taken, off_lines):
            room.take(taken)
            line: tuple[Thing, ...] = ()
            if led:
                end = (max(left, min(x, left + long)), max(top, min(y, top + high)))
                line = (Mark(polyline([(x, y), end]), line=ink, width=1.0),)
            return [Label(words.text, taken, (*line, _set(words, left, top)))]
    return []


def _banner(frame: Frame, room: Room, corridor: Corridor, tokens: Tokens) -> list[Label]:
    """Write the name of a headline corridor on a plate of its own, with a line to where it is."""
    x, y = frame.spot(corridor.at)
    wide, high = width(corridor.name, SIZE + 1, bold=True) + 20, BANNER_HEIGHT
    tried = [
        (x - wide - 22, y - high / 2), (x + 22, y - high / 2), (x - wide / 2, y - high - 24), (x - wide / 2, y + 24),
        (x - wide - 60, y - 40), (x + 60, y - 40), (x - wide - 60, y + 20), (x + 60, y + 20),
        (x - wide - 110, y), (x + 110, y), *((x - wide / 2, y + down - high / 2) for down in (-60, 60, -100, 100)),
        *((x + side, y + down) for side in (160, -wide - 160) for down in (-60, 0, 60)),
    ]  # fmt: skip
    for off_lines, (left, top) in ((off, each) for off in (True, False) for each in tried):
        left = max(EDGE + 4, min(left, frame.width - wide - EDGE - 4))
        top = max(EDGE + 4, min(top, frame.height - high - EDGE - 4))
        taken = (left - 3, top - 3, left + wide + 3, top + high + 3)
        if room.free(taken, off_lines):
            room.take(taken)
            anchor = (max(left, min(x, left + wide)), max(top, min(y, top + high)))
            for n in range(1, STEPS):  # nor over its line
                at_x, at_y = (anchor[k] + ((x, y)[k] - anchor[k]) * n / STEPS for k in (0, 1))
                room.take((at_x - 1, at_y - 1, at_x + 1, at_y + 1))
            ink = tokens["ink"]
            words = Words(
                corridor.name, left + 12, top + high / 2 + (SIZE + 1) * CAP_HEIGHT / 2, SIZE + 1, ink, True
            )
            things = (
                Mark(polyline([anchor, (x, y)]), line=ink, width=1.0),
                Mark(box(left, top, wide, high), fill=tokens["paper"], line=ink, width=1.0),
                Mark(box(left, top, 4, high), fill=ink),
                words,
            )
            return [Label(corridor.name, taken, things)]
    return []


def _towns(frame: Frame, room: Room, tokens: Tokens, named: set[str], capitals: bool) -> list[Label]:
    found: list[Label] = []
    for town in basemap().towns:
        if (town.rank == 1) != capitals or town.zoom > frame.zoom + 0.25 or town.place in named:
            continue
        x, y = frame.spot(town.at)
        if not frame.sees(x, y) or not room.free((x - 4, y - 4, x + 4, y + 4), off_lines=True):
            continue
        words = Words(town.name, 0, 0, SIZE, tokens["label"], halo=tokens["land"], halo_width=2.5)
        dot = Mark(circle(x, y, 2.2 if capitals else 1.6), fill=tokens["label"])
        found += [
            label._replace(things=(dot, *label.things))
            for label in _beside(room, words, (x, y), 6, (), tokens["label"], over_lines=False)
        ]
    return found


def _countries(frame: Frame, room: Room, tokens: Tokens, lang: str) -> list[Label]:
    if frame.zoom >= COUNTRIES_UNTIL:
        return []
    limit = COUNTRY_SIZE[max(1, min(7, int(frame.zoom)))]
    found: list[Label] = []
    for country in basemap().countries:
        x, y = frame.spot(country.at)
        name = (country.names.get(lang) or country.names.get("en", "")).upper()
        if country.size < limit or not frame.sees(x, y) or not name:
            continue
        words = Words(name, 0, 0, SIZE, tokens["country"], halo=tokens["land"], spacing=1.4)
        long = width(name, SIZE, spacing=1.4)
        for right, down in NEAR:
            left, top = x + right - long / 2, y + down - (SIZE + 2) / 2
            taken = _box(words, left, top)
            if room.free(taken):
                room.take(taken)
                found.append(Label(name, taken, (_set(words, left, top),)))
                break
    return found
