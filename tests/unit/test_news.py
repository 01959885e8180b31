"""What changed, in words."""

from __future__ import annotations

from typing import Any

import pytest

from layers import vocabulary
from layers.cards import GUILT_WITHHELD
from layers.catalog import Catalog
from layers.changes import Change, Changes, FieldChange, GradeChange
from layers.labels import FIELDS, RECORDS, label, stem, value_text
from layers.language import LANGUAGES
from layers.news import excerpts, lines, sentence
from layers.transform import COLUMNS

OLD, NEW = "2026-11-01", "2026-11-20"
NAME = {"en": "Here", "es": "Aquí", "pt": "Cá"}


def change(table: str, *fields: FieldChange, ident: str = "x", **more: Any) -> Change:
    return Change(table, ident, True, True, NAME, fields, **more)


def told(catalog: Catalog, entry: Change, lang: str = "en") -> str:
    (line,) = lines(Changes(OLD, NEW, (entry,)), catalog, lang)
    return line


def test_every_field_of_every_table_has_a_name() -> None:
    fields = {(table, field) for table, listed in COLUMNS.items() if table != "withdrawn" for field in listed}
    fields -= {("corridors", "legs")}
    for table, field in fields:
        for lang in LANGUAGES:
            assert label(table, field, lang)
    assert {stem(field)[0] for _table, field in fields} == set(FIELDS)
    assert set(RECORDS) == set(vocabulary.TABLES) - {"withdrawn"}


def test_the_sentence() -> None:
    added, gone = Change("legs", "a", False, True, NAME), Change("legs", "b", True, False, NAME)
    up = (GradeChange(None, "single_source", "corroborated"),)
    entries = (added, Change("legs", "c", False, True, NAME), change("legs"), change("legs", grades=up), gone)
    assert sentence(Changes(OLD, NEW, entries), "en") == (
        "Since release 1 November 2026: 2 added, 1 changed, 1 regraded, 1 withdrawn in this view."
    )
    assert (
        sentence(Changes(OLD, NEW, (gone,)), "en")
        == "Since release 1 November 2026: 1 withdrawn in this view."
    )
    assert sentence(Changes(OLD, NEW), "en") == "Since release 1 November 2026: no change in this view."


@pytest.mark.parametrize(
    ("table", "field", "expected"),
    [
        ("legs", ("mode", "road", "sea"), "Means of travel: by road → by sea"),
        ("legs", ("crimes", ["extortion"], ["homicide", "extortion"]), "Crimes named: added homicide"),
        ("legs", ("crimes", ["extortion", "homicide"], []), "Crimes named: taken out extortion and homicide"),
        ("legs", ("sources", ["a", "b"], ["b", "a"]), "Sources: put into another order"),
        ("legs", ("from", "cucuta", "bogota"), "Begins at: Cúcuta → Bogotá"),
        ("legs", ("from", "cucuta", "gone"), "Begins at: Cúcuta → gone"),
        ("legs", ("reported_from", "2021-03", None), "First reported: March 2021 → not stated"),
        ("legs", ("seq", 1, 2), "Place in the travel order: 1 → 2"),
        ("legs", ("crime_sources", {"extortion": ["a"]}, None), "Sources of single crimes: changed"),
        ("legs", ("found_by", None, ["gone"]), "Acts that found this very claim: added gone"),
        ("corridors", ("headline", False, True), "One of the corridors the atlas is named after: no → yes"),
        ("places", ("country", "CO", "VE"), "Country: Colombia → Venezuela"),
        ("places", ("precision", "town", "district"), "Precision: town → district"),
        ("events", ("countries", ["CL"], ["CL", "PE"]), "Countries: added Peru"),
        ("events", ("actors", [], ["tren-de-aragua"]), "Actors named: added Tren de Aragua"),
        (
            "relations",
            ("from", "eln", "tren-de-aragua"),
            "Actor of whom it is said: Ejército de Liberación Nacional (ELN) → Tren de Aragua",
        ),
        ("disputes", ("positions", [{"a": 1}], [{"a": 2}]), "Positions: changed"),
        ("disputes", ("status", "open", "resolved"), "Status: open → resolved"),
        ("series", ("unit", "cases", "persons"), "Unit: cases → persons"),
        ("observations", ("value", 1000, 2500.5), "Value: 1,000 → 2,500.5"),
        ("observations", ("geography", "CL", "darien"), "Area: Chile → Darién"),
        ("observations", ("period", "2023", "FY2024"), "Period: 2023 → fiscal year 2024"),
        ("sources", ("language", "es", "pt"), "Language: Spanish → Portuguese"),
        (
            "origins",
            ("kind", "agency", "aggregator"),
            "Kind: news agency → rewriter, digest or encyclopaedia",
        ),
        (
            "claims",
            ("status", "not_found", "opinion"),
            "Status: not found in any other source → opinion, not checkable",
        ),
    ],
)
def test_a_field_in_words(catalog: Catalog, table: str, field: tuple[str, Any, Any], expected: str) -> None:
    line = told(catalog, change(table, FieldChange(*field)))
    assert line == f"{RECORDS[table]} “Here”: changed. {expected}."


