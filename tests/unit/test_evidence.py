"""The rule of the grades, on made-up records and on the data."""

from typing import Any

import pytest

from layers import load
from layers.evidence import (
    CREDIBILITY_RULES,
    GRADE_RULES,
    RELIABILITY_RULES,
    Assessment,
    Claim,
    Library,
    assess,
    open_disputes,
)
from layers.load import Tables
from layers.sourcing import differences_reviewed
from layers.vocabulary import GRADES, RESEARCHER_GRADE
from tests.small_data import DATA


def source(ident: str, origin: str, kind: str = "news", **more: Any) -> dict[str, Any]:
    return {"id": ident, "origin": origin, "kind": kind, **more}


SOURCES = (
    source("paper", "The Paper"),
    source("paper-copy", "The Paper"),
    source("other", "The Other"),
    source("third", "The Third"),
    source("ministry", "Ministry", "official"),
    source("release", "Police"),
    source("list", "Treasury", "sanctions"),
    source("wire", "Wire"),
    source("digest", "Digest"),
    source("nobody", "Nobody"),
    source("report", "Institute", "ngo_report"),
    source("relay", "The Relay", relays="ministry"),
    source("relay-of-relay", "Far Away", relays="relay"),
)
ORIGINS = tuple(
    {"id": name.lower(), "origin": name, "kind": kind}
    for name, kind in (
        ("Police", "authority"),
        ("Wire", "agency"),
        ("Digest", "aggregator"),
        ("Nobody", "unknown"),
    )
)


def event(sources: list[str], ident: str = "ev-1", **more: Any) -> dict[str, Any]:
    plain = {"act_status": "reported", "type": "report", "guilt": "none"}
    return {"id": ident, "sources": sources, **plain, **more}


def leg(sources: list[str], **more: Any) -> dict[str, Any]:
    return {"id": "leg-a-b", "sources": sources, **more}


def judged(**tables: Any) -> dict[Claim, Assessment]:
    return assess(Tables(sources=SOURCES, origins=ORIGINS, **tables))


def of_event(sources: list[str], **more: Any) -> Assessment:
    return judged(events=(event(sources, **more),))[Claim("events", "ev-1")]


def of_leg(sources: list[str], **more: Any) -> Assessment:
    return judged(legs=(leg(sources, **more),))[Claim("legs", "leg-a-b")]


@pytest.mark.parametrize(
    ("sources", "origins", "grade"),
    [
        (["paper"], ("The Paper",), "single_source"),
        (["paper", "paper-copy"], ("The Paper",), "single_source"),
        (["paper", "digest"], ("The Paper",), "single_source"),
        (["paper", "nobody"], ("The Paper",), "single_source"),
        (["nobody"], (), "single_source"),
        (["nobody", "digest"], (), "single_source"),
        (["paper", "other"], ("The Other", "The Paper"), "corroborated"),
        (["paper", "wire"], ("The Paper", "Wire"), "corroborated"),
        (["ministry", "relay"], ("Ministry",), "single_source"),
        (["ministry", "relay-of-relay"], ("Ministry",), "single_source"),
        (["ministry", "relay", "paper"], ("Ministry", "The Paper"), "corroborated"),
    ],
)
def test_origins_are_counted_and_not_pages(sources: list[str], origins: tuple[str, ...], grade: str) -> None:
    found = of_leg(sources)
    assert (found.origins, found.grade) == (origins, grade)


ACT = {"act_status": "official_act", "type": "arrest"}


@pytest.mark.parametrize(
    ("sources", "fields", "rule"),
    [
        (["ministry"], ACT, "published_act"),
        (["release"], ACT, "published_act"),
        (["paper", "other"], ACT, "reported_act"),
        (["paper", "paper-copy"], ACT, "one_origin"),
        (["paper", "digest"], ACT, "one_origin"),
        (["paper", "other"], {**ACT, "type": "official_statement"}, "statement"),
        (["ministry", "other"], {**ACT, "type": "official_statement"}, "statement"),
        (["paper", "other", "third"], {"act_status": "claimed"}, "statement"),
        (["paper", "other"], {"act_status": "claimed", "guilt": "convicted"}, "statement"),
        (["paper", "other"], {"type": "kidnapping", "guilt": "convicted"}, "conviction"),
        (["paper"], {"type": "kidnapping", "guilt": "convicted"}, "one_origin"),
        (["paper", "other"], {"type": "kidnapping", "guilt": "charged"}, "origins"),
    ],
)
def test_acts_statements_and_convictions(sources: list[str], fields: dict[str, str], rule: str) -> None:
    found = of_event(sources, **fields)
    assert found.rule == rule
    assert found.grade == GRADE_RULES[rule][0]
    assert found.acts == (("ev-1",) if found.grade == "established" else ())


def test_a_leg_is_established_by_an_act_that_is_itself_established() -> None:
    for sources, grade in ((["list"], "established"), (["paper"], "single_source")):
        found = judged(
            events=(event(sources, act_status="official_act", type="sanction"),),
            legs=(leg(["paper"], found_by=["ev-1"]),),
        )[Claim("legs", "leg-a-b")]
        assert found.grade == grade
        assert found.acts == (("ev-1",) if grade == "established" else ())


