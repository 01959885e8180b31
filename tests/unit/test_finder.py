"""Finding records by name: what was meant comes first, whatever the accents, the case and the language."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.finder import FOUND_AT_MOST, KINDS, find
from layers.language import LANGUAGES


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("cúcuta", "place.cucuta"),
        ("CUCUTA", "place.cucuta"),
        ("bogota colombia", "place.bogota"),
        ("Colômbia bogotá", "place.bogota"),
        ("ciudad de mexico", "place.mexico-city"),
        ("pisiga colchane", "corridor.pisiga-colchane"),
        ("pisiga bolivar → colchane", "leg.leg-pisiga-colchane"),
        ("union tepito", "actor.union-tepito"),
        ("tren de aragua", "actor.tren-de-aragua"),
        ("chile", "country.CL"),
        ("estados unidos", "country.US"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_meant_comes_first(catalog: Catalog, text: str, first: str, lang: str) -> None:
    assert find(catalog, catalog, text, lang)[0].key == first


def test_every_alias_finds_its_actor(catalog: Catalog) -> None:
    for actor, aliases in catalog.actors["aliases"].items():
        for alias in aliases:
            assert f"actor.{actor}" in [each.key for each in find(catalog, catalog, alias, "en")]


def test_every_name_of_a_place_finds_it_in_all_languages(catalog: Catalog) -> None:
    for place, name in catalog.places["name"].items():
        for lang in LANGUAGES:
            assert f"place.{place}" in [each.key for each in find(catalog, catalog, name, lang, limit=100)]


def test_a_find_says_whether_the_view_shows_it(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("CL",)).apply(catalog)
    inside = {each.key: each.inside for each in find(catalog, shown, "iquique", "en")}
    assert inside["place.iquique"]
    (boa_vista, *_rest) = find(catalog, shown, "boa vista", "pt")
    assert boa_vista == ("place.boa-vista", "Boa Vista", "Lugar · Brasil", False)


@pytest.mark.parametrize("text", ["", "   ", "—", "nosuchname", "\x00", "🙂"])
def test_nothing_finds_nothing(catalog: Catalog, text: str) -> None:
    assert find(catalog, catalog, text, "en") == []


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_no_text_does_harm(catalog: Catalog, text: str) -> None:
    found = find(catalog, catalog, text, "en")
    assert len(found) <= FOUND_AT_MOST
    assert {each.key.split(".")[0] for each in found} <= set(KINDS)


def test_a_series_and_a_source_are_found(catalog: Catalog) -> None:
    series = find(catalog, catalog, "irregular entries into panama", "en")
    assert "series.darien_crossings" in [each.key for each in series]
    source = catalog.sources.loc[catalog.events["sources"].iloc[0][0]]
    found = find(catalog, catalog, f"{source['title']} {source['publisher']}"[:80], "en")
    assert f"source.{source.name}" in [each.key for each in found if each.inside]
    assert all(
        "founding" not in each.key
        for each in find(catalog, catalog, "article", "en", 500)
        if "series." in each.key
    )


def test_a_source_that_no_record_of_the_view_cites_is_outside(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("TT",)).apply(catalog)
    cited = {key for frame in (shown.events, shown.legs) for keys in frame["sources"] for key in keys}
    other = next(key for key in catalog.events["sources"].iloc[0] if key not in cited)
    found = find(catalog, shown, catalog.sources.at[other, "title"][:80], "en", 500)
    assert [each.inside for each in found if each.key == f"source.{other}"] == [False]
