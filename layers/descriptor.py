"""The Data Package descriptor of `data/`: every file with its size, its digest and what its fields mean.

Written for the Data Package standard, version 2.0. Tables of records (the JSON arrays and the CSV) carry a table schema made
from `layers.schema`; the standard has none for GeoJSON, so the meaning of its properties stands once under `featureProperties`.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, Final

from layers.fields import Schema
from layers.load import FILES, Record, table_of
from layers.references import REFERENCES
from layers.schema import CSV_TABLES, GEOJSON_TABLES, schemas

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
NAME: Final = "corridor-atlas"
LICENCE: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
DESCRIPTION: Final = (
    "The corridors on which migrants from Venezuela are reported to be smuggled, trafficked and extorted: legs, places, events, "
    "actors, disputes, figures and the sources of every one. A leg is the straight line between two places that sources name, "
    "never a path; nothing is finer than a town. An official act says nothing about guilt. Where nothing is reported, a place is "
    "not therefore safe."
)
MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".geojson": "application/geo+json",
    ".json": "application/json",
    ".csv": "text/csv",
    ".md": "text/markdown",
    "": "text/plain",
}
_TYPES: Final = ("array", "object", "boolean", "integer", "number", "string")
_BOUNDS: Final = ("enum", "pattern", "minLength", "minimum", "maximum")


def descriptor(
    version: str, contents: Mapping[str, bytes], sources: Iterator[Record] | tuple[Record, ...]
) -> Schema:
    """Describe files given by their path and bytes: tables and changes as resources, what goes with them as other files.

    `version` is the date of the release, `sources` the table: the data sets in it become the sources of the package. The notes
    of data/LICENSE on what others made are repeated as they stand there.
    """
    data = {path for path in contents if table_of(path) or path.startswith("releases/")}
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": "Corridor Atlas",
        "description": DESCRIPTION,
        "version": version,
        "created": f"{version}T00:00:00Z",
        "keywords": ["migration", "migrant smuggling", "human trafficking", "Venezuela", "Tren de Aragua"],
        "licenses": [LICENCE],
        "thirdParties": list(third_parties(contents.get("LICENSE", b"").decode())),
        "sources": [
            {
                "title": "The sources that each record names by id, listed with publisher, origin and date",
                "path": FILES["sources"],
            },
            *(_source(source) for source in sources if source["kind"] == "dataset"),
        ],
        "featureProperties": {
            table: _meanings(table) for table in ("corridors", "legs", *GEOJSON_TABLES[1:])
        },
        "resources": [_data(path, contents) for path in sorted(data)],
        "otherFiles": [_resource(path, contents[path]) for path in sorted(contents.keys() - data)],
    }


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes as the standard writes it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def third_parties(licence: str) -> Iterator[str]:
    """Give the entries of the list in data/LICENSE, each as one line."""
    for entry in re.findall(r"^- (.+(?:\n  .+)*)", licence, flags=re.MULTILINE):
        yield " ".join(entry.split())


def _source(source: Record) -> dict[str, Any]:
    found = {"title": f"{source['publisher']}: {source['title']}"}
    if source["url_display"] and source["url"]:
        found["path"] = source["url"]
    if source["licence"]:
        found["licence"] = source["licence"]
    return found


def _meanings(table: str) -> dict[str, str]:
    """Return what each property of a GeoJSON table means; of a corridor, each key of its foreign member."""
    properties = schemas()["corridors" if table == "legs" else table]["properties"]
    if table == "corridors":
        described = properties["corridor"]
    else:
        described = properties["features"]["items"]["properties"]["properties"]
    return {name: meaning["description"] for name, meaning in described["properties"].items()}


def _resource(path: str, content: bytes) -> dict[str, Any]:
    file = PurePosixPath(path)
    return {
        "name": re.sub(r"[^a-z0-9]+", "-", path.removesuffix(file.suffix).lower() or path),
        "path": path,
        "title": _title(path),
        "format": file.suffix[1:] or "txt",
        "mediatype": MEDIA_TYPES[file.suffix],
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": digest(content),
    }


def _data(path: str, contents: Mapping[str, bytes]) -> dict[str, Any]:
    """Describe a file of data; one that can be read as a table together with its schema."""
    made, table = _resource(path, contents[path]), table_of(path)
    if not table:
        return made
    made["description"] = schemas()[table]["description"]
    if table in GEOJSON_TABLES:
        made["description"] += f" Properties: see featureProperties. The whole: schema/{table}.schema.json."
        return made
    if _has_rows(table, contents):
        made["type"] = "table"
        if table not in CSV_TABLES:
            # frictionless 5.21 never counts the bytes of a table in JSON and calls it invalid where their number is given.
            del made["bytes"]
    return made | {"schema": _table_schema(table, contents)}


def _has_rows(table: str, contents: Mapping[str, bytes]) -> bool:
    """Tell whether a table can be read as one: tools refuse an array without a row."""
    return contents.get(FILES[table], b"[]").strip() != b"[]"


def _title(path: str) -> str:
    file, table = PurePosixPath(path), table_of(path)
    if table == "corridors":
        return f"Corridor {file.stem} with its legs"
    if table == "places":
        return f"Places of {file.stem.upper()}"
    if table == "events":
        return f"Events of {file.stem}"
    if table:
        return f"Table of {table}"
    if file.parts[0] == "releases":
        return f"What changed with release {file.stem}"
    if file.parts[0] == "schema":
        return f"JSON Schema of {file.name.partition('.')[0]}"
    if file.parts[0] == "basemap":
        return f"Embedded basemap: {file.name}"
    return f"Terms: {path}" if path == "LICENSE" else path


def _table_schema(table: str, contents: Mapping[str, bytes]) -> dict[str, Any]:
    rows = schemas()[table] if table in CSV_TABLES else schemas()[table]["items"]
    required = set(rows["required"])
    keys = [
        {
            "fields": [field],
            "reference": ({"resource": target} if target != table else {}) | {"fields": ["id"]},
        }
        for home, field, target in REFERENCES
        if home == table
        and target in FILES
        and _has_rows(target, contents)
        and _type(rows["properties"].get(field, {})) == "string"
    ]
    made: dict[str, Any] = {
        "fields": [
            _field(name, meaning, name in required, table in CSV_TABLES)
            for name, meaning in rows["properties"].items()
        ],
        "primaryKey": ["id"],
    }
    if not required >= rows["properties"].keys():
        made["fieldsMatch"] = "superset"  # a record may lack some of them
    return made | ({"foreignKeys": keys} if keys else {})


def _type(meaning: Schema) -> str:
    listed = meaning.get("type", "string" if "enum" in meaning else ())
    return next((name for name in _TYPES if name in ([listed] if isinstance(listed, str) else listed)), "")


def _field(name: str, meaning: Schema, required: bool, in_csv: bool) -> dict[str, Any]:
    listed = meaning.get("type", ())
    constraints: dict[str, Any] = {"required": True} if required and "null" not in listed else {}
    kind = _type(meaning)
    made: dict[str, Any] = {"name": name, "type": kind, "description": meaning["description"]}
    if in_csv and kind == "array":
        made |= {"type": "list", "delimiter": ";", "itemType": "string"}
    constraints |= {bound: meaning[bound] for bound in _BOUNDS if bound in meaning}
    if kind == "array" and "minItems" in meaning:
        constraints["minLength"] = meaning["minItems"]
    if name == "id":
        constraints["unique"] = True
    return made | ({"constraints": constraints} if constraints else {})
