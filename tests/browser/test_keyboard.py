"""The atlas without a pointer."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from layers.catalog import Catalog
from tests.browser.visit import Visit

STEPS = 90
FOCUSED = """() => {
  let node = document.activeElement;
  while (node && node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
  return node ? (node.getAttribute("aria-label") || node.textContent || "") : "";
}"""
TAG = "document.activeElement.shadowRoot && document.activeElement.shadowRoot.activeElement.tagName"
# What a sighted person can tell the focus by: an outline or a ring on the element or on the box around it.
RING = """() => {
  let node = document.activeElement;
  while (node && node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
  for (let up = 0; node && up < 4; up++, node = node.parentElement) {
    const style = getComputedStyle(node);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) return true;
    if (style.boxShadow !== "none" && !/rgba\\([^)]*, 0\\)/.test(style.boxShadow)) return true;
    if (node.matches(":focus-within") && style.borderStyle !== "none" && style.borderColor === accent()) return true;
  }
  return false;
  function accent() { return "rgb(0, 104, 122)"; }
}"""


def tab_to(visit: Visit, label: str) -> None:
    """Press Tab until the element with that name has the focus."""
    for _step in range(STEPS):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate(FOCUSED).strip() == label:
            return
    raise AssertionError(f"{STEPS} presses of Tab do not lead to {label}")


def test_choose_a_country_and_open_a_record(visit: Visit, expected: Callable[..., Catalog]) -> None:
    rows = expected(country="BR")
    visit.open("/")
    visit.expect_rest()
    # The filters come last: whoever presses Tab before they are there goes by them, and through every row of the table.
    expect(visit.page.get_by_label("Narrow the list").first).to_be_visible()
    tab_to(visit, "Narrow the list")
    assert visit.page.evaluate(RING), "the focus is visible"
    visit.page.keyboard.type("Brazil")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate(RING), "the focus is visible"
    visit.page.keyboard.press("Space")
    visit.expect_drawn(len(rows.legs), len(rows.places))
    tab_to(visit, "Search countries, places, corridors, actors, events, official series, sources")
    assert visit.page.evaluate(RING), "the focus is visible"
    visit.page.keyboard.type("Boa Vista Manaus")
    expect(visit.page.locator(".finder").get_by_role("option").first).to_be_visible()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("Enter")
    expect(visit.card.get_by_role("heading", level=2)).to_have_text("Boa Vista → Manaus")
    visit.until_query(country=["BR"], selected=["leg.leg-boa-vista-manaus"])

    tab_to(visit, "Close")
    assert visit.page.evaluate(RING), "the focus is visible"
    visit.page.keyboard.press("Enter")
    expect(visit.card).to_be_hidden()


def test_the_map_itself_moves_by_keys(visit: Visit) -> None:
    visit.open("/")
    visit.expect_rest()
    visit.frame.locator(".leaflet-container").focus()
    visit.page.keyboard.press("+")
    zoomed = visit.until_viewport()
    visit.page.keyboard.press("ArrowDown")
    moved = visit.until_viewport(other_than=zoomed)
    assert float(moved.split("_")[1]) < float(zoomed.split("_")[1])


def said(visit: Visit, start: str, end: str) -> None:
    """Wait until the map says a feature: what it begins with, and its place in the order."""
    words = visit.frame.locator(".atlas-said[role=status]")
    expect(words).to_have_text(re.compile(f"^{re.escape(start)}.*{re.escape(end)}$"))


def test_a_ring_goes_through_the_features_in_travel_order(
    visit: Visit, expected: Callable[..., Catalog]
) -> None:
    rows = expected(corridor="pisiga-colchane")
    names = rows.places["name"]
    legs = [(names[leg["from_place"]], names[leg["to_place"]]) for _key, leg in rows.legs.iterrows()]
    assert len(legs) > 2
    visit.open("/?corridor=pisiga-colchane")
    keys = visit.page.keyboard
    visit.frame.locator(".leaflet-container").focus()
    expect(visit.frame.locator(".leaflet-container")).to_have_accessible_description(re.compile("Page Down"))
    keys.press("PageDown")
    said(visit, rows.corridors["name_en"].iloc[0], "corridor 1 of 1")
    keys.press("n")
    said(visit, legs[0][0], f"place 1 of {len(rows.places)}")
    keys.press("n")
    said(visit, f"From {legs[0][0]} to {legs[0][1]}. ", f"leg 1 of {len(legs)}")
    assert visit.query().get("selected") is None, "the ring chooses nothing"

    keys.press("Enter")
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(" → ".join(legs[0]))
    expect(visit.card).to_be_focused()
    visit.card.get_by_role("button", name=f"Next leg: {' → '.join(legs[1])}").focus()
    for n in range(1, len(legs)):
        keys.press("Enter")
        expect(visit.card.get_by_role("heading", level=2)).to_have_text(" → ".join(legs[n]))
    expect(visit.card.get_by_role("button", name="Next leg")).to_be_disabled()
    expect(visit.card.get_by_role("button", name=re.compile("^Previous leg: "))).to_be_focused()

    keys.press("Escape")
    expect(visit.card).to_be_hidden()
    visit.until(lambda: visit.page.evaluate(TAG) == "IFRAME", "the focus in the map")
    keys.press("n")
    said(visit, legs[0][1], f"place 2 of {len(rows.places)}")
    keys.press("+")
    said(visit, "Zoom ", ".")
    keys.press("?")
    expect(visit.frame.get_by_role("region", name="Keys of the map")).to_be_focused()
    keys.press("Escape")
    expect(visit.frame.locator(".leaflet-container")).to_be_focused()
