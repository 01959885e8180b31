"""The timeline as a visitor uses it: brush a period, step through it, open a record, take it away."""

import csv
import io
import re
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Locator, expect

from layers.catalog import Catalog
from layers.choices import Selection
from layers.filters import ViewFilter
from tests.browser.conftest import NewVisit
from tests.browser.visit import Visit

FTO = "event.ev-2025-02-20-fto"
FOCUSED = """() => {
  let node = document.activeElement;
  while (node && node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
  return node.dataset.key || "";
}"""


def open_timeline(visit: Visit, query: str = "") -> Locator:
    """Go to the timeline and wait until it is drawn and the page complete; return it."""
    # Streamlit looks for its server below the page's own address first.
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/timeline/_stcore/{answer}\)")
    visit.page.goto(f"{visit.server.address}/timeline{query}")
    timeline = visit.page.locator(".timeline")
    expect(timeline).to_have_attribute("data-shown", re.compile(".+"))
    visit.expect_rest()
    return timeline


def drag(visit: Visit, timeline: Locator, start: float, end: float) -> None:
    """Drag over the strip from one part of its axis to another (0 to 1)."""
    strip = timeline.locator(".strip")
    strip.scroll_into_view_if_needed()
    box, names = strip.bounding_box(), timeline.locator(".handle.left").bounding_box()
    assert box is not None
    assert names is not None
    left = names["x"] + names["width"]  # where the axis begins: the period is all time
    width = box["x"] + box["width"] - 10 - left
    visit.page.mouse.move(left + start * width, box["y"] + 30)
    visit.page.mouse.down()
    for step in range(1, 5):
        visit.page.mouse.move(left + (start + (end - start) * step / 4) * width, box["y"] + 30)
    visit.page.mouse.up()


def test_a_brushed_period_is_in_the_link_and_on_every_page(
    visit: Visit, expected: Callable[..., Catalog], catalog: Catalog
) -> None:
    timeline = open_timeline(visit)
    expect(timeline).to_have_attribute("data-bars", str(len(catalog.events) + len(catalog.legs) - 2))
    drag(visit, timeline, 0.6, 0.8)
    visit.until(lambda: {"from", "to"} <= visit.query().keys(), "a period in the address")
    chosen = {key: visit.query()[key][0] for key in ("from", "to")}
    rows = expected(from_=chosen["from"], to=chosen["to"])
    assert 0 < len(rows.events) < len(catalog.events)
    dated = len(rows.events) + len(rows.legs)
    expect(timeline).to_have_attribute("data-inside", str(dated))
    expect(timeline.locator("h2")).to_contain_text(f"{len(rows.events)} events dated between")
    visit.expect_drawn(len(rows.legs), len(rows.places))  # the map beside it
    visit.page.reload()
    expect(timeline).to_have_attribute("data-inside", str(dated))

    timeline.locator(".handle.left").focus()
    visit.page.keyboard.press("PageUp")
    visit.until(lambda: visit.query().get("from", [""])[0] > chosen["from"], "the start to move by a year")
    later = expected(from_=visit.query()["from"][0], to=chosen["to"])
    visit.page.get_by_role("link", name="Map", exact=True).click()
    visit.expect_drawn(len(later.legs), len(later.places))
    visit.page.get_by_role("link", name="Timeline", exact=True).click()
    timeline.get_by_role("button", name="All time").click()
    visit.until_query(**{"from": None, "to": None})
    expect(timeline.locator("h2")).to_contain_text(f"{len(catalog.events)} events dated between")


