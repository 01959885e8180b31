"""Ids: made of names, never given twice, found by whoever types them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layers import identifiers, load
from layers.problems import Problem
from tests import small_data

GRAVE = {
    "id": "atlantis",
    "table": "places",
    "withdrawn": "2026-11-20",
    "reason_en": "no source describes it",
    "reason_es": "ninguna fuente lo describe",
    "reason_pt": "nenhuma fonte o descreve",
}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> load.Tables:
    read, _ = load.read(small_data.write(tmp_path_factory.mktemp("ids") / "data"))
    return replace(read, withdrawn=(GRAVE,))


@pytest.mark.parametrize(
    ("texts", "slug"),
    [
        (["San José"], "san-jose"),
        (["Ñuñoa–Maipú", "2024-05"], "nunoa-maipu-2024-05"),
        (["  L'Hospitalet de l’Infant "], "l-hospitalet-de-l-infant"),
        (["Straße № 5"], "strasse-no-5"),
        (["faction_of"], "faction-of"),
        (["Каракас"], ""),
        ([], ""),
    ],
)
def test_slug(texts: list[str], slug: str) -> None:
    assert identifiers.slug(*texts) == slug


def test_a_new_id_may_be_given(tables: load.Tables) -> None:
    assert identifiers.taken(tables, "places", "jaco-2") is None
    assert identifiers.taken(tables, "corridors", "jaco") is None, "other tables have ids of their own"


def test_an_id_in_use_is_refused_with_the_record_that_has_it(tables: load.Tables) -> None:
    problem = identifiers.taken(tables, "places", "san-jose")
    assert problem is not None
    assert problem.field == "--id"
    assert problem.reason == "the id 'san-jose' is taken by the place 'San José' (places/cr.geojson:46)"
    assert problem.mend.endswith("--id san-jose-2")


def test_a_withdrawn_id_is_refused_for_ever(tables: load.Tables) -> None:
    problem = identifiers.taken(tables, "places", "atlantis")
    assert problem is not None
    assert problem.reason == "the id 'atlantis' was withdrawn (2026-11-20: no source describes it)"
    assert identifiers.taken(tables, "actors", "atlantis") is None


@pytest.mark.parametrize(
    "words",
    [
        ["leg.leg-san-jose-jaco"],
        ["legs:leg-san-jose-jaco"],
        ["leg", "leg-san-jose-jaco"],
        ["leg-san-jose-jaco"],
    ],
)
def test_four_ways_to_name_a_record(tables: load.Tables, words: list[str]) -> None:
    found = identifiers.find(tables, words)
    assert not isinstance(found, Problem)
    assert (found[0], tables["legs"][found[1]]["id"]) == ("legs", "leg-san-jose-jaco")


@pytest.mark.parametrize("words", [["atlantis"], ["place.atlantis"]])
def test_a_withdrawn_record_is_found_as_its_tombstone(tables: load.Tables, words: list[str]) -> None:
    assert identifiers.find(tables, words) == ("withdrawn", 0)


@pytest.mark.parametrize(
    ("words", "reason", "mend"),
    [
        (
            ["corridr", "costa-rica"],
            "there is no kind of record 'corridr'",
            "Did you mean 'corridor'? Use one of: cor",
        ),
        (
            ["leg.leg-san-jose-jacko"],
            "there is no record 'leg.leg-san-jose-jacko'",
            "mean leg.leg-san-jose-jaco",
        ),
        (["actor.atlantis"], "there is no record 'actor.atlantis'", "Look it up"),
        (["zzzzzzzz"], "there is no record 'zzzzzzzz'", "Look it up"),
        ([""], "there is no record ''", "Look it up"),
        (["place.san-jose\n"], "there is no record", "Did you mean place.san-jose?"),
    ],
)
def test_what_is_not_there(tables: load.Tables, words: list[str], reason: str, mend: str) -> None:
    problem = identifiers.find(tables, words)
    assert isinstance(problem, Problem)
    assert reason in problem.reason
    assert mend in problem.mend


def test_an_id_of_two_records_lists_the_choices(tables: load.Tables) -> None:
    twin = replace(tables, corridors=(*tables.corridors, {**tables.corridors[0], "id": "jaco"}))
    problem = identifiers.find(twin, ["jaco"])
    assert isinstance(problem, Problem)
    assert problem.mend == "Say which: corridor.jaco, place.jaco."
