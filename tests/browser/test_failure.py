"""What is left when the map cannot be drawn."""

from collections.abc import Callable

from playwright.sync_api import Route, expect

from layers.catalog import Catalog
from tests.browser.visit import Visit

FAILED = "The map could not be drawn in this browser. The text and the table below hold the same rows."


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


NO_CANVAS = "if (window !== top) HTMLCanvasElement.prototype.getContext = () => null;"


def test_without_a_canvas_the_text_stands_in(visit: Visit, expected: Callable[..., Catalog]) -> None:
    rows = expected(country="BR")
    visit.page.add_init_script(NO_CANVAS)
    visit.expect_complaint("uncaught: canvas")
    visit.page.goto(f"{visit.server.address}/?country=BR")
    expect(visit.atlas.get_by_role("status")).to_have_text(FAILED)
    expect(visit.page.locator(".atlas iframe")).to_be_hidden()
    text = visit.page.locator(".sheet details ol > li")
    expect(text).to_have_count(len(rows.legs))
    expect(text.filter(has_text="From Boa Vista (Brazil) to Manaus (Brazil), by road")).to_contain_text(
        "km as the crow flies"
    )
    text.get_by_role("link", name="From Boa Vista (Brazil) to Manaus (Brazil), by road").click()
    visit.until_query(selected=["leg.leg-boa-vista-manaus"])


def test_a_map_whose_scripts_are_blocked_is_given_up_soon(visit: Visit) -> None:
    def without_scripts(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, headers=answer.headers | {"content-security-policy": "script-src 'none'"}
        )

    visit.page.route("**/map.html", without_scripts)
    visit.expect_complaint("Content Security Policy|policy violated")
    visit.page.goto(visit.server.address)
    expect(visit.atlas.get_by_role("status")).to_have_text(FAILED)
    expect(visit.page.locator(".sheet details ol").first).to_be_visible()


def test_without_vega_words_and_tables_stay(visit: Visit) -> None:
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/statistics/_stcore/{answer}\)")
    visit.page.route("**/loadVegaEmbed.*", lambda route: route.abort())
    visit.expect_complaint("net::ERR_FAILED")
    visit.page.goto(f"{visit.server.address}/statistics?country=CL")
    chart = visit.page.locator('section[data-chart="event-kinds"]')
    expect(chart.locator(".readout")).to_have_text(
        "The drawing could not be made in this browser. The table holds the same figures."
    )
    expect(chart.locator(".said")).to_contain_text("events in view")
    expect(chart.get_by_role("table")).to_be_visible()


def test_without_vega_the_timeline_keeps_its_words_and_its_list(visit: Visit) -> None:
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/timeline/_stcore/{answer}\)")
    visit.page.route("**/loadVegaEmbed.*", lambda route: route.abort())
    visit.expect_complaint("net::ERR_FAILED")
    visit.page.goto(f"{visit.server.address}/timeline?country=CL")
    timeline = visit.page.locator(".timeline")
    expect(timeline.locator(".chart > .status")).to_have_text(
        "The timeline could not be drawn. The list below holds the same rows."
    )
    expect(timeline.locator(".sentence")).to_contain_text("events are recorded")
    expect(timeline.get_by_role("slider", name="Start of the period")).to_be_visible()
    expect(visit.table.locator("tbody tr").first).to_be_visible()
