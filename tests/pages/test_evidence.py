"""The evidence page as Streamlit runs it: what the desk asks for is the view, and the address holds what is chosen."""

from typing import Any
from urllib.parse import parse_qs

import pytest

from layers.catalog import Catalog
from layers.desk.question import SECTIONS
from layers.filters import ViewFilter
from layers.language import Translator
from pages.shared import desk
from tests.pages.atlas import component, first_run, query, warnings

HOME = "http://atlas.example/"


def answered(app: Any, catalog: Catalog) -> dict[str, Any]:
    return desk.answer(catalog, parse_qs(component(app, "desk")["query"]), HOME)


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_the_desk_asks_for_the_view_and_the_section_of_the_page(catalog: Catalog, lang: str) -> None:
    app = first_run("evidence.py", country="CL", desk="sources", source_kind="official", lang=lang)
    data = component(app, "desk")
    asked = {"country": ["CL"], "desk": ["sources"], "source_kind": ["official"], "lang": [lang]}
    assert parse_qs(data["query"]) == asked
    assert [name for name, _label in data["tabs"]] == list(SECTIONS)
    assert data["label"] == Translator(lang)("Sections of the evidence desk")
    found = answered(app, catalog)
    shown = ViewFilter(countries=("CL",)).apply(catalog)
    official = shown.sources[shown.sources["kind"] == "official"]
    items = next(block for block in found["blocks"] if block["kind"] == "sources")["items"]
    assert {item["id"] for item in items} == set(official.index)


def test_without_a_section_the_disputes_are_shown(catalog: Catalog) -> None:
    app = first_run("evidence.py", country="TT", lang="en")
    found = answered(app, catalog)
    assert found["section"] == "disputes"
    n = len(ViewFilter(countries=("TT",)).apply(catalog).disputes)
    assert sum(block["kind"] == "fold" for block in found["blocks"]) == n


def test_an_unknown_section_is_told_and_the_page_works(catalog: Catalog) -> None:
    app = first_run("evidence.py", desk="nothing", source_year="never", lang="en")
    assert "“nothing” under “desk”" in warnings(app)
    assert "“never” under “source_year”" in warnings(app)
    assert answered(app, catalog)["section"] == "disputes"


def test_what_is_asked_stays_in_the_address_of_this_page_alone() -> None:
    app = first_run("evidence.py", desk="sources", source_q="tren", country="PA", lang="es")
    assert query(app)["country"] == ["PA"]
    app.switch_page("map.py").run()
    assert not set(query(app)) & {"desk", "source_q"}
    assert not warnings(app)


@pytest.mark.parametrize("section", list(SECTIONS))
@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_every_section_answers_whatever_the_view(catalog: Catalog, section: str, lang: str) -> None:
    for more in ({}, {"country": ["TT"]}, {"q": ["nosuchword"]}, {"upto": ["<b>"]}, {"upto": ["9" * 5]}):
        found = desk.answer(catalog, {"desk": [section], "lang": [lang], **more}, HOME)
        assert found["section"] == section
        assert found["blocks"][0]["kind"] == "heading"


def test_the_files_of_a_chart_hold_the_rows_of_the_view(catalog: Catalog) -> None:
    given = {"country": ["CL"], "lang": ["es"], "desk": ["grades"]}
    table = desk.file(catalog, given, HOME, "grades-by-country", "csv")
    assert table is not None
    shown = ViewFilter(countries=("CL",)).apply(catalog)
    chile = next(line for line in table.splitlines() if line.startswith("Chile,"))
    assert chile.endswith(f",{len(shown.legs) + len(shown.events)}")
    described = desk.file(catalog, given, HOME, "grades-by-corridor", "json")
    assert described is not None
    assert '"link": "http://atlas.example/evidence?country=CL&lang=es&rel=' in described
    assert desk.file(catalog, given, HOME, "no-such-chart", "csv") is None


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_a_view_and_a_claim_can_be_cited(catalog: Catalog, lang: str) -> None:
    given = {"country": ["CL"], "desk": ["gaps"], "lang": [lang]}
    view = desk.citation(catalog, given, HOME)
    assert "quote" not in view
    assert f"http://atlas.example/evidence?country=CL&lang={lang}&rel=" in view["citations"]["text"]
    assert "&desk=gaps" in view["citations"]["csl"]
    assert ViewFilter(countries=("CL",)).describe(catalog, lang) in view["citations"]["text"]
    claim = desk.citation(catalog, {**given, "selected": ["leg.leg-pisiga-colchane"]}, HOME)
    assert (
        f"http://atlas.example/?selected=leg.leg-pisiga-colchane&lang={lang}&rel="
        in claim["citations"]["ris"]
    )
    assert claim["quote"]["lines"][0].startswith("Pisiga")


def test_a_claim_that_is_not_in_view_is_not_quoted(catalog: Catalog) -> None:
    given = {"country": ["TT"], "selected": ["leg.leg-pisiga-colchane"]}
    assert "quote" not in desk.citation(catalog, given, HOME)
    assert "quote" not in desk.citation(catalog, {"selected": ["<b>"]}, HOME)


def test_whatever_is_asked_is_answered(catalog: Catalog) -> None:
    assert (
        desk.answer(catalog, {"lang": ["xx"], "desk": ["<b>"], "country": ["zz"]}, HOME)["section"]
        == "disputes"
    )
