"""The statistics page as one value: key figures, charts, what can be chosen, and the stamp that every file bears.

Two parts that never mix: what our records say (counts of the filtered records) and what official figures say (the series in
view). Both read the filtered catalog and nothing else.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from functools import lru_cache
from typing import Any, Final

from layers import chronology, holdings, observers, overview, passages, standing
from layers.captions import area_text
from layers.catalog import Catalog
from layers.charts import Cell, Chart, as_json
from layers.commensurability import conflicts, explained, is_founding
from layers.exhibits import comparison, exhibit
from layers.language import N_, Translator, date_text, fold, number, pick
from layers.plots import Plot
from layers.tallies import Tallies
from layers.vocabulary import QUALITY, UNITS

DEFAULT: Final = ("cl_irregular_entries_pdi", "homicide_rate_cl_official", "darien_crossings")
"""Series shown where the visitor has chosen none; those in view."""
THEMES: Final[Mapping[str, tuple[str, ...]]] = {
    N_("Entries and crossings"): ("cl_", "darien_", "us_"),
    N_("Homicides"): ("homicide_", "violent_"),
    N_("Deaths of migrants"): ("migrant_deaths_",),
    N_("Prices and debts"): ("migrant_",),
    N_("Trafficking in persons"): ("trafficking_",),
    N_("Venezuelans abroad"): ("ven_",),
    N_("The group"): ("tda_",),
    N_("Expert scores"): ("ocindex_",),
    N_("Other series"): ("",),
}
"""Under which heading a series is listed: the first that has a beginning of its id."""
NO_RATE: Final = N_(
    "No figure per inhabitant is offered: the data hold no numbers of inhabitants to divide by."
)
INTRODUCTIONS: Final = {
    "records": N_(
        "Counts of what the atlas holds. How often something is reported is not how often it happens; what nobody reports is in no bar."
    ),
    "figures": N_(
        "Figures that others have counted, each with its definition and source. They follow the filters of country and period only. They are never added to the counts of our records."
    ),
}
PART_NAMES: Final = {"records": N_("What our records say"), "figures": N_("What official figures say")}


def series_in_view(shown: Catalog) -> list[str]:
    """Return the official series in view; those of the founding articles stand only in their disputes."""
    return [key for key in shown.series.index if not is_founding(key)]


def units_of(shown: Catalog) -> dict[str, str]:
    """Return the unit of every series in view, as a code of the vocabulary."""
    return {str(key): str(unit) for key, unit in shown.series["unit"].items()}


def chosen(shown: Catalog, plot: Plot) -> list[str]:
    """Return the series to show: those asked for that are in view, else the default ones, else the first in view."""
    known = series_in_view(shown)
    return [s for s in plot.series if s in known] or [s for s in DEFAULT if s in known] or known[:1]


def charts(tallies: Tallies, plot: Plot, lang: str) -> list[Chart]:
    """Return the charts of the part chosen, in order."""
    if plot.part == "records":
        parts = (holdings, chronology, standing, passages, observers)
        return [chart for part in parts for chart in part.charts(tallies, lang)]
    found = [exhibit(tallies, series, plot, lang) for series in chosen(tallies.shown, plot)]
    picked = chosen(tallies.shown, plot)
    if len(picked) > 1 and not conflicts(picked, units_of(tallies.shown)):
        found.insert(0, comparison(tallies, picked, plot, lang))
    return [*found, _index(tallies, lang)]


def answer(
    whole: Catalog, shown: Catalog, plot: Plot, lang: str, today: date, stamp: Mapping[str, str]
) -> dict[str, Any]:
    """Return everything that the page draws. `stamp` says what the files bear: filters, release, address."""
    _ = Translator(lang)
    tallies = Tallies(whole, shown)
    found: dict[str, Any] = {
        "part": plot.part,
        "introduction": _(INTRODUCTIONS[plot.part]),
        "overview": [asdict(each) for each in _overview(tallies, plot, today, lang)],
        "charts": [as_json(each) for each in charts(tallies, plot, lang)],
        "stamp": {**stamp, "made": date_text(lang, today.isoformat())},
    }
    if plot.part == "figures":
        found["controls"] = controls(whole, shown, plot, lang)
        found["refusals"] = refusals(shown, plot, lang)
    return found


def _overview(tallies: Tallies, plot: Plot, today: date, lang: str) -> list[overview.KeyFigure]:
    if plot.part == "records":
        return overview.records(tallies, today, lang)
    return overview.figures(tallies, lang)


def refusals(shown: Catalog, plot: Plot, lang: str) -> list[str]:
    """Say why the series chosen do not share an axis; [] where they do, or where there is only one."""
    _ = Translator(lang)
    names = {str(key): pick(lang, record, "title")[0] for key, record in shown.series.iterrows()}
    units = units_of(shown)
    words = {key: _(UNITS[unit]) for key, unit in units.items()}
    return [explained(each, names, words, lang) for each in conflicts(chosen(shown, plot), units)]


def controls(whole: Catalog, shown: Catalog, plot: Plot, lang: str) -> dict[str, Any]:
    """Return what can be chosen of the official series, and what is."""
    _ = Translator(lang)
    picked, listed = chosen(shown, plot), _listed(whole, lang)
    rows = shown.observations[shown.observations["series"].isin(picked)]
    areas = {str(area): int(n) for area, n in rows["geography"].value_counts().items()}
    known = set(series_in_view(shown))
    return {
        "series": [
            {"theme": theme, "items": [[key, title, key in known] for key, title in items]}
            for theme, items in listed
        ],
        "chosen": picked,
        "areas": [
            [area, area_text(area, lang), n, area in plot.areas]
            for area, n in sorted(areas.items(), key=lambda each: fold(area_text(each[0], lang)))
        ],
        "measure": plot.measure,
        "parts": plot.parts,
        "marks": plot.marks,
        "no_rate": _(NO_RATE),
    }


@lru_cache(maxsize=6)
def _listed(whole: Catalog, lang: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every official series under its heading, by title."""
    _ = Translator(lang)
    found: dict[str, list[tuple[str, str]]] = {theme: [] for theme in THEMES}
    for key in series_in_view(whole):
        theme = next(name for name, beginnings in THEMES.items() if key.startswith(beginnings))
        found[theme].append((key, pick(lang, whole.series.loc[key], "title")[0]))
    return [
        (_(name), sorted(items, key=lambda each: fold(each[1]))) for name, items in found.items() if items
    ]


