"""The statistics page as one value: two parts that never mix, one denominator said with every figure, words in three languages."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from layers.catalog import Catalog
from layers.commensurability import MEASURES, is_founding
from layers.counting import source_line
from layers.exhibits import exhibit
from layers.figures import panels
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from layers.plots import Plot
from layers.statistics import DEFAULT, answer, charts, chosen, controls, refusals, series_in_view
from layers.tallies import Tallies
from layers.vocabulary import CRIMES, GUILT_WITHHELD

TODAY = date(2026, 11, 26)
STAMP = {"filters": "All.", "release": "r", "licence": "l", "link": "u"}


def tallies_of(catalog: Catalog, **choices: Any) -> Tallies:
    return Tallies(catalog, ViewFilter(**choices).apply(catalog))


def by_key(catalog: Catalog, lang: str = "en", **choices: Any) -> dict[str, Any]:
    return {chart.key: chart for chart in charts(tallies_of(catalog, **choices), Plot(), lang)}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", ["records", "figures"])
def test_every_chart_has_its_words_and_is_plain_json(catalog: Catalog, part: str, lang: str) -> None:
    found = answer(catalog, catalog, Plot(part=part), lang, TODAY, STAMP)
    assert json.loads(json.dumps(found, allow_nan=False))["part"] == part
    assert len(found["overview"]) == 4
    keys = [chart["key"] for chart in found["charts"]]
    assert len(set(keys)) == len(keys)
    for chart in found["charts"]:
        assert chart["title"]
        assert chart["sentence"]
        assert chart["source"]
        assert all(len(row) == len(chart["head"]) for row in chart["rows"])


def test_the_two_parts_share_no_chart(catalog: Catalog) -> None:
    records, figures = (
        {chart["key"] for chart in answer(catalog, catalog, Plot(part=part), "en", TODAY, STAMP)["charts"]}
        for part in ("records", "figures")
    )
    assert not records & figures
    assert figures == {*DEFAULT, "all-series"}


def test_the_denominator_is_said(catalog: Catalog) -> None:
    found = by_key(catalog, countries=("CL",))
    shown = ViewFilter(countries=("CL",)).apply(catalog)
    assert found["event-kinds"].sentence.startswith(f"Of {len(shown.events)} events in view")
    assert found["attribution"].sentence.startswith(f"Of {len(shown.legs)} legs in view")
    assert source_line(tallies_of(catalog, countries=("CL",)), "en") in found["crimes"].source
    assert f"of {len(shown.legs) + len(shown.events)} legs and events" in found["grades"].sentence


@pytest.mark.parametrize("key", ["countries", "crimes", "actors"])
def test_what_counts_several_times_says_so(catalog: Catalog, key: str) -> None:
    assert any("do not add up to 100 %" in note for note in by_key(catalog)[key].notes)


def test_reports_are_never_worded_as_crimes(catalog: Catalog) -> None:
    for key in ("countries", "crimes", "event-kinds", "country-crimes"):
        assert "These are records of reports, not counts of crimes." in by_key(catalog)[key].notes


def test_partial_dates_count_in_their_year(catalog: Catalog) -> None:
    shown = catalog.events[catalog.events["date"].isin(["2018", "2018-09", "2018-08-16"])]
    tallies = Tallies(catalog, replace(catalog, events=shown))
    chart = next(each for each in charts(tallies, Plot(), "en") if each.key == "event-years")
    assert chart.rows == (("2018", len(shown)),)
    years, months = (int((shown["date"].str.len() == size).sum()) for size in (4, 7))
    assert f"{years} events bear only a year and {months} only a year and a month" in chart.notes[0]


def test_what_spans_years_counts_in_each_and_says_so(catalog: Catalog) -> None:
    chart = by_key(catalog)["leg-years"]
    spans = [(a.year, b.year) for a, b in zip(catalog.legs["start"], catalog.legs["end"], strict=True) if a]
    assert dict(chart.rows)["2022"] == sum(a <= 2022 <= b for a, b in spans)
    n = sum(a != b for a, b in spans)
    assert f"{n} span two years or more and count in each of them" in chart.notes[0]


def test_years_without_a_record_keep_their_place(catalog: Catalog) -> None:
    shown = catalog.events[catalog.events["date"].str[:4].isin(["2017", "2020"])]
    tallies = Tallies(catalog, replace(catalog, events=shown))
    chart = next(each for each in charts(tallies, Plot(), "en") if each.key == "event-years")
    assert [row[0] for row in chart.rows] == ["2017", "2018", "2019", "2020"]
    assert chart.rows[1] == ("2018", 0)


def test_the_guilt_of_the_coerced_is_in_no_bar(catalog: Catalog) -> None:
    shown = catalog.events[catalog.events.index.isin(list(GUILT_WITHHELD))]
    tallies = Tallies(catalog, replace(catalog, events=shown))
    chart = next(each for each in charts(tallies, Plot(), "en") if each.key == "guilt")
    assert [row[1] for row in chart.rows] == [0, 0, 0]
    assert "1 event is left out: a coerced person stands behind it." in chart.notes


def test_a_level_of_evidence_takes_crimes_from_the_counts(catalog: Catalog) -> None:
    shown = ViewFilter(evidence="corroborated").apply(catalog)
    tallies = Tallies(catalog, shown)
    assert tallies.fewer_crimes
    before = catalog.legs.loc[shown.legs.index, "crimes"]
    lost = {
        crime for key, crimes in shown.legs["crimes"].items() for crime in before[key] if crime not in crimes
    }
    legs = {row[0]: row[1] for row in by_key(catalog, evidence="corroborated")["crimes"].rows}
    for crime in lost:
        assert legs[CRIMES[crime]] == sum(crime in crimes for crimes in shown.legs["crimes"])
        assert legs[CRIMES[crime]] < sum(crime in crimes for crimes in before)


def test_an_empty_view_says_what_that_means(catalog: Catalog) -> None:
    found = answer(catalog, ViewFilter(text="nosuchword").apply(catalog), Plot(), "en", TODAY, STAMP)
    said = {chart["key"]: chart["sentence"] for chart in found["charts"]}
    assert said["event-kinds"].startswith("No event is in view. That nobody reported any does not mean")
    assert said["attribution"].startswith("No leg is in view.")
    assert found["overview"][2]["value"] == "–"


def test_figures_follow_country_and_period_alone(catalog: Catalog) -> None:
    chile = tallies_of(catalog, countries=("CL",), since="2022", until="2023")
    found = panels(chile, "homicide_rate_unodc")
    assert {panel.area for panel in found} == {"CL"}
    assert {figure.period for panel in found for figure in panel.figures} == {"2022", "2023"}
    words = tallies_of(catalog, text="nosuchword", evidence="established")
    assert len(words.shown.observations) == len(catalog.observations)


def test_no_figure_outside_the_view_is_sent(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("PE",)).apply(catalog)
    found = answer(
        catalog, shown, Plot(part="figures", series=("homicide_rate_unodc",), marks=True), "en", TODAY, STAMP
    )
    chart = found["charts"][0]
    assert {row[0] for row in chart["rows"]} == {"Peru"}
    assert [panel["title"] for panel in chart["draw"]["panels"]] == ["Peru"]
    n = sum(count for _at, count in chart["draw"]["panels"][0]["events"])
    assert 0 < n <= len(shown.events)
    assert [each[0] for each in found["controls"]["areas"]] == ["PE"]


def test_a_series_out_of_view_gives_way(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("TT",)).apply(catalog)
    assert "darien_crossings" not in series_in_view(shown)
    assert chosen(shown, Plot(series=("darien_crossings",))) == series_in_view(shown)[:1]
    given = controls(catalog, shown, Plot(part="figures"), "en")
    known = {key: usable for theme in given["series"] for key, _title, usable in theme["items"]}
    assert known["darien_crossings"] is False
    assert set(known) == set(MEASURES)


def test_series_that_share_an_axis_are_compared(catalog: Catalog) -> None:
    plot = Plot("figures", ("homicide_rate_unodc", "homicide_rate_cl_official"), ("CL",))
    assert refusals(catalog, plot, "en") == []
    found = charts(Tallies(catalog, catalog), plot, "en")
    assert [chart.key for chart in found] == ["comparison", *plot.series, "all-series"]
    assert len(found[0].draw["lines"]) == 2
    drawn = sum(len(line["marks"]) for line in found[0].draw["lines"])
    assert len(found[0].rows) == drawn


@pytest.mark.parametrize("measure", ["value", "index"])
def test_series_that_do_not_are_drawn_apart_and_told_why(catalog: Catalog, measure: str) -> None:
    plot = Plot("figures", ("homicide_cases_cl_cead", "homicide_victims_cl_official"), measure=measure)
    assert len(refusals(catalog, plot, "en")) == 1
    assert "comparison" not in [chart.key for chart in charts(Tallies(catalog, catalog), plot, "en")]


def test_an_index_says_its_base_and_where_it_says_nothing(catalog: Catalog) -> None:
    tallies = Tallies(catalog, catalog)
    chart = exhibit(tallies, "homicide_rate_unodc", Plot(areas=("CL", "PE"), measure="index"), "en")
    assert chart.unit.startswith("index, 20")
    first = [panel["marks"][0]["value"] for panel in chart.draw["panels"]]
    assert 100 in first
    score = exhibit(tallies, "ocindex_criminality", Plot(measure="index"), "en")
    assert score.unit == "score from 1 to 10"
    assert any(note.startswith("No index is drawn") for note in score.notes)


def test_ranges_stay_ranges(catalog: Catalog) -> None:
    chart = exhibit(Tallies(catalog, catalog), "migrant_price_clp", Plot(), "en")
    marks = [mark for panel in chart.draw["panels"] for mark in panel["marks"] if "upper" in mark]
    assert len(marks) == 5
    assert any(mark["lower"] is None and "up to 280,000" in mark["text"] for mark in marks)
    assert any((mark["lower"], mark["upper"]) == (50000, 60000) for mark in marks)


def test_addresses_that_may_not_be_shown_are_not_sent(catalog: Catalog) -> None:
    hidden = catalog.sources[~catalog.sources["url_display"]]
    assert len(hidden)
    text = json.dumps(
        [exhibit(Tallies(catalog, catalog), series, Plot(parts=True), "en").rows for series in MEASURES]
    )
    assert '"url": null' not in text
    assert "http" in text


def test_founding_series_are_never_chosen(catalog: Catalog) -> None:
    for shown in (catalog, ViewFilter(countries=("CL",)).apply(catalog)):
        assert not [key for key in series_in_view(shown) if is_founding(key)]
    whole = replace(catalog, series=catalog.series[[is_founding(key) for key in catalog.series.index]])
    assert chosen(whole, Plot()) == []


def test_hostile_texts_stay_texts(catalog: Catalog) -> None:
    bad = "<img src=x onerror=alert(1)>{{7*7}}"
    actors = catalog.actors.assign(name=[bad] * len(catalog.actors))
    sources = catalog.sources.assign(publisher=[bad] * len(catalog.sources))
    whole = replace(catalog, actors=actors, sources=sources)
    found = {chart.key: chart for chart in charts(Tallies(whole, whole), Plot(), "en")}
    assert found["actors"].rows[0][0] == bad
    assert bad in exhibit(Tallies(whole, whole), "darien_crossings", Plot(), "en").source
