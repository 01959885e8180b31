"""The statistics in the browser: filters, choices and address agree; words, table and drawing say the same."""

import csv
import io
import re
import struct
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, expect

from layers.catalog import Catalog
from layers.charts import Chart
from layers.plots import Plot
from layers.statistics import charts
from layers.tallies import Tallies
from tests.browser.conftest import NewVisit
from tests.browser.test_accessibility import violations
from tests.browser.visit import Visit


def opened(visit: Visit, query: str = "") -> Locator:
    """Open the page and wait until its charts are painted."""
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/statistics/_stcore/{answer}\)")
    visit.page.goto(f"{visit.server.address}/statistics{query}")
    host = visit.page.locator(".statistics")
    expect(host).to_have_attribute("data-painted", re.compile(r"\d+"))
    visit.expect_rest()
    return host


def chart(host: Locator, key: str) -> Locator:
    return host.locator(f'section[data-chart="{key}"]')


def rows(box: Locator) -> list[list[str]]:
    """Unfold the table of a chart and read it."""
    box.locator("summary").first.click()
    found: list[list[str]] = box.locator("tbody").evaluate(
        "body => [...body.rows].map((row) => [...row.cells].map((cell) => cell.textContent))"
    )
    return found


def values(found: Chart, column: int) -> list[str]:
    return [str(row[column]) for row in found.rows]


def test_a_filter_changes_the_charts_and_the_address(
    visit: Visit, catalog: Catalog, expected: Callable[..., Catalog]
) -> None:
    host = opened(visit)
    visit.choose("Country", "Chile")
    visit.until_query(country=["CL"])
    wanted = {each.key: each for each in charts(Tallies(catalog, expected(country="CL")), Plot(), "en")}
    for key in ("event-years", "country-crimes", "source-origins"):
        expect(chart(host, key).locator(".said")).to_have_text(wanted[key].sentence)
    # What the official figures say is the other part; its choices are in the address, and back leads back.
    host.get_by_role("tab", name="What official figures say").click()
    visit.until_query(part=["figures"], country=["CL"])
    expect(chart(host, "cl_irregular_entries_pdi")).to_be_visible()
    expect(chart(host, "event-years")).to_have_count(0)
    host.locator("[data-control=only]").select_option("homicide_victims_cl_official")
    visit.until_query(series=["homicide_victims_cl_official"])
    host.get_by_role("checkbox", name="Tarapacá (Chile)").check()
    visit.until_query(geo=["CL-tarapaca"])
    expect(chart(host, "homicide_victims_cl_official").locator(".said")).to_contain_text("Tarapacá (Chile):")
    expect(chart(host, "homicide_victims_cl_official").locator(".said")).not_to_contain_text("Arica")
    visit.page.go_back()
    visit.until_query(geo=None)
    expect(host.get_by_role("checkbox", name="Tarapacá (Chile)")).not_to_be_checked()


def test_words_table_drawing_and_file_say_the_same(visit: Visit, catalog: Catalog) -> None:
    host = opened(visit, "?lang=es&from=2021")
    box = chart(host, "event-kinds")
    found = rows(box)
    said = box.locator(".said").inner_text()
    total = sum(int(row[1]) for row in found)
    assert said.startswith(f"De {total} eventos en la vista")
    largest = max(found, key=lambda row: int(row[1]))
    assert f"«{largest[0]}»" in said
    # The keyboard goes through the same values, in the same order.
    box.locator(".plot").focus()
    for row in found[:3]:
        visit.page.keyboard.press("ArrowRight")
        expect(box.locator(".readout")).to_have_text(f"{row[0]}: {row[1]} (Eventos)")
    drawn = box.locator("svg [aria-label]")
    assert drawn.evaluate_all("marks => marks.map((mark) => mark.getAttribute('aria-label'))") == [
        f"{name}: {number} (Eventos)" for name, number, *_more in found
    ]
    with visit.page.expect_download() as table:
        box.get_by_role("link", name="tabla (CSV)").click()
    given = list(csv.reader(io.StringIO(table.value.path().read_text("utf-8"))))
    assert [row[:2] for row in given[1:]] == [row[:2] for row in found]
    with visit.page.expect_download() as picture:
        box.get_by_role("button", name="imagen (SVG)").click()
    text = picture.value.path().read_text("utf-8")
    # A picture says by itself what it shows, for which filters, from which data.
    for part in (
        "Eventos por tipo",
        "Fuente: Corridor Atlas",
        "Filtros:",
        "edición del",
        "from=2021",
        "CC BY 4.0",
    ):
        assert part in text, part
    with visit.page.expect_download() as image:
        box.get_by_role("button", name="imagen (PNG)").click()
    # A picture has the form of a slide, and fills a screen of 1920 pixels.
    content = image.value.path().read_bytes()
    assert content.startswith(b"\x89PNG")
    bitmap = struct.unpack(">II", content[16:24])
    assert bitmap[0] >= 1920
    drawing = ElementTree.fromstring(text).attrib
    for across, down in (bitmap, (int(drawing["width"]), int(drawing["height"]))):
        assert across * 9 == down * 16


@pytest.mark.parametrize(
    ("scheme", "query", "key"),
    [
        ("light", "?lang=pt", "countries"),
        ("dark", "?part=figures&series=darien_crossings&marks=1", "darien_crossings"),
    ],
)
def test_on_a_phone_nothing_moves_sideways_and_axe_finds_nothing(
    new_visit: NewVisit, scheme: str, query: str, key: str
) -> None:
    visit = new_visit(viewport={"width": 360, "height": 740}, color_scheme=scheme, bypass_csp=True)
    host = opened(visit, query)
    box = chart(host, key)
    box.locator("summary").first.click()
    if key == "darien_crossings":
        box.locator(".disputes summary").first.click()
        expect(box.locator(".disputes .positions").first).to_be_visible()
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    assert host.evaluate("host => host.scrollWidth - host.clientWidth") == 0
    assert violations(visit.page) == []
