"""Which series may share an axis."""

from itertools import combinations

import pytest

from layers.catalog import Catalog
from layers.commensurability import (
    COUNTED,
    MEASURES,
    NATURES,
    Conflict,
    conflict,
    conflicts,
    explained,
    measure,
)
from layers.language import LANGUAGES
from layers.statistics import units_of

UNITS = {
    "homicide_cases_cl_cead": "cases",
    "homicide_victims_cl_official": "persons",
    "homicide_victims_cl_fiscalia": "persons",
    "homicide_rate_unodc": "rate",
    "homicide_rate_cl_official": "rate",
    "homicide_rate_cl_official_h1": "rate",
    "homicide_rate_cl_founding_article": "rate",
    "violent_death_rate_ovv": "rate",
    "ven_hosted_r4v": "persons",
    "ven_hosted_unhcr": "persons",
    "darien_crossings": "persons",
}


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("homicide_cases_cl_cead", "homicide_victims_cl_official", "unit"),
        ("homicide_victims_cl_official", "homicide_rate_cl_official", "unit"),
        ("ven_hosted_r4v", "darien_crossings", "counted"),
        ("ven_hosted_r4v", "ven_hosted_unhcr", "counted"),
        ("homicide_rate_unodc", "violent_death_rate_ovv", "counted"),
        ("homicide_rate_cl_official", "homicide_rate_cl_official_h1", "basis"),
        ("homicide_rate_cl_official", "homicide_rate_cl_founding_article", "founding"),
    ],
)
def test_what_must_not_share_an_axis(first: str, second: str, reason: str) -> None:
    assert conflict(first, second, UNITS) == Conflict(first, second, reason)
    assert conflict(second, first, UNITS) == Conflict(second, first, reason)


def test_police_cases_are_not_victims_even_in_the_same_unit() -> None:
    same = {"homicide_cases_cl_cead": "persons", "homicide_victims_cl_official": "persons"}
    found = conflict("homicide_cases_cl_cead", "homicide_victims_cl_official", same)
    assert found is not None
    assert found.reason == "counted"


def test_a_stock_is_no_flow_even_of_the_same_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    flow = MEASURES["darien_crossings"]
    both = {"darien_crossings": flow, "ven_hosted_r4v": flow._replace(nature="stock")}
    monkeypatch.setattr("layers.commensurability.MEASURES", both)
    found = conflict("darien_crossings", "ven_hosted_r4v", UNITS)
    assert found is not None
    assert found.reason == "nature"


def test_what_may_share_an_axis() -> None:
    assert conflict("homicide_rate_unodc", "homicide_rate_cl_official", UNITS) is None
    assert conflict("homicide_victims_cl_official", "homicide_victims_cl_fiscalia", UNITS) is None
    assert conflicts(["darien_crossings"], UNITS) == []


def test_a_series_that_is_not_listed_shares_with_none() -> None:
    units = {"new_one": "persons", "new_two": "persons", **UNITS}
    assert conflict("new_one", "new_two", units) is not None
    assert conflict("new_one", "darien_crossings", units) is not None
    assert conflict("new_one", "new_one", units) is None


def test_the_lists_are_closed() -> None:
    assert {each.counted for each in MEASURES.values()} == set(COUNTED)
    assert {each.nature for each in MEASURES.values()} <= set(NATURES)
    assert measure("nobody_knows").counted == "nobody_knows"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_conflict_of_the_data_is_said_in_words(catalog: Catalog, lang: str) -> None:
    units = units_of(catalog)
    names = {key: key.upper() for key in units}
    reasons = set()
    for first, second in combinations(units, 2):
        found = conflict(first, second, units)
        if found is not None:
            text = explained(found, names, units, lang)
            assert first.upper() in text
            assert second.upper() in text
            reasons.add(found.reason)
    assert reasons >= {"founding", "unit", "counted", "nature", "basis"} - {"nature"}
