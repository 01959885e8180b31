"""Profiles: every number again, by plain loops over the records as they stand in the files."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import pytest

from layers.catalog import Catalog
from layers.filters import ViewFilter
from layers.index import index_of
from layers.language import LANGUAGES
from layers.load import Tables
from layers.load import read as read_tables
from layers.profiles import (
    actor,
    actor_page,
    circle,
    corridor,
    country,
    event,
    page,
    place,
    sections,
    subject,
)
from layers.profiles.confirmation import last_confirmed
from layers.profiles.subject import KINDS, Subject
from layers.profiles.tally import tally
from layers.vocabulary import RELATION_KINDS
from tests.conftest import ROOT

EVERYTHING = ViewFilter()


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The files as they are."""
    found, problems = read_tables(ROOT / "data")
    assert not problems
    return found


def ids(catalog: Catalog, kind: str) -> list[str]:
    if kind == "country":
        return list(index_of(catalog).values["countries"])
    return list(getattr(catalog, f"{kind}s").index)


def walk(given: Any) -> list[dict[str, Any]]:
    """Return every mapping inside some blocks."""
    found = []
    if isinstance(given, dict):
        found.append(given)
        given = list(given.values())
    if isinstance(given, (list, tuple)):
        for each in given:
            found += walk(each)
    return found


def whole_grades(frame: pd.DataFrame, keys: list[str]) -> dict[str, int]:
    return dict(Counter(frame.at[key, "grade"] for key in keys))


# ---------------------------------------------------------------- five profiles, recomputed


def test_chile(catalog: Catalog, tables: Tables) -> None:
    profile = country.read(catalog, catalog, "CL")
    home = {each["id"]: each["country"] for each in tables.places}
    legs, ways, borders = [], {}, Counter()
    for leg in tables.legs:
        path = catalog.legs.at[leg["id"], "countries"]
        if "CL" not in path:
            continue
        legs.append(leg)
        start, end = home[leg["from"]] == "CL", home[leg["to"]] == "CL"
        how = "within" if start and end else "leave" if start else "enter" if end else "cross"
        ways.setdefault(how, set()).add(leg["id"])
        borders.update(pair for pair in catalog.legs.at[leg["id"], "borders"] if "CL" in pair)
    events = [each for each in tables.events if "CL" in each["countries"]]
    assert (len(profile.legs), profile.of_legs) == (len(legs), len(legs))
    assert (profile.events.total, profile.of_events) == (len(events), len(events))
    assert {how: set(keys) for how, keys in profile.ways} == ways
    assert dict(profile.borders) == dict(borders)
    assert dict(profile.events.grades) == whole_grades(catalog.events, [each["id"] for each in events])
    years = Counter(int(each["date"][:4]) for each in events)
    assert {year: n for year, n in profile.events.years if n} == dict(years)
    assert profile.events.silent == tuple(year for year in range(min(years), max(years)) if year not in years)
    for hub in profile.hubs:
        touching = [leg for leg in legs if hub.place in (leg["from"], leg["to"])]
        assert hub.legs == sum((leg["from"] == hub.place) + (leg["to"] == hub.place) for leg in touching)
        assert hub.events == sum(each.get("place") == hub.place for each in events)
    silent = []
    for town in tables.places:
        if town["country"] != "CL":
            continue
        dated = any(
            town["id"] in (leg["from"], leg["to"]) and (leg.get("reported_from") or leg.get("last_reported"))
            for leg in legs
        )
        if not dated and not any(each.get("place") == town["id"] for each in events):
            silent.append(town["id"])
    assert sorted(profile.silent_places) == sorted(silent)
    named = {each["id"]: 0 for each in tables.actors if "CL" in each["countries"]}
    for each in events:
        for key in each["actors"]:
            named[key] = named.get(key, 0) + 1
    assert dict(profile.actors) == named
    cited = {source for record in (*legs, *events) for source in record["sources"]}
    cited |= {s for town in tables.places if town["country"] == "CL" for s in town["sources"]}
    assert set(profile.sources) == cited
    for key, of_legs, of_events in profile.corridors:
        assert of_legs == sum(leg["corridor"] == key for leg in legs)
        assert of_events == sum(each.get("corridor") == key for each in events)
    assert {"BO", "PE", "AR"} <= set(profile.neighbours)
    chilean = {"colchane", "CL"} | {
        o["geography"] for o in tables.observations if o["geography"][:3] == "CL-"
    }
    given: dict[str, set[str]] = {}
    for each in tables.observations:
        given.setdefault(each["series"], set()).add(each["geography"])
    about = {
        "legs": {leg["id"] for leg in legs},
        "events": {each["id"] for each in events},
        "places": {town["id"] for town in tables.places if town["country"] == "CL"},
        "corridors": {each["corridor"] for each in (*legs, *events)},
        "series": {series for series, areas in given.items() if areas <= chilean},
    }
    assert set(profile.disputes) == {
        each["id"]
        for each in tables.disputes
        if any(set(each["about"].get(name, ())) & mine for name, mine in about.items())
    }


