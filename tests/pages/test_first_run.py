"""A first visit to any address works: every language, every filter, counts that are those of the filter itself."""

from urllib.parse import urlencode

import pytest

from layers.catalog import Catalog
from layers.facets import labels
from layers.filters import ViewFilter
from layers.language import LANGUAGES, Translator, number
from layers.methods import blocks
from layers.vocabulary import ACT_STATUS, ATTRIBUTION, CRIMES
from tests.pages.atlas import drawn, filters, first_run, query, rows, sheet, texts


def counted(app_text: str, catalog: Catalog, shown: Catalog, lang: str = "en") -> None:
    _ = Translator(lang)
    for words, table in (
        ("{shown} of {all} legs", "legs"),
        ("{shown} of {all} places", "places"),
        ("{shown} of {all} events", "events"),
        ("{shown} of {all} corridors", "corridors"),
    ):
        sizes = {k: number(lang, len(getattr(c, table))) for k, c in (("shown", shown), ("all", catalog))}
        assert _(words, **sizes) in app_text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_atlas(catalog: Catalog, lang: str) -> None:
    app = first_run(lang=lang)
    counted(texts(app), catalog, catalog, lang)
    assert ViewFilter().describe(catalog, lang) in texts(app)
    assert not app.warning
    assert len(drawn(app, catalog)["legs"]) == len(catalog.legs)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_filtered_link(catalog: Catalog, lang: str) -> None:
    view = ViewFilter(countries=("CL",))
    shown = view.apply(catalog)
    app = first_run(country="CL", lang=lang)
    counted(texts(app), catalog, shown, lang)
    assert view.describe(catalog, lang) in texts(app)
    assert filters(app) == {"country": ["CL"]}
    assert len(rows(app)) == len(shown.legs)


@pytest.mark.parametrize(
    "link",
    [
        {"corridor": "pisiga-colchane"},
        {"crime": "extortion"},
        {"actor": "tren-de-aragua"},
        {"attribution": "context"},
        {"act": "official_act"},
        {"from": "2023-05", "to": "2024"},
        {"q": "frontera"},
        {"country": "CL,PE", "crime": "homicide", "from": "2022"},
        {"selected": "corridor.pisiga-colchane"},
        {"country": "PE", "rows": "events"},
    ],
    ids=urlencode,
)
def test_every_key_of_a_link(catalog: Catalog, link: dict[str, str]) -> None:
    known = {key: [value] for key, value in link.items() if key != "rows"}
    view, notices = ViewFilter.from_query(known, catalog)
    assert not notices
    app = first_run(**link)
    counted(texts(app), catalog, view.apply(catalog))
    assert not app.warning
    wanted = view.to_query() | ({"rows": [link["rows"]]} if "rows" in link else {})
    assert query(app) == wanted, "the address says the same after the run"


def test_only_filtered_rows_travel(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("TT",)).apply(catalog)
    ends = set(shown.legs["from_place"]) | set(shown.legs["to_place"]) | set(shown.places.index)
    app = first_run(country="TT")
    add = drawn(app, catalog)["add"]
    assert {row[1] for row in add["legs"]} == set(shown.legs.index)
    assert {row[1] for row in add["places"]} == ends
    assert {row[1] for row in add["corridors"]} == set(shown.legs["corridor"])
    assert {row[1] for row in add["events"]} == set(shown.events.index)
    assert {row[0]["key"] for row in rows(app)} == {f"leg.{key}" for key in shown.legs.index}


def test_the_panel_offers_every_code(catalog: Catalog) -> None:
    offered = labels(catalog, "en")
    for name, known in (("crimes", CRIMES), ("attribution", ATTRIBUTION), ("acts", ACT_STATUS)):
        assert dict(offered[name]) == dict(known)
    assert {text for _code, text in offered["corridors"]} == set(catalog.corridors["name_en"])
    assert {text for _code, text in offered["actors"]} == set(catalog.actors["name"])


@pytest.mark.parametrize("kind", ["legs", "places", "events"])
def test_the_table_holds_the_filtered_rows(catalog: Catalog, kind: str) -> None:
    shown = ViewFilter(countries=("PE",)).apply(catalog)
    app = first_run(country="PE", rows=kind)
    assert {row[0]["key"].partition(".")[2] for row in rows(app)} == set(getattr(shown, kind).index)


def test_a_long_table_is_sent_in_part(catalog: Catalog) -> None:
    app = first_run(rows="events")
    assert len(rows(app)) == 100 < len(catalog.events)
    assert f"100 of {len(catalog.events)} rows" in [block.get("text") for block in sheet(app)]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_method_page(lang: str) -> None:
    app = first_run("method.py", lang=lang)
    assert sheet(app) == blocks(lang)
