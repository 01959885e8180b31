"""The one filter: meaning, link, sentence, counts."""

from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pandas as pd
import pytest

from layers.catalog import Catalog, build
from layers.choices import DIMENSIONS, Choices, Selection
from layers.filters import ViewFilter, counts, totals
from layers.index import index_of
from layers.language import LANGUAGES, fold
from layers.load import read
from layers.notices import TEMPLATES, Notice
from layers.vocabulary import TABLES

TABLES_READ, _PROBLEMS = read(Path(__file__).parents[2] / "data")
GONE = {
    "id": "leg-gone",
    "table": "legs",
    "withdrawn": "2026-01",
    "reason_en": "no source described it",
    "reason_es": "ninguna fuente lo describía",
    "reason_pt": "nenhuma fonte o descrevia",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build(TABLES_READ)


def ids(frame: pd.DataFrame) -> set[str]:
    return set(frame.index)


# Values


def test_values_are_normalised_hashable_and_frozen():
    view = ViewFilter(countries=("PE", "CL", "PE"), text="  Cúcuta \n  norte\x00 ")
    assert view.countries == ("CL", "PE")
    assert view.text == "Cúcuta norte"
    assert view == ViewFilter(countries=("CL", "PE"), text="Cúcuta norte")
    assert len({view, ViewFilter(countries=("CL", "PE"), text="Cúcuta norte")}) == 1
    with pytest.raises(FrozenInstanceError):
        view.text = "x"


@pytest.mark.parametrize(
    ("since", "until"), [("2021-13", None), (None, "soon"), ("", None), ("2023", "2022-12")]
)
def test_dates_that_are_none_are_refused(since, until):
    with pytest.raises(ValueError, match=r"\bdate\b|has month|is before"):
        ViewFilter(since=since, until=until)


def test_selected_does_not_filter(catalog):
    view = ViewFilter(selected=Selection("place", "cucuta"))
    assert view.is_empty
    assert view.apply(catalog) is catalog
    assert view.without("selected") == ViewFilter()


# Meaning


def test_the_empty_filter_is_everything(catalog):
    assert ViewFilter().apply(catalog) is catalog
    assert all(shown == whole for shown, whole in totals(catalog, ViewFilter().apply(catalog)).values())


def test_country_of_a_leg_is_start_end_or_passage(catalog):
    shown = ViewFilter(countries=("CL",)).apply(catalog)
    assert ids(shown.legs) == {leg["id"] for leg in TABLES_READ.legs if _touches(leg, "CL")}
    assert "leg-pisiga-colchane" in shown.legs.index  # from Bolivia into Chile
    assert "leg-oruro-pisiga" not in shown.legs.index  # ends at the border, in Bolivia
    assert ids(shown.events) == {event["id"] for event in TABLES_READ.events if "CL" in event["countries"]}
    ends = set(shown.legs["from_place"]) | set(shown.legs["to_place"]) | set(shown.events["place"]) - {None}
    in_chile = {place["id"] for place in TABLES_READ.places if place["country"] == "CL"}
    assert ids(shown.places) == ends | in_chile
    assert "pisiga" in shown.places.index
    assert ids(shown.corridors) == set(shown.legs["corridor"])
    assert all("CL" in row for row in shown.observations["countries"])
    assert "CL-tarapaca" in set(shown.observations["geography"])
    assert ids(shown.series) == set(shown.observations["series"])


def _touches(leg, code):
    country = {place["id"]: place["country"] for place in TABLES_READ.places}
    return code in (country[leg["from"]], country[leg["to"]])


def test_a_passage_counts_like_an_end(catalog):
    legs = catalog.legs.copy()
    legs.at["leg-oruro-pisiga", "countries"] = ("BO", "CL", "BO")
    shown = ViewFilter(countries=("CL",)).apply(replace(catalog, legs=legs))
    assert "leg-oruro-pisiga" in shown.legs.index


def test_values_are_alternatives_and_choices_add_up(catalog):
    peru, chile = (ViewFilter(countries=(code,)).apply(catalog) for code in ("PE", "CL"))
    both = ViewFilter(countries=("CL", "PE")).apply(catalog)
    assert ids(both.legs) == ids(peru.legs) | ids(chile.legs)
    extortion = ViewFilter(countries=("CL", "PE"), crimes=("extortion",)).apply(catalog)
    assert ids(extortion.legs) == {key for key, row in both.legs.iterrows() if "extortion" in row["crimes"]}
    assert ids(extortion.events) < ids(both.events)


def test_attribution_leaves_events_alone_and_acts_leave_legs_alone(catalog):
    named = ViewFilter(attribution=("tda",)).apply(catalog)
    assert set(named.legs["attribution"]) == {"tda"}
    assert ids(named.events) == ids(catalog.events)
    claimed = ViewFilter(acts=("claimed",)).apply(catalog)
    assert set(claimed.events["act_status"]) == {"claimed"}
    assert ids(claimed.legs) == ids(catalog.legs)


def test_an_actor_keeps_the_legs_of_corridors_in_which_its_events_lie(catalog):
    shown = ViewFilter(actors=("los-gallegos",)).apply(catalog)
    assert all("los-gallegos" in row for row in shown.events["actors"])
    corridors = set(shown.events["corridor"]) - {None}
    assert ids(shown.legs) == {key for key, row in catalog.legs.iterrows() if row["corridor"] in corridors}
    assert 0 < len(shown.legs) < len(catalog.legs)
    partners = catalog.relations[
        (catalog.relations["from"] == "los-gallegos") | (catalog.relations["to"] == "los-gallegos")
    ]
    assert ids(partners) <= ids(shown.relations)
    assert set(shown.relations["from"]) | set(shown.relations["to"]) <= ids(shown.actors)


def test_an_actor_counts_only_events_that_match_everything_else(catalog):
    late = ViewFilter(actors=("los-gallegos",), crimes=("homicide",)).apply(catalog)
    events = [
        row for row in late.events.itertuples() if "homicide" in row.crimes and "los-gallegos" in row.actors
    ]
    assert len(events) == len(late.events)
    assert set(late.legs["corridor"]) <= {row.corridor for row in events}


def _dated(catalog, start, end):
    """Put one leg to a known interval."""
    legs = catalog.legs.copy()
    day = pd.Timestamp
    legs.at["leg-pisiga-colchane", "start"] = day(start).date()
    legs.at["leg-pisiga-colchane", "end"] = day(end).date()
    return replace(catalog, legs=legs)


@pytest.mark.parametrize(
    ("since", "until", "kept"),
    [
        ("2021-06-30", None, True),
        ("2021-07-01", None, False),
        ("2021-07", None, False),
        ("2021", "2021", True),
        (None, "2021-03-10", True),
        (None, "2021-03-09", False),
        (None, "2021-03", True),
        ("2021-04", "2021-05", True),
        ("2020", "2020", False),
        ("2022", "2022", False),
    ],
)
def test_a_period_keeps_what_overlaps_it_by_a_day(catalog, since, until, kept):
    changed = _dated(catalog, "2021-03-10", "2021-06-30")
    shown = ViewFilter(since=since, until=until).apply(changed)
    assert ("leg-pisiga-colchane" in shown.legs.index) is kept


def test_events_and_figures_overlap_a_period_too(catalog):
    shown = ViewFilter(since="2023-10-01", until="2023-10-01").apply(catalog)
    dates = set(shown.events["date"])
    assert "2023-10-01" in dates
    assert dates <= {"2023-10-01", "2023-10", "2023"}
    assert {"FY2024", "2023"} <= set(shown.observations["period"])
    assert "FY2023" not in set(shown.observations["period"])


def test_undated_legs_fall_out_of_every_period_and_are_counted(catalog):
    undated = catalog.legs[catalog.legs["start"].isna()]
    assert len(undated) > 0
    everything = ViewFilter(since="1900", until="2100")
    assert ids(catalog.legs) - ids(everything.apply(catalog).legs) == ids(undated)
    assert everything.undated(catalog) == len(undated)
    assert ViewFilter().undated(catalog) == 0
    corridor = undated["corridor"].iloc[0]
    inside = ViewFilter(since="2021", corridors=(corridor,)).undated(catalog)
    assert inside == (undated["corridor"] == corridor).sum()


@pytest.mark.parametrize("text", ["Cúcuta", "cucuta", "CÚCUTA", "cúcut"])
def test_text_is_found_without_case_and_accents(catalog, text):
    shown = ViewFilter(text=text).apply(catalog)
    assert "cucuta" in shown.places.index
    assert "leg-la-parada-cucuta" in shown.legs.index
    assert "leg-pisiga-colchane" not in shown.legs.index


def test_all_words_must_occur_in_any_order_and_language(catalog):
    both = ViewFilter(text="pisiga colchane").apply(catalog)
    assert ids(both.legs) == ids(ViewFilter(text="Colchane PISIGA").apply(catalog).legs)
    assert ids(both.legs) <= ids(ViewFilter(text="pisiga").apply(catalog).legs)
    assert "leg-pisiga-colchane" in both.legs.index
    title = catalog.events.iloc[0]
    for lang in LANGUAGES:
        shown = ViewFilter(text=title[f"title_{lang}"]).apply(catalog)
        assert title.name in shown.events.index


def test_text_finds_actors_by_alias(catalog):
    actor = catalog.actors[catalog.actors["aliases"].map(len) > 0].iloc[0]
    shown = ViewFilter(text=actor["aliases"][0]).apply(catalog)
    assert actor.name in shown.actors.index


def test_text_looks_for_signs_literally(catalog):
    assert len(ViewFilter(text=".*").apply(catalog).legs) == 0
    assert fold("ÑANDÚ Straße") == "nandu strasse"


def test_every_citation_of_a_kept_record_is_kept(catalog):
    shown = ViewFilter(corridors=("cucuta",), since="2022").apply(catalog)
    for name in ("corridors", "legs", "places", "events", "actors", "relations", "disputes", "series"):
        for cited in getattr(shown, name)["sources"]:
            assert set(cited) <= ids(shown.sources)
    assert len(shown.sources) < len(catalog.sources)


def test_disputes_are_those_about_what_is_kept(catalog):
    shown = ViewFilter(corridors=("cucuta",)).apply(catalog)
    kept = {
        name: ids(getattr(shown, name))
        for name in ("legs", "events", "corridors", "places", "actors", "series")
    }
    place = ("legs", "events", "corridors", "places")
    for key, about in catalog.disputes["about"].items():
        located = any(about[name] for name in place)
        names = place if located else ("actors", "series")
        tied = any(set(about[name]) & kept[name] for name in names)
        assert (key in shown.disputes.index) is tied


def test_claims_and_withdrawn_records_are_not_filtered(catalog):
    shown = ViewFilter(countries=("CL",)).apply(catalog)
    assert shown.claims is catalog.claims
    assert shown.withdrawn is catalog.withdrawn
    assert shown.version == catalog.version


def test_frames_are_never_changed(catalog):
    before = {name: getattr(catalog, name).copy(deep=True) for name in TABLES}
    view = ViewFilter(
        countries=("CL", "PE"), crimes=("extortion",), since="2021", text="tren", actors=("los-gallegos",)
    )
    shown = view.apply(catalog)
    shown.legs["length_km"] *= 2
    shown.events["date"] = "x"
    view.loosen(catalog)
    counts(catalog, view, "countries")
    for name in TABLES:
        pd.testing.assert_frame_equal(pd.DataFrame(getattr(catalog, name)), pd.DataFrame(before[name]))


# Counts and loosening

VIEWS = (
    ViewFilter(),
    ViewFilter(countries=("CL",), crimes=("homicide",)),
    ViewFilter(actors=("tren-de-aragua", "los-gallegos"), since="2022-06", until="2024"),
    ViewFilter(attribution=("tda",), acts=("claimed",), text="lima"),
)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_counts_are_what_the_choice_would_leave(catalog, view, dimension):
    found = counts(catalog, view, dimension)
    assert tuple(found) == index_of(catalog).values[dimension]
    for value, left in list(found.items())[::3]:
        shown = replace(view, **{dimension: (value,)}).apply(catalog)
        assert left == (len(shown.legs), len(shown.events)), value


def test_loosen_names_the_choice_that_brings_back_most(catalog):
    view = ViewFilter(countries=("CL",), corridors=("costa-rica",), since="2021", until="2023", text="zzz")
    assert len(view.apply(catalog).legs) == 0
    assert view.loosen(catalog) == ()  # no single choice helps
    view = view.without("text", "corridors")
    view = replace(view, crimes=("weapons_trafficking",), acts=("claimed",))
    offers = view.loosen(catalog)
    assert offers
    assert [sum(offer[2:]) for offer in offers] == sorted((sum(offer[2:]) for offer in offers), reverse=True)
    for offer in offers:
        shown = offer.view.apply(catalog)
        assert offer.view == view.without(*offer.names)
        assert offer[2:] == (len(shown.legs), len(shown.places), len(shown.events))


# Link


def read_link(catalog, **query):
    return ViewFilter.from_query({key.rstrip("_"): value for key, value in query.items()}, catalog)


def test_a_link_is_in_a_fixed_order_and_without_defaults():
    view = ViewFilter(
        countries=("PE", "CL"),
        until="2023",
        since="2021-03",
        text="a b",
        selected=Selection("leg", "leg-a-b"),
    )
    assert list(view.to_query().items()) == [
        ("country", ["CL", "PE"]),
        ("from", ["2021-03"]),
        ("to", ["2023"]),
        ("q", ["a b"]),
        ("selected", ["leg.leg-a-b"]),
    ]
    assert ViewFilter().to_query() == {}


def test_a_link_is_read_whatever_its_case_and_form(catalog):
    view, notices = read_link(
        catalog,
        country="cl, pe,CL",
        corridor=["Cucuta"],
        crime=["extortion", "HOMICIDE"],
        selected="Place.cucuta",
    )
    assert notices == ()
    assert view == ViewFilter(
        countries=("CL", "PE"),
        corridors=("cucuta",),
        crimes=("extortion", "homicide"),
        selected=Selection("place", "cucuta"),
    )


def test_the_same_id_is_told_apart_by_kind(catalog):
    assert read_link(catalog, selected="corridor.cucuta")[0].selected == Selection("corridor", "cucuta")
    assert read_link(catalog, selected="place.cucuta")[0].selected == Selection("place", "cucuta")


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"utm_source": "x"}, "unknown-key"),
        ({"country": "Atlantis"}, "unknown-value"),
        ({"country": "DE"}, "unknown-value"),
        ({"act": "{{7*7}}"}, "unknown-value"),
        ({"selected": "leg.leg-nowhere"}, "unknown-value"),
        ({"selected": "cucuta"}, "unknown-value"),
        ({"from": "2021-02-30"}, "bad-date"),
        ({"to": "soon"}, "bad-date"),
        ({"from": ["2021", "2022"]}, "too-many-dates"),
        ({"from": "2023", "to": "2022-12"}, "reversed-dates"),
        ({"q": "x" * 10_000}, "text-cut"),
        ({"country": ["x"] * 300}, "more"),
    ],
)
def test_what_cannot_be_used_is_told(catalog, query, code):
    view, notices = ViewFilter.from_query(query, catalog)
    assert code in [notice.code for notice in notices]
    assert view.without("text", "since") == ViewFilter()


