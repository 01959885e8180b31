"""What is kept of a record answers as the filter itself does, as far as it can."""

from __future__ import annotations

from functools import cache

import pytest

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.flow import Flow
from layers.keys import Keys, keys_of, together, would_show

VIEWS = (
    ViewFilter(countries=("CL",)),
    ViewFilter(countries=("BR", "TT")),
    ViewFilter(crimes=("extortion", "kidnapping")),
    ViewFilter(corridors=("pisiga-colchane",)),
    ViewFilter(attribution=("other_group", "context")),
    ViewFilter(acts=("claimed",)),
    ViewFilter(since="2022", until="2022-06"),
    ViewFilter(until="2019-12"),
    ViewFilter(countries=("MX",), crimes=("homicide",), since="2023"),
    ViewFilter(countries=("PE",), acts=("official_act",), attribution=("tda",)),
)
OF_A_DIRECTION = (
    ViewFilter(flow=Flow("through", "PE")),
    ViewFilter(flow=Flow("into", "iquique"), crimes=("extortion",)),
)
WITH_ACTORS = (
    ViewFilter(actors=("los-gallegos",)),
    ViewFilter(actors=("eln", "la-linea"), countries=("CO",)),
)
TABLES = (
    "corridors",
    "legs",
    "places",
    "events",
    "actors",
    "relations",
    "disputes",
    "series",
    "observations",
)


@cache
def all_keys(catalog: Catalog) -> dict[str, dict[str, Keys]]:
    return keys_of(catalog)


def fitting(catalog: Catalog, view: ViewFilter, table: str) -> set[str]:
    known = all_keys(catalog)[table]
    ids = getattr(catalog, table).index
    return {key for key in ids if would_show(view, table, known.get(key, {}), "")}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: str(view.to_query()))
@pytest.mark.parametrize("table", ["legs", "events", "observations"])
def test_what_is_filtered_itself_is_judged_exactly(catalog: Catalog, view: ViewFilter, table: str) -> None:
    shown = set(getattr(view.apply(catalog), table).index)
    assert fitting(catalog, view, table) == shown


@pytest.mark.parametrize(
    "view", [*VIEWS, *WITH_ACTORS, *OF_A_DIRECTION], ids=lambda view: str(view.to_query())
)
@pytest.mark.parametrize("table", [table for table in TABLES if table not in ("actors", "relations")])
def test_nothing_that_was_shown_is_missed(catalog: Catalog, view: ViewFilter, table: str) -> None:
    assert fitting(catalog, view, table) >= set(getattr(view.apply(catalog), table).index)


def test_words_are_searched_in_the_name(catalog: Catalog) -> None:
    view = ViewFilter(text="Boa Vista")
    assert would_show(view, "places", {}, "boa  vísta")
    assert not would_show(view, "places", {}, "Pacaraima")
    assert would_show(view, "observations", {}, "Pacaraima"), "a text does not bear on figures"


def test_together_is_every_value_and_the_widest_period() -> None:
    one = {"countries": ("CL",), "since": ("2020-01-01",), "until": ("2020-12-31",)}
    other = {
        "countries": ("BO", "CL"),
        "crimes": ("extortion",),
        "since": ("2021-05-01",),
        "until": ("2021-05-31",),
    }
    assert together([one, other, {}]) == {
        "countries": ("BO", "CL"),
        "crimes": ("extortion",),
        "since": ("2020-01-01",),
        "until": ("2021-05-31",),
    }
    assert together([]) == {}
