"""The offline file in a browser without network: it shows, filters and plays what it holds, and asks nobody for anything."""

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import BrowserContext, expect

from layers import dates
from layers.catalog import Catalog
from layers.choices import DIMENSIONS, LEVELS
from layers.export.formats import Order, Origin, make
from layers.export.offline.file import Opening
from layers.filters import ViewFilter
from layers.index import index_of
from tests.browser.visit import PATIENCE_MS, WATCH

EVIL = "Cúcuta </script><img src=x onerror=window.__hacked=1>{{7*7}}${window.__hacked=2}"
DRAWS = 100
LEG = """() => {
  const leg = Atlas.live.state.scene.legs.find((each) => each.key === "leg.leg-colchane-iquique");
  const [u, v] = Atlas.along(leg.curve, 0.5);
  const scale = 256 * 2 ** map_atlas.getZoom();
  const corner = map_atlas.getPixelBounds().min;
  return [u * scale - corner.x, v * scale - corner.y];
}"""


def hostile(catalog: Catalog) -> Catalog:
    places = catalog.places.copy()
    names = [EVIL if key == "cucuta" else name for key, name in places["name"].items()]
    places.isetitem(places.columns.get_loc("name"), names)
    return replace(catalog, places=places)


def draws(held: Catalog) -> list[ViewFilter]:
    """Return random choices of all kinds that the file can be narrowed down by; the same on every run."""
    dice = random.Random(26)
    values = index_of(held).values
    days = sorted({*held.events["date"], "2021", "2022-02", "2024"})  # days on which something begins or ends
    found = [ViewFilter(), ViewFilter(evidence=LEVELS[-1]), ViewFilter(named=True)]
    while len(found) < DRAWS:
        chosen = {
            name: tuple(dice.sample(values[name], min(len(values[name]), dice.choice((1, 2, 3)))))
            for name in dice.sample(DIMENSIONS, dice.choice((0, 1, 1, 2, 3)))
        }
        since, until = sorted(dice.sample(days, 2), key=lambda day: dates.parse(day))
        dated = dice.choice(({}, {}, {"since": since}, {"until": until}, {"since": since, "until": until}))
        level = {"evidence": dice.choice(LEVELS), "named": dice.random() < 0.2}
        found.append(ViewFilter(**chosen, **dated, **level))
    return found


def test_the_file_works_without_network(
    catalog: Catalog, contexts: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    whole = hostile(catalog)
    base = ViewFilter(countries=("CL", "CO", "BO"), evidence=LEVELS[1])
    held = base.apply(whole)
    order = Order("html", opening=Opening(("en", "es"), "6.00_-20.000_-69.500"))
    file = tmp_path / "atlas.html"
    file.write_bytes(make(whole, held, base, order, Origin("2026-12-01")).content)
    page = contexts(viewport={"width": 1280, "height": 900}, offline=True, color_scheme="light").new_page()
    page.set_default_timeout(PATIENCE_MS)
    requests: list[str] = []
    complaints: list[str] = []
    page.add_init_script(WATCH)
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri())
    atlas = page.locator(".atlas")
    expect(atlas).to_have_attribute("data-legs", str(len(held.legs)))
    expect(atlas).to_have_attribute("data-missing", "0")
    shown = page.get_by_role("status")
    expect(shown).to_contain_text(f"Legs: {len(held.legs)} of {len(held.legs)}")
    expect(page.locator(".verdict")).to_contain_text("the data are those that the file was made with")

    # Every choice leaves the rows that the filter of the atlas leaves, and is counted so.
    views = draws(held)
    told = page.evaluate(
        "(queries) => queries.map((query) => offline.left(query))",
        [urlencode(v.to_query(), doseq=True) for v in views],
    )
    for view, found in zip(views, told, strict=True):
        left = view.apply(held)
        assert found == {name: list(getattr(left, name).index) for name in ("legs", "places", "events")}, view

    # A leg under the pointer opens its card; the hostile name is a name.
    inner = page.frames[1]
    assert inner.evaluate("map_atlas.getZoom()") == 6
    box = page.locator(".atlas iframe").bounding_box()
    assert box is not None
    x, y = inner.evaluate(LEG)
    page.mouse.click(box["x"] + x, box["y"] + y)
    card = page.locator("aside.card")
    expect(card.get_by_role("heading", level=2)).to_have_text("Colchane → Iquique")
    expect(card.locator(".sources")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".sheet table").first).to_contain_text(EVIL)

    # Filters, by keyboard, and the language, which keeps them.
    page.get_by_role("checkbox", name="Chile").focus()
    page.keyboard.press("Space")
    left = ViewFilter(countries=("CL",)).apply(held)
    expect(shown).to_contain_text(f"Legs: {len(left.legs)} of {len(held.legs)}")
    expect(atlas).to_have_attribute("data-legs", str(len(left.legs)))
    expect(page.locator(".sheet tbody tr")).to_have_count(len(left.legs))
    page.get_by_role("combobox", name="Language").select_option("es")
    expect(page.locator(".narrowed")).to_have_text("Acotado por: País: Chile")

    # The player moves a window, which becomes a period of the page.
    inner.get_by_role("button", name="Reproducir").click()
    inner.get_by_role("button", name="Pausa").click()
    expect(page.locator(".narrowed")).to_contain_text("Período")

    # A level that the file has anyway changes nothing, a higher one does; what a fragment asks for in vain is left out.
    page.goto(file.as_uri() + f"#evidence={LEVELS[1]}&country=CL&selected=toString&lang=xx&from=20x1")
    expect(shown).to_contain_text(f"Legs: {len(left.legs)} of {len(held.legs)}")
    page.get_by_role("radio", name="established").check()
    best = ViewFilter(countries=("CL",), evidence=LEVELS[-1]).apply(held)
    expect(page.locator(".sheet tbody tr")).to_have_count(len(best.legs))
    assert len(best.legs) < len(left.legs)

    # What is chosen stands in the address: the same file opens with it.
    page.reload()
    expect(page.locator(".narrowed")).to_have_text(
        "Narrowed down by: Country: Chile · Evidence at least: established"
    )
    assert page.evaluate("window.__hacked") is None
    assert [url for url in requests if not url.startswith(("file:", "blob:", "data:"))] == []
    assert complaints == []
    page.close()
