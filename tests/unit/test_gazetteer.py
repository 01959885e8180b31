"""The gazetteer: nearest towns, measured on the ellipsoid; whose gazetteer counts; rows that cannot be used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from layers import gazetteer, load
from layers.vocabulary import COUNTRIES
from tests import small_data


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_data.write(tmp_path / "data")


def own(text: str) -> load.Tables:
    return load.Tables(files=load.Files(gazetteer={"BO": text}))


def test_the_atlas_has_towns_of_all_its_countries() -> None:
    towns = gazetteer.atlas()
    assert set(towns.names) == set(COUNTRIES)
    assert 40_000 < sum(map(len, towns.names.values())) < 50_000
    assert sum(path.stat().st_size for path in gazetteer.FOLDER.glob("*.csv")) < 1_500_000


def test_nearest_by_place_and_by_name() -> None:
    towns = gazetteer.atlas()
    near = towns.nearest("CL", -68.64, -19.28)
    assert near == ("Colchane", 0.0)
    named = towns.nearest("CL", -68.64, -19.28, "ÍQUIQUE")
    assert named is not None
    assert named.name == "Iquique"
    assert named.km == pytest.approx(188, abs=2)
    assert towns.nearest("CL", -68.64, -19.28, "Atlantis") is None
    assert towns.nearest("ZZ", 0, 0) is None


def test_distance_is_geodesic() -> None:
    towns = gazetteer.of(own("name,lat,lon\nUno,0.0,-60.0\n"))
    east, north = towns.nearest("BO", -59.0, 0.0), towns.nearest("BO", -60.0, 1.0)
    assert east is not None
    assert north is not None
    assert east.km == pytest.approx(111.319, abs=0.001)
    assert north.km == pytest.approx(110.574, abs=0.001)


def test_own_gazetteer_comes_before_the_atlas(data: Path) -> None:
    tables, _ = load.read(data)
    assert gazetteer.of(tables) is gazetteer.atlas()
    assert small_data.problems(data) == []
    (data / "gazetteer").mkdir()
    (data / "gazetteer" / "bo.csv").write_bytes(b"name,lat,lon\nOruro,-17.97,-67.11\n")
    found = small_data.problems(data)
    assert {p.record for p in found} == {"cochabamba", "desaguadero-bo", "la-paz", "santa-cruz"}
    assert all("km from Oruro, the nearest town of the gazetteer in BO" in p.reason for p in found)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("name,lat\nOruro,-17.97\n", 1),
        ("name,lat,lon\nOruro,-17.97,-67.11\nUyuni,-20.46\n", 3),
        ("name,lat,lon\nOruro,-17.971,-67.11\n", 2),
        ("name,lat,lon\nOruro,high,-67.11\n", 2),
        ("name,lat,lon\n,-17.97,-67.11\n", 2),
        ("name,lat,lon\nOruro,-97.0,-67.11\n", 2),
    ],
)
def test_row_that_cannot_be_used(text: str, line: int) -> None:
    problem = next(gazetteer.gazetteer_rows(own(text)))
    assert (problem.file, problem.line) == ("gazetteer/bo.csv", line)
    assert "recipes/gazetteer/build.py" in problem.mend


def test_file_of_no_country_and_stray_file(data: Path) -> None:
    (data / "gazetteer").mkdir()
    (data / "gazetteer" / "zz.csv").write_bytes(b"name,lat,lon\n")
    (data / "gazetteer" / "notes.txt").write_bytes(b"x")
    found = {(p.file, p.reason) for p in small_data.problems(data)}
    assert ("gazetteer/zz.csv", "ZZ is not a country of the atlas") in found
    assert ("gazetteer/notes.txt", "this file does not belong here") in found


def test_bytes_that_are_no_text(data: Path) -> None:
    (data / "gazetteer").mkdir()
    (data / "gazetteer" / "bo.csv").write_bytes(b"name,lat,lon\nPotos\xed,-19.58,-65.75\n")
    tables, found = load.read(data)
    assert [(p.file, p.line) for p in found] == [("gazetteer/bo.csv", 2)]
    assert gazetteer.of(replace(tables)) is gazetteer.atlas()
