"""Which way: the filtered legs by corridor, and by the land borders they cross, in their direction."""

import numpy as np

from layers.cards import titles
from layers.charts import Chart, sentence
from layers.counting import HEADS, bars, source_line
from layers.language import Translator, country, fold, number
from layers.tallies import Tallies


def charts(tallies: Tallies, lang: str) -> list[Chart]:
    """Return the charts of corridors and of borders crossed."""
    return [_corridors(tallies, lang), _crossings(tallies, lang)]


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
        bars(1, 2, 3, most=25),
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
    crossing = int(np.count_nonzero(tallies.carrying("legs", "crossing")))
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
