"""Links of every version: steps run in order, from the version that the link names."""

from typing import Any

import pytest

from layers.migrations import current, migrate, recoded, renamed, version, versioned

# What a schema of version 3 might have changed; the atlas itself is at version 1 and has no step yet.
STEPS = (
    lambda query: renamed(query, "actor", "group"),
    lambda query: recoded(query, "act", {"claimed": "claim"}),
)


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"actor": ["eln"], "act": ["claimed,Reported"]}, {"group": ["eln"], "act": ["claim", "Reported"]}),
        ({"actor": "eln", "v": "1"}, {"group": ["eln"]}),
        ({"actor": ["eln"], "act": "claimed", "v": ["2"]}, {"actor": ["eln"], "act": ["claim"]}),
        ({"actor": ["eln"], "act": ["claimed"], "v": ["3"]}, {"actor": ["eln"], "act": ["claimed"]}),
        ({"group": ["ms-13"], "actor": ["eln"]}, {"group": ["ms-13", "eln"]}),
        ({"v": [" 1 ", ""], "actor": None}, {"group": []}),
        ({}, {}),
    ],
)
def test_steps_run_from_the_version_that_is_named(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    before = repr(given)
    assert migrate(given, STEPS) == (wanted, ())
    assert repr(given) == before, "the query given is not changed"


def test_a_link_from_the_future_is_read_as_it_stands_and_told() -> None:
    query, (notice,) = migrate({"country": ["CL"], "v": ["9"]}, STEPS)
    assert query == {"country": ["CL"]}
    assert "later version of this atlas (9)" in notice.text("en")


@pytest.mark.parametrize(
    "bad", ["x", "0", "-1", "1.0", "²", "٣", "1e3", "999999999999", "{{7*7}}", ["1", "2"], ["2", "zz"]]
)
def test_a_version_that_is_none_is_told(bad: Any) -> None:
    query, (notice,) = migrate({"actor": ["eln"], "v": bad}, STEPS)
    assert query == {"actor": ["eln"]}
    assert (notice.code, dict(notice.params)["key"]) == ("unknown-value", "v")


def test_the_first_version_goes_without_saying() -> None:
    assert versioned({"country": ["CL"], "v": ["7"]}, latest=1) == {"country": ["CL"]}
    assert versioned({"country": ["CL"], "v": ["7"]}, latest=3) == {"country": ["CL"], "v": ["3"]}
    assert migrate(versioned({"actor": ["eln"]}, latest=version(STEPS)), STEPS) == ({"actor": ["eln"]}, ())


def test_what_a_page_asks_its_own_server_is_of_the_present() -> None:
    assert current({"country": ["CL"]}) == {"country": ["CL"]}
    assert current({"country": ["CL"], "v": ["1"]}) == {"country": ["CL"]}