def test_a_record_is_opened_by_pointer_and_by_keys(visit: Visit, catalog: Catalog) -> None:
    timeline = open_timeline(visit, "?from=2025-02&to=2025-02&lanes=country")
    mark = timeline.locator(f".mark[data-key='{FTO}']").first
    mark.click()
    visit.until_query(selected=[FTO])
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(catalog.events.at[FTO[6:], "title_en"])
    expect(visit.card).to_contain_text("An official act says nothing about guilt.")
    expect(mark).to_have_attribute("aria-pressed", "true")

    shown = ViewFilter(since="2025-02", until="2025-02").apply(catalog)
    order = [f"event.{key}" for key in shown.events.sort_values(["start", "end", "id"]).index]
    mark.focus()
    visit.page.keyboard.press("Escape")
    expect(visit.card).to_be_hidden()
    visit.until_query(selected=None)
    visit.until(lambda: visit.page.evaluate(FOCUSED) == FTO, "the focus to go back to the mark")
    for key, wanted in (("ArrowRight", order.index(FTO) + 1), ("Home", 0), ("End", len(order) - 1)):
        visit.page.keyboard.press(key)
        assert visit.page.evaluate(FOCUSED) == order[wanted]
        expect(timeline.locator(".status").filter(has_text=f"{wanted + 1} of {len(order)}")).to_be_visible()
    visit.page.keyboard.press("Enter")
    visit.until_query(selected=[order[-1]])
    expect(visit.card).to_be_visible()


def test_lanes_filters_and_the_list_keep_to_the_page(visit: Visit, expected: Callable[..., Catalog]) -> None:
    timeline = open_timeline(visit, "?country=TT")
    timeline.get_by_role("radio", name="Kind of event").check()
    visit.until_query(lanes=["type"])
    expect(timeline.locator(".plot text:not([aria-hidden])", has_text="legs, as reported")).to_be_attached()
    visit.choose("Crime named", "human trafficking")
    rows = expected(country="TT", crime="human_trafficking")
    assert len(rows.events)
    expect(timeline).to_have_attribute("data-bars", str(len(rows.events) + len(rows.legs)))
    visit.until_query(crime=["human_trafficking"])
    expect(visit.table.locator("tbody tr")).to_have_count(len(rows.events) + len(rows.legs))
    link = visit.table.locator("tbody a").first
    title = link.inner_text()
    link.click()
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(title)
    visit.until_query(lanes=["type"], country=["TT"], crime=["human_trafficking"])
    assert "/timeline" in visit.page.url


def test_on_a_phone(new_visit: NewVisit) -> None:
    visit = new_visit(viewport={"width": 360, "height": 740})
    timeline = open_timeline(visit, "?country=CL")
    wide = "() => document.querySelector('[data-testid=stMain]').scrollWidth"
    assert visit.page.evaluate(wide) <= 360
    assert visit.page.evaluate("() => document.documentElement.scrollWidth") <= 360
    expect(visit.atlas).to_have_count(0)
    timeline.get_by_role("button", name="Show the map").click()
    expect(visit.atlas).to_have_attribute("data-painted", re.compile(r"\d+"))
    assert visit.page.evaluate(wide) <= 360


def test_rows_and_picture_can_be_taken_away(
    visit: Visit, expected: Callable[..., Catalog], tmp_path: Path
) -> None:
    timeline = open_timeline(visit, "?country=TT&from=2018")
    rows = expected(country="TT", from_="2018")

    def take(role: str, name: str) -> bytes:
        with visit.page.expect_download() as taken:
            timeline.get_by_role(role, name=name).click()  # type: ignore[arg-type]
        path = tmp_path / taken.value.suggested_filename
        taken.value.save_as(path)
        return path.read_bytes()

    table = list(csv.DictReader(io.StringIO(take("link", "Rows (CSV)").decode("utf-8-sig"))))
    assert {row["id"] for row in table} == {
        *(str(Selection("event", key)) for key in rows.events.index),
        *(str(Selection("leg", key)) for key in rows.legs.index),
    }
    assert b'"downloaded"' in take("link", "About the rows (JSON)")
    picture = ElementTree.fromstring(take("button", "Picture (SVG)"))
    words = " ".join("".join(node.itertext()) for node in picture.iter() if node.tag.endswith("}text"))
    assert f"{len(rows.events)} events dated between" in words
    assert "Trinidad" in words
    assert "Corridor Atlas, " in words
    assert "Sources: " in words
    bitmap = take("button", "Picture (PNG)")
    assert bitmap.startswith(b"\x89PNG")
    for across, down in (
        struct.unpack(">II", bitmap[16:24]),
        (int(picture.attrib["width"]), int(picture.attrib["height"])),
    ):
        assert across * 9 == down * 16
