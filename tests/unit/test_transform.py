"""Tables as frames."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from layers import transform, vocabulary
from layers.catalog import Catalog, build
from layers.load import Tables, read

DATA = Path(__file__).parents[2] / "data"
TABLES, _PROBLEMS = read(DATA)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build(TABLES)


@pytest.mark.parametrize("name", vocabulary.TABLES)
def test_every_record_has_a_row_and_every_field_a_column(catalog, name):
    frame, records = getattr(catalog, name), TABLES[name]
    assert set(frame.index) == {record["id"] for record in records}
    assert len(frame) == len(records)
    assert frame.index.is_unique
    assert frame.index.name == "id"
    fields = {key for record in records for key in record} - {"id"}
    renamed = {"from": "from_place", "to": "to_place"} if name == "legs" else {}
    assert {renamed.get(field, field) for field in fields} <= set(frame.columns)


@pytest.mark.parametrize("name", vocabulary.TABLES)
def test_missing_text_is_none_and_lists_are_tuples(catalog, name):
    frame = getattr(catalog, name)
    for column in frame.columns.difference(["geometry"]):
        if frame[column].dtype == object:
            kinds = {type(value) for value in frame[column]}
            assert (
                kinds <= {str, type(None)}
                or kinds <= {tuple}
                or kinds <= {date, type(None)}
                or kinds == {dict}
            )


def test_corridors_come_headline_first_and_legs_in_travel_order(catalog):
    order = list(catalog.corridors.index)
    assert order[:3] == ["cucuta", "pisiga-colchane", "mexico-city"]
    assert order[3:] == sorted(order[3:])
    assert list(dict.fromkeys(catalog.legs["corridor"])) == order
    for corridor, legs in catalog.legs.groupby("corridor"):
        assert tuple(legs.index) == catalog.corridors.at[corridor, "legs"]
    for name in ("places", "events", "sources", "disputes", "claims"):
        assert getattr(catalog, name).index.is_monotonic_increasing


def leg(**dates):
    return {"reported_from": None, "reported_to": None, "last_reported": None, **dates}


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        (
            {"reported_from": "2021", "reported_to": "2022-02", "last_reported": "2025"},
            "2021-01-01",
            "2022-02-28",
        ),
        ({"reported_from": "2021-03", "last_reported": "2024"}, "2021-03-01", "2024-12-31"),
        ({"reported_from": "2021-03"}, "2021-03-01", "2021-03-31"),
        ({"last_reported": "2024-02"}, "2024-02-01", "2024-02-29"),
        ({"reported_to": "2024-02-10"}, "2024-02-10", "2024-02-10"),
    ],
)
def test_a_leg_is_reported_in_a_closed_interval(fields, start, end):
    found = transform.reported_interval(leg(**fields))
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


def test_a_leg_without_dates_is_undated(catalog):
    assert transform.reported_interval(leg()) is None
    frame = catalog.legs
    undated = frame[["reported_from", "reported_to", "last_reported"]].isna().all(axis=1)
    assert undated.any()
    assert frame.loc[undated, "start"].isna().all()
    assert frame.loc[~undated, "start"].notna().all()


def test_crime_families_are_in_the_order_of_the_vocabulary():
    assert transform.families(["homicide", "drug_trafficking", "migrant_smuggling", "extortion"]) == (
        "movement",
        "coercion",
        "trade",
    )
    assert transform.families([]) == ()


def test_geometry_joins_the_places(catalog):
    assert {catalog.legs.crs.to_epsg(), catalog.places.crs.to_epsg(), catalog.events.crs.to_epsg()} == {4326}
    for row in catalog.legs.itertuples():
        ends = [catalog.places.geometry[row.from_place], catalog.places.geometry[row.to_place]]
        assert list(row.geometry.coords) == [end.coords[0] for end in ends]
        assert row.countries[0] == catalog.places.at[row.from_place, "country"]
        assert row.countries[-1] == catalog.places.at[row.to_place, "country"]
        assert all(a != b for a, b in pairwise(row.countries))
    for row in catalog.events.itertuples():
        assert (row.geometry is None) == (row.place is None)
        assert row.place is None or row.geometry.equals(catalog.places.geometry[row.place])


def test_corridor_lengths_are_the_sums_of_their_legs(catalog):
    for key, corridor in catalog.corridors.iterrows():
        legs = catalog.legs[catalog.legs["corridor"] == key]
        assert corridor["leg_count"] == len(legs) == len(corridor["legs"])
        assert corridor["length_km"] == pytest.approx(legs["length_km"].sum())


def test_an_address_that_may_not_be_shown_is_gone(catalog):
    hidden = catalog.sources[~catalog.sources["url_display"]]
    assert len(hidden) > 0
    assert hidden["url"].isna().all()
    raw = {record["id"]: record["url"] for record in TABLES.sources}
    shown = catalog.sources[catalog.sources["url_display"]]
    assert shown["url"].to_dict() == {key: raw[key] for key in shown.index}
    addresses = {url for key, url in raw.items() if url and key in hidden.index} - set(shown["url"])
    assert addresses
    assert not any(catalog.sources["url"].isin(addresses))


@pytest.mark.parametrize("geography", vocabulary.GEOGRAPHIES)
def test_every_geography_has_its_countries(geography):
    countries = transform.geography_countries(geography)
    assert all(len(code) == 2 and code.isupper() for code in countries)


def test_geographies():
    assert transform.geography_countries("CL") == transform.geography_countries("CL-tarapaca") == ("CL",)
    assert transform.geography_countries("darien") == ("CO", "PA")
    assert transform.geography_countries("WORLD") == ()
    with pytest.raises(KeyError):
        transform.geography_countries("atlantis")


def test_observations_have_the_interval_of_their_period(catalog):
    frame = catalog.observations
    fiscal = frame[frame["period"] == "FY2024"]
    assert set(zip(fiscal["start"], fiscal["end"], strict=True)) == {(date(2023, 10, 1), date(2024, 9, 30))}
    assert pd.api.types.is_float_dtype(frame["value"])


def test_no_records_give_empty_frames(catalog):
    empty = build(Tables())
    for name in vocabulary.TABLES:
        frame = getattr(empty, name)
        assert len(frame) == 0
        assert set(getattr(catalog, name).columns) == set(frame.columns)
