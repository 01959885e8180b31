"""The atlas below a path of its host, as it stands behind a server that holds other things too."""

import json
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import expect

from tests.browser.conftest import NewVisit
from tests.browser.server import ROOT, Server


def test_everything_stands_below_the_base_path(new_visit: NewVisit, tmp_path: Path) -> None:
    # The path is also the first part of our own addresses: only the base may be taken off.
    with Server(ROOT, tmp_path / "log", base="atlas") as server:
        visit = new_visit(server).open("/?country=CL")
        page = visit.page
        visit.expect_drawn(14)
        assert page.evaluate("document.fonts.check('16px Inter')")

        page.locator(".share summary").click()
        link = page.locator(".share").get_by_role("textbox", name="Link")
        expect(link).to_have_value(f"{server.address}/?country=CL&lang=en&rel={release()}&v=1")
        page.locator(".takeout summary").click()
        with page.expect_download() as saved:
            page.locator(".takeout").get_by_role("link", name="GeoJSON").first.click()
        saved.value.save_as(tmp_path / "rows")
        # The file names the view it holds, by the address at which it was asked for.
        assert json.loads((tmp_path / "rows").read_text("utf-8"))["corridor_atlas"]["filters"]["query"] == (
            "country=CL"
        )

        page.get_by_test_id("stTopNavLink").filter(has_text="Profiles").click()
        expect(page).to_have_url(f"{server.address}/profile?country=CL")
        page.get_by_role("link", name="Chile", exact=True).first.click()
        expect(page.get_by_role("heading", name="Chile: what is reported?")).to_be_visible()
        page.get_by_role("link", name="On the map").click()
        visit.expect_drawn(14)
        page.close()  # before the server goes: a lost connection would be complained of

        asked = [url for url in visit.requests if not url.startswith(("data:", "blob:"))]
        assert [url for url in asked if not urlsplit(url).path.startswith("/atlas/")] == []

        with urlopen(f"{server.address}/timeline?country=CL") as answer:
            head = answer.read().decode()
        assert f'content="{server.address}/preview.png?country=CL&amp;lang=en"' in head
        assert f'content="{server.address}/timeline?country=CL"' in head


def release() -> str:
    """Return the newest release, as links name it."""
    return max(path.stem for path in (ROOT / "data" / "releases").glob("2*"))
