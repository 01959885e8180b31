"""Checked tables as frames: order, intervals, countries, lengths, geometry.

Every frame has the record's id as index (name `id`) and the fields of its table as columns, lists as
tuples. Missing text, dates and intervals are None, missing numbers NaN, missing lists (). Derived columns
are named in each function; they are computed here and stored nowhere.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

import geopandas as gpd
import pandas as pd
from shapely import LineString, Point

from layers import dates
from layers.borders import Countries, crossed, touched
from layers.evidence import Assessment, Claim, rank
from layers.geodesy import length_km
from layers.vocabulary import CRIME_FAMILIES, CRIME_FAMILY

Record = Mapping[str, Any]
Records = Sequence[Record]
Frame = TypeVar("Frame", bound=pd.DataFrame)

CRS: Final = "EPSG:4326"
HEADLINE_ORDER: Final = ("cucuta", "pisiga-colchane", "mexico-city")

_NOTE = ("note_en", "note_es", "note_pt")
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "corridors": (
        "name_en", "name_es", "name_pt", "summary_en", "summary_es", "summary_pt", "countries", "legs",
        "headline", "sources",
    ),
    "legs": (
        "corridor", "seq", "from", "to", "mode", "crimes", "reported_from", "reported_to", "last_reported",
        "attribution", "precision", "evidence_researcher", *_NOTE, "sources", "repeating", "crime_sources",
        "found_by", "joined", "origin_count",
    ),
    "places": ("name", "country", "admin1", "roles", "lat", "lon", "precision", *_NOTE, "sources"),
    "events": (
        "date", "title_en", "title_es", "title_pt", "summary_en", "summary_es", "summary_pt", "place",
        "countries", "type", "crimes", "actors", "corridor", "act_status", "guilt", "guilt_as_of",
        "evidence_researcher", "sources", "repeating", "origin_count",
    ),
    "actors": ("name", "kind", "countries", "aliases", *_NOTE, "sources"),
    "relations": ("from", "to", "kind", "since", "evidence_researcher", "sources", "repeating", "found_by"),
    "disputes": (
        "question_en", "question_es", "question_pt", "about", "positions", "status", "our_reading_en",
        "our_reading_es", "our_reading_pt", "sources",
    ),
    "series": (
        "title_en", "title_es", "title_pt", "unit", "geography_level", "definition_en", "definition_es",
        "definition_pt", *_NOTE, "sources",
    ),
    "observations": (
        "series", "geography", "period", "value", "lower", "upper", "breakdown", "quality", "partial", "note",
        "sources",
    ),
    "sources": (
        "title", "publisher", "origin", "url", "published", "language", "kind", "url_display", "licence",
        "note", "title_is_description", "relays",
    ),
    "origins": ("origin", "kind", "note"),
    "reviews": ("researcher", "computed", "reason", "note"),
    "claims": ("article", "claim_en", "record", "status", "note"),
    "exceptions": ("place", "note", "sources"),
    "public_figures": ("name", "why", "sources"),
    "withdrawn": ("table", "withdrawn", "reason_en", "reason_es", "reason_pt"),
}  # fmt: skip
_LISTS = frozenset(
    {
        "crimes",
        "countries",
        "actors",
        "roles",
        "aliases",
        "legs",
        "sources",
        "record",
        "positions",
        "found_by",
        "repeating",
    }
)
_MAPPINGS = frozenset({"crime_sources"})
_FLAGS = frozenset({"joined"})
_TYPES: Final[Mapping[str, type]] = {
    "seq": int, "origin_count": int, "headline": bool, "partial": bool, "url_display": bool,
    "title_is_description": bool, "joined": bool, "lat": float, "lon": float, "value": float, "lower": float, "upper": float,
}  # fmt: skip

GEOGRAPHY_COUNTRIES: Final[Mapping[str, tuple[str, ...]]] = {
    "LAC": (), "WORLD": (), "americas": (), "caribbean": (), "central-america": (), "north-america": (),
    "south-america": (),
    "caribbean-to-us": ("US",),
    "colchane": ("CL",),
    "cucuta-la-parada": ("CO",),
    "darien": ("CO", "PA"),
    "dominican-republic-to-puerto-rico": ("DO", "US"),
    "haiti-to-dominican-republic": ("DO", "HT"),
    "us-canada-border": ("CA", "US"),
    "us-mexico-border": ("MX", "US"),
    "us-other": ("US",),
    "venezuela-to-caribbean": ("VE",),
}  # fmt: skip
"""Countries of the geographies that are no country and no region of one; groups of countries have none."""


def table(name: str, records: Iterable[Record]) -> pd.DataFrame:
    """Return the records of a table as a frame, in the order given; no records give an empty frame."""
    rows = list(records)
    index = pd.Index([row["id"] for row in rows], name="id", dtype=object)
    data = {
        column: pd.Series(
            [_value(column, row.get(column, False if column in _FLAGS else None)) for row in rows],
            index=index,
            dtype=object,
        )
        for column in COLUMNS[name]
    }
    frame = pd.DataFrame(data, index=index, columns=list(COLUMNS[name]))
    return frame.astype({c: _TYPES[c] for c in frame.columns if c in _TYPES})


def _value(column: str, value: Any) -> Any:
    if column in _MAPPINGS:
        return _frozen(value or {})
    if column in _LISTS:
        return tuple(_frozen(item) for item in value or ())
    return _frozen(value)


def _frozen(value: Any) -> Any:
    """Turn lists inside a value into tuples; objects (a dispute's `about`, a position) stay dicts."""
    if isinstance(value, list):
        return tuple(_frozen(item) for item in value)
    if isinstance(value, Mapping):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def _derive(frame: Frame, columns: Mapping[str, Sequence[Any]]) -> Frame:
    """Add columns of plain objects (tuples, dates, None) that pandas is not to convert."""
    added = {
        name: pd.Series(list(values), index=frame.index, dtype=object) for name, values in columns.items()
    }
    derived: Frame = frame.assign(**added)
    return derived


def _intervals(found: Iterable[dates.Interval | None]) -> dict[str, list[date | None]]:
    intervals = list(found)
    return {
        "start": [i.start if i else None for i in intervals],
        "end": [i.end if i else None for i in intervals],
    }


def reported_interval(leg: Record) -> dates.Interval | None:
    """Return the closed interval of days in which a leg is reported; None where no source is dated.

    It runs from the start of `reported_from` to the end of `reported_to`; where no source says that the leg
    ended, to the end of `last_reported`; where that is missing too, to the end of `reported_from`. It never
    runs on to today. With `last_reported` alone it is that date.
    """
    first, last = leg["reported_from"], leg["reported_to"] or leg["last_reported"]
    if not (first or last):
        return None
    return dates.span(first or last, last or first)


def corridor_order(records: Records) -> list[Record]:
    """Sort corridors: those the project is named after first, in their own order, then by id."""
    rank = {name: position for position, name in enumerate(HEADLINE_ORDER)}
    return sorted(records, key=lambda c: (not c["headline"], rank.get(c["id"], len(rank)), c["id"]))


def places(records: Records) -> gpd.GeoDataFrame:
    """Return the places by id, with their point as `geometry`."""
    frame = table("places", sorted(records, key=_by_id))
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs=CRS)


