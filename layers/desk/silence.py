"""What was looked at and by whom: places by the years and languages of their sources, and the years in which nobody reported."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from layers.attention import Attention, attention, by_country, by_place
from layers.blocks import Block, Word, heading, table, text
from layers.catalog import Catalog
from layers.charts import Cell, Chart, as_json
from layers.counting import source_line
from layers.desk.library import library_of
from layers.desk.shelf import more
from layers.language import N_, Translator, country, fold, listing, number
from layers.tallies import Tallies
from layers.vocabulary import SOURCE_LANGUAGES

NAMED: Final = 3
"""Origins that are named; the others are counted."""
CAVEAT: Final = N_(
    "Years are those in which a source was published, not those in which something happened. That nobody reported does not mean that nothing happened, nor that a place is safe."
)


@dataclass(frozen=True)
class Looked:
    """What speaks of a place in a view: its sources, whose they are (most first), and the years without any.

    `silent` are the years from the first source to the last year looked at in which no source was published.
    """

    place: str
    found: Attention
    origins: tuple[tuple[str, int], ...]
    silent: tuple[int, ...]


def horizon(catalog: Catalog, shown: Catalog) -> int:
    """Return the last year looked at: that of the newest source of the view, else of the atlas; 0 where none bears a date."""
    for frame in (shown.sources, catalog.sources):
        years = [int(date[:4]) for date in frame["published"] if date]
        if years:
            return max(years)
    return 0


@lru_cache(maxsize=16)
def looked(catalog: Catalog, shown: Catalog) -> tuple[Looked, ...]:
    """Return the places in view of which a source speaks, those with the most sources first, then by name."""
    library, last, cited = library_of(catalog), horizon(catalog, shown), by_place(shown)
    found = []
    for place, each in attention(catalog, cited).items():
        origins = Counter(library.origin(source) for source in cited[place])
        ranked = sorted(origins.items(), key=lambda item: (-item[1], fold(item[0])))
        present = {year for year, _n in each.years}
        span = range(min(present), last + 1) if present else ()
        silent = tuple(year for year in span if year not in present)
        found.append(Looked(place, each, tuple(ranked), silent))
    names = catalog.places["name"]
    return tuple(sorted(found, key=lambda each: (-each.found.reports, fold(str(names.at[each.place])))))


def runs(years: Iterable[int]) -> list[tuple[int, int]]:
    """Return years as runs without a break: 2019, 2020, 2023 give (2019, 2020), (2023, 2023)."""
    found: list[tuple[int, int]] = []
    for year in sorted(years):
        if found and found[-1][1] == year - 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return found


def said(years: Iterable[int]) -> str:
    """Return years in short: "2019–2020, 2023"."""
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs(years))


def by_year(catalog: Catalog, shown: Catalog, lang: str) -> Chart:
    """Return the countries against the years in which sources that speak of them were published; no number means nobody."""
    _ = Translator(lang)
    found = attention(catalog, by_country(shown))
    years = sorted({year for each in found.values() for year, _n in each.years})
    span = range(years[0], years[-1] + 1) if years else range(0)
    ranked = sorted(found.items(), key=lambda each: (-each[1].reports, fold(country(lang, each[0]))))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (country(lang, code), *(dict(each.years).get(year) for year in span)) for code, each in ranked
    )
    blank = sum(cell is None for row in rows for cell in row[1:])
    undated = sum(1 for date in shown.sources["published"] if not date)
    return Chart(
        "reports-by-country-and-year",
        _("Sources by country they speak of and year of publication"),
        _(
            "{n} of {all} pairs of a country and a year are blank: nobody reported, as far as the atlas has looked.",
            n=number(lang, blank),
            all=number(lang, len(rows) * len(span)),
        ),
        (_("Country"), *map(str, span)),
        rows,
        {"kind": "matrix"},
        source_line(Tallies(catalog, shown), lang),
        unit=_("sources; one that speaks of several countries counts in each"),
        notes=(
            _(CAVEAT),
            *(
                [
                    _.n(
                        "{n} source bears no date and is in no year.",
                        "{n} sources bear no date and are in no year.",
                        undated,
                    )
                ]
                if undated
                else []
            ),
        ),
    )


def blocks(catalog: Catalog, shown: Catalog, lang: str, upto: int) -> list[Block]:
    """Return the countries by year as a chart and the places as a table, at most `upto` of them."""
    _ = Translator(lang)
    found, last = looked(catalog, shown), horizon(catalog, shown)
    quiet = sum(each.found.last is not None and each.found.last < last for each in found)
    made: list[Block] = [
        heading(_("What was looked at, and by whom")),
        text(
            _(
                "Sources in view speak of {n} places. Of {quiet} of them none was published in {year}, the last year looked at.",
                n=number(lang, len(found)),
                quiet=number(lang, quiet),
                year=str(last),
            )
        ),
        text(_(CAVEAT), quiet=True),
    ]
    if not found:
        return [*made[:1], text(_("No source in view speaks of a place."))]
    columns = [
        _("Place"),
        _("Country"),
        _("Sources"),
        _("Who looked"),
        _("Languages"),
        _("Years with sources"),
        _("Nobody reported"),
    ]
    rows = [_row(catalog, each, lang) for each in found[:upto]]
    return [
        *made,
        {"kind": "charts", "items": [as_json(by_year(catalog, shown, lang))]},
        heading(_("Places by their sources"), 3),
        table(_("Places by their sources"), columns, rows, sortable=len(found) <= upto),
        *more(len(found), upto, lang),
    ]


def _row(catalog: Catalog, each: Looked, lang: str) -> list[Word]:
    _ = Translator(lang)
    place = catalog.places.loc[each.place]
    rest = len(each.origins) - NAMED
    who = [name for name, _n in each.origins[:NAMED]]
    others = [_.n("{n} other", "{n} others", rest)] if rest > 0 else []
    years = said(year for year, _n in each.found.years)
    undated = (
        _.n("{n} without a date", "{n} without a date", each.found.undated) if each.found.undated else ""
    )
    return [
        {"text": str(place["name"]), "key": f"place.{each.place}"},
        country(lang, place["country"]),
        {"text": number(lang, each.found.reports), "number": each.found.reports},
        listing(lang, [*who, *others]),
        listing(lang, [_(SOURCE_LANGUAGES[code]) for code in each.found.languages]),
        ", ".join(filter(None, (years, undated))),
        said(each.silent) or ("" if each.found.years else _("in no year that is known")),
    ]
