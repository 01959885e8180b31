"""The closed lists: every code has a label, every crime a family."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from layers import vocabulary as v

LISTS = {
    name: value
    for name, value in vars(v).items()
    if name.isupper() and isinstance(value, Mapping) and name != "CRIME_FAMILY"
}


def test_there_are_lists() -> None:
    assert {"CRIMES", "ATTRIBUTION", "ACT_STATUS", "GUILT", "MODES", "UNITS", "GEOGRAPHIES"} <= LISTS.keys()


@pytest.mark.parametrize("name", sorted(LISTS))
def test_labels(name: str) -> None:
    labels = LISTS[name]
    assert all(label == label.strip() and label and not label.endswith(".") for label in labels.values())
    assert not any("!" in label for label in labels.values())
    assert len(set(labels.values())) == len(labels), "two codes of a list would look the same"


def test_every_crime_has_one_of_the_families() -> None:
    assert v.CRIME_FAMILY.keys() == v.CRIMES.keys()
    assert set(v.CRIME_FAMILY.values()) == v.CRIME_FAMILIES.keys()


@pytest.mark.parametrize(
    ("crime", "family"),
    [
        ("migrant_smuggling", "movement"),
        ("human_trafficking", "exploitation"),
        ("extortion", "coercion"),
        ("homicide", "coercion"),
        ("money_laundering", "trade"),
    ],
)
def test_families(crime: str, family: str) -> None:
    assert v.CRIME_FAMILY[crime] == family


def test_geographies_do_not_repeat_countries() -> None:
    assert not set(v.COUNTRIES) & v.GEOGRAPHIES.keys()
    assert all(len(code) == 2 and code.isupper() for code in v.COUNTRIES)
    assert sorted(set(v.COUNTRIES)) == list(v.COUNTRIES)


def test_absence_is_not_asserted() -> None:
    """A page says that nothing was recorded, never that nobody is guilty or nobody is there."""
    assert "recorded" in v.GUILT["none"]
    assert "named" in v.ATTRIBUTION["context"]