def legs(
    records: Records, order: Sequence[str], towns: gpd.GeoDataFrame, countries: Countries
) -> gpd.GeoDataFrame:
    """Return the legs in the given order of corridors, then in travel order.

    `from` and `to` become `from_place` and `to_place`. Derived: `families` (crime families present, in the
    order of the vocabulary), `start` and `end` (dates, see `reported_interval`), `countries` and `borders`
    (see `layers.borders`), `length_km` (geodesic) and `geometry`, the straight line between the two places.
    """
    rank = {corridor: position for position, corridor in enumerate(order)}
    rows = sorted(records, key=lambda leg: (rank[leg["corridor"]], leg["seq"], leg["id"]))
    frame = table("legs", rows).rename(columns={"from": "from_place", "to": "to_place"})
    country, point = towns["country"].to_dict(), towns.geometry.to_dict()
    lines = [LineString([point[row["from"]], point[row["to"]]]) for row in rows]
    paths = [
        touched(country[r["from"]], country[r["to"]], r["mode"], r["precision"], line, countries)
        for r, line in zip(rows, lines, strict=True)
    ]
    frame = _derive(
        frame,
        {
            "families": [families(row["crimes"]) for row in rows],
            **_intervals(reported_interval(row) for row in rows),
            "countries": paths,
            "borders": [crossed(path, row["mode"], countries) for path, row in zip(paths, rows, strict=True)],
        },
    )
    geometry = gpd.GeoSeries(lines, index=frame.index, crs=CRS)
    return gpd.GeoDataFrame(frame.assign(length_km=length_km(geometry)), geometry=geometry)


def families(crimes: Iterable[str]) -> tuple[str, ...]:
    """Return the crime families of some crimes, each once, in the order of the vocabulary."""
    present = {CRIME_FAMILY[crime] for crime in crimes}
    return tuple(family for family in CRIME_FAMILIES if family in present)