def test_the_latest_figures_about_chile(catalog: Catalog, tables: Tables) -> None:
    figures = {each.series: [] for each in country.read(catalog, catalog, "CL").figures}
    for each in country.read(catalog, catalog, "CL").figures:
        figures[each.series].append(each.observation)
    about = [o for o in tables.observations if "CL" in catalog.observations.at[o["id"], "countries"]]
    assert set(figures) == {o["series"] for o in about}
    for series, shown in figures.items():
        mine = [o for o in about if o["series"] == series]
        own = [o for o in mine if o["geography"] == "CL"] or mine
        for key in shown:
            one = next(o for o in own if o["id"] == key)
            rivals = [o for o in own if o["geography"] == one["geography"]]
            if any(not o.get("breakdown") for o in rivals):
                assert not one.get("breakdown")
                rivals = [o for o in rivals if not o.get("breakdown")]
            last = max(catalog.observations.at[o["id"], "end"] for o in rivals)
            assert catalog.observations.at[key, "end"] == last


def test_the_cucuta_corridor(catalog: Catalog, tables: Tables) -> None:
    profile = corridor.read(catalog, catalog, "cucuta")
    legs = sorted((leg for leg in tables.legs if leg["corridor"] == "cucuta"), key=lambda leg: leg["seq"])
    assert [(s.leg, s.start, s.end) for s in profile.steps] == [
        (leg["id"], leg["from"], leg["to"]) for leg in legs
    ]
    assert dict(profile.attribution) == dict(Counter(leg["attribution"] for leg in legs))
    assert list(profile.undated) == [
        leg["id"]
        for leg in legs
        if not (leg.get("reported_from") or leg.get("last_reported") or leg.get("reported_to"))
    ]
    assert profile.km == round(sum(catalog.legs.at[leg["id"], "length_km"] for leg in legs))
    events = [each for each in tables.events if each.get("corridor") == "cucuta"]
    assert profile.events.total == profile.of_events == len(events)
    assert dict(profile.events.acts) == dict(Counter(each["act_status"] for each in events))
    assert dict(profile.events.kinds) == dict(Counter(each["type"] for each in events))
    assert set(profile.sources) == {s for record in (*legs, *events) for s in record["sources"]}
    about = {
        "corridors": {"cucuta"},
        "legs": {leg["id"] for leg in legs},
        "events": {e["id"] for e in events},
    }
    wanted = {
        each["id"]
        for each in tables.disputes
        if any(set(each["about"].get(name, ())) & mine for name, mine in about.items())
    }
    assert set(profile.disputes) == wanted
    published = {source["id"]: source.get("published") for source in tables.sources}
    for step, leg in zip(profile.steps, legs, strict=True):
        origins = catalog.legs.at[leg["id"], "independent"]
        dated = [published[s] for s in leg["sources"] if published[s]]
        assert step.confirmation.origins == len(origins)
        assert (
            (step.confirmation.date in dated)
            if len(origins) > 1 and dated
            else step.confirmation.date is None
        )


def test_a_place(catalog: Catalog, tables: Tables) -> None:
    profile = place.read(catalog, catalog, "iquique")
    assert sorted(profile.arriving) == sorted(leg["id"] for leg in tables.legs if leg["to"] == "iquique")
    assert sorted(profile.departing) == sorted(leg["id"] for leg in tables.legs if leg["from"] == "iquique")
    events = [each for each in tables.events if each.get("place") == "iquique"]
    assert profile.events.total == profile.of_events == len(events) > 0
    assert dict(profile.events.grades) == whole_grades(catalog.events, [each["id"] for each in events])
    touched = {leg["corridor"] for leg in tables.legs if "iquique" in (leg["from"], leg["to"])}
    assert set(profile.corridors) == touched | {e["corridor"] for e in events if e.get("corridor")}


