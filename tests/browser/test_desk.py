"""The evidence desk in the browser: a section by its link, the sources narrowed down, a narrow screen, the keyboard."""

from playwright.sync_api import expect

from layers.catalog import Catalog
from layers.desk.question import Desk
from layers.desk.shelf import chosen, shelf
from tests.browser.conftest import NewVisit
from tests.browser.test_accessibility import violations
from tests.browser.visit import Visit


def opened(visit: Visit, path: str) -> Visit:
    # Streamlit looks for its server below the page's own address first.
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/evidence/_stcore/{answer}\)")
    visit.page.goto(f"{visit.server.address}/evidence{path}")
    expect(visit.page.locator("[data-testid=stApp] .desk")).to_have_attribute(
        "data-section", visit.query().get("desk", ["disputes"])[0]
    )
    visit.expect_rest()
    return visit


def test_sources_by_link_then_narrowed_down(visit: Visit, catalog: Catalog) -> None:
    opened(visit, "?desk=sources&source_kind=official")
    listed = visit.page.locator("[data-testid=stApp] .desk .sources > li")
    expect(listed).to_have_count(len(list(chosen(shelf(catalog, catalog), Desk(kind=("official",))))))
    visit.page.get_by_label("Search in title, publisher and origin").fill("interpol")
    left = list(chosen(shelf(catalog, catalog), Desk(kind=("official",), text="interpol")))
    assert left
    expect(listed).to_have_count(len(left))
    expect(visit.page.get_by_label("Search in title, publisher and origin")).to_be_focused()
    visit.until_query(desk=["sources"], source_kind=["official"], source_q=["interpol"])
    tab = visit.page.get_by_role("tab", name="Sources")
    expect(tab).to_have_attribute("aria-selected", "true")
    tab.focus()
    visit.page.keyboard.press("ArrowLeft")
    expect(visit.page.get_by_role("tab", name="Differences")).to_be_focused()


def test_on_a_narrow_screen(new_visit: NewVisit) -> None:
    # axe measures with style elements of its own, which the policy rightly forbids: lifted for this test alone.
    visit = new_visit(viewport={"width": 360, "height": 740}, color_scheme="dark", bypass_csp=True)
    opened(visit, "?desk=sources&country=CL&lang=es")
    desk = visit.page.locator("[data-testid=stApp] .desk")
    for section in ("sources", "independence", "grades", "gaps", "todo"):
        visit.page.locator(f'[role=tab][data-section="{section}"]').click()
        expect(desk).to_have_attribute("data-section", section)
        visit.until_query(desk=[section])
        if section == "grades":
            expect(visit.page.locator("[data-testid=stApp] .desk .plot svg")).to_have_count(2)
        if section == "independence":
            visit.page.get_by_text("Citar", exact=True).first.click()
            expect(
                visit.page.locator("[data-testid=stApp] .desk pre", has_text="@misc{corridor-atlas-")
            ).to_be_visible()
            expect(
                visit.page.locator("[data-testid=stApp] .desk pre", has_text="Lo que esto no muestra")
            ).to_be_visible()
            visit.page.get_by_label("Estilo").select_option("ISO 690")
            expect(
                visit.page.locator("[data-testid=stApp] .desk pre", has_text="[consulta: ")
            ).to_be_visible()
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 360
        assert violations(visit.page) == [], section
