"""Grades, disputes and what falls away, as a visitor meets them."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.language import Translator
from tests.browser.conftest import NewVisit
from tests.browser.visit import Visit


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_a_level_of_evidence_redraws_and_says_what_falls_away(
    new_visit: NewVisit, catalog: Catalog, expected: Callable[..., Catalog], lang: str
) -> None:
    _ = Translator(lang)
    visit = new_visit().open(f"/?lang={lang}")
    visit.expect_drawn(len(catalog.legs))
    visit.choose(_("Evidence at least"), _("corroborated"))
    rows = expected(evidence="corroborated")
    visit.expect_drawn(len(rows.legs), len(rows.places))
    said = ViewFilter(evidence="corroborated").describe_fallen(catalog, lang)
    expect(visit.page.get_by_text(said)).to_be_visible()
    visit.until_query(evidence=["corroborated"])
    visit.page.go_back()
    visit.expect_drawn(len(catalog.legs))


def test_only_where_the_group_is_named(visit: Visit, expected: Callable[..., Catalog]) -> None:
    visit.open("/")
    visit.sidebar.get_by_text("Only where the group is named").click()
    rows = expected(named="1")
    visit.expect_drawn(len(rows.legs), len(rows.places))
    visit.until_query(named=["1"])


def test_one_click_shows_the_positions_side_by_side(visit: Visit) -> None:
    visit.open("/?selected=leg.leg-pisiga-colchane")
    grade = visit.card.locator("details.grade summary")
    expect(grade).to_contain_text("established")
    expect(grade).to_contain_text("disputed: 1 open question")
    grade.click()
    expect(
        visit.card.get_by_text("An open dispute touches it; that does not lower the grade.")
    ).to_be_visible()
    visit.card.get_by_role(
        "button", name="Does the group control both sides of the Pisiga–Colchane crossing?"
    ).click()
    expect(visit.card.get_by_role("heading", name=re.compile("^supports"))).to_be_visible()
    expect(visit.card.get_by_role("heading", name=re.compile("^qualifies"))).to_be_visible()
    expect(
        visit.card.get_by_text("Iquique judges found that a cell controlled the border stretch from 2021.")
    ).to_be_visible()
    visit.until_query(selected=["dispute.disp-pisiga-control"])


def test_the_ledger_leads_to_the_map(visit: Visit) -> None:
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/evidence/_stcore/{answer}\)")
    visit.page.goto(visit.server.address + "/evidence?country=CL")
    visit.expect_rest()
    question = visit.page.locator(
        "summary", has_text="Does the group control both sides of the Pisiga–Colchane crossing?"
    )
    question.click()
    expect(
        visit.page.get_by_text("Iquique judges found that a cell controlled the border stretch from 2021.")
    ).to_be_visible()
    visit.page.get_by_role("link", name="disp-pisiga-control").click()
    expect(visit.atlas).to_have_attribute("data-painted", re.compile(r"\d+"))
    expect(visit.card).to_contain_text("Does the group control both sides of the Pisiga–Colchane crossing?")
    visit.until_query(selected=["dispute.disp-pisiga-control"], country=["CL"])


def test_the_ledger_follows_the_filters(visit: Visit, expected: Callable[..., Catalog]) -> None:
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/evidence/_stcore/{answer}\)")
    visit.page.goto(visit.server.address + "/evidence?country=TT")
    visit.expect_rest()
    rows = expected(country="TT")
    assert 0 < len(rows.disputes) < 80
    expect(visit.page.get_by_text(f"{len(rows.disputes)} questions in view of 80")).to_be_visible()
    expect(visit.page.locator("summary", has_text="Pisiga–Colchane")).to_have_count(0)


def test_a_level_that_is_none_is_told(visit: Visit) -> None:
    visit.open("/?evidence=certain&named=maybe")
    visit.expect_drawn(104)
    expect(visit.page.get_by_text("“certain” under “evidence”")).to_be_visible()
    expect(visit.page.get_by_text("“maybe” under “named”")).to_be_visible()
