"""Records counted: events by year, kind and act status, anything graded by its grade."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from layers.vocabulary import ACT_STATUS, EVENT_TYPES, GRADES

Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Tally:
    """Events, counted. They are counts of reports, never of what happened.

    `years` holds every year from the first to the last that has an event, the empty ones with 0; `first` and `last` are the
    dates of the earliest and the latest event as the data have them, None without any. The other counts hold what occurs, in
    the order of the vocabulary, grades the strongest first.
    """

    total: int
    first: str | None
    last: str | None
    years: tuple[tuple[int, int], ...]
    kinds: Counts
    acts: Counts
    grades: Counts

    @property
    def silent(self) -> tuple[int, ...]:
        """Return the years between the first and the last of which nobody reported an event."""
        return tuple(year for year, n in self.years if not n)


def holding(frame: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    """Return the rows whose tuple in a column holds the value; an empty frame stays one."""
    return frame[pd.Series([value in each for each in frame[column]], index=frame.index, dtype=bool)]


def tally(events: pd.DataFrame) -> Tally:
    """Count events. An event belongs to the year that its date names."""
    ordered = events.sort_values(["start", "end"], kind="stable")["date"]
    per_year = Counter(int(date[:4]) for date in ordered)
    return Tally(
        total=len(events),
        first=str(ordered.iloc[0]) if len(ordered) else None,
        last=str(ordered.iloc[-1]) if len(ordered) else None,
        years=tuple((year, per_year[year]) for year in range(min(per_year), max(per_year) + 1))
        if per_year
        else (),
        kinds=counted(events["type"], EVENT_TYPES),
        acts=counted(events["act_status"], ACT_STATUS),
        grades=graded(events),
    )


def counted(values: Iterable[str], order: Iterable[str]) -> Counts:
    """Return how often each code occurs, in the order given; a code that does not occur is left out."""
    found = Counter(values)
    return tuple((code, found[code]) for code in order if found[code])


def graded(records: pd.DataFrame) -> Counts:
    """Return how many records have each grade, the strongest first."""
    return counted(records["grade"], reversed(tuple(GRADES)))
