"""The catalog as a whole."""

from pathlib import Path

import pytest

from layers.catalog import build, data_version, open_catalog
from layers.load import read
from layers.problems import DataProblems
from layers.vocabulary import TABLES
from tests import small_data


def test_open_catalog_reads_everything(tmp_path: Path):
    directory = small_data.write(tmp_path / "data")
    tables, _problems = read(directory)
    catalog = open_catalog(directory)
    assert {name: len(getattr(catalog, name)) for name in TABLES} == {
        name: len(tables[name]) for name in TABLES
    }
    assert catalog.version == data_version(directory)
    assert len(catalog.version) == 12


def test_open_catalog_raises_with_every_problem(tmp_path: Path):
    directory = small_data.write(tmp_path / "data")
    small_data.replace(directory, "corridors/costa-rica.geojson", '"road"', '"rail"')
    small_data.edit(directory, "actors.json", lambda actors: actors[0].update(kind="club"))
    with pytest.raises(DataProblems) as caught:
        open_catalog(directory)
    assert {"corridors/costa-rica.geojson", "actors.json"} <= {p.file for p in caught.value.problems}


def test_version_follows_names_and_bytes_of_the_data_alone(tmp_path: Path):
    directory = small_data.write(tmp_path / "data")
    before = data_version(directory)
    assert data_version(small_data.write(tmp_path / "copy")) == before
    (directory / "LICENSE").write_text("other terms", encoding="utf-8")
    assert data_version(directory) == before
    small_data.replace(directory, "sources.json", "e", "é")
    assert data_version(directory) != before


def test_catalogs_compare_by_identity(tmp_path: Path):
    tables, _problems = read(small_data.write(tmp_path / "data"))
    first, second = build(tables), build(tables)
    assert len({first, second, first}) == 2
