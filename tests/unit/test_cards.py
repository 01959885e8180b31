"""Cards: everything a claim rests on, nothing that is withheld."""

import json
from functools import cache
from typing import Any

import pytest

from layers.cards import GUILT_WITHHELD, KIND_NAMES, TABLES, card, title, when
from layers.catalog import Catalog
from layers.choices import Selection
from layers.filters import ViewFilter
from layers.language import LANGUAGES, Translator
from layers.vocabulary import CRIME_FAMILIES

KINDS = tuple(KIND_NAMES)


@cache
def made(
    catalog: Catalog, kind: str, key: str, lang: str = "en", shown: Catalog | None = None
) -> dict[str, Any]:
    found = card(catalog, shown or catalog, Selection(kind, key), lang)
    assert found is not None
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_record_makes_a_card(catalog: Catalog, kind: str, lang: str) -> None:
    for key in getattr(catalog, TABLES[kind]).index:
        found = made(catalog, kind, key, lang)
        assert found["key"] == f"{kind}.{key}"
        assert found["title"]
        assert found["kind"] == Translator(lang)(KIND_NAMES[kind])
        assert all(fact["label"] and fact["value"] for fact in found["facts"])
        assert all(chip["family"] in CRIME_FAMILIES and chip["text"] for chip in found["chips"])
        assert found["sources"]["groups"]
        assert json.loads(json.dumps(found, allow_nan=False)) == found
        text = json.dumps(found, ensure_ascii=False)
        assert "None" not in text.replace("None of", "")
        assert "nan" not in text.split('"')


@pytest.mark.parametrize("kind", KINDS)
def test_every_link_of_a_card_leads_to_a_card(catalog: Catalog, kind: str) -> None:
    for key in getattr(catalog, TABLES[kind]).index:
        found = made(catalog, kind, key)
        links = [item["key"] for part in found["lists"] for item in part["items"] if "key" in item]
        links += [fact["key"] for fact in found["facts"] if "key" in fact]
        for link in links:
            other, _dot, ident = link.partition(".")
            assert ident in getattr(catalog, TABLES[other]).index


def test_the_card_walks_the_legs_of_its_corridor(catalog: Catalog) -> None:
    for corridor in catalog.corridors.index:
        legs = catalog.legs.index[catalog.legs["corridor"] == corridor]
        step, seen = made(catalog, "corridor", corridor)["walk"], []
        assert step["previous"] is None
        while step["next"]:
            seen.append(step["next"]["key"].removeprefix("leg."))
            before, step = step, made(catalog, "leg", seen[-1])["walk"]
            assert step["text"].startswith(f"leg {len(seen)} of {len(legs)} of ")
            assert not step["note"]
            back = step["previous"]["key"].removeprefix("leg.") if step["previous"] else None
            assert back == (seen[-2] if len(seen) > 1 else None)
            assert before["next"]["text"] == title(catalog, Selection("leg", seen[-1]), "en")
        assert seen == list(legs)


def test_the_walk_skips_the_legs_that_the_view_leaves_out_and_says_so(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("BO",), corridors=("pisiga-colchane",)).apply(catalog)
    whole = catalog.legs.index[catalog.legs["corridor"] == "pisiga-colchane"]
    left = [key for key in whole if key in shown.legs.index]
    assert 0 < len(left) < len(whole)
    for place, key in enumerate(left):
        walk = made(catalog, "leg", key, shown=shown)["walk"]
        assert walk["text"].startswith(f"leg {list(whole).index(key) + 1} of {len(whole)} of ")
        assert walk["note"] == "1 leg is not in this view"
        expected = left[place + 1] if place + 1 < len(left) else None
        assert (walk["next"]["key"] if walk["next"] else None) == (expected and f"leg.{expected}")
    assert "walk" not in made(catalog, "place", "iquique")


def test_nothing_selected_and_nothing_shown_make_no_card(catalog: Catalog) -> None:
    assert card(catalog, catalog, None, "en") is None
    chile = ViewFilter(countries=("CL",)).apply(catalog)
    assert card(catalog, chile, Selection("place", "boa-vista"), "en") is None
    assert card(catalog, chile, Selection("place", "iquique"), "en") is not None


def test_sources_stand_under_their_origin(catalog: Catalog) -> None:
    for kind in KINDS:
        for key, record in getattr(catalog, TABLES[kind]).iterrows():
            found = made(catalog, kind, key)["sources"]
            cited = catalog.sources.loc[list(record["sources"])]
            groups = {
                group["origin"]: [item["title"] for item in group["items"]] for group in found["groups"]
            }
            assert len(groups) == len(found["groups"]), "an origin stands once"
            assert set(groups) == set(cited["origin"])
            for origin, titles in groups.items():
                assert sorted(titles) == sorted(cited.loc[cited["origin"] == origin, "title"])


def test_the_number_of_origins_is_that_of_the_record(catalog: Catalog) -> None:
    for kind in ("leg", "event"):
        for key, record in getattr(catalog, TABLES[kind]).iterrows():
            assert len(made(catalog, kind, key)["sources"]["groups"]) == record["origin_count"]