def test_an_actor(catalog: Catalog, tables: Tables) -> None:
    profile = actor.read(catalog, catalog, "union-tepito")
    events = [each for each in tables.events if "union-tepito" in each["actors"]]
    assert profile.events.total == profile.of_events == len(events) > 0
    assert profile.single == tuple(
        e["id"]
        for e in sorted(events, key=lambda e: e["id"])
        if catalog.events.at[e["id"], "grade"] == "single_source"
    )
    ties = [r for r in tables.relations if "union-tepito" in (r["from"], r["to"])]
    assert sorted(profile.relations) == sorted(r["id"] for r in ties)
    assert dict(profile.relation_kinds) == dict(Counter(r["kind"] for r in ties))
    assert dict(profile.countries) == dict(Counter(code for e in events for code in e["countries"]))
    cited = {s for record in (*events, *ties) for s in record["sources"]}
    cited |= {s for a in tables.actors if a["id"] == "union-tepito" for s in a["sources"]}
    assert set(profile.sources) == cited


def test_an_event(catalog: Catalog, tables: Tables) -> None:
    ident = "ev-2026-01-cdmx-tepito"
    profile = event.read(catalog, catalog, ident)
    record = next(each for each in tables.events if each["id"] == ident)
    assert set(profile.sources) == set(record["sources"])
    assert set(profile.disputes) == {
        d["id"] for d in tables.disputes if ident in d["about"].get("events", ())
    }
    others = {e["id"] for e in tables.events if e.get("place") == record["place"] and e["id"] != ident}
    assert set(profile.near) <= others
    assert len(profile.near) == min(len(others), event.NEAR)


@pytest.mark.parametrize(
    ("about", "tables_of"),
    [
        ("place.iquique", {"events": ("place", "iquique")}),
        ("corridor.cucuta", {"legs": ("corridor", "cucuta"), "events": ("corridor", "cucuta")}),
        ("actor.clan-del-golfo", {"relations": ("from", "clan-del-golfo")}),
    ],
)
def test_every_record_of_the_weakest_grade_stands_under_what_is_not_known(
    catalog: Catalog, about: str, tables_of: dict[str, tuple[str, str]]
) -> None:
    made = page.blocks(catalog, catalog, EVERYTHING, Subject(*about.split(".", 1)), "en")
    folds = {each["summary"]: each["body"][0].get("items", ()) for each in made if each["kind"] == "fold"}
    for table, (field, value) in tables_of.items():
        frame = getattr(catalog, table)
        weak = frame[(frame[field] == value) & (frame["grade"] == "single_source")]
        one, many, falls = ("is", "", "it falls") if len(weak) == 1 else ("are", "s", "they fall")
        said = f"{len(weak)} {table[:-1]}{many} {one} graded “single source”: {falls} away at “corroborated”."
        assert len(folds[said]) == len(weak) > 0
    assert not any("Every record here" in str(each.get("text")) for each in made)


def test_an_event_in_a_table_has_its_sources_and_a_year_leads_to_its_events(
    catalog: Catalog, tables: Tables
) -> None:
    made = page.blocks(catalog, catalog, EVERYTHING, Subject("corridor", "cucuta"), "en")
    listed = next(each for each in made if each["kind"] == "table")
    published = {each["id"]: each["publisher"] for each in tables.sources}
    shown = {}
    for row in listed["rows"]:
        cells = [listed["words"][cell] if isinstance(cell, int) else cell for cell in row[-1]]
        shown[row[0]["to"]] = [cell if isinstance(cell, str) else cell["text"] for cell in cells]
    assert shown == {
        f"profile?of=event.{each['id']}": [published[source] for source in each["sources"]]
        for each in tables.events
        if each.get("corridor") == "cucuta"
    }
    years = next(each for each in made if each["kind"] == "bars")["items"]
    leads = {each["text"]: each["to"] for each in years if each["number"]}
    assert leads["2023"] == "profile?of=corridor.cucuta&from=2023&to=2023"
    assert not any("to" in each for each in years if not each["number"])


def test_a_place_offers_the_events_of_its_corridors(catalog: Catalog, tables: Tables) -> None:
    made = page.blocks(catalog, catalog, EVERYTHING, Subject("place", "cucuta"), "en")
    offered = {
        each["to"]: each["sub"] for each in walk(made) if str(each.get("sub")).endswith((" event", " events"))
    }
    n = sum(each.get("corridor") == "cucuta" for each in tables.events)
    assert offered["profile?of=corridor.cucuta"] == f"{n} events"
    narrow = ViewFilter(since="2024", until="2024")
    made = page.blocks(catalog, narrow.apply(catalog), narrow, Subject("place", "cucuta"), "en")
    assert "profile?of=corridor.cucuta" not in {each.get("to") for each in walk(made) if each.get("sub")}


