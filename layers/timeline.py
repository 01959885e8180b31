"""The timeline's view-model: bars in lanes, how many reports a month holds, and what a period leaves of them.

The bars of a view are those of the view without its period, so that a window can be moved over them; which of them the period
leaves is said beside them. Nothing here reads the clock.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from layers import crowd, periods
from layers.cards import titles, when
from layers.catalog import Catalog
from layers.choices import Choices
from layers.evidence import rank
from layers.filters import ViewFilter
from layers.lanes import LANES, LEGS, Bar, bars, day_of, number_of, order, undated
from layers.language import N_, Translator, country, date_text, number
from layers.vocabulary import ACT_STATUS, ATTRIBUTION, GRADES, GUILT, GUILT_WITHHELD

MARGIN: Final = 0.08
MARGIN_DAYS: Final = 10
LEAST_DAYS: Final = 60
"""The lanes show at least so many days."""
UNDATED_MOST: Final = 100
"""How many records without a date the tray lists."""
VAGUE_DAYS: Final = 32
"""An event dated no finer than this many days is spread over its months, not counted in one."""


def density(given: Iterable[Bar]) -> list[list[float]]:
    """Count events by month, from the first to the last that an event touches: [first day, last day, sharp, vague, begun, ended].

    `sharp` counts events dated to a day or a month; an event dated to a year adds an equal share to `vague` in each of its
    months, so that both together sum up to the events. `begun` and `ended` count the events whose interval has its first, its last
    day in the month: with them the events that touch a span of months are counted exactly. [] without events.
    """
    events = [bar for bar in given if bar.key.startswith("event.")]
    if not events:
        return []
    found: dict[tuple[int, int], list[float]] = {}
    for year, month in months(min(bar.start for bar in events), max(bar.end for bar in events)):
        first = date(year, month, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        found[year, month] = [number_of(first), number_of(last), 0, 0, 0, 0]
    for (start, end), count in Counter((bar.start, bar.end) for bar in events).items():
        touched = months(start, end)
        place = 2 if end - start < VAGUE_DAYS else 3
        for each in touched:
            found[each][place] += count / len(touched)
        found[touched[0]][4] += count
        found[touched[-1]][5] += count
    return [
        [first, last, round(sharp), round(vague, 3), begun, ended]
        for first, last, sharp, vague, begun, ended in found.values()
    ]


def months(start: int, end: int) -> list[tuple[int, int]]:
    """Return the months (year, month) that the days from start to end touch."""
    first, last = day_of(start), day_of(end)
    whole = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [(each // 12, each % 12 + 1) for each in whole]


def domain(given: Iterable[Bar]) -> tuple[int, int] | None:
    """Return the days that the axis covers: whole months around all bars; None without any."""
    known = [(bar.start, bar.end) for bar in given]
    if not known:
        return None
    first = day_of(min(start for start, _end in known)).replace(day=1)
    last = day_of(max(end for _start, end in known))
    after = (last.replace(day=1) + timedelta(days=31)).replace(day=1)
    return number_of(first), number_of(after) - 1


@lru_cache(maxsize=6)
def words_of(catalog: Catalog, lang: str) -> dict[str, tuple[str, str, int, int, int, str, tuple[str, ...]]]:
    """Say every event and leg of a catalog once per language.

    Key -> form (act status, or `LEGS`), attribution of a leg, whether its end is open, rank of the grade, whether it is
    disputed, title, and six phrases: when, where, status or who is named, what courts had established, grade, "disputed";
    "" for what does not apply.
    """
    _ = Translator(lang)
    place = catalog.places["name"].to_dict()
    corridor, event, leg = (titles(catalog, kind, lang) for kind in ("corridor", "event", "leg"))
    found = {}
    for key, row in zip(catalog.events.index, catalog.events.to_dict("records"), strict=True):
        where = [place[row["place"]]] if row["place"] else [country(lang, code) for code in row["countries"]]
        guilt = "" if key in GUILT_WITHHELD else _(GUILT[row["guilt"]])
        if guilt and row["guilt_as_of"]:
            guilt = _("{state} (as of {date})", state=guilt, date=date_text(lang, row["guilt_as_of"]))
        parts = (date_text(lang, row["date"]), ", ".join(where), _(ACT_STATUS[row["act_status"]]), guilt)
        found[f"event.{key}"] = (row["act_status"], "", 0, *_sure(row, _), event[key], _told(parts, row, _))
    for key, row in zip(catalog.legs.index, catalog.legs.to_dict("records"), strict=True):
        parts = (when(row, lang), corridor[row["corridor"]], _(ATTRIBUTION[row["attribution"]]), "")
        is_open = int(not row["reported_to"])
        found[f"leg.{key}"] = (
            LEGS,
            row["attribution"],
            is_open,
            *_sure(row, _),
            leg[key],
            _told(parts, row, _),
        )
    return found


def _sure(row: Mapping[str, Any], _: Translator) -> tuple[int, int]:
    return rank(row["grade"]), int(bool(row["disputes"]))


def _told(parts: Iterable[str], row: Mapping[str, Any], _: Translator) -> tuple[str, ...]:
    return (*parts, _(GRADES[row["grade"]]), _("disputed") if row["disputes"] else "")


def answer(
    catalog: Catalog, wide: Catalog, shown: Catalog, view: Choices, lang: str, lanes: str, held: str = ""
) -> dict[str, Any]:
    """Answer a timeline that asks for a view; `wide` are the rows of the view without its period, `shown` those with it.

    `inside` names the bars that the period leaves, by position; None without a period. The bars and lanes themselves are
    left out where `held` names the very state that a browser has. Where there are too many to tell apart, cells of counts stand for
    the bars, and state and cells are those of the period.
    """
    drawn = bars(wide, lanes)
    axis = domain(drawn)
    period = periods.period(view, axis and (day_of(axis[0]), day_of(axis[1])))
    span = period and (number_of(period.start), number_of(period.end))
    window = [view.since, view.until] if view.since or view.until else None
    sight = around(span) if window and span and axis else axis
    many = crowd.crowded(drawn, sight)
    # What lies out of sight is not sent where all of it would be a crowd.
    some = window is not None and not many and crowd.crowded(drawn, axis)
    if some and sight:
        drawn = tuple(bar for bar in drawn if bar.start <= sight[1] and bar.end >= sight[0])
    told: dict[str, Any] = {
        "axis": axis,
        "window": window,
        "span": span and [*span],
        "sight": sight and [*sight],
        "inside": _inside(drawn, shown) if window and not many else None,
        **periods.told(wide, shown, view, period, lang),
        "filters": _filters(catalog, view, lang),
        "sources": periods.sources(shown, lang),
    }
    drops = () if many or some else ("since", "until")
    state = json.dumps([catalog.version, lang, lanes, view.without(*drops, "selected").to_query()])
    told["held"] = hashlib.sha256(state.encode()).hexdigest()[:16]
    if told["held"] != held:
        told |= _drawn(catalog, wide, drawn, lanes, lang, sight if many else None)
        told["months"] = density(bars(wide, lanes) if some else drawn)
    return told


def around(span: tuple[int, int]) -> tuple[int, int]:
    """Return the days that the lanes show for a period: the period, and a margin that shows what lies around it."""
    first, last = span
    days = last - first
    margin = max(MARGIN_DAYS, round(days * MARGIN), -(-(LEAST_DAYS - days) // 2))
    return first - margin, last + margin


def _inside(drawn: Iterable[Bar], shown: Catalog) -> list[int]:
    kept = {f"event.{key}" for key in shown.events.index} | {f"leg.{key}" for key in shown.legs.index}
    return [place for place, bar in enumerate(drawn) if bar.key in kept]


def _filters(catalog: Catalog, view: Choices, lang: str) -> str:
    return view.describe(catalog, lang) if isinstance(view, ViewFilter) else ""


def _drawn(
    catalog: Catalog,
    wide: Catalog,
    drawn: tuple[Bar, ...],
    lanes: str,
    lang: str,
    sight: tuple[int, int] | None,
) -> dict[str, Any]:
    """Return what a browser keeps while only the period changes: lanes, bars, what bears no date, words.

    bar: [key, first day, last day, lanes by position, then as in `words_of`]. `sight` are the days of a crowd: then there are no bars
    but cells, as in `layers.crowd`, each with its words: [..., title, text]; None otherwise.
    """
    known = words_of(catalog, lang) if sight is None else {}
    rows = order(catalog, drawn, lanes, lang)
    place = {code: position for position, (code, _name) in enumerate(rows)}
    _ = Translator(lang)
    nameless = undated(wide)
    named = {key: words_of(catalog, lang)[key] for key in nameless[:UNDATED_MOST]} if nameless else {}
    return {
        "lanes": [name for _code, name in rows],
        "bars": [
            [bar.key, bar.start, bar.end, [place[code] for code in bar.lanes], *known[bar.key]]
            for bar in (drawn if sight is None else ())
        ],
        "cells": None if sight is None else crowd.cells(drawn, place, sight),
        "undated": [{"key": key, "text": row[5], "sub": row[6][1]} for key, row in named.items()],
        "undated_count": len(nameless),
        "words": {name: _(text) for name, text in WORDS.items()}
        | {"one_between": periods.between(lang, 1), "many_between": periods.between(lang, 2)}
        | {
            "more_undated": _("{n} more stand in the list below.", n=number(lang, len(nameless) - len(named)))
        },
    }


WORDS: Final = {
    "chart": N_(
        "Timeline: arrow keys go from event to event, up and down to another lane, Enter opens the card"
    ),
    "lanes": N_("Lanes by"),
    **{f"lanes_{code}": text for code, text in LANES.items()},
    "strip": N_("Reports by month: drag to choose a period"),
    "by_month": N_("Reports by month"),
    "most": N_("at most {n}"),
    "start": N_("Start of the period"),
    "end": N_("End of the period"),
    "band": N_("Period: arrow keys move it"),
    "all_time": N_("All time"),
    "step": N_("{n} of {all}"),
    "legend": N_("How to read it"),
    **ACT_STATUS,
    "vague": N_("bar: dated to a month or a year only"),
    "leg": N_("line: leg, first to last report; dot: a source says that it ended"),
    "grade": N_("size: strength of evidence"),
    "disputed": N_("dashed frame: disputed"),
    "outside": N_("pale: outside of the period"),
    "shared": N_("What concerns several lanes stands in each of them and is counted once."),
    "crowd": N_(
        "Too many records to tell apart: each box counts those that touch its time, a darker one more"
    ),
    "crowd_note": N_(
        "A record dated to a year touches each of its months, so the boxes do not add up. Choose a box to see what is in it."
    ),
    "cell": N_("{lane}: {counts}, {start} to {end}. Choose it as the period"),
    "undated": N_("Without a date"),
    "no_undated": N_("Every record in view bears a date."),
    "map": N_("Show the map"),
    "map_hide": N_("Hide the map"),
    "download": N_("Download"),
    "csv": N_("Rows (CSV)"),
    "metadata": N_("About the rows (JSON)"),
    "svg": N_("Picture (SVG)"),
    "png": N_("Picture (PNG)"),
    "stamp": N_("Corridor Atlas, release {release}, {date}"),
    "stamp_pending": N_("Corridor Atlas, {date}"),
    "failed": N_("The timeline could not be drawn. The list below holds the same rows."),
    "legs_here": N_("legs {n}"),
    "events_here": N_("events {n}"),
}
