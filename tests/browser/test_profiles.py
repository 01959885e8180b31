"""Profiles in a real browser: cold, followed from a card, on a phone."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Route, expect

from layers.catalog import Catalog
from layers.filters import ViewFilter
from tests.browser.conftest import NewVisit
from tests.browser.test_accessibility import in_both_themes
from tests.browser.visit import Visit


def open_profile(visit: Visit, query: str, title: str) -> None:
    # Streamlit looks for its server below the page's own address first.
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/profile/_stcore/{answer}\)")
    visit.page.goto(f"{visit.server.address}/profile?{query}")
    expect(visit.page.get_by_role("heading", name=title, exact=True)).to_be_visible()
    visit.expect_rest()


def test_a_cold_link_to_an_actor(new_visit: NewVisit) -> None:
    visit = new_visit(bypass_csp=True)
    open_profile(visit, "of=actor.union-tepito", "La Unión Tepito: what is reported, and who says so?")
    expect(visit.page).to_have_title("La Unión Tepito · Corridor Atlas")
    drawing = visit.page.get_by_role("group", name=re.compile("Relations reported in view"))
    expect(drawing.get_by_role("link")).to_have_count(1)
    row = visit.page.get_by_role("row", name=re.compile("^Six alleged members held in Mexico City"))
    assert row.get_by_role("cell").all_inner_texts()[0] == "13 January 2026"
    expect(
        visit.page.get_by_text("La Unión Tepito is reported to take a cut from Tren de Aragua.").last
    ).to_be_visible()
    assert in_both_themes(visit, visit.page) == []
    visit.page.get_by_role("button", name="Relations").click()
    expect(visit.page.get_by_role("heading", name="Whom is it tied to?")).to_be_in_viewport()
    drawing.get_by_role("link").click()
    expect(visit.page.get_by_role("heading", name=re.compile("^Tren de Aragua: what"))).to_be_focused()
    visit.until_query(of=["actor.tren-de-aragua"])
    visit.page.go_back()
    expect(visit.page.get_by_role("heading", name=re.compile("^La Unión Tepito: what"))).to_be_visible()


def test_from_the_card_to_the_profile_and_back_with_the_filters(visit: Visit, catalog: Catalog) -> None:
    visit.open("/?selected=place.iquique&crime=extortion&lang=es")
    profile = visit.card.get_by_role("link", name="Perfil")
    address = urlsplit(profile.get_attribute("href") or "")
    assert address.path == "./profile"
    assert parse_qs(address.query) == {"of": ["place.iquique"], "crime": ["extortion"], "lang": ["es"]}
    profile.click()
    expect(visit.page.get_by_role("heading", name="Iquique: ¿qué se informa de allí?")).to_be_visible()
    visit.until_query(of=["place.iquique"], crime=["extortion"], lang=["es"], selected=None)
    shown = ViewFilter(crimes=("extortion",)).apply(catalog)
    here = int((shown.events["place"] == "iquique").sum())
    whole = int((catalog.events["place"] == "iquique").sum())
    expect(
        visit.page.get_by_text(f"Hay 1 filtro activo; {here} de {whole} eventos están en la vista")
    ).to_be_visible()
    visit.page.get_by_role("link", name="Chile", exact=True).first.click()
    visit.until_query(of=["country.CL"], crime=["extortion"])
    visit.page.get_by_role("link", name="Sin filtros").click()
    visit.until_query(of=["country.CL"], crime=None)
    visit.page.get_by_role("link", name="En el mapa").click()
    expect(visit.atlas).to_have_attribute("data-painted", re.compile(r"\d+"))
    visit.until_query(country=["CL"], of=None)
    expect(visit.page).to_have_title("Corridor Atlas")
    visit.page.go_back()
    visit.until_query(of=["country.CL"])


def test_a_profile_on_a_phone(new_visit: NewVisit) -> None:
    visit = new_visit(viewport={"width": 360, "height": 740})
    open_profile(
        visit,
        "of=corridor.cucuta&lang=pt",
        "Porta fronteiriça de Cúcuta (Táchira–Norte de Santander): o que se relata ao longo dele?",
    )
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(visit.page.locator(".points li").nth(1)).to_be_in_viewport()
    sheet = visit.page.locator("[data-testid=stApp] .sheet")
    assert sheet.evaluate("(node) => node.scrollWidth - node.clientWidth") <= 0


@pytest.mark.parametrize(
    ("path", "place", "width", "scheme"),
    [
        ("profile?of=country.CL", ".sheet", 1280, "light"),
        ("evidence", ".desk", 360, "dark"),
        ("method", ".sheet", 360, "light"),
    ],
)
def test_text_begun_early_stands_where_it_stays(
    new_visit: NewVisit, path: str, place: str, width: int, scheme: str
) -> None:
    visit = new_visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = path.partition("?")[0]
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/{page}/_stcore/{answer}\)")
    held: list[Route] = []
    visit.page.route("**/static/js/index.*.js", lambda route: held.append(route))
    visit.page.goto(f"{visit.server.address}/{path}", wait_until="commit")
    early = visit.page.locator(f"[data-early] {place}")
    expect(early.locator("h2, h3").first).to_be_visible()
    assert visit.page.get_by_test_id("stApp").count() == 0
    looks = """(node) => { const box = node.getBoundingClientRect(); const style = getComputedStyle(node);
      return [box.x, box.y, box.width, style.color, ...["link", "background", "primary"].map((name) => style.getPropertyValue(`--st-${name}-color`).toLowerCase())]; }"""
    before = early.evaluate(looks)
    for route in held:
        route.continue_()
    later = visit.page.locator(f"[data-testid=stApp] {place}").first
    expect(later.locator("h2, h3").first).to_be_visible()
    visit.expect_rest()
    expect(early).to_have_count(0)
    after = later.evaluate(looks)
    assert after[3:] == before[3:]
    assert after[:3] == pytest.approx(before[:3], abs=2)
