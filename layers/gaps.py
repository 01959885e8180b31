"""The gap layer in words: where and when somebody looked, and that silence is not absence."""

from functools import lru_cache
from typing import Any, Final

from babel import Locale

from layers.attention import Attention, attention, by_country, by_place, horizon
from layers.blocks import Block, Word, heading, table, text
from layers.catalog import Catalog
from layers.classes import Span, class_of, quantiles
from layers.filters import ViewFilter
from layers.language import N_, Translator, country, fold, listing, number

AFTER: Final = N_(
    "No source of ours speaks of it after {year}. That nobody looked does not mean that nothing happened."
)
RINGS: Final = N_("Rings: reports on a place")
SILENT: Final = N_("dashed: none since {year}")
YEARS: Final = N_(
    "Years are those in which a source was published. A source that only repeats another counts as well."
)


@lru_cache(maxsize=256)
def spoken(lang: str, code: str) -> str:
    """Return the name of a language (ISO 639-1) in the language, as it stands inside a sentence; an unknown code as it is."""
    return str(Locale.parse(lang).languages.get(code, code))


def said(_: Translator, found: Attention) -> str:
    """Return how many reports there are, of which years, in which languages: "3 reports, 2019–2024, in Spanish only"."""
    parts = [_.n("{n} report", "{n} reports", found.reports)]
    if found.years:
        first, last = found.years[0][0], found.years[-1][0]
        parts.append(str(first) if first == last else f"{first}–{last}")
    else:
        parts.append(_("without a date"))
    names = [spoken(_.lang, code) for code in found.languages]
    only = _("in {language} only", language=names[0]) if len(names) == 1 else ""
    parts.append(only or _("in {languages}", languages=listing(_.lang, names)))
    return ", ".join(parts)


def after(_: Translator, found: Attention, last_year: int) -> str:
    """Return what the silence since the latest source means; "" where there is none."""
    return _(AFTER, year=found.last) if found.silent(last_year) else ""


@lru_cache(maxsize=32)
def looked(
    catalog: Catalog, view: ViewFilter
) -> tuple[dict[str, Attention], dict[str, Attention], tuple[Span, ...], int]:
    """Return the attention per place and per country of a view, the classes of the places, and the last year looked at."""
    shown = view.apply(catalog)
    places = attention(catalog, by_place(shown))
    nations = attention(catalog, by_country(shown))
    return places, nations, quantiles(each.reports for each in places.values()), horizon(catalog, view)


def countries(catalog: Catalog, view: ViewFilter, lang: str) -> dict[str, str]:
    """Return what there is on each country, in words."""
    _ = Translator(lang)
    _places, nations, _classes, last_year = looked(catalog, view)
    return {
        code: " · ".join(filter(None, (said(_, found), after(_, found, last_year))))
        for code, found in nations.items()
    }


def message(catalog: Catalog, view: ViewFilter, lang: str) -> dict[str, Any]:
    """Return the rings that the map draws around places.

    `places` are rows [ordinal, size 1 to 4, year of the latest source where there is silence since, else 0, words]; `after`
    is what is said of such a silence, its year left open; `sizes` and `silent` are the rows of the legend.
    """
    _ = Translator(lang)
    places, _nations, classes, last_year = looked(catalog, view)
    ordinals = catalog.places.index.get_indexer(list(places))
    rows = [
        [
            ordinal,
            class_of(found.reports, classes) + 1,
            found.last if found.silent(last_year) else 0,
            said(_, found),
        ]
        for ordinal, found in zip(ordinals.tolist(), places.values(), strict=True)
    ]
    return {
        "places": rows,
        "after": _(AFTER),
        "rings": _(RINGS),
        "sizes": [[size, _range(_, span)] for size, span in enumerate(classes, 1)],
        "silent": _(SILENT, year=last_year - 1),
    }


def _range(_: Translator, span: Span) -> str:
    low, high = number(_.lang, span.low), number(_.lang, span.high)
    return low if low == high else f"{low}–{high}"


def of_place(catalog: Catalog, view: ViewFilter, place: str, lang: str) -> str:
    """Return what the card says of a place; "" for one of which nothing shown speaks."""
    _ = Translator(lang)
    places, _nations, _classes, last_year = looked(catalog, view)
    if place not in places:
        return ""
    found = places[place]
    return " ".join(filter(None, (f"{said(_, found)}.", after(_, found, last_year))))


def blocks(catalog: Catalog, view: ViewFilter, lang: str) -> list[Block]:
    """Return every place with its reports by year of publication and their languages."""
    _ = Translator(lang)
    places, _nations, _classes, last_year = looked(catalog, view)
    silent = sum(found.silent(last_year) for found in places.values())
    counts = {"n": number(lang, len(places)), "all": number(lang, len(catalog.places))}
    told = [
        _("Sources that fit the filters speak of {n} of {all} places.", **counts),
        _.n(
            "Of {n} of them none does since {year}: that nobody looked does not mean that nothing happened.",
            "Of {n} of them none does since {year}: that nobody looked does not mean that nothing happened.",
            silent,
            year=last_year - 1,
        ),
        _(YEARS),
    ]
    page = [
        heading(_("Reports by place, year and language"), 3),
        text(" ".join(told if silent else [told[0], told[2]])),
    ]
    if not places:
        return page
    dated = [year for found in places.values() for year, _n in found.years]
    span = range(min(dated), max(dated) + 1) if dated else range(0)
    names = catalog.places[["name", "country"]]
    rows: list[list[Word]] = []
    for key, found in sorted(
        places.items(), key=lambda item: (-item[1].reports, fold(str(names.at[item[0], "name"])))
    ):
        years = dict(found.years)
        rows.append(
            [
                {"text": str(names.at[key, "name"]), "key": f"place.{key}"},
                country(lang, str(names.at[key, "country"])),
                {"text": number(lang, found.reports), "number": found.reports},
                listing(lang, [spoken(lang, code) for code in found.languages]),
                *(str(years.get(year, 0)) for year in span),
                str(found.undated),
            ]
        )
    columns = [_("Place"), _("Country"), _("Reports"), _("Languages"), *map(str, span), _("No date")]
    return [*page, table(_("Reports by place, year and language"), columns, rows, sortable=True)]
