"""What a visitor sees first."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from layers.catalog import Catalog
from tests.browser.conftest import NewVisit
from tests.browser.server import ROOT, Server
from tests.browser.visit import Visit


def test_the_whole_atlas_is_drawn(visit: Visit, catalog: Catalog) -> None:
    visit.open("/")
    assert (len(catalog.legs), len(catalog.places)) == (104, 145)
    visit.expect_drawn(104, 145)
    expect(visit.page.get_by_text("All curated legs, places and events are shown.")).to_be_visible()
    assert visit.query() == {}, "nothing was chosen, so the address says nothing"


def test_the_first_visitor_of_a_cold_server_gets_what_the_link_says(
    new_visit: NewVisit, expected: Callable[..., Catalog], tmp_path: Path
) -> None:
    rows = expected(country="CL")
    assert 0 < len(rows.legs) < 104
    with Server(ROOT, tmp_path / "log") as cold:
        visit = new_visit(cold).open("/?country=CL&lang=es")
        visit.expect_drawn(len(rows.legs), len(rows.places))
        visit.until(lambda: visit.chosen("País") == ["Chile"], "the country in its filter")
        expect(visit.page.get_by_role("radio", name="Español")).to_be_checked()
        expect(visit.sidebar.get_by_role("button", name="Quitar todos los filtros")).to_be_visible()
        expect(visit.page.get_by_text(f"{len(rows.legs)} de 104 tramos")).to_be_visible()
        visit.until_query(country=["CL"], lang=["es"])
        visit.page.close()


def test_the_map_is_drawn_before_streamlit_is_up_and_goes_on_when_it_is(visit: Visit) -> None:
    held: list[Route] = []
    visit.page.route(re.compile(r"/static/js/index\.[\w-]+\.js"), lambda route: held.append(route))
    visit.page.goto(visit.server.address, wait_until="commit")
    early = visit.page.locator("body > div:not(#root) .atlas")
    expect(early).to_have_attribute("data-basemap", "drawn")
    expect(early).to_have_attribute("data-legs", "104")
    assert visit.page.get_by_test_id("stApp").count() == 0
    seen = early.locator("iframe").bounding_box()
    early.locator("iframe").evaluate("(node) => { node.marked = 1; }")
    visit.frame.evaluate("() => { window.marked = 1; }")

    for route in held:
        route.continue_()
    expect(visit.atlas).to_have_attribute("data-legs", "104")
    visit.expect_rest()
    frame = visit.atlas.locator("iframe")
    assert frame.evaluate("(node) => node.marked") == 1
    assert visit.frame.evaluate("() => window.marked") == 1, "the document was not loaded anew"
    assert frame.bounding_box() == pytest.approx(seen, abs=2), "nothing jumps"
    assert early.count() == 0


def test_a_chosen_record_waits_for_its_card(visit: Visit) -> None:
    visit.open("/?selected=place.bogota")
    expect(visit.card.get_by_role("heading", level=2)).to_have_text("Bogotá")


def test_the_early_map_leaves_with_its_address(visit: Visit) -> None:
    held: list[Route] = []
    visit.page.route(re.compile(r"/static/js/index\.[\w-]+\.js"), lambda route: held.append(route))
    visit.page.goto(visit.server.address, wait_until="commit")
    early = visit.page.locator("body > div:not(#root) .atlas")
    expect(early).to_be_visible()
    visit.page.evaluate("() => history.pushState(null, '', 'evidence')")
    expect(early).to_have_count(0)
