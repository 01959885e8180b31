"""What is left when the map cannot be drawn."""

from playwright.sync_api import expect

from tests.browser.visit import Visit

FAILED = "The map could not be drawn in this browser. The table below holds the same rows."


def test_the_map_fails_and_the_table_stays(visit: Visit) -> None:
    visit.page.route("**/basemap.json", lambda route: route.abort())
    visit.expect_complaint(r"Failed to load resource: net::ERR_FAILED \(.*/basemap\.json\)")
    visit.page.goto(visit.server.address)
    status = visit.atlas.get_by_role("status")
    expect(status).to_have_text(FAILED)
    expect(status).to_be_visible()
    expect(visit.page.locator(".atlas iframe")).to_be_hidden()
    expect(visit.table).to_be_visible()
    expect(visit.page.get_by_text("104 of 104 legs")).to_be_visible()
    assert visit.page.get_by_test_id("stException").count() == 0
    visit.choose("Country", "Chile")
    visit.until_query(country=["CL"])


def test_the_words_of_the_map_fail_to_arrive(visit: Visit) -> None:
    visit.page.route("**/setup-en.json", lambda route: route.abort())
    visit.expect_complaint(r"Failed to load resource: net::ERR_FAILED \(.*/setup-en\.json\)")
    visit.page.goto(visit.server.address)
    expect(visit.atlas.get_by_role("status")).to_have_text(FAILED)
    expect(visit.table).to_be_visible()
