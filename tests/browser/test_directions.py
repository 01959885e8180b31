"""The direction of travel: one choice in two fields."""

from collections.abc import Callable

from playwright.sync_api import expect

from layers.catalog import Catalog
from tests.browser.visit import Visit


def test_a_country_and_a_direction_are_chosen_by_keyboard(
    visit: Visit, expected: Callable[..., Catalog]
) -> None:
    into, through = expected(flow="into.PE"), expected(flow="through.PE")
    assert len(into.legs) != len(through.legs)
    visit.open("/")
    panel = visit.fold("Direction of travel")
    expect(panel.get_by_role("radio", name="through")).to_be_disabled()
    panel.get_by_label("Country or place").focus()
    visit.page.keyboard.type("Peru")
    visit.expect_drawn(len(into.legs), len(into.places))
    visit.until_query(flow=["into.PE"])
    expect(panel.locator("li:has(input:checked) .number")).to_have_text(
        f"{len(into.legs)} · {len(into.events)}"
    )
    panel.get_by_role("radio", name="into").focus()
    visit.page.keyboard.press("ArrowDown")
    visit.page.keyboard.press("ArrowDown")
    visit.expect_drawn(len(through.legs), len(through.places))
    visit.until_query(flow=["through.PE"])
    expect(panel.locator(".picked")).to_have_text("through Peru")
    panel.get_by_label("Country or place").select_option("")
    visit.expect_drawn(104, 145)
    visit.until_query(flow=None)
