"""axe-core finds nothing to mend: the page with its component, and the map document."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page, expect

from layers.look import DARK, LIGHT
from tests.browser.conftest import NewVisit
from tests.browser.visit import Visit

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The map document is looked at by itself: axe cannot reach into a sandboxed frame from outside.
RUN = """(standards) =>
  axe.run(document, { runOnly: { type: "tag", values: standards }, resultTypes: ["violations"], iframes: false })
    .then((found) => found.violations.flatMap((rule) => rule.nodes.map(
      (node) => `${rule.id}: ${JSON.stringify(node.target)} ${node.html.slice(0, 200)} ${node.failureSummary}`)))"""


def rgb(colour: str) -> str:
    """Return a colour of a theme as a browser computes it."""
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


def violations(document: Page | Frame) -> list[str]:
    document.evaluate(AXE_SCRIPT)
    return list(document.evaluate(RUN, STANDARDS))


def papers(visit: Visit) -> set[str]:
    """Return the colours of paper that the page and its own parts wear."""
    page = visit.page.get_by_test_id("stApp").evaluate("(node) => getComputedStyle(node).backgroundColor")
    parts = visit.page.locator(".atlas, .timeline").evaluate_all(
        "(nodes) => nodes.map((node) => node.style.getPropertyValue('--paper'))"
    )
    frames = [
        frame.evaluate("() => document.documentElement.style.getPropertyValue('--paper')")
        for frame in visit.page.frames[1:]
    ]
    named = {rgb(tokens["paper"]): tokens["paper"] for tokens in (LIGHT, DARK)}
    return {named.get(page, page), *parts, *frames}


def in_both_themes(visit: Visit, *documents: Page | Frame) -> list[str]:
    """Return the violations of documents in the light theme, then in the dark one, in which the visit is left."""
    found = []
    for scheme, tokens in (("light", LIGHT), ("dark", DARK)):
        visit.page.emulate_media(color_scheme=scheme)
        visit.until(lambda paper=tokens["paper"]: papers(visit) == {paper}, f"the {scheme} theme everywhere")
        found += [f"{scheme}: {each}" for document in documents for each in violations(document)]
    return found


@pytest.mark.parametrize(
    "path",
    [
        "/?country=EC&selected=event.ev-2018-08-ecuador-alert&unknown=1",
        "/?q=nosuchword&from=then&lang=es",
    ],
    ids=["card and notice", "empty and folded filters"],
)
def test_the_map_page(new_visit: NewVisit, path: str) -> None:
    # axe measures with style elements of its own, which the policy rightly forbids: lifted for this test alone.
    visit = new_visit(bypass_csp=True).open(path)
    assert in_both_themes(visit, visit.page, visit.frame) == []


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("method", "Known limits"),
        ("evidence", "Where sources disagree"),
        ("timeline", "events dated between"),
    ],
)
def test_the_text_pages(new_visit: NewVisit, path: str, heading: str) -> None:
    visit = new_visit(bypass_csp=True)
    # Streamlit looks for its server below the page's own address first.
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/{path}/_stcore/{answer}\)")
    visit.page.goto(f"{visit.server.address}/{path}")
    expect(visit.page.get_by_role("heading", name=heading)).to_be_visible()
    visit.expect_rest()
    if path == "timeline":
        visit.page.locator(".timeline .mark").first.click()
        expect(visit.card).to_be_visible()
    if path == "evidence":
        for fold in visit.page.locator(".sheet summary").all()[:2]:
            fold.click()
    assert in_both_themes(visit, visit.page) == []
