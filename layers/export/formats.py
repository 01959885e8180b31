"""The formats a view can be taken in, and the one function that writes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from layers import press
from layers.catalog import Catalog
from layers.choices import Selection
from layers.export import archive, citation, delimited, geojson, geopackage, geoparquet, kml, workbook
from layers.export.columns import DRAWN, EXPORTED, GEOMETRIES
from layers.export.frames import frame, rows
from layers.export.offline import file as offline
from layers.export.offline.file import Opening
from layers.export.stamp import Stamp, as_values, facts, file_name, released, stamp
from layers.export.text import tidy
from layers.filters import ViewFilter
from layers.language import ENGLISH, N_, Translator, date_text
from layers.viewport import Viewport, is_viewport


@dataclass(frozen=True)
class Format:
    """A format.

    Attributes:
        name: what a visitor calls it; a message id where it is a word.
        extension: of the file.
        media_type: as served over HTTP.
        purpose: what it is good for, a message id.
        tables: the tables that it can hold one at a time; () where a file always holds all.
        whole: whether it can hold several tables in one file.
        tagged: whether it can carry a row of HXL tags.
        drawn: whether it is a picture of the map, which can look where a link looks.
        papers: the papers it can be set on; () where it is no paper.
        opened: whether it is a page that shows the view by itself, and so knows how it opens.
    """

    name: str
    extension: str
    media_type: str
    purpose: str
    tables: tuple[str, ...] = ()
    whole: bool = True
    tagged: bool = False
    drawn: bool = False
    papers: tuple[str, ...] = ()
    opened: bool = False


FORMATS: Final[Mapping[str, Format]] = {
    "pdf": Format(N_("Brief (PDF)"), "pdf", "application/pdf", N_("a few pages to read and to take into a meeting"), papers=press.PAPERS),
    "geojson": Format(
        "GeoJSON", "geojson", "application/geo+json", N_("for maps on the web and most programs"), tuple(DRAWN)
    ),
    "gpkg": Format("GeoPackage", "gpkg", "application/geopackage+sqlite3", N_("for QGIS, with colours and line forms")),
    "parquet": Format(
        "GeoParquet", "parquet", "application/vnd.apache.parquet", N_("for analysis in Python or R"), tuple(GEOMETRIES), whole=False
    ),
    "kml": Format("KML", "kml", "application/vnd.google-earth.kml+xml", N_("for Google Earth")),
    "csv": Format("CSV", "csv", "text/csv; charset=utf-8", N_("one table for any spreadsheet"), EXPORTED, whole=False, tagged=True),
    "xlsx": Format(
        "Excel",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        N_("a sheet per table, with a sheet to read first"),
    ),
    "png": Format("PNG", "png", "image/png", N_("picture of the map for slides"), drawn=True),
    "svg": Format("SVG", "svg", "image/svg+xml", N_("picture of the map for print, sharp at any size"), drawn=True),
    "zip": Format("ZIP", "zip", "application/zip", N_("everything, with dictionary, citation and terms"), tagged=True),
    "html": Format(
        N_("Offline file (HTML)"), "html", "text/html; charset=utf-8", N_("the map with these rows, to open by double click without network"), opened=True
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Origin:
    """What the core cannot know of itself: the release of the data, the day, the terms as a text, and where the atlas is served.

    `address` ends in a slash; "" leaves links relative.
    """

    made: str
    release: str = ""
    pending: bool = False
    terms: str = ""
    address: str = ""


@dataclass(frozen=True)
class Order:
    """What is to be written: a format (a key of `FORMATS`), for one table or all, in a language, on a paper.

    `viewport` is where a picture looks, None for all that it shows, and `selected` what it brings forward; other formats know
    neither. `opening` says how a file that is a page opens; without it, with the whole view in the language.

    Raises ValueError for an unknown format, for a table that the format cannot hold by itself, for tags where it has none, for a
    paper that it cannot be set on, for a viewport that is none, and for an opening where nothing is opened.
    """

    format: str
    table: str = ""
    lang: str = ENGLISH
    hxl: bool = False
    viewport: Viewport | None = None
    selected: Selection | None = None
    paper: str = ""
    opening: Opening | None = None

    def __post_init__(self) -> None:
        known = FORMATS.get(self.format)
        if known is None:
            raise ValueError(f"there is no format {self.format!r}; use one of {', '.join(FORMATS)}")
        if not self.table and not known.whole:
            object.__setattr__(self, "table", "legs")
        if self.table and self.table not in known.tables:
            allowed = (
                f"one of {', '.join(known.tables)}" if known.tables else "no table: the file holds them all"
            )
            raise ValueError(f"{self.format} cannot hold the table {self.table!r} alone; ask for {allowed}")
        if self.hxl and not known.tagged:
            raise ValueError(f"{self.format} has no place for HXL tags; csv and zip have")
        if known.papers and not self.paper:
            object.__setattr__(self, "paper", known.papers[0])
        if self.paper and self.paper not in known.papers:
            allowed = f"one of {', '.join(known.papers)}" if known.papers else "no paper"
            raise ValueError(f"{self.format} cannot be set on {self.paper!r}; ask for {allowed}")
        if self.opening and not known.opened:
            raise ValueError(f"{self.format} is in one language and opens no map; html does")
        if self.opening and self.opening.viewport and not is_viewport(self.opening.viewport):
            raise ValueError(
                f"{self.opening.viewport!r} is no part of the map; write zoom_latitude_longitude"
            )


@dataclass(frozen=True)
class File:
    """A written file: its name, its bytes, how they are served."""

    name: str
    content: bytes
    media_type: str


def make(catalog: Catalog, shown: Catalog, view: ViewFilter, order: Order, origin: Origin) -> File:
    """Write the rows of a view. `shown` is what `view.apply(catalog)` gives; the same input gives the same bytes."""
    made = stamp(catalog, shown, view, order.lang, origin.made, origin.release, origin.pending)
    known = FORMATS[order.format]
    content = _WRITERS[order.format](Job(catalog, shown, view, order, made, origin))
    name = file_name(made, view, known.extension, order.table)
    return File(name, content.encode() if isinstance(content, str) else content, known.media_type)


@dataclass(frozen=True)
class Job:
    """All that a writer needs."""

    catalog: Catalog
    shown: Catalog
    view: ViewFilter
    order: Order
    made: Stamp
    origin: Origin

    @property
    def cited(self) -> str:
        return citation.plain(self.made)

    @property
    def values(self) -> dict[str, Any]:
        return as_values(self.made, self.cited)

    @property
    def facts(self) -> list[tuple[str, str]]:
        return list(facts(self.made, self.cited))


def _geojson(job: Job) -> str:
    tables = [job.order.table] if job.order.table else list(GEOMETRIES)
    return geojson.collection(job.catalog, job.shown, tables, job.order.lang, job.values)


def _gpkg(job: Job) -> bytes:
    frames = {
        table: frame(job.catalog, job.shown, table, job.order.lang, joined=True) for table in GEOMETRIES
    }
    return geopackage.geopackage(frames, job.made, job.facts)


def _parquet(job: Job) -> bytes:
    given = frame(job.catalog, job.shown, job.order.table, job.order.lang, joined=False)
    return geoparquet.parquet(job.order.table, given, job.values)


def _kml(job: Job) -> str:
    return kml.kml(job.catalog, job.shown, job.made, job.facts)


def _csv(job: Job) -> str:
    given = rows(job.catalog, job.shown, job.order.table, job.order.lang)
    return delimited.MARK + delimited.table(job.order.table, given, job.made, job.order.hxl)


def _xlsx(job: Job) -> bytes:
    tables = {table: rows(job.catalog, job.shown, table, job.order.lang) for table in EXPORTED}
    return workbook.workbook(tables, job.made, job.cited)


def _zip(job: Job) -> bytes:
    return archive.archive(
        job.catalog, job.shown, job.made, job.facts, job.values, job.origin.terms, job.order.hxl
    )


def _pdf(job: Job) -> bytes:
    from layers.brief import document  # its map is drawn: slow to load as well

    query = "&".join(filter(None, (job.made.query, f"lang={job.order.lang}")))
    link = f"{job.origin.address}map?{query}"
    edition = document.Edition(link, job.origin.made, released(job.made), job.order.paper)
    return document.brief(job.catalog, job.shown, job.view, job.order.lang, edition)


def _picture(job: Job) -> bytes:
    # Drawing is slow to load, and no other command or format needs it.
    from layers.still import picture

    _ = Translator(job.order.lang)
    return picture(
        job.catalog,
        job.shown,
        replace(job.view, selected=job.order.selected),
        job.order.lang,
        form="png" if job.order.format == "png" else "svg",
        viewport=job.order.viewport,
        foot=(released(job.made), _("made on {date}", date=date_text(job.order.lang, job.made.made))),
        about="\n".join(f"{name}: {value}" for name, value in job.facts),
    )


def _html(job: Job) -> bytes:
    opening = job.order.opening or Opening((job.order.lang,))
    notes = {}
    for lang in opening.languages:
        words = tidy(job.view.describe(job.catalog, lang))
        held = {table: job.made.rows[table] for table in offline.HELD}
        made = replace(job.made, lang=lang, words=words, rows=held)
        notes[lang] = list(facts(made, citation.plain(made)))
    return offline.write(job.catalog, job.shown, job.view, opening, notes)


_WRITERS: Final[Mapping[str, Callable[[Job], str | bytes]]] = {
    "geojson": _geojson,
    "gpkg": _gpkg,
    "parquet": _parquet,
    "kml": _kml,
    "csv": _csv,
    "xlsx": _xlsx,
    "png": _picture,
    "svg": _picture,
    "zip": _zip,
    "pdf": _pdf,
    "html": _html,
}


PAPERS: Final[Mapping[str, str]] = {"a4": "A4", "us-letter": N_("US Letter")}
"""What visitors call the papers of `press.PAPERS`; a message id where it is a word."""


def purpose(name: str, lang: str) -> str:
    """Say what a format is good for, in the language."""
    return Translator(lang)(FORMATS[name].purpose)
