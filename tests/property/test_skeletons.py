"""Whatever a curator answers, as long as it is valid, gives a record that passes the check in canonical form."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from layers import dates, drafts, gazetteer, load, revision, skeletons
from layers import vocabulary as v
from layers.evidence import GRADED, Claim, assess
from layers.forms import KINDS, Question, questions
from layers.tidiness import UNFINISHED, written
from tests import small_data


@cache
def tables() -> load.Tables:
    with tempfile.TemporaryDirectory() as directory:
        return load.read(small_data.write(Path(directory) / "data"))[0]


LETTERS = "abcdefghijklmnopqrstuvwxyzñéüç"
TEXTS = st.text(LETTERS, min_size=1, max_size=12).map(lambda word: f"example {word}")
DAYS = st.dates(min_value=dates.date(1900, 1, 1), max_value=dates.date(2030, 12, 31)).map(str)
DATES = st.tuples(DAYS, st.sampled_from([4, 7, 10])).map(lambda pair: pair[0][: pair[1]])
ADDRESSES = st.text("abc./-?=&%", max_size=8).map(lambda tail: f"https://example.org/{tail}")
REFERENCES = {
    "sources": "sources", "from": "places", "to": "places", "place": "places", "actors": "actors",
    "corridor": "corridors", "relays": "sources", "places": "places", "corridors": "corridors", "legs": "legs",
    "events": "events", "series": "series", "supports": "sources", "contradicts": "sources", "qualifies": "sources",
}  # fmt: skip
LEFT_ALONE = {"id", "leg_id", "review_reason", "review_note", "reported_to", "last_reported"}
"""Proposed ids are used; the rest hangs on other fields, as do most that may stay away altogether."""
MAY_STAY_AWAY = {"guilt_as_of", "relays"}


def ids(table: str) -> list[str]:
    return [record["id"] for record in tables()[table]]


def value(kind: str, question: Question) -> st.SearchStrategy[Any]:
    """Draw what may be typed for one question."""
    name, schema = question.field, question.schema
    allowed = schema.get("enum") or schema.get("items", {}).get("enum")
    least = max(schema.get("minItems", 0), 1)
    if name in REFERENCES:
        known = ids("actors" if kind == "relation" and name in ("from", "to") else REFERENCES[name])
        some = st.sampled_from(known)
        return st.lists(some, min_size=least, max_size=3, unique=True) if question.is_list else some
    if allowed:
        some = st.sampled_from(sorted(allowed))
        return st.lists(some, min_size=least, max_size=3, unique=True) if question.is_list else some
    if question.is_list:
        return st.lists(TEXTS, min_size=1, max_size=3, unique=True)
    if name in ("lat", "lon"):
        bounds = (-5600, 6000) if name == "lat" else (-13000, 500)
        return st.integers(*bounds).map(lambda n: f"{n / 100:.2f}")
    if name == "seq":
        return st.just("1")
    if schema.get("type") == "boolean":
        return st.just("false")
    if "YYYY" in schema["description"]:
        return DATES
    return ADDRESSES if name == "url" else TEXTS


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    kind = draw(st.sampled_from(sorted(KINDS)))
    told: dict[str, Any] = {}
    for name, question in questions(kind).items():
        if name in LEFT_ALONE or (question.absent is ... and name not in MAY_STAY_AWAY):
            continue
        if question.needed or name.endswith("_en") or draw(st.booleans()):
            told[name] = draw(value(kind, question))
    if kind == "dispute" and not any(told.get(stance) for stance in v.STANCE):
        told["supports"] = draw(value(kind, questions(kind)["supports"]))
    if "from" in told and told["from"] == told["to"]:
        told["to"] = next(
            each for each in ids("actors" if kind == "relation" else "places") if each != told["from"]
        )
    if kind == "place":  # the gate wants a town of that country there
        spots = gazetteer.atlas().points[told["country"]]
        lon, lat = spots[draw(st.integers(0, len(spots) - 1))]
        told.update(lon=f"{lon:.2f}", lat=f"{lat:.2f}")
    if kind == "event":
        told["countries"] = sorted(v.COUNTRIES)
    return kind, told


@settings(max_examples=50, deadline=None)
@given(cases())
def test_a_valid_answer_gives_a_valid_record(case: tuple[str, dict[str, Any]]) -> None:
    kind, told = case
    made = skeletons.draft(tables(), kind, told)
    if isinstance(made, list):
        assert {problem.field for problem in made} <= {"--id", "--leg-id"}, (
            "only an id in use may stand in the way"
        )
        assert all("is taken by" in problem.reason for problem in made)
        return
    revised = revision.revise(tables(), made.values)
    table, ident = made.graded
    if table in GRADED and any(problem.field == "evidence_researcher" for problem in revised.problems):
        grade = assess(revised.after)[Claim(table, ident)].grade
        mark = next(mark for mark, stands_for in v.RESEARCHER_GRADE.items() if stands_for == grade)
        told["evidence_researcher"] = mark
        made = skeletons.draft(tables(), kind, told)
        assert isinstance(made, drafts.Draft)
        revised = revision.revise(tables(), made.values)
    left = [problem for problem in revised.problems if not late(problem.field, told)]
    assert left == []
    assert {problem.reason for problem in revised.unfinished} <= {UNFINISHED}
    for file, text in revised.texts.items():
        document = revised.after.files.documents[file]
        assert document.text == text == written(document), "what is written is canonical"
    assert len(revised.after[KINDS[kind]]) == len(tables()[KINDS[kind]]) + 1
    for name in v.TABLES:
        before = {str(record["id"]) for record in tables()[name]}
        assert before <= {str(record["id"]) for record in revised.after[name]}, "nothing is lost"


def late(field: str, told: dict[str, Any]) -> bool:
    """Tell whether a finding says that a leg is first reported after its newest source: the answers may clash."""
    return field == "last_reported" and "reported_from" in told
