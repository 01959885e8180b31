"""What a visitor sees first."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

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
