"""Directions of travel: what leads into, out of and through a country or a place."""

from __future__ import annotations

import pytest

from layers.catalog import Catalog
from layers.filters import ViewFilter, count_flows
from layers.flow import DIRECTIONS, Flow
from layers.notices import Notice
from layers.ways import Ways

COUNTRY = {"a1": "A", "a2": "A", "b1": "B", "b2": "B", "b3": "B", "c1": "C"}


def ways(*legs: str, crossed: tuple[tuple[str, ...], ...] = ()) -> Ways:
    """Return legs given as "a1 b1"; they cross what their ends are in where nothing else is said."""
    ends = tuple((leg.split()[0], leg.split()[1]) for leg in legs)
    own = tuple((COUNTRY[a], COUNTRY[b]) for a, b in ends)
    return Ways(ends, crossed or own, (), (), COUNTRY)


def kept(found: Ways, flow: str) -> list[str]:
    direction, _dot, area = flow.partition(".")
    return [
        " ".join(ends)
        for ends, is_kept in zip(found.ends, found.legs(Flow(direction, area)), strict=True)
        if is_kept
    ]


def test_into_and_out_of_a_country_need_a_border() -> None:
    found = ways("a1 a2", "a2 b1", "b1 b2", "b2 a1")
    assert kept(found, "into.B") == ["a2 b1"]
    assert kept(found, "out.B") == ["b2 a1"]
    assert kept(found, "into.a1") == ["b2 a1"]
    assert kept(found, "out.a1") == ["a1 a2"]


def test_through_is_a_way_from_one_country_to_a_third() -> None:
    found = ways("a1 b1", "b1 b2", "b2 c1", "b1 b3", "a1 a2")
    assert kept(found, "through.B") == ["a1 b1", "b1 b2", "b2 c1"], "b3 is a dead end"
    assert kept(found, "through.A") == []


def test_going_back_is_not_through() -> None:
    assert kept(ways("a1 b1", "b1 b2", "b2 a2"), "through.B") == []
    assert kept(ways("a1 b1", "b1 a1"), "through.b1") == []


def test_a_leg_that_leads_back_is_no_part_of_a_way_through() -> None:
    found = ways("a1 b1", "b1 b2", "b2 c1", "b2 b1")
    assert "b2 b1" not in kept(found, "through.B")
    both = ways("a1 b1", "b1 b2", "b2 c1", "c1 b2", "b2 b1", "b1 a1")
    assert kept(both, "through.B") == list(map(" ".join, both.ends)), "each direction is a way of its own"


def test_a_leg_that_crosses_a_country_is_through_it() -> None:
    found = ways("a1 c1", "a1 c1", crossed=(("A", "B", "C"), ("A", "C")))
    assert kept(found, "through.B") == ["a1 c1"]
    assert found.legs(Flow("through", "B")).tolist() == [True, False]


def test_through_a_place_goes_on_to_another_place() -> None:
    found = ways("a1 b1", "b1 b2", "b2 b1", "c1 b2")
    assert kept(found, "through.b1") == ["a1 b1", "b1 b2"]
    assert kept(found, "through.b2") == ["b2 b1", "c1 b2"]


def test_an_unknown_direction_is_refused() -> None:
    with pytest.raises(ValueError, match="no direction"):
        Flow("around", "CL")


# On the data of the atlas


def test_peru_is_passed_from_ecuador_to_bolivia_and_chile(catalog: Catalog) -> None:
    shown = ViewFilter(flow=Flow("through", "PE")).apply(catalog)
    assert {"leg-huaquillas-aguas-verdes", "leg-tumbes-lima", "leg-tacna-arica"} <= set(shown.legs.index)
    assert "leg-arica-tacna" not in shown.legs.index, "it ends in Tacna: no way goes on from there but back"
    assert all("PE" in codes for codes in shown.events["countries"])


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("into.CL", Flow("into", "CL")),
        ("THROUGH.cl", Flow("through", "CL")),
        ("out.iquique", Flow("out", "iquique")),
        (["around.CL", "into.PE"], Flow("into", "PE")),
    ],
)
def test_a_link_says_a_direction(catalog: Catalog, given: str | list[str], wanted: Flow) -> None:
    view, _notices = ViewFilter.from_query({"flow": given}, catalog)
    assert view.flow == wanted
    assert ViewFilter.from_query(view.to_query(), catalog) == (view, ())


@pytest.mark.parametrize("given", ["around.CL", "into", "into.", ".CL", "into.xx", "into.ᏸ", "into.CL.x"])
def test_what_is_no_direction_is_told(catalog: Catalog, given: str) -> None:
    view, notices = ViewFilter.from_query({"flow": given}, catalog)
    assert view.is_empty
    assert notices == (Notice("unknown-value", (("key", "flow"), ("value", given))),)


def test_an_empty_direction_offers_to_drop_it(catalog: Catalog) -> None:
    view = ViewFilter(flow=Flow("through", "BR"), corridors=("pisiga-colchane",))
    assert not len(view.apply(catalog).legs)
    assert ("flow",) in [option.names for option in view.loosen(catalog)]


def test_each_direction_is_counted(catalog: Catalog) -> None:
    found = count_flows(catalog, ViewFilter(flow=Flow("into", "CL")))
    assert tuple(found) == DIRECTIONS
    assert found["into"].legs == len(ViewFilter(flow=Flow("into", "CL")).apply(catalog).legs) > 0
    assert count_flows(catalog, ViewFilter()) == {}


@pytest.mark.parametrize(
    ("flow", "said"),
    [
        (
            Flow("into", "CL"),
            "legs only that end in Chile and start elsewhere, events only that concern Chile.",
        ),
        (Flow("out", "iquique"), "legs only that start in Iquique, events only there."),
    ],
)
def test_the_sentence_says_the_direction(catalog: Catalog, flow: Flow, said: str) -> None:
    assert ViewFilter(flow=flow).describe(catalog, "en") == f"Legs, places and events; {said}"


def test_figures_have_no_direction(catalog: Catalog) -> None:
    shown = ViewFilter(flow=Flow("into", "CL")).apply(catalog)
    assert len(shown.observations) == len(catalog.observations)
