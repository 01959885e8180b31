"""What every file says of itself: where it comes from, what it leaves out, how it may be used."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from layers.catalog import Catalog
from layers.choices import Choices
from layers.descriptor import LICENCE
from layers.export.columns import EXPORTED
from layers.export.text import tidy
from layers.filters import ViewFilter, totals
from layers.language import N_, Translator, date_text, fold, number
from layers.migrations import versioned

NAME: Final = "corridor-atlas"
TITLE: Final = "Corridor Atlas"
SLUG_LIMIT_CHARACTERS: Final = 80
KEY: Final = "corridor_atlas"
"""Name of the stamp inside a file that has a place for it."""
TABLE_NAMES: Final[Mapping[str, str]] = {
    "corridors": N_("Corridors"),
    "legs": N_("Legs"),
    "places": N_("Places"),
    "events": N_("Events"),
    "actors": N_("Actors"),
    "relations": N_("Ties"),
    "disputes": N_("Disputes"),
    "series": N_("Series"),
    "observations": N_("Figures"),
    "sources": N_("Sources"),
}
CAUTIONS: Final = (
    N_("A leg is the straight line between two places that sources name, never a path. Nothing is finer than a town."),
    N_("Rows are reports, not crimes: how many there are says who reported, not how much happened."),
    N_("An official act says nothing about guilt. Where nothing is reported, a place is not therefore safe."),
    N_("Grades are computed by the rule on the method page; an open dispute does not lower them."),
)  # fmt: skip


@dataclass(frozen=True)
class Stamp:
    """The origin of a file.

    Attributes:
        release: date of the release the data are of; "" where there is none.
        pending: whether the data differ from that release.
        version: digest of the data.
        made: the day the file was made, YYYY-MM-DD.
        words: what was asked for, one sentence.
        query: the same as the query of a link, "" for everything.
        rows: table -> (rows in the view, rows of the atlas).
        lang: language of the words.
    """

    release: str
    pending: bool
    version: str
    made: str
    words: str
    query: str
    rows: Mapping[str, tuple[int, int]]
    lang: str

    @property
    def state(self) -> str:
        """Return what names the state of the data: the release, or the digest where there is none."""
        return (self.release or self.version) + ("-pending" if self.pending else "")


def stamp(
    catalog: Catalog,
    shown: Catalog,
    view: ViewFilter,
    lang: str,
    made: str,
    release: str = "",
    pending: bool = False,
) -> Stamp:
    """Return the stamp of a file with the rows of a view; what is selected is no part of it."""
    view = view.without("selected")
    counted = {table: count for table, count in totals(catalog, shown).items() if table in EXPORTED}
    words = tidy(view.describe(catalog, lang))
    return Stamp(release, pending, catalog.version, made, words, query_of(view), counted, lang)


def query_of(view: Choices) -> str:
    """Return a view as the query of a link, without what is selected."""
    return urlencode(versioned(view.without("selected").to_query()), doseq=True)


def file_name(made: Stamp, view: Choices, extension: str, table: str = "") -> str:
    """Name a file: corridor-atlas-2026-11-26-country-CL.geojson. ASCII letters, digits and hyphens only."""
    parts = [NAME, made.state]
    chosen = "-".join(
        word for key, values in view.without("selected").to_query().items() for word in (key, *values)
    )
    slug = re.sub(r"[^A-Za-z0-9]+", "-", _unaccented(chosen)).strip("-")
    if len(slug) > SLUG_LIMIT_CHARACTERS:
        slug = slug[:SLUG_LIMIT_CHARACTERS].rpartition("-")[0] or slug[:SLUG_LIMIT_CHARACTERS]
        slug += "-etc"
    return "-".join(filter(None, [*parts, slug, table])) + f".{extension}"


def _unaccented(text: str) -> str:
    return "".join(char if char.isascii() else fold(char) for char in text)


def released(made: Stamp) -> str:
    """Name the state of the data in words."""
    _ = Translator(made.lang)
    if not made.release:
        return _("data without a release, {version}", version=made.version)
    if made.pending:
        return _(
            "release {date}, with changes that no release holds yet", date=date_text(made.lang, made.release)
        )
    return _("release {date}", date=date_text(made.lang, made.release))


def share(made: Stamp, table: str) -> str:
    """Say how many rows of a table are in the view, of how many: "12 of 104"."""
    shown, whole = (number(made.lang, count) for count in made.rows[table])
    _ = Translator(made.lang)
    return _("{shown} of {all}", shown=shown, all=whole)


def facts(made: Stamp, citation: str) -> Iterator[tuple[str, str]]:
    """Give label and value of everything a reader must know before using the rows, in the language of the stamp."""
    _ = Translator(made.lang)
    yield _("Data"), f"{TITLE}, {released(made)}"
    yield _("File made on"), date_text(made.lang, made.made)
    yield _("Filters"), made.words
    yield _("Filters as a link"), f"?{made.query}" if made.query else _("none")
    for table in made.rows:
        yield _(TABLE_NAMES[table]), share(made, table)
    yield _("Licence"), f"CC BY 4.0, {LICENCE['path']}"
    yield _("Cite as"), citation
    for caution in CAUTIONS:
        yield _("Note"), _(caution)


def as_values(made: Stamp, citation: str) -> dict[str, Any]:
    """Return the stamp as plain values, for files that programs read."""
    _ = Translator(made.lang)
    return {
        "title": TITLE,
        "release": made.release or None,
        "pending": made.pending,
        "version": made.version,
        "made": made.made,
        "filters": {"words": made.words, "query": made.query},
        "rows": {table: {"shown": shown, "all": whole} for table, (shown, whole) in made.rows.items()},
        "licence": LICENCE,
        "citation": citation,
        "cautions": [_(text) for text in CAUTIONS],
    }
