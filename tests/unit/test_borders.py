"""Countries touched and borders crossed."""

from pathlib import Path

import pytest
from shapely import LineString, box

from layers import load
from layers.borders import (
    OVERLAND_MODES,
    TRANSIT_MINIMUM_KM,
    Countries,
    clipped_km,
    crossed,
    read_countries,
    touched,
)

DATA = Path(__file__).parents[2] / "data"

# Four countries in a row along the equator; B is 1 degree (111 km) wide, C half as wide, D lies beyond.
ROW = Countries(
    {"AA": box(0, -1, 1, 1), "BB": box(1, -1, 2, 1), "CC": box(2, -1, 2.5, 1), "DD": box(2.5, -1, 4, 1)},
    frozenset(
        {frozenset({"AA", "BB"}), frozenset({"BB", "CC"}), frozenset({"CC", "DD"}), frozenset({"BB", "DD"})}
    ),
)
LINE = LineString([(0.5, 0), (3.5, 0)])


def test_basemap_countries_are_decoded():
    countries = read_countries()
    assert all(area.is_valid and not area.is_empty for area in countries.areas.values())
    around = {code for pair in countries.neighbours if "CO" in pair for code in pair - {"CO"}}
    assert around == {"BR", "EC", "PA", "PE", "VE"}
    assert frozenset({"BO", "CL"}) in countries.neighbours
    assert frozenset({"CL", "VE"}) not in countries.neighbours


def test_a_transit_needs_a_minimum_length():
    assert list(clipped_km(LINE, ROW)) == ["AA", "BB", "CC", "DD"]
    assert touched("AA", "DD", "road", "town_to_town", LINE, ROW) == ("AA", "BB", "DD")
    assert clipped_km(LINE, ROW)["CC"] < TRANSIT_MINIMUM_KM < clipped_km(LINE, ROW)["BB"]


def test_transit_is_in_travel_order_and_backwards_too():
    wide = Countries({**ROW.areas, "CC": box(2, -1, 3, 1), "DD": box(3, -1, 4, 1)}, ROW.neighbours)
    assert touched("AA", "DD", "foot", "town_to_town", LINE, wide) == ("AA", "BB", "CC", "DD")
    assert touched("DD", "AA", "foot", "town_to_town", LINE.reverse(), wide) == ("DD", "CC", "BB", "AA")


@pytest.mark.parametrize(
    ("mode", "precision"), [("sea", "town_to_town"), ("air", "town_to_town"), ("road", "region")]
)
def test_other_legs_count_their_ends_only(mode, precision):
    assert touched("AA", "DD", mode, precision, LINE, ROW) == ("AA", "DD")


@pytest.mark.parametrize("mode", sorted(OVERLAND_MODES))
def test_all_ways_over_land_are_judged_alike(mode):
    assert "BB" in touched("AA", "DD", mode, "town_to_town", LINE, ROW)


def test_ends_count_with_their_place_wherever_the_line_runs():
    across = LineString([(1.2, 0), (1.4, 0)])
    assert touched("AA", "DD", "road", "town_to_town", across, ROW) == ("AA", "DD")
    assert touched("AA", "AA", "road", "town_to_town", across, ROW) == ("AA",)
    assert touched("AA", "AA", "road", "town_to_town", None, ROW) == ("AA",)
    assert touched("AA", "AA", "road", "town_to_town", LINE, ROW) == ("AA", "BB", "DD", "AA")


def test_borders_are_pairs_of_neighbours_in_travel_order():
    assert crossed(("DD", "BB", "AA"), "road", ROW) == ("BB-DD", "AA-BB")
    assert crossed(("BB", "AA"), "sea", ROW) == ("AA-BB",)
    assert crossed(("AA", "DD"), "road", ROW) == ()
    assert crossed(("AA",), "road", ROW) == ()


@pytest.mark.parametrize("mode", ["air", "unknown"])
def test_no_border_is_named_where_nobody_reported_the_way(mode):
    assert crossed(("AA", "BB"), mode, ROW) == ()


def test_the_legs_that_the_threshold_changes():
    """The rule was made from these clips: a new one has to be looked at before it is accepted."""
    tables, _problems = load.read(DATA)
    places = {place["id"]: place for place in tables.places}
    countries = read_countries()
    clips = {}
    for leg in tables.legs:
        ends = [places[leg["from"]], places[leg["to"]]]
        if leg["mode"] in OVERLAND_MODES and leg["precision"] == "town_to_town":
            line = LineString([(place["lon"], place["lat"]) for place in ends])
            for code, km in clipped_km(line, countries).items():
                if code not in {place["country"] for place in ends}:
                    clips[leg["id"], code] = km
    assert set(clips) == {("leg-las-claritas-santa-elena-uairen", "GY")}
    assert all(km < TRANSIT_MINIMUM_KM for km in clips.values())
