"""A record explained on a terminal: fields, grade, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from layers import identifiers, load
from layers.evidence import GRADED, Claim, assess
from layers.explanation import explain
from layers.particulars import particulars
from layers.problems import Problem
from layers.vocabulary import TABLES
from tests import small_data
from tests.small_data import DATA


@pytest.fixture(scope="module")
def tables() -> load.Tables:
    return load.read(DATA)[0]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> load.Tables:
    return load.read(small_data.write(tmp_path_factory.mktemp("explanation") / "data"))[0]


def told(tables: load.Tables, words: str, lang: str = "en", width: int = 1000) -> list[str]:
    found = identifiers.find(tables, words.split())
    assert not isinstance(found, Problem)
    return explain(tables, *found, lang, width)


def with_sources(small: load.Tables, *sources: dict[str, Any], **more: Any) -> load.Tables:
    """Return the small data with a first leg that has these sources and no others."""
    known = {s["id"] for s in sources}
    leg = {**small.legs[0], "sources": [s["id"] for s in sources], **more}
    for key in {"found_by", "joined", "repeating"} - more.keys():
        leg.pop(key, None)
    rest = [s for s in small.sources if s["id"] not in known]
    origins = ({"id": "rewriter", "origin": "Rewriter", "kind": "aggregator", "note": "x"},)
    return replace(
        small, legs=(leg, *small.legs[1:]), sources=(*rest, *sources), origins=(*small.origins, *origins)
    )


def source(ident: str, origin: str, kind: str = "news", **more: Any) -> dict[str, Any]:
    base = {
        "id": ident,
        "title": ident,
        "publisher": origin,
        "origin": origin,
        "url": None,
        "published": None,
    }
    told = {"language": "es", "kind": kind, "url_display": False, "licence": None, "note": None}
    return {**base, **told, "title_is_description": True, **more}


def test_a_leg_says_where_it_stands_what_it_says_and_its_grade(tables: load.Tables) -> None:
    lines = told(tables, "leg-bogota-santiago")
    assert lines[:3] == ["leg.leg-bogota-santiago", "Bogotá → Santiago", lines[2]]
    file, _, number = lines[2].rpartition(":")
    text = (DATA / file).read_text(encoding="utf-8").splitlines()
    assert '"id": "leg-bogota-santiago"' in "".join(text[int(number) - 1 : int(number) + 2])
    assert "  mode: air (by air)" in lines
    assert "  reported_to: –" in lines
    assert "  last_reported: 2023-04 (April 2023)" in lines
    assert "Grade: corroborated (C2)" in lines
    assert "  Independent origins (2): Clave9, El Austral de Osorno" in lines
    assert "    clave9-temuco-red · Clave9 · C" in lines
    assert "    Reported by two independent origins." in lines


@pytest.mark.parametrize("lang", ["en", "es", "pt"])
def test_every_graded_record_can_be_explained_and_shows_its_grade(small: load.Tables, lang: str) -> None:
    codes = {claim: found.code for claim, found in assess(small).items()}
    for table in TABLES:
        for index, record in enumerate(small[table]):
            lines = explain(small, table, index, lang)
            assert lines[0].endswith(f".{record['id']}")
            assert all(len(line) <= 100 or " " not in line.strip() for line in lines)
            if table in GRADED:
                grades = [line for line in lines if line.endswith(f"({codes[Claim(table, record['id'])]})")]
                assert grades


def test_only_one_language_of_a_text_is_shown(tables: load.Tables) -> None:
    text = "\n".join(told(tables, "corridor.cucuta", "pt"))
    assert "name_pt: " in text
    assert "name_en" not in text
    assert "VE (Venezuela), CO (Colômbia)" in text


def test_sources_that_add_none_say_why(small: load.Tables) -> None:
    many = (
        source("copy", "Daily", relays="first"),
        source("first", "Agency"),
        source("again", "Agency"),
        source("digest", "Rewriter"),
        source("other", "Paper"),
    )
    lines = told(with_sources(small, *many), str(small.legs[0]["id"]))
    assert "  Independent origins (2): Agency, Paper" in lines
    start = lines.index("  Sources (5), each with its reliability:")
    assert lines[start + 1 : start + 6] == [
        "    first · Agency · C",
        "    again · Agency · C · adds none: same origin as first",
        "    digest · Rewriter · D · adds none: A rewriter, a digest or an encyclopaedia: it passes on what others found.",
        "    other · Paper · C",
        "    copy · Agency · C · adds none: it only repeats first",
    ]


def test_what_repeats_another_on_this_record_adds_none_and_lends_no_reliability(small: load.Tables) -> None:
    many = source("fair", "Paper"), source("better", "Review", "ngo_report")
    lines = told(with_sources(small, *many, repeating=["better"]), str(small.legs[0]["id"]))
    assert "Grade: single source (C3)" in lines
    assert "    better · Review · B · adds none: on this record it only repeats another source" in lines
    at = lines.index("  Reliability of the best source, C:")
    assert lines[at + 1] == "    fair: Any other news report."


def test_a_copy_counts_where_its_original_is_not_cited(small: load.Tables) -> None:
    copy = source("copy", "Daily", relays=small.sources[0]["id"])
    lines = told(with_sources(small, copy), str(small.legs[0]["id"]))
    (line,) = [line for line in lines if line.startswith("    copy · ")]
    assert line.startswith(f"    copy · {small.sources[0]['origin']} · ")
    assert "adds none" not in line


def test_the_best_source_is_named_with_the_rule_and_the_step_of_its_origin(small: load.Tables) -> None:
    """An origin that nobody backs in four claims goes one step down."""
    alone = source("alone", "Nobody Else", "ngo_report")
    base = with_sources(small, alone)
    legs = [{**base.legs[0], "id": f"leg-x-{n}"} for n in range(4)]
    tables = replace(base, legs=(*base.legs, *legs))
    lines = told(tables, str(small.legs[0]["id"]))
    at = lines.index("  Reliability of the best source, C:")
    rule = "A data set, academic work, an investigation, or a report of an organisation."
    step = "One step down: nobody else reports anything of what this origin reports in the atlas."
    assert lines[at + 1] == f"    alone: {rule} {step}"


def test_crimes_with_sources_of_their_own_have_their_own_grade(small: load.Tables) -> None:
    many = source("a", "One"), source("b", "Two")
    tables = with_sources(
        small, *many, crimes=["extortion", "kidnapping"], crime_sources={"extortion": ["b"]}
    )
    lines = told(tables, str(small.legs[0]["id"]))
    assert "Grade: corroborated (C2)" in lines
    at = lines.index("Grade of extortion: single source (C3)")
    assert lines[at + 2] == "  Independent origins (1): Two"


def test_acts_disputes_and_reviews_are_named(tables: load.Tables) -> None:
    grades = assess(tables)
    claim = next(c for c, found in grades.items() if found.rule == "found" and c.crime is None)
    lines = told(tables, claim.id)
    at = lines.index("  Acts that establish it:")
    assert lines[at + 1].startswith(f"    {grades[claim].acts[0]}: ")
    claim = next(c for c, found in grades.items() if found.disputes and c.crime is None)
    lines = told(tables, claim.id)
    assert "  An open dispute touches it; that does not lower the grade." in lines
    at = lines.index("  Open disputes that touch it:")
    assert lines[at + 1].startswith(f"    {grades[claim].disputes[0]}: ")
    review = tables.reviews[0]
    assert any(
        line.startswith("  Why it differs from the researcher's mark: ")
        for line in told(tables, review["id"])
    )


def test_what_has_no_grade_says_what_stands_in_its_place(tables: load.Tables) -> None:
    lines = told(tables, "corridor.cucuta")
    assert "Grades are computed for legs, events and relations; this record has none." in lines
    assert any(line.startswith("Grades of its legs: single source ") for line in lines)
    assert any(line.startswith("Open disputes that touch it") for line in lines)
    lines = told(tables, f"source.{tables.legs[0]['sources'][0]}")
    assert any(line.startswith("Reliability of the source, ") for line in lines)
    assert any(line.endswith(("names it.", "name it.")) for line in lines)


def test_nothing_is_shown_that_the_atlas_withholds(tables: load.Tables) -> None:
    hidden = next(s for s in tables.sources if not s["url_display"] and s["url"])
    text = "\n".join(told(tables, f"source.{hidden['id']}"))
    assert "  url: withheld" in text
    assert hidden["url"] not in text
    text = "\n".join(told(tables, "ev-2022-oruro-arrest"))
    assert "  guilt: withheld" in text
    assert "charged" not in text


def test_a_tombstone_says_why(small: load.Tables) -> None:
    grave = {
        "id": "atlantis",
        "table": "places",
        "withdrawn": "2026-11",
        "reason_en": "no source",
        "reason_es": "x",
    }
    lines = told(replace(small, withdrawn=({**grave, "reason_pt": "y"},)), "place.atlantis")
    assert lines[0] == "withdrawn.atlantis"
    assert "  reason_en: no source" in lines
    assert "  withdrawn: 2026-11 (November 2026)" in lines


def test_characters_of_control_do_not_reach_the_terminal(small: load.Tables) -> None:
    broken = {**small.places[0], "name": "red\x1b[31m text"}
    index = 0
    lines = explain(replace(small, places=(broken, *small.places[1:])), "places", index)
    assert "\x1b" not in "".join(lines)


def test_fields_of_a_dispute_and_an_observation(tables: load.Tables) -> None:
    fields = dict(particulars("disputes", tables.disputes[0], "es"))
    assert fields["positions[0].stance"] == "supports (respalda)"
    assert fields["about.corridors"] == "–"
    assert "positions[0].statement_en" not in fields
    row = dict(particulars("observations", tables.observations[0], "en"))
    assert row["geography"].endswith(")")
    assert row["partial"] in ("true", "false")


def test_explain_of_unchecked_tables_raises(small: load.Tables, tmp_path: Path) -> None:
    broken = replace(small, sources=())
    with pytest.raises(KeyError):
        explain(broken, "legs", 0)
