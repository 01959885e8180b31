"""A link names the release it was made with: what changed since is told for its view, and nothing breaks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import link, store
from tests import small_data, small_releases
from tests.pages.atlas import first_run, go, query, read, rows, texts, warnings
from tests.pages.test_hostile_links import NASTY
from tests.small_releases import FIRST, SECOND

TOLD = (
    "This link was made with older data. The atlas always shows the current ones, release 20 November 2026."
)
CACHES = (store.catalog, store.releases, store.latest_release, store.changes_since)


def serve(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for cache in CACHES:
        cache.cache_clear()
    monkeypatch.setattr(store, "DATA", data)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_releases.write(tmp_path_factory.mktemp("served") / "data")


@pytest.fixture
def two_releases(released: Path) -> Iterator[None]:
    """Serve the small data, with their two releases."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        serve(released, monkeypatch)
        yield
    for cache in CACHES:
        cache.cache_clear()


@pytest.fixture
def no_release(tmp_path: Path) -> Iterator[None]:
    """Serve the small data, never released."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        serve(small_data.write(tmp_path / "data"), monkeypatch)
        yield
    for cache in CACHES:
        cache.cache_clear()


def listed(app: AppTest) -> list[str]:
    """Return what the list of changes says."""
    (changes,) = (box for box in app.expander if box.label == "What changed in this view")
    return [read(line) for part in changes.markdown for line in str(part.value).split("\n")]


@pytest.mark.usefixtures("two_releases")
def test_an_older_link_tells_what_changed_in_its_view() -> None:
    app = first_run(rel=FIRST)
    assert TOLD in texts(app)
    assert "Since release 1 November 2026: 1 changed, 1 regraded, 1 withdrawn in this view." in texts(app)
    leg, place, event = listed(app)
    assert "regraded. Grade: single source → corroborated" in leg
    assert "Place “Alajuela”: changed. Note: “One of three Costa Rican cities" in place
    assert event.endswith("withdrawn. It rested on a copy of one article.")
    assert query(app) == {"rel": [FIRST]}, "the link stays what it was"
    assert not app.warning


@pytest.mark.usefixtures("two_releases")
def test_only_what_concerns_the_view_is_told() -> None:
    app = first_run(rel=FIRST, country="EC")
    assert "Since release 1 November 2026: 1 withdrawn in this view." in texts(app)
    assert len(listed(app)) == 1
    app = go(app, rel=FIRST, country="CR")
    assert "Since release 1 November 2026: 1 changed in this view." in texts(app)
    assert query(app) == {"rel": [FIRST], "country": ["CR"]}
    app = go(app, rel=FIRST, country="VE")
    assert "Since release 1 November 2026: no change in this view." in texts(app)
    assert not app.expander


@pytest.mark.usefixtures("two_releases")
def test_the_button_goes_to_the_current_release() -> None:
    app = first_run(rel=FIRST, country="CR")
    app.button(key="current_release").click().run()
    assert not app.exception
    assert query(app) == {"rel": [SECOND], "country": ["CR"]}
    assert TOLD not in texts(app)
    assert "Data of release 20 November 2026." in texts(app)


@pytest.mark.usefixtures("two_releases")
def test_the_current_release_needs_no_words() -> None:
    app = first_run(rel=SECOND, country="CR")
    assert query(app) == {"rel": [SECOND], "country": ["CR"]}
    assert "older data" not in texts(app)
    assert not app.warning


@pytest.mark.usefixtures("two_releases")
def test_the_release_stays_through_pages_languages_and_edited_addresses() -> None:
    app = first_run("method.py", rel=FIRST)
    assert TOLD in texts(app)
    assert query(app) == {"rel": [FIRST]}
    app.button_group(key="lang").select("es").run()
    assert not app.exception
    assert "1 de noviembre de 2026" in texts(app)
    app.query_params["rel"] = SECOND
    app.run()
    assert query(app) == {"rel": [SECOND], "lang": ["es"]}
    assert "1 de noviembre de 2026" not in texts(app)


@pytest.mark.usefixtures("two_releases")
@pytest.mark.parametrize("value", ["2026-11-02", "2026-13-01", "2026-11", "latest", "-1", "2026-11-01Z"])
def test_a_release_that_is_not_known_is_told(value: str) -> None:
    app = first_run(rel=value, country="CR")
    assert f"The link says it was made with release “{value}”, which this atlas does not have." in warnings(
        app
    )
    assert query(app) == {"country": ["CR"]}
    assert len(rows(app)) == 3
    next(button for button in app.button if button.label == "Understood").click().run()
    assert not app.warning


@pytest.mark.usefixtures("two_releases")
def test_a_later_release_is_told() -> None:
    app = first_run(rel="2027-01-01")
    assert (
        "The link was made with release 2027-01-01, which is later than the data of this atlas."
        in warnings(app)
    )
    assert query(app) == {}


@pytest.mark.usefixtures("two_releases")
@pytest.mark.parametrize("name", ["template", "img", "markdown", "control", "long", "fullwidth"])
def test_a_hostile_release_is_told_and_dropped(name: str) -> None:
    app = first_run(rel=NASTY[name], country="CR")
    assert "The link says it was made with release" in warnings(app)
    assert len(warnings(app)) < 500
    assert query(app) == {"country": ["CR"]}
    assert len(rows(app)) == 3


@pytest.mark.usefixtures("two_releases")
def test_the_last_of_several_counts() -> None:
    assert query(first_run(rel=[SECOND, FIRST])) == {"rel": [FIRST]}


@pytest.mark.usefixtures("no_release")
def test_without_a_release() -> None:
    app = first_run(rel=FIRST)
    assert "which this atlas does not have" in warnings(app)
    assert "These data have not been released yet." in texts(app)
    assert query(app) == {}


@pytest.mark.usefixtures("two_releases")
def test_data_that_differ_from_their_release_say_so(tmp_path: Path, released: Path) -> None:
    changed = shutil.copytree(released, tmp_path / "data")
    small_data.replace(changed, "places/cr.geojson", "three towns", "3 towns")
    with pytest.MonkeyPatch.context() as monkeypatch:
        serve(changed, monkeypatch)
        told = texts(first_run())
    assert "Data of release 20 November 2026, with changes that no release holds yet." in told


@pytest.mark.usefixtures("two_releases")
def test_a_link_to_copy_names_the_release_that_is_shown() -> None:
    view = link.ViewFilter(countries=("CR",))
    assert link.pinned(view, "pt") == {"country": ["CR"], "lang": ["pt"], "rel": [SECOND]}


@pytest.mark.usefixtures("no_release")
def test_a_link_to_copy_without_a_release() -> None:
    assert link.pinned(link.ViewFilter(), "en") == {"lang": ["en"]}