def test_grades_come_first_and_crimes_are_named(catalog: Catalog) -> None:
    grades = (
        GradeChange(None, "single_source", "corroborated"),
        GradeChange("extortion", None, "established"),
    )
    line = told(catalog, change("legs", FieldChange("seq", 1, 2), grades=grades))
    assert line == (
        "Leg “Here”: regraded. Grade: single source → corroborated; Grade for extortion: none → established; "
        "Place in the travel order: 1 → 2."
    )


def test_added_and_withdrawn(catalog: Catalog) -> None:
    assert told(catalog, Change("legs", "x", False, True, NAME)) == "Leg “Here”: added."
    gone = Change("events", "x", True, False, NAME, reason={"en": "Why.", "es": "Por qué.", "pt": "Por quê."})
    assert told(catalog, gone) == "Event “Here”: withdrawn. Why."
    assert "“Aquí”" in told(catalog, gone, "es")
    assert told(catalog, gone, "es").endswith(". Por qué.")


def test_a_text_is_told_in_the_readers_language(catalog: Catalog) -> None:
    three = [FieldChange(f"note_{lang}", f"old {lang}", f"new {lang}") for lang in LANGUAGES]
    assert told(catalog, change("legs", *three)) == "Leg “Here”: changed. Note: “old en” → “new en”."
    assert (
        told(catalog, change("legs", three[1])) == "Leg “Here”: changed. Note (Spanish): “old es” → “new es”."
    )


def test_withheld_values_are_not_told(catalog: Catalog) -> None:
    line = told(catalog, change("places", FieldChange("note_en", None, None, True)))
    assert line == "Place “Here”: changed. Note: changed; the values are not repeated."


def test_whether_a_coerced_person_was_charged_is_not_told(catalog: Catalog) -> None:
    fields = (FieldChange("guilt", "charged", "none"), FieldChange("place", None, "cucuta"))
    (ident,) = GUILT_WITHHELD
    assert told(catalog, change("events", *fields, ident=ident)) == (
        "Event “Here”: changed. Place: not stated → Cúcuta."
    )
    assert "charged" in told(catalog, change("events", *fields))


def test_what_the_atlas_no_longer_knows_is_told_as_it_is(catalog: Catalog) -> None:
    line = told(catalog, change("legs", FieldChange("mode", "zeppelin", "road")))
    assert "zeppelin → by road" in line
    assert value_text(catalog, "events", "corridor", "gone", "pt") == "gone"
    grade = change("legs", grades=(GradeChange("piracy", "rumour", "corroborated"),))
    assert "piracy: rumour → corroborated" in told(catalog, grade)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a b c", "a x c", ("a b c", "a x c")),
        ("a b", "a b c", ("a b", "a b c")),
        ("a a", "a a a", ("a a", "a a a")),
        ("same", "other", ("same", "other")),
        (
            "zero and one and two three four five six seven eight nine ten",
            "zero and one and two three four five six SEVEN eight nine ten",
            (
                "…and two three four five six seven eight nine ten",
                "…and two three four five six SEVEN eight nine ten",
            ),
        ),
        ("x " + "y" * 300, "z " + "y" * 300, ("x …", "z …")),
    ],
)
def test_only_what_differs_is_quoted(old: str, new: str, expected: tuple[str, str]) -> None:
    found = excerpts(old, new)
    assert found == expected
    assert all(len(text) <= 400 for text in found)


def test_a_long_value_is_cut(catalog: Catalog) -> None:
    line = told(catalog, change("sources", FieldChange("title", "a" * 1000, "b" * 1000)))
    assert len(line) < 600
    assert line.endswith("…")
