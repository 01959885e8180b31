"""The data as they are: complete, sound, readable with the published schemas alone.

The numbers are count assertions: who adds or withdraws records changes them here, knowingly.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from layers import load
from layers.validate import validate
from layers.vocabulary import TABLES
from tests import small_data
from tests.small_data import DATA

COUNTS = {
    "corridors": 21,
    "legs": 104,
    "places": 145,
    "events": 232,
    "actors": 69,
    "relations": 35,
    "disputes": 80,
    "series": 54,
    "observations": 2164,
    "sources": 709,
    "origins": 37,
    "reviews": 142,
    "claims": 125,
    "exceptions": 9,
    "public_figures": 3,
    "withdrawn": 0,
}


@pytest.fixture(scope="module")
def tables() -> load.Tables:
    found, problems = load.read(DATA)
    assert problems == []
    return found


def test_counts(tables: load.Tables) -> None:
    assert {name: len(tables[name]) for name in TABLES} == COUNTS


def test_no_problems() -> None:
    assert small_data.problems(DATA) == []


@pytest.mark.parametrize(
    ("table", "field", "counts"),
    [
        ("legs", "attribution", {"tda": 28, "tda_partial": 35, "other_group": 17, "context": 24}),
        ("legs", "precision", {"town_to_town": 60, "region": 44}),
        ("events", "act_status", {"official_act": 146, "reported": 57, "claimed": 29}),
        ("events", "guilt", {"none": 169, "charged": 46, "convicted": 17}),
        ("disputes", "status", {"open": 62, "resolved": 18}),
        ("observations", "quality", {"official": 1740, "estimate": 368, "press": 56}),
        ("sources", "url_display", {True: 615, False: 94}),
        ("sources", "title_is_description", {True: 280, False: 429}),
        ("corridors", "headline", {True: 3, False: 18}),
    ],
)
def test_distribution(tables: load.Tables, table: str, field: str, counts: dict[Any, int]) -> None:
    assert Counter(record[field] for record in tables[table]) == counts


def test_absences(tables: load.Tables) -> None:
    assert sum(event["place"] is None for event in tables.events) == 59
    assert sum(not event["crimes"] for event in tables.events) == 60
    assert sum("guilt_as_of" in event for event in tables.events) == 107
    assert sum("note_pt" not in series for series in tables.series) == 22
    assert sum(leg["reported_to"] is not None for leg in tables.legs) == 9


def test_headline_corridors(tables: load.Tables) -> None:
    names = [corridor["id"] for corridor in tables.corridors if corridor["headline"]]
    assert names == ["cucuta", "mexico-city", "pisiga-colchane"]


def test_types_survive(tables: load.Tables) -> None:
    kinds = Counter(type(row["value"]).__name__ for row in tables.observations)
    assert kinds == {"int": 1534, "float": 630}
    assert any(isinstance(row["value"], float) and row["value"].is_integer() for row in tables.observations)
    assert all(isinstance(place[axis], float) for place in tables.places for axis in ("lat", "lon"))


@pytest.mark.parametrize("file", [f for f in load.data_files(DATA) if not f.endswith(".csv")])
def test_published_schema_accepts_the_file(file: str) -> None:
    """A reader who has only the files of data/ can check them with any validator."""
    schema = json.loads((DATA / "schema" / f"{load.table_of(file)}.schema.json").read_text(encoding="utf-8"))
    value = json.loads((DATA / file).read_text(encoding="utf-8"))
    assert Draft202012Validator(schema).is_valid(value)


def test_published_columns_are_those_of_the_csv() -> None:
    schema = json.loads((DATA / "schema" / "observations.schema.json").read_text(encoding="utf-8"))
    with (DATA / "observations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(schema["properties"])
    assert len(rows) == COUNTS["observations"]
    assert all(None not in row and None not in row.values() for row in rows)


def test_faults_planted_in_the_whole_data_are_all_listed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns("basemap"))
    small_data.replace(data, "corridors/cucuta.geojson", '"from": "maracay"', '"from": "maracai"')
    small_data.replace(data, "places/mx.geojson", '"country": "MX"', '"country": "CO"')
    small_data.replace(data, "events/2024.geojson", '"guilt": "none"', '"guilt": "suspected"')
    small_data.replace(data, "observations.csv", ",2905,", ",29O5,")
    small_data.replace(data, "sources.json", '"url_display": false', '"url_display": "no"')
    found, problems = load.read(data)
    problems += validate(found)
    assert {(p.file, p.field) for p in problems} >= {
        ("corridors/cucuta.geojson", "from"),
        ("places/mx.geojson", "country"),
        ("events/2024.geojson", "guilt"),
        ("observations.csv", "value"),
        ("sources.json", "url_display"),
    }
    assert all(p.line for p in problems)
