"""The servers, the browser, and the check that every visit ends with."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from layers.catalog import Catalog
from layers.filters import ViewFilter
from tests.browser.server import ROOT, Server
from tests.browser.visit import Visit
from tests.chromium import ARGUMENTS, executable

NewVisit = Callable[..., Visit]


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for all tests."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on its own data."""
    with Server(ROOT, tmp_path_factory.mktemp("app") / "log") as server:
        yield server


@pytest.fixture(autouse=True)
def visits() -> Iterator[list[Visit]]:
    """Every visit of the test; all must end clean: no other host, no error, no violated policy."""
    opened: list[Visit] = []
    yield opened
    for visit in opened:
        visit.page.close()
    for visit in opened:
        visit.clean()


@pytest.fixture(scope="package")
def contexts(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browser contexts by their options, kept so that Streamlit's own scripts are compiled once and not per test.

    Nothing passes from one visit to the next but this cache: the app stores nothing in the browser, and a visit is a
    page, a websocket and so a session of its own.
    """
    kept: dict[str, BrowserContext] = {}

    def context(**options: Any) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in kept:
            kept[key] = chromium.new_context(**options)
        return kept[key]

    yield context
    for each in kept.values():
        each.close()


@pytest.fixture
def new_visit(contexts: Callable[..., BrowserContext], app: Server, visits: list[Visit]) -> NewVisit:
    """Open a page; nothing is loaded yet. Options are those of the browser context."""

    def make(server: Server = app, **options: Any) -> Visit:
        given = {"viewport": {"width": 1280, "height": 900}, "locale": "en-US", **options}
        visit = Visit(server, contexts(**given))
        visits.append(visit)
        return visit

    return make


@pytest.fixture
def visit(new_visit: NewVisit) -> Visit:
    """A visitor with a wide screen who reads English."""
    return new_visit()


@pytest.fixture(scope="session")
def expected(catalog: Catalog) -> Callable[..., Catalog]:
    """Return the rows that the filter itself gives for keys of a link: what every page must show."""

    def rows(**query: str) -> Catalog:
        given = {key.rstrip("_"): [value] for key, value in query.items()}
        view, notices = ViewFilter.from_query(given, catalog)
        assert not notices
        return view.apply(catalog)

    return rows
