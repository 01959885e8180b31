"""The closed schemas: complete, closed, described, and in step with the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from layers import vocabulary as v
from layers.schema import columns, schemas

NAMES = [name for name in v.TABLES if name != "legs"]


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") in ("object", ["object", "null"]):
            yield schema
        for part in schema.values():
            yield from objects(part)


def fields(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = schemas()[name]
    if name in ("corridors", "places", "events"):
        found: dict[str, Any] = schema["properties"]["features"]["items"]["properties"]["properties"][
            "properties"
        ]
        return found
    inner: dict[str, Any] = schema.get("items", schema)["properties"]
    return inner


def test_one_schema_per_table() -> None:
    assert list(schemas()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_is_a_valid_closed_schema(name: str) -> None:
    schema = schemas()[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    found = list(objects(schema))
    assert found
    assert all(part["additionalProperties"] is False for part in found)


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_described(name: str) -> None:
    for part in objects(schemas()[name]):
        for key, field in part["properties"].items():
            assert len(field.get("description", "")) > 3, f"{name}.{key}"


OPTIONAL = {
    "corridors": {"repeating", "crime_sources", "found_by", "joined", *v.CRIMES},
    "events": {"guilt_as_of", "repeating"},
    "relations": {"repeating", "found_by"},
    "series": {"note_pt"},
    "sources": {"relays"},
}


@pytest.mark.parametrize("name", NAMES)
def test_few_keys_may_be_absent(name: str) -> None:
    absent = {
        key for part in objects(schemas()[name]) for key in part["properties"] if key not in part["required"]
    }
    assert absent == OPTIONAL.get(name, set())


@pytest.mark.parametrize(
    ("name", "field", "codes"),
    [
        ("corridors", "mode", v.MODES),
        ("corridors", "attribution", v.ATTRIBUTION),
        ("corridors", "precision", v.LEG_PRECISION),
        ("places", "precision", v.PLACE_PRECISION),
        ("places", "country", v.COUNTRIES),
        ("events", "type", v.EVENT_TYPES),
        ("events", "act_status", v.ACT_STATUS),
        ("events", "guilt", v.GUILT),
        ("events", "evidence_researcher", v.EVIDENCE_RESEARCHER),
        ("actors", "kind", v.ACTOR_KINDS),
        ("relations", "kind", v.RELATION_KINDS),
        ("disputes", "status", v.DISPUTE_STATUS),
        ("series", "unit", v.UNITS),
        ("series", "geography_level", v.GEOGRAPHY_LEVELS),
        ("observations", "quality", v.QUALITY),
        ("observations", "geography", [*v.COUNTRIES, *v.GEOGRAPHIES]),
        ("sources", "kind", v.SOURCE_KINDS),
        ("sources", "language", v.SOURCE_LANGUAGES),
        ("claims", "status", v.CLAIM_STATUS),
    ],
)
def test_enums_are_the_vocabulary(name: str, field: str, codes: Any) -> None:
    assert fields(name)[field]["enum"] == list(codes)


def test_lists_of_codes() -> None:
    assert fields("events")["crimes"]["items"]["enum"] == list(v.CRIMES)
    assert fields("places")["roles"]["items"]["enum"] == list(v.PLACE_ROLES)
    stance = fields("disputes")["positions"]["items"]["properties"]["stance"]
    assert stance["enum"] == list(v.STANCE)


def test_columns_of_the_observations() -> None:
    assert ",".join(columns("observations")) == (
        "id,series,geography,period,value,lower,upper,breakdown,quality,partial,note,sources"
    )
