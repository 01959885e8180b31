"""Atom feeds: events, and what releases regraded or withdrew."""

import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette

from layers import release
from layers.catalog import Catalog, read_catalog
from layers.export import atom
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from pages.api import endpoint
from pages.api.routes import ROUTES
from pages.api.throttle import Throttle
from tests import small_releases
from tests.asgi import ask
from tests.unit.test_pages_api_downloads import problem

APP = Starlette(routes=list(ROUTES))
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint, "THROTTLE", Throttle())


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_releases.write(tmp_path_factory.mktemp("released") / "data")


def entries(text: bytes | str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(text).findall(f"{ATOM}entry")


def words(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"{ATOM}{name}") or ""


@pytest.mark.parametrize(
    ("name", "view"),
    [
        ("all", ViewFilter()),
        ("country-CL", ViewFilter(countries=("CL",))),
        ("corridor-pisiga-colchane", ViewFilter(corridors=("pisiga-colchane",))),
        ("crime-sexual_exploitation", ViewFilter(crimes=("sexual_exploitation",))),
        ("grade-established", ViewFilter(evidence="established")),
        ("grade-single_source", ViewFilter()),
    ],
)
def test_a_feed_holds_the_events_of_its_view(catalog: Catalog, name: str, view: ViewFilter) -> None:
    found = ask(APP, f"/feeds/{name}.atom?lang=pt")
    assert found.headers["content-type"] == "application/atom+xml; charset=utf-8"
    links = [entry.find(f"{ATOM}link") for entry in entries(found.content)]
    selected = {link.get("href", "") for link in links if link is not None}
    assert selected == {
        f"http://atlas.invalid/?selected=event.{key}&lang=pt" for key in view.apply(catalog).events.index
    }


def test_a_feed_is_what_the_standard_asks_for() -> None:
    root = ElementTree.fromstring(ask(APP, "/feeds/country-CL.atom").content)
    assert root.tag == f"{ATOM}feed"
    for element in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert words(element, "id").startswith("urn:uuid:")
        datetime.datetime.fromisoformat(words(element, "updated"))
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    idents = [words(entry, "id") for entry in root.findall(f"{ATOM}entry")]
    assert len(idents) == len(set(idents))
    assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"self", "alternate"}
    assert words(root, "title") == "Corridor Atlas: events and changes, Chile"
    updated = [words(entry, "updated") for entry in root.findall(f"{ATOM}entry")]
    assert updated == sorted(updated, reverse=True)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_regrades_and_withdrawals_are_entries_with_why(released: Path, lang: str) -> None:
    catalog, history = read_catalog(released), release.history(released)
    found = entries(atom.feed(catalog, history, ViewFilter(), "all", lang, "2026-12-01"))
    by_link = {(words(entry, "title"), words(entry, "updated")): words(entry, "content") for entry in found}
    gone = [text for (_title, updated), text in by_link.items() if small_releases.REASON[lang] in text]
    assert len(gone) == 1
    changes = release.changes_between(released, small_releases.FIRST)
    regraded = [change for change in changes.entries if change.kind == "regraded"]
    assert len(found) == len(catalog.events) + 1 + len(regraded)
    leg = [
        entry
        for entry in found
        if f"leg.{small_releases.LEG}" in (entry.find(f"{ATOM}link").get("href") or "")
    ]
    assert len(leg) == len([change for change in regraded if change.id == small_releases.LEG])


def test_changes_are_told_only_where_they_belong(released: Path) -> None:
    catalog, history = read_catalog(released), release.history(released)
    elsewhere = atom.feed(catalog, history, ViewFilter(countries=("CR",)), "country-CR", "en", "2026-12-01")
    assert small_releases.REASON["en"] not in elsewhere
    there = atom.feed(catalog, history, ViewFilter(countries=("EC",)), "country-EC", "en", "2026-12-01")
    assert small_releases.REASON["en"] in there


def test_an_event_is_dated_by_the_release_that_touched_it(released: Path) -> None:
    catalog, history = read_catalog(released), release.history(released)
    for entry in entries(atom.feed(catalog, history, ViewFilter(), "all", "en", "2026-12-01")):
        if "selected=event." in (entry.find(f"{ATOM}link").get("href") or ""):
            assert words(entry, "published") == f"{small_releases.FIRST}T00:00:00Z"
    without = atom.feed(catalog, (), ViewFilter(), "all", "en", "2026-12-01")
    assert "<updated>2026-12-01T00:00:00Z</updated>" in without


@pytest.mark.parametrize(
    "name",
    ["country-ZZ", "country", "country-CL,PE", "colour-red", "corridor-atlantis", "grade-best", "crime-", ""],
)
def test_an_unknown_feed_is_refused(name: str) -> None:
    assert "country-CL" in problem(ask(APP, f"/feeds/{name}.atom"), 404)


def test_a_feed_takes_no_filters() -> None:
    problem(ask(APP, "/feeds/all.atom?country=CL"), 400)
    problem(ask(APP, "/feeds/all"), 404)
    assert (
        ask(APP, "/feeds/all.atom", if_none_match=ask(APP, "/feeds/all.atom").headers["etag"]).status == 304
    )
