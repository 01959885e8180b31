"""A shaded map in words: title, classes, figures, and the table that says the same."""

from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from typing import Any, Final

from layers import gaps, phrases
from layers.blocks import Block, Word, heading, table, text
from layers.catalog import Catalog
from layers.choices import Choices
from layers.choropleth import COUNTS, Tally, choosable, series, tally
from layers.classes import Span, class_of, quantiles
from layers.filters import ViewFilter
from layers.index import index_of
from layers.language import N_, Translator, country, fold, listing, number, pick
from layers.regions import regions
from layers.vocabulary import UNITS

TITLES: Final = {
    "legs": N_("Legs by country"),
    "events": N_("Events by country"),
    "regions": N_("Events by state or region"),
    "reports": N_("Reports by country: where anybody looked"),
}
NOTES: Final = {
    "legs": N_(
        "{n} of {all} legs fit the filters. A leg counts in each country where it starts, ends or crosses."
    ),
    "events": N_("{n} of {all} events fit the filters. An event counts in each country it concerns."),
    "regions": N_(
        "{n} of {all} events that fit the filters name a place in a state or region; only these count."
    ),
    "reports": N_(
        "{n} of {all} sources are cited for what fits the filters. A source counts in each country it is cited for."
    ),
}
CAUTION: Final = N_("These are counts of what was reported, not of crimes.")
NOBODY: Final = N_("0: nobody reported any that fits")
UNCOVERED: Final = N_("not covered by this atlas")
NO_REGIONS: Final = N_("not covered, or without regions on this map")
NO_FIGURE: Final = N_("no official figure for a full year")
ABSOLUTE: Final = ("persons", "cases", "arrests")
"""Units of which a country with more inhabitants may have more."""
SIZE: Final = N_("Absolute figures: where more people live there may be more.")
RULE: Final = N_(
    "Each shade holds about a quarter of the areas with a figure; equal figures have the same shade, 0 has none."
)
STEPS: Final = {0: (), 1: (2,), 2: (1, 4), 3: (1, 2, 4), 4: (1, 2, 3, 4)}
"""Which shades some number of classes take, from the weakest (1) to the strongest (4)."""


def names(catalog: Catalog, lang: str) -> dict[str, list[tuple[str, str]]]:
    """Return what a map can be shaded by: the counts and the series, with what they are called."""
    _ = Translator(lang)
    known = ((key, pick(lang, catalog.series.loc[key], "title")[0]) for key in series(catalog))
    return {
        "counts": [(by, _(TITLES[by])) for by in COUNTS],
        "series": sorted(known, key=lambda item: fold(item[1])),
    }


@lru_cache(maxsize=64)
def shading(catalog: Catalog, view: ViewFilter, by: str) -> tuple[Tally, tuple[Span, ...]]:
    """Return the figures of a view and their classes; zeros are in no class.

    Raises KeyError for what is not choosable.
    """
    found = tally(catalog, view.apply(catalog), by)
    return found, quantiles(value for value in found.values.values() if value)


def message(catalog: Catalog, view: ViewFilter, by: str, lang: str) -> dict[str, Any]:
    """Return what the map needs to shade a view; {} for what is not choosable.

    `areas` gives, per code, the shade (1 to 4) and the figure in words; `zero` the areas with none, for regions only their
    countries where a whole country has none. `rows` are the classes of the legend.
    """
    if by not in choosable(catalog):
        return {}
    _ = Translator(lang)
    found, classes = shading(catalog, view.without("selected"), by)
    steps = STEPS[len(classes)]
    words = gaps.countries(catalog, view.without("selected"), lang) if by == "reports" else {}
    areas = {
        code: [steps[class_of(value, classes)], words.get(code) or said(_, catalog, found, code)]
        for code, value in found.values.items()
        if value
    }
    zero = [code for code, value in found.values.items() if not value]
    made: dict[str, Any] = {
        "areas": areas,
        "zero": _short(zero, areas) if by == "regions" else zero,
        "title": title(_, catalog, by),
        "lines": lines(_, catalog, view, found),
        "rows": [[step, span_of(_, span)] for step, span in zip(steps, classes, strict=True)],
        "none": _(missing(by)),
    }
    if by == "regions":
        made["regional"] = True
    if by == "reports":
        made |= gaps.message(catalog, view.without("selected"), lang)
    if zero:
        made["nobody"] = nobody(_, by)
    return made


def _short(zero: list[str], areas: Mapping[str, Any]) -> list[str]:
    """Name whole countries where no region has a figure, and the single regions of the others."""
    touched = {code[:2] for code in areas}
    short = [
        [nation] if nation not in touched else list(codes) for nation, codes in groupby(zero, lambda c: c[:2])
    ]
    return [code for codes in short for code in codes]


