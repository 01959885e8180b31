"""What reads like a person's name: the measure on invented names, and the cases behind it."""

from __future__ import annotations

from dataclasses import fields

import pytest

from layers import names
from layers.lexicon import FOLDER, Lexicon, lexicon
from layers.names import Known
from layers.tokens import is_headline, phrases, runs, tokens, words_of
from tests.names import clean, is_found, is_listed, is_refused, known, planted

FLOORS = {"": (0.96, 0.90, 0.04), "_later": (0.95, 0.90, 0.17)}
"""Share of planted names found, of those with no word on the lists, greatest share of clean sentences refused."""


@pytest.mark.parametrize("which", FLOORS)
def test_measure(which: str) -> None:
    """The figures of docs/decisions/2026-11-26-gate.md; `python -m tests.names` prints them."""
    cases, sentences = planted(which), clean(which)
    strange = [case for case in cases if not is_listed(case)]
    found, found_strange, refused = FLOORS[which]
    assert sum(map(is_found, cases)) >= found * len(cases)
    assert sum(map(is_found, strange)) >= found_strange * len(strange)
    assert sum(map(is_refused, sentences)) <= refused * len(sentences)


def test_the_measure_is_made_on_enough_sentences() -> None:
    assert len(planted("")) >= 150
    assert len(clean("")) >= 150
    for lang in ("en", "es", "pt"):
        assert sum(case.lang == lang for case in planted("")) >= 35
    assert len({case.name for which in FLOORS for case in planted(which)}) == 215
    assert sum(not is_listed(case) for case in planted("")) >= 30


def found(text: str, **more: bool) -> list[str]:
    return [hit.name for hit in names.find(text, known(), **more)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se busca a Ana María de la Vega y a Tomás Rey.", ["Ana María de la Vega", "Tomás Rey"]),
        ("J. P. Arango left.", ["J. P. Arango"]),
        ("La testigo M.R.T. y la empresa ACME S.A. de EE.UU.", ["M.R.T."]),
        ("Marina Guzmán spoke in April, and May Day passed.", ["Marina Guzmán"]),
        ("The minister of Justice of Peru met police in Lima.", []),
        ("El Deber y La Patria informan desde Santa Cruz de la Sierra.", []),
        ("Según Reuters, el Ejército cerró el Hospital San Juan de Dios.", []),
        ("The alias of the group is not known.", []),
        ("They sold “la trocha” to migrants.", []),
    ],
)
def test_cases(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_labels_are_refused_only_for_a_given_name_with_a_surname() -> None:
    assert found("Banda de Julio Mendoza", strict=True) == ["Julio Mendoza"]
    assert found("Los Hermanos Xyz Qwerty", strict=True) == []


def test_found_spans_are_those_of_the_text() -> None:
    text = "Ayer, en Lima, Yesenia Carrasquel, de 19 años, habló con la Sra. Pumarejo."
    hits = names.find(text, known())
    assert [text[hit.start : hit.end] for hit in hits] == [hit.name for hit in hits]
    assert [hit.name for hit in hits] == ["Yesenia Carrasquel", "Pumarejo"]
    assert all(hit.why for hit in hits)


def test_known_things_are_not_persons() -> None:
    assert [hit.name for hit in names.find("Vinieron de Xelajú Norte.", known())] == []
    assert [hit.name for hit in names.find("Habló Pablo Xelajú.", known())] == ["Pablo Xelajú"]
    more = Known(known().phrases | {"pablo xelaju"}, known().towns)
    assert names.find("Habló Pablo Xelajú.", more) == []


def test_runs_and_words() -> None:
    listed = tokens("En Lima, la Sra. Rosa del Río's hijo vio a J. P. Soto.")
    texts = [" ".join(t.text for t in listed[a:b]) for a, b in runs(listed)]
    assert texts == ["En Lima", "Sra . Rosa del Río's", "J . P . Soto"]
    assert words_of("Río's Peñas Blancas (CR)") == ("rio", "penas", "blancas", "cr")
    assert set(phrases(["La Parada (Villa del Rosario)"])) == {
        "la parada villa del rosario",
        "la parada",
        "villa del rosario",
    }
    assert is_headline(tokens("Police Arrest Hernán Colina In Denver Raid"))
    assert not is_headline(tokens("Police arrest a man in Denver after a raid"))


def test_every_list_is_folded_and_not_empty() -> None:
    lists = {field.name: getattr(lexicon(), field.name) for field in fields(Lexicon)}
    assert {f"{name}.txt" for name in lists} == {path.name for path in FOLDER.glob("*.txt")}
    for words in lists.values():
        assert words
        assert all(word == word.lower().strip() for word in words)
