"""Grades by corridor and country, counted again by plain loops over the raw records."""

from collections import Counter, defaultdict
from typing import Any

import pytest

from layers.catalog import Catalog
from layers.desk.grading import blocks, by_corridor, by_country, charts
from layers.evidence import Claim, assess
from layers.filters import ViewFilter
from layers.load import read
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def raw() -> Any:
    return read(ROOT / "data")[0]


def test_by_corridor(catalog: Catalog, raw: Any) -> None:
    assessed = assess(raw)
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    for table in ("legs", "events"):
        for record in raw[table]:
            if record["corridor"]:
                wanted[record["corridor"]][assessed[Claim(table, record["id"])].grade] += 1
    assert by_corridor(catalog) == dict(wanted)


def test_by_country(catalog: Catalog, raw: Any) -> None:
    assessed = assess(raw)
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    for event in raw.events:
        for code in set(event["countries"]):
            wanted[code][assessed[Claim("events", event["id"])].grade] += 1
    countries = {place["id"]: place["country"] for place in raw.places}
    for leg in raw.legs:
        for code in set(catalog.legs.at[leg["id"], "countries"]):
            wanted[code][assessed[Claim("legs", leg["id"])].grade] += 1
        assert {countries[leg["from"]], countries[leg["to"]]} <= set(catalog.legs.at[leg["id"], "countries"])
    assert by_country(catalog) == dict(wanted)


@pytest.mark.parametrize(
    "view", [ViewFilter(), ViewFilter(countries=("CL",)), ViewFilter(evidence="established")]
)
def test_the_rows_add_up(catalog: Catalog, view: ViewFilter) -> None:
    shown = view.apply(catalog)
    corridors, countries = charts(catalog, shown, "en")
    for chart in (corridors, countries):
        assert len(chart.head) == 5
        for row in chart.rows:
            assert sum(row[1:4]) == row[4]  # type: ignore[arg-type]
    loose = int(shown.events["corridor"].isna().sum())
    assert sum(row[4] for row in corridors.rows) == len(shown.legs) + len(shown.events) - loose  # type: ignore[misc]
    if view.evidence:
        assert {row[3] for row in countries.rows} == {0}


def test_the_sentence_names_what_the_rows_show(catalog: Catalog) -> None:
    chart = charts(catalog, catalog, "en")[0]
    parts = {row[0]: row[3] / row[4] for row in chart.rows if row[4] >= 5}  # type: ignore[operator]
    assert f"“{max(parts, key=lambda name: parts[name])}” rests most on single sources" in chart.sentence


def test_few_records_are_not_compared(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("AW",)).apply(catalog)
    assert 0 < len(shown.legs) + len(shown.events) < 5
    assert charts(catalog, shown, "en")[0].sentence.startswith("No heading holds five records")


def test_nothing_in_view_is_said(catalog: Catalog) -> None:
    shown = ViewFilter(text="nosuchword").apply(catalog)
    assert "nobody reported" in charts(catalog, shown, "en")[0].sentence
    assert blocks(catalog, shown, "pt")[-1]["kind"] == "charts"
