"""The columns of the exported tables: the data dictionary of every file and of the interface."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from layers import vocabulary as v
from layers.language import N_

GEOMETRIES: Final[Mapping[str, str]] = {"legs": "LineString", "places": "Point", "events": "Point"}
"""The tables with a geometry of their own."""
DRAWN: Final[Mapping[str, str]] = {"corridors": "MultiLineString", **GEOMETRIES}
"""The tables that GeoJSON can hold: a corridor is drawn by its legs in view."""


class Column(NamedTuple):
    """A column of an exported table.

    Attributes:
        name: as it stands in the file, the same in every language.
        kind: text, list (of texts), number, integer, flag, day (a full date) or edtf (a date as precise as it is known).
        meaning: what it holds, a message id.
        hxl: its tag of the Humanitarian Exchange Language, 1.1; "" for none.
        computed: whether the atlas computes it from the records rather than a curator writing it.
        codes: the values it may have, where they are a closed list.
        flat: whether it only repeats the geometry, and so is left out where there is one.
    """

    name: str
    kind: str
    meaning: str
    hxl: str = ""
    computed: bool = False
    codes: tuple[str, ...] = ()
    flat: bool = False


def _col(
    name: str,
    kind: str,
    meaning: str,
    hxl: str = "",
    codes: Mapping[str, Any] | tuple[str, ...] = (),
    computed: bool = False,
    flat: bool = False,
) -> Column:
    return Column(name, kind, meaning, hxl, computed, tuple(codes), flat)


_ID = _col("id", "text", N_("Stable id of the record."), "#meta+id")
_SOURCES = _col("sources", "list", N_("Ids of the sources that carry the record."), "#meta+source")
_NOTE = _col("note", "text", N_("What sources say about it."), "#description")
_LANG = _col(
    "text_language", "text", N_("Language the texts of the record are in."), "#meta+lang", ("en", "es", "pt")
)
_DISPUTES = _col("disputes", "list", N_("Ids of the open disputes about it."), "#meta+dispute", computed=True)
_RESEARCHER = _col(
    "evidence_researcher", "text", N_("The researcher's own mark."), "#meta+researcher", v.EVIDENCE_RESEARCHER
)
_CRIMES = _col("crimes", "list", N_("Crimes that a source names."), "#event+type+crime", v.CRIMES)
_FAMILIES = _col(
    "families", "list", N_("Families of these crimes."), "#event+type+family", v.CRIME_FAMILIES, computed=True
)
_COUNTRIES = _col(
    "countries", "list", N_("Countries concerned, ISO 3166-1 alpha-2."), "#country+code", v.COUNTRIES
)
_GRADED = (
    _col(
        "grade",
        "text",
        N_("Grade of evidence, by the rule on the method page."),
        "#status+grade",
        v.GRADES,
        True,
    ),
    _col(
        "independent_origins",
        "integer",
        N_("Number of independent origins."),
        "#meta+origins+num",
        computed=True,
    ),
    _col(
        "admiralty", "text", N_("Admiralty code: source and information."), "#status+admiralty", computed=True
    ),
)
_START = _col(
    "start",
    "day",
    N_("First day of the interval its dates cover; empty without dates."),
    "#date+start",
    computed=True,
)
_END = _col(
    "end",
    "day",
    N_("Last day of the interval its dates cover; empty without dates."),
    "#date+end",
    computed=True,
)
_LAT = _col("lat", "number", N_("Latitude, degrees on WGS 84, two decimals."), "#geo+lat", flat=True)
_LON = _col("lon", "number", N_("Longitude, degrees on WGS 84, two decimals."), "#geo+lon", flat=True)

COLUMNS: Final[Mapping[str, tuple[Column, ...]]] = {
    "corridors": (
        _ID,
        _col("name", "text", N_("Name."), "#loc+corridor+name"),
        _col("summary", "text", N_("What sources report about it."), "#description"),
        _LANG,
        _COUNTRIES,
        _col("headline", "flag", N_("Whether it is one of the corridors the atlas is named after.")),
        _col("legs", "list", N_("Ids of its legs in this file, in travel order."), "#meta+legs"),
        _col("leg_count", "integer", N_("Number of all its legs, filters aside."), computed=True),
        _col("length_km", "number", N_("Length of all its legs as the crow flies, kilometres."), computed=True),
        _DISPUTES,
        _SOURCES,
    ),
    "legs": (
        _ID,
        _col("corridor", "text", N_("Id of its corridor."), "#loc+corridor+id"),
        _col("corridor_name", "text", N_("Name of its corridor."), "#loc+corridor+name"),
        _col("seq", "integer", N_("Place in the travel order, from 1.")),
        _col("from_place", "text", N_("Id of the place where it begins."), "#loc+from+id"),
        _col("from_name", "text", N_("Name of the place where it begins."), "#loc+from+name"),
        _col("from_country", "text", N_("Country where it begins, ISO 3166-1 alpha-2."), "#country+from+code", v.COUNTRIES),
        _col("from_lat", "number", N_("Latitude, degrees on WGS 84, two decimals."), "#geo+from+lat", flat=True),
        _col("from_lon", "number", N_("Longitude, degrees on WGS 84, two decimals."), "#geo+from+lon", flat=True),
        _col("to_place", "text", N_("Id of the place where it ends."), "#loc+to+id"),
        _col("to_name", "text", N_("Name of the place where it ends."), "#loc+to+name"),
        _col("to_country", "text", N_("Country where it ends, ISO 3166-1 alpha-2."), "#country+to+code", v.COUNTRIES),
        _col("to_lat", "number", N_("Latitude, degrees on WGS 84, two decimals."), "#geo+to+lat", flat=True),
        _col("to_lon", "number", N_("Longitude, degrees on WGS 84, two decimals."), "#geo+to+lon", flat=True),
        _col("mode", "text", N_("Means of travel."), "#modality", v.MODES),
        _CRIMES,
        _col("crime_grades", "list", N_("Grade of each of these crimes, in the same order."), "#status+grade+crime", v.GRADES, True),
        _FAMILIES,
        _col("attribution", "text", N_("Who is named."), "#group+attribution", v.ATTRIBUTION),
        _col("reported_from", "edtf", N_("Earliest time a source reports it."), "#date+reported+start"),
        _col("reported_to", "edtf", N_("When a source says it ended."), "#date+reported+end"),
        _col("last_reported", "edtf", N_("Newest dated source; not the end."), "#date+reported+last"),
        _START,
        _END,
        _col("precision", "text", N_("How exactly sources place it."), "#meta+precision", v.LEG_PRECISION),
        _col("countries", "list", N_("Countries it touches, in travel order."), "#country+code", v.COUNTRIES, True),
        _col("borders", "list", N_("Land borders it crosses, in travel order."), "#loc+border", computed=True),
        _col("length_km", "number", N_("Length as the crow flies, kilometres."), "#indicator+length+km+num", computed=True),
        *_GRADED,
        _col("joined", "flag", N_("Whether the atlas joins reports of its two ends."), "#meta+joined"),
        _DISPUTES,
        _RESEARCHER,
        _NOTE,
        _LANG,
        _SOURCES,
    ),
    "places": (
        _ID,
        _col("name", "text", N_("Name in the local spelling."), "#loc+name"),
        _col("country", "text", N_("Country, ISO 3166-1 alpha-2."), "#country+code", v.COUNTRIES),
        _col("admin1", "text", N_("First-level division."), "#adm1+name"),
        _col("roles", "list", N_("What sources report the place for."), "#loc+type", v.PLACE_ROLES),
        _col("precision", "text", N_("What the point stands for."), "#meta+precision", v.PLACE_PRECISION),
        _LAT,
        _LON,
        _DISPUTES,
        _NOTE,
        _LANG,
        _SOURCES,
    ),
    "events": (
        _ID,
        _col("date", "edtf", N_("When it happened or was said, as precise as it is known."), "#date+occurred"),
        _START,
        _END,
        _col("title", "text", N_("Title."), "#event+name"),
        _col("summary", "text", N_("What happened and who says so."), "#description"),
        _LANG,
        _col("type", "text", N_("Kind of event."), "#event+type", v.EVENT_TYPES),
        _col("place", "text", N_("Id of the place; empty for a national statement."), "#loc+id"),
        _col("place_name", "text", N_("Name of the place."), "#loc+name"),
        _LAT,
        _LON,
        _COUNTRIES,
        _col("corridor", "text", N_("Id of its corridor."), "#loc+corridor+id"),
        _CRIMES,
        _FAMILIES,
        _col("actors", "list", N_("Ids of the actors named."), "#group+id"),
        _col("act_status", "text", N_("How the act is known; it says nothing about guilt."), "#status+act", v.ACT_STATUS),
        _col("guilt", "text", N_("What courts had established; empty where that is withheld."), "#status+guilt", v.GUILT),
        _col("guilt_as_of", "edtf", N_("The time that describes."), "#date+guilt"),
        *_GRADED,
        _DISPUTES,
        _RESEARCHER,
        _SOURCES,
    ),
    "actors": (
        _ID,
        _col("name", "text", N_("Name as sources give it."), "#group+name"),
        _col("kind", "text", N_("Kind of actor."), "#group+type", v.ACTOR_KINDS),
        _COUNTRIES,
        _col("aliases", "list", N_("Other names of the group."), "#group+alias"),
        _DISPUTES,
        _NOTE,
        _LANG,
        _SOURCES,
    ),
    "relations": (
        _ID,
        _col("from_actor", "text", N_("Id of the actor of whom it is said."), "#group+from+id"),
        _col("kind", "text", N_("Kind of tie."), "#group+tie", v.RELATION_KINDS),
        _col("to_actor", "text", N_("Id of the other actor."), "#group+to+id"),
        _col("since", "edtf", N_("Since when, where a source says."), "#date+start"),
        *_GRADED,
        _DISPUTES,
        _RESEARCHER,
        _SOURCES,
    ),
    "disputes": (
        _ID,
        _col("question", "text", N_("The question on which sources disagree."), "#description+question"),
        _col("status", "text", N_("Whether it is settled."), "#status", v.DISPUTE_STATUS),
        _col("about", "list", N_("The records it concerns, as table:id."), "#meta+about"),
        _col("positions", "list", N_("Who says what: stance, statement, time, ids of the sources."), "#description+positions"),
        _col("our_reading", "text", N_("How the atlas treats it."), "#description+reading"),
        _LANG,
        _SOURCES,
    ),
    "series": (
        _ID,
        _col("title", "text", N_("What is counted."), "#indicator+name"),
        _col("unit", "text", N_("Unit of every value."), "#indicator+unit", v.UNITS),
        _col("geography_level", "text", N_("What its geographies are."), "#meta+level", v.GEOGRAPHY_LEVELS),
        _col("definition", "text", N_("What a value means."), "#description+definition"),
        _NOTE,
        _LANG,
        _DISPUTES,
        _SOURCES,
    ),
    "observations": (
        _ID,
        _col("series", "text", N_("Id of its series."), "#indicator+id"),
        _col("geography", "text", N_("Code of the area it covers."), "#loc+code"),
        _col("geography_name", "text", N_("Name of the area it covers."), "#loc+name"),
        _col("period", "text", N_("Period; FY2024 is a fiscal year of the United States."), "#date+period"),
        _START,
        _END,
        _col("value", "number", N_("The figure, in the unit of its series."), "#indicator+value+num"),
        _col("lower", "number", N_("Lower end of the range that the source gives."), "#indicator+value+min+num"),
        _col("upper", "number", N_("Upper end of the range that the source gives."), "#indicator+value+max+num"),
        _col("breakdown", "text", N_("Part of the whole it covers; empty for the whole."), "#indicator+breakdown"),
        _col("quality", "text", N_("Kind of figure."), "#meta+quality", v.QUALITY),
        _col("partial", "flag", N_("Whether it covers only part of the period."), "#meta+partial"),
        _col("note", "text", N_("Remark, in English."), "#description"),
        _col("licences", "list", N_("Terms of its sources, where they are known."), "#meta+licence", computed=True),
        _SOURCES,
    ),
    "sources": (
        _ID,
        _col("title", "text", N_("Title of the page, or the atlas's description of it."), "#meta+title"),
        _col("title_is_description", "flag", N_("Whether the title is the atlas's own description.")),
        _col("publisher", "text", N_("Where it was read."), "#meta+publisher"),
        _col("origin", "text", N_("Whose reporting it is; independent sources differ in it."), "#meta+origin"),
        _col("url", "text", N_("Address; empty where there is none or it is not to be shown."), "#meta+url"),
        _col("published", "edtf", N_("When it was published."), "#date+published"),
        _col("language", "text", N_("Language of the page, ISO 639-1."), "#meta+lang", v.SOURCE_LANGUAGES),
        _col("kind", "text", N_("Kind of source."), "#meta+type", v.SOURCE_KINDS),
        _col("licence", "text", N_("Licence of the material, where it is known."), "#meta+licence"),
        _col("relays", "text", N_("Id of the source whose statement it only repeats."), "#meta+relays"),
    ),
}  # fmt: skip

EXPORTED: Final = tuple(COLUMNS)
"""The tables that leave the atlas, in the order of the vocabulary."""
_JSON_TYPES: Final = {"number": "number", "integer": "integer", "flag": "boolean"}


def in_file(table: str, flat: bool) -> tuple[Column, ...]:
    """Return the columns of a table; `flat` keeps those that only repeat the geometry. Raises KeyError for an unknown table."""
    return tuple(column for column in COLUMNS[table] if flat or not column.flat)


def json_schema(column: Column) -> dict[str, Any]:
    """Return what JSON holds in a column, as JSON Schema 2020-12; anything may be null."""
    described: dict[str, Any] = {"description": column.meaning + (" Computed." if column.computed else "")}
    if column.kind == "list":
        items: dict[str, Any] = {"enum": list(column.codes)} if column.codes else {"type": "string"}
        return described | {"type": "array", "items": items}
    if column.codes:
        return described | {"enum": [*column.codes, None]}
    if column.kind == "day":
        return described | {"type": ["string", "null"], "format": "date"}
    return described | {"type": [_JSON_TYPES.get(column.kind, "string"), "null"]}
