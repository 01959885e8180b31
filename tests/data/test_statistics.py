"""The numbers of the statistics page, worked out a second time from the raw files, and three series read with their disputes."""

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from layers.catalog import Catalog
from layers.charts import Chart
from layers.commensurability import MEASURES, is_founding
from layers.exhibits import exhibit
from layers.plots import Plot
from layers.statistics import answer, charts
from layers.tallies import Tallies
from tests.conftest import ROOT

DATA = ROOT / "data"
TODAY = date(2026, 11, 26)
NAMES = {"CL": "Chile", "CO": "Colombia", "VE": "Venezuela"}


def features(folder: str) -> Iterator[dict[str, Any]]:
    for file in sorted((DATA / folder).glob("*.geojson")):
        for each in json.loads(file.read_text("utf-8"))["features"]:
            yield {"id": each["id"], **each["properties"]}


def read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return found


def figures(**wanted: str) -> list[dict[str, str]]:
    with (DATA / "observations.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[k] == v for k, v in wanted.items())]


def events_where(test: Callable[[dict[str, Any]], bool]) -> int:
    return sum(1 for event in features("events") if test(event))


@pytest.fixture(scope="module")
def found(catalog: Catalog) -> dict[str, Chart]:
    tallies = Tallies(catalog, catalog)
    parts = [*charts(tallies, Plot(), "en"), *charts(tallies, Plot(part="figures"), "en")]
    return {chart.key: chart for chart in parts}


def cell(chart: Chart, row: str, column: str) -> Any:
    rows = [each for each in chart.rows if each[0] == row]
    assert len(rows) == 1, (chart.key, row)
    return rows[0][chart.head.index(column)]


def drawn(chart: Chart, panel: str, year: str) -> list[tuple[float, str]]:
    marks = next(each for each in chart.draw["panels"] if each["title"] == panel)["marks"]
    return [(mark["value"], mark["state"]) for mark in marks if mark["text"].startswith(f"{year}:")]


def test_ten_numbers_of_the_records_from_the_raw_files(found: dict[str, Chart]) -> None:
    country = {place["id"]: place["country"] for place in features("places")}
    legs = list(features("corridors"))
    ways = [(country[leg["from"]], country[leg["to"]], leg["mode"]) for leg in legs]
    sources = read("sources")
    assert cell(found["countries"], "Chile", "Events") == events_where(lambda e: "CL" in e["countries"])
    assert cell(found["countries"], "Colombia", "Legs") == sum("CO" in way[:2] for way in ways)
    assert cell(found["countries"], "Venezuela", "Places") == sum(each == "VE" for each in country.values())
    assert cell(found["event-years"], "2025", "Events") == events_where(lambda e: e["date"][:4] == "2025")
    assert cell(found["event-kinds"], "arrest", "Events") == events_where(lambda e: e["type"] == "arrest")
    assert cell(found["act-status"], "act announced by an authority", "Events") == events_where(
        lambda e: e["act_status"] == "official_act"
    )
    assert cell(found["actors"], "Tren de Aragua", "Events") == events_where(
        lambda e: "tren-de-aragua" in e["actors"]
    )
    assert cell(found["country-crimes"], "Chile", "human trafficking") == events_where(
        lambda e: "CL" in e["countries"] and "human_trafficking" in e["crimes"]
    )
    assert cell(found["crimes"], "extortion", "Legs") == sum("extortion" in leg["crimes"] for leg in legs)
    by_land = [way for way in ways if way[2] in ("road", "foot", "sea", "mixed")]
    assert cell(found["borders"], "Venezuela", "Colombia") == sum(way[:2] == ("VE", "CO") for way in by_land)
    assert cell(found["source-languages"], "Spanish", "Sources") == sum(s["language"] == "es" for s in sources)
    undated = sum(s["published"] is None for s in sources)
    assert f"{undated} sources are not dated." in found["source-years"].notes
    assert sum(row[1] for row in found["source-years"].rows) == len(sources) - undated  # type: ignore[misc]


def test_the_key_figures_from_the_raw_files(catalog: Catalog) -> None:
    said = {each["label"]: each for each in answer(catalog, catalog, Plot(), "en", TODAY, {})["overview"]}
    assert said["Events in view"]["value"] == str(events_where(lambda _event: True))
    years = [events_where(lambda e, year=year: e["date"].startswith(year)) for year in ("2025", "2024")]
    assert said["Events in view"]["change"] == f"{years[0]} dated 2025, {years[1]} the year before"
    assert said["Sources in view"]["value"] == str(len(read("sources")))
    assert said["Sources in view"]["change"] == f"{len({s['origin'] for s in read('sources')})} origins"


def test_every_series_has_its_measure_and_no_measure_is_left_over(catalog: Catalog) -> None:
    assert {key for key in catalog.series.index if not is_founding(key)} == set(MEASURES)


def test_every_figure_of_every_series_is_in_a_table(catalog: Catalog) -> None:
    tallies = Tallies(catalog, catalog)
    for series in MEASURES:
        chart = exhibit(tallies, series, Plot(part="figures", parts=True), "en")
        raw = figures(series=series)
        values = sorted(float(row["value"]) for row in raw)
        assert sorted(float(row[3]) for row in chart.rows) == values, series  # type: ignore[arg-type]
        part = sum(row["partial"] == "true" for row in raw)
        assert sum(row[7] == "part of the period" for row in chart.rows) == part, series
        assert all(row[9]["text"] for row in chart.rows), series  # type: ignore[index]


def test_no_partial_figure_is_drawn_as_a_whole_one(catalog: Catalog) -> None:
    part = {row["id"] for row in figures(partial="true")}
    assert len(part) > 100
    tallies = Tallies(catalog, catalog)
    for series in MEASURES:
        chart = exhibit(tallies, series, Plot(part="figures", parts=True), "en")
        for row in chart.rows:
            if row[7] == "part of the period":
                assert row[8] in (
                    "drawn hatched: part of the period",
                    "not drawn: repeats one that is, or covers less",
                ), series


def test_irregular_entries_to_chile_are_read_correctly(found: dict[str, Chart]) -> None:
    chart = found["cl_irregular_entries_pdi"]
    raw = {
        row["period"]: float(row["value"])
        for row in figures(series=chart.key, geography="CL", breakdown="", partial="false")
    }
    assert raw["2021"] == 56586
    for year in ("2019", "2020", "2021", "2022", "2023", "2025"):
        assert drawn(chart, "Chile, by year", year) == [(raw[year], "current")]
    # 2024 is known for January to November only, in three growing counts: the furthest is drawn, hatched.
    assert drawn(chart, "Chile, by year", "2024") == [(26777, "partial")]
    # 2,905 for 2017 is the founding article's alone: never in the chart, in the dispute beside it.
    assert drawn(chart, "Chile, by year", "2017") == [(1594, "partial")]
    dispute = next(d for d in chart.disputes if d["key"] == "dispute.disp-cl-entries-2017")
    assert any("2017: 2,905" in text for text in dispute["founding"])
    scope = next(d for d in chart.disputes if d["key"] == "dispute.disp-cl-entries-2021-scope")
    assert any("56,586" in text for text in scope["founding"])
    assert "national" in scope["reading"]["text"]
    # The estimate of 2018 is told apart from the official figures; regions are panels of their own.
    marks = next(p for p in chart.draw["panels"] if p["title"] == "Chile, by year")["marks"]
    assert [m["quality"] for m in marks if m["text"].startswith("2018:")] == ["estimate"]
    assert drawn(chart, "Tarapacá (Chile), by year", "2021") == [(13078, "current")]
    # The change is never given across the gap of 2024.
    assert "26,000 (persons) in 2025; the figure before is of 2023: 44,235" in chart.sentence


def test_homicide_rates_of_chile_are_read_correctly(catalog: Catalog, found: dict[str, Chart]) -> None:
    chart = found["homicide_rate_cl_official"]
    raw = [float(row["value"]) for row in figures(series=chart.key, geography="CL", period="2022")]
    shown = drawn(chart, "Chile", "2022")
    assert sorted(value for value, _state in shown) == sorted(set(raw)) == [6.7, 6.8]
    assert [value for value, state in shown if state == "current"] == [6.8]  # as revised
    keys = {dispute["key"] for dispute in chart.disputes}
    assert keys == {"dispute.disp-cl-homicide-rate-2021", "dispute.disp-cl-homicide-revisions"}
    dispute = next(d for d in chart.disputes if d["key"] == "dispute.disp-cl-homicide-rate-2021")
    printed = [row["value"] for row in figures(series="homicide_rate_cl_founding_article")]
    assert len(printed) == 2
    assert all(any(value in text for text in dispute["founding"]) for value in printed)
    # The founding article's growth and rate belong to different counts: both stand in the dispute about Tarapacá.
    tarapaca = exhibit(Tallies(catalog, catalog), "homicide_victims_cl_fiscalia", Plot(part="figures"), "en")
    dispute = next(d for d in tarapaca.disputes if d["key"] == "dispute.disp-tarapaca-homicide-2021")
    assert any("183" in text for text in dispute["founding"])
    assert any("9.7" in text for text in dispute["founding"])


def test_darien_crossings_are_read_correctly(found: dict[str, Chart]) -> None:
    chart = found["darien_crossings"]
    assert drawn(chart, "Darién, by year", "2023") == [(520085, "current")]
    assert sorted(drawn(chart, "Darién, by year", "2024")) == [(300549, "other"), (302203, "current")]
    assert sorted(value for value, _state in drawn(chart, "Darién, by year", "2020")) == [6465, 8594]
    assert drawn(chart, "Darién, by year", "2011") == []  # a gap, not a zero
    months = next(p for p in chart.draw["panels"] if p["title"] == "Darién, by month")["marks"]
    raw = [row for row in figures(series="darien_crossings", breakdown="") if len(row["period"]) == 7]
    assert sorted(mark["value"] for mark in months) == sorted(float(row["value"]) for row in raw)
    about = {d["id"] for d in read("disputes") if "darien_crossings" in d["about"]["series"]}
    assert {dispute["key"] for dispute in chart.disputes} == {f"dispute.{key}" for key in about}
    assert len(about) == 6
    assert all(dispute["founding"] == [] for dispute in chart.disputes)
    assert "3,091 (persons) in 2025; −99\u00a0% on 2024 (302,203)" in chart.sentence


def test_founding_figures_stand_nowhere_but_in_their_disputes(catalog: Catalog) -> None:
    tallies = Tallies(catalog, catalog)
    printed = {row["id"] for row in figures() if row["series"].endswith("_founding_article")}
    assert len(printed) == 6
    for lang in ("en", "es", "pt"):
        listed = charts(tallies, Plot(part="figures"), lang)[-1]
        assert len(listed.rows) == len(read("series")) - 3
        assert not [row for row in listed.rows if is_founding(row[0]["series"])]  # type: ignore[index]
    shown = {
        text
        for series in MEASURES
        for dispute in exhibit(tallies, series, Plot(part="figures"), "en").disputes
        for text in dispute["founding"]
    }
    assert len(shown) == len(printed)
