"""Building blocks of the closed schemas: one small function per kind of field.

Every field has a description; every object is closed, and all its keys are required unless told otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

Schema = dict[str, Any]

SLUG: Final = "[a-z0-9]+(-[a-z0-9]+)*"
DATE: Final = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
PERIOD: Final = "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|FY[0-9]{4})$"
SERIES_ID: Final = "^[a-z0-9]+(_[a-z0-9]+)*$"


def text(description: str, **more: Any) -> Schema:
    """Describe a text that is never empty."""
    return {"description": description, "type": "string", "minLength": 1, **more}


def null_text(description: str, **more: Any) -> Schema:
    """Describe a text that is never empty, or null."""
    return {"description": description, "type": ["string", "null"], "minLength": 1, **more}


def ident(description: str, prefix: str = "") -> Schema:
    """Describe the id of a record: lower-case words joined by hyphens, after an optional prefix."""
    form = f"{description} Lower-case letters and digits, words joined by hyphens."
    return {"description": form, "type": "string", "pattern": f"^{prefix}{SLUG}$"}


def day(description: str, nullable: bool = False) -> Schema:
    """Describe a partial date; whether the day exists is checked by `layers.validate`."""
    kind: Any = ["string", "null"] if nullable else "string"
    return {"description": f"{description} YYYY, YYYY-MM or YYYY-MM-DD.", "type": kind, "pattern": DATE}


def one_of(description: str, allowed: Iterable[str]) -> Schema:
    """Describe one code of a closed list."""
    return {"description": description, "enum": list(allowed)}


def listing(description: str, items: Schema, at_least: int = 0) -> Schema:
    """Describe a list without repetition."""
    bound = {"minItems": at_least} if at_least else {}
    return {"description": description, "type": "array", "items": items, **bound, "uniqueItems": True}


def codes(description: str, allowed: Iterable[str], at_least: int = 0) -> Schema:
    """Describe a list of codes of a closed list."""
    return listing(description, {"enum": list(allowed)}, at_least)


def idents(description: str, at_least: int = 0, prefix: str = "") -> Schema:
    """Describe a list of record ids."""
    return listing(description, ident("An id.", prefix), at_least)


def sources() -> Schema:
    """Describe the list of sources every record must have."""
    return idents("Ids of the sources that carry this record.", at_least=1)


def in_three(stem: str, description: str) -> Schema:
    """Describe the same text in English, Spanish and Portuguese."""
    tongues = {"en": "English", "es": "Spanish", "pt": "Portuguese"}
    return {f"{stem}_{code}": text(f"{description} In {name}.") for code, name in tongues.items()}


def closed(properties: Schema, description: str, optional: Iterable[str] = ()) -> Schema:
    """Describe an object with these keys and no others; all but `optional` must be present."""
    absent = set(optional)
    return {
        "description": description,
        "type": "object",
        "properties": properties,
        "required": [key for key in properties if key not in absent],
        "additionalProperties": False,
    }


def array(item: Schema, description: str) -> Schema:
    """Describe a list of objects."""
    return {"description": description, "type": "array", "items": item}


def position() -> Schema:
    """Describe a position (RFC 7946, 3.1.1)."""
    return {
        "description": "Longitude, then latitude, in degrees on WGS 84 (EPSG:4326), at most two decimals.",
        "type": "array",
        "items": {"type": "number"},
        "minItems": 2,
        "maxItems": 2,
    }


def point(nullable: bool = False) -> Schema:
    """Describe the geometry of a place or an event."""
    shape = {"type": {"description": "Geometry type.", "const": "Point"}, "coordinates": position()}
    built = closed(shape, "The point of a place, or null." if nullable else "The point of the place.")
    return {**built, "type": ["object", "null"]} if nullable else built


def line() -> Schema:
    """Describe the geometry of a leg."""
    ends = {
        "description": "Coordinates of the place it leaves and of the place it reaches.",
        "type": "array",
        "items": position(),
        "minItems": 2,
        "maxItems": 2,
    }
    shape = {"type": {"description": "Geometry type.", "const": "LineString"}, "coordinates": ends}
    return closed(shape, "The straight line between the two places; never a path on the ground.")


def feature(ident: Schema, geometry: Schema, properties: Schema) -> Schema:
    """Describe a GeoJSON feature."""
    parts = {
        "type": {"description": "Always Feature (RFC 7946).", "const": "Feature"},
        "id": ident,
        "geometry": geometry,
        "properties": properties,
    }
    return closed(parts, "One record.")


def collection(description: str, feature: Schema, members: Schema | None = None) -> Schema:
    """Describe a GeoJSON FeatureCollection; `members` are foreign members beside `features`."""
    kind = {"description": "Always FeatureCollection (RFC 7946).", "const": "FeatureCollection"}
    features = {**array(feature, "The records of the file."), "minItems": 1}
    return closed({"type": kind, **(members or {}), "count": _count(), "features": features}, description)


def _count() -> Schema:
    """Describe how many records a file is expected to hold (a foreign member; RFC 7946, 6.1)."""
    bounds = {
        end: {"description": f"{word} number of records.", "type": "integer", "minimum": 1}
        for end, word in (("min", "Least"), ("max", "Greatest"))
    }
    return closed(bounds, "How many records the file is to hold, so that a lost or doubled one is noticed.")


def figure(description: str, nullable: bool = False) -> Schema:
    """Describe a number; the bounds keep whole numbers exact in double precision."""
    kind: Any = ["number", "null"] if nullable else "number"
    return {"description": description, "type": kind, "minimum": -1e15, "maximum": 1e15}
