"""What the records of the atlas say, as charts: legs and events by country, crime, year, kind, status, grade, corridor.

Everything here counts records. A record is what sources report; how often something is reported is not how often it happens.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np

from layers.cards import titles
from layers.charts import Cell, Chart, sentence, share
from layers.language import N_, Translator, country, fold, number
from layers.tallies import Tallies, carried, in_order
from layers.vocabulary import (
    ACT_STATUS,
    ATTRIBUTION,
    CRIMES,
    EVENT_TYPES,
    GRADES,
    GUILT,
    GUILT_WITHHELD,
)

MOST: Final = 15
"""Rows of a long list that are drawn; the table holds them all."""
SOURCE: Final = N_("Source: Corridor Atlas, {legs} legs and {events} events in view, from {sources} sources.")
SEVERAL: Final = N_("A record can count under several headings: shares do not add up to 100 %.")
ONCE: Final = N_("Each record counts once.")
NOT_CRIMES: Final = N_("These are records of reports, not counts of crimes.")


def charts(tallies: Tallies, lang: str) -> list[Chart]:
    """Return the charts of legs and events in view, each with its denominator."""
    builders = (
        _countries, _crimes, _event_years, _leg_years, _types, _status, _guilt, _grades, _attribution, _corridors,
        _crossings, _country_crimes, _actors,
    )  # fmt: skip
    return [build(tallies, lang) for build in builders]


def source_line(tallies: Tallies, lang: str) -> str:
    """Name what the counts are made of."""
    sizes = {name: number(lang, tallies.size(name)) for name in ("legs", "events", "sources")}
    return Translator(lang)(SOURCE, **sizes)


def _bars(*columns: int, most: int = MOST) -> Mapping[str, object]:
    return {"kind": "bars", "values": list(columns), "most": most}


def _single(
    tallies: Tallies, lang: str, table: str, column: str, codes: Mapping[str, str], key: str, title: str
) -> Chart:
    """Chart a column that holds one code per row, with the share of every code."""
    _ = Translator(lang)
    total = tallies.size(table)
    counted = [(_(codes[code]), n) for code, n in in_order(tallies.count(table, column), tuple(codes))]
    return Chart(
        key,
        title,
        sentence(lang, table, total, counted),
        (_("Heading"), _(HEADS[table]), _("Share")),
        tuple((label, n, share(lang, n, total)) for label, n in counted),
        _bars(1),
        source_line(tallies, lang),
        notes=(_(ONCE), _(NOT_CRIMES)),
    )


HEADS: Final = {"legs": N_("Legs"), "events": N_("Events"), "places": N_("Places"), "sources": N_("Sources")}


def _countries(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    found = {
        "legs": tallies.count("legs", "countries"),
        "events": tallies.count("events", "countries"),
        "places": tallies.count("places", "country"),
    }
    codes = sorted(
        {code for counts in found.values() for code in counts},
        key=lambda code: (-found["events"].get(code, 0), -found["legs"].get(code, 0), code),
    )
    rows: list[tuple[Cell, ...]] = [
        (country(lang, code), *(counts.get(code, 0) for counts in found.values())) for code in codes
    ]
    counted = [(country(lang, code), n) for code, n in found["events"].items()]
    return Chart(
        "countries",
        _("Which countries the records concern"),
        sentence(lang, "events concern", tallies.size("events"), counted),
        (_("Country"), *(_(HEADS[name]) for name in found)),
        tuple(rows),
        _bars(1, 2, 3, most=25),
        source_line(tallies, lang),
        notes=(
            _("A leg counts for every country in which it starts or ends or which it crosses."),
            _(SEVERAL),
            _(NOT_CRIMES),
        ),
    )


def _crimes(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    legs, events = (tallies.count(table, "crimes") for table in ("legs", "events"))
    rows = tuple((_(CRIMES[code]), legs.get(code, 0), n) for code, n in in_order(events))
    named = int(np.count_nonzero(carried_any(tallies, "events")))
    return Chart(
        "crimes",
        _("Which crimes the records name"),
        sentence(lang, "events name", tallies.size("events"), [(label, n) for label, _legs, n in rows]),
        (_("Crime named"), _(HEADS["legs"]), _(HEADS["events"])),
        rows,
        _bars(1, 2),
        source_line(tallies, lang),
        notes=(
            _.n(
                "{n} event in view names no crime.",
                "{n} events in view name no crime.",
                tallies.size("events") - named,
            ),
            _(SEVERAL),
            _(NOT_CRIMES),
        ),
    )


def carried_any(tallies: Tallies, table: str, column: str = "crimes") -> np.ndarray:
    """Return the rows in view that carry at least one value of a column."""
    links = carried(tallies.whole)(table, column).links
    return links.back(np.ones(links.target_count, dtype=np.bool_)) & tallies.mask(table)


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
    undated = tallies.size("legs") - int(np.count_nonzero(carried_any(tallies, "legs", "year")))
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


def _types(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    title = _("Events by kind")
    return _single(tallies, lang, "events", "type", EVENT_TYPES, "event-kinds", title)


def _status(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    title = _("How the act behind an event is known")
    return _single(tallies, lang, "events", "act_status", ACT_STATUS, "act-status", title)


def _guilt(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    guilt = carried(tallies.whole)("events", "guilt")
    told = tallies.mask("events") & ~tallies.whole.events.index.isin(list(GUILT_WITHHELD))
    kept = dict(zip(guilt.values, guilt.links.count(told).tolist(), strict=True))
    withheld = tallies.size("events") - sum(kept.values())
    counted = [(_(text), kept.get(code, 0)) for code, text in GUILT.items()]
    return Chart(
        "guilt",
        _("What courts had established for people of an event"),
        sentence(lang, "events", tallies.size("events"), counted),
        (_("Heading"), _(HEADS["events"]), _("Share")),
        tuple((label, n, share(lang, n, tallies.size("events"))) for label, n in counted),
        _bars(1),
        source_line(tallies, lang),
        notes=(
            _("An act of an authority says nothing on guilt: who is arrested is not convicted."),
            _.n(
                "{n} event is left out: a coerced person stands behind it.",
                "{n} events are left out: coerced persons stand behind them.",
                withheld,
            )
            if withheld
            else _(ONCE),
        ),
    )


def _grades(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    legs, events = (tallies.count(table, "grade") for table in ("legs", "events"))
    weakest = next(iter(GRADES))
    alone, total = (
        legs.get(weakest, 0) + events.get(weakest, 0),
        tallies.size("legs") + tallies.size("events"),
    )
    return Chart(
        "grades",
        _("How sure the records are"),
        _(
            "{n} of {total} legs and events in view ({share}) rest on a single source or origin.",
            n=number(lang, alone),
            total=number(lang, total),
            share=share(lang, alone, total),
        ),
        (_("Grade"), _(HEADS["legs"]), _(HEADS["events"])),
        tuple((_(text), legs.get(code, 0), events.get(code, 0)) for code, text in GRADES.items()),
        _bars(1, 2),
        source_line(tallies, lang),
        notes=(
            _(
                "What one source says is not wrong; it is not confirmed. The method page says how a grade is computed."
            ),
            _(ONCE),
        ),
    )


def _attribution(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    title = _("Who is named on a leg")
    return _single(tallies, lang, "legs", "attribution", ATTRIBUTION, "attribution", title)


def _corridors(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    names = titles(tallies.whole, "corridor", lang)
    legs = tallies.count("legs", "corridor")
    lengths = tallies.shown.legs.groupby("corridor", sort=False)["length_km"].sum().to_dict()
    borders: dict[str, int] = {}
    for corridor, _border in tallies.count("legs", "border"):
        borders[corridor] = borders.get(corridor, 0) + 1
    order = sorted(legs, key=lambda key: (-legs[key], fold(names[key])))
    rows = tuple((names[key], legs[key], round(lengths[key]), borders.get(key, 0)) for key in order)
    first = rows[0] if rows else None
    vague = tallies.count("legs", "precision").get("region", 0)
    return Chart(
        "corridors",
        _("Corridors by legs, length and land borders"),
        _(
            "{n} corridors have legs in view; most legs ({legs}) are of {name}, {km} km in all.",
            n=number(lang, len(rows)),
            name=first[0],
            legs=number(lang, first[1]),
            km=number(lang, first[2]),
        )
        if first
        else sentence(lang, "legs", 0, []),
        (_("Corridor"), _(HEADS["legs"]), _("km"), _("Land borders")),
        rows,
        _bars(1, 2, 3, most=25),
        source_line(tallies, lang),
        notes=(
            _(
                "Lengths are those of straight lines between the places named, not of roads; only legs in view are added up."
            ),
            _(
                "Of {n} of {total} legs in view an end or the course is only indicative: their lengths say little.",
                n=number(lang, vague),
                total=number(lang, tallies.size("legs")),
            ),
            _(
                "Land borders: how many different ones its legs in view cross. A leg by air or sea crosses none."
            ),
        ),
    )


def _crossings(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    found: dict[tuple[str, str], int] = tallies.count("legs", "crossing")
    codes = sorted({code for step in found for code in step}, key=lambda code: fold(country(lang, code)))
    crossing = int(np.count_nonzero(carried_any(tallies, "legs", "crossing")))
    largest = max(found, key=lambda step: found[step], default=None)
    return Chart(
        "borders",
        _("Legs that cross a land border, by direction"),
        _(
            "{n} of {total} legs in view cross a land border; the most frequent direction is from {start} to {end} ({m}).",
            n=number(lang, crossing),
            total=number(lang, tallies.size("legs")),
            start=country(lang, largest[0]),
            end=country(lang, largest[1]),
            m=number(lang, found[largest]),
        )
        if largest
        else _("No leg in view crosses a land border that a source names."),
        (_("From (row) to (column)"), *(country(lang, code) for code in codes)),
        tuple((country(lang, a), *(found.get((a, b), 0) for b in codes)) for a in codes),
        {"kind": "matrix"},
        source_line(tallies, lang),
        notes=(
            _(
                "Legs, not journeys or people. An empty field means that nobody reported one, not that nobody passes."
            ),
            _("A leg that crosses two borders counts at each."),
        ),
    )


def _country_crimes(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    found: dict[tuple[str, str], int] = tallies.count("events", "pair")
    per_country = tallies.count("events", "countries")
    codes = sorted({code for code, _crime in found}, key=lambda code: (-per_country.get(code, 0), code))
    crimes = [code for code in CRIMES if any(crime == code for _code, crime in found)]
    largest = max(found, key=lambda pair: found[pair], default=None)
    return Chart(
        "country-crimes",
        _("Events by country and crime named"),
        _(
            "Of {total} events in view, {n} concern {country} and name {crime}, the most frequent pair.",
            total=number(lang, tallies.size("events")),
            n=number(lang, found[largest]),
            country=country(lang, largest[0]),
            crime=_(CRIMES[largest[1]]),
        )
        if largest
        else sentence(lang, "events", 0, []),
        (_("Country"), *(_(CRIMES[code]) for code in crimes)),
        tuple((country(lang, code), *(found.get((code, crime), 0) for crime in crimes)) for code in codes),
        {"kind": "matrix"},
        source_line(tallies, lang),
        notes=(
            _(
                "An event that concerns two countries and names two crimes is in four fields: the fields do not add up."
            ),
            _(NOT_CRIMES),
        ),
    )


def _actors(tallies: Tallies, lang: str) -> Chart:
    _ = Translator(lang)
    names = titles(tallies.whole, "actor", lang)
    found = tallies.actors()
    order = sorted(found, key=lambda key: (-found[key], fold(names[key])))
    counted = [(names[key], found[key]) for key in order]
    return Chart(
        "actors",
        _("Actors named in events"),
        sentence(lang, "events name", tallies.size("events"), counted),
        (_("Actor"), _(HEADS["events"])),
        tuple(counted),
        _bars(1),
        source_line(tallies, lang),
        notes=(
            _("Actors are groups, factions, networks and agencies. To be named is not to be guilty."),
            _(SEVERAL),
        ),
    )


def years_compared(tallies: Tallies, today: date) -> tuple[int, int, int]:
    """Return the last complete year and how many events in view are dated to it and to the year before."""
    year, found = today.year - 1, tallies.count("events", "year")
    return year, found.get(year, 0), found.get(year - 1, 0)