# ---------------------------------------------------------------- what a claim's freshness means


def test_a_copy_does_not_confirm(catalog: Catalog) -> None:
    for frame in (catalog.legs, catalog.events, catalog.relations):
        for _key, claim in frame.iterrows():
            found = last_confirmed(catalog, claim)
            assert found.origins == len(claim["independent"])
            if found.date:
                assert found.origin in claim["independent"]
                assert len(claim["independent"]) > 1


def test_a_vague_date_is_not_newer_than_it_must_be(catalog: Catalog) -> None:
    leg = catalog.legs.loc["leg-maracay-san-antonio-tachira"]
    published = {leg["sources"][0]: "2024", leg["sources"][1]: "2024-07", leg["sources"][2]: "2023-12-31"}
    sources = catalog.sources.assign(
        published=[published.get(key, was) for key, was in catalog.sources["published"].items()]
    )
    assert last_confirmed(replace(catalog, sources=sources), leg).date == "2024-07"
    undated = catalog.sources.assign(published=None)
    assert last_confirmed(replace(catalog, sources=undated), leg).date is None
    alone = leg.copy()
    alone["independent"] = leg["independent"][:1]
    assert last_confirmed(catalog, alone).date is None


# ---------------------------------------------------------------- gaps


def joints(catalog: Catalog, shown: Catalog, ident: str) -> list[str]:
    return [step.joint for step in corridor.read(catalog, shown, ident).steps]


def test_gaps_are_told_from_branches_and_from_what_filters_hide(catalog: Catalog) -> None:
    assert joints(catalog, catalog, "pisiga-colchane") == ["first", "on", "on"]
    assert "gap" not in joints(catalog, catalog, "cucuta"), "all its strands meet in Cúcuta"
    assert joints(catalog, catalog, "caribbean-other") == ["first", "gap", "gap"]
    without_middle = replace(catalog, legs=catalog.legs.drop("leg-pisiga-colchane"))
    assert joints(catalog, without_middle, "pisiga-colchane") == ["first", "hidden"]


def test_gaps_are_said(catalog: Catalog) -> None:
    said = json.dumps(page.blocks(catalog, catalog, EVERYTHING, Subject("corridor", "caribbean-other"), "en"))
    assert "Gap: nobody reported how" in said
    assert "2 gaps: nobody reported how parts of it are joined." in said


# ---------------------------------------------------------------- every page


@pytest.mark.parametrize("kind", KINDS)
def test_every_subject_has_a_page_whose_links_lead_somewhere(catalog: Catalog, kind: str) -> None:
    for n, ident in enumerate(ids(catalog, kind)):
        made = page.blocks(catalog, catalog, EVERYTHING, Subject(kind, ident), LANGUAGES[n % 3])
        assert json.loads(json.dumps(made, allow_nan=False)) == list(made)
        found = walk(made)
        titles = [each for each in found if each.get("kind") == "heading" and each["level"] == 2]
        assert len(titles) == 1
        anchors = {each.get("anchor") for each in found}
        answers = next(each for each in found if each.get("kind") == "points")["items"]
        assert 3 <= len(answers) <= 6, "one screen"
        for each in found:
            assert not each.get("jump") or each["jump"] in anchors
            if "to" in each:
                target, _mark, query = each["to"].partition("?")
                assert target in ("profile", "map")
                if query.startswith("of="):
                    of = parse_qs(query)["of"][0]
                    assert subject.read(of, catalog) == (Subject(*of.split(".", 1)), ())
            text = each.get("text")
            if isinstance(text, str):
                assert text
                assert "nan" not in text.split()
                assert "None" not in text.split()


