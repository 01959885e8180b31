"""The releases in words: what a made-up second release changed, in the whole and in a view."""

from pathlib import Path
from typing import Any

import pytest

from layers import release
from layers.catalog import Catalog, read_catalog
from layers.changes import Changes
from layers.desk.history import ORDER, blocks
from layers.filters import ViewFilter
from tests import small_releases
from tests.small_releases import EVENT, FIRST, LEG, PLACE, REASON, SECOND


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalog, tuple[Changes, ...]]:
    directory: Path = small_releases.write(tmp_path_factory.mktemp("released"))
    return read_catalog(directory), release.history(directory)[::-1]


def folds(made: list[Any]) -> dict[str, list[Any]]:
    return {block["summary"]: block["body"][0]["items"] for block in made if block["kind"] == "fold"}


def test_every_release_the_newest_first(small: tuple[Catalog, tuple[Changes, ...]]) -> None:
    _catalog, log = small
    assert [(each.since, each.until) for each in log] == [(FIRST, SECOND), ("", FIRST)]
    assert log[0].counts()["withdrawn"] == 1
    assert log[1].entries == ()


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_what_changed_by_kind_with_reasons(small: tuple[Catalog, tuple[Changes, ...]], lang: str) -> None:
    catalog, log = small
    made = blocks(catalog, catalog, ViewFilter(), log, False, lang)
    found = folds(made)
    entries = log[0].entries
    assert sum(len(items) for items in found.values()) == len(entries)
    told = [item for items in found.values() for item in items]
    assert REASON[lang] in next(item["text"] for item in told if REASON[lang] in item["text"])
    keys = {item.get("key") for item in told}
    assert {f"place.{PLACE}", f"leg.{LEG}"} <= keys
    assert f"event.{EVENT}" not in keys
    assert made[-1]["text"].endswith(".")
    assert len(found) == len({entry.kind for entry in entries}) <= len(ORDER)


def test_a_view_tells_only_what_concerns_it(small: tuple[Catalog, tuple[Changes, ...]]) -> None:
    catalog, log = small
    view = ViewFilter(countries=("CR",))
    shown = view.apply(catalog)
    made = blocks(catalog, shown, view, log, True, "en")
    keys = {item.get("key") for items in folds(made).values() for item in items}
    assert f"place.{PLACE}" in keys
    assert f"leg.{LEG}" not in keys
    assert "differ from the newest release" in made[2]["text"]


def test_without_a_release(small: tuple[Catalog, tuple[Changes, ...]]) -> None:
    catalog, _log = small
    made = blocks(catalog, catalog, ViewFilter(), (), False, "en")
    assert made[1]["text"] == "These data have not been released yet."
