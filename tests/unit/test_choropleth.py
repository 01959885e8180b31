"""Figures per country and region: of the filtered rows, zero apart from no figure."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from layers.attention import by_country
from layers.catalog import Catalog
from layers.choropleth import COUNTS, NEVER, choosable, series, tally
from layers.filters import ViewFilter
from layers.flow import Flow
from layers.index import index_of
from layers.regions import region_of, regions

CHILE = ViewFilter(countries=("CL",), since="2022")


@pytest.mark.parametrize("by", ["legs", "events"])
@pytest.mark.parametrize("view", [ViewFilter(), CHILE, ViewFilter(flow=Flow("through", "PE"))])
def test_counts_are_of_the_filtered_rows(catalog: Catalog, view: ViewFilter, by: str) -> None:
    shown = view.apply(catalog)
    found = tally(catalog, shown, by)
    frame = getattr(shown, by)
    assert (found.counted, found.of) == (len(frame), len(getattr(catalog, by)))
    assert list(found.values) == list(index_of(catalog).values["countries"])
    for code, value in found.values.items():
        assert value == sum(code in codes for codes in frame["countries"])


def test_a_country_without_a_row_has_zero_and_one_not_covered_has_nothing(catalog: Catalog) -> None:
    found = tally(catalog, CHILE.apply(catalog), "legs")
    assert found.values["BR"] == 0
    assert "UY" not in found.values


def test_regions_hold_the_events_whose_place_is_in_them(catalog: Catalog) -> None:
    found = tally(catalog, CHILE.apply(catalog), "regions")
    assert sum(found.values.values()) == found.counted <= found.of == len(CHILE.apply(catalog).events)
    assert found.values["CL-TA"] > 0
    assert found.values["BR-AM"] == 0
    assert not {code for code in found.values if code.startswith(("AR", "ES"))}, "not drawn as regions"


def test_every_place_in_a_country_with_regions_lies_in_one(catalog: Catalog) -> None:
    drawn = {code[:2] for code in regions()}
    places = catalog.places[["country", "admin1"]].itertuples()
    lost = [key for key, code, name in places if code in drawn and name and not region_of(code, name)]
    assert lost == []
    assert region_of("CL", None) is None
    assert region_of("ES", "Galicia") is None


def test_reports_are_the_sources_of_what_is_shown(catalog: Catalog) -> None:
    shown = CHILE.apply(catalog)
    found = tally(catalog, shown, "reports")
    cited = {
        key for frame in (shown.legs, shown.events, shown.places) for row in frame["sources"] for key in row
    }
    assert found.counted == len(cited)
    assert found.values["CL"] == len(by_country(shown)["CL"]) > found.values["PE"]


def test_no_series_of_the_founding_articles_nor_of_few_countries(catalog: Catalog) -> None:
    assert "homicide_rate_unodc" in series(catalog)
    assert not [key for key in series(catalog) if key.endswith(NEVER)]
    assert "cl_irregular_entries_pdi" not in series(catalog), "one country compares nothing"
    assert "tda_presence_reported" not in series(catalog), "no official figures"
    assert choosable(catalog) == (*COUNTS, *series(catalog))


@pytest.mark.parametrize("by", ["", "legs ", "homicide_rate_cl_founding_article", "nothing"])
def test_what_is_not_choosable_is_refused(catalog: Catalog, by: str) -> None:
    with pytest.raises(KeyError):
        tally(catalog, catalog, by)


def test_a_series_gives_the_latest_full_official_year(catalog: Catalog) -> None:
    by = "homicide_rate_unodc"
    found = tally(catalog, catalog, by)
    rows = catalog.observations
    rows = rows[(rows["series"] == by) & (rows["geography"] == "CL") & ~rows["partial"]]
    assert found.periods["CL"] == max(rows["period"])
    assert found.values["CL"] == rows.set_index("period").at[found.periods["CL"], "value"]
    early = tally(catalog, ViewFilter(until="2019").apply(catalog), by)
    assert max(early.periods.values()) == "2019"


@pytest.mark.parametrize(
    "change",
    [
        {"period": "2031-01"},
        {"period": "FY2031"},
        {"period": "2031-01/2031-06"},
        {"period": "2031", "partial": True},
        {"period": "2031", "breakdown": "sex=female"},
        {"period": "2031", "quality": "press"},
        {"period": "2031", "geography": "CL-tarapaca"},
        {"period": "2031", "value": float("nan")},
    ],
)
def test_what_is_no_full_year_of_a_whole_country_is_never_taken(
    catalog: Catalog, change: dict[str, object]
) -> None:
    by = "homicide_rate_unodc"
    rows = catalog.observations
    row = rows[(rows["series"] == by) & (rows["geography"] == "CL")].iloc[[0]].assign(**change)
    shown = replace(catalog, observations=pd.concat([rows, row]))
    assert tally(catalog, shown, by).periods == tally(catalog, catalog, by).periods
