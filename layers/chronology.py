"""When: the years to which the filtered events are dated and in which the filtered legs are reported."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from layers.charts import Chart, sentence
from layers.counting import HEADS, NOT_CRIMES, source_line
from layers.language import Translator, number
from layers.tallies import Tallies, carried


def charts(tallies: Tallies, lang: str) -> list[Chart]:
    """Return the charts of events and legs by year; every year from the first to the last has its place."""
    return [_event_years(tallies, lang), _leg_years(tallies, lang)]


def year_rows(found: Mapping[int, int]) -> tuple[tuple[str, int], ...]:
    """Give every year from the first to the last, also those in which nothing is dated."""
    years = range(min(found), max(found) + 1) if found else ()
    return tuple((str(year), found.get(year, 0)) for year in years)


def _event_years(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    rows = year_rows(tallies.count("events", "year"))
    precision = tallies.count("events", "precision")
    return Chart(
        "event-years",
        _("Events by the year they are dated to"),
        sentence(lang, "events dated", tallies.size("events"), rows),
        (_("Year"), _(HEADS["events"])),
        rows,
        {"kind": "years", "value": 1},
        source_line(tallies, lang),
        notes=(
            _(
                "{years} events bear only a year and {months} only a year and a month: each counts in its year.",
                years=number(lang, precision.get("year", 0)),
                months=number(lang, precision.get("month", 0)),
            ),
            _spanning(tallies, lang, "events"),
            _(
                "The latest years are still being reported: a fall there may be a delay. {again}",
                again=_(NOT_CRIMES),
            ),
        ),
    )


def _spanning(tallies: Tallies, lang: str, table: str) -> str:
    """Say how many records lie in several years, and so are counted in each."""
    _ = Translator(lang)
    links = carried(tallies.whole)(table, "year").links
    times = np.bincount(links.rows, minlength=links.row_count)
    n = int(np.count_nonzero((times > 1) & tallies.mask(table)))
    if not n:
        return _("None spans two years, so the bars add up to all that are dated.")
    return _.n(
        "{n} spans two years or more and counts in each of them: the bars do not add up.",
        "{n} span two years or more and count in each of them: the bars do not add up.",
        n,
    )


def _leg_years(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    rows = year_rows(tallies.count("legs", "year"))
    undated = tallies.size("legs") - int(np.count_nonzero(tallies.carrying("legs", "year")))
    return Chart(
        "leg-years",
        _("Legs by the years in which they are reported"),
        sentence(lang, "legs reported", tallies.size("legs"), rows),
        (_("Year"), _(HEADS["legs"])),
        rows,
        {"kind": "years", "value": 1},
        source_line(tallies, lang),
        notes=(
            _spanning(tallies, lang, "legs"),
            _(
                "A leg counts from its first report to its last. It does not end because nobody reports it any more."
            ),
            *(
                [
                    _.n(
                        "{n} leg bears no date and is in no bar.",
                        "{n} legs bear no date and are in no bar.",
                        undated,
                    )
                ]
                if undated
                else []
            ),
        ),
    )


def years_compared(tallies: Tallies, today: date) -> tuple[int, int, int]:
    """Return the last complete year and how many events in view are dated to it and to the year before."""
    year, found = today.year - 1, tallies.count("events", "year")
    return year, found.get(year, 0), found.get(year - 1, 0)
