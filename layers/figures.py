"""What official figures say: the observations of a series as panels, each figure once, what is partial told apart.

Of several figures for one period the one whose source was published last is drawn as the current one, the others as rings
beside it; the table holds them all. A figure that covers part of a period is drawn only where none covers the whole, of
several counts the largest: it is hatched and says so, and enters no change and no index.
"""

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from layers.commensurability import measure
from layers.observations import Figure, Row, read
from layers.tallies import Tallies

STEPS: Final = ("year", "fiscal", "month", "day", "moment")
"""Lengths of a period, in the order in which panels stand; "moment" where they do not matter."""
COLUMNS: Final = ("flow",)
"""Natures drawn as columns from zero; all others are points, joined where one follows the other."""
INDEXED: Final = ("flow", "stock", "rate")
"""Natures of which an index says something."""
MOST_PANELS: Final = 12


@dataclass(frozen=True)
class Panel:
    """The figures of one area, one part of the whole ("" for the whole itself) and one length of period."""

    area: str
    breakdown: str
    step: str
    countries: tuple[str, ...]
    figures: tuple[Figure, ...]

    @property
    def current(self) -> tuple[Figure, ...]:
        """Return the current figures for whole periods, in order of time."""
        return tuple(figure for figure in self.figures if figure.state == "current")


def panels(
    tallies: Tallies, series: str, areas: Sequence[str] = (), parts: bool = False
) -> tuple[Panel, ...]:
    """Return the panels of a series from the figures in view; `areas` narrows them where it names any that has figures.

    Without `parts`, only the wholes; where an area has none, its parts all the same.
    """
    nature = measure(series).nature
    merged, counts = nature not in ("flow", "rate"), nature == "flow"
    in_view = tallies.shown.observations.index
    every = read(tallies.whole).get(series, ())
    rows = (
        every
        if in_view is tallies.whole.observations.index
        else [row for row in every if row.figure.id in in_view]
    )
    if any(row.area in areas for row in rows):
        rows = [row for row in rows if row.area in areas]
    grouped: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        step = "moment" if merged else step_of(row.figure.period)
        grouped.setdefault((row.area, row.breakdown, step), []).append(row)
    wholes = {area for area, breakdown, _step in grouped if not breakdown}
    found = [
        Panel(area, breakdown, step, own[0].countries, _told_apart(own, counts))
        for (area, breakdown, step), own in grouped.items()
        if parts or not breakdown or area not in wholes
    ]
    rank = {area: place for place, area in enumerate(areas)}
    return tuple(
        sorted(
            found,
            key=lambda p: (
                rank.get(p.area, len(rank)),
                len(p.countries) != 1 or p.area not in p.countries,
                STEPS.index(p.step),
                bool(p.breakdown),
                -len(p.current),
                p.area,
                p.breakdown,
            ),
        )
    )


def step_of(period: str) -> str:
    """Return how long a period is: "year", "fiscal", "month" or "day"."""
    if period.startswith("FY"):
        return "fiscal"
    return {4: "year", 7: "month"}.get(len(period), "day")


def _told_apart(found: Sequence[Row], counts: bool) -> tuple[Figure, ...]:
    """Mark which figure of every period is drawn, and how; of counts that are partial, the one that reaches furthest."""
    marked = []
    periods: dict[str, list[Row]] = {}
    for row in found:
        periods.setdefault(row.figure.period, []).append(row)
    for rivals in periods.values():
        whole = [row for row in rivals if not row.figure.partial]
        if whole:
            newest = max(whole, key=lambda row: (row.day, row.figure.id)).figure
            seen = {newest.value}
            for each in (row.figure for row in rivals):
                again = each.partial or each.value in seen
                state = "current" if each is newest else "hidden" if again else "other"
                seen |= set() if each.partial else {each.value}
                marked.append(replace(each, state=state))
        else:
            furthest = max(
                rivals, key=lambda row: (row.figure.value if counts else 0, row.day, row.figure.id)
            ).figure
            marked += [
                replace(row.figure, state="partial" if row.figure is furthest else "hidden") for row in rivals
            ]
    return tuple(sorted(marked, key=lambda figure: (figure.start, figure.end, figure.id)))


def base_period(found: Sequence[Panel]) -> str | None:
    """Return the first period for which every panel has a current figure above zero; None where there is none."""
    common = [
        {figure.period: figure.start for figure in panel.current if figure.value > 0} for panel in found
    ]
    shared = set.intersection(*(set(each) for each in common)) if common else set()
    return min(shared, key=lambda period: (common[0][period], period), default=None)


def indexed(panel: Panel, base: str) -> Panel:
    """Return the panel as an index, the base period = 100; figures for part of a period are left out."""
    unit = next(figure.value for figure in panel.current if figure.period == base) / 100
    scaled = [
        replace(
            figure,
            value=figure.value / unit,
            lower=None if figure.lower is None else figure.lower / unit,
            upper=None if figure.upper is None else figure.upper / unit,
        )
        for figure in panel.figures
        if not figure.partial
    ]
    return replace(panel, figures=tuple(scaled))


def moment(day: date, after: bool = False) -> float:
    """Return a day as a fraction of years, its beginning or its end."""
    length = 366 if isleap(day.year) else 365
    return round(day.year + (day.timetuple().tm_yday - (0 if after else 1)) / length, 4)


def latest(panel: Panel) -> tuple[Figure, Figure | None]:
    """Return the latest current figure and the current one before it.

    Raises ValueError for a panel without a current figure.
    """
    if not panel.current:
        raise ValueError(f"no figure for a whole period: {panel.area}")
    return panel.current[-1], panel.current[-2] if len(panel.current) > 1 else None


def follows(now: Figure, before: Figure) -> bool:
    """Tell whether one period begins the day after the other ends: only then is a change between them given."""
    return (now.start - before.end).days == 1