def test_an_address_that_is_not_cleared_is_never_shown(catalog: Catalog) -> None:
    withheld = set(catalog.sources.index[~catalog.sources["url_display"].astype(bool)])
    assert len(withheld) > 10
    seen = 0
    for kind in KINDS:
        for key, record in getattr(catalog, TABLES[kind]).iterrows():
            if not withheld & set(record["sources"]):
                continue
            items = [i for group in made(catalog, kind, key)["sources"]["groups"] for i in group["items"]]
            for source in withheld & set(record["sources"]):
                name = catalog.sources.at[source, "title"]
                matching = [item for item in items if item["title"] == name]
                assert any(item["url"] == "" for item in matching)
                seen += 1
            addresses = {item["url"] for item in items} - {""}
            cleared = set(catalog.sources.loc[list(set(record["sources"]) - withheld), "url"].dropna())
            assert addresses <= cleared
    assert seen > 10


def test_only_web_addresses_become_links(catalog: Catalog) -> None:
    for kind in KINDS:
        for key in getattr(catalog, TABLES[kind]).index:
            for group in made(catalog, kind, key)["sources"]["groups"]:
                for item in group["items"]:
                    assert item["url"] == "" or item["url"].startswith(("https://", "http://"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_known_of_guilt_is_withheld_where_it_must_be(catalog: Catalog, lang: str) -> None:
    label = Translator(lang)("What courts had established")
    for key in GUILT_WITHHELD:
        assert catalog.events.at[key, "guilt"] != "none", "there would be nothing to withhold"
        assert label not in [fact["label"] for fact in made(catalog, "event", key, lang)["facts"]]
    for key in catalog.events.index.difference(list(GUILT_WITHHELD)):
        assert label in [fact["label"] for fact in made(catalog, "event", key, lang)["facts"]]


def test_the_date_as_of_which_courts_had_decided(catalog: Catalog) -> None:
    dated = catalog.events.index[catalog.events["guilt_as_of"].notna()].difference(list(GUILT_WITHHELD))
    assert len(dated)
    for key in dated:
        facts = {fact["label"]: fact["value"] for fact in made(catalog, "event", key)["facts"]}
        assert "(as of " in facts["What courts had established"]


def test_an_official_act_says_nothing_about_guilt(catalog: Catalog) -> None:
    for key, event in catalog.events.iterrows():
        caution = made(catalog, "event", key)["caution"]
        assert (caution == "An official act says nothing about guilt.") is (
            event["act_status"] == "official_act"
        )


def test_lists_hold_filtered_records_and_the_claim_stays_whole(catalog: Catalog) -> None:
    shown = ViewFilter(countries=("CL",), crimes=("extortion",)).apply(catalog)
    whole, part = made(catalog, "place", "iquique"), made(catalog, "place", "iquique", shown=shown)
    assert part["sources"] == whole["sources"]
    assert part["text"] == whole["text"]
    inside = {f"leg.{key}" for key in shown.legs.index} | {f"event.{key}" for key in shown.events.index}
    listed = {
        item["key"]
        for entry in part["lists"]
        if not entry.get("marked")
        for item in entry["items"]
        if "key" in item
    }
    assert listed
    assert listed <= inside
    assert len(listed) < sum(len(entry["items"]) for entry in whole["lists"])


def test_a_dispute_is_marked_on_the_records_it_is_about(catalog: Catalog) -> None:
    for _key, dispute in catalog.disputes.iterrows():
        for kind in KINDS:
            for record in dispute["about"].get(TABLES[kind], ()):
                marked = [part for part in made(catalog, kind, record)["lists"] if part.get("marked")]
                assert dispute["question_en"] in [item["text"] for part in marked for item in part["items"]]


def test_a_text_in_another_language_says_so(catalog: Catalog) -> None:
    import dataclasses

    places = catalog.places.copy()
    places.loc["bogota", "note_es"] = None
    changed = dataclasses.replace(catalog, places=places)
    found = made(changed, "place", "bogota", "es")
    assert found["text"]["lang"] == "en"
    assert found["text"]["body"] == catalog.places.at["bogota", "note_en"]
    assert "inglés" in found["text"]["fallback"]
    assert "fallback" not in made(catalog, "place", "bogota", "es")["text"]


def test_an_open_end_never_reads_as_still_active(catalog: Catalog) -> None:
    for _key, leg in catalog.legs.iterrows():
        text = when(leg, "en")
        if leg["reported_from"] and not leg["reported_to"] and leg["last_reported"]:
            assert "last reported" in text
        if not leg["reported_from"] and not leg["last_reported"]:
            assert text == "no date stated"


def test_titles(catalog: Catalog) -> None:
    assert title(catalog, Selection("leg", "leg-boa-vista-manaus"), "es") == "Boa Vista → Manaus"
    assert title(catalog, Selection("corridor", "cucuta"), "pt") == catalog.corridors.at["cucuta", "name_pt"]
    with pytest.raises(KeyError):
        title(catalog, Selection("place", "nowhere"), "en")