def test_keys_of_the_page_are_passed_over(catalog):
    query = {"lang": "es", "map": "4/1/2", "country": "CL"}
    view, notices = ViewFilter.from_query(query, catalog, known=("lang", "map"))
    assert notices == ()
    assert view == ViewFilter(countries=("CL",))


def test_a_withdrawn_id_gives_its_reason_in_the_language():
    catalog = build(replace(TABLES_READ, withdrawn=(GONE,)))
    view, notices = ViewFilter.from_query({"selected": "leg.leg-gone"}, catalog)
    assert view == ViewFilter()
    assert [notice.code for notice in notices] == ["withdrawn"]
    assert "leg-gone" in notices[0].text("es")
    for lang in LANGUAGES:
        assert GONE[f"reason_{lang}"] in notices[0].text(lang)
    # The same id in another table was never there.
    assert ViewFilter.from_query({"selected": "place.leg-gone"}, catalog)[1][0].code == "unknown-value"


def test_echoes_are_cut_and_harmless(catalog):
    _view, notices = ViewFilter.from_query({"country": "a\x00b\n" + "x" * 9000}, catalog)
    text = dict(notices[0].params)["value"]
    assert len(text) == 60
    assert text.isprintable()
    assert text.startswith("a b x")


def test_a_flood_of_faults_gives_few_notices(catalog):
    _view, notices = ViewFilter.from_query({f"key{n}": "x" for n in range(1000)}, catalog)
    assert len(notices) == 10
    assert notices[-1] == Notice("more", (("n", "991"),))


