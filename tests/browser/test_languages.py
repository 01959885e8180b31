"""Spanish and Portuguese reach every part: the page, the map document, the card."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from layers.catalog import Catalog
from layers.wording import strings
from tests.browser.visit import Visit

LANGUAGES = {"es": "Español", "pt": "Português"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_switching_the_language(visit: Visit, expected: Callable[..., Catalog], lang: str) -> None:
    rows = expected(country="BR")
    visit.open("/?country=BR&selected=place.boa-vista")
    visit.expect_drawn(len(rows.legs))
    words, english = strings(lang), strings("en")
    expect(visit.frame.locator("html")).to_have_attribute("lang", "en")
    expect(visit.frame.locator(".atlas-legend summary")).to_have_text(english["ui"]["legend"])

    visit.page.get_by_role("radio", name=LANGUAGES[lang]).click()
    expect(visit.frame.locator("html")).to_have_attribute("lang", lang)
    expect(visit.frame.locator(".atlas-legend summary")).to_have_text(words["ui"]["legend"])
    legend = visit.frame.locator(".atlas-legend").text_content() or ""
    for text in words["families"].values():
        assert text in legend
    assert words["ui"]["legend"] != english["ui"]["legend"]
    expect(visit.frame.locator(".leaflet-control-zoom-in")).to_have_attribute(
        "aria-label", words["ui"]["zoom_in"]
    )
    expect(visit.card.get_by_role("button", name=words["card"]["close"], exact=True)).to_be_visible()
    visit.until(lambda: visit.chosen("País") == ["Brasil"], "the country's name in the language")
    visit.until_query(lang=[lang], country=["BR"], selected=["place.boa-vista"])
    visit.expect_drawn(len(rows.legs), len(rows.places))


def test_the_page_says_its_language(visit: Visit) -> None:
    visit.open("/?lang=pt")
    expect(visit.page.locator("html")).to_have_attribute("lang", "pt")


def test_the_browsers_language_is_taken_without_a_link(new_visit: Callable[..., Visit]) -> None:
    visit = new_visit(locale="es-CO").open("/")
    expect(visit.page.get_by_role("radio", name="Español")).to_be_checked()
    expect(visit.frame.locator("html")).to_have_attribute("lang", "es")
    assert "lang" not in visit.query()
