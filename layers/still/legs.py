"""Legs as marks: form says who is named, colour what moves, width how strong the evidence is. As in legs.js."""

from collections.abc import Mapping
from math import atan2, cos, hypot, sin
from typing import Any, Final

from matplotlib.path import Path

from layers.look import LINE_FORMS
from layers.still.curves import Curve, at, cut, shifted
from layers.still.frame import Frame
from layers.still.ink import Fade, Mark, circle, joined, polyline, quadratic
from layers.still.plan import Leg, Plan

STRENGTH: Final = (0.8, 1.1, 1.5)
"""Width by the rank of the grade, the weakest first."""
ORDER: Final = ("context", "other_group", "tda_partial", "tda")
STEPPED_BACK: Final = 0.28
STRANDS_FROM: Final = 4.4  # below this zoom a leg shows the first of its families only
HEADS_FROM: Final = 34  # points of length that leave room for a head
MARKS_FROM: Final = 30
MANY: Final = 2500  # beyond this, legs are stroked in batches: one colour, no fading ends, no heads

Tokens = Mapping[str, str]


def width_at(zoom: float) -> float:
    """Return the width of a line at a zoom."""
    return max(1.5, min(3.2, 1.5 + (zoom - 3) * 0.32))


def projected(frame: Frame, curve: Curve) -> Curve:
    """Return a curve on the sheet, in points."""
    (ax, ay), (bx, by), (cx, cy) = (frame.spot((curve[k], curve[k + 1])) for k in (0, 2, 4))
    return ax, ay, bx, by, cx, cy


def outside(frame: Frame, c: Curve) -> bool:
    """Tell whether nothing of a curve is seen."""
    xs, ys = c[0::2], c[1::2]
    return (
        max(xs) < -20 or max(ys) < -20 or min(xs) > frame.width + 20 or min(ys) > frame.height + 20
    )  # fmt: skip


def legs(frame: Frame, plan: Plan, tokens: Tokens) -> list[Mark]:
    """Return the marks of all legs, the selected ones last and with a halo."""
    if len(plan.legs) > MANY:
        return many(frame, plan, tokens)
    ordered = sorted(plan.legs, key=lambda leg: (ORDER.index(leg.form), leg.headline))
    marks: list[Mark] = []
    for leg in ordered:
        if leg.key not in plan.focus:
            marks += one(frame, leg, tokens, STEPPED_BACK if plan.focus else 1.0)
    for leg in ordered:
        if leg.key in plan.focus:
            marks += one(frame, leg, tokens, 1.0, halo=True)
    return marks


def many(frame: Frame, plan: Plan, tokens: Tokens) -> list[Mark]:
    """Return a mark for all legs of a form and a colour, for more of them than could be told apart."""
    batches: dict[tuple[str, str], list[Path]] = {}
    for leg in plan.legs:
        c = projected(frame, leg.curve)
        if not outside(frame, c):
            batches.setdefault((leg.form, leg.strands[0]), []).append(quadratic(c))
    width = width_at(frame.zoom) * 0.7
    forms: Mapping[str, Mapping[str, Any]] = LINE_FORMS
    return [
        Mark(joined(batches[form, strand]), line=tokens[strand], width=width * forms[form]["width"])
        for form, strand in sorted(batches, key=lambda key: (ORDER.index(key[0]), key[1]))
    ]


def one(frame: Frame, leg: Leg, tokens: Tokens, alpha: float, halo: bool = False) -> list[Mark]:
    """Return the marks of one leg, none where it lies outside."""
    c = projected(frame, leg.curve)
    if outside(frame, c):
        return []
    form: Mapping[str, Any] = LINE_FORMS[leg.form]
    length = hypot(c[4] - c[0], c[5] - c[1])
    if length > 24:  # leave room for the marks at both ends
        c = cut(c, min(0.12, 6 / length), 1 - min(0.12, 7 / length))
    base = width_at(frame.zoom) * form["width"] * STRENGTH[leg.grade]
    single = frame.zoom < STRANDS_FROM or leg.form == "context"
    strands = leg.strands[:1] if single else leg.strands
    fade = Fade(c[0:2], c[4:6], *leg.fade) if any(leg.fade) else None
    marks = []
    if halo:
        marks.append(
            Mark(quadratic(c), line=tokens["accent"], width=base * len(strands) + 9, alpha=alpha * 1 / 3)
        )
    if leg.form != "context":
        wide = base * len(strands) + (4 if leg.headline else 2.2)
        marks.append(
            Mark(
                quadratic(c),
                line=tokens["paper"],
                width=wide,
                round_cap=leg.form == "other_group",
                alpha=alpha,
                fade=fade,
            )
        )
    for n, strand in enumerate(strands):
        beside = shifted(c, (n - (len(strands) - 1) / 2) * base * 1.02)
        marks.append(
            Mark(
                quadratic(beside),
                line=tokens[strand],
                width=base * (1.25 if leg.headline else 1),
                dash=tuple(step * max(base, 1.8) for step in form["dash"]),
                round_cap=leg.form == "other_group",
                alpha=alpha * (0.85 if leg.form == "context" else 1),
                fade=fade,
            )
        )
    if length > HEADS_FROM:
        size = 3.6 if leg.form == "context" else 3.4 + base * (0.35 + 0.4 * len(strands))
        marks.append(head(c, size, tokens[strands[0]], tokens["paper"], alpha))
    if leg.disputed and length > MARKS_FROM:
        size = max(4.4, min(7.0, 3.4 + width_at(frame.zoom)))
        marks += disputed(*at(c, 0.36), size, tokens, alpha)
    return marks


def head(c: Curve, size: float, colour: str, paper: str, alpha: float = 1.0) -> Mark:
    """Return the head that says which way a leg leads, beyond its middle."""
    (x, y), (px, py) = at(c, 0.6), at(c, 0.56)
    angle = atan2(y - py, x - px)
    points = ((size, 0.0), (-size * 0.75, size * 0.8), (-size * 0.35, 0.0), (-size * 0.75, -size * 0.8))
    turned = [
        (x + px * cos(angle) - py * sin(angle), y + px * sin(angle) + py * cos(angle)) for px, py in points
    ]
    return Mark(polyline(turned, closed=True), fill=colour, line=paper, width=1.0, alpha=alpha)


def disputed(x: float, y: float, size: float, tokens: Tokens, alpha: float = 1.0) -> list[Mark]:
    """Return the mark of an open dispute: a gap with two short strokes, readable without colour."""
    strokes = [
        polyline(
            [
                (x + (shift - 0.16) * size, y + 0.52 * size),
                (x + (shift + 0.16) * size, y - 0.52 * size),
            ]
        )
        for shift in (-0.3, 0.3)
    ]
    return [
        Mark(
            circle(x, y, size),
            fill=tokens["paper"],
            line=tokens["ink"],
            width=max(1.0, size * 0.2),
            alpha=alpha,
        ),
        Mark(joined(strokes), line=tokens["ink"], width=max(1.2, size * 0.26), alpha=alpha),
    ]
