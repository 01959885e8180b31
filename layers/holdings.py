"""What the records of the atlas concern: countries, crimes, both together, and the actors named.

Everything here counts records. A record is what sources report; how often something is reported is not how often it happens.
"""

import numpy as np

from layers.cards import titles
from layers.charts import Cell, Chart, sentence
from layers.counting import HEADS, NOT_CRIMES, SEVERAL, bars, source_line
from layers.language import Translator, country, fold, number
from layers.tallies import Tallies, in_order
from layers.vocabulary import CRIMES


def charts(tallies: Tallies, lang: str) -> list[Chart]:
    """Return the charts of what a record can name several of: their bars do not add up."""
    builders = (_countries, _crimes, _country_crimes, _actors)
    return [build(tallies, lang) for build in builders]


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
        bars(1, 2, 3, most=25),
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
    named = int(np.count_nonzero(tallies.carrying("events", "crimes")))
    return Chart(
        "crimes",
        _("Which crimes the records name"),
        sentence(lang, "events name", tallies.size("events"), [(label, n) for label, _legs, n in rows]),
        (_("Crime named"), _(HEADS["legs"]), _(HEADS["events"])),
        rows,
        bars(1, 2),
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
        bars(1),
        source_line(tallies, lang),
        notes=(
            _("Actors are groups, factions, networks and agencies. To be named is not to be guilty."),
            _(SEVERAL),
        ),
    )
