"""The words of the method page."""

import pytest

from layers.catalog import Catalog
from layers.language import LANGUAGES
from layers.methods import SECTIONS, sections


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_in_every_language(lang: str) -> None:
    found = sections(lang)
    assert [len(paragraphs) for _heading, paragraphs in found] == [len(texts) for _heading, texts in SECTIONS]
    for (heading, paragraphs), (english, texts) in zip(found, SECTIONS, strict=True):
        assert heading
        if lang == "en":
            assert (heading, paragraphs) == (english, list(texts))
        else:
            assert heading != english
            assert all(text != original for text, original in zip(paragraphs, texts, strict=True))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_paragraphs_hold_no_markup(lang: str) -> None:
    for heading, paragraphs in sections(lang):
        for text in (heading, *paragraphs):
            assert not set("<>*_`[]$|") & set(text), text
            assert "--" not in text


def test_what_is_said_of_the_data_is_so(catalog: Catalog) -> None:
    """The one corridor that the page calls an area of exploitation with two schematic legs is that."""
    legs = catalog.legs[catalog.legs["corridor"] == "mexico-city"]
    assert len(legs) == 2
    assert (legs["precision"] == "region").all()