@pytest.mark.parametrize("code", TEMPLATES)
def test_every_notice_has_words_in_every_language(code):
    params = tuple((name, "p") for name in ("key", "value", "reason", "to", "since", "n"))
    texts = {Notice(code, params).text(lang) for lang in LANGUAGES}
    assert len(texts) == len(LANGUAGES)
    assert not any("{" in text for text in texts)


# Sentence


def test_the_sentence_says_what_is_asked_for(catalog):
    view = ViewFilter(
        countries=("CL", "PE"), crimes=("extortion",), since="2021-03", until="2023", attribution=("tda",)
    )
    assert view.describe(catalog, "en") == (
        "Legs, places and events that start in, end in, cross or concern Chile or Peru, where extortion is named, "
        "reported or dated between March 2021 and 2023; legs only with the attribution "
        "“Tren de Aragua or a faction is named”."
    )


FULL = ViewFilter(
    countries=("CL", "PE"),
    corridors=("cucuta", "mexico-city"),
    crimes=("extortion", "homicide"),
    actors=("los-gallegos",),
    attribution=("tda", "context"),
    acts=("reported",),
    since="2021-03-05",
    until="2023",
    text="dos palabras",
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "view",
    [
        FULL,
        *(ViewFilter(**{name: getattr(FULL, name)}) for name in (*DIMENSIONS, "since", "until", "text")),
        *(ViewFilter(**{name: getattr(FULL, name)[:1]}) for name in DIMENSIONS),
        ViewFilter(since="2021", until="2021"),
        ViewFilter(since="2021-03-05", until="2021-03-05"),
        ViewFilter(text="palabra"),
        ViewFilter(),
    ],
)
def test_the_sentence_is_one_sentence_in_every_language(catalog, lang, view):
    text = view.describe(catalog, lang)
    assert text.endswith(".")
    assert ". " not in text
    assert "{" not in text
    assert text[0].isupper()
    others = {view.describe(catalog, other) for other in LANGUAGES}
    assert len(others) == len(LANGUAGES)


def test_the_sentence_does_not_mention_what_is_selected(catalog):
    assert ViewFilter(selected=Selection("place", "cucuta")).describe(catalog, "en") == ViewFilter().describe(
        catalog, "en"
    )


def test_a_visitor_s_text_stays_text(catalog):
    for text in ("{0.__class__}", "{{7*7}}", "%s %(x)s", "<b>"):
        assert text in ViewFilter(text=text).describe(catalog, "es")


def test_choices_are_the_fields_of_the_link():
    assert set(Choices.__dataclass_fields__) == set(ViewFilter.__dataclass_fields__)
