"""The panel that shares a view, and a map alone in a frame."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from layers import sharing
from tests.browser.conftest import NewVisit


def test_the_link_is_what_is_on_screen_and_opens_it_again(new_visit: NewVisit, tmp_path: Path) -> None:
    visit = new_visit(permissions=["clipboard-read", "clipboard-write"]).open(
        "/?country=CL&selected=place.iquique&map=5_-20.100_-69.300"
    )
    panel, page = visit.page.locator(".share"), visit.page
    panel.locator("summary").focus()
    page.keyboard.press("Enter")
    link = panel.get_by_role("textbox", name="Link")
    expect(link).to_have_value(re.compile(r"map=5_-20\.100_-69\.300&v=1$"))
    # A move of the map changes the address without a run of the page; the link follows.
    visit.frame.get_by_role("button", name="Zoom in").click()
    moved = visit.until_viewport(other_than="5_-20.100_-69.300")
    expect(link).to_have_value(re.compile(f"map={re.escape(moved)}&v=1$"))
    given = parse_qs(urlsplit(link.input_value()).query)
    own = {"lang": ["en"], "v": ["1"], "rel": given["rel"]}
    assert given == {**visit.query(), **own}
    panel.get_by_role("button", name="Copy: Link").focus()
    page.keyboard.press("Enter")
    expect(panel.get_by_role("status")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == link.input_value()
    code = sharing.code(copied)
    assert code is not None
    expect(panel.get_by_role("img", name="QR code").locator("path")).to_have_attribute("d", code["path"])
    with page.expect_download() as saved:
        panel.get_by_role("button", name="picture (PNG)").click()
    saved.value.save_as(tmp_path / "code.png")
    assert (tmp_path / "code.png").read_bytes()[:4] == b"\x89PNG"
    panel.get_by_role("radio", name=re.compile("always the newest")).check()
    expect(link).not_to_have_value(re.compile("rel="))
    other = new_visit().open(copied.removeprefix(visit.server.address))
    expect(other.page.locator("aside.card h2, aside.card h3").first).to_contain_text("Iquique")
    assert {key: other.query()[key] for key in ("country", "selected", "map")} == {
        key: given[key] for key in ("country", "selected", "map")
    }
    # A map that nobody moved is left to each screen, until a map that opens with the link would look elsewhere.
    other.open("/?country=CL")
    other.page.locator(".share summary").click()
    link = other.page.locator(".share").get_by_role("textbox", name="Link")
    expect(link).to_have_value(re.compile(r"\?country=CL&lang=en&rel=[0-9-]+&v=1$"))
    other.choose("Country", "Bolivia")
    expect(link).to_have_value(re.compile(r"\?country=BO,CL&lang=en&rel=[0-9-]+&map=[0-9._-]+&v=1$"))
    assert "map" not in other.query()


def test_a_map_alone_fits_the_frame(new_visit: NewVisit) -> None:
    visit = new_visit(viewport={"width": 360, "height": 480}).open(
        "/?embed=true&show=map&country=CL&lang=pt&v=1"
    )
    way = visit.page.get_by_role("link", name="Abrir no atlas")
    expect(way).to_be_visible()
    over = """() => [document.documentElement, document.querySelector('[data-testid="stMain"]')]
        .flatMap((node) => [node.scrollWidth - node.clientWidth, node.scrollHeight - node.clientHeight])"""
    visit.until(lambda: visit.page.evaluate(over) == [0, 0, 0, 0], "a frame without scrollbars")
    box = visit.atlas.bounding_box()
    assert box is not None
    assert (box["x"], box["y"], box["width"]) == (0, 0, 360)
    assert visit.page.locator(".framed").get_by_text("CC BY 4.0").is_visible()
    target = urlsplit(str(way.evaluate("(node) => node.href")))
    assert {"embed", "show"}.isdisjoint(parse_qs(target.query))
    assert parse_qs(target.query)["country"] == ["CL"]
    assert (way.get_attribute("target"), way.get_attribute("rel")) == ("_blank", "noopener")
    assert visit.query()["embed"] == ["true"]
    assert not visit.page.get_by_test_id("stSidebar").is_visible()