def test_a_source_that_only_repeats_another_adds_no_origin() -> None:
    found = of_leg(["paper", "other"], repeating=["other"])
    assert (found.origins, found.grade) == (("The Paper",), "single_source")


def test_a_joined_leg_is_no_stronger_than_one_source() -> None:
    found = of_leg(["paper", "other", "third"], joined=True)
    assert (found.grade, found.rule) == ("single_source", "joined")


def test_a_crime_that_some_sources_name_has_its_own_grade() -> None:
    found = judged(legs=(leg(["paper", "other"], crime_sources={"extortion": ["other"]}),))
    assert [(claim.crime, each.grade) for claim, each in found.items()] == [
        (None, "corroborated"),
        ("extortion", "single_source"),
    ]


@pytest.mark.parametrize(
    ("sources", "code"),
    [
        (["nobody"], "F6"),
        (["digest"], "D6"),
        (["paper"], "C3"),
        (["wire"], "B3"),
        (["report"], "B3"),
        (["ministry"], "B3"),
        (["list"], "A3"),
        (["paper", "other"], "C2"),
        (["paper", "report"], "B2"),
        (["paper", "other", "third"], "C1"),
    ],
)
def test_the_admiralty_code(sources: list[str], code: str) -> None:
    assert of_leg(sources).code == code


def test_the_record_of_an_origin_moves_its_letter_one_step() -> None:
    backed = [event(["paper", "other"], f"ev-{n}") for n in range(4)]
    alone = [event(["third"], f"ev-x{n}") for n in range(4)]
    library = Library(Tables(sources=SOURCES, origins=ORIGINS, events=(*backed, *alone)))
    assert [library.reliability(name) for name in ("paper", "third", "wire", "nobody")] == [
        "B",
        "D",
        "B",
        "F",
    ]


def test_an_open_dispute_touches_and_lowers_nothing() -> None:
    def dispute(status: str, **about: list[str]) -> dict[str, Any]:
        empty: dict[str, list[str]] = {
            name: [] for name in ("places", "corridors", "legs", "events", "actors", "series")
        }
        return {"id": f"disp-{status}", "status": status, "about": {**empty, **about}}

    relation = {"id": "rel-1", "from": "x", "to": "y", "sources": ["paper"]}
    tables = Tables(
        sources=SOURCES,
        origins=ORIGINS,
        legs=(leg(["paper", "other"]),),
        relations=(relation,),
        disputes=(
            dispute("open", legs=["leg-a-b"], actors=["x", "y"]),
            dispute("resolved", legs=["leg-a-b"]),
        ),
    )
    found = assess(tables)[Claim("legs", "leg-a-b")]
    assert (found.grade, found.disputes) == ("corroborated", ("disp-open",))
    assert open_disputes(tables)[("relations", "rel-1")] == ("disp-open",)


def test_the_rules_give_every_grade_letter_and_figure_they_should() -> None:
    assert {grade for grade, _words in GRADE_RULES.values()} == set(GRADES)
    assert set(RESEARCHER_GRADE.values()) == set(GRADES)
    assert {letter for letter, _words in RELIABILITY_RULES.values()} == set("ABCDF")
    assert [figure for figure, _words in CREDIBILITY_RULES.values()] == [1, 2, 3, 4, 6]


def test_every_record_of_the_atlas_has_a_grade() -> None:
    tables, _problems = load.read(DATA)
    found = assess(tables)
    wanted = {
        Claim(name, record["id"]) for name in ("legs", "events", "relations") for record in tables[name]
    }
    assert {claim for claim in found if claim.crime is None} == wanted
    assert list(differences_reviewed(tables)) == []


@pytest.mark.parametrize(
    ("claim", "grade", "rule"),
    [
        # Read by hand against their sources; docs/decisions/2026-11-26-grades.md says how they were drawn.
        (Claim("legs", "leg-pisiga-colchane"), "established", "found"),
        (Claim("legs", "leg-tacna-arica"), "corroborated", "origins"),
        (Claim("legs", "leg-torreon-chihuahua"), "single_source", "joined"),
        (Claim("legs", "leg-oruro-pisiga", "drug_trafficking"), "single_source", "one_origin"),
        (Claim("events", "ev-2025-02-20-fto"), "established", "published_act"),
        (Claim("events", "ev-2025-03-06-arica"), "established", "reported_act"),
        (Claim("events", "ev-2025-10-14-ovalle"), "single_source", "one_origin"),
        (Claim("relations", "rel-tren-de-aragua-ally-of-pcc"), "single_source", "one_origin"),
    ],
)
def test_grades_of_the_atlas(claim: Claim, grade: str, rule: str) -> None:
    tables, _problems = load.read(DATA)
    found = assess(tables)[claim]
    assert (found.grade, found.rule) == (grade, rule)
