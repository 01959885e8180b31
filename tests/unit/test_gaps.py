"""Who looked where and when: silence is told apart from absence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layers.attention import SILENT_YEARS, Attention, attention, by_country, by_place, horizon
from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.gaps import after, blocks, countries, message, of_place, said
from layers.language import LANGUAGES, Translator
from layers.scene import answer

CHILE = ViewFilter(countries=("CL",), since="2022")
SEVERAL = Attention(3, ((2019, 1), (2024, 1)), 1, ("es",))


def test_it_is_said_how_many_when_and_in_which_languages() -> None:
    assert said(Translator("en"), SEVERAL) == "3 reports, 2019–2024, in Spanish only"
    assert said(Translator("es"), SEVERAL) == "3 informes, 2019–2024, solo en español"
    assert said(Translator("pt"), SEVERAL) == "3 relatos, 2019–2024, só em espanhol"
    one = Attention(1, (), 1, ("pt", "en"))
    assert said(Translator("en"), one) == "1 report, without a date, in Portuguese and English"


@pytest.mark.parametrize(("last", "silent"), [(2021, True), (2024, True), (2025, False), (2026, False)])
def test_silence_is_two_years_without_a_source(last: int, silent: bool) -> None:
    found = replace(SEVERAL, years=((2019, 1), (last, 1)))
    assert SILENT_YEARS == 2
    assert found.silent(2026) is silent
    words = after(Translator("en"), found, 2026)
    assert bool(words) is silent
    assert not silent or f"after {last}" in words
    assert not replace(SEVERAL, years=()).silent(2026), "a source without a date may be of any year"


def test_the_last_year_looked_at_ends_with_the_period(catalog: Catalog) -> None:
    assert horizon(catalog, ViewFilter(until="2021-03")) == 2021
    assert horizon(catalog, ViewFilter(until="2099")) == horizon(catalog, ViewFilter()) == 2026


def test_reports_are_of_the_filtered_rows_and_counted_once(catalog: Catalog) -> None:
    shown = CHILE.apply(catalog)
    cited = by_place(shown)
    assert set(cited) == set(shown.places.index)
    place = "iquique"
    wanted = set(catalog.places.at[place, "sources"])
    for row in shown.legs[["from_place", "to_place", "sources"]].itertuples(index=False):
        wanted |= set(row.sources) if place in (row.from_place, row.to_place) else set()
    for site, sources in zip(shown.events["place"], shown.events["sources"], strict=True):
        wanted |= set(sources) if site == place else set()
    assert cited[place] == wanted
    found = attention(catalog, cited)[place]
    assert found.reports == len(wanted) == sum(n for _year, n in found.years) + found.undated
    assert set(found.languages) == set(catalog.sources.loc[sorted(wanted), "language"])
    assert {code for code, sources in by_country(shown).items() if wanted <= sources} >= {"CL"}


@pytest.mark.parametrize("view", [ViewFilter(), CHILE, ViewFilter(text="nosuchword")])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_map_card_and_table_say_the_same(catalog: Catalog, view: ViewFilter, lang: str) -> None:
    sent, page = message(catalog, view, lang), blocks(catalog, view, lang)
    shown = view.apply(catalog)
    assert {catalog.places.index[row[0]] for row in sent["places"]} == set(shown.places.index)
    tables = [block for block in page if block["kind"] == "table"]
    if not len(shown.places):
        assert tables == []
        return
    (block,) = tables
    keys = [row[0]["key"].removeprefix("place.") for row in block["rows"]]
    assert sorted(keys) == sorted(shown.places.index)
    found = attention(catalog, by_place(shown))
    years = [int(name) for name in block["columns"] if name.isdigit()]
    for key, row in zip(keys, block["rows"], strict=True):
        cells = [block["words"][cell] if isinstance(cell, int) else cell for cell in row]
        assert cells[2]["number"] == found[key].reports
        assert [int(cell) for cell in cells[4:-1]] == [dict(found[key].years).get(year, 0) for year in years]
        assert int(cells[-1]) == found[key].undated
    for ordinal, size, silent, words in sent["places"]:
        key = catalog.places.index[ordinal]
        assert 1 <= size <= 4
        told = of_place(catalog, view, key, lang)
        assert told.startswith(f"{words}.")
        assert (sent["after"].format(year=silent) in told) is bool(silent)


def test_a_place_of_which_nothing_shown_speaks_has_no_words(catalog: Catalog) -> None:
    assert of_place(catalog, CHILE, "boa-vista", "en") == ""


def test_countries_are_told_like_places(catalog: Catalog) -> None:
    told = countries(catalog, ViewFilter(), "en")
    found = attention(catalog, by_country(catalog))
    assert any(each.silent(2026) for each in found.values()), "else this compares nothing"
    for code, words in told.items():
        assert words.startswith(said(Translator("en"), found[code]))
        assert (f"speaks of it after {found[code].last}." in words) is found[code].silent(2026)
    shaded = answer(catalog, ViewFilter(), "en", "", "reports")["shade"]
    assert {code: words for code, (_step, words) in shaded["areas"].items()} == told


def test_other_shades_draw_no_rings(catalog: Catalog) -> None:
    assert "places" not in answer(catalog, CHILE, "en", "", "events")["shade"]