def title(_: Translator, catalog: Catalog, by: str) -> str:
    """Return what the shades mean."""
    return _(TITLES[by]) if by in COUNTS else pick(_.lang, catalog.series.loc[by], "title")[0]


def missing(by: str) -> str:
    """Return what it means that an area has no figure, as a message."""
    return {"regions": NO_REGIONS}.get(by, UNCOVERED) if by in COUNTS else NO_FIGURE


def nobody(_: Translator, by: str) -> str:
    """Return what a figure of zero means."""
    return _(NOBODY) if by in COUNTS else number(_.lang, 0)


def span_of(_: Translator, span: Span) -> str:
    """Return a class in words: "4", "5–12"."""
    low, high = number(_.lang, span.low), number(_.lang, span.high)
    return low if low == high else f"{low}–{high}"


def said(_: Translator, catalog: Catalog, found: Tally, code: str) -> str:
    """Return the figure of an area with its unit, and of a series with its year."""
    value = found.values[code]
    if found.by == "legs":
        return _.n("{n} leg", "{n} legs", int(value))
    if found.by in ("events", "regions"):
        return _.n("{n} event", "{n} events", int(value))
    unit = _(UNITS[str(catalog.series.at[found.by, "unit"])])
    return _("{value} {unit} ({year})", value=number(_.lang, value), unit=unit, year=found.periods[code])


def lines(_: Translator, catalog: Catalog, view: Choices, found: Tally) -> list[str]:
    """Return unit, period and denominators of the figures."""
    lang = _.lang
    if found.by in COUNTS:
        note = _(NOTES[found.by], n=number(lang, found.counted), all=number(lang, found.of))
        when = phrases.period(_, view.since, view.until) if view.since or view.until else _("all dates")
        return [when[:1].upper() + when[1:], note, _(CAUTION)]
    unit = _(UNITS[str(catalog.series.at[found.by, "unit"])])
    unit = unit[:1].upper() + unit[1:]
    if not found.periods:
        return [unit]
    first, last = min(found.periods.values()), max(found.periods.values())
    years = first if first == last else f"{first}–{last}"
    told = _.n(
        "The latest full year of {n} country ({years})",
        "The latest full year of each of {n} countries ({years})",
        len(found.values),
        years=years,
    )
    absolute = catalog.series.at[found.by, "unit"] in ABSOLUTE
    return [unit, told, *([_(SIZE)] if absolute else [])]


def blocks(catalog: Catalog, view: ViewFilter, by: str, lang: str) -> list[Block]:
    """Return a shaded map as a page can be read: what is counted, every figure with its class; [] for what is not choosable."""
    if by not in choosable(catalog):
        return []
    _ = Translator(lang)
    found, classes = shading(catalog, view.without("selected"), by)
    told = " ".join(f"{line.removesuffix('.')}." for line in lines(_, catalog, view, found))
    page = [heading(title(_, catalog, by), 3), text(told)]
    if by not in COUNTS:
        page.append(text(*pick(lang, catalog.series.loc[by], "definition")))
    page.append(text(_(RULE), quiet=True))
    page.append(_table(_, catalog, found, classes))
    if by == "reports":
        page += gaps.blocks(catalog, view.without("selected"), lang)
    rest = sum(not value for value in found.values.values()) if by == "regions" else 0
    if rest:
        more = _.n(
            "Of {n} more region nobody reported any.", "Of {n} more regions nobody reported any.", rest
        )
        page.append(text(more, quiet=True))
    lacking = set(index_of(catalog).values["countries"]) - set(found.values) if by not in COUNTS else ()
    if lacking:
        countries = listing(lang, sorted((country(lang, code) for code in lacking), key=fold))
        page.append(
            text(_("No official figure for a full year: {countries}.", countries=countries), quiet=True)
        )
    return page


def _table(_: Translator, catalog: Catalog, found: Tally, classes: tuple[Span, ...]) -> Block:
    """Return every figure, the largest first; regions without one are left out, there are hundreds."""
    regional = found.by == "regions"
    named = {code: regions()[code] if regional else country(_.lang, code) for code in found.values}
    ranked = sorted(named, key=lambda code: (-found.values[code], fold(named[code])))
    rows: list[list[Word]] = []
    for code in ranked:
        value = found.values[code]
        if regional and not value:
            continue
        row: list[Word] = [named[code]]
        if regional:
            row.append(country(_.lang, code[:2]))
        row.append({"text": number(_.lang, value), "number": value})
        if found.periods:
            row.append(found.periods[code])
        row.append(span_of(_, classes[class_of(value, classes)]) if value else nobody(_, found.by))
        rows.append(row)
    columns = [_("State or region"), _("Country")] if regional else [_("Country")]
    columns += [_("Figure"), *([_("Year")] if found.periods else []), _("Shade")]
    return table(title(_, catalog, found.by), columns, rows, sortable=True)
