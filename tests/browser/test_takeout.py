"""The panel that gives the rows away: what is saved is what is shown."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from layers.catalog import Catalog
from tests.browser.conftest import NewVisit
from tests.browser.test_accessibility import violations
from tests.browser.visit import Visit


def test_what_is_saved_is_what_is_shown(
    visit: Visit, expected: Callable[..., Catalog], tmp_path: Path
) -> None:
    visit.open("/?country=CL&evidence=corroborated")
    shown = expected(country="CL", evidence="corroborated")
    panel = visit.page.locator(".takeout")
    panel.locator("summary").focus()
    expect(panel.locator("summary")).to_contain_text(f"Legs: {len(shown.legs)} of 104")
    visit.page.keyboard.press("Enter")
    link = panel.get_by_role("link", name="GeoJSON", exact=True)
    link.focus()
    with visit.page.expect_download() as saved:
        visit.page.keyboard.press("Enter")
    assert saved.value.suggested_filename == link.get_attribute("download")
    assert re.fullmatch(
        r"corridor-atlas-\d{4}-\d\d-\d\d(-pending)?-country-CL-evidence-corroborated\.geojson",
        saved.value.suggested_filename,
    )
    saved.value.save_as(tmp_path / "rows")
    ids = [feature["id"] for feature in json.loads((tmp_path / "rows").read_text("utf-8"))["features"]]
    assert ids == [*shown.legs.index, *shown.places.index, *shown.events.index]
    panel.get_by_role("checkbox").check()
    expect(panel.get_by_role("link", name="CSV: Legs")).to_have_attribute("href", re.compile("hxl=1$"))


def test_the_panels_are_accessible_on_a_phone(new_visit: NewVisit) -> None:
    visit = new_visit(viewport={"width": 360, "height": 740}, bypass_csp=True).open("/?country=CL&lang=es")
    panel = visit.page.locator(".takeout")
    panel.locator("summary").click()
    expect(panel.get_by_role("link", name="Excel")).to_be_visible()
    share = visit.page.locator(".share")
    share.locator("summary").click()
    expect(share.get_by_role("img", name="Código QR")).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 360
    assert all(
        box["height"] >= 24 for link in panel.get_by_role("link").all() if (box := link.bounding_box())
    )
    assert violations(visit.page) == []
