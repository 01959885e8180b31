"""The timeline's view-model: bars in lanes, how many reports a month holds, and what a period leaves of them.

The bars of a view are those of the view without its period, so that a window can be moved over them; which of them the period
leaves is said beside them. Nothing here reads the clock.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Final

from layers import periods
from layers.cards import titles, when
from layers.catalog import Catalog
from layers.choices import Choices
from layers.evidence import rank
from layers.filters import ViewFilter
from layers.lanes import LANES, LEGS, Bar, bars, day_of, number_of, order, undated
from layers.language import N_, Translator, country, date_text
from layers.vocabulary import ACT_STATUS, ATTRIBUTION, GRADES, GUILT, GUILT_WITHHELD

VAGUE_DAYS: Final = 32
"""An event dated no finer than this many days is spread over its months, not counted in one."""


def density(given: Iterable[Bar]) -> list[list[float]]:
    """Count events by month, from the first to the last that an event touches: [first day, last day, sharp, vague].

    `sharp` counts events dated to a day or a month; an event dated to a year adds an equal share to `vague` in each of its
    months, so that both together sum up to the events. [] without events.
    """
    events = [bar for bar in given if bar.key.startswith("event.")]
    if not events:
        return []
    found: dict[tuple[int, int], list[float]] = {}
    for year, month in months(min(bar.start for bar in events), max(bar.end for bar in events)):
        first = date(year, month, 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        found[year, month] = [number_of(first), number_of(last), 0, 0]
    for bar in events:
        touched = months(bar.start, bar.end)
        place = 2 if bar.end - bar.start < VAGUE_DAYS else 3
        for each in touched:
            found[each][place] += 1 / len(touched)
    return [[first, last, round(sharp), round(vague, 3)] for first, last, sharp, vague in found.values()]


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
    left out where `held` names the very state that a browser has.
    """
    drawn = bars(wide, lanes)
    kept = {f"event.{key}" for key in shown.events.index} | {f"leg.{key}" for key in shown.legs.index}
    inside = [place for place, bar in enumerate(drawn) if bar.key in kept]
    window = [view.since, view.until] if view.since or view.until else None
    axis = domain(drawn)
    period = periods.period(view, axis and (day_of(axis[0]), day_of(axis[1])))
    told: dict[str, Any] = {
        "axis": axis,
        "window": window,
        "span": period and [number_of(period.start), number_of(period.end)],
        "inside": inside if window else None,
        **periods.told(wide, shown, view, period, lang),
        "filters": _filters(catalog, view, lang),
        "sources": periods.sources(shown, lang),
    }
    state = json.dumps([catalog.version, lang, lanes, view.without("since", "until", "selected").to_query()])
    told["held"] = hashlib.sha256(state.encode()).hexdigest()[:16]
    if told["held"] != held:
        told |= _drawn(catalog, wide, drawn, lanes, lang)
    return told


def _filters(catalog: Catalog, view: Choices, lang: str) -> str:
    return view.describe(catalog, lang) if isinstance(view, ViewFilter) else ""


def _drawn(catalog: Catalog, wide: Catalog, drawn: tuple[Bar, ...], lanes: str, lang: str) -> dict[str, Any]:
    """Return what a browser keeps while only the period changes: lanes, bars, months, what bears no date, words.

    bar: [key, first day, last day, lanes by position, then as in `words_of`].
    """
    known = words_of(catalog, lang)
    rows = order(catalog, drawn, lanes, lang)
    place = {code: position for position, (code, _name) in enumerate(rows)}
    _ = Translator(lang)
    return {
        "lanes": [name for _code, name in rows],
        "bars": [
            [bar.key, bar.start, bar.end, [place[code] for code in bar.lanes], *known[bar.key]]
            for bar in drawn
        ],
        "months": density(drawn),
        "undated": [{"key": key, "text": known[key][5], "sub": known[key][6][1]} for key in undated(wide)],
        "words": {name: _(text) for name, text in WORDS.items()}
        | {"one_between": periods.between(lang, 1), "many_between": periods.between(lang, 2)},
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