def corridors(records: Records, lines: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the corridors in their order, with `leg_count` and `length_km`, the sum over their legs.

    `legs` lists the ids of the legs in travel order. A corridor without legs has 0 of both.
    """
    frame = table("corridors", corridor_order(records))
    lengths = lines.groupby("corridor")["length_km"].agg(["size", "sum"]).reindex(frame.index, fill_value=0)
    return frame.assign(leg_count=lengths["size"].astype(int), length_km=lengths["sum"].astype(float))


def events(records: Records, towns: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the events by id, with `families`, `start`, `end`, and the point of their place, or null."""
    rows = sorted(records, key=_by_id)
    frame = table("events", rows)
    days = _intervals(dates.parse(row["date"]) for row in rows)
    frame = _derive(frame, {"families": [families(row["crimes"]) for row in rows], **days})
    point: dict[str, Point] = towns.geometry.to_dict()
    geometry = gpd.GeoSeries([point.get(row["place"]) for row in rows], index=frame.index, crs=CRS)
    return gpd.GeoDataFrame(frame, geometry=geometry)


def observations(records: Records) -> pd.DataFrame:
    """Return the observations by id, with `countries` of their geography, `start` and `end` of their period.

    A region of a country ("CL-tarapaca") belongs to it; a group of countries ("LAC") to none.
    Raises KeyError for a geography that is not known.
    """
    rows = sorted(records, key=_by_id)
    return _derive(
        table("observations", rows),
        {
            "countries": [geography_countries(row["geography"]) for row in rows],
            **_intervals(dates.parse_period(row["period"]) for row in rows),
        },
    )


def geography_countries(geography: str) -> tuple[str, ...]:
    """Return the countries (ISO 3166-1 alpha-2) of a geography of the observations."""
    if geography in GEOGRAPHY_COUNTRIES:
        return GEOGRAPHY_COUNTRIES[geography]
    code = geography.split("-")[0]
    if len(code) == 2 and code.isupper():
        return (code,)
    raise KeyError(geography)


def sources(records: Records) -> pd.DataFrame:
    """Return the sources by id. `url` is None wherever the address may not be shown: it cannot leak."""
    rows = sorted(records, key=_by_id)
    return table("sources", [row if row["url_display"] else {**row, "url": None} for row in rows])


def by_id(name: str, records: Records) -> pd.DataFrame:
    """Return any other table by id."""
    return table(name, sorted(records, key=_by_id))


def disputed(frame: Frame, name: str, open_disputes: Mapping[tuple[str, str], tuple[str, ...]]) -> Frame:
    """Add `disputes`: the ids of the open disputes about each record, () for none."""
    return _derive(frame, {"disputes": [open_disputes.get((name, key), ()) for key in frame.index]})


def graded(frame: Frame, name: str, assessed: Mapping[Claim, Assessment]) -> Frame:
    """Add what `layers.evidence` makes of each record of a graded table.

    `grade`, `rule`, `independent` (the origins that count), `acts`, `disputes`, `admiralty` ("B2"), and for legs
    `crime_grades`, the grade of each of its crimes in the order of `crimes`.
    """
    found = [assessed[Claim(name, key)] for key in frame.index]
    columns: dict[str, Sequence[Any]] = {
        "grade": [each.grade for each in found],
        "rule": [each.rule for each in found],
        "independent": [each.origins for each in found],
        "acts": [each.acts for each in found],
        "disputes": [each.disputes for each in found],
        "admiralty": [each.code for each in found],
    }
    if name == "legs":
        columns["crime_grades"] = [
            tuple(assessed.get(Claim(name, key, crime), own).grade for crime in crimes)
            for key, crimes, own in zip(frame.index, frame["crimes"], found, strict=True)
        ]
    return _derive(frame, columns)


def at_least(legs: gpd.GeoDataFrame, grade: str) -> gpd.GeoDataFrame:
    """Return legs without the crimes whose own grade is weaker; `families` follow. The legs themselves all stay."""
    least = rank(grade)
    strong = [
        tuple(crime for crime, own in zip(crimes, grades, strict=True) if rank(own) >= least)
        for crimes, grades in zip(legs["crimes"], legs["crime_grades"], strict=True)
    ]
    if strong == list(legs["crimes"]):
        return legs
    grades = [tuple(own for own in row if rank(own) >= least) for row in legs["crime_grades"]]
    return _derive(
        legs, {"crimes": strong, "crime_grades": grades, "families": [families(row) for row in strong]}
    )


def _by_id(record: Record) -> str:
    return str(record["id"])
