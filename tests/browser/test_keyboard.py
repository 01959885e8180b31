"""The atlas without a pointer."""

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
    tab_to(visit, "Narrow the list")
    assert visit.page.evaluate(RING), "the focus is visible"
    visit.page.keyboard.type("Brazil")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate(RING), "the focus is visible"
    visit.page.keyboard.press("Space")
    visit.expect_drawn(len(rows.legs), len(rows.places))
    tab_to(visit, "Search places, corridors, actors, events")
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
