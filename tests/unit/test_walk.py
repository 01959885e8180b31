"""The map in words: the filtered rows, whole, in order."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from layers.cards import title
from layers.catalog import Catalog
from layers.choices import Selection
from layers.filters import ViewFilter
from layers.language import LANGUAGES
from layers.walk import LONGEST_LEGS, walk


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_leg_shown_stands_once_in_travel_order(catalog: Catalog, lang: str) -> None:
    for view in (ViewFilter(), ViewFilter(countries=("BO",)), ViewFilter(evidence="corroborated")):
        shown = view.apply(catalog)
        blocks = walk(catalog, shown, lang)
        keys = [item["key"] for block in blocks if block["kind"] == "list" for item in block["items"]]
        assert keys == [f"leg.{key}" for key in shown.legs.index]
        heads = {block["key"]: block["text"] for block in blocks if block["kind"] == "heading"}
        owners = shown.legs["corridor"].unique()
        assert heads == {
            f"corridor.{key}": title(catalog, Selection("corridor", key), lang) for key in owners
        }
        assert json.loads(json.dumps(blocks)) == blocks


def test_a_leg_says_what_its_card_says(catalog: Catalog) -> None:
    shown = ViewFilter(corridors=("pisiga-colchane",), countries=("BO",)).apply(catalog)
    head, extent, legs = walk(catalog, shown, "en")
    assert head["level"] == 3
    assert extent["text"] == "Bolivia and Chile · Legs: 2 of 3 in view"
    first = legs["items"][0]
    assert legs["ordered"]
    assert first["n"] == 1
    assert first["text"] == "From Oruro (Bolivia) to Pisiga Bolívar (Bolivia), by road"
    for part in (
        "km as the crow flies",
        "reported from August 2020",
        "named in part",
        "migrant smuggling",
        "corroborated",
        "disputed: 1 open question",
    ):
        assert part in first["sub"], part


def test_a_leg_keeps_its_number_in_the_corridor(catalog: Catalog) -> None:
    whole = catalog.legs.index[catalog.legs["corridor"] == "cucuta"]
    shown = replace(catalog, legs=catalog.legs.loc[whole[[1, 4]]])
    assert [item["n"] for item in walk(catalog, shown, "en")[2]["items"]] == [2, 5]


def test_an_empty_view_says_so(catalog: Catalog) -> None:
    shown = replace(catalog, legs=catalog.legs.iloc[:0])
    assert [block["text"] for block in walk(catalog, shown, "en")] == ["No leg is in this view."]


def test_a_very_long_walk_is_cut_and_says_so(catalog: Catalog) -> None:
    legs = pd.concat([catalog.legs] * 10)
    last = walk(catalog, replace(catalog, legs=legs), "en")[-1]
    assert last["text"] == f"{LONGEST_LEGS:,} of {len(legs):,} legs; narrow the filters to read the others."
