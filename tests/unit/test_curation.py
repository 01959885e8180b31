"""Records begun and taken out: what is written, what is refused, and that a refusal writes nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from layers import curation, load, revision, storage
from layers.curation import Outcome
from layers.problems import Problem
from layers.tidiness import UNFINISHED
from tests import small_data

CR = "places/cr.geojson"
CORRIDOR = "corridors/costa-rica.geojson"
SOURCE = "crhoy-2023-10-trata"
REASON = {
    "reason_en": "not in the source",
    "reason_es": "no está en la fuente",
    "reason_pt": "não está na fonte",
}
DAY = "2026-11-26"

Given = dict[str, str | Sequence[str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_data.write(tmp_path / "data")


def state(data: Path) -> dict[str, bytes]:
    return {str(p.relative_to(data)): p.read_bytes() for p in data.rglob("*") if p.is_file()}


def value(data: Path, file: str) -> Any:
    return json.loads((data / file).read_text(encoding="utf-8"))


def some_sources(data: Path, number: int = 1) -> list[str]:
    """Return sources of distinct origins that count."""
    tables, _ = load.read(data)
    silent = {origin["origin"] for origin in tables.origins}
    by_origin = {
        s["origin"]: s["id"] for s in tables.sources if s["origin"] not in silent and "relays" not in s
    }
    return sorted(by_origin.values())[:number]


def texts(*stems: str) -> Given:
    return {f"{stem}_{lang}": "Example." for stem in stems for lang in ("en", "es", "pt")}


def place(data: Path, **more: str | Sequence[str]) -> Given:
    base: Given = {
        "name": "Montevideo",
        "country": "UY",
        "admin1": "Montevideo",
        "lat": "-34.9",
        "lon": "-56.19",
    }
    return {**base, "precision": "town", "sources": some_sources(data), **texts("note"), **more}


def leg(data: Path, **more: str | Sequence[str]) -> Given:
    base: Given = {
        "from": "jaco",
        "to": "caracas",
        "mode": "air",
        "attribution": "context",
        "precision": "region",
    }
    return {**base, "evidence_researcher": "alleged", "sources": some_sources(data), **texts("note"), **more}


def assert_written(data: Path, outcome: Outcome, *lines: str) -> None:
    assert outcome.problems == ()
    assert outcome.lines == lines
    assert small_data.problems(data) == []


def assert_refused(
    data: Path, before: Mapping[str, bytes], outcome: Outcome, *found: tuple[str, str, str]
) -> None:
    assert outcome.lines == (curation.REFUSED,)
    assert len(outcome.problems) == len(found)
    for problem, (field, reason, mend) in zip(outcome.problems, found, strict=True):
        assert problem.field == field
        assert reason in problem.reason
        assert mend in problem.mend
    assert state(data) == before


def test_the_first_place_of_a_country_begins_its_file(data: Path) -> None:
    assert_written(
        data,
        curation.new(data, "place", place(data)),
        "new: place.montevideo",
        "places/uy.geojson is begun with it",
        "places/uy.geojson holds 1 place and now says 1 to 2",
        "written: places/uy.geojson",
    )
    made = value(data, "places/uy.geojson")["features"][0]
    assert made["geometry"] == {"type": "Point", "coordinates": [-56.19, -34.9]}
    assert "origin_count" not in made["properties"]


def test_a_place_is_sorted_into_the_file_of_its_country(data: Path) -> None:
    given = place(data, name="Heredia", country="CR", admin1="Heredia", lat="10", lon="-84.12")
    assert_written(
        data,
        curation.new(data, "place", given),
        "new: place.heredia",
        f"{CR} holds 4 places and now says 3 to 5 (before: 2 to 4)",
        f"written: {CR}",
    )
    assert [each["id"] for each in value(data, CR)["features"]] == ["alajuela", "heredia", "jaco", "san-jose"]


def test_a_leg_is_numbered_drawn_and_counted_and_moves_what_follows(data: Path) -> None:
    sources = some_sources(data, 2)
    given = leg(data, corridor="costa-rica", seq="2", sources=sources[::-1], evidence_researcher="reported")
    given["from"], given["to"] = "desaguadero-pe", "jaco"
    outcome = curation.new(data, "leg", given)
    assert_written(
        data,
        outcome,
        "new: leg.leg-desaguadero-pe-jaco",
        "it is leg 2 of 4",
        "2 legs are numbered anew",
        "the countries of the corridor are now VE, CR, PE",
        f"{CORRIDOR} holds 4 legs and now says 3 to 5 (before: 2 to 4)",
        f"written: {CORRIDOR}",
    )
    made = value(data, CORRIDOR)["features"][1]
    assert made["geometry"]["type"] == "LineString"
    assert made["properties"]["sources"] == sources
    assert made["properties"]["origin_count"] == 2
    assert [each["properties"]["seq"] for each in value(data, CORRIDOR)["features"]] == [1, 2, 3, 4]


def test_a_leg_is_last_reported_by_its_newest_source_unless_told(data: Path) -> None:
    tables, _ = load.read(data)
    dated = [s["id"] for s in tables.sources if s["published"] and "relays" not in s][:6]
    newest = max(s["published"] for s in tables.sources if s["id"] in dated)
    given = leg(data, corridor="costa-rica", sources=dated, review_reason="two_origins")
    assert curation.new(data, "leg", given).problems == ()
    assert value(data, CORRIDOR)["features"][3]["properties"]["last_reported"][:7] == newest[:7]


def test_a_corridor_comes_with_its_first_leg(data: Path) -> None:
    given = leg(data, **texts("name", "summary"))
    assert_written(
        data,
        curation.new(data, "corridor", {**given, "name_en": "Jacó–Caracas"}),
        "new: corridor.jaco-caracas",
        "its first leg is leg-jaco-caracas",
        "corridors/jaco-caracas.geojson holds 1 leg and now says 1 to 2",
        "written: corridors/jaco-caracas.geojson",
    )
    made = value(data, "corridors/jaco-caracas.geojson")
    assert made["corridor"]["countries"] == ["CR", "VE"]
    assert made["corridor"]["headline"] is False
    assert made["features"][0]["properties"]["seq"] == 1


def test_an_event_takes_point_and_country_of_its_place_and_begins_a_year(data: Path) -> None:
    given: Given = {
        "date": "2027-03",
        "place": "jaco",
        "type": "report",
        "act_status": "reported",
        "guilt": "none",
    }
    given |= {"evidence_researcher": "alleged", "sources": some_sources(data), **texts("title", "summary")}
    outcome = curation.new(data, "event", given)
    assert outcome.lines[:2] == ("new: event.ev-2027-03-jaco", "events/2027.geojson is begun with it")
    made = value(data, "events/2027.geojson")["features"][0]
    assert made["geometry"]["coordinates"] == [-84.63, 9.61]
    assert made["properties"]["countries"] == ["CR"]
    assert "guilt_as_of" not in made["properties"]
    assert small_data.problems(data) == []


def test_a_national_event_is_not_drawn(data: Path) -> None:
    given: Given = {
        "date": "2018",
        "countries": ["CL"],
        "type": "report",
        "act_status": "reported",
        "guilt": "none",
    }
    given |= {"evidence_researcher": "alleged", "sources": some_sources(data), **texts("title", "summary")}
    assert curation.new(data, "event", given).lines[0] == "new: event.ev-2018-cl"
    made = next(each for each in value(data, "events/2018.geojson")["features"] if each["id"] == "ev-2018-cl")
    assert made["geometry"] is None
    assert small_data.problems(data) == []


def test_a_source_an_actor_and_a_relation(data: Path) -> None:
    given: Given = {
        "title": "Example",
        "publisher": "Diario Ñandú",
        "origin": "Diario Ñandú",
        "language": "es",
    }
    given |= {"kind": "news", "url_display": "false", "title_is_description": "true", "published": "2026-03"}
    assert_written(
        data,
        curation.new(data, "source", given),
        "new: source.diario-nandu-2026-03",
        "written: sources.json",
    )
    undated = {**given, "title": "One two three four five six seven"}
    del undated["published"]
    assert (
        curation.new(data, "source", undated).lines[0]
        == "new: source.diario-nandu-one-two-three-four-five-six"
    )
    source = ["diario-nandu-2026-03"]
    actor: Given = {
        "name": "Example Net",
        "kind": "network",
        "countries": ["CL"],
        "sources": source,
        **texts("note"),
    }
    assert curation.new(data, "actor", actor).lines[0] == "new: actor.example-net"
    tie: Given = {"from": "example-net", "to": "tren-de-aragua", "kind": "ally_of", "sources": source}
    outcome = curation.new(data, "relation", {**tie, "evidence_researcher": "alleged"})
    assert_written(
        data, outcome, "new: relation.rel-example-net-ally-of-tren-de-aragua", "written: relations.json"
    )


def test_a_dispute_has_a_position_for_every_stance_that_has_sources(data: Path) -> None:
    one, two = some_sources(data, 2)
    given: Given = {
        **texts("question", "our_reading", "contradicts", "supports"),
        "question_en": "Who says what?",
    }
    given |= {"supports": [two], "contradicts": [one], "contradicts_as_of": "2024", "places": ["jaco"]}
    assert_written(
        data,
        curation.new(data, "dispute", given),
        "new: dispute.disp-who-says-what",
        "written: disputes.json",
    )
    made = value(data, "disputes.json")[-1]
    assert [(each["stance"], each["as_of"]) for each in made["positions"]] == [
        ("supports", None),
        ("contradicts", "2024"),
    ]
    assert (made["sources"], made["status"], made["about"]["places"]) == (
        sorted([one, two]),
        "open",
        ["jaco"],
    )


def test_texts_left_out_are_placeholders_that_check_reports(data: Path) -> None:
    given = place(data)
    del given["note_es"], given["note_pt"]
    outcome = curation.new(data, "place", given)
    assert outcome.problems == ()
    assert outcome.lines[-1] == "2 texts are still to be written: `python -m layers check` lists them"
    found = small_data.problems(data)
    assert [(p.file, p.record, p.field, p.reason) for p in found] == [
        ("places/uy.geojson", "montevideo", f"note_{lang}", UNFINISHED) for lang in ("es", "pt")
    ]
    assert [p.line for p in found] == [22, 23]
    more = curation.new(data, "place", place(data, name="Salto", lat="-31.39", lon="-57.96"))
    assert more.lines[-1] == "written: places/uy.geojson", "old placeholders are not told again"


def test_a_difference_from_the_mark_is_reviewed_on_the_way(data: Path) -> None:
    before = state(data)
    given = leg(data, corridor="costa-rica", evidence_researcher="reported")
    outcome = curation.new(data, "leg", given)
    assert_refused(
        data,
        before,
        outcome,
        ("--evidence-researcher", "the computed grade 'single_source'", "--review-reason act_one_origin|"),
    )
    outcome = curation.new(data, "leg", {**given, "review_reason": "one_origin"})
    assert outcome.lines[-1] == f"written: {CORRIDOR}, reviews.json"
    review = {"id": "legs:leg-jaco-caracas", "researcher": "reported", "computed": "single_source"}
    assert {**review, "reason": "one_origin", "note": None} in value(data, "reviews.json")
    assert small_data.problems(data) == []


@pytest.mark.parametrize(
    ("more", "found"),
    [
        (
            {"review_reason": "joined"},
            ("--review-reason", "do not differ", "Take the entry out."),
        ),
        (
            {"review_note": "seen"},
            ("--review-note", "it has no reason beside it", "Give --review-reason too."),
        ),
        ({"from": "jacko"}, ("--from", "there is no place 'jacko'", "Did you mean 'jaco'?")),
        ({"to": "jaco"}, ("--to", "the leg ends where it begins", "Correct one")),
        ({"sources": ["nowhere"]}, ("--sources", "there is no source 'nowhere'", "Correct the id")),
        (
            {"sources": ["nowhere"], "review_reason": "joined"},
            ("--sources", "there is no source 'nowhere'", ""),
        ),
        (
            {"corridor": "costa-rico"},
            ("--corridor", "no record 'corridor costa-rico'", "mean corridor.costa-rica?"),
        ),
        ({"seq": "5"}, ("--seq", "the corridor would have 4 legs", "Write 1 to 4.")),
        ({"reported_from": "2024-13"}, ("--reported-from", "month 13", "as the source gives it")),
        ({"reported_to": "2031"}, ("--reported-to", "later than 2030", "Correct the year")),
        ({"note_es": "TODO\u200e"}, ("--note-es", "invisible character U+200E", "Take it out")),
        ({"note_es": "half \udcf1"}, ("--note-es", "invisible character U+DCF1", "Take it out")),
        ({"note_es": "two\nlines"}, ("--note-es", "invisible character U+000A", "Take it out")),
        ({"id": "leg-san-jose-jaco"}, ("--id", "is taken by the leg", "--id leg-san-jose-jaco-2")),
        (
            {"found_by": ["ev-2018-08-ecuador-alert"]},
            ("--found-by", "is no act of an authority", "official_act"),
        ),
    ],
)
def test_a_leg_that_is_refused(data: Path, more: Given, found: tuple[str, str, str]) -> None:
    before = state(data)
    outcome = curation.new(data, "leg", {**leg(data, corridor="costa-rica"), **more})
    assert_refused(data, before, outcome, found)


@pytest.mark.parametrize(
    ("kind", "more", "found"),
    [
        ("place", {"lat": "-34.905"}, ("--lat", "-34.905 has more than 2 decimals", "Write -34.9")),
        (
            "place",
            {"lon": "-56.187"},
            ("--lon", "-56.187 has more than 2 decimals", "Write -56.19: a place is never"),
        ),
        ("place", {"lat": "-56.19", "lon": "-34.9"}, ("--lon", "outside the area", "look swapped: write")),
        (
            "place",
            {"lat": "4.6", "lon": "74.08"},
            ("--lon", "outside the area", "sign of the longitude looks wrong"),
        ),
        (
            "place",
            {"name": "San  Jose"},
            ("--id", "taken by the place 'San José' (places/cr.geojson:46)", "--id san-jose-2"),
        ),
        ("place", {"name": "東京"}, ("--id", "no id can be made of the name", "Give one")),
        ("place", {"name": "e\u0301x"}, ("--name", "an accent is stored apart", "Type the letter again")),
    ],
)
def test_a_place_that_is_refused(data: Path, kind: str, more: Given, found: tuple[str, str, str]) -> None:
    before = state(data)
    assert_refused(data, before, curation.new(data, kind, {**place(data), **more}), found)


def test_an_event_on_a_day_that_does_not_exist_and_a_dispute_without_a_position(data: Path) -> None:
    before = state(data)
    given: Given = {"date": "2024-02-30", "type": "report", "act_status": "reported", "guilt": "none"}
    given |= {"evidence_researcher": "alleged", "sources": some_sources(data), "countries": ["CL"]}
    assert_refused(
        data, before, curation.new(data, "event", given), ("--date", "has day 30", "as the source")
    )
    empty = curation.new(data, "dispute", texts("question", "our_reading"))
    assert_refused(
        data, before, empty, ("", "no position is given", "--supports or --contradicts or --qualifies")
    )
    nameless = curation.new(data, "dispute", {"supports": some_sources(data)})
    assert_refused(data, before, nameless, ("--id", "no id can be made", "Give one"))


def test_a_corridor_whose_leg_is_there_already_is_told_which_option_mends_it(data: Path) -> None:
    before = state(data)
    given = {**leg(data), **texts("name", "summary"), "from": "san-jose", "to": "jaco"}
    refused = curation.new(data, "corridor", given)
    assert_refused(data, before, refused, ("--leg-id", "is taken by the leg", "--leg-id leg-san-jose-jaco-2"))
    assert curation.new(data, "corridor", {**given, "leg_id": "leg-example"}).problems == ()


def test_a_withdrawn_id_is_not_given_again(data: Path) -> None:
    assert curation.new(data, "place", place(data)).problems == ()
    assert curation.withdraw(data, ["place.montevideo"], REASON, DAY).problems == ()
    before = state(data)
    outcome = curation.new(data, "place", place(data))
    assert_refused(
        data, before, outcome, ("--id", "was withdrawn (2026-11-26: not in the source)", "for life")
    )


def test_withdrawing_the_last_place_of_a_country_takes_its_file_away(data: Path) -> None:
    curation.new(data, "place", place(data))
    assert_written(
        data,
        curation.withdraw(data, ["place", "montevideo"], REASON, DAY),
        "withdrawn: place.montevideo",
        "places/uy.geojson is taken away: nothing is left in it",
        "written: withdrawn.json",
    )
    assert not (data / "places/uy.geojson").exists()
    assert value(data, "withdrawn.json") == [
        {"id": "montevideo", "table": "places", "withdrawn": DAY, **REASON}
    ]


def test_withdrawing_a_leg_numbers_the_others_anew_and_takes_its_review_along(data: Path) -> None:
    curation.new(
        data,
        "leg",
        leg(data, corridor="costa-rica", seq="1", evidence_researcher="reported", review_reason="joined"),
    )
    outcome = curation.withdraw(data, ["leg-jaco-caracas"], REASON, DAY)
    assert_written(
        data,
        outcome,
        "withdrawn: leg.leg-jaco-caracas",
        "3 legs are numbered anew",
        "the review of its grade goes with it",
        f"{CORRIDOR} holds 3 legs and now says 2 to 4 (before: 3 to 5)",
        f"written: {CORRIDOR}, reviews.json, withdrawn.json",
    )


def test_a_corridor_goes_with_its_legs(data: Path) -> None:
    curation.new(data, "corridor", {**leg(data), **texts("name", "summary"), "name_en": "Example corridor"})
    outcome = curation.withdraw(data, ["corridors:example-corridor"], REASON, DAY)
    assert outcome.lines[:2] == ("withdrawn: corridor.example-corridor", "withdrawn: leg.leg-jaco-caracas")
    assert [grave["id"] for grave in value(data, "withdrawn.json")] == [
        "example-corridor",
        "leg-jaco-caracas",
    ]
    assert small_data.problems(data) == []


def test_records_of_two_tables_with_one_id_leave_two_tombstones(data: Path) -> None:
    curation.new(data, "place", place(data))
    actor: Given = {
        "name": "Montevideo",
        "kind": "network",
        "countries": ["UY"],
        "sources": some_sources(data),
    }
    curation.new(data, "actor", {**actor, **texts("note")})
    before = state(data)
    both = curation.withdraw(data, ["montevideo"], REASON, DAY)
    assert_refused(
        data, before, both, ("", "is the id of several records", "place.montevideo, actor.montevideo")
    )
    assert curation.withdraw(data, ["place.montevideo"], REASON, DAY).problems == ()
    assert curation.withdraw(data, ["actor.montevideo"], REASON, DAY).problems == ()
    assert small_data.problems(data) == []


def test_nothing_goes_while_a_record_names_it(data: Path) -> None:
    before = state(data)
    outcome = curation.withdraw(data, ["place.jaco"], REASON, DAY)
    assert outcome.lines == (curation.REFUSED,)
    assert [(p.file, p.record, p.field) for p in outcome.problems] == [(CORRIDOR, "leg-san-jose-jaco", "to")]
    assert outcome.problems[0].line == value_line(data, CORRIDOR, '"to": "jaco"')
    assert state(data) == before


def value_line(data: Path, file: str, text: str) -> int:
    lines = (data / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_source_is_named_by_all_that_cite_it_with_file_and_line(data: Path) -> None:
    tables, _ = load.read(data)
    of_crimes = {each for leg in tables.legs for ids in leg.get("crime_sources", {}).values() for each in ids}
    source = next(each for leg in tables.legs for each in leg["sources"] if each not in of_crimes)
    outcome = curation.withdraw(data, [f"source.{source}"], REASON, DAY)
    text = f'"{source}"'
    cited = {
        (str(path.relative_to(data)), number)
        for path in data.rglob("*json")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if text in line and f'"id": {text}' not in line
    }
    assert {(p.file, p.line) for p in outcome.problems} == cited
    assert cited


@pytest.mark.parametrize(
    ("words", "reason", "day", "found"),
    [
        (["place.atlantis"], REASON, DAY, ("", "there is no record 'place.atlantis'", "")),
        (["plaze.jaco"], REASON, DAY, ("", "there is no kind of record 'plaze'", "Did you mean 'place'?")),
        (
            ["claim-s1-001"],
            {**REASON, "reason_es": ""},
            DAY,
            ("--reason-es", "the text is empty", "Write it"),
        ),
        (["claim-s1-001"], REASON, "26.11.2026", ("--date", "does not have the right form", "YYYY")),
        (["claim-s1-001"], REASON, "2026-11-31", ("withdrawn", "has day 31", "Write the date")),
    ],
)
def test_a_withdrawal_that_is_refused(
    data: Path, words: list[str], reason: dict[str, str], day: str, found: tuple[str, str, str]
) -> None:
    before = state(data)
    assert_refused(data, before, curation.withdraw(data, words, reason, day), found)


def test_the_only_leg_of_a_corridor_stays(data: Path) -> None:
    curation.new(data, "corridor", {**leg(data), **texts("name", "summary"), "name_en": "Example corridor"})
    before = state(data)
    outcome = curation.withdraw(data, ["leg-jaco-caracas"], REASON, DAY)
    assert_refused(
        data, before, outcome, ("", "it is the only leg", "Withdraw the corridor: corridor.example-corridor.")
    )


def test_what_is_withdrawn_is_not_withdrawn_again(data: Path) -> None:
    assert curation.withdraw(data, ["claim-s1-001"], REASON, DAY).problems == ()
    before = state(data)
    assert_refused(
        data, before, curation.withdraw(data, ["claim-s1-001"], REASON, DAY), ("", "withdrawn already", "")
    )


def test_data_that_cannot_be_read_are_not_changed(data: Path) -> None:
    (data / "actors.json").write_bytes(b"[{")
    before = state(data)
    for outcome in (
        curation.new(data, "place", place(data, sources=["x"])),
        curation.withdraw(data, ["place.jaco"], REASON, DAY),
    ):
        assert outcome.problems[0].file == "actors.json"
        assert outcome.problems[0].line == 1
    assert curation.explain(data, ["place.jaco"], "en").problems[0].file == "actors.json"
    assert state(data) == before


def test_data_that_break_their_schema_are_mended_first(data: Path) -> None:
    small_data.edit(data, CR, lambda v: v["features"][0]["properties"].__setitem__("roles", None))
    before = state(data)
    outcome = curation.new(data, "place", place(data))
    assert [(p.file, p.field) for p in outcome.problems] == [(CR, "roles")]
    assert state(data) == before


def test_other_faults_of_the_data_do_not_stand_in_the_way(data: Path) -> None:
    small_data.edit(data, CORRIDOR, lambda v: v["features"][2]["properties"].__setitem__("to", "montevideo"))
    (data / "stray.txt").write_text("x", encoding="utf-8")
    assert curation.new(data, "place", place(data, name="Salto", lat="-31.39", lon="-57.96")).problems == ()
    before = state(data)
    outcome = curation.new(data, "place", place(data))
    assert {(p.file, p.field) for p in outcome.problems} == {
        (CORRIDOR, "countries"),
        (CORRIDOR, "geometry.coordinates"),
    }, "the leg that names the place is drawn elsewhere: that would be new"
    assert state(data) == before


@pytest.mark.parametrize("broken", [1, 2, 3])
def test_a_failure_between_files_leaves_all_as_they_were(
    data: Path, monkeypatch: pytest.MonkeyPatch, broken: int
) -> None:
    curation.new(
        data, "leg", leg(data, corridor="costa-rica", evidence_researcher="reported", review_reason="joined")
    )
    before, calls = state(data), 0
    real = os.replace

    def replace(source: Any, target: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == broken:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    outcome = curation.withdraw(data, ["leg-jaco-caracas"], REASON, DAY)
    assert_refused(data, before, outcome, ("", "(No space left on device)", "Nothing was changed."))


def test_what_could_not_be_undone_is_said(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def replace(texts: object, known: object) -> None:
        raise storage.HalfWritten("actors.json could not be put back")

    monkeypatch.setattr(storage, "replace", replace)
    (problem,) = curation.new(data, "place", place(data)).problems
    assert "broke off and could not be undone: actors.json could not" in problem.reason
    assert "restore from git" in problem.mend


@pytest.mark.parametrize("touched", ["sources.json", "places/uy.geojson", "places/gt.geojson", CR])
def test_a_file_that_changes_meanwhile_stops_the_command(
    data: Path, monkeypatch: pytest.MonkeyPatch, touched: str
) -> None:
    real = revision.save
    path = data / touched

    def save(revised: revision.Revision, directory: Path) -> list[Problem]:
        path.write_text(path.read_text(encoding="utf-8") + " " if path.exists() else "x", encoding="utf-8")
        return real(revised, directory)

    monkeypatch.setattr(revision, "save", save)
    outcome = curation.new(data, "place", place(data))
    (problem,) = outcome.problems
    assert (problem.file, problem.reason) == (touched, "the file was changed while this command was at work")
    assert "run the command again" in problem.mend
    assert (data / "places/uy.geojson").exists() is (touched == "places/uy.geojson")
    assert not [name for name in os.listdir(data / "places") if name.startswith(".")]


def test_a_revision_with_problems_is_never_written(data: Path) -> None:
    tables, _ = load.read(data)
    revised = revision.revise(tables, {"actors.json": [{"id": "x"}]})
    assert revised.problems
    with pytest.raises(ValueError, match="not written"):
        revision.save(revised, data)
