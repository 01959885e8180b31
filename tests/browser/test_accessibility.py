"""axe-core finds nothing to mend: the page with its component, and the map document."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import NewVisit

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The map document is looked at by itself: axe cannot reach into a sandboxed frame from outside.
RUN = """(standards) =>
  axe.run(document, { runOnly: { type: "tag", values: standards }, resultTypes: ["violations"], iframes: false })
    .then((found) => found.violations.flatMap((rule) => rule.nodes.map(
      (node) => `${rule.id}: ${JSON.stringify(node.target)} ${node.html.slice(0, 200)} ${node.failureSummary}`)))"""


def violations(document: Page | Frame) -> list[str]:
    document.evaluate(AXE_SCRIPT)
    return list(document.evaluate(RUN, STANDARDS))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "/?country=EC&selected=event.ev-2018-08-ecuador-alert&unknown=1",
        "/?q=nosuchword&from=then&lang=es",
    ],
    ids=["card and notice", "empty and folded filters"],
)
def test_the_map_page(new_visit: NewVisit, scheme: str, path: str) -> None:
    # axe measures with style elements of its own, which the policy rightly forbids: lifted for this test alone.
    visit = new_visit(color_scheme=scheme, bypass_csp=True).open(path)
    visit.expect_rest()
    assert violations(visit.page) == []
    assert violations(visit.frame) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("method", "Known limits"),
        ("evidence", "Where sources disagree"),
        ("timeline", "events dated between"),
    ],
)
def test_the_text_pages(new_visit: NewVisit, scheme: str, path: str, heading: str) -> None:
    visit = new_visit(color_scheme=scheme, bypass_csp=True)
    # Streamlit looks for its server below the page's own address first.
    for answer in ("health", "host-config"):
        visit.expect_complaint(rf"404 \(Not Found\) \(\S+/{path}/_stcore/{answer}\)")
    visit.page.goto(f"{visit.server.address}/{path}")
    expect(visit.page.get_by_role("heading", name=heading)).to_be_visible()
    visit.expect_rest()
    if path == "timeline":
        visit.page.locator(".timeline g.mark").first.click()
        expect(visit.card).to_be_visible()
    if path == "evidence":
        for fold in visit.page.locator(".sheet summary").all()[:2]:
            fold.click()
    assert violations(visit.page) == []
