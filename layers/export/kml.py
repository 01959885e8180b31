"""KML 2.2 for Google Earth: a folder each for legs, places and events, with balloons of plain words."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from xml.etree.ElementTree import Element, SubElement, tostring

from layers.cards import titles
from layers.catalog import Catalog
from layers.export.frames import Position, Row, positions_of, rows
from layers.export.geojson import KINDS
from layers.export.qgis import NO_CRIME
from layers.export.stamp import TABLE_NAMES, TITLE, Stamp
from layers.export.text import tidy, unmarked
from layers.labels import label, value_text
from layers.language import Translator, listing
from layers.look import LIGHT
from layers.vocabulary import CRIME_FAMILIES, GRADES

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
TOLD: Final = {
    "legs": ("attribution", "crimes", "reported_from", "reported_to", "last_reported", "mode", "precision"),
    "places": ("country", "admin1", "roles", "precision"),
    "events": ("date", "type", "act_status", "crimes", "place"),
}
"""What a balloon says of a record, beside its grade and its text."""
WIDTHS: Final = (1.5, 3.0, 4.5)
"""Width of a leg in pixels by its grade, the weakest first."""


def kml(catalog: Catalog, shown: Catalog, made: Stamp, facts: Iterable[tuple[str, str]]) -> str:
    """Return the rows of a view as a KML document; events without a place have no point and are listed without one."""
    _ = Translator(made.lang)
    root = Element("kml", xmlns=NAMESPACE)
    document = SubElement(root, "Document")
    _text(document, "name", f"{TITLE} {made.state}")
    _text(document, "description", "\n".join(f"{name}: {value}" for name, value in facts))
    for family in (*CRIME_FAMILIES, ""):
        for grade, width in zip(GRADES, WIDTHS, strict=True):
            look = SubElement(document, "Style", id=_style(family, grade))
            _line(look, LIGHT[family or "unnamed"], width)
    look = SubElement(document, "Style", id="place")
    _line(look, LIGHT["quiet"], WIDTHS[0])
    for table in KINDS:
        folder = SubElement(document, "Folder")
        _text(folder, "name", _(TABLE_NAMES[table]))
        names = titles(catalog, KINDS[table], made.lang)
        places = positions_of(shown, table)
        for row, positions in zip(rows(catalog, shown, table, made.lang), places, strict=True):
            _placemark(folder, table, row, positions, names[row["id"]], catalog, made.lang)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _placemark(
    folder: Element,
    table: str,
    row: Row,
    positions: Sequence[Position],
    name: str,
    catalog: Catalog,
    lang: str,
) -> None:
    """Write a record; the order of the elements is that of the schema of KML."""
    mark = SubElement(folder, "Placemark", id=row["id"])
    _text(mark, "name", name)
    _text(mark, "description", balloon(table, row, catalog, lang))
    first, last = _when(table, row)
    if first and last:
        span = SubElement(mark, "TimeSpan")
        _text(span, "begin", first)
        _text(span, "end", last)
    family = (row.get("families") or [""])[0]
    _text(mark, "styleUrl", "#" + (_style(family, row["grade"]) if "grade" in row else "place"))
    held = SubElement(mark, "ExtendedData")
    for key in ("id", "grade"):
        if row.get(key):
            _text(SubElement(held, "Data", name=key), "value", row[key])
    if positions:
        shape = SubElement(mark, "LineString" if len(positions) > 1 else "Point")
        if len(positions) > 1:
            _text(shape, "tessellate", "1")
        _text(shape, "coordinates", " ".join(f"{lon},{lat}" for lon, lat in positions))


def _when(table: str, row: Row) -> tuple[str | None, str | None]:
    """Return when a record is reported, as precise as that is known; a place has no time."""
    if table == "legs":
        first, last = row["reported_from"], row["reported_to"] or row["last_reported"]
        return first or last, last or first
    return row.get("date"), row.get("date")


def balloon(table: str, row: Row, catalog: Catalog, lang: str) -> str:
    """Return what a record's balloon says: a line per fact, the grade, the record's own text, where it comes from."""
    _ = Translator(lang)
    lines = []
    for field in TOLD[table]:
        given: Any = row[field]
        if given:
            listed = given if isinstance(given, list) else [given]
            words = listing(lang, [value_text(catalog, table, field, each, lang) for each in listed])
            lines.append(f"{label(table, field, lang)}: {words}")
    if "grade" in row:
        count = _.n("{n} independent origin", "{n} independent origins", row["independent_origins"])
        lines.append(f"{_('Evidence')}: {_(GRADES[row['grade']])} · {count}")
        if not row["families"]:
            lines.append(_(NO_CRIME))
    if row["disputes"]:
        lines.append(_.n("disputed: {n} open question", "disputed: {n} open questions", len(row["disputes"])))
    if row.get("act_status") == "official_act":
        lines.append(_("An official act says nothing about guilt."))
    origins = dict.fromkeys(str(catalog.sources.at[source, "origin"]) for source in row["sources"])
    lines += [
        "",
        row.get("note") or row.get("summary") or "",
        "",
        f"{_('Sources')}: {listing(lang, origins)}",
    ]
    return "\n".join(lines)


def _style(family: str, grade: str) -> str:
    return f"{family or 'unnamed'}-{grade}"


def _line(look: Element, colour: str, width: float) -> None:
    # KML writes a colour the other way round: alpha, blue, green, red.
    value = f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}"
    icon = SubElement(look, "IconStyle")
    _text(icon, "color", value)
    _text(icon, "scale", "0.7")
    line = SubElement(look, "LineStyle")
    _text(line, "color", value)
    _text(line, "width", str(width))


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = unmarked(tidy(text))
