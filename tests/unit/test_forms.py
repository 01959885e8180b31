"""What a new record asks for, taken from the schemas."""

from __future__ import annotations

from typing import Any

import pytest

from layers import vocabulary as v
from layers.forms import KINDS, answers, questions
from layers.tidiness import PLACEHOLDER

NEEDED = {
    "corridor": {"sources", "from", "to", "mode", "attribution", "precision", "evidence_researcher"},
    "leg": {"corridor", "sources", "from", "to", "mode", "attribution", "precision", "evidence_researcher"},
    "place": {"name", "country", "admin1", "lat", "lon", "precision", "sources"},
    "event": {"date", "type", "act_status", "guilt", "evidence_researcher", "sources"},
    "source": {"title", "publisher", "origin", "language", "kind", "url_display", "title_is_description"},
    "actor": {"name", "kind", "countries", "sources"},
    "relation": {"from", "to", "kind", "evidence_researcher", "sources"},
    "dispute": set(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_cannot_be_guessed_is_needed(kind: str) -> None:
    assert {name for name, question in questions(kind).items() if question.needed} == NEEDED[kind]
    _, problems = answers(kind, {})
    assert {problem.field for problem in problems} == {"--" + name.replace("_", "-") for name in NEEDED[kind]}
    assert {problem.reason for problem in problems} <= {"this is missing"}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_worked_out_is_not_asked(kind: str) -> None:
    assert not {"origin_count", "geometry", "positions", "about"} & set(questions(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_options_are_the_fields_and_say_what_they_want(kind: str) -> None:
    options = [question.option for question in questions(kind).values()]
    assert len(set(options)) == len(options)
    for name, question in questions(kind).items():
        assert question.option == "--" + name.replace("_", "-")
        assert len(question.help) > 3
    codes = {"place": ("country", v.COUNTRIES), "leg": ("crimes", v.CRIMES), "event": ("guilt", v.GUILT)}
    if kind in codes:
        name, allowed = codes[kind]
        assert questions(kind)[name].help.endswith(f"One of: {', '.join(allowed)}.")


def test_left_out_texts_become_placeholders_and_other_gaps_what_the_schema_allows() -> None:
    given = {"date": "2026", "type": "report", "act_status": "reported", "guilt": "none", "sources": ["a"]}
    told, problems = answers("event", {**given, "evidence_researcher": "alleged"})
    assert problems == []
    assert told["title_pt"] == f"{PLACEHOLDER} One line. In Portuguese."
    assert (told["place"], told["crimes"], told["guilt_as_of"]) == (None, [], ...)


@pytest.mark.parametrize(
    ("kind", "name", "given", "value"),
    [
        ("place", "lat", "-12", -12.0),
        ("place", "lon", "-70.5", -70.5),
        ("leg", "seq", "2", 2),
        ("source", "url_display", "true", True),
        ("leg", "joined", "true", True),
        ("actor", "aliases", ["One, Two", "x"], ["One, Two", "x"]),
        ("leg", "reported_to", "2024-05", "2024-05"),
    ],
)
def test_answers_take_the_type_of_the_field(kind: str, name: str, given: Any, value: Any) -> None:
    told, problems = answers(kind, {name: given})
    assert told[name] == value
    assert type(told[name]) is type(value)
    assert not [problem for problem in problems if problem.reason != "this is missing"]


@pytest.mark.parametrize(
    ("kind", "name", "given", "field", "reason", "mend"),
    [
        (
            "place",
            "precision",
            "twn",
            "--precision",
            "'twn' is not an allowed code",
            "Did you mean 'town'? Use one of",
        ),
        ("place", "country", "cl", "--country", "'cl' is not an allowed code", "AR, AW"),
        ("leg", "crimes", ["extorsion"], "--crimes[0]", "'extorsion' is not", "Did you mean 'extortion'?"),
        ("leg", "crimes", ["extortion"] * 2, "--crimes", "'extortion' is listed twice", "Keep one"),
        ("place", "lat", "-12,5", "--lat", "'-12,5' is not a number", "two decimals, as -12.34"),
        ("place", "lat", "12°30'", "--lat", "is not a number", "as -12.34"),
        ("place", "lat", "nan", "--lat", "'nan' is not a number", ""),
        ("place", "lon", "1e999", "--lon", "'1e999' is not a number", ""),
        ("place", "lon", "", "--lon", "'' is not a number", ""),
        ("leg", "seq", "0", "--seq", "0 is below the least", ""),
        ("leg", "seq", "1.5", "--seq", "1.5 is not a whole number", ""),
        ("leg", "joined", "yes", "--joined", "'yes' is not allowed here", "Write true."),
        ("source", "url", "ftp://x", "--url", "does not have the right form", "https?"),
        (
            "source",
            "url_display",
            "yes",
            "--url-display",
            "'yes' is not true or false",
            "Write true or false.",
        ),
        ("source", "title", "", "--title", "the text is empty", "Write it"),
        ("place", "id", "../evil", "--id", "'../evil' does not have the right form", "Lower-case"),
        ("event", "id", "oruro", "--id", "'oruro' does not have the right form", "^ev-"),
        ("event", "date", "24.12.2026", "--date", "does not have the right form", "YYYY-MM-DD"),
        ("dispute", "supports", ["A"], "--supports[0]", "'A' does not have the right form", "Lower-case"),
    ],
)
def test_wrong_answers(kind: str, name: str, given: Any, field: str, reason: str, mend: str) -> None:
    _, problems = answers(kind, {name: given})
    (problem,) = [each for each in problems if each.reason != "this is missing"]
    assert problem.field == field
    assert reason in problem.reason
    assert mend in problem.mend


def test_an_answer_to_no_question() -> None:
    with pytest.raises(KeyError):
        answers("place", {"origin_count": "3"})
