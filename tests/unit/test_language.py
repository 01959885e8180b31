"""Words, numbers, dates and lists in three languages."""

from pathlib import Path

import pytest

from layers import language
from layers.language import (
    LANGUAGES,
    Translator,
    best,
    country,
    date_text,
    gettext,
    listing,
    ngettext,
    number,
    pick,
    span_text,
)

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "Source"
msgstr "Fuente"

msgid "{n} leg"
msgid_plural "{n} legs"
msgstr[0] "{n} tramo"
msgstr[1] "{n} tramos"

msgid "From {place}"
msgstr "Desde {place}"

msgid "Empty"
msgstr ""

#, fuzzy
msgid "Guessed"
msgstr "Adivinado"
"""


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Put one small catalogue in place of the real ones, for Spanish and Portuguese alike."""
    for lang in ("es", "pt"):
        folder = tmp_path / lang / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "atlas.po").write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(language, "LOCALE_DIR", tmp_path)
    language._messages.cache_clear()
    yield
    language._messages.cache_clear()


@pytest.mark.usefixtures("catalogue")
def test_message_is_translated_and_falls_back_to_english():
    assert gettext("es", "Source") == "Fuente"
    assert gettext("en", "Source") == "Source"
    for message in ("Not in the catalogue", "Empty", "Guessed"):
        assert gettext("es", message) == message


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(
    ("lang", "n", "text"),
    [
        ("en", 0, "{n} legs"),
        ("en", 1, "{n} leg"),
        ("es", 0, "{n} tramos"),
        ("es", 1, "{n} tramo"),
        ("es", 2, "{n} tramos"),
        ("pt", 0, "{n} tramo"),
        ("pt", 2, "{n} tramos"),
    ],
)
def test_plural_follows_the_rules_of_the_language(lang, n, text):
    assert ngettext(lang, "{n} leg", "{n} legs", n) == text


@pytest.mark.usefixtures("catalogue")
def test_translator_puts_values_in_as_they_are():
    _ = Translator("es")
    assert _("Source") == "Fuente"
    assert _("From {place}", place="{0.__class__} {x}") == "Desde {0.__class__} {x}"
    assert _("No {braces} are read without values") == "No {braces} are read without values"
    assert _.n("{n} leg", "{n} legs", 12345) == "12.345 tramos"


@pytest.mark.parametrize(
    ("lang", "edtf", "text"),
    [
        ("en", "2021", "2021"),
        ("en", "2021-03", "March 2021"),
        ("en", "2021-03-03", "3 March 2021"),
        ("es", "2021-03", "marzo de 2021"),
        ("es", "2021-03-03", "3 de marzo de 2021"),
        ("pt", "2021-03", "março de 2021"),
        ("pt", "2021-03-03", "3 de março de 2021"),
        ("en", "FY2024", "fiscal year 2024"),
    ],
)
def test_date_is_written_as_precise_as_it_is(lang, edtf, text):
    assert date_text(lang, edtf) == text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_no_date_is_left_alone(lang):
    assert [date_text(lang, value) for value in (None, float("nan"), "")] == ["", "", ""]
    for text in ("2021-13", "2021-02-30", "0000-01", "soon", "٢٠٢١-٠٣-٩٩"):
        assert date_text(lang, text) == text


def test_spans():
    assert span_text("en", "2021-03", "2023") == "March 2021 to 2023"
    assert span_text("en", "2021", "2021") == "2021"
    assert span_text("en", "2021", None) == "from 2021"
    assert span_text("en", None, "2021-03") == "until March 2021"
    assert span_text("en", None, None) == ""


@pytest.mark.parametrize(
    ("lang", "items", "style", "text"),
    [
        ("en", [], "and", ""),
        ("en", ["a"], "and", "a"),
        ("en", ["a", "b", "c"], "and", "a, b and c"),
        ("en", ["a", "b", "c"], "or", "a, b or c"),
        ("es", ["Chile", "Bolivia"], "and", "Chile y Bolivia"),
        ("es", ["Chile", "Italia"], "and", "Chile e Italia"),
        ("es", ["carbón", "hierro"], "and", "carbón y hierro"),
        ("es", ["Chile", "Oruro"], "or", "Chile u Oruro"),
        ("pt", ["Chile", "Itália"], "and", "Chile e Itália"),
    ],
)
def test_listing(lang, items, style, text):
    assert listing(lang, items, style) == text


def test_numbers_are_written_as_in_the_texts_of_the_data():
    assert [number(lang, 12345.5) for lang in LANGUAGES] == ["12,345.5", "12.345,5", "12.345,5"]
    assert number("en", 5, 1) == "5.0"
    assert number("en", 1234.6, 0) == "1,235"
    assert number("en", None) == number("en", float("nan")) == ""


def test_country_names_are_short_and_in_the_language():
    assert [country(lang, "US") for lang in LANGUAGES] == [
        "United States",
        "Estados Unidos",
        "Estados Unidos",
    ]
    assert country("pt", "BO") == "Bolívia"
    assert country("es", "ve") == "Venezuela"
    assert country("es", "XQ") == "XQ"


def test_pick_tells_when_it_fell_back():
    record = {"note_en": "a note", "note_es": "una nota", "note_pt": None, "only_pt": "só", "only_en": ""}
    assert pick("es", record, "note") == ("una nota", "es")
    assert pick("pt", record, "note") == ("a note", "en")
    assert pick("es", record, "only") == ("só", "pt")
    assert pick("es", record, "missing") == ("", "es")


@pytest.mark.parametrize(
    ("wanted", "lang"),
    [
        ("pt-BR,pt;q=0.9,en;q=0.8", "pt"),
        ("es_MX", "es"),
        ("de-DE, es;q=0.5, en;q=0.4", "es"),
        ("en;q=0.1, es;q=0.2", "es"),
        ("es;q=0", "en"),
        ("es;q=high", "en"),
        ("de", "en"),
        ("", "en"),
        (None, "en"),
        ("," * 5000, "en"),
    ],
)
def test_best_language(wanted, lang):
    assert best(wanted) == lang
