"""Partial dates as closed intervals of days.

A date in the data is YYYY, YYYY-MM or YYYY-MM-DD (the calendar dates of EDTF level 0, ISO 8601-2:2019) and
means exactly that much: `2024-05` is the whole of May 2024, never its first day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

EARLIEST_YEAR: Final = 1900
LATEST_YEAR: Final = 2100

_EDTF = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_FISCAL_YEAR = re.compile(r"FY([0-9]{4})")


@dataclass(frozen=True, order=True)
class Interval:
    """Hold a closed interval of days: both `start` and `end` belong to it.

    Raises:
        ValueError: `end` is before `start`.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"the end {self.end} is before the start {self.start}")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    @property
    def days(self) -> int:
        """Count the days of the interval, both ends included."""
        return (self.end - self.start).days + 1


def parse(text: str) -> Interval:
    """Read a date of the form YYYY, YYYY-MM or YYYY-MM-DD as the interval of days it covers.

    Raises:
        ValueError: with a sentence that says what is wrong, when the text has another form, the month or the
            day does not exist, or the year is outside 1900 to 2100.
    """
    match = _EDTF.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    _check_year(year, text)
    if month is None:
        return Interval(date(year, 1, 1), date(year, 12, 31))
    if not 1 <= month <= 12:
        raise ValueError(f"{text!r} has month {month:02d}; months go from 01 to 12")
    last = monthrange(year, month)[1]
    if day is None:
        return Interval(date(year, month, 1), date(year, month, last))
    if not 1 <= day <= last:
        raise ValueError(f"{text!r} has day {day:02d}; {year}-{month:02d} has days 01 to {last}")
    return Interval(date(year, month, day), date(year, month, day))


def parse_period(text: str) -> Interval:
    """Read the period of an observation: a date as in `parse`, or `FY2024`, a US federal fiscal year.

    FY2024 runs from 1 October 2023 to 30 September 2024 (31 U.S.C. 1102).

    Raises:
        ValueError: as `parse`.
    """
    match = _FISCAL_YEAR.fullmatch(text)
    if match is not None:
        year = int(match.group(1))
        _check_year(year, text)
        return Interval(date(year - 1, 10, 1), date(year, 9, 30))
    try:
        return parse(text)
    except ValueError:
        if _EDTF.fullmatch(text):
            raise
        raise ValueError(f"{text!r} is not a period; write YYYY, YYYY-MM, YYYY-MM-DD or FY2024") from None


def overlaps(first: Interval, second: Interval) -> bool:
    """Tell whether two closed intervals share at least one day."""
    return first.start <= second.end and second.start <= first.end


def span(first: str, last: str) -> Interval:
    """Cover everything from the start of one date to the end of another: 2023 and 2024-03 span 15 months.

    Raises:
        ValueError: a text is no date, or the second ends before the first begins.
    """
    start, end = parse(first), parse(last)
    if end.end < start.start:
        raise ValueError(f"{last!r} is before {first!r}")
    return Interval(start.start, end.end)


def _check_year(year: int, text: str) -> None:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(f"{text!r} has year {year:04d}; years go from {EARLIEST_YEAR} to {LATEST_YEAR}")


def shortest(first: str, last: str) -> tuple[str, str]:
    """Write two days as dates that mean the same span: 2021-01-01 and 2021-12-31 as 2021 and 2021.

    "" stays "", an open end.

    Raises:
        ValueError: a text is neither "" nor a date, or the second ends before the first begins.
    """
    if first and last:
        span(first, last)
    edges = {"first": first, "last": last}
    for name, text in edges.items():
        for short in (text[:4], text[:7]) if text else ():
            whole, exact = parse(short), parse(text)
            if (whole.start == exact.start) if name == "first" else (whole.end == exact.end):
                edges[name] = short
                break
    return edges["first"], edges["last"]
