"""A story told in a room: by keys over real pages, left and come back to; and a story of one's own."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.test_accessibility import violations


def test_a_story_is_stepped_through_left_and_come_back_to(new_visit: NewVisit) -> None:
    visit = new_visit(bypass_csp=True)
    page = visit.page
    visit.open("/")
    page.get_by_role("link", name="Stories").click()
    page.get_by_role("link", name="The atlas in five views").click()
    bar = page.get_by_role("region", name="Story: The atlas in five views")
    expect(bar.get_by_role("heading")).to_have_text("Every line is a claim")
    visit.expect_drawn(104)
    page.keyboard.press("ArrowRight")
    expect(bar.get_by_role("heading")).to_have_text("A line has a card")
    visit.expect_drawn(3)
    expect(visit.card).to_contain_text("Pisiga Bolívar → Colchane")
    visit.until_query(
        corridor=["pisiga-colchane"], selected=["leg.leg-pisiga-colchane"], story=["introduction"], step=["2"]
    )
    page.keyboard.press("PageDown")
    page.wait_for_url(re.compile(r"/timeline\?story=introduction&step=3"))
    expect(bar).to_contain_text("3 / 5")
    page.keyboard.press("PageUp")
    visit.expect_drawn(3)
    assert violations(page) == []

    bar.get_by_role("button", name="Explore from here").click()
    expect(bar).to_be_hidden()
    visit.until_query(aside=["1"], step=["2"])
    page.keyboard.press("ArrowRight")  # nothing listens while the story is put aside
    visit.card.get_by_role("button", name="Close").click()
    visit.choose("Country", "Chile")
    visit.until_query(country=["CL"], selected=None)
    page.get_by_role("button", name="Back to the story, step 2").click()
    expect(bar.get_by_role("heading")).to_have_text("A line has a card")
    visit.until_query(country=None, selected=["leg.leg-pisiga-colchane"], aside=None, step=["2"])
    bar.get_by_role("button", name="Link to this step").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("story=introduction&step=2")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_story_of_ones_own_on_a_phone(new_visit: NewVisit, tmp_path: Path) -> None:
    visit = new_visit(viewport={"width": 360, "height": 740}, bypass_csp=True).open(
        "/?corridor=cucuta&lang=es"
    )
    page, own = visit.page, visit.page.locator(".own")
    own.locator("summary").first.click()
    own.get_by_role("button", name="Añadir esta vista a mi historia").click()
    rows = own.locator("ol > li")
    expect(rows).to_have_count(1)
    rows.nth(0).get_by_label("Texto", exact=True).fill("<b>Hola</b> *tú*")
    own.get_by_role("button", name="Añadir esta vista a mi historia").click()
    expect(rows).to_have_count(2)
    rows.nth(1).get_by_label("Encabezado del paso").fill("Primero")
    own.get_by_role("button", name="Subir: Paso 2").click()
    expect(rows.nth(0).get_by_label("Encabezado del paso")).to_have_value("Primero")
    expect(rows.nth(1).get_by_label("Texto", exact=True)).to_have_value("<b>Hola</b> *tú*")
    with page.expect_download() as saved:
        own.get_by_role("button", name="Guardar como archivo").click()
    saved.value.save_as(tmp_path / "story.md")
    assert "## [Primero](</?corridor=cucuta>)" in (tmp_path / "story.md").read_text("utf-8")
    own.get_by_role("button", name="Quitar todos los pasos").click()
    expect(rows).to_have_count(0)
    own.locator("input[type=file]").set_input_files(
        {"name": "bad.md", "mimeType": "text/markdown", "buffer": b"# A\n\n## [B](https://example.org)\n"}
    )
    expect(own.get_by_role("status")).to_contain_text("Línea 3: el enlace «https://example.org»")
    own.locator("input[type=file]").set_input_files(tmp_path / "story.md")
    expect(rows).to_have_count(2)
    assert violations(page) == []
    own.get_by_role("button", name="Presentar").click()
    bar = page.locator(".telling .bar")
    expect(bar.get_by_role("heading")).to_have_text("Primero")
    bar.get_by_role("button", name="Paso siguiente").click()
    expect(bar.locator(".caption")).to_have_text("<b>Hola</b> tú")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
