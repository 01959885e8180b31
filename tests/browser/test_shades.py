"""The shaded map: chosen beside the filters, drawn under the legs, told in words."""

from playwright.sync_api import expect

from layers import gaps, shading
from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.look import LIGHT
from tests.browser.conftest import NewVisit
from tests.browser.visit import Visit

INNER_BRAZIL, INNER_URUGUAY = (-12.0, -46.0), (-32.8, -56.0)
PIXEL = """([lat, lon]) => {
  const canvas = document.querySelector(".leaflet-atlas-base-pane canvas");
  const box = canvas.getBoundingClientRect();
  const at = map_atlas.latLngToContainerPoint([lat, lon]);
  const scale = canvas.width / box.width;
  const spot = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  spot.drawImage(canvas, (box.left - at.x) * scale, (box.top - at.y) * scale);
  const found = spot.getImageData(0, 0, 1, 1).data;
  return "#" + [...found].slice(0, 3).map((value) => value.toString(16).padStart(2, "0")).join("");
}"""


def test_countries_are_shaded_by_what_the_filters_leave(visit: Visit, catalog: Catalog) -> None:
    visit.open("/?map=4_-15_-60")
    box = visit.sidebar.get_by_label("Shade the map by")
    box.select_option("Events by country")
    visit.until_query(shade=["events"])
    legend = visit.frame.locator(".atlas-shade")
    expect(legend.locator("summary")).to_have_text("Events by country")
    sent = shading.message(catalog, ViewFilter(), "events", "en")
    step, text = sent["areas"]["BR"]
    visit.until(
        lambda: visit.frame.evaluate(PIXEL, INNER_BRAZIL) == LIGHT[f"shade{step}"], "Brazil in its shade"
    )
    visit.hover(visit.at(*INNER_BRAZIL), "Brazil")
    expect(visit.frame.locator(".atlas-tip")).to_contain_text(text)
    visit.hover(visit.at(*INNER_URUGUAY), "Uruguay")
    expect(visit.frame.locator(".atlas-tip")).to_contain_text("not covered by this atlas")

    visit.choose("Country", "Chile")
    visit.until_query(country=["CL"], shade=["events"])
    chile = shading.message(catalog, ViewFilter(countries=("CL",)), "events", "en")
    expect(legend.locator("li span")).to_have_text(
        [
            *(text for _step, text in reversed(chile["rows"])),
            *filter(None, (chile.get("nobody"), chile["none"])),
        ]
    )
    rows = visit.page.locator(".sheet").filter(has_text="Each shade holds").locator("tbody tr")
    expect(rows.first).to_contain_text("Chile")

    box.select_option("")
    visit.until_query(shade=None, country=["CL"])
    expect(legend).to_be_hidden()
    visit.until(lambda: visit.frame.evaluate(PIXEL, INNER_BRAZIL) == LIGHT["land"], "Brazil as plain land")


def test_a_link_restores_the_shades_on_a_phone(new_visit: NewVisit) -> None:
    visit = new_visit(viewport={"width": 360, "height": 740}).open("/?shade=regions&lang=es")
    legend = visit.frame.locator(".atlas-shade")
    expect(legend.locator("details")).not_to_have_attribute("open", "")
    legend.locator("summary").click()
    expect(legend).to_contain_text("nadie informó de ninguno")
    expect(visit.page.get_by_role("heading", name="Eventos por estado o región")).to_be_attached()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_gap_layer_says_who_looked(visit: Visit, catalog: Catalog) -> None:
    visit.open("/?shade=reports&map=6_-19_-68")
    said = gaps.of_place(catalog, ViewFilter(), "oruro", "en")
    assert "does not mean that nothing happened" in said, "Oruro is silent"
    expect(visit.frame.locator(".atlas-shade")).to_contain_text("dashed: none since")
    oruro = catalog.places.loc["oruro"]
    visit.hover(visit.at(oruro["lat"], oruro["lon"]), "Oruro, Bolivia")
    for sentence in said.split(". "):
        expect(visit.frame.locator(".atlas-tip")).to_contain_text(sentence.removesuffix("."))
    visit.page.mouse.click(*visit.at(oruro["lat"], oruro["lon"]))
    expect(visit.card).to_contain_text(said)
    table = visit.page.get_by_role("region", name="Reports by place, year and language")
    expect(table.get_by_role("link", name="Oruro", exact=True)).to_be_attached()
