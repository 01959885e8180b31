"""The rows of a view as they leave the atlas: plain values under the columns of `layers.export.columns`.

A text is free of control characters, a list is a list of texts, a day a date, a missing value None. Positions have two decimals;
a leg is the straight line between its two places. Nothing here is an address that must not be shown: the catalog has none.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely

from layers.cards import titles
from layers.catalog import Catalog
from layers.export.columns import COLUMNS, GEOMETRIES, in_file
from layers.export.text import tidy
from layers.labels import value_text
from layers.language import pick
from layers.transform import CRS
from layers.vocabulary import GUILT_WITHHELD

Row = dict[str, Any]
Position = tuple[float, float]
DECIMALS: Final = 2
SEPARATOR: Final = ";"
"""Between the items of a list where a cell holds only text; no code and no id contains it."""
_TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "corridors": ("name", "summary"),
    "legs": ("note",),
    "places": ("note",),
    "events": ("title", "summary"),
    "actors": ("note",),
    "disputes": ("question", "our_reading"),
    "series": ("title", "definition", "note"),
}
"""Texts that the data hold in three languages; the first says which language a record's texts are in."""


def rows(catalog: Catalog, shown: Catalog, table: str, lang: str) -> list[Row]:
    """Return the rows of a table that a view shows, in the order of the catalog, texts in the language.

    `shown` is what the view makes of `catalog`. Raises KeyError for a table that is not exported.
    """
    names = [column.name for column in COLUMNS[table]]
    own = _OWN.get(table, _nothing)(catalog, shown, lang)
    found = []
    records = getattr(shown, table)
    for key, record in zip(records.index, records.to_dict("records"), strict=True):
        texts = {field: pick(lang, record, field) for field in _TEXTS.get(table, ())}
        given = {**record, "id": key, **{field: text for field, (text, _tongue) in texts.items()}}
        if texts:
            given["text_language"] = next((tongue for text, tongue in texts.values() if text), None)
        if "independent" in record:
            given["independent_origins"] = len(record["independent"])
        given |= own(key, record)
        found.append({name: _plain(given.get(name)) for name in names})
    return found


def frame(catalog: Catalog, shown: Catalog, table: str, lang: str, joined: bool) -> gpd.GeoDataFrame:
    """Return the rows of a table with a geometry as a frame in EPSG:4326, numbered from 0; `joined` writes lists as one text.

    Every column has one type, whatever the rows hold. Raises KeyError for a table without a geometry.
    """
    types = {"number": "float64", "integer": "Int64", "flag": "boolean"}
    given = rows(catalog, shown, table, lang)
    data = {}
    for column in in_file(table, flat=False):
        values = [row[column.name] for row in given]
        if column.kind == "list" and joined:
            values = [SEPARATOR.join(value) for value in values]
        kind = types.get(column.kind, "object" if column.kind in ("list", "day") else "str")
        data[column.name] = pd.Series(values, dtype=kind)
    shapes = [shape(table, positions) for positions in positions_of(shown, table)]
    return gpd.GeoDataFrame(data, geometry=gpd.GeoSeries(shapes, crs=CRS), crs=CRS)


def positions_of(shown: Catalog, table: str) -> Iterator[list[Position]]:
    """Give the positions (longitude, latitude) of every row of a table with a geometry; [] for an event without a place.

    Raises KeyError for a table without one.
    """
    if table not in GEOMETRIES:
        raise KeyError(table)
    for geometry in getattr(shown, table).geometry:
        if geometry is None or geometry.is_empty:
            yield []
        else:
            yield [_position(x, y) for x, y in geometry.coords]


def shape(table: str, positions: Sequence[Position]) -> shapely.Geometry | None:
    """Return positions as the geometry of their table, None for none."""
    if not positions:
        return None
    return shapely.LineString(positions) if GEOMETRIES[table] == "LineString" else shapely.Point(positions[0])


def _position(x: float, y: float) -> Position:
    return round(float(x), DECIMALS), round(float(y), DECIMALS)


def _plain(value: Any) -> Any:
    """Return a value of a frame as plain Python."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, tuple | list):
        return [tidy(str(item)) for item in value]
    if value is None or value is pd.NaT or value != value:
        return None
    return value.item() if hasattr(value, "item") else value


Own = Callable[[str, Mapping[str, Any]], Row]


def _nothing(catalog: Catalog, shown: Catalog, lang: str) -> Own:
    return lambda key, record: {}


def _corridors(catalog: Catalog, shown: Catalog, lang: str) -> Own:
    kept = set(shown.legs.index)
    return lambda key, record: {
        "legs": [leg for leg in record["legs"] if leg in kept],
        "length_km": round(record["length_km"], 1),
    }


def _legs(catalog: Catalog, shown: Catalog, lang: str) -> Own:
    name, country = catalog.places["name"].to_dict(), catalog.places["country"].to_dict()
    corridor = titles(catalog, "corridor", lang)
    at = dict(zip(catalog.places.index, positions_of(catalog, "places"), strict=True))

    def own(key: str, leg: Mapping[str, Any]) -> Row:
        found = {
            "corridor_name": corridor[leg["corridor"]],
            "length_km": round(leg["length_km"], 1),
            "joined": bool(leg["joined"]),
        }
        for end in ("from", "to"):
            place = leg[f"{end}_place"]
            ((lon, lat),) = at[place]
            found |= {f"{end}_name": name[place], f"{end}_country": country[place]}
            found |= {f"{end}_lon": lon, f"{end}_lat": lat}
        return found

    return own


def _places(catalog: Catalog, shown: Catalog, lang: str) -> Own:
    return lambda key, place: dict(zip(("lon", "lat"), _position(place["lon"], place["lat"]), strict=True))


def _events(catalog: Catalog, shown: Catalog, lang: str) -> Own:
    name = catalog.places["name"].to_dict()
    at = dict(zip(shown.events.index, positions_of(shown, "events"), strict=True))

    def own(key: str, event: Mapping[str, Any]) -> Row:
        lon, lat = at[key][0] if at[key] else (None, None)
        found = {"place_name": name.get(event["place"]), "lon": lon, "lat": lat}
        return found | (dict.fromkeys(("guilt", "guilt_as_of")) if key in GUILT_WITHHELD else {})

    return own


def _relations(catalog: Catalog, shown: Catalog, lang: str) -> Own:
    return lambda key, relation: {"from_actor": relation["from"], "to_actor": relation["to"]}


def _disputes(catalog: Catalog, shown: Catalog, lang: str) -> Own:
    def own(key: str, dispute: Mapping[str, Any]) -> Row:
        said = []
        for position in dispute["positions"]:
            told = [position["stance"], pick(lang, position, "statement")[0], position["as_of"]]
            said.append(" | ".join([*filter(None, told), " ".join(position["sources"])]))
        return {
            "about": [f"{table}:{ident}" for table, ids in dispute["about"].items() for ident in ids],
            "positions": said,
        }

    return own


def _observations(catalog: Catalog, shown: Catalog, lang: str) -> Own:
    licence = catalog.sources["licence"].to_dict()
    return lambda key, observation: {
        "geography_name": value_text(catalog, "observations", "geography", observation["geography"], lang),
        "licences": [text for source in observation["sources"] if (text := licence[source])],
    }


_OWN: Final[Mapping[str, Callable[[Catalog, Catalog, str], Own]]] = {
    "corridors": _corridors,
    "legs": _legs,
    "places": _places,
    "events": _events,
    "relations": _relations,
    "disputes": _disputes,
    "observations": _observations,
}
