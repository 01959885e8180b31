"""Changing a filter swaps what is drawn, keeps the map, and can be undone with the back button."""

from collections.abc import Callable

from playwright.sync_api import expect

from layers.catalog import Catalog
from layers.filters import ViewFilter, counts
from tests.browser.visit import Visit


def test_a_filter_change_keeps_the_map_mounted(visit: Visit, expected: Callable[..., Catalog]) -> None:
    visit.open("/")
    visit.page.locator(".atlas iframe").evaluate("(node) => { node.marked = 1; }")
    visit.frame.evaluate("() => { window.marked = 1; map_atlas.marked = 1; }")
    visit.choose("Country", "Chile")
    rows = expected(country="CL")
    visit.expect_drawn(len(rows.legs), len(rows.places))
    assert visit.page.locator(".atlas iframe").evaluate("(node) => node.marked") == 1
    assert visit.frame.evaluate("() => [window.marked, map_atlas.marked]") == [1, 1]
    documents = [url for url in visit.requests if "/map.html" in url]
    assert len(documents) == 1, "the map document is loaded once"


def test_the_back_button_restores_the_former_filter(visit: Visit, expected: Callable[..., Catalog]) -> None:
    chile, both = expected(country="CL"), expected(country="CL", crime="extortion")
    assert len({len(chile.legs), len(both.legs), 104}) == 3
    visit.open("/")
    visit.choose("Country", "Chile")
    visit.expect_drawn(len(chile.legs))
    visit.until_query(country=["CL"])
    visit.choose("Crime named", "extortion")
    visit.expect_drawn(len(both.legs))
    visit.until_query(country=["CL"], crime=["extortion"])
    expect(visit.page.get_by_text("where extortion is named")).to_be_visible()

    visit.page.go_back()
    visit.expect_drawn(len(chile.legs), len(chile.places))
    visit.until_query(country=["CL"], crime=None)
    visit.until(lambda: visit.chosen("Crime named") == [], "the crime to leave its filter")
    visit.until(lambda: visit.chosen("Country") == ["Chile"], "the choice in its filter")
    sentence = visit.page.get_by_text(
        "Legs, places and events that start in, end in, cross or concern Chile."
    )
    expect(sentence).to_be_visible()
    expect(visit.page.get_by_text(f"{len(chile.legs)} of 104 legs")).to_be_visible()

    visit.page.go_back()
    visit.expect_drawn(104, 145)
    visit.until(lambda: visit.chosen("Country") == [], "the country to leave its filter")
    visit.page.go_forward()
    visit.expect_drawn(len(chile.legs), len(chile.places))
    visit.until(lambda: visit.chosen("Country") == ["Chile"], "the country to come back")


def test_reset_brings_everything_back(visit: Visit, expected: Callable[..., Catalog]) -> None:
    visit.open("/?country=PE&crime=extortion")
    visit.expect_drawn(len(expected(country="PE", crime="extortion").legs))
    visit.sidebar.get_by_role("button", name="Reset all filters").click()
    visit.expect_drawn(104, 145)
    visit.until_query(country=None, crime=None)


def test_an_empty_result_offers_what_to_drop(visit: Visit, expected: Callable[..., Catalog]) -> None:
    left = expected(country="CL")
    visit.open("/?country=CL&q=nosuchwordanywhere")
    visit.expect_drawn(0, 0)
    offer = visit.page.get_by_role("button", name=f"Drop “Search the words”: {len(left.legs)} legs")
    expect(offer).to_be_visible()
    offer.click()
    visit.expect_drawn(len(left.legs), len(left.places))
    visit.until_query(q=None, country=["CL"])


def test_the_last_of_quick_changes_wins(visit: Visit, expected: Callable[..., Catalog]) -> None:
    rows = expected(country="CL,PE,BR")
    visit.open("/")
    for name in ("Chile", "Peru", "Brazil"):
        visit.choose("Country", name)
    visit.expect_drawn(len(rows.legs), len(rows.places))
    visit.until_query(country=["BR", "CL", "PE"])


def test_the_other_page_and_back(visit: Visit, expected: Callable[..., Catalog]) -> None:
    rows = expected(country="CL")
    visit.open("/")
    visit.choose("Country", "Chile")
    visit.expect_drawn(len(rows.legs))
    visit.page.get_by_role("link", name="Method and limits").click()
    expect(visit.page.get_by_role("heading", name="Known limits")).to_be_visible()
    visit.until_query(country=["CL"])
    visit.until(lambda: visit.chosen("Country") == ["Chile"], "the choice in its filter")
    visit.page.get_by_role("link", name="Map", exact=True).click()
    visit.expect_drawn(len(rows.legs), len(rows.places))
    visit.until_query(country=["CL"])
    visit.until(lambda: visit.chosen("Country") == ["Chile"], "the choice in its filter")


def test_the_map_keeps_to_the_period_as_the_filter_does(
    visit: Visit, expected: Callable[..., Catalog]
) -> None:
    for query in (
        {"from": "2022", "to": "2022-06"},
        {"to": "2019-12"},
        {"from": "2025-03-01", "country": "MX"},
        {"from": "2018-08-16", "to": "2018-08-16"},
    ):
        rows = expected(**{key if key != "from" else "from_": value for key, value in query.items()})
        visit.open("/?" + "&".join(f"{key}={value}" for key, value in query.items()))
        visit.expect_drawn(len(rows.legs), len(rows.places))
        expect(visit.atlas).to_have_attribute("data-events", str(len(rows.events)))


def test_every_value_says_what_it_would_leave(visit: Visit, catalog: Catalog) -> None:
    visit.open("/?country=CL")
    left = counts(catalog, ViewFilter(countries=("CL",)), "crimes")["extortion"]
    row = visit.fold("Crime named").locator("li", has=visit.exactly("extortion"))
    expect(row.locator(".number")).to_have_text(f"{left.legs} · {left.events}")


def test_a_long_list_is_narrowed_by_typing(visit: Visit) -> None:
    visit.open("/")
    actors = visit.fold("Actor")
    actors.get_by_role("searchbox").fill("tepito")
    expect(actors.locator("li:visible .text")).to_have_text(["La Unión Tepito"])


def test_a_date_that_is_none_is_told_where_it_is_typed(visit: Visit) -> None:
    visit.open("/")
    period = visit.fold("Period")
    period.get_by_label("From").fill("last spring")
    period.get_by_label("From").press("Enter")
    expect(period.get_by_role("alert")).to_contain_text("“last spring” is no date")
    expect(period.get_by_label("From")).to_have_value("last spring")
    visit.expect_drawn(104, 145)
    period.get_by_label("From").fill("2023")
    period.get_by_label("From").press("Enter")
    visit.until_query(**{"from": ["2023"]})
    expect(period.get_by_role("alert")).to_be_hidden()
