"""The part of the world that is shown: in the address without a rerun, and back from it."""

import re
from collections.abc import Callable

import pytest

from layers.catalog import Catalog
from layers.viewport import is_viewport
from tests.browser.conftest import NewVisit
from tests.browser.visit import Visit


def seen(visit: Visit) -> tuple[float, float, float]:
    zoom, lat, lng = visit.frame.evaluate(
        "() => [map_atlas.getZoom(), map_atlas.getCenter().lat, map_atlas.getCenter().lng]"
    )
    return zoom, lat, lng


def drag(visit: Visit, dx: int, dy: int) -> None:
    """Drag the map from an empty spot near its centre."""
    box = visit.page.locator(".atlas iframe").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + 300
    visit.page.mouse.move(x, y)
    visit.page.mouse.down()
    visit.page.mouse.move(x + dx, y + dy, steps=8)
    visit.page.mouse.up()


def test_moving_writes_the_address_and_asks_the_server_nothing(visit: Visit) -> None:
    visit.open("/")
    visit.expect_drawn(104, 145)
    before = visit.sent
    assert before > 0, "the page speaks to the server by websocket"
    visit.frame.get_by_role("button", name="Zoom in").click()
    zoomed = visit.until_viewport()
    drag(visit, 120, -80)
    moved = visit.until_viewport(other_than=zoomed)
    assert is_viewport(zoomed)
    assert is_viewport(moved)
    assert visit.sent == before, "no rerun"
    assert visit.query() == {"map": [moved]}


def test_a_link_restores_the_viewport(visit: Visit, new_visit: NewVisit) -> None:
    visit.open("/")
    visit.frame.get_by_role("button", name="Zoom in").click()
    first = visit.until_viewport()
    drag(visit, -90, 60)
    link = visit.until_viewport(other_than=first)
    other = new_visit().open(f"/?map={link}")
    other.until(lambda: seen(other)[0] == pytest.approx(seen(visit)[0]), "the zoom of the link")
    assert seen(other) == pytest.approx(seen(visit), abs=0.002)
    assert other.query() == {"map": [link]}


def test_a_filter_change_keeps_the_viewport(visit: Visit, expected: Callable[..., Catalog]) -> None:
    visit.open("/")
    visit.frame.get_by_role("button", name="Zoom in").click()
    viewport = visit.until_viewport()
    before = seen(visit)
    visit.choose("Country", "Chile")
    visit.expect_drawn(len(expected(country="CL").legs))
    visit.until_query(country=["CL"], map=[viewport])
    assert seen(visit) == before
    visit.page.reload()
    visit.expect_drawn(len(expected(country="CL").legs))
    visit.until_query(country=["CL"], map=[viewport])
    assert seen(visit) == pytest.approx(before, abs=0.002)
    # What was begun before Streamlit is styled by its new home too, although its files came from the browser's cache.
    assert visit.page.locator(".atlas iframe").bounding_box()["width"] > 700  # type: ignore[index]


def test_a_filtered_link_shows_its_rows(visit: Visit, expected: Callable[..., Catalog]) -> None:
    visit.open("/?corridor=roraima")
    rows = expected(corridor="roraima")
    visit.expect_drawn(len(rows.legs))
    for place in set(rows.legs["from_place"]) | set(rows.legs["to_place"]):
        at = rows.places.geometry[place]
        x, y = visit.frame.evaluate(
            "([lat, lon]) => { const p = map_atlas.latLngToContainerPoint([lat, lon]); const s = map_atlas.getSize();"
            " return [p.x / s.x, p.y / s.y]; }",
            [at.y, at.x],
        )
        assert 0 < x < 1
        assert 0 < y < 1


def test_a_viewport_that_is_none_is_told(visit: Visit) -> None:
    visit.open("/?map=99_0_0")
    visit.expect_drawn(104, 145)
    assert re.search("99_0_0", visit.page.get_by_test_id("stAlert").inner_text())
    assert 2 <= seen(visit)[0] <= 9
