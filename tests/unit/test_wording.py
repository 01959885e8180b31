"""The words and colours that the map document gets."""

import json
import re

import pytest

from layers.catalog import Catalog
from layers.language import LANGUAGES
from layers.look import LINE_FORMS, PRINT, THEMES
from layers.vocabulary import ATTRIBUTION, CRIME_FAMILIES, CRIMES, PLACE_PRECISION, PLACE_ROLES
from layers.wording import setup, strings


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_its_word(catalog: Catalog, lang: str) -> None:
    words = strings(lang)
    assert len(words["crimes"]) == len(CRIMES)
    assert set(words["families"]) == {*CRIME_FAMILIES, "unnamed"}
    assert set(words["forms"]) == set(ATTRIBUTION)
    assert set(words["short"]) == {*ATTRIBUTION, *PLACE_PRECISION}
    assert set(words["roles"]) == set(PLACE_ROLES)
    assert set(words["precision"]) == set(PLACE_PRECISION)
    assert set(catalog.places["country"]) <= set(words["countries"])


def leaves(value: object) -> list[str]:
    if isinstance(value, dict):
        return [leaf for item in value.values() for leaf in leaves(item)]
    if isinstance(value, list):
        return [leaf for item in value for leaf in leaves(item)]
    assert isinstance(value, str)
    return [value]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_words_are_words(lang: str) -> None:
    for text in leaves(strings(lang)):
        assert text.strip() == text != ""
        assert "<" not in text


@pytest.mark.parametrize("lang", ["es", "pt"])
def test_translations_keep_the_parameters(lang: str) -> None:
    pairs = list(zip(leaves(strings("en")), leaves(strings(lang)), strict=True))
    for english, translated in pairs:
        assert sorted(re.findall(r"\{\w+\}", english)) == sorted(re.findall(r"\{\w+\}", translated))
    same = sum(english == translated for english, translated in pairs)
    assert same < len(pairs) / 3, "names of countries may be the same, most words are not"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_setup_can_be_sent(lang: str) -> None:
    made = setup(lang)
    assert json.loads(json.dumps(made)) == made
    assert made["language"] == lang
    assert made["themes"] == {name: dict(tokens) for name, tokens in THEMES.items()}
    assert made["print"] == dict(PRINT)
    assert set(made["forms"]) == set(LINE_FORMS) == set(ATTRIBUTION)
