"""A shaded map in words: what the map is sent, and the table that says the same."""

from __future__ import annotations

import json

import pytest

from layers.catalog import Catalog
from layers.choices import Selection
from layers.choropleth import GAPS, choosable, tally
from layers.filters import ViewFilter
from layers.language import LANGUAGES, Translator
from layers.look import LIGHT
from layers.regions import regions
from layers.scene import answer
from layers.shading import NOBODY, STEPS, blocks, message, names

LIMIT_BYTES = 4096
LIMIT_OF_THE_GAP_LAYER_BYTES = 12_000
CHILE = ViewFilter(countries=("CL",), since="2022")


def table(page: list) -> dict:
    return next(block for block in page if block["kind"] == "table")


def cell(block: dict, given: object) -> object:
    return block["words"][given] if isinstance(given, int) else given


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("view", [ViewFilter(), CHILE, ViewFilter(text="nosuchword")])
def test_the_table_says_what_the_map_is_sent(catalog: Catalog, view: ViewFilter, lang: str) -> None:
    for by in choosable(catalog):
        sent, page = message(catalog, view, by, lang), blocks(catalog, view, by, lang)
        assert page[0]["text"] == sent["title"]
        told = [line.removesuffix(".") for line in sent["lines"]]
        assert all(line in page[1]["text"] for line in told)
        rows = table(page)["rows"]
        figures = [each["number"] for row in rows for each in row if isinstance(each, dict)]
        assert figures == sorted(figures, reverse=True)
        assert sum(figure > 0 for figure in figures) == len(sent["areas"])
        shades = {cell(table(page), row[-1]) for row in rows}
        assert {text for _step, text in sent["rows"]} <= shades


def test_zero_is_neither_a_shade_nor_no_figure(catalog: Catalog) -> None:
    sent = message(catalog, CHILE, "events", "en")
    figures = tally(catalog, CHILE.apply(catalog), "events").values
    assert set(sent["zero"]) == {code for code, value in figures.items() if not value}
    assert sent["zero"]
    assert not set(sent["zero"]) & set(sent["areas"])
    assert sent["nobody"] == NOBODY
    assert "UY" not in (*sent["zero"], *sent["areas"])


def test_regions_without_events_are_told_shortly(catalog: Catalog) -> None:
    sent = message(catalog, ViewFilter(countries=("CL",)), "regions", "en")
    assert sent["regional"]
    assert "HN" in sent["zero"], "no region of the country has any: named once"
    covered = {code for code in regions() if code in sent["zero"] or code[:2] in sent["zero"]}
    assert not covered & set(sent["areas"])
    assert "CL-MA" in covered
    assert "CL" not in sent["zero"]


@pytest.mark.parametrize("by", ["", "homicide_rate_cl_founding_article", "__class__"])
def test_what_is_not_choosable_shades_nothing(catalog: Catalog, by: str) -> None:
    assert message(catalog, CHILE, by, "en") == {}
    assert blocks(catalog, CHILE, by, "en") == []
    assert "shade" not in answer(catalog, CHILE, "en", "", by)


def test_the_answer_grows_only_where_it_is_asked_to(catalog: Catalog) -> None:
    plain = answer(catalog, CHILE, "en")
    assert "shade" not in plain
    shaded = answer(catalog, CHILE, "en", "", "events")
    assert {key: value for key, value in shaded.items() if key != "shade"} == plain
    for by in choosable(catalog):
        text = json.dumps(message(catalog, ViewFilter(), by, "es"), ensure_ascii=False, separators=(",", ":"))
        assert len(text.encode()) < (LIMIT_OF_THE_GAP_LAYER_BYTES if by == GAPS else LIMIT_BYTES)


def test_the_period_and_the_selection(catalog: Catalog) -> None:
    sent = answer(catalog, CHILE, "en", "", "legs")["shade"]
    assert sent["lines"][0] == "Reported or dated from 2022 on"
    assert f"{len(CHILE.apply(catalog).legs)} of 104 legs" in sent["lines"][1]
    chosen = ViewFilter(countries=("CL",), since="2022", selected=Selection("place", "iquique"))
    assert message(catalog, chosen, "legs", "en") == message(catalog, CHILE, "legs", "en")


def test_figures_of_a_series_carry_unit_and_year(catalog: Catalog) -> None:
    sent = message(catalog, ViewFilter(), "homicide_rate_unodc", "en")
    assert sent["areas"]["CL"][1].endswith("per 100,000 inhabitants (2023)")
    assert sent["lines"][0] == "Per 100,000 inhabitants"
    assert "full year" in sent["none"]
    assert "nobody" not in sent
    people = message(catalog, ViewFilter(), "ven_hosted_unhcr", "en")
    assert people["lines"][-1].startswith("Absolute figures")


def test_every_number_of_classes_has_its_shades() -> None:
    for number, steps in STEPS.items():
        assert len(steps) == number
        assert list(steps) == sorted(steps)
        assert all(f"shade{step}" in LIGHT for step in steps)


def test_everything_choosable_has_a_name(catalog: Catalog) -> None:
    for lang in LANGUAGES:
        known = [code for listed in names(catalog, lang).values() for code, _name in listed]
        assert sorted(known) == sorted(choosable(catalog))
        assert Translator(lang)(NOBODY).startswith("0")
