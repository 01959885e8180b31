"""The statistics page as Streamlit runs it: what the charts ask for is the view, and the address holds what is chosen."""

from typing import Any
from urllib.parse import parse_qs

import pytest

from layers.catalog import Catalog
from layers.filters import ViewFilter
from pages.shared import charts
from tests.pages.atlas import component, first_run, go, query, texts, warnings


def asked(app: Any) -> dict[str, list[str]]:
    return parse_qs(component(app, "statistics")["query"])


def answered(app: Any, catalog: Catalog) -> dict[str, Any]:
    return charts.answer(catalog, asked(app), "http://atlas.example/")


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_the_charts_ask_for_the_view_of_the_page(catalog: Catalog, lang: str) -> None:
    app = first_run("statistics.py", country=["CL", "PE"], lang=lang)
    assert asked(app) == {"country": ["CL", "PE"], "lang": [lang]}
    shown = ViewFilter(countries=("CL", "PE")).apply(catalog)
    found = answered(app, catalog)
    assert found["overview"][0]["value"] == str(len(shown.events))
    assert found["stamp"]["filters"] in texts(app)


def test_a_link_restores_what_was_chosen(catalog: Catalog) -> None:
    app = first_run("statistics.py", lang="en")
    go(app, part="figures", series="homicide_rate_unodc", geo=["CL", "PE"], measure="index", country="CL")
    app.switch_page("statistics.py").run()
    found = answered(app, catalog)
    assert found["part"] == "figures"
    assert found["controls"]["chosen"] == ["homicide_rate_unodc"]
    assert found["controls"]["measure"] == "index"
    assert found["stamp"]["link"].startswith("http://atlas.example/statistics?country=CL")
    assert "measure=index" in found["stamp"]["link"]


def test_an_unknown_choice_is_told_and_the_page_works(catalog: Catalog) -> None:
    app = first_run("statistics.py", part="nothing", series="homicide_rate_cl_founding_article", lang="en")
    assert "“nothing” under “part”" in warnings(app)
    assert "shown only in the dispute" in warnings(app)
    assert answered(app, catalog)["part"] == "records"


def test_the_choices_stay_in_the_address_of_this_page_alone() -> None:
    app = first_run("statistics.py", part="figures", series="darien_crossings", country="PA", lang="es")
    assert query(app)["country"] == ["PA"]
    app.switch_page("map.py").run()
    assert "series" not in query(app)
    assert not warnings(app)


def test_the_files_hold_the_rows_of_the_view(catalog: Catalog) -> None:
    given = {"country": ["CL"], "lang": ["en"]}
    table = charts.file(catalog, given, "http://atlas.example/", "event-kinds", "csv")
    assert table is not None
    assert table.startswith("\ufeff"), "spreadsheets take it for UTF-8"
    lines = table.removeprefix("\ufeff").splitlines()
    assert lines[0] == "Heading,Events,Share"
    shown = ViewFilter(countries=("CL",)).apply(catalog)
    assert sum(int(line.split(",")[1]) for line in lines[1:]) == len(shown.events)
    described = charts.file(catalog, given, "http://atlas.example/", "event-kinds", "json")
    assert described is not None
    assert '"filters": "Legs, places and events that start in' in described
    assert charts.file(catalog, given, "http://atlas.example/", "no-such-chart", "csv") is None


def test_whatever_is_asked_is_answered(catalog: Catalog) -> None:
    for given in ({}, {"lang": ["xx"], "part": ["<b>"], "country": ["zz"]}, {"series": ["a"] * 500}):
        assert charts.answer(catalog, given, "")["part"] == "records"  # type: ignore[arg-type]
