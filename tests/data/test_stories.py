"""The stories as they ship: sound, told in every language, and each step shows something."""

from __future__ import annotations

import pytest

from layers.catalog import Catalog
from layers.language import LANGUAGES
from layers.load import Tables
from layers.stories import shelf, target
from tests.conftest import ROOT

FOLDER = ROOT / "stories"
SHELF, PROBLEMS = shelf.read(FOLDER)


def test_the_stories_pass_the_check(real_tables: Tables, catalog: Catalog) -> None:
    assert PROBLEMS == []
    assert shelf.check(FOLDER, real_tables, catalog) == []


def test_every_headline_corridor_has_its_story(catalog: Catalog) -> None:
    headline = set(catalog.corridors.index[catalog.corridors["headline"]])
    assert headline | {"introduction", "how-we-know"} <= set(SHELF)
    assert next(iter(SHELF)) == "introduction"
    for corridor in headline:
        assert f"corridor={corridor}" in SHELF[corridor]["en"].steps[0].address


@pytest.mark.parametrize("slug", SHELF)
def test_a_story_is_told_in_all_languages_and_shows_rows(slug: str, catalog: Catalog) -> None:
    assert set(SHELF[slug]) == set(LANGUAGES)
    assert len({story.title for story in SHELF[slug].values()}) == len(LANGUAGES)
    for lang, story in SHELF[slug].items():
        assert 4 <= len(story.steps) <= 6
        for step in story.steps:
            shown = target.read(step.address, catalog)
            assert shown.address() == step.address  # canonical: what the page will write
            assert shelf.shows(shown, catalog), f"{lang}: {step.address}"
