"""The descriptor is a Data Package: by the standard's own tool, and by what it says of every file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from layers import load, release
from layers.descriptor import LICENCE, third_parties
from layers.schema import CSV_TABLES, schemas
from layers.vocabulary import TABLES
from tests import small_data, small_releases
from tests.conftest import ROOT

DATA = ROOT / "data"


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_releases.write(tmp_path_factory.mktemp("described") / "data")


def described(directory: Path) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((directory / "datapackage.json").read_text("utf-8"))
    return made


def errors(directory: Path) -> list[str]:
    report = Package(str(directory / "datapackage.json")).validate()
    found = [*report.errors, *(error for task in report.tasks for error in task.errors)]
    return [f"{error.type}: {error.message}" for error in found]


def test_it_is_valid_with_all_its_tables(released: Path) -> None:
    assert errors(released) == []


def test_the_repositorys_own_release_is_valid() -> None:
    assert Package.validate_descriptor(str(DATA / "datapackage.json")).valid
    assert described(DATA)["version"] == release.ids(DATA)[-1]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("places/cr.geojson", "towns", "towms", "hash-count"),
        ("observations.csv", ",2905,", ",many,", "type-error"),
        ("observations.csv", "cl_irregular_entries_detected,CL", "nothing,CL", "foreign-key"),
        ("actors.json", '"kind": "criminal_group"', '"kind": "club"', "constraint-error"),
        ("sources.json", '"language": "es"', '"language": null', "constraint-error"),
    ],
)
def test_the_tool_finds_what_is_wrong(
    released: Path, tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    data = shutil.copytree(released, tmp_path / "data")
    small_data.replace(data, file, old, new)
    assert any(error.startswith(told) for error in errors(data))


def test_every_file_is_described_once(released: Path) -> None:
    package = described(released)
    paths = [each["path"] for each in (*package["resources"], *package["otherFiles"])]
    present = {p.relative_to(released).as_posix() for p in released.rglob("*") if p.is_file()}
    assert len(paths) == len(set(paths))
    assert set(paths) == present - {"datapackage.json", "releases/baseline.json.gz"}
    assert {each["path"] for each in package["resources"] if not each["path"].startswith("releases/")} == {
        *load.data_files(released)
    }
    for each in (*package["resources"], *package["otherFiles"]):
        if each.get("type") != "table" or each["format"] == "csv":
            assert each["bytes"] == len((released / each["path"]).read_bytes())
        assert each["mediatype"]
        assert each["encoding"] == "utf-8"


def test_the_fields_mean_what_the_schemas_say(released: Path) -> None:
    package = described(released)
    known = schemas()
    for resource in package["resources"]:
        if "schema" not in resource:
            continue
        table = load.table_of(resource["path"])
        rows = known[table] if table in CSV_TABLES else known[table]["items"]
        meanings = {field["name"]: field["description"] for field in resource["schema"]["fields"]}
        assert meanings == {name: each["description"] for name, each in rows["properties"].items()}
    assert set(package["featureProperties"]) == {"corridors", "legs", "places", "events"}
    for table, of_table in package["featureProperties"].items():
        assert of_table, table
        assert all(text.endswith((".", ";")) for text in of_table.values())
    assert "crimes" in package["featureProperties"]["legs"]
    assert "summary_en" in package["featureProperties"]["corridors"]


def test_references_between_tables_are_named(released: Path) -> None:
    keys = {
        r["name"]: r["schema"].get("foreignKeys", [])
        for r in described(released)["resources"]
        if "schema" in r
    }
    assert {"fields": ["series"], "reference": {"resource": "series", "fields": ["id"]}} in keys[
        "observations"
    ]
    assert {"fields": ["relays"], "reference": {"fields": ["id"]}} in keys["sources"]
    assert len(keys["relations"]) == 2
    assert {name.replace("-", "_") for name in keys} <= set(TABLES)


def test_terms_and_sources_of_the_repositorys_own_data() -> None:
    licence = (DATA / "LICENSE").read_text("utf-8")
    assert LICENCE["path"] in licence
    package = described(DATA)
    assert package["licenses"] == [LICENCE]
    notes = package["thirdParties"]
    assert len(notes) == sum(line.startswith("- ") for line in licence.splitlines())
    assert any(note.startswith("Outlines of the basemap: Natural Earth") for note in notes)
    assert all("\n" not in note for note in notes)
    titles = [source["title"] for source in package["sources"]]
    assert any(title.startswith("UNHCR: ") for title in titles)


def test_the_notes_of_a_licence() -> None:
    text = "Terms.\n----\n- One,\n  and more.\n- Two.\n\nNot a note - at all.\n"
    assert list(third_parties(text)) == ["One, and more.", "Two."]
    assert list(third_parties("")) == []


def test_hidden_addresses_are_no_sources() -> None:
    shown = {s["url"] for s in json.loads((DATA / "sources.json").read_text("utf-8")) if s["url_display"]}
    assert all(source.get("path") in {*shown, "sources.json", None} for source in described(DATA)["sources"])
