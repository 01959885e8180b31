"""The embedded basemap: complete, sound, small, and no town on the wrong side of a border."""

import gzip
import json
import unicodedata
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

DATA = Path(__file__).parents[2] / "data"
FILE = DATA / "basemap" / "basemap.json"
RENEW = "Run `python recipes/basemap/build.py --links` (offline) to link the labels to data/places anew."
OBJECTS = {"am": ("admin1", "countries"), "lakes": ("lakes",), "rivers": ("rivers",), "row": ("row",)}
UNITS = {
    "BO": 9,
    "BR": 27,
    "CL": 16,
    "CO": 33,
    "CR": 7,
    "EC": 24,
    "GT": 22,
    "HN": 18,
    "MX": 32,
    "NI": 17,
    "PA": 12,
    "PE": 26,
    "SV": 14,
    "TT": 15,
    "US": 51,
    "VE": 25,
}
NEAR_KM = 10.0
WGS84 = Geod(ellps="WGS84")


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(WGS84.inv(*one, *other)[2]) / 1000


def plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Mn")


@pytest.fixture(scope="module")
def basemap() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def arcs_of(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        positions = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            positions.append((x * scale_x + move_x, y * scale_y + move_y))
        arcs.append(positions)
    return arcs


def polygons_of(topology: dict[str, Any], name: str) -> list[tuple[dict[str, Any], list[list[Any]]]]:
    """Return the properties and the polygons (lists of rings) of every geometry of an object."""
    arcs = arcs_of(topology)

    def ring(numbers: list[int]) -> list[tuple[float, float]]:
        positions: list[tuple[float, float]] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            positions += arc[1:] if positions else arc
        return positions

    found = []
    for geometry in topology["objects"][name]["geometries"]:
        parts = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        found.append(
            (geometry.get("properties", {}), [[ring(numbers) for numbers in part] for part in parts])
        )
    return found


def outlines_of(topology: dict[str, Any], name: str) -> dict[str, BaseGeometry]:
    return {
        properties["id"]: shapely.make_valid(shapely.MultiPolygon([(part[0], part[1:]) for part in parts]))
        for properties, parts in polygons_of(topology, name)
    }


@pytest.fixture(scope="module")
def countries(basemap: dict[str, Any]) -> dict[str, BaseGeometry]:
    return outlines_of(basemap["row"], "row") | outlines_of(basemap["am"], "countries")


@pytest.fixture(scope="module")
def places() -> list[dict[str, Any]]:
    features = []
    for path in sorted((DATA / "places").glob("*.geojson")):
        features += json.loads(path.read_text(encoding="utf-8"))["features"]
    assert features
    return features


def test_the_parts_that_the_map_reads_are_there(basemap: dict[str, Any]) -> None:
    assert set(basemap) == {"v", "attribution", "places", *OBJECTS}
    assert basemap["v"] == 1
    for part, names in OBJECTS.items():
        assert basemap[part]["type"] == "Topology"
        assert set(basemap[part]["objects"]) == set(names)
        assert all(len(arc) >= 2 for arc in basemap[part]["arcs"])


def test_the_sources_are_named(basemap: dict[str, Any]) -> None:
    for words in ("Natural Earth", "public domain", "GeoNames", "CC BY 4.0"):
        assert words in basemap["attribution"]
        assert words in (DATA / "basemap" / "NOTICE.md").read_text(encoding="utf-8")


def test_the_file_stays_small() -> None:
    content = FILE.read_bytes()
    assert len(content) < 1_300_000
    assert len(gzip.compress(content, 9, mtime=0)) < 350_000


@pytest.mark.parametrize(
    ("part", "name"), [(p, n) for p, names in OBJECTS.items() for n in names if p != "rivers"]
)
def test_every_ring_is_closed_and_has_an_area(basemap: dict[str, Any], part: str, name: str) -> None:
    for properties, polygons in polygons_of(basemap[part], name):
        for ring in (ring for polygon in polygons for ring in polygon):
            assert len(ring) >= 4, properties
            assert ring[0] == pytest.approx(ring[-1]), properties
            assert shapely.Polygon(ring).area > 0, properties


def test_every_listed_country_has_its_units(basemap: dict[str, Any]) -> None:
    units = [geometry["properties"] for geometry in basemap["am"]["objects"]["admin1"]["geometries"]]
    codes = [unit["id"] for unit in units]
    assert len(codes) == len(set(codes))
    assert Counter(code[:2] for code in codes) == UNITS
    assert all(unit["n"] and len(unit["c"]) == 2 for unit in units)


def test_codes_and_names_are_those_in_force(basemap: dict[str, Any]) -> None:
    names = {
        g["properties"]["id"]: g["properties"]["n"] for g in basemap["am"]["objects"]["admin1"]["geometries"]
    }
    expected = {
        "CO-DC": "Bogotá",
        "PE-LMA": "Lima Metropolitana",
        "PE-LIM": "Lima",
        "GT-17": "Petén",
        "MX-CMX": "Ciudad de México",
        "TT-TOB": "Tobago",
        "TT-MRC": "Mayaro-Rio Claro",
        "VE-X": "La Guaira",
    }
    assert {code: names.get(code) for code in expected} == expected
    assert {code for code in names if code.startswith("GT-")} == {f"GT-{n:02d}" for n in range(1, 23)}
    assert not {name for name in names.values() if name.startswith(("de ", "del ", "comarca "))}


def test_units_make_up_their_country_and_nothing_else(basemap: dict[str, Any]) -> None:
    units = outlines_of(basemap["am"], "admin1")
    outlines = outlines_of(basemap["am"], "countries")
    for country in UNITS:
        own = shapely.unary_union([outline for code, outline in units.items() if code[:2] == country])
        assert own.symmetric_difference(outlines[country]).area < 1e-6 * outlines[country].area, country


def test_no_two_countries_overlap(basemap: dict[str, Any]) -> None:
    for (one, first), (other, second) in combinations(outlines_of(basemap["am"], "countries").items(), 2):
        if first.intersects(second):
            assert first.intersection(second).area < 1e-5, (one, other)


def test_countries_are_named_in_three_languages(basemap: dict[str, Any]) -> None:
    found = {
        g["properties"]["id"]: g["properties"] for g in basemap["am"]["objects"]["countries"]["geometries"]
    }
    assert set(UNITS) <= set(found)
    assert all(country[language] for country in found.values() for language in ("en", "es", "pt"))
    assert [found["BR"][language] for language in ("en", "es", "pt")] == ["Brazil", "Brasil", "Brasil"]


def test_the_name_of_a_country_stands_inside_it(
    basemap: dict[str, Any], countries: dict[str, BaseGeometry]
) -> None:
    for geometry in basemap["am"]["objects"]["countries"]["geometries"]:
        properties = geometry["properties"]
        # Two decimals may put the point of a very small island just outside.
        assert countries[properties["id"]].distance(shapely.Point(properties["c"])) < 0.01, properties["id"]


def test_every_curated_town_is_in_its_own_country(
    places: list[dict[str, Any]], countries: dict[str, BaseGeometry]
) -> None:
    misplaced = []
    for place in places:
        if place["properties"]["precision"] != "town":
            continue
        point = shapely.Point(place["geometry"]["coordinates"])
        own = countries[place["properties"]["country"]]
        nearest = nearest_points(own, point)[0]
        if kilometres((point.x, point.y), (nearest.x, nearest.y)) > 3:
            misplaced.append(place["id"])
    assert misplaced == []


def test_no_curated_town_is_in_another_country(
    places: list[dict[str, Any]], countries: dict[str, BaseGeometry]
) -> None:
    towns = [place for place in places if place["properties"]["precision"] == "town"]
    abroad = {
        place["id"]: code
        for place in towns
        for code, outline in countries.items()
        if code != place["properties"]["country"]
        and outline.contains(shapely.Point(place["geometry"]["coordinates"]))
    }
    assert abroad == {}


def test_labels_are_well_formed_and_in_drawing_order(basemap: dict[str, Any]) -> None:
    for label in basemap["places"]:
        lon, lat, name, zoom, kind, *link = label
        assert -180 <= lon < 0, label
        assert -60 <= lat <= 84, label
        assert isinstance(name, str), label
        assert name == name.strip() != "", label
        assert zoom in range(3, 10), label
        assert kind in (1, 2, 3), label
        assert len(link) <= 1, label
    zooms = [label[3] for label in basemap["places"]]
    assert zooms == sorted(zooms)


@pytest.mark.parametrize(
    "capital", ["Bogotá", "Caracas", "Ciudad de México", "La Paz", "Lima", "Quito", "Santiago"]
)
def test_capitals_come_early_and_rank_first(basemap: dict[str, Any], capital: str) -> None:
    label = next(label for label in basemap["places"] if label[2] == capital)
    assert label[3] <= 4
    assert label[4] == 1


def test_no_label_doubles_a_curated_place(
    basemap: dict[str, Any], places: list[dict[str, Any]], countries: dict[str, BaseGeometry]
) -> None:
    doubles = []
    labels = [(plain(label[2]), tuple(label[:2])) for label in basemap["places"] if len(label) == 5]
    for place in places:
        name = plain(place["properties"]["name"].split(" (")[0])
        own = countries[place["properties"]["country"]]
        for label, position in labels:
            near = label == name and kilometres(position, tuple(place["geometry"]["coordinates"])) <= NEAR_KM
            if near and own.distance(shapely.Point(position)) < 0.01:
                doubles.append((place["id"], position))
    assert doubles == [], RENEW


def test_links_lead_to_the_same_place(basemap: dict[str, Any], places: list[dict[str, Any]]) -> None:
    by_id = {place["id"]: place for place in places}
    links = [(label[5], tuple(label[:2])) for label in basemap["places"] if len(label) == 6]
    assert len(links) > 100
    assert len({place for place, _ in links}) == len(links)
    for place, position in links:
        assert place in by_id, RENEW
        curated = tuple(by_id[place]["geometry"]["coordinates"])
        assert kilometres(position, curated) <= NEAR_KM, place
        if by_id[place]["properties"]["precision"] != "region":
            assert position == curated, f"{place}: {RENEW}"