def _index(tallies: Tallies, lang: str) -> Chart:
    """Return the list of all series in view as a table: what is counted, how many figures, of which kinds."""
    _ = Translator(lang)
    shown, known = tallies.shown, set(series_in_view(tallies.shown))
    figures = shown.observations
    first, last = (
        {key: d.year for key, d in figures.groupby("series")[c].agg(f).items()}
        for c, f in (("start", "min"), ("end", "max"))
    )
    count = figures["series"].value_counts().to_dict()
    areas = figures.groupby("series")["geography"].nunique().to_dict()
    kinds = figures.groupby(["series", "quality"]).size().to_dict()
    partial = figures.groupby("series")["partial"].sum().to_dict()
    units = units_of(shown)
    rows: list[tuple[Cell, ...]] = []
    for theme, items in _listed(tallies.whole, lang):
        for key, title in items:
            if key not in known:
                continue
            rows.append(
                (
                    {"text": title, "series": key},
                    theme,
                    _(UNITS[units[key]]),
                    count[key],
                    areas[key],
                    str(first[key]),
                    str(last[key]),
                    *(int(kinds.get((key, code), 0)) for code in QUALITY),
                    int(partial[key]),
                )
            )
    return Chart(
        "all-series",
        _("All series in view"),
        _(
            "{n} official series with {figures} figures are in view. Those of the founding articles stand only in their disputes.",
            n=number(lang, len(rows)),
            figures=number(lang, sum(count[key] for key in known)),
        ),
        (
            _("Series"),
            _("Theme"),
            _("Unit"),
            _("Figures"),
            _("Areas"),
            _("From"),
            _("To"),
            *(_(text) for text in QUALITY.values()),
            _("Part of a period only"),
        ),
        tuple(rows),
        {"kind": "none"},
        _("Source: Corridor Atlas, table of series; every figure names its own source."),
    )
