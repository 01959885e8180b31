"""Hexagons, the pointer and the finger."""

from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.visit import Visit

# More events than can be told apart, at 500 places within a few degrees and one farther off.
CROWD = """() => {
  const places = [...Array(501).keys()].map((n) => [9000 + n, "p" + n, "P" + n, "VE", n < 500 ? -66 - (n % 25) / 7 : -50, n < 500 ? 8 - Math.floor(n / 25) / 7 : -10, "town", "", 0, 0]);
  const events = [...Array(2000).keys()].map((n) => [9000 + n, "e" + n, n < 1990 ? 9000 + (n % 500) : 9500, "2024", 0, "E"]);
  Atlas.receive({ type: "scene", sequence: 99, add: { places, events }, legs: [], places: [], events: events.map((row) => row[0]) });
}"""
# Every event counted once, by the hexagon whose centre is nearest; measured without the rounding that the map does.
COUNTS = """() => {
  const places = new Map([...Array(400).keys()].map((n) => [n, { at: Atlas.unit(-80 + ((n * 37) % 400) / 10, 12 - ((n * 91) % 400) / 10) }]));
  const events = [...Array(3000).keys()].map((n) => ({ place: n % 7 ? n % 400 : -1 }));
  const placed = events.filter((event) => event.place >= 0);
  return [2, 3, 4.5, 6, 9].map((zoom) => {
    const cells = Atlas.hexagons(events, places, zoom);
    const near = new Map(cells.map((cell) => [cell.key, 0]));
    for (const event of placed) {
      const [x, y] = places.get(event.place).at;
      const apart = (cell) => Math.hypot(cell.x - x, cell.y - y);
      const nearest = cells.reduce((best, cell) => (apart(cell) < apart(best) ? cell : best));
      near.set(nearest.key, near.get(nearest.key) + 1);
    }
    return [cells.reduce((sum, cell) => sum + cell.n, 0) === placed.length, cells.every((cell) => near.get(cell.key) === cell.n), cells.length];
  });
}"""


def test_hexagons_count_every_event_once_and_lead_closer(visit: Visit) -> None:
    visit.open("/?map=5_0.000_-58.000")
    counts = visit.frame.evaluate(COUNTS)
    assert all(whole and each for whole, each, _cells in counts), counts
    sizes = [cells for _whole, _each, cells in counts]
    assert sizes == sorted(sizes), "more hexagons, the closer one looks"
    assert sizes[0] < sizes[-1]

    visit.frame.evaluate(CROWD)
    spot = visit.at(-10, -50)
    visit.hover(spot, "10 events around here: click to come closer")
    visit.page.mouse.click(*spot)
    visit.until(lambda: visit.frame.evaluate("() => map_atlas.getZoom()") == 7, "the map two levels closer")
    visit.frame.locator(".leaflet-container").focus()
    visit.page.keyboard.press("End")
    words = visit.frame.locator(".atlas-said[role=status]")
    expect(words).to_contain_text("events around here")
    visit.page.keyboard.press("Enter")
    visit.until(lambda: visit.frame.evaluate("() => map_atlas.getZoom()") == 9, "the map closer by keyboard")


def test_the_whole_corridor_comes_forward_under_the_pointer(visit: Visit) -> None:
    visit.open("/?map=5_-18.500_-68.500&corridor=pisiga-colchane")
    faded = "() => document.querySelector('.leaflet-atlas-legs-pane canvas').style.opacity"
    assert visit.frame.evaluate(faded) in ("", "1")
    oruro, pisiga = (-17.97, -67.11), (-19.27, -68.62)
    visit.hover(visit.along(oruro, pisiga, 0.5), "Oruro → Pisiga Bolívar")
    assert float(visit.frame.evaluate(faded)) < 1, "what the pointer is not at steps back"
    visit.page.mouse.move(*visit.at(-25, -80))
    visit.until(lambda: visit.frame.evaluate(faded) == "1", "the map as it was")


# Made in the frame itself: Chromium 150 sends the click of an emulated tap to another place of a frame with a process of its own.
TAPPED = """([lat, lon, right, down]) => {
  const at = map_atlas.latLngToContainerPoint([lat, lon]).add([right, down]);
  const where = { bubbles: true, clientX: at.x, clientY: at.y };
  const node = document.elementFromPoint(at.x, at.y);
  node.dispatchEvent(new PointerEvent("pointerdown", { ...where, pointerType: "touch" }));
  node.dispatchEvent(new MouseEvent("click", where));
}"""


def test_a_finger_has_a_longer_reach_and_no_tip(new_visit: NewVisit) -> None:
    phone = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
    visit = new_visit(**phone).open("/?map=7_4.700_-74.080&country=CO")
    visit.frame.evaluate(TAPPED, [4.71, -74.07, 14, 4])
    expect(visit.card.get_by_role("heading", level=2)).to_have_text("Bogotá")
    expect(visit.frame.locator(".atlas-tip")).to_be_hidden()
    for button in visit.frame.locator(".leaflet-bar a:visible, .leaflet-bar button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
