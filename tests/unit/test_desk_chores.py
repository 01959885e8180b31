"""The list of work, found again by plain loops over the raw records; every command finds its record."""

import shlex
from typing import Any

import pytest

from layers.catalog import Catalog
from layers.curation import explain
from layers.desk.chores import ADVICE, LISTED, NAMES, blocks, chores, command
from layers.desk.library import Record
from layers.filters import ViewFilter
from layers.load import read
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def raw() -> Any:
    return read(ROOT / "data")[0]


def found(catalog: Catalog, shown: Catalog, key: str) -> set[str]:
    return {record.id for each in chores(catalog, shown) if each.key == key for record in each.records}


def test_every_chore_has_a_name_and_advice(catalog: Catalog) -> None:
    keys = [each.key for each in chores(catalog, catalog)]
    assert keys == list(NAMES) == list(ADVICE)
    for each in chores(catalog, catalog):
        assert not each.about or len(each.about) == len(each.records)


def test_records_on_one_origin(catalog: Catalog) -> None:
    wanted = {
        key
        for name in ("legs", "events", "relations")
        for key, row in getattr(catalog, name).iterrows()
        if len(row["independent"]) < 2 and row["rule"] != "statement"
    }
    assert found(catalog, catalog, "one_origin") == wanted


def test_legs_without_a_date(catalog: Catalog, raw: Any) -> None:
    dates = ("reported_from", "reported_to", "last_reported")
    wanted = {leg["id"] for leg in raw.legs if not any(leg[name] for name in dates)}
    assert found(catalog, catalog, "undated_legs") == wanted


def test_places_without_a_dated_report(catalog: Catalog, raw: Any) -> None:
    dated = {source["id"] for source in raw.sources if source["published"]}
    spoken = {place["id"] for place in raw.places if dated & set(place["sources"])}
    spoken |= {leg[end] for leg in raw.legs for end in ("from", "to") if dated & set(leg["sources"])}
    spoken |= {event["place"] for event in raw.events if dated & set(event["sources"])}
    assert found(catalog, catalog, "undated_places") == {place["id"] for place in raw.places} - spoken


def test_open_disputes_without_a_recent_source(catalog: Catalog, raw: Any) -> None:
    published = {source["id"]: source["published"] or "" for source in raw.sources}
    last = max(int(date[:4]) for date in published.values() if date)
    wanted = set()
    for dispute in raw.disputes:
        sources = {*dispute["sources"], *(s for side in dispute["positions"] for s in side["sources"])}
        newest = max((published[source] for source in sources), default="")
        if dispute["status"] == "open" and int(newest[:4] or 0) <= last - 2:
            wanted.add(dispute["id"])
    assert wanted
    assert found(catalog, catalog, "stale_disputes") == wanted


def test_sources_that_no_record_cites(catalog: Catalog, raw: Any) -> None:
    used = {claim["article"] for claim in raw.claims}
    for name in (
        "corridors",
        "legs",
        "places",
        "events",
        "actors",
        "relations",
        "disputes",
        "series",
        "observations",
    ):
        used |= {source for record in raw[name] for source in record["sources"]}
    used |= {
        source for dispute in raw.disputes for side in dispute["positions"] for source in side["sources"]
    }
    assert found(catalog, catalog, "uncited") == {source["id"] for source in raw.sources} - used
    filtered = ViewFilter(countries=("CL",)).apply(catalog)
    assert not found(catalog, filtered, "uncited")


def test_a_filtered_list_has_the_filtered_records_only(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("CL",), since="2022").apply(catalog)
    for each in chores(catalog, shown):
        for record in each.records:
            assert record.id in getattr(shown, record.table).index


@pytest.mark.parametrize("name", ["legs", "events", "relations", "places", "disputes", "sources"])
def test_the_command_explains_the_record(catalog: Catalog, name: str) -> None:
    key = str(getattr(catalog, name).index[0])
    *_python, word = shlex.split(command(Record(name, key)))
    outcome = explain(ROOT / "data", [word], "en")
    assert not outcome.problems
    assert outcome.lines[0] == word


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_folds_with_their_numbers(catalog: Catalog, lang: str) -> None:
    made = blocks(catalog, catalog, lang)
    folds = [block for block in made if block["kind"] == "fold"]
    assert [int(fold["tag"]) for fold in folds] == [len(each.records) for each in chores(catalog, catalog)]
    for fold in folds:
        rows = [row for block in fold["body"] if block["kind"] == "table" for row in block["rows"]]
        assert len(rows) == min(int(fold["tag"]), LISTED)
        assert all(row[-1]["code"].startswith("python -m layers explain ") for row in rows)
