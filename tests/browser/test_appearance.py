"""Dark theme, reduced motion, narrow screens."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from layers.look import DARK, LIGHT, PRINT
from tests.browser.conftest import NewVisit
from tests.browser.test_accessibility import rgb
from tests.browser.visit import Visit

TOKENS = "(names) => names.map((name) => document.documentElement.style.getPropertyValue('--' + name))"


def dressed(visit: Visit, tokens: Any) -> bool:
    return visit.frame.evaluate(TOKENS, list(tokens)) == list(tokens.values())


def test_the_page_and_its_map_wear_the_theme_and_follow_it(visit: Visit) -> None:
    visit.open("/?selected=place.bogota")
    for scheme, tokens in (("light", LIGHT), ("dark", DARK)):
        visit.page.emulate_media(color_scheme=scheme)
        visit.until(lambda tokens=tokens: dressed(visit, tokens), f"the {scheme} colours in the map")
        expect(visit.card).to_have_css("background-color", rgb(tokens["paper"]))
        expect(visit.page.get_by_test_id("stApp")).to_have_css("background-color", rgb(tokens["paper"]))


@pytest.mark.parametrize(("motion", "still"), [("reduce", True), ("no-preference", False)])
def test_the_map_does_not_fly_for_who_asked_for_less_motion(
    new_visit: NewVisit, motion: str, still: bool
) -> None:
    visit = new_visit(reduced_motion=motion).open("/?map=6_-33.450_-70.670")
    visit.expect_rest()
    visit.frame.evaluate("() => { window.moves = 0; map_atlas.on('move', () => { window.moves += 1; }); }")
    visit.search("Bogotá")
    visit.until_viewport(other_than="6_-33.450_-70.670")
    assert (visit.frame.evaluate("() => window.moves") == 1) is still


@pytest.mark.parametrize(("motion", "still"), [("reduce", True), ("no-preference", False)])
def test_the_zoom_buttons_do_not_glide_for_who_asked_for_less_motion(
    new_visit: NewVisit, motion: str, still: bool
) -> None:
    visit = new_visit(reduced_motion=motion).open("/")
    visit.expect_rest()
    visit.frame.evaluate(
        """() => {
          window.glides = [];
          map_atlas.on("zoomanim", () => requestAnimationFrame(() => {
            const styles = [...document.querySelectorAll(".leaflet-zoom-animated")].map(getComputedStyle);
            window.glides.push(...styles.map((style) => parseFloat(style.transitionDuration)));
          }));
        }"""
    )
    visit.frame.get_by_role("button", name="Zoom in").click()
    visit.until_viewport()
    glides = visit.frame.evaluate("() => window.glides")
    assert (max(glides, default=0) == 0) is still


def box(part: Locator) -> dict[str, float]:
    found = part.bounding_box()
    assert found is not None
    return dict(found)


@pytest.mark.parametrize("width", [360, 320], ids=["phone", "zoomed to 400 %"])
def test_a_narrow_screen(new_visit: NewVisit, width: int) -> None:
    visit = new_visit(viewport={"width": width, "height": 700}).open("/?selected=place.bogota")
    visit.expect_rest()
    expect(visit.card).to_be_visible()
    wide = visit.page.evaluate(
        """() => [document.documentElement, document.body,
           ...document.querySelectorAll("[data-testid=stAppViewContainer], [data-testid=stMain]")]
          .filter((node) => node.scrollWidth > node.clientWidth + 1).map((node) => node.tagName + "." + node.className)"""
    )
    assert wide == [], "nothing scrolls sideways"
    frame = box(visit.page.locator(".atlas iframe"))
    assert frame["width"] > 0.8 * width
    assert frame["height"] >= 300
    assert frame["x"] >= 0
    assert frame["x"] + frame["width"] <= width
    below = box(visit.card)
    assert below["y"] >= frame["y"] + frame["height"] - 1, "the card stands below the map"
    assert below["x"] + below["width"] <= width

    country = visit.sidebar.locator(".facets summary").first
    assert not country.is_visible() or box(visit.sidebar)["x"] < 0, "the filters leave the map free at first"
    visit.page.get_by_test_id("stExpandSidebarButton").click()
    expect(country).to_be_in_viewport()


# Whether the picture made for the printer holds more than one shade, at the moment that it is printed.
PICTURE = """() => addEventListener("beforeprint", () => {
  const picture = document.querySelector(".atlas-picture");
  const pixels = picture.getContext("2d").getImageData(0, 0, picture.width, picture.height).data;
  window.shades = new Set(pixels.filter((_, at) => at % 4 === 0)).size;
  window.coloured = pixels.some((value, at) => at % 4 === 0 && Math.abs(value - pixels[at + 1]) + Math.abs(value - pixels[at + 2]) > 6);
})"""


def test_the_page_prints_in_black_and_white(visit: Visit) -> None:
    visit.open("/?country=CL")
    visit.page.emulate_media(media="print")
    visit.until(lambda: dressed(visit, PRINT), "the greys of paper in the map")
    expect(visit.frame.get_by_text("1 movement of people")).to_be_visible()
    expect(visit.frame.locator(".leaflet-control-zoom")).to_be_hidden()
    for part in (visit.sidebar, visit.finder, visit.page.get_by_test_id("stHeader")):
        expect(part).to_be_hidden()
    for part in (visit.table, visit.page.get_by_text("14 of 104 legs"), visit.atlas):
        expect(part).to_be_visible()
    visit.page.emulate_media(media="screen")
    visit.until(lambda: dressed(visit, LIGHT), "the colours of the screen again")
    expect(visit.sidebar).to_be_visible()

    visit.frame.evaluate(PICTURE)
    visit.page.pdf(format="A4")
    assert visit.frame.evaluate("() => window.shades") > 8
    assert visit.frame.evaluate("() => window.coloured") is False
    visit.until(lambda: dressed(visit, LIGHT), "the colours of the screen again")
    expect(visit.frame.locator(".atlas-picture")).to_have_count(0)
