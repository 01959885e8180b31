"""The OpenAPI 3.1 description of the interface, made from the tables that the server reads requests and writes answers with."""

from collections.abc import Mapping
from typing import Any, Final

from layers.catalog import Catalog
from layers.descriptor import LICENCE
from layers.export.columns import DRAWN, EXPORTED, in_file, json_schema
from layers.export.geojson import RECORDS
from layers.export.interface import FORMS, MEANINGS, Parameter, common, forms, parameters
from layers.export.stamp import CAUTIONS, KEY, TABLE_NAMES, TITLE
from layers.language import N_, Translator

VERSION: Final = "1"
PROBLEM: Final = "application/problem+json"
SUMMARIES: Final = {
    "rows": N_("The rows of a view"),
    "row": N_("One record"),
}
REFUSED: Final[Mapping[str, str]] = {
    "400": N_("The query cannot be used"),
    "404": N_("There is nothing at this address"),
    "406": N_("There is no such form of it"),
    "410": N_("It is not here any more"),
    "414": N_("The query is too long"),
    "429": N_("Too many requests"),
    "503": N_("The server is busy"),
}
_ANY: Final[Mapping[str, Any]] = {"type": "object"}


def openapi(catalog: Catalog, releases: tuple[str, ...], lang: str) -> dict[str, Any]:
    """Return the description, in the language; addresses are relative to that of the description itself."""
    _ = Translator(lang)
    paths: dict[str, Any] = {}
    for table in EXPORTED:
        known = parameters(catalog, releases, table)
        title = _(TABLE_NAMES[table])
        page = {form: _page(table, form) for form in forms(table)}
        paths[f"/{table}"] = {"get": _operation(f"{title}: {_(SUMMARIES['rows'])}", table, known, page, _)}
        only = [
            each for each in known if each.name in ("format", *(shared.name for shared in common(releases)))
        ]
        one = {form: _one(table, form) for form in forms(table)}
        paths[f"/{table}/{{id}}"] = {
            "get": _operation(f"{title}: {_(SUMMARIES['row'])}", f"{table}ById", only, one, _, True)
        }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": TITLE,
            "version": VERSION,
            "description": " ".join(_(text) for text in CAUTIONS),
            "license": {"name": LICENCE["title"], "identifier": LICENCE["name"]},
        },
        "servers": [{"url": "."}],
        "paths": paths,
        "components": {
            "schemas": {table: _record(table, False, lang) for table in EXPORTED}
            | {f"{table}Feature": _feature(table, lang) for table in DRAWN}
            | {
                "Problem": _problem(),
                "Stamp": {"type": "object", "required": ["release", "filters", "rows", "licence"]},
            }
        },
    }


def _operation(
    summary: str, ident: str, known: Any, content: Mapping[str, Any], _: Translator, one: bool = False
) -> dict[str, Any]:
    given = [_parameter(each, _) for each in known]
    if one:
        given.insert(0, {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}})
    answers: dict[str, Any] = {
        "200": {
            "description": summary,
            "headers": {
                "ETag": {"schema": {"type": "string"}},
                "Link": {"schema": {"type": "string"}},
                **(
                    {}
                    if one
                    else {
                        name: {"schema": {"type": "integer"}}
                        for name in ("X-Number-Matched", "X-Number-Returned")
                    }
                ),
            },
            "content": {
                FORMS[form].partition(";")[0]: {"schema": schema} for form, schema in content.items()
            },
        },
        "304": {"description": "Not Modified"},
    }
    for status, text in REFUSED.items():
        answers[status] = {
            "description": _(text),
            "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return {"operationId": ident, "summary": summary, "parameters": given, "responses": answers}


def _parameter(given: Parameter, _: Translator) -> dict[str, Any]:
    made: dict[str, Any] = {"name": given.name, "in": "query", "description": _(MEANINGS[given.name])}
    if given.several:
        return made | {
            "style": "form",
            "explode": True,
            "schema": {"type": "array", "items": dict(given.schema)},
        }
    return made | {"schema": dict(given.schema)}


def _record(table: str, in_feature: bool, lang: str) -> dict[str, Any]:
    columns = in_file(table, flat=not in_feature)
    _ = Translator(lang)
    properties = {
        column.name: json_schema(column)
        | {"description": _(column.meaning) + (f" {_('Computed by the atlas')}." if column.computed else "")}
        for column in columns
    }
    if in_feature:
        properties["record"] = {"const": RECORDS[table]}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _feature(table: str, lang: str) -> dict[str, Any]:
    degrees: dict[str, Any] = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
    if DRAWN[table] != "Point":
        degrees = {"type": "array", "items": degrees, "minItems": 2, "maxItems": 2}
    if DRAWN[table] == "MultiLineString":
        degrees = {"type": "array", "items": degrees, "minItems": 1}
    shape = {
        "type": "object",
        "properties": {"type": {"const": DRAWN[table]}, "coordinates": degrees},
        "required": ["type", "coordinates"],
    }
    return {
        "type": "object",
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "geometry": {"anyOf": [shape, {"type": "null"}]},
            "properties": _record(table, True, lang),
        },
        "required": ["type", "id", "geometry", "properties"],
    }


def _page(table: str, form: str) -> dict[str, Any]:
    if form == "csv":
        return {"type": "string"}
    counts = {
        name: {"type": "integer", "minimum": 0} for name in ("numberMatched", "numberReturned", "numberTotal")
    }
    links = {"type": "array", "items": {"type": "object", "required": ["rel", "href"]}}
    stamp = {"$ref": "#/components/schemas/Stamp"}
    held = "features" if form == "geojson" else "records"
    item = f"{table}Feature" if form == "geojson" else table
    listed = {"type": "array", "items": {"$ref": f"#/components/schemas/{item}"}}
    properties = {**counts, "links": links, KEY: stamp, held: listed}
    if form == "geojson":
        properties["type"] = {"const": "FeatureCollection"}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _one(table: str, form: str) -> dict[str, Any]:
    if form == "csv":
        return {"type": "string"}
    return {"$ref": f"#/components/schemas/{table}{'Feature' if form == 'geojson' else ''}"}


def _problem() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "errors": {"type": "array", "items": dict(_ANY)},
        },
        "required": ["type", "title", "status", "detail"],
    }
