"""A view as a file: what it holds in each language, put together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from layers import facets, rows
from layers.cards import TABLES
from layers.cards import sources as every
from layers.catalog import Catalog
from layers.export.offline import document
from layers.export.offline.facts import facts
from layers.export.offline.pool import Pool
from layers.export.offline.records import Sources, cards, drawn, tables, weaker
from layers.export.offline.words import NAMES, TEMPLATED, TOO_OLD, TOTALS, WITHOUT_SCRIPTS, WORDS, words
from layers.filters import ViewFilter, totals
from layers.language import Translator, number
from layers.wording import setup

HELD: Final = ("corridors", "legs", "places", "events", "actors", "disputes", "sources")
"""The tables that the file has records of; official figures and ties between actors stay in the atlas."""
CANNOT: Final = ("flow", "text", "shade")
"""Choices of the panel that the file cannot answer by itself."""

BYTES_SHARED: Final = (30_500, 213)
BYTES_PER_LANGUAGE: Final = (5_800, 305)
"""What a file and each of its records weigh beside the constant parts, packed: measured on the whole atlas and on one country."""


@dataclass(frozen=True)
class Opening:
    """How the file opens.

    Attributes:
        languages: those it can be read in, the first at first.
        viewport: where the map looks (see `layers.viewport`), "" for all that is shown.
        address: of the same view in the atlas, "" where it is not known. It is shown and never fetched.
    """

    languages: tuple[str, ...]
    viewport: str = ""
    address: str = ""


def write(
    catalog: Catalog,
    shown: Catalog,
    view: ViewFilter,
    opening: Opening,
    notes: Mapping[str, Sequence[tuple[str, str]]],
) -> bytes:
    """Return the file with the rows of a view; `shown` is what `view.apply(catalog)` gives, a selected record is opened.

    `notes` holds, per language, what the file says of itself: label and value. The same input gives the same bytes.
    """
    found = {lang: cards(catalog, shown, lang) for lang in opening.languages}
    sources = Sources(opening.languages)
    for key in found[opening.languages[0]]:
        sources.take({lang: made[key] for lang, made in found.items()})
    # What no card cites stands on the list of sources all the same: the view counts it.
    rest = list(shown.sources.index)
    sources.take({lang: {"sources": every(catalog, rest, lang)} for lang in opening.languages})
    selected = str(view.selected or "")
    pools = {lang: Pool() for lang in opening.languages}
    pooled = {
        lang: pools[lang].put({"cards": found[lang], "tables": tables(catalog, shown, lang)})
        for lang in opening.languages
    }
    data = {
        "rows": facts(shown),
        "names": {lang: NAMES[lang] for lang in opening.languages},
        "opening": {
            "selected": selected if selected in found[opening.languages[0]] else "",
            "map": opening.viewport,
        },
        "address": opening.address,
        "check": document.CHECK,
        "sources": sources.shared,
        "places_of": _places_of(shown),
        "about": _about(shown),
        "languages": {
            lang: {
                **words(lang),
                "sentence": view.describe(catalog, lang),
                "totals": _totals(catalog, shown, lang),
                "facts": [list(each) for each in notes[lang]],
                "facets": {**_panel(shown, lang), "without": list(CANNOT)},
                "setup": setup(lang),
                "scene": _titled(drawn(catalog, shown, view, lang), pools[lang]),
                "levels": weaker(catalog, shown, view, lang),
                "crimes_column": _crimes_column(catalog, shown, lang),
                "sources": sources.lines[lang],
                **pooled[lang],
                "pool": pools[lang].texts,
            }
            for lang in opening.languages
        },
    }
    lang = opening.languages[0]
    return document.write(
        data, frozenset(shown.places.index), _plain(catalog, shown, view, lang, notes[lang])
    )


def weigh(shown: Catalog, languages: int) -> int:
    """Return about how many bytes the file of a view has, without making it."""
    records = sum(len(getattr(shown, table)) for table in TABLES.values())
    fixed, each = (
        shared + languages * own for shared, own in zip(BYTES_SHARED, BYTES_PER_LANGUAGE, strict=True)
    )
    return document.weight() + fixed + records * each


def _totals(catalog: Catalog, shown: Catalog, lang: str) -> str:
    """Say how many rows of the atlas are in the file: "Legs: 14 of 104"."""
    _ = Translator(lang)
    counted = totals(catalog, shown)
    share = TEMPLATED["share"]
    shares = []
    for kind, caption in rows.KINDS.items():
        held, whole = (number(lang, count) for count in counted[kind])
        shares.append(f"{_(caption)}: {_(share, shown=held, all=whole)}")
    return _(TOTALS, rows=" · ".join(shares))


def _titled(scene: dict[str, Any], pool: Pool) -> dict[str, Any]:
    """Return the scene with the titles of events as their positions among the texts: cards and tables have them too."""
    add = {name: scene["add"].get(name, []) for name in ("corridors", "places", "legs", "events")}
    add["events"] = [[*row[:-1], pool.put(row[-1])] for row in add["events"]]
    return {**scene, "add": add}


def _panel(shown: Catalog, lang: str) -> dict[str, Any]:
    """Return the panel of filters with the values of these rows; nothing that it could be asked in vain."""
    given = facets.panel(shown, lang)
    return {**given, "areas": {}, "shades": {}}


def _places_of(shown: Catalog) -> dict[str, str]:
    """Return the place of every event that has one, as link forms."""
    sites = shown.events["place"].items()
    return {f"event.{key}": f"place.{site}" for key, site in sites if isinstance(site, str)}


def _about(shown: Catalog) -> dict[str, list[str]]:
    """Return which drawn records of the view a dispute is about."""
    kinds = {"corridor": shown.corridors, "leg": shown.legs, "place": shown.places}
    return {
        f"dispute.{key}": [
            f"{kind}.{each}"
            for kind, frame in kinds.items()
            for each in about.get(f"{kind}s", ())
            if each in frame.index
        ]
        for key, about in shown.disputes["about"].items()
    }


def _crimes_column(catalog: Catalog, shown: Catalog, lang: str) -> int:
    """Return which column of the table of legs names the crimes."""
    _ = Translator(lang)
    return list(rows.table(catalog, shown, "legs", lang).columns).index(_("Crimes named"))


def _plain(
    catalog: Catalog, shown: Catalog, view: ViewFilter, lang: str, notes: Sequence[tuple[str, str]]
) -> document.Plain:
    """Return the rows in words, a line each."""
    _ = Translator(lang)
    lines = {}
    for kind, caption in rows.KINDS.items():
        frame = rows.table(catalog, shown, kind, lang)
        lines[_(caption)] = [_line(frame.columns, row) for row in frame.itertuples(index=False)]
    said = (view.describe(catalog, lang), _totals(catalog, shown, lang), _(WITHOUT_SCRIPTS), _(WORDS["note"]))
    return document.Plain(lang, _(TOO_OLD), said, notes, lines)


def _line(columns: Iterable[object], row: Iterable[object]) -> str:
    """Return a row of a table as one line; a number says what it counts."""
    cells = ((name, cell) for name, cell in zip(columns, row, strict=True) if cell != "")
    return " · ".join(cell if isinstance(cell, str) else f"{name}: {cell}" for name, cell in cells)
