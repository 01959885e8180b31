"""Opening a record: by a click on the map or by the search, the same card."""

from collections.abc import Callable

from playwright.sync_api import expect

from layers.catalog import Catalog
from tests.browser.visit import Visit

LEG = "leg-boa-vista-manaus"  # nothing else is drawn near its middle
PLACE = "bogota"


def position(catalog: Catalog, place: str) -> tuple[float, float]:
    at = catalog.places.geometry[place]
    return at.y, at.x


def test_a_click_on_a_leg_opens_its_card(visit: Visit, catalog: Catalog) -> None:
    leg = catalog.legs.loc[LEG]
    start, end = position(catalog, leg["from_place"]), position(catalog, leg["to_place"])
    lat, lon = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    visit.open(f"/?map=6_{lat:.3f}_{lon:.3f}")
    visit.expect_drawn(104)
    title = " → ".join(catalog.places.loc[[leg["from_place"], leg["to_place"]], "name"])

    middle = visit.along(start, end, 0.5)
    visit.hover(middle, title)
    visit.page.mouse.click(*middle)
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(title)
    visit.until_query(selected=[f"leg.{LEG}"])
    expect(visit.finder).to_have_value(f"Leg: {title}")


def test_a_click_on_a_place_opens_its_card_and_closing_ends_it(visit: Visit, catalog: Catalog) -> None:
    lat, lon = position(catalog, PLACE)
    visit.open(f"/?map=7_{lat:.3f}_{lon:.3f}")
    visit.expect_drawn(104)
    name = catalog.places.at[PLACE, "name"]
    visit.hover(visit.at(lat, lon), f"{name}, Colombia")
    visit.page.mouse.click(*visit.at(lat, lon))
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(name)
    expect(visit.finder).to_have_value(f"Place: {name}")
    visit.until_query(selected=[f"place.{PLACE}"])

    visit.card.get_by_role("button", name="Close").click()
    expect(visit.card).to_be_hidden()
    visit.until_query(selected=None)
    expect(visit.finder).to_have_value("")


def test_a_click_on_nothing_closes_the_card(visit: Visit) -> None:
    visit.open("/?selected=place.bogota&map=4_-20.000_-100.000")
    expect(visit.card).to_be_visible()
    visit.page.mouse.click(*visit.at(-20, -100))  # open sea
    expect(visit.card).to_be_hidden()
    visit.until_query(selected=None)


def test_the_search_opens_the_same_card(visit: Visit, catalog: Catalog) -> None:
    visit.open("/")
    name = catalog.places.at[PLACE, "name"]
    visit.search(name)
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(name)
    visit.until_query(selected=[f"place.{PLACE}"])
    by_box = visit.card.inner_text()

    lat, lon = position(catalog, PLACE)
    visit.card.get_by_role("button", name="Close").click()
    expect(visit.card).to_be_hidden()
    visit.until(
        lambda: visit.frame.evaluate("() => map_atlas.getZoom()") == 6, "the end of the flight to the place"
    )
    visit.hover(visit.at(lat, lon), f"{name}, Colombia")
    visit.page.mouse.click(*visit.at(lat, lon))
    expect(visit.card).to_be_visible()
    assert visit.card.inner_text() == by_box


def test_a_card_leads_to_the_next_record(visit: Visit, catalog: Catalog) -> None:
    leg = catalog.legs.loc[LEG]
    visit.open(f"/?selected=leg.{LEG}")
    start = catalog.places.at[leg["from_place"], "name"]
    visit.card.get_by_role("button", name=start, exact=True).click()
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(start)
    visit.until_query(selected=[f"place.{leg['from_place']}"])
    visit.page.go_back()
    expect(visit.card.get_by_role("heading", level=2)).to_contain_text(" → ")


def test_the_name_of_a_corridor_opens_it(visit: Visit, catalog: Catalog) -> None:
    name = catalog.corridors.at["pisiga-colchane", "name_en"]
    visit.open("/?corridor=pisiga-colchane")
    visit.expect_rest()
    box = visit.page.locator(".atlas iframe").bounding_box()
    assert box is not None
    across = [x / 12 for x in range(2, 12)]
    spots = [(box["x"] + box["width"] * u, box["y"] + y) for y in range(60, 600, 15) for u in across]
    tip = visit.frame.locator(".atlas-tip strong")

    def banner() -> tuple[float, float] | None:
        """Feel for the name: it is drawn on a canvas, and only hovering tells where."""
        for spot in spots:
            visit.page.mouse.move(*spot)
            if tip.all_inner_texts() == [name]:
                return spot
        return None

    visit.page.mouse.click(*visit.until(banner, "the corridor's name under the pointer"))
    expect(visit.card.get_by_role("heading", level=2)).to_have_text(name)
    visit.until_query(selected=["corridor.pisiga-colchane"])


def test_a_record_outside_the_filter_is_closed_with_a_note(
    visit: Visit, catalog: Catalog, expected: Callable[..., Catalog]
) -> None:
    outside = "boa-vista"
    assert outside not in expected(country="CL").places.index
    visit.open(f"/?selected=place.{outside}")
    expect(visit.card).to_be_visible()
    visit.choose("Country", "Chile")
    expect(visit.card).to_be_hidden()
    note = f"{catalog.places.at[outside, 'name']} is outside the present filters and was closed."
    expect(visit.page.get_by_text(note)).to_be_visible()
    visit.until_query(selected=None, country=["CL"])


def test_a_record_outside_the_filter_is_found_and_the_filters_put_aside(
    visit: Visit, catalog: Catalog, expected: Callable[..., Catalog]
) -> None:
    assert "boa-vista" not in expected(country="CL").places.index
    visit.open("/?country=CL")
    visit.finder.click()
    visit.finder.fill("boa vista")
    option = visit.page.locator(".finder [role=option][data-key='place.boa-vista']")
    expect(option).to_contain_text("outside the present filters")
    option.click()
    expect(visit.card.get_by_role("heading", level=2)).to_have_text("Boa Vista")
    expect(visit.page.get_by_text("The filters were put aside")).to_be_visible()
    visit.until_query(selected=["place.boa-vista"], country=None)
    visit.expect_drawn(len(catalog.legs))


def test_what_is_not_in_the_atlas_is_said(visit: Visit) -> None:
    visit.open("/")
    visit.finder.click()
    visit.finder.fill("nosuchname")
    expect(visit.page.get_by_text("Nothing by that name in the atlas.")).to_be_visible()