def test_a_page_shows_filtered_rows_and_says_so(catalog: Catalog) -> None:
    view = ViewFilter(countries=("CL",), crimes=("extortion",), since="2022", until="2023")
    shown = view.apply(catalog)
    made = page.blocks(catalog, shown, view, Subject("country", "CL"), "en")
    left = [key for key, codes in shown.events["countries"].items() if "CL" in codes]
    assert 0 < len(left) < 85
    said = next(each for each in made if each.get("mark") == "filters")["text"]
    assert said.startswith(f"3 filters are on; {len(left)} of 85 events are in view and ")
    listed = next(each for each in made if each["kind"] == "table" and len(each["rows"]) == len(left))
    assert {row[0]["to"] for row in listed["rows"]} == {f"profile?of=event.{key}" for key in left}
    lead = next(each for each in walk(made) if each.get("fresh"))
    assert lead["to"] == "profile?of=country.CL"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_what_the_filters_leave_out_stays_out(catalog: Catalog, kind: str, lang: str) -> None:
    view = ViewFilter(text="no such word anywhere")
    shown = view.apply(catalog)
    for ident in ids(catalog, kind)[:2]:
        made = page.blocks(catalog, shown, view, Subject(kind, ident), lang)
        kinds = [each["kind"] for each in made]
        assert kinds == ["text", "heading", "text", "links", "text"], "a title, what is missing, ways on"
    assert page.blocks(catalog, shown, view, None, lang)


def test_the_index_lists_every_profile(catalog: Catalog) -> None:
    made = page.blocks(catalog, catalog, EVERYTHING, None, "en")
    listed = {each["to"].removeprefix("profile?of=") for each in walk(made) if "of=" in each.get("to", "")}
    assert listed == {f"{kind}.{ident}" for kind in KINDS for ident in ids(catalog, kind)}


def test_filters_are_counted_as_a_visitor_counts_them() -> None:
    assert sections.filters_on(EVERYTHING) == 0
    assert sections.filters_on(ViewFilter(since="2021", until="2022")) == 1
    assert sections.filters_on(ViewFilter(until="2022", countries=("CL", "PE"), named=True)) == 3


def test_a_withdrawn_record_has_no_page_but_a_reason(catalog: Catalog) -> None:
    gone = pd.DataFrame(
        {
            "table": ["places"],
            "withdrawn": ["2026-01"],
            "reason_en": ["twice"],
            "reason_es": ["x"],
            "reason_pt": ["x"],
        },
        index=pd.Index(["old-town"], name="id"),
    )
    found, notices = subject.read("place.old-town", replace(catalog, withdrawn=gone))
    assert found is None
    assert notices[0].text("en") == "“old-town” was withdrawn from the atlas: twice"


# ---------------------------------------------------------------- the drawing


def test_the_drawing_is_the_same_whatever_order_the_relations_come_in(catalog: Catalog) -> None:
    names = catalog.actors["name"]
    for ident in ("tren-de-aragua", "union-tepito", "piratas-de-aragua"):
        drawn = circle.draw(ident, catalog.relations, names)
        again = circle.draw(ident, catalog.relations.iloc[::-1], names)
        assert drawn.nodes == again.nodes
        assert {e.relation for e in drawn.edges} == {e.relation for e in again.edges}
        assert drawn.nodes[0] == circle.Node(ident, 0.0, 0.0)


def test_every_name_has_a_line_of_its_own_on_the_circle(catalog: Catalog) -> None:
    drawn = circle.draw("tren-de-aragua", catalog.relations, catalog.actors["name"])
    partners = {
        other
        for a, b in zip(catalog.relations["from"], catalog.relations["to"], strict=True)
        for other in (a, b)
        if "tren-de-aragua" in (a, b) and other != "tren-de-aragua"
    }
    assert {node.actor for node in drawn.nodes[1:]} == partners
    for node in drawn.nodes[1:]:
        assert node.x**2 + node.y**2 == pytest.approx(1, abs=1e-3)
    for side in (-1, 1):
        heights = [node.y for node in drawn.nodes if node.x * side > 0]
        assert len(set(heights)) == len(heights)


def test_parallel_relations_do_not_fall_together(catalog: Catalog) -> None:
    drawn = circle.draw("union-tepito", catalog.relations, catalog.actors["name"])
    bends = [edge.bend if edge.a == 0 else -edge.bend for edge in drawn.edges]
    assert len(bends) == 3
    assert len(set(bends)) == 3


def test_an_actor_without_relations_stands_alone(catalog: Catalog) -> None:
    drawn = circle.draw("interpol", catalog.relations, catalog.actors["name"])
    assert (len(drawn.nodes), len(drawn.edges)) == (1, 0)


def test_every_kind_of_relation_has_a_form_and_a_sentence() -> None:
    assert set(circle.FORMS) == set(actor_page.SENTENCES) == set(RELATION_KINDS)
    assert set(actor_page.PASSIVE) == circle.DIRECTED


def test_no_event_makes_an_empty_tally(catalog: Catalog) -> None:
    found = tally(catalog.events.iloc[:0])
    assert (found.total, found.first, found.years, found.silent) == (0, None, (), ())
